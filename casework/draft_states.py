"""Where drafts stand, cached in ``documents.state`` for lists and queues."""

from sqlalchemy import select

from casework.draft_course import OPEN_STATES, draft_state
from casework.unit_of_work import Work
from models import Document, Request

__all__ = ["store_states"]


def store_states(work: Work, request: Request) -> None:
    """Cache where the drafts of a request stand; one made for an earlier decision is a mere draft again.

    The papers of a dispute about it have a course of their own and are left alone.
    """
    facts = work.derived(request).facts
    statement = select(Document).where(
        Document.request_id == request.id, Document.dispute_id.is_(None), Document.state.in_(OPEN_STATES)
    )
    for document in work.session.scalars(statement):
        document.state = draft_state(facts, document.id)
