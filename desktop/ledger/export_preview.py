"""The first rows of a ledger as they will be in the file."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget
from typing_extensions import override

from casework.ledger_export_views import LedgerPreview
from desktop.components import RowDelegate
from desktop.theme import Size, px

__all__ = ["PreviewTable"]

_Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
_NARROWEST, _WIDEST = 60, 260


class _PreviewModel(QAbstractTableModel):
    """Heads and rows as text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shown: LedgerPreview | None = None

    def show_preview(self, shown: LedgerPreview | None) -> None:
        self.beginResetModel()
        self.shown = shown
        self.endResetModel()

    @override
    def rowCount(self, parent: _Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() or self.shown is None else len(self.shown.rows)

    @override
    def columnCount(self, parent: _Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() or self.shown is None else len(self.shown.heads)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal or self.shown is None:
            return None
        return self.shown.heads[section]

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or self.shown is None:
            return None
        text = self.shown.rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return text.replace("\n", " ")
        return text if role == Qt.ItemDataRole.ToolTipRole and len(text) > 12 else None


class PreviewTable(QTableView):
    """Read-only; columns as wide as their words, within limits."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("预览")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(px(Size.ROW_DENSE))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setItemDelegate(RowDelegate(self, dense=True))
        self.rows = _PreviewModel(self)
        self.setModel(self.rows)

    def show_preview(self, shown: LedgerPreview | None) -> None:
        """Show other rows."""
        self.rows.show_preview(shown)
        self.resizeColumnsToContents()
        for at in range(self.rows.columnCount()):
            self.setColumnWidth(at, max(px(_NARROWEST), min(self.columnWidth(at) + px(12), px(_WIDEST))))
