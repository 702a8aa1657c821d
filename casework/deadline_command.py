"""``python -m casework deadline``: due dates from dates given by hand, with every step and every day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from casework.date_wording import full_date
from casework.events_json import history_from_json
from deadlines.calendar import WorkingCalendar
from deadlines.day_rows import day_rows, day_sums
from deadlines.history import CaseHistory, Receipt
from deadlines.reply_clock import ReplyClock, reply_clock
from deadlines.steps import DayRow, Deadline, Finding
from law.citations import Citation
from law.errors import UserError
from law.notices import holiday_notices
from law.policies import PolicySet, policy_specs
from law.terms import Channel

__all__ = ["DeadlineQuestion", "deadline_json", "deadline_text", "policies_from"]

RECEIPT_DATES = (
    "submitted",
    "signed",
    "arrived",
    "confirmed",
    "system_received",
    "staff_ack",
    "office_confirmed",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineQuestion:
    """What is asked on the command line.

    Attributes:
        receipt: how and when the request came in; ``None`` if the events hold the receipt.
        events: JSON text of further events, empty for none.
        today: decides what is open or late; ``None`` asks for the dates alone.
        known_on: by the calendar as known on that day.
        policies: agency policies that differ from their defaults.
    """

    receipt: Receipt | None
    events: str = ""
    today: date | None = None
    known_on: date | None = None
    policies: Mapping[str, str] | None = None


def policies_from(pairs: Sequence[str]) -> Mapping[str, str]:
    """Policies given as ``key=value``.

    Raises:
        UserError: a text without ``=``.
    """
    found: dict[str, str] = {}
    for pair in pairs:
        key, equals, value = pair.partition("=")
        if not equals:
            raise UserError("policy_syntax", f"“{pair}”不是 键=值 的写法", todo="例如 consultation_reading=open_open")
        found[key.strip()] = value.strip()
    return found


def receipt_from(channel: Channel, days: Mapping[str, date | None], *, guide_exception: bool = False) -> Receipt:
    """A receipt from the dates of the command line."""
    return Receipt(channel=channel, guide_exception=guide_exception, **days)


@dataclass(frozen=True, slots=True)
class _Answer:
    clock: ReplyClock
    rows: tuple[DayRow, ...]


def _answer(question: DeadlineQuestion) -> _Answer:
    history = history_from_json(question.events) if question.events else CaseHistory.of()
    if question.receipt is not None:
        history = history.plus(question.receipt)
    receipts = history.all_of(Receipt)
    if len(receipts) != 1:
        what = "没有写明收到申请的日期" if not receipts else "收到申请写了不止一次"
        raise UserError("receipt_dates", what, todo="请用 --received 或 --channel 和日期，或在事件里写一项 receipt")
    calendar = WorkingCalendar.build(holiday_notices(), known_on=question.known_on)
    specs = policy_specs()
    changes = {}
    for key, value in (question.policies or {}).items():
        if key not in specs:
            raise UserError("unknown_policy", f"没有“{key}”这项口径", todo="可用的有 " + "、".join(specs))
        changes[key] = specs[key].parse(value)
    clock = reply_clock(history, calendar, PolicySet(changes), question.today)
    return _Answer(clock, day_rows(clock, calendar))


# ---------------------------------------------------------------------------------------------------------------- JSON


def deadline_json(question: DeadlineQuestion) -> dict[str, Any]:
    """The answer as data: days as ISO text, citations as printed.

    Raises:
        UserError: the question cannot be answered as put.
    """
    answer = _answer(question)
    clock = answer.clock
    return {
        "received": _iso(clock.received.received),
        "received_steps": [_step(one) for one in clock.received.steps],
        "received_alternatives": {label: _iso(day) for label, day in clock.received.alternatives},
        "base": _iso(clock.base),
        "base_kind": clock.base_kind.value,
        "first_due": _deadline(clock.first_due),
        "due": _deadline(clock.due),
        "conservative_due": _deadline(clock.conservative_due),
        "correction_notice_due": _deadline(clock.correction_notice_due),
        "correction_deadline": _iso(clock.correction_deadline),
        "fee_pay_due": _deadline(clock.fee_pay_due),
        "extension": None
        if clock.extension is None
        else {
            "valid": clock.extension.valid,
            "days": clock.extension.days,
            "reason_code": clock.extension.reason_code,
            "sentence": clock.extension.sentence,
        },
        "status": clock.status.value,
        "paused": clock.paused,
        "pauses": [
            {
                "kind": one.kind.value,
                "start": _iso(one.start),
                "end": _iso(one.end),
                "answered": one.answered,
                "label": one.label,
            }
            for one in clock.pauses
        ],
        "waiting_until": _iso(clock.waiting_until),
        "if_answered_today": _deadline(clock.if_answered_today),
        "warnings": [_finding(one) for one in clock.warnings],
        "timeliness": None
        if clock.timeliness is None
        else {
            "effective_date": _iso(clock.timeliness.effective_date),
            "on_time": clock.timeliness.on_time,
            "workdays_late": clock.timeliness.workdays_late,
        },
        "days": [
            {
                "date": _iso(row.date),
                "weekday": row.weekday,
                "count": row.count,
                "mark": row.mark.value,
                "text": row.text,
                "source": row.source,
                "provisional": row.provisional,
            }
            for row in answer.rows
        ],
    }


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _deadline(deadline: Deadline | None) -> dict[str, Any] | None:
    if deadline is None:
        return None
    return {
        "due": _iso(deadline.due),
        "provisional": deadline.provisional,
        "missing_year": deadline.missing_year,
        "steps": [_step(one) for one in deadline.steps],
    }


def _step(step: Any) -> dict[str, Any]:
    return {
        "what": step.what.value,
        "quantity": step.quantity,
        "unit": step.unit.value,
        "start": _iso(step.start),
        "end": _iso(step.end),
        "sentence": step.sentence,
        "basis": [one.full for one in step.citations],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {"code": finding.code, "sentence": finding.sentence, "basis": [one.full for one in finding.citations]}


# ---------------------------------------------------------------------------------------------------------------- text


def deadline_text(question: DeadlineQuestion) -> str:
    """The answer as lines to read.

    Raises:
        UserError: the question cannot be answered as put.
    """
    answer = _answer(question)
    clock = answer.clock
    lines: list[str] = []
    if clock.received.received is None:
        lines.append("收到日：待与申请人确认，答复期限尚未起算")
    else:
        lines.append(f"收到日：{full_date(clock.received.received)}")
    lines += [f"  {step.sentence}{_cited(step.citations)}" for step in clock.received.steps]
    lines += [f"  另一口径，{label}：{full_date(day)}" for label, day in clock.received.alternatives]
    if clock.due is not None:
        lines += ["", f"答复截止：{full_date(clock.due.due)}{_estimate(clock.due)}"]
        lines += [f"  {step.sentence}{_cited(step.citations)}" for step in clock.due.steps]
    lines += _other_dates(clock)
    if clock.warnings:
        lines += ["", "提示"]
        lines += [f"  {one.sentence}{_cited(one.citations)}" for one in clock.warnings]
    if answer.rows:
        lines += ["", "逐日说明", *[_row_line(row) for row in answer.rows], _sum_line(answer.rows)]
    return "\n".join(lines)


def _estimate(deadline: Deadline) -> str:
    return f"，暂定：{deadline.missing_year}年放假通知未载入" if deadline.provisional else ""


def _cited(citations: Sequence[Citation]) -> str:
    return f"（{'、'.join(one.brief for one in citations)}）" if citations else ""


def _other_dates(clock: ReplyClock) -> list[str]:
    named = (
        ("保守期限", clock.conservative_due),
        ("补正告知截止", clock.correction_notice_due),
        ("缴费截止", clock.fee_pay_due),
        ("若今天收到所等的材料，答复截止", clock.if_answered_today),
    )
    lines = [f"{label}：{full_date(one.due)}{_estimate(one)}" for label, one in named if one is not None]
    if clock.correction_deadline is not None:
        lines.append(f"补正截止：{full_date(clock.correction_deadline)}")
    return ["", *lines] if lines else []


def _row_line(row: DayRow) -> str:
    number = f"第 {row.count:>2} 日" if row.count is not None else f"{row.mark.label}"
    parts = [f"  {row.date.isoformat()}", row.weekday, number, row.text, row.source]
    return "  ".join(part for part in parts if part)


def _sum_line(rows: tuple[DayRow, ...]) -> str:
    sums = day_sums(rows)
    paused = f"，停算 {sums.paused} 个工作日" if sums.paused else ""
    counted = f"计入 {sums.counted} 个工作日（调休上班 {sums.makeup} 日）"
    return f"  {counted}，休息和放假 {sums.off} 日{paused}，共 {sums.total} 日"
