"""Workbooks whose styles or settings openpyxl refuses although office programs open them: the bare cells.

Other programs write colours, panes or rules outside the standard, and nothing of that matters for a ledger. Only what
does is read here: sheets, cells, which number formats are days, merges, what is hidden.
"""

import io
import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final
from xml.etree import ElementTree as ET

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.cell import coordinate_to_tuple, range_boundaries

from reports.ledger_grid import (
    BLANK,
    CellKind,
    Grid,
    GridCell,
    Merge,
    Workbook,
    date_cell,
    number_cell,
    serial_day,
    text_cell,
)
from reports.ledger_limits import MOST_CELLS, too_large

__all__ = ["read_bare_xlsx"]

_NS: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REL: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_SHEET: Final = "/worksheet"


@dataclass(frozen=True, slots=True)
class _Book:
    strings: tuple[str, ...]
    formats: tuple[str, ...]
    since_1904: bool


def read_bare_xlsx(content: bytes) -> Workbook:
    """Read the cells of a workbook, whatever its looks.

    Args:
        content: the file, whose unpacked size and merges were examined before.

    Raises:
        UserError: too large. Any other error means that the file is damaged; the caller tells so.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        root = _xml(packed, "xl/workbook.xml")
        settings = root.find(f"{_NS}workbookPr")
        late = settings is not None and settings.get("date1904") in {"1", "true"}
        book = _Book(_strings(packed), _formats(packed), late)
        targets = _targets(packed)
        grids = [
            _grid(_xml(packed, targets[one.get(_REL, "")]), one, book)
            for one in root.iter(f"{_NS}sheet")
            if one.get(_REL, "") in targets
        ]
    return Workbook(format="xlsx", grids=tuple(grids))


def _xml(packed: zipfile.ZipFile, name: str) -> ET.Element:
    content = packed.read(name)
    if b"<!ENTITY" in content:
        raise ValueError("entities")
    return ET.fromstring(content)  # noqa: S314 - entities are refused above


def _targets(packed: zipfile.ZipFile) -> Mapping[str, str]:
    """Part of each worksheet by its relation."""
    root = _xml(packed, "xl/_rels/workbook.xml.rels")
    found = {}
    for one in root:
        if one.get("Type", "").endswith(_SHEET):
            target = one.get("Target", "")
            name = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
            found[one.get("Id", "")] = name
    return found


def _strings(packed: zipfile.ZipFile) -> tuple[str, ...]:
    if "xl/sharedStrings.xml" not in packed.namelist():
        return ()
    return tuple(_text(one) for one in _xml(packed, "xl/sharedStrings.xml").iter(f"{_NS}si"))


def _text(element: ET.Element | None) -> str:
    """The text of a string, without the reading aids of other languages."""
    if element is None:
        return ""
    plain = [element.findtext(f"{_NS}t") or ""]
    plain += [run.findtext(f"{_NS}t") or "" for run in element.findall(f"{_NS}r")]
    return "".join(plain).replace("_x000D_", "")


def _formats(packed: zipfile.ZipFile) -> tuple[str, ...]:
    """The number format of each cell style."""
    if "xl/styles.xml" not in packed.namelist():
        return ()
    root = _xml(packed, "xl/styles.xml")
    own = {one.get("numFmtId", ""): one.get("formatCode", "") for one in root.iter(f"{_NS}numFmt")}
    styles = root.find(f"{_NS}cellXfs")
    codes = (one.get("numFmtId", "0") for one in (styles if styles is not None else ()))
    return tuple(own.get(code) or BUILTIN_FORMATS.get(int(code), "General") for code in codes)


def _grid(root: ET.Element, told: ET.Element, book: _Book) -> Grid:
    rows: dict[int, dict[int, GridCell]] = {}
    hidden: set[int] = set()
    number = 0
    for line in root.iter(f"{_NS}row"):
        number = int(line.get("r", number + 1))
        if line.get("hidden") in {"1", "true"}:
            hidden.add(number)
        found = dict(_cells(line, book))
        if found:
            rows[number] = found
    columns = max((max(one) for one in rows.values()), default=0)
    if max(rows, default=0) * columns > MOST_CELLS:
        raise too_large()
    return Grid(
        name=told.get("name", ""),
        cells=rows,
        rows=max(rows, default=0),
        columns=columns,
        merges=tuple(_merges(root)),
        hidden=told.get("state", "visible") != "visible",
        hidden_rows=frozenset(hidden),
        hidden_columns=frozenset(
            at
            for one in root.iter(f"{_NS}col")
            if one.get("hidden") in {"1", "true"}
            for at in range(int(one.get("min", "1")), min(int(one.get("max", "1")), columns) + 1)
        ),
        since_1904=book.since_1904,
    )


def _merges(root: ET.Element) -> Iterator[Merge]:
    for one in root.iter(f"{_NS}mergeCell"):
        left, top, right, bottom = range_boundaries(one.get("ref", "A1"))
        if None not in {left, top, right, bottom}:
            yield Merge(int(top or 1), int(left or 1), int(bottom or 1), int(right or 1))


def _cells(line: ET.Element, book: _Book) -> Iterator[tuple[int, GridCell]]:
    column = 0
    for one in line.findall(f"{_NS}c"):
        place = one.get("r")
        column = coordinate_to_tuple(place)[1] if place else column + 1
        cell = _cell(one, book)
        if cell is not BLANK:
            yield column, cell


def _cell(one: ET.Element, book: _Book) -> GridCell:
    kind, text = one.get("t", "n"), one.findtext(f"{_NS}v")
    formula = one.findtext(f"{_NS}f")
    told = "" if formula is None else f"={formula}"
    if kind == "inlineStr":
        return text_cell(_text(one.find(f"{_NS}is")))
    if text is None or (text == "" and kind != "str"):
        return GridCell(CellKind.UNVALUED, None, "", told) if told else BLANK
    if kind == "s":
        return text_cell(book.strings[int(text)])
    if kind in {"str", "d"}:
        return text_cell(text.replace("_x000D_", ""))
    if kind == "b":
        return GridCell(CellKind.BOOL, text == "1", "TRUE" if text == "1" else "FALSE")
    if kind == "e":
        return GridCell(CellKind.ERROR, None, text, told)
    return _numeric(float(text), one.get("s", "0"), book)


def _numeric(value: float, style: str, book: _Book) -> GridCell:
    at = int(style)
    pattern = book.formats[at] if at < len(book.formats) else "General"
    whole = int(value) if value == int(value) else value
    if not is_date_format(pattern):
        return number_cell(whole, pattern)
    moment = serial_day(value, since_1904=book.since_1904) if value >= 1 else None
    return number_cell(whole, pattern) if moment is None else date_cell(moment)
