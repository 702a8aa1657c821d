"""文书: every document of the office by where it stands; ids first, rows in blocks, the queue of a person by slack."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import chain
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, Select, func, or_, select
from sqlalchemy.orm import Session

from casework.case_list import bounds_of, rows_in
from casework.date_wording import month_day
from casework.document_list_views import DocumentFilter, DocumentRow, DocumentSegment, SegmentCount
from casework.document_segments import (
    courses_of,
    issued_counts,
    issued_to_prove,
    issued_to_send,
    of_open_requests,
    returned_clause,
)
from casework.document_view import state_text_of
from casework.draft_course import OPEN_STATES
from casework.facts import DocumentCourse
from casework.list_statements import bare_ids
from casework.office import Office
from casework.review_queue import queue
from casework.urgency import UrgencyBounds, urgency_rank
from casework.views import CaseRow
from law.errors import UserError
from law.terms import DocumentState, RequestStatus, Urgency
from models import Dispute, Document, IssuedNumber, Request
from models.search import matching_ids
from templates.numbers import normalise_number

__all__ = ["document_counts", "document_ids", "document_rows", "waiting_for"]

_BLOCK: Final = 200
_STATES: Final = {
    DocumentSegment.REVIEW: DocumentState.REVIEW,
    DocumentSegment.APPROVAL: DocumentState.APPROVAL,
    DocumentSegment.APPROVED: DocumentState.APPROVED,
    DocumentSegment.ISSUED: DocumentState.ISSUED,
    DocumentSegment.VOID: DocumentState.VOID,
}
# What waits for somebody is worked off by the day it must be done; what is done is looked up by its date.
_BY_DATE: Final = (DocumentSegment.ISSUED, DocumentSegment.VOID, DocumentSegment.TO_PROVE)
# SQLite takes at most 32,766 parameters in a statement; of more the wanted are picked out afterwards.
_MOST_NAMED: Final = 5_000
_SORTS: Final = ("slack", "number", "dated", "applicant", "registration")


def waiting_for(office: Office, person: str, *, today: date) -> int:
    """How many documents and extensions wait for a person."""
    return len(queue(office, person, today))


def document_counts(office: Office, person: str, *, today: date) -> tuple[SegmentCount, ...]:
    """The segments with the number of their documents."""
    counts: dict[DocumentSegment, int] = {DocumentSegment.MINE: waiting_for(office, person, today=today)}
    with office.reading() as session:
        counts[DocumentSegment.TO_SEND], counts[DocumentSegment.TO_PROVE] = issued_counts(session)
        counts |= {one: _count(session, one) for one in DocumentSegment if one not in counts}
    return tuple(SegmentCount(segment=one, count=counts[one]) for one in DocumentSegment)


def _count(session: Session, segment: DocumentSegment) -> int:
    counted = select(func.count()).select_from(Document).where(*_standing(segment))
    return session.scalar(counted) or 0


def _standing(segment: DocumentSegment) -> tuple[ColumnElement[bool], ...]:
    if segment is DocumentSegment.RETURNED:
        return (returned_clause(), of_open_requests())
    if segment is DocumentSegment.DRAFTS:
        return (Document.state == DocumentState.DRAFT, ~returned_clause(), of_open_requests())
    state = _STATES[segment]
    open_only = (of_open_requests(),) if state in OPEN_STATES else ()
    return (Document.state == state, *open_only)


def document_ids(office: Office, wanted: DocumentFilter, person: str, *, today: date) -> tuple[int, ...]:
    """The ids of the documents that the filter lets through, in its order; below zero: an extension of that request.

    Raises:
        UserError: the filter names an order that does not exist.
    """
    if wanted.sort and wanted.sort not in _SORTS:
        raise UserError("unknown_sort", f"没有“{wanted.sort}”这种排序", todo="请改用列表表头提供的排序")
    mine: list[int] | None = None
    if wanted.segment is DocumentSegment.MINE:
        waiting = queue(office, person, today)
        mine = [-one.request_id if one.document_id is None else one.document_id for one in waiting]
        if not wanted.text.strip() and not wanted.sort:
            return tuple(mine)
    with office.reading() as session:
        bounds = bounds_of(office, session, today)
        chosen = _chosen(session, wanted.segment, mine)
        statements = _ordered(session, wanted, bounds, chosen)
        found = tuple(chain.from_iterable(bare_ids(session, one) for one in statements))
        extensions = tuple(one for one in mine or () if one < 0)
        if extensions:
            found += _searched_extensions(session, wanted.text, extensions)
        return found if chosen is None else tuple(one for one in found if one in chosen or one < 0)


def _chosen(session: Session, segment: DocumentSegment, mine: Sequence[int] | None) -> frozenset[int] | None:
    """The documents of a segment that is no state; None where SQL alone says it."""
    if mine is not None:
        return frozenset(one for one in mine if one > 0)
    if segment is DocumentSegment.TO_SEND:
        return issued_to_send(session)
    if segment is DocumentSegment.TO_PROVE:
        return issued_to_prove(session)
    return None


def _ordered(
    session: Session, wanted: DocumentFilter, bounds: UrgencyBounds, chosen: frozenset[int] | None
) -> tuple[Select[tuple[int]], ...]:
    """The statements that give the ids in order; their results follow one another."""
    statement = select(Document.id)
    if chosen is None:
        statement = statement.where(*_standing(wanted.segment))
    elif len(chosen) <= _MOST_NAMED:
        statement = statement.where(Document.id.in_(sorted(chosen)))
    else:
        statement = statement.where(Document.state == DocumentState.ISSUED)
    if wanted.text.strip():
        statement = statement.where(_matches(session, wanted.text))
    return _sorted(statement, wanted, bounds, whole=chosen is None and not wanted.text.strip())


def _matches(session: Session, text: str) -> ColumnElement[bool]:
    """By the number of the letter or a part of it, else by what the request says.

    What is typed with the brackets of a year is a number: as words its figures would fit every letter of that year.
    """
    number = normalise_number(text)
    by_number = Document.id.in_(
        select(IssuedNumber.document_id).where(
            IssuedNumber.document_id.is_not(None), IssuedNumber.text.contains(number, autoescape=True)
        )
    )
    if "〔" in number:
        registered = select(Request.id).where(Request.registration_number.contains(number, autoescape=True))
        return or_(by_number, Document.request_id.in_(registered))
    return or_(by_number, Document.request_id.in_(matching_ids(session, text)))


def _sorted(
    statement: Select[tuple[int]], wanted: DocumentFilter, bounds: UrgencyBounds, *, whole: bool
) -> tuple[Select[tuple[int]], ...]:
    """In the order that is wanted.

    Args:
        statement: what is listed.
        wanted: the filter.
        bounds: of today.
        whole: all of a state, maybe 100,000: they come out of an index, in several statements where that is needed.
    """
    by_date = wanted.segment in _BY_DATE
    sort = wanted.sort or ("dated" if by_date else "slack")
    # Of what is done the latest comes first unless asked otherwise; proofs are asked after from the oldest on.
    descending = wanted.descending if wanted.sort else by_date and wanted.segment is not DocumentSegment.TO_PROVE
    down = partial(_directed, descending=descending)
    if sort == "slack":
        return _by_slack(statement, bounds, whole=whole, descending=descending)
    if sort == "applicant":
        statement = statement.join(Request, _outward() if whole else Request.id == Document.request_id)
        return (statement.order_by(*down(Request.applicant_sort, Request.id, Document.id)),)
    if sort == "registration":
        return (statement.order_by(*down(Document.request_id, Document.id)),)
    if sort == "number":
        # Told where to put what has no number, it would be sorted again.
        numbered = statement.where(Document.number_class.is_not(None))
        rest = statement.where(Document.number_class.is_(None))
        return (
            numbered.order_by(*down(Document.number_class, Document.issued_on, Document.id)),
            rest.order_by(*down(Document.issued_on, Document.id)),
        )
    return (statement.order_by(*down(Document.issued_on, Document.id)),)


def _directed(*columns: Any, descending: bool) -> list[Any]:
    return [one.desc() if descending else one.asc() for one in columns]


def _outward() -> ColumnElement[bool]:
    """Out of an index of requests into that of letters: "+ 0" keeps SQLite from going the other way and sorting."""
    return Document.request_id == Request.id + 0


def _by_slack(
    statement: Select[tuple[int]], bounds: UrgencyBounds, *, whole: bool, descending: bool
) -> tuple[Select[tuple[int]], ...]:
    """Letters of closed requests are the least urgent: their thousands need no rank."""
    joined = statement.join(Request, Request.id == Document.request_id)
    due = Request.due_on.desc().nulls_last() if descending else Request.due_on.asc().nulls_last()
    rank, last = _directed(urgency_rank(bounds), Document.id, descending=descending)
    if not whole:
        return (joined.order_by(rank, due, last),)
    open_ones = joined.where(Request.closed_on.is_(None)).order_by(rank, due, last)
    closed = statement.join(Request, _outward()).where(Request.status == RequestStatus.CLOSED)
    in_order = _directed(Request.due_on, Request.id, Document.id, descending=descending)
    dated = closed.where(Request.due_on.is_not(None)).order_by(*in_order)
    undated = closed.where(Request.due_on.is_(None)).order_by(*in_order)
    return (dated, undated, open_ones) if descending else (open_ones, dated, undated)


def _searched_extensions(session: Session, text: str, extensions: Sequence[int]) -> tuple[int, ...]:
    if not text.strip():
        return tuple(extensions)
    found = set(
        session.scalars(
            select(Request.id).where(
                Request.id.in_([-one for one in extensions]), Request.id.in_(matching_ids(session, text))
            )
        )
    )
    return tuple(one for one in extensions if -one in found)


# -------------------------------------------------------------------------------------------------- rows


def document_rows(office: Office, ids: Iterable[int], *, today: date) -> tuple[DocumentRow, ...]:
    """The rows of these documents in the order of ``ids``; an id that does not exist is left out."""
    wanted = tuple(ids)
    found: dict[int, DocumentRow] = {}
    with office.reading() as session:
        bounds = bounds_of(office, session, today)
        calendar = office.calendar(session=session)
        for start in range(0, len(wanted), _BLOCK):
            block = wanted[start : start + _BLOCK]
            documents = session.execute(_columns().where(Document.id.in_([one for one in block if one > 0]))).all()
            requests = {one.request_id for one in documents} | {-one for one in block if one < 0}
            cases = {one.id: one for one in rows_in(session, sorted(requests), bounds, calendar)}
            issued = [one.request_id for one in documents if one.state is DocumentState.ISSUED]
            courses = courses_of(session, issued)
            for one in documents:
                found[one.id] = _row(one, cases[one.request_id], courses.get(one.id), today)
            found |= _of_disputes(session, [found[one.id] for one in documents if one.dispute_id is not None], bounds)
            found |= {one: _extension(one, cases[-one]) for one in block if one < 0 and -one in cases}
    return tuple(found[one] for one in wanted if one in found)


def _columns() -> Select[Any]:
    return select(
        Document.id,
        Document.request_id,
        Document.dispute_id,
        Document.kind,
        Document.state,
        Document.title,
        Document.document_number,
        Document.issued_on,
        Document.created_by,
        Document.void_reason,
        returned_clause().label("returned"),
    )


def _row(document: Row[Any], case: CaseRow, course: DocumentCourse | None, today: date) -> DocumentRow:
    void = f"已作废：{document.void_reason}" if document.void_reason else DocumentState.VOID.label
    said = void if document.state is DocumentState.VOID else state_text_of(document.state, document.kind, course, today)
    return DocumentRow(
        id=document.id,
        request_id=document.request_id,
        registration_number=case.registration_number,
        applicant=case.applicant,
        title=document.title or document.kind.label,
        kind=document.kind,
        number=document.document_number or "",
        state=document.state,
        state_text=DocumentSegment.RETURNED.label if document.returned else said,
        drafter=document.created_by,
        dated_on=document.issued_on,
        due_on=case.due_on,
        provisional=case.provisional,
        urgency=case.urgency,
        slack_text=case.status_text,
        dispute_id=document.dispute_id,
    )


def _of_disputes(session: Session, rows: Sequence[DocumentRow], bounds: UrgencyBounds) -> dict[int, DocumentRow]:
    """Letters of disputes with the period of their dispute in place of that of the reply."""
    if not rows:
        return {}
    columns = (Dispute.id, Dispute.case_number, Dispute.label, Dispute.next_due_on, Dispute.next_provisional)
    wanted = {one.dispute_id for one in rows}
    disputes = {one.id: one for one in session.execute(select(*columns).where(Dispute.id.in_(wanted)))}
    return {row.id: _of_dispute(row, disputes[row.dispute_id], bounds.today) for row in rows}


def _of_dispute(row: DocumentRow, dispute: Row[Any], today: date) -> DocumentRow:
    due = dispute.next_due_on if row.state in OPEN_STATES else None
    left = (
        ""
        if due is None
        else "今日到期"
        if due == today
        else f"{'至' if due > today else '已过'} {month_day(due, today)}"
    )
    urgency = Urgency.NORMAL
    if due is not None:
        urgency = Urgency.OVERDUE if due < today else Urgency.TODAY if due == today else Urgency.NORMAL
    said = DocumentState.ISSUED.label if row.state is DocumentState.ISSUED else row.state_text
    return replace(
        row,
        applicant=dispute.label or row.applicant,
        due_on=due,
        provisional=due is not None and dispute.next_provisional,
        urgency=urgency,
        slack_text=left,
        state_text=said,
    )


def _extension(row_id: int, case: CaseRow) -> DocumentRow:
    return DocumentRow(
        id=row_id,
        request_id=case.id,
        registration_number=case.registration_number,
        applicant=case.applicant,
        title=f"延期申请：{case.title}",
        kind=None,
        number="",
        state=DocumentState.APPROVAL,
        state_text="延期待批准",
        drafter="",
        dated_on=None,
        due_on=case.due_on,
        provisional=case.provisional,
        urgency=case.urgency,
        slack_text=case.status_text,
    )
