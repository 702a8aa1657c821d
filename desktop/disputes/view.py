"""复议诉讼, the looks: counters, filter chips and search, the table, the selected dispute right."""

from datetime import date

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QWidget
from typing_extensions import override

from desktop.components import Caption, Card, CounterCard, LineInput, LinkLabel, SegmentedChoice, TableView, column, row
from desktop.components.flow import FlowLayout
from desktop.disputes.cells import COLUMNS
from desktop.disputes.filters import HandlerChoices, dispute_chips
from desktop.disputes.preview import DisputePreview
from desktop.theme import Size, px

__all__ = ["COUNTERS", "SCOPES", "DisputesView"]

SCOPES = (("open", "未结"), ("all", "全部"))
COUNTERS = 6
_WIDE = 1300
_NARROW = 980
_LOW = 640


class DisputesView(QWidget):
    """Layout and public parts; decides nothing."""

    def __init__(
        self, today: date, handlers: HandlerChoices, parent: QWidget | None = None, *, dense: bool = False
    ) -> None:
        super().__init__(parent)
        outer = column(self, gap=12)
        counters = row(gap=12)
        self.counters = [CounterCard(self) for _ in range(COUNTERS)]
        for one in self.counters:
            counters.addWidget(one, 1)
        outer.addLayout(counters)
        below = row(gap=12)
        below.addWidget(self._list_card(today, handlers, dense), 1)
        self.preview = DisputePreview(self)
        below.addWidget(self.preview)
        outer.addLayout(below, 1)

    def _list_card(self, today: date, handlers: HandlerChoices, dense: bool) -> Card:
        card = Card("", self)
        card.layout().setContentsMargins(0, px(12), 0, px(8))
        head = row(gap=12)
        head.setContentsMargins(px(12), 0, px(12), 0)
        self.scope = SegmentedChoice(SCOPES, "范围", card, value="open")
        self.search = LineInput("筛选复议诉讼", card, placeholder="姓名、案号、登记号，按 / 输入")
        self.count = Caption("", card, wrap=False)
        self.register = QPushButton("登记　Ctrl+N", card)
        self.register.setAccessibleName("登记复议、诉讼")
        self.register.setAutoDefault(False)
        self.lessons = QPushButton("得失", card)
        self.lessons.setToolTip("各条理由在复议诉讼中得到维持还是被否定")
        self.lessons.setAutoDefault(False)
        parts = ((self.scope, 0), (self.search, 1), (self.count, 0), (self.lessons, 0), (self.register, 0))
        for part, stretch in parts:
            head.addWidget(part, stretch)
        card.body.addLayout(head)
        chips = QWidget(card)
        flow = FlowLayout(chips, gap=6)
        flow.setContentsMargins(px(12), 0, px(12), 0)
        self.chips = dispute_chips(today, handlers, chips)
        for chip in self.chips.values():
            flow.addWidget(chip)
        self.clear = LinkLabel("全部取消", chips)
        flow.addWidget(self.clear)
        card.body.addWidget(chips)
        self.table = TableView(COLUMNS, "复议诉讼列表", card, dense=dense)
        self.table.wide_from = 1080
        card.body.addWidget(self.table, 1)
        return card

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= px(_WIDE)
        self.preview.setFixedWidth(px(Size.SIDE_PANEL_WIDE if wide else Size.SIDE_PANEL))
        self.preview.setVisible(self.width() >= px(_NARROW))
        for card in self.counters:
            card.set_compact(self.window().height() < px(_LOW))
