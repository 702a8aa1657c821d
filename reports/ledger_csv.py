"""CSV files: encoding, delimiter and records, as office programs and portals write them."""

import csv
import io
import re
from collections import Counter
from typing import Final

from law.errors import UserError
from reports.ledger_grid import Grid, GridCell, Workbook, text_cell
from reports.ledger_limits import MOST_CELLS, too_large

__all__ = ["read_csv"]

_TOLD: Final = re.compile(r"\"?sep=(.)\"?\r?\n", re.IGNORECASE)
"""A first line in which a program tells the delimiter."""

_DELIMITERS: Final = ",\t;|"
_LONGEST_FIELD: Final = 4_000_000
_LOST: Final = "\ufffd"
_ONE_IN: Final = 200
"""So seldom may a sign be broken in a file that is read nevertheless; a name with one is asked about."""

_FEWEST_SIGNS: Final = 4
"""Delimiters in a line within a cell that make it a row that was swallowed."""


def read_csv(content: bytes) -> Workbook:
    """Read a CSV file; its rows are the records, a line break within quotes begins none.

    Raises:
        UserError: not text, or too large.
    """
    text, encoding = _decoded(content)
    if "\0" in text:
        raise UserError("ledger_format", "文件不是表格", "内容不是文字", "请选择 .xlsx、.xls 或者 .csv 文件")
    delimiter = _delimiter(text)
    csv.field_size_limit(_LONGEST_FIELD)
    _refuse_open_quote(text, delimiter)
    rows: dict[int, dict[int, GridCell]] = {}
    widths: dict[int, int] = {}
    swallowed: dict[int, int] = {}
    count = last_column = 0
    try:
        for record in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            count += 1
            widths[count] = len(record)
            lines = _swallowed(record, delimiter)
            if lines:
                swallowed[count] = lines
            found = {at: text_cell(one) for at, one in enumerate(record, 1) if one}
            if found:
                rows[count] = found
                last_column = max(last_column, *found)
    except csv.Error as problem:
        raise UserError("ledger_damaged", "CSV 文件读不完整", str(problem), "请另存为 .xlsx 后再导入") from problem
    if count * last_column > MOST_CELLS:
        raise too_large()
    grid = Grid(
        name="",
        cells=rows,
        rows=max(rows, default=0),
        columns=last_column,
        widths=widths,
        swallowed=swallowed,
        typed=False,
    )
    return Workbook(
        format="csv", grids=(grid,), encoding=encoding, delimiter=delimiter, newline="CRLF" if "\r\n" in text else "LF"
    )


def _refuse_open_quote(text: str, delimiter: str) -> None:
    """A quote that is never closed would take the rest of the file into one cell, and its rows would be lost."""
    at = 0
    try:
        for _ in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
            at += 1
    except csv.Error as problem:
        if "end of data" in str(problem):
            raise UserError(
                "ledger_quotes",
                f"第 {at + 1} 行有一个引号没有配对",
                "后面的各行会被当成这一格的内容",
                "请补上引号，或者另存为 .xlsx 后再导入",
            ) from problem


def _swallowed(record: list[str], delimiter: str) -> int:
    """How many lines of the file an unbalanced quote took into a cell: they still hold their delimiters."""
    signs = max(_FEWEST_SIGNS, len(record) // 2)
    return sum(
        field.count("\n")
        for field in record
        if "\n" in field and any(line.count(delimiter) >= signs for line in field.split("\n")[1:])
    )


def _decoded(content: bytes) -> tuple[str, str]:
    if content.startswith(b"\xef\xbb\xbf"):
        return content[3:].decode("utf-8", "replace"), "utf-8-sig"
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace"), "utf-16"
    for encoding in ("utf-8", "gbk", "gb18030"):
        try:
            return content.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    text = content.decode("gb18030", "replace")
    if text.count(_LOST) * _ONE_IN < len(text) and b"\0" not in content:
        return text, "gb18030"
    raise UserError(
        "ledger_encoding", "文字编码认不出", "既不是 UTF-8，也不是 GBK、GB18030", "请另存为 .xlsx 或者 UTF-8 的 CSV"
    )


def _delimiter(text: str) -> str:
    """The sign that divides the most lines into the same number of fields, more than one."""
    told = _TOLD.match(text)
    if told is not None:
        return told[1]
    lines = [line for line in text.splitlines()[:200] if line.strip()]
    best, most = ",", 0
    for sign in _DELIMITERS:
        widths = Counter(len(record) for record in csv.reader(lines, delimiter=sign))
        width, times = max(((w, n) for w, n in widths.items() if w > 1), key=_by_times, default=(1, 0))
        if times * width > most:
            best, most = sign, times * width
    return best


def _by_times(one: tuple[int, int]) -> tuple[int, int]:
    return one[1], one[0]
