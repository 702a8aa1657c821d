"""A letter as a text document: the same paragraphs on the screen, in print and as PDF (GB/T 9704 proportions)."""

from collections.abc import Sequence

from PySide6.QtCore import QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtPrintSupport import QPrinter

from casework.views import PreviewBlockView
from desktop.theme import letter_family
from desktop.theme.tokens import LIGHT

__all__ = ["MARGINS_MM", "LetterSheet", "line_format", "paint_pages", "print_letter", "text_format"]

MARGINS_MM = QMarginsF(28, 37, 26, 35)
_PAPER_MM = 210.0
_BODY_POINTS = 16.0  # 三号
_POINTS = {"mark": 26.0, "title": 22.0, "number": 16.0, "contact": 14.0, "table_head": 12.0, "table_row": 12.0}
_CENTRED = ("mark", "title", "number")
_RIGHT = ("signature", "date")
_INDENTED = ("para", "excerpt", "heading", "annex", "contact")
_STRONG = ("mark", "title", "heading")
_GAP_BEFORE = {"title": 1.2, "addressee": 1.0, "annex": 0.6, "signature": 1.4, "contact": 1.0}


def _pixels(points: float, width: float) -> float:
    """Size on a paper of that width."""
    return points * width / (_PAPER_MM / 25.4 * 72)


def text_format(kind: str, width: float) -> QTextCharFormat:
    """Characters of a kind of paragraph on a paper of that width in pixels."""
    look = QTextCharFormat()
    font = QFont()
    font.setFamilies([letter_family()])
    font.setPixelSize(max(1, round(_pixels(_POINTS.get(kind, _BODY_POINTS), width))))
    font.setBold(kind in _STRONG)
    look.setFont(font)
    look.setForeground(QColor(LIGHT.over) if kind == "mark" else QColor(Qt.GlobalColor.black))
    return look


def line_format(kind: str, width: float) -> QTextBlockFormat:
    """A paragraph of a kind: alignment, indent of two characters, distance of lines."""
    look = QTextBlockFormat()
    size = _pixels(_POINTS.get(kind, _BODY_POINTS), width)
    if kind in _CENTRED:
        look.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    elif kind in _RIGHT:
        look.setAlignment(Qt.AlignmentFlag.AlignRight)
        look.setRightMargin(size * 2)
    if kind in _INDENTED:
        look.setTextIndent(size * 2)
    look.setTopMargin(_GAP_BEFORE.get(kind, 0.0) * size)
    look.setLineHeight(size * 1.75, QTextBlockFormat.LineHeightTypes.MinimumHeight.value)
    return look


class LetterSheet:
    """A letter laid out for a paper of a width in pixels: its text and where the red double lines stand."""

    def __init__(self, blocks: Sequence[PreviewBlockView], width: float) -> None:
        self.width = width
        self.document = QTextDocument()
        self.document.setDocumentMargin(0)
        self.document.setTextWidth(width * (1 - (MARGINS_MM.left() + MARGINS_MM.right()) / _PAPER_MM))
        self._rules_after: list[int] = []
        self._fill(blocks)

    def _fill(self, blocks: Sequence[PreviewBlockView]) -> None:
        cursor = QTextCursor(self.document)
        number = 0
        for block in blocks:
            if block.kind == "rule":
                self._rules_after.append(number - 1)
                continue
            look = line_format(block.kind, self.width)
            if number - 1 in self._rules_after:
                look.setTopMargin(look.topMargin() + self.rule_room())
            if number:
                cursor.insertBlock(look)
            else:
                cursor.setBlockFormat(look)
            cursor.insertText(block.text.replace("\t", "　"), text_format(block.kind, self.width))
            number += 1

    def rule_room(self) -> float:
        """Height that a double line takes."""
        return self.width * 0.045

    def height(self) -> float:
        """Height of the whole letter, a line at its end included."""
        last = self.document.blockCount() - 1
        at_end = any(after >= last for after in self._rules_after)
        return self.document.size().height() + (self.rule_room() if at_end else 0)

    def rule_tops(self) -> list[float]:
        """Tops of the double lines."""
        layout = self.document.documentLayout()
        tops = []
        for after in self._rules_after:
            block = self.document.findBlockByNumber(after)
            bottom = layout.blockBoundingRect(block).bottom() if after >= 0 else 0.0
            tops.append(bottom + self.rule_room() * 0.4)
        return tops

    def paint_rule(self, painter: QPainter, top: float) -> None:
        """A double line, thin over thick."""
        ink = QColor(LIGHT.over)
        room = self.document.textWidth()
        painter.fillRect(QRectF(0, top, room, max(1.0, self.width / 700)), ink)
        painter.fillRect(QRectF(0, top + self.width / 220, room, max(2.0, self.width / 280)), ink)


def paint_pages(device: QPrinter | QPdfWriter, blocks: Sequence[PreviewBlockView], foot: str = "") -> int:
    """Paint a letter page by page onto A4; ``foot`` may hold {page} and {pages}.

    Returns:
        number of pages.
    """
    width = float(max(1, device.width()))
    sheet = LetterSheet(blocks, width)
    left = width * MARGINS_MM.left() / _PAPER_MM
    top = width * MARGINS_MM.top() / _PAPER_MM
    room = device.height() - top - width * MARGINS_MM.bottom() / _PAPER_MM
    sheet.document.setPageSize(QSizeF(sheet.document.textWidth(), room))
    pages = sheet.document.pageCount()
    painter = QPainter(device)
    try:
        for page in range(pages):
            if page:
                device.newPage()
            _paint_page(painter, sheet, page, QRectF(left, top, sheet.document.textWidth(), room))
            if foot:
                painter.setFont(text_format("table_row", width).font())
                line = QRectF(left, top + room + width * 0.06, sheet.document.textWidth(), width * 0.05)
                painter.drawText(line, int(Qt.AlignmentFlag.AlignHCenter), foot.format(page=page + 1, pages=pages))
    finally:
        painter.end()
    return pages


def _paint_page(painter: QPainter, sheet: LetterSheet, page: int, area: QRectF) -> None:
    above = page * area.height()
    painter.save()
    painter.translate(area.left(), area.top() - above)
    sheet.document.drawContents(painter, QRectF(0, above, area.width(), area.height()))
    for top in sheet.rule_tops():
        if above <= top < above + area.height() + sheet.rule_room():
            sheet.paint_rule(painter, top)
    painter.restore()


def print_letter(device: QPrinter | QPdfWriter, blocks: Sequence[PreviewBlockView], title: str) -> int:
    """Print a letter on A4 without margins of the device, page numbers at the foot.

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
    return paint_pages(device, blocks, "— {page} —")
