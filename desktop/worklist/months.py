"""收件与答复: two painted bars a month, with their numbers in words for those who do not see them."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from casework.views import MonthBar
from desktop.theme import Size, colour, px, sized_font

__all__ = ["MonthBars"]


class MonthBars(QWidget):
    """Received (dark) and replied (light) in each of the last months."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bars: tuple[MonthBar, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def show_bars(self, bars: tuple[MonthBar, ...]) -> None:
        """Show these months, the oldest first."""
        self.bars = bars
        said = "；".join(f"{one.year}年{one.month}月收件 {one.received}、答复 {one.replied}" for one in bars)
        self.setAccessibleName(f"近 {len(bars)} 个月：{said}")
        self.setToolTip(said.replace("；", "\n"))
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(px(180), px(170))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(px(140), px(120))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.bars:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = sized_font(self.font(), px(Size.CAPTION))
        painter.setFont(font)
        line = QFontMetricsF(font).height()
        most = max(1, *(max(one.received, one.replied) for one in self.bars))
        step = self.width() / len(self.bars)
        base = self.height() - line - px(6)
        room = base - line - px(2)
        painter.setPen(colour("line"))
        painter.drawLine(0, round(base), self.width(), round(base))
        for at, one in enumerate(self.bars):
            middle = step * (at + 0.5)
            self._bar(painter, middle - px(11), base, room * one.received / most, "accent", one.received)
            self._bar(painter, middle + px(1), base, room * one.replied / most, "accent_bg", one.replied)
            painter.setPen(colour("sub"))
            label = QRectF(middle - step / 2, base + px(4), step, line)
            painter.drawText(label, int(Qt.AlignmentFlag.AlignCenter), f"{one.month}月")

    def _bar(self, painter: QPainter, x: float, base: float, height: float, ink: str, count: int) -> None:
        if count == 0:
            return
        wide = px(10)
        area = QRectF(x, base - max(height, px(2)), wide, max(height, px(2)))
        painter.setPen(colour("accent") if ink == "accent_bg" else Qt.PenStyle.NoPen)
        painter.setBrush(colour(ink))
        painter.drawRoundedRect(area.adjusted(0.5, 0, -0.5, 0), px(2), px(2))
        painter.setPen(colour("sub"))
        line = QFontMetricsF(painter.font()).height()
        number = QRectF(x - px(8), area.top() - line, wide + px(16), line)
        painter.drawText(number, int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom), str(count))
