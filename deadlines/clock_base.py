"""From which day the reply period counts: receipt, correction or payment, whichever is latest.

The correction and the fee each have their own small story (told in time, answered in time, lapsed); it is told here
once, for the clock and for the findings.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from deadlines.calendar import WorkingCalendar
from deadlines.grounds import parameter_if_any, parameter_on, why
from deadlines.history import (
    CaseHistory,
    CorrectionLapsed,
    CorrectionNotice,
    CorrectionReceived,
    FeeLapsed,
    FeeNotice,
    FeePaid,
    FeeWaived,
)
from deadlines.steps import Deadline, Finding, Step, StepKind, StepUnit
from deadlines.wording import day_and_month, full_date
from law.policies import PolicySet
from law.terms import ClockBase

__all__ = [
    "CorrectionStory",
    "FeeStory",
    "correction_notice_due",
    "correction_notice_due_if_any",
    "correction_story",
    "fee_pay_due",
    "fee_story",
]


def statutory_workdays(key: str, start: date, event: str, calendar: WorkingCalendar) -> Deadline:
    """A statutory period of working days counted from an event.

    Args:
        key: parameter with the number and its article.
        start: day of the event, not counted; the law in force on it decides.
        event: what happened, in Chinese (收到申请).
        calendar: the working days.
    """
    value = parameter_on(key, start)
    due = calendar.add_workdays(start, value.value)
    missing = calendar.missing_year(start, due)
    first = f"{full_date(start)}{event}，当日不计入。"
    count = f"自次日起计算，第{value.value}个工作日为{full_date(due)}。"
    steps = (
        Step(StepKind.START, 0, StepUnit.DAYS, start, start, first, why("period_start")),
        Step(StepKind.COUNT, value.value, StepUnit.WORKDAYS, start, due, count, (value.citation,)),
    )
    return Deadline(due, steps, missing is not None, missing)


def correction_notice_due(received: date, calendar: WorkingCalendar) -> Deadline:
    """Last day to tell the applicant what to correct: seven working days from receipt (条例第三十条).

    Raises:
        RuleGap: the law of that day knew no such period; ``correction_notice_due_if_any`` answers None then.
    """
    return statutory_workdays("correction_notice_days", received, "收到申请", calendar)


def correction_notice_due_if_any(received: date, calendar: WorkingCalendar) -> Deadline | None:
    """As :func:`correction_notice_due`; ``None`` for requests from before there was such a period."""
    if parameter_if_any("correction_notice_days", received) is None:
        return None
    return correction_notice_due(received, calendar)


def fee_pay_due(served: date, calendar: WorkingCalendar) -> Deadline:
    """Last day to pay: twenty working days from the day after the fee notice was received (管理办法第六条)."""
    return statutory_workdays("fee_pay_days", served, "收到收费通知", calendar)


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionStory:
    """What became of the correction.

    Attributes:
        notice: the one notice that counts, ``None`` if none was sent.
        deadline: the day set in it.
        restart: day on which a correction restarts the period, ``None`` if none does.
        late_notice: the notice went out after its last day.
        waiting: no complete correction has come.
        lapsed: the agency closed it as lapsed, or the day has passed.
        findings: what to tell.
    """

    notice: CorrectionNotice | None
    deadline: date | None
    restart: date | None
    late_notice: bool
    waiting: bool
    lapsed: bool
    findings: tuple[Finding, ...]


def correction_story(
    history: CaseHistory, received: date, calendar: WorkingCalendar, policies: PolicySet, today: date | None
) -> CorrectionStory:
    """Read the facts of the correction (条例第三十条).

    Args:
        history: the facts.
        received: day of receipt.
        calendar: the working days.
        policies: ``correction_notice_basis``, ``correction_multi``, ``late_correction_resets_clock``.
        today: ``None`` leaves open whether the applicant is late.
    """
    notices = sorted(history.all_of(CorrectionNotice), key=_sent_order)
    answers = sorted(history.all_of(CorrectionReceived), key=_on_order)
    lapsed_by_act = bool(history.all_of(CorrectionLapsed))
    notice = notices[0] if notices else None
    findings: list[Finding] = []
    if len(notices) > 1:
        sentence = f"补正只能告知一次，{day_and_month(notices[1].sent)}的第二次告知不影响期限。"
        findings.append(Finding("second_correction", sentence, why("correction")))
    if notice is not None:
        answers = [one for one in answers if one.on >= notice.sent]
    elif answers:
        findings.append(Finding("correction_without_notice", "没有补正告知记录却收到补正，请核对。", why("correction")))
    late = notice is not None and _late(notice, received, calendar, policies, findings)
    deadline = notice.deadline if notice else None
    restart = _restart(answers, deadline, policies)
    if restart is not None and deadline is not None and restart > deadline:
        sentence = f"补正于{day_and_month(restart)}收到，晚于补正期限{day_and_month(deadline)}，请确认有正当理由。"
        findings.append(Finding("correction_received_late", sentence, why("correction")))
    waiting = notice is not None and restart is None
    over = waiting and deadline is not None and today is not None and today > deadline
    # Who answered in part did not stay silent: what is still unclear is answered as such, nothing is given up.
    overdue = over and not answers
    if over and answers and not lapsed_by_act:
        sentence = "补正期限已过，收到的补正仍不完整；仍不明确的，按补正后仍不明确答复。"
        findings.append(Finding("correction_incomplete", sentence, why("correction")))
    if overdue and not lapsed_by_act:
        sentence = "补正期限已过仍未收到补正；确认无正当理由的，视为放弃申请，不再处理。"
        findings.append(Finding("correction_overdue", sentence, why("correction")))
    if late and not policies.flag("late_correction_resets_clock"):
        restart = None
        waiting = False
    return CorrectionStory(
        notice=notice,
        deadline=deadline,
        restart=restart,
        late_notice=late,
        waiting=waiting,
        lapsed=lapsed_by_act or overdue,
        findings=tuple(findings),
    )


def _sent_order(notice: CorrectionNotice) -> tuple[date, date, date]:
    return notice.sent, notice.served or date.max, notice.deadline or date.max


def _on_order(one: CorrectionReceived | FeePaid) -> tuple[date, bool]:
    return one.on, one.complete


def _late(
    notice: CorrectionNotice,
    received: date,
    calendar: WorkingCalendar,
    policies: PolicySet,
    findings: list[Finding],
) -> bool:
    last = correction_notice_due_if_any(received, calendar)
    if last is None:
        return False
    limit = last.due
    by_service = policies.text("correction_notice_basis") == "served"
    decisive = notice.served if by_service else notice.sent
    if decisive is None or decisive <= limit:
        return False
    resets = policies.flag("late_correction_resets_clock")
    effect = "本机关口径仍重新起算，请同时按原收到日的保守期限掌握" if resets else "按本机关口径不重新起算"
    sentence = f"补正告知书应在{full_date(limit)}前发出，实际{day_and_month(decisive)}，已迟；{effect}。"
    findings.append(Finding("correction_notice_late", sentence, why("correction")))
    return True


def _restart(answers: Sequence[CorrectionReceived], deadline: date | None, policies: PolicySet) -> date | None:
    """Which of several corrections restarts the period; one that came after the day set only if no other did.

    Nothing restarts before the correction is complete. By the policy ``correction_multi`` the period then counts from
    the last complete one, from the one that made it complete, or from the first of all parts.
    """
    complete = [one.on for one in answers if one.complete]
    if not complete:
        return None
    in_time = [day for day in complete if deadline is None or day <= deadline]
    if not in_time:
        return complete[0]
    choice = policies.text("correction_multi")
    if choice == "first":
        return answers[0].on
    return in_time[-1] if choice == "last_in_time" else in_time[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeStory:
    """What became of the fee.

    Attributes:
        notice: the fee notice that counts (the latest), ``None`` if none was sent.
        first_sent: day on which the first of the notices was sent that replaced one another.
        pay_due: last day to pay, ``None`` until service is recorded.
        restart: day on which the whole amount was paid, of a fee given up later too: the period began anew then.
        waiting: notified and neither paid nor waived.
        lapsed: the agency closed it as lapsed, or the day to pay has passed without payment.
        waived: notices that the agency took back, each with the day on which it told so.
        findings: what to tell.
    """

    notice: FeeNotice | None
    first_sent: date | None
    pay_due: Deadline | None
    restart: date | None
    waiting: bool
    lapsed: bool
    waived: tuple[tuple[FeeNotice, FeeWaived], ...]
    findings: tuple[Finding, ...]


def fee_story(history: CaseHistory, calendar: WorkingCalendar, today: date | None) -> FeeStory:
    """Read the facts of the fee: a new notice replaces the one before, a waiver ends them (管理办法第六条)."""
    sent = sorted(history.all_of(FeeNotice), key=_fee_order)
    waivers = sorted(history.all_of(FeeWaived), key=_waived_order)
    payments = sorted(history.all_of(FeePaid), key=_on_order)
    lapsed_by_act = bool(history.all_of(FeeLapsed))
    ended = tuple(_waived(sent, waivers))
    before = [one.on for one in payments if one.complete and any(n.sent <= one.on <= w.on for n, w in ended)]
    # Where the fee was paid before it was given up nothing was suspended any more: the payment had begun the period.
    waived = tuple((n, w) for n, w in ended if not any(n.sent <= day <= w.on for day in before))
    notices = [one for one in sent if not waivers or not _ended_by(one, waivers[-1])]
    notice = notices[-1] if notices else None
    findings: list[Finding] = []
    if notice is not None:
        payments = [one for one in payments if one.on >= notice.sent]
    complete = [one.on for one in payments if one.complete]
    restart = complete[0] if complete else None
    if payments and restart is None:
        findings.append(Finding("fee_partial_payment", "只缴纳了一部分，视为未缴清，请人工处理。", why("fee")))
    pay_due = None
    if notice is not None and notice.served is not None:
        pay_due = fee_pay_due(notice.served, calendar)
    waiting = notice is not None and restart is None
    overdue = waiting and pay_due is not None and today is not None and today > pay_due.due
    if overdue and not lapsed_by_act:
        findings.append(Finding("fee_overdue", "缴费期限已过仍未缴清，视为放弃申请，不再处理。", why("fee")))
    if restart is not None and pay_due is not None and restart > pay_due.due:
        sentence = f"缴费日{day_and_month(restart)}晚于缴费期限{day_and_month(pay_due.due)}，请确认是否仍予办理。"
        findings.append(Finding("fee_paid_late", sentence, why("fee")))
    return FeeStory(
        notice=notice,
        first_sent=notices[0].sent if notices else None,
        pay_due=pay_due,
        restart=max([*before, *([restart] if restart else [])], default=None),
        waiting=waiting,
        lapsed=waiting and (lapsed_by_act or overdue),
        waived=waived,
        findings=tuple(findings),
    )


def _waived(notices: Sequence[FeeNotice], waivers: Sequence[FeeWaived]) -> Iterator[tuple[FeeNotice, FeeWaived]]:
    """Each waiver with the first of the notices that it ended: from there on nothing ran."""
    before: FeeWaived | None = None
    for waiver in waivers:
        ended = [one for one in notices if _ended_by(one, waiver) and (before is None or not _ended_by(one, before))]
        if ended:
            yield ended[0], waiver
        before = waiver


def _ended_by(notice: FeeNotice, waiver: FeeWaived) -> bool:
    """Whether a waiver came after a notice: its letter may be posted on the day of the next notice or later."""
    if notice.order and waiver.order:
        return notice.order < waiver.order
    return notice.sent <= waiver.on


def _waived_order(one: FeeWaived) -> tuple[int, date]:
    return one.order, one.on


def _fee_order(notice: FeeNotice) -> tuple[date, int, date]:
    return notice.sent, notice.order, notice.served or date.max


def latest_base(received: date, correction: date | None, paid: date | None) -> tuple[date, ClockBase]:
    """The latest of the days that start the period; a later kind of event prevails on the same day."""
    base, kind = received, ClockBase.RECEIVED
    if correction is not None and correction >= base:
        base, kind = correction, ClockBase.CORRECTION_RECEIVED
    if paid is not None and paid >= base:
        base, kind = paid, ClockBase.FEE_PAID
    return base, kind
