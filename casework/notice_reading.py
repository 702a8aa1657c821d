"""From what was read of a holiday notice to its preview, and back from the preview to the notice."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from casework.date_wording import full_date
from casework.views import FindingView, MovedView, NoticeLineView, NoticePreview
from deadlines.notice_text import NoticeDraft, ParsedDay, ParsedLine
from law.errors import LawDataError, UserError
from law.notices import HolidayNotice, read_notice
from law.terms import DayKind

__all__ = [
    "ReadNotice",
    "arranged",
    "notice_raw",
    "notices_from",
    "preview_of",
    "problems_of",
    "read_from_file",
    "read_from_text",
]

_PASTED: Final = "pasted"


def notice_raw(notice: HolidayNotice) -> dict[str, Any]:
    """A notice in the layout of ``law/calendar/notices.json``."""
    return {
        "year": notice.year,
        "document_number": notice.document_number,
        "published_on": None if notice.published_on is None else notice.published_on.isoformat(),
        "amends": notice.amends,
        "off": {name: _iso(days) for name, days in notice.off},
        "makeup": _iso(notice.makeup),
        "off_added": _iso(notice.off_added),
        "off_removed": _iso(notice.off_removed),
        "makeup_added": _iso(notice.makeup_added),
        "makeup_removed": _iso(notice.makeup_removed),
    }


def _iso(days: Iterable[date]) -> list[str]:
    return [day.isoformat() for day in days]


def notices_from(source_json: str) -> tuple[tuple[HolidayNotice, ...], str]:
    """The notices that a preview carries, and the text they were read from.

    Raises:
        UserError: the preview carries none, because something in it did not fit.
    """
    try:
        source = json.loads(source_json)
        found = tuple([read_notice(one, _PASTED, "notice") for one in source["notices"]])
        return found, str(source["text"])
    except (ValueError, KeyError, TypeError, LawDataError) as problem:
        raise UserError("notice_not_read", "这份通知还不能启用", "原文没有全部读通", "请先改正标出的各行") from problem


def problems_of(notice: HolidayNotice, known: Sequence[HolidayNotice], today: date) -> tuple[FindingView, ...]:
    """Why a notice that was read well still cannot be adopted."""
    found: list[FindingView] = []
    if notice.document_number is None:
        found.append(
            _block("notice_without_number", "没有读到文号，逐日说明要用它注明依据。请填写文号。", "document_number")
        )
    if notice.published_on is None:
        found.append(
            _block("notice_without_day", "没有读到公布日期，按某日已知的日历要靠它。请填写公布日期。", "published_on")
        )
    elif notice.published_on > today:
        said = f"公布日期{full_date(notice.published_on)}晚于今天{full_date(today)}。请核对年份。"
        found.append(_block("notice_in_future", said, "published_on"))
    if notice.document_number is not None and notice.document_number in {one.document_number for one in known}:
        found.append(_block("notice_known", f"{notice.document_number}已经载入，不必再次启用。", "document_number"))
    elif notice.amends is None:
        before = next((one for one in known if one.year == notice.year and one.amends is None), None)
        if before is not None:
            number = before.document_number or "文号待核对"
            said = f"{notice.year}年的放假通知（{number}）已经载入。如原来录错，请先撤下它；如是调整，请粘贴调整通知。"
            found.append(_block("year_known", said))
    elif notice.amends not in {one.document_number or f"{one.year}年放假通知" for one in known}:
        found.append(_block("base_missing", f"被调整的通知（{notice.amends}）没有载入。请先载入它。"))
    return tuple(found)


def _block(code: str, sentence: str, field: str = "") -> FindingView:
    return FindingView(code=code, level="block", sentence=sentence, field=field)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadNotice:
    """What was read, from a text or from a file.

    Attributes:
        notices: the notices; none while something does not fit. A file may hold several.
        text: what they were read from.
        lines: line by line.
        problems: what does not fit.
        off: days off by holiday; makeup: weekend days worked. Both are given also while there are problems.
        year, document_number, published_on: as far as they are known.
    """

    notices: tuple[HolidayNotice, ...]
    text: str
    lines: tuple[NoticeLineView, ...]
    problems: tuple[FindingView, ...]
    off: tuple[tuple[str, date], ...]
    makeup: tuple[date, ...]
    year: int | None
    document_number: str
    published_on: date | None


def read_from_text(draft: NoticeDraft, text: str, number: str | None, published_on: date | None) -> ReadNotice:
    """What was read from a pasted text; number and day as typed beside it serve while the text has none."""
    notice = draft.notice
    days = [day for line in draft.lines for day in line.days]
    off = tuple(dict.fromkeys((one.name, one.date) for one in days if one.kind is not DayKind.MAKEUP))
    makeup = tuple(sorted({one.date for one in days if one.kind is DayKind.MAKEUP}))
    if notice is not None:
        off, makeup = arranged(notice)
    return ReadNotice(
        notices=() if notice is None else (notice,),
        text=text,
        lines=tuple([_line_view(one) for one in draft.lines]),
        problems=tuple([_line_problem(one.line, one.code, one.sentence) for one in draft.problems]),
        off=off,
        makeup=makeup,
        year=draft.year,
        document_number=(notice.document_number if notice else number) or "",
        published_on=notice.published_on if notice else published_on,
    )


def read_from_file(notices: Sequence[HolidayNotice], text: str) -> ReadNotice:
    """What was read from a JSON file: a line for each notice."""
    days = [arranged(one) for one in notices]
    lines = [
        NoticeLineView(number=number, text=one.document_number or f"{one.year}年", reading=_summary(one))
        for number, one in enumerate(notices, start=1)
    ]
    return ReadNotice(
        notices=tuple(notices),
        text=text,
        lines=tuple(lines),
        problems=(),
        off=tuple(one for off, _ in days for one in off),
        makeup=tuple(sorted({day for _, makeup in days for day in makeup})),
        year=notices[-1].year if notices else None,
        document_number="、".join(one.document_number or "" for one in notices),
        published_on=notices[-1].published_on if notices else None,
    )


def arranged(notice: HolidayNotice) -> tuple[tuple[tuple[str, date], ...], tuple[date, ...]]:
    """Days off by holiday and weekend days worked; of an amendment, what it adds."""
    if notice.amends is not None:
        return tuple(("调整放假", day) for day in notice.off_added), notice.makeup_added
    return tuple((name, day) for name, days in notice.off for day in days), notice.makeup


def preview_of(read: ReadNotice, further: tuple[FindingView, ...], moved: tuple[MovedView, ...]) -> NoticePreview:
    """The preview.

    Args:
        read: what was read.
        further: why it cannot be adopted although it was read.
        moved: open requests whose dates it moves.
    """
    problems = read.problems + further
    source = {"notices": [notice_raw(one) for one in read.notices], "text": read.text}
    heading = f"放假 {len(read.off)} 日，调休上班 {len(read.makeup)} 日"
    return NoticePreview(
        year=read.year,
        document_number=read.document_number,
        published_on=read.published_on,
        lines=read.lines,
        problems=problems,
        off=read.off,
        makeup=read.makeup,
        moved=moved,
        adoptable=bool(read.notices) and not problems,
        source_json=json.dumps(source, ensure_ascii=False) if read.notices else "",
        off_removed=tuple(day for one in read.notices for day in one.off_removed),
        makeup_removed=tuple(day for one in read.notices for day in one.makeup_removed),
        amends="、".join(one.amends for one in read.notices if one.amends),
        heading="" if read.year is None else f"{read.year}年　{heading}",
    )


def _summary(notice: HolidayNotice) -> str:
    off, makeup = arranged(notice)
    about = f"，修订{notice.amends}" if notice.amends else ""
    return f"{notice.year}年放假 {len(off)} 日，调休上班 {len(makeup)} 日{about}"


def _line_view(line: ParsedLine) -> NoticeLineView:
    return NoticeLineView(number=line.no, text=line.text, reading=_reading(line), problem=line.problem or "")


def _line_problem(line: int | None, code: str, sentence: str) -> FindingView:
    return _block(code, sentence, "" if line is None else f"line:{line}")


def _reading(line: ParsedLine) -> str:
    off = [one for one in line.days if one.kind is not DayKind.MAKEUP]
    makeup = [one for one in line.days if one.kind is DayKind.MAKEUP]
    parts = []
    if off:
        parts.append(f"{off[0].name}放假 {_span(off)}，共 {len(off)} 天")
    if makeup:
        parts.append("上班 " + "、".join(full_date(one.date) for one in makeup))
    return "；".join(parts)


def _span(days: Sequence[ParsedDay]) -> str:
    first, last = days[0].date, days[-1].date
    return full_date(first) if first == last else f"{full_date(first)}至{full_date(last)}"
