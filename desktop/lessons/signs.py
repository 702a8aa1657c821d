"""How the fate of a ground looks: its tone, and a bar of three parts."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from casework.lessons_views import FateCounts
from desktop.theme import Tone, colour, ink, px
from law.dispute_terms import GroundFate

__all__ = ["FATES", "FATE_TONES", "SHORT_FATES", "FateBar", "counts_words", "paint_fates", "short_counts"]

FATE_TONES: Final[Mapping[GroundFate, Tone]] = {
    GroundFate.STRUCK: Tone.OVER,
    GroundFate.UPHELD: Tone.DONE,
    GroundFate.NOT_JUDGED: Tone.PROV,
}
FATES: Final = tuple(FATE_TONES)
"""In the order in which they are shown: what fell first."""


SHORT_FATES: Final = {GroundFate.STRUCK: "否定", GroundFate.UPHELD: "维持", GroundFate.NOT_JUDGED: "未评价"}


def short_counts(counts: FateCounts) -> str:
    """否定 3　维持 9, for the narrow column beside a letter."""
    return "　".join(f"{SHORT_FATES[one]} {counts.of(one)}" for one in FATES if counts.of(one))


def counts_words(counts: FateCounts) -> str:
    """被否定 3 件，得到维持 9 件."""
    return "，".join(f"{one.label} {counts.of(one)} 件" for one in FATES if counts.of(one)) or "没有"


def paint_fates(painter: QPainter, box: QRectF, counts: FateCounts, most: int) -> None:
    """Paint a bar as long as the letters are many, its parts by fate; what fell is hatched as well.

    Args:
        painter: of the widget.
        box: the room.
        counts: what is painted.
        most: the number of letters that fills the room.
    """
    if not counts.total or most <= 0:
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    thick, left = px(10), box.left()
    whole = max(px(6), box.width() * counts.total / most)
    for fate in FATES:
        width = whole * counts.of(fate) / counts.total
        if not width:
            continue
        part = QRectF(left, box.center().y() - thick / 2, width, thick)
        tone = ink(FATE_TONES[fate])
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("line2") if fate is GroundFate.NOT_JUDGED else tone)
        painter.drawRect(part)
        if fate is GroundFate.STRUCK:
            painter.fillRect(part, QBrush(colour("surface"), Qt.BrushStyle.BDiagPattern))
        elif fate is GroundFate.NOT_JUDGED:
            painter.setPen(QPen(tone, 1, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(part.adjusted(0, 0, -1, -1))
        left += width
    painter.restore()


class FateBar(QWidget):
    """The bar as a widget."""

    def __init__(self, counts: FateCounts, most: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts, self._most = counts, most
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(counts_words(counts))

    @override
    def sizeHint(self) -> QSize:
        return QSize(px(80), px(12))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        paint_fates(QPainter(self), QRectF(self.rect()), self._counts, self._most)
