"""Files dropped anywhere on the page: a form to be read. The zone for attachments keeps what is dropped on it."""

from pathlib import Path
from typing import cast

from PySide6.QtCore import QEvent, QMimeData, QObject, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from typing_extensions import override

from desktop.components import AttachmentDrop

__all__ = ["FormDrops"]

_EVENTS = (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop)


class FormDrops(QObject):
    """Takes files that are dropped on a page and on the lines in it, which would write down their path.

    ``dropped(paths)``.

    Args:
        form: its lines.
        page: the whole page.
    """

    dropped = Signal(object)

    def __init__(self, form: QWidget, page: QWidget) -> None:
        super().__init__(page)
        page.setAcceptDrops(True)
        page.installEventFilter(self)
        lines = cast(list[QLineEdit], form.findChildren(QLineEdit))
        areas = cast(list[QPlainTextEdit], form.findChildren(QPlainTextEdit))
        for one in (*lines, *(area.viewport() for area in areas)):
            one.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() not in _EVENTS or isinstance(watched, AttachmentDrop):
            return False
        if not isinstance(event, QDragEnterEvent | QDragMoveEvent | QDropEvent):
            return False
        files = _files(event.mimeData())
        if not files:
            return False
        event.acceptProposedAction()
        if event.type() == QEvent.Type.Drop:
            self.dropped.emit(tuple(files))
        return True


def _files(content: QMimeData) -> list[Path]:
    return [Path(one.toLocalFile()) for one in content.urls() if one.isLocalFile()]
