"""Where fees stand as lists show them: stages of the work, by status and day."""

from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, and_

from casework.date_wording import full_date, month_day
from deadlines.calendar import WorkingCalendar
from law.terms import FeeStatus
from models import Request

__all__ = ["STAGES", "stage_clause", "stage_of", "stage_text"]

_AWAITED: Final = (FeeStatus.SENT, FeeStatus.DUE, FeeStatus.PART_PAID)
_OPEN: Final = (FeeStatus.PROPOSED, FeeStatus.APPROVED, FeeStatus.NOTICED, *_AWAITED)

STAGES: Final = (
    ("open", "在办"),
    ("proposed", "待批准"),
    ("approved", "待通知"),
    ("noticed", "已通知待送达"),
    ("due", "待缴费"),
    ("overdue", "期满未缴"),
    ("paid", "已缴清"),
    ("lapsed", "不再处理"),
    ("all", "全部"),
)
"""Stages of the list of fees with their labels, in the order of the work."""


def stage_of(status: FeeStatus, due: date | None, today: date) -> str:
    """The stage of a fee as of a day."""
    if status in _AWAITED and due is not None and due < today:
        return "overdue"
    return {
        FeeStatus.PROPOSED: "proposed",
        FeeStatus.APPROVED: "approved",
        FeeStatus.NOTICED: "noticed",
        FeeStatus.SENT: "noticed",
        FeeStatus.DUE: "due",
        FeeStatus.PART_PAID: "due" if due is not None else "noticed",
        FeeStatus.PAID: "paid",
        FeeStatus.LAPSED: "lapsed",
        FeeStatus.WAIVED: "waived",
    }.get(status, "none")


def stage_clause(stage: str, today: date) -> ColumnElement[bool]:
    """:func:`stage_of` as a condition.

    Raises:
        KeyError: no such stage.
    """
    status: Any = Request.fee_status
    overdue = and_(status.in_(_AWAITED), Request.fee_due_on.is_not(None), Request.fee_due_on < today)
    running = and_(status.in_(_AWAITED), Request.fee_due_on.is_not(None), Request.fee_due_on >= today)
    unserved = and_(status.in_((FeeStatus.NOTICED, *_AWAITED)), Request.fee_due_on.is_(None))
    clauses: dict[str, ColumnElement[bool]] = {
        "open": and_(status.in_(_OPEN), Request.closed_on.is_(None)),
        # A reply that went out without the fee leaves nothing to be done.
        "proposed": and_(status == FeeStatus.PROPOSED, Request.closed_on.is_(None)),
        "approved": and_(status == FeeStatus.APPROVED, Request.closed_on.is_(None)),
        "noticed": and_(unserved, Request.closed_on.is_(None)),
        "due": running,
        "overdue": overdue,
        "paid": status == FeeStatus.PAID,
        "lapsed": status == FeeStatus.LAPSED,
        "all": status != FeeStatus.NONE,
    }
    return clauses[stage]


def stage_text(
    status: FeeStatus, due: date | None, today: date, calendar: WorkingCalendar, *, brief: bool = False
) -> str:
    """Where a fee stands in words: 待缴费，剩 5 个工作日（至 12月4日）; brief without the last day."""
    if status not in _AWAITED:
        return status.label
    if due is None:
        return "已通知，待送达凭证"
    words = "部分缴纳" if status is FeeStatus.PART_PAID else "待缴费"
    if due < today:
        return "期满未缴清" if brief else f"{full_date(due)}期满未缴清"
    if due == today:
        return f"{words}，今天期满"
    left = calendar.workdays_between(today, due)
    until = "" if brief else f"（至 {month_day(due, today)}）"
    return f"{words}，剩 {left} 个工作日{until}"
