"""The model of the list: ids of all rows at once, the rows themselves in blocks when they come into sight."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from casework.views import CaseRow
from desktop.cases.cells import COLUMNS, cell_role, cell_text
from desktop.components import TableRole

__all__ = ["BLOCK", "CasesModel"]

BLOCK = 100
_Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()


class CasesModel(QAbstractTableModel):
    """Rows of requests.

    Args:
        ask_block: called with the number of a block that is needed and not there; answers by ``put_block``.
        today: the day from which dates are written short.
    """

    def __init__(self, ask_block: Callable[[int], None], today: date, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ask_block = ask_block
        self.today = today
        self.ids: tuple[int, ...] = ()
        self._rows: dict[int, CaseRow] = {}
        self._asked: set[int] = set()

    def show_ids(self, ids: Sequence[int], today: date) -> None:
        """Show other requests; their rows are asked for when they come into sight."""
        self.beginResetModel()
        self.ids = tuple(ids)
        self.today = today
        self._rows.clear()
        self._asked.clear()
        self.endResetModel()

    def put_block(self, block: int, rows: Sequence[CaseRow]) -> None:
        """Fill in rows that were asked for; rows of ids that are no longer shown are left out."""
        first = block * BLOCK
        wanted = set(self.ids[first : first + BLOCK])
        self._rows.update((one.id, one) for one in rows if one.id in wanted)
        last = min(first + BLOCK, len(self.ids)) - 1
        if last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(COLUMNS) - 1))

    def row_at(self, row: int) -> CaseRow | None:
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
        return 0 if parent.isValid() else len(COLUMNS)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section].label if 0 <= section < len(COLUMNS) else None
        return None

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.column() >= len(COLUMNS):
            return None
        painted = role in (TableRole.CHIP, TableRole.METER, TableRole.TONE)
        if not painted and role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            return None
        row = self.row_at(index.row())
        key = COLUMNS[index.column()].key
        if row is None:
            return "…" if role == Qt.ItemDataRole.DisplayRole and key == "number" else None
        if painted:
            return cell_role(row, key, role)
        text = cell_text(row, key, self.today)
        if role == Qt.ItemDataRole.ToolTipRole:
            return text if key in ("applicant", "title", "status", "outcome") else None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{COLUMNS[index.column()].label} {text}"
        return text
