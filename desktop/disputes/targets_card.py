"""被诉文书: what is attacked, with its letter and its request."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from casework.dispute_views import TargetView
from desktop.components import Caption, Card, LinkLabel, Rule, StrongLabel, Text, column
from desktop.components.flow import FlowLayout
from desktop.components.rows import clear_rows

__all__ = ["TargetsCard"]


class TargetsCard(Card):
    """The card. ``letter_asked(TargetView)``, ``case_asked(request_id)``, ``dispute_asked(dispute_id)``."""

    letter_asked = Signal(object)
    case_asked = Signal(object)
    dispute_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("所涉文书", parent)
        self.links: list[LinkLabel] = []
        self._lines = column(gap=8)
        self.body.addLayout(self._lines)

    def show_targets(
        self, targets: Sequence[TargetView], previous_id: int | None, following_ids: Sequence[int]
    ) -> None:
        """Show the attacked letters, and the dispute before or after this one."""
        clear_rows(self._lines)
        self.links = []
        for at, one in enumerate(targets):
            if at:
                self._lines.addWidget(Rule(self))
            self._lines.addWidget(self._target(one))
        if previous_id is not None:
            self._lines.addWidget(self._dispute("此前的行政复议", previous_id))
        for following in following_ids:
            self._lines.addWidget(self._dispute("此后的行政诉讼", following))

    def _target(self, one: TargetView) -> QWidget:
        holder = QWidget(self)
        lines = column(holder, gap=2)
        lines.addWidget(StrongLabel(one.attacked.label, holder))
        lines.addWidget(Text(one.line, holder))
        if one.admissible:
            told = "、".join(dict.fromkeys(cited.told for cited in one.citations))
            note = one.admissible.rstrip("。")
            lines.addWidget(Caption(f"{note}（{told}）。" if told and told not in note else f"{note}。", holder))
        links = QWidget(holder)
        foot = FlowLayout(links, gap=8)
        if one.document_id is not None:
            letter = self._link("打开文书", links, one)
            letter.setAccessibleName(f"打开{one.document_number or one.title}")
            letter.clicked.connect(self._on_letter_clicked)
            foot.addWidget(letter)
        case = self._link(f"办件 {one.registration_number}", links, one.request_id)
        case.clicked.connect(self._on_case_clicked)
        foot.addWidget(case)
        lines.addWidget(links)
        return holder

    def _dispute(self, words: str, dispute_id: int) -> QWidget:
        link = self._link(words, self, dispute_id)
        link.clicked.connect(self._on_dispute_clicked)
        return link

    def _link(self, words: str, parent: QWidget, payload: object) -> LinkLabel:
        link = LinkLabel(words, parent, payload=payload)
        self.links.append(link)
        return link

    def _on_letter_clicked(self) -> None:
        link = self.sender()
        if isinstance(link, LinkLabel):
            self.letter_asked.emit(link.payload)

    def _on_case_clicked(self) -> None:
        link = self.sender()
        if isinstance(link, LinkLabel):
            self.case_asked.emit(link.payload)

    def _on_dispute_clicked(self) -> None:
        link = self.sender()
        if isinstance(link, LinkLabel):
            self.dispute_asked.emit(link.payload)
