"""The working-day calendar: which days count, why, and according to which notice.

A working day is Monday to Friday without a day off, or a weekend day that a notice makes a working day (T2 of the
rules on periods). The calendar is built once from the yearly notices and is immutable; every question is answered
from arrays over the day ordinals, so that adding working days costs one look-up whatever their number.

Years without a notice are *estimated*: weekends and the statutory holidays of the Holiday Measures that the law data
know, without the substitute days that only a notice can fix. Every such day is marked ``provisional``.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from law.errors import RuleGap
from law.notices import HolidayNotice, holiday_notices, statutory_citation, statutory_days
from law.terms import DayKind

__all__ = ["CalendarDay", "LocalDay", "Span", "WorkingCalendar", "standard_calendar"]

FIRST_DAY: Final = date(1990, 1, 1)
ESTIMATED_YEARS: Final = 25
"""How many years past the last notice are estimated: the longest period of the law data is twenty years."""

Span = tuple[date, date]
"""An inclusive pair (first day, last day)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalDay:
    """A day that a local government adds to the national calendar (放假办法第四条).

    Attributes:
        on: the day.
        name: the festival, as people read it.
        document_number: the local document that orders it; shown as source.
        working: ``True`` for a weekend day worked in exchange, ``False`` for a day off.
        published_on: from which day it was known; ``None`` means always.
    """

    on: date
    name: str
    document_number: str = ""
    working: bool = False
    published_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDay:
    """One day and its reason. ``source`` is the number of the notice, or empty for an ordinary day."""

    date: date
    kind: DayKind
    working: bool
    name: str = ""
    source: str = ""
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class _Mark:
    kind: DayKind
    name: str
    source: str


def _known(notice: HolidayNotice, day: date, known_on: date | None) -> bool:
    """Whether a day of a notice was known.

    The date of publication of the notices 2008-2018 is not recorded. Such an entry counts as known from 1 December
    of the year before; days around the following New Year, which those entries hold although a later notice ordered
    them, from 1 December of their own year.
    """
    if known_on is None:
        return True
    if notice.published_on is not None:
        return notice.published_on <= known_on
    new_year_part = day + timedelta(days=7)
    return date(new_year_part.year - 1, 12, 1) <= known_on


def _announced(notice: HolidayNotice, known_on: date | None) -> bool:
    if known_on is None:
        return True
    return (notice.published_on or date(notice.year - 1, 12, 1)) <= known_on


def _in_force_order(notice: HolidayNotice) -> tuple[int, date, bool]:
    published = notice.published_on or date(notice.year - 1, 12, 1)
    return notice.year, published, notice.amends is not None


def _latest_of_each_year(notices: Sequence[HolidayNotice]) -> tuple[HolidayNotice, ...]:
    """Drop a yearly notice that was issued anew for the same year; amendments all stay."""
    last = {one.year: one for one in notices if one.amends is None}
    return tuple(one for one in notices if one.amends is not None or last[one.year] is one)


def _source(notice: HolidayNotice) -> str:
    return notice.document_number or f"{notice.year}年放假通知（文号待核对）"


def _neighbour_name(marks: Mapping[date, _Mark], day: date) -> str:
    """Name of the holiday that a day added by an amendment continues."""
    for step in (-1, 1):
        near = day
        for _ in range(10):
            near += timedelta(days=step)
            mark = marks.get(near)
            if mark is not None and mark.kind is DayKind.HOLIDAY:
                return mark.name
    return "放假"


def _apply(marks: dict[date, _Mark], notice: HolidayNotice, known_on: date | None) -> None:
    source = _source(notice)
    for day in (*notice.off_removed, *notice.makeup_removed):
        if _known(notice, day, known_on):
            marks.pop(day, None)
    for name, days in notice.off:
        for day in days:
            if _known(notice, day, known_on):
                marks[day] = _Mark(DayKind.HOLIDAY, name, source)
    for day in notice.off_added:
        if _known(notice, day, known_on):
            marks[day] = _Mark(DayKind.HOLIDAY, _neighbour_name(marks, day), source)
    for day in (*notice.makeup, *notice.makeup_added):
        if _known(notice, day, known_on):
            marks[day] = _Mark(DayKind.MAKEUP, "", source)


def _estimate(marks: dict[date, _Mark], years: Iterable[int]) -> None:
    source = f"{statutory_citation().brief}，待通知"
    for year in years:
        for name, days in statutory_days(year):
            for day in days:
                marks.setdefault(day, _Mark(DayKind.HOLIDAY, name, source))


class WorkingCalendar:
    """Immutable calendar of working days.

    Build it with :meth:`build` or take :func:`standard_calendar`. All dates are legal days without a time zone.
    """

    __slots__ = (
        "_covered",
        "_dates",
        "_first",
        "_first_covered",
        "_gapless",
        "_horizon",
        "_marks",
        "_nth",
        "_origin",
        "_rank",
        "_tables",
        "known_on",
        "notices",
    )

    def __init__(
        self,
        marks: Mapping[date, _Mark],
        covered: frozenset[int],
        notices: tuple[HolidayNotice, ...],
        known_on: date | None,
    ) -> None:
        self.known_on = known_on
        self.notices = notices
        self._marks = dict(marks)
        self._covered = covered
        last_year = max(covered, default=FIRST_DAY.year)
        self._horizon = date(last_year, 12, 31)
        self._first_covered = date(min(covered, default=last_year + 1), 1, 1)
        self._gapless = len(covered) == last_year - self._first_covered.year + 1
        self._first = FIRST_DAY
        self._origin = FIRST_DAY.toordinal()
        end = date(last_year + ESTIMATED_YEARS, 12, 31).toordinal()
        self._dates: list[date] = [date.fromordinal(i) for i in range(self._origin, end + 1)]
        self._rank: list[int] = []
        self._nth: list[date] = []
        for day in self._dates:
            mark = self._marks.get(day)
            if day.weekday() < 5 if mark is None else mark.kind is DayKind.MAKEUP:
                self._nth.append(day)
            self._rank.append(len(self._nth))
        self._tables: dict[int, list[date]] = {}

    @classmethod
    def build(
        cls,
        notices: Iterable[HolidayNotice],
        local_days: Iterable[LocalDay] = (),
        known_on: date | None = None,
    ) -> "WorkingCalendar":
        """Build a calendar from yearly notices.

        Args:
            notices: notices and amendments in any order; later publication prevails, amendments follow their notice.
                A notice of one year may also change days of the December before and of the January after.
            local_days: local additions; they prevail over the national notices on their day.
            known_on: leave out what was published later than this day. ``None`` takes everything. Notices without a
                recorded date of publication count as known from 1 December of the year before.
        """
        kept = _latest_of_each_year(sorted((one for one in notices if _announced(one, known_on)), key=_in_force_order))
        marks: dict[date, _Mark] = {}
        for notice in kept:
            _apply(marks, notice, known_on)
        covered = frozenset(one.year for one in kept if one.amends is None)
        last = max(covered, default=FIRST_DAY.year)
        _estimate(marks, (y for y in range(FIRST_DAY.year, last + ESTIMATED_YEARS + 1) if y not in covered))
        for local in local_days:
            if known_on is None or local.published_on is None or local.published_on <= known_on:
                kind = DayKind.MAKEUP if local.working else DayKind.LOCAL_HOLIDAY
                marks[local.on] = _Mark(kind, local.name, local.document_number)
        return cls(marks, covered, kept, known_on)

    # ------------------------------------------------------------------ single days

    @property
    def horizon(self) -> date:
        """Last day covered by a loaded notice."""
        return self._horizon

    @property
    def first_covered(self) -> date:
        """First day covered by a loaded notice."""
        return self._first_covered

    def covers(self, day: date) -> bool:
        """Whether a notice for the year of the day is loaded."""
        return day.year in self._covered

    def provisional(self, day: date) -> bool:
        """Whether the answer for this day is an estimate."""
        return day.year not in self._covered

    def missing_year(self, first: date, last: date) -> int | None:
        """The earliest year between two days (inclusive) that has no notice, or ``None``."""
        if self._gapless and first >= self._first_covered and last <= self._horizon:
            return None
        for year in range(first.year, last.year + 1):
            if year not in self._covered:
                return year
        return None

    def is_working(self, day: date) -> bool:
        """Whether the day counts as a working day (T2)."""
        mark = self._marks.get(day)
        return day.weekday() < 5 if mark is None else mark.kind is DayKind.MAKEUP

    def day(self, day: date) -> CalendarDay:
        """What the day is and why."""
        mark = self._marks.get(day)
        provisional = self.provisional(day)
        if mark is None:
            working = day.weekday() < 5
            kind = DayKind.WORKDAY if working else DayKind.WEEKEND
            return CalendarDay(date=day, kind=kind, working=working, provisional=provisional)
        return CalendarDay(
            date=day,
            kind=mark.kind,
            working=mark.kind is DayKind.MAKEUP,
            name=mark.name,
            source=mark.source,
            provisional=provisional,
        )

    # ------------------------------------------------------------------ counting

    def _index(self, day: date) -> int:
        index = day.toordinal() - self._origin
        if not 0 <= index < len(self._rank):
            raise RuleGap(f"no calendar for {day.isoformat()}")
        return index

    def add_workdays(self, start: date, n: int, skip: Collection[date] = frozenset()) -> date:
        """The day on which the n-th working day after ``start`` falls.

        Args:
            start: the day not counted (T1, 民法典第二百零一条).
            n: number of working days, at least 0; 0 gives ``start``.
            skip: days that do not count; days off among them make no difference.

        Raises:
            RuleGap: outside the years of the calendar.
        """
        if n < 1:
            if n == 0:
                return start
            raise ValueError(f"negative number of working days: {n}")
        index = start.toordinal() - self._origin
        if index < 0:
            raise RuleGap(f"no calendar for {start.isoformat()}")
        try:
            at = self._rank[index] + n - 1
            due = self._nth[at]
            if skip:
                for day in sorted(skip):
                    if start < day <= due and self.is_working(day):
                        at += 1
                        due = self._nth[at]
        except IndexError:
            raise RuleGap(f"no calendar for {n} working days after {start.isoformat()}") from None
        return due

    def add_workdays_outside(self, start: date, n: int, stopped: Sequence[Span]) -> date:
        """As :meth:`add_workdays`, with spans of days that do not count.

        ``stopped`` must be disjoint and in order (see :func:`deadlines.pauses.union`).
        """
        at = self._rank[self._index(start)] + n - 1
        try:
            due = self._nth[at] if n > 0 else start
            for first, last in stopped:
                if first > due:
                    break
                if last > start:
                    at += self.workdays_in(max(first, start + timedelta(days=1)), last)
                    due = self._nth[at] if n > 0 else start
        except IndexError:
            raise RuleGap(f"no calendar for {n} working days after {start.isoformat()}") from None
        return due

    def add_workdays_to_all(self, starts: Iterable[date], n: int) -> list[date]:
        """:meth:`add_workdays` for many starts at once; one table look-up each.

        Raises:
            RuleGap: if any start is outside the years of the calendar.
        """
        days = starts if isinstance(starts, list) else list(starts)
        if not days:
            return []
        if n < 0:
            raise ValueError(f"negative number of working days: {n}")
        # A list index below zero would wrap round to the far end instead of failing.
        self._index(min(days))
        table = self._table(n)
        origin = self._origin
        try:
            return [table[day.toordinal() - origin] for day in days]
        except IndexError:
            raise RuleGap(f"no calendar for {n} working days after one of the days") from None

    def _table(self, n: int) -> list[date]:
        """For every day of the calendar the n-th working day after it; built once for each n."""
        table = self._tables.get(n)
        if table is None:
            last = len(self._nth) - n
            table = [self._nth[r + n - 1] for r in self._rank if r <= last] if n else self._dates
            self._tables[n] = table
        return table

    def subtract_workdays(self, end: date, n: int) -> date:
        """The n-th working day before ``end``, ``end`` not counted."""
        if n < 1:
            if n == 0:
                return end
            raise ValueError(f"negative number of working days: {n}")
        at = self._rank[self._index(end)] - (1 if self.is_working(end) else 0) - n
        if at < 0:
            raise RuleGap(f"no calendar for {n} working days before {end.isoformat()}")
        return self._nth[at]

    def workdays_between(self, after: date, until: date) -> int:
        """Number of working days in ``(after, until]``; negative if ``until`` lies before ``after``."""
        return self._rank[self._index(until)] - self._rank[self._index(after)]

    def workdays_in(self, first: date, last: date) -> int:
        """Number of working days in ``[first, last]``; 0 if ``last`` lies before ``first``."""
        if last < first:
            return 0
        before = self._index(first) - 1
        return self._rank[self._index(last)] - (self._rank[before] if before >= 0 else 0)

    def roll(self, day: date) -> date:
        """The day itself, or the first working day after it if it is off (T3, 民法典第二百零三条).

        A weekend day that is worked in exchange is not off, so it stays.
        """
        index = self._index(day)
        if self.is_working(day):
            return day
        try:
            return self._nth[self._rank[index]]
        except IndexError:
            raise RuleGap(f"no calendar after {day.isoformat()}") from None

    def working_days(self, first: date, last: date) -> list[date]:
        """The working days of ``[first, last]`` in order."""
        if last < first:
            return []
        before = self._index(first) - 1
        low = self._rank[before] if before >= 0 else 0
        return self._nth[low : self._rank[self._index(last)]]


@lru_cache(maxsize=1)
def standard_calendar() -> WorkingCalendar:
    """The calendar of the notices that the program brings along, amendments applied."""
    return WorkingCalendar.build(holiday_notices())
