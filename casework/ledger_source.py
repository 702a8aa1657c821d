"""Where a case came from: the ledger that brought it, its row, and what was noted then."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import ImportedRow, LedgerImport

__all__ = ["import_source"]


def import_source(session: Session, request_id: int) -> tuple[str, tuple[str, ...]]:
    """Where a case came from, as its page says it, with its notes; empty if it was registered here."""
    found = session.execute(
        select(LedgerImport.file_name, ImportedRow.sheet, ImportedRow.row, ImportedRow.notes)
        .join(ImportedRow, ImportedRow.import_id == LedgerImport.id)
        .where(ImportedRow.request_id == request_id)
    ).first()
    if found is None:
        return "", ()
    sheet = f"“{found.sheet}”" if found.sheet else ""
    return f"台账导入：{found.file_name} {sheet}第 {found.row} 行", tuple(found.notes)
