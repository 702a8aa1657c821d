"""A closed year as it is kept: the numbers and words as believed on that day, and the cases behind every cell.

Totals are not kept twice: a column of totals and 三（七） follow from the cells beside them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.annual_count import CountedYear
from casework.annual_views import Behind, ClosingView
from law.annual_form import TOTAL, annual_layout, three_key
from law.policies import PolicySet, policy_specs
from law.terms import Outcome
from models import AnnualClosing
from reports.annual_tables import AnnualTables
from reports.annual_texts import AnnualTexts
from reports.fee_disclosure import FeeDisclosure

__all__ = ["ClosedYear", "behind_of", "closed_year", "closing_views", "stored_cases", "stored_report"]

_FINISHED: Final = "r3_7"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedYear:
    """The last closing of a year.

    Attributes:
        view: who closed it, when, and why again.
        tables, texts: the report; before: that of the year before as known then, None if nobody gave it.
        policies: how was counted.
        cells, behind: the cases behind each cell, and what is behind each case.
        carried_note: why last year's published report was wrong.
        fees: what the ledger held on fees.
    """

    view: ClosingView
    tables: AnnualTables
    texts: AnnualTexts
    before: AnnualTables | None
    before_source: str
    policies: PolicySet
    cells: Mapping[str, tuple[str, ...]]
    behind: Mapping[str, Behind]
    carried_note: str
    fees: FeeDisclosure


def closing_views(session: Session, year: int) -> tuple[ClosingView, ...]:
    """The closings of a year, the oldest first."""
    columns = (
        AnnualClosing.id,
        AnnualClosing.closed_on,
        AnnualClosing.closed_at,
        AnnualClosing.closed_by,
        AnnualClosing.reason,
    )
    rows = session.execute(select(*columns).where(AnnualClosing.year == year).order_by(AnnualClosing.id))
    return tuple(_view(row, number) for number, row in enumerate(rows, start=1))


def _view(row: Any, number: int) -> ClosingView:
    return ClosingView(
        id=row.id,
        number=number,
        closed_on=row.closed_on,
        closed_at=row.closed_at,
        closed_by=row.closed_by,
        reason=row.reason,
    )


def closed_year(session: Session, year: int) -> ClosedYear | None:
    """The last closing of a year, None while it is open."""
    views = closing_views(session, year)
    if not views:
        return None
    row = session.get_one(AnnualClosing, views[-1].id)
    report, before = row.report, row.report.get("before")
    cells, behind = _read_cases(row.cases)
    return ClosedYear(
        view=views[-1],
        tables=AnnualTables.from_json(report["tables"]),
        texts=AnnualTexts.from_json(report["texts"]),
        before=AnnualTables.from_json(before) if before else None,
        before_source=str(report.get("before_source", "")),
        policies=_policies(row.policies),
        cells=cells,
        behind=behind,
        carried_note=str(report.get("carried_note", "")),
        fees=FeeDisclosure(year=year, **report["fees"]),
    )


def _policies(stored: Mapping[str, Any]) -> PolicySet:
    known = policy_specs()
    return PolicySet({key: value for key, value in stored.items() if key in known})


def stored_report(
    tables: AnnualTables,
    texts: AnnualTexts,
    before: AnnualTables | None,
    before_source: str,
    *,
    carried_note: str,
    fees: FeeDisclosure,
) -> dict[str, Any]:
    """A report as a closing keeps it."""
    return {
        "tables": tables.as_json(),
        "texts": texts.as_json(),
        "before": before.as_json() if before is not None else None,
        "before_source": before_source,
        "carried_note": carried_note,
        "fees": {"notices": fees.notices, "noticed_fen": fees.noticed_fen, "collected_fen": fees.collected_fen},
    }


def stored_cases(counted: CountedYear) -> dict[str, Any]:
    """What is behind the cells, as a closing keeps it."""
    behind = behind_of(counted)
    return {
        "cells": {cell: list(refs) for cell, refs in counted.cells.items() if refs and not _follows(cell)},
        "outcomes": {ref: one.outcome for ref, one in behind.items() if one.outcome is not None},
        "letters": {ref: list(one.request_ids) for ref, one in behind.items() if len(one.request_ids) > 1},
    }


def behind_of(counted: CountedYear) -> Mapping[str, Behind]:
    """What is behind each counted case."""
    cases = counted.cases.items()
    return MappingProxyType({ref: Behind(request_ids=one.request_ids, outcome=one.outcome) for ref, one in cases})


def _follows(cell: str) -> bool:
    """Whether a cell follows from those beside it."""
    return cell.endswith(f".{TOTAL}") or f".{_FINISHED}." in cell


def _read_cases(stored: Mapping[str, Any]) -> tuple[Mapping[str, tuple[str, ...]], Mapping[str, Behind]]:
    kept = {str(cell): tuple(map(str, refs)) for cell, refs in stored.get("cells", {}).items()}
    layout = annual_layout()
    cells = {cell: kept.get(cell, ()) for cell in (*layout.table_three, *layout.table_four)}
    parts = layout.part_rows()
    for column, _ in layout.columns:
        cells[three_key(_FINISHED, column)] = tuple(ref for row in parts for ref in cells[three_key(row, column)])
    for cell in cells:
        head, _, last = cell.rpartition(".")
        if last == TOTAL:
            cells[cell] = tuple(ref for other in cells if _beside(other, head) for ref in cells[other])
    letters = {ref: tuple(map(int, ids)) for ref, ids in stored.get("letters", {}).items()}
    outcomes = stored.get("outcomes", {})
    refs = {ref for cell, refs in cells.items() if cell.startswith("t3.") for ref in refs}
    behind = {
        ref: Behind(request_ids=letters.get(ref) or (_id_of(ref),), outcome=_outcome(outcomes.get(ref))) for ref in refs
    }
    return MappingProxyType(cells), MappingProxyType(behind)


def _beside(cell: str, head: str) -> bool:
    return cell.startswith(f"{head}.") and not cell.endswith(f".{TOTAL}")


def _id_of(ref: str) -> int:
    """The request of a counted case; what follows # tells apart cases of one request."""
    return int(ref.partition("#")[0])


def _outcome(stored: Any) -> Outcome | None:
    return Outcome(stored) if stored is not None else None
