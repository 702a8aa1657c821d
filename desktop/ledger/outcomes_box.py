"""补定处理结果: for each of the words whose outcome is open, what it meant in this ledger."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from casework.ledger_outcomes import UndecidedWords
from desktop.components import Caption, ComboInput, LinkLabel, Text, column, row
from desktop.components.rows import clear_rows
from law.terms import Outcome

__all__ = ["OutcomesBox"]

_CHOICES: Final = ((None, "请选择"), *((one, one.label) for one in Outcome if one is not Outcome.WITHDRAWN))


class OutcomesBox(QWidget):
    """Signals: ``settled((words, Outcome))``, ``cases_asked(UndecidedWords)``. Hidden while nothing is open."""

    settled = Signal(object)
    cases_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        outer = column(self, gap=8)
        self.about = Text("已答复而处理结果待定，按台账的写法补定：", self)
        outer.addWidget(self.about)
        self._lines = column(gap=10)
        outer.addLayout(self._lines)
        self.combos: dict[str, ComboInput] = {}
        self.hide()

    def show_words(self, words: Sequence[UndecidedWords]) -> None:
        """Show the words that are open."""
        clear_rows(self._lines)
        self.combos = {}
        for one in words:
            self._lines.addWidget(self._line(one))
        self.setVisible(bool(words))

    def _line(self, one: UndecidedWords) -> QWidget:
        holder = QWidget(self)
        lines = column(holder, gap=2)
        name = f"“{one.words}”" if one.words else "没有写结果"
        head = row(gap=8)
        head.addWidget(Caption(f"{name}　{len(one.request_ids)} 件", holder), 1)
        cases = LinkLabel("看办件", holder, payload=one)
        cases.setAccessibleName(f"看{name}的办件")
        cases.clicked.connect(self._on_cases_clicked)
        head.addWidget(cases, 0, Qt.AlignmentFlag.AlignTop)
        lines.addLayout(head)
        below = row(gap=8)
        combo = ComboInput(_CHOICES, f"{name}的处理结果", holder)
        combo.set_value(None)
        below.addWidget(combo, 1)
        settle = LinkLabel("补定", holder, payload=one.words)
        settle.setAccessibleName(f"补定{name}")
        settle.clicked.connect(self._on_settle_clicked)
        below.addWidget(settle)
        lines.addLayout(below)
        self.combos[one.words] = combo
        return holder

    def _on_cases_clicked(self) -> None:
        link = self.sender()
        if isinstance(link, LinkLabel):
            self.cases_asked.emit(link.payload)

    def _on_settle_clicked(self) -> None:
        link = self.sender()
        if isinstance(link, LinkLabel):
            words = str(link.payload)
            outcome = self.combos[words].value()
            if isinstance(outcome, Outcome):
                self.settled.emit((words, outcome))
            else:
                self.combos[words].setFocus()
