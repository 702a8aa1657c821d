"""The columns of a ledger, chosen and put in order by mouse and keys: those there are left, those of the file right."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from casework.ledger_export_views import LedgerColumnView
from desktop.components import Caption, column, row
from desktop.theme import px, set_role

__all__ = ["ColumnChooser"]

_KEY = Qt.ItemDataRole.UserRole
_PERSONAL = "个人信息"


class ColumnChooser(QWidget):
    """``changed`` whenever columns or their order are others.

    ``offered`` lists what is not chosen under its headings, ``chosen`` the columns of the file in their order. Enter
    or → puts a column in, Delete or ← takes it out, Alt+↑ and Alt+↓ move it; dragging does the same.
    """

    changed = Signal()

    def __init__(self, columns: Sequence[LedgerColumnView], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = {one.key: one for one in columns}
        outer = row(self, gap=8)
        self.offered = self._list("可选的列")
        self.chosen = self._list("导出的列")
        self.chosen.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.chosen.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.chosen.model().rowsMoved.connect(self._on_dragged)
        self.chosen.model().rowsInserted.connect(self._on_dragged)
        self.offered_label = Caption("可选的列", self, wrap=False)
        self.chosen_label = Caption("导出的列", self, wrap=False)
        outer.addLayout(self._titled(self.offered_label, self.offered), 1)
        outer.addLayout(self._buttons())
        outer.addLayout(self._titled(self.chosen_label, self.chosen), 1)
        self.offered.itemDoubleClicked.connect(self._on_offered_opened)
        self.chosen.itemDoubleClicked.connect(self._on_chosen_opened)
        self._filling = False

    def _list(self, name: str) -> QListWidget:
        made = QListWidget(self)
        made.setAccessibleName(name)
        made.setMinimumHeight(px(120))
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        set_role(made, "boxed")
        made.installEventFilter(self)
        made.currentRowChanged.connect(self._on_current_changed)
        return made

    def _titled(self, label: Caption, box: QListWidget) -> QVBoxLayout:
        down = column(gap=4)
        label.setBuddy(box)
        down.addWidget(label)
        down.addWidget(box, 1)
        return down

    def _buttons(self) -> QVBoxLayout:
        down = column(gap=6)
        down.addStretch(1)
        self.put, self.take = QPushButton("加入 →", self), QPushButton("← 移出", self)
        self.up, self.down = QPushButton("上移", self), QPushButton("下移", self)
        for button, key, slot in (
            (self.put, "Enter", self.put_in),
            (self.take, "Delete", self.take_out),
            (self.up, "Alt+↑", self.move_up),
            (self.down, "Alt+↓", self.move_down),
        ):
            button.setToolTip(f"{button.text()}（{key}）")
            button.setAutoDefault(False)
            button.clicked.connect(slot)
            down.addWidget(button)
        down.addStretch(1)
        return down

    # ------------------------------------------------------------------ showing

    def chosen_keys(self) -> tuple[str, ...]:
        """The chosen columns in their order."""
        return tuple(str(self.chosen.item(at).data(_KEY)) for at in range(self.chosen.count()))

    def show_keys(self, keys: Sequence[str]) -> None:
        """Choose columns; nothing is said about it."""
        self._filling = True
        self.chosen.clear()
        for key in keys:
            if key in self._columns:
                self.chosen.addItem(self._item(self._columns[key]))
        self._fill_offered()
        self.chosen.setCurrentRow(0)
        self._filling = False
        self._say()

    def _item(self, view: LedgerColumnView) -> QListWidgetItem:
        item = QListWidgetItem(view.label)
        item.setData(_KEY, view.key)
        item.setToolTip(f"{view.group}：{view.label}" + (f"（{_PERSONAL}）" if view.personal else ""))
        return item

    def _fill_offered(self) -> None:
        taken = set(self.chosen_keys())
        self.offered.clear()
        group = ""
        for view in self._columns.values():
            if view.key in taken:
                continue
            if view.group != group:
                group = view.group
                self.offered.addItem(self._heading(group))
            self.offered.addItem(self._item(view))

    def _heading(self, text: str) -> QListWidgetItem:
        item = QListWidgetItem(text)
        font = QFont(self.font())
        font.setBold(True)
        item.setFont(font)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        return item

    def _say(self) -> None:
        self.chosen_label.setText(f"导出的列　{self.chosen.count()} 列")
        self._on_current_changed()

    def _on_current_changed(self) -> None:
        at, last = self.chosen.currentRow(), self.chosen.count() - 1
        self.put.setEnabled(self._offered_key() is not None)
        self.take.setEnabled(at >= 0)
        self.up.setEnabled(at > 0)
        self.down.setEnabled(0 <= at < last)

    def _offered_key(self) -> str | None:
        at = self.offered.currentRow()
        found = self.offered.item(at).data(_KEY) if at >= 0 else None
        return str(found) if found else None

    # ------------------------------------------------------------------ choosing

    def put_in(self) -> None:
        """Put the column that the left list stands at behind the current one of the right list."""
        key = self._offered_key()
        if key is None:
            return
        stand = self.offered.currentRow()
        self._filling = True
        at = self.chosen.currentRow() + 1 if self.chosen.count() else 0
        self.chosen.insertItem(at, self._item(self._columns[key]))
        self.chosen.setCurrentRow(at)
        self._fill_offered()
        self._stand_near(stand)
        self._filling = False
        self._tell()

    def take_out(self) -> None:
        """Take the column that the right list stands at out of the file."""
        at = self.chosen.currentRow()
        if at < 0:
            return
        self._filling = True
        key = str(self.chosen.takeItem(at).data(_KEY))
        self._fill_offered()
        for place in range(self.offered.count()):
            if self.offered.item(place).data(_KEY) == key:
                self.offered.setCurrentRow(place)
        self.chosen.setCurrentRow(min(at, self.chosen.count() - 1))
        self._filling = False
        self._tell()

    def move_up(self) -> None:
        """Move the current column one place ahead."""
        self._move(-1)

    def move_down(self) -> None:
        """Move the current column one place back."""
        self._move(1)

    def _move(self, by: int) -> None:
        at = self.chosen.currentRow()
        there = at + by
        if at < 0 or not 0 <= there < self.chosen.count():
            return
        self._filling = True
        self.chosen.insertItem(there, self.chosen.takeItem(at))
        self.chosen.setCurrentRow(there)
        self._filling = False
        self._tell()

    def _stand_near(self, at: int) -> None:
        """At the same place of the shorter list, on a column and not on a heading."""
        places = [one for one in range(self.offered.count()) if self.offered.item(one).data(_KEY)]
        if places:
            self.offered.setCurrentRow(min(places, key=lambda one: (abs(one - at), one)))

    def _tell(self) -> None:
        self._say()
        self.changed.emit()

    def _on_dragged(self, *_rows: object) -> None:
        if not self._filling:
            self._tell()

    def _on_offered_opened(self, _item: QListWidgetItem) -> None:
        self.put_in()

    def _on_chosen_opened(self, _item: QListWidgetItem) -> None:
        self.take_out()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._on_key(watched, event):
            return True
        return super().eventFilter(watched, event)

    def _on_key(self, watched: QObject, event: QKeyEvent) -> bool:
        key, alt = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier):
            return False
        entered = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if watched is self.offered and (entered or key == Qt.Key.Key_Right):
            self.put_in()
        elif watched is self.chosen and alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._move(-1 if key == Qt.Key.Key_Up else 1)
        elif watched is self.chosen and key in (Qt.Key.Key_Delete, Qt.Key.Key_Left, Qt.Key.Key_Backspace):
            self.take_out()
        else:
            return False
        return True
