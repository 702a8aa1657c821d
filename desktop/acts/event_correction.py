"""更正一条记录: a mistaken record is superseded or struck by a correcting one; it stays readable."""

from typing_extensions import override

from casework.drafts import EventCorrectionDraft
from casework.views import EventView
from desktop.acts.panel import ActPanel, missing
from desktop.components import long_date
from law.errors import UserError
from law.terms import EventKind

__all__ = ["CorrectEventPanel"]

_DAY, _VOID = "day", "void"


class CorrectEventPanel(ActPanel):
    """Which record, what is right, why."""

    title = "更正一条记录"
    primary_text = "更正"
    explanation = "原记录保留并标明已更正；期限随更正重新计算。"

    @override
    def build(self) -> None:
        events = [(one.id, _line(one)) for one in self.facts.case.events if one.correctable]
        first = self.facts.view.event_id or (events[0][0] if events else None)
        self.place(self.combo_field("event", "哪一条", events, first))
        self.place(self.choice_field("way", "怎样更正", [(_DAY, "改日期"), (_VOID, "作废，没有发生过")], _DAY))
        self.place(self.date_field("on", "正确的日期", None))
        self.place(self.text_field("reason", "更正理由", lines=2, hint="如：误录，邮件签收单上为11月12日"))

    @override
    def arrange(self) -> None:
        event = self.event_chosen()
        self.fields["on"].setVisible(self.value("way") == _DAY)
        known = f"现为{long_date(event.on)}" if event is not None and event.on is not None else ""
        self.fields["event"].show_hint(known)

    def event_chosen(self) -> EventView | None:
        """The record to be corrected; lines of disputes have ids of their own."""
        chosen = self.value("event")
        return next((one for one in self.facts.case.events if one.correctable and one.id == chosen), None)

    @override
    def draft(self) -> EventCorrectionDraft:
        event = self.event_chosen()
        if event is None or not isinstance(event.kind, EventKind):
            raise missing("event", "哪一条", "请选定要更正的记录")
        void = self.need_value("way") == _VOID
        day = None if void else self.need_day("on")
        if day is not None and day == event.on:
            raise UserError("nothing_corrected", "日期与原记录相同", todo="请填正确的日期，或者选“作废”", field="on")
        return EventCorrectionDraft(
            request_id=self.facts.case.id,
            event_id=event.id,
            kind=event.kind,
            reason=self.need_text("reason"),
            void=void,
            on=day,
        )


def _line(event: EventView) -> str:
    day = f"{event.on.month}月{event.on.day}日 " if event.on is not None else ""
    return f"{day}{event.title}"
