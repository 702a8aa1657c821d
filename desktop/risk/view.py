"""风险, the looks: cards in two columns, below one another in narrow windows."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QPushButton, QScrollArea, QWidget
from typing_extensions import override

from desktop.components import SkeletonRows, column, row
from desktop.components.arrow_keys import ArrowKeys
from desktop.frame.room_links import RoomLinks
from desktop.risk.group_card import GroupCard
from desktop.theme import px, set_role

__all__ = ["RiskPageView"]

_NARROW = 900
_LEFT = 3
GROUPS = 7


class RiskPageView(QWidget):
    """Layout and public parts; decides nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        outer = column(self, gap=10)
        head = row(gap=10)
        self.links = RoomLinks("risk", self)
        head.addWidget(self.links)
        head.addStretch(1)
        self.print_button = QPushButton("打印一览", self)
        head.addWidget(self.print_button)
        outer.addLayout(head)
        self.area = QScrollArea(self)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        set_role(inside, "scrolled")
        self._sides = row(inside, gap=12)
        self.cards = [GroupCard(inside) for _ in range(GROUPS)]
        for cards in (self.cards[:_LEFT], self.cards[_LEFT:]):
            side = column(gap=12)
            for card in cards:
                side.addWidget(card)
            side.addStretch(1)
            self._sides.addLayout(side, 1)
        self.area.setWidget(inside)
        outer.addWidget(self.area, 1)
        self.skeleton = SkeletonRows(self.area.viewport())
        self.arrows = ArrowKeys(self.area)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        ways = QBoxLayout.Direction
        self._sides.setDirection(ways.TopToBottom if self.width() < px(_NARROW) else ways.LeftToRight)
        self.skeleton.setGeometry(self.area.viewport().rect())
