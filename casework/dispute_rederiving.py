"""Dating open disputes anew when the calendar or a policy changes, in the transaction of that change."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.dispute_cache import cached_dispute
from casework.dispute_course import dispute_facts, dispute_rows
from casework.office import Office
from models import Dispute

__all__ = ["rederive_open_disputes"]


def rederive_open_disputes(office: Office, session: Session) -> tuple[int, ...]:
    """Recompute the cached columns of the open disputes; those whose next day, or its certainty, moved.

    Args:
        office: the office; its calendar and policies are read as the caller's session sees them.
        session: the writing session of the act that changed them.
    """
    moved: list[int] = []
    for dispute in session.scalars(select(Dispute).where(Dispute.closed_on.is_(None)).order_by(Dispute.id)).all():
        before = (dispute.next_due_on, dispute.next_provisional, dispute.answer_due_on)
        facts = dispute_facts(dispute_rows(session, dispute.id))
        for name, value in cached_dispute(office, session, dispute, facts).items():
            if getattr(dispute, name) != value:
                setattr(dispute, name, value)
        if (dispute.next_due_on, dispute.next_provisional, dispute.answer_due_on) != before:
            moved.append(dispute.id)
    session.flush()
    return tuple(moved)
