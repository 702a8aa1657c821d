"""逐日说明: every day of a period with its reason, the sums, the readings applied, and what would move the date."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from casework.derived import Derived, derive
from casework.office import Office
from casework.policy_settings import policies as policy_views
from casework.stored_case import facts_of, registration_number
from casework.views import DayByDayView, WhatIfView
from casework.what_if import possibilities
from deadlines.day_rows import day_rows, day_sums
from deadlines.history import Receipt
from deadlines.receipt import ReceiptFinding
from deadlines.steps import DayRow, Deadline, StepKind, StepUnit
from law.errors import UserError
from law.terms import Channel, RequestKind

__all__ = ["WHICH", "day_by_day"]

WHICH: Final = {
    "due": "答复期限",
    "first_due": "原答复期限",
    "conservative": "保守期限",
    "correction_notice": "补正告知期限",
    "fee_pay": "缴费期限",
}

_CHANNEL_POLICIES: Final = {
    Channel.EMAIL: ("email_receipt_basis",),
    Channel.WEB: ("web_receipt_basis",),
    Channel.MAIL_SIGNED_OTHER_UNIT: ("misdirected_mail_basis",),
    Channel.ORDINARY_MAIL: ("ordinary_mail_unreachable",),
}


def day_by_day(
    office: Office, request_id: int, *, today: date, which: str = "due", known_on: date | None = None
) -> DayByDayView:
    """The explanation of one date of a request.

    Args:
        office: the office.
        request_id: the request.
        today: the day of the question.
        which: a key of ``WHICH``.
        known_on: explain it by the calendar as it was known on that day.

    Raises:
        UserError: no such request or date; the request has no such period, for example before its receipt is confirmed.
    """
    if which not in WHICH:
        raise UserError("unknown_date", f"没有“{which}”这个日期可以说明")
    with office.reading() as session:
        facts, policy_set = facts_of(office, session, request_id)
        calendar = office.calendar(known_on, session)
        derived = derive(facts, calendar, policy_set, today)
        number = registration_number(session, request_id)
    deadline = _deadline(derived, which)
    stopped = derived.clock.stopped if which in ("due", "first_due") else ()
    rows = day_rows(deadline, calendar, stopped)
    by_days = any(one.what is StepKind.COUNT and one.unit is StepUnit.DAYS for one in deadline.steps)
    received = derived.clock.received.received
    views = {one.key: one for one in policy_views(office, on=received or today)}
    return DayByDayView(
        title=_title(derived, which),
        registration_number=number,
        due=deadline,
        rows=rows,
        sums=_sums(rows, by_days=by_days),
        policies=tuple([views[key] for key in _applied(derived) if key in views]),
        what_ifs=_what_ifs(derived, today, which),
        as_known_on=known_on,
    )


def _title(derived: Derived, which: str) -> str:
    if derived.clock.order is not None:
        return "责令重新答复的期限"
    return "更正申请的内部期限" if derived.facts.kind is RequestKind.RECTIFY else WHICH[which]


def _deadline(derived: Derived, which: str) -> Deadline:
    clock = derived.clock
    deadline = {
        "due": clock.due,
        "first_due": clock.first_due,
        "conservative": clock.conservative_due,
        "correction_notice": clock.correction_notice_due,
        "fee_pay": clock.fee_pay_due,
    }[which]
    if deadline is None:
        raise UserError("no_such_date", f"这件申请现在没有{WHICH[which]}", _why_missing(derived.clock.received))
    return deadline


def _why_missing(received: ReceiptFinding) -> str:
    return "收到日尚未确认，期限还没有起算" if received.received is None else ""


def _sums(rows: tuple[DayRow, ...], *, by_days: bool) -> tuple[tuple[str, str], ...]:
    sums = day_sums(rows)
    if by_days:  # the last day is the decision's own; nothing is counted up to it
        return (("从起算次日至截止", f"{sums.total} 日，决定直接写明最后一日"),)
    lines = [("计入", f"{sums.counted} 个工作日")]
    if sums.makeup:
        lines.append(("其中调休上班", f"{sums.makeup} 日"))
    lines.append(("放假和周末", f"{sums.off} 日，不计"))
    if sums.paused:
        lines.append(("停算", f"{sums.paused} 个工作日，不计"))
    if sums.deferred:
        lines.append(("延迟答复", f"{sums.deferred} 日"))
    lines.append(("从起算次日至截止", f"{sums.total} 日"))
    return tuple(lines)


def _applied(derived: Derived) -> Iterable[str]:
    """Keys of the policies that this date hangs on."""
    clock = derived.clock
    if clock.order is not None:
        by_default = clock.order.set_days is None and clock.order.set_until is None
        return ("remake_days_default",) if by_default else ()
    keys: list[str] = ["rectify_days"] if derived.facts.kind is RequestKind.RECTIFY else []
    for receipt in derived.facts.history.all_of(Receipt):
        keys += _CHANNEL_POLICIES.get(receipt.channel, ())
    if clock.received.received is not None and not derived.calendar.is_working(clock.received.received):
        keys.append("offday_receipt_basis")
    if clock.pauses:
        keys += ["consultation_reading", "consultation_start_event"]
    codes = {one.code for one in clock.warnings}
    if "correction_notice_late" in codes:
        keys += ["correction_notice_basis", "late_correction_resets_clock"]
    if clock.extension is not None and not clock.extension.valid:
        keys.append("late_extension_effect")
    if clock.due is not None and clock.due.provisional:
        keys.append("provisional_safety_workdays")
    return dict.fromkeys(keys)


def _what_ifs(derived: Derived, today: date, which: str) -> tuple[WhatIfView, ...]:
    return possibilities(derived, today) if which == "due" else ()
