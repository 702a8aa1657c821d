"""Dates and slack in words, as lists, chips and histories show them."""

from datetime import date

from deadlines.wording import full_date, weekday_name

__all__ = ["days_left", "full_date", "month_day", "short_date"]


def month_day(day: date, today: date) -> str:
    """Month and day, with the year if it is not this one: 12月4日, 2027年1月4日."""
    text = f"{day.month}月{day.day}日"
    return text if day.year == today.year else f"{day.year}年{text}"


def short_date(day: date, today: date) -> str:
    """The short form of lists: 11月26日 周四, 2027-1-4 周一."""
    if day.year == today.year:
        return f"{day.month}月{day.day}日 {weekday_name(day)}"
    return f"{day.year}-{day.month}-{day.day} {weekday_name(day)}"


def days_left(slack: int, due: date, today: date) -> str:
    """How much is left until ``due``, or how late it is.

    Args:
        slack: working days in ``(today, due]``, negative when late.
        due: the due date.
        today: the day of the question.
    """
    if due == today:
        return "今日到期"
    if due < today:
        # A due date of Friday looked at on Saturday is late by a day, though by no working day.
        return f"已超 {-slack} 个工作日" if slack else f"已超 {(today - due).days} 日"
    return f"剩 {slack} 个工作日"
