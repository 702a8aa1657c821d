"""The period that a decision or a judgment sets for a new reply (行政复议法第六十四条、第六十六条，行政诉讼法第七十条).

It counts from the receipt of the decision and is the decision's own: nothing that moves the statutory period moves it.
Whether a consultation, a correction or a fee may stop it the law does not say; the careful reading, that they do not,
is taken here and told to the clerk.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from deadlines.calendar import WorkingCalendar
from deadlines.extension import ExtensionFinding
from deadlines.grounds import why
from deadlines.history import (
    CaseHistory,
    Consultation,
    CorrectionNotice,
    Deferral,
    Extension,
    FeeNotice,
    ReplyOrdered,
)
from deadlines.review_periods import remake_due
from deadlines.steps import Deadline, Finding, Step, StepKind, StepUnit
from deadlines.wording import full_date
from law.citations import Citation
from law.dispute_terms import DisputeResult
from law.errors import RuleGap
from law.policies import PolicySet

__all__ = [
    "OF_THE_STATUTORY_PERIOD",
    "governing_order",
    "is_judged",
    "order_name",
    "ordered_due",
    "ordered_findings",
    "ordered_grounds",
    "refused_extension",
]

OF_THE_STATUTORY_PERIOD: Final = frozenset(
    {"correction_notice_late", "second_correction", "correction_without_notice", "correction_received_late"}
)
"""Codes of what is told of the statutory period alone: it is over where a decision set a term of its own."""

_GROUND: Final[Mapping[DisputeResult, str]] = {
    DisputeResult.REVOKE: "ordered_remake",
    DisputeResult.REVOKE_PART: "ordered_remake",
    DisputeResult.CHANGE: "ordered_change",
    DisputeResult.CONFIRM_ILLEGAL: "ordered_unlawful",
    DisputeResult.CONFIRM_VOID: "ordered_void",
    DisputeResult.ORDER_PERFORM: "ordered_perform",
    DisputeResult.MEDIATE: "ordered_mediated",
    DisputeResult.J_REVOKE: "judged_remake",
    DisputeResult.J_REVOKE_PART: "judged_remake",
    DisputeResult.J_PERFORM: "judged_perform",
}
_BY_COURT: Final = frozenset(
    {
        DisputeResult.J_REVOKE,
        DisputeResult.J_REVOKE_PART,
        DisputeResult.J_PERFORM,
        DisputeResult.J_PAY,
        DisputeResult.J_ILLEGAL,
        DisputeResult.J_VOID,
        DisputeResult.J_CHANGE,
        DisputeResult.J_MEDIATE,
        DisputeResult.APPEAL_DISMISSED,
    }
)


def governing_order(history: CaseHistory) -> ReplyOrdered | None:
    """The order that counts: the one received last; of several on one day the one that leaves the least time."""
    orders = history.all_of(ReplyOrdered)
    return max(orders, key=_order) if orders else None


def _order(order: ReplyOrdered) -> tuple[date, date, int, int, str]:
    until = (order.set_until or date.max).toordinal()
    return order.received, order.ordered_on or date.min, -until, -(order.set_days or 0), order.number


def ordered_grounds(order: ReplyOrdered) -> tuple[Citation, ...]:
    """The articles behind an order."""
    return why(_GROUND.get(order.result, "judged_other" if order.result in _BY_COURT else "ordered_perform"))


def is_judged(result: DisputeResult) -> bool:
    """Whether a court gave the result, as against a reconsideration body."""
    return result in _BY_COURT


def order_name(order: ReplyOrdered) -> str:
    """The decision as sentences name it: 临江县人民政府行政复议决定（临政复决〔2026〕7号）."""
    what = "裁判" if order.result in _BY_COURT else "行政复议决定"
    return f"{order.body}{what}" + (f"（{order.number}）" if order.number else "")


def ordered_due(order: ReplyOrdered, calendar: WorkingCalendar, policies: PolicySet) -> Deadline:
    """Last day for the ordered reply, with its reasons.

    A last day that the decision names is taken as it is written: it is never an estimate and does not roll.

    Args:
        order: the order.
        calendar: the working days.
        policies: ``remake_days_default``, the working days where the decision sets no term.

    Raises:
        RuleGap: a term of no days, or the calendar does not reach that far.
    """
    if order.set_until is not None:
        return _until(order, order.set_until)
    if order.set_days is not None and order.set_days < 1:
        raise RuleGap("an order needs a term of one working day at least")
    counted = remake_due(order.received, calendar, policies, order.set_days)
    days, due = counted.steps[-1].quantity, counted.due
    if order.set_days is None:
        said = f"决定没有写明期限，按本机关口径{days}个工作日（此点法律无明文），至{full_date(due)}。"
        grounds = why("reply_period")
    else:
        said, grounds = f"决定写明{days}个工作日，自次日起计算，至{full_date(due)}。", ordered_grounds(order)
    count = Step(StepKind.COUNT, days, StepUnit.WORKDAYS, order.received, due, said, grounds)
    return Deadline(due, (_start(order), count), counted.provisional, counted.missing_year)


def _start(order: ReplyOrdered) -> Step:
    on = order.received
    sentence = f"{full_date(on)}收到{order_name(order)}，当日不计入。"
    return Step(StepKind.START, 0, StepUnit.DAYS, on, on, sentence, ordered_grounds(order))


def _until(order: ReplyOrdered, until: date) -> Deadline:
    sentence = f"决定写明在{full_date(until)}前（含当日）答复。"
    days = (until - order.received).days
    count = Step(StepKind.COUNT, days, StepUnit.DAYS, order.received, until, sentence, ordered_grounds(order))
    return Deadline(until, (_start(order), count))


def refused_extension(order: ReplyOrdered, extensions: list[Extension]) -> ExtensionFinding | None:
    """An extension in an ordered round: it lengthens nothing (条例第三十三条第二款 speaks of the statutory period)."""
    if not extensions:
        return None
    sentence = f"期限由{order_name(order)}确定，本机关不能延长；确需更长时间的，请向作出决定的机关说明。"
    return ExtensionFinding(
        valid=False,
        days=extensions[0].days,
        reason_code="ordered_no_extension",
        sentence=sentence,
        citations=ordered_grounds(order),
    )


def ordered_findings(order: ReplyOrdered, history: CaseHistory, policies: PolicySet) -> Iterator[Finding]:
    """What to tell of the period of an ordered reply."""
    if order.set_days is None and order.set_until is None:
        days = policies.number("remake_days_default")
        sentence = f"决定没有写明答复期限，按本机关口径{days}个工作日掌握。此点法律无明文，请由本机关法制机构确认。"
        yield Finding("ordered_default_term", sentence, why("reply_period"))
    if any(_would_stop(one, order.received) for one in history.facts):
        sentence = (
            "责令的答复期限不因补正、征求意见、缴费、延迟答复而停算或者重新起算（此点法律无明文，从严掌握）；"
            "确需更长时间的，请向作出决定的机关说明。"
        )
        yield Finding("ordered_not_stopped", sentence, why("ordered_not_moved"))


def _would_stop(fact: object, since: date) -> bool:
    """Whether something after the order would have moved a statutory period."""
    if isinstance(fact, Consultation | CorrectionNotice | FeeNotice):
        return fact.sent >= since
    return isinstance(fact, Deferral) and (fact.notified_on or fact.until) >= since
