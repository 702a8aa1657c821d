"""Counting the reply period: twenty working days and what moves them (条例第三十三条).

``due = base + period + extension``, days that are stopped left out. The cheap forms at the end serve lists and bulk
work; they give the same dates.
"""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from deadlines.calendar import WorkingCalendar
from deadlines.grounds import NO_PERIOD_THEN, parameter_if_any, parameter_on, why
from deadlines.pauses import StoppedSpan, bare
from deadlines.steps import Deadline, Finding, Step, StepKind, StepUnit
from deadlines.wording import full_date
from law.citations import Citation
from law.parameters import parameters
from law.terms import ClockBase

__all__ = ["count_reply", "former_law", "reply_days", "reply_deadline", "reply_due_date", "start_step"]

_BASE_WORDING = {
    ClockBase.RECEIVED: "收到申请",
    ClockBase.CORRECTION_RECEIVED: "收到补正，答复期限重新起算",
    ClockBase.FEE_PAID: "完成缴费，答复期限重新起算",
    ClockBase.REPLY_ORDERED: "收到责令重新答复的决定",
}
_BASE_GROUND = {
    ClockBase.RECEIVED: "period_start",
    ClockBase.CORRECTION_RECEIVED: "correction",
    ClockBase.FEE_PAID: "fee",
    ClockBase.REPLY_ORDERED: "period_start",
}


def reply_days(base: date, kind: ClockBase, received: date | None = None) -> tuple[int, Citation]:
    """Length of the reply period in working days, with its article.

    A request is answered under the law of the day on which it was received, also when a correction starts the period
    anew after that law was replaced; a payment starts the period of the fee rules of its own day.

    Args:
        base: day from whose next day the period is counted.
        kind: what happened on that day.
        received: day of receipt; ``None`` if it is the base.

    Raises:
        RuleGap: no law in force on that day.
    """
    key = "reply_restart_after_fee" if kind is ClockBase.FEE_PAID else "reply_days"
    value = parameter_on(key, base if kind is ClockBase.FEE_PAID else received or base)
    return value.value, value.citation


def former_law(received: date) -> tuple[Finding, ...]:
    """What to tell of a request that is answered under a law since replaced; nothing of any other.

    Raises:
        RuleGap: no law in force on that day.
    """
    then, now = parameter_on("reply_days", received), parameters().parameter("reply_days").values[-1]
    if then is now:
        return ()
    missing = "" if parameter_if_any("correction_notice_days", received) else f"补正告知，{NO_PERIOD_THEN}。"
    sentence = (
        f"收到日在{full_date(now.effective)}新规定施行以前，按当时的规定计算：答复期限{then.value}个工作日，"
        f"依据的条文须核对。{missing}"
    )
    return (Finding("former_law", sentence, (then.citation,)),)


def start_step(on: date, kind: ClockBase) -> Step:
    """The first step of a reply period; the day itself does not count (T1)."""
    sentence = f"{full_date(on)}{_BASE_WORDING[kind]}，当日不计入。"
    return Step(StepKind.START, 0, StepUnit.DAYS, on, on, sentence, why(_BASE_GROUND[kind]))


def _count_step(base: date, days: int, calendar: WorkingCalendar, citation: Citation) -> Step:
    end = calendar.add_workdays(base, days)
    sentence = f"自次日起计算，第{days}个工作日为{full_date(end)}。"
    return Step(StepKind.COUNT, days, StepUnit.WORKDAYS, base, end, sentence, (citation,))


def _extension_step(start: date, days: int, calendar: WorkingCalendar) -> Step:
    end = calendar.add_workdays(start, days)
    sentence = f"经批准延长{days}个工作日，至{full_date(end)}。"
    return Step(StepKind.EXTENSION, days, StepUnit.WORKDAYS, start, end, sentence, why("extension"))


def _pause_steps(
    start: date, base: date, days: int, stopped: Sequence[StoppedSpan], calendar: WorkingCalendar
) -> list[Step]:
    """One step for each stopped span that holds working days of the period; spans after the due date move nothing."""
    steps: list[Step] = []
    at = start
    for number, span in enumerate(stopped, start=1):
        before = calendar.add_workdays_outside(base, days, bare(stopped[: number - 1]))
        after = calendar.add_workdays_outside(base, days, bare(stopped[:number]))
        taken = calendar.workdays_between(before, after)
        if taken:
            sentence = f"{'；'.join(span.labels)}，其间{taken}个工作日不计入，顺延至{full_date(after)}。"
            steps.append(Step(StepKind.PAUSE, taken, StepUnit.WORKDAYS, at, after, sentence, span.citations))
            at = after
    return steps


def count_reply(
    base: date,
    kind: ClockBase,
    calendar: WorkingCalendar,
    *,
    received: date | None = None,
    days: int | None = None,
    extension: int = 0,
    stopped: Sequence[StoppedSpan] = (),
) -> Deadline:
    """The end of the reply period with its steps.

    Args:
        base: day from whose next day the period is counted.
        kind: what happened on that day.
        calendar: the working days.
        received: day of receipt, whose law fixes the length; ``None`` if it is the base.
        days: length of the period; ``None`` takes the law.
        extension: valid extension in working days.
        stopped: days that do not count, disjoint and in order.

    Raises:
        RuleGap: no law or no calendar for that time.
    """
    period, citation = reply_days(base, kind, received) if days is None else (days, why("reply_period")[0])
    steps = [start_step(base, kind), _count_step(base, period, calendar, citation)]
    if extension:
        steps.append(_extension_step(steps[-1].end, extension, calendar))
    if stopped:
        steps += _pause_steps(steps[-1].end, base, period + extension, stopped, calendar)
    due = steps[-1].end
    missing = calendar.missing_year(base, due)
    return Deadline(due, tuple(steps), missing is not None, missing)


@lru_cache(maxsize=65536)
def reply_deadline(received: date, calendar: WorkingCalendar) -> Deadline:
    """The plain reply deadline with its steps; equal questions share one immutable answer."""
    return count_reply(received, ClockBase.RECEIVED, calendar)


@lru_cache(maxsize=65536)
def reply_due_date(received: date, calendar: WorkingCalendar) -> date:
    """Only the plain reply date, without reasons (for lists); for many starts see ``add_workdays_to_all``.

    Raises:
        RuleGap: no law or no calendar for that time.
    """
    return calendar.add_workdays(received, parameter_on("reply_days", received).value)
