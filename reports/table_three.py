"""Table three of the annual report: requests received, carried over, dealt with and carried on (30号), cell by cell.

Rows and columns are counted by themselves, and so are their totals: 三（七） is the number of requests that were
closed, the last column the number of requests in its row, never a sum of cells. So the relations of the form prove
something: a request without a row or without a kind of applicant makes them fail, and is named.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final

from law.annual_form import TOTAL, annual_layout, three_key
from law.terms import ApplicantType

__all__ = ["RequestFact", "TableThree", "table_three"]

_NEW: Final = "r1"
_CARRIED_IN: Final = "r2"
_CLOSED: Final = "r3_7"
_CARRIED_ON: Final = "r4"


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestFact:
    """One request, counted as one.

    Attributes:
        ref: names it, so that a cell can open its requests.
        column: kind of applicant; None if nobody knows it.
        received_on: the day that gives the year it is new in.
        closed_on: the day that gives the year it was dealt with in; None while it is open.
        row: key of its row of block three (``r3_1`` … ``r3_6_3``); None if closed without a known outcome.
    """

    ref: str
    column: ApplicantType | None
    received_on: date
    closed_on: date | None = None
    row: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TableThree:
    """The cells of a year.

    Attributes:
        year: the year.
        cells: by cell key the requests in it, in the order of the facts.
        unplaced: requests of the year that have no row though they are closed, or no column.
    """

    year: int
    cells: Mapping[str, tuple[str, ...]]
    unplaced: tuple[str, ...]

    def refs(self, row: str, column: str = TOTAL) -> tuple[str, ...]:
        """The requests behind a cell."""
        return self.cells[three_key(row, column)]

    def number(self, row: str, column: str = TOTAL) -> int:
        """The number in a cell."""
        return len(self.refs(row, column))

    @property
    def figures(self) -> Mapping[str, int]:
        """All numbers by cell key, for ``AnnualTables``."""
        return MappingProxyType({key: len(refs) for key, refs in self.cells.items()})


def table_three(facts: Iterable[RequestFact], year: int, *, until: date | None = None) -> TableThree:
    """Count a year.

    New is what was received in it; carried in what was received before it and not closed before it; dealt with what was
    closed in it; carried on what was received by its end and not closed by then. What was closed before the year is in
    no row.

    Args:
        facts: the requests; those of other years do no harm.
        year: the year.
        until: last day counted, for a year that is not over; None: 31 December.

    Raises:
        ValueError: ``until`` is not in the year, a request closed before it was received, or an unknown row.
    """
    first, last = date(year, 1, 1), until or date(year, 12, 31)
    if last.year != year:
        raise ValueError(f"{last} is not in {year}")
    found: dict[str, list[str]] = {key: [] for key in annual_layout().table_three}
    part_rows = frozenset(annual_layout().part_rows())
    unplaced: list[str] = []
    for one in facts:
        if one.closed_on is not None and one.closed_on < one.received_on:
            raise ValueError(f"{one.ref}: closed {one.closed_on}, received {one.received_on}")
        if one.row is not None and one.row not in part_rows:
            raise ValueError(f"{one.ref}: no row {one.row}")
        rows = _rows(one, first, last)
        for row in rows:
            found[three_key(row, TOTAL)].append(one.ref)
            if one.column is not None:
                found[three_key(row, one.column)].append(one.ref)
        if rows and (one.column is None or (_CLOSED in rows and one.row is None)):
            unplaced.append(one.ref)
    cells = MappingProxyType({key: tuple(refs) for key, refs in found.items()})
    return TableThree(year=year, cells=cells, unplaced=tuple(unplaced))


def _rows(fact: RequestFact, first: date, last: date) -> tuple[str, ...]:
    """The rows that a request counts in; none if it belongs to another year."""
    if fact.received_on > last or (fact.closed_on is not None and fact.closed_on < first):
        return ()
    source = _NEW if fact.received_on >= first else _CARRIED_IN
    if fact.closed_on is None or fact.closed_on > last:
        return (source, _CARRIED_ON)
    return (source, _CLOSED) if fact.row is None else (source, _CLOSED, fact.row)
