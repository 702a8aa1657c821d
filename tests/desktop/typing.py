"""Typing as a person does: figures and Latin by keys, Chinese through an input method; every other key is counted."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

__all__ = ["Hands"]


class Hands:
    """Two hands on a keyboard, sending to whatever has the focus.

    ``strokes`` counts the keys that are not typed data: Tab, arrows, digits that choose, shortcuts.
    """

    def __init__(self, window: QWidget) -> None:
        self.window = window
        self.strokes = 0

    def type(self, text: str) -> None:
        """Typed data: committed as an input method does it, so that any character can be typed."""
        target = QApplication.focusWidget()
        assert target is not None, f"nothing has the focus for “{text}”"
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(target, event)

    def press(self, key: Qt.Key, *modifiers: Qt.KeyboardModifier, times: int = 1) -> None:
        """A key that is not data."""
        held = Qt.KeyboardModifier.NoModifier
        for one in modifiers:
            held |= one
        for _ in range(times):
            self.strokes += 1
            QTest.keyClick(QApplication.focusWidget() or self.window, key, held)

    def tab(self, times: int = 1) -> None:
        """To the next field."""
        self.press(Qt.Key.Key_Tab, times=times)
