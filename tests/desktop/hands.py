"""Typing as a person does: figures and Latin by keys, Chinese through an input method; every other key is counted."""

from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop.components import LinkLabel

__all__ = ["Hands", "click", "links_in"]


def click(widget: QWidget) -> None:
    """The left button of the mouse on the middle of a widget."""
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def links_in(widget: QWidget) -> list[LinkLabel]:
    """The links that can be seen inside a widget."""
    return [one for one in cast(list[LinkLabel], widget.findChildren(LinkLabel)) if one.isVisible()]


class Hands:
    """Two hands on a keyboard, sending to whatever has the focus.

    ``strokes`` counts the keys that are not typed data: Tab, arrows, digits that choose, shortcuts.
    """

    def __init__(self, window: QWidget) -> None:
        self.window = window
        self.strokes = 0

    def type(self, text: str) -> None:
        """Typed data: committed as an input method does it, so that any character can be typed."""
        target: QWidget | None = QApplication.focusWidget()
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
            target: QWidget | None = QApplication.focusWidget()
            QTest.keyClick(self.window if target is None else target, key, held)

    def tab(self, times: int = 1) -> None:
        """To the next field."""
        self.press(Qt.Key.Key_Tab, times=times)
