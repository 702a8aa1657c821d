"""Dates in words, as the sentences of a step and the day-by-day table show them."""

from datetime import date
from functools import lru_cache
from typing import Final

__all__ = ["WEEKDAYS", "day_and_month", "full_date", "weekday_name"]

WEEKDAYS: Final = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")


def weekday_name(day: date) -> str:
    """The weekday, for example 周三."""
    return WEEKDAYS[day.weekday()]


@lru_cache(maxsize=16384)
def full_date(day: date) -> str:
    """The whole date with its weekday, for example 2026年3月30日（周一）."""
    return f"{day.year}年{day.month}月{day.day}日（{WEEKDAYS[day.weekday()]}）"


@lru_cache(maxsize=16384)
def day_and_month(day: date) -> str:
    """Month and day, for example 3月30日; for sentences that name the year already."""
    return f"{day.month}月{day.day}日"
