"""Which documents stand where, as SQL and sets of ids: fast over 100,000 documents, exact where mail came back.

What was issued never changes, so dispatch and service are looked up among the events; those that were struck do not
count. The few letters that came back are judged by their whole course.
"""

from collections.abc import Iterable
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session, aliased

from casework.facts import DocumentCourse
from casework.list_statements import bare_ids
from casework.rederiving import facts_in_batches
from law.dispute_terms import DisputeEventKind
from law.documents import kinds_in_house, letters_of_disputes
from law.terms import DocumentKind, DocumentState, EventKind
from models import Dispute, DisputeEvent, Document, Event, Request

__all__ = [
    "courses_of",
    "issued_counts",
    "issued_to_prove",
    "issued_to_send",
    "of_open_requests",
    "returned_clause",
]

_BACK: Final = (EventKind.DOCUMENT_RETURNED, EventKind.SERVICE_REFUSED)


def returned_clause() -> ColumnElement[bool]:
    """Sent back by a reviewer or a head, and not submitted again."""
    sent_back = select(Event.document_id).where(Event.kind == EventKind.DRAFT_RETURNED, Event.document_id.is_not(None))
    in_dispute = select(DisputeEvent.document_id).where(
        DisputeEvent.kind == DisputeEventKind.DRAFT_RETURNED, DisputeEvent.document_id.is_not(None)
    )
    returned = Document.id.in_(sent_back) | Document.id.in_(in_dispute)
    return (Document.state == DocumentState.DRAFT) & returned


def _not_mailed() -> tuple[DocumentKind, ...]:
    """What nobody has to send with the day's mail."""
    return (*kinds_in_house(), *letters_of_disputes())


def issued_to_send(session: Session) -> frozenset[int]:
    """Letters still in the house or back in it."""
    unsent = select(Document.id).where(
        Document.state == DocumentState.ISSUED,
        Document.kind.not_in(_not_mailed()),
        ~_happened(EventKind.DOCUMENT_DISPATCHED, Document.id),
    )
    back = _came_back(session)
    in_house = {one for one, course in back.items() if _in_house(course)}
    return (frozenset(bare_ids(session, unsent)) - back.keys()) | in_house


def issued_to_prove(session: Session) -> frozenset[int]:
    """Letters on their way whose service is not proven."""
    unproven = select(Event.document_id).where(
        Event.kind == EventKind.DOCUMENT_DISPATCHED,
        Event.document_id.is_not(None),
        Event.id.not_in(_struck()),
        ~_happened(EventKind.DOCUMENT_SERVED, Event.document_id),
    )
    back = _came_back(session)
    on_way = {one for one, course in back.items() if course.awaiting_proof}
    return (frozenset(bare_ids(session, unproven)) - back.keys()) | on_way  # type: ignore[arg-type]


def issued_counts(session: Session) -> tuple[int, int]:
    """How many letters wait to be sent, and how many for their proof.

    What left the house was issued, and what was served left it: so three counts of an index tell what pairing each
    letter with its events would tell in twice the time.
    """
    issued = select(func.count()).where(Document.state == DocumentState.ISSUED, Document.kind.not_in(_not_mailed()))
    sent, served = (
        select(func.count(Event.document_id.distinct())).where(
            Event.kind == kind, Event.document_id.is_not(None), Event.id.not_in(_struck())
        )
        for kind in (EventKind.DOCUMENT_DISPATCHED, EventKind.DOCUMENT_SERVED)
    )
    back = _came_back(session).values()
    never_left = sum(one.dispatched_on is None for one in back)
    out = session.scalar(sent) or 0
    to_send = (session.scalar(issued) or 0) - out - never_left + sum(map(_in_house, back))
    on_way = out - (session.scalar(served) or 0)
    return to_send, on_way - (len(back) - never_left) + sum(one.awaiting_proof for one in back)


def courses_of(session: Session, request_ids: Iterable[int]) -> dict[int, DocumentCourse]:
    """What became of the issued documents of some requests, by document id."""
    found: dict[int, DocumentCourse] = {}
    wanted = sorted(set(request_ids))
    if wanted:
        for batch in facts_in_batches(session, wanted):
            for _, facts, _ in batch:
                found.update(facts.courses)
    return found


def _in_house(course: DocumentCourse) -> bool:
    return course.served_on is None and (course.dispatched_on is None or course.back_on is not None)


def _struck() -> Select[tuple[Any]]:
    """Events that a correction struck; one that only changed their day lets them stand."""
    correcting = aliased(Event)
    return select(correcting.corrects_id).where(
        correcting.kind == EventKind.EVENT_CORRECTED,
        correcting.corrects_id.is_not(None),
        correcting.payload["void"].as_boolean(),
    )


def _happened(kind: EventKind, document_id: Any) -> ColumnElement[bool]:
    """Whether an event of a kind counts for a document."""
    event = aliased(Event)
    mine = select(event.id).where(event.kind == kind, event.document_id == document_id, event.id.not_in(_struck()))
    return mine.exists()


def _documents_with(session: Session, *kinds: EventKind) -> frozenset[int]:
    statement = select(Event.document_id).where(
        Event.kind.in_(kinds), Event.document_id.is_not(None), Event.id.not_in(_struck())
    )
    return frozenset(bare_ids(session, statement))  # type: ignore[arg-type]


def _came_back(session: Session) -> dict[int, DocumentCourse]:
    """The letters that came back or were refused at some time and are not served, with their course."""
    back = _documents_with(session, *_BACK)
    if not back:
        return {}
    served = _documents_with(session, EventKind.DOCUMENT_SERVED)
    open_ones = back - served
    requests = select(Document.request_id).where(Document.id.in_(sorted(open_ones)))
    courses = courses_of(session, session.scalars(requests))
    return {one: courses[one] for one in open_ones if one in courses}


def of_open_requests() -> ColumnElement[bool]:
    """A draft for a case that is closed waits for nobody; a dispute begins when its case is closed."""
    open_disputes = select(Dispute.id).where(Dispute.closed_on.is_(None))
    of_request = Document.request_id.in_(select(Request.id).where(Request.closed_on.is_(None)))
    return (Document.dispute_id.is_(None) & of_request) | Document.dispute_id.in_(open_disputes)
