"""How a due date moved when the calendar or the facts changed."""

from dataclasses import dataclass
from datetime import date

from deadlines.calendar import WorkingCalendar
from deadlines.steps import Deadline
from deadlines.wording import full_date
from law.terms import Term

__all__ = ["Direction", "Moved", "moved"]


class Direction(Term):
    """Which way a date moved; an earlier date is the dangerous one."""

    EARLIER = "earlier", "提前"
    LATER = "later", "推后"
    SETTLED = "settled", "由估算变为确定"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A change of a due date.

    Attributes:
        direction: earlier, later, or the same day that is no longer an estimate.
        days: calendar days moved, never negative.
        workdays: working days moved by the new calendar, never negative.
        old: former date.
        new: date now.
        sentence: the change in Chinese.
    """

    direction: Direction
    days: int
    workdays: int
    old: date
    new: date
    sentence: str


def moved(old: Deadline, new: Deadline, calendar: WorkingCalendar) -> Moved | None:
    """Compare a former deadline with the present one.

    Args:
        old: as it was.
        new: as it is.
        calendar: the present calendar, to count working days.

    Returns:
        ``None`` if nothing changed, neither the date nor whether it is an estimate.
    """
    if old.due == new.due:
        if not old.provisional or new.provisional:
            return None
        sentence = f"期限{full_date(new.due)}不变，由估算变为确定。"
        return _moved(Direction.SETTLED, old.due, new.due, 0, sentence)
    direction = Direction.EARLIER if new.due < old.due else Direction.LATER
    workdays = abs(calendar.workdays_between(old.due, new.due))
    sentence = f"期限由{full_date(old.due)}{direction.label}为{full_date(new.due)}。"
    return _moved(direction, old.due, new.due, workdays, sentence)


def _moved(direction: Direction, old: date, new: date, workdays: int, sentence: str) -> Moved:
    return Moved(
        direction=direction, days=abs((new - old).days), workdays=workdays, old=old, new=new, sentence=sentence
    )
