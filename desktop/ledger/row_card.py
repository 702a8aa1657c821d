"""The selected row of a ledger: what it says, what is wrong, what can be said about it."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QPushButton, QWidget

from casework.ledger_drafts import Agreement, PlannedRow, Prompt, RowStatus
from casework.ledger_words import STATUS_WORDS, field_label, prompt_label, warning_label
from casework.masking import mask_identity, mask_phone
from desktop.case_page.rows import ValueRow, empty_layout, scrolled_list
from desktop.components import Caption, Card, ComboInput, FindingCard, LabelledField, LinkLabel, column
from law.terms import Channel, Outcome

__all__ = ["RowCard"]

_SHOWN: Final = (
    "received_date",
    "channel",
    "applicant_name",
    "id_number",
    "phone",
    "subject",
    "due_date",
    "reply_date",
    "outcome_id",
    "reply_no",
    "remarks",
)
_LABELS: Final = {"outcome_id": "结果", "applicant_name": "申请人", "id_number": "证件", "received_date": "收到"}
_SHORT: Final = {"channel": "方式", "phone": "电话", "subject": "内容", "due_date": "期限", "reply_date": "答复"}
_NEVER_WITHOUT: Final = frozenset({"received_date", "applicant_name", "subject"})


class RowCard(Card):
    """What can be said about a row comes back as signals.

    ``row_said((place, dict))`` says something about a row, ``row_agreed(place)`` agrees to its prompts,
    ``word_said((word, outcome))`` tells what a word of the outcome column means, ``case_asked(request_id)`` opens the
    request that it is taken for.
    """

    row_said = Signal(object)
    row_agreed = Signal(object)
    word_said = Signal(object)
    case_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("选中的行", parent)
        self.row: PlannedRow | None = None
        self.links: dict[str, LinkLabel] = {}
        self.outcome: ComboInput | None = None
        self.everywhere: QCheckBox | None = None
        self._inside, self._list = scrolled_list(self, gap=7)

    def show_row(self, row: PlannedRow | None, agreement: Agreement) -> None:
        """Show a row, or that none is selected."""
        self.row, self.links, self.outcome, self.everywhere = row, {}, None, None
        empty_layout(self._list)
        if row is None:
            self.set_title("选中的行")
            self._list.addWidget(Caption("选一行，看这一行的内容和问题。", self._inside))
            return
        self.set_title(row.row.told_place, STATUS_WORDS[row.status])
        for card in self._problems(row, agreement):
            self._list.addWidget(card)
        self._add_outcome(row)
        self._add_links(row, agreement)
        for card in self._remarks(row):
            self._list.addWidget(card)
        self._add_values(row)

    # ------------------------------------------------------------------ what is wrong

    def _problems(self, row: PlannedRow, agreement: Agreement) -> Iterator[QWidget]:
        if row.why:
            level = "warn" if row.status is RowStatus.DUPLICATE else "block"
            yield FindingCard(level, f"{row.why}。", "", self._inside)
        elif row.status is RowStatus.DUPLICATE:
            yield FindingCard("warn", f"与{row.row.duplicate_of.replace('!', ' 第 ')} 行相同。", "", self._inside)
        for one in row.row.refused_cells:
            shown = f"“{one.shown}”" if one.shown else ""
            yield FindingCard("block", f"{one.cell.text} {field_label(one.field)}{shown}：{one.told}", "", self._inside)
        for prompt in row.prompts:
            agreed = agreement.covers(row.row, prompt)
            yield FindingCard("hint" if agreed else "warn", _asked(prompt), "", self._inside)

    def _remarks(self, row: PlannedRow) -> Iterator[QWidget]:
        if row.row.due.explanation:
            yield FindingCard("hint", row.row.due.explanation, "", self._inside)
        for note in row.notes:
            yield FindingCard("hint", f"{note}。", "", self._inside)
        for warning in row.row.warnings:
            yield FindingCard("hint", f"{warning_label(warning)}。", "", self._inside)

    # ------------------------------------------------------------------ what can be said

    def _add_links(self, row: PlannedRow, agreement: Agreement) -> None:
        asked = row.asked(agreement)
        if row.status is RowStatus.IMPORT:
            if asked:
                self._link("agree", "同意这一行的提示")
            self._link("skip", "不导入这一行")
        elif row.status is RowStatus.REJECT and self._may_go_without(row):
            self._link("without", "不采用有误的单元格，导入这一行")
        elif row.status is RowStatus.DUPLICATE:
            self._link("apart", "不是重复，导入这一行")
            if row.same_as is not None:
                self._link("case", "打开已登记的办件")
        elif row.status is RowStatus.SKIP and row.row.values:
            self._link("take", "仍然导入这一行")

    @staticmethod
    def _may_go_without(row: PlannedRow) -> bool:
        refused = {one.field for one in row.row.refused_cells}
        return bool(refused) and not refused & _NEVER_WITHOUT

    def _link(self, key: str, words: str) -> None:
        link = LinkLabel(words, self._inside, payload=key)
        link.clicked.connect(self._on_link_clicked)
        self._list.addWidget(link)
        self.links[key] = link

    def _on_link_clicked(self) -> None:
        link, row = self.sender(), self.row
        if not isinstance(link, LinkLabel) or row is None:
            return
        if link.payload == "agree":
            self.row_agreed.emit(row.place)
        elif link.payload == "case":
            self.case_asked.emit(row.same_as)
        else:
            said = {
                "skip": {"skip": True},
                "take": {"skip": False},
                "without": {"without_refused": True},
                "apart": {"not_duplicate": True},
            }[str(link.payload)]
            self.row_said.emit((row.place, said))

    def _add_outcome(self, row: PlannedRow) -> None:
        """What a word of the outcome column means here, where it could be several things."""
        prompt = next((one for one in row.row.prompts if one.kind.startswith(("outcome", "event_word"))), None)
        if prompt is None or row.status is not RowStatus.IMPORT:
            return
        found = row.row.values.get("outcome_id")
        self.outcome = ComboInput((("", "请选择"), *_outcomes(prompt)), "处理结果", self._inside)
        self.outcome.set_value(found or "")
        holder = QWidget(self._inside)
        lines = column(holder, gap=4)
        lines.addWidget(LabelledField("处理结果", self.outcome, holder))
        if prompt.shown:
            self.everywhere = QCheckBox(f"所有写“{prompt.shown}”的行都这样", holder)
            self.everywhere.setChecked(True)
            lines.addWidget(self.everywhere)
        choose = QPushButton("采用", holder)
        choose.setAccessibleName("采用所选处理结果")
        choose.setAutoDefault(False)
        choose.clicked.connect(self._on_outcome_chosen)
        self.choose = choose
        lines.addWidget(choose)
        self._list.addWidget(holder)

    def _on_outcome_chosen(self) -> None:
        row, outcome = self.row, self.outcome
        value = outcome.value() if outcome is not None else ""
        if row is None or not value:
            return
        prompt = next(one for one in row.row.prompts if one.kind.startswith(("outcome", "event_word")))
        if self.everywhere is not None and self.everywhere.isChecked():
            self.word_said.emit((prompt.shown, value))
        else:
            self.row_said.emit((row.place, {"values": {"outcome": value}}))

    # ------------------------------------------------------------------ what it says

    def _add_values(self, row: PlannedRow) -> None:
        values = dict(row.row.values)
        if row.row.due.written is not None:
            values["due_date"] = row.row.due.written
        for name in _SHOWN:
            words = _words(name, values.get(name))
            if words:
                label = _LABELS.get(name) or _SHORT.get(name) or field_label(name)[-2:]
                self._list.addWidget(ValueRow(label, words, self._inside))


def _asked(prompt: Prompt) -> str:
    """The question; numbers that pages show in part only are shown so here as well."""
    told = prompt.told or prompt_label(prompt.kind)
    hide = {"id_number": mask_identity, "org_code": mask_identity, "phone": mask_phone}.get(prompt.field)
    proposed = prompt.proposed
    return told.replace(proposed, hide(proposed)) if hide and isinstance(proposed, str) and proposed else told


def _outcomes(prompt: Prompt) -> list[tuple[str, str]]:
    """Those the word may mean first, then all others."""
    first = [Outcome(one) for one in prompt.candidates or ()]
    return [(one.value, one.label) for one in (*first, *(other for other in Outcome if other not in first))]


def _outcome(value: str) -> str:
    return Outcome(value).label


def _channel(value: str) -> str:
    return "信函" if value == "mail" else Channel(value).label


_WRITTEN: Final[Mapping[str, Callable[[str], str]]] = {
    "id_number": mask_identity,
    "phone": mask_phone,
    "outcome_id": _outcome,
    "channel": _channel,
}


def _words(name: str, value: object) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return "、".join(str(one) for one in value)
    return _WRITTEN.get(name, str)(str(value))
