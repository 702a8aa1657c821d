"""How many working days of its period a reply used: one reckoning for the list and for the statistics."""

from datetime import date
from functools import cache

from deadlines.calendar import WorkingCalendar
from law.parameters import parameters

__all__ = ["days_used", "period_days"]


def period_days(received_on: date, extension_days: int | None) -> int:
    """Working days of the period of reply of a request received on a day, with its extension (条例第三十三条)."""
    return _reply_days(received_on) + int(extension_days or 0)


@cache
def _reply_days(received_on: date) -> int:
    return parameters().value("reply_days", received_on).value


def days_used(total: int, replied_on: date, due_on: date, calendar: WorkingCalendar) -> int:
    """Working days used until a day: those of the period less those that were left.

    Days on which the period stood still (correction, consultation, payment) are not used: they moved ``due_on``.

    Args:
        total: ``period_days``.
        replied_on: the day of the reply, or today.
        due_on: last day of the period.
        calendar: the working days.
    """
    return max(0, total - calendar.workdays_between(replied_on, due_on))
