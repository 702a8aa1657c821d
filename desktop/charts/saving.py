"""A chart as a picture: PNG and SVG with title, period, agency and the day of the data; charts as pages on paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QImage, QImageWriter, QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtSvg import QSvgGenerator

from casework.statistics_views import ChartView
from desktop.charts.arranging import arrange, height_of
from desktop.charts.painting import paint_picture, paper_inks
from desktop.letters.files import write_out
from desktop.theme import Size, px, sized_font
from desktop.theme.current import scale
from desktop.theme.fonts import base_font

__all__ = ["Sheet", "paint_chart", "picture_bytes", "print_charts", "save_picture"]

_WIDTH = 900
_MARGIN = 24
_UPRIGHT = 380
_SHARPNESS = 2  # pixels of a PNG for each of the layout, so that it is sharp on paper too
_PAGE_WIDTH = 760  # width of a page in the pixels of the layout
_FOOT = 26


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands around a chart: whose numbers, and as of when."""

    agency: str
    made: str


def _words(view: ChartView) -> str:
    if view.as_of:
        return view.note
    compared = f"，对比 {view.period.before_days}" if view.compared else ""
    return f"{view.note}　{view.period.days}{compared}"


def chart_height(view: ChartView, font: QFont, upright: float) -> float:
    """How high a chart is on paper, with its head."""
    body = height_of(view, QFontMetricsF(font))
    lying = view.form.value in ("bars", "stacked")
    return _head_height(font) + (body if lying else max(body, upright))


def _head_height(font: QFont) -> float:
    return QFontMetricsF(font).height() * 3.6


def paint_chart(painter: QPainter, view: ChartView, area: QRectF, font: QFont) -> None:
    """Paint a chart with title, period and what it says, black on white."""
    inks = paper_inks()
    line = QFontMetricsF(font).height()
    painter.setFont(sized_font(font, round(font.pixelSize() * 1.25), strong=True))
    painter.setPen(inks("text"))
    painter.drawText(QRectF(area.left(), area.top(), area.width(), line * 1.4), view.title)
    painter.setFont(font)
    painter.setPen(inks("sub"))
    painter.drawText(QRectF(area.left(), area.top() + line * 1.4, area.width(), line), _words(view))
    painter.setPen(inks("text"))
    painter.drawText(QRectF(area.left(), area.top() + line * 2.4, area.width(), line), view.lead)
    head = _head_height(font)
    picture = arrange(view, QSizeF(area.width(), area.height() - head), QFontMetricsF(font))
    painter.save()
    painter.translate(area.left(), area.top() + head)
    paint_picture(painter, picture, inks)
    painter.restore()


# ------------------------------------------------------------------------------------------------------------ pictures


def picture_bytes(view: ChartView, sheet: Sheet, kind: str) -> bytes:
    """A chart as PNG or SVG.

    Raises:
        ValueError: another kind.
    """
    font = sized_font(base_font(scale()), px(Size.CAPTION))
    width, margin = float(px(_WIDTH)), float(px(_MARGIN))
    high = chart_height(view, font, px(_UPRIGHT)) + px(_FOOT)
    size = QSizeF(width, high + 2 * margin)
    area = QRectF(margin, margin, width - 2 * margin, high - px(_FOOT))
    if kind == "png":
        return _png(view, sheet, size, area, font)
    if kind == "svg":
        return _svg(view, sheet, size, area, font)
    raise ValueError(kind)


def _png(view: ChartView, sheet: Sheet, size: QSizeF, area: QRectF, font: QFont) -> bytes:
    image = QImage((size * _SHARPNESS).toSize(), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.scale(_SHARPNESS, _SHARPNESS)
    _whole(painter, view, sheet, size, area, font)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())


def _svg(view: ChartView, sheet: Sheet, size: QSizeF, area: QRectF, font: QFont) -> bytes:
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QSvgGenerator()
    writer.setOutputDevice(buffer)
    whole = QSize(round(size.width()), round(size.height()))
    writer.setSize(whole)
    writer.setViewBox(QRectF(0, 0, whole.width(), whole.height()))
    writer.setTitle(view.title)
    writer.setDescription(f"{_words(view)}　{sheet.agency}　{sheet.made}")
    painter = QPainter(writer)
    painter.fillRect(QRectF(0, 0, whole.width(), whole.height()), Qt.GlobalColor.white)
    _whole(painter, view, sheet, size, area, font)
    painter.end()
    return bytes(kept.data())


def _whole(painter: QPainter, view: ChartView, sheet: Sheet, size: QSizeF, area: QRectF, font: QFont) -> None:
    paint_chart(painter, view, area, font)
    painter.setFont(font)
    painter.setPen(paper_inks()("sub"))
    foot = QRectF(area.left(), size.height() - px(_MARGIN) - px(_FOOT) / 2, area.width(), px(_FOOT))
    painter.drawText(foot, f"{sheet.agency}　{sheet.made}")


def save_picture(view: ChartView, sheet: Sheet, path: Path) -> Path:
    """Write a chart as a picture; the name says which kind (.png, .svg).

    Raises:
        UserError: ``file_not_written``.
    """
    kind = path.suffix.lower().lstrip(".")
    content = picture_bytes(view, sheet, kind)

    def made() -> tuple[str, bytes]:
        return path.name, content

    return write_out(made, path.parent, path.name)


# --------------------------------------------------------------------------------------------------------------- paper


def print_charts(
    device: QPrinter | QPdfWriter,
    views: Sequence[ChartView],
    sheet: Sheet,
    title: str,
    lines: Sequence[tuple[str, ...]],
) -> int:
    """Print figures and charts on A4: title and period above, page x/y and the day of the data below.

    Args:
        device: printer or PDF.
        views: the charts, in order.
        sheet: agency and day.
        title: what the pages are.
        lines: the figures on top: label, number, change.

    Returns:
        number of pages.
    """
    margins = QMarginsF(16, 14, 16, 14)
    portrait = QPageLayout.Orientation.Portrait
    device.setPageLayout(
        QPageLayout(QPageSize(QPageSize.PageSizeId.A4), portrait, margins, QPageLayout.Unit.Millimeter)
    )
    font = sized_font(base_font(scale()), px(Size.CAPTION))
    factor = device.width() / px(_PAGE_WIDTH)
    width, high = float(px(_PAGE_WIDTH)), device.height() / factor
    pages = _pages(views, font, width, high, _table_height(font, lines))
    painter = QPainter(device)
    try:
        painter.scale(factor, factor)
        for number, page in enumerate(pages):
            if number:
                device.newPage()
            if number == 0:
                _figures(painter, title, lines, font, width)
            for view, area in page:
                paint_chart(painter, view, area, font)
            painter.setFont(font)
            painter.setPen(paper_inks()("sub"))
            foot = QRectF(0, high - px(_FOOT), width, px(_FOOT))
            words = f"{sheet.agency}　{sheet.made}　第 {number + 1}/{len(pages)} 页"
            painter.drawText(foot, int(Qt.AlignmentFlag.AlignCenter), words)
    finally:
        painter.end()
    return len(pages)


def _table_height(font: QFont, lines: Sequence[tuple[str, ...]]) -> float:
    return QFontMetricsF(font).height() * (2.4 + 1.5 * len(lines))


def _pages(
    views: Sequence[ChartView], font: QFont, width: float, high: float, first: float
) -> list[list[tuple[ChartView, QRectF]]]:
    """Charts from top to bottom, none broken; a chart higher than a page is pressed into one."""
    pages: list[list[tuple[ChartView, QRectF]]] = [[]]
    room, y, gap = high - px(_FOOT), first, float(px(18))
    for view in views:
        needed = min(chart_height(view, font, px(190)), room)
        if y + needed > room and (pages[-1] or y > 0):
            pages.append([])
            y = 0.0
        pages[-1].append((view, QRectF(0, y, width, needed)))
        y += needed + gap
    return pages


def _figures(painter: QPainter, title: str, lines: Sequence[tuple[str, ...]], font: QFont, width: float) -> None:
    line = QFontMetricsF(font).height()
    inks = paper_inks()
    painter.setPen(inks("text"))
    painter.setFont(sized_font(font, round(font.pixelSize() * 1.4), strong=True))
    painter.drawText(QRectF(0, 0, width, line * 1.8), title)
    shares = (0.16, 0.12, 0.34, 0.38)
    for at, cells in enumerate(lines):
        y, x = line * (2.0 + 1.5 * at), 0.0
        for place, text in enumerate(cells):
            strong = place == 1
            painter.setFont(sized_font(font, font.pixelSize(), strong=strong))
            painter.setPen(inks("text" if strong or place == 0 else "sub"))
            painter.drawText(QRectF(x, y, width * shares[place], line), text)
            x += width * shares[place]
