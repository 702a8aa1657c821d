"""Words about a day for date fields (国庆节放假); the calendar is read in the work thread, then answers at once."""

from collections.abc import Callable
from datetime import date
from typing import Protocol

from casework.office import Office
from law.terms import DayKind

__all__ = ["DayWords", "day_words", "read_calendar"]

_WEEKDAYS = "一二三四五六日"


class _Day(Protocol):
    """What is known about a day (``deadlines.calendar.CalendarDay``; the client may not import that room)."""

    @property
    def kind(self) -> DayKind: ...

    @property
    def name(self) -> str: ...

    @property
    def provisional(self) -> bool: ...


def day_words(day: date, known: _Day) -> str:
    """What is special about a day, "" for an ordinary working day."""
    later = "；放假通知未公布，暂定" if known.provisional else ""
    if known.kind is DayKind.MAKEUP:
        return f"周{_WEEKDAYS[day.weekday()]}，调休上班{later}"
    if known.kind in (DayKind.HOLIDAY, DayKind.LOCAL_HOLIDAY):
        return f"{known.name}放假{later}"
    if known.kind is DayKind.WEEKEND:
        return f"周{_WEEKDAYS[day.weekday()]}，休息{later}"
    return later.lstrip("；")


class DayWords:
    """Callable for ``DateInput``; silent until the calendar was read."""

    def __init__(self) -> None:
        self._look: Callable[[date], _Day] | None = None

    def learn(self, look: Callable[[date], _Day]) -> None:
        """Use this calendar from now on."""
        self._look = look

    def __call__(self, day: date) -> str:
        """What is special about a day."""
        return "" if self._look is None else day_words(day, self._look(day))


def read_calendar(office: Office) -> Callable[[date], _Day]:
    """The calendar's answer for a day; runs in the work thread."""
    return office.calendar().day
