"""Toasts: what was done, with one act (撤销, 查看) where the law allows it. Errors never come this way."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QFrame, QWidget
from typing_extensions import override

from desktop.components.cards import row
from desktop.components.text import LinkLabel, Text
from desktop.theme import px, set_role

__all__ = ["Toast"]

_SHOWN_MS = 6000


class Toast(QFrame):
    """The one toast of a window: shown at the bottom of its host, gone after six seconds, waiting under the mouse.

    A new message replaces the old one; nothing piles up.
    """

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        self._act: Callable[[], None] | None = None
        set_role(self, "toast")
        layout = row(self, gap=16)
        layout.setContentsMargins(px(16), px(8), px(16), px(8))
        self.label = Text("", self, wrap=False)
        self.link = LinkLabel("", self)
        self.link.clicked.connect(self._on_link_clicked)
        layout.addWidget(self.label)
        layout.addWidget(self.link)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        host.installEventFilter(self)
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

    def _place(self) -> None:
        self.adjustSize()
        x = (self._host.width() - self.width()) // 2
        self.move(max(0, x), self._host.height() - self.height() - px(24))

    def _on_link_clicked(self) -> None:
        act, self._act = self._act, None
        self.hide()
        if act is not None:
            act()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._host and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Enter:
            self._timer.stop()
        elif event.type() == QEvent.Type.Leave and self.isVisible():
            self._timer.start(_SHOWN_MS)
        return super().event(event)
