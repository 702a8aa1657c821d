"""Reading a date as clerks type it. Pure: today is an argument."""

import re
import unicodedata
from datetime import date, timedelta

__all__ = ["long_date", "read_typed_date", "short_date"]

_WORDS = {"今天": 0, "今日": 0, "昨天": -1, "昨日": -1, "前天": -2, "大前天": -3, "明天": 1, "后天": 2}
_FULL = re.compile(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?")
_MONTH_DAY = re.compile(r"(\d{1,2})[-./月](\d{1,2})日?")
_WEEKDAYS = "一二三四五六日"


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _nearest_year(month: int, day: int, today: date) -> date | None:
    """The year that makes a month and day lie closest before today (letters come from the past).

    A day up to a month ahead still means this year: deadlines and dispatch days are typed too.
    """
    this = _day(today.year, month, day)
    if this is not None and this <= today + timedelta(days=31):
        return this
    before = _day(today.year - 1, month, day)
    return this if before is None else before


def _from_digits(text: str, today: date) -> date | None:
    if len(text) <= 2:
        return _day(today.year, today.month, int(text))
    if len(text) in (3, 4):
        return _nearest_year(int(text[:-2]), int(text[-2:]), today)
    if len(text) == 6:
        return _day(2000 + int(text[:2]), int(text[2:4]), int(text[4:]))
    if len(text) == 8:
        return _day(int(text[:4]), int(text[4:6]), int(text[6:]))
    return None


def _nearest_ahead(month: int, day: int, today: date) -> date | None:
    this = _day(today.year, month, day)
    if this is not None and this >= today - timedelta(days=31):
        return this
    after = _day(today.year + 1, month, day)
    return this if after is None else after


def read_typed_date(typed: str, today: date, *, ahead: bool = False) -> date | None:
    """Read ``11.26``, ``1126``, ``26``, ``昨天``, ``2026-11-26``, ``20261126`` or ``2026年11月26日（周四）``.

    Args:
        typed: the text; full-width digits and spaces are fine.
        today: the day from which short forms are completed.
        ahead: the field asks for a day to come, so a month and day without year prefer the future.

    Returns:
        the day, or None when the text names none.
    """
    text = unicodedata.normalize("NFKC", typed).replace(" ", "").replace("。", ".").replace("·", ".")
    text = re.sub(r"\((周|星期).\)$", "", text)
    if text in _WORDS:
        return today + timedelta(days=_WORDS[text])
    if full := _FULL.fullmatch(text):
        return _day(int(full[1]), int(full[2]), int(full[3]))
    short = _MONTH_DAY.fullmatch(text)
    if short is None and text.isascii() and text.isdigit():
        if len(text) not in (3, 4) or not ahead:
            return _from_digits(text, today)
        return _nearest_ahead(int(text[:-2]), int(text[-2:]), today)
    if short is None:
        alone = re.fullmatch(r"(\d{1,2})[日号]", text)
        return _day(today.year, today.month, int(alone[1])) if alone else None
    nearest = _nearest_ahead if ahead else _nearest_year
    return nearest(int(short[1]), int(short[2]), today)


def long_date(day: date) -> str:
    """2026年11月26日（周四）."""
    return f"{day.year}年{day.month}月{day.day}日（周{_WEEKDAYS[day.weekday()]}）"


def short_date(day: date, today: date | None = None) -> str:
    """11月26日 周四; in another year than today's 2027-1-4 周一."""
    weekday = f"周{_WEEKDAYS[day.weekday()]}"
    if today is not None and day.year != today.year:
        return f"{day.year}-{day.month}-{day.day} {weekday}"
    return f"{day.month}月{day.day}日 {weekday}"
