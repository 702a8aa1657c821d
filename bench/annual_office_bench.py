"""The annual report of an office with 100,000 cases: all of a year, a cell, closing, later corrections."""

import tempfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

from bench.deadlines_bench import BenchRow
from bench.many_cases import TODAY, make_many
from bench.timing import timed
from casework.annual_drafts import AnnualCloseDraft, AnnualFiguresDraft
from casework.annual_output import export_report
from casework.annual_report import annual_report, cell_cases, close_year, enter_figures, later_corrections
from law.annual_form import annual_layout

__all__ = ["run"]

_CASES: Final = 100_000
_OPEN: Final = 1_500
_YEAR: Final = 2025
_NOW: Final = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
_HOW: Final[dict[str, Any]] = {"today": TODAY, "now": _NOW, "actor": "王敏"}


def run() -> list[BenchRow]:
    """Measure, in a database of its own."""
    with tempfile.TemporaryDirectory(prefix="annual-bench-", ignore_cleanup_errors=True) as place:
        office = make_many(Path(place) / "desk.db", _CASES, _OPEN)
        try:
            zeros = dict.fromkeys(annual_layout().table_two, "0")
            enter_figures(office, AnnualFiguresDraft(year=_YEAR, values=zeros), **_HOW)
            view, seconds = timed(lambda: annual_report(office, _YEAR, today=TODAY))
            counted = f"{view.figures['t3.r1.total']} received in the year, of {_CASES:,}"
            rows = [BenchRow("annual report of a year, all of it", seconds * 1000, "ms", 2_000, counted)]
            _, seconds = timed(lambda: cell_cases(office, view, "t3.r3_7.total"))
            rows.append(
                BenchRow("cases behind its largest cell", seconds * 1000, "ms", 100, "first dozen and the split")
            )
            _, seconds = timed(lambda: close_year(office, AnnualCloseDraft(year=_YEAR), **_HOW))
            rows.append(BenchRow("closing the year", seconds * 1000, "ms", 3_000, "with the cases behind every cell"))
            _, seconds = timed(lambda: later_corrections(office, _YEAR))
            rows.append(BenchRow("what moved since it was closed", seconds * 1000, "ms", 2_000, ""))
            _, seconds = timed(lambda: export_report(office, _YEAR, "docx", today=date(2026, 11, 23)))
            rows.append(BenchRow("closed year as .docx", seconds * 1000, "ms", 2_000, ""))
            return rows
        finally:
            office.close()
