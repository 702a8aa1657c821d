"""The numbers of a chart as a table: the same figures, each opens the same list."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QWidget
from typing_extensions import override

from casework.statistics_views import ChartView, Figure
from desktop.components import Column, TableView
from desktop.components.cards import column

__all__ = ["ChartTable", "FigureModel", "figure_columns"]

_Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
_NUMBER_WIDTH = 84


@dataclass(frozen=True, slots=True)
class _Slot:
    """A column of figures: which series, of which year."""

    label: str
    series: int
    before: bool


def figure_columns(view: ChartView) -> tuple[_Slot, ...]:
    """The columns of figures of a chart."""
    slots = [_Slot(one.label, at, before=False) for at, one in enumerate(view.series)]
    if view.compared:
        slots += [_Slot(f"去年{one.label}", at, before=True) for at, one in enumerate(view.series)]
    return tuple(slots)


class FigureModel(QAbstractTableModel):
    """Rows of a chart with their figures."""

    def __init__(self, view: ChartView, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.view = view
        self.slots = figure_columns(view)

    def figure_at(self, index: _Index) -> Figure | None:
        """The figure of a cell; None in the column of labels."""
        if not index.isValid() or index.column() == 0:
            return None
        row, slot = self.view.rows[index.row()], self.slots[index.column() - 1]
        figures = row.before if slot.before else row.figures
        return figures[slot.series] if slot.series < len(figures) else None

    @override
    def rowCount(self, parent: _Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.view.rows)

    @override
    def columnCount(self, parent: _Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.slots) + 1

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return "" if section == 0 or section > len(self.slots) else self.slots[section - 1].label
        return None

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.view.rows) or index.column() > len(self.slots):
            return None
        if index.column() == 0:
            label = self.view.rows[index.row()].label
            return label if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole) else None
        figure = self.figure_at(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return "—" if figure is None else figure.text
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return "" if figure is None else figure.said
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None


class ChartTable(QWidget):
    """The table. ``opened`` carries the filter behind a cell; Enter or a double click opens it."""

    opened = Signal(object)

    def __init__(self, view: ChartView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = TableView(_columns(view), f"数字：{view.title}", self, dense=True)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.model = FigureModel(view, self)
        self.table.setModel(self.model)
        self.table.opened.connect(self._on_opened)
        column(self, gap=0).addWidget(self.table)
        self.setFocusProxy(self.table)
        if view.rows:
            self.table.setCurrentIndex(self.model.index(0, 1))

    def _on_opened(self, index: QModelIndex) -> None:
        figure = self.model.figure_at(index)
        if figure is not None and figure.opens is not None:
            self.opened.emit(figure.opens)


def _columns(view: ChartView) -> Sequence[Column]:
    slots = figure_columns(view)
    first = Column(key="label", label="", width=0, fixed=True)
    return (
        first,
        *[Column(key=f"f{at}", label=one.label, width=_NUMBER_WIDTH, numeric=True) for at, one in enumerate(slots)],
    )
