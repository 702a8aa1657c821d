"""A letter as one long text on the screen, in the proportions of GB/T 9704; its pages are laid out in ``paging``."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument

from casework.views import PreviewBlockView
from desktop.theme import letter_family
from desktop.theme.tokens import LIGHT

__all__ = ["MARGINS_MM", "LetterSheet", "line_format", "text_format"]

MARGINS_MM = QMarginsF(28, 37, 26, 35)
_PAPER_MM = 210.0
_BODY_POINTS = 16.0  # 三号
_POINTS = {"mark": 26.0, "title": 22.0, "number": 16.0, "contact": 14.0, "table_head": 12.0, "table_row": 12.0}
_CENTRED = ("mark", "title")
_RIGHT = ("signature", "date")
_INDENTED = ("para", "excerpt", "heading", "annex", "contact")
_STRONG = ("mark", "title", "heading")
_FORM_ROOM = 3.0  # on the screen, where an enclosed form begins, in sizes of its title
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
