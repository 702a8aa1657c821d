"""签发: the date of the letter, how it leaves, the reasons for what is let pass."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from casework.drafts import DispatchDraft, Override
from casework.views import FindingView
from desktop.acts.panel import ActFacts, ActPanel
from desktop.acts.sending_fields import add_sending, arrange_sending, read_sending
from law.terms import ServiceMethod

__all__ = ["IssueDraft", "IssueForm"]


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueDraft:
    """What issuing needs besides the draft of the letter."""

    issued_on: date
    dispatch: DispatchDraft | None
    overrides: tuple[Override, ...]


class IssueForm(ActPanel):
    """The last step before a letter is numbered and frozen. ``method_chosen``: another way of service was picked."""

    title = "签发文书"
    primary_text = "签发"
    explanation = "取号并封存，此后不再改动；重印总是同一份。"

    makes_reply = True
    method_chosen = Signal()

    def __init__(self, facts: ActFacts, overridable: Sequence[FindingView], parent: QWidget | None = None) -> None:
        self._overridable = tuple(overridable)
        self._method = facts.proposal.method
        super().__init__(facts, parent)

    @override
    def build(self) -> None:
        for one in self._overridable:
            self.place(self.text_field(f"overrides.{one.code}", f"{one.code} {one.sentence}仍要签发的理由", lines=2))
        self.place(self.date_field("issued_on", "落款日期", self.facts.today))
        add_sending(self)

    @override
    def arrange(self) -> None:
        arrange_sending(self)
        if self.method() is not self._method:
            self._method = self.method()
            self.method_chosen.emit()

    def method(self) -> ServiceMethod:
        """The way of service as chosen; for a letter that leaves later the way it would be sent now."""
        return ServiceMethod(str(self.value("method") or self.facts.proposal.method))

    def show_findings(self, findings: Sequence[FindingView]) -> None:
        """Say at the way of service what bars it."""
        said = next((one.sentence for one in findings if one.of_method), "")
        if said or self.fields["method"].error():
            self.fields["method"].show_error(said)

    @override
    def draft(self) -> IssueDraft:
        return IssueDraft(
            issued_on=self.need_day("issued_on"),
            dispatch=read_sending(self),
            overrides=tuple(
                Override(code=one.code, reason=self.need_text(f"overrides.{one.code}")) for one in self._overridable
            ),
        )
