"""工作台, the looks: counters, my open requests, week and months right."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget
from typing_extensions import override

from desktop.components import Caption, Card, CounterCard, LinkLabel, SegmentedChoice, TableView, column, row
from desktop.disputes.task_lines import TaskLines
from desktop.intake.draft_offer import DraftOffer
from desktop.theme import Size, px
from desktop.worklist.model import WORKLIST_COLUMNS
from desktop.worklist.months import MonthBars
from desktop.worklist.week import Week

__all__ = ["SCOPES", "WorklistView"]

SCOPES = (("all", "全部在办"), ("ours", "待我方办理"), ("others", "等待他人"))
COUNTERS = 6
_WIDE = 1300
_NARROW = 960
_LOW = 600
_ROWS_LEAST = 4
_ROWS_NARROW = 6
_SIDE = 226
_SIDE_WIDE = 300
_UNBOUND = 16_777_215  # Qt's own word for no maximum


class WorklistView(QWidget):
    """Layout and public parts; decides nothing."""

    def __init__(self, parent: QWidget | None = None, *, dense: bool = False) -> None:
        super().__init__(parent)
        outer = column(self, gap=12)
        counters = row(gap=12)
        self.counters = [CounterCard(self) for _ in range(COUNTERS)]
        for card in self.counters:
            counters.addWidget(card, 1)
        outer.addLayout(counters)
        self._below = below = row(gap=12)
        middle = column(gap=12)
        self.drafts_card = Card("未完成的录入", self)
        self.all_drafts = LinkLabel("", self.drafts_card)
        self.drafts_card.add_to_head(self.all_drafts)
        self.offer = DraftOffer(self.drafts_card)
        self.drafts_card.body.addWidget(self.offer)
        self.drafts_card.hide()
        middle.addWidget(self.drafts_card)
        self.tasks = TaskLines(self)
        middle.addWidget(self.tasks)
        middle.addWidget(self._list_card(dense), 1)
        below.addLayout(middle, 1)
        below.addWidget(self._side())
        outer.addLayout(below, 1)

    def _list_card(self, dense: bool) -> Card:
        card = Card("我的在办", self, note=" ")
        card.layout().setContentsMargins(0, px(10), 0, px(6))
        card.head.setContentsMargins(px(16), 0, px(12), 0)
        self.scope = SegmentedChoice(SCOPES, "范围", card, value="all")
        card.add_to_head(self.scope)
        self.table = TableView(WORKLIST_COLUMNS, "我的在办", card, dense=dense)
        self.table.wide_from = 1250
        card.body.addWidget(self.table, 1)
        self.list_card = card
        return card

    def _side(self) -> QWidget:
        self.side = QWidget(self)
        self._cards = outer = column(self.side, gap=12)
        self.week_card = Card("本周", self.side)
        self.week = Week(self.week_card)
        self.week_card.body.addWidget(self.week)
        outer.addWidget(self.week_card)
        self.months_card = Card("收件与答复", self.side)
        self.months = MonthBars(self.months_card)
        self.months_card.body.addWidget(self.months)
        self.months_note = Caption("实心收件，空心答复，近 6 个月", self.months_card)
        self.months_card.body.addWidget(self.months_note)
        outer.addWidget(self.months_card)
        outer.addStretch(1)
        return self.side

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for card in self.counters:
            card.set_compact(self.window().height() < px(_LOW))
        self._fit_side()

    def _fit_side(self) -> None:
        """Week and months stand right of the rows; in narrow windows below them, where one scrolls to them."""
        narrow = self.width() < px(_NARROW)
        ways = QBoxLayout.Direction
        self._below.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)
        self._cards.setDirection(ways.LeftToRight if narrow else ways.TopToBottom)
        for at, stretch in enumerate((1, 1, 0) if narrow else (0, 0, 1)):
            self._cards.setStretch(at, stretch)
        if narrow:
            self.side.setMinimumWidth(0)
            self.side.setMaximumWidth(_UNBOUND)
        else:
            self.side.setFixedWidth(px(_SIDE_WIDE if self.width() >= px(_WIDE) else _SIDE))
        rows = _ROWS_NARROW if narrow else _ROWS_LEAST
        self.table.setMinimumHeight(px(Size.ROW * (rows + 1)))
