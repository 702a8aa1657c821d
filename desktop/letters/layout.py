"""A letter as a text document: the same paragraphs on the screen, in print and as PDF (GB/T 9704 proportions)."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtPrintSupport import QPrinter

from casework.views import PreviewBlockView
from desktop.theme import letter_family
from desktop.theme.tokens import LIGHT

__all__ = ["MARGINS_MM", "LetterSheet", "line_format", "print_letter", "text_format"]

MARGINS_MM = QMarginsF(28, 37, 26, 35)
_PAPER_MM = 210.0
_FOOT_RULE_MM = 276.0  # the lower double line, 20 mm from the lower edge
_NUMBER_BELOW_MM = 7.0  # the page number under the text
_NUMBER_POINTS = 14.0
_BODY_POINTS = 16.0  # 三号
_POINTS = {"mark": 26.0, "title": 22.0, "number": 16.0, "contact": 14.0, "table_head": 12.0, "table_row": 12.0}
_CENTRED = ("mark", "title")
_RIGHT = ("signature", "date")
_INDENTED = ("para", "excerpt", "heading", "annex", "contact")
_STRONG = ("mark", "title", "heading")
_KEPT_LINES = 2
_KEPT_WHOLE = 3
_FORM_ROOM = 3.0  # on the screen, where an enclosed form begins, in sizes of its title
_TIGHTER = (0.5, 0.25)
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
    elif kind == "number":
        look.setAlignment(Qt.AlignmentFlag.AlignRight)
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

    def __init__(
        self, blocks: Sequence[PreviewBlockView], width: float, tints: Mapping[int, QColor] | None = None
    ) -> None:
        self.width = width
        self._tints = tints or {}
        self._numbers: dict[int, int] = {}
        self._signature = -1
        self._forms: list[int] = []
        self.document = QTextDocument()
        self.document.setDocumentMargin(0)
        self.document.setTextWidth(width * (1 - (MARGINS_MM.left() + MARGINS_MM.right()) / _PAPER_MM))
        self._rules_after: list[int] = []
        self._fill(blocks)

    def _fill(self, blocks: Sequence[PreviewBlockView]) -> None:
        cursor = QTextCursor(self.document)
        number = 0
        titled = False
        for at, block in enumerate(blocks):
            if block.kind == "rule":
                self._rules_after.append(number - 1)
                continue
            look = line_format(block.kind, self.width)
            if at in self._tints:
                look.setBackground(self._tints[at])
            self._numbers[at] = number
            if block.kind == "title" and titled:
                self._forms.append(number)
                look.setTopMargin(_FORM_ROOM * _pixels(_POINTS["title"], self.width))
            titled = titled or block.kind == "title"
            if block.kind == "signature":
                self._signature = number
            if number - 1 in self._rules_after:
                look.setTopMargin(look.topMargin() + self.rule_room())
            if number:
                cursor.insertBlock(look)
            else:
                cursor.setBlockFormat(look)
            cursor.insertText(block.text.replace("\t", "　"), text_format(block.kind, self.width))
            number += 1

    def top_of(self, at: int) -> float:
        """Top of one of the blocks; of a line that of what stands above it."""
        number = max((one for place, one in self._numbers.items() if place <= at), default=0)
        return self.document.documentLayout().blockBoundingRect(self.document.findBlockByNumber(number)).top()

    def form_tops(self) -> list[float]:
        """Where on the screen one page ends and an enclosed form begins."""
        layout = self.document.documentLayout()
        half = _FORM_ROOM * _pixels(_POINTS["title"], self.width) / 2
        return [
            layout.blockBoundingRect(self.document.findBlockByNumber(one - 1)).bottom() + half for one in self._forms
        ]

    def begin_forms_on_pages(self) -> None:
        """Let each enclosed form begin a page, as in the file; the page height has to be set."""
        for number in self._forms:
            cursor = QTextCursor(self.document.findBlockByNumber(number))
            look = cursor.blockFormat()
            look.setTopMargin(0)
            look.setPageBreakPolicy(QTextBlockFormat.PageBreakFlag.PageBreak_AlwaysBefore)
            cursor.setBlockFormat(look)

    def _closing(self) -> QTextBlock:
        """The last block of the letter itself, its enclosed forms not counted."""
        end = self._forms[0] - 1 if self._forms else self.document.blockCount() - 1
        return self.document.findBlockByNumber(end)

    def tighten(self) -> None:
        """Where a letter of one page nearly fits, narrow the empty lines between its parts; the page height is set."""
        ends = self._closing()
        if self._page_of_last_line(ends) != 1:
            return
        gaps = [(one, one.blockFormat().topMargin()) for one in self._blocks_until(ends)]
        for share in _TIGHTER:
            self._set_gaps([(one, gap * share) for one, gap in gaps])
            if self._page_of_last_line(ends) == 0:
                return
        self._set_gaps(gaps)

    def _blocks_until(self, last: QTextBlock) -> list[QTextBlock]:
        """The blocks of the letter that have room above, those behind a double line left out."""
        found = (self.document.findBlockByNumber(one) for one in range(last.blockNumber() + 1))
        return [
            one for one in found if one.blockNumber() - 1 not in self._rules_after and one.blockFormat().topMargin()
        ]

    def _set_gaps(self, gaps: Sequence[tuple[QTextBlock, float]]) -> None:
        for block, gap in gaps:
            cursor = QTextCursor(block)
            look = cursor.blockFormat()
            look.setTopMargin(gap)
            cursor.setBlockFormat(look)

    def keep_closing_together(self) -> None:
        """Where the signature would begin a page by itself, bring lines of the last paragraph along.

        The page height has to be set. Two lines are enough, and a short paragraph moves as a whole; the templates of
        Word do the same by "keep with next".
        """
        last = self.document.findBlockByNumber(self._signature - 1)
        if self._signature < 1 or self._page_of_last_line(last) == self._page_of_last_line(self._closing()):
            return
        lines = last.layout().lineCount()
        cursor = QTextCursor(last)
        if lines > _KEPT_WHOLE:
            cursor.setPosition(last.position() + last.layout().lineAt(lines - _KEPT_LINES).textStart())
            cursor.insertBlock()
            self._rules_after = [one + (one >= self._signature - 1) for one in self._rules_after]
            self._forms = [one + 1 for one in self._forms]
        look = cursor.blockFormat()
        if lines > _KEPT_WHOLE:
            look.setTextIndent(0)
        look.setTopMargin(0)
        look.setPageBreakPolicy(QTextBlockFormat.PageBreakFlag.PageBreak_AlwaysBefore)
        cursor.setBlockFormat(look)

    def _page_of_last_line(self, block: QTextBlock) -> int:
        top = self.document.documentLayout().blockBoundingRect(block).top()
        line = block.layout().lineAt(block.layout().lineCount() - 1)
        return int((top + line.y() + line.height() / 2) // self.document.pageSize().height())

    def rule_room(self) -> float:
        """Height that a double line takes."""
        return self.width * 0.045

    def height(self) -> float:
        """Height of the whole letter, a line at its end included."""
        return self.document.size().height() + (self.rule_room() if self.has_end_rule() else 0)

    def has_end_rule(self) -> bool:
        """Whether a double line closes the letter."""
        return any(after >= self.document.blockCount() - 1 for after in self._rules_after)

    def rule_tops(self, *, at_end: bool = True) -> list[float]:
        """Tops of the double lines, the one at the end included unless ``at_end`` is False."""
        layout = self.document.documentLayout()
        last = self.document.blockCount() - 1
        tops = []
        for after in self._rules_after:
            if after >= last and not at_end:
                continue
            block = self.document.findBlockByNumber(after)
            bottom = layout.blockBoundingRect(block).bottom() if after >= 0 else 0.0
            tops.append(bottom + self.rule_room() * 0.4)
        return tops

    def paint_rule(self, painter: QPainter, top: float, *, lower: bool = False) -> None:
        """A double line, thick over thin; the lower one of a letter thin over thick."""
        ink = QColor(LIGHT.over)
        room = self.document.textWidth()
        thin, thick, gap = max(1.0, self.width / 700), max(2.0, self.width / 280), self.width / 450
        first, second = (thin, thick) if lower else (thick, thin)
        painter.fillRect(QRectF(0, top, room, first), ink)
        painter.fillRect(QRectF(0, top + first + gap, room, second), ink)


def print_letter(device: QPrinter | QPdfWriter, blocks: Sequence[PreviewBlockView], title: str) -> int:
    """Print a letter on A4 without margins of the device, in the places of GB/T 9704.

    The first page bears the lower double line and no number, the others their number: odd ones at the right, even
    ones at the left.

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
    width = float(max(1, device.width()))
    sheet = LetterSheet(blocks, width)
    area = QRectF(
        width * MARGINS_MM.left() / _PAPER_MM,
        width * MARGINS_MM.top() / _PAPER_MM,
        sheet.document.textWidth(),
        device.height() - width * (MARGINS_MM.top() + MARGINS_MM.bottom()) / _PAPER_MM,
    )
    sheet.document.setPageSize(area.size())
    sheet.begin_forms_on_pages()
    sheet.tighten()
    sheet.keep_closing_together()
    pages = sheet.document.pageCount()
    painter = QPainter(device)
    try:
        for page in range(pages):
            if page:
                device.newPage()
                _paint_number(painter, sheet, page + 1, area)
            _paint_page(painter, sheet, page, area)
    finally:
        painter.end()
    return pages


def _paint_page(painter: QPainter, sheet: LetterSheet, page: int, area: QRectF) -> None:
    above = page * area.height()
    painter.save()
    painter.translate(area.left(), area.top() - above)
    sheet.document.drawContents(painter, QRectF(0, above, area.width(), area.height()))
    for top in sheet.rule_tops(at_end=False):
        if above <= top < above + area.height():
            sheet.paint_rule(painter, top)
    if page == 0 and sheet.has_end_rule():
        sheet.paint_rule(painter, sheet.width * _FOOT_RULE_MM / _PAPER_MM - area.top(), lower=True)
    painter.restore()


def _paint_number(painter: QPainter, sheet: LetterSheet, page: int, area: QRectF) -> None:
    one = _pixels(_NUMBER_POINTS, sheet.width)
    font = text_format("contact", sheet.width).font()
    painter.setFont(font)
    side = Qt.AlignmentFlag.AlignRight if page % 2 else Qt.AlignmentFlag.AlignLeft
    below = sheet.width * _NUMBER_BELOW_MM / _PAPER_MM
    line = QRectF(area.left() + one, area.bottom() + below, area.width() - 2 * one, one * 1.5)
    painter.drawText(line, int(side), f"— {page} —")
