"""One act, one unit of work: who does it, when, on which requests, and the events that it leaves behind."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from casework.derived import Derived, derive_stored, refresh
from casework.office import Office
from casework.refusals import refused
from casework.roles import refuse_inactive
from law.terms import EventKind
from models import Event, Request
from models.text_cleaning import clean_text

__all__ = ["Work", "begin", "json_ready", "seen"]

_SEEN: ContextVar[Mapping[int, int]] = ContextVar("seen_versions", default=MappingProxyType({}))


@contextmanager
def seen(request_id: int, version: int) -> Iterator[None]:
    """Acts inside the block are refused if the request is no longer at the version that the user was looking at."""
    token = _SEEN.set({**_SEEN.get(), request_id: version})
    try:
        yield
    finally:
        _SEEN.reset(token)


def json_ready(value: object) -> Any:
    """A value as payloads keep it: days as ISO text, tuples as lists, terms as their identifier, texts cleaned."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): json_ready(one) for key, one in value.items()}
    if isinstance(value, tuple | list):
        return [json_ready(one) for one in value]
    # NUL and half characters would be refused by the database in the middle of an act.
    return clean_text(str(value)).text if isinstance(value, str) else value


@dataclass(slots=True)
class Work:
    """An act under way. Ends with the block of ``begin``: committed whole or not at all.

    Attributes:
        today: the legal day of the act; now: the instant, aware UTC; actor: who acts.
        last_event_id: the event recorded last.
        hints: how many hints the checks had on letters issued in the act.
    """

    office: Office
    session: Session
    today: date
    now: datetime
    actor: str
    last_event_id: int | None = None
    hints: int = 0
    _sequences: dict[int, int] = field(default_factory=dict)
    _touched: set[int] = field(default_factory=set)

    def request(self, request_id: int) -> Request:
        """A request, locked against a second writer until this act ends.

        Raises:
            UserError: ``request_unknown``, ``changed_meanwhile``.
        """
        found = self.session.scalar(select(Request).where(Request.id == request_id).with_for_update())
        if found is None:
            raise refused("request_unknown")
        if _SEEN.get().get(request_id, found.version_id) != found.version_id:
            raise refused("changed_meanwhile")
        return found

    def derived(self, request: Request) -> Derived:
        """Clock and status of a request as of today, pending events included."""
        self.session.flush()
        return derive_stored(self.office, self.session, request.id, self.today)

    def record(
        self,
        request: Request,
        kind: EventKind,
        on: date | None,
        payload: Mapping[str, object] | None = None,
        *,
        document_id: int | None = None,
        corrects_id: int | None = None,
    ) -> Event:
        """Append an event."""
        if request.id not in self._sequences:
            last = select(func.coalesce(func.max(Event.seq), 0)).where(Event.request_id == request.id)
            self._sequences[request.id] = self.session.scalar(last) or 0
        self._sequences[request.id] += 1
        event = Event(
            request_id=request.id,
            seq=self._sequences[request.id],
            kind=kind,
            on=on,
            recorded_at=self.now,
            recorded_by=self.actor,
            payload=json_ready(payload or {}),
            document_id=document_id,
            corrects_id=corrects_id,
        )
        self.session.add(event)
        self.session.flush()
        self.last_event_id = event.id
        return event

    def refresh(self, request: Request) -> Derived:
        """Recompute what is cached of a request."""
        self._touched.add(request.id)
        return refresh(self.office, self.session, request)

    def finish(self) -> None:
        """Let the disputes about the requests that the act touched follow; the last step of an act."""
        # What disputes cache reads the rounds of requests, whose acts are units of work.
        from casework.dispute_rederiving import rederive_disputes_of  # noqa: PLC0415

        if self._touched:
            rederive_disputes_of(self.office, self.session, self._touched)


@contextmanager
def begin(office: Office, *, today: date, now: datetime, actor: str) -> Iterator[Work]:
    """Begin an act; everything in it happens or nothing does.

    Raises:
        UserError: the database is full, locked or gone; ``person_inactive``.
        ValueError: ``now`` is naive.
    """
    if now.tzinfo is None:
        raise ValueError("an instant must be aware (UTC)")
    with office.writing() as session:
        refuse_inactive(session, actor)
        work = Work(office, session, today, now, actor)
        yield work
        work.finish()
