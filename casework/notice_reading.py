"""From what was read of a holiday notice to its preview, and back from the preview to the notice."""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

from casework.date_wording import full_date
from casework.views import FindingView, MovedView, NoticeLineView, NoticePreview
from deadlines.notice_text import NoticeDraft, ParsedDay, ParsedLine
from law.errors import LawDataError, UserError
from law.notices import HolidayNotice, read_notice
from law.terms import DayKind

__all__ = ["notice_from", "notice_preview", "notice_raw", "problems_of"]

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


def notice_from(source_json: str) -> tuple[HolidayNotice, str]:
    """The notice that a preview carries, and the text it was read from.

    Raises:
        UserError: the preview carries none, because something in it did not fit.
    """
    try:
        source = json.loads(source_json)
        return read_notice(source["notice"], _PASTED, "notice"), str(source["text"])
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
        said = f"公布日期{full_date(notice.published_on)}晚于今天（{full_date(today)}）。请核对年份。"
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


def notice_preview(
    draft: NoticeDraft,
    text: str,
    further: tuple[FindingView, ...],
    moved: tuple[MovedView, ...],
    given: tuple[str | None, date | None] = (None, None),
) -> NoticePreview:
    """The preview of a notice.

    Args:
        draft: what was read.
        text: what it was read from.
        further: why it cannot be adopted although it was read.
        moved: open requests whose dates it moves.
        given: document number and day of publication as typed beside the text.
    """
    notice = draft.notice
    problems = tuple([_line_problem(one.line, one.code, one.sentence) for one in draft.problems]) + further
    days = [day for line in draft.lines for day in line.days]
    off = tuple(dict.fromkeys((one.name, one.date) for one in days if one.kind is not DayKind.MAKEUP))
    if notice is not None and notice.amends is not None:
        off = tuple((name, day) for name, day in off if day in notice.off_added)
    makeup = sorted({one.date for one in days if one.kind is DayKind.MAKEUP})
    source = {"notice": notice_raw(notice), "text": text} if notice is not None else None
    number = (notice.document_number if notice else None) or given[0]
    return NoticePreview(
        year=draft.year,
        document_number=number or "",
        published_on=(notice.published_on if notice else None) or given[1],
        lines=tuple(
            [
                NoticeLineView(number=one.no, text=one.text, reading=_reading(one), problem=one.problem or "")
                for one in draft.lines
            ]
        ),
        problems=problems,
        off=off if off or notice is None else _off_of(notice),
        makeup=tuple(makeup),
        moved=moved,
        adoptable=notice is not None and not problems,
        source_json="" if source is None else json.dumps(source, ensure_ascii=False),
        off_removed=() if notice is None else notice.off_removed,
        makeup_removed=() if notice is None else notice.makeup_removed,
        amends="" if notice is None else notice.amends or "",
        heading="" if draft.year is None else f"{draft.year}年　放假 {len(off)} 日，调休上班 {len(makeup)} 日",
    )


def _line_problem(line: int | None, code: str, sentence: str) -> FindingView:
    return _block(code, sentence, "" if line is None else f"line:{line}")


def _off_of(notice: HolidayNotice) -> tuple[tuple[str, date], ...]:
    named = tuple((name, day) for name, days in notice.off for day in days)
    return named or tuple(("放假", day) for day in notice.off_added)


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
