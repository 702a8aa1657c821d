"""Where the heads of a sheet are: title rows above, one to three levels of heads, the first row of data below."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from reports.ledger_aliases import bare_key, head_key
from reports.ledger_columns import named_fields
from reports.ledger_grid import CellKind, Grid, GridCell, Merge

__all__ = ["HeadBlock", "block_at", "find_heads", "repeats"]

_LOOKED_AT: Final = 60
"""Rows from the top in which heads are looked for."""

_FEWEST: Final = 3
"""So many named columns make a row of heads."""

_LONGEST: Final = 40
_LABEL: Final = 16
"""Signs of a lower head."""

_LEVELS: Final = 4
_DATUM: Final = re.compile(r"\d{5,}|\d{1,4}[年./\-]\d{1,2}[月./\-]?|〔\d{4}〕")


@dataclass(frozen=True, slots=True)
class HeadBlock:
    """Rows of heads, first and last, and the levels of each column from above."""

    top: int
    bottom: int
    levels: dict[int, tuple[str, ...]]

    @property
    def rows(self) -> tuple[int, ...]:
        """The row numbers."""
        return tuple(range(self.top, self.bottom + 1))


def find_heads(grid: Grid, start: int = 1, until: int | None = None) -> HeadBlock | None:
    """The first rows of heads at or below ``start``; ``None`` if there are none."""
    last = min(grid.rows, start + _LOOKED_AT) if until is None else until
    for row in range(start, last + 1):
        cells = grid.filled(row)
        if len(cells) >= _FEWEST and _mostly_names(cells) and _names(cells.values()) >= _FEWEST:
            top, bottom = _extent(grid, row, start)
            return block_at(grid, top, bottom)
    return None


def block_at(grid: Grid, top: int, bottom: int) -> HeadBlock:
    """The levels of heads in these rows."""
    columns = max(grid.columns, *(grid.widths.get(row, 0) for row in range(top, bottom + 1)))
    levels: dict[int, tuple[str, ...]] = {}
    carried = _carried(grid, top, bottom)
    for column in range(1, columns + 1):
        found: list[str] = []
        seen: set[tuple[int, int]] = set()
        for row in range(top, bottom + 1):
            place = carried.get((row, column), (row, column))
            text = _label(grid.cell(*place))
            if text and place not in seen:
                found.append(text)
            seen.add(place)
        levels[column] = tuple(found)
    return HeadBlock(top, bottom, levels)


def repeats(block: HeadBlock, cells: dict[int, GridCell]) -> bool:
    """Whether a row below says the heads again, on a new page."""
    said = {column: head_key(one.shown) for column, one in cells.items() if one.kind is CellKind.TEXT}
    same = [
        column
        for column, key in said.items()
        if key and key in {head_key(level) for level in block.levels.get(column, ())}
    ]
    return len(same) >= _FEWEST and len(same) * 3 >= len(cells) * 2


def _label(cell: GridCell) -> str:
    """A head on one line; blanks within a line stay as they are shown."""
    return re.sub(r"\s*[\r\n]+\s*", "", cell.shown).strip() if cell.kind in {CellKind.TEXT, CellKind.NUMBER} else ""


def _names(cells: Iterable[GridCell]) -> int:
    fields = {
        field
        for one in cells
        if one.kind is CellKind.TEXT and len(one.shown) <= _LONGEST
        for field in list(named_fields(_label(one)))[:1]
    }
    return len(fields)


def _mostly_names(cells: dict[int, GridCell]) -> bool:
    """Data that sound like heads are told by their days and numbers; this is asked first, it costs least."""
    data = sum(one.kind is not CellKind.TEXT or _DATUM.search(one.shown) is not None for one in cells.values())
    if data * 4 > len(cells):
        return False
    named = sum(one.kind is CellKind.TEXT and bool(named_fields(_label(one))) for one in cells.values())
    return named * 2 >= min(len(cells), _FEWEST * 2)


def _extent(grid: Grid, row: int, start: int) -> tuple[int, int]:
    top = bottom = row
    while bottom - top < _LEVELS:
        merged = [one for one in grid.merges if one.top <= bottom and one.bottom >= top and one.top >= start]
        lower = max((one.bottom for one in merged if one.right - one.left < _width(grid)), default=bottom)
        if lower > bottom and lower - top < _LEVELS:
            bottom = lower
        elif _continues(grid, bottom, merged):
            bottom += 1
        else:
            break
    while top > start and _is_group_row(grid, top - 1):
        top -= 1
    return top, bottom


def _width(grid: Grid) -> int:
    return max(2, grid.columns * 4 // 5)


def _continues(grid: Grid, bottom: int, merged: list[Merge]) -> bool:
    """Whether the next row holds the lower heads of groups in this one."""
    below = grid.filled(bottom + 1)
    if len(below) < 2 or any(one.kind is not CellKind.TEXT or _DATUM.search(one.shown) for one in below.values()):
        return False
    groups = [one for one in merged if one.bottom == bottom and one.right > one.left]
    if groups:
        covered = {column for one in groups for column in range(one.left, one.right + 1)}
        return set(below) <= covered
    above = grid.filled(bottom)
    fresh = [column for column in below if column not in above]
    named = sum(bool(named_fields(_label(one))) for one in below.values())
    return bool(fresh) and named >= 2 and any(column not in below for column in above) and _short_labels(below)


def _short_labels(cells: dict[int, GridCell]) -> bool:
    return all(len(bare_key(one.shown)) <= _LABEL for one in cells.values())


def _is_group_row(grid: Grid, row: int) -> bool:
    """A row of groups right above: two labels or more, none as wide as a title."""
    cells = grid.filled(row)
    if len(cells) < 2 or any(one.kind is not CellKind.TEXT or len(one.shown) > 12 for one in cells.values()):
        return False
    wide = [one for one in grid.merges if one.top == row and one.right > one.left]
    return (
        bool(wide)
        and all(one.right - one.left < _width(grid) for one in wide)
        and not any(_DATUM.search(one.shown) or ":" in one.shown or "：" in one.shown for one in cells.values())
    )


def _carried(grid: Grid, top: int, bottom: int) -> dict[tuple[int, int], tuple[int, int]]:
    """Where the text of a cell within a merge stands; without merges a group reaches to the next one on its right."""
    places: dict[tuple[int, int], tuple[int, int]] = {}
    for one in grid.merges:
        if one.top <= bottom and one.bottom >= top:
            for row in range(max(one.top, top), min(one.bottom, bottom) + 1):
                for column in range(one.left, one.right + 1):
                    places[row, column] = (one.top, one.left)
    if bottom > top and not places:
        for row in range(top, bottom):
            at = 0
            for column in range(1, grid.columns + 1):
                if not grid.cell(row, column).blank:
                    at = column
                elif at and not grid.cell(row + 1, column).blank and not grid.cell(row + 1, at).blank:
                    places[row, column] = (row, at)
    return places
