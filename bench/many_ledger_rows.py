"""A ledger of many rows as an office keeps one: two-level heads, days in every spelling, subtotals, dittos."""

import io
from datetime import date, datetime, timedelta
from random import Random
from typing import Any, Final

from openpyxl import Workbook

from deadlines.calendar import WorkingCalendar
from deadlines.reply_period import reply_due_date
from law.identity_numbers import resident_check_digit

__all__ = ["YEAR", "ledger_workbook"]

YEAR: Final = 2025
_HEADS: Final = (
    (
        "序号",
        "收到日期",
        "申请方式",
        "申请人信息",
        "",
        "",
        "申请内容",
        "办理期限",
        "",
        "答复情况",
        "",
        "承办科室",
        "备注",
    ),
    (
        "",
        "",
        "",
        "姓名（名称）",
        "证件号码",
        "联系电话",
        "",
        "应答复日期",
        "实际答复日期",
        "答复类型",
        "文书编号",
        "",
        "",
    ),
)
_MERGES: Final = ("A3:A4", "B3:B4", "C3:C4", "D3:F3", "G3:G4", "H3:I3", "J3:K3", "L3:L4", "M3:M4")
_OUTCOMES: Final = (
    "予以公开",
    "部分公开",
    "已主动公开，告知途径",
    "不予公开（过程性信息）",
    "不属于本机关",
    "不予公开",
)
_CHANNELS: Final = ("网上", "当面", "信函", "EMS", "电子邮件", "传真")
_SUBTOTAL_EVERY: Final = 500
_DITTO_EVERY: Final = 20
_DAYS: Final = 300


def ledger_workbook(rows: int, calendar: WorkingCalendar, *, year: int = YEAR) -> bytes:
    """A workbook of so many requests, all of one year, in the order of their receipt.

    Args:
        rows: number of requests; a hundred different subjects for each day.
        calendar: for the due days, one in four of them counted wrongly as calendar days.
        year: of receipt.
    """
    random = Random(rows)
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = f"{year}年"
    sheet.append([f"某局{year}年度政府信息依申请公开台账"])
    sheet.append(["填报单位：某局"])
    for heads in _HEADS:
        sheet.append([one or None for one in heads])
    for area in _MERGES:
        sheet.merge_cells(area)
    for at in range(rows):
        received = date(year, 1, 2) + timedelta(days=at * _DAYS // rows)
        sheet.append(_row(random, at, received, reply_due_date(received, calendar)))
        if at % _SUBTOTAL_EVERY == _SUBTOTAL_EVERY - 1:
            sheet.append(["本月小计", None, None, f"{_SUBTOTAL_EVERY}件"])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _row(random: Random, at: int, received: date, due: date) -> list[Any]:
    first17 = f"990101{1950 + at % 50}{at % 12 + 1:02}{at % 28 + 1:02}{at % 1000:03}"
    ditto = at % _DITTO_EVERY == 1
    replied = received + timedelta(days=random.randint(3, 25))
    written = received + timedelta(days=20) if at % 4 == 0 else due
    return [
        at + 1,
        _spelled(random, received),
        random.choice(_CHANNELS),
        "同上" if ditto else f"申请人{at:05}",
        "同上" if ditto else first17 + resident_check_digit(first17),
        "同上" if ditto else f"1990000{at % 10_000:04}",
        f"第{at + 1}号地块征地批复及补偿方案",
        datetime(written.year, written.month, written.day),  # noqa: DTZ001 - a cell has no time zone
        _spelled(random, replied),
        random.choice(_OUTCOMES),
        f"临公开复〔{received.year}〕{at + 1}号",
        "办公室",
        None,
    ]


def _spelled(random: Random, day: date) -> Any:
    return random.choice(
        (
            datetime(day.year, day.month, day.day),  # noqa: DTZ001 - a cell has no time zone
            f"{day.year}.{day.month}.{day.day}",
            f"{day.year}年{day.month}月{day.day}日",
            f"{day:%Y-%m-%d}",
            f"{day:%Y%m%d}",
            (day - date(1899, 12, 30)).days,
        )
    )
