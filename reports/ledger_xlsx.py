"""Workbooks of today (.xlsx): values as stored, formulas without a stored value, merges, what is hidden."""

import io
import re
import warnings
import zipfile
from datetime import date, time, timedelta
from typing import Final

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from law.errors import UserError
from reports.ledger_bare_xlsx import read_bare_xlsx
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
from reports.ledger_limits import MOST_BYTES, MOST_CELLS, too_large

__all__ = ["read_xlsx"]

_STRICT: Final = b"http://purl.oclc.org/ooxml/"
_SHEET: Final = re.compile(r"xl/worksheets/[^/]+\.xml")
_MERGE: Final = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*\bref="([A-Z]+)(\d+):([A-Z]+)(\d+)"')
_UNVALUED: Final = re.compile(
    rb"(?:</(?:\w+:)?f>|<(?:\w+:)?f\b[^>]*/>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
"""A formula without a stored result. Only then is the workbook read a second time, for its formulas."""


def read_xlsx(content: bytes) -> Workbook:
    """Read a workbook.

    Raises:
        UserError: damaged, or far larger than a ledger can be.
    """
    formulas = _examine(content)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            values = load_workbook(io.BytesIO(content), data_only=True, keep_links=False)
            told = load_workbook(io.BytesIO(content), keep_links=False) if formulas else None
        except Exception:  # noqa: BLE001 - openpyxl lets any error of a part through; the cells may be sound
            return _bare(content)
    late = values.epoch == CALENDAR_MAC_1904
    grids = [_grid(sheet, None if told is None else told[sheet.title], since_1904=late) for sheet in values.worksheets]
    return Workbook(format="xlsx", grids=tuple(grids))


def _bare(content: bytes) -> Workbook:
    """The cells alone, where openpyxl stumbles over looks and settings; damaged if that fails as well."""
    try:
        return read_bare_xlsx(content)
    except UserError:
        raise
    except Exception as problem:
        raise UserError(
            "ledger_damaged", "文件打不开，内容已损坏", type(problem).__name__, "请在表格软件中另存后再导入"
        ) from problem


def _examine(content: bytes) -> bool:
    """Whether any sheet has a formula without a result.

    A file that would unfold into gigabytes is refused before it is unfolded.
    """
    formulas = False
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(one.file_size for one in packed.infolist()) > MOST_BYTES:
                raise too_large()
            _refuse_other_kinds(packed)
            for name in packed.namelist():
                if _SHEET.fullmatch(name):
                    formulas |= _examine_sheet(packed.read(name))
    except UserError:
        raise
    except Exception as problem:
        raise UserError(
            "ledger_damaged", "文件打不开，内容已损坏", type(problem).__name__, "请在表格软件中另存后再导入"
        ) from problem
    return formulas


def _refuse_other_kinds(packed: zipfile.ZipFile) -> None:
    names = set(packed.namelist())
    kind = ""
    if "word/document.xml" in names:
        kind = "文字文档"
    elif "xl/workbook.bin" in names:
        kind = "二进制工作簿（.xlsb）"
    elif "mimetype" in names and b"opendocument" in packed.read("mimetype"):
        kind = "OpenDocument 表格（.ods）"
    elif "xl/workbook.xml" in names and _STRICT in packed.read("xl/workbook.xml"):
        kind = "“严格的开放 XML”工作簿"
    if kind:
        raise UserError("ledger_format", f"文件是{kind}", todo="请在表格软件中另存为普通的 .xlsx 后再导入")


def _examine_sheet(xml: bytes) -> bool:
    merged = 0
    for left, top, right, bottom in _MERGE.findall(xml):
        merged += (_index(right) - _index(left) + 1) * (int(bottom) - int(top) + 1)
    if merged > MOST_CELLS:
        raise too_large()
    return _UNVALUED.search(xml) is not None


def _index(letters: bytes) -> int:
    value = 0
    for one in letters:
        value = value * 26 + one - 64
    return value


def _grid(sheet: Worksheet, told: Worksheet | None, *, since_1904: bool) -> Grid:
    if sheet.max_row * sheet.max_column > MOST_CELLS:
        raise too_large()
    rows: dict[int, dict[int, GridCell]] = {}
    last_column = 0
    for number, line in enumerate(sheet.iter_rows(), 1):
        found: dict[int, GridCell] = {}
        for one in line:
            if isinstance(one, MergedCell):
                continue
            cell = _cell(one, told)
            if cell is not BLANK:
                found[one.column] = cell
        if found:
            rows[number] = found
            last_column = max(last_column, *found)
    return Grid(
        name=sheet.title,
        cells=rows,
        rows=max(rows, default=0),
        columns=last_column,
        merges=tuple(Merge(one.min_row, one.min_col, one.max_row, one.max_col) for one in sheet.merged_cells.ranges),
        hidden=sheet.sheet_state != "visible",
        hidden_rows=frozenset(row for row, one in sheet.row_dimensions.items() if one.hidden),
        hidden_columns=_hidden_columns(sheet),
        since_1904=since_1904,
    )


def _hidden_columns(sheet: Worksheet) -> frozenset[int]:
    found: set[int] = set()
    for one in sheet.column_dimensions.values():
        if one.hidden:
            first = one.min or _index(str(one.index).encode())
            found.update(range(first, (one.max or first) + 1))
    return frozenset(found)


def _cell(one: Cell, told: Worksheet | None) -> GridCell:
    value = one.value
    if value is None:
        return BLANK if told is None else _unvalued(told.cell(one.row, one.column).value)
    if one.data_type == "e":
        return GridCell(CellKind.ERROR, None, str(value), _formula(one, told))
    if isinstance(value, bool):
        return GridCell(CellKind.BOOL, value, "TRUE" if value else "FALSE")
    if isinstance(value, (int, float)):
        return number_cell(value, one.number_format)
    if isinstance(value, str):
        return text_cell(value.replace("_x000D_", ""))
    if isinstance(value, (date, time, timedelta)):
        return date_cell(value)
    return text_cell(str(value))


def _formula(one: Cell, told: Worksheet | None) -> str:
    written = None if told is None else told.cell(one.row, one.column).value
    return written if isinstance(written, str) and written.startswith("=") else ""


def _unvalued(written: object) -> GridCell:
    text = getattr(written, "text", written)
    if isinstance(text, str) and text.startswith("="):
        return GridCell(CellKind.UNVALUED, None, "", text)
    return BLANK
