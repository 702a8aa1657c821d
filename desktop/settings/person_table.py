"""The list of persons as a table: name, post, roles, whether a passcode is set, whether the person is still here."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from casework.person_drafts import PersonView
from desktop.components import Column, TableView
from desktop.theme import Size, px

__all__ = ["PersonModel", "PersonTable"]

_COLUMNS = (
    Column(key="name", label="姓名", width=120, fixed=True),
    Column(key="post", label="岗位名称", width=150),
    Column(key="roles", label="岗位", width=0),
    Column(key="passcode", label="口令", width=70),
    Column(key="state", label="状态", width=70),
)
_MOST_ROWS = 8
_Index = QModelIndex | QPersistentModelIndex


class PersonModel(QAbstractTableModel):
    """The persons, in the order in which casework gives them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.people: tuple[PersonView, ...] = ()

    def show_people(self, people: Sequence[PersonView]) -> None:
        """Put other persons in place of those shown."""
        self.beginResetModel()
        self.people = tuple(people)
        self.endResetModel()

    @override
    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.people)

    @override
    def columnCount(self, parent: _Index | None = None) -> int:
        return len(_COLUMNS)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        across = orientation == Qt.Orientation.Horizontal
        return _COLUMNS[section].label if across and role == Qt.ItemDataRole.DisplayRole else None

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.people):
            return None
        text = _cells(self.people[index.row()])[index.column()]
        return text if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole) else None


class PersonTable(TableView):
    """``chosen(PersonView)`` when a row is selected or Enter is pressed in it; as high as its rows, up to eight."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_COLUMNS, "人员名单", parent, dense=True)
        self._quiet = False
        self.rows = PersonModel(self)
        self.setModel(self.rows)
        self.selectionModel().selectionChanged.connect(self._on_selection_changed)
        self.opened.connect(self._on_opened)

    def show_people(self, people: Sequence[PersonView], chosen: int | None) -> None:
        """Show the list; the row of ``chosen`` stays marked, and nothing is said about it."""
        self._quiet = True
        self.rows.show_people(people)
        at = next((at for at, one in enumerate(people) if one.id == chosen), None)
        if at is not None:
            self.selectRow(at)
        self._quiet = False
        lines = min(max(len(people), 1), _MOST_ROWS)
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + lines * px(Size.ROW_DENSE) + px(4))

    def mark_none(self) -> None:
        """No row is marked; the keys start at the first one again."""
        self._quiet = True
        self.clearSelection()
        self.selectionModel().setCurrentIndex(QModelIndex(), QItemSelectionModel.SelectionFlag.NoUpdate)
        self._quiet = False

    def _on_selection_changed(self, *_ranges: object) -> None:
        rows = self.selectionModel().selectedRows()
        if rows and not self._quiet:
            self.chosen.emit(self.rows.people[rows[0].row()])

    def _on_opened(self, index: QModelIndex) -> None:
        self.selectRow(index.row())


def _cells(person: PersonView) -> tuple[str, ...]:
    passcode, state = "有" if person.has_passcode else "没有", "在用" if person.active else "停用"
    return (person.name, person.post or "—", person.roles_text or "—", passcode, state)
