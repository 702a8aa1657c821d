"""The tables of the card of numbers: the classes of a year, and the numbers of one series."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from casework.number_views import NumberClassView, NumberRow
from desktop.components import Column, TableRole, short_date
from desktop.components.block_model import CellWriter
from desktop.theme import Tone

__all__ = ["CLASS_COLUMNS", "NUMBER_CELLS", "NUMBER_COLUMNS", "ClassModel"]

CLASS_COLUMNS = (
    Column(key="label", label="类别", width=84, fixed=True),
    Column(key="code", label="代字", width=72, needs=460),
    Column(key="next", label="下一号", width=176, fixed=True),
    Column(key="letters", label="用于", width=0),
)
NUMBER_COLUMNS = (
    Column(key="number", label="文号", width=176, fixed=True),
    Column(key="title", label="文书", width=0),
    Column(key="dated", label="日期", width=118),
    Column(key="state", label="状态", width=210),
)
_Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
_CLASS_TEXTS: Mapping[str, Callable[[NumberClassView], str]] = {
    "label": lambda one: one.label,
    "code": lambda one: one.class_code,
    "next": lambda one: one.next_text,
    "letters": lambda one: one.letters or "—",
}


class ClassModel(QAbstractTableModel):
    """The classes of a year, a dozen at most: held whole."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.classes: tuple[NumberClassView, ...] = ()

    def show_classes(self, classes: Sequence[NumberClassView]) -> None:
        """Show them."""
        self.beginResetModel()
        self.classes = tuple(classes)
        self.endResetModel()

    @override
    def rowCount(self, parent: _Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.classes)

    @override
    def columnCount(self, parent: _Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(CLASS_COLUMNS)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return CLASS_COLUMNS[section].label if 0 <= section < len(CLASS_COLUMNS) else None
        return None

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not (index.isValid() and 0 <= index.row() < len(self.classes)):
            return None
        key, one = CLASS_COLUMNS[index.column()].key, self.classes[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return _CLASS_TEXTS[key](one)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{CLASS_COLUMNS[index.column()].label} {_CLASS_TEXTS[key](one)}"
        return one.letters if role == Qt.ItemDataRole.ToolTipRole and key == "letters" else None


def _state(row: NumberRow) -> str:
    if row.void:
        return f"作废：{row.void_reason}"
    return "▲ 成文日期早于前一号" if row.backward else "已用"


_NUMBER_TEXTS: Mapping[str, Callable[[NumberRow, date], str]] = {
    "number": lambda row, _: row.text,
    "title": lambda row, _: f"{row.title}　{row.registration_number}" if row.title != row.text else row.title,
    "dated": lambda row, today: "—" if row.dated_on is None else short_date(row.dated_on, today),
    "state": lambda row, _: _state(row),
}


class _NumberCells:
    def text(self, row: NumberRow, key: str, today: date) -> str:
        return _NUMBER_TEXTS[key](row, today)

    def role(self, row: NumberRow, key: str, role: int) -> object:
        if role != TableRole.TONE:
            return None
        if row.void:
            return Tone.PROV
        return Tone.SOON if row.backward and key == "state" else None

    def tip(self, row: NumberRow, key: str, today: date) -> str | None:
        return self.text(row, key, today) if key in ("title", "state") else None


NUMBER_CELLS: CellWriter[NumberRow] = _NumberCells()
