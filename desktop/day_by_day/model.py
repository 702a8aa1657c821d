"""The days of a period as a table model."""

from textwrap import wrap

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from casework.views import DayByDayView
from desktop.components import Column, TableRole
from desktop.theme import Tone

__all__ = ["COLUMNS", "DayModel", "day_cells"]

COLUMNS = (
    Column(key="day", label="日期", width=104, fixed=True),
    Column(key="weekday", label="星期", width=56, fixed=True),
    Column(key="count", label="计数", width=104, fixed=True),
    Column(key="text", label="说明", width=0, fixed=True),
    Column(key="source", label="依据", width=168, fixed=True),
)
_TONES = {
    "makeup": Tone.DONE,
    "holiday": Tone.PROV,
    "weekend": Tone.PROV,
    "paused": Tone.SUSP,
    "deferred": Tone.SUSP,
    "due": Tone.TODAY,
}
_GROUNDS = {"paused": Tone.SUSP, "deferred": Tone.SUSP, "due": Tone.TODAY}
_TOOLTIP_WORDS = 36
_Index = QModelIndex | QPersistentModelIndex


def day_cells(view: DayByDayView, at: int) -> tuple[str, str, str, str, str]:
    """One day in words: date, weekday, count, remark, source."""
    one = view.rows[at]
    year = f"{one.date.year}年" if at and one.date.year != view.rows[at - 1].date.year else ""
    count = f"{one.label}（截止）" if one.mark.value == "due" and one.count is not None else one.label
    text = f"{one.text}（放假通知未公布，暂定）" if one.provisional else one.text
    return f"{year}{one.date.month}月{one.date.day}日", one.weekday, count, text, one.source


class DayModel(QAbstractTableModel):
    """One row a day; stops are tinted, make-up days green, days off grey, always with their word."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._view: DayByDayView | None = None

    def show_view(self, view: DayByDayView | None) -> None:
        """Show another explanation."""
        self.beginResetModel()
        self._view = view
        self.endResetModel()

    @override
    def rowCount(self, parent: _Index | None = None) -> int:
        inside = parent is not None and parent.isValid()
        return 0 if inside or self._view is None else len(self._view.rows)

    @override
    def columnCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(COLUMNS)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section].label
        return None

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if self._view is None or not index.isValid():
            return None
        one = self._view.rows[index.row()]
        mark = one.mark.value
        if role == Qt.ItemDataRole.DisplayRole:
            return day_cells(self._view, index.row())[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            # Plain text of a tooltip is never wrapped by Qt, and a stop may have a long reason.
            parts = (wrap(part, _TOOLTIP_WORDS) for part in day_cells(self._view, index.row())[2:])
            return "\n".join(line for lines in parts for line in lines)
        if role == TableRole.TONE:
            return Tone.PROV if index.column() == 4 and mark not in _GROUNDS else _TONES.get(mark)
        if role == TableRole.GROUND:
            return _GROUNDS.get(mark)
        if role == TableRole.STRONG:
            return index.column() == 2 and (one.count is not None or mark in ("start", "due"))
        return None
