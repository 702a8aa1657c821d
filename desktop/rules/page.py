"""The page: four sections, one choice above them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget
from typing_extensions import override

from casework.views import Changed
from desktop.components import SegmentedChoice, column, row
from desktop.frame.actions import ActionSpec, ActionTable
from desktop.frame.page import Page
from desktop.frame.session import Session
from desktop.rules.calendar_presenter import CalendarPresenter
from desktop.rules.calendar_section import CalendarSection
from desktop.rules.documents_section import DocumentsPresenter, DocumentsSection
from desktop.rules.policies_presenter import PoliciesPresenter
from desktop.rules.policies_section import PoliciesSection
from desktop.rules.rules_section import RulesSection

__all__ = ["RulesPage"]

_SECTIONS = (("rules", "规则"), ("policies", "口径设置"), ("calendar", "日历与通知"), ("documents", "文书目录"))
_NOTES = {
    "rules": "每条规则的依据、例子和可信度",
    "policies": "法律没有写明的，由本机关定",
    "calendar": "放假通知、年历和本地假日",
    "documents": "每种文书给谁、何时、依据和必备内容",
}
_ACTIONS = (
    ActionSpec(id="rules", text="规则", shortcut="Alt+1", slot="show_rules"),
    ActionSpec(id="policies", text="口径设置", shortcut="Alt+2", slot="show_policies"),
    ActionSpec(id="calendar", text="日历与通知", shortcut="Alt+3", slot="show_calendar"),
    ActionSpec(id="documents", text="文书目录", shortcut="Alt+4", slot="show_documents"),
    ActionSpec(id="adopt", text="启用通知", shortcut="Ctrl+Return", slot="adopt"),
    ActionSpec(id="adopt_keypad", text="启用通知", shortcut="Ctrl+Enter", slot="adopt"),
    ActionSpec(id="problem", text="下一处问题", shortcut="F4", slot="next_problem"),
)


class RulesPage(Page):
    """规则与日历. ``on_enter`` takes the key of a section or ``(section, key)``."""

    help_topic = "rules"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        outer = column(self, gap=10)
        self.choice = SegmentedChoice(_SECTIONS, "规则与日历", self, value="rules")
        line = row(gap=12)
        line.addWidget(self.choice)
        line.addStretch(1)
        outer.addLayout(line)
        self.stack = QStackedWidget(self)
        self.rules = RulesSection(self.stack)
        self.policies = PoliciesSection(self.stack)
        self.calendar = CalendarSection(session.today, self.stack)
        self.documents = DocumentsSection(self.stack)
        self._sections: dict[str, QWidget] = {
            "rules": self.rules,
            "policies": self.policies,
            "calendar": self.calendar,
            "documents": self.documents,
        }
        for section in self._sections.values():
            self.stack.addWidget(section)
        outer.addWidget(self.stack, 1)
        self.law = PoliciesPresenter(session, self.rules, self.policies)
        self.law.policy_shown.connect(self.show_policies)
        self.law.rule_shown.connect(self.show_rules)
        self.days = CalendarPresenter(session, self.calendar)
        self.catalogue = DocumentsPresenter(session, self.documents)
        self.documents.rule_asked.connect(self.law.show_rule)
        self.choice.chosen.connect(self.show_section)
        self.actions_table = ActionTable(self, _ACTIONS)
        self.show_section("rules")

    def section(self) -> str:
        """Key of the section shown."""
        return str(self.choice.value())

    def show_section(self, key: str) -> None:
        """Show one of the four sections."""
        self.choice.set_value(key)
        self.stack.setCurrentWidget(self._sections[key])
        self.set_heading("规则与日历", _NOTES[key])

    def show_rules(self) -> None:
        """Alt+1."""
        self.show_section("rules")
        self._focus_section()

    def show_policies(self) -> None:
        """Alt+2."""
        self.show_section("policies")
        self._focus_section()

    def show_calendar(self) -> None:
        """Alt+3."""
        self.show_section("calendar")
        self._focus_section()

    def show_documents(self) -> None:
        """Alt+4."""
        self.show_section("documents")
        self._focus_section()

    def _focus_section(self) -> None:
        """The cursor goes where one works: into the list, or into the text of the notice."""
        work = {
            "rules": self.rules.table,
            "policies": self.policies.table,
            "calendar": self.calendar.notice.edit,
            "documents": self.documents.table,
        }
        work[self.section()].setFocus(Qt.FocusReason.OtherFocusReason)

    def adopt(self) -> None:
        """Ctrl+Enter adopts the notice that is being read."""
        if self.section() == "calendar":
            self.days.adopt()

    def next_problem(self) -> None:
        """F4: the next line that does not fit."""
        if self.section() == "calendar":
            self.calendar.notice.next_problem()

    @override
    def on_enter(self, payload: object) -> None:
        section, key = payload if isinstance(payload, tuple) else (payload, "")
        if section in self._sections:
            self.show_section(str(section))
        self._focus_section()
        self.law.reload()
        self.days.begin()
        self.catalogue.reload()
        if section == "policies" and key:
            self.law.show_policy(str(key))
        if section == "rules" and key:
            self.law.show_rule(str(key))
        if section == "documents" and key:
            self.catalogue.show_kind(str(key))

    @override
    def can_leave(self) -> bool:
        if self.days.has_unkept_text():
            self.days.keep_draft()
        return True

    @override
    def on_escape(self) -> bool:
        return self.days.stop_adopting()

    @override
    def refresh(self, changed: Changed) -> None:
        if {"policies", "day"} & set(changed.topics):
            self.law.reload()
        if "calendar" in changed.topics:
            self.days.reload()

    @override
    def focus_search(self) -> None:
        if self.section() == "rules":
            self.rules.focus_search()
        elif self.section() == "policies":
            self.policies.focus_search()
        elif self.section() == "documents":
            self.documents.focus_search()
        else:
            super().focus_search()
