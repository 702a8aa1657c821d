"""What a row of the list of disputes shows in each column."""

from collections.abc import Callable, Mapping
from datetime import date

from casework.dispute_views import DisputeRow
from desktop.components import Column, TableRole, short_date
from desktop.components.block_model import CellWriter
from desktop.disputes.signs import ALARM_TONES, RESULT_TONES, status_tone
from desktop.theme import Tone

__all__ = ["COLUMNS", "DISPUTE_CELLS"]

COLUMNS = (
    Column(key="status", label="状态", width=110, fixed=True),
    Column(key="label", label="申请人、原告", width=0, fixed=True, sort_key="label"),
    Column(key="number", label="案号", width=142, roomy=176, sort_key="number"),
    Column(key="forum", label="途径", width=84, wide_only=True),
    Column(key="body", label="复议机关、法院", width=150, wide_only=True),
    Column(key="requests", label="所涉办件", width=132, needs=880),
    Column(key="procedure", label="程序", width=84, wide_only=True),
    Column(key="next", label="下一期限", width=156, roomy=210),
    Column(key="due", label="到期", width=112, sort_key="urgency"),
    Column(key="left", label="余量", width=112),
    Column(key="handler", label="承办", width=76, wide_only=True),
    Column(key="received", label="收到副本", width=108, shown=False, sort_key="received"),
    Column(key="result", label="结果", width=128, shown=False, sort_key="result"),
    Column(key="result_on", label="作出日", width=108, shown=False),
)
_TIPS = ("label", "number", "body", "requests", "next")


def _day(day: date | None, today: date) -> str:
    return "—" if day is None else short_date(day, today)


def _next(row: DisputeRow) -> str:
    if not row.next_label:
        return "—"
    return row.next_label if row.next_owner is None else f"{row.next_owner.label}：{row.next_label}"


_TEXTS: Mapping[str, Callable[[DisputeRow, date], str]] = {
    "status": lambda row, _: row.status.label,
    "label": lambda row, _: row.label,
    "number": lambda row, _: row.case_number or "未编号",
    "forum": lambda row, _: row.forum.label,
    "body": lambda row, _: row.body,
    "requests": lambda row, _: "、".join(row.registration_numbers),
    "procedure": lambda row, _: row.procedure.label if row.procedure is not None else "—",
    "next": lambda row, _: _next(row),
    "due": lambda row, today: _day(row.next_due_on, today) + ("，暂定" if row.provisional else ""),
    "left": lambda row, _: row.left_text or "—",
    "handler": lambda row, _: row.handler or "—",
    "received": lambda row, today: _day(row.copy_received_on, today),
    "result": lambda row, _: row.result.label if row.result is not None else "—",
    "result_on": lambda row, today: _day(row.result_on, today),
}


class _DisputeCells:
    """The cells: a status is a chip, what presses is coloured and says so."""

    def text(self, row: DisputeRow, key: str, today: date) -> str:
        return _TEXTS[key](row, today)

    def role(self, row: DisputeRow, key: str, role: int) -> object:
        if key == "status" and role == TableRole.CHIP:
            return status_tone(row.status, row.alarm)
        if role != TableRole.TONE:
            return None
        if key == "left":
            return ALARM_TONES[row.alarm]
        if key == "result":
            return RESULT_TONES[row.result_class]
        return Tone.PROV if key == "due" and row.provisional else None

    def tip(self, row: DisputeRow, key: str, today: date) -> str | None:
        return self.text(row, key, today) if key in _TIPS else None


DISPUTE_CELLS: CellWriter[DisputeRow] = _DisputeCells()
