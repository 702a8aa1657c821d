"""Typing, pressing and clicking as people do: ASCII as key strokes, Chinese committed by an input method.

``QTest.keyClicks`` aborts the process on a character that is on no key, as every Chinese character is.
"""

from typing import TypeVar, cast

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

__all__ = ["children", "click", "press", "type_text"]

W = TypeVar("W", bound=QWidget)
_NONE = Qt.KeyboardModifier.NoModifier


def press(widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = _NONE) -> None:
    """Press and release a key in a widget; shortcuts of its window react too."""
    QTest.keyClick(widget, key, modifier)


def click(widget: QWidget) -> None:
    """Click into the middle of a widget."""
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def type_text(widget: QWidget, text: str) -> None:
    """Type text into a widget; a run of Chinese is one commit of the input method."""
    run = ""
    for character in text:
        if character.isascii():
            _commit(widget, run)
            run = ""
            QTest.keyClicks(widget, character)
        else:
            run += character
    _commit(widget, run)


def _commit(widget: QWidget, run: str) -> None:
    if run:
        event = QInputMethodEvent()
        event.setCommitString(run)
        QCoreApplication.sendEvent(widget, event)


def children(parent: QWidget, kind: type[W]) -> list[W]:
    """All descendants of a kind; PySide6's own stub of ``findChildren`` promises nothing usable."""
    return [one for one in cast("list[W]", parent.findChildren(kind)) if isinstance(one, kind)]
