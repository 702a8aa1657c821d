"""What an act needs or costs in this case, in one line of the list of acts."""

from casework.date_wording import full_date
from casework.extension_lines import last_day
from casework.lifecycle import CaseState
from deadlines.grounds import NO_PERIOD_THEN, parameter_if_any
from fees.wording import yuan

__all__ = [
    "approval_line",
    "consult_line",
    "correction_line",
    "fee_line",
    "lapse_fee_line",
    "lapse_line",
    "notify_line",
    "outcome_line",
    "payment_line",
    "refund_line",
    "serve_line",
]


def correction_line(case: CaseState) -> str:
    """By when the one notice of what is unclear has to go out."""
    due = case.clock.correction_notice_due
    if case.facts.order is not None:
        return "一次性告知，写明不明确之处和截止日；责令的期限不变"
    if due is None:
        none_then = f"{NO_PERIOD_THEN}；" if case.received is not None else ""
        return f"{none_then}一次性告知，写明不明确之处和截止日"
    if case.today > due.due:
        return f"应在{last_day(due)}前发出，现已迟；只能告知一次"
    return f"须在{last_day(due)}前发出；收到补正后重新计算期限"


def lapse_line(case: CaseState) -> str:
    """Since when a correction is overdue."""
    deadline = case.correction_deadline
    return f"{full_date(deadline)}期满；须确认无正当理由" if deadline else "须确认无正当理由"


def consult_line(case: CaseState) -> str:
    """What a consultation does to the period of the reply."""
    if case.facts.order is not None:
        return "书面征求意见；责令的期限不变"
    return "征求意见所需时间不计入答复期限"


def fee_line(case: CaseState) -> str:
    """By when a fee has to be told, while none is open."""
    due = case.clock.due
    until = f"通知须在{last_day(due)}前发出；" if due is not None and not case.facts.fee.is_open else ""
    return f"{until}按件或者按量，只能选一种"


def approval_line(case: CaseState) -> str:
    """The fee that waits for somebody else's approval."""
    pending = case.facts.fee.pending
    if pending is None or pending.fen is None or pending.method is None:
        return "未批准的不得通知"
    return f"{pending.method.label}{yuan(pending.fen)}，由提出人以外的人审批"


def notify_line(case: CaseState) -> str:
    """The approved fee, and by when it has to be told."""
    approved = case.facts.fee.to_notify
    amount = yuan(approved.fen) if approved is not None and approved.fen is not None else ""
    return f"已批准{amount}；按申请人获取信息的途径发" + (
        f"，须在{last_day(case.clock.due)}前发出" if case.clock.due is not None and not case.facts.fee.is_open else ""
    )


def payment_line(case: CaseState) -> str:
    """What is still to be paid and until when."""
    fee = case.facts.fee
    if not fee.is_open:
        return "收费已经了结：再收到的只登记，不抵作应缴，待退还"
    settlement, due = fee.settlement, case.clock.fee_pay_due
    missing = f"还应缴{yuan(settlement.missing)}" if settlement is not None else ""
    until = f"{last_day(due)}期满" if due is not None else "送达后起算缴费期限"
    then = "缴清次日起期限重新计算" if case.facts.order is None else "责令的期限不变"
    return "，".join(part for part in (missing, until) if part) + f"；{then}"


def lapse_fee_line(case: CaseState) -> str:
    """The day on which the period of payment ends."""
    due = case.clock.fee_pay_due
    return f"{last_day(due)}期满未缴清，视为放弃申请" if due is not None else "期满未缴清，视为放弃申请"


def refund_line(case: CaseState) -> str:
    """What has to go back, or what is held."""
    fee = case.facts.fee
    return f"应退{yuan(fee.excess)}" if fee.excess else f"现存{yuan(fee.held)}"


def serve_line(case: CaseState) -> str:
    """The days that the consulted have from the receipt of the letter."""
    days = parameter_if_any("consultation_days", case.today)
    if days is None:
        return NO_PERIOD_THEN
    return f"第三方、共同制作机关自收到之日起计{days.printed}"


def outcome_line(case: CaseState) -> str:
    """The outcome decided so far, or what a decision fixes."""
    if case.facts.outcome is not None:
        return f"现为“{case.facts.outcome.label}”，可以改定"
    return "定结果、条款、救济和统计口径"
