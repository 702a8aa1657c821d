"""Requests that can be attacked, brought there by the acts of casework, and hands on the pages of disputes."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from casework.dispute_views import DisputeFilter, DisputeView
from casework.disputes import dispute_ids, dispute_view
from casework.office import Office
from desktop.acts.form_panel import FormPanel
from desktop.disputes.dispute_page import DisputePage
from desktop.disputes.opening_page import OpenDisputePage
from desktop.disputes.page import DisputesPage
from desktop.frame.window import MainWindow
from law.dispute_terms import DisputeEventKind
from law.terms import Evidence, Outcome
from tests.casework.desk import Desk
from tests.desktop.case_desk import desk_at
from tests.desktop.conftest import TODAY, settle

__all__ = [
    "dispute_page",
    "disputes",
    "disputes_page",
    "late_request",
    "open_event",
    "opening_page",
    "refuse",
    "refused_request",
    "seen_dispute",
    "submit",
    "widen",
]

CTRL = Qt.KeyboardModifier.ControlModifier
PROCESS = {
    "process_kind": "discussion",
    "decision_made": "false",
    "discretion_reason": "会议尚未形成决定，公开会影响讨论",
}
NATURE = {Evidence.NATURE_NOTE: "讨论记录", Evidence.SEVERABILITY_NOTE: "不能区分"}


def refuse(desk: Desk, request_id: int) -> int:
    """A refusal on the process of deliberation; returns the letter."""
    return desk.reply(request_id, Outcome.REFUSAL_PROCESS, facts=PROCESS, evidence=NATURE)


def refused_request(office: Office) -> tuple[int, int]:
    """A request answered on 10 November and the letter served on the 12th: request and letter."""
    desk = desk_at(office)
    request_id = desk.on(10, 26).take_in()
    letter = refuse(desk.on(11, 10), request_id)
    desk.on(11, 12).serve(letter)
    return request_id, letter


def late_request(office: Office) -> int:
    """A request that was never answered."""
    return desk_at(office).on(9, 14).take_in()


def widen(window: MainWindow) -> None:
    """The usual screen; narrower windows show no panel beside the list."""
    window.setMinimumSize(0, 0)
    window.resize(1366, 768)


def quiet(window: MainWindow) -> None:
    """Pauses of typing have passed, and what they asked for is there."""
    settle(window)
    QTest.qWait(260)
    settle(window)
    QTest.qWait(20)


def disputes_page(window: MainWindow, wanted: DisputeFilter | None = None) -> DisputesPage:
    """The list of disputes."""
    widen(window)
    window.open_page("reviews", wanted)
    quiet(window)
    page = window.page("reviews")
    assert isinstance(page, DisputesPage)
    return page


def dispute_page(window: MainWindow, payload: object) -> DisputePage:
    """The page of a dispute."""
    widen(window)
    window.open_page("dispute", payload)
    quiet(window)
    page = window.page("dispute")
    assert isinstance(page, DisputePage)
    return page


def opening_page(window: MainWindow, payload: object = None) -> OpenDisputePage:
    """The form that opens a dispute."""
    widen(window)
    window.open_page("open_dispute", payload)
    quiet(window)
    page = window.page("open_dispute")
    assert isinstance(page, OpenDisputePage)
    return page


def disputes(office: Office, today: date = TODAY) -> tuple[DisputeView, ...]:
    """All disputes as casework tells them, the first registered first."""
    ids = sorted(dispute_ids(office, DisputeFilter(open_only=False), today=today))
    return tuple(dispute_view(office, one, today=today) for one in ids)


def seen_dispute(office: Office, dispute_id: int, today: date = TODAY) -> DisputeView:
    """A dispute as casework tells it."""
    return dispute_view(office, dispute_id, today=today)


def open_event(window: MainWindow, page: DisputePage, kind: DisputeEventKind) -> FormPanel:
    """Open the form of an event by pressing Enter on its card."""
    card = page.view.choices.card_of(kind)
    assert card is not None, kind
    assert card.can_press(), f"{kind}: {card.line.text()}"
    card.setFocus()
    QTest.keyClick(card, Qt.Key.Key_Return)
    quiet(window)
    panel = page.desk.panel
    assert panel is not None
    return panel


def submit(window: MainWindow) -> None:
    """Ctrl+Enter where the focus stands, and wait until the act is done or refused."""
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Return, CTRL)
    quiet(window)
