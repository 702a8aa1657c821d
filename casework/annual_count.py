"""Tables three and four of a year as the cases say now, with the cases behind every cell."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final

from sqlalchemy.orm import Session

from casework.annual_facts import CountedCase, counted_cases
from casework.office import Office
from casework.table_four_facts import counted_four, table_four_facts
from law.annual_form import TOTAL, four_key
from law.outcomes import annual_row
from law.policies import PolicySet
from reports.table_four import COLUMNS, FiveCells
from reports.table_three import RequestFact, table_three

__all__ = ["CountedYear", "count_year"]

_GROUPS: Final = ("reconsideration", "direct", "after")


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedYear:
    """A year as counted.

    Attributes:
        year: the year.
        figures: the numbers of tables three and four, by cell.
        cells: what is behind each cell: names of counted cases (table three), ids of disputes (table four).
        cases: the counted cases by name.
        unplaced: cases that were closed without an outcome and so are in no row.
    """

    year: int
    figures: Mapping[str, int]
    cells: Mapping[str, tuple[str, ...]]
    cases: Mapping[str, CountedCase]
    unplaced: tuple[str, ...]

    def request_ids(self, cell: str) -> tuple[int, ...]:
        """The requests behind a cell of table three, each once."""
        found = (one for ref in self.cells[cell] for one in self.cases[ref].request_ids)
        return tuple(dict.fromkeys(found))


def count_year(office: Office, session: Session, year: int, policies: PolicySet) -> CountedYear:
    """Count a year from the cases (国办公开办函〔2021〕30号表三、表四)."""
    cases = counted_cases(office, session, year, policies)
    three = table_three((_fact(one, policies) for one in cases), year)
    cells: dict[str, tuple[str, ...]] = {**three.cells, **_table_four(office, session, year, policies)}
    return CountedYear(
        year=year,
        figures=MappingProxyType({key: len(refs) for key, refs in cells.items()}),
        cells=MappingProxyType(cells),
        cases=MappingProxyType({one.ref: one for one in cases}),
        unplaced=three.unplaced,
    )


def _fact(case: CountedCase, policies: PolicySet) -> RequestFact:
    return RequestFact(
        ref=case.ref,
        column=case.column,
        received_on=case.received_on,
        closed_on=case.closed_on,
        row=annual_row(case.outcome, policies).key if case.outcome is not None else None,
    )


def _table_four(office: Office, session: Session, year: int, policies: PolicySet) -> dict[str, tuple[str, ...]]:
    first, last = date(year, 1, 1), date(year, 12, 31)
    table = counted_four(table_four_facts(office, session, first, last), first, last, policies)
    found: dict[str, tuple[str, ...]] = {}
    for group, five in zip(_GROUPS, (table.reconsideration, table.direct, table.after), strict=True):
        found |= _five(group, five)
    return found


def _five(group: str, five: FiveCells) -> dict[str, tuple[str, ...]]:
    cells = {four_key(group, column): five.of(column) for column in COLUMNS}
    every = tuple(ref for refs in five.columns for ref in refs)
    return {**cells, four_key(group, TOTAL): every}
