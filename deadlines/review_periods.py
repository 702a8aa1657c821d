"""Periods of reconsideration and litigation: of the applicant, of the agency, of the reviewing body.

Every period is an entry of the law data (number, unit, event, whether its end rolls); this module only counts.
"""

from dataclasses import dataclass
from datetime import date

from deadlines.calendar import WorkingCalendar
from deadlines.grounds import consequence, parameter_on, why
from deadlines.periods import period_days, period_months, period_workdays, period_workdays_before, period_years, rolled
from deadlines.steps import Deadline, Step, StepKind, StepUnit
from deadlines.wording import full_date
from law.dispute_terms import Procedure
from law.errors import RuleGap, UserError
from law.parameters import Unit, parameters
from law.policies import PolicySet

__all__ = [
    "Answer",
    "Procedure",
    "ReviewCase",
    "ReviewClock",
    "answer_to_review",
    "decision_clock",
    "hearing_notice_due",
    "posted_in_time",
    "recon_answer_due",
    "remake_due",
    "review_due",
]


def review_due(key: str, start: date, calendar: WorkingCalendar, policies: PolicySet) -> Deadline:
    """A period of the law data counted from its event.

    Args:
        key: parameter, for example ``recon_apply_days``.
        start: day of the event; the law in force on it decides.
        calendar: the working days.
        policies: ``month_count_reading`` and, for the reviewing body's own periods, ``reconsideration_deadline_roll``.

    Raises:
        RuleGap: no such period, or no law in force on that day.
    """
    parameter = parameters().parameter(key)
    value = parameter_on(key, start)
    citations = (value.citation,)
    event = parameter.counted_from
    roll = parameter.rolls and (not key.startswith("recon_decide") or policies.flag("reconsideration_deadline_roll"))
    if value.unit is Unit.WORKDAY:
        return period_workdays(start, value.value, calendar, event=event, citations=citations)
    if value.unit is Unit.DAY:
        return period_days(start, value.value, calendar, roll=roll, event=event, citations=citations)
    if value.unit is Unit.MONTH:
        next_day = policies.text("month_count_reading") == "next_day"
        return period_months(
            start, value.value, calendar, roll=roll, next_day=next_day, event=event, citations=citations
        )
    if value.unit is Unit.YEAR:
        return period_years(start, value.value, calendar, roll=roll, event=event, citations=citations)
    raise RuleGap(f"{key} is no period")


def recon_answer_due(
    copy_received: date, procedure: Procedure, calendar: WorkingCalendar, policies: PolicySet
) -> Deadline:
    """Last day for the written answer with evidence (行政复议法第四十八、五十四条); working days."""
    key = "recon_answer_simple_days" if procedure is Procedure.SIMPLE else "recon_answer_days"
    return review_due(key, copy_received, calendar, policies)


def hearing_notice_due(hearing_on: date, calendar: WorkingCalendar, policies: PolicySet) -> Deadline:
    """Last day to give notice of a hearing (行政复议法第五十一条), by the agency's reading of "days before"."""
    value = parameter_on("recon_hearing_notice_days", hearing_on)
    return period_workdays_before(
        hearing_on,
        value.value,
        calendar,
        full_days_between=policies.text("hearing_notice_reading") == "five_full_workdays",
        event="举行听证",
        citations=(value.citation,),
    )


def remake_due(served: date, calendar: WorkingCalendar, policies: PolicySet, set_days: int | None = None) -> Deadline:
    """Last day for a new reply after the first was revoked.

    Args:
        served: day on which the decision was received.
        calendar: the working days.
        policies: ``remake_days_default``, used where the decision sets no period.
        set_days: working days that the decision sets.
    """
    days = policies.number("remake_days_default") if set_days is None else set_days
    return period_workdays(served, days, calendar, event="收到责令重新答复的决定", citations=why("reply_period"))


def posted_in_time(deadline: date, posted: date) -> bool:
    """Whether something handed to the post is in time: the day of posting counts, not the way (T5)."""
    return posted <= deadline


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The agency's answer to a review: its last day, whether it came late, and what that means."""

    due: Deadline
    late: bool
    consequence: str


def answer_to_review(
    copy_received: date,
    procedure: Procedure,
    answered: date | None,
    calendar: WorkingCalendar,
    policies: PolicySet,
    today: date | None = None,
) -> Answer:
    """Judge the written answer (行政复议法第七十条).

    Args:
        copy_received: day on which the copy of the application came.
        procedure: ordinary or simple.
        answered: day on which the answer was handed in or posted, ``None`` if it was not.
        calendar: the working days.
        policies: the agency's choices.
        today: judges an answer that was not given; ``None`` leaves it open.
    """
    due = recon_answer_due(copy_received, procedure, calendar, policies)
    decisive = answered if answered is not None else today
    late = decisive is not None and not posted_in_time(due.due, decisive)
    return Answer(due=due, late=late, consequence=consequence("recon_no_evidence") if late else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewCase:
    """Dated facts of a reconsideration that move the day of its decision.

    Attributes:
        accepted: day of acceptance.
        procedure: the procedure at acceptance.
        converted_on: changed from simple to ordinary procedure.
        extension_days: extension in calendar days, told in writing.
        suspended, resumed: suspension, told in writing.
        pauses: further times that do not count (more suspensions, surveys): first day, and the day on which the period
            runs on, None while it is stopped.
    """

    accepted: date
    procedure: Procedure
    converted_on: date | None = None
    extension_days: int = 0
    suspended: date | None = None
    resumed: date | None = None
    pauses: tuple[tuple[date, date | None], ...] = ()

    @property
    def stopped(self) -> tuple[tuple[date, date | None], ...]:
        """All times that do not count, by their first days; those that overlap are one."""
        given = [*self.pauses, *([(self.suspended, self.resumed)] if self.suspended is not None else [])]
        joined: list[tuple[date, date | None]] = []
        for begin, end in sorted(given, key=lambda one: one[0]):
            last = joined[-1] if joined else None
            if last is not None and (last[1] is None or begin <= last[1]):
                joined[-1] = (last[0], None if last[1] is None or end is None else max(last[1], end))
            else:
                joined.append((begin, end))
        return tuple(joined)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewClock:
    """When the decision is due.

    Attributes:
        base_due: without extension and suspension.
        pause_days: calendar days of suspension.
        due: with both; ``None`` while suspended.
        may_end_on: day on which a suspension has lasted so long that the case may be ended, if suspended and open.
    """

    base_due: Deadline
    pause_days: int
    due: Deadline | None
    may_end_on: date | None


def decision_clock(case: ReviewCase, calendar: WorkingCalendar, policies: PolicySet) -> ReviewClock:
    """Count the day of the decision (行政复议法第六十二条), with suspension, extension and change of procedure.

    Raises:
        UserError: an extension beyond the limit, or dates in impossible order.
    """
    _check(case)
    converted = case.converted_on is not None
    simple = case.procedure is Procedure.SIMPLE and not converted
    key = "recon_decide_simple_days" if simple else "recon_decide_days"
    from_conversion = converted and policies.text("simple_to_ordinary_start") == "converted"
    start = case.converted_on if from_conversion and case.converted_on else case.accepted
    base = review_due(key, start, calendar, policies)
    open_since = next((begin for begin, end in case.stopped if end is None), None)
    if open_since is not None:
        limit = parameter_on("recon_suspension_max_days", open_since).value
        end = period_days(open_since, limit, calendar, roll=False).due
        return ReviewClock(base_due=base, pause_days=_pause_days(case, policies), due=None, may_end_on=end)
    pause = _pause_days(case, policies)
    return ReviewClock(
        base_due=base, pause_days=pause, due=_moved(case, base, pause, calendar, policies), may_end_on=None
    )


def _check(case: ReviewCase) -> None:
    cap = parameter_on("recon_decide_extension_days", case.accepted)
    if case.extension_days > cap.value:
        what = f"延长 {case.extension_days} 日超过上限"
        raise UserError("recon_extension_over_cap", what, f"复议决定最多延长{cap.value}日", "", (cap.citation,))
    given = [*case.pauses, *([(case.suspended, case.resumed)] if case.suspended is not None else [])]
    if any(end is not None and end < begin for begin, end in given):
        raise UserError("impossible_order", "恢复日早于中止日", "", "请核对两个日期")


def _pause_days(case: ReviewCase, policies: PolicySet) -> int:
    both = 1 if policies.text("suspend_reading") == "both_included" else 0
    return sum((end - begin).days + both for begin, end in case.stopped if end is not None)


def _moved(case: ReviewCase, base: Deadline, pause: int, calendar: WorkingCalendar, policies: PolicySet) -> Deadline:
    if not case.extension_days and not pause:
        return base
    from_rolled = policies.text("rc_extend_base") == "rolled"
    steps = base.steps if from_rolled else tuple(one for one in base.steps if one.what is not StepKind.ROLL)
    at = steps[-1].end
    extension = parameter_on("recon_decide_extension_days", case.accepted).citation
    if case.extension_days:
        moved = period_days(at, case.extension_days, calendar, roll=False).due
        sentence = f"经批准延长{case.extension_days}日，至{full_date(moved)}。"
        step = Step(StepKind.EXTENSION, case.extension_days, StepUnit.DAYS, at, moved, sentence, (extension,))
        steps, at = (*steps, step), moved
    if pause:
        moved = period_days(at, pause, calendar, roll=False).due
        sentence = f"中止期间{pause}日不计入，至{full_date(moved)}。"
        step = Step(StepKind.SUSPENSION, pause, StepUnit.DAYS, at, moved, sentence, why("recon_suspension"))
        steps = (*steps, step)
    return rolled(steps, calendar, roll=policies.flag("reconsideration_deadline_roll"))
