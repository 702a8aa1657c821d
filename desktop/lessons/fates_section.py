"""上级怎么看: how letters with the present outcome and grounds fared, beside the letter that is drafted or reviewed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from casework.lessons_views import DraftFates, FateCase, GroundFates, GroundKey
from desktop.components import Caption, Chip, LinkLabel, SectionTitle, Text, column, row
from desktop.components.rows import clear_rows
from desktop.lessons.signs import FATE_TONES, SHORT_FATES, FateBar, counts_words, short_counts
from desktop.theme import px

__all__ = ["FatesSection"]


class FatesSection(QWidget):
    """``dispute_asked(dispute id)`` opens a case, ``ground_asked(GroundKey)`` the page of all grounds."""

    dispute_asked = Signal(object)
    ground_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shown: DraftFates | None = None
        outer = column(self, gap=6)
        self.title = SectionTitle("上级怎么看", self)
        outer.addWidget(self.title)
        self.line = Caption("", self)
        self.line.setMinimumWidth(px(60))
        outer.addWidget(self.line)
        self._grounds = column(gap=6)
        outer.addLayout(self._grounds)
        self._cases = column(gap=8)
        outer.addLayout(self._cases)
        self.links: list[LinkLabel] = []

    def show_fates(self, fates: DraftFates) -> None:
        """Show counts by ground and the latest cases; nothing while no outcome is chosen."""
        self.shown = fates
        self.setVisible(fates.outcome is not None)
        clear_rows(self._grounds)
        clear_rows(self._cases)
        self.links = []
        self.line.setText(fates.line)
        self.title.setToolTip(fates.how)
        most = max((one.counts.total for one in fates.grounds), default=0)
        for ground in fates.grounds:
            self._grounds.addWidget(self._ground(ground, most))
        for case in fates.cases:
            self._cases.addWidget(self._case(case))

    def first_ground(self) -> GroundKey | None:
        """The ground that fell most often; None if nothing was judged."""
        found = self.shown.grounds if self.shown is not None else ()
        return found[0].key if found else None

    def _ground(self, one: GroundFates, most: int) -> QWidget:
        block = QWidget(self)
        down = column(block, gap=2)
        link = self._link(one.label, one.key, f"看{one.label}的得失：{counts_words(one.counts)}", block)
        link.clicked.connect(self._on_ground_clicked)
        link.setToolTip(one.article.full if one.article is not None else one.label)
        down.addLayout(_left(link))
        down.addWidget(FateBar(one.counts, most, block))
        down.addWidget(Caption(short_counts(one.counts), block))
        return block

    def _case(self, one: FateCase) -> QWidget:
        block = QWidget(self)
        down = column(block, gap=2)
        head = row(gap=6)
        name = one.case_number or one.body
        link = self._link(name, one.dispute_id, f"打开{one.line}，{one.fate.label}", block)
        link.clicked.connect(self._on_case_clicked)
        link.setToolTip(f"{one.registration_number} {one.title}\n{one.ground}")
        head.addWidget(link, 1)
        head.addWidget(Chip(SHORT_FATES[one.fate], FATE_TONES[one.fate], block))
        down.addLayout(head)
        on = one.decided_on
        day = f"{on.year}年{on.month}月{on.day}日" if on is not None else ""
        told = Caption(f"{day} {one.forum.label}{one.result.label}，{one.ground}".strip(), block)
        told.setMinimumWidth(px(60))
        down.addWidget(told)
        if one.why:
            why = Text(one.why, block)
            why.setMinimumWidth(px(60))
            down.addWidget(why)
        return block

    def _link(self, text: str, payload: object, name: str, parent: QWidget) -> LinkLabel:
        link = LinkLabel(text, parent, payload=payload)
        link.setAccessibleName(name)
        self.links.append(link)
        return link

    def _on_ground_clicked(self) -> None:
        link = self.sender()
        if isinstance(link, LinkLabel):
            self.ground_asked.emit(link.payload)

    def _on_case_clicked(self) -> None:
        link = self.sender()
        if isinstance(link, LinkLabel):
            self.dispute_asked.emit(link.payload)


def _left(widget: QWidget) -> QHBoxLayout:
    line = row(gap=0)
    line.addWidget(widget)
    line.addStretch(1)
    return line
