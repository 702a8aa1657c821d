"""Paints laid pages: the same strokes on the screen, on a printer and into a PDF."""

from typing import Final

from PySide6.QtCore import QLineF, QMarginsF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPageLayout, QPageSize, QPainter, QPdfWriter, QPen
from PySide6.QtPrintSupport import QPrinter

from casework.letter_pages import PrintedLetter
from desktop.letters.paging import LaidLine, LaidPage, lay_out, letter_font
from desktop.theme import letter_family
from desktop.theme.tokens import LIGHT

__all__ = ["paint_page", "print_pages"]

_RULE_WIDTH: Final = 481.9  # 170 mm
_THICK, _THIN, _RULE_GAP = 3.0, 0.75, 0.75  # of the double lines
_BORDER: Final = 0.5
_INK_RED: Final = QColor(Qt.GlobalColor.red)  # as the file says
_DRAFT: Final = "草　稿"
_DRAFT_POINTS: Final = 96.0
_DRAFT_TURN: Final = -52.0  # degrees: along the diagonal of the paper


def paint_page(painter: QPainter, letter: PrintedLetter, page: LaidPage, *, draft: bool = False) -> None:
    """One page on a painter whose unit is the point and whose origin the corner of the paper.

    Args:
        painter: scaled by the caller.
        letter: gives the paper.
        page: what stands on it.
        draft: write 草稿 across it.
    """
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    if draft:
        _paint_draft(painter, letter)
    for line in page.lines:
        _paint_line(painter, line)
    painter.setPen(QPen(QColor(Qt.GlobalColor.black), _BORDER))
    for left, top, right, bottom in page.borders:
        painter.drawLines(
            [
                QLineF(left, top, right, top),
                QLineF(left, bottom, right, bottom),
                QLineF(left, top, left, bottom),
                QLineF(right, top, right, bottom),
            ]
        )
    if page.first:
        _paint_rules(painter, letter)
    if page.number:
        _paint_number(painter, letter, page.number)


def _paint_line(painter: QPainter, line: LaidLine) -> None:
    look = line.paragraph
    painter.setFont(letter_font(look.fonts, look.points))
    painter.setPen(_INK_RED if look.red else QColor(Qt.GlobalColor.black))
    for sign, place in zip(line.line.signs, line.line.places, strict=True):
        if not sign.blank:
            painter.drawText(QPointF(line.left + place, line.baseline), sign.text)


def _paint_rules(painter: QPainter, letter: PrintedLetter) -> None:
    left = (letter.width - _RULE_WIDTH) / 2
    whole = _THICK + _RULE_GAP + _THIN
    for lower_edge, upper, lower in ((letter.head_rule, _THICK, _THIN), (letter.foot_rule, _THIN, _THICK)):
        if lower_edge is not None:
            # The border of a frame is drawn inside its lower edge.
            top = lower_edge - whole + _RULE_GAP
            painter.fillRect(QRectF(left, top, _RULE_WIDTH, upper), _INK_RED)
            painter.fillRect(QRectF(left, top + upper + _RULE_GAP, _RULE_WIDTH, lower), _INK_RED)


def _paint_number(painter: QPainter, letter: PrintedLetter, number: int) -> None:
    look = letter.number
    font = letter_font(look.fonts, look.points)
    painter.setFont(font)
    painter.setPen(QColor(Qt.GlobalColor.black))
    text = f"— {number} —"
    measured = painter.fontMetrics()
    inner = max(look.right, look.left)
    _, right, _, left = letter.margins
    across = left + inner
    if number % 2:
        across = letter.width - right - inner - measured.horizontalAdvance(text)
    painter.drawText(QPointF(across, letter.height - letter.footer - measured.descent()), text)


def _paint_draft(painter: QPainter, letter: PrintedLetter) -> None:
    """The word across the paper, pale enough to read the letter through it."""
    painter.save()
    font = QFont()
    font.setFamilies([letter_family()])
    font.setPixelSize(round(_DRAFT_POINTS))
    painter.setFont(font)
    painter.setPen(QColor(LIGHT.line))  # no transparency: printers and PDF readers differ about it
    painter.translate(letter.width / 2, letter.height / 2)
    painter.rotate(_DRAFT_TURN)
    width = painter.fontMetrics().horizontalAdvance(_DRAFT)
    painter.drawText(QPointF(-width / 2, _DRAFT_POINTS / 3), _DRAFT)
    painter.restore()


def print_pages(device: QPrinter | QPdfWriter, letter: PrintedLetter, title: str, *, draft: bool = False) -> int:
    """Print a letter on A4 without margins of the device, in the places that the file states.

    Returns:
        number of pages.
    """
    layout = QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))
    layout.setMode(QPageLayout.Mode.FullPageMode)
    device.setPageLayout(layout)
    if isinstance(device, QPrinter):
        device.setDocName(title)
    else:
        device.setTitle(title)
    pages = lay_out(letter)
    scale = device.width() / letter.width
    painter = QPainter(device)
    try:
        for at, page in enumerate(pages):
            if at:
                device.newPage()
            painter.save()
            painter.scale(scale, scale)
            paint_page(painter, letter, page, draft=draft)
            painter.restore()
    finally:
        painter.end()
    return len(pages)
