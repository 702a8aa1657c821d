"""The annual report as a workbook in the official layout, and workbooks of this layout read again, ours and others'.

Each table is a sheet with the heads merged as the form merges them. A cell is written as it was given; nothing is
filled in behind anybody's back: ``AnnualTables.zero`` makes the zeros, and the checker finds what is empty.
"""

import io
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from law.annual_drawing import DrawnCell, DrawnTable, drawn_four, drawn_three, drawn_two
from law.errors import UserError
from reports.annual_grids import read_annual_grids
from reports.annual_paste import plain_grid, read_annual_html
from reports.annual_tables import AnnualTables, Figure
from reports.ledger_html import looks_like_html

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["SHEETS", "annual_xlsx", "read_annual_file"]

SHEETS: Final = {"t2": "表二", "t3": "表三", "t4": "表四"}

_PARTS: Final = {"t2": 1, "t3": 2, "t4": 3}  # places of the headings in the list of parts
_WIDTHS: Final = {
    "t2": (34.0, 18.0, 18.0, 18.0),
    "t3": (9.0, 13.0, 42.0, *(13.5,) * 7),
    "t4": (9.0,) * 15,
}
_ABOVE: Final = 2  # rows above the table: title and heading
_FONT: Final = "宋体"
_LINE: Final = 15.0  # points of a line of 11 points
_SIGN: Final = 2.0  # width of a Chinese sign, in the unit of column widths


def annual_xlsx(tables: AnnualTables) -> bytes:
    """The tables as .xlsx; a table that was not given has no sheet.

    Raises:
        ValueError: no table at all.
    """
    # Imported late: it is needed when somebody exports, and takes its time to load.
    from openpyxl import Workbook  # noqa: PLC0415

    drawn = {"t2": drawn_two, "t3": drawn_three, "t4": drawn_four}
    book = Workbook()
    book.remove(book.worksheets[0])
    for key, name in SHEETS.items():
        if tables.has(key):
            _draw(book.create_sheet(name), tables, key, drawn[key](tables.form))
    if not book.worksheets:
        raise ValueError("no table")
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def read_annual_file(content: bytes, *, year: int | None = None, agency: str = "") -> AnnualTables:
    """The tables of a workbook (.xlsx, .xls), a saved web page or a CSV.

    Args:
        content: bytes of the file.
        year: the year, if known; otherwise that of the title.
        agency: whose report, if known.

    Raises:
        UserError: as ``read_annual_grids``; the file is of another kind, protected or damaged.
    """
    from reports.ledger_files import open_ledger  # noqa: PLC0415

    if looks_like_html(content):
        return read_annual_html(content, year=year, agency=agency)
    sheets = [one for one in open_ledger(content).grids if not one.hidden]
    if not sheets:
        raise UserError("annual_no_table", "文件里的表都是隐藏的", todo="请取消隐藏后再导入")
    return read_annual_grids([plain_grid(one) for one in sheets], year=year, agency=agency)


def _draw(sheet: "Worksheet", tables: AnnualTables, key: str, table: DrawnTable) -> None:
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415
    from openpyxl.worksheet.properties import PageSetupProperties  # noqa: PLC0415

    for at, width in enumerate(_WIDTHS[key], start=1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    title = f"{tables.agency}{tables.year}年{tables.layout.title}"
    for at, (text, size) in enumerate(((title, 16), (tables.layout.parts[_PARTS[key]], 12)), start=1):
        sheet.merge_cells(start_row=at, start_column=1, end_row=at, end_column=table.columns)
        _write(sheet, at, 1, text)
        sheet.cell(at, 1).font = Font(name=_FONT, size=size, bold=True)
        sheet.cell(at, 1).alignment = Alignment(horizontal="center" if at == 1 else "left", vertical="center")
        sheet.row_dimensions[at].height = 2.0 * size
    for one in table.cells:
        _place(sheet, one, tables.figures.get(one.figure))
    for row in range(table.rows):
        sheet.row_dimensions[row + 1 + _ABOVE].height = _height(table, row, _WIDTHS[key])
    if table.heads:
        sheet.freeze_panes = f"A{_ABOVE + table.heads + 1}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToHeight = 1
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True


def _place(sheet: "Worksheet", one: DrawnCell, figure: Figure) -> None:
    """One cell with the lines around all that it covers."""
    from openpyxl.styles import Alignment, Border, Font, Side  # noqa: PLC0415

    line = Side(style="thin", color="000000")
    top, left = one.row + 1 + _ABOVE, one.column + 1
    _write(sheet, top, left, figure if one.figure else one.text)
    for row in range(top, top + one.down):
        for column in range(left, left + one.across):
            sheet.cell(row, column).border = Border(left=line, right=line, top=line, bottom=line)
    first = sheet.cell(top, left)
    first.font = Font(name=_FONT, size=11)
    side = "left" if one.left else "center"
    first.alignment = Alignment(horizontal=side, vertical="center", wrap_text=not one.figure)
    if one.down > 1 or one.across > 1:
        sheet.merge_cells(
            start_row=top, start_column=left, end_row=top + one.down - 1, end_column=left + one.across - 1
        )


def _write(sheet: "Worksheet", row: int, column: int, value: Figure) -> None:
    cell = sheet.cell(row, column)
    if isinstance(value, str):
        # A text is a text, whatever it begins with.
        cell.value = value
        cell.data_type = "s"
    else:
        cell.value = float(value) if isinstance(value, Decimal) else value


def _height(table: DrawnTable, row: int, widths: tuple[float, ...]) -> float:
    """Room for the longest label of a row."""
    lines = 1
    for one in table.of_row(row):
        if one.text and one.down == 1:
            room = sum(widths[one.column : one.column + one.across]) - 1.0
            lines = max(lines, -(-int(len(one.text) * _SIGN) // int(room)))
    return _LINE * lines + 6.0
