"""An internal sheet as a text document: the same ruled form on the screen, in print and as PDF."""

from collections.abc import Iterator, Sequence
from html import escape
from typing import Final

from PySide6.QtCore import QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtPrintSupport import QPrinter

from casework.paper_views import PaperBlock
from desktop.theme import letter_family

__all__ = ["print_sheet", "sheet_document", "sheet_html"]

_ROWS: Final = ("table_head", "table_row")
_FORM_WIDTHS: Final = (19, 31, 19, 31)  # label, value, label, value, as in the file
_MARGINS_MM: Final = QMarginsF(28, 24, 26, 22)
_PAPER_MM: Final = 210.0
_FOOT: Final = 0.03
# Blanks are room for the pen and stay as they are.
_RULED: Final = "border-width: 1px; border-style: solid; border-color: black; white-space: pre-wrap"
_SIGNED: Final = "签名："


def sheet_html(blocks: Sequence[PaperBlock], padding: int = 4) -> str:
    """The sheet as the rich text of Qt shows it.

    Args:
        blocks: its paragraphs and table rows in reading order.
        padding: room inside the cells, pixels.
    """
    parts: list[str] = []
    table: list[PaperBlock] = []
    for one in blocks:
        if one.kind in _ROWS:
            table.append(one)
            continue
        parts += _table(table, padding)
        table = []
        parts.append(_paragraph(one))
    return "".join((*parts, *_table(table, padding)))


def _paragraph(one: PaperBlock) -> str:
    if one.kind == "title":
        return f"<h2 align='center'>{escape(one.text)}</h2>"
    side = " align='right'" if one.kind in ("date", "signature") else ""
    strong = ("<b>", "</b>") if one.kind == "heading" else ("", "")
    return f"<p{side} style='white-space: pre-wrap'>{strong[0]}{escape(one.text)}{strong[1]}</p>"


def _table(rows: Sequence[PaperBlock], padding: int) -> Iterator[str]:
    if not rows:
        return
    columns = max(len(one.cells) for one in rows)
    form = not any(one.kind == "table_head" for one in rows)
    yield (
        f"<table width='99%' border='1' cellspacing='0' cellpadding='{padding}' "
        f"style='border-collapse: collapse; {_RULED}'>"
    )
    for one in rows:
        yield f"<tr>{''.join(_cells(one, columns, form=form))}</tr>"
    yield "</table>"


def _cells(one: PaperBlock, columns: int, *, form: bool) -> Iterator[str]:
    last = len(one.cells) - 1
    for at, cell in enumerate(one.cells):
        tag = "th" if one.kind == "table_head" else "td"
        span = f" colspan='{columns - last}'" if at == last and columns > len(one.cells) else ""
        label = form and at % 2 == 0
        width = f" width='{_FORM_WIDTHS[at]}%'" if form and columns == len(_FORM_WIDTHS) and not span else ""
        side = " align='center'" if label else ""
        lines = _with_room(cell.split("\n"), one.lines if at == last else 1)
        words = "".join(_line(line) for line in lines)
        yield f"<{tag}{span}{width}{side} valign='middle' style='{_RULED}'>{words}</{tag}>"


def _with_room(lines: Sequence[str], least: int) -> tuple[str, ...]:
    """The lines of a cell with room for the pen: above the signature, else below the words."""
    room = ("",) * max(0, least - len(lines))
    if room and lines[-1].startswith(_SIGNED):
        return (*lines[:-1], *room, lines[-1])
    return (*lines, *room)


def _line(text: str) -> str:
    # A line of signature stands at the right, as in the file.
    side = " align='right'" if text.startswith(_SIGNED) else ""
    return f"<div{side}>{escape(text) or '&nbsp;'}</div>"


def sheet_document(blocks: Sequence[PaperBlock], width: float) -> QTextDocument:
    """The sheet laid out for a paper of that width in pixels, margins left out."""
    document = QTextDocument()
    document.setDocumentMargin(0)
    font = QFont()
    font.setFamilies([letter_family()])
    font.setPixelSize(max(1, round(12 * width / (_PAPER_MM / 25.4 * 72))))
    document.setDefaultFont(font)
    document.setHtml(sheet_html(blocks, padding=max(2, font.pixelSize() // 3)))
    # The ink is black in both themes: the paper is white.
    ink = QTextCharFormat()
    ink.setForeground(QColor(Qt.GlobalColor.black))
    cursor = QTextCursor(document)
    cursor.select(QTextCursor.SelectionType.Document)
    cursor.mergeCharFormat(ink)
    document.setTextWidth(width * (1 - (_MARGINS_MM.left() + _MARGINS_MM.right()) / _PAPER_MM))
    return document


def print_sheet(device: QPrinter | QPdfWriter, blocks: Sequence[PaperBlock], title: str) -> int:
    """Print a sheet on A4, black on white, with page numbers.

    Returns:
        number of pages.
    """
    device.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Portrait,
            _MARGINS_MM,
            QPageLayout.Unit.Millimeter,
        )
    )
    if isinstance(device, QPrinter):
        device.setDocName(title)
    else:
        device.setTitle(title)
    paper = device.width() / (1 - (_MARGINS_MM.left() + _MARGINS_MM.right()) / _PAPER_MM)
    document = sheet_document(blocks, paper)
    foot = device.height() * _FOOT
    room = QSizeF(device.width(), device.height() - foot)
    document.setPageSize(room)
    pages = document.pageCount()
    painter = QPainter(device)
    try:
        for page in range(pages):
            if page:
                device.newPage()
            painter.save()
            painter.translate(0, -page * room.height())
            document.drawContents(painter, QRectF(0, page * room.height(), room.width(), room.height()))
            painter.restore()
            painter.setFont(document.defaultFont())
            line = QRectF(0, room.height(), room.width(), foot)
            painter.drawText(line, int(Qt.AlignmentFlag.AlignCenter), f"— {page + 1} —")
    finally:
        painter.end()
    return pages
