"""Tables as offices keep them: a frozen table, its bytes as .xlsx or .csv, and writers that take rows one by one.

A text is always a text: what begins like a formula is not computed by the program that opens the file.
"""

import codecs
import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import BinaryIO, Final, Protocol

__all__ = [
    "Cell",
    "CsvWriter",
    "Money",
    "Table",
    "TableColumn",
    "TableHead",
    "TableWriter",
    "csv_bytes",
    "plain_text",
    "xlsx_bytes",
]


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in fen, shown in yuan."""

    fen: int

    @property
    def yuan(self) -> Decimal:
        """The amount in yuan, exact."""
        return Decimal(self.fen).scaleb(-2)


Cell = str | int | date | Money | None


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column: head, and width in characters."""

    head: str
    width: int = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class TableHead:
    """What stands above the rows of a table: title, lines below it, columns."""

    title: str
    notes: tuple[str, ...]
    columns: tuple[TableColumn, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table with its title, what was chosen for it, and its sums.

    Attributes:
        title: title above the table.
        notes: lines below the title: the filter, the day of the data.
        columns: the columns.
        rows: cells in the order of the columns.
        totals: cells of the last row; empty if nothing is summed.
    """

    title: str
    notes: tuple[str, ...]
    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[Cell, ...], ...]
    totals: tuple[Cell, ...] = ()

    @property
    def head(self) -> TableHead:
        """Title, notes and columns."""
        return TableHead(title=self.title, notes=self.notes, columns=self.columns)


class TableWriter(Protocol):
    """Writes a table row by row; memory does not grow with the rows."""

    def add(self, row: Sequence[Cell]) -> None:
        """Write one row."""

    def finish(self, totals: Sequence[Cell] = ()) -> None:
        """Write the sums, if any, and complete the file."""

    def abandon(self) -> None:
        """Stop without a complete file; nothing is left behind but what the target holds."""


# A program for tables takes these for the beginning of a formula, or of a command.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def csv_bytes(table: Table) -> bytes:
    """The table as UTF-8 with BOM, which the usual programs for tables need to read Chinese."""
    written = io.BytesIO()
    _write(CsvWriter(written, table.head), table)
    return written.getvalue()


def xlsx_bytes(table: Table) -> bytes:
    """The table as a workbook of one sheet: dates and amounts as such, texts as texts, the head kept in view."""
    from reports.table_workbook import XlsxWriter  # noqa: PLC0415 - that module knows the cells of this one

    written = io.BytesIO()
    _write(XlsxWriter(written, table.head), table)
    return written.getvalue()


def _write(writer: TableWriter, table: Table) -> None:
    for row in table.rows:
        writer.add(row)
    writer.finish(table.totals)


def plain_text(cell: Cell) -> str:
    """A cell as plain text: days as 2026-03-02, amounts with two decimals."""
    if cell is None:
        return ""
    if isinstance(cell, Money):
        return f"{cell.yuan:.2f}"
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell)


def _harmless(cell: Cell) -> str:
    text = plain_text(cell)
    return f"'{text}" if isinstance(cell, str) and text.startswith(_FORMULA) else text


_KEPT_BACK: Final = 64 * 1024  # characters that wait before bytes are written


class CsvWriter:
    """Writes comma separated values.

    Args:
        target: where the bytes go; it stays open.
        head: what stands above the rows.
        encoding: ``utf-8-sig``, or ``gb18030`` for programs that know only GBK.
    """

    def __init__(self, target: BinaryIO, head: TableHead, encoding: str = "utf-8-sig") -> None:
        self._target = target
        self._encoder = codecs.getincrementalencoder(encoding)()
        self._text = io.StringIO(newline="")
        self._lines = csv.writer(self._text, lineterminator="\r\n")
        self.add([head.title])
        for note in head.notes:
            self.add([note])
        self.add([one.head for one in head.columns])

    def add(self, row: Sequence[Cell]) -> None:
        """Write one row."""
        self._lines.writerow([_harmless(one) for one in row])
        if self._text.tell() > _KEPT_BACK:
            self._hand_over()

    def finish(self, totals: Sequence[Cell] = ()) -> None:
        """Write the sums, if any, and hand the rest of the bytes over."""
        if totals:
            self.add(totals)
        self._hand_over()

    def abandon(self) -> None:
        """Write nothing more."""

    def _hand_over(self) -> None:
        self._target.write(self._encoder.encode(self._text.getvalue()))
        self._text.seek(0)
        self._text.truncate()
