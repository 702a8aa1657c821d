"""Searching a text document, and marking what was found."""

from collections.abc import Sequence

from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor, QTextDocument

from desktop.theme.tokens import LIGHT

__all__ = ["found_in", "mark_in"]


def found_in(document: QTextDocument, words: str) -> list[tuple[int, int]]:
    """Where words stand, without regard to capitals: (position, length) each, as the document counts."""
    places: list[tuple[int, int]] = []
    if not words:
        return places
    cursor = document.find(words, 0)
    while not cursor.isNull():
        places.append((cursor.selectionStart(), cursor.selectionEnd() - cursor.selectionStart()))
        cursor = document.find(words, cursor.selectionEnd())
    return places


def mark_in(document: QTextDocument, places: Sequence[tuple[int, int]], current: int | None) -> None:
    """Put a ground under the places and take it from all others; the paper is white in both themes."""
    plain = QTextCharFormat()
    plain.setBackground(QColor(0, 0, 0, 0))
    plain.setFontUnderline(False)
    whole = QTextCursor(document)
    whole.select(QTextCursor.SelectionType.Document)
    whole.mergeCharFormat(plain)
    for number, (start, length) in enumerate(places):
        mark = QTextCharFormat()
        mark.setBackground(QColor(LIGHT.today_bg if number == current else LIGHT.accent_bg))
        mark.setFontUnderline(number == current)
        cursor = QTextCursor(document)
        cursor.setPosition(start)
        cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
        cursor.mergeCharFormat(mark)
