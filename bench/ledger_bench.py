"""A ledger of 10,000 rows: its dry run beside ``openpyxl`` reading the same file alone.

``python -m bench ledgers`` prints the table.
"""

import io
from datetime import date
from typing import Final

from openpyxl import load_workbook

from bench.deadlines_bench import BenchRow
from bench.ledger_import_bench import import_rows
from bench.many_ledger_rows import ledger_workbook
from bench.timing import timed
from deadlines.calendar import standard_calendar
from law.policies import PolicySet
from reports.ledger_reading import read_ledger

__all__ = ["ROWS", "run"]


ROWS: Final = 10_000
AS_OF: Final = date(2026, 11, 20)
_DRY_RUN_S: Final = 15.0


def run() -> list[BenchRow]:
    """Measure everything once."""
    calendar = standard_calendar()
    content = ledger_workbook(ROWS, calendar)
    cells, alone = timed(lambda: _cells(content))
    reading, dry = timed(lambda: read_ledger(content, "台账.xlsx", calendar, PolicySet.default(), AS_OF))
    told = reading.summary
    if told.records != ROWS or told.rejected:
        raise AssertionError(f"the ledger of the bench is not read as it was written: {told}")
    return [
        BenchRow("openpyxl alone, 10,000 rows", alone, "s", None, f"{cells:,} cells, {len(content) / 1e6:.1f} MB"),
        BenchRow("dry run of 10,000 rows", dry, "s", _DRY_RUN_S, f"{dry / alone:.1f} times openpyxl alone"),
        BenchRow("due days that differ, with their cause", told.due_differs, "", None, "found by recomputing"),
        *import_rows(reading, alone),
    ]


def _cells(content: bytes) -> int:
    book = load_workbook(io.BytesIO(content), data_only=True)
    return sum(one.value is not None for sheet in book.worksheets for row in sheet.iter_rows() for one in row)
