"""The difference between two templates on the screen: what came is underlined, what went is struck out."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget
from typing_extensions import override

from casework.template_views import ParagraphChangeView
from desktop.theme import colour, px, set_role

__all__ = ["DifferenceView"]

_SIGNS = {"same": "　", "changed": "改", "added": "增", "removed": "删"}


class DifferenceView(QTextEdit):
    """Paragraphs of both versions, read only; ``show_changes`` with ``whole`` shows those that did not change, too."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._changes: tuple[ParagraphChangeView, ...] = ()
        self._whole = False
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setAccessibleName("与现用模板的差异")
        set_role(self, "difference")

    def show_changes(self, changes: tuple[ParagraphChangeView, ...], *, whole: bool = False) -> None:
        """Lay the paragraphs out."""
        self._changes, self._whole = changes, whole
        self.clear()
        cursor = self.textCursor()
        shown = [one for one in changes if whole or one.kind != "same"]
        if not shown:
            cursor.insertText("文字与现用模板相同。")
            return
        for at, one in enumerate(shown):
            if at:
                cursor.insertBlock()
            self._write(cursor, one)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _write(self, cursor: QTextCursor, change: ParagraphChangeView) -> None:
        block = QTextBlockFormat()
        block.setLeftMargin(px(28))
        block.setTextIndent(-px(28))
        block.setBottomMargin(px(6))
        cursor.setBlockFormat(block)
        sign = QTextCharFormat()
        sign.setForeground(QColor(colour("sub")))
        cursor.insertText(f"{_SIGNS[change.kind]}　", sign)
        for one in change.words:
            cursor.insertText(one.text, _look(one.kind))

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange) and self._changes:
            self.show_changes(self._changes, whole=self._whole)


def _look(kind: str) -> QTextCharFormat:
    look = QTextCharFormat()
    if kind == "added":
        look.setForeground(QColor(colour("done")))
        look.setBackground(QColor(colour("done_bg")))
        look.setFontUnderline(True)
    elif kind == "removed":
        look.setForeground(QColor(colour("over")))
        look.setBackground(QColor(colour("over_bg")))
        look.setFontStrikeOut(True)
    else:
        look.setForeground(QColor(colour("text")))
    return look
