"""Urgency chips: icon, word and colour together, as a widget and painted into tables."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from desktop.theme import Size, Tone, draw_sign, ground, ink, px, sized_font, tone_of
from law.terms import Urgency

__all__ = ["Chip", "UrgencyChip", "chip_size", "paint_chip"]


def _chip_font(base: QFont) -> QFont:
    return sized_font(base, px(Size.CAPTION))


def chip_size(text: str, base: QFont) -> QSize:
    """Room that a chip with this text needs."""
    metrics = QFontMetricsF(_chip_font(base))
    return QSize(round(metrics.horizontalAdvance(text)) + px(11 + 5 + 14), round(metrics.height()) + px(4))


def paint_chip(painter: QPainter, box: QRectF, text: str, tone: Tone, base: QFont) -> None:
    """Paint a chip at the left of a box, centred vertically.

    The plain tone has no ground; the provisional tone has a dashed border.
    """
    size = chip_size(text, base)
    area = QRectF(box.left(), box.center().y() - size.height() / 2, min(size.width(), box.width()), size.height())
    colour = QColor(ink(Tone.PROV)) if tone is Tone.PLAIN else ink(tone)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if tone is not Tone.PLAIN:
        painter.setBrush(ground(tone))
        painter.setPen(Qt.PenStyle.NoPen)
        if tone is Tone.PROV:
            pen = QPen(colour, 1)
            pen.setDashPattern([3, 2])
            painter.setPen(pen)
        painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), px(4), px(4))
    sign = px(11)
    draw_sign(painter, QRectF(area.left() + px(7), area.center().y() - sign / 2, sign, sign), tone, colour)
    painter.setPen(colour)
    painter.setFont(_chip_font(base))
    words = area.adjusted(px(7) + sign + px(4), 0, -px(4), 0)
    metrics = QFontMetricsF(painter.font())
    painter.drawText(
        words,
        int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft),
        metrics.elidedText(text, Qt.TextElideMode.ElideRight, words.width() + 2),
    )
    painter.restore()


class Chip(QWidget):
    """A chip of any tone and wording."""

    def __init__(self, text: str = "", tone: Tone = Tone.PLAIN, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = text
        self._tone = tone
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_state(text, tone)

    def show_state(self, text: str, tone: Tone) -> None:
        """Show another text and tone."""
        self._text = text
        self._tone = tone
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """The word shown."""
        return self._text

    def tone(self) -> Tone:
        """The tone shown."""
        return self._tone

    @override
    def sizeHint(self) -> QSize:
        return chip_size(self._text, self.font())

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_chip(painter, QRectF(self.rect()), self._text, self._tone, self.font())


class UrgencyChip(Chip):
    """The chip of an urgency; the word is the urgency's label unless a fuller one is given (剩 7 个工作日)."""

    def __init__(self, urgency: Urgency, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text or urgency.label, tone_of(urgency), parent)

    def show_urgency(self, urgency: Urgency, text: str = "") -> None:
        """Show another urgency."""
        self.show_state(text or urgency.label, tone_of(urgency))
