"""更正清单: which cases stand elsewhere now than in the closed report of a year, and which later event moved them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.annual_cells import disputes_shown, requests_shown
from casework.annual_closed import ClosedYear, closed_year
from casework.annual_count import CountedYear, count_year
from casework.annual_views import LaterCorrection
from casework.attacked import local_day
from casework.date_wording import full_date
from casework.office import Office
from law.annual_form import TOTAL, annual_layout
from law.annual_rows import annual_rows
from law.dispute_terms import DisputeEventKind
from law.terms import EventKind
from models import DisputeEvent, Event

__all__ = ["later_corrections", "moved_refs"]

_FINISHED: Final = "r3_7"
_SEVERAL: Final = 3
Places = Mapping[str, frozenset[tuple[str, str]]]
"""Row and column of every counted case."""


def later_corrections(office: Office, year: int) -> tuple[LaterCorrection, ...]:
    """The cases that moved since a year was closed, and those that were ordered to be answered anew.

    The latter keep their row by the policy ``remake_count`` and are only told here. Empty while the year is open.
    """
    with office.reading() as session:
        closed = closed_year(session, year)
        if closed is None:
            return ()
        counted = count_year(office, session, year, closed.policies)
        requests = _moved(closed.cells, counted, "t3.")
        disputes = _moved(closed.cells, counted, "t4.")
        since = closed.view.closed_at
        again = _ordered_since(session, closed, since)
        requests |= {ref: (then, then) for ref, then in again.items() if ref not in requests}
        return (
            *_requests(session, requests, since, closed, counted),
            *_disputes(session, disputes, since),
        )


def moved_refs(closed: ClosedYear, counted: CountedYear) -> int:
    """How many cases stand elsewhere than in a closing."""
    return len(_moved(closed.cells, counted, "t3.")) + len(_moved(closed.cells, counted, "t4."))


_Pair = tuple[frozenset[tuple[str, str]], frozenset[tuple[str, str]]]


def _moved(then: Mapping[str, tuple[str, ...]], counted: CountedYear, table: str) -> dict[str, _Pair]:
    was, now = _places(then, table), _places(counted.cells, table)
    none: frozenset[tuple[str, str]] = frozenset()
    pairs = {ref: (was.get(ref, none), now.get(ref, none)) for ref in (*was, *now)}
    return {ref: pair for ref, pair in pairs.items() if pair[0] != pair[1]}


def _places(cells: Mapping[str, tuple[str, ...]], table: str) -> Places:
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for cell, refs in cells.items():
        _, row, column = cell.split(".")
        if cell.startswith(table) and column != TOTAL and row != _FINISHED:
            for ref in refs:
                found[ref].add((row, column))
    return {ref: frozenset(one) for ref, one in found.items()}


def _ordered_since(
    session: Session, closed: ClosedYear, since: datetime
) -> dict[str, frozenset[tuple[str, str]]]:  # fmt: skip
    """The finished cases of the report for which another reply was ordered after it was closed."""
    ordered = session.scalars(
        select(Event.request_id).where(Event.kind == EventKind.REPLY_ORDERED, Event.recorded_at > since)
    )
    wanted = {str(one) for one in ordered}
    return {ref: places for ref, places in _places(closed.cells, "t3.").items() if ref in wanted and _finished(places)}


def _finished(places: Iterable[tuple[str, str]]) -> bool:
    return any(row.startswith("r3_") for row, _ in places)


# ------------------------------------------------------------------------------------------------ in words


def _requests(
    session: Session, moved: Mapping[str, _Pair], since: datetime, closed: ClosedYear, counted: CountedYear
) -> list[LaterCorrection]:
    ids = {ref: _request_ids(ref, closed, counted) for ref in moved}
    shown = requests_shown(session, [one for several in ids.values() for one in several])
    told = _request_events(session, list(shown), since)
    found = []
    for ref, (was, now) in moved.items():
        first = ids[ref][0]
        label, applicant = shown[first]
        found.append(
            LaterCorrection(
                request_id=first,
                dispute_id=None,
                label=label,
                applicant=applicant,
                column=_columns(was | now),
                was=_rows(was),
                now=_rows(now),
                why=_why([line for one in ids[ref] for line in told.get(one, ())]),
            )
        )
    return found


def _request_ids(ref: str, closed: ClosedYear, counted: CountedYear) -> tuple[int, ...]:
    if ref in closed.behind:
        return closed.behind[ref].request_ids
    return counted.cases[ref].request_ids


def _disputes(session: Session, moved: Mapping[str, _Pair], since: datetime) -> list[LaterCorrection]:
    ids = [int(ref) for ref in moved]
    shown = disputes_shown(session, ids)
    told = _dispute_events(session, ids, since)
    groups, results = dict(annual_layout().groups), dict(annual_layout().results)
    found = []
    for ref, (was, now) in moved.items():
        label, applicant = shown[int(ref)]
        found.append(
            LaterCorrection(
                request_id=None,
                dispute_id=int(ref),
                label=label,
                applicant=applicant,
                column="、".join(sorted({groups[group] for group, _ in was | now})),
                was="、".join(sorted(results[result] for _, result in was)),
                now="、".join(sorted(results[result] for _, result in now)),
                why=_why(told.get(int(ref), ())),
            )
        )
    return found


def _rows(places: Iterable[tuple[str, str]]) -> str:
    order = list(annual_rows())
    return "；".join(annual_rows()[row].title for row in sorted({row for row, _ in places}, key=order.index))


def _columns(places: Iterable[tuple[str, str]]) -> str:
    labels = dict(annual_layout().columns)
    return "、".join(dict.fromkeys(labels[column] for _, column in sorted(places)))


def _why(lines: Sequence[str]) -> str:
    if not lines:
        return "登记的内容有改动"
    told = "；".join(lines[-_SEVERAL:])
    return f"…；{told}" if len(lines) > _SEVERAL else told


def _request_events(session: Session, ids: Sequence[int], since: datetime) -> Mapping[int, list[str]]:
    """What was recorded on requests after an instant, one line each."""
    found: dict[int, list[str]] = defaultdict(list)
    rows = session.execute(
        select(Event.request_id, Event.kind, Event.on, Event.recorded_at, Event.payload)
        .where(Event.request_id.in_(ids), Event.recorded_at > since)
        .order_by(Event.request_id, Event.seq)
    )
    for row in rows:
        day = f"（{full_date(row.on)}）" if row.on is not None else ""
        reason = str(row.payload.get("reason") or "") if row.kind is EventKind.EVENT_CORRECTED else ""
        told = f"{row.kind.label}{day}{f'，{reason}' if reason else ''}"
        found[row.request_id].append(f"{local_day(row.recorded_at):%Y-%m-%d}登记：{told}")
    return found


def _dispute_events(session: Session, ids: Sequence[int], since: datetime) -> Mapping[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    rows = session.execute(
        select(DisputeEvent.dispute_id, DisputeEvent.kind, DisputeEvent.on, DisputeEvent.recorded_at)
        .where(DisputeEvent.dispute_id.in_(ids), DisputeEvent.recorded_at > since)
        .order_by(DisputeEvent.dispute_id, DisputeEvent.seq)
    )
    for row in rows:
        day = f"（{full_date(row.on)}）" if row.on is not None else ""
        kind: DisputeEventKind = row.kind
        found[row.dispute_id].append(f"{local_day(row.recorded_at):%Y-%m-%d}登记：{kind.label}{day}")
    return found
