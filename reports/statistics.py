"""Statistics: periods and what they are compared with, distributions, shares and growth; pure, from numbers alone.

A period is compared with the same days of the year before, so that a year that is not over is not measured against a
whole one. Percentiles are nearest-rank: a number of days that a reply really took.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from reports.annual_values import growth, rounded

__all__ = [
    "CROWDED_LEAST",
    "CROWDED_TIMES",
    "DAY_BINS",
    "SLACK_BINS",
    "DayBin",
    "Distribution",
    "Period",
    "by_month",
    "change_text",
    "crowded",
    "distribution",
    "month_of",
    "period_between",
    "points_text",
    "share_text",
    "standard_periods",
]

CROWDED_LEAST: Final = 10
CROWDED_TIMES: Final = Decimal("1.5")


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A period and the one that it is compared with, all days inclusive.

    Attributes:
        key: ``this_year``, ``last_year``, ``this_quarter``, ``last_quarter``, ``this_month``, ``last_month``, ``free``.
        label: as people choose it: 今年.
        since, until: first and last day.
        before_since, before_until: the same days of the year before.
    """

    key: str
    label: str
    since: date
    until: date
    before_since: date
    before_until: date

    @property
    def days(self) -> str:
        """The days in words: 2026年1月1日至11月23日."""
        return _days(self.since, self.until)

    @property
    def before_days(self) -> str:
        """The days of the year before in words."""
        return _days(self.before_since, self.before_until)

    @property
    def months(self) -> tuple[tuple[int, int], ...]:
        """Year and month of every month that the period touches, in order."""
        first, last = month_of(self.since), month_of(self.until)
        return tuple((at // 12, at % 12 + 1) for at in range(_serial(first), _serial(last) + 1))


def _days(first: date, last: date) -> str:
    if first == last:
        return f"{first.year}年{first.month}月{first.day}日"
    if first.year == last.year:
        return f"{first.year}年{first.month}月{first.day}日至{last.month}月{last.day}日"
    return f"{first.year}年{first.month}月{first.day}日至{last.year}年{last.month}月{last.day}日"


def month_of(day: date) -> tuple[int, int]:
    """Year and month of a day."""
    return day.year, day.month


def _serial(month: tuple[int, int]) -> int:
    return month[0] * 12 + month[1] - 1


def _year_before(day: date) -> date:
    """The same day a year earlier; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return date(day.year - 1, 2, 28)


def _last_of_month(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def period_between(since: date, until: date, key: str = "free", label: str = "自选时段") -> Period:
    """A period from a day until a day, with its comparison.

    A period that ends with a month is compared until the end of that month, also in a year whose February is longer.

    Raises:
        ValueError: it ends before it begins.
    """
    if until < since:
        raise ValueError(f"a period from {since} until {until}")
    before = _year_before(until)
    if until == _last_of_month(until.year, until.month):
        before = _last_of_month(until.year - 1, until.month)
    return Period(key=key, label=label, since=since, until=until, before_since=_year_before(since), before_until=before)


def standard_periods(today: date) -> tuple[Period, ...]:
    """What people ask for; what is not over is counted until ``today``."""
    year, quarter = today.year, (today.month - 1) // 3
    first = date(year, quarter * 3 + 1, 1)
    month = today.replace(day=1)
    before_quarter = first - timedelta(days=1)
    before_month = month - timedelta(days=1)
    return (
        period_between(date(year, 1, 1), today, "this_year", "今年"),
        period_between(date(year - 1, 1, 1), date(year - 1, 12, 31), "last_year", "去年"),
        period_between(first, today, "this_quarter", "本季度"),
        period_between(
            date(before_quarter.year, before_quarter.month - 2, 1), before_quarter, "last_quarter", "上季度"
        ),
        period_between(month, today, "this_month", "本月"),
        period_between(before_month.replace(day=1), before_month, "last_month", "上月"),
    )


# -------------------------------------------------------------------------------------------------------- distributions


@dataclass(frozen=True, slots=True)
class DayBin:
    """Numbers of working days that stand in one bar; ``last`` None: and more."""

    first: int
    last: int | None

    @property
    def label(self) -> str:
        """6–10; ≥41."""
        if self.last is None:
            return f"≥{self.first}"
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"

    def holds(self, days: int) -> bool:
        """Whether a number of days stands in it."""
        return days >= self.first and (self.last is None or days <= self.last)


DAY_BINS: Final = (
    DayBin(0, 5),
    DayBin(6, 10),
    DayBin(11, 15),
    DayBin(16, 20),
    DayBin(21, 30),
    DayBin(31, 40),
    DayBin(41, None),
)
"""Working days that a reply took."""

SLACK_BINS: Final = (DayBin(1, 5), DayBin(6, 10), DayBin(11, 15), DayBin(16, 20), DayBin(21, None))
"""Working days that are left; what is due today or late stands apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Distribution:
    """How numbers of days are spread.

    Attributes:
        counts: by number of days.
        total: of all counts.
        median, nine_tenths: days within which half and 90 % of them lie; None of nothing.
        longest: the largest number; None of nothing.
    """

    counts: Mapping[int, int]
    total: int
    median: int | None
    nine_tenths: int | None
    longest: int | None

    def within(self, of: DayBin) -> int:
        """How many stand in a bar."""
        return sum(number for days, number in self.counts.items() if of.holds(days))


def distribution(counts: Mapping[int, int]) -> Distribution:
    """The distribution of numbers of days given with how often each occurs."""
    kept = {days: number for days, number in sorted(counts.items()) if number}
    return Distribution(
        counts=kept,
        total=sum(kept.values()),
        median=_nearest_rank(kept, 50),
        nine_tenths=_nearest_rank(kept, 90),
        longest=max(kept, default=None),
    )


def _nearest_rank(ordered: Mapping[int, int], percent: int) -> int | None:
    """The smallest number of days that at least ``percent`` of them do not exceed."""
    total = sum(ordered.values())
    seen = 0
    for days, number in ordered.items():
        seen += number
        if seen * 100 >= total * percent:
            return days
    return None


# ---------------------------------------------------------------------------------------------------- shares and growth


def share_text(part: int, whole: int) -> str:
    """A share with one decimal; of nothing there is none: —."""
    if not whole:
        return "—"
    return f"{rounded(Decimal(part * 100) / whole, 1)}%"


def change_text(now: int, before: int) -> str:
    """How a number changed: 同比 +12（+10.34%）; over nothing there is no growth."""
    moved = growth(Decimal(now), Decimal(before))
    if moved is None:
        return "去年同期 0"
    if now == before:
        return "同比持平"
    return f"同比 {now - before:+,}（{moved:+}%）"


def points_text(now: tuple[int, int], before: tuple[int, int]) -> str:
    """How a share changed, in percentage points; each share is a part and its whole."""
    if not now[1] or not before[1]:
        return "去年同期 —"
    moved = rounded(Decimal(now[0] * 100) / now[1] - Decimal(before[0] * 100) / before[1], 1)
    return f"同比 {moved:+} 个百分点" if moved else "同比持平"


def crowded(loads: Mapping[str, int]) -> tuple[str, ...]:
    """Who has too much: ten open requests or more, and more than one and a half times the mean of all.

    Of one person alone there is no mean to exceed.
    """
    if len(loads) < 2:
        return ()
    mean = Decimal(sum(loads.values())) / len(loads)
    return tuple(who for who, load in loads.items() if load >= CROWDED_LEAST and load > mean * CROWDED_TIMES)


def by_month(counts: Iterable[tuple[date, int]], months: Sequence[tuple[int, int]]) -> tuple[int, ...]:
    """Counts by day added up for each of these months."""
    found = dict.fromkeys(months, 0)
    for day, number in counts:
        found[month_of(day)] = found.get(month_of(day), 0) + number
    return tuple(found[one] for one in months)
