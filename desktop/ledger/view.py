"""台账导入, the looks: file and rows left, the selected row, what to agree to and the columns right."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QStackedWidget, QWidget
from typing_extensions import override

from desktop.components import (
    Banner,
    Caption,
    Card,
    ElidedLabel,
    ProgressPanel,
    SegmentedChoice,
    TableView,
    column,
    row,
)
from desktop.frame.room_links import RoomLinks
from desktop.ledger.columns_card import ColumnsCard
from desktop.ledger.prompts_card import PromptsCard
from desktop.ledger.row_card import RowCard
from desktop.ledger.rows import COLUMNS, FILTERS
from desktop.theme import Size, Tone, px, set_role

__all__ = ["LedgerView"]

_WIDE: Final = 1300
_NARROW: Final = 900
_SIDE: Final = 290
_SIDES: Final = (("row", "选中的行"), ("prompts", "提示"), ("columns", "列"))


class LedgerView(QWidget):
    """Layout and public parts; decides nothing. Signal: ``dropped(str)``, the path of a file dropped anywhere."""

    dropped = Signal(object)

    def __init__(self, parent: QWidget | None = None, *, dense: bool = False) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        outer = column(self, gap=Size.CARD_GAP)
        self.places = RoomLinks("ledger", self)
        outer.addWidget(self.places)
        self.banner = Banner("", Tone.SOON, self)
        outer.addWidget(self.banner)
        across = row(gap=Size.CARD_GAP)
        across.addWidget(self._rows_card(dense), 1)
        self.side = self._side()
        across.addWidget(self.side)
        outer.addLayout(across, 1)
        self.show_side("row")

    def _rows_card(self, dense: bool) -> Card:
        card = Card("", self)
        card.layout().setContentsMargins(0, px(12), 0, px(8))
        head = row(gap=12)
        head.setContentsMargins(px(12), 0, px(12), 0)
        self.choose = QPushButton("选择台账　Ctrl+O", card)
        self.choose.setAccessibleName("选择台账文件")
        self.choose.setAutoDefault(False)
        self.file = ElidedLabel("", card)
        self.take = QPushButton("导入　Ctrl+Enter", card)
        self.take.setAutoDefault(False)
        set_role(self.take, "primary")
        head.addWidget(self.choose)
        head.addWidget(self.file, 1)
        head.addWidget(self.take)
        card.body.addLayout(head)
        self.progress = ProgressPanel(card)
        self.progress.setContentsMargins(px(12), 0, px(12), 0)
        card.body.addWidget(self.progress)
        self.parts = SegmentedChoice(FILTERS, "只看", card, value="all")
        line = row(gap=8)
        line.setContentsMargins(px(12), 0, px(12), 0)
        line.addWidget(self.parts)
        line.addStretch(1)
        card.body.addLayout(line)
        self.table = TableView(COLUMNS, "台账的行", card, dense=dense)
        self.table.wide_from = 1000
        card.body.addWidget(self.table, 1)
        self.sums = Caption("", card)
        self.sums.setContentsMargins(px(12), 0, px(12), 0)
        card.body.addWidget(self.sums)
        return card

    def _side(self) -> QWidget:
        side = QWidget(self)
        lines = column(side, gap=8)
        self.which = SegmentedChoice(_SIDES, "右侧显示", side, value="row")
        lines.addWidget(self.which)
        self.stack = QStackedWidget(side)
        self.row_card = RowCard(self.stack)
        self.prompts = PromptsCard(self.stack)
        self.columns = ColumnsCard(self.stack)
        self.cards: Mapping[str, QWidget] = {
            "row": self.row_card,
            "prompts": self.prompts,
            "columns": self.columns,
        }
        for card in self.cards.values():
            self.stack.addWidget(card)
        lines.addWidget(self.stack, 1)
        return side

    def show_side(self, key: str) -> None:
        """Show one of the cards at the right."""
        self.which.set_value(key)
        self.stack.setCurrentWidget(self.cards[key])

    def show_counts(self, counts: Mapping[str, int], taken: int) -> None:
        """Say how many rows each part has, and how many will be taken in."""
        for at, (key, words) in enumerate(FILTERS):
            self.parts.buttons[at].setText(f"{words} {counts[key]:,}" if counts and key != "all" else words)
        self.take.setText(f"导入 {taken:,} 件　Ctrl+Enter" if taken else "导入　Ctrl+Enter")
        self.take.setAccessibleName(f"导入 {taken} 件")

    def allow_import(self, why_not: str) -> None:
        """Open the act, or say why it cannot be done now; "" when it can."""
        self.take.setEnabled(not why_not)
        self.take.setToolTip(why_not)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide, narrow = self.width() >= px(_WIDE), self.width() < px(_NARROW)
        self.side.setFixedWidth(px(_SIDE if narrow else Size.SIDE_PANEL_WIDE if wide else Size.SIDE_PANEL))

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(one.isLocalFile() for one in event.mimeData().urls()):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        path = next((one.toLocalFile() for one in event.mimeData().urls() if one.isLocalFile()), "")
        if path:
            event.acceptProposedAction()
            self.dropped.emit(path)
