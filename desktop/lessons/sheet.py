"""得失 on paper: the filter, the table, the cases of the selected row; black on white."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPainter, QPdfWriter, QTextDocument
from PySide6.QtPrintSupport import QPrinter

from casework.lessons_views import FateCase, LessonFilter, LessonTable
from desktop.lessons.rows import COLUMNS, row_cells
from desktop.theme import chinese_family

__all__ = ["filter_words", "print_lessons", "sheet_html"]

_TITLE = "复议诉讼得失"


def filter_words(wanted: LessonFilter) -> str:
    """What the filter lets through, as the sheet prints it."""
    days = " 至 ".join("" if one is None else one.isoformat() for one in (wanted.since, wanted.until)).strip()
    period = f"结果日期 {days}" if wanted.since or wanted.until else ""
    forum = wanted.forum.label if wanted.forum is not None else ""
    outcome = wanted.outcome.label if wanted.outcome is not None else ""
    return "，".join(one for one in (period, forum, outcome) if one) or "全部"


def sheet_html(
    table: LessonTable, wanted: LessonFilter, about: str, cases: Sequence[FateCase], agency: str, padding: int = 3
) -> str:
    """The sheet for the printer."""
    named = [one.label for one in COLUMNS if one.key != "bar"]
    head = "".join(f"<th align='left'>{escape(one)}</th>" for one in named)
    rows = "".join(_row(row_cells(one), strong=one.whole) for one in table.rows)
    told = "".join(f"<p>{escape(_case(one))}</p>" for one in cases)
    behind = f"<h4>{escape(about)}</h4>{told}" if cases else ""
    return (
        f"<h3>{_TITLE}</h3><p>{escape(agency)}　范围：{escape(filter_words(wanted))}　共 {table.counts.total} 件</p>"
        f"<table width='100%' cellspacing='0' cellpadding='{padding}' border='0.5'>"
        f"<thead><tr>{head}</tr></thead>{rows}</table>{behind}"
    )


def _row(cells: Sequence[str], *, strong: bool) -> str:
    ground = "".join(f"<td>{f'<b>{escape(one)}</b>' if strong else escape(one)}</td>" for one in cells)
    return f"<tr>{ground}</tr>"


def _case(one: FateCase) -> str:
    day = one.decided_on.isoformat() if one.decided_on is not None else ""
    said = f"：{one.why}" if one.why else ""
    return f"{day} {one.line} {one.registration_number}　{one.ground} {one.fate.label}{said}".strip()


def print_lessons(device: QPrinter | QPdfWriter, html: str, agency: str, made: str) -> int:
    """Print the sheet on A4 with page x/y and the date of the data.

    Returns:
        number of pages.
    """
    margins = QMarginsF(18, 16, 18, 16)
    size, upright = QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait
    device.setPageLayout(QPageLayout(size, upright, margins, QPageLayout.Unit.Millimeter))
    document, font = QTextDocument(), QFont()
    family = chinese_family()
    if family:
        font.setFamilies([family])
    font.setPixelSize(max(1, round(device.width() / 60)))
    document.setDefaultFont(font)
    document.setHtml(html)
    foot = device.height() * 0.03
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
            painter.setFont(font)
            line = QRectF(0, room.height(), room.width(), foot)
            painter.drawText(line, int(Qt.AlignmentFlag.AlignCenter), f"{agency}　{made}　第 {page + 1}/{pages} 页")
    finally:
        painter.end()
    return pages
