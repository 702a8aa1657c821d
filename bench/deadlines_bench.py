"""How fast due dates are computed, beside two libraries that count day by day in the same run.

``python -m bench.deadlines_bench`` prints a table. The libraries are so much slower that they run on a sample, whose
size stands in the note; every figure is the time per due date.
"""

import random
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from time import perf_counter

import chinese_calendar
import holidays

from deadlines.calendar import WorkingCalendar, standard_calendar
from deadlines.day_rows import day_rows
from deadlines.history import CaseHistory, Consultation, Extension, Receipt
from deadlines.reply_clock import reply_clock, reply_deadline, reply_due_date
from deadlines.reply_period import count_reply
from law.policies import PolicySet
from law.terms import Channel, ClockBase, ConsultationKind

__all__ = ["BenchRow", "run"]

MILLION = 1_000_000
WITH_STEPS = 100_000
SAMPLE = 20_000
CLOCKS = 2_000
DAYS = 20
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class BenchRow:
    """One figure. ``budget`` is the most (or, for a ratio, the least) it may be; ``None`` sets none."""

    name: str
    value: float
    unit: str
    budget: float | None
    note: str

    @property
    def kept(self) -> bool:
        """Whether the budget is kept."""
        if self.budget is None:
            return True
        return self.value >= self.budget if self.unit == "times" else self.value <= self.budget


def run() -> list[BenchRow]:
    """Measure everything once."""
    calendar = standard_calendar()
    starts = _starts(MILLION)
    sample = starts[:SAMPLE]
    china = holidays.country_holidays("CN", years=range(2019, 2027))
    plain = _per_item(lambda: [reply_due_date(day, calendar) for day in starts], MILLION)
    counted = _per_item(lambda: [calendar.add_workdays(day, DAYS) for day in starts], MILLION)
    bulk = _per_item(lambda: calendar.add_workdays_to_all(starts, DAYS), MILLION)
    steps = _per_item(lambda: _with_steps(starts[:WITH_STEPS], calendar), WITH_STEPS)
    fresh = _per_item(lambda: _fresh_steps(sample, calendar), SAMPLE)
    chinese = _per_item(lambda: [_walk(day, chinese_calendar.is_workday) for day in sample], SAMPLE)
    other = _per_item(lambda: [_walk(day, china.is_working_day) for day in sample], SAMPLE)
    of_sample = f"sample of {SAMPLE:,}, day by day"
    return [
        BenchRow("due dates one by one", plain, "us", None, f"{MILLION:,} calls; equal starts share one answer"),
        BenchRow("due dates, each counted", counted, "us", None, f"{MILLION:,} calls of add_workdays"),
        BenchRow("due dates in bulk", bulk, "us", None, f"{MILLION:,} in one call of add_workdays_to_all"),
        BenchRow("due dates with all steps", steps, "us", None, f"{WITH_STEPS:,}; equal starts share one answer"),
        BenchRow("due dates with all steps, each built anew", fresh, "us", None, f"{SAMPLE:,} calls of count_reply"),
        BenchRow("chinesecalendar", chinese, "us", None, of_sample),
        BenchRow("holidays", other, "us", None, of_sample),
        BenchRow("chinesecalendar / one by one", chinese / plain, "times", 100, ""),
        BenchRow("chinesecalendar / each counted", chinese / counted, "times", 100, ""),
        BenchRow("chinesecalendar / in bulk", chinese / bulk, "times", 100, ""),
        BenchRow("chinesecalendar / with steps", chinese / steps, "times", 10, ""),
        BenchRow("chinesecalendar / steps anew", chinese / fresh, "times", 10, ""),
        BenchRow("holidays / one by one", other / plain, "times", 100, ""),
        BenchRow("holidays / each counted", other / counted, "times", 100, ""),
        BenchRow("holidays / in bulk", other / bulk, "times", 100, ""),
        BenchRow("holidays / with steps", other / steps, "times", 10, ""),
        BenchRow("holidays / steps anew", other / fresh, "times", None, "for information"),
        BenchRow("whole clock with steps", *_clock(calendar), 200, "consultation and extension"),
        BenchRow("day-by-day table", *_table(calendar), 1000, "one clock"),
        BenchRow("building the calendar", *_build(), 100_000, "19 notices and their amendments"),
    ]


def _starts(count: int) -> list[date]:
    """Days of receipt of the years that the statute and all notices cover, in random order."""
    draw = random.Random(20190515)
    first = date(2019, 5, 15)
    width = (date(2026, 11, 1) - first).days
    return [first + timedelta(days=draw.randrange(width)) for _ in range(count)]


def _per_item(work: Callable[[], object], count: int) -> float:
    start = perf_counter()
    work()
    return (perf_counter() - start) / count * 1e6


def _walk(start: date, works: Callable[[date], bool]) -> date:
    day, left = start, DAYS
    while left:
        day += ONE_DAY
        if works(day):
            left -= 1
    return day


def _with_steps(starts: list[date], calendar: WorkingCalendar) -> int:
    """Sentences included: a step without its sentence would be no reason."""
    return sum(len(step.sentence) for day in starts for step in reply_deadline(day, calendar).steps)


def _fresh_steps(starts: list[date], calendar: WorkingCalendar) -> int:
    return sum(len(step.sentence) for day in starts for step in count_reply(day, ClockBase.RECEIVED, calendar).steps)


def _history(received: date) -> CaseHistory:
    return CaseHistory.of(
        Receipt(channel=Channel.MAIL_SIGNED, signed=received),
        Consultation(
            ref="第三方",
            kind=ConsultationKind.THIRD_PARTY,
            sent=received + timedelta(days=6),
            served=received + timedelta(days=8),
            answered=received + timedelta(days=16),
        ),
        Extension(
            days=15,
            approved_on=received + timedelta(days=18),
            notified_on=received + timedelta(days=19),
        ),
    )


def _clock(calendar: WorkingCalendar) -> tuple[float, str]:
    policies = PolicySet.default()
    histories = [_history(day) for day in _starts(CLOCKS)]
    return _per_item(
        lambda: [reply_clock(one, calendar, policies, date(2026, 11, 23)) for one in histories], CLOCKS
    ), "us"


def _table(calendar: WorkingCalendar) -> tuple[float, str]:
    clocks = [reply_clock(_history(day), calendar, PolicySet.default()) for day in _starts(CLOCKS)]
    return _per_item(lambda: [day_rows(one, calendar) for one in clocks], CLOCKS), "us"


def _build() -> tuple[float, str]:
    notices = standard_calendar().notices
    return _per_item(lambda: WorkingCalendar.build(notices), 1), "us"


def main() -> int:
    """Print the table; the exit status tells whether every budget is kept."""
    rows = run()
    for row in rows:
        budget = "" if row.budget is None else f"{'≥' if row.unit == 'times' else '≤'} {row.budget:,.0f}"
        mark = "" if row.kept else "  OVER BUDGET"
        print(f"{row.name:<44}{row.value:>12,.2f} {row.unit:<6}{budget:>12}  {row.note}{mark}")
    return 0 if all(row.kept for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
