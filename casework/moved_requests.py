"""Which open requests a change of the calendar moves, and which issued letters told the former date."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.derived import policy_day
from casework.facts import CaseFacts
from casework.office import Office
from casework.rederiving import Moved, Progress, facts_in_batches, open_requests
from casework.views import MovedView
from deadlines.calendar import FIRST_DAY, WorkingCalendar
from deadlines.reply_clock import reply_clock
from deadlines.steps import Deadline
from law.terms import DocumentState
from models import Document, Request

__all__ = ["first_changed_day", "moved_by_calendar", "moved_views", "replay"]

_BATCH: Final = 500


def first_changed_day(old: WorkingCalendar, new: WorkingCalendar) -> date | None:
    """The first day whose nature, or certainty, differs between two calendars; ``None`` if none does."""
    last = max(old.horizon, new.horizon) + timedelta(days=366)
    day = FIRST_DAY
    while day <= last:
        if old.is_working(day) != new.is_working(day) or old.provisional(day) != new.provisional(day):
            return day
        day += timedelta(days=1)
    return None


def moved_by_calendar(
    office: Office,
    session: Session,
    old: WorkingCalendar,
    new: WorkingCalendar,
    progress: Progress | None = None,
) -> tuple[Moved, ...]:
    """The open requests that a change of the calendar in force moves; nothing is written."""
    changed = first_changed_day(old, new)
    if changed is None:
        return ()
    touched = open_requests(session, due_from=changed)
    return tuple(_moved(office, session, touched, old, new, progress))


def replay(office: Office, *, known_before: date, known_after: date) -> tuple[MovedView, ...]:
    """Which of today's open requests a publication between two days moved: dates as known on each of them."""
    with office.reading() as session:
        before, after = office.calendar(known_before, session), office.calendar(known_after, session)
        # Cached dates were counted with the calendar in force, which is neither of the two: all are looked at.
        return moved_views(session, tuple(_moved(office, session, open_requests(session), before, after, None)))


def _moved(
    office: Office,
    session: Session,
    ids: Sequence[int],
    old: WorkingCalendar,
    new: WorkingCalendar,
    progress: Progress | None,
) -> Iterator[Moved]:
    done = 0
    for batch in facts_in_batches(session, ids):
        numbers = _numbers(session, [one[0] for one in batch])
        for request_id, facts, _count in batch:
            before = _due(office, session, facts, old)
            after = _due(office, session, facts, new)
            change = _change(request_id, numbers[request_id], before, after)
            if change is not None:
                yield change
        done += len(batch)
        if progress is not None:
            progress(done, len(ids))


def _numbers(session: Session, ids: Sequence[int]) -> Mapping[int, str]:
    rows = session.execute(select(Request.id, Request.registration_number).where(Request.id.in_(ids)))
    return {row.id: row.registration_number or "" for row in rows}


def _due(office: Office, session: Session, facts: CaseFacts, calendar: WorkingCalendar) -> Deadline | None:
    day = policy_day(facts)
    if day is None:
        return None
    return reply_clock(facts.history, calendar, office.policies(day, session)).due


def _change(request_id: int, number: str, before: Deadline | None, after: Deadline | None) -> Moved | None:
    old, was = (None, False) if before is None else (before.due, before.provisional)
    new, now = (None, False) if after is None else (after.due, after.provisional)
    if (old, was) == (new, now):
        return None
    return Moved(
        request_id=request_id, registration_number=number, old=old, new=new, was_provisional=was, is_provisional=now
    )


# --------------------------------------------------------------------------------------------------------------- views


def moved_views(session: Session, moved: Sequence[Moved]) -> tuple[MovedView, ...]:
    """The moved requests for the client: earlier dates first, because they are the dangerous ones."""
    told = _letters_that_told(session, moved)
    views = [
        MovedView(
            request_id=one.request_id,
            registration_number=one.registration_number,
            old=one.old,
            new=one.new,
            days=one.days,
            was_provisional=one.was_provisional,
            is_provisional=one.is_provisional,
            told=told.get(one.request_id, ""),
        )
        for one in moved
    ]
    return tuple(sorted(views, key=_order))


def _order(view: MovedView) -> tuple[int, date, int]:
    kind = 0 if view.days < 0 else 1 if view.days > 0 else 2
    return kind, view.new or date.max, view.request_id


def _letters_that_told(session: Session, moved: Sequence[Moved]) -> Mapping[int, str]:
    """Issued letters in which the former date stands, by request."""
    old = {one.request_id: one.old for one in moved if one.old is not None and one.old != one.new}
    ids = sorted(old)
    found: dict[int, list[str]] = {}
    for start in range(0, len(ids), _BATCH):
        statement = select(
            Document.request_id, Document.title, Document.document_number, Document.context, Document.preview
        ).where(Document.state == DocumentState.ISSUED, Document.request_id.in_(ids[start : start + _BATCH]))
        for row in session.execute(statement):
            text = json.dumps([row.context, row.preview], ensure_ascii=False)
            if any(written in text for written in _written(old[row.request_id])):
                found.setdefault(row.request_id, []).append(f"{row.title}{row.document_number or ''}")
    return {request_id: "、".join(letters) for request_id, letters in found.items()}


def _written(day: date | None) -> tuple[str, ...]:
    if day is None:
        return ()
    return day.isoformat(), f"{day.year}年{day.month}月{day.day}日"
