"""逐日说明: every day of a period with its reason."""

from desktop.day_by_day.page import DayByDayPage

__all__ = ["DayByDayPage"]
