"""Any cell may hold anything: nothing breaks, and what is taken in is whole."""

import io
import json
from datetime import date, datetime
from typing import Any, Final

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from deadlines.calendar import standard_calendar
from law.policies import PolicySet
from reports.ledger_json import ledger_json, ledger_text
from reports.ledger_reading import read_ledger
from reports.ledger_rows import RowStatus

AS_OF: Final = date(2026, 11, 20)
HEADS: Final = (
    "序号",
    "收到日期",
    "收/复时间",
    "登记日期",
    "申请方式",
    "申请人",
    "单位名称",
    "申请人类型",
    "证件号码",
    "联系电话",
    "联系方式（电话、地址）",
    "申请内容",
    "内容描述",
    "答复期限",
    "答复日期",
    "办理结果",
    "答复文号",
    "是否延期",
    "延期告知日期",
    "延期至",
    "补正告知日期",
    "收到补正日期",
    "征求意见发出日期",
    "意见收到日期",
    "收费通知日期",
    "缴费日期",
    "收费金额",
    "状态",
    "备注",
    "怪列",
)
CELLS: Final = st.one_of(
    st.none(),
    st.sampled_from(
        [
            "同上",
            "〃",
            "—",
            "/",
            "无",
            "甲某",
            "甲某、乙某",
            "钱?",
            "某某有限公司",
            "网上",
            "EMS",
            "平信",
            "公民",
            "法人",
            "990101196610144430",
            "9.90E+17",
            "91990121MA7E31EJ6D",
            "19900004270，临江县石磨镇",
            "2025.3.5",
            "2025年2月30日",
            "3.5收/3.28复",
            "3月5日",
            "24.3.5",
            "8.1",
            "0000-00-00",
            "详见信封",
            "2052-07-14",
            "是（延至6.10）",
            "是（延至2.30）",
            "延长10个工作日",
            "予以公开",
            "不予公开",
            "信息不存在",
            "补正",
            "其它",
            "听候处理",
            "1,080.00",
            "免",
            "=1+1",
            "合计",
            "转下页",
            "注：无",
            "#VALUE!",
            "=NOW()",
            "无效",
        ]
    ),
    st.integers(-(10**6), 10**18),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.datetimes(datetime(1900, 3, 1), datetime(2099, 12, 31)),  # noqa: DTZ001 - a cell has no time zone
    st.booleans(),
    st.text(alphabet=st.characters(blacklist_categories=("Cs", "Cc"), max_codepoint=0xFFFD), max_size=12),
)
CHANGING_THE_DAY: Final = frozenset({"received_date", "applied_date"})


def _workbook(heads: list[str], rows: list[list[Any]], merges: list[tuple[int, int]]) -> bytes:
    book = Workbook()
    assert book.active is not None
    book.active.title = "2025年"
    for row in [heads, *rows]:
        book.active.append(row)
    for column, top in merges:
        if column <= len(heads) and top < len(rows) + 1:
            book.active.merge_cells(start_row=top, start_column=column, end_row=top + 1, end_column=column)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_whatever_stands_in_the_cells(data: st.DataObject) -> None:
    heads = data.draw(st.lists(st.sampled_from(HEADS), min_size=4, max_size=14, unique=True))
    rows = data.draw(st.lists(st.lists(CELLS, min_size=len(heads), max_size=len(heads)), min_size=1, max_size=6))
    merges = data.draw(st.lists(st.tuples(st.integers(1, 14), st.integers(2, 5)), max_size=2, unique_by=_column))
    content = _workbook(heads, rows, merges)
    reading = read_ledger(content, "台账.xlsx", standard_calendar(), PolicySet.default(), AS_OF)
    json.loads(ledger_json(reading))
    assert ledger_text(reading)
    for row in reading.rows:
        if row.status is RowStatus.SKIP:
            continue
        received = row.values.get("received_date")
        if row.status is RowStatus.IMPORT:
            assert not row.refused_cells
            assert isinstance(received, date)
            assert received <= AS_OF
            assert row.values["applicant_name"]
            assert row.values["subject"]
        replied = row.values.get("reply_date")
        if isinstance(replied, date) and isinstance(received, date) and replied < received:
            assert "reply_before_received" in row.reasons or row.status is RowStatus.DUPLICATE
        for cell in row.refused_cells:
            if cell.reason == "id_number_lost_digits":
                assert row.values[cell.field] is None
            if cell.field in CHANGING_THE_DAY:
                assert received is None


def _column(one: tuple[int, int]) -> int:
    return one[0]
