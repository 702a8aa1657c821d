"""A sheet as neutral cells: what stands in it and what a person sees, whatever program wrote it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

__all__ = [
    "BLANK",
    "CellKind",
    "Grid",
    "GridCell",
    "Merge",
    "Workbook",
    "column_letters",
    "date_cell",
    "number_cell",
    "serial_day",
    "shown_number",
    "text_cell",
]

_EPOCH: Final = datetime(1899, 12, 30)  # noqa: DTZ001 - serial numbers have no time zone
_EPOCH_1904: Final = datetime(1904, 1, 1)  # noqa: DTZ001
_GENERAL_LIMIT: Final = 1e11
"""From here on a cell without a format shows a number in powers of ten."""


class CellKind(StrEnum):
    """What a cell holds. ``UNVALUED``: a formula whose result was never stored."""

    BLANK = "blank"
    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    BOOL = "bool"
    ERROR = "error"
    UNVALUED = "unvalued"


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell.

    Attributes:
        kind: what it holds.
        value: text, number, datetime (of a date cell), bool; ``None`` if there is none.
        shown: as the sheet shows it; a date as ISO text.
        formula: with its equals sign; empty for a plain cell.
    """

    kind: CellKind
    value: str | int | float | datetime | bool | None = None
    shown: str = ""
    formula: str = ""

    @property
    def blank(self) -> bool:
        """Nothing to see in it."""
        return self.kind is CellKind.BLANK or (self.kind is CellKind.TEXT and not self.shown.strip())

    @property
    def number(self) -> float | None:
        """The number of a number cell."""
        if self.kind is CellKind.NUMBER and isinstance(self.value, (int, float)):
            return self.value
        return None


BLANK: Final = GridCell(CellKind.BLANK)


@dataclass(frozen=True, slots=True)
class Merge:
    """Merged cells, first and last row and column, both from 1."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """One sheet. Rows and columns count from 1; blank cells are not stored.

    Attributes:
        name: empty for CSV.
        cells: row number to (column number to cell); rows without a cell may be missing.
        rows, columns: last row and column that hold something.
        hidden: the sheet itself is not shown.
        widths: of a CSV: number of fields by record.
        swallowed: of a CSV: rows that an unbalanced quote took into a record, by record.
        since_1904: serial numbers count from 1904.
        typed: cells have types (not CSV, where a program may have rewritten what was typed).
    """

    name: str
    cells: Mapping[int, Mapping[int, GridCell]]
    rows: int
    columns: int
    merges: tuple[Merge, ...] = ()
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    widths: Mapping[int, int] = field(default_factory=dict)
    swallowed: Mapping[int, int] = field(default_factory=dict)
    since_1904: bool = False
    typed: bool = True

    def cell(self, row: int, column: int) -> GridCell:
        """The cell, blank if nothing is there."""
        found = self.cells.get(row)
        return BLANK if found is None else found.get(column, BLANK)

    def filled(self, row: int) -> dict[int, GridCell]:
        """The cells of a row that show something."""
        return {column: one for column, one in self.cells.get(row, {}).items() if not one.blank}


@dataclass(frozen=True, slots=True, kw_only=True)
class Workbook:
    """A file as sheets. ``encoding``, ``delimiter`` and ``newline`` are those of a CSV, else empty."""

    format: str
    grids: tuple[Grid, ...]
    encoding: str = ""
    delimiter: str = ""
    newline: str = ""


def column_letters(column: int) -> str:
    """``1`` is ``A``, ``27`` is ``AA``."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def text_cell(text: str) -> GridCell:
    """A cell of text; an empty text is a blank cell."""
    return GridCell(CellKind.TEXT, text, text) if text else BLANK


def number_cell(value: float, pattern: str = "General") -> GridCell:
    """A cell of a number with the format of its cell."""
    return GridCell(CellKind.NUMBER, value, shown_number(value, pattern))


def shown_number(value: float, pattern: str = "General") -> str:
    """A number as its cell shows it, as far as the digits are concerned: no thousands, no currency."""
    plain = pattern.split(";", maxsplit=1)[0]
    if "E+" in plain or "E-" in plain:
        mantissa = plain.partition("E")[0]
        return f"{value:.{len(mantissa.partition('.')[2])}E}"
    if plain in {"General", "@", ""} or not any(sign in plain for sign in "0#"):
        return _general(value)
    digits = plain.partition(".")[2]
    return f"{value:.{sum(sign == '0' for sign in digits)}f}"


def _general(value: float) -> str:
    if abs(value) >= _GENERAL_LIMIT:
        mantissa, _, power = f"{value:.5E}".partition("E")
        return f"{mantissa.rstrip('0').rstrip('.')}E{power}"
    if value == int(value):
        return str(int(value))
    return f"{value:.10g}"


def serial_day(serial: float, *, since_1904: bool) -> datetime | None:
    """The moment a serial number stands for, to the second; ``None`` if it lies outside all calendars."""
    start = _EPOCH_1904 if since_1904 else _EPOCH
    try:
        found = start + timedelta(days=serial)
    except OverflowError:
        return None
    return (found + timedelta(microseconds=500_000)).replace(microsecond=0)


def date_cell(value: date | datetime | time | timedelta) -> GridCell:
    """A cell of a date; a time of the day alone is text."""
    if isinstance(value, datetime):
        moment = value.replace(tzinfo=None, microsecond=0)
    elif isinstance(value, date):
        moment = datetime(value.year, value.month, value.day)  # noqa: DTZ001
    else:
        return text_cell(str(value))
    midnight = moment.time() == time()
    return GridCell(CellKind.DATE, moment, moment.date().isoformat() if midnight else moment.isoformat(" "))
