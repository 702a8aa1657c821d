"""Tables as offices keep them: a frozen table, its bytes as .xlsx or .csv, and writers that take rows one by one.

A text is always a text: what begins like a formula is not computed by the program that opens the file.
"""

import codecs
import csv
import errno
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, BinaryIO, Final, Protocol

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell as SheetCell

__all__ = [
    "Cell",
    "CsvWriter",
    "Money",
    "Table",
    "TableColumn",
    "TableHead",
    "TableWriter",
    "XlsxWriter",
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


# What XML cannot hold; texts that came in before they were cleaned may have it.
_NO_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Workbooks write characters by their number like this: a text that looks so has to say that it is meant literally.
_CODED: Final = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_NOT_IN_A_SHEET_NAME: Final = re.compile(r"[\[\]:*?/\\]")
_LONGEST_SHEET_NAME: Final = 31
_LONGEST_TEXT: Final = 32_767  # characters of a cell, counted as UTF-16
_MARK_OF_A_CUT: Final = "……（单元格容不下，以下省略）"
_NUMBER_FORMATS: Final = {Money: "#,##0.00", date: "yyyy-mm-dd"}
_A4: Final = 9  # as workbooks number sizes of paper
_HEAD_GROUND: Final = "FFF2F4F7"
_LINE: Final = "FFBFC5CE"


class XlsxWriter:
    """Writes a workbook of one sheet.

    The rows go to a temporary file while they come and are packed into ``target`` by ``finish``; ``target`` stays open.
    """

    def __init__(self, target: BinaryIO, head: TableHead) -> None:
        # Imported late: it is needed when somebody exports, and takes its time to load.
        from openpyxl import Workbook  # noqa: PLC0415

        self._target = target
        self._head = head
        self._rows = 0
        self._book = Workbook(write_only=True)
        self._sheet: Any = self._book.create_sheet(title=_sheet_name(head.title))
        # A row is written as it is told, so one cell of each style serves them all: styles are slow to set.
        self._pens: dict[tuple[type, str], SheetCell] = {}
        self._lay_out()
        self._line([head.title], "title")
        for note in head.notes:
            self._line([note], "note")
        self._line([one.head for one in head.columns], "head")

    def _lay_out(self) -> None:
        from openpyxl.utils import get_column_letter  # noqa: PLC0415

        sheet, columns = self._sheet, self._head.columns
        for at, one in enumerate(columns, start=1):
            sheet.column_dimensions[get_column_letter(at)].width = one.width
        self._head_row = len(self._head.notes) + 2
        self._last = get_column_letter(len(columns))
        sheet.freeze_panes = f"A{self._head_row + 1}"
        sheet.print_title_rows = f"{self._head_row}:{self._head_row}"
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = _A4
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True

    def add(self, row: Sequence[Cell]) -> None:
        """Write one row."""
        self._line(row, "row")
        self._rows += 1

    def finish(self, totals: Sequence[Cell] = ()) -> None:
        """Write the sums, if any, and pack the workbook."""
        self._sheet.auto_filter.ref = f"A{self._head_row}:{self._last}{self._head_row + max(1, self._rows)}"
        if totals:
            self._line(totals, "sums")
        with _spoken():
            self._book.save(self._target)

    def abandon(self) -> None:
        """Remove the temporary file."""
        from openpyxl.utils.exceptions import WorkbookAlreadySaved  # noqa: PLC0415

        with suppress(OSError, WorkbookAlreadySaved), _spoken():
            self._sheet.close()
        # Nothing public of openpyxl gives up a sheet; unfinished, its file would stay until the program ends.
        with suppress(OSError):
            self._sheet._writer.cleanup()  # noqa: SLF001

    def _line(self, cells: Iterable[Cell], look: str) -> None:
        with _spoken():
            self._sheet.append(self._written(cells, look))

    def _written(self, cells: Iterable[Cell], look: str) -> Iterator["SheetCell | None"]:
        pens = self._pens
        for cell in cells:
            key = (type(cell), look)
            pen = pens.get(key)
            if pen is None:
                pen = pens[key] = self._pen(cell, look)
            if isinstance(cell, str):
                pen.value = _sheet_text(cell)
                pen.data_type = "s"
            else:
                pen.value = cell.yuan if isinstance(cell, Money) else cell
            yield pen

    def _pen(self, cell: Cell, look: str) -> "SheetCell":
        from openpyxl.cell.cell import WriteOnlyCell  # noqa: PLC0415
        from openpyxl.styles import Alignment, Border, Font, PatternFill, Side  # noqa: PLC0415

        pen = WriteOnlyCell(self._sheet)
        pen.number_format = _NUMBER_FORMATS.get(type(cell), "General")
        pen.font = Font(bold=look in ("title", "head", "sums"), size=14 if look == "title" else 11)
        inside = look not in ("title", "note")
        pen.alignment = Alignment(
            horizontal="center" if look == "head" else None,
            vertical="center" if look == "head" else "top",
            wrap_text=inside and isinstance(cell, str),
        )
        if inside:
            side = Side(style="thin", color=_LINE)
            pen.border = Border(left=side, right=side, top=side, bottom=side)
        if look == "head":
            pen.fill = PatternFill("solid", start_color=_HEAD_GROUND)
        return pen


@contextmanager
def _spoken() -> Iterator[None]:
    """A full disk is an ``OSError``, whichever library was writing."""
    from lxml.etree import SerialisationError  # noqa: PLC0415

    try:
        yield
    except SerialisationError as error:
        raise OSError(errno.ENOSPC, f"磁盘写不下（{error}）") from error


def _sheet_name(title: str) -> str:
    plain = _NO_XML.sub("", _NOT_IN_A_SHEET_NAME.sub(" ", title))
    return " ".join(plain.strip("' ").split())[:_LONGEST_SHEET_NAME].rstrip("' ") or "台账"


def _sheet_text(text: str) -> str:
    """A text as a workbook can hold it."""
    plain = _NO_XML.sub("", text)
    if len(plain) > _LONGEST_TEXT // 2 and len(plain.encode("utf-16-le")) // 2 > _LONGEST_TEXT:
        room = (_LONGEST_TEXT - len(_MARK_OF_A_CUT)) * 2
        # Half a character at the end of what fits is left out.
        plain = plain.encode("utf-16-le")[:room].decode("utf-16-le", "ignore") + _MARK_OF_A_CUT
    return _CODED.sub("_x005F_", plain) if "_x" in plain else plain
