"""Taking 10,000 rows of a ledger into a database of cases: dry run against it, import, undo, check.

A part of ``python -m bench ledgers``.
"""

import tempfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from bench.deadlines_bench import BenchRow
from bench.many_cases import make_many
from bench.timing import timed
from casework.integrity import check
from casework.ledger_drafts import AGREED_TO_ALL, LedgerImportDraft, LedgerReading
from casework.ledger_import import import_ledger
from casework.ledger_plan import plan_import
from casework.ledger_undo import undo_import
from casework.office import Office

__all__ = ["import_rows"]


_ACTOR: Final = "王敏"
_CASES: Final = 10_000
_OPEN: Final = 200
_PLAN_S: Final = 15.0
_IMPORT_S: Final = 30.0
_UNDO_S: Final = 15.0


def import_rows(reading: LedgerReading, alone: float) -> list[BenchRow]:
    """Measure once, on SQLite, beside 10,000 cases that are there already.

    Args:
        reading: the ledger, as its dry run read it.
        alone: how long ``openpyxl`` alone took to read it, seconds.
    """
    today = date(2026, 11, 23)
    now = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
    with tempfile.TemporaryDirectory(prefix="desk-ledger-") as folder:
        office = make_many(Path(folder) / "office.db", _CASES, _OPEN)
        try:
            return _measured(office, reading, alone, today, now)
        finally:
            office.close()


def _measured(office: Office, reading: LedgerReading, alone: float, today: date, now: datetime) -> list[BenchRow]:
    plan, planned = timed(lambda: plan_import(office, reading, today=today, now=now, actor=_ACTOR))
    draft = LedgerImportDraft(plan=plan, agreement=AGREED_TO_ALL)
    done, taken = timed(lambda: import_ledger(office, draft, today=today, now=now, actor=_ACTOR))
    if len(done.request_ids) != len(plan.taken):
        raise AssertionError("the import did not take in what was planned")
    report, _ = timed(lambda: check(office))
    wrong = [one for one in report.differences if "台账" in one.subject or "临公开复" in one.subject]
    if wrong:
        raise AssertionError(f"imported cases do not follow from their events: {wrong[0].sentence}")
    _, undone = timed(lambda: undo_import(office, 1, today=today, now=now, actor=_ACTOR))
    rows = len(done.request_ids)
    return [
        BenchRow(f"plan of {rows:,} rows against {_CASES:,} cases", planned, "s", _PLAN_S, "duplicates, due days"),
        BenchRow(f"import of {rows:,} rows", taken, "s", _IMPORT_S, f"{taken / alone:.1f} times openpyxl alone"),
        BenchRow("import taken back", undone, "s", _UNDO_S, "every row of it, search index too"),
    ]
