"""收费: the list of fees, ids first, rows in blocks; the stages of the work with their numbers and sums."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, Select, func, select
from sqlalchemy.orm import Session

from casework.applicant_family import families
from casework.facts import CaseFacts
from casework.fee_counting import PieceMonth, counted_day, piece_month
from casework.fee_now import moved_by_piece
from casework.fee_stages import STAGES, stage_clause, stage_of, stage_text
from casework.fee_views import FeeCounterView, FeeFilter, FeeRowView
from casework.list_statements import bare_ids
from casework.office import Office
from casework.rederiving import facts_in_batches
from deadlines.calendar import WorkingCalendar
from fees.wording import yuan
from law.errors import UserError
from law.terms import FeeMethod, FeeStatus
from models import Request, SubmissionApplicant
from models.search import matching_ids

__all__ = ["fee_counters", "fee_ids", "fee_rows", "fee_years"]

_BLOCK: Final = 200
_FIRST_POSITION: Final = 1
_ORDERS: Final[dict[str, Any]] = {
    "due": Request.fee_due_on,
    "number": Request.id,
    "applicant": Request.applicant_sort,
    "amount": Request.fee_fen,
    "noticed": Request.fee_noticed_on,
}
_COLUMNS: Final = (
    Request.id,
    Request.registration_number,
    Request.applicant_label,
    Request.title,
    Request.received_on,
    Request.submission_id,
    Request.fee_status,
    Request.fee_method,
    Request.fee_fen,
    Request.fee_paid_fen,
    Request.fee_noticed_on,
    Request.fee_due_on,
    Request.fee_settled_on,
)
# Afterwards the money has moved, or nothing is asked for: no difference can be acted on in the list.
_MAY_DIFFER: Final = (
    FeeStatus.PROPOSED,
    FeeStatus.APPROVED,
    FeeStatus.NOTICED,
    FeeStatus.SENT,
    FeeStatus.DUE,
    FeeStatus.PART_PAID,
    FeeStatus.PAID,
)


def fee_counters(office: Office, *, today: date, year: int | None = None) -> tuple[FeeCounterView, ...]:
    """The stages with the number of requests and the sum of their amounts.

    Args:
        office: the office.
        today: the day of the question.
        year: only fees noticed in that year.
    """
    with office.reading() as session:
        return tuple(_counter(session, stage, label, today, year) for stage, label in STAGES)


def _counter(session: Session, stage: str, label: str, today: date, year: int | None) -> FeeCounterView:
    clauses = [stage_clause(stage, today), *_of_year(year)]
    counted = select(func.count(), func.coalesce(func.sum(Request.fee_fen), 0)).where(*clauses)
    number, fen = session.execute(counted).one()
    return FeeCounterView(stage=stage, label=label, count=number, fen=int(fen), amount=yuan(int(fen)))


def _of_year(year: int | None) -> list[ColumnElement[bool]]:
    if year is None:
        return []
    first, last = date(year, 1, 1), date(year, 12, 31)
    return [Request.fee_noticed_on.between(first, last)]


def fee_years(office: Office, *, today: date) -> tuple[int, ...]:
    """The years in which fees were notified, and this year, the latest first."""
    with office.reading() as session:
        first = session.scalar(select(func.min(Request.fee_noticed_on)))
    return tuple(range(today.year, min(today, first or today).year - 1, -1))


def fee_ids(office: Office, wanted: FeeFilter, *, today: date) -> tuple[int, ...]:
    """The ids of the requests that the filter lets through, in its order.

    Raises:
        UserError: the filter names a stage or an order that does not exist.
    """
    with office.reading() as session:
        return tuple(bare_ids(session, _selected(session, wanted, today)))


def _selected(session: Session, wanted: FeeFilter, today: date) -> Select[tuple[int]]:
    if wanted.stage not in dict(STAGES):
        raise UserError("unknown_stage", f"没有“{wanted.stage}”这个阶段", todo="请从列表的阶段中选")
    if wanted.sort not in _ORDERS:
        raise UserError("unknown_sort", f"没有“{wanted.sort}”这种排序", todo="请改用列表表头提供的排序")
    statement = select(Request.id).where(stage_clause(wanted.stage, today), *_of_year(wanted.year))
    if wanted.text.strip():
        statement = statement.where(Request.id.in_(matching_ids(session, wanted.text)))
    column = _ORDERS[wanted.sort]
    if wanted.descending:
        return statement.order_by(column.desc().nulls_last(), Request.id.desc())
    return statement.order_by(column.asc().nulls_last(), Request.id)


def fee_rows(office: Office, ids: Iterable[int], *, today: date) -> tuple[FeeRowView, ...]:
    """The rows of these requests in the order of ``ids``; an id that does not exist is left out."""
    wanted = tuple(ids)
    with office.reading() as session:
        calendar = office.calendar(session=session)
        found: dict[int, FeeRowView] = {}
        for start in range(0, len(wanted), _BLOCK):
            block = wanted[start : start + _BLOCK]
            rows = session.execute(select(*_COLUMNS).where(Request.id.in_(block))).all()
            changed = _changed(office, session, rows)
            found.update((one.id, _row(one, changed.get(one.id, ""), today, calendar)) for one in rows)
        return tuple(found[one] for one in wanted if one in found)


def _row(row: Row[Any], changed: str, today: date, calendar: WorkingCalendar) -> FeeRowView:
    stage = stage_of(row.fee_status, row.fee_due_on, today)
    return FeeRowView(
        id=row.id,
        registration_number=row.registration_number or "",
        applicant=row.applicant_label,
        title=row.title,
        status=row.fee_status,
        stage=stage,
        stage_text=stage_text(row.fee_status, row.fee_due_on, today, calendar, brief=True),
        method=row.fee_method,
        amount=yuan(row.fee_fen) if row.fee_fen is not None else "—",
        paid=yuan(row.fee_paid_fen) if row.fee_paid_fen else "",
        noticed_on=row.fee_noticed_on,
        due_on=row.fee_due_on,
        settled_on=row.fee_settled_on,
        changed=changed,
        overdue=stage == "overdue",
    )


def _changed(office: Office, session: Session, rows: Sequence[Row[Any]]) -> dict[int, str]:
    """Fees by piece whose ordinals have moved since: counted once for each applicant and month."""
    asked = [one for one in rows if one.fee_method is FeeMethod.BY_PIECE and one.fee_status in _MAY_DIFFER]
    if not asked:
        return {}
    applicants = _applicants(session, [one.submission_id for one in asked])
    book = office.policy_book(session)
    family_of = families(session, set(applicants.values()))
    months: dict[tuple[tuple[int, ...], date], PieceMonth] = {}
    found: dict[int, str] = {}
    for request_id, facts in _facts(session, [one.id for one in asked]):
        row = next(one for one in asked if one.id == request_id)
        fee = facts.fee.notice.fee if facts.fee.notice is not None else facts.fee.proposal
        day = counted_day(book, session, row.id, row.received_on)
        if fee is None or day is None:
            continue
        family = family_of[applicants[row.submission_id]]
        key = (family, day.replace(day=1))
        if key not in months:
            months[key] = piece_month(book, session, family, day)
        moved = moved_by_piece(fee, months[key], request_id, "收费通知书" if facts.fee.notices else "")
        if moved is not None:
            found[request_id] = moved.sentence
    return found


def _applicants(session: Session, submissions: Sequence[int]) -> dict[int, int]:
    rows = session.execute(
        select(SubmissionApplicant.submission_id, SubmissionApplicant.applicant_id).where(
            SubmissionApplicant.submission_id.in_(set(submissions)), SubmissionApplicant.position == _FIRST_POSITION
        )
    )
    return {row.submission_id: row.applicant_id for row in rows}


def _facts(session: Session, ids: Sequence[int]) -> Iterable[tuple[int, CaseFacts]]:
    for batch in facts_in_batches(session, sorted(ids)):
        yield from ((request_id, facts) for request_id, facts, _ in batch)
