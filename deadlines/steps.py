"""A deadline and the steps that lead to it.

Steps follow one another: each begins on the day on which the one before it ended, and the last one ends on the due
date. A step of n working days ends n working days after its start, a step of n days n calendar days after it, so that
anybody can count the chain again.
"""

from dataclasses import dataclass, replace
from datetime import date

from law.citations import Citation
from law.terms import Term

__all__ = ["DayMark", "DayRow", "DaySums", "Deadline", "Finding", "Step", "StepKind", "StepUnit", "extend_deadline"]


class StepKind(Term):
    """What a step does to the date."""

    START = "start", "起算"
    COUNT = "count", "计数"
    PAUSE = "pause", "停算"
    EXTENSION = "extension", "延长"
    DEFERRAL = "deferral", "延迟"
    SUSPENSION = "suspension", "中止"
    ROLL = "roll", "顺延"


class StepUnit(Term):
    """In what a step counts."""

    WORKDAYS = "workdays", "个工作日"
    DAYS = "days", "日"
    MONTHS = "months", "个月"
    YEARS = "years", "年"


@dataclass(frozen=True, slots=True)
class Step:
    """One piece of a deadline.

    Attributes:
        what: kind of step.
        quantity: number of units; 0 for the start, negative when counted backwards.
        unit: working days, calendar days, months or years.
        start: day from which the step counts (that day itself is not counted).
        end: day it arrives at.
        sentence: the step in Chinese.
        citations: the articles behind it.
    """

    what: StepKind
    quantity: int
    unit: StepUnit
    start: date
    end: date
    sentence: str
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Deadline:
    """A due date with its reasons.

    Attributes:
        due: last day of the period.
        steps: chain of steps from the first day to ``due``.
        provisional: counted over days for which no notice is loaded; not to be written into letters as certain.
        missing_year: first year without a notice, if provisional.
        unrolled: the day before rolling to a working day, if it differs or the period is one that rolls.
    """

    due: date
    steps: tuple[Step, ...]
    provisional: bool = False
    missing_year: int | None = None
    unrolled: date | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to be told about a case: a stable code, one Chinese sentence, the articles."""

    code: str
    sentence: str
    citations: tuple[Citation, ...] = ()


class DayMark(Term):
    """What a day does in the day-by-day table."""

    START = "start", "收到"
    COUNTED = "counted", "计入"
    MAKEUP = "makeup", "调休上班"
    HOLIDAY = "holiday", "放假"
    WEEKEND = "weekend", "休息"
    PAUSED = "paused", "停算"
    DEFERRED = "deferred", "延迟"
    DUE = "due", "截止"


@dataclass(frozen=True, slots=True, kw_only=True)
class DayRow:
    """One line of the day-by-day table.

    Attributes:
        date: the day.
        weekday: its weekday in Chinese.
        count: which day of the period it is, ``None`` if it does not count.
        mark: what it does.
        text: remark in Chinese: the holiday, the event, the reason.
        source: number of the notice, or the article.
        provisional: no notice covers the day.
    """

    date: date
    weekday: str
    count: int | None
    mark: DayMark
    text: str
    source: str
    provisional: bool = False

    @property
    def label(self) -> str:
        """第 n 日 for a day that counts, else the word of its mark."""
        if self.count is None:
            return self.mark.label
        return f"第 {self.count} 日"


@dataclass(frozen=True, slots=True, kw_only=True)
class DaySums:
    """The sums below the table, in days after the start: ``counted`` includes ``makeup``."""

    counted: int
    makeup: int
    off: int
    paused: int
    deferred: int
    total: int


def extend_deadline(deadline: Deadline, step: Step, missing_year: int | None) -> Deadline:
    """A deadline with one more step at its end."""
    missing = deadline.missing_year if deadline.missing_year is not None else missing_year
    return replace(
        deadline,
        due=step.end,
        steps=(*deadline.steps, step),
        provisional=missing is not None,
        missing_year=missing,
    )
