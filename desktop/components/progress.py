"""Waiting: progress in place with count and 取消, and skeleton rows for lists that take longer than 150 ms."""

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QPushButton, QWidget
from typing_extensions import override

from desktop.components.cards import column, row
from desktop.components.text import Caption, Text
from desktop.theme import Size, colour, px

__all__ = ["ProgressPanel", "SkeletonRows"]

_APPEAR_MS = 150


class ProgressPanel(QWidget):
    """Words, a thin bar, a count and 取消. Appears only when the work takes longer than 100 ms."""

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = column(self, gap=6)
        head = row(gap=8)
        self.label = Text("", self, wrap=False)
        self.count = Caption("", self, wrap=False)
        self.cancel = QPushButton("取消", self)
        self.cancel.clicked.connect(self._on_cancel_clicked)
        head.addWidget(self.label)
        head.addWidget(self.count)
        head.addStretch(1)
        head.addWidget(self.cancel)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        layout.addLayout(head)
        layout.addWidget(self.bar)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(100)
        self._timer.timeout.connect(self.show)
        self.hide()

    def begin(self, label: str, *, cancellable: bool = True) -> None:
        """Announce work; the panel shows itself if it lasts."""
        self.label.setText(label)
        self.count.setText("")
        self.bar.setRange(0, 0)
        self.cancel.setVisible(cancellable)
        self.cancel.setEnabled(True)
        self.setAccessibleName(label)
        self._timer.start()

    def advance(self, done: int, total: int) -> None:
        """Show how far it is; total 0 means unknown."""
        self.bar.setRange(0, max(0, total))
        self.bar.setValue(done)
        self.count.setText(f"{done:,}/{total:,}" if total else f"{done:,}")

    def end(self) -> None:
        """The work is over."""
        self._timer.stop()
        self.hide()

    def _on_cancel_clicked(self) -> None:
        self.cancel.setEnabled(False)
        self.label.setText("正在停止…")
        self.cancelled.emit()


class SkeletonRows(QWidget):
    """Grey bars where rows will stand. ``begin()`` shows them after 150 ms, ``end()`` removes them."""

    def __init__(self, parent: QWidget | None = None, *, dense: bool = False) -> None:
        super().__init__(parent)
        self._row = Size.ROW_DENSE if dense else Size.ROW
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName("正在读取")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_APPEAR_MS)
        self._timer.timeout.connect(self.show)
        self.hide()

    def begin(self) -> None:
        """Reading has begun."""
        self._timer.start()

    def end(self) -> None:
        """Rows are there."""
        self._timer.stop()
        self.hide()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), colour("surface"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("line2"))
        height, thick = px(self._row), px(10)
        shares = ((0.0, 0.07), (0.1, 0.14), (0.27, 0.12), (0.42, 0.26), (0.72, 0.1), (0.86, 0.1))
        width = self.width() - px(24)
        for at in range(self.height() // height):
            for start, share in shares:
                x = px(12) + width * start
                y = at * height + (height - thick) / 2
                painter.drawRoundedRect(QRectF(x, y, width * share, thick), px(3), px(3))
