"""A dispute with the papers of every attacked act: what the answer, the evidence list and the bundle are made from."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy.orm import Session

from casework.attacked import attacked_case
from casework.dispute_course import CountedEvent, DisputeFacts, dispute_facts, dispute_rows
from casework.dispute_work import stored_dispute
from casework.office import Office
from casework.proof_papers import CaseFolder, case_folder
from law.dispute_terms import DisputeEventKind, Forum, PartyRole
from models import Dispute

__all__ = ["DisputeFolder", "dispute_folder"]

_BEGINS: Final = (
    DisputeEventKind.APPLICATION_FILED,
    DisputeEventKind.ACCEPTED,
    DisputeEventKind.CASE_FILED,
    DisputeEventKind.COPY_RECEIVED,
    DisputeEventKind.OPENED,
)


@dataclass(frozen=True, kw_only=True)
class DisputeFolder:
    """A dispute in the hands of somebody who answers it.

    Attributes:
        office: the office; session: a reading session that is open as long as the folder is used.
        dispute: the stored row with its cached columns; facts: the events that count.
        folders: the papers of each attacked act.
        today: day of the question.
    """

    office: Office
    session: Session
    dispute: Dispute
    facts: DisputeFacts
    folders: tuple[CaseFolder, ...]
    today: date

    @property
    def forum(self) -> Forum:
        """Before whom it is."""
        return self.facts.forum

    @property
    def events(self) -> tuple[CountedEvent, ...]:
        """What happened in the dispute."""
        return self.facts.events

    @property
    def claims(self) -> str:
        """What the other side asks for."""
        return self.facts.claims

    @property
    def reasons(self) -> tuple[str, ...]:
        """The grounds of the other side."""
        return self.facts.reasons

    def named(self, role: PartyRole) -> tuple[str, ...]:
        """Names of the parties of a role."""
        return tuple(one.name for one in self.facts.parties if one.role is role)


def dispute_folder(office: Office, session: Session, dispute_id: int, today: date) -> DisputeFolder:
    """Read a dispute with the papers of its attacked acts.

    Raises:
        UserError: ``dispute_unknown``.
    """
    dispute = stored_dispute(session, dispute_id)
    facts = dispute_facts(dispute_rows(session, dispute_id))
    return DisputeFolder(
        office=office,
        session=session,
        dispute=dispute,
        facts=facts,
        folders=tuple(_folders(office, session, dispute_id, facts, today)),
        today=today,
    )


def _folders(
    office: Office, session: Session, dispute_id: int, facts: DisputeFacts, today: date
) -> Iterator[CaseFolder]:
    for one in facts.targets:
        attacked = attacked_case(
            office,
            session,
            one.request_id,
            one.attacked,
            one.document_id,
            today,
            dispute_id=dispute_id,
            began_on=_began(facts),
        )
        yield case_folder(session, attacked)


def _began(facts: DisputeFacts) -> date | None:
    """The first day that is known of the dispute."""
    return min((one.on for one in facts.all_of(*_BEGINS) if one.on is not None), default=None)
