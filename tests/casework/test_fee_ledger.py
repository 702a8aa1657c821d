"""The ledger of fees and the figures of a year: what is in them, what was replaced or given up, which year it was."""

import csv
import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from openpyxl import load_workbook

from casework import service
from casework.amendment import correct_event
from casework.drafts import DispatchDraft, EventCorrectionDraft, WithdrawalDraft
from casework.fee_ledger import export_fees, fee_table, fee_year
from casework.fee_views import FeeFilter
from casework.withdrawal import withdraw
from law.errors import UserError
from law.terms import EventKind, FeeMethod, FeeStatus
from reports.tables import Cell, Money, Table
from tests.casework.desk import Desk

VOLUME = FeeMethod.BY_VOLUME
ALL = FeeFilter(stage="all", sort="number")


def ledger(desk: Desk, wanted: FeeFilter = ALL, **changes: Any) -> Table:
    return fee_table(desk.office, wanted, today=desk.today, **changes)


def cells(table: Table, at: int = 0) -> dict[str, Cell]:
    """A row by the heads of its columns."""
    return dict(zip([one.head for one in table.columns], table.rows[at], strict=True))


def totals(table: Table) -> dict[str, Cell]:
    return dict(zip([one.head for one in table.columns], table.totals, strict=True))


def numbers(table: Table) -> list[int]:
    """The requests as the ledger lists them, by their place in the register (依申〔2026〕12号 is 12)."""
    return [int(str(row[0]).partition("〕")[2].rstrip("号")) for row in table.rows]


def year(desk: Desk, which: int) -> tuple[int, int, int]:
    """Number of notices, their sum, what was collected; yuan."""
    found = fee_year(desk.office, which)
    assert found.year == which
    assert found.noticed_fen % 100 == found.collected_fen % 100 == 0
    return found.notices, found.noticed_fen // 100, found.collected_fen // 100


def volume(desk: Desk, pages: int = 110) -> int:
    """A request with a notice by volume that was sent today; 110 pages cost 700 + 200 yuan."""
    case = desk.take_in()
    desk.charge(case, VOLUME, pages=pages)
    return case


# ------------------------------------------------------------------------------------------------ the ledger


def test_a_row_tells_the_whole_course(desk: Desk) -> None:
    case = [desk.take_in() for _ in range(12)][-1]
    notice = desk.on(3, 10).charge(case)
    desk.on(3, 12).serve(notice)
    desk.on(3, 20).pay(case, 4_000)
    desk.on(4, 8).pay(case, 16_000, receipt_number="票0002")
    desk.on(4, 9).refund(case, 10_000)
    table = ledger(desk)
    assert cells(table) == {
        "登记号": desk.row(case).registration_number,
        "申请人": "周长根",
        "申请内容": "青石渡镇白石村征地批复",
        "收到日期": date(2026, 3, 2),
        "收费标准": "按件",
        "计收情况": "本件为申请人2026年3月第 12 件",
        "应收（元）": Money(10_000),
        "收费理由": "本月申请件数明显超过合理范围",
        "批准人": "赵主任",
        "通知文号": desk.document(notice).document_number,
        "通知发出日": date(2026, 3, 10),
        "通知送达日": date(2026, 3, 12),
        "缴费截止日": date(2026, 4, 10),
        "缴款码": "9901002026000012",
        "实收（元）": Money(20_000),
        "票据号": "票0001、票0002",
        "缴清日": date(2026, 4, 8),
        "退费（元）": Money(10_000),
        "状态": "已缴清",
    }
    assert table.notes == ("临江县自然资源局　全部　1 件", "数据截至 2026-04-09")


def test_before_the_notice_the_row_has_no_notice(desk: Desk) -> None:
    case = desk.take_in()
    desk.propose(case, VOLUME, pages=44)
    row = cells(ledger(desk))
    # Fourteen pages beyond the thirtieth at 10 yuan.
    assert (row["应收（元）"], row["收费标准"], row["状态"]) == (Money(14_000), "按量", "待批准")
    assert "44 页" in str(row["计收情况"])
    for empty in ("批准人", "通知文号", "缴款码", "票据号"):
        assert row[empty] == ""
    for nothing in ("通知发出日", "通知送达日", "缴费截止日", "缴清日"):
        assert row[nothing] is None
    assert (row["实收（元）"], row["退费（元）"]) == (Money(0), Money(0))
    desk.approve(case)
    assert cells(ledger(desk))["批准人"] == "赵主任"


@pytest.fixture
def stages(desk: Desk) -> Desk:
    """Six fees: proposed, approved, on its way, awaited, overdue, paid; and a request without any."""
    first = [desk.take_in() for _ in range(7)]
    desk.propose(first[0], VOLUME, pages=31)
    desk.propose(first[1], VOLUME, pages=32)
    desk.approve(first[1])
    desk.charge(first[2], VOLUME, pages=33)
    late = desk.charge(first[4], VOLUME, pages=35)
    paid = desk.charge(first[5], VOLUME, pages=36)
    desk.on(3, 4).serve(late)
    desk.serve(paid)
    desk.pay(first[5], 6_000)
    due = desk.on(3, 12).charge(first[3], VOLUME, pages=34)
    # Twenty working days from 1 April are over on 29 April, those from 4 March on 1 April.
    desk.on(4, 1).serve(due)
    return desk.on(4, 8)


# Stage, its label, places of the requests in it, their amounts together.
STAGES: tuple[tuple[str, str, list[int], int], ...] = (
    ("open", "在办", [1, 2, 3, 4, 5], 10 + 20 + 30 + 40 + 50),
    ("proposed", "待批准", [1], 10),
    ("approved", "待通知", [2], 20),
    ("noticed", "已通知待送达", [3], 30),
    ("due", "待缴费", [4], 40),
    ("overdue", "期满未缴", [5], 50),
    ("paid", "已缴清", [6], 60),
    ("lapsed", "不再处理", [], 0),
    ("all", "全部", [1, 2, 3, 4, 5, 6], 210),
)


def test_the_ledger_of_a_stage(stages: Desk) -> None:
    for stage, label, found, yuan in STAGES:
        table = ledger(stages, FeeFilter(stage=stage, sort="number"))
        assert numbers(table) == found, stage
        assert totals(table)["应收（元）"] == Money(yuan * 100), stage
        assert totals(table)["实收（元）"] == Money(6_000 if 6 in found else 0), stage
        assert table.notes[0] == f"临江县自然资源局　{label}　{len(found)} 件"


def test_the_ledger_keeps_the_order_of_the_list(stages: Desk) -> None:
    for sort, descending, found in (
        ("number", False, [1, 2, 3, 4, 5, 6]),
        ("number", True, [6, 5, 4, 3, 2, 1]),
        ("amount", True, [6, 5, 4, 3, 2, 1]),
        # Those without a day come last, whichever way it is sorted.
        ("noticed", False, [3, 5, 6, 4, 1, 2]),
        ("noticed", True, [4, 6, 5, 3, 2, 1]),
        ("applicant", False, [1, 2, 3, 4, 5, 6]),
    ):
        table = ledger(stages, FeeFilter(stage="all", sort=sort, descending=descending))
        assert numbers(table) == found, (sort, descending)


def test_the_ledger_of_a_search_and_of_a_year_says_so(stages: Desk) -> None:
    table = ledger(stages, FeeFilter(stage="all", text=" 征地批复 ", year=2026))
    assert len(table.rows) == 4
    assert table.notes[0] == "临江县自然资源局　全部，2026年通知，含“征地批复”　4 件"
    assert ledger(stages, FeeFilter(stage="all", text="水库")).rows == ()
    # What was not noticed yet is of no year.
    assert numbers(ledger(stages, FeeFilter(stage="all", year=2025, sort="number"))) == []


def test_an_empty_ledger_can_be_exported(desk: Desk) -> None:
    table = ledger(desk)
    assert table.rows == ()
    assert [one for one in table.totals if one is not None] == ["合计", Money(0), Money(0), Money(0)]
    for kind in ("xlsx", "csv"):
        name, data = export_fees(desk.office, ALL, kind, today=desk.today)
        assert name == f"信息处理费台账 2026-03-02.{kind}"
        assert data


@pytest.mark.parametrize(
    ("wanted", "code"),
    [(FeeFilter(stage="nowhere"), "unknown_stage"), (FeeFilter(sort="colour"), "unknown_sort")],
)
@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_an_unknown_stage_or_order_is_refused(local_desk: Desk, wanted: FeeFilter, code: str, kind: str) -> None:
    acts: list[Callable[[], object]] = [
        lambda: ledger(local_desk, wanted),
        lambda: export_fees(local_desk.office, wanted, kind, today=local_desk.today),
    ]
    for act in acts:
        with pytest.raises(UserError) as caught:
            act()
        assert caught.value.code == code
        assert caught.value.todo


def test_another_kind_of_file_is_a_slip_of_the_program(local_desk: Desk) -> None:
    with pytest.raises(KeyError):
        export_fees(local_desk.office, ALL, "pdf", today=local_desk.today)


def test_both_files_say_what_the_table_says(stages: Desk) -> None:
    case = stages.take_in(title="=1+1")
    stages.charge(case, VOLUME, pages=37)
    table = ledger(stages)
    name, data = export_fees(stages.office, ALL, "csv", today=stages.today)
    assert name == "信息处理费台账 2026-04-08.csv"
    lines = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert [lines[0][0], *[one[0] for one in lines[1:3]]] == [table.title, *table.notes]
    assert lines[3] == [one.head for one in table.columns]
    assert len(lines) == 4 + 7 + 1
    assert [one[6] for one in lines[4:]] == ["10.00", "20.00", "30.00", "40.00", "50.00", "60.00", "70.00", "280.00"]
    assert lines[10][2] == "'=1+1"
    assert lines[4][3] == "2026-03-02"
    sheet = load_workbook(io.BytesIO(export_fees(stages.office, ALL, "xlsx", today=stages.today)[1])).worksheets[0]
    assert sheet.max_row == 12
    assert [sheet.cell(at, 7).value for at in range(5, 13)] == [10, 20, 30, 40, 50, 60, 70, 280]
    assert (sheet.cell(11, 3).value, sheet.cell(11, 3).data_type) == ("=1+1", "s")


def test_the_progress_is_told_and_may_stop_the_work(stages: Desk) -> None:
    told: list[tuple[int, int]] = []
    ledger(stages, progress=lambda done, of: told.append((done, of)))
    assert told[-1] == (6, 6)
    assert told == sorted(told)

    class Stopped(Exception):
        pass

    def stop(done: int, of: int) -> None:
        raise Stopped(done, of)

    for act in (
        lambda: ledger(stages, progress=stop),
        lambda: export_fees(stages.office, ALL, "xlsx", today=stages.today, progress=stop),
    ):
        with pytest.raises(Stopped):
            act()
    # Nothing is left behind: the same ledger again.
    assert len(ledger(stages).rows) == 6


# ------------------------------------------------------------------------------------------------ replaced, given up


def test_a_notice_that_was_replaced_counts_once_with_its_last_amount(desk: Desk) -> None:
    case = desk.take_in()
    desk.on(3, 10).charge(case, VOLUME, pages=110)
    second = desk.on(3, 20).charge(case, VOLUME, pages=100)
    table = ledger(desk)
    assert len(table.rows) == 1
    row = cells(table)
    assert (row["应收（元）"], row["通知发出日"]) == (Money(70_000), date(2026, 3, 20))
    assert row["通知文号"] == desk.document(second).document_number
    assert year(desk, 2026) == (1, 700, 0)


def test_until_the_second_notice_leaves_the_first_one_counts(desk: Desk) -> None:
    case = volume(desk)
    desk.propose(case, VOLUME, pages=100)
    desk.approve(case)
    desk.notify(case, sent=False)
    assert cells(ledger(desk))["应收（元）"] == Money(90_000)
    assert year(desk, 2026) == (1, 900, 0)


def test_a_notice_that_never_left_is_none(desk: Desk) -> None:
    case = desk.take_in()
    desk.propose(case, VOLUME, pages=110)
    desk.approve(case)
    desk.notify(case, sent=False)
    assert year(desk, 2026) == (0, 0, 0)
    assert fee_year(desk.office, 2026).sentence == "2026年未收取信息处理费（0元）。"
    assert cells(ledger(desk))["通知发出日"] is None


def test_a_fee_that_was_given_up_is_told_but_asks_for_nothing(desk: Desk) -> None:
    given_up, kept = volume(desk), volume(desk, 31)
    desk.on(3, 4).pay(given_up, 40_000)
    desk.on(3, 5).waive(given_up)
    assert desk.row(given_up).fee_status is FeeStatus.WAIVED
    table = ledger(desk)
    assert numbers(table) == [1, 2]
    row = cells(table)
    assert (row["状态"], row["应收（元）"], row["实收（元）"]) == ("不再收取", None, Money(40_000))
    assert totals(table)["应收（元）"] == Money(1_000)
    # Money that is still held was collected, until it goes back.
    # And a notice that left the house was sent, whatever became of it.
    assert year(desk, 2026) == (2, 910, 400)
    desk.on(3, 6).refund(given_up, 40_000, "不再收费")
    assert year(desk, 2026) == (2, 910, 0)
    assert totals(ledger(desk))["退费（元）"] == Money(40_000)
    assert desk.row(kept).fee_status is FeeStatus.SENT


def test_the_notice_of_a_withdrawn_request_was_sent_all_the_same(desk: Desk) -> None:
    case = volume(desk)
    withdraw(desk.office, WithdrawalDraft(request_id=case, on=desk.today, how="书面", signed=True), **desk.how)
    assert year(desk, 2026) == (1, 900, 0)


def test_charged_again_after_it_was_given_up(desk: Desk) -> None:
    case = volume(desk)
    desk.on(3, 5).waive(case)
    desk.on(3, 9).charge(case, VOLUME, pages=60)
    row = cells(ledger(desk))
    assert (row["应收（元）"], row["通知发出日"]) == (Money(30_000), date(2026, 3, 9))
    assert year(desk, 2026) == (2, 1200, 0)


def test_a_fee_that_lapsed_was_noticed_and_not_collected(desk: Desk) -> None:
    case = volume(desk)
    notice = desk.case(case).state.facts.fee.notice
    assert notice is not None
    desk.on(3, 4).serve(notice.document_id)
    desk.on(4, 13).lapse_fee(case)
    assert year(desk, 2026) == (1, 900, 0)
    assert cells(ledger(desk, FeeFilter(stage="lapsed")))["状态"] == "逾期未缴"


# ------------------------------------------------------------------------------------------------ the year


def test_one_paid_and_one_not(desk: Desk) -> None:
    # 68 pages cost 380 yuan; 115 pages cost 700 + 300 yuan.
    paid, unpaid = volume(desk, 68), volume(desk, 115)
    notice = desk.case(paid).state.facts.fee.notice
    assert notice is not None
    desk.on(3, 4).serve(notice.document_id)
    desk.pay(paid, 38_000)
    assert desk.row(unpaid).fee_fen == 100_000
    assert fee_year(desk.office, 2026).sentence == "2026年发出收费通知2件、金额1,380元，实际收取380元。"
    assert fee_year(desk.office, 2025).sentence == "2025年未收取信息处理费（0元）。"
    assert fee_year(desk.office, 2027).sentence == "2027年未收取信息处理费（0元）。"


def test_notices_and_money_count_in_their_own_years(desk: Desk) -> None:
    case = desk.on(12, 22, 2025).take_in()
    notice = desk.charge(case, VOLUME, pages=110)
    desk.on(12, 24).serve(notice)
    desk.on(12, 31).pay(case, 40_000)
    desk.on(1, 1, 2026).pay(case, 60_000)
    assert (year(desk, 2025), year(desk, 2026)) == ((1, 900, 400), (0, 0, 600))
    # What was paid too much in one year may go back in the next.
    desk.on(3, 2, 2026).refund(case, 10_000)
    assert (year(desk, 2025), year(desk, 2026)) == ((1, 900, 400), (0, 0, 500))
    assert fee_year(desk.office, 2026).sentence == "2026年发出收费通知0件、金额0元，实际收取500元。"
    assert (year(desk, 2024), year(desk, 2027)) == ((0, 0, 0), (0, 0, 0))
    assert numbers(ledger(desk, FeeFilter(stage="all", year=2025))) == [1]
    assert numbers(ledger(desk, FeeFilter(stage="all", year=2026))) == []


def test_a_notice_counts_in_the_year_in_which_it_left_the_house(desk: Desk) -> None:
    case = desk.on(12, 22, 2025).take_in()
    desk.propose(case, VOLUME, pages=110)
    desk.approve(case)
    document_id = desk.on(12, 31).notify(case, sent=False).document_id
    assert (year(desk, 2025), year(desk, 2026)) == ((0, 0, 0), (0, 0, 0))
    desk.on(1, 4, 2026)
    sent = DispatchDraft(document_id=document_id or 0, on=desk.today, carrier="邮政EMS", tracking_number="1")
    service.dispatch(desk.office, sent, **desk.how)
    assert (year(desk, 2025), year(desk, 2026)) == ((0, 0, 0), (1, 900, 0))


@pytest.mark.parametrize(("day", "counted"), [(date(2026, 1, 1), 2026), (date(2025, 12, 31), 2025)])
def test_the_first_and_the_last_day_of_a_year_belong_to_it(desk: Desk, day: date, counted: int) -> None:
    case = desk.on(12, 22, 2025).take_in()
    desk.today = day
    desk.charge(case, VOLUME, pages=110)
    desk.pay(case, 90_000)
    for one in (2024, 2025, 2026, 2027):
        assert year(desk, one) == ((1, 900, 900) if one == counted else (0, 0, 0))


def test_replaced_in_the_next_year_it_counts_there(desk: Desk) -> None:
    case = desk.on(12, 22, 2025).take_in()
    desk.charge(case, VOLUME, pages=110)
    assert (year(desk, 2025), year(desk, 2026)) == ((1, 900, 0), (0, 0, 0))
    desk.on(1, 5, 2026).charge(case, VOLUME, pages=100)
    assert (year(desk, 2025), year(desk, 2026)) == ((0, 0, 0), (1, 700, 0))


def test_paid_in_part_and_replaced_in_the_next_year(desk: Desk) -> None:
    case = desk.on(12, 22, 2025).take_in()
    desk.charge(case, VOLUME, pages=110)
    desk.pay(case, 40_000)
    desk.on(1, 5, 2026).charge(case, VOLUME, pages=100)
    # The money of the former year is that year's, the notice that of the next.
    assert (year(desk, 2025), year(desk, 2026)) == ((0, 0, 400), (1, 700, 0))


def test_given_up_in_the_next_year_it_was_sent_in_its_own(desk: Desk) -> None:
    case = desk.on(12, 22, 2025).take_in()
    desk.charge(case, VOLUME, pages=110)
    desk.on(1, 5, 2026).waive(case)
    assert (year(desk, 2025), year(desk, 2026)) == ((1, 900, 0), (0, 0, 0))


# ------------------------------------------------------------------------------------------------ corrections


def _correct_payment(desk: Desk, case: int, event_id: int | None, **changes: Any) -> None:
    draft = EventCorrectionDraft(
        request_id=case, event_id=event_id or 0, kind=EventKind.FEE_PAID, reason="按银行回单更正", **changes
    )
    correct_event(desk.office, draft, **desk.how)


def test_a_struck_payment_was_never_collected(desk: Desk) -> None:
    case = volume(desk)
    paid = desk.on(3, 4).pay(case, 90_000).event_id
    assert year(desk, 2026) == (1, 900, 900)
    _correct_payment(desk, case, paid, void=True)
    assert year(desk, 2026) == (1, 900, 0)
    row = cells(ledger(desk))
    assert (row["实收（元）"], row["票据号"], row["缴清日"]) == (Money(0), "", None)


def _paid_at_the_turn(desk: Desk, recorded: date, corrected: date) -> None:
    """A notice of December 2025 whose payment was recorded on one day, and corrected to another."""
    case = desk.on(12, 22, 2025).take_in()
    desk.charge(case, VOLUME, pages=110)
    desk.on(1, 6, 2026)
    paid = desk.pay(case, 90_000, on=recorded).event_id
    said = desk.case(case).state.facts.last(EventKind.FEE_PAID)
    assert said is not None
    _correct_payment(desk, case, paid, on=corrected, payload=dict(said.payload))
    moved = desk.case(case).state.facts.last(EventKind.FEE_PAID)
    assert moved is not None
    assert (moved.on, moved.payload["fen"]) == (corrected, 90_000)


def test_a_payment_corrected_into_the_year_of_the_notice(desk: Desk) -> None:
    _paid_at_the_turn(desk, date(2026, 1, 4), date(2025, 12, 31))
    assert (year(desk, 2025), year(desk, 2026)) == ((1, 900, 900), (0, 0, 0))


def test_a_payment_corrected_out_of_the_year_of_the_notice(desk: Desk) -> None:
    _paid_at_the_turn(desk, date(2025, 12, 31), date(2026, 1, 4))
    assert (year(desk, 2025), year(desk, 2026)) == ((1, 900, 0), (0, 0, 900))
