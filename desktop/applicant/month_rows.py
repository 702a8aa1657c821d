"""The requests of a month as a table: ordinals and prices by piece."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import QObject, Qt
from typing_extensions import override

from casework.fee_views import MonthRowView
from desktop.components import Column, TableRole
from desktop.components.rows_model import ModelIndex, RowsModel

__all__ = ["COLUMNS", "MonthModel", "row_words"]


COLUMNS: Final = (
    Column(key="number", label="编号", width=136, fixed=True),
    Column(key="title", label="申请内容", width=0),
    Column(key="counted", label="计数日", width=80, roomy=100),
    Column(key="ordinals", label="序号", width=92, roomy=112, fixed=True),
    Column(key="price", label="按件金额", width=76, roomy=90, numeric=True, fixed=True),
    Column(key="state", label="状态", width=92, roomy=140, needs=620),
    Column(key="fee", label="收费、备注", width=150, roomy=290, needs=740),
)
_NO_PRICE: Final = ("0元", "—")


def _day(day: date, today: date) -> str:
    return f"{day.month}月{day.day}日" if day.year == today.year else f"{day.year}-{day.month}-{day.day}"


_TEXTS: Final[Mapping[str, Callable[[MonthRowView, date], str]]] = {
    "number": lambda row, _: row.registration_number,
    "title": lambda row, _: row.title,
    "counted": lambda row, today: _day(row.counted_on, today),
    "ordinals": lambda row, _: row.ordinals,
    "price": lambda row, _: row.price,
    "state": lambda row, _: row.state_text,
    "fee": lambda row, _: "，".join(part for part in (row.fee_text, row.remark) if part),
}


def row_words(row: MonthRowView) -> str:
    """Everything about a row that narrow tables leave out: 征地批复　已答复　待缴费（按件100元）　拆为 3 件."""
    return "　".join(part for part in (row.title, row.state_text, row.fee_text, row.remark) if part)


class MonthModel(RowsModel[MonthRowView]):
    """Rows of a month."""

    columns = COLUMNS

    def __init__(self, today: date, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.today = today

    def show_rows(self, rows: Sequence[MonthRowView], today: date) -> None:
        """Show other rows."""
        self.today = today
        self.put_rows(rows)

    def row_of(self, request_id: int) -> int:
        """Where a request stands, -1 when it does not."""
        return next((at for at, one in enumerate(self.rows) if one.request_id == request_id), -1)

    @override
    def data(self, index: ModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.row_at(index.row()) if index.isValid() else None
        if row is None or index.column() >= len(COLUMNS):
            return None
        key = COLUMNS[index.column()].key
        if role == TableRole.STRONG:
            return key == "price" and row.price not in _NO_PRICE
        text = _TEXTS[key](row, self.today)
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        if role == Qt.ItemDataRole.ToolTipRole:
            return text if key in ("title", "state", "fee") else None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{COLUMNS[index.column()].label} {text}"
        return None
