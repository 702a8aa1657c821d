"""The rows of 我的在办: all there, at most a few hundred."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from casework.views import CaseRow
from desktop.cases.cells import COLUMNS, cell_role, cell_text
from desktop.components import TableRole

__all__ = ["WORKLIST_COLUMNS", "WorklistModel"]

_Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
_PAINTED = (TableRole.CHIP, TableRole.METER, TableRole.TONE)
# The worklist keeps its own order, by real slack.
_SHOWN = ("urgency", "number", "applicant", "title", "days", "due", "status", "received", "channel")
WORKLIST_COLUMNS = tuple(
    replace(one, wide_only=False, needs=860) if one.key == "days" else one for one in COLUMNS if one.key in _SHOWN
)


class WorklistModel(QAbstractTableModel):
    """Rows of open requests in the order of casework."""

    def __init__(self, today: date, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.today = today
        self.rows: tuple[CaseRow, ...] = ()

    def show_rows(self, rows: Sequence[CaseRow], today: date) -> None:
        """Show these rows."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.today = today
        self.endResetModel()

    def row_at(self, row: int) -> CaseRow | None:
        """A row."""
        return self.rows[row] if 0 <= row < len(self.rows) else None

    @override
    def rowCount(self, parent: _Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.rows)

    @override
    def columnCount(self, parent: _Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(WORKLIST_COLUMNS)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return WORKLIST_COLUMNS[section].label if 0 <= section < len(WORKLIST_COLUMNS) else None
        return None

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.row_at(index.row()) if index.isValid() else None
        if row is None or index.column() >= len(WORKLIST_COLUMNS):
            return None
        key = WORKLIST_COLUMNS[index.column()].key
        if role in _PAINTED:
            return cell_role(row, key, role)
        text = cell_text(row, key, self.today)
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        if role == Qt.ItemDataRole.ToolTipRole:
            return text if key in ("applicant", "title", "status") else None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{WORKLIST_COLUMNS[index.column()].label} {text}"
        return None
