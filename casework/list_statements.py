"""Filter and order of lists as SQL, written so that a list over 100,000 requests opens at once."""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import chain
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, bindparam, select
from sqlalchemy.orm import Session

from casework.figure_statements import figure_conditions
from casework.urgency import UrgencyBounds, urgency_clause, urgency_rank
from casework.views import CaseFilter
from law.errors import UserError
from law.terms import ApplicantType
from models import Applicant, Request, Submission, SubmissionApplicant
from models.search import matching_ids

__all__ = ["bare_ids", "conditions", "select_ids"]

FIRST_POSITION: Final = 1


def bare_ids(session: Session, statement: Select[tuple[int]]) -> Iterator[int]:
    """The ids as the driver hands them over: 100,000 of SQLAlchemy's rows would take five times as long."""
    with session.connection().execute(statement) as answer:
        assert answer.cursor is not None  # noqa: S101 - a SELECT always has one
        return chain.from_iterable(answer.cursor.fetchall())


def select_ids(session: Session, wanted: CaseFilter, bounds: UrgencyBounds) -> tuple[Select[tuple[int]], ...]:
    """The statements that give the ids of a list, in order; their results follow one another.

    Requests without the date that orders the list come last, in a statement of their own: told to put them last, SQLite
    would sort 100,000 rows that its index has in order already. Where something is looked up in other tables it sorts
    in any case, and looking up twice would take longer.

    Raises:
        UserError: the filter names an order that does not exist.
    """
    plain = select(Request.id).where(*conditions(session, wanted, bounds))
    column = _DATE_ORDERS.get(wanted.sort)
    if wanted.sort == "urgency" and not wanted.open_only:
        return _by_urgency(plain, wanted, bounds)
    if column is None or wanted.text.strip() or _submission_conditions(wanted):
        return (plain.order_by(*_order(wanted, bounds)),)
    number = Request.id.desc() if wanted.descending else Request.id.asc()
    first = column.desc() if wanted.descending else column.asc()
    return (
        plain.where(column.is_not(None)).order_by(first, number),
        plain.where(column.is_(None)).order_by(number),
    )


def _by_urgency(plain: Select[tuple[int]], wanted: CaseFilter, bounds: UrgencyBounds) -> tuple[Select[tuple[int]], ...]:
    """Closed requests are the least urgent: their thousands need no rank, only the open ones do."""
    due = Request.due_on.desc().nulls_last() if wanted.descending else Request.due_on.asc().nulls_last()
    number = Request.id.desc() if wanted.descending else Request.id.asc()
    open_ones = plain.where(Request.closed_on.is_(None)).order_by(*_order(wanted, bounds))
    closed = plain.where(Request.closed_on.is_not(None)).order_by(due, number)
    return (closed, open_ones) if wanted.descending else (open_ones, closed)


def conditions(session: Session, wanted: CaseFilter, bounds: UrgencyBounds) -> list[ColumnElement[bool]]:
    """What a request must be to be let through."""
    found = [
        *_plain_conditions(wanted),
        *_submission_conditions(wanted),
        *_range(Request.received_on, wanted.received_from, wanted.received_to),
        *_range(Request.due_on, wanted.due_from, wanted.due_to),
    ]
    if wanted.urgency is not None:
        found.append(urgency_clause(wanted.urgency, bounds))
    if wanted.figure is not None:
        found += figure_conditions(session, wanted.figure, bounds)
    if wanted.text.strip():
        found.append(Request.id.in_(matching_ids(session, wanted.text)))
    return found


def _plain_conditions(wanted: CaseFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.among:
        # Written into the statement: a number of the annual report may have more cases than a statement has parameters.
        found.append(Request.id.in_(bindparam("among", wanted.among, expanding=True, literal_execute=True)))
    if wanted.statuses:
        found.append(Request.status.in_(wanted.statuses))
    if wanted.open_only:
        found.append(Request.closed_on.is_(None))
    if wanted.closed_only:
        found.append(Request.closed_on.is_not(None))
    if wanted.outcome is not None:
        found.append(Request.outcome == wanted.outcome)
    return found


def _submission_conditions(wanted: CaseFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.channel is not None:
        of_channel = select(Submission.id).where(Submission.channel == wanted.channel)
        found.append(Request.submission_id.in_(of_channel))
    if wanted.applicant_type is not None:
        found.append(_first_applicant_is(wanted.applicant_type))
    if wanted.applicant_id is not None:
        of_applicant = select(SubmissionApplicant.submission_id).where(
            SubmissionApplicant.applicant_id == wanted.applicant_id
        )
        found.append(Request.submission_id.in_(of_applicant))
    return found


def _first_applicant_is(kind: ApplicantType) -> ColumnElement[bool]:
    """The first applicant of a joint letter gives the column of the annual report; every letter has one."""
    first = select(SubmissionApplicant.submission_id).join(Applicant)
    first = first.where(SubmissionApplicant.position == FIRST_POSITION)
    if kind is ApplicantType.NATURAL_PERSON:
        # Nearly all letters are theirs: the few of the others are looked up and left out.
        others = [one for one in ApplicantType if one is not kind]
        return Request.submission_id.not_in(first.where(Applicant.kind.in_(others)))
    return Request.submission_id.in_(first.where(Applicant.kind == kind))


def _range(column: Any, first: date | None, last: date | None) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if first is not None:
        found.append(column >= first)
    if last is not None:
        found.append(column <= last)
    return found


_DATE_ORDERS: Final[dict[str, Any]] = {
    "due": Request.due_on,
    "received": Request.received_on,
    "closed": Request.closed_on,
}
_ORDERS: Final[dict[str, Callable[[UrgencyBounds], tuple[Any, ...]]]] = {
    # Numbers are taken in the order of registration; as text 100号 would stand before 12号.
    "number": lambda _bounds: (),
    "due": lambda _bounds: (Request.due_on,),
    "received": lambda _bounds: (Request.received_on,),
    "closed": lambda _bounds: (Request.closed_on,),
    "applicant": lambda _bounds: (Request.applicant_sort,),
    "status": lambda _bounds: (Request.status, Request.due_on),
    "urgency": lambda bounds: (urgency_rank(bounds), Request.due_on),
}


def _order(wanted: CaseFilter, bounds: UrgencyBounds) -> list[ColumnElement[Any]]:
    columns = _ORDERS.get(wanted.sort)
    if columns is None:
        raise UserError("unknown_sort", f"没有“{wanted.sort}”这种排序", todo="请改用列表表头提供的排序")
    keys = (*columns(bounds), Request.id)
    if wanted.descending:
        return [one.desc().nulls_last() if one is not Request.id else one.desc() for one in keys]
    return [one.asc().nulls_last() if one is not Request.id else one.asc() for one in keys]
