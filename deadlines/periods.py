"""General periods: days, working days, months and years (民法典第二百零一至二百零三条).

The day of the event never counts (T1). Periods of days, months and years that end on a day off end on the next working
day; a weekend day worked in exchange is no day off (T3). Months and years end on the corresponding day, or on the last
day of the month where there is none (T4).
"""

from calendar import monthrange
from datetime import date, timedelta

from deadlines.calendar import WorkingCalendar
from deadlines.grounds import why
from deadlines.steps import Deadline, Step, StepKind, StepUnit
from deadlines.wording import full_date
from law.citations import Citation

__all__ = [
    "add_months",
    "period_days",
    "period_months",
    "period_workdays",
    "period_workdays_before",
    "period_years",
]

Citations = tuple[Citation, ...]


def add_months(start: date, n: int) -> date:
    """The corresponding day ``n`` months later, or the last day of that month (T4)."""
    years, month = divmod(start.month - 1 + n, 12)
    year = start.year + years
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def period_workdays(
    start: date, n: int, calendar: WorkingCalendar, *, event: str = "", citations: Citations = ()
) -> Deadline:
    """The n-th working day after ``start``; it never rolls.

    Args:
        start: day of the event, not counted.
        n: number of working days, at least 0.
        calendar: the working days.
        event: what happened on ``start``, in Chinese.
        citations: the articles of the period.
    """
    due = calendar.add_workdays(start, n)
    sentence = f"自次日起计算，第{n}个工作日为{full_date(due)}。"
    step = Step(StepKind.COUNT, n, StepUnit.WORKDAYS, start, due, sentence, citations or why("period_start"))
    missing = calendar.missing_year(start, due)
    return Deadline(due, (_start(start, event), step), missing is not None, missing, due)


def period_workdays_before(
    event_on: date,
    n: int,
    calendar: WorkingCalendar,
    *,
    full_days_between: bool = False,
    event: str = "",
    citations: Citations = (),
) -> Deadline:
    """The last day to act ``n`` working days before an event.

    Args:
        event_on: day of the event, not counted.
        n: number of working days.
        calendar: the working days.
        full_days_between: read "n days before" as n full working days between act and event, one day earlier.
        event: what happens on ``event_on``, in Chinese.
        citations: the articles of the period.
    """
    back = n + 1 if full_days_between else n
    due = calendar.subtract_workdays(event_on, back)
    sentence = f"自前一日起倒数，第{back}个工作日为{full_date(due)}。"
    step = Step(StepKind.COUNT, -back, StepUnit.WORKDAYS, event_on, due, sentence, citations or why("period_start"))
    missing = calendar.missing_year(due, event_on)
    return Deadline(due, (_start(event_on, event), step), missing is not None, missing, due)


def period_days(
    start: date,
    n: int,
    calendar: WorkingCalendar,
    *,
    roll: bool = True,
    event: str = "",
    citations: Citations = (),
) -> Deadline:
    """The n-th calendar day after ``start``, rolled to a working day unless ``roll`` is false."""
    end = start + timedelta(days=n)
    sentence = f"自次日起计算，第{n}日为{full_date(end)}。"
    step = Step(StepKind.COUNT, n, StepUnit.DAYS, start, end, sentence, citations or why("period_start"))
    return rolled((_start(start, event), step), calendar, roll=roll)


def period_months(
    start: date,
    n: int,
    calendar: WorkingCalendar,
    *,
    roll: bool = True,
    next_day: bool = False,
    event: str = "",
    citations: Citations = (),
) -> Deadline:
    """The day corresponding to ``start`` n months later.

    ``next_day`` takes the day after it, as an older way of counting does; otherwise as :func:`period_days`.
    """
    steps = [_start(start, event), _calendar_step(start, n, StepUnit.MONTHS, citations)]
    if next_day:
        steps.append(_one_day_more(steps[-1].end))
    return rolled(tuple(steps), calendar, roll=roll)


def period_years(
    start: date,
    n: int,
    calendar: WorkingCalendar,
    *,
    roll: bool = True,
    event: str = "",
    citations: Citations = (),
) -> Deadline:
    """The day corresponding to ``start`` n years later."""
    steps = (_start(start, event), _calendar_step(start, n, StepUnit.YEARS, citations))
    return rolled(steps, calendar, roll=roll)


def rolled(steps: tuple[Step, ...], calendar: WorkingCalendar, *, roll: bool = True) -> Deadline:
    """Close a chain of steps: roll its end off days off, if it rolls, and say whether that is an estimate.

    Days before the end do not matter for a period of days, months or years: only where it ends must be covered.
    """
    end = steps[-1].end
    due = calendar.roll(end) if roll else end
    missing = calendar.missing_year(end, due) if roll else None
    if due != end:
        sentence = f"{full_date(end)}是休假日，顺延至{full_date(due)}。"
        moved = Step(StepKind.ROLL, (due - end).days, StepUnit.DAYS, end, due, sentence, why("period_roll"))
        steps = (*steps, moved)
    return Deadline(due, steps, missing is not None, missing, end)


def _start(on: date, event: str) -> Step:
    sentence = f"{full_date(on)}{event}，当日不计入。"
    return Step(StepKind.START, 0, StepUnit.DAYS, on, on, sentence, why("period_start"))


def _calendar_step(start: date, n: int, unit: StepUnit, citations: Citations) -> Step:
    end = add_months(start, n if unit is StepUnit.MONTHS else 12 * n)
    sentence = f"{n}{unit.label}后的对应日为{full_date(end)}。"
    return Step(StepKind.COUNT, n, unit, start, end, sentence, citations or why("period_month"))


def _one_day_more(end: date) -> Step:
    after = end + timedelta(days=1)
    sentence = f"按对应日的次日计算，为{full_date(after)}。"
    return Step(StepKind.COUNT, 1, StepUnit.DAYS, end, after, sentence, why("period_month"))
