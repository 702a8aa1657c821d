"""What is cached of disputes, computed anew in the transaction of whatever changed it from outside the dispute."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.dispute_cache import cached_dispute
from casework.dispute_course import dispute_facts, dispute_rows, dispute_rows_of
from casework.office import Office
from models import Dispute, DisputeTarget

__all__ = ["moved_words", "rederive_disputes_of", "rederive_open_disputes"]


def rederive_open_disputes(office: Office, session: Session) -> tuple[int, ...]:
    """Recompute the cached columns of the open disputes after a change of the calendar or of a policy.

    Args:
        office: the office; its calendar and policies are read as the caller's session sees them.
        session: the writing session of the act that changed them.

    Returns:
        The disputes whose next day, or its certainty, moved.
    """
    moved: list[int] = []
    disputes = session.scalars(select(Dispute).where(Dispute.closed_on.is_(None)).order_by(Dispute.id)).all()
    events = dispute_rows_of(session, [one.id for one in disputes])
    for dispute in disputes:
        before = (dispute.next_due_on, dispute.next_provisional, dispute.answer_due_on)
        facts = dispute_facts(events.get(dispute.id, ()))
        for name, value in cached_dispute(office, session, dispute, facts).items():
            if getattr(dispute, name) != value:
                setattr(dispute, name, value)
        if (dispute.next_due_on, dispute.next_provisional, dispute.answer_due_on) != before:
            moved.append(dispute.id)
    session.flush()
    return tuple(moved)


def rederive_disputes_of(office: Office, session: Session, request_ids: Collection[int]) -> None:
    """Recompute the disputes about some requests: a reply that leaves may be what a result has ordered.

    A dispute is locked only where something of it changes.

    Args:
        office: the office.
        session: the writing session of the act on the requests.
        request_ids: the requests that the act touched.
    """
    about = select(DisputeTarget.dispute_id).where(DisputeTarget.request_id.in_(request_ids)).distinct()
    for dispute_id in sorted(session.scalars(about)):
        dispute = session.get_one(Dispute, dispute_id)
        if not _differences(office, session, dispute):
            continue
        session.refresh(dispute, with_for_update=True)
        for name, value in _differences(office, session, dispute).items():
            setattr(dispute, name, value)
    session.flush()


def _differences(office: Office, session: Session, dispute: Dispute) -> dict[str, object]:
    facts = dispute_facts(dispute_rows(session, dispute.id))
    wanted = cached_dispute(office, session, dispute, facts)
    return {name: value for name, value in wanted.items() if getattr(dispute, name) != value}


def moved_words(disputes: Collection[int]) -> str:
    """What the message of a change of the calendar adds on disputes; empty if none moved."""
    return f"，{len(disputes)} 件复议诉讼的期限有变动" if disputes else ""
