"""Days as offices write them. What can be read in two ways is not read: the reason is told instead.

A day without a year stays a month and a day here; which year it lies in is decided with the row around it.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from reports.ledger_grid import CellKind, GridCell, serial_day

__all__ = ["DateForm", "DateReading", "PairReading", "read_date", "read_pair"]

_EARLIEST: Final = date(1950, 1, 1)
_LATEST: Final = date(2099, 12, 31)
_SERIALS: Final = (20_000.0, 73_050.0)
"""Serial numbers of 1954 to 2099; other numbers are no days."""

_SEPARATED: Final = re.compile(r"(\d{4})\s*[年./\-]\s*(\d{1,2})\s*[月./\-]\s*(\d{1,2})\s*[日号]?")
_COMPACT: Final = re.compile(r"(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2})?)?")
_SHORT: Final = re.compile(r"(\d{2})\s*[年./\-]\s*(\d{1,2})\s*[月./\-]\s*(\d{1,2})\s*[日号]?")
_YEARLESS: Final = re.compile(r"(\d{1,2})\s*[月./\-]\s*(\d{1,2})\s*[日号]?")
_YEAR_LAST: Final = re.compile(r"(\d{1,2})[./\-](\d{1,2})[./\-](\d{4})")
_CLOCK: Final = re.compile(
    r"[T\s]*(?:[上下]午)?\s*\d{1,2}[:时点](?:\d{1,2}[:分]?)?(?:\d{1,2}(?:\.\d+)?秒?)?(?:Z|[+\-]\d\d:?\d\d)?"
)
_TIME: Final = re.compile(r"([上下]午)?\s*(\d{1,2})[:时点](?:(\d{1,2})[:分]?)?(?:(\d{1,2}))?")
_WEEKDAY: Final = re.compile(r"[(（]?(?:周|星期)[一二三四五六日天][)）]?")
_BEHIND: Final = re.compile(
    r"(?<=[\d日号])\s*(?:之?前|止|收到|收件|签收|收|受理|答复|回复|复|办结|寄出|发出|送达|提交|登记)$"
)
"""Words behind a day that say again what the column says."""

_CHINESE: Final = re.compile(
    r"(?:([〇零一二三四五六七八九○]{4})年)?([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})[日号]?"
)
_DIGITS: Final = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0}
_ROLE_OR_DAY: Final = re.compile(
    r"(?P<role>收到|收件|签收|受理|收|答复|回复|办结|复)"
    r"|(?P<day>\d{4}[年./\-]\d{1,2}[月./\-]\d{1,2}[日号]?|\d{1,2}[月./\-]\d{1,2}[日号]?)"
)


class DateForm(StrEnum):
    """How a day was written, as far as somebody has to be told."""

    PLAIN = "plain"
    YEARLESS = "yearless"
    SERIAL = "serial"
    SHORT_YEAR = "short_year"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class DateReading:
    """A day as read.

    Attributes:
        day: ``None`` if it is refused, or has no year yet.
        moment: with the time of the day, if one is written.
        form: how it was written.
        month_day: of a day without a year.
        refused: reason; empty if it is not refused.
        note: what could be meant, in Chinese.
    """

    day: date | None = None
    moment: datetime | None = None
    form: DateForm = DateForm.PLAIN
    month_day: tuple[int, int] | None = None
    refused: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class PairReading:
    """A cell of two days: receipt and reply; ``None`` where none is written. ``refused`` as in :class:`DateReading`."""

    received: DateReading | None = None
    reply: DateReading | None = None
    refused: str = ""
    note: str = ""
    several: bool = False


def read_date(cell: GridCell, *, since_1904: bool = False, keeps_zero: bool = False) -> DateReading:
    """Read one day.

    Args:
        cell: the cell; a blank one is refused as not readable, ask before.
        since_1904: of the workbook.
        keeps_zero: the column writes ``8.10`` with its zero, so that ``8.1`` is the first.
    """
    if cell.kind is CellKind.DATE and isinstance(cell.value, datetime):
        return _bounded(cell.value.date(), cell.value)
    if cell.kind is CellKind.NUMBER:
        return _number(cell, since_1904=since_1904)
    if cell.kind is not CellKind.TEXT:
        return DateReading(refused="date_not_readable")
    return _text(str(cell.value), since_1904=since_1904, keeps_zero=keeps_zero)


def _number(cell: GridCell, *, since_1904: bool) -> DateReading:
    value = cell.number
    if value is None:
        return DateReading(refused="date_not_readable")
    if _SERIALS[0] <= value <= _SERIALS[1]:
        return _serial(value, since_1904=since_1904)
    if value == int(value):
        digits = str(int(value))
        if len(digits) in {8, 14} and digits[:2] in {"19", "20"}:
            return _text(digits, since_1904=since_1904, keeps_zero=True)
        return DateReading(refused="date_not_readable")
    return _decimal(cell.shown)


def _serial(value: float, *, since_1904: bool) -> DateReading:
    moment = serial_day(value, since_1904=since_1904)
    if moment is None:
        return DateReading(refused="date_not_readable")
    return DateReading(moment.date(), moment, DateForm.SERIAL)


def _decimal(shown: str) -> DateReading:
    """``8.15`` as a number: month and day; a number has lost the zero of ``8.10``."""
    month, _, day = shown.partition(".")
    if not (month.isdecimal() and day.isdecimal() and len(month) <= 2 and len(day) <= 2):
        return DateReading(refused="date_not_readable")
    if len(day) == 1 and day in "123":
        return _ambiguous(int(month), int(day), DateForm.NUMBER)
    return _yearless(int(month), int(day), DateForm.NUMBER)


def _ambiguous(month: int, tens: int, form: DateForm) -> DateReading:
    """``8.1``: the first or the tenth; ``2.3`` can only be the third."""
    if not _exists(month, tens * 10):
        return _yearless(month, tens, form)
    note = f"可能是{month}月{tens}日，也可能是{month}月{tens}0日"
    return DateReading(refused="date_number_ambiguous", note=note)


def _exists(month: int, day: int) -> bool:
    try:
        date(2024, month, day)
    except ValueError:
        return False
    return True


def _text(text: str, *, since_1904: bool, keeps_zero: bool) -> DateReading:
    plain = unicodedata.normalize("NFKC", text).strip().strip("'\"=").strip().rstrip("。.,，")
    plain = _BEHIND.sub("", plain).rstrip()
    plain = _WEEKDAY.sub("", plain).replace("—", "-").replace("–", "-").replace("\\", "/").strip()
    chinese = _CHINESE.match(plain)
    if chinese is not None and chinese.end() == len(plain):
        return _from_chinese(chinese)
    for pattern, read in ((_SEPARATED, _full), (_COMPACT, _full), (_SHORT, _short)):
        found = pattern.match(plain)
        if found is not None:
            rest = plain[found.end() :].strip()
            if not rest or _CLOCK.fullmatch(rest):
                return read(found, rest)
    found = _YEAR_LAST.fullmatch(plain)
    if found is not None:
        return _year_last(*map(int, found.groups()))
    found = _YEARLESS.fullmatch(plain)
    if found is not None:
        month, day = int(found[1]), int(found[2])
        rewritten = not keeps_zero and "." in plain and found[2] in {"1", "2", "3"}
        return _ambiguous(month, day, DateForm.YEARLESS) if rewritten else _yearless(month, day, DateForm.YEARLESS)
    if re.fullmatch(r"\d{5}(?:\.\d+)?", plain) and _SERIALS[0] <= float(plain) <= _SERIALS[1]:
        return _serial(float(plain), since_1904=since_1904)
    return DateReading(refused="date_not_readable")


def _full(found: re.Match[str], rest: str) -> DateReading:
    groups = found.groups()
    try:
        day = date(int(groups[0]), int(groups[1]), int(groups[2]))
        if len(groups) > 3 and groups[3] is not None:
            moment = datetime(day.year, day.month, day.day, int(groups[3]), int(groups[4]), int(groups[5] or 0))  # noqa: DTZ001
        else:
            moment = _moment(day, rest)
    except ValueError:
        return DateReading(refused="impossible_date")
    return _bounded(day, moment)


def _moment(day: date, rest: str) -> datetime:
    found = _TIME.search(rest)
    if found is None:
        return datetime(day.year, day.month, day.day)  # noqa: DTZ001
    hour = int(found[2])
    if found[1] == "下午" and hour < 12:
        hour += 12
    return datetime(day.year, day.month, day.day, hour, int(found[3] or 0), int(found[4] or 0))  # noqa: DTZ001


def _short(found: re.Match[str], rest: str) -> DateReading:
    try:
        day = date(2000 + int(found[1]), int(found[2]), int(found[3]))
        return DateReading(day, _moment(day, rest), DateForm.SHORT_YEAR)
    except ValueError:
        return DateReading(refused="impossible_date")


def _year_last(first: int, second: int, year: int) -> DateReading:
    """``3/25/2025`` is clear, ``3/5/2025`` is not: both orders are in use."""
    if first <= 12 and second <= 12 and first != second:
        note = f"可能是{first}月{second}日，也可能是{second}月{first}日"
        return DateReading(refused="date_number_ambiguous", note=note)
    month, day = (second, first) if first > 12 else (first, second)
    try:
        read = date(year, month, day)
    except ValueError:
        return DateReading(refused="impossible_date")
    return _bounded(read, None)


def _yearless(month: int, day: int, form: DateForm) -> DateReading:
    if not _exists(month, day):
        return DateReading(refused="impossible_date")
    return DateReading(month_day=(month, day), form=form)


def _from_chinese(found: re.Match[str]) -> DateReading:
    month, day = _counted(found[2]), _counted(found[3])
    if found[1] is None:
        return _yearless(month, day, DateForm.YEARLESS)
    try:
        read = date(int("".join(str(_DIGITS[sign]) for sign in found[1])), month, day)
    except ValueError:
        return DateReading(refused="impossible_date")
    return _bounded(read, None)


def _counted(text: str) -> int:
    tens, ten, units = text.partition("十")
    if not ten:
        return _DIGITS[text] if len(text) == 1 else 99
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[units] if units else 0)


def _bounded(day: date, moment: datetime | None) -> DateReading:
    if not _EARLIEST <= day <= _LATEST:
        return DateReading(refused="impossible_date")
    return DateReading(day, moment)


def read_pair(cell: GridCell, *, since_1904: bool = False, named: bool = True) -> PairReading:
    """Read a cell that may hold the day of receipt and the day of the reply (``3.5收/3.28复``).

    Args:
        cell: the cell.
        since_1904: of the workbook.
        named: the head of the column promises two days, so that one alone does not say which it is.
    """
    days = [
        (role, _text(day, since_1904=since_1904, keeps_zero=True))
        for role, day in (_roles(_normal(cell)) if cell.kind is CellKind.TEXT else [])
    ]
    if len(days) > 2:
        return PairReading(refused="date_not_readable")
    roles = [role for role, _ in days]
    if len(days) == 2:
        return _two(roles, [day for _, day in days], named=named)
    if not days or (roles == [""] and not named):
        return PairReading(received=read_date(cell, since_1904=since_1904))
    if roles == [""]:
        return PairReading(refused="date_role_unknown", note="只有一个日期，未写收或复")
    read = days[0][1]
    return PairReading(received=read) if roles == ["received"] else PairReading(reply=read)


def _two(roles: list[str], days: list[DateReading], *, named: bool) -> PairReading:
    if roles == ["", ""] and not named:
        return PairReading(refused="date_role_unknown", note="一格两个日期，未写收或复")
    if roles in (["received", "reply"], ["", "reply"], ["received", ""], ["", ""]):
        return PairReading(received=days[0], reply=days[1], several=True)
    if roles in (["reply", "received"], ["reply", ""], ["", "received"]):
        return PairReading(received=days[1], reply=days[0], several=True)
    return PairReading(refused="date_role_unknown", note="两个日期写的是同一件事")


def _roles(text: str) -> list[tuple[str, str]]:
    """The days of a text with what each is: a word before its day if the text begins with one, else behind it."""
    tokens = [(found["role"], found["day"]) for found in _ROLE_OR_DAY.finditer(text)]
    before = bool(tokens) and tokens[0][0] is not None
    if before:
        tokens.reverse()
    days: list[tuple[str, str]] = []
    for role, day in tokens:
        if day is not None:
            days.append(("", day))
        elif days and not days[-1][0]:
            days[-1] = ("received" if role[0] in "收签受" else "reply", days[-1][1])
    return days[::-1] if before else days


def _normal(cell: GridCell) -> str:
    return unicodedata.normalize("NFKC", str(cell.value)).strip()
