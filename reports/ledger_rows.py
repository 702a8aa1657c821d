"""What a ledger says, row by row: the result of reading one, and the choices that may be passed in.

Reading a ledger decides nothing about the database: every row tells whether it can be taken in, what stands in it in
normal form, which cells may not be believed, and what somebody has to agree to first. The words of statuses, reasons,
prompts and causes are stable identifiers; their Chinese stands in ``ledger_words.toml``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final

__all__ = [
    "NO_CHOICES",
    "CellRef",
    "ColumnChoice",
    "ColumnReason",
    "DueComparison",
    "LedgerChoices",
    "LedgerColumn",
    "LedgerFormat",
    "LedgerReading",
    "LedgerRow",
    "LedgerSummary",
    "LedgerValue",
    "Prompt",
    "RefusedCell",
    "RowChoice",
    "RowStatus",
    "SheetChoice",
    "SheetLayout",
    "WordChoice",
]

LedgerValue = str | int | bool | date | datetime | tuple[str, ...] | None
"""A normalised value. Days are ``date``; ``applied_at`` alone is a ``datetime`` (local time); ``fee`` is in fen."""

_NOTHING: Final[Mapping[str, LedgerValue]] = MappingProxyType({})


class LedgerFormat(StrEnum):
    """What the file is, by its content and not by its name."""

    XLSX = "xlsx"
    XLS = "xls"
    CSV = "csv"
    HTML = "html"
    XML = "xml"


class RowStatus(StrEnum):
    """What will happen to a row."""

    IMPORT = "import"
    REJECT = "reject"
    DUPLICATE = "duplicate"
    SKIP = "skip"


class ColumnReason(StrEnum):
    """Why a column is taken for a field."""

    CHOSEN = "chosen"
    EXACT = "exact"
    GROUP = "group"
    CONTAINED = "contained"
    CONTENT = "content"
    EMPTY = "empty"
    UNKNOWN = "unknown"
    TIE = "tie"


@dataclass(frozen=True, slots=True, order=True)
class CellRef:
    """A cell: name of the sheet (empty for CSV), row from 1 as in the file, letters of the column."""

    sheet: str
    row: int
    column: str

    @property
    def text(self) -> str:
        """As people write it: ``F17``."""
        return f"{self.column}{self.row}"


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerColumn:
    """One column of a sheet.

    Attributes:
        letter: ``A``, ``B`` ... ``AA``.
        header: lowest head, line breaks taken out; empty where there is none.
        group: heads above it joined by ``/``; empty where there are none.
        fields: fields of the alias map; two for a cell that holds two, none where nothing is read.
        hidden: hidden in the file.
        reason: why these fields.
        told: the reason as one Chinese sentence.
        candidates: what was to choose from on a tie, best first.
    """

    letter: str
    header: str
    group: str
    fields: tuple[str, ...]
    hidden: bool
    reason: ColumnReason
    told: str
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """Something to agree to before the import.

    Attributes:
        kind: identifier (``ditto``, ``serial_date``, ``outcome_ambiguous`` ...).
        told: the question in Chinese.
        cell: where; ``None`` for a question about the whole sheet.
        field: the field concerned; empty if none.
        column: letters, for a question about a column.
        proposed: what will be taken in if nobody objects.
        shown: what stands in the cell.
        candidates: what to choose from; ``None`` where even that cannot be told.
        suggested: a guess that is never taken in unasked.
        seconds: between two posts that look like one.
    """

    kind: str
    told: str
    cell: CellRef | None = None
    field: str = ""
    column: str = ""
    proposed: LedgerValue = None
    shown: str = ""
    candidates: tuple[str, ...] | None = None
    suggested: str = ""
    seconds: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedCell:
    """A cell whose value must not reach the database. ``shown`` is what a person sees in it."""

    cell: CellRef
    field: str
    reason: str
    shown: str
    told: str
    note: str = ""
    hidden_column: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DueComparison:
    """The due day in the sheet beside the lawful one.

    Attributes:
        written: as in the sheet; ``None`` if there is none, or it cannot be read.
        lawful: by the reply clock; ``None`` where it cannot be told (day refused, clock paused, fee unpaid).
        differs: both known and not equal.
        days: written minus lawful, in calendar days; ``None`` unless both are known.
        working_days: the same in working days, signed.
        error: ``late_2wd`` or ``early_6wd``; empty unless it differs.
        cause: probable cause (``calendar_days``, ``ignores_makeup_workdays`` ...); empty unless it differs.
        explanation: one Chinese sentence, also where the lawful day cannot be told; empty if there is nothing to say.
        provisional: the lawful day rests on a year whose holidays are not announced.
    """

    written: date | None = None
    lawful: date | None = None
    differs: bool = False
    days: int | None = None
    working_days: int | None = None
    error: str = ""
    cause: str = ""
    explanation: str = ""
    provisional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRow:
    """One row below the heads.

    Attributes:
        sheet, row: where, as in the file (CSV: number of the record).
        status: what will happen to it.
        kind: of a skipped row: ``blank``, ``subtotal``, ``total``, ``note``, ``repeated_header``, ``page_break``.
        values: normalised values by field; a field whose column is missing is absent, an empty cell is ``None``.
            Besides the fields of the alias map: ``extended``, ``extension_until_written``, ``extension_workdays``,
            ``applied_at``, ``submitted_or_arrived``, ``registered_date``, ``outcome_id``, ``outcome_candidates``,
            ``org_kind``, ``org_kind_suggested``, ``delivery``, ``fee_pay_due``.
        reasons: why it is refused, without repetition, in the order of the cells.
        refused_cells: what may not be believed.
        prompts: what to agree to.
        warnings: what to know; identifiers.
        duplicate_of: ``sheet!row`` (``row`` alone for CSV) of the first of the two; empty if none.
        due: the due days.
        event_kind: ``corr``, ``consult``, ``ext``, ``fee``, ``late``; empty if the row tells nothing of the kind.
        field_count: number of fields of a CSV record that has too many, else ``None``.
    """

    sheet: str
    row: int
    status: RowStatus
    kind: str = ""
    values: Mapping[str, LedgerValue] = field(default_factory=dict)
    reasons: tuple[str, ...] = ()
    refused_cells: tuple[RefusedCell, ...] = ()
    prompts: tuple[Prompt, ...] = ()
    warnings: tuple[str, ...] = ()
    duplicate_of: str = ""
    due: DueComparison = DueComparison()
    event_kind: str = ""
    field_count: int | None = None

    @property
    def told_place(self) -> str:
        """Where it stands, in words: 1月 第 7 行."""
        return f"{self.sheet} 第 {self.row} 行" if self.sheet else f"第 {self.row} 行"


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetLayout:
    """How a sheet was read. A sheet whose heads change half-way gives one layout for each part.

    Attributes:
        name: of the sheet; empty for CSV.
        imported: whether its rows are read.
        reason: why not, in Chinese; empty if they are.
        hidden: not visible in the program that wrote it.
        title_rows, header_rows: row numbers.
        first_data_row: 0 if there is none.
        columns: left to right.
        prompts: questions about the whole sheet.
        year: the year that dates without one are taken to lie in; ``None`` if nothing tells it.
        month: of a month sheet.
        note: a remark on the columns, in Chinese.
    """

    name: str
    imported: bool
    reason: str = ""
    hidden: bool = False
    title_rows: tuple[int, ...] = ()
    header_rows: tuple[int, ...] = ()
    first_data_row: int = 0
    columns: tuple[LedgerColumn, ...] = ()
    prompts: tuple[Prompt, ...] = ()
    year: int | None = None
    month: int | None = None
    note: str = ""

    @property
    def heads(self) -> tuple[str, ...]:
        """``group/header`` of each column, left to right: by these a remembered correction is found again."""
        return tuple(f"{one.group}/{one.header}" if one.group else one.header for one in self.columns)


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerSummary:
    """Numbers of rows. ``records`` is ``rows`` without the skipped ones."""

    rows: int
    imported: int
    rejected: int
    duplicates: int
    skipped: int
    records: int
    due_differs: int
    refused_cells: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerReading:
    """The dry run of a file.

    Attributes:
        file_name: without folders.
        sha256: of the content.
        format: by content.
        encoding, delimiter, newline: of a CSV, else empty.
        as_of: the day on which it was read; later days are in the future.
        year_context: the one year of the file; ``None`` if there are several, or none.
        sheets: in the order of the file.
        rows: in the order of the file.
        summary: the numbers.
    """

    file_name: str
    sha256: str
    format: LedgerFormat
    as_of: date
    sheets: tuple[SheetLayout, ...]
    rows: tuple[LedgerRow, ...]
    summary: LedgerSummary
    encoding: str = ""
    delimiter: str = ""
    newline: str = ""
    year_context: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnChoice:
    """A column as somebody says it is.

    Attributes:
        fields: fields of the alias map; empty: read nothing from it.
        letter: letters of the column, together with ``sheet``.
        sheet: its sheet; ``None``: every sheet.
        head: instead of a letter, the head as in :attr:`SheetLayout.heads` (a remembered correction).
    """

    fields: tuple[str, ...]
    letter: str = ""
    sheet: str | None = None
    head: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetChoice:
    """A sheet as somebody says it is; ``None`` leaves the guess.

    Attributes:
        name: of the sheet.
        imported: whether it holds requests.
        year: of dates without one.
        header_rows: rows that are heads, consecutive.
    """

    name: str
    imported: bool | None = None
    year: int | None = None
    header_rows: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WordChoice:
    """What a word of this ledger means: ``field`` is ``outcome``, ``channel`` or ``applicant_type``."""

    field: str
    word: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RowChoice:
    """What somebody says about one row.

    Attributes:
        sheet, row: which.
        skip: leave it out.
        without_refused: take it in without the refused values; it becomes ``import`` unless the day of receipt, the
            applicant or the subject is among them.
        not_duplicate: two rows that look alike are two requests.
        values: text by field, read in place of the cell (dates as ``2025-03-05``, outcomes by identifier).
    """

    sheet: str
    row: int
    skip: bool = False
    without_refused: bool = False
    not_duplicate: bool = False
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerChoices:
    """All that somebody corrected. A later entry wins over an earlier one."""

    columns: tuple[ColumnChoice, ...] = ()
    sheets: tuple[SheetChoice, ...] = ()
    words: tuple[WordChoice, ...] = ()
    rows: tuple[RowChoice, ...] = ()


NO_CHOICES: Final = LedgerChoices()
