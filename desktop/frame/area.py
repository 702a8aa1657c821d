"""Room for a page: as large as the window leaves, and scrolled where the page needs more than that.

An office laptop at 150 % leaves 911×512 for the whole window. Without this the lowest screen would be
set by the tallest page, on every page.
"""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget
from typing_extensions import override

__all__ = ["PageArea"]


class PageArea(QScrollArea):
    """Gives its page the whole room, but never less than the page's own minimum.

    ``QScrollArea.setWidgetResizable`` would take the preferred height of wrapped texts for the least one, and so scroll
    pages that fit.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._fitting = False

    def hold(self, page: QWidget) -> None:
        """Take a page and show it.

        One made in ``viewport()`` is spared the change of parent, with which Qt applies the style sheet to every
        part of it once more.
        """
        self.setWidget(page)
        page.show()

    def fit(self) -> None:
        """Give the page its size anew."""
        page = self.widget()
        if self._fitting:
            return
        self._fitting = True
        room = self.maximumViewportSize()
        need = self._least()
        bar = self.verticalScrollBar().sizeHint().width()
        if need.height() > room.height():
            room.setWidth(room.width() - bar)
        if need.width() > room.width():
            room.setHeight(room.height() - bar)
        page.resize(room.expandedTo(need))
        self._fitting = False

    def _least(self) -> QSize:
        page = self.widget()
        return page.minimumSizeHint().expandedTo(page.minimumSize())

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self.fit()
        super().resizeEvent(event)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.widget() and event.type() == QEvent.Type.LayoutRequest:
            self.fit()
        return super().eventFilter(watched, event)
