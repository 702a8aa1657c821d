"""Rows of table three of the annual report (年度报告格式)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from law.data_files import DATA, read_entries

__all__ = ["AnnualRow", "annual_rows", "load_annual_rows"]


@dataclass(frozen=True, slots=True)
class AnnualRow:
    """One row of table three.

    Attributes:
        key: identifier (``r3_3_1``).
        label: label of the row, exactly as the form prints it.
        block: label of the block of the first column, empty outside block three.
        group: label of the group of the second column, empty if the row has none.
    """

    key: str
    label: str
    block: str
    group: str

    @property
    def title(self) -> str:
        """Group and label in one line: （三）不予公开 1.属于国家秘密."""
        return f"{self.group} {self.label}" if self.group else self.label


@cache
def annual_rows() -> Mapping[str, AnnualRow]:
    """All rows by key in the order of the form."""
    return load_annual_rows()


def load_annual_rows(path: Path | None = None) -> Mapping[str, AnnualRow]:
    """Read the rows.

    Raises:
        LawDataError: the file is malformed.
    """
    rows: dict[str, AnnualRow] = {}
    for key, entry in read_entries(path or DATA / "annual_rows.toml"):
        rows[key] = AnnualRow(key, entry.text("label"), entry.text("block", ""), entry.text("group", ""))
        entry.finish()
    return MappingProxyType(rows)
