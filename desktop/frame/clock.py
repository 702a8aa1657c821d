"""The clock of the client: the only place that may ask what day it is.

Acts and questions get today and now as arguments from here, so that tests, drivers and ``--today`` decide them.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime

__all__ = ["Clock"]


@dataclass(frozen=True, slots=True)
class Clock:
    """Today and now. ``fixed`` holds the day still.

    The legal day follows the machine's local date; a program left open over midnight is right the next morning.
    """

    fixed: date | None = None

    def today(self) -> date:
        """The legal day."""
        return self.fixed or datetime.now(UTC).astimezone().date()

    def now(self) -> datetime:
        """The instant, aware UTC; on a fixed day the time of the machine on that day."""
        instant = datetime.now(UTC)
        if self.fixed is None:
            return instant
        return instant.replace(year=self.fixed.year, month=self.fixed.month, day=self.fixed.day)
