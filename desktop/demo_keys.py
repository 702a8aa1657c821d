"""A clerk's hands for the demonstration: every key goes to the window that has the focus, as the system would send it.

Nothing here sets the content of a widget or calls a page. Chinese is committed as an input method does.
"""

import time
from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QCoreApplication, QEventLoop, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QWidget

from desktop.components import SegmentedChoice

__all__ = ["DemoFailure", "Keys"]

_NONE = Qt.KeyboardModifier.NoModifier
_PATIENCE_SECONDS = 15.0
_MOST_STOPS = 80


class DemoFailure(Exception):
    """The program did not answer the keys as it should."""


class Keys:
    """Presses keys and looks where the cursor is."""

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = _NONE) -> None:
        """One stroke."""
        QTest.keyClick(self._window(), key, modifier)

    def ctrl(self, key: Qt.Key) -> None:
        """One stroke with Ctrl held."""
        self.press(key, Qt.KeyboardModifier.ControlModifier)

    def alt(self, key: Qt.Key) -> None:
        """One stroke with Alt held."""
        self.press(key, Qt.KeyboardModifier.AltModifier)

    def type(self, text: str) -> None:
        """Type text: ASCII by its keys, other characters by the input method."""
        run = ""
        for character in text:
            if character.isascii():
                self._commit(run)
                run = ""
                key = Qt.Key.Key_Return if character == "\n" else ord(character)
                QTest.keyClick(self._window(), key)
            else:
                run += character
        self._commit(run)

    def _window(self) -> QWindow:
        self.wait(_has_focus_window, "没有窗口得到焦点")
        window = QGuiApplication.focusWindow()
        if window is None:
            raise DemoFailure("没有窗口得到焦点")
        return window

    def _commit(self, run: str) -> None:
        target = QGuiApplication.focusObject()
        if run and target is not None:
            event = QInputMethodEvent()
            event.setCommitString(run)
            QCoreApplication.sendEvent(target, event)

    # ------------------------------------------------------------------ seeing

    def wait(self, seen: Callable[[], object], what: str, seconds: float = _PATIENCE_SECONDS) -> None:
        """Serve events until something can be seen.

        Raises:
            DemoFailure: it did not come in time.
        """
        limit = time.monotonic() + seconds
        while not seen():
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
            if time.monotonic() > limit:
                raise DemoFailure(f"{what}（光标在“{self.place()}”）")

    def pause(self, milliseconds: int) -> None:
        """Serve events for a while: live panels answer after a short pause."""
        limit = time.monotonic() + milliseconds / 1000
        while time.monotonic() < limit:
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 10)

    def place(self) -> str:
        """Accessible name of what has the cursor."""
        widget = _focus_widget()
        return "" if widget is None else widget.accessibleName() or str(widget.property("text") or "")

    def is_at(self, name: str) -> bool:
        """Whether the cursor is in a field or group of this name."""
        widget = _focus_widget()
        parent = None if widget is None else widget.parentWidget()
        if isinstance(parent, SegmentedChoice):
            return parent.accessibleName() == name
        return self.place() == name

    def focused(self) -> QWidget:
        """The widget with the cursor."""
        widget = _focus_widget()
        if widget is None:
            raise DemoFailure("没有地方可以输入")
        return widget

    # ------------------------------------------------------------------ habits

    def tab_to(self, name: str) -> None:
        """Tab until the cursor is there."""
        passed: list[str] = []
        while not self.is_at(name):
            if len(passed) >= _MOST_STOPS:
                raise DemoFailure(f"Tab 到不了“{name}”，只到过 {'、'.join(dict.fromkeys(passed))}")
            self.press(Qt.Key.Key_Tab)
            passed.append(self.place())

    def fill(self, name: str, text: str) -> None:
        """Go to a field and write into it in place of what it holds."""
        self.tab_to(name)
        self.ctrl(Qt.Key.Key_A)
        self.type(text)

    def choose(self, name: str, label: str) -> None:
        """Go to a choice and take what reads so."""
        self.tab_to(name)
        widget = self.focused()
        group = widget.parentWidget()
        if isinstance(group, SegmentedChoice):
            at = [one.text() for one in group.buttons].index(label)
            self.press(Qt.Key(Qt.Key.Key_1.value + at))
            return
        if not isinstance(widget, QComboBox):
            raise DemoFailure(f"“{name}”不是选择")
        self.press(Qt.Key.Key_Home)
        for _ in range(widget.count()):
            if widget.currentText() == label:
                return
            self.press(Qt.Key.Key_Down)
        raise DemoFailure(f"“{name}”里没有“{label}”")


def _focus_widget() -> QWidget | None:
    """The widget with the cursor; PySide6's stub does not say that there may be none."""
    return cast("QWidget | None", QApplication.focusWidget())


def _has_focus_window() -> bool:
    return QGuiApplication.focusWindow() is not None
