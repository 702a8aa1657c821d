"""A hand on the mouse: clicks land in the window where the thing is seen, as the window system would send them."""

from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QListWidget, QScrollArea, QTableView, QWidget

from desktop.frame.window import MainWindow
from tests.desktop.end_to_end.keyboard import Keyboard
from tests.desktop.keyboard import children

__all__ = ["Mouse"]

_LEFT = Qt.MouseButton.LeftButton
_NONE = Qt.KeyboardModifier.NoModifier


class Mouse:
    """Finds things by their words, scrolls them into sight and clicks on them."""

    def __init__(self, keys: Keyboard, window: MainWindow) -> None:
        self._keys = keys
        self._window = window
        self.clicks = 0

    def sees(self, name: str) -> bool:
        """Whether something with these words can be pressed, if need be after scrolling."""
        found = self._shown(name)
        if not found or not found[0].isEnabled():
            return False
        self._scroll_to(found[0])
        return found[0].visibleRegion().contains(found[0].rect().center())

    def click(self, name: str) -> None:
        """Click on the field, button or card with these words, as soon as it is in sight."""
        self._keys.wait(partial(self.sees, name), f"{name!r} cannot be pressed")
        found = self._shown(name)[0]
        self._press(found, found.rect().center())

    def click_row(self, shown: QListWidget | QTableView, words: str, *, twice: bool = False) -> None:
        """Click on a row of a list or table."""
        model = shown.model()
        columns = 1 if isinstance(shown, QListWidget) else model.columnCount()
        for at in range(model.rowCount()):
            cells = [model.index(at, column) for column in range(columns)]
            if any(words in str(one.data() or "") for one in cells):
                shown.scrollTo(cells[0])
                place = shown.visualRect(cells[0]).center()
                self._press(shown.viewport(), place, twice=twice)
                return
        raise AssertionError(f"no row reads {words!r}")

    def _shown(self, name: str) -> list[QWidget]:
        found = (one for one in children(self._window, QWidget) if one.isVisible() and _words(one) == name)
        return [one for one in found if one.focusPolicy() != Qt.FocusPolicy.NoFocus]

    def _press(self, widget: QWidget, place: QPoint, *, twice: bool = False) -> None:
        self._scroll_to(widget)
        assert widget.isEnabled(), f"{_words(widget)!r} cannot be pressed"
        assert widget.visibleRegion().contains(place), f"{_words(widget)!r} is out of sight"
        handle = self._window.windowHandle()
        there = widget.mapTo(self._window, place)
        self.clicks += 1
        if twice:
            # Presses twice by itself; a click before it would pair with its first press.
            QTest.mouseDClick(handle, _LEFT, _NONE, there)
        else:
            QTest.mouseClick(handle, _LEFT, _NONE, there)

    def _scroll_to(self, widget: QWidget) -> None:
        above = widget.parentWidget()
        while above is not None:
            if isinstance(above, QScrollArea) and above.widget().isAncestorOf(widget):
                above.ensureWidgetVisible(widget)
            above = above.parentWidget()


def _words(widget: QWidget) -> str:
    return widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")
