"""Pictures that a style sheet can only take from files: the mark of a check box and the dot of a radio button.

They are painted from the icon set into a folder that lives as long as the process, so that no picture file holds a
colour of its own.
"""

from functools import cache

from PySide6.QtCore import QPointF, QRectF, Qt, QTemporaryDir
from PySide6.QtGui import QColor, QPainter, QPixmap

from desktop.theme.icons import draw_icon
from desktop.theme.tokens import Palette

__all__ = ["indicator_images"]

_SIDE = 48


@cache
def _folder() -> QTemporaryDir:
    return QTemporaryDir()


def _canvas() -> QPixmap:
    pixmap = QPixmap(_SIDE, _SIDE)
    pixmap.fill(Qt.GlobalColor.transparent)
    return pixmap


def _check(ink: str) -> QPixmap:
    pixmap = _canvas()
    painter = QPainter(pixmap)
    draw_icon(painter, QRectF(4, 4, _SIDE - 8, _SIDE - 8), "mark", QColor(ink))
    painter.end()
    return pixmap


def _dot(ink: str) -> QPixmap:
    pixmap = _canvas()
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ink))
    painter.drawEllipse(QPointF(_SIDE / 2, _SIDE / 2), _SIDE / 5, _SIDE / 5)
    painter.end()
    return pixmap


@cache
def indicator_images(palette: Palette) -> dict[str, str]:
    """Paths of the pictures for a palette, for ``url()`` in the style sheet."""
    images: dict[str, str] = {}
    for name, pixmap in (("check", _check(palette.accent_on)), ("dot", _dot(palette.accent_on))):
        file = _folder().filePath(f"{name}-{palette.name}.png")
        pixmap.save(file)
        images[name] = file
    return images
