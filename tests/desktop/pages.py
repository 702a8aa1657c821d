"""Small real pages with which the tests of the frame fill the window."""

from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from casework.views import Changed
from desktop.components import column
from desktop.frame.actions import ActionSpec, ActionTable
from desktop.frame.page import Page
from desktop.frame.places import PageSpec
from desktop.frame.session import Session

_ACTIONS = (ActionSpec(id="print", text="打印本页", shortcut="Ctrl+P", slot="print_page", reason="why_not_print"),)


class NotePage(Page):
    """A page that remembers what the window told it."""

    help_topic = "worklist"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.entered: list[object] = []
        self.heard: list[Changed] = []
        self.may_leave = True
        self.panel_open = False
        self.printed = 0
        self.line = QLineEdit(self)
        column(self).addWidget(self.line)
        self.actions_table = ActionTable(self, _ACTIONS)

    @override
    def on_enter(self, payload: object) -> None:
        self.entered.append(payload)
        self.set_heading(f"{type(self).__name__} {payload or ''}".strip(), "说明")

    @override
    def can_leave(self) -> bool:
        return self.may_leave

    @override
    def refresh(self, changed: Changed) -> None:
        self.heard.append(changed)

    @override
    def on_escape(self) -> bool:
        was_open, self.panel_open = self.panel_open, False
        return was_open

    def print_page(self) -> None:
        """What the action of this page does."""
        self.printed += 1

    def why_not_print(self) -> str:
        """Printing waits until the page was entered."""
        return "" if self.entered else "没有可打印的内容。"

    @override
    def focus_search(self) -> None:
        self.line.setFocus()


class CaseNotePage(NotePage):
    """Stands where the case page stands."""

    help_topic = "case"


PAGES = (
    PageSpec("worklist", "worklist", "tests.desktop.pages:NotePage"),
    PageSpec("intake", "intake", "tests.desktop.pages:NotePage"),
    PageSpec("cases", "cases", "tests.desktop.pages:NotePage"),
    PageSpec("case", "cases", "tests.desktop.pages:CaseNotePage"),
    PageSpec("settings", "settings", "desktop.settings.page:SettingsPage"),
)
