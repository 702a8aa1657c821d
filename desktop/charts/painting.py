"""Paints a chart with tokens of the theme; on paper with those of the light theme, whatever the screen shows."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from casework.statistics_views import SeriesRole
from desktop.charts.picture import Mark, Picture, Swatch
from desktop.theme import colour, px
from desktop.theme.tokens import LIGHT

__all__ = ["Inks", "paint_picture", "paper_inks", "screen_inks"]

Inks = Callable[[str], QColor]
"""The colour of a token."""

_FILL = {
    SeriesRole.MAIN: "accent",
    SeriesRole.SECOND: "accent_bg",
    SeriesRole.GOOD: "done",
    SeriesRole.BAD: "over",
    SeriesRole.OTHER: "prov",
    SeriesRole.OPEN: "susp",
}
_EDGE = {SeriesRole.SECOND: "accent"}
# Colour is never the only sign: what is bad is hatched, what is open is dotted.
_PATTERN = {SeriesRole.BAD: Qt.BrushStyle.BDiagPattern, SeriesRole.OPEN: Qt.BrushStyle.Dense6Pattern}


def screen_inks() -> Inks:
    """The tokens of the theme in force."""
    return colour


def paper_inks() -> Inks:
    """The tokens of the light theme: paper is white."""
    return _paper_ink


def _paper_ink(token: str) -> QColor:
    return QColor(str(getattr(LIGHT, token)))


def paint_picture(painter: QPainter, picture: Picture, inks: Inks, focus: Mark | None = None) -> None:
    """Paint a chart.

    Args:
        painter: its font is that of the words.
        picture: the chart, laid out.
        inks: colours.
        focus: the mark that the keyboard stands on.
    """
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for line in picture.lines:
        if not line.wide:
            _line(painter, line.points, QPen(inks(line.ink), 1))
    for mark in sorted(picture.marks, key=_behind):
        if not mark.point:
            _bar(painter, mark, inks)
    for line in picture.lines:
        if line.wide:
            style = Qt.PenStyle.DashLine if line.dashed else Qt.PenStyle.SolidLine
            _line(painter, line.points, QPen(inks(line.ink), px(1) if line.dashed else px(2), style))
    for mark in sorted(picture.marks, key=_behind):
        if mark.point:
            _point(painter, mark, inks)
    for swatch in picture.swatches:
        _swatch(painter, swatch, inks)
    for words in picture.words:
        painter.setPen(inks(words.ink))
        painter.drawText(words.area, int(words.align) | int(Qt.TextFlag.TextSingleLine), words.text)
    if focus is not None:
        painter.setPen(QPen(inks("accent"), px(2)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(_ring(focus), px(3), px(3))


def _behind(mark: Mark) -> bool:
    return not mark.before


def _ring(mark: Mark) -> QRectF:
    shape = mark.shape if mark.shape.width() > 1 and mark.shape.height() > 1 else mark.hit
    away = px(3)
    return shape.adjusted(-away, -away, away, away)


def _line(painter: QPainter, points: tuple[QPointF, ...], pen: QPen) -> None:
    painter.setPen(pen)
    painter.drawPolyline(list(points))


def _fill(painter: QPainter, area: QRectF, role: SeriesRole, inks: Inks, *, before: bool) -> None:
    if area.width() <= 0 or area.height() <= 0:
        return
    if before:
        painter.setPen(QPen(inks("faint"), 1))
        painter.setBrush(inks("line2"))
        painter.drawRect(area)
        return
    ink = inks(_FILL[role])
    painter.setPen(QPen(inks(_EDGE[role]), 1) if role in _EDGE else Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawRoundedRect(area, px(1), px(1))
    pattern = _PATTERN.get(role)
    if pattern is not None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(inks("surface"), pattern))
        painter.drawRect(area)


def _bar(painter: QPainter, mark: Mark, inks: Inks) -> None:
    _fill(painter, mark.shape, mark.role, inks, before=mark.before)


def _point(painter: QPainter, mark: Mark, inks: Inks) -> None:
    painter.setPen(QPen(inks("faint" if mark.before else "accent"), px(2)))
    painter.setBrush(inks("surface"))
    side = px(3) if mark.before else px(4)
    painter.drawEllipse(mark.shape.center(), side, side)


def _swatch(painter: QPainter, swatch: Swatch, inks: Inks) -> None:
    _fill(painter, swatch.area, swatch.role, inks, before=swatch.before)
