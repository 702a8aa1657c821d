"""The paragraphs of a letter in the agency's own words, edited where they stand."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QMimeData, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
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
from desktop.letters.pasted_text import pasted_text
from desktop.letters.text_history import TextHistory, TextState
from desktop.theme import colour, px, set_role
from desktop.theme.tokens import LIGHT

__all__ = ["BodyEditor"]


class BodyEditor(QTextEdit):
    """The paragraphs in the agency's own words. Grows with its text; pasting takes the words only.

    What was typed can be taken back whatever was shown in between: see ``text_history``.
    """

    left_by_key = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._paper_width = 0.0
        self._history = TextHistory()
        self._tints: dict[int, QColor] = {}
        self._found: tuple[tuple[int, int], ...] = ()
        self._current: int | None = None
        self.setUndoRedoEnabled(False)
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
        self.textChanged.connect(self._on_text_changed)

    def paragraphs(self) -> tuple[str, ...]:
        """The paragraphs that are not empty."""
        return tuple(one.strip() for one in self.toPlainText().splitlines() if one.strip())

    def show_paragraphs(self, paragraphs: Sequence[str], paper_width: float, *, same_letter: bool = False) -> None:
        """Show text without a signal; of the ``same_letter`` what was typed before can still be taken back."""
        self._paper_width = paper_width
        at = self.textCursor().position()
        self._write("\n".join(paragraphs), at if same_letter else 0)
        if same_letter:
            self._history.note(self._state())
        else:
            self._history.begin(self._state())

    def _write(self, text: str, cursor_at: int) -> None:
        """Put text in the place of all text, as it is printed, without a signal."""
        paragraphs = text.split("\n") if text else []
        paper_width = self._paper_width
        self.blockSignals(True)
        self.clear()
        cursor = self.textCursor()
        for at, line in enumerate(paragraphs):
            if at:
                cursor.insertBlock(line_format("para", paper_width))
            else:
                cursor.setBlockFormat(line_format("para", paper_width))
            cursor.insertText(line, text_format("para", paper_width))
        if not paragraphs:
            self._write_as_printed(cursor)
        cursor.setPosition(min(cursor_at, self.document().characterCount() - 1))
        self.setTextCursor(cursor)
        self.blockSignals(False)
        self._on_size_changed(self.document().size())
        self._show_marks()

    # ------------------------------------------------------------------ taking back

    def _state(self) -> TextState:
        return TextState(self.toPlainText(), self.textCursor().position())

    def _on_text_changed(self) -> None:
        self._history.note(self._state())

    def take_back(self) -> None:
        """Ctrl+Z."""
        self._go_to(self._history.undo())

    def do_again(self) -> None:
        """Ctrl+Y or Ctrl+Shift+Z."""
        self._go_to(self._history.redo())

    def _go_to(self, state: TextState | None) -> None:
        if state is None:
            return
        self._write(state.text, state.cursor)
        self.ensureCursorVisible()
        self.textChanged.emit()  # noted as the state that it is

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
        self._tints = dict(colours)
        self._show_marks()

    def mark_found(self, places: Sequence[tuple[int, int]], current: int | None = None) -> None:
        """Mark what was searched for: (position, length) each; ``current`` is the one that the search stands at."""
        self._found = tuple(places)
        self._current = current
        self._show_marks()

    def _show_marks(self) -> None:
        marks = []
        block, at = self.document().begin(), 0
        while block.isValid():
            if block.text().strip():
                if at in self._tints:
                    mark = self._mark(block.position(), block.position() + block.length() - 1, self._tints[at])
                    mark.format.setProperty(QTextFormat.Property.FullWidthSelection, True)  # type: ignore[attr-defined]
                    marks.append(mark)
                at += 1
            block = block.next()
        end = self.document().characterCount() - 1
        for number, (start, length) in enumerate(self._found):
            if start + length <= end:
                ground = QColor(LIGHT.today_bg if number == self._current else LIGHT.accent_bg)
                mark = self._mark(start, start + length, ground)
                mark.format.setFontUnderline(number == self._current)  # type: ignore[attr-defined]
                marks.append(mark)
        self.setExtraSelections(marks)

    def _mark(self, start: int, end: int, ground: QColor) -> QTextEdit.ExtraSelection:
        mark = QTextEdit.ExtraSelection()
        mark.cursor = QTextCursor(self.document())  # type: ignore[attr-defined]  # missing in the stubs
        mark.cursor.setPosition(start)  # type: ignore[attr-defined]
        mark.cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)  # type: ignore[attr-defined]
        mark.format.setBackground(ground)  # type: ignore[attr-defined]
        return mark

    # ------------------------------------------------------------------ words from elsewhere

    def selected_words(self) -> str:
        """What is selected, paragraphs by line feeds."""
        return self.textCursor().selectedText().replace("\u2029", "\n").replace("\u2028", "\n").strip()

    def insert_words(self, words: str) -> None:
        """Put words at the cursor, in the place of what is selected, as one step."""
        cursor = self.textCursor()
        cursor.beginEditBlock()
        first, *rest = words.split("\n")
        cursor.insertText(first, text_format("para", self._paper_width))
        for line in rest:
            cursor.insertBlock(line_format("para", self._paper_width))
            cursor.insertText(line, text_format("para", self._paper_width))
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def replace_words(self, places: Sequence[tuple[int, int]], words: str) -> None:
        """Put words in the place of those at each (position, length), as one step."""
        cursor = self.textCursor()
        cursor.beginEditBlock()
        for start, length in sorted(places, reverse=True):
            cursor.setPosition(start)
            cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(words, text_format("para", self._paper_width))
        cursor.endEditBlock()
        self.setTextCursor(cursor)

    @override
    def insertFromMimeData(self, source: QMimeData) -> None:
        words = pasted_text(source.html() if source.hasHtml() else "", source.text())
        if words:
            self.insert_words(words)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_Escape or (ctrl and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)):
            event.ignore()
            return
        if event.matches(QKeySequence.StandardKey.Undo):
            self.take_back()
        elif event.matches(QKeySequence.StandardKey.Redo) or (ctrl and event.key() == Qt.Key.Key_Y):
            self.do_again()
        else:
            super().keyPressEvent(event)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu()
        for own in menu.actions():
            if own.objectName() in ("edit-undo", "edit-redo"):
                menu.removeAction(own)  # they know the history of Qt, which is switched off
        first = menu.actions()[0]
        for text, keys, can, slot in (
            ("撤销", "Ctrl+Z", self._history.can_undo(), self.take_back),
            ("重做", "Ctrl+Y", self._history.can_redo(), self.do_again),
        ):
            action = QAction(f"{text}\t{keys}", menu)
            action.setEnabled(can)
            action.triggered.connect(slot)
            menu.insertAction(first, action)
        menu.insertSeparator(first)
        menu.exec(event.globalPos())
        menu.deleteLater()

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
