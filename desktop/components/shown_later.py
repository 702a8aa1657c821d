"""What lies below the fold comes into view piece by piece, so that opening a page never keeps the window deaf."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

__all__ = ["ShownLater"]


class ShownLater(QObject):
    """Hides widgets and shows them again, one in each turn of the event loop.

    They are built and can be filled at once. What takes the time is the style sheet and the layout of what is shown.
    """

    def __init__(self, widgets: Sequence[QWidget], parent: QObject) -> None:
        super().__init__(parent)
        self._waiting = list(widgets)
        for one in widgets:
            one.hide()
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._show_next)
        self._timer.start()

    def finish(self) -> None:
        """Show all that still wait: somebody wants to get there now."""
        while self._waiting:
            self._show_next()

    def _show_next(self) -> None:
        if self._waiting:
            self._waiting.pop(0).show()
        if not self._waiting:
            self._timer.stop()
