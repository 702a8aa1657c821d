"""The course of one issued document: when and how it left the house, who signed for it, whether it came back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from casework.legal_events import LegalEvent
from law.terms import DocumentKind, EventKind, ReceiverRelation, ServiceMethod

__all__ = ["DocumentCourse", "course_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentCourse:
    """What became of one issued document; one that lies in an old file has a negative ``document_id``."""

    document_id: int
    kind: DocumentKind
    issued_on: date
    number: str = ""
    issued_event_id: int = 0
    dispatched_on: date | None = None
    method: ServiceMethod | None = None
    first_method: ServiceMethod | None = None
    last_dispatched_on: date | None = None
    carrier: str = ""
    tracking_number: str = ""
    served_on: date | None = None
    received_by: str = ""
    returned_on: date | None = None
    sent_again_on: date | None = None
    refused_on: date | None = None
    refused_by: str = ""
    refused_after_dispatch: bool = False
    relation: ReceiverRelation | None = None
    notes: tuple[Mapping[str, str], ...] = ()  # what the checks told when it was issued

    @property
    def back_on(self) -> date | None:
        """The day on which it came back to the house: returned by the post, or not accepted by who should have it."""
        return self.returned_on or (self.refused_on if self.refused_after_dispatch else None)

    @property
    def elsewhere(self) -> bool:
        """Whether only a ledger tells of it and the letter itself lies in an old file."""
        return self.document_id < 0

    @property
    def awaiting_proof(self) -> bool:
        """On its way: dispatched, not served, not back in the house; of a letter in an old file nothing is awaited."""
        return not self.elsewhere and self.dispatched_on is not None and self.served_on is None and self.back_on is None


def course_of(events: Iterable[LegalEvent], issued: LegalEvent, document_id: int, issued_on: date) -> DocumentCourse:
    """What became of one issued document, from the effective events of its request."""
    mine = [one for one in events if one.document_id == document_id]
    dispatches = [one for one in mine if one.kind is EventKind.DOCUMENT_DISPATCHED]
    # Sent again after it came back: the first day of posting stays the day on which the reply was made.
    sent = dispatches[0] if dispatches else None
    served = next((one for one in mine if one.kind is EventKind.DOCUMENT_SERVED), None)
    returned = [one for one in mine if one.kind is EventKind.DOCUMENT_RETURNED]
    back = returned[-1] if returned and served is None and dispatches and _after(returned[-1], dispatches[-1]) else None
    refused = next((one for one in reversed(mine) if one.kind is EventKind.SERVICE_REFUSED), None)
    relation = served.payload.get("relation") if served else None
    said: Mapping[str, Any] = dispatches[-1].payload if dispatches else {}
    return DocumentCourse(
        document_id=document_id,
        kind=DocumentKind(issued.payload["document_kind"]),
        issued_on=issued_on,
        number=str(issued.payload.get("document_number") or ""),
        issued_event_id=issued.id,
        dispatched_on=sent.on if sent else None,
        method=_method(dispatches[-1]) if dispatches else None,
        first_method=_method(dispatches[0]) if dispatches else None,
        last_dispatched_on=dispatches[-1].on if dispatches else None,
        carrier=str(said.get("carrier", "")),
        tracking_number=str(said.get("tracking_number", "")),
        served_on=served.on if served else None,
        received_by=str(served.payload.get("received_by", "")) if served else "",
        returned_on=back.on if back else None,
        sent_again_on=dispatches[-1].on if len(dispatches) > 1 else None,
        refused_on=refused.on if refused else None,
        refused_by=str(refused.payload.get("refused_by", "")) if refused else "",
        refused_after_dispatch=bool(refused and served is None and dispatches and _after(refused, dispatches[-1])),
        relation=ReceiverRelation(relation) if relation else None,
        notes=tuple(issued.payload.get("notes") or ()),
    )


def _method(dispatched: LegalEvent) -> ServiceMethod | None:
    said = dispatched.payload.get("method")
    return ServiceMethod(said) if said else None


def _after(one: LegalEvent, other: LegalEvent) -> bool:
    return one.order > other.order
