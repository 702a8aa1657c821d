"""Disputes: their periods beside a naive count, and their lists at 100,000 requests and 10,000 disputes.

``python -m bench disputes`` measures SQLite; ``python -m bench.disputes_bench URL`` an empty PostgreSQL database.
"""

import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any, Final

from sqlalchemy import insert, select, update

from bench.deadlines_bench import BenchRow
from bench.lessons_bench import make_lessons
from bench.many_cases import TODAY, make_many
from casework.dispute_views import DisputeFilter
from casework.disputes import (
    dispute_counters,
    dispute_ids,
    dispute_rows,
    dispute_view,
    disputes_of_request,
    open_tasks,
)
from casework.office import Office
from deadlines.calendar import standard_calendar
from deadlines.dispute_clocks import dispute_clocks
from deadlines.dispute_history import DisputeCourse, DisputeFact
from deadlines.review_periods import recon_answer_due
from law.dispute_terms import (
    AlarmLevel,
    ClockOwner,
    DisputeEventKind,
    DisputeResult,
    DisputeStatus,
    Forum,
    Procedure,
)
from law.notices import holiday_notices
from law.policies import PolicySet
from models import Dispute, DisputeEvent, DisputeTarget

__all__ = ["measure", "run"]

CASES: Final = 100_000
DISPUTES: Final = 10_000
OPEN: Final = 200
_LIST_MS: Final = 100.0
_ROUNDS: Final = 5
K = DisputeEventKind


def run() -> list[BenchRow]:
    """Measure on SQLite."""
    with TemporaryDirectory(prefix="disputes-bench-") as folder:
        return [*_periods(), *measure(str(Path(folder) / "desk.db"))]


# ------------------------------------------------------------------------------------------------------------- periods


def _course() -> DisputeCourse:
    """A reconsideration with some twenty events."""
    day = date(2026, 3, 2)
    facts = [
        DisputeFact(ref="1", kind=K.APPLICATION_FILED, on=day),
        DisputeFact(ref="2", kind=K.ACCEPTED, on=day + timedelta(4), procedure=Procedure.SIMPLE),
        DisputeFact(ref="3", kind=K.COPY_RECEIVED, on=day + timedelta(7), procedure=Procedure.SIMPLE),
        DisputeFact(ref="4", kind=K.ANSWER_FILED, on=day + timedelta(11)),
        DisputeFact(ref="5", kind=K.PROCEDURE_CHANGED, on=day + timedelta(20), procedure=Procedure.ORDINARY),
        DisputeFact(ref="6", kind=K.EXTENDED, on=day + timedelta(40), days=30),
        DisputeFact(ref="7", kind=K.HEARING_NOTICED, on=day + timedelta(42), until=day + timedelta(55)),
        DisputeFact(ref="8", kind=K.HEARING_HELD, on=day + timedelta(55)),
        DisputeFact(ref="9", kind=K.OPINION_RECEIVED, on=day + timedelta(90)),
        DisputeFact(ref="10", kind=K.DECIDED, on=day + timedelta(88), result=DisputeResult.MAINTAIN),
    ]
    for at in range(5):
        begin = day + timedelta(22 + 3 * at)
        facts.append(DisputeFact(ref=f"s{at}", kind=K.SUSPENDED, on=begin, ground="8"))
        facts.append(DisputeFact(ref=f"r{at}", kind=K.RESUMED, on=begin + timedelta(2)))
    return DisputeCourse(forum=Forum.RECONSIDERATION, facts=tuple(facts))


def _periods() -> list[BenchRow]:
    course, calendar, policies = _course(), standard_calendar(), PolicySet.default()
    off = {day for notice in holiday_notices() for _, days in notice.off for day in days}
    work = {day for notice in holiday_notices() for day in notice.makeup}

    def naive() -> date:
        day, left = date(2026, 4, 30), 5
        while left:
            day += timedelta(1)
            left -= day in work or (day.weekday() < 5 and day not in off)
        return day

    one = partial(recon_answer_due, date(2026, 4, 30), Procedure.SIMPLE, calendar, policies)
    whole = partial(dispute_clocks, course, calendar, policies, date(2026, 6, 1))
    return [
        BenchRow("answer to a reconsideration, with steps", _each(one) * 1e6, "µs", 200, "one due date"),
        BenchRow("the same, a naive loop without steps", _each(naive) * 1e6, "µs", None, "peer"),
        BenchRow("all periods of a dispute of 20 events", _each(whole) * 1e3, "ms", 2, "both sides"),
    ]


def _each(asked: Callable[[], object]) -> float:
    """Seconds of one call, the best of a few hundred."""
    best = 1.0
    for _ in range(300):
        started = perf_counter()
        asked()
        best = min(best, perf_counter() - started)
    return best


# --------------------------------------------------------------------------------------------------------------- lists


def measure(location: str, cases: int = CASES, disputes: int = DISPUTES) -> list[BenchRow]:
    """Fill an empty database and measure the lists.

    Args:
        location: a path that does not exist, or the URL of an empty database.
        cases: how many requests.
        disputes: how many disputes; some of them open.
    """
    office = make_many(location, cases, min(5_000, cases // 2))
    try:
        make_lessons(office, disputes)
        _open_some(office)
        return _rows(office)
    finally:
        office.close()


def _open_some(office: Office) -> None:
    """Close all but a few hundred, which get the events of a case that waits for its answer."""
    with office.writing() as session:
        session.execute(update(Dispute).where(Dispute.id > OPEN).values(closed_on=Dispute.result_on))
        copy = TODAY - timedelta(days=2)
        opened = {
            "status": DisputeStatus.ANSWER_DUE,
            "result": None,
            "result_on": None,
            "copy_received_on": copy,
            "next_clock": "rc_answer",
            "next_owner": ClockOwner.AGENCY,
            "next_due_on": TODAY + timedelta(days=3),
        }
        session.execute(update(Dispute).where(Dispute.id <= OPEN).values(**opened))
        targets = session.execute(select(DisputeTarget).where(DisputeTarget.dispute_id <= OPEN)).scalars().all()
        rows: list[dict[str, Any]] = []
        for one in targets:
            said = {
                "forum": "reconsideration",
                "body": "临江县人民政府",
                "parties": [{"name": "周长根", "role": "applicant"}],
                "targets": [{"request_id": one.request_id, "attacked": one.attacked.value, "document_id": None}],
            }
            rows += [_event(one.dispute_id, 1, K.OPENED, copy, said)]
            rows += [_event(one.dispute_id, 2, K.COPY_RECEIVED, copy, {"values": {"procedure": "simple"}})]
        session.connection().execute(insert(DisputeEvent), rows)


def _event(dispute_id: int, seq: int, kind: DisputeEventKind, on: date, payload: dict[str, Any]) -> dict[str, Any]:
    at = datetime(on.year, on.month, on.day, 1, tzinfo=UTC)
    return {
        "dispute_id": dispute_id,
        "seq": seq,
        "kind": kind,
        "on": on,
        "recorded_at": at,
        "recorded_by": "王敏",
        "payload": payload,
    }


def _rows(office: Office) -> list[BenchRow]:
    every = DisputeFilter(open_only=False)
    urgent = DisputeFilter(alarm=AlarmLevel.WARNING)
    ids = dispute_ids(office, every, today=TODAY)
    with office.reading() as session:
        request_id = session.scalars(select(DisputeTarget.request_id).limit(1)).one()
    asked: tuple[tuple[str, Callable[[], object], float], ...] = (
        ("list, open", partial(dispute_ids, office, DisputeFilter(), today=TODAY), _LIST_MS),
        (f"list, all {len(ids):,}", partial(dispute_ids, office, every, today=TODAY), _LIST_MS),
        ("list by alarm", partial(dispute_ids, office, urgent, today=TODAY), _LIST_MS),
        (
            "search a name",
            partial(dispute_ids, office, DisputeFilter(text="周长根", open_only=False), today=TODAY),
            _LIST_MS,
        ),
        ("rows of a page", partial(dispute_rows, office, ids[:200], today=TODAY), _LIST_MS),
        ("counters", partial(dispute_counters, office, today=TODAY), _LIST_MS),
        ("disputes of a request", partial(disputes_of_request, office, request_id, today=TODAY), _LIST_MS),
        ("page of one dispute", partial(dispute_view, office, 1, today=TODAY), _LIST_MS),
        (f"tasks of {OPEN} open disputes", partial(open_tasks, office, today=TODAY), _LIST_MS),
    )
    return [BenchRow(name, _best(question), "ms", budget, "best of five") for name, question, budget in asked]


def _best(asked: Callable[[], object]) -> float:
    best = 1e9
    for _ in range(_ROUNDS):
        started = perf_counter()
        asked()
        best = min(best, (perf_counter() - started) * 1000)
    return best


if __name__ == "__main__":
    for row in measure(sys.argv[1]):
        sys.stdout.write(f"{row.name:<40}{row.value:>10.2f} {row.unit}\n")
