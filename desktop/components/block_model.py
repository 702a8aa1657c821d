"""The model of long lists: ids of all rows at once, the rows themselves in blocks when they come into sight."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from desktop.components.columns import Column, TableRole

__all__ = ["BLOCK", "BlockModel", "CellWriter", "Identified"]

BLOCK = 100
_Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
_PAINTED = (TableRole.CHIP, TableRole.METER, TableRole.TONE)
_SAID = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)


class Identified(Protocol):
    """A row that knows the id by which it is asked for."""

    @property
    def id(self) -> int:
        """Id of the row."""


R = TypeVar("R", bound=Identified)
R_contra = TypeVar("R_contra", contravariant=True)


class CellWriter(Protocol[R_contra]):
    """What a cell says and how it is painted."""

    def text(self, row: R_contra, key: str, today: date) -> str:
        """The words of a cell."""

    def role(self, row: R_contra, key: str, role: int) -> object:
        """How a cell is painted: chip, day meter, colour; None for plain text."""

    def tip(self, row: R_contra, key: str, today: date) -> str | None:
        """What the tip of a cell says; None for no tip."""


class BlockModel(QAbstractTableModel, Generic[R]):
    """Rows that are read when they are needed.

    Args:
        columns: the columns of the list.
        cells: writes the cells.
        ask_block: called with the number of a block that is needed and not there; answers by ``put_block``.
        today: the day from which dates are written short.
    """

    def __init__(
        self,
        columns: Sequence[Column],
        cells: CellWriter[R],
        ask_block: Callable[[int], None],
        today: date,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._cells = cells
        self._ask_block = ask_block
        self.today = today
        self.ids: tuple[int, ...] = ()
        self._rows: dict[int, R] = {}
        self._asked: set[int] = set()

    def show_ids(self, ids: Sequence[int], today: date) -> None:
        """Show other rows; they are asked for when they come into sight."""
        self.beginResetModel()
        self.ids = tuple(ids)
        self.today = today
        self._rows.clear()
        self._asked.clear()
        self.endResetModel()

    def put_block(self, block: int, rows: Sequence[R]) -> None:
        """Fill in rows that were asked for; rows of ids that are no longer shown are left out."""
        first = block * BLOCK
        wanted = set(self.ids[first : first + BLOCK])
        self._rows.update((one.id, one) for one in rows if one.id in wanted)
        last = min(first + BLOCK, len(self.ids)) - 1
        if last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self._columns) - 1))

    def row_at(self, row: int) -> R | None:
        """The row, None while it is not read yet (then its block is asked for)."""
        if not 0 <= row < len(self.ids):
            return None
        found = self._rows.get(self.ids[row])
        if found is None and row // BLOCK not in self._asked:
            self._asked.add(row // BLOCK)
            self._ask_block(row // BLOCK)
        return found

    def id_at(self, row: int) -> int | None:
        """Id of the request in a row."""
        return self.ids[row] if 0 <= row < len(self.ids) else None

    def block_ids(self, block: int) -> tuple[int, ...]:
        """Ids of a block."""
        return self.ids[block * BLOCK : (block + 1) * BLOCK]

    @override
    def rowCount(self, parent: _Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.ids)

    @override
    def columnCount(self, parent: _Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._columns)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section].label if 0 <= section < len(self._columns) else None
        return None

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.column() >= len(self._columns):
            return None
        painted = role in _PAINTED
        if not painted and role not in _SAID:
            return None
        row = self.row_at(index.row())
        column = self._columns[index.column()]
        if row is None:
            return "…" if role == Qt.ItemDataRole.DisplayRole and column.key == "number" else None
        if painted:
            return self._cells.role(row, column.key, role)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._cells.tip(row, column.key, self.today)
        text = self._cells.text(row, column.key, self.today)
        return f"{column.label} {text}" if role == Qt.ItemDataRole.AccessibleTextRole else text
