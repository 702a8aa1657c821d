"""A row while it is being read: its cells with dittos and merges filled in, and what has been found so far."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Final

from reports.ledger_aliases import plain
from reports.ledger_cells import read_text
from reports.ledger_grid import BLANK, CellKind, GridCell, column_letters, text_cell
from reports.ledger_rows import CellRef, LedgerValue, Prompt, RefusedCell, RowChoice, WordChoice
from reports.ledger_sheets import SheetPart
from reports.ledger_words import LedgerWords

__all__ = ["ReadingContext", "RowDraft"]

_AS_TYPED: Final = frozenset({"description", "purpose"})
"""What the applicant typed stays as it was sent, also a dash."""

_LONGEST_WORD: Final = 12
"""Signs of a cell that may be a ditto or a dash, blanks included."""

_NO_IS_AN_ANSWER: Final = frozenset({"extension_flag", "fee", "review_status", "lawsuit_status", "fee_waiver", "state"})


@dataclass(slots=True, kw_only=True)
class ReadingContext:
    """What the rows of a part share.

    Attributes:
        part: the sheet or its part.
        words: the words of ledgers.
        as_of: today.
        chosen_words: what somebody said about words.
        chosen_rows: what somebody said about rows of this sheet, by row.
        keeps_zero: columns that write the tenth as ``.10``.
        width: number of fields of a CSV record.
        other_years: rows whose day of receipt names another year than the sheet, and whether it may be believed.
        yearless: whether a day without a year was met; pairs: columns in which two days stood in one cell.
    """

    part: SheetPart
    words: LedgerWords
    as_of: date
    chosen_words: tuple[WordChoice, ...] = ()
    chosen_rows: Mapping[int, RowChoice] = field(default_factory=dict)
    keeps_zero: frozenset[int] = frozenset()
    width: int = 0
    other_years: Mapping[int, bool] = field(default_factory=dict)
    yearless: bool = False
    pairs: set[str] = field(default_factory=set)

    def chosen_word(self, name: str, text: str) -> str:
        """What somebody said about a word, empty if nothing."""
        key = plain(text)
        found = (one.value for one in reversed(self.chosen_words) if one.field == name and plain(one.word) == key)
        return next(found, "")


class RowDraft:
    """One row being read.

    Args:
        context: of its part.
        row: its number.
        before: the record above, for dittos.
    """

    def __init__(self, context: ReadingContext, row: int, before: "RowDraft | None") -> None:
        self.context = context
        self.row = row
        self.before = before
        self.values: dict[str, LedgerValue] = {}
        self.refused: list[RefusedCell] = []
        self.prompts: list[Prompt] = []
        self.warnings: list[str] = []
        self.received: date | None = None
        self.received_field = "received_date"
        self.due_written: date | None = None
        self.field_count: int | None = None
        self.event_kind = ""
        self._places = context.part.places
        self._choice = context.chosen_rows.get(row)
        self._effective: dict[int, GridCell] = {}
        self._dittos: list[tuple[str, int]] = []
        self._merged: list[tuple[str, int]] = []
        self._ready: dict[int, GridCell] = {}

    # ------------------------------------------------------------------------------------------------- cells

    def has(self, name: str) -> bool:
        """Whether the sheet has a column of this field, or somebody typed its value."""
        return name in self._places or (self._choice is not None and name in self._choice.values)

    def ref(self, name: str) -> CellRef:
        """Where the cell of a field is; the first column if the field has none."""
        column = self.context.part.places.get(name, 1)
        return CellRef(self.context.part.grid.name, self.row, column_letters(column))

    def head_is_code(self, name: str) -> bool:
        """Whether the head of a field is in Latin letters and the sheet an export of a portal."""
        block, column = self.context.part.block, self.context.part.places.get(name)
        if not self.context.part.portal or block is None or column is None:
            return False
        return all(level.isascii() for level in block.levels.get(column, ()))

    def cell(self, name: str) -> GridCell:
        """The cell of a field: typed in by somebody, filled from above, or as it stands; a dash is blank."""
        typed = None if self._choice is None else self.typed(name)
        if typed is not None:
            return text_cell(typed)
        column = self._places.get(name)
        if column is None:
            return BLANK
        ready = self._ready.get(column)
        if ready is None:
            ready = self._ready[column] = self._undashed(name, self.effective(name, column))
        return ready

    def text(self, name: str) -> str | None:
        """The text of the cell of a field, ``None`` if it is blank."""
        return read_text(self.cell(name))

    def typed(self, name: str) -> str | None:
        """What somebody typed in place of the cell of a field."""
        return None if self._choice is None else self._choice.values.get(name)

    def _found(self, name: str, column: int) -> GridCell:
        part = self.context.part
        cell = part.grid.cell(self.row, column)
        anchor = part.anchors.get((self.row, column))
        if anchor is not None and cell.blank:
            self._merged.append((name, column))
            return self._above(name, column, anchor)
        if self.before is not None and _is_word(cell, self.context.words.dittos):
            self._dittos.append((name, column))
            return self.before.effective(name, column)
        return cell

    def _above(self, name: str, column: int, anchor: int) -> GridCell:
        found = self.context.part.grid.cell(anchor, column)
        before = self.before
        while before is not None and before.row > anchor:
            before = before.before
        return before.effective(name, column) if before is not None and before.row == anchor else found

    def effective(self, name: str, column: int) -> GridCell:
        """What a column holds after filling in, for the row below."""
        if column not in self._effective:
            self._effective[column] = self._found(name, column)
        return self._effective[column]

    def _undashed(self, name: str, cell: GridCell) -> GridCell:
        if name in _AS_TYPED or not _is_word(cell, self.context.words.blanks):
            return cell
        if name in _NO_IS_AN_ANSWER and plain(cell.shown) == plain("无"):
            return cell
        self.ask("blank_dash", name, shown=cell.shown.strip())
        return BLANK

    # ---------------------------------------------------------------------------------------------- findings

    def refuse(self, name: str, reason: str, *, shown: str | None = None, note: str = "", field_name: str = "") -> None:
        """A cell that may not be believed."""
        ref = self.ref(name)
        column = self.context.part.places.get(name)
        self.refused.append(
            RefusedCell(
                cell=ref,
                field=field_name or name,
                reason=reason,
                shown=self.cell(name).shown if shown is None else shown,
                told=self.context.words.said("reasons", reason),
                note=note,
                hidden_column=column in self.context.part.grid.hidden_columns,
            )
        )

    def ask(
        self,
        kind: str,
        name: str,
        *,
        proposed: LedgerValue = None,
        shown: str = "",
        candidates: tuple[str, ...] | None = None,
        suggested: str = "",
        seconds: int | None = None,
    ) -> None:
        """Something to agree to."""
        self.prompts.append(
            Prompt(
                kind=kind,
                told=self.context.words.said(
                    "prompts",
                    "outcome_unclear" if kind == "outcome_ambiguous" and candidates is None else kind,
                    proposed=self._read_as(proposed),
                    shown=shown,
                    suggested=self.context.words.value_label(suggested),
                    seconds=seconds,
                    choice="、".join(self.context.words.outcome_label(one) for one in candidates or ()),
                ),
                cell=self.ref(name),
                field=name,
                proposed=proposed,
                shown=shown,
                candidates=candidates,
                suggested=suggested,
                seconds=seconds,
            )
        )

    def _read_as(self, value: LedgerValue) -> LedgerValue:
        """A value as people read it."""
        label = self.context.words.value_label
        if isinstance(value, tuple):
            return "、".join(map(label, value))
        return label(value) if isinstance(value, str) else value

    def warn(self, code: str) -> None:
        """Something to know."""
        if code not in self.warnings:
            self.warnings.append(code)

    def ask_about_filling(self) -> None:
        """The questions about dittos and merges, once all values are known."""
        for name, column in self._dittos:
            shown = self.context.part.grid.cell(self.row, column).shown.strip()
            self.ask("ditto", name, proposed=self._filled_value(name), shown=shown)
        if self._merged:
            name = min(self._merged, key=_column)[0]
            self.ask("merged_fill", name, proposed=self._filled_value(name))

    def _filled_value(self, name: str) -> LedgerValue:
        if name in self.values:
            return self.values[name]
        return read_text(self._effective[self.context.part.places[name]])


def _is_word(cell: GridCell, words: frozenset[str]) -> bool:
    """Whether a cell holds one of a few short words."""
    return cell.kind is CellKind.TEXT and len(cell.shown) <= _LONGEST_WORD and _short(cell.shown) in words


@lru_cache(maxsize=16_384)
def _short(text: str) -> str:
    return plain(text)


def _column(one: tuple[str, int]) -> int:
    return one[1]
