"""收费, the looks: stages and search, the table, the selected fee and the paragraph of the year right."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QWidget
from typing_extensions import override

from desktop.components import (
    Caption,
    Card,
    ComboInput,
    LineInput,
    ProgressPanel,
    TableView,
    column,
    row,
)
from desktop.fees.cells import COLUMNS
from desktop.fees.preview import FeePreview
from desktop.fees.stages import StageBar
from desktop.fees.year_card import YearCard
from desktop.theme import Size, px

__all__ = ["FeesView"]

_WIDE = 1300
_NARROW = 980


class FeesView(QWidget):
    """Layout and public parts; decides nothing."""

    def __init__(self, parent: QWidget | None = None, *, dense: bool = False) -> None:
        super().__init__(parent)
        outer = row(self, gap=12)
        card = Card("", self)
        card.layout().setContentsMargins(0, px(12), 0, px(8))
        card.body.addWidget(self._stages(card))
        head = row(gap=12)
        head.setContentsMargins(px(12), 0, px(12), 0)
        self.search = LineInput("筛选收费", card, placeholder="姓名、编号、内容，按 / 输入")
        self.year = ComboInput((), "通知年份", card)
        self.year.setMinimumWidth(px(140))
        self.count = Caption("", card, wrap=False)
        self.export = QPushButton("导出台账　Ctrl+E", card)
        self.export.setAccessibleName("导出收费台账")
        self.export.setAutoDefault(False)
        for part, stretch in ((self.search, 1), (self.year, 0), (self.count, 0), (self.export, 0)):
            head.addWidget(part, stretch)
        card.body.addLayout(head)
        self.progress = ProgressPanel(card)
        self.progress.setContentsMargins(px(12), 0, px(12), 0)
        card.body.addWidget(self.progress)
        self.table = TableView(COLUMNS, "收费列表", card, dense=dense)
        self.table.wide_from = 1000
        card.body.addWidget(self.table, 1)
        self._left = column(gap=12)
        self._left.addWidget(card, 1)
        outer.addLayout(self._left, 1)
        self.side = QWidget(self)
        self._right = right = column(self.side, gap=12)
        self.preview = FeePreview(self.side)
        self.year_card = YearCard(self.side)
        right.addWidget(self.preview, 1)
        right.addWidget(self.year_card)
        outer.addWidget(self.side)

    def _stages(self, parent: QWidget) -> QWidget:
        holder = QWidget(parent)
        line = row(holder, gap=0)
        line.setContentsMargins(px(12), 0, px(12), 0)
        self.stages = StageBar(holder)
        line.addWidget(self.stages, 1)
        return holder

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= px(_WIDE)
        self.side.setFixedWidth(px(Size.SIDE_PANEL_WIDE if wide else Size.SIDE_PANEL))
        narrow = self.width() < px(_NARROW)
        self.side.setVisible(not narrow)
        # Without a side the paragraph stands below the list: it has no other place.
        (self._left if narrow else self._right).addWidget(self.year_card)
        self.year_card.set_compact(narrow)
