"""Putting the program together: application, settings, first start or office, window."""

import argparse
import linecache
import logging
import sys
from collections.abc import Sequence
from datetime import date
from functools import partial
from importlib import import_module
from pathlib import Path

import platformdirs
from PySide6.QtCore import QObject, QSettings, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox

from casework.office import Office, open_office
from casework.readiness import ready_letters
from casework.version import VERSION
from desktop.first_start.questions import Answers
from desktop.first_start.window import FirstStart, default_answers
from desktop.frame.clock import Clock
from desktop.frame.crash import CrashNet, open_log
from desktop.frame.garbage import GarbageSearch
from desktop.frame.places import load_rooms
from desktop.frame.tasks import TaskRunner
from desktop.frame.window import MainWindow
from desktop.settings.store import Settings
from desktop.theme import apply_theme, install_fonts, install_locale
from law.errors import UserError

__all__ = ["Program", "Start", "make_application", "read_arguments", "run"]

_NAME = "disclosure-desk"
# While the work thread computes, every call into Qt waits for its turn. Python's own 5 ms make a painted table of
# 300 cells slow; with this the median of such a repaint halves, and the work takes no longer.
_TURN_SECONDS = 0.0005
_log = logging.getLogger(__name__)


class Start(argparse.Namespace):
    """How the program was asked to start."""

    database: str | None
    config: Path | None
    demo: Path | None
    screens: Path | None
    today: date | None


def read_arguments(arguments: Sequence[str]) -> Start:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog=_NAME, description="政府信息依申请公开办理")
    parser.add_argument("--database", help="要打开的数据库：文件，或 postgresql:// 地址")
    parser.add_argument("--config", type=Path, help="设置所在文件夹")
    parser.add_argument("--demo", type=Path, metavar="FOLDER", help="演示一遍主要办理过程，画面存入文件夹")
    parser.add_argument("--screens", type=Path, metavar="FOLDER", help="把每个界面画成图片存入文件夹")
    parser.add_argument("--today", type=date.fromisoformat, metavar="YYYY-MM-DD", help="把这一天当作今天")
    parser.add_argument("--version", action="version", version=VERSION)
    return parser.parse_args(arguments, namespace=Start())


def make_application() -> QApplication:
    """The application with fonts and Chinese texts; says so when no Chinese font is there."""
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    sys.setswitchinterval(_TURN_SECONDS)
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)  # noqa: S101 - a program without widgets cannot get here
    app.setApplicationName(_NAME)
    app.setApplicationDisplayName("政府信息依申请公开办理")
    app.setApplicationVersion(VERSION)
    if install_fonts(app) is None:
        _log.error("No Chinese font found: install fonts-noto-cjk or another Chinese font")
        sys.stderr.write("本机没有中文字体，界面无法显示汉字。请安装 fonts-noto-cjk 或其他中文字体。\n")
    if not install_locale(app):
        _log.warning("Qt's Chinese texts are missing")
    return app


class Program(QObject):
    """The running program: owns settings, crash net, office and windows, and closes them in order."""

    def __init__(self, app: QApplication, start: Start) -> None:
        super().__init__()
        self.app = app
        self.start = start
        self.garbage = GarbageSearch(self)
        self.clock = Clock(start.today)
        self.config = start.config or Path(platformdirs.user_config_dir(_NAME, appauthor=False))
        self.settings = Settings(self.config, self)
        self.log = open_log(self.config / "log")
        self.crash_net = CrashNet(self)
        self.crash_net.install()
        self.office: Office | None = None
        self.window: MainWindow | None = None
        self.first_start: FirstStart | None = None
        self._runner = TaskRunner(self)
        self._runner.unheard.connect(self.crash_net.report)
        self.settings.changed.connect(self._on_setting_changed)
        self.apply_look()

    def apply_look(self) -> None:
        """Put the chosen theme and size in force."""
        apply_theme(self.app, self.settings.text("theme"), self.settings.number("scale"))

    def _on_setting_changed(self, key: str) -> None:
        if key in ("theme", "scale"):
            self.apply_look()

    def default_database(self) -> Path:
        """Where a new database is proposed."""
        return Path(platformdirs.user_data_dir(_NAME, appauthor=False)) / "依申请公开.db"

    def begin(self) -> None:
        """Open the last database, or ask the questions of the first start."""
        location = self.start.database or self.settings.text("database")
        if location and ("://" in location or Path(location).exists()):
            self._runner.run(partial(open_office, location), self.show_office, self._on_open_failed)
        else:
            self.ask_first_questions(location)

    def ask_first_questions(self, location: str = "") -> None:
        """The first start, resumed where it was left."""
        defaults = default_answers(Path(location) if location else self.default_database())
        answers = Answers.load(self.config / "first_start.toml", defaults)
        if location:
            answers.values["database"] = location
        self.first_start = FirstStart(answers, self.settings, self._runner, self.clock)
        self.crash_net.add_saver(self.first_start.keep)
        self.first_start.finished.connect(self.show_office)
        self.first_start.show()

    def show_office(self, office: Office) -> None:
        """Open the main window over an office."""
        self.office = office
        founder = self.settings.text("person") if self.first_start is not None else ""
        if self.first_start is not None:
            self.first_start.close()
            self.first_start.deleteLater()
            self.first_start = None
        self.settings.set("database", office.location)
        geometry = QSettings(str(self.config / "window.ini"), QSettings.Format.IniFormat, self)
        self.window = MainWindow(office, self.clock, self.settings, self.crash_net, geometry=geometry)
        self.window.open_page("worklist")
        self.window.show()
        self.window.sign_in.begin(founder)
        self.garbage.spare_what_is_there()
        self._runner.run(_get_ready, self._on_ready)

    def _on_ready(self, _nothing: None) -> None:
        """Modules and templates are there for good."""
        # Qt for Python reads the source of every module that is imported, and Python keeps the lines: some 20 MB.
        linecache.clearcache()
        self.garbage.spare_what_is_there()

    def _on_open_failed(self, error: BaseException) -> None:
        if not isinstance(error, UserError):
            self.crash_net.report(error)
        text = error.sentence if isinstance(error, UserError) else "数据库打不开，日志里有编号。"
        box = QMessageBox(QMessageBox.Icon.NoIcon, "打不开数据库", text)
        choose = box.addButton("另建数据库", QMessageBox.ButtonRole.AcceptRole)
        box.addButton("退出", QMessageBox.ButtonRole.RejectRole)
        box.exec()
        if box.clickedButton() is choose:
            self.ask_first_questions()
        else:
            self.app.quit()

    def close(self) -> None:
        """Close windows, thread, database and log, in this order."""
        if self.window is not None:
            self.window.close()
            self.window.deleteLater()
            self.window = None
        if self.first_start is not None:
            self.first_start.close()
            self.first_start.deleteLater()
            self.first_start = None
        self._runner.close()
        if self.office is not None:
            self.office.close()
            self.office = None
        self.garbage.stop()
        self.crash_net.remove()
        logging.getLogger().removeHandler(self.log)
        self.log.close()


def _get_ready() -> None:
    """What first visits and first letters need, loaded while the worklist is being read."""
    load_rooms()
    ready_letters()


def run(arguments: Sequence[str]) -> int:
    """Start the program.

    Returns:
        the exit code.
    """
    start = read_arguments(arguments)
    app = make_application()
    for folder, module in ((start.demo, "desktop.demo_run"), (start.screens, "desktop.screens")):
        if folder is not None:
            return int(import_module(module).run(app, start, folder))
    program = Program(app, start)
    QTimer.singleShot(0, program.begin)
    try:
        return int(app.exec())
    finally:
        program.close()
