"""Reading one item of a holiday notice: which days are off, which weekend days are worked.

An item is what follows 一、元旦：. Its sentences say 放假, 补休 or 上班 after a list of days and ranges; everything
else (法定节假日, 公休日, 调至) only explains and is checked for its weekdays. Text is expected ``normalised``.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from deadlines.wording import WEEKDAYS, weekday_name

__all__ = ["Item", "NoticeYear", "normalised", "read_item"]

ONE_DAY: Final = timedelta(days=1)
LONGEST_HOLIDAY: Final = 16
"""More days in one range than any holiday had; a longer one is a misread."""

_DATE = r"(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日(?:\(([^()]*)\))?"
_SPAN: Final = re.compile(rf"{_DATE}(?:(?:至|到|[-—–−~]+){_DATE})?")
_SHORT_RANGE: Final = re.compile(r"(\d{1,2}月\d{1,2})(至|到|[-—–−~]+)(?=\d{1,2}(?:月\d{1,2})?日)")
_WEEKDAY: Final = re.compile(r"(?:星期|礼拜|周)([一二三四五六日天])")
_TOTAL: Final = re.compile(r"(?:共|放假)([0-9一二两三四五六七八九十]{1,3})天")
_INVISIBLE: Final = re.compile(r"[\s\u200b-\u200f\u2060\ufeff\u00ad]+")
_DIGITS: Final = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}


class NoticeYear:
    """The year of a notice, and which year a December day without a year means in it."""

    def __init__(self, year: int) -> None:
        self.year = year

    def reaches(self, day: date) -> bool:
        """Whether a notice for this year may arrange the day: its year, the December before, the January after."""
        before = day.year == self.year - 1 and day.month == 12
        return before or day.year == self.year or (day.year == self.year + 1 and day.month == 1)

    def of(self, month: int, *, new_year: bool) -> int:
        """The New Year holiday may begin in the December before; every other day lies in the year itself."""
        return self.year - 1 if new_year and month == 12 else self.year


@dataclass(slots=True)
class Item:
    """What an item says.

    Attributes:
        name: the holiday or holidays.
        off: days off in the order of the text.
        work: weekend days worked.
        until: last day of an extended holiday (延长…至), if the item extends one.
        joined: says that the day joins the weekend.
        problems: what does not fit, each a Chinese sentence.
    """

    name: str
    off: list[date] = field(default_factory=list)
    work: list[date] = field(default_factory=list)
    until: date | None = None
    joined: bool = False
    problems: list[str] = field(default_factory=list)


def normalised(text: str) -> str:
    """Half-width digits and brackets, no blanks and no invisible characters."""
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))


def read_item(name: str, body: str, year: int) -> Item:
    """Read the text of one item.

    Args:
        name: the holiday, without number and colon.
        body: the normalised text after it.
        year: year of the notice.
    """
    item = Item(name)
    # 2月6-12日 has its 日 only at the end: give the first day its own.
    body = _SHORT_RANGE.sub(r"\1日\2", body)
    for sentence in re.split(r"[。;!]", body):
        if sentence and not sentence.startswith("鼓励"):
            _Sentence(item, sentence, NoticeYear(year)).read()
    _check_total(item, body)
    if item.joined and item.off:
        _check_joined(item)
    return item


class _Sentence:
    """One sentence of an item; days wait until a verb says what they are."""

    def __init__(self, item: Item, text: str, year: NoticeYear) -> None:
        self.item = item
        self.text = text
        self.year = year
        self.explains = text.startswith("其中")
        self.last: date | None = None
        self.waiting: list[date] = []
        self.added: set[date] = set()

    def read(self) -> None:
        for clause in _clauses(self.text):
            self._clause(clause)
        if self.waiting and not self.explains:
            day = self.waiting[0]
            self.item.problems.append(f"{day.month}月{day.day}日后面没有写明是放假还是上班")

    def _clause(self, clause: str) -> None:
        if "周末连休" in clause:
            self.item.joined = True
        extended = re.search(r"延长.*?(?:假期|放假)?至", clause)
        if extended:
            self._extend(clause[extended.end() :])
            return
        self.waiting += self._days(clause)
        bare = re.sub(r"\([^()]*\)", "", clause)
        if "调至" in bare or "法定节假日" in bare or "公休日" in bare or "照常公休" in bare:
            self.waiting.clear()  # an explanation of where the days come from
        elif "上班" in bare:
            self._work(resume="起" in bare)
        elif re.search(r"不放假", bare):
            self.waiting.clear()
        elif re.search(r"放假|补休|调休|公休|休息", bare):
            self._off()

    def _extend(self, rest: str) -> None:
        days = self._days(rest)
        if len(days) == 1:
            self.item.until = days[0]
        else:
            self.item.problems.append("没有读出假期延长至哪一日")

    def _work(self, *, resume: bool) -> None:
        for day in self.waiting:
            if day.weekday() < 5:
                if not resume:
                    self.item.problems.append(f"{_long(day)}是{weekday_name(day)}，本来就是工作日，原文写“上班”")
            elif day in self.item.work:
                self.item.problems.append(f"{_long(day)}上班写了两次")
            else:
                self.item.work.append(day)
        self.waiting.clear()

    def _off(self) -> None:
        for day in self.waiting:
            if day not in self.item.off:
                self.item.off.append(day)
                self.added.add(day)
            elif day in self.added and not self.explains:
                self.item.problems.append(f"{_long(day)}放假写了两次")
        self.waiting.clear()

    # ------------------------------------------------------------------ days

    def _days(self, clause: str) -> list[date]:
        found: list[date] = []
        for match in _SPAN.finditer(clause):
            year, month, day, remark, *end = match.groups()
            if end[2] is None:
                first = self._day(year, month, day)
                if first is not None:
                    self._check_weekday(first, remark)
                    found.append(first)
            else:
                found += self._range((year, month, day, remark), (end[0], end[1], end[2], end[3]))
        return found

    def _range(
        self, start: tuple[str | None, str | None, str, str | None], end: tuple[str | None, str | None, str, str | None]
    ) -> Iterator[date]:
        first = self._day(start[0], start[1], start[2], ends_in=int(end[1]) if end[1] else None, end_year=end[0])
        last = self._day(end[0], end[1], end[2])
        if first is None or last is None:
            return
        if last < first and end[0] is None and first.month == 12 and last.month == 1:
            last = date(first.year + 1, last.month, last.day)
            self.last = last
        if last < first:
            self.item.problems.append(f"起止日期颠倒：{_long(first)}至{_long(last)}")
            return
        if (last - first).days >= LONGEST_HOLIDAY:
            self.item.problems.append(f"{_long(first)}至{_long(last)}超过{LONGEST_HOLIDAY}天，请核对")
            return
        inside = _WEEKDAY.findall(end[3] or "")
        if start[3] is None and len(inside) == 2:
            self._check_name(first, f"周{inside[0]}", inside[0])
            self._check_name(last, f"周{inside[1]}", inside[1])
        else:
            self._check_weekday(first, start[3])
            self._check_weekday(last, end[3])
        for offset in range((last - first).days + 1):
            yield first + timedelta(days=offset)

    def _day(
        self,
        year: str | None,
        month: str | None,
        day: str,
        ends_in: int | None = None,
        end_year: str | None = None,
    ) -> date | None:
        """One day of the text; month and year that are left out are those of the day before in the sentence."""
        number = int(month) if month else self.last.month if self.last else None
        if number is None:
            self.item.problems.append(f"“{day}日”没有写明月份")
            return None
        if year:
            full_year = int(year)
        elif end_year:
            full_year = int(end_year) - (1 if number == 12 and ends_in == 1 else 0)
        elif month is None and self.last is not None:
            full_year = self.last.year
        else:
            full_year = self._year_of(number, ends_in)
        try:
            found = date(full_year, number, int(day))
        except ValueError:
            self.item.problems.append(_impossible(full_year, number, int(day)))
            return None
        if not self.year.reaches(found):
            self.item.problems.append(f"{_long(found)}不属于{self.year.year}年的安排")
            return None
        self.last = found
        return found

    def _year_of(self, month: int, ends_in: int | None) -> int:
        if month == 12 and ends_in == 1:
            return self.year.year - 1
        if self.last is not None and self.last.month <= month and self.last.year != self.year.year and month != 1:
            return self.last.year
        return self.year.of(month, new_year="元旦" in self.item.name)

    def _check_weekday(self, day: date, remark: str | None) -> None:
        for match in _WEEKDAY.finditer(remark or ""):
            self._check_name(day, match.group(0), match.group(1))

    def _check_name(self, day: date, written: str, name: str) -> None:
        if f"周{'日' if name == '天' else name}" != WEEKDAYS[day.weekday()]:
            self.item.problems.append(f"{_long(day)}是{weekday_name(day)}，原文写“{written}”")


def _clauses(sentence: str) -> list[str]:
    """Split at commas outside brackets."""
    parts: list[str] = []
    depth = 0
    current = ""
    for sign in sentence:
        depth += (sign == "(") - (sign == ")")
        if sign in ",:" and depth <= 0:
            parts.append(current)
            current = ""
        else:
            current += sign
    return [*parts, current]


def _long(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _impossible(year: int, month: int, day: int) -> str:
    if not 1 <= month <= 12:
        return f"没有{month}月"
    return f"{year}年{month}月没有{day}日"


def _number(text: str) -> int | None:
    if text.isdigit():
        return int(text)
    if len(text) == 1:
        return _DIGITS.get(text)
    if text[0] == "十":
        return 10 + _DIGITS.get(text[1:], 0)
    return None


def _run(days: list[date]) -> set[date]:
    """The days together with the weekend days that join them."""
    run = set(days)
    for day in days:
        for step in (ONE_DAY, -ONE_DAY):
            near = day + step
            while near.weekday() >= 5 and near not in run:
                run.add(near)
                near += step
    return run


def _check_total(item: Item, body: str) -> None:
    """Compare 共N天 with the days read; a total may include the weekend that the days join."""
    found = list(_TOTAL.finditer(re.sub(r"\([^()]*\)", "", body)))
    if not found or not item.off:
        return
    match = next((one for one in found if one.group(0).startswith("共")), found[0])
    total = _number(match.group(1))
    if total is None:
        return
    allowed = {len(item.off), len(_run(item.off))} if item.joined else {len(item.off)}
    if total not in allowed:
        item.problems.append(f"原文写“{match.group(0)}”，逐日数得{len(item.off)}天")


def _check_joined(item: Item) -> None:
    if len(_run(item.off)) == len(item.off) and all(day.weekday() < 5 for day in item.off):
        day = item.off[0]
        item.problems.append(f"原文写与周末连休，但{_long(day)}是{weekday_name(day)}，前后不接周末")
