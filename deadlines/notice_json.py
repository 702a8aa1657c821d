"""Reading holiday notices from a JSON file that somebody hands over.

The form is that of the shipped file: one object with ``notices``, a list of notices, or a single notice. What is wrong
is refused with a sentence that names the place; days are checked as in a pasted text.
"""

import json
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from deadlines.wording import weekday_name
from law.errors import LawDataError, UserError
from law.notices import HolidayNotice, read_notice

__all__ = ["notices_from_json"]

LONGEST_REACH = timedelta(days=8)
"""How far a notice reaches out of its year."""


def notices_from_json(text: str, name: str = "文件") -> tuple[HolidayNotice, ...]:
    """Read and check the notices of a file.

    Args:
        text: content of the file.
        name: its name, for the sentences.

    Raises:
        UserError: ``notice_file_malformed`` for a file that is no such JSON, ``notice_days_wrong`` for days that do not
            fit together.
    """
    content = _parse(text, name)
    notices: list[HolidayNotice] = []
    for number, raw in enumerate(_entries(content, name), start=1):
        try:
            notices.append(read_notice(raw, name, f"第 {number} 份"))
        except LawDataError as problem:
            raise _malformed(name, f"{problem.key}：{problem.problem}") from None
    if not notices:
        raise _malformed(name, "里面没有放假通知")
    for number, notice in enumerate(notices, start=1):
        _check_days(notice, number)
    _check_amendments(notices)
    return tuple(notices)


def _parse(text: str, name: str) -> object:
    try:
        return json.loads(text.removeprefix("\ufeff"))
    except json.JSONDecodeError as problem:
        raise _malformed(name, f"第 {problem.lineno} 行第 {problem.colno} 列不是有效的 JSON") from None
    except (ValueError, RecursionError):
        # Thousands of brackets or figures: valid to the letter, and no notice.
        raise _malformed(name, "不是放假通知的 JSON") from None


def _entries(content: object, name: str) -> Iterator[object]:
    if isinstance(content, dict) and "notices" in content:
        listed = content["notices"]
        if not isinstance(listed, list):
            raise _malformed(name, "notices 应为列表")
        yield from listed
    elif isinstance(content, list):
        yield from content
    elif isinstance(content, dict) and "year" in content:
        yield content
    else:
        raise _malformed(name, "缺少 notices")


def _malformed(name: str, what: str) -> UserError:
    return UserError(
        "notice_file_malformed",
        f"{name}不能作为放假通知读取：{what}",
        "文件须与程序自带的放假通知同一格式",
        "请核对文件，或改为粘贴通知原文",
        field="file",
    )


def _check_days(notice: HolidayNotice, number: int) -> None:
    for day in (*notice.makeup, *notice.makeup_added):
        if day.weekday() < 5:
            raise _wrong(number, f"{_words(day)}是{weekday_name(day)}，本来就是工作日，不能列为调休上班")
    first, last = date(notice.year, 1, 1) - LONGEST_REACH, date(notice.year, 12, 31) + LONGEST_REACH
    for day in _all_days(notice):
        if not first <= day <= last:
            raise _wrong(number, f"{_words(day)}不属于{notice.year}年的安排")
    for name, days in notice.off:
        if not days:
            raise _wrong(number, f"{name}没有列出日期")


def _all_days(notice: HolidayNotice) -> Iterator[date]:
    for _, days in notice.off:
        yield from days
    yield from notice.makeup
    yield from notice.off_added
    yield from notice.makeup_added


def _check_amendments(notices: Sequence[HolidayNotice]) -> None:
    for number, notice in enumerate(notices, start=1):
        changed = (*notice.off_added, *notice.off_removed, *notice.makeup_added, *notice.makeup_removed)
        if notice.amends is None and changed:
            raise _wrong(number, "写了增减的日期，却没有写明修订哪一份通知（amends）")
        if notice.amends is not None and not changed:
            raise _wrong(number, f"修订{notice.amends}，却没有写明增减的日期")


def _wrong(number: int, what: str) -> UserError:
    return UserError("notice_days_wrong", f"第 {number} 份通知：{what}", "", "请核对原文后重新导入", field="file")


def _words(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
