"""统计, the looks: period, figures on top, charts in a grid that has as many columns as fit."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QScrollArea, QWidget
from typing_extensions import override

from casework.statistics import CHARTS, ChartKey
from desktop.charts import ChartCard
from desktop.components import column, row
from desktop.frame.room_links import RoomLinks
from desktop.frame.session import Session
from desktop.statistics.figure_card import FigureCard
from desktop.statistics.period_bar import PeriodBar
from desktop.theme import px, set_role

__all__ = ["FIGURES", "StatisticsView"]

FIGURES = 6
_COLUMN = 340
_MOST_COLUMNS = 4
_WIDE = {ChartKey.MONTHS: 2}
_ORDER = (
    ChartKey.MONTHS,
    ChartKey.ON_TIME,
    ChartKey.DAYS,
    ChartKey.SLACK,
    ChartKey.WORKLOAD,
    ChartKey.OUTCOMES,
    ChartKey.ANNUAL_ROWS,
    ChartKey.DISPUTES,
    ChartKey.CHANNELS,
    ChartKey.APPLICANTS,
    ChartKey.FREQUENT,
)


class StatisticsView(QWidget):
    """Layout and public parts; decides nothing."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        outer = column(self, gap=10)
        self.links = RoomLinks("statistics", self)
        outer.addWidget(self.links)
        head = row(gap=10)
        self.period = PeriodBar(session.today, self)
        head.addWidget(self.period, 1)
        self.print_button = QPushButton("打印", self)
        self.pdf_button = QPushButton("存为 PDF", self)
        for button in (self.print_button, self.pdf_button):
            head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        outer.addLayout(head)
        self.area = QScrollArea(self)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.inside = QWidget()
        set_role(self.inside, "app")
        inner = column(self.inside, gap=12)
        inner.addLayout(self._figures())
        self.grid = QGridLayout()
        self.grid.setSpacing(px(12))
        inner.addLayout(self.grid)
        inner.addStretch(1)
        self.area.setWidget(self.inside)
        outer.addWidget(self.area, 1)
        self.cards = {key: ChartCard(key.label, self.inside) for key in _ORDER}
        self._columns = 0
        self._place(3)

    def _figures(self) -> QGridLayout:
        self.figure_grid = QGridLayout()
        self.figure_grid.setSpacing(px(12))
        self.figures = [FigureCard(self.inside) for _ in range(FIGURES)]
        return self.figure_grid

    def _place(self, columns: int) -> None:
        """Fill rows from left to right; a wide card takes two places."""
        if columns == self._columns:
            return
        self._columns = columns
        for at in range(_MOST_COLUMNS):
            self.grid.setColumnStretch(at, 1 if at < columns else 0)
        line, at = 0, 0
        for key in _ORDER:
            span = min(_WIDE.get(key, 1), columns)
            if at + span > columns:
                line, at = line + 1, 0
            self.grid.addWidget(self.cards[key], line, at, 1, span)
            at += span
        figures = FIGURES if columns > 2 else FIGURES // 2
        for place, card in enumerate(self.figures):
            card.set_compact(compact=figures < FIGURES)
            self.figure_grid.addWidget(card, place // figures, place % figures)
        for at in range(FIGURES):
            self.figure_grid.setColumnStretch(at, 1 if at < figures else 0)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place(min(_MOST_COLUMNS, max(1, self.width() // px(_COLUMN))))


assert set(_ORDER) == set(CHARTS)  # noqa: S101 - a chart without a place would never be seen
