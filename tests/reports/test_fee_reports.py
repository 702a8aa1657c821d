"""The ledger of fees and the paragraph of the annual report, from plain figures."""

import csv
import io
from datetime import date
from typing import Any

import pytest

from reports.fee_disclosure import fee_disclosure
from reports.fee_ledger import FeeLedgerRow, fee_ledger
from reports.tables import Money, Table, csv_bytes

HEADS = (
    "登记号",
    "申请人",
    "申请内容",
    "收到日期",
    "收费标准",
    "计收情况",
    "应收（元）",
    "收费理由",
    "批准人",
    "通知文号",
    "通知发出日",
    "通知送达日",
    "缴费截止日",
    "缴款码",
    "实收（元）",
    "票据号",
    "缴清日",
    "退费（元）",
    "状态",
)


def row(**changes: Any) -> FeeLedgerRow:
    values: dict[str, Any] = {
        "registration_number": "依申〔2026〕0012",
        "applicant": "周长根",
        "title": "青石渡镇白石村征地批复",
        "received_on": date(2026, 3, 2),
        "standard": "按件",
        "counted": "第12件，1件，每件100元，计100元",
        "fen": 10_000,
        "reason": "本月申请件数明显超过合理范围",
        "approver": "赵主任",
        "notice_number": "临资公费〔2026〕1号",
        "noticed_on": date(2026, 3, 10),
        "served_on": date(2026, 3, 12),
        "due_on": date(2026, 4, 10),
        "payment_code": "9901002026000012",
        "paid_fen": 15_000,
        "receipts": "票0001",
        "settled_on": date(2026, 4, 8),
        "refunded_fen": 5_000,
        "state": "已缴清",
    }
    return FeeLedgerRow(**{**values, **changes})


def ledger(*rows: FeeLedgerRow) -> Table:
    return fee_ledger(rows, agency="临江县自然资源局", chosen="全部，2026年通知", made_on=date(2026, 5, 6))


# ------------------------------------------------------------------------------------------------ ledger


def test_every_figure_stands_under_its_head() -> None:
    made = ledger(row())
    assert tuple(one.head for one in made.columns) == HEADS
    (cells,) = made.rows
    assert dict(zip(HEADS, cells, strict=True)) == {
        "登记号": "依申〔2026〕0012",
        "申请人": "周长根",
        "申请内容": "青石渡镇白石村征地批复",
        "收到日期": date(2026, 3, 2),
        "收费标准": "按件",
        "计收情况": "第12件，1件，每件100元，计100元",
        "应收（元）": Money(10_000),
        "收费理由": "本月申请件数明显超过合理范围",
        "批准人": "赵主任",
        "通知文号": "临资公费〔2026〕1号",
        "通知发出日": date(2026, 3, 10),
        "通知送达日": date(2026, 3, 12),
        "缴费截止日": date(2026, 4, 10),
        "缴款码": "9901002026000012",
        "实收（元）": Money(15_000),
        "票据号": "票0001",
        "缴清日": date(2026, 4, 8),
        "退费（元）": Money(5_000),
        "状态": "已缴清",
    }


def test_title_and_notes_say_whose_ledger_of_what_and_when() -> None:
    made = ledger(row(), row())
    assert made.title == "信息处理费台账"
    assert made.notes == ("临江县自然资源局　全部，2026年通知　2 件", "数据截至 2026-05-06")


def test_three_columns_are_summed_and_no_other() -> None:
    made = ledger(row(), row(fen=90_000, paid_fen=40_000, refunded_fen=0), row(fen=None, paid_fen=0, refunded_fen=0))
    assert {head: cell for head, cell in zip(HEADS, made.totals, strict=True) if cell is not None} == {
        "登记号": "合计",
        "应收（元）": Money(100_000),
        "实收（元）": Money(55_000),
        "退费（元）": Money(5_000),
    }


def test_an_amount_that_is_not_known_is_empty_and_nothing_paid_is_nought() -> None:
    made = ledger(row(fen=None, paid_fen=0, received_on=None, settled_on=None))
    cells = dict(zip(HEADS, made.rows[0], strict=True))
    assert (cells["应收（元）"], cells["实收（元）"]) == (None, Money(0))
    assert (cells["收到日期"], cells["缴清日"]) == (None, None)


def test_an_empty_ledger_has_sums_of_nought() -> None:
    made = ledger()
    assert made.rows == ()
    assert made.notes[0].endswith("0 件")
    assert [one for one in made.totals if one is not None] == ["合计", Money(0), Money(0), Money(0)]


def test_what_an_applicant_wrote_is_not_computed() -> None:
    lines = list(
        csv.reader(io.StringIO(csv_bytes(ledger(row(title="=1+1", applicant="@甲"))).decode("utf-8-sig"), newline=""))
    )
    assert tuple(lines[3]) == HEADS
    assert lines[4][1:3] == ["'@甲", "'=1+1"]
    # Amounts with two places, a payment code with all its figures.
    assert (lines[4][6], lines[4][13]) == ("100.00", "9901002026000012")
    assert lines[5][0] == "合计"


# ------------------------------------------------------------------------------------------------ annual report


@pytest.mark.parametrize(
    ("noticed", "collected", "sentence"),
    [
        ((), (), "2026年未收取信息处理费（0元）。"),
        # 380 yuan paid and 1000 not: two notices, 1380 yuan, 380 yuan really collected.
        ((38_000, 100_000), (38_000,), "2026年发出收费通知2件、金额1,380元，实际收取380元。"),
        ((38_000, 100_000), (), "2026年发出收费通知2件、金额1,380元，实际收取0元。"),
        # In parts, and what was paid too much went back.
        ((90_000,), (40_000, 60_000, -10_000), "2026年发出收费通知1件、金额900元，实际收取900元。"),
        # Everything went back.
        ((90_000,), (90_000, -90_000), "2026年发出收费通知1件、金额900元，实际收取0元。"),
        # Noticed in the year before, paid in this one.
        ((), (90_000,), "2026年发出收费通知0件、金额0元，实际收取900元。"),
        # Paid in the year before, given back in this one: the year gave out more than it took in.
        ((), (-90_000,), "2026年发出收费通知0件、金额0元，实际收取0元，另退还以前年度收取的900元。"),
        ((10_050,), (10_050,), "2026年发出收费通知1件、金额100.50元，实际收取100.50元。"),
    ],
)
def test_paragraph_of_the_annual_report(noticed: tuple[int, ...], collected: tuple[int, ...], sentence: str) -> None:
    assert fee_disclosure(2026, noticed, collected).sentence == sentence


def test_figures_of_a_year_are_sums() -> None:
    made = fee_disclosure(2025, iter((38_000, 100_000)), iter((38_000, -8_000)))
    assert (made.year, made.notices, made.noticed_fen, made.collected_fen) == (2025, 2, 138_000, 30_000)


def test_money_that_came_in_and_went_back_within_a_year_without_a_notice_of_it() -> None:
    # Nothing was charged and nothing kept.
    assert fee_disclosure(2026, (), (90_000, -90_000)).sentence == "2026年未收取信息处理费（0元）。"
