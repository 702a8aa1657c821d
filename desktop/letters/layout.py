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

__all__ = ["MARGINS_MM", "letter_document", "line_format", "paint_pages", "print_letter", "text_format"]

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


def letter_document(blocks: Sequence[PreviewBlockView], width: float) -> QTextDocument:
    """The paragraphs as a document for a paper of that width; the double line becomes a red rule."""
    document = QTextDocument()
    document.setDocumentMargin(0)
    document.setTextWidth(width * (1 - (MARGINS_MM.left() + MARGINS_MM.right()) / _PAPER_MM))
    cursor = QTextCursor(document)
    first = True
    for block in blocks:
        if block.kind == "rule":
            continue
        if first:
            cursor.setBlockFormat(line_format(block.kind, width))
        else:
            cursor.insertBlock(line_format(block.kind, width))
        first = False
        cursor.insertText(block.text.replace("\t", "　"), text_format(block.kind, width))
    return document


def paint_pages(device: QPrinter | QPdfWriter, blocks: Sequence[PreviewBlockView], foot: str = "") -> int:
    """Paint a letter page by page onto A4; ``foot`` may hold {page} and {pages}.

    Returns:
        number of pages.
    """
    width = device.width() if device.width() > 0 else 1.0
    document = letter_document(blocks, width)
    left = width * MARGINS_MM.left() / _PAPER_MM
    top = width * MARGINS_MM.top() / _PAPER_MM
    room = device.height() - top - width * MARGINS_MM.bottom() / _PAPER_MM
    document.setPageSize(QSizeF(document.textWidth(), room))
    pages = document.pageCount()
    painter = QPainter(device)
    try:
        for page in range(pages):
            if page:
                device.newPage()
            painter.save()
            painter.translate(left, top - page * room)
            document.drawContents(painter, QRectF(0, page * room, document.textWidth(), room))
            painter.restore()
            if foot:
                painter.setFont(text_format("table_row", width).font())
                line = QRectF(left, top + room + width * 0.03, document.textWidth(), width * 0.05)
                text = foot.format(page=page + 1, pages=pages)
                painter.drawText(line, int(Qt.AlignmentFlag.AlignHCenter), text)
    finally:
        painter.end()
    return pages


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
