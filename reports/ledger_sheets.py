"""A sheet before its rows are read: its year and month, whether it holds requests, which rows hold none."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from reports.ledger_aliases import aliases, head_key
from reports.ledger_columns import ColumnSource, guess_columns
from reports.ledger_dates import read_pair
from reports.ledger_grid import CellKind, Grid, GridCell, Merge
from reports.ledger_heads import HeadBlock, block_at, find_heads, repeats
from reports.ledger_rows import LedgerChoices, LedgerColumn, SheetChoice, SheetLayout

__all__ = ["SheetPart", "parts_of", "row_kind", "year_in"]

_ESSENTIAL: Final = frozenset({"applicant_name", "org_name", "subject", "description", "received_date", "applied_date"})
_SAMPLES: Final = 40
_FEW: Final = 4
"""So many cells may a row of totals fill."""

_FEWEST_NUMBERS: Final = 4

_LABEL: Final = 12
"""Signs of a label such as ``2025年三季度小计``."""

_YEAR: Final = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")
_TITLE_YEAR: Final = re.compile(r"((?:19|20)\d{2})\s*年(?!\s*\d{1,2}\s*月\s*\d{1,2}\s*日)|[(（]((?:19|20)\d{2})[)）]")
_OTHER_DAY: Final = re.compile(r"日期|截至|截止|打印|导出|时间")
_MONTH: Final = re.compile(r"(?<![\d.])(1[0-2]|0?[1-9])\s*月(?!\s*\d{1,2}\s*日)")
_COMPACT_MONTH: Final = re.compile(r"(?:19|20)\d{2}[.\-年]?(0[1-9]|1[0-2]|[1-9])(?!\d)")
_CHINESE_MONTHS: Final = (
    "一月",
    "二月",
    "三月",
    "四月",
    "五月",
    "六月",
    "七月",
    "八月",
    "九月",
    "十月",
    "十一月",
    "十二月",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetPart:
    """A sheet, or the part of it below one set of heads.

    Attributes:
        grid: the sheet.
        layout: how it is read.
        block: the heads; ``None`` if there are none.
        last: last row of the part.
        places: field to the number of its column.
        anchors: cell within a merge of data rows to the row that holds its content.
        portal: an export of a portal; its numbers are codes, its requests came over the web.
        arrival: the day of receipt column tells the day of arrival.
    """

    grid: Grid
    layout: SheetLayout
    block: HeadBlock | None
    last: int
    places: Mapping[str, int] = field(default_factory=dict)
    anchors: Mapping[tuple[int, int], int] = field(default_factory=dict)
    portal: bool = False
    arrival: bool = False

    @property
    def first(self) -> int:
        """First row of data."""
        return self.layout.first_data_row


def parts_of(grid: Grid, file_name: str, choices: LedgerChoices) -> list[SheetPart]:
    """Divide a sheet at its heads. A sheet without requests is one part that is not read."""
    chosen = next((one for one in reversed(choices.sheets) if one.name == grid.name), SheetChoice(name=grid.name))
    block = _first_block(grid, chosen)
    if block is None:
        return [_unread(grid, _why_not(grid, None))]
    columns = _columns(grid, block, choices)
    if not _is_ledger(columns) and chosen.imported is not True:
        return [_unread(grid, _why_not(grid, columns))]
    if chosen.imported is False:
        return [_unread(grid, "按选定不导入")]
    if grid.hidden and chosen.imported is not True:
        return [_unread(grid, "工作表是隐藏的；其中有登记数据，需要时请选定导入")]
    parts: list[SheetPart] = []
    while block is not None:
        following = None if chosen.header_rows else _next_block(grid, block)
        last = grid.rows if following is None else following.top - 1
        parts.append(_part(grid, block, _columns(grid, block, choices), last, chosen, file_name))
        block = following
    return parts


def _first_block(grid: Grid, chosen: SheetChoice) -> HeadBlock | None:
    if chosen.header_rows:
        return block_at(grid, min(chosen.header_rows), max(chosen.header_rows))
    return find_heads(grid)


def _next_block(grid: Grid, block: HeadBlock) -> HeadBlock | None:
    """Other heads further down; the same heads again on a new page are none."""
    row = block.bottom + 1
    while row <= grid.rows:
        found = find_heads(grid, row, grid.rows)
        if found is None:
            return None
        if not any(repeats(block, grid.filled(one)) for one in found.rows) and _is_ledger_heads(found):
            return found
        row = found.bottom + 1
    return None


def _is_ledger_heads(block: HeadBlock) -> bool:
    sources = [ColumnSource(column, levels, hidden=False) for column, levels in block.levels.items()]
    return _is_ledger(guess_columns(sources))


def _is_ledger(columns: tuple[LedgerColumn, ...]) -> bool:
    fields = {name for one in columns for name in one.fields}
    return len(fields & _ESSENTIAL) >= 2 and len(fields) >= 3


def _columns(grid: Grid, block: HeadBlock, choices: LedgerChoices) -> tuple[LedgerColumn, ...]:
    sources = [
        ColumnSource(column, levels, column in grid.hidden_columns, _samples(grid, block, column, levels))
        for column, levels in block.levels.items()
    ]
    return guess_columns(sources, choices.columns, sheet=grid.name)


def _samples(grid: Grid, block: HeadBlock, column: int, levels: tuple[str, ...]) -> tuple[str, ...]:
    if not levels:
        return ()
    rows = range(block.bottom + 1, min(grid.rows, block.bottom + _SAMPLES) + 1)
    return tuple(grid.cell(row, column).shown for row in rows)


def _part(
    grid: Grid, block: HeadBlock, columns: tuple[LedgerColumn, ...], last: int, chosen: SheetChoice, file_name: str
) -> SheetPart:
    titles = tuple(row for row in range(1, block.top) if grid.filled(row))
    texts = [one.shown for row in titles for one in grid.filled(row).values()]
    places = {name: at for at, one in zip(block.levels, columns, strict=True) for name in one.fields}
    heads = {head_key(level) for levels in block.levels.values() for level in levels}
    portal = len(heads & aliases().portal) >= 2
    received = block.levels.get(places.get("received_date", 0), ("",))
    arrival = "registered_date" in places and any(
        word in level for level in received[-1:] for word in aliases().arrival
    )
    return SheetPart(
        grid=grid,
        block=block,
        last=last,
        places=places,
        anchors=_anchors(grid.merges, block.bottom),
        portal=portal,
        arrival=arrival,
        layout=SheetLayout(
            name=grid.name,
            imported=True,
            hidden=grid.hidden,
            title_rows=titles,
            header_rows=block.rows,
            first_data_row=block.bottom + 1,
            columns=columns,
            year=chosen.year or year_in(grid.name, texts, file_name),
            month=_month_in(grid.name, texts),
            note=_note(places, portal=portal, arrival=arrival),
        ),
    )


def _note(places: Mapping[str, int], *, portal: bool, arrival: bool) -> str:
    if portal and "received_date" not in places:
        return "网上提交成功的时间就是收到日"
    if arrival:
        return "平信、传真以登记列（确认之日）为收到日，其他方式以寄达、提交之日为收到日"
    return "登记列是内部登记日，不是起算日" if "registered_date" in places else ""


def _unread(grid: Grid, reason: str) -> SheetPart:
    layout = SheetLayout(name=grid.name, imported=False, reason=reason, hidden=grid.hidden)
    return SheetPart(grid=grid, layout=layout, block=None, last=0)


def _why_not(grid: Grid, columns: tuple[LedgerColumn, ...] | None) -> str:
    cells = [one for row in grid.cells.values() for one in row.values() if not one.blank]
    if not cells:
        return "空表"
    days = sum(one.kind is CellKind.DATE for one in cells)
    if days * 4 >= len(cells) * 3:
        return "公式用放假日列表，不是登记数据"
    if any(word in grid.name for word in aliases().summary_sheets):
        return "汇总表"
    if grid.hidden and (grid.rows <= 2 or grid.columns <= 2):
        return "下拉选项"
    return "没有找到表头" if columns is None else "没有申请人、申请内容、收到日期等列，不是登记数据"


def year_in(name: str, titles: list[str], file_name: str) -> int | None:
    """The year of a sheet: from its name, its title, or the name of the file; ``None`` if none or several are named."""
    for text in (name, *titles):
        pattern = _YEAR if text == name else _TITLE_YEAR
        if text != name and _OTHER_DAY.search(text):
            continue
        years = {int(one[1] or (one[2] if pattern is _TITLE_YEAR else 0)) for one in pattern.finditer(text)}
        if len(years) == 1:
            return years.pop()
    years = {int(one[1]) for one in _YEAR.finditer(file_name)}
    return years.pop() if len(years) == 1 else None


def _month_in(name: str, titles: list[str]) -> int | None:
    for text in (name, *titles):
        for at, word in reversed(list(enumerate(_CHINESE_MONTHS, 1))):
            if word in text:
                return at
        if text != name and _OTHER_DAY.search(text):
            continue
        months = {int(one[1]) for one in _MONTH.finditer(text)}
        if len(months) == 1:
            return months.pop()
        if text == name:
            compact = _COMPACT_MONTH.fullmatch(text.strip())
            if compact is not None:
                return int(compact[1])
    return None


def _anchors(merges: tuple[Merge, ...], header: int) -> dict[tuple[int, int], int]:
    return {
        (row, one.left): one.top
        for one in merges
        if one.top > header and one.bottom > one.top
        for row in range(one.top + 1, one.bottom + 1)
    }


def row_kind(part: SheetPart, row: int) -> str:
    """Why a row is no request: ``blank``, ``note``, ``subtotal``, ``total``, ``page_break``, ``repeated_header``."""
    cells = part.grid.filled(row)
    columns = set(cells)
    serial = part.places.get("serial_no")
    if not columns or (columns == {serial} and all(head_key(one.shown).isdecimal() for one in cells.values())):
        return "" if columns and _merged_into(part, row) else "blank"
    if part.block is not None and repeats(part.block, cells):
        return "repeated_header"
    if _numbers_columns(cells):
        return "repeated_header"
    few = len(columns) <= max(_FEW, len(part.places) // 3)
    kind = _spoken_kind(list(cells.values()))
    if kind or (few and (len(columns) <= 2 or any(_speaks(one) for one in cells.values()))):
        return "" if _has_day(part, row) else kind or "note"
    return ""


def _numbers_columns(cells: dict[int, GridCell]) -> bool:
    """A row below the heads that only numbers the columns: 1, 2, 3."""
    numbers = [one.shown.strip(" ()（）") for _, one in sorted(cells.items())]
    if numbers[0] == "栏次":
        numbers = numbers[1:]
    first = numbers[0] if numbers else ""
    if len(numbers) < _FEWEST_NUMBERS or first not in {"0", "1"}:
        return False
    return numbers == [str(at) for at in range(int(first), int(first) + len(numbers))]


def _speaks(cell: GridCell) -> bool:
    """A cell such as ``审核人：``."""
    return cell.kind is CellKind.TEXT and ("：" in cell.shown or cell.shown.rstrip().endswith(":"))


def _has_day(part: SheetPart, row: int) -> bool:
    """Whether the cell of receipt holds a day, or one that is refused for what it says."""
    column = part.places.get("received_date") or part.places.get("applied_date")
    cell = part.grid.cell(row, column or 0)
    if cell.blank:
        return False
    read = read_pair(cell, since_1904=part.grid.since_1904, named=False)
    return read.refused != "date_not_readable" and (
        read.received is None or read.received.refused != "date_not_readable"
    )


def _merged_into(part: SheetPart, row: int) -> bool:
    return any((row, column) in part.anchors for column in part.places.values())


def _spoken_kind(cells: list[GridCell]) -> str:
    """The kind that the first cells of a row name: a short label, not a word within a sentence."""
    words = aliases().rows
    first = head_key(cells[0].shown)
    texts = [head_key(one.shown) for one in cells[:3] if one.kind is CellKind.TEXT]
    for kind in ("page_break", "subtotal", "total"):
        if any(word in text for text in texts if len(text) <= _LABEL for word in words[kind]):
            return kind
    return "note" if first.startswith(words["note"]) else ""
