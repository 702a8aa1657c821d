"""The box for the text of a notice: line numbers, failing lines marked in the margin and on the line."""

from collections.abc import Mapping

from PySide6.QtCore import QMimeData, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QTextCursor, QTextFormat
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget
from typing_extensions import override

from desktop.theme import Tone, colour, draw_sign, ground, ink, px, sized_font

__all__ = ["NoticeEdit"]


class _Margin(QWidget):
    """Line numbers; a failing line has the sign ● before its number."""

    def __init__(self, edit: "NoticeEdit") -> None:
        super().__init__(edit)
        self._edit = edit

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._edit.margin_width(), 0)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        self._edit.paint_margin(QPainter(self), event.rect())


class NoticeEdit(QPlainTextEdit):
    """Plain text with numbered lines. Tab leaves the box; pasting takes the words only.

    ``line_entered(number)`` tells on which line the cursor stands, counted from 1.
    """

    line_entered = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._problems: Mapping[int, str] = {}
        self._arrived = False
        self._margin = _Margin(self)
        self.setAccessibleName("通知原文")
        self.setTabChangesFocus(True)
        self.setPlaceholderText("把国务院办公厅通知的原文整篇粘贴到这里，或把 .txt、.json 文件拖进来")
        self.blockCountChanged.connect(self._on_block_count_changed)
        self.updateRequest.connect(self._on_update_requested)
        self.cursorPositionChanged.connect(self._on_cursor_moved)
        self._fit_margin()

    def show_problems(self, problems: Mapping[int, str]) -> None:
        """Mark failing lines, each with its sentence as tip of the margin and for screen readers."""
        self._problems = dict(problems)
        marks = []
        for number in problems:
            mark = QTextEdit.ExtraSelection()
            mark.format.setBackground(ground(Tone.OVER))  # type: ignore[attr-defined]
            mark.format.setProperty(QTextFormat.Property.FullWidthSelection, True)  # type: ignore[attr-defined]
            mark.cursor = QTextCursor(self.document().findBlockByNumber(number - 1))  # type: ignore[attr-defined]
            marks.append(mark)
        self.setExtraSelections(marks)
        self.setAccessibleDescription("；".join(problems.values()))
        self._margin.setToolTip("\n".join(problems.values()))
        self._margin.update()
        if problems and self._arrived:
            self._show_line(min(problems))
        self._arrived = False

    def _show_line(self, number: int) -> None:
        """Scroll a line of a text that has just come in into sight; while one types, nothing moves by itself."""
        block = self.document().findBlockByNumber(number - 1)
        self.verticalScrollBar().setValue(max(0, block.firstLineNumber() - 2))

    def problem_lines(self) -> tuple[int, ...]:
        """Numbers of the lines marked as failing."""
        return tuple(self._problems)

    def go_to_line(self, number: int) -> None:
        """Put the cursor on a line and mark it, so that typing corrects it."""
        block = self.document().findBlockByNumber(number - 1)
        cursor = QTextCursor(block)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.centerCursor()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def current_line(self) -> int:
        """Number of the line with the cursor."""
        return self.textCursor().blockNumber() + 1

    @override
    def sizeHint(self) -> QSize:
        return QSize(px(400), self.fontMetrics().lineSpacing() * 5 + px(14))

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    # ------------------------------------------------------------------ margin

    def margin_width(self) -> int:
        """Room for the numbers and the sign."""
        digits = max(2, len(str(self.blockCount())))
        return self.fontMetrics().horizontalAdvance("9") * digits + px(24)

    def paint_margin(self, painter: QPainter, area: QRect) -> None:
        """Paint the numbers of the visible lines."""
        painter.fillRect(area, colour("prov_bg"))
        painter.setFont(sized_font(self.font(), px(12)))
        block = self.firstVisibleBlock()
        offset = self.contentOffset()
        while block.isValid():
            box = self.blockBoundingGeometry(block).translated(offset)
            if box.top() > area.bottom():
                return
            number = block.blockNumber() + 1
            line = QRectF(0, box.top(), self._margin.width() - px(6), self.fontMetrics().lineSpacing())
            wrong = number in self._problems
            painter.setPen(ink(Tone.OVER) if wrong else colour("sub"))
            painter.drawText(line, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), str(number))
            if wrong:
                side = px(9)
                sign = QRectF(px(4), line.center().y() - side / 2, side, side)
                draw_sign(painter, sign, Tone.OVER, ink(Tone.OVER))
            block = block.next()

    def _fit_margin(self) -> None:
        self.setViewportMargins(self.margin_width(), 0, 0, 0)

    def _on_block_count_changed(self, _count: int) -> None:
        self._fit_margin()

    def _on_update_requested(self, area: QRect, moved: int) -> None:
        if moved:
            self._margin.scroll(0, moved)
        else:
            self._margin.update(0, area.y(), self._margin.width(), area.height())

    def _on_cursor_moved(self) -> None:
        self.line_entered.emit(self.current_line())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        inside = self.contentsRect()
        self._margin.setGeometry(QRect(inside.left(), inside.top(), self.margin_width(), inside.height()))

    @override
    def insertFromMimeData(self, source: QMimeData) -> None:
        text = source.text().replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\x00", "")
        self._arrived = True
        self.insertPlainText(text)

    @override
    def setPlainText(self, text: str) -> None:
        self._arrived = True
        super().setPlainText(text)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if ctrl and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()  # the act of the page
            return
        super().keyPressEvent(event)
