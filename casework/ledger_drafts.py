"""Taking a ledger in: what somebody agrees to, the plan that a dry run against the database gives, and what was done.

The types of ``reports.ledger_rows`` pass through here, so that the client reads them from ``casework``.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from reports.ledger_rows import (
    NO_CHOICES,
    ColumnChoice,
    LedgerChoices,
    LedgerColumn,
    LedgerReading,
    LedgerRow,
    Prompt,
    RefusedCell,
    RowChoice,
    RowStatus,
    SheetChoice,
    SheetLayout,
    WordChoice,
)

__all__ = [
    "AGREED_TO_ALL",
    "NO_CHOICES",
    "Agreement",
    "ColumnChoice",
    "ImportPlan",
    "ImportView",
    "LedgerChoices",
    "LedgerColumn",
    "LedgerImportDraft",
    "LedgerReading",
    "LedgerRow",
    "PlannedRow",
    "Prompt",
    "RefusedCell",
    "RememberedColumns",
    "RowChoice",
    "RowStatus",
    "SheetChoice",
    "SheetLayout",
    "UndoView",
    "WordChoice",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """What somebody agreed to: kinds of prompts for the whole ledger, and single rows with all their prompts.

    Attributes:
        everything: all prompts, of whatever kind.
        kinds: identifiers of kinds.
        rows: sheet and row.
    """

    everything: bool = False
    kinds: frozenset[str] = frozenset()
    rows: frozenset[tuple[str, int]] = frozenset()

    def covers(self, row: LedgerRow, prompt: Prompt) -> bool:
        """Whether a prompt of a row was agreed to."""
        return self.everything or prompt.kind in self.kinds or (row.sheet, row.row) in self.rows


AGREED_TO_ALL = Agreement(everything=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedRow:
    """What will happen to one row.

    Attributes:
        row: as the ledger was read.
        status: what happens: that of the row, or ``duplicate`` of a case in the database, or ``reject`` because the
            days of the row contradict each other.
        why: the reason in Chinese, empty for a row that is simply taken in.
        same_as: the request in the database that this row is taken for.
        due: the lawful due day, as the case will show it.
        notes: what the row says without a day, which stays a note.
        of_sheet: questions about the whole sheet, which concern this row as well.
    """

    row: LedgerRow
    status: RowStatus
    why: str = ""
    same_as: int | None = None
    due: date | None = None
    notes: tuple[str, ...] = ()
    of_sheet: tuple[Prompt, ...] = ()

    @property
    def prompts(self) -> tuple[Prompt, ...]:
        """What has to be agreed to before this row is taken in."""
        return (*self.of_sheet, *self.row.prompts)

    def asked(self, agreement: Agreement) -> tuple[Prompt, ...]:
        """The prompts that nobody agreed to yet."""
        return tuple(one for one in self.prompts if not agreement.covers(self.row, one))

    @property
    def place(self) -> tuple[str, int]:
        """Sheet and row."""
        return self.row.sheet, self.row.row


@dataclass(frozen=True, kw_only=True)
class ImportPlan:
    """The dry run of a ledger against the database.

    Attributes:
        reading: the ledger as it was read.
        rows: in the order of the file.
        same_file: what to know if this very file was taken in before; empty otherwise.
        apart: rows that somebody said are no duplicates.
    """

    reading: LedgerReading
    rows: tuple[PlannedRow, ...]
    same_file: str = ""
    apart: frozenset[tuple[str, int]] = frozenset()

    @cached_property
    def counts(self) -> Mapping[RowStatus, int]:
        """Numbers of rows by what happens to them."""
        return Counter(one.status for one in self.rows)

    @cached_property
    def taken(self) -> tuple[PlannedRow, ...]:
        """The rows that will be taken in."""
        return tuple(one for one in self.rows if one.status is RowStatus.IMPORT)

    @cached_property
    def prompt_kinds(self) -> Mapping[str, int]:
        """All kinds of prompts of the rows that are taken in, with the number of rows that have one."""
        found: Counter[str] = Counter()
        for one in self.taken:
            found.update({prompt.kind for prompt in one.prompts})
        return found

    def open_prompts(self, agreement: Agreement) -> Mapping[str, int]:
        """The kinds of prompts nobody agreed to yet, with the number of rows that wait for them."""
        waiting: Counter[str] = Counter()
        for one in self.taken:
            waiting.update({prompt.kind for prompt in one.asked(agreement)})
        return waiting

    @cached_property
    def without_outcome(self) -> int:
        """How many of the rows were replied to and do not tell with which outcome."""
        return sum(one.row.values.get("reply_date") is not None and _undecided(one.row) for one in self.taken)


def _undecided(row: LedgerRow) -> bool:
    return row.values.get("outcome_id") is None


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerImportDraft:
    """A ledger to take in, as it was read and agreed to."""

    plan: ImportPlan
    agreement: Agreement


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportView:
    """One import that was done.

    Attributes:
        number: of the import.
        request_ids: its cases in the order of the rows.
        rows: how many rows were taken in, and what became of the others, by status.
    """

    number: int
    file_name: str
    imported_at: datetime
    imported_by: str
    rows: Mapping[str, int]
    request_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoView:
    """What taking an import back would remove, and why it may not be.

    Attributes:
        resting: what rests on its cases, one sentence each; empty if it may be taken back.
    """

    number: int
    file_name: str
    requests: int
    applicants: int
    events: int
    resting: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RememberedColumns:
    """What somebody once said the columns of such a ledger mean."""

    columns: tuple[ColumnChoice, ...]
    saved_at: datetime
    saved_by: str
