"""Counting the steps of a deadline again, one by one."""

from datetime import timedelta

from deadlines.calendar import WorkingCalendar
from deadlines.periods import add_months
from deadlines.steps import Deadline, Step, StepUnit


def replayed_end(step: Step, calendar: WorkingCalendar) -> object:
    """Where a step ends when it is counted again from its start."""
    if step.unit is StepUnit.WORKDAYS:
        if step.quantity < 0:
            return calendar.subtract_workdays(step.start, -step.quantity)
        return calendar.add_workdays(step.start, step.quantity)
    if step.unit is StepUnit.DAYS:
        return step.start + timedelta(days=step.quantity)
    return add_months(step.start, step.quantity * (12 if step.unit is StepUnit.YEARS else 1))


def assert_steps_count_to(deadline: Deadline, calendar: WorkingCalendar) -> None:
    """Every step starts where the one before it ended and can be counted again; the last ends on the due date."""
    at = deadline.steps[0].start
    for step in deadline.steps:
        assert step.start == at, step
        assert replayed_end(step, calendar) == step.end, step
        assert step.sentence.endswith("。")
        assert f"{step.end.month}月{step.end.day}日" in step.sentence
        assert step.citations, step
        at = step.end
    assert at == deadline.due
