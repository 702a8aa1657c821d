"""The form of the annual report: its parts, the cells of tables two, three and four, and what each cell is called.

A cell has a key: ``t2.regulations.made``, ``t3.r3_7.total``, ``t4.direct.pending``. The same keys name figures entered
by hand, cells to open, and cells that a finding speaks of.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from functools import cache
from pathlib import Path
from typing import Any, Final

from law.annual_rows import annual_rows
from law.data_files import DATA, Entry, read_entries
from law.dispute_terms import ResultClass
from law.errors import LawDataError
from law.terms import ApplicantType, Confidence

__all__ = [
    "TOTAL",
    "AnnualForm",
    "AnnualLayout",
    "TableTwoBlock",
    "annual_layout",
    "four_key",
    "load_annual_layout",
    "three_key",
    "two_key",
]

TOTAL: Final = "total"
"""Key of the last column of tables three and of each group of table four."""


class AnnualForm(IntEnum):
    """The two forms in use, named by the year they came."""

    OLD = 2019
    CURRENT = 2021


@dataclass(frozen=True, slots=True, kw_only=True)
class TableTwoBlock:
    """A block of table two.

    Attributes:
        title: over the whole width.
        heads: of the labels and of each column.
        columns: keys of the columns.
        rows: keys and labels.
        decimals: places that a figure may have after the point.
    """

    title: str
    heads: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, str], ...]
    decimals: int

    @property
    def cells(self) -> tuple[str, ...]:
        """Keys of the cells, row by row."""
        return tuple(two_key(row, column) for row, _ in self.rows for column in self.columns)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnualLayout:
    """All labels of one form.

    Attributes:
        form: which form.
        title, parts: title of the report behind agency and year; headings of the six parts.
        blocks: table two.
        corner, applicants, organisations: heads of table three.
        rows: keys and labels of the rows of table three of this form.
        columns: keys and labels of its seven columns; the last is the total.
        groups, results: table four: three groups of five cells; the last is the total.
        reconsideration, litigation: upper heads of table four.
        undivided: row that holds what the current form tells apart in three; empty in the current form.
        confidence, checked_on, source: how far table two was checked; the other tables are attested by many reports.
    """

    form: AnnualForm
    title: str
    parts: tuple[str, ...]
    blocks: tuple[TableTwoBlock, ...]
    corner: str
    applicants: str
    organisations: str
    rows: tuple[tuple[str, str], ...]
    columns: tuple[tuple[str, str], ...]
    reconsideration: str
    litigation: str
    groups: tuple[tuple[str, str], ...]
    results: tuple[tuple[str, str], ...]
    undivided: str
    confidence: Confidence
    checked_on: date
    source: str

    @property
    def table_two(self) -> tuple[str, ...]:
        """Keys of the cells of table two."""
        return tuple(one for block in self.blocks for one in block.cells)

    @property
    def table_three(self) -> tuple[str, ...]:
        """Keys of the cells of table three, row by row."""
        return tuple(three_key(row, column) for row, _ in self.rows for column, _ in self.columns)

    @property
    def table_four(self) -> tuple[str, ...]:
        """Keys of the fifteen cells of table four."""
        return tuple(four_key(group, result) for group, _ in self.groups for result, _ in self.results)

    @property
    def cells(self) -> tuple[str, ...]:
        """Keys of all cells."""
        return (*self.table_two, *self.table_three, *self.table_four)

    def part_rows(self) -> tuple[str, ...]:
        """Keys of the rows that add up to 三（七）总计."""
        return tuple(row for row, _ in self.rows if row.startswith("r3_") and row != "r3_7")

    def decimals(self, cell: str) -> int:
        """Places after the point that a cell may have; 0 for whole numbers."""
        return next((block.decimals for block in self.blocks if cell in block.cells), 0)

    def cell_title(self, cell: str) -> str:
        """A cell as people call it: 表三 四、结转下年度继续办理·自然人.

        Raises:
            KeyError: this form has no such cell.
        """
        table, row, column = cell.split(".")
        if table == "t2":
            return f"表二 {self._two_title(row, column)}"
        rows, columns = (self.rows, self.columns) if table == "t3" else (self.groups, self.results)
        return f"{'表三' if table == 't3' else '表四'} {dict(rows)[row]}·{dict(columns)[column]}"

    def _two_title(self, row: str, column: str) -> str:
        for block in self.blocks:
            if row in dict(block.rows) and column in block.columns:
                return f"{dict(block.rows)[row]}·{block.heads[block.columns.index(column) + 1]}"
        raise KeyError(f"t2.{row}.{column}")


def two_key(row: str, column: str) -> str:
    """Key of a cell of table two."""
    return f"t2.{row}.{column}"


def three_key(row: str, column: str) -> str:
    """Key of a cell of table three; ``column`` is an ``ApplicantType`` or ``TOTAL``."""
    return f"t3.{row}.{column}"


def four_key(group: str, result: str) -> str:
    """Key of a cell of table four; ``result`` is a ``ResultClass`` or ``TOTAL``."""
    return f"t4.{group}.{result}"


def annual_layout(form: AnnualForm = AnnualForm.CURRENT) -> AnnualLayout:
    """The labels of a form."""
    return _layouts()[form]


@cache
def _layouts() -> Mapping[AnnualForm, AnnualLayout]:
    return load_annual_layout()


def load_annual_layout(path: Path | None = None) -> Mapping[AnnualForm, AnnualLayout]:
    """Read both forms.

    Raises:
        LawDataError: the file is malformed, or names columns that the program does not know.
    """
    source = path or DATA / "annual_form.toml"
    entries = dict(read_entries(source))
    for wanted in ("report", "table_two_2021", "table_two_2019", "table_three", "table_four"):
        if wanted not in entries:
            raise LawDataError(source.name, wanted, "missing")
    report, three, four = entries.pop("report"), entries.pop("table_three"), entries.pop("table_four")
    shared = {**_report(report), **_three(three), **_four(four)}
    absent, undivided, label = (
        three.texts("undivided_absent", required=True), three.text("undivided_row"), three.text("undivided_label"),
    )  # fmt: skip
    for one in (report, three, four):
        _checked(one)
    layouts: dict[AnnualForm, AnnualLayout] = {}
    for entry in entries.values():
        form = AnnualForm(entry.number("form"))
        blocks = tuple(_block(one) for one in entry.tables("blocks", required=True))
        source_name, checked_on, confidence = _checked(entry)
        old = form is AnnualForm.OLD
        rows = tuple(
            (key, label if old and key == undivided else row.title)
            for key, row in annual_rows().items()
            if not (old and key in absent)
        )
        layouts[form] = AnnualLayout(
            form=form, blocks=blocks, rows=rows, undivided=undivided if old else "", source=source_name,
            checked_on=checked_on, confidence=confidence, **shared,
        )  # fmt: skip
    return layouts


def _report(entry: Entry) -> dict[str, Any]:
    return {"title": entry.text("title"), "parts": entry.texts("parts", required=True)}


def _three(entry: Entry) -> dict[str, Any]:
    columns = entry.pairs("columns", required=True)
    if [key for key, _ in columns] != [*map(str, ApplicantType), TOTAL]:
        raise entry.fail("not the columns of the applicants", "columns")
    return {
        "corner": entry.text("corner"),
        "applicants": entry.text("applicants"),
        "organisations": entry.text("organisations"),
        "columns": columns,
    }


def _four(entry: Entry) -> dict[str, Any]:
    results = entry.pairs("columns", required=True)
    if [key for key, _ in results] != [*map(str, ResultClass), TOTAL]:
        raise entry.fail("not the classes of results", "columns")
    return {
        "reconsideration": entry.text("reconsideration"),
        "litigation": entry.text("litigation"),
        "groups": entry.pairs("groups", required=True),
        "results": results,
    }


def _block(entry: Entry) -> TableTwoBlock:
    block = TableTwoBlock(
        title=entry.text("title"),
        heads=entry.texts("heads", required=True),
        columns=entry.texts("columns", required=True),
        rows=entry.pairs("rows", required=True),
        decimals=entry.number("decimals", 0),
    )
    entry.finish()
    if len(block.heads) != len(block.columns) + 1:
        raise entry.fail("a head for the labels and one for each column", "heads")
    return block


def _checked(entry: Entry) -> tuple[str, date, Confidence]:
    read = entry.text("source"), entry.day("checked_on"), entry.confidence()
    entry.finish()
    return read
