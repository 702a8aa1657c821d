"""A reply that the post brought back: the first posting stays the day on which it was made, however it arrives."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from casework.facts import case_facts
from deadlines.history import ReplyDispatch
from law.terms import EventKind, ServiceMethod


@dataclass(frozen=True)
class Row:
    """A recorded event."""

    id: int
    kind: EventKind
    on: date
    payload: Mapping[str, Any] = field(default_factory=dict)
    document_id: int | None = 7
    corrects_id: int | None = None
    recorded_at: datetime = datetime(2026, 4, 30, tzinfo=UTC)
    recorded_by: str = "王敏"

    @property
    def seq(self) -> int:
        return self.id


def reply_of(*sent: tuple[ServiceMethod, date]) -> ReplyDispatch:
    """The reply as the clock reads it: each dispatch but the last came back the day after."""
    rows = [
        Row(1, EventKind.RECEIVED, date(2026, 3, 2), {"channel": "in_person", "submitted": "2026-03-02"}, None),
        Row(2, EventKind.OUTCOME_DECIDED, date(2026, 3, 20), {"outcome": "grant"}, None),
        Row(3, EventKind.DOCUMENT_ISSUED, date(2026, 3, 20), {"document_kind": "outcome_letter"}),
    ]
    for method, on in sent:
        rows.append(Row(len(rows) + 1, EventKind.DOCUMENT_DISPATCHED, on, {"method": method}))
        rows.append(Row(len(rows) + 1, EventKind.DOCUMENT_RETURNED, on.replace(day=on.day + 1), {"reason": "查无此人"}))
    facts = case_facts(rows[:-1])
    (reply,) = facts.history.all_of(ReplyDispatch)
    return reply


def test_posted_again() -> None:
    reply = reply_of((ServiceMethod.POST, date(2026, 3, 24)), (ServiceMethod.POST, date(2026, 4, 2)))
    assert (reply.method, reply.dispatched, reply.redispatched) == (
        ServiceMethod.POST, date(2026, 3, 24), date(2026, 4, 2)
    )  # fmt: skip


def test_posted_first_and_published_at_last() -> None:
    reply = reply_of((ServiceMethod.POST, date(2026, 3, 24)), (ServiceMethod.NOTICE, date(2026, 4, 2)))
    assert (reply.method, reply.dispatched, reply.notice_on) == (ServiceMethod.POST, date(2026, 3, 24), None)


def test_what_was_sent_by_wire_first_and_failed_was_not_posted() -> None:
    reply = reply_of((ServiceMethod.ELECTRONIC, date(2026, 3, 24)), (ServiceMethod.POST, date(2026, 4, 2)))
    assert (reply.method, reply.dispatched) == (ServiceMethod.POST, date(2026, 4, 2))


def test_a_public_notice_counts_from_its_own_day() -> None:
    reply = reply_of((ServiceMethod.DIRECT, date(2026, 3, 24)), (ServiceMethod.NOTICE, date(2026, 4, 2)))
    assert (reply.method, reply.dispatched, reply.notice_on) == (ServiceMethod.NOTICE, None, date(2026, 4, 2))


def test_sent_once() -> None:
    reply = reply_of((ServiceMethod.POST, date(2026, 3, 24)))
    assert (reply.dispatched, reply.redispatched) == (date(2026, 3, 24), None)
