"""The reply clock of a request as the case page draws it: spans, marks, and what is left in words."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from casework.case_list import WAITING_FOR, status_text
from casework.date_wording import month_day, short_date
from casework.derived import Derived
from casework.rounds import REVOKING
from casework.urgency import UrgencyBounds, is_paused, urgency_of
from casework.views import ClockMark, ClockSpan, ClockView, FindingView
from deadlines.history import CorrectionNotice, Extension, FeeNotice
from deadlines.ordered_reply import ordered_grounds
from deadlines.pauses import Pause, PauseKind
from deadlines.reply_clock import ReplyClock, reply_clock
from deadlines.reply_period import reply_days
from deadlines.steps import Deadline, Finding
from law.dispute_terms import DisputeResult
from law.errors import UserError
from law.parameters import parameters
from law.terms import ClockBase, ClockStatus, RequestKind

__all__ = ["clock_view", "finding_view", "possible_extension"]

_ONE_DAY: Final = timedelta(days=1)

_PAUSE_TITLES: Final = {
    PauseKind.THIRD_PARTY: ("征求第三方意见", "收到意见"),
    PauseKind.CO_MAKER: ("征求共同制作机关", "收到意见"),
    PauseKind.AGENCY: ("征求其他机关意见", "收到意见"),
    PauseKind.JUSTIFICATION: ("要求说明理由", "收到理由"),
    PauseKind.FEE: ("发出收费通知", "告知不再收费"),
}
_BASE_TITLES: Final = {
    ClockBase.CORRECTION_RECEIVED: "收到补正，重新起算",
    ClockBase.FEE_PAID: "完成缴费，重新起算",
    ClockBase.REPLY_ORDERED: "收到责令答复的决定",
}
_ABOUT_THE_REPLY: Final = REVOKING | {DisputeResult.CONFIRM_ILLEGAL, DisputeResult.J_ILLEGAL}
_HALTED: Final = (ClockStatus.AWAITING_CORRECTION, ClockStatus.AWAITING_PAYMENT)
# What decides whether an act is still lawful is more than advice.
_WARNINGS_AS_HINTS: Final = frozenset(
    {
        "calendar_missing",
        "former_law",
        "email_date_basis_conflict",
        "not_addressed_to_office",
        "ordered_default_term",
        "ordered_not_stopped",
        "rectify_internal",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Progress:
    number: int
    total: int
    slack: int | None


def clock_view(derived: Derived, request: Any, bounds: UrgencyBounds) -> ClockView:
    """The clock as of ``bounds.today``.

    Args:
        derived: the clock run with that day.
        request: the stored request; its cached dates decide urgency, so that the page and the list say the same.
        bounds: the urgency bounds of that day.
    """
    clock, today = derived.clock, bounds.today
    urgency = urgency_of(request, bounds)
    paused = is_paused(request, today) and request.closed_on is None
    running = _progress(derived, request, today, paused=paused)
    timeliness = clock.timeliness
    possible = possible_extension(derived, today) if request.closed_on is None else None
    return ClockView(
        status=clock.status,
        urgency=urgency,
        urgency_text=status_text(request, urgency, running.slack, today),
        received_on=clock.received.received,
        received_basis=_received_basis(clock),
        first_due=clock.first_due,
        due=clock.due,
        conservative_due=_day(clock.conservative_due),
        correction_notice_due=_day(clock.correction_notice_due),
        correction_deadline=clock.correction_deadline,
        fee_pay_due=_day(clock.fee_pay_due),
        paused=paused,
        waiting_for=_waiting_for(clock, request) if paused else "",
        waiting_until=(clock.waiting_until or request.waiting_until) if paused else None,
        if_answered_today=_day(clock.if_answered_today) if paused else None,
        day_number=running.number,
        day_total=running.total,
        slack=running.slack,
        spans=_spans(derived, request, today, possible),
        marks=_marks(derived, request, running, today, possible),
        findings=(*_round_finding(derived), *[finding_view(one) for one in clock.warnings]),
        reply_effective_on=timeliness.effective_date if timeliness else None,
        on_time=timeliness.on_time if timeliness else None,
    )


def finding_view(finding: Finding, level: str = "") -> FindingView:
    """A finding of the clock for the client."""
    hint = finding.code in _WARNINGS_AS_HINTS
    return FindingView(
        code=finding.code,
        level=level or ("hint" if hint else "warn"),
        sentence=finding.sentence,
        basis="、".join(one.brief for one in finding.citations),
    )


def _round_finding(derived: Derived) -> tuple[FindingView, ...]:
    """Which round of answering this is, and what became of the reply before."""
    order, before = derived.clock.order, derived.facts.former
    if order is None:
        return ()
    reply = before[-1].reply
    decision = f"{order.body}{order.result.label}" + (f"（{order.number}）" if order.number else "")
    if reply is None:
        what = f"逾期未答复，{decision}"
    else:
        what = f"答复（{reply.number}）{'被' if order.result in _ABOUT_THE_REPLY else '以后，'}{decision}"
    sentence = f"第 {len(before) + 1} 轮办理：{what}，期限自收到决定起算。"
    return (finding_view(Finding("ordered_round", sentence, ordered_grounds(order)), "hint"),)


def possible_extension(derived: Derived, today: date) -> Deadline | None:
    """The due date if the longest lawful extension were approved and told today, while that is still possible."""
    clock = derived.clock
    if derived.facts.kind is RequestKind.RECTIFY:
        return None  # no statutory period that could be extended
    if clock.first_due is None or clock.extension is not None or today > clock.first_due.due:
        return None
    if clock.status not in (ClockStatus.RUNNING, ClockStatus.PAUSED):
        return None
    longest = parameters().value("extension_max_days", clock.received.received or today).value
    extended = derived.facts.history.plus(Extension(days=longest, approved_on=today, notified_on=today))
    try:
        due = reply_clock(extended, derived.calendar, derived.policies, today).due
    except UserError:
        return None
    return due if due is not None and clock.due is not None and due.due > clock.due.due else None


def _day(deadline: Deadline | None) -> date | None:
    return None if deadline is None else deadline.due


def _received_basis(clock: ReplyClock) -> str:
    steps = clock.received.steps
    if not steps:
        return ""
    basis = "、".join(one.brief for one in steps[0].citations)
    said = steps[0].sentence.rstrip("。")
    if not basis:
        return steps[0].sentence
    return f"{said}，依据{basis}" if said.endswith("）") else f"{said}（{basis}）"


def _waiting_for(clock: ReplyClock, request: Any) -> str:
    waiting = [one.kind for one in clock.pauses if not one.ended]
    if waiting and request.clock_status is ClockStatus.PAUSED:
        return "、".join(dict.fromkeys(one.label for one in waiting))
    return WAITING_FOR.get(request.clock_status, "")


# ------------------------------------------------------------------------------------------------------------ counting


def _progress(derived: Derived, request: Any, today: date, *, paused: bool) -> _Progress:
    """Working days used and left; of an answered request those at the day of its reply."""
    clock, calendar = derived.clock, derived.calendar
    if clock.base is None or clock.due is None:
        return _Progress(number=0, total=parameters().value("reply_days", today).value, slack=None)
    total = _total(derived, clock.base, clock.due)
    if clock.extension is not None and clock.extension.valid:
        total += clock.extension.days
    at = request.reply_effective_on or request.closed_on or today
    used = calendar.workdays_between(clock.base, at) if at > clock.base else 0
    stopped = sum(
        calendar.workdays_in(max(span.first, clock.base + _ONE_DAY), min(span.last, at)) for span in clock.stopped
    )
    if request.clock_status in _HALTED:
        return _Progress(number=0, total=total, slack=None)
    slack = None if paused else calendar.workdays_between(at, clock.due.due)
    return _Progress(number=max(0, used - stopped), total=total, slack=slack)


def _total(derived: Derived, base: date, due: Deadline) -> int:
    """The working days of the whole period, before any extension."""
    clock = derived.clock
    if clock.order is not None:
        return derived.calendar.workdays_between(base, due.due)
    if derived.facts.kind is RequestKind.RECTIFY:
        return due.steps[-1].quantity
    return reply_days(base, clock.base_kind, clock.received.received)[0]


# --------------------------------------------------------------------------------------------------------------- spans


def _spans(derived: Derived, request: Any, today: date, possible: Deadline | None) -> tuple[ClockSpan, ...]:
    clock = derived.clock
    if clock.base is None or clock.due is None or clock.received.received is None:
        return ()
    due = clock.due.due
    at = min(request.reply_effective_on or request.closed_on or today, due)
    found = _before_base(derived, request.clock_status, clock.received.received, clock.base, today)
    if request.clock_status not in _HALTED:
        found += _counted_and_paused(clock, clock.base, max(at, clock.base))
        if at < due:
            found.append(ClockSpan(kind="open", start=max(at, clock.base), end=due))
        if possible is not None:
            found.append(ClockSpan(kind="extension", start=due, end=possible.due, label="如延长"))
    return tuple(found)


def _before_base(derived: Derived, status: ClockStatus, received: date, base: date, today: date) -> list[ClockSpan]:
    """What happened before the clock started anew: counted, then waiting for the correction or the payment."""
    halted = status in _HALTED
    # An ordered reply has a clock of its own: the bar shows this round alone.
    if derived.clock.order is not None or (base <= received and not halted):
        return []
    for_payment = status is ClockStatus.AWAITING_PAYMENT or derived.clock.base_kind is ClockBase.FEE_PAID
    asked = _asked_on(derived, received, FeeNotice if for_payment else CorrectionNotice)
    end = max(asked, today) if halted else base
    label = "等缴费" if for_payment else "等补正"
    return [
        ClockSpan(kind="counted", start=received, end=asked),
        ClockSpan(kind="paused", start=asked, end=end, label=label),
    ]


def _asked_on(derived: Derived, received: date, kind: type[CorrectionNotice] | type[FeeNotice]) -> date:
    sent = [one.sent for one in derived.facts.history.all_of(kind)]
    return max(min(sent, default=received), received)


def _counted_and_paused(clock: ReplyClock, base: date, until: date) -> list[ClockSpan]:
    found: list[ClockSpan] = []
    at = base
    for span in clock.stopped:
        first, last = max(span.first - _ONE_DAY, base), min(span.last, until)
        if first >= until or last <= base:
            continue
        if first > at:
            found.append(ClockSpan(kind="counted", start=at, end=first))
        found.append(ClockSpan(kind="paused", start=first, end=last, label="；".join(span.labels)))
        at = last
    if at < until:
        found.append(ClockSpan(kind="counted", start=at, end=until))
    return found


# --------------------------------------------------------------------------------------------------------------- marks


def _marks(
    derived: Derived, request: Any, running: _Progress, today: date, possible: Deadline | None
) -> tuple[ClockMark, ...]:
    clock = derived.clock
    received = clock.received.received
    if received is None:
        return ()
    marks = [] if clock.order else [ClockMark(on=received, title="收到", caption=short_date(received, today))]
    marks += _course_marks(derived, request.clock_status, today)
    for pause in clock.pauses if clock.order is None else ():
        marks += _pause_marks(pause, today)
    ends = "内部期限" if derived.facts.kind is RequestKind.RECTIFY else "答复截止"
    marks += _end_marks(clock, request, running, today, ends)
    if possible is not None:
        longest = parameters().value("extension_max_days", clock.received.received or today).value
        marks.append(
            ClockMark(
                on=possible.due,
                title=f"如延长 {longest} 日{'（暂定）' if possible.provisional else ''}",
                caption=short_date(possible.due, today),
                emphasis="possible",
            )
        )
    return tuple(sorted(marks, key=lambda mark: mark.on))


def _course_marks(derived: Derived, status: ClockStatus, today: date) -> list[ClockMark]:
    clock = derived.clock
    since = clock.base if clock.order is not None and clock.base is not None else date.min
    marks = [
        ClockMark(on=one.sent, title="要求补正", caption=f"{month_day(one.sent, today)} 发出")
        for one in derived.facts.history.all_of(CorrectionNotice)
        if one.sent >= since
    ]
    marks += [
        ClockMark(on=one.sent, title="收费通知", caption=f"{month_day(one.sent, today)} 发出")
        for one in derived.facts.history.all_of(FeeNotice)
        if one.sent >= since
    ]
    if clock.base is not None and clock.base_kind in _BASE_TITLES:
        title = _BASE_TITLES[clock.base_kind]
        marks.append(ClockMark(on=clock.base, title=title, caption=short_date(clock.base, today)))
    if status is ClockStatus.AWAITING_CORRECTION and clock.correction_deadline is not None:
        on = clock.correction_deadline
        marks.append(ClockMark(on=on, title="补正截止", caption=short_date(on, today), emphasis="due"))
    if status is ClockStatus.AWAITING_PAYMENT and clock.fee_pay_due is not None:
        on = clock.fee_pay_due.due
        marks.append(ClockMark(on=on, title="缴费截止", caption=short_date(on, today), emphasis="due"))
    return marks


def _pause_marks(pause: Pause, today: date) -> list[ClockMark]:
    begun, ended = _PAUSE_TITLES[pause.kind]
    marks = [ClockMark(on=pause.start, title=begun, caption=f"{month_day(pause.start, today)} 发出")]
    if pause.end is not None:
        silent = "退回" if pause.returned else "意见期满"
        title = ended if pause.answered and not pause.returned else silent
        marks.append(ClockMark(on=pause.end, title=title, caption=short_date(pause.end, today)))
    return marks


def _end_marks(clock: ReplyClock, request: Any, running: _Progress, today: date, ends: str) -> list[ClockMark]:
    marks: list[ClockMark] = []
    replied = request.reply_effective_on
    if replied is not None:
        marks.append(ClockMark(on=replied, title="作出答复", caption=short_date(replied, today)))
    if request.closed_on is None and replied is None:
        title = "今天"
        if running.slack is not None:
            title = f"今天　第 {running.number}/{running.total} 天"
        marks.append(ClockMark(on=today, title=title, caption=short_date(today, today), emphasis="today"))
    if clock.due is not None and request.clock_status not in _HALTED:
        # A stop whose end nobody knows yet: the day is what it would be if the answer came today.
        unknown = request.clock_status is ClockStatus.PAUSED and not (clock.waiting_until or request.waiting_until)
        told = ["如今日恢复计时"] * unknown + ["暂定"] * clock.due.provisional
        title = f"{ends}（{'，'.join(told)}）" if told else ends
        marks.append(ClockMark(on=clock.due.due, title=title, caption=short_date(clock.due.due, today), emphasis="due"))
    return marks
