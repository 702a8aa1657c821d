"""Cases at every stage, brought there by the acts of casework, and hands that fill in the forms of the client."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QWidget

from casework.case_view import case
from casework.office import Office
from casework.views import CaseView
from desktop.acts.panel import ActPanel
from desktop.case_page import CasePage
from desktop.components import ComboInput, DateInput, LineInput, SegmentedChoice, TextArea
from desktop.frame.window import MainWindow
from law.terms import Act, EventKind
from tests.casework.desk import Desk
from tests.desktop.conftest import TODAY, settle
from tests.desktop.keyboard import type_text

__all__ = ["case_page", "desk_at", "events", "fill", "open_form", "refusals", "seen", "send"]


def desk_at(office: Office, today: date = TODAY) -> Desk:
    """A desk over the office of the window."""
    return Desk(office, today)


def case_page(window: MainWindow, request_id: int) -> CasePage:
    """The case page showing a request."""
    window.open_page("case", request_id)
    settle(window)
    page = window.page("case")
    assert isinstance(page, CasePage)
    return page


def seen(office: Office, request_id: int, today: date = TODAY) -> CaseView:
    """The case as casework tells it."""
    return case(office, request_id, today=today)


def events(office: Office, request_id: int) -> list[EventKind]:
    """What happened to the request itself, the latest first."""
    return [one.kind for one in seen(office, request_id).events if isinstance(one.kind, EventKind)]


def open_form(window: MainWindow, request_id: int, act: Act) -> ActPanel:
    """Open the form of an act by pressing Enter on its card."""
    page = case_page(window, request_id)
    card = page.view.acts.card_of(act)
    assert card is not None
    assert card.can_press(), card.line.text()
    card.setFocus()
    QTest.keyClick(card, Qt.Key.Key_Return)
    settle(window)
    panel = page.desk.panel
    assert panel is not None
    assert panel.facts.view.act is act
    return panel


def fill(panel: ActPanel, **values: object) -> None:
    """Fill fields as typed and chosen; keys may be written with __ for a dot."""
    for name, value in values.items():
        _enter(panel.controls[name.replace("__", ".")], value)


def _enter(control: QWidget, value: object) -> None:
    if isinstance(control, DateInput | LineInput):
        control.setFocus()
        control.selectAll()
        QTest.keyClick(control, Qt.Key.Key_Delete)
        type_text(control, str(value))
    elif isinstance(control, TextArea):
        control.setFocus()
        control.selectAll()
        for at, line in enumerate(str(value).split("\n")):
            if at:
                QTest.keyClick(control, Qt.Key.Key_Return)
            type_text(control, line)
    elif isinstance(control, SegmentedChoice):
        buttons = [one.text() for one in control.buttons]
        QTest.mouseClick(control.buttons[buttons.index(str(value))], Qt.MouseButton.LeftButton)
    elif isinstance(control, ComboInput):
        control.setCurrentIndex(control.findText(str(value)))
        assert control.currentText() == value
    elif isinstance(control, QCheckBox):
        control.setChecked(bool(value))


def send(window: MainWindow, panel: ActPanel) -> None:
    """Ctrl+Enter in the form, and wait until the act is done or refused."""
    QTest.keyClick(panel, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(window)


def refusals(window: MainWindow, request_id: int) -> list[str]:
    """What the form still open says against the act; empty when the act was done and its form is gone."""
    panel = case_page(window, request_id).desk.panel
    if panel is None:
        return []
    errors = [f"{key}: {one.error()}" for key, one in panel.fields.items() if one.error()]
    return [panel.banner.label.text(), *errors]
