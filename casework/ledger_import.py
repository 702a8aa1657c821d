"""台账导入: take a ledger in as a whole, and tell which ledgers were taken in.

One unit of work: all rows or none. What the cases show (status, due day, row of the annual report) follows from their
events by the same derivation as of every other case.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.ledger_drafts import Agreement, ImportPlan, ImportView, LedgerImportDraft, LedgerReading, PlannedRow
from casework.ledger_matching import known_requests
from casework.ledger_store import StoredRows, store_rows
from casework.ledger_words import prompt_label
from casework.office import Office
from casework.rederiving import Progress
from casework.refusals import refused
from casework.unit_of_work import Work, begin, json_ready
from casework.views import Changed
from models import ImportedRow, LedgerImport

__all__ = ["import_ledger", "imports"]

_SHOWN: Final = 3


def import_ledger(
    office: Office,
    draft: LedgerImportDraft,
    *,
    today: date,
    now: datetime,
    actor: str,
    progress: Progress | None = None,
) -> Changed:
    """Take a ledger in as it was planned.

    Args:
        office: the office.
        draft: the plan, and what was agreed to.
        today: day of the import.
        now: aware UTC.
        actor: who takes it in.
        progress: told how far it is; what it raises stops the import and nothing is kept.

    Raises:
        UserError: prompts nobody agreed to, nothing to take in, rows registered by somebody else meanwhile, the disk is
            full, the database is locked. Nothing is kept then.
    """
    plan, rows = draft.plan, draft.plan.taken
    _refuse_open_prompts(plan, draft.agreement)
    if not rows:
        raise refused("ledger_nothing_to_import")
    with begin(office, today=today, now=now, actor=actor) as work:
        _refuse_registered(work, plan, rows)
        ledger = _ledger(work, plan)
        stored = store_rows(work, rows, ledger, progress)
        ledger.summary = _summary(plan, stored)
        work.session.flush()
        number = ledger.id
    return Changed(
        request_ids=tuple(stored.request_ids),
        message=f"已导入 {len(stored.request_ids)} 件（导入 {number}）",
        topics=("cases", "ledgers"),
    )


def _refuse_open_prompts(plan: ImportPlan, agreement: Agreement) -> None:
    waiting = plan.open_prompts(agreement)
    if waiting:
        kinds = "、".join(f"{prompt_label(kind)} {number} 行" for kind, number in waiting.items())
        raise refused("ledger_prompts_open", field="agreement", number=len(waiting), kinds=kinds)


def _refuse_registered(work: Work, plan: ImportPlan, rows: Sequence[PlannedRow]) -> None:
    """Somebody may have registered, or taken in, the same requests since the plan was made."""
    known = known_requests(work.session, [one.row for one in rows if one.place not in plan.apart])
    if known:
        which = "；".join(one.why for one in list(known.values())[:_SHOWN])
        raise refused("ledger_registered_meanwhile", number=len(known), which=which)


def _ledger(work: Work, plan: ImportPlan) -> LedgerImport:
    ledger = LedgerImport(
        file_name=plan.reading.file_name,
        file_sha256=plan.reading.sha256,
        columns=_columns(plan.reading),
        summary={},
        imported_at=work.now,
        imported_by=work.actor,
    )
    work.session.add(ledger)
    work.session.flush()
    return ledger


def _columns(reading: LedgerReading) -> dict[str, object]:
    """As what the columns were taken, sheet by sheet."""
    return {
        sheet.name or "csv": [
            {"column": one.letter, "header": one.header, "fields": list(one.fields)} for one in sheet.columns
        ]
        for sheet in reading.sheets
        if sheet.imported
    }


def _summary(plan: ImportPlan, stored: StoredRows) -> dict[str, object]:
    return {
        "rows": {status.value: number for status, number in sorted(plan.counts.items())},
        "applicants": _ranges(stored.applicant_ids),
        "last_event_id": stored.last_event_id,
        "events": stored.events,
        "as_of": json_ready(plan.reading.as_of),
    }


def _ranges(ids: Sequence[int]) -> list[list[int]]:
    """Ascending ids as first and last of each run."""
    runs: list[list[int]] = []
    for one in ids:
        if runs and one == runs[-1][1] + 1:
            runs[-1][1] = one
        else:
            runs.append([one, one])
    return runs


def imports(office: Office) -> tuple[ImportView, ...]:
    """The imports that were done and not taken back, the latest first."""
    with office.reading() as session:
        found = session.scalars(select(LedgerImport).order_by(LedgerImport.id.desc())).all()
        return tuple(_view(session, one) for one in found)


def _view(session: Session, ledger: LedgerImport) -> ImportView:
    rows = select(ImportedRow.request_id).where(ImportedRow.import_id == ledger.id).order_by(ImportedRow.id)
    return ImportView(
        number=ledger.id,
        file_name=ledger.file_name,
        imported_at=ledger.imported_at,
        imported_by=ledger.imported_by,
        rows=Counter(ledger.summary.get("rows", {})),
        request_ids=tuple(session.scalars(rows)),
    )
