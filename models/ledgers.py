"""Ledgers that came in as files and those that go out: imports with the row of every case, and remembered layouts."""

from sqlalchemy import ForeignKey, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base
from models.columns import Instant, Json, JsonList, RowId

__all__ = ["ImportedRow", "LedgerColumns", "LedgerImport", "LedgerLayout"]


class LedgerImport(Base):
    """One file that was taken in as a whole, and can be taken back as a whole while nothing rests on its cases.

    ``undoing`` is true only inside the transaction that takes it back: the guards of the append-only tables let the
    rows of such an import go, and no others.
    """

    __tablename__ = "ledger_imports"

    id: Mapped[RowId]
    file_name: Mapped[str]
    file_sha256: Mapped[str]
    columns: Mapped[Json]
    summary: Mapped[Json]
    undoing: Mapped[bool] = mapped_column(default=False, server_default=false())
    imported_at: Mapped[Instant]
    imported_by: Mapped[str]


class ImportedRow(Base):
    """Where a case came from: sheet and row of the file. ``notes`` is what was agreed to, and what was left out."""

    __tablename__ = "imported_rows"
    __table_args__ = (UniqueConstraint("import_id", "sheet", "row", "request_id"),)

    id: Mapped[RowId]
    import_id: Mapped[int] = mapped_column(ForeignKey("ledger_imports.id"))
    sheet: Mapped[str]
    row: Mapped[int]
    request_id: Mapped[int] = mapped_column(ForeignKey("requests.id"), unique=True)
    notes: Mapped[JsonList] = mapped_column(default=list)


class LedgerColumns(Base):
    """What the columns of a ledger mean, as somebody corrected them; found again by the heads of the ledger."""

    __tablename__ = "ledger_columns"

    id: Mapped[RowId]
    heads_sha256: Mapped[str] = mapped_column(unique=True)
    heads: Mapped[JsonList]
    columns: Mapped[Json]
    saved_at: Mapped[Instant]
    saved_by: Mapped[str]


class LedgerLayout(Base):
    """The office's own order of columns for ledgers that go out."""

    __tablename__ = "ledger_layouts"

    id: Mapped[RowId]
    name: Mapped[str] = mapped_column(unique=True)
    columns: Mapped[JsonList]
    options: Mapped[Json] = mapped_column(default=dict)
    saved_at: Mapped[Instant]
    saved_by: Mapped[str]
