"""Dating open requests anew when the calendar or a policy changes, many at a time, in one transaction."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import Any, Final

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from casework.derived import cached_columns, derive, policy_day
from casework.facts import CaseFacts, case_facts
from casework.office import Office
from deadlines.calendar import WorkingCalendar
from models import Event, Request

__all__ = ["Moved", "Progress", "facts_in_batches", "moved_by", "open_requests", "rederive_open"]

Progress = Callable[[int, int], object]
"""Told how many of how many are done; what it raises stops the work before anything is kept."""

_BATCH: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """An open request whose date changes."""

    request_id: int
    registration_number: str
    old: date | None
    new: date | None
    was_provisional: bool
    is_provisional: bool

    @property
    def days(self) -> int:
        """Calendar days, negative when earlier; 0 if one of the dates is missing."""
        return (self.new - self.old).days if self.new is not None and self.old is not None else 0


def open_requests(
    session: Session, *, due_from: date | None = None, received_from: date | None = None
) -> tuple[int, ...]:
    """Ids of the open requests that a change can touch.

    Args:
        session: a reading or writing session.
        due_from: first day whose nature changes: a due date before it was counted over days that stay as they were.
        received_from: only requests received on this day or later, or not yet.
    """
    conditions: list[ColumnElement[bool]] = [Request.closed_on.is_(None)]
    if due_from is not None:
        conditions.append(or_(Request.due_on.is_(None), Request.due_on >= due_from, Request.due_provisional))
    if received_from is not None:
        conditions.append(or_(Request.received_on.is_(None), Request.received_on >= received_from))
    return tuple(session.scalars(select(Request.id).where(*conditions).order_by(Request.id)))


def facts_in_batches(session: Session, ids: Sequence[int]) -> Iterator[list[tuple[int, CaseFacts, int]]]:
    """Id, facts and number of events of these requests, a few hundred at a time; one statement for each batch."""
    columns = (
        Event.request_id,
        Event.id,
        Event.seq,
        Event.kind,
        Event.on,
        Event.payload,
        Event.corrects_id,
        Event.document_id,
        Event.recorded_at,
        Event.recorded_by,
    )
    for start in range(0, len(ids), _BATCH):
        batch = ids[start : start + _BATCH]
        statement = select(*columns).where(Event.request_id.in_(batch)).order_by(Event.request_id, Event.seq)
        rows: Sequence[Any] = session.execute(statement).all()
        grouped = ((one, tuple(events)) for one, events in groupby(rows, attrgetter("request_id")))
        yield [(one, case_facts(events), len(events)) for one, events in grouped]


def rederive_open(
    office: Office,
    session: Session,
    ids: Sequence[int],
    calendar: WorkingCalendar,
    progress: Progress | None = None,
) -> tuple[Moved, ...]:
    """Recompute the cached columns of open requests inside the caller's unit of work.

    Args:
        office: the office.
        session: the writing session of the act that changed the calendar or a policy.
        ids: the requests that the change can touch (``open_requests``).
        calendar: the calendar as it will be.
        progress: told after each batch; an exception of it undoes the whole act.

    Returns:
        the requests whose due date, or its certainty, changed.
    """
    moved: list[Moved] = []
    done = 0
    for batch in facts_in_batches(session, ids):
        requests = session.scalars(select(Request).where(Request.id.in_([one[0] for one in batch])))
        by_id = {one.id: one for one in requests}
        for request_id, facts, event_count in batch:
            change = _rederive(office, session, by_id[request_id], facts, event_count, calendar)
            if change is not None:
                moved.append(change)
        session.flush()
        # Thousands of requests need not stay in memory until the act ends.
        session.expunge_all()
        done += len(batch)
        if progress is not None:
            progress(done, len(ids))
    return tuple(moved)


def _rederive(
    office: Office, session: Session, request: Request, facts: CaseFacts, event_count: int, calendar: WorkingCalendar
) -> Moved | None:
    day = policy_day(facts)
    if day is None:
        return None
    derived = derive(facts, calendar, office.policies(day, session))
    change = moved_by(request, derived.clock.due.due if derived.clock.due else None, _provisional(derived.clock.due))
    for name, value in cached_columns(derived, event_count=event_count).items():
        if getattr(request, name) != value:
            setattr(request, name, value)
    return change


def _provisional(due: Any) -> bool:
    return due is not None and bool(due.provisional)


def moved_by(request: Any, new: date | None, is_provisional: bool) -> Moved | None:
    """What a new due date changes about a request, or ``None`` if it stays as it is."""
    if request.due_on == new and request.due_provisional == is_provisional:
        return None
    return Moved(
        request_id=request.id,
        registration_number=request.registration_number or "",
        old=request.due_on,
        new=new,
        was_provisional=request.due_provisional,
        is_provisional=is_provisional,
    )
