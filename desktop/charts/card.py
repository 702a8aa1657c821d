"""A card with a chart: title, what is counted, the chart or its numbers, what it says, a picture to take along."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from casework.statistics_views import ChartView
from desktop.charts.canvas import ChartCanvas
from desktop.charts.table import ChartTable
from desktop.components import Caption, Card, ElidedLabel, LinkLabel, SkeletonRows, column
from desktop.theme import px
from law.errors import UserError

__all__ = ["ChartCard"]

MOST_ROWS = 10
_NOTHING = "这一时段没有可统计的办件。"


class ChartCard(Card):
    """A chart with its numbers.

    ``opened`` carries the filter behind a mark or a cell, ``save_asked`` the ``ChartView`` to be saved as a picture,
    ``failed`` the error of its question.
    """

    opened = Signal(object)
    save_asked = Signal(object)
    failed = Signal(object)

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self.body.setSpacing(px(6))
        self.view: ChartView | None = None
        self.refusal = ""
        self.table: ChartTable | None = None
        self.toggle = LinkLabel("看数字", self)
        self.save = LinkLabel("存图", self)
        for link in (self.toggle, self.save):
            self.add_to_head(link)
            link.hide()
        self.toggle.clicked.connect(self.switch)
        self.save.clicked.connect(self._on_save_clicked)
        self.what = ElidedLabel("", self, role="caption")
        self.head.insertWidget(1, self.what, 10, Qt.AlignmentFlag.AlignVCenter)
        self.stack = QWidget(self)
        self._inside = column(self.stack, gap=0)
        self.canvas = ChartCanvas(self.stack, most=MOST_ROWS)
        self.canvas.opened.connect(self.opened)
        self.canvas.said.connect(self._on_said)
        self._inside.addWidget(self.canvas)
        self.body.addWidget(self.stack, 1)
        self.lead = ElidedLabel("", self, role="caption")
        self.body.addWidget(self.lead)
        self.nothing = Caption(_NOTHING, self, wrap=True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.hide()
        self.body.addWidget(self.nothing, 1)
        self.skeleton = SkeletonRows(self.stack, dense=True)
        self.skeleton.begin()

    # ------------------------------------------------------------------ what it shows

    def begin(self) -> None:
        """Its question is on the way."""
        self.skeleton.begin()

    def show_view(self, view: ChartView) -> None:
        """Show a chart."""
        self.view = view
        self.skeleton.end()
        self.what.setText(view.note)
        self.canvas.show_view(view)
        self._drop_table()
        self.refusal = ""
        self.nothing.setText(_NOTHING)
        self._show_parts(chart=not view.empty)
        self.toggle.setText("看数字")
        self._on_said("")

    def show_failed(self, error: BaseException) -> None:
        """Its question was refused: the card says why; anything else than a refusal is for the page to report."""
        self.skeleton.end()
        self.view = None
        self.refusal = error.sentence if isinstance(error, UserError) else "没有统计出来。"
        self.nothing.setText(self.refusal)
        self._show_parts(chart=False)
        self.failed.emit(error)

    def _show_parts(self, *, chart: bool) -> None:
        for part in (self.stack, self.lead, self.toggle, self.save):
            part.setVisible(chart)
        self.nothing.setVisible(not chart)

    def switch(self) -> None:
        """Show the numbers instead of the chart, or the chart again."""
        if self.view is None:
            return
        if self.table is None:
            self.table = ChartTable(self.view, self.stack)
            self.table.opened.connect(self.opened)
            self._inside.addWidget(self.table)
            self.table.hide()
        numbers = self.table.isHidden()
        self.table.setVisible(numbers)
        self.canvas.setVisible(not numbers)
        self.toggle.setText("看图" if numbers else "看数字")
        self.toggle.setAccessibleName(f"{self.view.title}，{self.toggle.text()}")

    def _drop_table(self) -> None:
        if self.table is not None:
            self._inside.removeWidget(self.table)
            self.table.hide()
            self.table.deleteLater()
            self.table = None
        self.canvas.show()

    def _on_said(self, words: str) -> None:
        """The line below tells the mark one stands on, else what the chart says."""
        if self.view is None:
            return
        left = len(self.view.rows) - MOST_ROWS
        hidden = f"图中为前 {MOST_ROWS} 项，其余 {left} 项见数字。" if left > 0 and self._cut() else ""
        self.lead.setText(words or f"{self.view.lead}{hidden}")

    def _cut(self) -> bool:
        return self.view is not None and self.view.form.value in ("bars", "stacked")

    def _on_save_clicked(self) -> None:
        if self.view is not None:
            self.save_asked.emit(self.view)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.skeleton.setGeometry(self.stack.rect())
