"""A second implementation of the reply clock, deliberately naive: it walks from day to day and asks about each.

It shares nothing with the program but the shape of the facts: days off come straight from the notices, nothing is
looked up in tables, no interval is merged. Where both agree on many random histories, both are probably right.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from deadlines.history import (
    CaseHistory,
    Consultation,
    CorrectionNotice,
    CorrectionReceived,
    Extension,
    FeeNotice,
    FeePaid,
    Receipt,
    ReplyOrdered,
)
from law.notices import HolidayNotice
from law.terms import ConsultationKind

ONE = timedelta(days=1)


@dataclass
class NaiveAnswer:
    base: date
    first_due: date
    due: date
    extension_valid: bool
    counted: list[date]


class NaiveCalendar:
    """Two sets of days."""

    def __init__(self, notices: tuple[HolidayNotice, ...]) -> None:
        self.off: set[date] = set()
        self.work: set[date] = set()
        for notice in notices:
            for _, days in notice.off:
                self.off.update(days)
            self.off.update(notice.off_added)
            self.off.difference_update(notice.off_removed)
            self.work.update(notice.makeup)
            self.work.update(notice.makeup_added)
            self.work.difference_update(notice.makeup_removed)

    def works(self, day: date) -> bool:
        if day in self.off:
            return False
        return day in self.work or day.weekday() < 5

    def nth_after(self, start: date, n: int) -> date:
        day = start
        while n:
            day += ONE
            if self.works(day):
                n -= 1
        return day


def naive_clock(history: CaseHistory, calendar: NaiveCalendar, reading: str) -> NaiveAnswer:
    """The clock for a request handed in over the counter, everything else by the default policies."""
    (receipt,) = [fact for fact in history.facts if isinstance(fact, Receipt)]
    received = receipt.submitted
    assert received is not None
    orders = [fact for fact in history.facts if isinstance(fact, ReplyOrdered)]
    if orders:
        return _ordered(max(orders, key=lambda one: one.received), calendar)
    base = max([received, *_correction(history), *_payment(history)])
    skipped = set(_skipped(history, calendar, reading))

    counted: list[date] = []
    day = base
    while len(counted) < 20:
        day += ONE
        if calendar.works(day) and day not in skipped:
            counted.append(day)
    first_due = day

    valid = [
        one.days
        for one in sorted(
            (fact for fact in history.facts if isinstance(fact, Extension)),
            key=lambda one: (one.notified_on or date.max, one.approved_on or date.max, one.days),
        )
        if one.approved_on and one.notified_on and one.approved_on <= first_due and one.notified_on <= first_due
    ]
    wanted = 20 + (valid[0] if valid else 0)
    while len(counted) < wanted:
        day += ONE
        if calendar.works(day) and day not in skipped:
            counted.append(day)
    return NaiveAnswer(base, first_due, day, bool(valid), counted)


def _ordered(order: ReplyOrdered, calendar: NaiveCalendar) -> NaiveAnswer:
    """An ordered reply: its own term from the receipt of the decision, whatever else happened."""
    if order.set_until is not None:
        return NaiveAnswer(order.received, order.set_until, order.set_until, False, [])
    due = calendar.nth_after(order.received, order.set_days or 20)
    return NaiveAnswer(order.received, due, due, False, [])


def _correction(history: CaseHistory) -> list[date]:
    notices = [fact for fact in history.facts if isinstance(fact, CorrectionNotice)]
    answers = sorted(fact.on for fact in history.facts if isinstance(fact, CorrectionReceived) and fact.complete)
    if notices:
        first = min(notices, key=lambda one: (one.sent, one.served or date.max, one.deadline or date.max))
        answers = [day for day in answers if day >= first.sent]
        if first.deadline is not None:
            in_time = [day for day in answers if day <= first.deadline]
            return in_time[-1:] or answers[:1]
    return answers[-1:]


def _payment(history: CaseHistory) -> list[date]:
    notices = [fact.sent for fact in history.facts if isinstance(fact, FeeNotice)]
    paid = sorted(fact.on for fact in history.facts if isinstance(fact, FeePaid) and fact.complete)
    if notices:
        paid = [day for day in paid if day >= max(notices)]
    return paid[:1]


def _skipped(history: CaseHistory, calendar: NaiveCalendar, reading: str) -> Iterator[date]:
    for one in history.facts:
        if not isinstance(one, Consultation) or not one.proof:
            continue
        end = _end(one, calendar)
        if end is None:
            continue
        day = one.sent
        while day <= end:
            inside = one.sent < day < end
            if inside or (day == end and day != one.sent and reading != "open_open") or reading == "closed_closed":
                yield day
            day += ONE


def _end(one: Consultation, calendar: NaiveCalendar) -> date | None:
    silence: date | None = None
    if one.kind is ConsultationKind.AGENCY:
        silence = one.reply_by or calendar.nth_after(one.served or one.sent, 15)
    elif one.served is not None:
        silence = calendar.nth_after(one.served, 15)
    known = [day for day in (one.answered, silence) if day is not None]
    return max(min(known), one.sent) if known else None
