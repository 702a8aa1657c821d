"""What happened in the disputes about a request, as lines of the request's own history."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from heapq import merge
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.dispute_course import CountedEvent, DisputeFacts, dispute_facts, dispute_rows_of
from casework.views import EventView
from law.dispute_events import dispute_events
from law.dispute_terms import DisputeEventKind, DisputeResult
from models import DisputeTarget

__all__ = ["dispute_lines", "with_disputes"]

_K = DisputeEventKind
# The turns of a dispute; what lies between stands on its own page.
_TURNS: Final = (
    _K.APPLICATION_FILED,
    _K.ACCEPTED,
    _K.CASE_FILED,
    _K.COPY_RECEIVED,
    _K.ANSWER_FILED,
    _K.SUSPENDED,
    _K.RESUMED,
    _K.DECIDED,
    _K.DECISION_SERVED,
    _K.APPEALED,
    _K.APPEAL_RECEIVED,
    _K.APPEAL_ANSWERED,
    _K.EFFECTIVE,
    _K.PERFORMED,
    _K.CLOSED,
)


def dispute_lines(session: Session, request_id: int) -> tuple[EventView, ...]:
    """One line for each turn of each dispute about a request, the latest first; struck records are not shown."""
    about = select(DisputeTarget.dispute_id).where(DisputeTarget.request_id == request_id).distinct()
    events = dispute_rows_of(session, sorted(session.scalars(about)))
    found = [line for dispute_id, rows in events.items() for line in _lines(dispute_id, dispute_facts(rows))]
    return tuple(sorted(found, key=_day, reverse=True))


def with_disputes(events: Sequence[EventView], lines: Sequence[EventView]) -> tuple[EventView, ...]:
    """Both histories as one, the latest first; on one day a dispute stands above what it brought about."""
    return tuple(merge(lines, events, key=_day, reverse=True))


def _day(view: EventView) -> date:
    return view.on or view.recorded_at.date()


def _lines(dispute_id: int, facts: DisputeFacts) -> Iterator[EventView]:
    for one in reversed(facts.all_of(*_TURNS)):
        if one.recorded_at is None:
            continue
        yield EventView(
            id=one.id,
            kind=one.kind,
            on=one.on,
            title=f"{facts.forum.label}：{dispute_events()[one.kind].label(facts.forum)}",
            detail="，".join(part for part in _detail(facts, one) if part),
            recorded_at=one.recorded_at,
            recorded_by=one.recorded_by,
            superseded=False,
            void=False,
            corrects_id=None,
            correctable=False,
            dispute_id=dispute_id,
        )


def _detail(facts: DisputeFacts, event: CountedEvent) -> Iterator[str]:
    said: Mapping[str, str] = event.values
    if event.kind is _K.DECIDED:
        yield DisputeResult(said["result"]).label
        yield str(said.get("number", ""))
        return
    yield facts.case_number or facts.body
