"""A link to a file whose name is cut in the middle where the room is short: the suffix stays in sight."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from desktop.components import LinkLabel
from desktop.theme import px

__all__ = ["FileLink"]


class FileLink(LinkLabel):
    """The link; ``payload`` is the attachment."""

    def __init__(self, name: str, parent: QWidget, *, payload: object) -> None:
        super().__init__(name, parent, payload=payload)
        self._name = name
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        self.setToolTip(f"打开 {name}")

    def _fit(self) -> None:
        room = max(self.width() - px(10), px(40))
        self.setText(self.fontMetrics().elidedText(self._name, Qt.TextElideMode.ElideMiddle, room))

    @override
    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self._name) + px(12), super().sizeHint().height())

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(px(60), super().minimumSizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
