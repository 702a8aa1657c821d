"""Ledgers in any layout, made from known records: what is read must be what was written."""

import csv
import html
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Any, Final

from openpyxl import Workbook, load_workbook

from deadlines.calendar import standard_calendar
from deadlines.reply_period import reply_due_date
from law.identity_numbers import resident_check_digit

HEADS: Final[dict[str, tuple[str, ...]]] = {
    "serial_no": ("序号", "编号", "登记号", "收件编号"),
    "received_date": ("收到日期", "收件日期", "收到申请日期", "收 到\n时 间", "来件时间", "收件日期（年月日）"),
    "channel": ("申请方式", "渠道", "来源", "受理渠道", "申请途径"),
    "applicant_name": ("申请人", "姓名（名称）", "申请人姓名/单位名称", "申请人（姓名/名称）"),
    "id_number": ("证件号码", "身份证号", "身份证号/统一社会信用代码", "申请人证件号码"),
    "phone": ("联系电话", "电话", "申请人联系电话", "手机号码"),
    "subject": ("申请事项", "申请内容", "所需政府信息名称", "申请公开内容", "申请公开的信息名称"),
    "due_date": ("应答复日期", "答复期限", "法定答复期限", "限办日期", "到期时间", "答复截止日"),
    "reply_date": ("答复日期", "实际答复日期", "办结日期", "答复（寄出）日期", "回复时间"),
    "outcome": ("办理结果", "答复类型", "处理结果", "答复结果"),
    "reply_no": ("答复文号", "文书编号", "答复书文号", "告知书文号"),
    "department": ("承办科室", "承办部门", "责任科室"),
    "remarks": ("备注", "备 注"),
}
GROUPS: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    ("申请人信息", ("applicant_name", "id_number", "phone")),
    ("办理情况", ("due_date", "reply_date", "outcome", "reply_no")),
)
CHANNELS: Final = {"网上": "web", "当面": "in_person", "信函": "mail", "EMS": "mail_signed", "电子邮件": "email"}
OUTCOMES: Final = {
    "予以公开": "grant",
    "部分公开": "partial_grant",
    "已主动公开": "already_public",
    "不予公开（过程性信息）": "refusal_process",
    "不属于本机关": "not_this_agency",
    "重复申请": "repeat_request",
}
_FAMILY: Final = "赵钱孙李周吴郑王冯陈"
_GIVEN: Final = ("志强", "美玲", "建国", "秀兰", "晓东", "丽华", "水清", "满堂")
_THINGS: Final = ("征地批复", "规划许可证", "环评批复", "拨付凭证", "会议纪要", "审批材料")


@dataclass(frozen=True, slots=True)
class Record:
    """What a row says."""

    serial: str
    received: date
    channel: str
    name: str
    identity: str
    phone: str
    subject: str
    due: date
    replied: date
    outcome: str
    number: str


def records(random: Random, year: int, count: int) -> list[Record]:
    """Fictitious records of one year in the order of their receipt, answered within the same year."""
    calendar = standard_calendar()
    found: list[Record] = []
    days = sorted(random.sample(range(290), count))
    for at, day in enumerate(days, 1):
        received = date(year, 1, 2) + timedelta(days=day)
        first17 = f"990101{random.randint(1950, 2005)}{random.randint(1, 12):02}{random.randint(1, 28):02}{at:03}"
        found.append(
            Record(
                serial=str(at),
                received=received,
                channel=random.choice(list(CHANNELS)),
                name=random.choice(_FAMILY) + random.choice(_GIVEN),
                identity=first17 + resident_check_digit(first17),
                phone=f"1990000{random.randint(0, 9999):04}",
                subject=f"{random.randint(2010, 2024)}年第{at}号{random.choice(_THINGS)}",
                due=reply_due_date(received, calendar),
                replied=received + timedelta(days=random.randint(3, 25)),
                outcome=random.choice(list(OUTCOMES)),
                number=f"临公开复〔{year}〕{at}号",
            )
        )
    return found


def spelled(random: Random, day: date, *, with_year: bool) -> Any:
    """A day as a cell, in one of the ways of offices."""
    chinese = f"{_numeral_year(day.year)}年{_numeral(day.month)}月{_numeral(day.day)}日"
    ways: list[Any] = [
        datetime(day.year, day.month, day.day),  # noqa: DTZ001 - a cell has no time zone
        f"{day:%Y-%m-%d}",
        f"{day.year}/{day.month}/{day.day}",
        f"{day.year}.{day.month}.{day.day}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day:%Y%m%d}",
        int(f"{day:%Y%m%d}"),
        (day - date(1899, 12, 30)).days,
        f"{day:%Y-%m-%d} 09:30:00",
        f"{day.year}．{day.month}．{day.day}",
        chinese,
    ]
    if not with_year:
        ways += [f"{day.month}月{day.day}日", f"{day.month}.{day.day}", f"{day.month}/{day.day}"]
    return random.choice(ways)


def _numeral_year(year: int) -> str:
    return "".join("〇一二三四五六七八九"[int(one)] for one in str(year))


def _numeral(number: int) -> str:
    signs = "〇一二三四五六七八九"
    tens, units = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else f"{signs[tens]}十") + (signs[units] if units else "")


def workbook(random: Random, rows: Sequence[Record], year: int, *, months: bool, groups: bool) -> bytes:
    """A workbook of the records with heads of one or two levels, in one sheet or one for each month."""
    book = Workbook()
    assert book.active is not None
    book.remove(book.active)
    order = _order(random, groups=groups)
    heads = {name: random.choice(HEADS[name]) for name in order}
    if months:
        for month in range(1, 13):
            held = [one for one in rows if one.received.month == month]
            if held:
                _fill(random, book.create_sheet(f"{month}月"), held, order, heads, f"{year}年{month}月份登记表", groups)
    else:
        _fill(random, book.create_sheet(f"{year}年"), rows, order, heads, f"某局{year}年度依申请公开台账", groups)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _order(random: Random, *, groups: bool) -> list[str]:
    names = [one for one in HEADS if one in _NEEDED or random.random() < 0.8]
    if groups:
        return [one for one in HEADS if one in names]
    random.shuffle(names)
    return names


_NEEDED: Final = frozenset({"received_date", "applicant_name", "subject", "due_date", "reply_date", "outcome"})


def _fill(
    random: Random,
    sheet: Any,
    rows: Sequence[Record],
    order: Sequence[str],
    heads: dict[str, str],
    title: str,
    groups: bool,
) -> None:
    at = 1
    for text in [title, "填报单位：某局（公章）    填报日期：2026.1.6"][: random.randint(1, 2)]:
        sheet.cell(at, 1, text)
        sheet.merge_cells(start_row=at, start_column=1, end_row=at, end_column=len(order))
        at += 1
    at = _heads(sheet, at, order, heads, groups=groups)
    for place, row in enumerate(rows):
        if place and place % 7 == 0:
            at = _between(random, sheet, at, order, heads)
        for column, name in enumerate(order, 1):
            sheet.cell(at, column, _cell(random, name, row))
        at += 1
    sheet.cell(at, 1, "合计")
    sheet.cell(at, 3, f"{len(rows)}件")
    sheet.cell(at + 2, 1, "注：本表含个人信息，不得外传。")


def _heads(sheet: Any, at: int, order: Sequence[str], heads: dict[str, str], *, groups: bool) -> int:
    grouped = {name: label for label, names in GROUPS for name in names} if groups else {}
    for column, name in enumerate(order, 1):
        if name not in grouped:
            sheet.cell(at, column, heads[name])
            if grouped:
                sheet.merge_cells(start_row=at, start_column=column, end_row=at + 1, end_column=column)
            continue
        sheet.cell(at + 1, column, heads[name])
    for label in dict.fromkeys(grouped.values()):
        columns = [column for column, name in enumerate(order, 1) if grouped.get(name) == label]
        sheet.cell(at, columns[0], label)
        if len(columns) > 1:
            sheet.merge_cells(start_row=at, start_column=columns[0], end_row=at, end_column=columns[-1])
    return at + 2 if grouped else at + 1


def _between(random: Random, sheet: Any, at: int, order: Sequence[str], heads: dict[str, str]) -> int:
    kind = random.choice(("subtotal", "blank", "page", "none"))
    if kind == "none":
        return at
    if kind == "subtotal":
        sheet.cell(at, 1, "本月小计")
        sheet.cell(at, 4, "7件")
    elif kind == "page":
        sheet.cell(at, 1, "转下页")
        at += 1
        for column, name in enumerate(order, 1):
            sheet.cell(at, column, heads[name])
    return at + 1


def _cell(random: Random, name: str, row: Record) -> Any:
    plain = {
        "serial_no": int(row.serial),
        "channel": row.channel,
        "applicant_name": row.name,
        "id_number": row.identity,
        "phone": random.choice((row.phone, int(row.phone), f"{row.phone[:3]}-{row.phone[3:7]}-{row.phone[7:]}")),
        "subject": row.subject,
        "outcome": row.outcome,
        "reply_no": row.number,
        "department": "办公室",
        "remarks": None,
    }
    if name in plain:
        return plain[name]
    day = {"received_date": row.received, "due_date": row.due, "reply_date": row.replied}[name]
    return spelled(random, day, with_year=False)


def as_csv(content: bytes, encoding: str, delimiter: str) -> bytes:
    """The first sheet of a workbook as CSV, merges lost, days as Excel writes them."""
    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=delimiter, lineterminator="\r\n")
    for row in sheet.iter_rows(values_only=True):
        writer.writerow([f"{one.year}/{one.month}/{one.day}" if isinstance(one, datetime) else one for one in row])
    return stream.getvalue().encode(encoding)


def as_html(content: bytes) -> bytes:
    """The first sheet of a workbook as a table of a web page, as portals export it under the name .xls."""
    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    spans = {
        (one.min_row, one.min_col): (one.max_row - one.min_row + 1, one.max_col - one.min_col + 1)
        for one in sheet.merged_cells.ranges
    }
    covered = {place for one in sheet.merged_cells.ranges for place in one.cells} - set(spans)
    lines = ["<html><head><meta charset=gb2312></head><body><table border=1>"]
    for row in sheet.iter_rows():
        lines.append("<tr>")
        for one in row:
            if (one.row, one.column) not in covered:
                down, across = spans.get((one.row, one.column), (1, 1))
                value = one.value.date().isoformat() if isinstance(one.value, datetime) else one.value
                text = "" if value is None else html.escape(str(value))
                lines.append(f'<td rowspan="{down}" colspan="{across}">{text}</td>')
        lines.append("</tr>")
    lines.append("</table></body></html>")
    return "\n".join(lines).encode("gb18030")


def as_xml(content: bytes) -> bytes:
    """The workbook as one XML file of 2003."""
    book = load_workbook(io.BytesIO(content))
    lines = ['<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"']
    lines.append(' xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">')
    for sheet in book.worksheets:
        spans = {(one.min_row, one.min_col): one for one in sheet.merged_cells.ranges}
        covered = {place for one in spans.values() for place in one.cells} - set(spans)
        lines.append(f'<Worksheet ss:Name="{sheet.title}"><Table>')
        for row in sheet.iter_rows():
            lines.append(f'<Row ss:Index="{row[0].row}">')
            for one in row:
                if one.value is None or (one.row, one.column) in covered:
                    continue
                span = spans.get((one.row, one.column))
                merged = ""
                if span is not None:
                    merged = (
                        f' ss:MergeAcross="{span.max_col - span.min_col}" ss:MergeDown="{span.max_row - span.min_row}"'
                    )
                kind = "DateTime" if isinstance(one.value, datetime) else "String"
                kind = "Number" if isinstance(one.value, int) else kind
                text = (
                    one.value.isoformat() + ".000" if isinstance(one.value, datetime) else html.escape(str(one.value))
                )
                lines.append(f'<Cell ss:Index="{one.column}"{merged}><Data ss:Type="{kind}">{text}</Data></Cell>')
            lines.append("</Row>")
        lines.append("</Table></Worksheet>")
    return "\n".join([*lines, "</Workbook>"]).encode()
