"""Urgency of a request: one definition by dates, used for rows in Python and for filters in SQL.

The bounds are computed from the working calendar once per question; after that urgency is a comparison of dates, so a
list of 100,000 requests can be filtered by the database and each row still says the same.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Final, Protocol

from sqlalchemy import ColumnElement, and_, case, or_

from deadlines.calendar import WorkingCalendar
from law.policies import PolicySet
from law.terms import ClockStatus, Outcome, Urgency
from models import Request

__all__ = [
    "SOON_WORKDAYS",
    "URGENCY_ORDER",
    "UrgencyBounds",
    "UrgencyFacts",
    "is_lapsed",
    "is_over",
    "is_paused",
    "lapsed_clause",
    "over_clause",
    "paused_clause",
    "urgency_bounds",
    "urgency_clause",
    "urgency_expression",
    "urgency_of",
    "urgency_rank",
]

SOON_WORKDAYS: Final = 5

# No clock runs until something comes in, whatever the day is.
_HALTED: Final = (ClockStatus.AWAITING_CORRECTION, ClockStatus.AWAITING_PAYMENT)

URGENCY_ORDER: Final = (
    Urgency.OVERDUE,
    Urgency.TODAY,
    Urgency.SOON,
    Urgency.WAITING,
    Urgency.PAUSED,
    Urgency.NORMAL,
    Urgency.PROVISIONAL,
    Urgency.CLOSED,
)


class UrgencyFacts(Protocol):
    """The cached dates that decide urgency; a mapped request and a selected row both have them."""

    @property
    def clock_status(self) -> ClockStatus: ...  # noqa: D102
    @property
    def outcome(self) -> Outcome | None: ...  # noqa: D102
    @property
    def received_on(self) -> date | None: ...  # noqa: D102
    @property
    def due_on(self) -> date | None: ...  # noqa: D102
    @property
    def due_provisional(self) -> bool: ...  # noqa: D102
    @property
    def paused(self) -> bool: ...  # noqa: D102
    @property
    def waiting_until(self) -> date | None: ...  # noqa: D102
    @property
    def reply_effective_on(self) -> date | None: ...  # noqa: D102
    @property
    def closed_on(self) -> date | None: ...  # noqa: D102


@dataclass(frozen=True, slots=True, kw_only=True)
class UrgencyBounds:
    """Until which due date a request is pressing.

    Attributes:
        today: the day of the question.
        soon: last due date that is 临近, five working days away.
        soon_provisional: the same for estimated dates, which are warned about earlier.
        calendar: the working days from which the bounds were counted.
    """

    today: date
    soon: date
    soon_provisional: date
    calendar: WorkingCalendar = field(repr=False, compare=False)


def urgency_bounds(calendar: WorkingCalendar, policies: PolicySet, today: date) -> UrgencyBounds:
    """The bounds as of ``today``; the safety margin of estimated dates is an agency policy."""
    safety = policies.number("provisional_safety_workdays")
    return UrgencyBounds(
        today=today,
        soon=calendar.add_workdays(today, SOON_WORKDAYS),
        soon_provisional=calendar.add_workdays(today, SOON_WORKDAYS + safety),
        calendar=calendar,
    )


def is_paused(facts: UrgencyFacts, today: date) -> bool:
    """Whether the clock stands on ``today``.

    A consultation stops it until the last day for the opinion; silence lets it run again without any event
    (条例第三十二条).
    """
    if facts.clock_status in _HALTED:
        return True
    return facts.paused and (facts.waiting_until is None or facts.waiting_until >= today)


def is_lapsed(facts: UrgencyFacts, today: date) -> bool:
    """Whether the last day to correct or to pay is over: no clock runs, but it is our turn (条例第三十条)."""
    return facts.clock_status in _HALTED and facts.waiting_until is not None and facts.waiting_until < today


def is_over(facts: UrgencyFacts) -> bool:
    """Whether no reply is owed any more: withdrawn, or given up by the applicant (条例第三十条)."""
    return facts.outcome is Outcome.WITHDRAWN or facts.clock_status is ClockStatus.DEEMED_ABANDONED


def urgency_of(facts: UrgencyFacts, bounds: UrgencyBounds) -> Urgency:
    """How urgent a request is as of ``bounds.today``; a reply already made or not owed is not urgent any more."""
    if facts.closed_on is not None:
        return Urgency.CLOSED
    if facts.received_on is None:
        return Urgency.WAITING
    if facts.reply_effective_on is not None or is_over(facts):
        return Urgency.NORMAL
    if is_lapsed(facts, bounds.today):
        return Urgency.SOON
    if is_paused(facts, bounds.today):
        return Urgency.PAUSED
    return _by_date(facts.due_on, provisional=facts.due_provisional, bounds=bounds)


def _by_date(due: date | None, *, provisional: bool, bounds: UrgencyBounds) -> Urgency:
    if due is None:
        return Urgency.NORMAL
    if due <= bounds.today:
        return Urgency.TODAY if due == bounds.today else Urgency.OVERDUE
    if due <= (bounds.soon_provisional if provisional else bounds.soon):
        return Urgency.SOON
    return Urgency.PROVISIONAL if provisional else Urgency.NORMAL


def paused_clause(today: date) -> ColumnElement[bool]:
    """:func:`is_paused` as SQL."""
    return or_(
        Request.clock_status.in_(_HALTED),
        and_(Request.paused, or_(Request.waiting_until.is_(None), Request.waiting_until >= today)),
    )


def lapsed_clause(today: date) -> ColumnElement[bool]:
    """:func:`is_lapsed` as SQL; never NULL, so that it can be negated."""
    return and_(
        Request.clock_status.in_(_HALTED),
        Request.waiting_until.is_not(None),
        Request.waiting_until < today,
    )


def over_clause() -> ColumnElement[bool]:
    """:func:`is_over` as SQL."""
    withdrawn = and_(Request.outcome.is_not(None), Request.outcome == Outcome.WITHDRAWN)
    return or_(withdrawn, Request.clock_status == ClockStatus.DEEMED_ABANDONED)


def urgency_expression(bounds: UrgencyBounds) -> ColumnElement[str]:
    """:func:`urgency_of` as SQL, giving the identifier of the urgency."""
    return case(
        (Request.closed_on.is_not(None), Urgency.CLOSED.value),
        (Request.received_on.is_(None), Urgency.WAITING.value),
        (Request.reply_effective_on.is_not(None), Urgency.NORMAL.value),
        (over_clause(), Urgency.NORMAL.value),
        (lapsed_clause(bounds.today), Urgency.SOON.value),
        (paused_clause(bounds.today), Urgency.PAUSED.value),
        (Request.due_on.is_(None), Urgency.NORMAL.value),
        (Request.due_on < bounds.today, Urgency.OVERDUE.value),
        (Request.due_on == bounds.today, Urgency.TODAY.value),
        (Request.due_on <= bounds.soon, Urgency.SOON.value),
        (and_(Request.due_provisional, Request.due_on <= bounds.soon_provisional), Urgency.SOON.value),
        (Request.due_provisional, Urgency.PROVISIONAL.value),
        else_=Urgency.NORMAL.value,
    )


def urgency_clause(urgency: Urgency, bounds: UrgencyBounds) -> ColumnElement[bool]:
    """Condition for requests of one urgency; the open ones are few, so the database looks at those alone."""
    if urgency is Urgency.CLOSED:
        return Request.closed_on.is_not(None)
    return and_(Request.closed_on.is_(None), urgency_expression(bounds) == urgency.value)


def urgency_rank(bounds: UrgencyBounds) -> ColumnElement[int]:
    """Order of the worklist: pressing ones first, then waiting and stopped ones, then the rest by their due date."""
    merged = {Urgency.PROVISIONAL: URGENCY_ORDER.index(Urgency.NORMAL)}
    ranks = {one.value: merged.get(one, place) for place, one in enumerate(URGENCY_ORDER)}
    return case(ranks, value=urgency_expression(bounds), else_=len(URGENCY_ORDER))
