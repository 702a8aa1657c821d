"""Events as stored, and as they count once their corrections are applied.

A struck event is gone, a superseded one has its new day and payload. The order in which events were entered decides
nothing, except which of two corrections of the same event came last.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol

from law.terms import EventKind

__all__ = ["Correction", "LegalEvent", "RecordedEvent", "corrections", "day_of", "effective_events"]


class RecordedEvent(Protocol):
    """What is read from a stored event; the mapped class has all of it."""

    @property
    def id(self) -> int: ...  # noqa: D102
    @property
    def seq(self) -> int: ...  # noqa: D102
    @property
    def kind(self) -> EventKind: ...  # noqa: D102
    @property
    def on(self) -> date | None: ...  # noqa: D102
    @property
    def payload(self) -> Mapping[str, Any]: ...  # noqa: D102
    @property
    def corrects_id(self) -> int | None: ...  # noqa: D102
    @property
    def document_id(self) -> int | None: ...  # noqa: D102
    @property
    def recorded_at(self) -> datetime: ...  # noqa: D102
    @property
    def recorded_by(self) -> str: ...  # noqa: D102


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """The last correction of an event: struck, or with another day or payload."""

    event_id: int
    void: bool
    on: date | None
    payload: Mapping[str, Any]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalEvent:
    """An event as it counts now, corrections applied. ``id`` is that of the event first recorded."""

    id: int
    seq: int
    kind: EventKind
    on: date | None
    payload: Mapping[str, Any] = field(default_factory=dict)
    document_id: int | None = None
    corrected: bool = False

    @property
    def order(self) -> tuple[date, int]:
        """By legal day, then by entry; an event without a day comes first."""
        return (self.on or date.min, self.seq)


def day_of(value: object) -> date | None:
    """A day out of a payload: ISO text, perhaps with a clock behind it."""
    if isinstance(value, str) and value:
        return date.fromisoformat(value[:10])
    return None


def corrections(rows: Iterable[RecordedEvent]) -> Mapping[int, Correction]:
    """The correction that counts for each corrected event: the one entered last."""
    found: dict[int, Correction] = {}
    for row in sorted(rows, key=lambda one: one.seq):
        if row.kind is EventKind.EVENT_CORRECTED and row.corrects_id is not None:
            said = row.payload
            found[row.corrects_id] = Correction(
                event_id=row.id,
                void=bool(said.get("void")),
                on=day_of(said.get("on")),
                payload=said.get("payload") or {},
                reason=str(said.get("reason", "")),
            )
    return found


def _letter_elsewhere(row: RecordedEvent) -> int | None:
    """A letter that lies in an old file and not here: the event of its issue, negative, stands for it.

    A ledger that was taken in tells that a letter went out and when; there is no document to name. What became of it
    names the event of its issue in ``letter_event_id``.
    """
    if row.kind is EventKind.DOCUMENT_ISSUED:
        return -row.id if row.payload.get("elsewhere") else None
    issue = row.payload.get("letter_event_id")
    return -int(issue) if issue else None


def effective_events(rows: Iterable[RecordedEvent]) -> tuple[LegalEvent, ...]:
    """The events that count, by legal day; struck ones and the corrections themselves are left out."""
    rows = tuple(rows)
    changed = corrections(rows)
    kept = []
    for row in rows:
        change = changed.get(row.id)
        if row.kind is EventKind.EVENT_CORRECTED or (change is not None and change.void):
            continue
        on, payload = row.on, dict(row.payload)
        if change is not None:
            on = change.on or on
            payload.update(change.payload)
        kept.append(
            LegalEvent(
                id=row.id,
                seq=row.seq,
                kind=row.kind,
                on=on,
                payload=payload,
                document_id=row.document_id or _letter_elsewhere(row),
                corrected=change is not None,
            )
        )
    return tuple(sorted(kept, key=lambda one: one.order))
