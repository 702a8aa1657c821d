"""The rows of a ledger as a table: what will happen to each, what it says, and the due day by the ledger and by law."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import QObject, Qt
from typing_extensions import override

from casework.ledger_drafts import Agreement, PlannedRow, RowStatus
from casework.ledger_words import STATUS_WORDS, prompt_label, reason_label, skip_label
from desktop.components import Column, TableRole
from desktop.components.rows_model import ModelIndex, RowsModel
from desktop.theme import Tone
from law.terms import Outcome

__all__ = ["COLUMNS", "FILTERS", "LedgerModel", "has_problem", "in_filter", "outcome_words", "why"]

_TONES: Final[Mapping[RowStatus, Tone]] = {
    RowStatus.IMPORT: Tone.DONE,
    RowStatus.REJECT: Tone.OVER,
    RowStatus.DUPLICATE: Tone.SUSP,
    RowStatus.SKIP: Tone.PROV,
}

COLUMNS: Final = (
    Column(key="place", label="行", width=68, roomy=96, fixed=True),
    Column(key="status", label="处理", width=86, fixed=True),
    Column(key="received", label="收到", width=92),
    Column(key="applicant", label="申请人", width=96, roomy=150),
    Column(key="subject", label="申请内容", width=0, fixed=True),
    Column(key="outcome", label="处理结果", width=124, needs=940),
    Column(key="written", label="台账期限", width=92, needs=940),
    Column(key="due", label="依法期限", width=92, needs=540),
    Column(key="why", label="说明", width=170, roomy=300, needs=640),
)

FILTERS: Final = (
    ("all", "全部"),
    ("import", "导入"),
    ("asked", "待同意"),
    ("reject", "有误"),
    ("duplicate", "重复"),
    ("due", "期限"),
    ("skip", "略过"),
)
"""Parts of the ledger, with their words."""


def _asked(row: PlannedRow, agreement: Agreement) -> bool:
    if row.status is not RowStatus.IMPORT:
        return False
    return bool(row.asked(agreement))


def has_problem(row: PlannedRow, agreement: Agreement) -> bool:
    """Whether somebody should look at a row before the import."""
    return row.status in (RowStatus.REJECT, RowStatus.DUPLICATE) or _asked(row, agreement)


def in_filter(row: PlannedRow, key: str, agreement: Agreement) -> bool:
    """Whether a row belongs to a part of the ledger."""
    if key == "all":
        return row.status is not RowStatus.SKIP
    if key == "asked":
        return _asked(row, agreement)
    if key == "due":
        return row.row.due.differs
    return row.status.value == key


def why(row: PlannedRow, agreement: Agreement) -> str:
    """Why a row is not simply taken in, in few words."""
    one = row.row
    if row.status is RowStatus.SKIP:
        return skip_label(one.kind)
    if row.why:
        return row.why
    if row.status is RowStatus.REJECT:
        return "；".join(reason_label(reason) for reason in one.reasons)
    if row.status is RowStatus.DUPLICATE:
        return f"与第 {one.duplicate_of.rpartition('!')[2]} 行相同"
    kinds = dict.fromkeys(prompt.kind for prompt in row.asked(agreement))
    if kinds:
        return "待同意：" + "、".join(prompt_label(kind) for kind in kinds)
    return _difference(one.due.working_days) if one.due.differs else ""


def _difference(days: int | None) -> str:
    """How the due day of the ledger differs from the lawful one, in few words."""
    if not days:
        return "台账期限不同，仍是同一工作日"
    return f"台账期限{'晚' if days > 0 else '早'} {abs(days)} 个工作日"


def outcome_words(row: PlannedRow) -> str:
    """The outcome, or what is to be chosen."""
    values = row.row.values
    found = values.get("outcome_id")
    if isinstance(found, str) and found:
        return Outcome(found).label
    return "待定" if values.get("reply_date") is not None or values.get("outcome_candidates") else ""


class LedgerModel(RowsModel[PlannedRow]):
    """Frozen rows; a filter chooses among them without copying any."""

    columns = COLUMNS

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: tuple[PlannedRow, ...] = ()
        self.agreement = Agreement()
        self.part = "all"
        self._sheets = False
        self._counts: Mapping[str, int] = dict.fromkeys((key for key, _ in FILTERS), 0)

    def show_rows(self, rows: Sequence[PlannedRow], agreement: Agreement) -> None:
        """Show another ledger, or the same one read anew."""
        self._all = tuple(rows)
        self._sheets = len({one.row.sheet for one in rows}) > 1
        self.agree(agreement)

    def show_part(self, part: str) -> None:
        """Show a part of the ledger."""
        self.part = part
        self._choose()

    def agree(self, agreement: Agreement) -> None:
        """Something else was agreed to."""
        self.agreement = agreement
        waiting = sum(_asked(one, agreement) for one in self._all if one.prompts)
        found = Counter(one.status.value for one in self._all)
        found["all"] = len(self._all) - found["skip"]
        found["asked"] = waiting
        found["due"] = sum(one.row.due.differs for one in self._all)
        self._counts = {key: found[key] for key, _ in FILTERS}
        self._choose()

    def counts(self) -> Mapping[str, int]:
        """How many rows each part has."""
        return self._counts

    def _choose(self) -> None:
        self.put_rows([one for one in self._all if in_filter(one, self.part, self.agreement)])

    def place_of(self, place: tuple[str, int]) -> int:
        """Where a row of the file stands in the table, -1 if the filter hides it."""
        return next((at for at, one in enumerate(self.rows) if one.place == place), -1)

    def next_problem(self, after: int) -> int:
        """The next row that somebody should look at, from the beginning again after the last one; -1 if none."""
        number = len(self.rows)
        for step in range(1, number + 1):
            at = (after + step) % number
            if has_problem(self.rows[at], self.agreement):
                return at
        return -1

    @override
    def data(self, index: ModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.row_at(index.row()) if index.isValid() else None
        if row is None or not 0 <= index.column() < len(COLUMNS):
            return None
        key = COLUMNS[index.column()].key
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, key)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{COLUMNS[index.column()].label} {self._text(row, key)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._text(row, key)
        if role == TableRole.CHIP and key == "status":
            return Tone.TODAY if _asked(row, self.agreement) else _TONES[row.status]
        if role == TableRole.TONE:
            return self._tone(row, key)
        return None

    def _tone(self, row: PlannedRow, key: str) -> Tone | None:
        if key == "written" and row.row.due.differs:
            return Tone.TODAY
        refused = {one.field for one in row.row.refused_cells}
        fields = {
            "received": "received_date",
            "applicant": "applicant_name",
            "subject": "subject",
            "outcome": "outcome",
        }
        if fields.get(key) in refused:
            return Tone.OVER
        return Tone.PROV if row.status is RowStatus.SKIP else None

    def _text(self, row: PlannedRow, key: str) -> str:
        values, one = row.row.values, row.row
        if key == "place":
            return f"{one.sheet} {one.row}" if self._sheets else str(one.row)
        if key == "status":
            return "待同意" if _asked(row, self.agreement) else STATUS_WORDS[row.status]
        if key == "received":
            return self._refused(row, "received_date") or _day(values.get("received_date"))
        if key == "applicant":
            return self._refused(row, "applicant_name") or _words(values.get("applicant_name"))
        if key == "subject":
            return self._refused(row, "subject") or _words(values.get("subject"))
        if key == "outcome":
            return outcome_words(row)
        if key == "written":
            return _day(one.due.written)
        return _day(row.due) if key == "due" else why(row, self.agreement)

    def _refused(self, row: PlannedRow, field: str) -> str:
        return next((f"{one.shown or '空'}（有误）" for one in row.row.refused_cells if one.field == field), "")


def _day(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else ""


def _words(value: object) -> str:
    return "、".join(value) if isinstance(value, tuple) else "" if value is None else str(value)
