"""Spans of time that do not count into the reply period: consultations, and reasons if the agency's policy says so.

The statute says that the time needed is not counted but not where it begins and ends; the reading is a policy. Several
spans count as one where they overlap.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from deadlines.calendar import Span, WorkingCalendar
from deadlines.grounds import NO_PERIOD_THEN, parameter_if_any, why
from deadlines.history import Consultation, FeeNotice, FeeWaived, JustificationNotice, JustificationReceived
from deadlines.steps import Deadline, Finding, Step, StepKind, StepUnit
from deadlines.wording import day_and_month, full_date
from law.citations import Citation
from law.parameters import DatedValue
from law.policies import PolicySet
from law.terms import ConsultationKind, Term

__all__ = [
    "Pause",
    "PauseKind",
    "StoppedSpan",
    "answered_pause",
    "bare",
    "consultation_due",
    "consultation_pause",
    "fee_pause",
    "justification_pause",
    "merged",
    "spans",
    "unended",
]

ONE_DAY = timedelta(days=1)


class PauseKind(Term):
    """Why the clock stands still."""

    THIRD_PARTY = "third_party_consultation", "征求第三方意见"
    CO_MAKER = "co_maker_consultation", "征求共同制作机关意见"
    AGENCY = "agency_consultation", "征求其他机关意见"
    JUSTIFICATION = "justification", "等待说明理由"
    FEE = "fee", "等待缴费"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """One stop of the clock.

    Attributes:
        kind: reason.
        start: day of the event that starts it (dispatch or, by policy, service).
        end: day of the event that ends it; for an unanswered consultation the day on which silence ends it, ``None``
            if that day is not known because service is not recorded.
        ended: whether it has ended (an answer, or the day of silence has passed).
        answered: whether an answer ended it, or another attempt has taken its place.
        ref: which consultation.
        label: sentence part for tables, with dates.
        citations: the articles.
        without_period: the law of that day set no period for the opinion, so that silence never ends the pause.
        returned: whether the post ended it by bringing the letter back.
    """

    kind: PauseKind
    start: date
    end: date | None
    ended: bool
    answered: bool
    ref: str
    label: str
    citations: tuple[Citation, ...]
    without_period: bool = False
    returned: bool = False


_DAYS_KEY = {
    ConsultationKind.THIRD_PARTY: "consultation_days",
    ConsultationKind.CO_MAKER: "co_maker_consultation_days",
}
_PAUSE = {
    ConsultationKind.THIRD_PARTY: PauseKind.THIRD_PARTY,
    ConsultationKind.CO_MAKER: PauseKind.CO_MAKER,
    ConsultationKind.AGENCY: PauseKind.AGENCY,
}
_GROUND = {
    ConsultationKind.THIRD_PARTY: "third_party",
    ConsultationKind.CO_MAKER: "co_maker",
    ConsultationKind.AGENCY: "other_agency",
}


def consultation_due(consultation: Consultation, calendar: WorkingCalendar, policies: PolicySet) -> Deadline | None:
    """Last day for the opinion, from which on silence has its consequence.

    Third parties and co-makers have the statutory number of working days from service (条例第三十二、三十四条); another
    agency has until the day in the letter or, if the letter names none, the agency's own number of working days.
    ``None`` if service is not recorded and decides, or if the law of the day of dispatch set no period and the letter
    named none.
    """
    kind = consultation.kind
    citations = why(_GROUND[kind])
    value = _statutory(consultation)
    if value is None:
        if consultation.reply_by is not None:
            sentence = f"征求意见函写明的回复期限为{full_date(consultation.reply_by)}。"
            by = consultation.reply_by
            return Deadline(by, (Step(StepKind.START, 0, StepUnit.DAYS, by, by, sentence, citations),))
        if kind is not ConsultationKind.AGENCY:
            return None
        days = policies.number("agency_consultation_days")
        start = consultation.served or consultation.sent
    else:
        if consultation.served is None:
            return None
        days, start, citations = value.value, consultation.served, (value.citation,)
    due = calendar.add_workdays(start, days)
    missing = calendar.missing_year(start, due)
    first = Step(StepKind.START, 0, StepUnit.DAYS, start, start, f"{full_date(start)}收到，当日不计入。", citations)
    count = f"自次日起第{days}个工作日为{full_date(due)}。"
    counted = Step(StepKind.COUNT, days, StepUnit.WORKDAYS, start, due, count, citations)
    return Deadline(due, (first, counted), missing is not None, missing)


def _statutory(consultation: Consultation) -> DatedValue | None:
    """The statutory number of days for the opinion; another agency never had one."""
    key = _DAYS_KEY.get(consultation.kind)
    return None if key is None else parameter_if_any(key, consultation.sent)


def consultation_pause(
    consultation: Consultation, calendar: WorkingCalendar, policies: PolicySet, today: date | None
) -> Pause | None:
    """The stop that a consultation makes, or ``None`` if its dispatch is not proven or its start is not known.

    An opinion that comes late stops the clock only until the day on which silence would have ended it. A letter that
    the post brought back asks nobody: the clock goes on the day after, until it is sent again.
    """
    if not consultation.proof or (consultation.secrecy and not policies.flag("secrecy_inquiry_pauses")):
        return None
    by_service = policies.text("consultation_start_event") == "served"
    start = consultation.served if by_service else consultation.sent
    if start is None:
        return None
    limit = consultation_due(consultation, calendar, policies)
    silence = None if limit is None else limit.due
    returned = consultation.returned if consultation.served is None else None
    if returned is not None:
        silence = returned if silence is None else min(returned, silence)
    answered = consultation.answered
    end = silence if answered is None else answered if silence is None else min(answered, silence)
    if end is not None and end < start:
        end = start
    settled = answered is not None or consultation.resent
    ended = end is not None and (settled or (today is not None and today > end))
    kind = _PAUSE[consultation.kind]
    return Pause(
        kind=kind,
        start=start,
        end=end,
        ended=ended,
        answered=settled,
        ref=consultation.ref,
        label=_label(kind, start, end, answered, consultation.party or consultation.ref, back=end == returned),
        citations=why("consultation_pause"),
        without_period=kind is not PauseKind.AGENCY and _statutory(consultation) is None,
        returned=returned is not None and end == returned,
    )


def _label(kind: PauseKind, start: date, end: date | None, answered: date | None, ref: str, *, back: bool) -> str:
    about = f"{kind.label}·{ref}" if ref else kind.label
    if end is None:
        return f"{about}（{day_and_month(start)}发出，尚未收到意见）"
    if answered is None:
        how = "退回" if back else "期满"
        return f"{about}（{day_and_month(start)}发出，{day_and_month(end)}{how}）"
    if answered > end:
        return f"{about}（{day_and_month(start)}发出，{day_and_month(end)}期满，逾期意见不再扣除）"
    return f"{about}（{day_and_month(start)}发出，{day_and_month(end)}收到意见）"


def justification_pause(
    notices: Sequence[JustificationNotice], received: Sequence[JustificationReceived], today: date | None
) -> Pause | None:
    """The stop while reasons are awaited (条例第三十五条); only asked for if the agency's policy excludes that time."""
    if not notices:
        return None
    start = min(one.sent for one in notices)
    limit = min((one.deadline for one in notices if one.deadline is not None), default=None)
    came = min((one.on for one in received if one.on >= start), default=None)
    end = min((day for day in (came, limit) if day is not None), default=None)
    ended = end is not None and (came is not None or (today is not None and today > end))
    label = f"{PauseKind.JUSTIFICATION.label}（{day_and_month(start)}发出）"
    return Pause(
        kind=PauseKind.JUSTIFICATION,
        start=start,
        end=end,
        ended=ended,
        answered=came is not None,
        ref="",
        label=label,
        citations=why("justification"),
    )


def fee_pause(notice: FeeNotice, waived: FeeWaived) -> Pause:
    """The stop between a fee notice and the day on which the agency told that it charges nothing after all.

    The measure says nothing of it: where the period was suspended by policy ``fee_clock_between``, those days stay out.
    """
    label = f"{PauseKind.FEE.label}（{day_and_month(notice.sent)}发出收费通知，{day_and_month(waived.on)}告知不再收取）"
    return Pause(
        kind=PauseKind.FEE,
        start=notice.sent,
        end=max(waived.on, notice.sent),
        ended=True,
        answered=True,
        ref="",
        label=label,
        citations=why("fee"),
    )


@dataclass(frozen=True, slots=True)
class StoppedSpan:
    """Days that do not count (both ends included), with the labels of the pauses that make them."""

    first: date
    last: date
    labels: tuple[str, ...]
    citations: tuple[Citation, ...]


def spans(pauses: Iterable[Pause], reading: str, until: date | None) -> list[StoppedSpan]:
    """The days that each pause takes out, by the reading of its ends.

    Args:
        pauses: the pauses of a case.
        reading: ``open_closed`` (start, end], ``open_open`` (start, end) or ``closed_closed`` [start, end].
        until: end to assume for a pause whose end is not known; ``None`` leaves such a pause out.
    """
    found: list[StoppedSpan] = []
    for pause in pauses:
        end = pause.end if pause.end is not None else until
        if end is None:
            continue
        first = pause.start if reading == "closed_closed" else pause.start + ONE_DAY
        last = end - ONE_DAY if reading == "open_open" else end
        if first <= last:
            found.append(StoppedSpan(first, last, (pause.label,), pause.citations))
    return merged(found)


def merged(stopped: Iterable[StoppedSpan]) -> list[StoppedSpan]:
    """The union of spans in order: disjoint, days of overlap only once."""
    result: list[StoppedSpan] = []
    for span in sorted(stopped, key=_span_order):
        if result and span.first <= result[-1].last + ONE_DAY:
            before = result[-1]
            labels = before.labels if span.labels[0] in before.labels else before.labels + span.labels
            extra = tuple(one for one in span.citations if one not in before.citations)
            result[-1] = StoppedSpan(before.first, max(before.last, span.last), labels, before.citations + extra)
        else:
            result.append(span)
    return result


def _span_order(span: StoppedSpan) -> tuple[date, date, tuple[str, ...]]:
    return span.first, span.last, span.labels


def bare(stopped: Iterable[StoppedSpan]) -> tuple[Span, ...]:
    """Only the days of spans."""
    return tuple((one.first, one.last) for one in stopped)


def answered_pause(pause: Pause, on: date) -> Pause:
    """A pause as it would be if the answer came in on a day, or before it."""
    end = on if pause.end is None else min(on, pause.end)
    return Pause(
        kind=pause.kind,
        start=pause.start,
        end=max(end, pause.start),
        ended=True,
        answered=True,
        ref=pause.ref,
        label=pause.label,
        citations=pause.citations,
        without_period=pause.without_period,
    )


def unended(pause: Pause) -> Finding:
    """What to tell of a pause whose end is not known yet."""
    if pause.without_period:
        sentence = f"{pause.label}：{NO_PERIOD_THEN}，停算到收到意见为止。"
        return Finding("consultation_without_period", sentence, pause.citations)
    sentence = f"{pause.label}：请登记对方签收日，以便确定停算何时结束。"
    return Finding("consultation_not_served", sentence, pause.citations)
