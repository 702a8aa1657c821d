"""Other last days of the procedure: proactive publication, the fee notice, the annual report, internal periods."""

from dataclasses import replace
from datetime import date

from deadlines.calendar import WorkingCalendar
from deadlines.clock_base import statutory_workdays
from deadlines.grounds import parameter_on, why
from deadlines.periods import period_workdays, rolled
from deadlines.reply_clock import ReplyClock
from deadlines.steps import Deadline, Finding, Step, StepKind, StepUnit
from deadlines.wording import full_date
from law.policies import PolicySet
from law.terms import Term

__all__ = [
    "ReportingBody",
    "annual_report_due",
    "proactive_publish_due",
    "rectify_clock",
    "rectify_due",
    "reminder_days",
]


class ReportingBody(Term):
    """Who publishes an annual report."""

    DEPARTMENT = "department", "部门"
    GOVERNMENT = "government", "政府"


def proactive_publish_due(formed: date, calendar: WorkingCalendar) -> Deadline:
    """Last day to publish proactively, from the day the information was formed or changed (条例第二十六条)."""
    return statutory_workdays("proactive_publish_days", formed, "信息形成或者变更", calendar)


def annual_report_due(year: int, body: ReportingBody, calendar: WorkingCalendar, policies: PolicySet) -> Deadline:
    """Last day to publish the report on ``year``, in the year after (条例第四十九条).

    It does not roll, unless the agency's policy ``annual_deadline_roll`` says so.
    """
    value = parameter_on(f"annual_report_{body.value}_due", date(year, 12, 31))
    month, day = divmod(value.value, 100)
    on = date(year + 1, month, day)
    sentence = f"{year}年度报告应在{full_date(on)}前公布。"
    step = Step(StepKind.START, 0, StepUnit.DAYS, on, on, sentence, why("annual_report"))
    return rolled((step,), calendar, roll=policies.flag("annual_deadline_roll"))


def rectify_due(received: date, calendar: WorkingCalendar, policies: PolicySet) -> Deadline:
    """Internal day for a request to correct records (条例第四十一条); the law sets none."""
    days = policies.number("rectify_days")
    counted = period_workdays(received, days, calendar, event="收到更正申请", citations=why("rectify"))
    start, count = counted.steps
    sentence = f"更正申请没有法定期限；本机关内部定为{days}个工作日，至{full_date(counted.due)}。"
    return replace(counted, steps=(start, replace(count, sentence=sentence)))


def rectify_clock(clock: ReplyClock, calendar: WorkingCalendar, policies: PolicySet) -> ReplyClock:
    """The clock of a request to correct records: the agency's internal day in place of the reply period.

    Args:
        clock: the clock as run over its facts; receipt and findings stay.
        calendar: the working days.
        policies: ``rectify_days``.
    """
    received = clock.received.received
    if received is None:
        return replace(clock, if_answered_today=None, correction_notice_due=None, conservative_due=None)
    due = rectify_due(received, calendar, policies)
    sentence = f"更正申请没有法定期限，{full_date(due.due)}是本机关内部期限。"
    kept = tuple(one for one in clock.warnings if one.code != "calendar_missing" or due.provisional)
    return replace(
        clock,
        first_due=due,
        due=due,
        extension=None,
        correction_notice_due=None,
        conservative_due=None,
        warnings=(*kept, Finding("rectify_internal", sentence, why("rectify"))),
    )


def reminder_days(deadline: Deadline, calendar: WorkingCalendar, policies: PolicySet) -> tuple[date, ...]:
    """When to remind before a due date: five, three and one working days, earlier while the date is an estimate."""
    extra = policies.number("provisional_safety_workdays") if deadline.provisional else 0
    return tuple(calendar.subtract_workdays(deadline.due, before + extra) for before in REMINDERS)


REMINDERS = (5, 3, 1)
"""Working days before a due date on which the office is reminded."""
