"""A table as a workbook of one sheet, written row by row.

openpyxl makes an empty workbook with the styles, widths and settings; the rows go straight into its sheet while it is
packed. So memory does not grow with the rows, nothing is written beside the target, and a row costs a fifth of what it
costs cell by cell.
"""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO, Final

from reports.tables import Cell, Money, TableHead

__all__ = ["XlsxWriter"]

_SHEET: Final = "xl/worksheets/sheet1.xml"
# What XML cannot hold, texts that came in before they were cleaned may have it; what it writes otherwise.
_SPECIAL: Final = re.compile("[&<>\r\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_WRITTEN: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}
# Workbooks write characters by their number like this: a text that looks so has to say that it is meant literally.
_CODED: Final = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_NOT_IN_A_SHEET_NAME: Final = re.compile(r"[\[\]:*?/\\]")
_LONGEST_SHEET_NAME: Final = 31
_LONGEST_TEXT: Final = 32_767  # characters of a cell, counted as UTF-16
_MARK_OF_A_CUT: Final = "……（单元格容不下，以下省略）"
_FIRST_DAY: Final = date(1899, 12, 30).toordinal()  # day 0 of workbooks
_KINDS: Final[tuple[type, ...]] = (str, int, date, Money)
_NUMBER_FORMATS: Final[Mapping[type, str]] = {Money: "#,##0.00", date: "yyyy-mm-dd"}
_LOOKS: Final = ("title", "note", "head", "row", "sums")
_A4: Final = 9  # as workbooks number sizes of paper
_HEAD_GROUND: Final = "FFF2F4F7"
_LINE: Final = "FFBFC5CE"
_KEPT_BACK: Final = 64 * 1024  # characters that wait before they are compressed

Styles = Mapping[tuple[str, type], int]


@dataclass(frozen=True, slots=True)
class _Skeleton:
    """A workbook without rows: its other parts, what stands before and after the rows, the numbers of the styles."""

    parts: Mapping[str, bytes]
    before: str
    after: str
    styles: Styles


class XlsxWriter:
    """Writes a workbook of one sheet into ``target``, which stays open; it has to be one that can be sought in."""

    def __init__(self, target: BinaryIO, head: TableHead) -> None:
        self._head = head
        self._rows = 0
        self._line = 0
        skeleton = _skeleton(head, 0)
        self._styles = skeleton.styles
        self._letters = tuple(_letters(at) for at in range(max(1, len(head.columns))))
        self._package = zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED)
        self._sheet = self._package.open(_SHEET, "w", force_zip64=True)
        self._waiting: list[str] = [skeleton.before]
        self._length = 0
        self._write([head.title], "title")
        for note in head.notes:
            self._write([note], "note")
        self._write([one.head for one in head.columns], "head")

    def add(self, row: Sequence[Cell]) -> None:
        """Write one row."""
        self._write(row, "row")
        self._rows += 1

    def finish(self, totals: Sequence[Cell] = ()) -> None:
        """Write the sums, if any, and the rest of the workbook."""
        if totals:
            self._write(totals, "sums")
        # Only now is it known how far the rows reach that can be filtered.
        skeleton = _skeleton(self._head, self._rows)
        self._waiting.append(skeleton.after)
        self._hand_over()
        self._sheet.close()
        for name, content in skeleton.parts.items():
            self._package.writestr(name, content)
        self._package.close()

    def abandon(self) -> None:
        """Write nothing more; what the target holds is no workbook."""
        # Left open it would complete itself when it is forgotten, into a target that is gone by then.
        for part in (self._sheet, self._package):
            with suppress(OSError, ValueError):
                part.close()

    def _write(self, cells: Sequence[Cell], look: str) -> None:
        self._line += 1
        line, styles = self._line, self._styles
        said = [
            _cell(cell, f"{letters}{line}", styles[look, str if cell is None else type(cell)])
            for cell, letters in zip(cells, self._letters, strict=False)
        ]
        text = f'<row r="{line}">{"".join(said)}</row>'
        self._waiting.append(text)
        self._length += len(text)
        if self._length > _KEPT_BACK:
            self._hand_over()

    def _hand_over(self) -> None:
        self._sheet.write("".join(self._waiting).encode("utf-8"))
        self._waiting.clear()
        self._length = 0


def _cell(cell: Cell, place: str, style: int) -> str:
    if isinstance(cell, str):
        if not cell:
            return f'<c r="{place}" s="{style}" t="inlineStr"/>'
        text = _sheet_text(cell)
        return f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
    if cell is None:
        return f'<c r="{place}" s="{style}"/>'
    if isinstance(cell, Money):
        number = str(cell.yuan)
    else:
        number = str(cell.toordinal() - _FIRST_DAY if isinstance(cell, date) else cell)
    return f'<c r="{place}" s="{style}" t="n"><v>{number}</v></c>'


def _sheet_text(text: str) -> str:
    """A text as the XML of a workbook holds it."""
    if len(text) > _LONGEST_TEXT // 2:
        text = _cut(text)
    if _SPECIAL.search(text):
        text = _SPECIAL.sub(_special, text)
    return _CODED.sub("_x005F_", text) if "_x" in text else text


def _special(found: re.Match[str]) -> str:
    return _WRITTEN.get(found.group(), "")


def _cut(text: str) -> str:
    """A text that fits into a cell; one that does not says that it is cut."""
    units = text.encode("utf-16-le", "ignore")
    if len(units) // 2 <= _LONGEST_TEXT:
        return text
    room = (_LONGEST_TEXT - len(_MARK_OF_A_CUT)) * 2
    # Half a character at the end of what fits is left out.
    return units[:room].decode("utf-16-le", "ignore") + _MARK_OF_A_CUT


def _sheet_name(title: str) -> str:
    plain = _SPECIAL.sub("", _NOT_IN_A_SHEET_NAME.sub(" ", title))
    return " ".join(plain.strip("' ").split())[:_LONGEST_SHEET_NAME].rstrip("' ") or "台账"


def _letters(at: int) -> str:
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    return get_column_letter(at + 1)


def _skeleton(head: TableHead, rows: int) -> _Skeleton:
    """The workbook around ``rows`` rows; equal heads give equal numbers of styles."""
    # Imported late: it is needed when somebody exports, and takes its time to load.
    from openpyxl import Workbook  # noqa: PLC0415
    from openpyxl.worksheet.properties import PageSetupProperties  # noqa: PLC0415
    from openpyxl.worksheet.worksheet import Worksheet  # noqa: PLC0415

    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)  # noqa: S101 - a new workbook has one
    sheet.title = _sheet_name(head.title)
    last = _letters(max(1, len(head.columns)) - 1)
    head_row = len(head.notes) + 2
    for at, one in enumerate(head.columns):
        sheet.column_dimensions[_letters(at)].width = one.width
    sheet.freeze_panes = f"A{head_row + 1}"
    sheet.auto_filter.ref = f"A{head_row}:{last}{head_row + max(1, rows)}"
    sheet.print_title_rows = f"{head_row}:{head_row}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    styles = {
        (look, kind): _styled(sheet, place, look, kind)
        for place, (look, kind) in enumerate(((look, kind) for look in _LOOKS for kind in _KINDS), start=1)
    }
    saved = io.BytesIO()
    book.save(saved)
    with zipfile.ZipFile(saved) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    text = parts.pop(_SHEET).decode("utf-8")
    # What stood there only gave the styles their numbers; where it reached is no longer true.
    text = re.sub(r"<dimension [^>]*/>", "", text)
    before, _, rest = text.partition("<sheetData>")
    after = rest.partition("</sheetData>")[2]
    return _Skeleton(parts, f"{before}<sheetData>", f"</sheetData>{after}", styles)


def _styled(sheet: object, place: int, look: str, kind: type) -> int:
    """The number of the style of one kind of cell in one place of the table."""
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side  # noqa: PLC0415
    from openpyxl.worksheet.worksheet import Worksheet  # noqa: PLC0415

    assert isinstance(sheet, Worksheet)  # noqa: S101
    cell = sheet.cell(1, place)
    inside = look not in ("title", "note")
    cell.number_format = _NUMBER_FORMATS.get(kind, "General")
    cell.font = Font(bold=look in ("title", "head", "sums"), size=14 if look == "title" else 11)
    cell.alignment = Alignment(
        horizontal="center" if look == "head" else None,
        vertical="center" if look == "head" else "top",
        wrap_text=inside and kind is str,
    )
    if inside:
        side = Side(style="thin", color=_LINE)
        cell.border = Border(left=side, right=side, top=side, bottom=side)
    if look == "head":
        cell.fill = PatternFill("solid", start_color=_HEAD_GROUND)
    return int(cell.style_id)
