"""Workbooks of the old format (.xls, BIFF): values, formats, merges, what is hidden; formulas as stored values."""

import io
from typing import Final

import xlrd
from xlrd.sheet import Sheet

from law.errors import UserError
from reports.ledger_grid import (
    BLANK,
    CellKind,
    Grid,
    GridCell,
    Merge,
    Workbook,
    date_cell,
    number_cell,
    text_cell,
)
from reports.ledger_limits import MOST_CELLS, too_large

__all__ = ["read_xls"]

_ENCRYPTED_PACKAGE: Final = "EncryptedPackage".encode("utf-16-le")


def read_xls(content: bytes) -> Workbook:
    """Read a workbook.

    Raises:
        UserError: protected by a password, damaged, too large.
    """
    if _ENCRYPTED_PACKAGE in content:
        raise _protected()
    try:
        book = xlrd.open_workbook(file_contents=content, formatting_info=True, logfile=io.StringIO())
        return Workbook(format="xls", grids=tuple(_grid(book, sheet) for sheet in book.sheets()))
    except UserError:
        raise
    except xlrd.XLRDError as problem:
        if "encrypted" in str(problem).lower():
            raise _protected() from problem
        raise _damaged(problem) from problem
    except Exception as problem:
        raise _damaged(problem) from problem


def _protected() -> UserError:
    return UserError(
        "ledger_password", "文件有打开密码，读不了", "本程序不保存也不猜测密码", "请在表格软件中去掉密码，另存后再导入"
    )


def _damaged(problem: Exception) -> UserError:
    return UserError("ledger_damaged", "文件打不开，内容已损坏", type(problem).__name__, "请在表格软件中另存后再导入")


def _grid(book: xlrd.book.Book, sheet: Sheet) -> Grid:
    if sheet.nrows * sheet.ncols > MOST_CELLS:
        raise too_large()
    rows: dict[int, dict[int, GridCell]] = {}
    last_column = 0
    for row in range(sheet.nrows):
        found: dict[int, GridCell] = {}
        for column in range(sheet.row_len(row)):
            cell = _cell(book, sheet, row, column)
            if cell is not BLANK:
                found[column + 1] = cell
        if found:
            rows[row + 1] = found
            last_column = max(last_column, *found)
    return Grid(
        name=sheet.name,
        cells=rows,
        rows=max(rows, default=0),
        columns=last_column,
        merges=tuple(Merge(top + 1, left + 1, bottom, right) for top, bottom, left, right in sheet.merged_cells),
        hidden=sheet.visibility != 0,
        hidden_rows=frozenset(row + 1 for row, one in sheet.rowinfo_map.items() if one.hidden),
        hidden_columns=frozenset(column + 1 for column, one in sheet.colinfo_map.items() if one.hidden),
        since_1904=book.datemode == 1,
    )


def _cell(book: xlrd.book.Book, sheet: Sheet, row: int, column: int) -> GridCell:
    one = sheet.cell(row, column)
    if one.ctype in {xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK}:
        return BLANK
    if one.ctype == xlrd.XL_CELL_TEXT:
        return text_cell(one.value)
    if one.ctype == xlrd.XL_CELL_BOOLEAN:
        return GridCell(CellKind.BOOL, bool(one.value), "TRUE" if one.value else "FALSE")
    if one.ctype == xlrd.XL_CELL_ERROR:
        return GridCell(CellKind.ERROR, None, xlrd.error_text_from_code.get(one.value, "#ERR"))
    pattern = _pattern(book, one.xf_index)
    if one.ctype == xlrd.XL_CELL_DATE:
        try:
            return date_cell(xlrd.xldate_as_datetime(one.value, book.datemode))
        except (ValueError, OverflowError):
            return number_cell(one.value, pattern)
    return number_cell(one.value, pattern)


def _pattern(book: xlrd.book.Book, index: int | None) -> str:
    if index is None:
        return "General"
    try:
        return str(book.format_map[book.xf_list[index].format_key].format_str)
    except (KeyError, IndexError):
        return "General"
