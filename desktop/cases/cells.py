"""What a row of requests shows in each column; the list and the worklist share it."""

from collections.abc import Callable, Mapping
from datetime import date

from casework.views import CaseRow
from desktop.components import Column, DayMeterState, TableRole, short_date
from desktop.theme import Tone, tone_of
from law.terms import Urgency

__all__ = ["COLUMNS", "cell_role", "cell_text"]

COLUMNS = (
    Column(key="urgency", label="紧急程度", width=96, fixed=True, sort_key="urgency"),
    Column(key="number", label="编号", width=136, fixed=True, sort_key="number"),
    Column(key="applicant", label="申请人", width=108, roomy=190, sort_key="applicant"),
    Column(key="title", label="申请内容", width=0),
    Column(key="days", label="期限", width=104, wide_only=True),
    Column(key="due", label="答复截止", width=108, sort_key="due"),
    Column(key="status", label="状态", width=176, roomy=216, sort_key="status"),
    Column(key="received", label="收到日", width=110, sort_key="received", wide_only=True),
    Column(key="channel", label="渠道", width=96, wide_only=True),
    Column(key="outcome", label="处理结果", width=150, shown=False),
    Column(key="closed", label="办结日", width=116, shown=False, sort_key="closed"),
)
_PRESSING = (Urgency.OVERDUE, Urgency.TODAY, Urgency.SOON)


def _day(day: date | None, today: date) -> str:
    return "—" if day is None else short_date(day, today)


def _days(row: CaseRow) -> str:
    meter = _meter(row)
    return "—" if meter is None else meter.text


def _status(row: CaseRow) -> str:
    """The chip tells that a pressing request presses; that its date is an estimate must be told in words, too."""
    return f"{row.status_text}，暂定" if row.provisional and row.urgency in _PRESSING else row.status_text


_TEXTS: Mapping[str, Callable[[CaseRow, date], str]] = {
    "urgency": lambda row, _: row.urgency.label,
    "number": lambda row, _: row.registration_number,
    "applicant": lambda row, _: row.applicant,
    "title": lambda row, _: row.title,
    "days": lambda row, _: _days(row),
    "due": lambda row, today: _day(row.due_on, today),
    "status": lambda row, _: _status(row),
    "received": lambda row, today: _day(row.received_on, today),
    "channel": lambda row, _: row.channel.label,
    "outcome": lambda row, _: row.outcome_text or "—",
    "closed": lambda row, today: _day(row.closed_on, today),
}


def cell_text(row: CaseRow, key: str, today: date) -> str:
    """The words of a cell."""
    return _TEXTS[key](row, today)


def _meter(row: CaseRow) -> DayMeterState | None:
    if row.urgency is Urgency.WAITING or (row.slack is None and not row.paused):
        return None
    tone = tone_of(row.urgency) if row.urgency in _PRESSING else Tone.ACCENT
    return DayMeterState(used=row.day_number, total=row.day_total, tone=tone, paused=row.paused)


def cell_role(row: CaseRow, key: str, role: int) -> object:
    """How a cell is painted: chip, day meter, colour; None for plain text."""
    if key == "urgency" and role == TableRole.CHIP:
        return tone_of(row.urgency)
    if key == "days" and role == TableRole.METER:
        return _meter(row)
    if role == TableRole.TONE and key == "due" and row.provisional:
        return Tone.PROV
    return None
