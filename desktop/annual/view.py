"""统计年报, the looks: year, tabs and tables in the middle; relations, cases of the cell, state of the year right."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QSizePolicy, QWidget
from typing_extensions import override

from desktop.annual.before_pane import BeforePane
from desktop.annual.check_pane import CheckPane
from desktop.annual.close_pane import ClosePane
from desktop.annual.drill_card import DrillCard
from desktop.annual.grid import FigureGrid
from desktop.annual.list_panes import CorrectionsPane, PoliciesPane
from desktop.annual.relations_card import RelationsCard
from desktop.annual.shapes import TABLE_FOUR, TABLE_THREE
from desktop.annual.sum_pane import SumPane
from desktop.annual.text_pane import TextPane
from desktop.annual.two_pane import TwoPane
from desktop.annual.year_card import YearCard
from desktop.components import (
    Banner,
    Caption,
    Card,
    Chip,
    ComboInput,
    ElidedLabel,
    LinkLabel,
    ProgressPanel,
    SegmentedChoice,
    column,
    row,
)
from desktop.frame.room_links import RoomLinks
from desktop.theme import Size, Tone, px, set_role

__all__ = ["TABS", "AnnualReportView"]

TABS = (
    ("three", "表三"),
    ("two", "表二"),
    ("four", "表四"),
    ("text", "正文"),
    ("sum", "汇总"),
    ("check", "核对已发布"),
)
_WIDE = 1300


class AnnualReportView(QWidget):
    """Layout and public parts; decides nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        outer = column(self, gap=8)
        self.rooms = RoomLinks("annual_report", self)
        outer.addWidget(self.rooms)
        self.banner = Banner("", Tone.OVER, self)
        outer.addWidget(self.banner)
        line = row(gap=12)
        line.addWidget(self._middle(), 1)
        line.addWidget(self._side())
        outer.addLayout(line, 1)

    # ------------------------------------------------------------------ middle

    def _middle(self) -> QWidget:
        card = Card("", self)
        head = row(gap=12)
        self.year = ComboInput((), "年度", card)
        self.tabs = SegmentedChoice(TABS, "年报", card, value="three")
        self.back = LinkLabel("返回表三", card)
        head.addWidget(self.year)
        head.addWidget(self.tabs)
        head.addStretch(1)
        card.body.addLayout(head)
        title = row(gap=8)
        self.title = ElidedLabel("", card, role="card_title")
        self.summary = Chip("", Tone.PLAIN, card)
        self.folded = LinkLabel("", card)
        self.title.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        title.addWidget(self.title)
        title.addWidget(self.summary)
        title.addStretch(1)
        title.addWidget(self.folded)
        title.addWidget(self.back)
        card.body.addLayout(title)
        self.holder = QWidget(card)
        panes = column(self.holder, gap=0)
        self.three = FigureGrid(TABLE_THREE, "表三 收到和处理政府信息公开申请情况", self.holder)
        self.two = TwoPane(self.holder)
        self.four_pane = QWidget(self.holder)
        self.four = FigureGrid(TABLE_FOUR, "表四 行政复议、行政诉讼情况", self.four_pane)
        four = column(self.four_pane, gap=8)
        four.addWidget(self.four, 1)
        four.addWidget(Caption("导出时按国办公开办函〔2021〕30号的格式排成一行。", self.four_pane))
        self.text = TextPane(self.holder)
        self.sum = SumPane(self.holder)
        self.check = CheckPane(self.holder)
        self.before = BeforePane(self.holder)
        self.corrections = CorrectionsPane(self.holder)
        self.policies = PoliciesPane(self.holder)
        self.close_pane = ClosePane(self.holder)
        self.panes: dict[str, QWidget] = {
            "three": self.three,
            "two": self.two,
            "four": self.four_pane,
            "text": self.text,
            "sum": self.sum,
            "check": self.check,
            "before": self.before,
            "corrections": self.corrections,
            "policies": self.policies,
            "close": self.close_pane,
        }
        for pane in self.panes.values():
            panes.addWidget(pane, 1)
        card.body.addWidget(self.holder, 1)
        return card

    def show_pane(self, key: str) -> None:
        """Show one of the panes; links of the year card have no tab of their own."""
        for name, pane in self.panes.items():
            pane.setVisible(name == key)
        tabs = dict(TABS)
        self.tabs.set_value(key if key in tabs else None)
        self.back.setVisible(key not in tabs)
        self.drill.setVisible(key in ("three", "four"))
        own = key not in ("check", "sum")
        self.side.setVisible(own)
        self.summary.setVisible(own)
        self.folded.setVisible(key == "three")

    # ------------------------------------------------------------------ side

    def _side(self) -> QWidget:
        self.side = QWidget(self)
        down = column(self.side, gap=12)
        self.area = QScrollArea(self.side)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget(self.area)
        set_role(inner, "scrolled")
        cards = column(inner, gap=12)
        self.relations = RelationsCard(inner)
        self.drill = DrillCard(self.area, inner)
        self.year_card = YearCard(inner)
        for card in (self.relations, self.drill, self.year_card):
            cards.addWidget(card)
        cards.addStretch(1)
        self.area.setWidget(inner)
        down.addWidget(self.area, 1)
        self.progress = ProgressPanel(self.side)
        down.addWidget(self.progress)
        buttons = row(gap=12)
        self.excel = QPushButton("导出 Excel", self.side)
        self.document = QPushButton("生成年报文档", self.side)
        self.excel.setAutoDefault(False)
        self.document.setAutoDefault(False)
        set_role(self.document, "primary")
        buttons.addWidget(self.excel, 1)
        buttons.addWidget(self.document, 1)
        down.addLayout(buttons)
        return self.side

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= px(_WIDE)
        room = px(Size.SIDE_PANEL_WIDE if wide else Size.SIDE_PANEL)
        self.side.setFixedWidth(min(room, max(px(290), self.width() * 36 // 100)))
