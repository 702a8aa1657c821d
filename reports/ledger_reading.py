"""Reading a ledger: the dry run. Row by row what would happen, and nothing happens."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import PurePath
from typing import Final

from deadlines.calendar import WorkingCalendar
from law.policies import PolicySet
from reports.ledger_draft import ReadingContext, RowDraft
from reports.ledger_due import DueReader
from reports.ledger_duplicates import find_duplicates
from reports.ledger_files import open_ledger
from reports.ledger_row_dates import other_years
from reports.ledger_row_reading import read_row, too_many_fields
from reports.ledger_rows import (
    NO_CHOICES,
    DueComparison,
    LedgerChoices,
    LedgerFormat,
    LedgerReading,
    LedgerRow,
    LedgerSummary,
    Prompt,
    RowChoice,
    RowStatus,
    SheetLayout,
)
from reports.ledger_sheets import SheetPart, parts_of, row_kind
from reports.ledger_words import ledger_words

__all__ = ["read_ledger"]

_INDISPENSABLE: Final = frozenset(
    {"no_received_date", "no_applicant_name", "no_subject", "too_many_fields", "state_invalid"}
)


def read_ledger(
    content: bytes,
    file_name: str,
    calendar: WorkingCalendar,
    policies: PolicySet,
    as_of: date,
    choices: LedgerChoices = NO_CHOICES,
) -> LedgerReading:
    """Read a ledger and tell what would happen to each row.

    Args:
        content: the file.
        file_name: its name; the year of the ledger may stand in it.
        calendar: working days as known on the day of reading.
        policies: the agency's choices.
        as_of: today; later days are in the future.
        choices: what somebody corrected.

    Raises:
        UserError: not a ledger, empty, protected by a password, damaged, too large.
    """
    name = PurePath(file_name.replace("\\", "/")).name
    book = open_ledger(content)
    parts = [part for grid in book.grids for part in parts_of(grid, PurePath(name).stem, choices)]
    read = [_Part(part, as_of, choices) for part in parts]
    drafts = [draft for part in read for draft in part.drafts]
    distinct = frozenset((one.sheet, one.row) for one in choices.rows if one.not_duplicate)
    repeated = {id(drafts[at]): first for at, first in find_duplicates(drafts, distinct).items()}
    due = DueReader(calendar, policies, as_of)
    rows = [row for part in read for row in part.rows(due, repeated)]
    return LedgerReading(
        file_name=name,
        sha256=sha256(content).hexdigest(),
        format=LedgerFormat(book.format),
        as_of=as_of,
        sheets=tuple(part.layout() for part in read),
        rows=tuple(rows),
        summary=_summary(rows),
        encoding=book.encoding,
        delimiter=book.delimiter,
        newline=book.newline,
        year_context=_year_context(parts),
    )


class _Part:
    """The rows of a sheet, or of the part of it below one set of heads."""

    def __init__(self, part: SheetPart, as_of: date, choices: LedgerChoices) -> None:
        self.part = part
        self.chosen: dict[int, RowChoice] = {one.row: one for one in choices.rows if one.sheet == part.grid.name}
        self.context = ReadingContext(
            part=part,
            words=ledger_words(),
            as_of=as_of,
            chosen_words=choices.words,
            chosen_rows=self.chosen,
            keeps_zero=_keeping_zero(part),
            width=_width(part),
        )
        self.kinds: dict[int, str] = {}
        self.drafts: list[RowDraft] = []
        if part.layout.imported:
            self._read()

    def _read(self) -> None:
        rows = range(self.part.first, self.part.last + 1)
        self.kinds = {row: kind for row in rows if (kind := row_kind(self.part, row))}
        records = [row for row in rows if row not in self.kinds]
        self.context.other_years = other_years(self.part, records)
        before: RowDraft | None = None
        for row in records:
            draft = RowDraft(self.context, row, before)
            width = self.part.grid.widths.get(row, 0)
            swallowed = self.part.grid.swallowed.get(row, 0)
            if swallowed or (self.context.width and width > self.context.width):
                too_many_fields(draft, width, self.context.width, swallowed)
            else:
                read_row(draft)
                before = draft
            self.drafts.append(draft)
        self._drop_blank_end()

    def _drop_blank_end(self) -> None:
        row = self.part.last
        while self.kinds.get(row) == "blank":
            del self.kinds[row]
            row -= 1

    def rows(self, due: DueReader, repeated: Mapping[int, RowDraft]) -> list[LedgerRow]:
        """The finished rows in order."""
        compared = dict(zip(map(id, self.drafts), due.compare(self.drafts), strict=True))
        found = {draft.row: _finished(draft, compared[id(draft)], repeated.get(id(draft))) for draft in self.drafts}
        for row, kind in self.kinds.items():
            found[row] = LedgerRow(sheet=self.part.grid.name, row=row, status=RowStatus.SKIP, kind=kind)
        return [_as_chosen(found[row], self.chosen.get(row)) for row in sorted(found)]

    def layout(self) -> SheetLayout:
        """The layout with the questions that concern the whole sheet."""
        layout = self.part.layout
        said = self.context.words.said
        prompts: list[Prompt] = []
        if self.context.yearless and layout.year is not None:
            told = said("prompts", "year_missing", proposed=layout.year)
            prompts.append(Prompt(kind="year_missing", told=told, proposed=layout.year))
        for column in sorted(self.context.pairs):
            told = said("prompts", "split_two_dates")
            prompts.append(Prompt(kind="split_two_dates", told=told, column=column))
        return replace(layout, prompts=tuple(prompts)) if prompts else layout


def _width(part: SheetPart) -> int:
    """Fields of a record: as many as the heads, or as most records have if every line ends with a comma."""
    widths = part.grid.widths
    if not widths or part.block is None:
        return 0
    head = max(widths.get(row, 0) for row in part.block.rows)
    usual = Counter(widths[row] for row in range(part.first, part.last + 1) if widths.get(row)).most_common(1)
    return max(head, usual[0][0] if usual else 0)


def _keeping_zero(part: SheetPart) -> frozenset[int]:
    found: set[int] = set()
    for column in part.places.values():
        texts = (part.grid.cell(row, column).shown.strip() for row in range(part.first, part.last + 1))
        if any(text.endswith((".10", ".20", ".30")) and len(text) <= len("12.30") for text in texts):
            found.add(column)
    return frozenset(found)


def _finished(draft: RowDraft, due: DueComparison, repeats: RowDraft | None) -> LedgerRow:
    reasons = tuple(dict.fromkeys(one.reason for one in draft.refused))
    prompts = draft.prompts
    status = RowStatus.IMPORT
    if repeats is not None:
        status = RowStatus.DUPLICATE
        prompts = [one for one in prompts if one.kind == "double_post"]
    elif reasons:
        status = RowStatus.REJECT
    repeated = ""
    if repeats is not None:
        sheet = repeats.context.part.grid.name
        repeated = f"{sheet}!{repeats.row}" if sheet else str(repeats.row)
    return LedgerRow(
        sheet=draft.context.part.grid.name,
        row=draft.row,
        status=status,
        values=dict(draft.values),
        reasons=() if repeats is not None else reasons,
        refused_cells=() if repeats is not None else tuple(draft.refused),
        prompts=tuple(sorted(prompts, key=_place)),
        warnings=tuple(draft.warnings),
        duplicate_of=repeated,
        due=due,
        event_kind=draft.event_kind,
        field_count=draft.field_count,
    )


def _place(prompt: Prompt) -> tuple[int, str]:
    """From left to right, as the row is read; what concerns the whole row comes last."""
    column = prompt.cell.column if prompt.cell else prompt.column
    return (len(column), column) if column else (len("XFD") + 1, "")


def _as_chosen(row: LedgerRow, choice: RowChoice | None) -> LedgerRow:
    if choice is None:
        return row
    if choice.skip:
        return replace(row, status=RowStatus.SKIP, kind="left_out")
    if choice.without_refused and row.status is RowStatus.REJECT and _can_do_without(row):
        kept = {**row.values, **{one.field: None for one in row.refused_cells if one.field in row.values}}
        return replace(row, status=RowStatus.IMPORT, values=kept)
    return row


def _can_do_without(row: LedgerRow) -> bool:
    lost = {one.field for one in row.refused_cells} & {"received_date", "applied_date"}
    return not lost and not set(row.reasons) & _INDISPENSABLE


def _year_context(parts: Sequence[SheetPart]) -> int | None:
    years = {one.layout.year for one in parts if one.layout.imported}
    return years.pop() if len(years) == 1 else None


def _summary(rows: Sequence[LedgerRow]) -> LedgerSummary:
    counts = Counter(one.status for one in rows)
    return LedgerSummary(
        rows=len(rows),
        imported=counts[RowStatus.IMPORT],
        rejected=counts[RowStatus.REJECT],
        duplicates=counts[RowStatus.DUPLICATE],
        skipped=counts[RowStatus.SKIP],
        records=len(rows) - counts[RowStatus.SKIP],
        due_differs=sum(one.due.differs for one in rows),
        refused_cells=sum(len(one.refused_cells) for one in rows),
    )
