"""The list of requests: ordered ids first, rows in blocks on demand.

Filter and order are SQL alone, so that a list over 100,000 requests opens at once; a block of rows is one statement,
however many rows it has.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from casework.date_wording import days_left, month_day
from casework.days_used import period_days
from casework.list_statements import bare_ids, conditions, select_ids
from casework.office import Office
from casework.urgency import (
    UrgencyBounds,
    is_lapsed,
    is_over,
    urgency_bounds,
    urgency_of,
)
from casework.views import CaseFilter, CaseRow
from deadlines.calendar import WorkingCalendar
from law.terms import ClockStatus, Urgency
from models import Request, Submission

__all__ = [
    "LAPSED",
    "WAITING_FOR",
    "bounds_of",
    "case_ids",
    "case_rows",
    "count",
    "count_in",
    "rows_in",
    "status_text",
]

# SQLite takes at most 32,766 parameters in a statement; blocks of a list are far smaller.
_BLOCK: Final = 500

_ROW_COLUMNS: Final = (
    Request.id,
    Request.registration_number,
    Request.applicant_label,
    Request.title,
    Submission.channel,
    Request.status,
    Request.clock_status,
    Request.received_on,
    Request.due_on,
    Request.due_provisional,
    Request.paused,
    Request.waiting_until,
    Request.reply_effective_on,
    Request.on_time,
    Request.outcome,
    Request.closed_on,
    Request.extension_days,
)

WAITING_FOR: Final = {
    ClockStatus.AWAITING_CORRECTION: "等补正",
    ClockStatus.AWAITING_PAYMENT: "等缴费",
    ClockStatus.PAUSED: "等意见",
}

LAPSED: Final = {ClockStatus.AWAITING_CORRECTION: "补正期满", ClockStatus.AWAITING_PAYMENT: "缴费期满"}


def bounds_of(office: Office, session: Session, today: date) -> UrgencyBounds:
    """The urgency bounds of this office as of ``today``."""
    return urgency_bounds(office.calendar(session=session), office.policies(today, session), today)


def case_ids(office: Office, wanted: CaseFilter, *, today: date, limit: int | None = None) -> tuple[int, ...]:
    """The ids of the requests that the filter lets through, in its order.

    Raises:
        UserError: the filter names an order that does not exist.
    """
    with office.reading() as session:
        bounds = bounds_of(office, session, today)
        found: list[int] = []
        for statement in select_ids(session, wanted, bounds):
            left = None if limit is None else limit - len(found)
            found += bare_ids(session, statement.limit(left))
        return tuple(found)


def count(office: Office, wanted: CaseFilter, *, today: date) -> int:
    """How many requests the filter lets through."""
    with office.reading() as session:
        return count_in(session, wanted, bounds_of(office, session, today))


def count_in(session: Session, wanted: CaseFilter, bounds: UrgencyBounds) -> int:
    """As :func:`count`, inside a reading transaction."""
    counted = select(func.count()).select_from(Request).where(*conditions(session, wanted, bounds))
    return session.scalar(counted) or 0


def case_rows(office: Office, ids: Iterable[int], *, today: date) -> tuple[CaseRow, ...]:
    """The rows of these requests in the order of ``ids``; an id that does not exist is left out."""
    with office.reading() as session:
        calendar = office.calendar(session=session)
        bounds = urgency_bounds(calendar, office.policies(today, session), today)
        return rows_in(session, tuple(ids), bounds, calendar)


def rows_in(
    session: Session, ids: Sequence[int], bounds: UrgencyBounds, calendar: WorkingCalendar
) -> tuple[CaseRow, ...]:
    """As :func:`case_rows`, inside a reading transaction; one statement for each block of 500."""
    found: dict[int, CaseRow] = {}
    for start in range(0, len(ids), _BLOCK):
        block = ids[start : start + _BLOCK]
        statement = select(*_ROW_COLUMNS).join(Submission).where(Request.id.in_(block))
        found.update((row.id, _row(row, bounds, calendar)) for row in session.execute(statement))
    return tuple([found[one] for one in ids if one in found])


# ---------------------------------------------------------------------------------------------------------------- rows


def _row(row: Row[Any], bounds: UrgencyBounds, calendar: WorkingCalendar) -> CaseRow:
    urgency = urgency_of(row, bounds)
    total = period_days(row.received_on or bounds.today, row.extension_days)
    due = _due_shown(row, urgency, bounds.today)
    slack = _slack(row, urgency, bounds.today, calendar)
    return CaseRow(
        id=row.id,
        registration_number=row.registration_number or "",
        applicant=row.applicant_label,
        title=row.title,
        channel=row.channel,
        received_on=row.received_on,
        due_on=due,
        provisional=row.due_provisional and due is not None,
        paused=urgency is Urgency.PAUSED,
        day_number=0 if slack is None else max(0, total - slack),
        day_total=total,
        slack=slack,
        urgency=urgency,
        status=row.status,
        status_text=status_text(row, urgency, slack, bounds.today),
        outcome_text="" if row.outcome is None else row.outcome.label,
        closed_on=row.closed_on,
    )


def _due_shown(row: Row[Any], urgency: Urgency, today: date) -> date | None:
    """No date while nobody can say when the clock will run again."""
    if is_lapsed(row, today):
        return None
    if urgency is Urgency.PAUSED and (row.clock_status is not ClockStatus.PAUSED or row.waiting_until is None):
        return None
    due: date | None = row.due_on
    return due


def _slack(row: Row[Any], urgency: Urgency, today: date, calendar: WorkingCalendar) -> int | None:
    """Working days left; of an answered request those that were left when the reply was made."""
    if (
        row.due_on is None
        or urgency is Urgency.PAUSED
        or is_lapsed(row, today)
        or (row.reply_effective_on is None and is_over(row))
    ):
        return None
    at = row.reply_effective_on or row.closed_on or today
    return calendar.workdays_between(at, row.due_on)


def status_text(row: Any, urgency: Urgency, slack: int | None, today: date) -> str:
    """What a row says about where it stands: 剩 3 个工作日, 等意见至 12月4日, 11月3日办结.

    Args:
        row: a mapped request, or a selected row with its cached columns.
        urgency: as of ``today``.
        slack: working days left.
        today: the day of the question.
    """
    if urgency is Urgency.CLOSED:
        late = "，逾期答复" if row.on_time is False else ""
        return f"{month_day(row.closed_on, today)}办结{late}"
    if urgency is Urgency.WAITING:
        return "待与申请人确认收到日"
    if row.reply_effective_on is not None:
        return f"{month_day(row.reply_effective_on, today)}已答复，待送达"
    if is_over(row):
        return f"{row.outcome.label}，待办结" if row.outcome is not None else "视为放弃，待办结"
    if urgency is Urgency.PAUSED or is_lapsed(row, today):
        return _waiting_text(row, today)
    if row.due_on is None or slack is None:
        return str(row.status.label)
    if urgency is Urgency.PROVISIONAL:
        return f"待{row.due_on.year}年放假通知"
    return days_left(slack, row.due_on, today)


def _waiting_text(row: Any, today: date) -> str:
    waiting = WAITING_FOR.get(row.clock_status, "停算中")
    until: date | None = row.waiting_until
    if until is None:
        return waiting
    if is_lapsed(row, today):
        return f"{month_day(until, today)}{LAPSED[row.clock_status]}，待处理"
    if until < today:
        return f"{waiting}，{month_day(until, today)}期满"
    return f"{waiting}至 {month_day(until, today)}"
