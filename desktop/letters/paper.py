"""The letter on white paper, in both themes; the paragraphs of facts and reasons are edited where they stand."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget
from typing_extensions import override

from casework.views import FindingView, LetterPreview, PreviewBlockView
from desktop.components import column, row
from desktop.letters.body import BodyEditor
from desktop.letters.found_words import found_in, mark_in
from desktop.letters.layout import MARGINS_MM, LetterSheet
from desktop.theme import colour, px, set_role
from desktop.theme.tokens import LIGHT

__all__ = ["Paper"]

_PAPER_MM = 210.0
# The paper is white in both themes, and so are the tints on it those of the light one.
_TINTS = {"block": LIGHT.over_bg, "warn": LIGHT.soon_bg, "hint": LIGHT.soon_bg}


class _Printed(QWidget):
    """Paragraphs that follow from the decision; they are not edited here."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._sheet: LetterSheet | None = None

    def show_blocks(self, blocks: Sequence[PreviewBlockView], width: float, tints: Mapping[int, QColor]) -> None:
        """Lay paragraphs out for a paper of that width, some of them on a coloured ground."""
        self._sheet = LetterSheet(blocks, width, tints) if blocks else None
        self.setAccessibleName("\n".join(one.text for one in blocks))
        self.setFixedHeight(round(self._sheet.height()) + 1 if self._sheet is not None else 0)
        self.update()

    def places_of(self, words: str) -> list[tuple[int, int]]:
        """Where words stand among the printed ones: (position, length) each."""
        return found_in(self._sheet.document, words) if self._sheet is not None else []

    def mark_found(self, places: Sequence[tuple[int, int]], current: int | None = None) -> None:
        """Mark what was searched for; ``current`` is the one that the search stands at."""
        if self._sheet is not None:
            mark_in(self._sheet.document, places, current)
            self.update()

    def top_at(self, position: int) -> int:
        """Where the line with a position begins, in pixels from the top of this part."""
        if self._sheet is None:
            return 0
        document = self._sheet.document
        return round(document.documentLayout().blockBoundingRect(document.findBlock(position)).top())

    def top_of(self, at: int) -> int:
        """Where a paragraph begins, in pixels from the top of this part."""
        return round(self._sheet.top_of(at)) if self._sheet is not None else 0

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._sheet is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._sheet.document.drawContents(painter)
        painter.setPen(QPen(QColor(LIGHT.line), 1, Qt.PenStyle.DashLine))
        for top in self._sheet.form_tops():  # here the file and the printer begin a page
            painter.drawLine(QPointF(0, top), QPointF(self.width(), top))
        for top in self._sheet.rule_tops(at_end=False):
            self._sheet.paint_rule(painter, top)
        if self._sheet.has_end_rule():
            self._sheet.paint_rule(painter, self._sheet.rule_tops()[-1], lower=True)


class _Sheet(QFrame):
    """The white sheet itself."""

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        painter.setPen(QPen(colour("line"), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


class Paper(QScrollArea):
    """White paper on the grey desk. ``edited`` when the body was changed by the person, ``laid_out`` after drawing."""

    edited = Signal()
    laid_out = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._blocks: tuple[PreviewBlockView, ...] = ()
        self._tints: dict[int, QColor] = {}
        self._range: tuple[int, int] | None = None
        self._editable = False
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("文书")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        desk = QWidget()
        set_role(desk, "desk")
        outer = column(desk, gap=0, margin=16)
        self.sheet = _Sheet(desk)
        outer.addWidget(self.sheet, 1, Qt.AlignmentFlag.AlignHCenter)
        self._strut = QWidget(self.sheet)
        self._strut.setFixedWidth(0)
        sides = row(self.sheet, gap=0)
        sides.addWidget(self._strut)
        self._column = column(gap=0)
        sides.addLayout(self._column, 1)
        self.head = _Printed(self.sheet)
        self.body = BodyEditor(self.sheet)
        self.body.textChanged.connect(self.edited)
        self.foot = _Printed(self.sheet)
        for widget in (self.head, self.body, self.foot):
            self._column.addWidget(widget)
        self._column.addStretch(1)
        self.setWidget(desk)
        self._refit = QTimer(self)
        self._refit.setSingleShot(True)
        self._refit.setInterval(0)
        self._refit.timeout.connect(self._fit)

    def blocks(self) -> tuple[PreviewBlockView, ...]:
        """The paragraphs as shown last by casework."""
        return self._blocks

    def show_letter(self, preview: LetterPreview, *, editable: bool, typing: bool = False) -> None:
        """Show a letter; where its own words are ``typing`` they are left alone."""
        self._blocks = preview.blocks
        self._tints = _tints(preview.findings)
        self._range = preview.body_range if editable else None
        self._editable = self._range is not None
        self._fit()
        body = preview.body
        same = self.body.paragraphs() == body
        if self._editable and not same and not (typing and self.body.hasFocus()):
            self.body.show_paragraphs(body, self.paper_width(), same_letter=typing)
        self._tint_body()

    def _parts(self) -> tuple[int, int]:
        """Where the own words begin and end among the blocks; a letter without them is all head."""
        return self._range if self._range is not None else (len(self._blocks), len(self._blocks))

    def _tint_body(self) -> None:
        start, end = self._parts()
        self.body.tint({at - start: tint for at, tint in self._tints.items() if start <= at < end})

    def show_block(self, at: int) -> None:
        """Scroll to a paragraph."""
        start, end = self._parts()
        part, within = (self.head, at) if at < start else (self.foot, at - end)
        if start <= at < end:
            self.body.show_paragraph(at - start)
            self.ensureWidgetVisible(self.body)
            return
        top = part.mapTo(self.widget(), QPoint(0, part.top_of(within))).y()
        self.verticalScrollBar().setValue(top - self.viewport().height() // 3)

    def can_edit(self) -> bool:
        """Whether the letter has paragraphs in the agency's own words."""
        return self._editable

    def paper_width(self) -> float:
        """Width of the sheet in pixels."""
        return float(min(px(760), max(px(360), self.viewport().width() - px(32))))

    def _fit(self) -> None:
        width = self.paper_width()
        self.sheet.setFixedWidth(round(width))
        side = width / _PAPER_MM
        self._column.setContentsMargins(
            round(side * MARGINS_MM.left()), round(side * 20), round(side * MARGINS_MM.right()), round(side * 24)
        )
        self._strut.setFixedHeight(round(width * 297 / 210))
        start, end = self._parts()
        self.head.show_blocks(self._blocks[:start], width, {at: one for at, one in self._tints.items() if at < start})
        after = {at - end: one for at, one in self._tints.items() if at >= end}
        self.foot.show_blocks(self._blocks[end:], width, after)
        self.body.setVisible(self._editable)
        self.body.rescale(width)
        self.laid_out.emit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._refit.start()


def _tints(findings: Sequence[FindingView]) -> dict[int, QColor]:
    """The ground of each paragraph that a finding is about; what bars the letter wins."""
    order = ("hint", "warn", "block")
    found = sorted((one for one in findings if one.block is not None), key=lambda one: order.index(one.level))
    return {one.block: QColor(_TINTS[one.level]) for one in found if one.block is not None}
