"""What the export of a ledger is told and tells: drafts, layouts, columns to choose from, the preview, the result."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from casework.views import CaseFilter, Changed
from law.terms import Term

__all__ = [
    "LEDGER_TITLE",
    "ExportedLedger",
    "LayoutDraft",
    "LayoutView",
    "LedgerColumnView",
    "LedgerDraft",
    "LedgerFormat",
    "LedgerPreview",
]

LEDGER_TITLE: Final = "政府信息公开申请台账"


class LedgerFormat(Term):
    """How the file is written."""

    XLSX = "xlsx", "Excel 工作簿"
    CSV = "csv", "CSV（UTF-8）"
    CSV_GBK = "csv_gbk", "CSV（GBK）"

    @property
    def suffix(self) -> str:
        """The end of the file's name, with its dot."""
        return ".xlsx" if self is LedgerFormat.XLSX else ".csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerDraft:
    """What is to be exported.

    Attributes:
        wanted: filter and order, as the list of requests has them.
        columns: keys of the columns in their order; empty for the usual ones.
        title: title of the table.
        format: kind of file.
        masked: identity numbers, telephones and addresses are shown in part only.
        reason: why they are needed whole; needed where ``masked`` is False.
    """

    wanted: CaseFilter = field(default_factory=CaseFilter)
    columns: tuple[str, ...] = ()
    title: str = LEDGER_TITLE
    format: LedgerFormat = LedgerFormat.XLSX
    masked: bool = True
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LayoutDraft:
    """A layout to keep under a name; one of that name is replaced only if ``replace``."""

    name: str
    columns: tuple[str, ...]
    title: str = LEDGER_TITLE
    format: LedgerFormat = LedgerFormat.XLSX
    replace: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LayoutView:
    """A layout as kept. Whether personal data are whole is never kept: it is asked each time."""

    id: int
    name: str
    columns: tuple[str, ...]
    title: str
    format: LedgerFormat
    saved_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerColumnView:
    """A column to choose."""

    key: str
    label: str
    group: str
    personal: bool
    usual: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerPreview:
    """What the file will look like.

    Attributes:
        chosen: the filter in words.
        count: how many requests it lets through.
        heads: heads of the columns.
        rows: the first rows, as text.
    """

    chosen: str
    count: int
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedLedger:
    """A file that was written; ``changed`` says so, with the reason where personal data went out whole."""

    path: Path
    rows: int
    masked: bool
    reason: str
    changed: Changed
