"""The stage of the demonstration: the program started day by day, its pictures and letters kept, its acts by key."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QPageSize, QPdfWriter
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from casework.case_list import case_ids
from casework.case_view import case
from casework.letter_pages import printed_letter
from casework.letters import letter_bytes
from casework.views import ActView, CaseFilter, CaseView
from desktop.components import ActCard
from desktop.demo_keys import DemoFailure, Keys
from desktop.frame.clock import Clock
from desktop.frame.window import MainWindow
from desktop.letters.page_painting import print_pages
from desktop.program import Program, Start, read_arguments
from law.terms import DocumentState

__all__ = ["APPLICANT", "CLERK", "HEAD", "HEIGHT", "REVIEWER", "WIDTH", "Stage", "say"]

WIDTH, HEIGHT = 1366, 768
APPLICANT = "周长根"
CLERK, REVIEWER, HEAD = "王敏", "赵启明", "周国栋"  # persons of the sample office
_PDF_DPI = 150


def say(text: str) -> None:
    """Tell how far the demonstration is."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


class Stage:
    """One program after another on one database, and what is kept of them in the folder."""

    def __init__(self, app: QApplication, start: Start, folder: Path, config: Path) -> None:
        self.app = app
        self.folder = folder
        self.config = config
        self.database = folder / "demo.db"
        self.keys = Keys()
        self.first_day = Clock(start.today).today()
        self.pictures: list[Path] = []
        self.letters: list[Path] = []
        self.number = ""
        self._failures: list[object] = []
        self._program: Program | None = None

    @contextmanager
    def day(self, after: int) -> Iterator[None]:
        """The program, started some days later and closed in the evening."""
        today = self.first_day + timedelta(days=after)
        arguments = ["--config", str(self.config), "--database", str(self.database), "--today", today.isoformat()]
        program = Program(self.app, read_arguments(arguments))
        program.crash_net.caught.connect(self._failures.append)
        self._program = program
        say(f"{today.year}年{today.month}月{today.day}日")
        try:
            program.begin()
            if after:
                self.keys.wait(lambda: program.window is not None, "主窗口没有打开")
                self.sign_in(CLERK)
                self.keys.wait(self.is_open, "主窗口没有打开")
                self.settle()
            yield
            if self._failures:
                raise DemoFailure("程序出错，见标准错误输出")
        finally:
            self._program = None
            program.close()

    def sign_in(self, name: str) -> None:
        """Choose a name in the dialog that asks who works here."""
        keys = self.keys
        keys.wait(lambda: self.window.sign_in.dialog is not None and keys.is_at("姓名"), "没有问谁在办理")
        keys.choose("姓名", next(one for one in self._names() if one.startswith(name)))
        keys.press(Qt.Key.Key_Return)
        keys.wait(lambda: self.window.session.person == name, f"{name}没有登录")
        keys.wait(self.is_open, "主窗口没有打开")
        self.settle()

    def _names(self) -> list[str]:
        dialog = self.window.sign_in.dialog
        return [] if dialog is None else [dialog.person.itemText(at) for at in range(dialog.person.count())]

    def switch_to(self, name: str) -> None:
        """Somebody else sits down: Ctrl+Shift+L."""
        self.keys.press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
        self.sign_in(name)

    # ------------------------------------------------------------------ what is at hand

    @property
    def program(self) -> Program:
        """The program that runs."""
        if self._program is None:
            raise DemoFailure("程序没有运行")
        return self._program

    @property
    def window(self) -> MainWindow:
        """The main window."""
        window = self.program.window
        if window is None:
            raise DemoFailure("主窗口没有打开")
        return window

    def is_open(self) -> bool:
        """Whether the main window has the focus."""
        return self.program.window is not None and self.program.window.isActiveWindow()

    def asks_first(self) -> bool:
        """Whether the first start asks its questions."""
        return self.program.first_start is not None and self.program.first_start.isActiveWindow()

    def settle(self) -> None:
        """Wait for live panels, then for all work."""
        self.keys.pause(350)
        self.keys.wait(self.window.session.runner.is_idle, "程序一直在忙")
        self.keys.pause(120)

    def picture(self, name: str, widget: QWidget | None = None) -> None:
        """Keep a picture of a window."""
        shown = widget or self.window
        if shown.width() != WIDTH or shown.height() != HEIGHT:
            shown.resize(WIDTH, HEIGHT)
            self.keys.pause(60)
        file = self.folder / f"{len(self.pictures) + 1:02}-{name}.png"
        if not shown.grab().save(str(file)):
            raise DemoFailure(f"画面存不进 {file}")
        self.pictures.append(file)
        say(f"  {file.name}")

    def view(self) -> CaseView:
        """The case of the demonstration, as casework answers."""
        office, today = self.window.session.office, self.window.session.today
        for one in case_ids(office, CaseFilter(text=APPLICANT), today=today):
            found = case(office, one, today=today)
            if not self.number or found.registration_number == self.number:
                return found
        raise DemoFailure("找不到演示的办件")

    # ------------------------------------------------------------------ habits

    def on_a_card(self) -> bool:
        """Whether the cursor is on an act of the case page."""
        card = QApplication.focusWidget()
        return isinstance(card, ActCard) and isinstance(card.payload, ActView)

    def on_an_answer(self) -> bool:
        """Whether the cursor is on an answer to one of the seven questions."""
        return isinstance(QApplication.focusWidget(), ActCard) and not self.on_a_card()

    def errors(self) -> str:
        """Refusals that can be seen on the page."""
        page = self.window.current_page()
        if page is None:
            return ""
        labels = cast("list[QLabel]", page.findChildren(QLabel))
        texts = [one.text() for one in labels if one.isVisible()]
        return "；".join(text for text in texts if text.startswith("●") or text.endswith("）。"))

    def open_case(self) -> None:
        """From the list of cases, with the search, to the page of the case."""
        keys = self.keys
        keys.ctrl(Qt.Key.Key_K)
        keys.type(self.number)
        self.settle()
        keys.press(Qt.Key.Key_Return)
        keys.wait(lambda: self.window.heading.text() == self.number and self.on_a_card(), "办件没有打开")
        self.settle()

    def _walk_to_card(self, name: str) -> None:
        keys = self.keys
        self.keys.wait(self.on_a_card, "光标不在可办的事上")
        for _ in range(40):
            if keys.place().startswith(name):
                return
            keys.press(Qt.Key.Key_Down)
        raise DemoFailure(f"现在不能“{name}”")

    def act(self, name: str) -> None:
        """Walk to an act and open its form."""
        self._walk_to_card(name)
        self.keys.press(Qt.Key.Key_Return)
        self.keys.wait(lambda: not self.on_a_card(), f"“{name}”没有打开")
        self.settle()

    def act_to_page(self, name: str, heading: str) -> None:
        """Walk to an act that has a page of its own."""
        self._walk_to_card(name)
        self.keys.press(Qt.Key.Key_Return)
        self.keys.wait(lambda: self.window.heading.text() == heading, f"“{heading}”没有打开")
        self.settle()

    def finish(self, failure: str) -> None:
        """Ctrl+Enter does the act; the cards come back."""
        self.keys.ctrl(Qt.Key.Key_Return)
        self.keys.wait(self.on_a_card, f"{failure}：{self.errors()}")
        self.settle()

    # ------------------------------------------------------------------ letters

    def keep_letters(self) -> None:
        """Keep every letter of the case as .docx, and as PDF printed by Qt."""
        office = self.window.session.office
        for document in self.view().documents:
            if document.state is DocumentState.DRAFT:
                continue
            name, content = letter_bytes(office, document.id)
            file = self.folder / Path(name).name
            if file in self.letters:
                continue
            file.write_bytes(content)
            printed = file.with_suffix(".pdf")
            writer = QPdfWriter(str(printed))
            writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
            writer.setResolution(_PDF_DPI)
            pages = print_pages(writer, printed_letter(office, document.id), document.title)
            del writer
            self.letters.append(file)
            say(f"  {file.name}、{printed.name}（{pages} 页）")
