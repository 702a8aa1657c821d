"""Ledgers as their truth files say them, and a database as text to compare before and after."""

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from casework.ledger_drafts import AGREED_TO_ALL, Agreement, ImportPlan, LedgerImportDraft, LedgerReading
from casework.ledger_import import import_ledger
from casework.ledger_plan import plan_import
from casework.office import Office
from casework.views import Changed
from models import Base
from models.database import is_sqlite
from reports.ledger_rows import DueComparison, LedgerFormat, LedgerRow, LedgerSummary, LedgerValue, Prompt, RowStatus
from tests.casework.offices import ACTOR, NOW, TODAY

__all__ = ["LEDGERS", "content_of", "file_of", "made_reading", "plan_of", "take_in", "truth_reading"]

LEDGERS: Final = tuple(sorted((Path(__file__).parents[1] / "data" / "ledgers").glob("*.truth.json")))
_DAYS: Final = (
    "received_date", "reply_date", "registered_date", "correction_date", "corrected_received", "consult_sent",
    "consult_back", "extension_date", "extension_until_written", "fee_notice_date", "fee_paid_date", "fee_pay_due",
    "submitted_or_arrived",
)  # fmt: skip
_NO_ROWS: Final = LedgerSummary(
    rows=0, imported=0, rejected=0, duplicates=0, skipped=0, records=0, due_differs=0, refused_cells=0
)


def file_of(truth: Path) -> Path:
    """The ledger that a truth file is about."""
    return next(one for one in truth.parent.glob(f"{truth.name.removesuffix('.truth.json')}.*") if one != truth)


def truth_reading(path: Path) -> LedgerReading:
    """What reading a sample ledger must give, from its truth file."""
    told = json.loads(path.read_text(encoding="utf-8"))
    return made_reading([_row(one) for one in told["rows"]], told["file"])


def made_reading(rows: Iterable[LedgerRow], name: str = "台账.xlsx", sha256: str = "") -> LedgerReading:
    """A reading of these rows."""
    return LedgerReading(
        file_name=name,
        sha256=sha256 or name,
        format=LedgerFormat.XLSX,
        as_of=TODAY,
        sheets=(),
        rows=tuple(rows),
        summary=_NO_ROWS,
    )


def _row(told: Mapping[str, Any]) -> LedgerRow:
    due = told.get("due_lawful")
    return LedgerRow(
        sheet=told["sheet"],
        row=told["row"],
        status=RowStatus(told["status"]),
        values={name: _value(name, one) for name, one in (told.get("values") or {}).items()},
        prompts=tuple(
            Prompt(kind=one["kind"] if isinstance(one, dict) else one, told="") for one in told.get("prompts") or ()
        ),
        due=DueComparison(lawful=date.fromisoformat(due) if due else None),
    )


def _value(name: str, value: Any) -> LedgerValue:
    if value is None:
        return None
    if name in _DAYS:
        return date.fromisoformat(value)
    if name == "applied_at":
        return datetime.fromisoformat(value)
    if name == "fee":
        return int(value) * 100  # the truth tells yuan
    return tuple(value) if isinstance(value, list) else value


def plan_of(office: Office, reading: LedgerReading) -> ImportPlan:
    """The dry run against the database."""
    return plan_import(office, reading, today=TODAY, now=NOW, actor=ACTOR)


def take_in(office: Office, reading: LedgerReading, agreement: Agreement = AGREED_TO_ALL) -> Changed:
    """Plan a ledger and take it in."""
    draft = LedgerImportDraft(plan=plan_of(office, reading), agreement=agreement)
    return import_ledger(office, draft, today=TODAY, now=NOW, actor=ACTOR)


def content_of(office: Office) -> Mapping[str, list[str]]:
    """Every row of every table as text, and every entry of the search index."""
    with office.reading() as session:
        found = {
            table.name: sorted(repr(tuple(one)) for one in session.execute(select(table)))
            for table in Base.metadata.sorted_tables
        }
        return {**found, "search index": sorted(_index(session))}


def _index(session: Session) -> list[str]:
    if not is_sqlite(session):
        return [repr(tuple(one)) for one in session.execute(text("SELECT request_id, grams FROM request_search"))]
    session.execute(text("CREATE VIRTUAL TABLE temp.entries USING fts5vocab(main, 'request_search', 'instance')"))
    found = [repr(tuple(one)) for one in session.execute(text("SELECT term, doc, offset FROM temp.entries"))]
    session.execute(text("DROP TABLE temp.entries"))
    return found
