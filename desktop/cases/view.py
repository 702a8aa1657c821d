"""办件, the looks: scope and search, filter chips, the table, the preview right."""

from datetime import date

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QWidget
from typing_extensions import override

from desktop.cases.cells import COLUMNS
from desktop.cases.filters import AMONG, FIGURE, FILTERS, AmongChip, FigureChip, FilterChip
from desktop.cases.preview import CasePreview
from desktop.components import (
    Caption,
    Card,
    DateInput,
    LineInput,
    LinkLabel,
    SegmentedChoice,
    TableView,
    row,
)
from desktop.components.flow import FlowLayout
from desktop.theme import Size, px

__all__ = ["SCOPES", "CasesView"]

SCOPES = (("open", "在办"), ("closed", "已办结"), ("all", "全部"))
_WIDE = 1300
_NARROW = 980


class CasesView(QWidget):
    """Layout and public parts; decides nothing."""

    def __init__(self, today: date, parent: QWidget | None = None, *, dense: bool = False) -> None:
        super().__init__(parent)
        outer = row(self, gap=12)
        card = Card("", self)
        card.layout().setContentsMargins(0, px(12), 0, px(8))
        head = row(gap=12)
        head.setContentsMargins(px(12), 0, px(12), 0)
        self.scope = SegmentedChoice(SCOPES, "范围", card, value="open")
        self.search = LineInput("筛选办件", card, placeholder="姓名、编号、内容，按 / 输入")
        self.count = Caption("", card, wrap=False)
        self.columns = QPushButton("列　F2", card)
        self.columns.setAccessibleName("选择显示的列")
        self.export = QPushButton("导出台账", card)
        self.export.setToolTip("导出台账（Ctrl+E）")
        head.addWidget(self.scope)
        head.addWidget(self.search, 1)
        head.addWidget(self.count)
        head.addWidget(self.columns)
        head.addWidget(self.export)
        card.body.addLayout(head)
        chips = QWidget(card)
        flow = FlowLayout(chips, gap=6)
        flow.setContentsMargins(px(12), 0, px(12), 0)
        self.chips: dict[str, FilterChip] = {
            AMONG.key: AmongChip(today, chips),
            FIGURE.key: FigureChip(today, chips),
        }
        self.chips |= {spec.key: FilterChip(spec, today, chips) for spec in FILTERS}
        for chip in self.chips.values():
            flow.addWidget(chip)
        self.clear = LinkLabel("全部取消", chips)
        flow.addWidget(self.clear)
        card.body.addWidget(chips)
        card.body.addWidget(self._dates_row(card, today))
        self.table = TableView(COLUMNS, "办件列表", card, dense=dense)
        card.body.addWidget(self.table, 1)
        outer.addWidget(card, 1)
        self.preview = CasePreview(self)
        outer.addWidget(self.preview)

    def _dates_row(self, parent: QWidget, today: date) -> QWidget:
        self.dates = QWidget(parent)
        line = row(self.dates, gap=8)
        line.setContentsMargins(px(12), 0, px(12), 0)
        self.dates_label = Caption("", self.dates, wrap=False)
        self.dates_from = DateInput(today, None, "自", self.dates)
        self.dates_to = DateInput(today, None, "至", self.dates)
        self.dates_apply = QPushButton("筛选", self.dates)
        self.dates_leave = LinkLabel("不筛选", self.dates)
        for part in (self.dates_label, self.dates_from, Caption("至", self.dates), self.dates_to):
            line.addWidget(part)
        line.addWidget(self.dates_apply)
        line.addWidget(self.dates_leave)
        line.addStretch(1)
        self.dates.hide()
        return self.dates

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= px(_WIDE)
        self.preview.setFixedWidth(px(Size.SIDE_PANEL_WIDE if wide else Size.SIDE_PANEL))
        self.preview.setVisible(self.width() >= px(_NARROW))
