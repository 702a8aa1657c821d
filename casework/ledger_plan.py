"""The dry run of a ledger against the database: row by row what will happen, with the due day the case would have."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.ledger_drafts import NO_CHOICES, ImportPlan, LedgerChoices, LedgerReading, LedgerRow, PlannedRow, Prompt
from casework.ledger_matching import Known, known_requests
from casework.ledger_reckoning import Reckoner
from casework.office import Office
from casework.rederiving import Progress
from models import LedgerImport
from reports.ledger_rows import RowStatus

__all__ = ["plan_import"]

_TELL_EVERY: Final = 100


def plan_import(
    office: Office,
    reading: LedgerReading,
    *,
    today: date,
    now: datetime,
    actor: str,
    choices: LedgerChoices = NO_CHOICES,
    progress: Progress | None = None,
) -> ImportPlan:
    """What taking a ledger in would do; nothing is kept.

    Args:
        office: the office.
        reading: the ledger.
        today: day of the import.
        now: instant of the import, aware UTC.
        actor: who takes it in.
        choices: rows that somebody said are no duplicates.
        progress: told after every hundred rows; may stop the work by raising.
    """
    apart = frozenset((one.sheet, one.row) for one in choices.rows if one.not_duplicate)
    with office.reading() as session:
        wanted = [one for one in reading.rows if one.status is RowStatus.IMPORT and (one.sheet, one.row) not in apart]
        known = known_requests(session, wanted)
        reckoner = Reckoner(
            policies=office.policy_book(session),
            file_name=reading.file_name,
            calendar=office.calendar(session=session),
            today=today,
            now=now,
            actor=actor,
        )
        of_sheets = _sheet_prompts(reading)
        planned = []
        for place, row in enumerate(reading.rows):
            planned.append(_planned(reckoner, row, known.get((row.sheet, row.row)), of_sheets.get(row.sheet, ())))
            if progress is not None and place % _TELL_EVERY == 0:
                progress(place, len(reading.rows))
        return ImportPlan(reading=reading, rows=tuple(planned), same_file=_same_file(session, reading), apart=apart)


def _same_file(session: Session, reading: LedgerReading) -> str:
    statement = select(LedgerImport).where(LedgerImport.file_sha256 == reading.sha256).order_by(LedgerImport.id.desc())
    found = session.scalars(statement.limit(1)).first()
    if found is None:
        return ""
    return f"这个文件已于 {found.imported_at:%Y-%m-%d} 由{found.imported_by}导入过（导入 {found.id}）"


def _planned(reckoner: Reckoner, row: LedgerRow, same: Known | None, of_sheet: tuple[Prompt, ...]) -> PlannedRow:
    """What will happen to a row."""
    if row.status is not RowStatus.IMPORT:
        return PlannedRow(row=row, status=row.status, due=row.due.lawful)
    if same is not None:
        duplicate = RowStatus.DUPLICATE
        return PlannedRow(row=row, status=duplicate, why=same.why, same_as=same.request_id, due=row.due.lawful)
    found = reckoner.reckon(row)
    if found.why_not:
        return PlannedRow(row=row, status=RowStatus.REJECT, why=found.why_not)
    notes = tuple(found.course.notes)
    return PlannedRow(row=row, status=RowStatus.IMPORT, due=found.due, notes=notes, of_sheet=of_sheet)


def _sheet_prompts(reading: LedgerReading) -> Mapping[str, tuple[Prompt, ...]]:
    """The questions about each sheet; the parts of a sheet may have their own."""
    found: dict[str, dict[str, Prompt]] = {}
    for sheet in reading.sheets:
        if sheet.imported:
            found.setdefault(sheet.name, {}).update({one.kind: one for one in sheet.prompts})
    return {name: tuple(prompts.values()) for name, prompts in found.items()}
