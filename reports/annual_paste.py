"""An annual report pasted as text: from a browser or a workbook with tabs, or with one number a line."""

import re
from collections.abc import Iterator
from typing import Final

from reports.annual_grids import TextGrid, read_annual_grids
from reports.annual_tables import AnnualTables
from reports.ledger_grid import CellKind, Grid, GridCell
from reports.ledger_html import looks_like_html, read_html

__all__ = ["plain_grid", "read_annual_html", "read_annual_text"]

_NUMBER: Final = re.compile(r"[-+−]?[\d０-９][\d０-９,，]*(?:[.．][\d０-９]+)?")
_NOTHING: Final = re.compile(r"[-—–/／]+")
_PAGE: Final = re.compile(r"\s*[-—–]+\s*\d+\s*[-—–]+\s*")


def read_annual_text(text: str, *, year: int | None = None, agency: str = "") -> AnnualTables:
    """Read pasted text.

    Args:
        text: tables with tabs between the cells, or labels and numbers on lines of their own; words around them do no
            harm. HTML is read as such.
        year: the year, if known; otherwise that of the title.
        agency: whose report, if known.

    Raises:
        UserError: as ``read_annual_grids``.
    """
    if looks_like_html(text.encode("utf-8")):
        return read_annual_html(text, year=year, agency=agency)
    return read_annual_grids([tuple(_rows(text))], year=year, agency=agency, words=text)


def read_annual_html(html: str | bytes, *, year: int | None = None, agency: str = "") -> AnnualTables:
    """Read the tables of a web page, or of a clipboard.

    Raises:
        UserError: as ``read_annual_grids``; no table in it.
    """
    content = html.encode("utf-8") if isinstance(html, str) else html
    words = re.sub(r"<[^>]+>", " ", html if isinstance(html, str) else _decoded(html))
    grids = [plain_grid(one) for one in read_html(content).grids]
    return read_annual_grids(grids, year=year, agency=agency, words=words)


def _decoded(html: bytes) -> str:
    try:
        return html.decode("utf-8-sig")
    except UnicodeDecodeError:
        return html.decode("gb18030", "replace")


def plain_grid(grid: Grid) -> TextGrid:
    """A sheet as rows of texts; numbers with all their places."""
    return tuple(
        tuple(_plain(grid.cell(row, column)) for column in range(1, grid.columns + 1))
        for row in range(1, grid.rows + 1)
    )


def _plain(cell: GridCell) -> str:
    if cell.number is not None:
        return str(int(cell.number)) if cell.number == int(cell.number) else repr(cell.number)
    # A formula without a stored value is no number, and is told as such.
    return cell.formula if cell.kind is CellKind.UNVALUED else cell.shown


def _rows(text: str) -> Iterator[tuple[str, ...]]:
    """Lines with tabs are rows; of the others labels and the numbers behind them make a row."""
    row: list[str] = []
    numbered = False
    for line in text.splitlines():
        if _PAGE.fullmatch(line):  # number of a page, from a PDF
            continue
        if "\t" in line:
            yield tuple(row)
            yield tuple(one.strip() for one in line.split("\t"))
            row, numbered = [], False
            continue
        for word in line.split():
            is_number = bool(_NUMBER.fullmatch(word) or _NOTHING.fullmatch(word))
            if numbered and not is_number:
                # The next label begins the next row.
                yield tuple(row)
                row = []
            row.append(word)
            numbered = is_number
    yield tuple(row)
