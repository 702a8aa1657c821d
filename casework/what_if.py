"""如果……: the same clock with events that have not happened."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Final

from casework.date_wording import month_day
from casework.derived import Derived, derive
from casework.office import Office
from casework.stored_case import facts_of
from casework.views import WhatIfView
from deadlines.calendar import WorkingCalendar
from deadlines.grounds import parameter_on
from deadlines.history import (
    CaseHistory,
    Consultation,
    CorrectionNotice,
    CorrectionReceived,
    Extension,
    Fact,
    FeeNotice,
    FeePaid,
    Receipt,
)
from deadlines.reply_clock import ReplyClock, reply_clock
from deadlines.steps import Deadline
from law.errors import UserError
from law.policies import PolicySet
from law.terms import Channel, ClockStatus, ConsultationKind, RequestKind

__all__ = ["possibilities", "what_if"]

_HALF_AN_EXTENSION: Final = 10


def what_if(
    office: Office,
    request_id: int,
    *,
    today: date,
    extension_days: int | None = None,
    answered_on: date | None = None,
    consultation_sent_on: date | None = None,
    correction_sent_on: date | None = None,
    confirmed_on: date | None = None,
) -> WhatIfView:
    """What the due date would become. Nothing is kept.

    Args:
        office: the office.
        request_id: the request.
        today: the day of the question.
        extension_days: an extension of so many working days, approved and told today.
        answered_on: what is awaited (opinion, correction, payment) comes in on that day.
        consultation_sent_on: a third party is consulted on that day and answers on ``answered_on``, or stays silent.
        correction_sent_on: a correction notice goes out on that day and is answered on ``answered_on``.
        confirmed_on: the receipt is confirmed on that day.

    Raises:
        UserError: no such request, an extension of a length the law does not know, or nothing to suppose.
    """
    with office.reading() as session:
        facts, policies = facts_of(office, session, request_id)
        calendar = office.calendar(session=session)
    derived = derive(facts, calendar, policies, today)
    history, labels = derived.facts.history, []
    if confirmed_on is not None:
        history = _with_receipt(history, confirmed_on)
        labels.append(f"{month_day(confirmed_on, today)}确认收到")
    if consultation_sent_on is not None:
        history = history.plus(_supposed_consultation(consultation_sent_on, answered_on))
        labels.append(f"{month_day(consultation_sent_on, today)}征求第三方意见")
    if correction_sent_on is not None:
        history = history.plus(CorrectionNotice(sent=correction_sent_on))
        labels.append(f"{month_day(correction_sent_on, today)}要求补正")
    if answered_on is not None:
        if consultation_sent_on is None:
            history = _answered(history, derived.clock, answered_on)
        labels.append(f"{month_day(answered_on, today)}收到{_awaited(history, derived.clock)}")
    if extension_days is not None:
        history = history.plus(Extension(days=extension_days, approved_on=today, notified_on=today))
        labels.append(f"延长 {extension_days} 个工作日")
    if not labels:
        raise UserError("nothing_supposed", "没有假设任何事", todo="请填延长天数或收到的日期")
    return _view("、".join(labels), history, derived, today)


def possibilities(derived: Derived, today: date) -> tuple[WhatIfView, ...]:
    """The suppositions that the page offers by itself: extensions, and what is awaited coming in today."""
    clock, history = derived.clock, derived.facts.history
    found: list[WhatIfView] = []
    counted = derived.facts.kind is RequestKind.DISCLOSURE and clock.order is None
    running = counted and clock.status in (ClockStatus.RUNNING, ClockStatus.PAUSED)
    if running and clock.extension is None and clock.first_due is not None and today <= clock.first_due.due:
        found += [
            _view(
                f"延长 {days} 个工作日",
                history.plus(Extension(days=days, approved_on=today, notified_on=today)),
                derived,
                today,
            )
            for days in _offered(clock.received.received or today)
        ]
    if clock.if_answered_today is not None:
        due = clock.if_answered_today
        label = "今天确认收到" if clock.received.received is None else f"今天收到{_awaited(history, clock)}"
        found.append(WhatIfView(label=label, due=due.due, provisional=due.provisional, sentence=_moved(clock, due)))
    return tuple(found)


def _offered(received: date) -> tuple[int, ...]:
    return _HALF_AN_EXTENSION, parameter_on("extension_max_days", received).value


def _view(label: str, history: CaseHistory, derived: Derived, today: date) -> WhatIfView:
    supposed = _clock(history, derived.calendar, derived.policies, today)
    due = supposed.due
    invalid = supposed.extension is not None and not supposed.extension.valid
    sentence = supposed.extension.sentence if invalid and supposed.extension is not None else ""
    if due is None:
        return WhatIfView(label=label, due=None, provisional=False, sentence=sentence)
    return WhatIfView(
        label=label,
        due=due.due,
        provisional=due.provisional,
        sentence=sentence or _moved(derived.clock, due),
    )


def _clock(history: CaseHistory, calendar: WorkingCalendar, policies: PolicySet, today: date) -> ReplyClock:
    return reply_clock(history, calendar, policies, today)


def _moved(clock: ReplyClock, due: Deadline) -> str:
    if clock.due is None or clock.due.due == due.due:
        return "期限不变。" if clock.due is not None else ""
    days = (due.due - clock.due.due).days
    return f"比现在{'推后' if days > 0 else '提前'} {abs(days)} 日。"


def _awaited(history: CaseHistory, clock: ReplyClock) -> str:
    if clock.status is ClockStatus.AWAITING_PAYMENT:
        return "缴费"
    waiting_for_correction = history.all_of(CorrectionNotice) and not history.all_of(Consultation)
    if clock.status is ClockStatus.AWAITING_CORRECTION or waiting_for_correction:
        return "补正"
    return "意见"


def _with_receipt(history: CaseHistory, confirmed: date) -> CaseHistory:
    receipts = history.all_of(Receipt)
    changed: list[Fact] = []
    for one in receipts:
        if one.channel is Channel.MAIL_SIGNED_OTHER_UNIT:
            changed.append(replace(one, office_confirmed=confirmed))
        else:
            changed.append(replace(one, confirmed=confirmed))
    return history.minus(*receipts).plus(*changed)


def _supposed_consultation(sent: date, answered: date | None) -> Consultation:
    # Silence counts from service; the earliest service is the day of dispatch itself.
    return Consultation(
        ref="what-if", kind=ConsultationKind.THIRD_PARTY, sent=sent, served=sent, answered=answered, proof=True
    )


def _answered(history: CaseHistory, clock: ReplyClock, on: date) -> CaseHistory:
    """The same history in which everything awaited came in on a day."""
    if clock.status is ClockStatus.AWAITING_PAYMENT and history.all_of(FeeNotice):
        return history.plus(FeePaid(on=on))
    answered = bool(_complete(history.all_of(CorrectionReceived)))
    if history.all_of(CorrectionNotice) and not answered:
        return history.plus(CorrectionReceived(on=on))
    silent = [one for one in history.all_of(Consultation) if one.answered is None and not one.resent]
    return history.minus(*silent).plus(*[replace(one, answered=max(on, one.sent)) for one in silent])


def _complete(received: Iterable[CorrectionReceived]) -> list[CorrectionReceived]:
    return [one for one in received if one.complete]
