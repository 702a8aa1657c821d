"""The paragraphs of a letter in the agency's own words, edited where they stand."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QMimeData, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QTextCursor,
    QTextFormat,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget
from typing_extensions import override

from desktop.letters.layout import line_format, text_format
from desktop.theme import colour, px, set_role

__all__ = ["BodyEditor"]


class BodyEditor(QTextEdit):
    """The paragraphs in the agency's own words. Grows with its text; pasting takes the words only."""

    left_by_key = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._paper_width = 0.0
        self.setAccessibleName("正文")
        self.setPlaceholderText("　　在这里写事实和理由；不写则不印")
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
        if not paragraphs:
            self._write_as_printed(cursor)
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
        if self.document().isEmpty():
            self._write_as_printed(cursor)
        self.blockSignals(False)

    def _write_as_printed(self, cursor: QTextCursor) -> None:
        """What is typed into an empty body looks like the rest of the letter."""
        cursor.setBlockFormat(line_format("para", self._paper_width))
        cursor.setBlockCharFormat(text_format("para", self._paper_width))
        self.setCurrentCharFormat(text_format("para", self._paper_width))

    def _on_size_changed(self, size: QSizeF) -> None:
        self.setFixedHeight(max(px(30), round(size.height()) + px(2)))

    def show_paragraph(self, at: int) -> None:
        """Put the cursor before a paragraph, counted from 0 without the empty ones."""
        block = self.document().begin()
        while block.isValid():
            if block.text().strip():
                if at == 0:
                    self.setTextCursor(QTextCursor(block))
                    self.setFocus(Qt.FocusReason.OtherFocusReason)
                    return
                at -= 1
            block = block.next()

    def tint(self, colours: Mapping[int, QColor]) -> None:
        """Colour paragraphs, counted from 0 without the empty ones; the text itself stays as it is."""
        marks = []
        block, at = self.document().begin(), 0
        while block.isValid():
            if block.text().strip():
                if at in colours:
                    mark = QTextEdit.ExtraSelection()
                    mark.cursor = QTextCursor(block)  # type: ignore[attr-defined]  # missing in the stubs
                    mark.format.setBackground(colours[at])  # type: ignore[attr-defined]
                    mark.format.setProperty(QTextFormat.Property.FullWidthSelection, True)  # type: ignore[attr-defined]
                    mark.cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)  # type: ignore[attr-defined]
                    marks.append(mark)
                at += 1
            block = block.next()
        self.setExtraSelections(marks)

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
