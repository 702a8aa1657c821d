"""Tables two, three and four of the annual report as grids with merged cells, label by label as the form prints them.

Workbook, document and screen are drawn from it, so all look alike.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from law.annual_form import AnnualForm, AnnualLayout, annual_layout, four_key, three_key, two_key
from law.annual_rows import AnnualRow, annual_rows

__all__ = ["DrawnCell", "DrawnTable", "drawn_four", "drawn_three", "drawn_two"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnCell:
    """One cell.

    Attributes:
        row, column: place, from 0.
        down, across: how many rows and columns it covers.
        text: label; empty for a figure.
        figure: key of the figure; empty for a label.
        left: the label of a row, which stands left; everything else stands in the middle.
    """

    row: int
    column: int
    text: str = ""
    figure: str = ""
    down: int = 1
    across: int = 1
    left: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnTable:
    """A table: its cells row by row, how many rows and columns, and how many of the first rows are heads."""

    cells: tuple[DrawnCell, ...]
    rows: int
    columns: int
    heads: int

    def of_row(self, row: int) -> tuple[DrawnCell, ...]:
        """The cells that begin in a row, from left to right."""
        return tuple(one for one in self.cells if one.row == row)


_LABELS: Final = 3  # columns of labels of table three
_TWO: Final = 4  # columns of table two


def drawn_two(form: AnnualForm = AnnualForm.CURRENT) -> DrawnTable:
    """Table two: blocks one under the other."""
    cells: list[DrawnCell] = []
    row = 0
    for block in annual_layout(form).blocks:
        cells.append(DrawnCell(row=row, column=0, text=block.title, across=_TWO))
        cells.append(DrawnCell(row=row + 1, column=0, text=block.heads[0]))
        cells += [
            DrawnCell(row=row + 1, column=at, text=head, across=across)
            for at, head, across in _spread(block.heads[1:])
        ]  # fmt: skip
        for under, (key, label) in enumerate(block.rows, start=row + 2):
            cells.append(DrawnCell(row=under, column=0, text=label))
            cells += [
                DrawnCell(row=under, column=at, figure=two_key(key, column), across=across)
                for at, column, across in _spread(block.columns)
            ]
        row += 2 + len(block.rows)
    return DrawnTable(cells=tuple(cells), rows=row, columns=_TWO, heads=0)


def _spread(names: tuple[str, ...]) -> Iterator[tuple[int, str, int]]:
    """Columns behind the label; the last one takes the room that is left."""
    for at, name in enumerate(names, start=1):
        yield at, name, _TWO - at if at == len(names) else 1


def drawn_three(form: AnnualForm = AnnualForm.CURRENT) -> DrawnTable:
    """Table three: three rows of heads, three columns of labels, seven of figures."""
    layout = annual_layout(form)
    cells = list(_heads_of_three(layout))
    row = first = 3
    for _, found in groupby(layout.rows, key=_block_of):
        keys = [key for key, _ in found]
        block = annual_rows()[keys[0]].block
        if block:
            cells.append(DrawnCell(row=row, column=0, text=block, down=len(keys), left=True))
        for key in keys:
            cells += _labels_of(layout, key, row, indent=1 if block else 0)
            cells += [
                DrawnCell(row=row, column=_LABELS + at, figure=three_key(key, column))
                for at, (column, _) in enumerate(layout.columns)
            ]
            row += 1
    return DrawnTable(cells=tuple(cells), rows=row, columns=_LABELS + len(layout.columns), heads=first)


def _block_of(row: tuple[str, str]) -> str:
    one = annual_rows()[row[0]]
    # Rows outside a block stand alone.
    return one.block or one.key


def _heads_of_three(layout: AnnualLayout) -> Iterator[DrawnCell]:
    labels = [label for _, label in layout.columns]
    last = _LABELS + len(labels) - 1
    yield DrawnCell(row=0, column=0, text=layout.corner, down=3, across=_LABELS)
    yield DrawnCell(row=0, column=_LABELS, text=layout.applicants, across=len(labels))
    yield DrawnCell(row=1, column=_LABELS, text=labels[0], down=2)
    yield DrawnCell(row=1, column=_LABELS + 1, text=layout.organisations, across=len(labels) - 2)
    yield DrawnCell(row=1, column=last, text=labels[-1], down=2)
    for at, label in enumerate(labels[1:-1], start=_LABELS + 1):
        yield DrawnCell(row=2, column=at, text=label)


def _labels_of(layout: AnnualLayout, key: str, row: int, *, indent: int) -> Iterator[DrawnCell]:
    one = annual_rows()[key]
    if key == layout.undivided or not one.group:
        label = dict(layout.rows)[key] if key == layout.undivided else one.label
        yield DrawnCell(row=row, column=indent, text=label, across=_LABELS - indent, left=True)
        return
    members = [other for other, _ in layout.rows if _group_of(layout, other) == one.group]
    if members[0] == key:
        yield DrawnCell(row=row, column=1, text=one.group, down=len(members), left=True)
    yield DrawnCell(row=row, column=2, text=one.label, left=True)


def _group_of(layout: AnnualLayout, key: str) -> str:
    row: AnnualRow = annual_rows()[key]
    return "" if key == layout.undivided else row.group


def drawn_four(form: AnnualForm = AnnualForm.CURRENT) -> DrawnTable:
    """Table four: three rows of heads, one of figures."""
    layout = annual_layout(form)
    count = len(layout.results)
    groups = layout.groups
    cells = [
        DrawnCell(row=0, column=0, text=layout.reconsideration, across=count),
        DrawnCell(row=0, column=count, text=layout.litigation, across=count * (len(groups) - 1)),
        *(DrawnCell(row=1, column=at, text=label, down=2) for at, (_, label) in enumerate(layout.results)),
    ]
    for at, (_, label) in enumerate(groups[1:], start=1):
        cells.append(DrawnCell(row=1, column=at * count, text=label, across=count))
        cells += [DrawnCell(row=2, column=at * count + to, text=name) for to, (_, name) in enumerate(layout.results)]
    cells += [
        DrawnCell(row=3, column=at * count + to, figure=four_key(group, result))
        for at, (group, _) in enumerate(groups)
        for to, (result, _) in enumerate(layout.results)
    ]
    return DrawnTable(cells=tuple(cells), rows=4, columns=count * len(groups), heads=3)
