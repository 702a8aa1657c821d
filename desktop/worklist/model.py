"""The rows of 我的在办: all there, at most a few hundred."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QObject, Qt
from typing_extensions import override

from casework.views import CaseRow
from desktop.cases.cells import COLUMNS, cell_role, cell_text
from desktop.components import TableRole
from desktop.components.rows_model import ModelIndex, RowsModel

__all__ = ["WORKLIST_COLUMNS", "WorklistModel"]

_PAINTED = (TableRole.CHIP, TableRole.METER, TableRole.TONE)
# The worklist keeps its own order, by real slack.
_SHOWN = ("urgency", "number", "applicant", "title", "days", "due", "status", "received", "channel")
WORKLIST_COLUMNS = tuple(
    replace(one, wide_only=False, needs=860) if one.key == "days" else one for one in COLUMNS if one.key in _SHOWN
)


class WorklistModel(RowsModel[CaseRow]):
    """Rows of open requests in the order of casework."""

    columns = WORKLIST_COLUMNS

    def __init__(self, today: date, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.today = today

    def show_rows(self, rows: Sequence[CaseRow], today: date) -> None:
        """Show these rows."""
        self.today = today
        self.put_rows(rows)

    @override
    def data(self, index: ModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
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
