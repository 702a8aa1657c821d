"""An act on a dispute: the row locked, its facts as of today, the events that it leaves behind, the caches."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import cast

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from casework.dispute_course import DisputeFacts, dispute_facts, dispute_rows
from casework.refusals import refused
from casework.unit_of_work import Work, json_ready
from law.dispute_terms import DisputeEventKind
from models import Dispute, DisputeEvent

__all__ = ["ActDispute", "enter_dispute", "read_dispute", "record_on", "seen_dispute", "stored_dispute"]

_SEEN: ContextVar[Mapping[int, int]] = ContextVar("seen_disputes", default=MappingProxyType({}))


@contextmanager
def seen_dispute(dispute_id: int, version: int) -> Iterator[None]:
    """Acts inside the block are refused if the dispute is no longer at the version that the user was looking at."""
    token = _SEEN.set({**_SEEN.get(), dispute_id: version})
    try:
        yield
    finally:
        _SEEN.reset(token)


@dataclass(frozen=True, slots=True)
class ActDispute:
    """A dispute in the hands of an act."""

    dispute: Dispute
    facts: DisputeFacts
    today: date

    @property
    def name(self) -> str:
        """How messages name it."""
        number = self.dispute.case_number
        return f"{self.dispute.forum.label} {number or self.dispute.label}".strip()


def stored_dispute(session: Session, dispute_id: int) -> Dispute:
    """The dispute, for a question.

    Raises:
        UserError: ``dispute_unknown``.
    """
    found = cast("Dispute | None", session.get(Dispute, dispute_id))
    if found is None:
        raise refused("dispute_unknown")
    return found


def enter_dispute(work: Work, dispute_id: int) -> ActDispute:
    """Take a dispute for an act, locked against a second writer.

    Raises:
        UserError: ``dispute_unknown``, ``dispute_changed_meanwhile``.
    """
    found = work.session.scalar(select(Dispute).where(Dispute.id == dispute_id).with_for_update())
    if found is None:
        raise refused("dispute_unknown")
    if _SEEN.get().get(dispute_id, found.version_id) != found.version_id:
        raise refused("dispute_changed_meanwhile")
    return ActDispute(found, dispute_facts(dispute_rows(work.session, dispute_id)), work.today)


def read_dispute(session: Session, dispute_id: int, today: date) -> ActDispute:
    """A dispute for a question; nothing is locked.

    Raises:
        UserError: ``dispute_unknown``.
    """
    return ActDispute(stored_dispute(session, dispute_id), dispute_facts(dispute_rows(session, dispute_id)), today)


def record_on(
    work: Work,
    dispute: Dispute,
    kind: DisputeEventKind,
    on: date | None,
    payload: Mapping[str, object] | None = None,
    *,
    document_id: int | None = None,
    corrects_id: int | None = None,
) -> DisputeEvent:
    """Append an event to a dispute."""
    work.session.flush()
    last = select(func.coalesce(func.max(DisputeEvent.seq), 0)).where(DisputeEvent.dispute_id == dispute.id)
    event = DisputeEvent(
        dispute_id=dispute.id,
        seq=(work.session.scalar(last) or 0) + 1,
        kind=kind,
        on=on,
        recorded_at=work.now,
        recorded_by=work.actor,
        payload=json_ready(payload or {}),
        document_id=document_id,
        corrects_id=corrects_id,
    )
    work.session.add(event)
    work.session.flush()
    return event
