"""What is behind the selected cell: number, outcomes, the first cases; Enter opens one, 全部 opens the list."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from casework.annual_views import CellCaseView, CellView
from desktop.annual.shapes import brief_label
from desktop.components import Caption, Card, ElidedLabel, LinkLabel, column, row
from desktop.components.arrow_keys import ArrowKeys
from desktop.components.rows import clear_rows
from desktop.theme import px

__all__ = ["DrillCard"]


class DrillCard(Card):
    """``case_asked(CellCaseView)`` opens a case, ``all_asked(CellView)`` the list of all."""

    case_asked = Signal(object)
    all_asked = Signal(object)

    def __init__(self, area: QScrollArea, parent: QWidget | None = None) -> None:
        super().__init__("办件", parent)
        self.shown: CellView | None = None
        self.links: list[LinkLabel] = []
        self._arrows = ArrowKeys(area)
        self.split = Caption("", self)
        self.split.setMinimumWidth(px(60))
        self.body.addWidget(self.split)
        self._lines = column(gap=2)
        self.body.addLayout(self._lines)
        self.say("移到表中的一格，看它背后的办件。")

    def say(self, sentence: str) -> None:
        """Show a sentence in place of cases."""
        self.shown = None
        self.set_title("办件")
        self.split.setText(sentence)
        self.split.show()
        self._clear()

    def show_cell(self, cell: CellView) -> None:
        """Show what is behind a cell."""
        self.shown = cell
        label, _, column_label = cell.title.rpartition("·")
        self.set_title(f"{brief_label(label)} · {column_label}", f"{cell.number:,} 件")
        self.title.setToolTip(cell.title)
        words = "　".join(f"{outcome} {number}" for outcome, number in cell.split)
        if cell.closed:
            words = f"{words}　（截至关账日所见）" if words else "截至关账日所见"
        if not cell.number:
            words = "没有办件。"
        self.split.setText(words)
        self.split.setVisible(bool(words))
        self._clear()
        for one in cell.cases:
            self._lines.addWidget(self._line(one))
        if cell.number > len(cell.cases) or (cell.request_ids and cell.number > 1):
            every = LinkLabel(f"全部 {cell.number:,} 件", self)
            every.setEnabled(bool(cell.request_ids))
            every.clicked.connect(self._on_all_clicked)
            self.links.append(every)
            self._lines.addWidget(every)
        self._arrows.lead(self.links)

    def focus_first(self) -> None:
        """Put the focus on the first case."""
        if self.links:
            self._arrows.focus(self.links[0])

    def has_focus(self) -> bool:
        """Whether one of the cases has the focus."""
        return any(one.hasFocus() for one in self.links)

    def _clear(self) -> None:
        clear_rows(self._lines)
        self.links = []

    def _line(self, case: CellCaseView) -> QWidget:
        block = QWidget(self)
        line = row(block, gap=8)
        link = LinkLabel(case.label, block, payload=case)
        link.setAccessibleName(f"打开 {case.label} {case.applicant} {case.outcome}")
        link.clicked.connect(self._on_case_clicked)
        self.links.append(link)
        line.addWidget(link)
        line.addWidget(Caption(case.applicant, block, wrap=False))
        outcome = ElidedLabel(case.outcome, block, role="caption")
        outcome.setMinimumWidth(px(40))
        line.addWidget(outcome, 1)
        return block

    def _on_case_clicked(self) -> None:
        link = self.sender()
        if isinstance(link, LinkLabel):
            self.case_asked.emit(link.payload)

    def _on_all_clicked(self) -> None:
        if self.shown is not None:
            self.all_asked.emit(self.shown)
