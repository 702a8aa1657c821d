"""A dispute with the papers of every attacked act: what the answer, the evidence list and the bundle are made from."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.attacked import attacked_case
from casework.office import Office
from casework.proof_papers import CaseFolder, case_folder
from casework.refusals import refused
from law.dispute_terms import AttackedAct, DisputeEventKind, Forum, PartyRole
from models import Dispute, DisputeEvent, DisputeTarget

__all__ = ["DisputeFolder", "StoredDisputeEvent", "dispute_folder"]

_BEGINS = (
    DisputeEventKind.APPLICATION_FILED,
    DisputeEventKind.ACCEPTED,
    DisputeEventKind.CASE_FILED,
    DisputeEventKind.COPY_RECEIVED,
    DisputeEventKind.OPENED,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredDisputeEvent:
    """An event of a dispute as it counts, corrections applied."""

    id: int
    seq: int
    kind: DisputeEventKind
    on: date | None
    payload: Mapping[str, Any]
    document_id: int | None

    def said(self, key: str) -> Any:
        """A value of its payload, None if it has none."""
        values = self.payload.get("values")
        if key not in self.payload and isinstance(values, dict):
            return values.get(key)
        return self.payload.get(key)


@dataclass(frozen=True, kw_only=True)
class DisputeFolder:
    """A dispute in the hands of somebody who answers it.

    Attributes:
        office: the office; session: a reading session that is open as long as the folder is used.
        dispute: the stored row, its parties and cached columns.
        events: those that count, in the order of entry.
        folders: the papers of each attacked act.
        today: day of the question.
    """

    office: Office
    session: Session
    dispute: Dispute
    events: tuple[StoredDisputeEvent, ...]
    folders: tuple[CaseFolder, ...]
    today: date

    @property
    def forum(self) -> Forum:
        """Before whom it is."""
        return self.dispute.forum

    @cached_property
    def claims(self) -> str:
        """What the other side asks for, as recorded last."""
        return next((str(one) for one in reversed(tuple(self._all("claims"))) if one), "")

    @cached_property
    def reasons(self) -> tuple[str, ...]:
        """The grounds of the other side, as recorded last."""
        for found in reversed(tuple(self._all("reasons"))):
            lines = found.split("\n") if isinstance(found, str) else [str(one) for one in found or ()]
            kept = tuple(line.strip() for line in lines if line.strip())
            if kept:
                return kept
        return ()

    def _all(self, key: str) -> Iterator[Any]:
        for one in self.events:
            if one.said(key) is not None:
                yield one.said(key)

    def named(self, role: PartyRole) -> tuple[str, ...]:
        """Names of the parties of a role."""
        return tuple(str(one.get("name", "")) for one in self.dispute.parties if one.get("role") == role)


def dispute_folder(office: Office, session: Session, dispute_id: int, today: date) -> DisputeFolder:
    """Read a dispute with the papers of its attacked acts.

    Raises:
        UserError: ``dispute_unknown``.
    """
    dispute = session.get(Dispute, dispute_id)
    if dispute is None:
        raise refused("bundle_dispute_unknown")
    rows = session.scalars(
        select(DisputeEvent).where(DisputeEvent.dispute_id == dispute_id).order_by(DisputeEvent.seq)
    ).all()
    events = _effective(rows)
    targets = session.scalars(
        select(DisputeTarget).where(DisputeTarget.dispute_id == dispute_id).order_by(DisputeTarget.id)
    ).all()
    return DisputeFolder(
        office=office,
        session=session,
        dispute=dispute,
        events=events,
        folders=tuple(_folders(office, session, targets, today, dispute_id, _began(events))),
        today=today,
    )


def _folders(
    office: Office, session: Session, targets: Sequence[DisputeTarget], today: date, dispute_id: int, began: date | None
) -> Iterator[CaseFolder]:
    for one in targets:
        attacked = attacked_case(
            office,
            session,
            one.request_id,
            AttackedAct(one.attacked),
            one.document_id,
            today,
            dispute_id=dispute_id,
            began_on=began,
        )
        yield case_folder(session, attacked)


def _began(events: Sequence[StoredDisputeEvent]) -> date | None:
    """The first day that is known of the dispute."""
    return min((one.on for one in events if one.kind in _BEGINS and one.on is not None), default=None)


def _effective(rows: Sequence[DisputeEvent]) -> tuple[StoredDisputeEvent, ...]:
    changed: dict[int, DisputeEvent] = {}
    for row in rows:
        if row.kind is DisputeEventKind.EVENT_CORRECTED and row.corrects_id is not None:
            changed[row.corrects_id] = row
    found = []
    for row in rows:
        if row.kind is DisputeEventKind.EVENT_CORRECTED:
            continue
        change = changed.get(row.id)
        if change is not None and (change.payload.get("void") or change.payload.get("strike")):
            continue
        found.append(_applied(row, change))
    return tuple(found)


def _applied(row: DisputeEvent, change: DisputeEvent | None) -> StoredDisputeEvent:
    payload = dict(row.payload)
    if change is not None:
        payload |= dict(change.payload)
    return StoredDisputeEvent(
        id=row.id,
        seq=row.seq,
        kind=row.kind,
        on=(change.on if change is not None and change.on is not None else row.on),
        payload=payload,
        document_id=row.document_id,
    )
