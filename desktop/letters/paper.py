"""The letter on white paper, in both themes; the paragraphs of facts and reasons are edited where they stand."""

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QScrollArea, QTextEdit, QWidget
from typing_extensions import override

from casework.views import LetterPreview, PreviewBlockView
from desktop.components import column, row
from desktop.letters.layout import MARGINS_MM, LetterSheet, line_format, text_format
from desktop.theme import colour, px, set_role

__all__ = ["BodyEditor", "Paper"]

_PAPER_MM = 210.0


class _Printed(QWidget):
    """Paragraphs that follow from the decision; they are not edited here."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._sheet: LetterSheet | None = None

    def show_blocks(self, blocks: Sequence[PreviewBlockView], width: float) -> None:
        """Lay paragraphs out for a paper of that width."""
        self._sheet = LetterSheet(blocks, width) if blocks else None
        self.setAccessibleName("\n".join(one.text for one in blocks))
        self.setFixedHeight(round(self._sheet.height()) + 1 if self._sheet is not None else 0)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._sheet is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._sheet.document.drawContents(painter)
        for top in self._sheet.rule_tops():
            self._sheet.paint_rule(painter, top)


class BodyEditor(QTextEdit):
    """The paragraphs in the agency's own words. Grows with its text; pasting takes the words only."""

    left_by_key = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._paper_width = 0.0
        self.setAccessibleName("正文")
        self.setPlaceholderText("在这里写事实和理由；不写则不印")
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        set_role(self, "paper_body")
        look = self.palette()
        look.setColor(QPalette.ColorRole.Base, QColor(Qt.GlobalColor.white))
        look.setColor(QPalette.ColorRole.Text, QColor(Qt.GlobalColor.black))
        self.setPalette(look)
        self.setStyleSheet("QTextEdit { background: white; color: black; border: none; padding: 0; }")
        self.document().documentLayout().documentSizeChanged.connect(self._on_size_changed)

    def paragraphs(self) -> tuple[str, ...]:
        """The paragraphs that are not empty."""
        return tuple(one.strip() for one in self.toPlainText().splitlines() if one.strip())

    def show_paragraphs(self, paragraphs: Sequence[str], paper_width: float) -> None:
        """Show text without a signal."""
        self._paper_width = paper_width
        self.blockSignals(True)
        self.clear()
        cursor = self.textCursor()
        for at, text in enumerate(paragraphs):
            if at:
                cursor.insertBlock(line_format("para", paper_width))
            else:
                cursor.setBlockFormat(line_format("para", paper_width))
            cursor.insertText(text, text_format("para", paper_width))
        self.document().clearUndoRedoStacks()
        self.blockSignals(False)
        self._on_size_changed(self.document().size())

    def rescale(self, paper_width: float) -> None:
        """Fit to another width of the paper, keeping text and cursor."""
        if paper_width == self._paper_width:
            return
        self._paper_width = paper_width
        self.blockSignals(True)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.setCharFormat(text_format("para", paper_width))
        cursor.setBlockFormat(line_format("para", paper_width))
        self.blockSignals(False)

    def _on_size_changed(self, size: QSizeF) -> None:
        self.setFixedHeight(max(px(30), round(size.height()) + px(2)))

    @override
    def insertFromMimeData(self, source: QMimeData) -> None:
        self.insertPlainText(source.text().replace("\r\n", "\n").replace("\x00", ""))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_Escape or (ctrl and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)):
            event.ignore()
            return
        super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        pen = QPen(QColor(colour("accent") if self.hasFocus() else colour("faint")), 1, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawRect(self.viewport().rect().adjusted(0, 0, -1, -1))


class _Sheet(QFrame):
    """The white sheet itself."""

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        painter.setPen(QPen(colour("line"), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


class Paper(QScrollArea):
    """White paper on the grey desk. ``edited`` when the body was changed by the person."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._blocks: tuple[PreviewBlockView, ...] = ()
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

    def show_letter(self, preview: LetterPreview, *, editable: bool) -> None:
        """Show a letter; while the person is typing in the body, the body is left alone."""
        self._blocks = preview.blocks
        self._range = preview.body_range if editable else None
        self._editable = self._range is not None
        self._fit()
        body = preview.body
        same = self.body.paragraphs() == body
        if self._editable and not same and not self.body.hasFocus():
            self.body.show_paragraphs(body, self.paper_width())

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
        start, end = self._range if self._range is not None else (len(self._blocks), len(self._blocks))
        self.head.show_blocks(self._blocks[:start], width)
        self.foot.show_blocks(self._blocks[end:], width)
        self.body.setVisible(self._editable)
        self.body.rescale(width)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._refit.start()
