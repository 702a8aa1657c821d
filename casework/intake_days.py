"""The reply period of a request that is not registered yet, day by day."""

from casework.office import Office
from deadlines.day_rows import day_rows
from deadlines.steps import DayRow, Deadline

__all__ = ["counted_days"]


def counted_days(office: Office, deadline: Deadline) -> tuple[DayRow, ...]:
    """The days of a period one by one, from its first day to its last; only for a period that nothing stopped."""
    return day_rows(deadline, office.calendar())
