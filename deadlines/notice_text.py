"""Reading the text of an official holiday notice as it was published.

The text is pasted whole: title, number, salutation, items, closing paragraph, signature. Every day and every weekday in
it is checked; a line that does not fit is named and the notice is refused until the text is right.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from deadlines.notice_grammar import Item, read_item
from deadlines.notice_lines import HAS_DAY, VERB, Block, LineKind, NoticeLines, names_a_holiday, without_number
from law.notices import HolidayNotice, holiday_notices
from law.terms import DayKind

__all__ = ["LineKind", "NoticeDraft", "NoticeProblem", "ParsedDay", "ParsedLine", "parse_notice"]

HOLIDAYS: Final = {
    "元旦": "元旦",
    "春节": "春节",
    "清明": "清明节",
    "劳动": "劳动节",
    "端午": "端午节",
    "中秋": "中秋节",
    "国庆": "国庆节",
}
"""What every yearly notice arranges: the part of the name that never changes, and the name."""


YEARS: Final = range(2000, 2101)
"""Years for which a notice is believable; anything else is a slip of the pen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedDay:
    """One day that a line arranges; ``kind`` is ``HOLIDAY`` or ``MAKEUP``."""

    date: date
    kind: DayKind
    name: str


FESTIVAL: Final = re.compile(r"元旦|春节|清明节?|(?:国际)?劳动节|五一|端午节?|中秋节?|国庆节?|纪念日")


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeProblem:
    """Why a text is refused. ``line`` counts from 1; ``None`` concerns the whole text."""

    line: int | None
    code: str
    what: str

    @property
    def sentence(self) -> str:
        """The refusal with its line, as the client shows it."""
        where = f"第 {self.line} 行：" if self.line is not None else ""
        return f"{where}{self.what}。"


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedLine:
    """One line of the text with what was read from it.

    Attributes:
        no: line number from 1, as in the pasted text.
        text: the line as pasted.
        kind: what it is.
        days: the days it arranges; those of an item broken over several lines stand at its first line.
        problem: the first problem, as a sentence without the line number, or ``None``.
    """

    no: int
    text: str
    kind: LineKind
    days: tuple[ParsedDay, ...] = ()
    problem: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeDraft:
    """What was read from a text.

    Attributes:
        notice: the notice, or ``None`` while there is a problem.
        lines: every line of the text.
        problems: what does not fit, in order of lines.
        year: year of the arrangement, ``None`` if the text names none.
        off_days: number of days off; ``makeup_days``: weekend days worked (for the heading of the preview).
    """

    notice: HolidayNotice | None
    lines: tuple[ParsedLine, ...]
    problems: tuple[NoticeProblem, ...]
    year: int | None
    off_days: int = 0
    makeup_days: int = 0


def parse_notice(
    text: str,
    year: int | None = None,
    document_number: str | None = None,
    published_on: date | None = None,
    *,
    known: Sequence[HolidayNotice] | None = None,
    complete: bool = True,
) -> NoticeDraft:
    """Read a notice.

    Args:
        text: the text as published; title, salutation, closing paragraph and signature may be there or not.
        year: year of the arrangement; ``None`` takes it from the text.
        document_number: ``None`` takes it from the text.
        published_on: day of publication; ``None`` takes the date below the signature.
        known: notices loaded so far, to which an amendment (调整、延长) refers; ``None`` takes the shipped ones.
        complete: refuse a yearly notice in which one of the seven holidays is missing.

    Returns:
        A draft with every line; ``notice`` is ``None`` if anything does not fit.
    """
    loaded = holiday_notices() if known is None else tuple(known)
    return _Reader(text, year, document_number, published_on, loaded, complete).draft()


class _Reader:
    """Reads one text."""

    def __init__(
        self,
        text: str,
        year: int | None,
        document_number: str | None,
        published_on: date | None,
        known: tuple[HolidayNotice, ...],
        complete: bool,
    ) -> None:
        self.lines = NoticeLines(text)
        self.blocks = self.lines.blocks
        self.header = self.lines.header
        self.problems: list[NoticeProblem] = []
        self.known = known
        self.complete = complete
        self.year = self._plausible(self._find_year(year))
        self.document_number = document_number or self.lines.document_number()
        self.published_on = published_on or self.lines.signed_on()

    def _find_year(self, given: int | None) -> int | None:
        written = self.lines.written_year()
        if given is not None:
            if written is not None and written[1] != given:
                self._refuse(written[0], "year_differs", f"原文写{written[1]}年，选定的是{given}年")
            return given
        if written is not None:
            return written[1]
        self._refuse(None, "year_missing", "原文没有写明是哪一年的安排，请填写年份")
        return None

    def _plausible(self, year: int | None) -> int | None:
        if year is None or year in YEARS:
            return year
        self._refuse(None, "year_unlikely", f"{year}年不是放假通知的年份，请核对")
        return None

    def draft(self) -> NoticeDraft:
        """Read the items and put the notice together."""
        if self.year is not None:
            self._read_blocks(self.year)
        notice = self._notice(self.year) if self.year is not None and self._arranged() else None
        if not self._arranged() and not self.problems:
            self._refuse(None, "nothing_found", "没有读到放假或上班的日期，请粘贴通知全文")
        problems = tuple(sorted(self.problems, key=_problem_order))
        kept = None if problems else notice
        return NoticeDraft(
            notice=kept,
            lines=self._parsed_lines(problems),
            problems=problems,
            year=self.year,
            off_days=sum(len(block.item.off) for block in self._arranged() if block.item),
            makeup_days=sum(len(block.item.work) for block in self._arranged() if block.item),
        )

    def _arranged(self) -> list[Block]:
        return [one for one in self.blocks if one.item and (one.item.off or one.item.work or one.item.until)]

    def _read_blocks(self, year: int) -> None:
        for block in self.blocks:
            name, body = self._split(block.text)
            if not HAS_DAY.search(body):
                if names_a_holiday(block.text):
                    self._refuse(block.first, "no_days", "没有读到日期")
                continue
            if not VERB.search(body):
                self._refuse(block.first, "no_verb", "没有写明是放假还是上班")
                continue
            block.item = read_item(name, body, year)
            for what in block.item.problems:
                self._refuse(block.first, "does_not_fit", what)
            if not (block.item.off or block.item.work or block.item.until or block.item.problems):
                self._refuse(block.first, "no_days", "没有读出放假或上班的日期")
        self._cross_check()

    def _split(self, text: str) -> tuple[str, str]:
        """Name of the holiday and the rest of an item."""
        text = without_number(text)
        head = re.match(r"^([^:\d。,]{0,24}?(?:\d{4}年)?[^:\d。,]{0,24})[:]", text)
        if head is not None:
            name, body = head.group(1), text[head.end() :]
        else:
            loose = re.match(r"^((?:\d{4}年)?[^\d:。,]{0,24})", text)
            name, body = (loose.group(1), text[loose.end() :]) if loose else ("", text)
            if re.match(r"^\d{4}年$", name) or "延长" in name:
                name, body = "", text
        name = re.sub(r"^\d{4}年|[“”\"'《》]|放假.*$|假期$", "", name)
        if not FESTIVAL.search(name):
            found = FESTIVAL.search(text) or FESTIVAL.search(self.header)
            name = found.group(0) if found else name
        return re.sub(r"五一国际劳动节|五一|国际劳动节", "劳动节", name) or "放假", body

    def _cross_check(self) -> None:
        """Days off or worked in more than one item, and days that are both."""
        off: dict[date, int] = {}
        work: dict[date, int] = {}
        for block in self.blocks:
            if block.item is None:
                continue
            for day in block.item.off:
                if day in off:
                    self._refuse(block.first, "off_twice", f"{_words(day)}在第 {off[day]} 行已列为放假")
                off.setdefault(day, block.first)
            for day in block.item.work:
                if day in work:
                    self._refuse(block.first, "work_twice", f"{_words(day)}在第 {work[day]} 行已列为上班")
                work.setdefault(day, block.first)
        for day in sorted(set(off) & set(work)):
            line = max(off[day], work[day])
            self._refuse(line, "off_and_work", f"{_words(day)}既写放假又写上班")

    def _refuse(self, line: int | None, code: str, what: str) -> None:
        problem = NoticeProblem(line=line, code=code, what=what)
        if problem not in self.problems:
            self.problems.append(problem)

    def _parsed_lines(self, problems: Sequence[NoticeProblem]) -> tuple[ParsedLine, ...]:
        lines: list[ParsedLine] = []
        for number, (raw, kind) in enumerate(zip(self.lines.raw, self.lines.kinds, strict=True), start=1):
            days: list[ParsedDay] = []
            for block in self.blocks:
                if block.first == number and block.item is not None:
                    days += _parsed_days(block.item)
            problem = next((one.what for one in problems if one.line == number), None)
            lines.append(ParsedLine(no=number, text=raw, kind=kind, days=tuple(days), problem=problem))
        return tuple(lines)

    # ------------------------------------------------------------------ notice

    def _notice(self, year: int) -> HolidayNotice | None:
        names = "、".join(block.item.name for block in self._arranged() if block.item)
        missing = [name for part, name in HOLIDAYS.items() if part not in names]
        base = self._base(year)
        changes = "调整" in self.header or any("延长" in block.text or "调整" in block.text for block in self.blocks)
        if (changes or base is not None) and missing:
            return self._amendment(year, base)
        if missing and self.complete and not self.problems:
            self._refuse(None, "incomplete", f"没有读到{'、'.join(missing)}的安排，请粘贴通知全文")
        by_name: dict[str, list[date]] = {}
        for block in self._arranged():
            if block.item is not None:
                by_name.setdefault(block.item.name, []).extend(block.item.off)
        return HolidayNotice(
            year=year,
            document_number=self.document_number,
            published_on=self.published_on,
            off=tuple((name, tuple(sorted(days))) for name, days in by_name.items() if days),
            makeup=tuple(sorted(day for block in self._arranged() if block.item for day in block.item.work)),
        )

    def _base(self, year: int) -> HolidayNotice | None:
        yearly = [one for one in self.known if one.year == year and one.amends is None]
        return yearly[-1] if yearly else None

    def _amendment(self, year: int, base: HolidayNotice | None) -> HolidayNotice | None:
        """A notice that changes one: what it adds and takes away, as the calendar stood with earlier changes."""
        if base is None:
            self._refuse(None, "base_missing", f"没有找到被调整的{year}年放假通知，请先载入")
            return None
        off, work = self._in_force(year, base)
        added: set[date] = set()
        removed: set[date] = set()
        worked: set[date] = set()
        for block in self._arranged():
            if block.item is None:
                continue
            before = {day for name, days in off.items() if _same_holiday(name, block.item.name) for day in days}
            wanted = set(block.item.off) | self._extended(block, before)
            if "调整" in self.header + block.text and block.item.off:
                removed |= before - wanted
            added |= wanted - {day for days in off.values() for day in days}
            worked |= set(block.item.work)
        return HolidayNotice(
            year=year,
            document_number=self.document_number,
            published_on=self.published_on,
            amends=base.document_number or f"{year}年放假通知",
            off_added=tuple(sorted(added)),
            off_removed=tuple(sorted(removed)),
            makeup_added=tuple(sorted(worked - work)),
            makeup_removed=tuple(sorted(work & added)),
        )

    def _extended(self, block: Block, before: set[date]) -> set[date]:
        """The days that an extension adds to the end of a holiday."""
        until = block.item.until if block.item else None
        if until is None:
            return set()
        if not before:
            self._refuse(block.first, "base_missing", "没有找到被延长的假期")
            return set()
        last = max(before)
        if until <= last:
            self._refuse(block.first, "not_longer", f"{_words(until)}不晚于原假期最后一日{_words(last)}")
            return set()
        return {last + timedelta(days=step) for step in range(1, (until - last).days + 1)}

    def _in_force(self, year: int, base: HolidayNotice) -> tuple[dict[str, set[date]], set[date]]:
        off = {name: set(days) for name, days in base.off}
        work = set(base.makeup)
        for one in self.known:
            if one.year == year and one.amends is not None and one.document_number != self.document_number:
                for days in off.values():
                    days -= set(one.off_removed)
                off.setdefault("", set()).update(one.off_added)
                work = (work | set(one.makeup_added)) - set(one.makeup_removed)
        return off, work


def _parsed_days(item: Item) -> list[ParsedDay]:
    days = [ParsedDay(date=day, kind=DayKind.HOLIDAY, name=item.name) for day in item.off]
    if item.until is not None:
        days.append(ParsedDay(date=item.until, kind=DayKind.HOLIDAY, name=item.name))
    return days + [ParsedDay(date=day, kind=DayKind.MAKEUP, name=item.name) for day in item.work]


def _same_holiday(one: str, other: str) -> bool:
    return any(part in one and part in other for part in HOLIDAYS)


def _words(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _problem_order(problem: NoticeProblem) -> int:
    return problem.line or 0
