"""Toasts: what was done, with one act (撤销, 查看) where the law allows it. Errors never come this way."""

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QPoint, QTimer
from PySide6.QtWidgets import QFrame, QWidget
from typing_extensions import override

from desktop.components.cards import row
from desktop.components.text import ElidedLabel, LinkLabel
from desktop.theme import px, set_role

__all__ = ["Toast"]

_SHOWN_MS = 6000
_READ_MS = 1500


class Toast(QFrame):
    """The one toast of a window: gone after six seconds, waiting under the mouse.

    A new message replaces the old one; nothing piles up.

    Args:
        host: the toast lies over it, at its foot.
        head: the words of the heading and the search in the head of the host; the toast then stands between them,
            where it covers neither buttons nor the last rows of a table. A long one lies over the search, never over
            the heading.
    """

    def __init__(self, host: QWidget, head: tuple[ElidedLabel, QWidget] | None = None) -> None:
        super().__init__(host)
        self._host = host
        self._head = head
        self._shown = QElapsedTimer()
        self._act: Callable[[], None] | None = None
        set_role(self, "toast")
        layout = row(self, gap=16)
        layout.setContentsMargins(px(16), px(6), px(16), px(6))
        self.label = ElidedLabel("", self)
        self.link = LinkLabel("", self)
        self.link.clicked.connect(self._on_link_clicked)
        layout.addWidget(self.label)
        layout.addWidget(self.link)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        host.installEventFilter(self)
        for part in head or ():
            part.installEventFilter(self)
        self.hide()

    def say(self, text: str, action: str = "", act: Callable[[], None] | None = None) -> None:
        """Show a message; ``act`` must be a bound method of something that outlives the toast."""
        self._act = act
        self.label.setText(text)
        self.link.setText(action)
        self.link.setVisible(bool(action))
        self.setAccessibleName(text)
        self.layout().activate()
        self.adjustSize()
        self._place()
        self.show()
        self.raise_()
        self._timer.start(_SHOWN_MS)
        self._shown.start()

    def leave_page(self) -> None:
        """The page below changed: what was there to be read is put away, what was said just now stays."""
        if self.isVisible() and self._shown.elapsed() >= _READ_MS:
            self._timer.stop()
            self.hide()

    def keep_clear(self) -> None:
        """The words of the heading changed: stand beside them."""
        if self.isVisible():
            self._place()

    def _place(self) -> None:
        size = self.sizeHint()
        if self._head is None:
            size.setWidth(min(size.width(), self._host.width()))
            x, y = (self._host.width() - size.width()) // 2, self._host.height() - size.height() - px(24)
        else:
            words, search = self._head
            corner = search.mapTo(self._host, QPoint(0, 0))
            told = min(words.width(), words.fontMetrics().horizontalAdvance(words.text()) + px(12))
            least = min(words.mapTo(self._host, QPoint(told, 0)).x(), corner.x())
            size.setWidth(min(size.width(), corner.x() + search.width() - least))
            x = max(least, corner.x() - px(12) - size.width())
            y = corner.y() + (search.height() - size.height()) // 2
        self.setGeometry(x, max(0, y), size.width(), size.height())

    def _on_link_clicked(self) -> None:
        act, self._act = self._act, None
        self.hide()
        if act is not None:
            act()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move) and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Enter:
            self._timer.stop()
        elif event.type() == QEvent.Type.Leave and self.isVisible():
            self._timer.start(_SHOWN_MS)
        return super().event(event)
