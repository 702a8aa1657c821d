"""Workbooks as one XML file (SpreadsheetML of 2003), which portals like to name .xls: values, merges, hidden rows."""

import io
from collections.abc import Iterator
from datetime import datetime
from typing import Final
from xml.etree import ElementTree as ET

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
from reports.ledger_limits import MOST_BYTES, MOST_CELLS, too_large

__all__ = ["read_xml"]

_NS: Final = "{urn:schemas-microsoft-com:office:spreadsheet}"
_OFFICE: Final = "{urn:schemas-microsoft-com:office:excel}"


def read_xml(content: bytes) -> Workbook:
    """Read a workbook.

    Raises:
        UserError: another kind of XML, damaged, with entities of its own, too large.
    """
    if len(content) > MOST_BYTES:
        raise too_large()
    if b"<!ENTITY" in content:
        raise UserError("ledger_format", "XML 文件带有自定义实体，不读", todo="请另存为 .xlsx 后再导入")
    try:
        root = ET.parse(io.BytesIO(content)).getroot()  # noqa: S314 - entities are refused above
    except ET.ParseError as problem:
        raise UserError("ledger_damaged", "XML 文件读不完整", str(problem), "请另存为 .xlsx 后再导入") from problem
    sheets = root.findall(f"{_NS}Worksheet")
    if not sheets:
        raise UserError("ledger_format", "文件是 XML，不是表格", todo="请选择 .xlsx、.xls 或者 .csv 文件")
    return Workbook(format="xml", grids=tuple(map(_grid, sheets)))


def _grid(sheet: ET.Element) -> Grid:
    cells: dict[int, dict[int, GridCell]] = {}
    merges: list[Merge] = []
    hidden: set[int] = set()
    table = sheet.find(f"{_NS}Table")
    for row, line in _numbered(table, f"{_NS}Row"):
        if line.get(f"{_NS}Hidden") == "1":
            hidden.add(row)
        for column, one in _numbered(line, f"{_NS}Cell", across=True):
            if row * column > MOST_CELLS:
                raise too_large()
            cell = _cell(one.find(f"{_NS}Data"))
            if cell is not BLANK:
                cells.setdefault(row, {})[column] = cell
            across, down = _number(one, "MergeAcross"), _number(one, "MergeDown")
            if across or down:
                merges.append(Merge(row, column, row + down, column + across))
    visible = sheet.find(f"{_OFFICE}WorksheetOptions/{_OFFICE}Visible")
    return Grid(
        name=sheet.get(f"{_NS}Name", ""),
        cells=cells,
        rows=max(cells, default=0),
        columns=max((max(line) for line in cells.values()), default=0),
        merges=tuple(merges),
        hidden=visible is not None and (visible.text or "").startswith("Sheet"),
        hidden_rows=frozenset(hidden),
        hidden_columns=frozenset(at for at, one in _numbered(table, f"{_NS}Column") if one.get(f"{_NS}Hidden") == "1"),
    )


def _numbered(parent: ET.Element | None, tag: str, *, across: bool = False) -> Iterator[tuple[int, ET.Element]]:
    """The children with their numbers; ``ss:Index`` leaps, a merged cell takes the places of those it covers."""
    at = 0
    for one in parent.findall(tag) if parent is not None else ():
        at = _number(one, "Index") or at + 1
        yield at, one
        at += _number(one, "MergeAcross") if across else _number(one, "Span")


def _number(element: ET.Element, name: str) -> int:
    text = element.get(f"{_NS}{name}", "")
    return int(text) if text.isdecimal() and int(text) < MOST_CELLS else 0


def _cell(data: ET.Element | None) -> GridCell:
    if data is None:
        return BLANK
    text = "".join(data.itertext())
    kind = data.get(f"{_NS}Type", "String")
    try:
        if kind == "Number":
            value = float(text)
            return number_cell(int(value) if value == int(value) else value)
        if kind == "DateTime":
            return date_cell(datetime.fromisoformat(text))
    except (ValueError, OverflowError):
        return text_cell(text)
    if kind == "Boolean":
        return GridCell(CellKind.BOOL, text == "1", "TRUE" if text == "1" else "FALSE")
    return GridCell(CellKind.ERROR, None, text) if kind == "Error" else text_cell(text)
