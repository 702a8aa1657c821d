"""The conditions of ``FigureFilter`` as SQL: what counts a figure of the statistics also opens its list."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, bindparam, false, not_, or_, select, union_all
from sqlalchemy.orm import Session

from casework.days_used import days_used, period_days
from casework.figure_filter import FigureFilter, TimeJudged
from casework.urgency import UrgencyBounds, lapsed_clause, over_clause, paused_clause
from deadlines.calendar import WorkingCalendar
from models import Request, SubmissionApplicant

__all__ = ["figure_conditions", "finished_branches", "legal_day", "plain_conditions", "raw_rows", "running_clause"]

_USED: Final = (
    Request.id,
    Request.reply_effective_on,
    Request.due_on,
    Request.received_on,
    Request.extension_days,
)


def raw_rows(session: Session, statement: Select[Any]) -> Sequence[Any]:
    """Rows as the driver hands them over: of tens of thousands SQLAlchemy's own would take several times as long.

    A legal day comes as text from SQLite; ``legal_day`` makes it one.
    """
    with session.connection().execute(statement) as answer:
        assert answer.cursor is not None  # noqa: S101 - a SELECT always has one
        return answer.cursor.fetchall()


@lru_cache(maxsize=20_000)
def legal_day(value: str | date) -> date:
    """A legal day as the driver gave it."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def figure_conditions(session: Session, figure: FigureFilter, bounds: UrgencyBounds) -> list[ColumnElement[bool]]:
    """What a request must be to stand behind a figure."""
    found = plain_conditions(figure, bounds.today)
    if figure.finished_from is not None or figure.finished_to is not None:
        found.append(or_(*[and_(*branch) for _, branch in finished_branches(figure)]))
    if figure.days_first is not None or figure.days_last is not None:
        found.append(_days_used_clause(session, figure, found, bounds.calendar))
    return found


def plain_conditions(figure: FigureFilter, today: date) -> list[ColumnElement[bool]]:
    """All conditions but the days on which it was finished, which index better one by one."""
    found: list[ColumnElement[bool]] = []
    if figure.kind is not None:
        found.append(Request.kind == figure.kind)
    if figure.outcomes:
        found.append(_outcome_clause(figure))
    if figure.judged is not None:
        found.append(Request.on_time.is_(figure.judged is TimeJudged.ON_TIME))
    if figure.handler is not None:
        named = Request.handler == figure.handler
        found.append(named if figure.handler else or_(Request.handler.is_(None), named))
    if figure.applicant_ids:
        theirs = select(SubmissionApplicant.submission_id)
        found.append(
            Request.submission_id.in_(theirs.where(SubmissionApplicant.applicant_id.in_(figure.applicant_ids)))
        )
    if figure.pending_at is not None:
        found += _pending(figure.pending_at)
    if figure.running:
        found.append(running_clause(today))
    if figure.clock is not None:
        found.append(Request.clock_status == figure.clock)
    if figure.provisional:
        found.append(Request.due_provisional.is_(True))
    if figure.lapsed:
        found.append(_lapsed(today))
    return found


def finished_branches(figure: FigureFilter) -> tuple[tuple[Any, list[ColumnElement[bool]]], ...]:
    """The day on which a request was finished and its range, for requests with a reply and for those without.

    The two never hold the same request; one index serves each of them.
    """
    replied, closed = Request.reply_effective_on, Request.closed_on
    return (
        (replied, [replied.is_not(None), *_between(replied, figure)]),
        (closed, [replied.is_(None), closed.is_not(None), *_between(closed, figure)]),
    )


def _between(column: Any, figure: FigureFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if figure.finished_from is not None:
        found.append(column >= figure.finished_from)
    if figure.finished_to is not None:
        found.append(column <= figure.finished_to)
    return found


def _outcome_clause(figure: FigureFilter) -> ColumnElement[bool]:
    named = Request.outcome.in_([one for one in figure.outcomes if one is not None])
    return or_(named, Request.outcome.is_(None)) if None in figure.outcomes else named


def _pending(day: date) -> list[ColumnElement[bool]]:
    """Two look-ups by the day of the reply: told as one 'or', SQLite would go through all requests."""
    replied, closed = Request.reply_effective_on, Request.closed_on
    later = select(Request.id).where(replied > day)
    never = select(Request.id).where(replied.is_(None), or_(closed.is_(None), closed > day))
    unfinished = Request.id.in_(union_all(later, never))
    return [Request.received_on.is_not(None), Request.received_on <= day, unfinished]


def _lapsed(today: date) -> ColumnElement[bool]:
    """No clock runs, but it is our turn, as ``casework.urgency.urgency_of`` sees it."""
    return and_(
        Request.closed_on.is_(None),
        Request.received_on.is_not(None),
        Request.reply_effective_on.is_(None),
        not_(over_clause()),
        lapsed_clause(today),
    )


def running_clause(today: date) -> ColumnElement[bool]:
    """The period of reply runs: neither answered nor over, neither stopped nor waiting for somebody."""
    return and_(
        Request.closed_on.is_(None),
        Request.received_on.is_not(None),
        Request.reply_effective_on.is_(None),
        Request.due_on.is_not(None),
        not_(over_clause()),
        not_(lapsed_clause(today)),
        not_(paused_clause(today)),
    )


def _days_used_clause(
    session: Session, figure: FigureFilter, so_far: list[ColumnElement[bool]], calendar: WorkingCalendar
) -> ColumnElement[bool]:
    """No database knows the working days: the ids are found here, one look-up in the calendar for each reply."""
    judged = (Request.on_time.is_not(None), Request.due_on.is_not(None), Request.received_on.is_not(None))
    ids: list[int] = []
    for request_id, replied, due, received, extension in raw_rows(session, select(*_USED).where(*so_far, *judged)):
        total = period_days(legal_day(received), extension)
        if _within(figure, days_used(total, legal_day(replied), legal_day(due), calendar)):
            ids.append(request_id)
    if not ids:
        return false()
    return Request.id.in_(bindparam("days_used_ids", ids, expanding=True, literal_execute=True))


def _within(figure: FigureFilter, days: int) -> bool:
    return (figure.days_first is None or days >= figure.days_first) and (
        figure.days_last is None or days <= figure.days_last
    )
