"""Fixtures of the client's tests: a Chinese font, no Qt warnings, nothing left alive, a window over a real office."""

import gc
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from casework.drafts import AgencyDraft
from casework.office import Office, create_office
from desktop.frame.clock import Clock
from desktop.frame.crash import CrashNet
from desktop.frame.places import PAGES, PageSpec, load_rooms
from desktop.frame.window import MainWindow
from desktop.settings.store import Settings
from desktop.theme import apply_theme, install_fonts, install_locale, palette, scale
from tests.casework.offices import work_alone
from tests.closed_offices import forget_closed_offices

TODAY = date(2026, 11, 23)
PROFILE = AgencyDraft(
    name="临江县自然资源局",
    short_mark="临资公",
    parent_government="临江县人民政府",
    reconsideration_body="临江县人民政府",
    court_name="临江县人民法院",
    contact_person="王敏",
    contact_phone="0990-5550123",
    contact_address="临江县古渡街道滨河路1号",
    postcode="990100",
)
# Said by the offscreen platform, which has no window manager to tell; nothing is wrong.
_HARMLESS = r"This plugin does not support (propagateSizeHints|raise)\(\)"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.qt)
            item.add_marker(pytest.mark.qt_log_ignore(_HARMLESS, extend=True))


@pytest.fixture(scope="session")
def qapp_cls() -> type[QApplication]:
    return QApplication


@pytest.fixture(scope="session", autouse=True)
def dressed_application(qapp: QApplication) -> QApplication:
    """The application as the program dresses it. Without a Chinese font every picture and width would be wrong."""
    family = install_fonts(qapp)
    if family is None:
        pytest.exit("no Chinese font: install fonts-noto-cjk (or another Chinese font) and run again", returncode=3)
    assert install_locale(qapp), "Qt's Chinese texts (qtbase_zh_CN.qm) are missing"
    apply_theme(qapp, "light", 100)
    # Every test ends with a full collection. What the program's modules hold stays anyway and need not be looked at
    # seven hundred times.
    load_rooms()
    gc.collect()
    gc.freeze()
    return qapp


@pytest.fixture(autouse=True)
def light_theme(dressed_application: QApplication) -> Iterator[None]:
    """Tests may switch theme and size; the next one starts in light at 100 %."""
    yield
    if palette().name != "light" or scale() != 1.0:
        apply_theme(dressed_application, "light", 100)


def _top_widgets() -> set[QWidget]:
    return set(QApplication.topLevelWidgets())


def _delete_deferred() -> None:
    for _ in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QCoreApplication.processEvents()


@pytest.fixture(autouse=True)
def nothing_left_alive(dressed_application: QApplication, request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that leaves a window or a thread behind: in the program it would be a leak or a crash at exit."""
    assert dressed_application.font().pixelSize() > 0
    windows = _top_widgets()
    threads = set(threading.enumerate())
    yield
    _delete_deferred()
    forget_closed_offices()
    gc.collect()
    _delete_deferred()
    left = [one for one in _top_widgets() - windows if one.parent() is None and not _is_qt_own(one)]
    names = [f"{type(one).__name__} “{one.windowTitle() or one.accessibleName()}”" for one in left]
    for one in left:
        one.deleteLater()
    _delete_deferred()
    running = [one.name for one in set(threading.enumerate()) - threads if one.is_alive()]
    if request.node.stash.get(_FAILED, False):
        return  # a failed test is told once
    assert not names, f"windows left alive: {names}"
    assert not running, f"threads left alive: {running}"


def _is_qt_own(widget: QWidget) -> bool:
    """Tips and similar windows belong to Qt, which keeps one of each."""
    return type(widget) is QWidget or str(widget.metaObject().className()) in ("QTipLabel", "QDesktopWidget")


_FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    report = yield
    if call.when == "call" and call.excinfo is not None:
        item.stash[_FAILED] = True
    return report


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """A real office on a fresh SQLite file."""
    opened = create_office(
        tmp_path / "office.db", PROFILE, now=datetime(2026, 11, 23, 1, 0, tzinfo=UTC), actor="王敏", today=TODAY
    )
    yield work_alone(opened)
    opened.close()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings in an empty folder, with a person named."""
    kept = Settings(tmp_path / "config")
    kept.set("person", "王敏")
    return kept


class _LoudCrashNet(CrashNet):
    """The crash net of tests: remembers the whole error, to be raised at the end of the test."""

    def __init__(self) -> None:
        super().__init__()
        self.errors: list[BaseException] = []

    @override
    def report(self, error: BaseException) -> None:
        self.errors.append(error)
        super().report(error)


@contextmanager
def open_shell(
    office: Office, settings: Settings, pages: Sequence[PageSpec] = PAGES, today: date = TODAY
) -> Iterator[MainWindow]:
    """A shown main window; a failure that reaches the crash net fails the test."""
    net = _LoudCrashNet()
    window = MainWindow(office, Clock(today), settings, net, pages)
    window.show()
    settle(window)
    try:
        yield window
        settle(window)
    finally:
        window.close()
        window.session.runner.close()
        window.deleteLater()
        _delete_deferred()
    if net.errors:
        raise net.errors[0]


@pytest.fixture
def shell(office: Office, settings: Settings) -> Iterator[MainWindow]:
    """The main window with the pages of the program over a temporary office."""
    with open_shell(office, settings) as window:
        yield window


def settle(window: MainWindow) -> None:
    """Serve events until every task of a window has reported."""
    assert window.session.runner.wait_idle(10_000), "tasks still open after ten seconds"
