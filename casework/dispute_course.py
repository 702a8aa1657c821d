"""The stored events of a dispute as they count, and the facts that its clocks read."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.legal_events import day_of
from deadlines.dispute_history import Attacked, DisputeCourse, DisputeFact
from law.dispute_terms import AttackedAct, DisputeEventKind, DisputeResult, Forum, Instance, PartyRole, Procedure
from models import DisputeEvent

__all__ = [
    "CountedEvent",
    "DisputeCorrection",
    "DisputeFacts",
    "Party",
    "Target",
    "dispute_corrections",
    "dispute_facts",
    "dispute_rows",
    "dispute_rows_of",
    "fact_of",
]


_BATCH: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedEvent:
    """An event of a dispute as it counts, corrections applied; ``id`` is that of the event first recorded."""

    id: int
    seq: int
    kind: DisputeEventKind
    on: date | None
    payload: Mapping[str, Any] = field(default_factory=dict)
    document_id: int | None = None
    recorded_at: datetime | None = None
    recorded_by: str = ""
    corrected: bool = False

    @property
    def values(self) -> Mapping[str, str]:
        """What its form asked, as text."""
        return self.payload.get("values") or {}

    @property
    def order(self) -> tuple[date, int]:
        """By legal day, then by entry."""
        return self.on or date.min, self.seq


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeCorrection:
    """The last correction of an event."""

    event_id: int
    void: bool
    on: date | None
    values: Mapping[str, Any] | None
    reason: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Somebody in the dispute."""

    name: str
    role: PartyRole
    contact: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """An attacked act."""

    request_id: int
    attacked: AttackedAct
    document_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class DisputeFacts:
    """The events of one dispute that count, with the questions asked of them again and again."""

    events: tuple[CountedEvent, ...]

    def all_of(self, *kinds: DisputeEventKind) -> tuple[CountedEvent, ...]:
        """Events of some kinds by legal day."""
        return tuple(one for one in self.events if one.kind in kinds)

    def last(self, *kinds: DisputeEventKind) -> CountedEvent | None:
        """The latest event of some kinds."""
        found = self.all_of(*kinds)
        return found[-1] if found else None

    def happened(self, *kinds: DisputeEventKind) -> bool:
        """Whether an event of these kinds counts."""
        return any(one.kind in kinds for one in self.events)

    def event(self, event_id: int) -> CountedEvent | None:
        """An event by its id; None if it is struck or unknown."""
        return next((one for one in self.events if one.id == event_id), None)

    @cached_property
    def opening(self) -> Mapping[str, Any]:
        """What the opening event says."""
        opened = self.last(DisputeEventKind.OPENED)
        return opened.payload if opened is not None else {}

    @property
    def forum(self) -> Forum:
        """Before whom it is."""
        return Forum(self.opening.get("forum", Forum.RECONSIDERATION))

    @property
    def body(self) -> str:
        """Reconsideration body or court."""
        return str(self.opening.get("body", ""))

    @property
    def previous_id(self) -> int | None:
        """The reconsideration before a lawsuit."""
        return self.opening.get("previous_id")

    @cached_property
    def parties(self) -> tuple[Party, ...]:
        """Who takes part."""
        return tuple(
            Party(name=str(one["name"]), role=PartyRole(one["role"]), contact=str(one.get("contact", "")))
            for one in self.opening.get("parties", ())
        )

    @cached_property
    def targets(self) -> tuple[Target, ...]:
        """What is attacked."""
        return tuple(
            Target(
                request_id=int(one["request_id"]),
                attacked=AttackedAct(one["attacked"]),
                document_id=one.get("document_id"),
            )
            for one in self.opening.get("targets", ())
        )

    @cached_property
    def case_number(self) -> str:
        """The number of the body or court, as told last."""
        told = [
            str(one.values.get("number", "")).strip()
            for one in self.all_of(
                DisputeEventKind.CASE_FILED, DisputeEventKind.ACCEPTED, DisputeEventKind.COPY_RECEIVED
            )
        ]
        found = [one for one in told if one]
        return found[-1] if found else str(self.opening.get("case_number", ""))

    @cached_property
    def claims(self) -> str:
        """What the other side asks for, as recorded last."""
        told = [str(one.values.get("claims", "")).strip() for one in self.all_of(DisputeEventKind.COPY_RECEIVED)]
        found = [one for one in told if one]
        return found[-1] if found else str(self.opening.get("claims", ""))

    @cached_property
    def reasons(self) -> tuple[str, ...]:
        """The grounds of the other side, one each."""
        told = [
            lines
            for one in self.all_of(DisputeEventKind.COPY_RECEIVED)
            if (lines := _lines(one.values.get("reasons", "")))
        ]
        return told[-1] if told else tuple(str(one) for one in self.opening.get("reasons", ()))

    def course(
        self, attacked: Iterable[Attacked] = (), *, after: bool = False, served: date | None = None
    ) -> DisputeCourse:
        """The facts that the clocks read.

        Args:
            attacked: the attacked acts as the other side's periods read them.
            after: the lawsuit follows a reconsideration.
            served: day on which the applicant received that decision.
        """
        found = [fact for one in self.events if (fact := fact_of(one)) is not None]
        return DisputeCourse(
            forum=self.forum,
            facts=tuple(self._with_service(found)),
            attacked=tuple(attacked),
            after_reconsideration=after,
            reconsideration_served=served,
        )

    def _with_service(self, found: Sequence[DisputeFact]) -> list[DisputeFact]:
        """Decisions with the days of their service, which may have been recorded later."""
        services = self.all_of(DisputeEventKind.DECISION_SERVED)
        return [_served(one, services) if one.kind is DisputeEventKind.DECIDED else one for one in found]


def dispute_rows(session: Session, dispute_id: int) -> Sequence[DisputeEvent]:
    """The stored events of a dispute in the order of entry."""
    statement = select(DisputeEvent).where(DisputeEvent.dispute_id == dispute_id).order_by(DisputeEvent.seq)
    return session.scalars(statement).all()


def dispute_rows_of(session: Session, dispute_ids: Sequence[int]) -> Mapping[int, Sequence[DisputeEvent]]:
    """The stored events of many disputes, a few hundred in a statement."""
    found: dict[int, list[DisputeEvent]] = {}
    for start in range(0, len(dispute_ids), _BATCH):
        batch = dispute_ids[start : start + _BATCH]
        statement = select(DisputeEvent).where(DisputeEvent.dispute_id.in_(batch)).order_by(DisputeEvent.seq)
        for row in session.scalars(statement):
            found.setdefault(row.dispute_id, []).append(row)
    return found


def dispute_facts(rows: Iterable[DisputeEvent]) -> DisputeFacts:
    """The facts of one dispute from its stored events."""
    rows = tuple(rows)
    changed = dispute_corrections(rows)
    kept = []
    for row in rows:
        change = changed.get(row.id)
        if row.kind is DisputeEventKind.EVENT_CORRECTED or (change is not None and change.void):
            continue
        kept.append(_counted(row, change))
    return DisputeFacts(events=tuple(sorted(kept, key=lambda one: one.order)))


def dispute_corrections(rows: Iterable[DisputeEvent]) -> Mapping[int, DisputeCorrection]:
    """The correction that counts for each corrected event: the one entered last."""
    found: dict[int, DisputeCorrection] = {}
    for row in sorted(rows, key=lambda one: one.seq):
        if row.kind is DisputeEventKind.EVENT_CORRECTED and row.corrects_id is not None:
            said = row.payload
            found[row.corrects_id] = DisputeCorrection(
                event_id=row.id,
                void=bool(said.get("void")),
                on=day_of(said.get("on")),
                values=said.get("payload"),
                reason=str(said.get("reason", "")),
                by=row.recorded_by,
            )
    return found


def _counted(row: DisputeEvent, change: DisputeCorrection | None) -> CountedEvent:
    payload = dict(row.payload)
    on = row.on
    if change is not None:
        payload |= dict(change.values or {})
        on = change.on or on
    return CountedEvent(
        id=row.id,
        seq=row.seq,
        kind=row.kind,
        on=on,
        payload=payload,
        document_id=row.document_id,
        recorded_at=row.recorded_at,
        recorded_by=row.recorded_by,
        corrected=change is not None,
    )


def fact_of(event: CountedEvent) -> DisputeFact | None:
    """The fact that the clocks read of an event; None for one without a day."""
    if event.on is None:
        return None
    said = event.values
    return DisputeFact(
        ref=str(event.id),
        kind=event.kind,
        on=event.on,
        until=day_of(said.get("until")),
        days=_number(said.get("days")),
        procedure=Procedure(said["procedure"]) if said.get("procedure") else None,
        result=DisputeResult(said["result"]) if said.get("result") else None,
        instance=Instance(said.get("instance") or Instance.FIRST),
        by_agency=said.get("by") == "agency",
        ruling=said.get("ruling") == "true",
        served=day_of(said.get("served_on")),
        other_served=day_of(said.get("other_served_on")),
        ground=str(said.get("ground", "")),
    )


def _served(fact: DisputeFact, services: Sequence[CountedEvent]) -> DisputeFact:
    mine = [
        one
        for one in services
        if one.on is not None
        and one.on >= fact.on
        and Instance(one.values.get("instance") or Instance.FIRST) is fact.instance
    ]
    if not mine:
        return fact
    first = mine[0]
    other = fact.other_served or day_of(first.values.get("other_served_on"))
    return replace(fact, served=fact.served or first.on, other_served=other)


def _number(value: object) -> int | None:
    text = str(value or "").strip()
    return int(text) if text.isdigit() else None


def _lines(value: object) -> tuple[str, ...]:
    return tuple(line.strip() for line in str(value or "").split("\n") if line.strip())
