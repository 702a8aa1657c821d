"""Hands on a keyboard: every key goes to the window that has the focus, as the window system would send it.

Nothing here sets a widget's content or calls a presenter. Chinese is committed by an input method, as people type it.
Strokes beyond the typed data are counted apart.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QListWidget, QTableView, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from desktop.components import SegmentedChoice

__all__ = ["Keyboard", "Keys"]

_NONE = Qt.KeyboardModifier.NoModifier
_CTRL = Qt.KeyboardModifier.ControlModifier
_MOST_STOPS = 80


class Keys:
    """Keys, and eyes to see where the cursor is."""

    def __init__(self) -> None:
        self.strokes = 0
        self.typed = 0

    # ------------------------------------------------------------------ keys

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = _NONE) -> None:
        """One stroke that is no data."""
        self.strokes += 1
        QTest.keyClick(self._window(), key, modifier)

    def ctrl(self, key: Qt.Key) -> None:
        """One stroke with Ctrl held."""
        self.press(key, _CTRL)

    def type(self, text: str) -> None:
        """Data: ASCII by its keys, a run of other characters as one commit of the input method."""
        run = ""
        for character in text:
            self.typed += 1
            if character.isascii():
                self._commit(run)
                run = ""
                if character == "\n":
                    QTest.keyClick(self._window(), Qt.Key.Key_Return)
                else:
                    QTest.keyClick(self._window(), ord(character))
            else:
                run += character
        self._commit(run)

    def _window(self) -> QWindow:
        window = QGuiApplication.focusWindow()
        assert window is not None, "no window has the focus"
        return window

    def _commit(self, run: str) -> None:
        if run:
            target = QGuiApplication.focusObject()
            assert target is not None, f"nothing has the focus to take {run!r}"
            event = QInputMethodEvent()
            event.setCommitString(run)
            QCoreApplication.sendEvent(target, event)

    # ------------------------------------------------------------------ eyes

    def focused(self) -> QWidget:
        """The widget with the cursor."""
        widget = _cursor()
        assert widget is not None, "nothing has the focus"
        return widget

    def place(self) -> str:
        """What a screen reader says about where the cursor is."""
        widget = _cursor()
        if widget is None:
            return ""
        return widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")

    def is_at(self, name: str) -> bool:
        """Whether the cursor is in a field, on a button or in a group of this name."""
        widget = _cursor()
        parent = None if widget is None else widget.parentWidget()
        if isinstance(parent, SegmentedChoice):
            return parent.accessibleName() == name
        return self.place() == name

    # ------------------------------------------------------------------ habits

    def tab_to(self, name: str) -> None:
        """Tab until the cursor is there; it must be in sight then."""
        self._tab(partial(self.is_at, name), name)

    def tab_to_words(self, beginning: str) -> None:
        """Tab until the cursor is on something whose name begins so."""
        self._tab(lambda: self.place().startswith(beginning), beginning)

    def _tab(self, arrived: Callable[[], bool], name: str) -> None:
        passed: list[str] = []
        while not arrived():
            assert len(passed) < _MOST_STOPS, f"Tab does not reach {name!r}, only {passed}"
            self.press(Qt.Key.Key_Tab)
            passed.append(self.place())
        assert not self.focused().visibleRegion().isEmpty(), f"{name!r} has the cursor out of sight"

    def fill(self, name: str, text: str) -> None:
        """Go to a field and write into it in place of what it holds."""
        self.tab_to(name)
        self.ctrl(Qt.Key.Key_A)
        self.type(text)

    def choose(self, name: str, label: str) -> None:
        """Go to a choice and choose what reads so: by its digit, or with the arrow in a drop-down list."""
        self.tab_to(name)
        widget = self.focused()
        group = widget.parentWidget()
        if isinstance(group, SegmentedChoice):
            words = [one.text() for one in group.buttons]
            self.press(Qt.Key(Qt.Key.Key_1.value + words.index(label)))
            assert group.buttons[words.index(label)].isChecked()
            return
        assert isinstance(widget, QComboBox), f"{name!r} is no choice"
        for _ in range(widget.count() * 2):
            if widget.currentText() == label:
                return
            before = widget.currentIndex()
            self.press(Qt.Key.Key_Down)
            if widget.currentIndex() == before:
                self.press(Qt.Key.Key_Home)
        raise AssertionError(f"{name!r} offers no {label!r}")

    def tick(self, name: str) -> None:
        """Go to a box and tick it."""
        self.tab_to(name)
        self.press(Qt.Key.Key_Space)


class Keyboard(Keys):
    """Keys of somebody who waits until the screen shows what was asked for."""

    def __init__(self, qtbot: QtBot) -> None:
        super().__init__()
        self._qtbot = qtbot

    @override
    def _window(self) -> QWindow:
        self._qtbot.waitUntil(_has_focus_window)
        return super()._window()

    def wait_at(self, name: str) -> None:
        """Wait until the program itself has put the cursor there."""
        self.wait(lambda: self.is_at(name), f"the cursor does not come to {name!r}")

    def wait(self, seen: Callable[[], bool], why_not: Callable[[], str] | str) -> None:
        """Wait for something that can be seen."""

        def check() -> None:
            if not seen():
                said = why_not if isinstance(why_not, str) else why_not()
                raise AssertionError(f"{said} (cursor at {self.place()!r})")

        self._qtbot.waitUntil(check, timeout=10_000)

    def walk_list(self, words: str) -> None:
        """Walk with the arrows in the list or table with the cursor to the row that contains these words."""
        shown = self.focused()
        assert isinstance(shown, QListWidget | QTableView), f"no list has the cursor but {self.place()!r}"
        self.wait(lambda: any(words in one for one in _rows(shown)), f"no row reads {words!r}")
        for _ in range(2 * len(_rows(shown))):
            rows, at = _rows(shown), shown.currentIndex().row()
            if at >= 0 and words in rows[at]:
                return
            there = next((row for row, one in enumerate(rows) if words in one), at)
            self.press(Qt.Key.Key_Up if there < at else Qt.Key.Key_Down)
        raise AssertionError(f"the arrows do not come to {words!r}")


def _has_focus_window() -> bool:
    return QGuiApplication.focusWindow() is not None


def _cursor() -> QWidget | None:
    return QApplication.focusWidget()


def _rows(shown: QListWidget | QTableView) -> list[str]:
    """The words of each row shown."""
    if isinstance(shown, QListWidget):
        return [shown.item(at).text() for at in range(shown.count())]
    model = shown.model()
    return [
        "　".join(str(model.index(at, column).data() or "") for column in range(model.columnCount()))
        for at in range(model.rowCount())
    ]
