"""期限计算说明 on paper and in the clipboard: the table, the sums, the readings applied."""

from html import escape

from PySide6.QtCore import QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPainter, QPdfWriter, QTextDocument
from PySide6.QtPrintSupport import QPrinter

from casework.views import DayByDayView
from desktop.components import long_date
from desktop.day_by_day.model import COLUMNS, day_cells
from desktop.theme import chinese_family

__all__ = ["print_sheet", "sheet_html", "sheet_text"]


def _heading(view: DayByDayView) -> str:
    return f"期限计算说明　{view.registration_number}　{view.title}"


def _result(view: DayByDayView) -> str:
    doubt = "（暂定，放假通知未公布）" if view.due.provisional else ""
    return f"{long_date(view.due.due)}{doubt}"


def sheet_text(view: DayByDayView) -> str:
    """The explanation as text with tabs, to be pasted into a letter or a spreadsheet."""
    lines = [_heading(view), f"截止：{_result(view)}", "\t".join(one.label for one in COLUMNS)]
    lines += ["\t".join(day_cells(view, at)) for at in range(len(view.rows))]
    lines += [f"{label}\t{value}" for label, value in view.sums]
    lines += [f"口径：{one.label}\t{one.value_label}" for one in view.policies]
    return "\n".join(lines)


def sheet_html(view: DayByDayView, agency: str, padding: int = 3) -> str:
    """The explanation for the printer, black on white."""
    head = "".join(f"<th align='left'>{one.label}</th>" for one in COLUMNS)
    rows = []
    for at in range(len(view.rows)):
        cells = "".join(f"<td>{escape(one)}</td>" for one in day_cells(view, at))
        rows.append(f"<tr>{cells}</tr>")
    sums = "　".join(f"{escape(label)} {escape(value)}" for label, value in view.sums)
    policies = "".join(f"<p>口径：{escape(one.label)}——{escape(one.value_label)}</p>" for one in view.policies)
    steps = "".join(f"<p>{escape(one.sentence)}</p>" for one in view.due.steps)
    return (
        f"<h3>{escape(_heading(view))}</h3><p>{escape(agency)}</p><p><b>截止：{escape(_result(view))}</b></p>{steps}"
        f"<table width='100%' cellspacing='0' cellpadding='{padding}' border='0.5'>"
        f"<thead><tr>{head}</tr></thead>{''.join(rows)}</table>"
        f"<p>{sums}</p>{policies}"
    )


def print_sheet(device: QPrinter | QPdfWriter, view: DayByDayView, agency: str, made: str) -> int:
    """Print the sheet on A4 with page x/y and the date of the data.

    Returns:
        number of pages.
    """
    margins = QMarginsF(18, 16, 18, 16)
    device.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, margins, QPageLayout.Unit.Millimeter
        )
    )
    document = QTextDocument()
    font = QFont()
    family = chinese_family()
    if family:
        font.setFamilies([family])
    font.setPixelSize(max(1, round(device.width() / 60)))
    document.setDefaultFont(font)
    document.setHtml(sheet_html(view, agency, padding=max(2, font.pixelSize() // 3)))
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
