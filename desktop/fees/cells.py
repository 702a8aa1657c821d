"""What a row of the list of fees shows in each column."""

from collections.abc import Callable, Mapping
from datetime import date

from casework.fee_views import FeeRowView
from desktop.components import Column, TableRole, short_date
from desktop.components.block_model import CellWriter
from desktop.theme import Tone

__all__ = ["COLUMNS", "FEE_CELLS"]

COLUMNS = (
    Column(key="number", label="编号", width=136, fixed=True, sort_key="number"),
    Column(key="applicant", label="申请人", width=92, roomy=150, sort_key="applicant"),
    Column(key="title", label="申请内容", width=0),
    Column(key="stage", label="阶段", width=196, roomy=250),
    Column(key="method", label="标准", width=76, wide_only=True),
    Column(key="amount", label="数额", width=84, sort_key="amount"),
    Column(key="paid", label="已缴", width=96, wide_only=True),
    Column(key="due", label="缴费截止", width=108, sort_key="due"),
    Column(key="noticed", label="通知日", width=108, sort_key="noticed", wide_only=True),
    Column(key="settled", label="缴清日", width=108, shown=False),
)
_TONES: Mapping[str, Tone] = {
    "proposed": Tone.SOON,
    "approved": Tone.SOON,
    "noticed": Tone.PLAIN,
    "due": Tone.PLAIN,
    "overdue": Tone.OVER,
    "paid": Tone.DONE,
}


def _day(day: date | None, today: date) -> str:
    return "—" if day is None else short_date(day, today)


def _stage(row: FeeRowView) -> str:
    return f"{row.stage_text}，计件已变动" if row.changed else row.stage_text


_TEXTS: Mapping[str, Callable[[FeeRowView, date], str]] = {
    "number": lambda row, _: row.registration_number,
    "applicant": lambda row, _: row.applicant,
    "title": lambda row, _: row.title,
    "stage": lambda row, _: _stage(row),
    "method": lambda row, _: row.method.label if row.method is not None else "—",
    "amount": lambda row, _: row.amount,
    "paid": lambda row, _: row.paid or "—",
    "due": lambda row, today: _day(row.due_on, today),
    "noticed": lambda row, today: _day(row.noticed_on, today),
    "settled": lambda row, today: _day(row.settled_on, today),
}


class _FeeCells:
    """The cells; what changed since a fee was notified is told in the tip of its stage."""

    def text(self, row: FeeRowView, key: str, today: date) -> str:
        return _TEXTS[key](row, today)

    def role(self, row: FeeRowView, key: str, role: int) -> object:
        if role == TableRole.TONE and key == "stage":
            return Tone.TODAY if row.changed else _TONES.get(row.stage)
        return Tone.OVER if role == TableRole.TONE and key == "due" and row.overdue else None

    def tip(self, row: FeeRowView, key: str, today: date) -> str | None:
        if key == "stage":
            return row.changed or row.stage_text
        return self.text(row, key, today) if key in ("applicant", "title") else None


FEE_CELLS: CellWriter[FeeRowView] = _FeeCells()
