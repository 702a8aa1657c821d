"""A clerk at the running client, one working day after another."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from casework.case_list import case_ids
from casework.case_view import case
from casework.views import ActView, CaseFilter, CaseView
from desktop.acts.panel import ActPanel
from desktop.case_page import CasePage
from desktop.components import ActCard
from desktop.frame.window import MainWindow
from desktop.program import Program, read_arguments
from desktop.worklist import WorklistPage
from law.terms import FeeStatus
from tests.desktop.end_to_end.keyboard import Keyboard
from tests.desktop.keyboard import children

__all__ = ["Clerk", "working_day"]

USUAL_SCREEN = (1366, 768)


class Clerk:
    """What a clerk does with keys alone, and what the clerk sees."""

    def __init__(self, keys: Keyboard, window: MainWindow) -> None:
        self.keys = keys
        self.window = window

    # ------------------------------------------------------------------ seeing

    def heading(self) -> str:
        """The heading above the page."""
        return self.window.heading.text()

    def case_page(self) -> CasePage:
        """The page of the case in sight."""
        page = self.window.current_page()
        assert isinstance(page, CasePage)
        return page

    def chip(self) -> str:
        """The words of the chip in the head of the case."""
        return self.case_page().view.header.chip.text()

    def course(self) -> list[str]:
        """What the case page says of letters and history, line by line."""
        return [one.text() for one in children(self.case_page().view.course, QLabel) if one.isVisible()]

    def acts(self) -> dict[str, str]:
        """What can be done now, as the cards say."""
        cards = self.case_page().view.acts.cards
        return {one.title.text(): one.line.text() for one in cards if one.can_press() and one.isVisible()}

    def case(self, number: str) -> CaseView:
        """The case as casework answers."""
        office, today = self.window.session.office, self.window.session.today
        for one in case_ids(office, CaseFilter(), today=today):
            view = case(office, one, today=today)
            if view.registration_number == number:
                return view
        raise AssertionError(f"no case {number}")

    def fee_status(self, number: str) -> FeeStatus:
        """How far the fee of a case has come."""
        fee = self.case(number).fee
        return FeeStatus.NONE if fee is None else fee.status

    def _on_a_card(self) -> bool:
        card = QApplication.focusWidget()
        return isinstance(card, ActCard) and isinstance(card.payload, ActView)  # an answer is a card too

    # ------------------------------------------------------------------ doing

    def open_case(self, number: str) -> None:
        """From the worklist, with the arrows and Enter."""
        self.keys.walk_list(number)
        self.keys.press(Qt.Key.Key_Return)
        self.wait_case(number)

    def wait_case(self, number: str) -> None:
        """The case page is there with the cursor on what is next."""
        self.keys.wait(
            lambda: self.heading() == number and self._on_a_card(), lambda: f"no case {number} but {self.heading()}"
        )

    def act(self, name: str, about: str = "") -> None:
        """Walk to an act and open it.

        Args:
            name: the act as its card reads.
            about: words of its second line, where several cards offer the same act for different letters.
        """
        for _ in self.case_page().view.acts.cards:
            if self._reads(name, about):
                break
            self.keys.press(Qt.Key.Key_Down)
        assert self._reads(name, about), f"{name} {about} is not offered, but {self.acts()}"
        assert not self.keys.focused().visibleRegion().isEmpty(), f"{name} has the cursor out of sight"
        self.keys.press(Qt.Key.Key_Return)
        self.keys.wait(lambda: not self._on_a_card(), f"{name} does not open")

    def _reads(self, name: str, about: str) -> bool:
        card = QApplication.focusWidget()
        return isinstance(card, ActCard) and card.accessibleName() == name and about in card.line.text()

    def finish(self) -> None:
        """Ctrl+Enter does the act; the cards come back."""
        page, shown = self.case_page(), self.case_page().reading
        self.keys.ctrl(Qt.Key.Key_Return)
        self.keys.wait(
            lambda: page.desk.panel is None and page.reading is not shown and self._on_a_card(), self._refusal
        )

    def _refusal(self) -> str:
        """What the form in sight says against the act."""
        panel = self.case_page().desk.panel
        if panel is None:
            return f"the cursor is on no act; the toast says {self.window.toast.label.text()!r}"
        errors = {key: one.error() for key, one in panel.fields.items() if one.error()}
        return f"{panel.title} was not done: {panel.banner.label.text()} {errors}"

    def panel(self) -> ActPanel:
        """The form in sight."""
        panel = self.case_page().desk.panel
        assert panel is not None
        return panel


@contextmanager
def working_day(qtbot: QtBot, qapp: QApplication, folder: Path, day: date) -> Iterator[Clerk]:
    """The program started on a day and closed in the evening; a failure that reaches the crash net fails the test."""
    where = ["--config", str(folder / "config"), "--database", str(folder / "office.db")]
    program = Program(qapp, read_arguments([*where, "--today", day.isoformat()]))
    failures: list[object] = []
    program.crash_net.caught.connect(failures.append)
    try:
        program.begin()
        qtbot.waitUntil(lambda: program.window is not None and program.window.isActiveWindow())
        window = program.window
        assert window is not None
        window.resize(*USUAL_SCREEN)  # the screen of the offscreen platform is smaller than any in an office
        keys = Keyboard(qtbot)
        worklist = window.current_page()
        assert isinstance(worklist, WorklistPage)
        keys.wait(lambda: bool(worklist.view.counters[0].accessibleName()), "the worklist stays empty")
        yield Clerk(keys, window)
        assert window.session.runner.wait_idle(10_000)
    finally:
        program.close()
    assert failures == []
