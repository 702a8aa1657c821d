"""Known applicants under the field in which one types; ↓ and Enter take one, the page puts the list away on Esc."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QWidget
from typing_extensions import override

from casework.views import ApplicantView
from desktop.components import column
from desktop.theme import px, set_role

__all__ = ["Suggestions"]


def _words(view: ApplicantView) -> str:
    parts = (view.name, view.identity_masked, view.phone_masked, view.address)
    return "　".join(part for part in parts if part)


class Suggestions(QFrame):
    """The list; a child of the form, so that the cursor stays where one types. ``chosen(applicant_id)``."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        set_role(self, "panel")
        self._line: QLineEdit | None = None
        layout = column(self, gap=0, margin=4)
        self.list = QListWidget(self)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName("名册中的申请人")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(self._on_item_clicked)
        layout.addWidget(self.list)
        self.hide()

    def offer(self, line: QLineEdit, found: Sequence[ApplicantView]) -> None:
        """Show what was found under a line; nothing found hides the list."""
        self._watch(line)
        self.list.clear()
        for one in found:
            item = QListWidgetItem(_words(one))
            item.setData(Qt.ItemDataRole.UserRole, one.id)
            item.setSizeHint(QSize(0, px(34)))
            item.setToolTip(_words(one))
            self.list.addItem(item)
        self.list.setCurrentRow(-1)
        if not found or not line.hasFocus():
            self.hide()
            return
        corner = line.mapTo(self.parentWidget(), QPoint(0, line.height()))
        width = min(max(line.width(), px(520)), self.parentWidget().width() - corner.x() - px(8))
        self.setGeometry(corner.x(), corner.y() + px(2), width, len(found) * px(34) + px(12))
        self.show()
        self.raise_()

    def _watch(self, line: QLineEdit) -> None:
        if self._line is not line:
            if self._line is not None:
                self._line.removeEventFilter(self)
            self._line = line
            line.installEventFilter(self)

    def _take(self, row: int) -> None:
        item = self.list.item(row)
        self.hide()
        if item is not None:
            self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))

    def _on_item_clicked(self, item: QListWidgetItem) -> None:
        self._take(self.list.row(item))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self.isVisible() and watched is self._line:
            if event.type() == QEvent.Type.FocusOut:
                self.hide()
            elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                return self._on_key_pressed(Qt.Key(event.key()))
        return super().eventFilter(watched, event)

    def _on_key_pressed(self, key: Qt.Key) -> bool:
        row, count = self.list.currentRow(), self.list.count()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if key == Qt.Key.Key_Down else -1
            self.list.setCurrentRow((row + step) % count if row >= 0 or step > 0 else count - 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row >= 0:
            self._take(row)
        else:
            return False
        return True
