"""Tables as offices keep them: a frozen table, and its bytes as .xlsx or .csv.

A text is always a text: what begins like a formula is not computed by the program that opens the file.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

__all__ = ["Cell", "Money", "Table", "TableColumn", "csv_bytes", "xlsx_bytes"]


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


# A program for tables takes these for the beginning of a formula, or of a command.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def csv_bytes(table: Table) -> bytes:
    """The table as UTF-8 with BOM, which the usual programs for tables need to read Chinese."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([_plain(table.title)])
    writer.writerows([_plain(note)] for note in table.notes)
    writer.writerow([_plain(one.head) for one in table.columns])
    writer.writerows([_plain(one) for one in row] for row in _all_rows(table))
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8")


def _plain(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, Money):
        return f"{cell.yuan:.2f}"
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, str):
        return f"'{cell}" if cell.startswith(_FORMULA) else cell
    return str(cell)


def _all_rows(table: Table) -> Iterator[tuple[Cell, ...]]:
    yield from table.rows
    if table.totals:
        yield table.totals


def xlsx_bytes(table: Table) -> bytes:
    """The table as a workbook of one sheet: dates and amounts as such, texts as texts, the head kept in view."""
    # Imported late: it is needed when somebody exports, and takes its time to load.
    from openpyxl import Workbook  # noqa: PLC0415
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, WriteOnlyCell  # noqa: PLC0415
    from openpyxl.cell.cell import Cell as SheetCell  # noqa: PLC0415
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    book = Workbook(write_only=True)
    sheet = book.create_sheet(title=table.title[:31])
    for at, one in enumerate(table.columns, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = one.width
    head_row = len(table.notes) + 2
    sheet.freeze_panes = f"A{head_row + 1}"
    last = get_column_letter(len(table.columns))
    sheet.auto_filter.ref = f"A{head_row}:{last}{head_row + max(1, len(table.rows))}"

    # A row is written as it is told, so one cell of each style serves them all: styles are slow to set.
    pens: dict[tuple[type, bool, int], SheetCell] = {}

    def pen(cell: Cell, bold: bool, size: int) -> SheetCell:
        key = (type(cell), bold, size)
        if key not in pens:
            one = pens[key] = WriteOnlyCell(sheet)
            if isinstance(cell, Money):
                one.number_format = "#,##0.00"
            elif isinstance(cell, date):
                one.number_format = "yyyy-mm-dd"
            one.font = Font(bold=bold, size=size)
            one.alignment = Alignment(vertical="top", wrap_text=isinstance(cell, str))
        return pens[key]

    def line(cells: Iterable[Cell], *, bold: bool = False, size: int = 11) -> Iterator[SheetCell]:
        for cell in cells:
            one = pen(cell, bold, size)
            if isinstance(cell, str):
                # Workbooks cannot hold control characters; texts that came in before they were cleaned may.
                one.value = ILLEGAL_CHARACTERS_RE.sub("", cell)
                one.data_type = "s"
            else:
                one.value = cell.yuan if isinstance(cell, Money) else cell
            yield one

    sheet.append(line([table.title], bold=True, size=14))
    for note in table.notes:
        sheet.append(line([note]))
    sheet.append(line([one.head for one in table.columns], bold=True))
    for row in table.rows:
        sheet.append(line(row))
    if table.totals:
        sheet.append(line(table.totals, bold=True))
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()
