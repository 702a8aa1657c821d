"""Tables of a web page that a portal named .xls: cells as text, ``colspan`` and ``rowspan`` as merges."""

import re
from html.parser import HTMLParser

from typing_extensions import override

from law.errors import UserError
from reports.ledger_grid import Grid, GridCell, Merge, Workbook, text_cell
from reports.ledger_limits import MOST_CELLS, too_large

__all__ = ["looks_like_html", "read_html"]


def looks_like_html(content: bytes) -> bool:
    """Whether the beginning of a file is a web page with a table."""
    start = content[:4000].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    return start.startswith((b"<html", b"<!doctype html", b"<table", b"<meta", b"<head")) or b"<table" in start


def read_html(content: bytes) -> Workbook:
    """Read every table as a sheet.

    Raises:
        UserError: no table in it.
    """
    declared = re.search(rb"charset=[\"']?([\w-]+)", content[:4000])
    encodings = ["utf-8-sig", "gb18030"]
    if declared and declared[1].lower() in {b"gb2312", b"gbk", b"gb18030"}:
        encodings.reverse()
    try:
        text = content.decode(encodings[0])
    except UnicodeDecodeError:
        text = content.decode(encodings[1], "replace")
    reader = _Tables()
    reader.feed(text)
    reader.close()
    grids = tuple(table.grid(f"表{at}") for at, table in enumerate(reader.tables, 1) if table.cells)
    if not grids:
        raise UserError("ledger_format", "网页里没有表格", todo="请选择 .xlsx、.xls 或者 .csv 文件")
    return Workbook(format="html", grids=grids)


class _Table:
    def __init__(self) -> None:
        self.cells: dict[int, dict[int, GridCell]] = {}
        self.merges: list[Merge] = []
        self.taken: set[tuple[int, int]] = set()
        self.row = 0
        self.column = 0

    def new_row(self) -> None:
        self.row += 1
        self.column = 0

    def put(self, text: str, across: int, down: int) -> None:
        self.row = self.row or 1
        self.column += 1
        while (self.row, self.column) in self.taken:
            self.column += 1
        if across * down > MOST_CELLS or len(self.taken) > MOST_CELLS:
            raise too_large()
        if text:
            self.cells.setdefault(self.row, {})[self.column] = text_cell(text)
        if across > 1 or down > 1:
            self.merges.append(Merge(self.row, self.column, self.row + down - 1, self.column + across - 1))
            self.taken.update(
                (self.row + below, self.column + beside) for below in range(down) for beside in range(across)
            )

    def grid(self, name: str) -> Grid:
        columns = max(max(row) for row in self.cells.values())
        return Grid(
            name=name,
            cells=self.cells,
            rows=max(self.cells),
            columns=columns,
            merges=tuple(self.merges),
            typed=False,
        )


class _Tables(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[_Table] = []
        self._open: list[_Table] = []
        self._text: list[str] | None = None
        self._spans = (1, 1)

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._open.append(_Table())
            self.tables.append(self._open[-1])
        elif tag == "tr" and self._open:
            self._finish()
            self._open[-1].new_row()
        elif tag in {"td", "th"} and self._open:
            self._finish()
            given = dict(attrs)
            self._spans = (_span(given.get("colspan")), _span(given.get("rowspan")))
            self._text = []
        elif tag == "br" and self._text is not None:
            self._text.append("\n")

    @override
    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th", "tr", "table"}:
            self._finish()
        if tag == "table" and self._open:
            self._open.pop()

    @override
    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)

    def _finish(self) -> None:
        if self._text is not None and self._open:
            self._open[-1].put("".join(self._text).strip(), *self._spans)
        self._text = None


def _span(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and 0 < int(text) < MOST_CELLS else 1
