"""The letters of a request as the case page lists them, with what became of each."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.date_wording import month_day
from casework.facts import DocumentCourse
from casework.letter_checks import note_views
from casework.views import DocumentView
from law.documents import kinds_in_house
from law.terms import DocumentKind, DocumentState
from models import Blob, Document

__all__ = ["document_titles", "document_views", "state_text_of"]


def document_views(
    session: Session, request_id: int, courses: Mapping[int, DocumentCourse], today: date
) -> tuple[DocumentView, ...]:
    """The documents of a request, the latest first. Two statements, however many letters there are.

    Args:
        session: a reading session.
        request_id: the request.
        courses: what became of the issued ones (``CaseFacts.courses``).
        today: the day of the question.
    """
    statement = select(Document).where(Document.request_id == request_id).order_by(Document.id.desc())
    documents = session.scalars(statement).all()
    sizes = _sizes(session, documents)
    return tuple([_view(one, courses.get(one.id), sizes, today) for one in documents])


def document_titles(documents: Sequence[DocumentView]) -> Mapping[int, str]:
    """Title and number of each document by id, for the history."""
    return {one.id: f"{one.title} {one.document_number}".strip() for one in documents}


def _sizes(session: Session, documents: Sequence[Document]) -> Mapping[str, int]:
    hashes = {one.content_sha256 for one in documents if one.content_sha256 is not None}
    if not hashes:
        return {}
    rows = session.execute(select(Blob.sha256, Blob.size).where(Blob.sha256.in_(hashes)))
    return {row.sha256: row.size for row in rows}


def _view(document: Document, course: DocumentCourse | None, sizes: Mapping[str, int], today: date) -> DocumentView:
    return DocumentView(
        id=document.id,
        kind=document.kind,
        title=document.title,
        document_number=document.document_number or "",
        state=document.state,
        dated_on=document.issued_on,
        dispatched_on=course.dispatched_on if course else None,
        service_method=course.method.label if course and course.method else "",
        served_on=course.served_on if course else None,
        returned_on=course.returned_on if course else None,
        sha256=document.content_sha256 or "",
        size=sizes.get(document.content_sha256 or "", 0),
        state_text=state_text_of(document.state, document.kind, course, today),
        notes=note_views(course.notes) if course is not None else (),
    )


def state_text_of(state: DocumentState, kind: DocumentKind, course: DocumentCourse | None, today: date) -> str:
    """Where a document stands, in words: of an issued one what became of it."""
    if state is not DocumentState.ISSUED or course is None:
        return state.label
    if course.served_on is not None:
        return f"{month_day(course.served_on, today)}送达"
    if course.returned_on is not None:
        return f"{month_day(course.returned_on, today)}退回，待重新送达"
    if course.refused_on is not None and (course.back_on is not None or course.dispatched_on is None):
        return f"{month_day(course.refused_on, today)}拒收，可以留置送达"
    if course.dispatched_on is not None:
        return f"{month_day(course.dispatched_on, today)}寄出，待送达凭证"
    # The slip of receipt is handed out or sent along; nobody has to prove its service.
    return "已出具" if kind in kinds_in_house() else "已签发，待寄出"
