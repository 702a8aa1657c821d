"""The day-by-day table behind a due date: one line for every day, with its reason and its source."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from deadlines.calendar import CalendarDay, WorkingCalendar
from deadlines.pauses import StoppedSpan
from deadlines.reply_clock import ReplyClock
from deadlines.steps import DayMark, DayRow, DaySums, Deadline, Step, StepKind, StepUnit
from deadlines.wording import weekday_name
from law.terms import DayKind

__all__ = ["day_rows", "day_sums"]

_OFF = {
    DayKind.HOLIDAY: DayMark.HOLIDAY,
    DayKind.LOCAL_HOLIDAY: DayMark.HOLIDAY,
    DayKind.WEEKEND: DayMark.WEEKEND,
}


def day_rows(
    deadline: Deadline | ReplyClock, calendar: WorkingCalendar, stopped: Sequence[StoppedSpan] = ()
) -> tuple[DayRow, ...]:
    """One row for every day from the start of a period to its end.

    Args:
        deadline: a deadline, or a clock, whose due date and stopped days are then taken; a clock without a due date
            gives no rows.
        calendar: the calendar that the deadline was counted with.
        stopped: for a bare deadline, the days that did not count.
    """
    if isinstance(deadline, ReplyClock):
        return day_rows(deadline.due, calendar, deadline.stopped) if deadline.due else ()
    return _Table(deadline, calendar, stopped).rows()


def day_sums(rows: Iterable[DayRow]) -> DaySums:
    """Count the rows: how many days counted and how many did not, and why."""
    body = [row for row in rows if row.mark is not DayMark.START]
    counted = [row for row in body if row.count is not None]
    off = [row for row in body if row.count is None and row.mark in (DayMark.HOLIDAY, DayMark.WEEKEND)]
    return DaySums(
        counted=len(counted),
        makeup=sum(row.mark is DayMark.MAKEUP or (row.mark is DayMark.DUE and "调休" in row.text) for row in counted),
        off=len(off),
        paused=sum(row.mark is DayMark.PAUSED for row in body),
        deferred=len(body) - len(counted) - len(off) - sum(row.mark is DayMark.PAUSED for row in body),
        total=len(body),
    )


class _Table:
    """Builds the rows of one deadline."""

    def __init__(self, deadline: Deadline, calendar: WorkingCalendar, stopped: Sequence[StoppedSpan]) -> None:
        self.deadline = deadline
        self.calendar = calendar
        self.stopped = stopped
        first = deadline.steps[0]
        self.start = min(first.start, deadline.due)
        self.counted_until = self._counted_until()
        units = {step.unit for step in deadline.steps if step.what is StepKind.COUNT}
        self.by_workdays = units == {StepUnit.WORKDAYS}
        self.by_days = units == {StepUnit.DAYS}
        self.number = 0

    def _counted_until(self) -> date:
        """The last day that counts; a deferral or a roll lies behind it."""
        for step in self.deadline.steps:
            if step.what in (StepKind.DEFERRAL, StepKind.ROLL):
                return step.start
        return self.deadline.due

    def rows(self) -> tuple[DayRow, ...]:
        days = (self.deadline.due - self.start).days
        return tuple(self._row(self.start + timedelta(days=offset)) for offset in range(days + 1))

    def _row(self, on: date) -> DayRow:
        day = self.calendar.day(on)
        if on == self.start:
            return self._event(day, DayMark.START, self.deadline.steps[0], None)
        count = self._count(day)
        if on == self.deadline.due:
            return self._event(day, DayMark.DUE, self._deciding_step(), count)
        if count is not None:
            if day.kind is DayKind.MAKEUP:
                return _build(day, DayMark.MAKEUP, count, day.kind.label, day.source)
            return _build(day, DayMark.COUNTED, count, "", "")
        return self._uncounted(day)

    def _uncounted(self, day: CalendarDay) -> DayRow:
        if day.date > self.counted_until:
            step = self._last_step()
            return _build(day, _OFF.get(day.kind, DayMark.DEFERRED), None, day.name, day.source or _article(step))
        if not day.working and not self.by_days:
            return _build(day, _OFF[day.kind], None, day.name, day.source)
        span = self._span(day.date)
        if span is None:
            return _build(day, _OFF.get(day.kind, DayMark.COUNTED), None, day.name, day.source)
        source = span.citations[0].brief if span.citations else ""
        return _build(day, DayMark.PAUSED, None, "；".join(span.labels), source)

    def _count(self, day: CalendarDay) -> int | None:
        counts = (self.by_workdays and day.working) or self.by_days
        if not counts or day.date > self.counted_until or self._span(day.date) is not None:
            return None
        self.number += 1
        return self.number

    def _span(self, on: date) -> StoppedSpan | None:
        return next((span for span in self.stopped if span.first <= on <= span.last), None)

    def _last_step(self) -> Step:
        return self.deadline.steps[-1]

    def _deciding_step(self) -> Step:
        """The step that the due date rests on: a pause only moves what the count or the extension fixed."""
        fixing = [step for step in self.deadline.steps if step.what is not StepKind.PAUSE]
        return fixing[-1]

    def _event(self, day: CalendarDay, mark: DayMark, step: Step, count: int | None) -> DayRow:
        text = step.sentence.rstrip("。") if mark is DayMark.START else mark.label
        if mark is DayMark.DUE and day.kind is DayKind.MAKEUP:
            text = f"{mark.label}，{day.kind.label}"
        return _build(day, mark, count, text, _article(step))


def _article(step: Step) -> str:
    return step.citations[0].brief if step.citations else ""


def _build(day: CalendarDay, mark: DayMark, count: int | None, text: str, source: str) -> DayRow:
    return DayRow(
        date=day.date,
        weekday=weekday_name(day.date),
        count=count,
        mark=mark,
        text=text,
        source=source,
        provisional=day.provisional,
    )
