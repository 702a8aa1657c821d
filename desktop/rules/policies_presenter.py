"""Between rules, policies and casework: reads them, takes decisions, shows which open cases moved."""

from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, Signal

from casework import case_list, policy_settings, rules_view
from casework.office import Office
from casework.views import CaseRow, Changed, PolicyView, RuleView
from desktop.frame.session import Session
from desktop.rules.policies_section import PoliciesSection
from desktop.rules.policy_dialog import PolicyDecisionDraft, PolicyDialog
from desktop.rules.rules_section import RulesSection
from law.errors import UserError

__all__ = ["PoliciesPresenter"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Law:
    """What both sections show."""

    rules: tuple[RuleView, ...]
    policies: tuple[PolicyView, ...]


def _law(office: Office, today: date) -> _Law:
    return _Law(rules=rules_view.rules(), policies=policy_settings.policies(office, on=today))


class PoliciesPresenter(QObject):
    """Drives ``RulesSection`` and ``PoliciesSection``. ``policy_shown`` and ``rule_shown`` ask for the other tab."""

    policy_shown = Signal()
    rule_shown = Signal()

    def __init__(self, session: Session, rules: RulesSection, policies: PoliciesSection) -> None:
        super().__init__(policies)
        self.session = session
        self.rules = rules
        self.policies = policies
        self._dialog: PolicyDialog | None = None
        self._wanted_policy = ""
        self._wanted_rule = ""
        self._valid_from = session.today
        rules.policy_asked.connect(self.show_policy)
        policies.change_asked.connect(self.ask_decision)
        policies.chosen.connect(self._on_policy_chosen)
        policies.detail.rule_asked.connect(self.show_rule)
        policies.detail.case_asked.connect(self._on_case_asked)

    def reload(self) -> None:
        """Read rules and policies anew."""
        self.session.ask(partial(_law, self.session.office, self.session.today), self._on_law_read, key="rules-law")

    def show_policy(self, key: str) -> None:
        """Choose a policy, also before the list is there."""
        self._wanted_policy = key
        if self.policies.rows.rowCount():
            self.policies.choose(key)
            self._wanted_policy = ""
        self.policy_shown.emit()

    def show_rule(self, rule_id: str) -> None:
        """Choose a rule, also before the list is there."""
        self._wanted_rule = rule_id
        if self.rules.rows.rowCount():
            self.rules.choose(rule_id)
            self._wanted_rule = ""
        self.rule_shown.emit()

    def _on_law_read(self, law: _Law) -> None:
        self.rules.show_rules(law.rules, law.policies)
        self.policies.show_policies(law.policies, law.rules)
        if self._wanted_policy:
            self.policies.choose(self._wanted_policy)
        if self._wanted_rule:
            self.rules.choose(self._wanted_rule)
        self._wanted_policy = self._wanted_rule = ""

    def _on_policy_chosen(self, policy: PolicyView) -> None:
        self.policies.detail.show_moved("", ())
        ask = partial(policy_settings.decisions, self.session.office, policy.key)
        self.session.ask(ask, self._on_decisions_read, key="rules-decisions")

    def _on_decisions_read(self, decisions: tuple[PolicyView, ...]) -> None:
        self.policies.detail.show_history(decisions, self.session.today)

    # ------------------------------------------------------------------ deciding

    def ask_decision(self, policy: PolicyView) -> None:
        """Open the dialog of a policy."""
        dialog = PolicyDialog(policy, self.session.today, self.policies.window())
        dialog.submitted.connect(self._on_submitted)
        dialog.finished.connect(dialog.deleteLater)
        self._dialog = dialog
        dialog.open()

    def _on_submitted(self, draft: PolicyDecisionDraft) -> None:
        if self._dialog is not None:
            self._dialog.set_busy(True)
        self._valid_from = draft.valid_from
        work = partial(
            policy_settings.decide_policy,
            self.session.office,
            draft.key,
            draft.value,
            valid_from=draft.valid_from,
            reason=draft.reason,
            now=self.session.now,
            actor=self.session.actor,
            today=self.session.today,
        )
        self.session.change(work, self._on_decided, self._on_refused)

    def _on_refused(self, error: UserError) -> None:
        if self._dialog is not None:
            self._dialog.show_refusal(error)

    def _on_decided(self, changed: Changed) -> None:
        if self._dialog is not None:
            self._dialog.accept()
            self._dialog = None
        ask = partial(case_list.case_rows, self.session.office, changed.request_ids, today=self.session.today)
        self.session.ask(ask, self._on_moved_read, key="rules-moved")

    def _on_moved_read(self, rows: tuple[CaseRow, ...]) -> None:
        day = self._valid_from
        if rows:
            self.policies.detail.show_moved(f"口径已改，{len(rows)} 件在办件的日期有变动", rows)
        else:
            said = f"口径已改。{day.year}年{day.month}月{day.day}日起收到的在办件中，没有日期变动的。"
            self.policies.detail.show_moved(said, ())

    def _on_case_asked(self, request_id: object) -> None:
        self.session.shell.open_page("case", request_id)
