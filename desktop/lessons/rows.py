"""The table of grounds by fate: outcomes, below each its grounds with counts and a bar."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QObject, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem
from typing_extensions import override

from casework.lessons_views import LessonRow
from desktop.components import Column, RowDelegate, TableRole, short_date
from desktop.components.rows_model import ModelIndex, RowsModel
from desktop.lessons.signs import FATE_TONES, counts_words, paint_fates
from law.dispute_terms import GroundFate

__all__ = ["COLUMNS", "LessonDelegate", "LessonModel", "row_cells"]


COLUMNS = (
    Column(key="ground", label="处理结果和理由", width=0, fixed=True),
    Column(key="struck", label="被否定", width=76, numeric=True, fixed=True),
    Column(key="upheld", label="得到维持", width=84, numeric=True, fixed=True),
    Column(key="not_judged", label="未作评价", width=84, numeric=True),
    Column(key="bar", label="对比", width=150, roomy=220, needs=560),
    Column(key="last", label="最近一件", width=124, needs=700),
)
_FATES = {one.value: one for one in GroundFate}


def row_cells(row: LessonRow) -> tuple[str, ...]:
    """The words of the columns of a row, the bar left out."""
    numbers = (row.counts.struck, row.counts.upheld, row.counts.not_judged)
    last = "" if row.last_on is None else row.last_on.isoformat()
    return (row.label if row.whole else f"　　{row.label}", *(str(one) for one in numbers), last)


class LessonModel(RowsModel[LessonRow]):
    """Rows as casework gives them."""

    columns = COLUMNS

    def __init__(self, today: date, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.today = today
        self.most = 0

    def show_rows(self, rows: Sequence[LessonRow]) -> None:
        """Show other rows."""
        self.most = max((one.counts.total for one in rows), default=0)
        self.put_rows(rows)

    @override
    def data(self, index: ModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.row_at(index.row()) if index.isValid() else None
        if row is None or not 0 <= index.column() < len(COLUMNS):
            return None
        key = COLUMNS[index.column()].key
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            text = self._text(row, key)
            return f"{COLUMNS[index.column()].label} {text}" if role == Qt.ItemDataRole.AccessibleTextRole else text
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{row.outcome_label}　{row.label}：{counts_words(row.counts)}"
        if role == TableRole.STRONG:
            return row.whole
        if role == TableRole.TONE and key in _FATES and row.counts.of(_FATES[key]):
            return FATE_TONES[_FATES[key]]
        return None

    def _text(self, row: LessonRow, key: str) -> str:
        if key == "bar":
            return ""
        if key == "last":
            return "" if row.last_on is None else short_date(row.last_on, self.today)
        if key in _FATES:
            number = row.counts.of(_FATES[key])
            return str(number) if number else "—"
        return row.label if row.whole else f"　　{row.label}"


class LessonDelegate(RowDelegate):
    """Paints the bar where words would stand."""

    @override
    def _paint_content(
        self, painter: QPainter, option: QStyleOptionViewItem, index: ModelIndex, inside: QRectF
    ) -> None:
        model = index.model()
        if isinstance(model, LessonModel) and COLUMNS[index.column()].key == "bar":
            row = model.row_at(index.row())
            if row is not None:
                paint_fates(painter, inside, row.counts, model.most)
            return
        super()._paint_content(painter, option, index, inside)
