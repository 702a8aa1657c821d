"""Who acts for an applicant with a mandate: handed in with the request, or added to the file later (条例第二十九条)."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from casework.office import Office
from models import Agent, Attachment, Request

__all__ = ["MANDATE_ROLE", "lacks_mandate", "mandated"]

MANDATE_ROLE: Final = "授权委托书"
"""The role of an attachment that is a power of attorney."""


def mandated(session: Session, agents: Sequence[Agent]) -> frozenset[int]:
    """The ids of those agents whose mandate is on file; a mandate added later counts for all agents of its letter."""
    missing = {one.submission_id for one in agents if not one.has_mandate}
    added: set[int] = set()
    if missing:
        added = set(
            session.scalars(
                select(Request.submission_id)
                .join(
                    Attachment,
                    or_(Attachment.request_id == Request.id, Attachment.submission_id == Request.submission_id),
                )
                .where(
                    Request.submission_id.in_(missing),
                    Attachment.role == MANDATE_ROLE,
                    Attachment.removed_at.is_(None),
                )
            )
        )
    return frozenset(one.id for one in agents if one.has_mandate or one.submission_id in added)


def lacks_mandate(office: Office, request_id: int) -> bool:
    """Whether somebody acts for the applicant of a request whose mandate is not on file."""
    with office.reading() as session:
        submission = select(Request.submission_id).where(Request.id == request_id).scalar_subquery()
        agents = session.scalars(select(Agent).where(Agent.submission_id == submission)).all()
        return len(mandated(session, agents)) < len(agents)
