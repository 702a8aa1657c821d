"""Lines of a page as tables: pure geometry."""

import pytest

from casework.ruled_cells import Box, RuledTable, ruled_tables

WIDTHS = (100.0, 200.0, 300.0, 400.0)
HEIGHTS = (700.0, 680.0, 660.0)


def level(at: float, left: float = WIDTHS[0], right: float = WIDTHS[-1]) -> Box:
    return Box(left, at - 0.5, right, at + 0.5)


def upright(at: float, bottom: float = HEIGHTS[-1], top: float = HEIGHTS[0]) -> Box:
    return Box(at - 0.5, bottom, at + 0.5, top)


def places(table: RuledTable) -> list[tuple[int, int, int, int]]:
    return [(one.row, one.column, one.rows, one.columns) for one in table.cells]


def test_a_grid_has_a_cell_for_each_square() -> None:
    (table,) = ruled_tables(map(level, HEIGHTS), map(upright, WIDTHS))
    assert places(table) == [(row, column, 1, 1) for row in range(2) for column in range(3)]
    assert table.cells[0].box == Box(100, 680, 200, 700)


def test_squares_without_a_line_between_them_are_one_cell() -> None:
    lines = [level(700), level(660), level(680, 200, 400)]  # the first column goes over both rows
    walls = [upright(100), upright(200), upright(300, 660, 680), upright(400)]  # the first row has one wide cell
    (table,) = ruled_tables(lines, walls)
    assert places(table) == [(0, 0, 2, 1), (0, 1, 1, 2), (1, 1, 1, 1), (1, 2, 1, 1)]


def test_borders_drawn_piece_by_piece_are_one_line() -> None:
    pieces = [level(at, left, left + 100) for at in HEIGHTS for left in WIDTHS[:-1]]
    walls = [upright(at, bottom, bottom + 20) for at in WIDTHS for bottom in HEIGHTS[1:]]
    (table,) = ruled_tables(pieces, walls)
    assert len(table.cells) == 6


def test_tables_apart_are_two_and_the_larger_comes_first() -> None:
    small = [level(500, 100, 200), level(480, 100, 200)], [upright(100, 480, 500), upright(200, 480, 500)]
    found = ruled_tables([*small[0], *map(level, HEIGHTS)], [*small[1], *map(upright, WIDTHS)])
    assert [len(one.cells) for one in found] == [6, 1]


@pytest.mark.parametrize(
    ("lines", "walls"),
    [
        ([], []),
        ([level(700)], [upright(100)]),
        ([level(700), level(690)], []),
        ([level(700, 100, 104)], [upright(100)]),
    ],
)
def test_lines_that_enclose_nothing_are_no_table(lines: list[Box], walls: list[Box]) -> None:
    assert ruled_tables(lines, walls) == ()


def test_a_page_full_of_lines_is_no_table() -> None:
    many = [level(float(at), 0, 10_000) for at in range(0, 30_000, 5)]
    assert ruled_tables(many, [upright(100.0, 0, 30_000)]) == ()


def test_a_point_lies_in_its_square() -> None:
    (table,) = ruled_tables(map(level, HEIGHTS), map(upright, WIDTHS))
    squares = table.squares()
    for cell in table.cells:
        x, y = (cell.box.left + cell.box.right) / 2, (cell.box.bottom + cell.box.top) / 2
        assert squares[table.square_at(x, y)] is cell
    assert table.square_at(400, 660) == (1, 2), "what lies on the outer edge belongs to the last one"
    assert table.square_at(100, 700) == (0, 0)
