"""The forms of one event: recording it, and correcting one that was recorded wrongly."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from casework.dispute_drafts import DisputeCorrectionDraft, DisputeEventDraft
from casework.dispute_views import DisputeClockView, DisputeEventChoice, DisputeEventView, DisputeView
from desktop.acts.form_panel import FormPanel
from desktop.components import long_date
from desktop.disputes.event_fields import DeclaredField, EventFields
from desktop.disputes.signs import cited_before, due_words
from desktop.theme import Tone
from law.dispute_terms import DisputeEventKind
from law.errors import UserError

__all__ = ["CorrectEventForm", "DisputeFacts", "EventForm", "event_words", "started_words"]

_MEND: Final = "mend"
_STRIKE: Final = "strike"


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeFacts:
    """What a form knows when it opens: the dispute as shown, the legal day, words about days."""

    view: DisputeView
    today: date
    describe_day: Callable[[date], str]


def started_words(clocks: Sequence[DisputeClockView], today: date) -> str:
    """书面答复和证据（本机关，5 个工作日）至 11月30日 周一."""
    lines = []
    for one in clocks:
        until = due_words(one, today) if one.deadline is None else f"至 {due_words(one, today)}"
        lines.append(f"{one.label}（{one.owner.label}，{one.unit_text}）{until}")
    return "\n".join(lines)


class EventForm(FormPanel):
    """The day, the fields that the law data declare, files; what starts with it is told while one types."""

    facts: DisputeFacts

    def __init__(self, facts: DisputeFacts, choice: DisputeEventChoice, parent: QWidget | None = None) -> None:
        self.choice = choice
        self.title = choice.label
        self.primary_text = "登记"
        super().__init__(facts, parent)

    @property
    def kind(self) -> DisputeEventKind:
        """Which event is recorded."""
        return self.choice.kind

    @override
    def act_object(self) -> str:
        view = self.facts.view
        return view.case_number or view.body

    @override
    def introduction(self) -> str:
        told = "、".join(dict.fromkeys(one.told for one in cited_before(self.facts.view.forum, self.choice.citations)))
        line = self.choice.line.rstrip("。")
        return f"{line}（{told}）。" if line and told and told not in line else self.choice.line

    @override
    def build(self) -> None:
        if self.choice.date_label:
            self.place(self.date_field("on", self.choice.date_label, self.facts.today))
        self.declared = EventFields(self, self.choice.fields)
        self.declared.place()
        self.place(self.files_field())

    @override
    def arrange(self) -> None:
        self.declared.arrange()

    def supposed(self) -> DisputeEventDraft:
        """The draft as far as it can be read; for the preview."""
        on = self.peek_day("on") if "on" in self.controls else None
        return DisputeEventDraft(
            dispute_id=self.facts.view.id, kind=self.kind, on=on, values=self.declared.peek_values()
        )

    @override
    def draft(self) -> DisputeEventDraft:
        on = self.need_day("on") if "on" in self.controls else None
        return DisputeEventDraft(dispute_id=self.facts.view.id, kind=self.kind, on=on, values=self.declared.values())

    def show_started(self, clocks: Sequence[DisputeClockView], refused: str = "") -> None:
        """Say which periods start or move with it, or why that cannot be told."""
        words = started_words(clocks, self.facts.today)
        self.consequence.say(f"由此起算\n{words}" if words else refused, Tone.ACCENT if words else Tone.SOON)


class CorrectEventForm(FormPanel):
    """Which record, what is right, why. The record stays readable; the periods are counted anew."""

    facts: DisputeFacts
    title = "更正一条记录"
    primary_text = "更正"
    explanation = "原记录保留并标明已更正，期限随更正重新计算。"

    def __init__(
        self,
        facts: DisputeFacts,
        event: DisputeEventView,
        fields: Sequence[DeclaredField],
        given: Mapping[str, str],
        parent: QWidget | None = None,
    ) -> None:
        self.event_view = event
        self._fields = fields
        self._given = dict(given)
        super().__init__(facts, parent)

    @override
    def act_object(self) -> str:
        return event_words(self.event_view)

    @override
    def build(self) -> None:
        event = self.event_view
        self.place(self.choice_field("mending", "怎样更正", [(_MEND, "改正"), (_STRIKE, "作废，没有发生过")], _MEND))
        known = f"现为{long_date(event.on)}" if event.on is not None else ""
        self.place(self.date_field("on", "正确的日期", event.on, hint=known))
        self.declared = EventFields(self, self._fields, self._given)
        self.declared.place()
        self.place(self.text_field("why", "更正理由", lines=2, hint="如：误录，送达回证上为11月12日"))

    @override
    def arrange(self) -> None:
        mending = self.value("mending") == _MEND
        self.fields["on"].setVisible(mending)
        for one in self.declared.fields:
            self.declared.widgets[one.key].setVisible(mending and self.declared.is_asked(one))

    @override
    def draft(self) -> DisputeCorrectionDraft:
        view, event = self.facts.view, self.event_view
        reason = self.need_text("why")
        if self.need_value("mending") == _STRIKE:
            return DisputeCorrectionDraft(dispute_id=view.id, event_id=event.id, reason=reason, strike=True)
        on = self.need_day("on")
        values = self.declared.values()
        unchanged = {key: text for key, text in self._given.items() if text}
        if on == event.on and values == unchanged:
            raise UserError("nothing_corrected", "与原记录相同", todo="请改正有误之处，或者选“作废”", field="on")
        return DisputeCorrectionDraft(dispute_id=view.id, event_id=event.id, reason=reason, on=on, values=values)

    @override
    def show_refusal(self, error: UserError) -> None:
        if error.field == "reason":  # of the correction; the record may have a field of that name
            error = UserError(error.code, error.what, error.why, error.todo, error.basis, "why")
        super().show_refusal(error)


def event_words(event: DisputeEventView) -> str:
    """11月20日 收到申请书副本."""
    day = f"{event.on.month}月{event.on.day}日 " if event.on is not None else ""
    return f"{day}{event.label}"
