"""The icon set: open lines of 1.6 px on a grid of 20, painted, so that they take any colour and any size.

An icon is a tuple of strokes; a stroke is a drawing word with numbers. State signs are filled shapes.
"""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap

from desktop.theme.tokens import Tone

__all__ = ["ICON_NAMES", "draw_icon", "draw_sign", "icon"]

Stroke = tuple[str, tuple[float, ...]]
_GRID = 20.0
_STROKE = 1.6


def _p(*numbers: float) -> Stroke:
    return ("poly", numbers)


def _r(x: float, y: float, w: float, h: float, radius: float = 1.5) -> Stroke:
    return ("rect", (x, y, w, h, radius))


def _c(x: float, y: float, radius: float) -> Stroke:
    return ("circle", (x, y, radius))


def _a(x: float, y: float, radius: float, start: float, span: float) -> Stroke:
    return ("arc", (x, y, radius, start, span))


_ICONS: dict[str, tuple[Stroke, ...]] = {
    "worklist": (_r(3, 3, 5.5, 7), _r(11.5, 3, 5.5, 4), _r(3, 13, 5.5, 4), _r(11.5, 10, 5.5, 7)),
    "intake": (
        _p(3, 11, 3, 16.5, 17, 16.5, 17, 11),
        _p(3, 11, 7, 11, 8.2, 13, 11.8, 13, 13, 11, 17, 11),
        _p(10, 2.5, 10, 9),
        _p(7, 6.5, 10, 9.3, 13, 6.5),
    ),
    "cases": (_p(2.5, 16, 2.5, 4.5, 7.5, 4.5, 9.3, 6.8, 17.5, 6.8, 17.5, 16, 2.5, 16),),
    "letters": (_p(5, 17.5, 5, 2.5, 11.5, 2.5, 15, 6, 15, 17.5, 5, 17.5), _p(7.5, 9, 12.5, 9), _p(7.5, 12, 12.5, 12)),
    "fees": (
        _c(10, 10, 7.3),
        _p(7, 6, 10, 10, 13, 6),
        _p(10, 10, 10, 14.5),
        _p(7.5, 10.2, 12.5, 10.2),
        _p(7.5, 12.5, 12.5, 12.5),
    ),
    "reviews": (
        _p(10, 3, 10, 17),
        _p(6, 17, 14, 17),
        _p(4, 5, 16, 5),
        _p(4, 5, 2, 11, 6, 11, 4, 5),
        _p(16, 5, 14, 11, 18, 11, 16, 5),
    ),
    "report": (_p(3, 3, 3, 17, 17, 17), _p(7, 14, 7, 10), _p(11, 14, 11, 6), _p(15, 14, 15, 8.5)),
    "ledger": (_r(3, 3.5, 14, 13), _p(3, 8, 17, 8), _p(3, 12.2, 17, 12.2), _p(8, 3.5, 8, 16.5)),
    "rules": (
        _r(3, 4.5, 14, 12.5),
        _p(3, 8.5, 17, 8.5),
        _p(7, 2.5, 7, 6),
        _p(13, 2.5, 13, 6),
        _p(7, 12.5, 9.2, 14.5, 13, 10.8),
    ),
    "settings": (_p(3, 6, 10, 6), _c(12, 6, 2), _p(14, 6, 17, 6), _p(3, 14, 6, 14), _c(8, 14, 2), _p(10, 14, 17, 14)),
    "search": (_c(8.8, 8.8, 5.3), _p(12.8, 12.8, 17, 17)),
    "back": (_p(16.5, 10, 3.5, 10), _p(8.5, 5, 3.5, 10, 8.5, 15)),
    "close": (_p(5, 5, 15, 15), _p(15, 5, 5, 15)),
    "plus": (_p(10, 4, 10, 16), _p(4, 10, 16, 10)),
    "minus": (_p(4, 10, 16, 10),),
    "down": (_p(5, 8, 10, 13, 15, 8),),
    "up": (_p(5, 12, 10, 7, 15, 12),),
    "right": (_p(8, 5, 13, 10, 8, 15),),
    "left": (_p(12, 5, 7, 10, 12, 15),),
    "arrow": (_p(3.5, 10, 16.5, 10), _p(11.5, 5, 16.5, 10, 11.5, 15)),
    "attach": (
        _p(15.5, 9.5, 9.3, 15.7),
        _a(7.2, 13.6, 3, -45, -180),
        _p(5.1, 11.5, 11.3, 5.3),
        _a(13.0, 7.0, 2.4, 135, -180),
        _p(14.7, 8.7, 9.2, 14.2),
    ),
    "print": (_p(6, 7, 6, 3, 14, 3, 14, 7), _p(6, 14, 3, 14, 3, 7, 17, 7, 17, 14, 14, 14), _r(6, 11.5, 8, 5.5, 0.5)),
    "copy": (_r(7, 7, 10, 10), _p(4.5, 13, 3, 13, 3, 3, 13, 3, 13, 4.5)),
    "check": (_p(4, 10.5, 8.2, 14.7, 16, 5.8),),
    "mark": (_p(4.5, 10.5, 8.4, 14.2, 15.5, 6.2), _p(4.5, 10.9, 8.4, 14.6, 15.5, 6.6)),
    "undo": (_p(7, 4, 3.5, 7.5, 7, 11), _p(3.5, 7.5, 12, 7.5), _a(12, 11.5, 4, 90, -180), _p(12, 15.5, 7, 15.5)),
    "alert": (_c(10, 10, 7.3), _p(10, 6, 10, 11), _p(10, 13.6, 10, 14)),
    "info": (_c(10, 10, 7.3), _p(10, 9, 10, 14), _p(10, 6, 10, 6.4)),
    "help": (_c(10, 10, 7.3), _a(10, 8, 2.2, 180, -225), _p(10, 11.8, 10, 10.4), _p(10, 14, 10, 14.3)),
    "clock": (_c(10, 10, 7.3), _p(10, 5.8, 10, 10, 13, 12)),
    "trash": (_p(4, 5.5, 16, 5.5), _p(7.5, 5.5, 8, 3, 12, 3, 12.5, 5.5), _p(5.5, 5.5, 6.3, 17, 13.7, 17, 14.5, 5.5)),
    "upload": (_p(3, 13, 3, 17, 17, 17, 17, 13), _p(10, 13, 10, 3), _p(6, 7, 10, 3, 14, 7)),
    "download": (_p(3, 13, 3, 17, 17, 17, 17, 13), _p(10, 3, 10, 13), _p(6, 9, 10, 13, 14, 9)),
    "filter": (_p(3, 4, 17, 4, 12, 10.5, 12, 16.5, 8, 14.5, 8, 10.5, 3, 4),),
    "columns": (_r(3, 3.5, 14, 13), _p(7.7, 3.5, 7.7, 16.5), _p(12.3, 3.5, 12.3, 16.5)),
    "edit": (_p(4, 16, 4.7, 12.5, 13.5, 3.7, 16.3, 6.5, 7.5, 15.3, 4, 16), _p(11.5, 5.7, 14.3, 8.5)),
    "person": (_c(10, 6.5, 3.3), _a(10, 17.5, 6.3, 10, 160)),
    "phone": (
        _p(4, 3.5, 7, 3.5, 8.5, 7.5, 6.6, 9, 11, 13.4, 12.5, 11.5, 16.5, 13, 16.5, 16, 14, 16.7, 3.3, 6, 4, 3.5),
    ),
    "eye": (_a(10, 15, 9.3, 33, 114), _a(10, 5, 9.3, -33, -114), _c(10, 10, 2.2)),
    "menu": (_p(3, 5.5, 17, 5.5), _p(3, 10, 17, 10), _p(3, 14.5, 17, 14.5)),
    "calendar": (_r(3, 4.5, 14, 12.5), _p(3, 8.5, 17, 8.5), _p(7, 2.5, 7, 6), _p(13, 2.5, 13, 6)),
    "split": (_p(10, 3, 10, 8, 4.5, 12.5, 4.5, 17), _p(10, 8, 15.5, 12.5, 15.5, 17)),
    "link": (_r(2.5, 7, 8.5, 6, 3), _r(9, 7, 8.5, 6, 3)),
}

ICON_NAMES = tuple(_ICONS)


def _add_poly(path: QPainterPath, n: tuple[float, ...]) -> None:
    path.moveTo(n[0], n[1])
    for at in range(2, len(n), 2):
        path.lineTo(n[at], n[at + 1])


def _add_rect(path: QPainterPath, n: tuple[float, ...]) -> None:
    path.addRoundedRect(QRectF(n[0], n[1], n[2], n[3]), n[4], n[4])


def _add_circle(path: QPainterPath, n: tuple[float, ...]) -> None:
    path.addEllipse(QPointF(n[0], n[1]), n[2], n[2])


def _add_arc(path: QPainterPath, n: tuple[float, ...]) -> None:
    box = QRectF(n[0] - n[2], n[1] - n[2], 2 * n[2], 2 * n[2])
    path.arcMoveTo(box, n[3])
    path.arcTo(box, n[3], n[4])


_WORDS: dict[str, Callable[[QPainterPath, tuple[float, ...]], None]] = {
    "poly": _add_poly,
    "rect": _add_rect,
    "circle": _add_circle,
    "arc": _add_arc,
}


def _pen(colour: QColor, width: float) -> QPen:
    return QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)


def draw_icon(painter: QPainter, box: QRectF, name: str, colour: QColor) -> None:
    """Paint an icon of the set into a square."""
    path = QPainterPath()
    for word, numbers in _ICONS[name]:
        _WORDS[word](path, numbers)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(box.topLeft())
    painter.scale(box.width() / _GRID, box.height() / _GRID)
    painter.setPen(_pen(colour, _STROKE * _GRID / max(16.0, box.width())))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)
    painter.restore()


def icon(name: str, colour: QColor, size: int) -> QIcon:
    """An icon as ``QIcon`` at a size in pixels, sharp on screens of double density."""
    result = QIcon()
    for ratio in (1, 2, 3):
        pixmap = QPixmap(QSize(size, size) * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        draw_icon(painter, QRectF(0, 0, size, size), name, colour)
        painter.end()
        result.addPixmap(pixmap)
    return result


def _sign_over(painter: QPainter, box: QRectF, colour: QColor) -> None:
    painter.setBrush(colour)
    painter.drawEllipse(box.center(), box.width() * 0.42, box.width() * 0.42)


def _sign_today(painter: QPainter, box: QRectF, colour: QColor) -> None:
    painter.setBrush(colour)
    c = box.center()
    h = box.width() * 0.5
    painter.drawPolygon(
        [QPointF(c.x(), c.y() - h), QPointF(c.x() + h, c.y()), QPointF(c.x(), c.y() + h), QPointF(c.x() - h, c.y())]
    )


def _sign_soon(painter: QPainter, box: QRectF, colour: QColor) -> None:
    painter.setBrush(colour)
    low = box.bottom() - box.height() * 0.06
    painter.drawPolygon(
        [
            QPointF(box.center().x(), box.top() + box.height() * 0.04),
            QPointF(box.right(), low),
            QPointF(box.left(), low),
        ]
    )


def _sign_susp(painter: QPainter, box: QRectF, colour: QColor) -> None:
    painter.setPen(_pen(colour, box.width() * 0.16))
    for share in (0.3, 0.7):
        x = box.left() + box.width() * share
        painter.drawLine(QPointF(x, box.top() + box.height() * 0.08), QPointF(x, box.bottom() - box.height() * 0.08))


def _sign_prov(painter: QPainter, box: QRectF, colour: QColor) -> None:
    pen = _pen(colour, box.width() * 0.13)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setDashPattern([2.0, 1.6])
    painter.setPen(pen)
    painter.drawEllipse(box.center(), box.width() * 0.42, box.width() * 0.42)


def _sign_done(painter: QPainter, box: QRectF, colour: QColor) -> None:
    painter.setPen(_pen(colour, box.width() * 0.17))
    w, h = box.width(), box.height()
    painter.drawPolyline(
        [
            QPointF(box.left() + w * 0.06, box.top() + h * 0.52),
            QPointF(box.left() + w * 0.38, box.top() + h * 0.84),
            QPointF(box.left() + w * 0.96, box.top() + h * 0.18),
        ]
    )


def _sign_plain(painter: QPainter, box: QRectF, colour: QColor) -> None:
    painter.setPen(_pen(colour, box.width() * 0.13))
    painter.drawEllipse(box.center(), box.width() * 0.27, box.width() * 0.27)


_SIGNS: dict[Tone, Callable[[QPainter, QRectF, QColor], None]] = {
    Tone.OVER: _sign_over,
    Tone.TODAY: _sign_today,
    Tone.SOON: _sign_soon,
    Tone.SUSP: _sign_susp,
    Tone.PROV: _sign_prov,
    Tone.DONE: _sign_done,
    Tone.PLAIN: _sign_plain,
    Tone.ACCENT: _sign_plain,
}


def draw_sign(painter: QPainter, box: QRectF, tone: Tone, colour: QColor) -> None:
    """Paint the sign of a state (●◆▲Ⅱ◌✓○) into a square."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    _SIGNS[tone](painter, box, colour)
    painter.restore()
