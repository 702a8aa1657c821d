"""Day meter: ``17/20`` and a thin bar; a stopped clock says 停算中 instead."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from desktop.theme import Size, Tone, colour, ink, px, sized_font

__all__ = ["DayMeter", "DayMeterState", "paint_day_meter"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DayMeterState:
    """Working days used of those there are; ``paused`` shows words instead of a bar."""

    used: int
    total: int
    tone: Tone = Tone.ACCENT
    paused: bool = False

    @property
    def text(self) -> str:
        """What is written before the bar."""
        return "停算中" if self.paused else f"{self.used}/{self.total}"


def paint_day_meter(painter: QPainter, box: QRectF, state: DayMeterState, base: QFont) -> None:
    """Paint the meter into a box, centred vertically."""
    tone = Tone.ACCENT if state.tone is Tone.PLAIN else state.tone
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    font = sized_font(base, px(Size.CAPTION))
    painter.setFont(font)
    painter.setPen(ink(Tone.SUSP) if state.paused else colour("sub"))
    painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), state.text)
    if not state.paused and state.total > 0:
        metrics = QFontMetricsF(font)
        left = box.left() + max(metrics.horizontalAdvance("00/00"), metrics.horizontalAdvance(state.text)) + px(6)
        thick = px(5)
        bar = QRectF(left, box.center().y() - thick / 2, max(0.0, min(px(46), box.right() - left)), thick)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("line2"))
        painter.drawRoundedRect(bar, thick / 2, thick / 2)
        share = min(1.0, max(0.0, state.used / state.total))
        if share:
            painter.setBrush(ink(tone))
            painter.drawRoundedRect(
                QRectF(bar.left(), bar.top(), max(thick, bar.width() * share), thick), thick / 2, thick / 2
            )
    painter.restore()


class DayMeter(QWidget):
    """The meter as a widget."""

    def __init__(self, state: DayMeterState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._state = state
        self.show_state(state)

    def show_state(self, state: DayMeterState) -> None:
        """Show other days."""
        self._state = state
        self.setAccessibleName("停算中" if state.paused else f"第 {state.used} 日，共 {state.total} 日")
        self.update()

    @override
    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(sized_font(self.font(), px(Size.CAPTION)))
        return QSize(round(metrics.horizontalAdvance("00/00")) + px(54), px(20))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_day_meter(painter, QRectF(self.rect()), self._state, self.font())
