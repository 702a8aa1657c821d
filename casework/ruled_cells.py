"""Ruled lines of a page as tables: which rectangles they enclose, merged ones as one. Pure geometry, in points."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import neg
from typing import Final

__all__ = ["Box", "RuledCell", "RuledTable", "ruled_tables"]

_NEAR: Final = 3.0
_SHORTEST: Final = 9.0
_MOST_LINES: Final = 4000
_MOST_EDGES: Final = 300


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; ``bottom`` is the smaller height, as on paper measured from below."""

    left: float
    bottom: float
    right: float
    top: float

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies inside."""
        return self.left <= x <= self.right and self.bottom <= y <= self.top


@dataclass(frozen=True, slots=True)
class RuledCell:
    """A cell: its place in the grid, how far it reaches, and its rectangle."""

    row: int
    column: int
    rows: int
    columns: int
    box: Box


@dataclass(frozen=True, slots=True)
class RuledTable:
    """A table: rectangle, cells by row, then column; upright edges from the left, level ones from above."""

    box: Box
    cells: tuple[RuledCell, ...]
    edges: tuple[float, ...]
    levels: tuple[float, ...]

    def squares(self) -> dict[tuple[int, int], RuledCell]:
        """The cell that covers each square of the grid, by row and column."""
        return {
            (row, column): one
            for one in self.cells
            for row in range(one.row, one.row + one.rows)
            for column in range(one.column, one.column + one.columns)
        }

    def square_at(self, x: float, y: float) -> tuple[int, int]:
        """Row and column of the square in which a point of the table lies."""
        column = min(max(bisect_right(self.edges, x) - 1, 0), len(self.edges) - 2)
        row = min(max(bisect_right(self.levels, -y, key=neg) - 1, 0), len(self.levels) - 2)
        return row, column


@dataclass(frozen=True, slots=True)
class _Line:
    """A level or an upright line: where it lies, and from where to where it goes."""

    at: float
    start: float
    end: float


def ruled_tables(level: Iterable[Box], upright: Iterable[Box]) -> tuple[RuledTable, ...]:
    """The tables that lines enclose, larger ones first.

    Args:
        level: horizontal lines as thin rectangles.
        upright: vertical lines as thin rectangles.
    """
    across = _joined([_Line((one.bottom + one.top) / 2, one.left, one.right) for one in level])
    down = _joined([_Line((one.left + one.right) / 2, one.bottom, one.top) for one in upright])
    across = [one for one in across if one.end - one.start >= _SHORTEST]
    down = [one for one in down if one.end - one.start >= _SHORTEST]
    if len(across) + len(down) > _MOST_LINES:
        return ()
    found = [_table(*group) for group in _groups(across, down)]
    tables = [one for one in found if one is not None]
    return tuple(sorted(tables, key=lambda one: -_size(one.box)))


def _size(box: Box) -> float:
    return (box.right - box.left) * (box.top - box.bottom)


def _joined(lines: Sequence[_Line]) -> list[_Line]:
    """Pieces of one line as one: borders are drawn cell by cell."""
    found: list[_Line] = []
    for one in sorted(lines, key=lambda line: (round(line.at / _NEAR), line.start)):
        for place in range(len(found) - 1, max(-1, len(found) - 60), -1):
            before = found[place]
            if (
                abs(before.at - one.at) <= _NEAR / 2
                and one.start <= before.end + _NEAR
                and one.end >= before.start - _NEAR
            ):
                found[place] = _Line(before.at, min(before.start, one.start), max(before.end, one.end))
                break
        else:
            found.append(one)
    return found


def _groups(across: Sequence[_Line], down: Sequence[_Line]) -> Iterable[tuple[list[_Line], list[_Line]]]:
    """Lines that touch each other belong to one table."""
    group = list(range(len(across) + len(down)))

    def head(at: int) -> int:
        while group[at] != at:
            group[at] = group[group[at]]
            at = group[at]
        return at

    for i, one in enumerate(across):
        for j, other in enumerate(down):
            meets = (
                one.start - _NEAR <= other.at <= one.end + _NEAR and other.start - _NEAR <= one.at <= other.end + _NEAR
            )
            if meets:
                group[head(i)] = head(len(across) + j)
    members: dict[int, tuple[list[_Line], list[_Line]]] = {}
    for at in range(len(group)):
        first, second = members.setdefault(head(at), ([], []))
        if at < len(across):
            first.append(across[at])
        else:
            second.append(down[at - len(across)])
    return members.values()


def _edges(lines: Sequence[_Line]) -> list[float]:
    found: list[float] = []
    for at in sorted(one.at for one in lines):
        if not found or at - found[-1] > _NEAR:
            found.append(at)
    return found


def _table(across: list[_Line], down: list[_Line]) -> RuledTable | None:
    xs, ys = _edges(down), _edges(across)[::-1]
    if len(xs) < 2 or len(ys) < 2 or len(xs) > _MOST_EDGES or len(ys) > _MOST_EDGES:
        return None
    rows, columns = len(ys) - 1, len(xs) - 1
    group = list(range(rows * columns))

    def head(at: int) -> int:
        while group[at] != at:
            at = group[at]
        return at

    walls = [[one for one in down if abs(one.at - edge) <= _NEAR] for edge in xs]
    floors = [[one for one in across if abs(one.at - edge) <= _NEAR] for edge in ys]
    for row in range(rows):
        middle = (ys[row] + ys[row + 1]) / 2
        for column in range(columns):
            centre = (xs[column] + xs[column + 1]) / 2
            here = row * columns + column
            if column + 1 < columns and not _crossed(walls[column + 1], middle):
                group[head(here + 1)] = head(here)
            if row + 1 < rows and not _crossed(floors[row + 1], centre):
                group[head(here + columns)] = head(here)
    members: dict[int, list[int]] = {}
    for at in range(rows * columns):
        members.setdefault(head(at), []).append(at)
    cells = [_cell(places, columns, xs, ys) for places in members.values()]
    cells.sort(key=lambda one: (one.row, one.column))
    return RuledTable(Box(xs[0], ys[-1], xs[-1], ys[0]), tuple(cells), tuple(xs), tuple(ys))


def _crossed(lines: Sequence[_Line], across: float) -> bool:
    return any(one.start <= across <= one.end for one in lines)


def _cell(places: Sequence[int], columns: int, xs: Sequence[float], ys: Sequence[float]) -> RuledCell:
    rows = [one // columns for one in places]
    across = [one % columns for one in places]
    top, bottom, left, right = min(rows), max(rows), min(across), max(across)
    box = Box(xs[left], ys[bottom + 1], xs[right + 1], ys[top])
    return RuledCell(top, left, bottom - top + 1, right - left + 1, box)
