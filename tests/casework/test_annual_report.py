"""The report of a year: entered, carried over, worded, checked, closed, and corrected afterwards."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select

from casework.amendment import correct_event
from casework.annual_drafts import AnnualTextDraft, CarriedNoteDraft, NotedNumberDraft
from casework.annual_report import (
    annual_years,
    cell_cases,
    enter_text,
    explain_carried,
    later_corrections,
    note_number,
    suggested_year,
)
from casework.drafts import EventCorrectionDraft
from casework.policy_settings import decide_policy
from law.annual_form import annual_layout
from law.errors import UserError
from law.terms import EventKind, FeeMethod
from models import AnnualClosing, AnnualFigure, Event, Request
from tests.casework.annual_desk import close, enter, fill_table_two, last_year, numbers, report, row, year_of_cases
from tests.casework.desk import Desk
from tests.casework.test_rounds import order, refuse

IN_FORCE = "t2.normative_documents.in_force"


def refused(act: Callable[[], object]) -> UserError:
    with pytest.raises(UserError) as caught:
        act()
    assert "{" not in caught.value.sentence
    return caught.value


def relation(desk: Desk, key: str, **changes: Any) -> tuple[str, tuple[str, ...]]:
    """State and sentences of a relation."""
    one = next(one for one in report(desk, **changes).relations if one.key == key)
    return one.state, tuple(finding.sentence for finding in one.findings)


@pytest.fixture
def year(desk: Desk) -> Desk:
    """2026 with three cases, all of table two, last year's figures; today is 11 January 2027."""
    year_of_cases(desk)
    desk.on(1, 11, 2027)
    fill_table_two(desk)
    last_year(desk)
    return desk


# ------------------------------------------------------------------------------------------------ reading


def test_a_year_without_anything_is_all_zeros_and_asks_for_table_two(desk: Desk) -> None:
    view = report(desk)
    assert numbers(view) == {}
    assert row(view, "r1") == (0,) * 7
    assert view.figures[IN_FORCE] == ""
    assert {one.relation for one in view.blocking} == {"R9"}
    assert len(view.blocking) == len(annual_layout().table_two)
    assert next(one for one in view.relations if one.key == "R4").why_not == "没有2025年的表"
    assert "未收取信息处理费（0元）" in next(one.text for one in view.parts if one.key == "other")


def test_every_number_opens_as_many_cases(year: Desk) -> None:
    view = report(year)
    for cell in (*annual_layout().table_three, *annual_layout().table_four):
        behind = cell_cases(year.office, view, cell)
        assert str(behind.number) == view.figures[cell], cell
        assert len(behind.cases) == behind.number <= 12
    whole = cell_cases(year.office, view, "t3.r3_7.total")
    assert dict(whole.split) == {"予以公开": 1, "信息不存在": 1}
    assert {one.applicant for one in whole.cases} == {"周**"}
    assert whole.title == "（七）总计·总计"
    assert len(cell_cases(year.office, view, "t3.r1.total", limit=2).cases) == 2
    assert cell_cases(year.office, view, IN_FORCE).number == 0


def test_what_was_closed_without_an_outcome_is_in_no_row_and_breaks_a_relation(desk: Desk) -> None:
    case = desk.take_in()
    with desk.office.writing() as session:  # as a ledger brings it whose words for the outcome are not clear
        request = session.get_one(Request, case)
        request.closed_on = request.reply_effective_on = date(2026, 3, 20)
    view = report(desk)
    assert view.unplaced == {case}
    assert (row(view, "r3_7")[-1], row(view, "r4")[-1]) == (1, 0)
    assert "三(七)=1 ≠ 三(一)至(六)之和=0" in relation(desk, "R2")[1][0]
    (shown,) = cell_cases(desk.office, view, "t3.r3_7.total").cases
    assert shown.outcome == "未定结果"


def test_years_and_the_year_that_is_worked_on(year: Desk) -> None:
    assert annual_years(year.office, today=year.today) == (2027, 2026, 2025)
    assert suggested_year(year.office, today=year.today) == 2026
    close(year)
    assert suggested_year(year.office, today=year.today) == 2027
    assert suggested_year(year.office, today=date(2026, 11, 1)) == 2026
    assert refused(lambda: report(year, 2028)).code == "annual_no_such_year"
    assert refused(lambda: report(year, 1999)).code == "annual_no_such_year"


def test_the_last_day_does_not_roll_and_the_working_day_before_is_told(year: Desk) -> None:
    (due,) = report(year).deadlines
    assert (due.due, due.last_working, due.left) == (date(2027, 1, 31), date(2027, 1, 29), 20)
    assert due.basis == "第四十九条"
    decide_policy(
        year.office, "annual_internal_due", "01-20", valid_from=year.today, reason="市里要求", **year.how
    )  # fmt: skip
    assert [one.due for one in report(year).deadlines] == [date(2027, 1, 20), date(2027, 1, 31)]


# ------------------------------------------------------------------------------------------------ entering


def test_what_is_in_force_is_carried_over_until_somebody_enters_it(desk: Desk) -> None:
    enter(desk, {IN_FORCE: "12"}, 2025)
    assert report(desk).figures[IN_FORCE] == "", "what was made is not known yet"
    enter(desk, {"t2.normative_documents.made": "３", "t2.normative_documents.repealed": "1"})
    view = report(desk)
    shown = next(one for one in view.hand if one.cell == IN_FORCE)
    assert (shown.text, shown.before, shown.source) == ("14", "12", "2025年现行有效＋制发－废止")
    enter(desk, {IN_FORCE: "15"})
    assert relation(desk, "R6") == (
        "broken", ("表二行政规范性文件: 现行有效=15 ≠ 上年现行有效+制发-废止=14",)
    )  # fmt: skip
    enter(desk, {IN_FORCE: ""})
    assert report(desk).figures[IN_FORCE] == "14"


@pytest.mark.parametrize("text", ["-1", "1.5", "三", "1e99", "1,2"])
def test_figures_that_are_none_are_refused_at_their_cell(desk: Desk, text: str) -> None:
    error = refused(lambda: enter(desk, {IN_FORCE: text}))
    assert (error.code, error.field) == ("annual_figure_wrong", IN_FORCE)
    assert error.what.startswith("表二 行政规范性文件·现行有效件数")


def test_money_has_four_places_and_an_unknown_cell_is_refused(desk: Desk) -> None:
    enter(desk, {"t2.fees.amount": "12.3456"})
    assert report(desk).figures["t2.fees.amount"] == "12.3456"
    assert refused(lambda: enter(desk, {"t2.fees.amount": "1.23456"})).code == "annual_figure_wrong"
    assert refused(lambda: enter(desk, {"t2.nothing": "1"})).code == "annual_cell_unknown"


def test_two_who_enter_the_same_cell(desk: Desk) -> None:
    seen = report(desk).entry
    enter(desk, {IN_FORCE: "7"}, entry=seen)
    enter(desk, {"t2.licences.decisions": "4"}, entry=seen)
    error = refused(lambda: enter(desk, {IN_FORCE: "8"}, entry=seen))
    assert (error.code, error.field) == ("annual_entered_meanwhile", IN_FORCE)
    enter(desk, {IN_FORCE: "7"}, entry=seen)
    enter(desk, {IN_FORCE: "8"}, entry=report(desk).entry)
    assert report(desk).figures[IN_FORCE] == "8"
    with desk.office.reading() as session:
        kept = session.scalar(select(func.count()).where(AnnualFigure.key == IN_FORCE))
    assert kept == 2, "an equal figure is no entry, and the first one is kept"


def test_words_are_proposed_written_and_taken_back(year: Desk) -> None:
    def overview() -> Any:
        return next(one for one in report(year).parts if one.key == "overview")

    proposed = overview()
    assert "3件" in proposed.text
    assert not proposed.edited
    write = AnnualTextDraft(year=2026, part="overview", text="2026年办结政府信息公开申请5件。")
    enter_text(year.office, write, **year.how)
    assert overview().edited
    assert relation(year, "R7")[0] == "broken"
    (wrong,) = [one for one in overview().numbers if one.problem]
    assert wrong.text == "5件"
    note_number(year.office, NotedNumberDraft(year=2026, number="5件", source="含上年补办2件"), **year.how)
    assert relation(year, "R7")[0] == "holds"
    enter_text(year.office, AnnualTextDraft(year=2026, part="overview", text=None), **year.how)
    assert overview().text == proposed.text
    assert refused(
        lambda: enter_text(year.office, AnnualTextDraft(year=2026, part="seven", text=""), **year.how)
    ).code == "annual_part_unknown"  # fmt: skip


def test_part_six_has_to_tell_of_fees(desk: Desk) -> None:
    case = desk.take_in()
    silent = AnnualTextDraft(year=2026, part="other", text="无其他需要报告的事项。")
    enter_text(desk.office, silent, **desk.how)
    assert relation(desk, "R8")[0] == "broken"
    assert {one.relation for one in report(desk).blocking} == {"R9"}, "nothing was charged: told, and stops nothing"
    notice = desk.on(3, 10).charge(case, FeeMethod.BY_VOLUME, pages=110)
    desk.on(3, 12).serve(notice)
    assert {one.relation for one in report(desk).blocking} == {"R8", "R9"}
    enter_text(desk.office, AnnualTextDraft(year=2026, part="other", text=None), **desk.how)
    assert "发出收费通知1件、金额900元" in next(one.text for one in report(desk).parts if one.key == "other")
    assert relation(desk, "R8")[0] == "holds"


# ------------------------------------------------------------------------------------------------ closing


def test_a_year_is_closed_when_it_is_over_and_everything_holds(desk: Desk) -> None:
    year_of_cases(desk)
    assert refused(lambda: close(desk)).code == "annual_year_running"
    error = refused(lambda: close(desk.on(1, 4, 2027)))
    assert (error.code, error.field) == ("annual_relation_broken", "t2.regulations.made")
    fill_table_two(desk)
    close(desk)
    view = report(desk)
    assert view.closed is not None
    assert (view.closed.closed_on, view.closed.closed_by, view.corrections) == (date(2027, 1, 4), "王敏", 0)
    assert numbers(view) == {"r1": 3, "r3_1": 1, "r3_4_1": 1, "r3_7": 2, "r4": 1}
    with desk.office.reading() as session:
        kept = session.scalars(select(AnnualClosing)).one()
    assert kept.policies["remake_count"] == "not_counted"
    assert "t3.r3_7.total" not in kept.cases["cells"], "what follows from other cells is not kept twice"


def test_last_years_figure_that_differs_needs_an_explanation(year: Desk) -> None:
    last_year(year, carried=1)
    error = refused(lambda: close(year))
    assert error.code == "annual_carried_broken"
    assert "自然人列: 二=0 ≠ 上年四=1" in error.what
    why = "2025年年报将一件已办结的申请计入结转，已更正"
    explain_carried(year.office, CarriedNoteDraft(year=2026, text=why), **year.how)
    state, sentences = relation(year, "R4")
    assert state == "broken"
    assert all(why in one for one in sentences)
    assert not report(year).blocking
    assert why in next(one.text for one in report(year).parts if one.key == "other")
    close(year)


def test_the_next_year_is_checked_against_the_closed_one(year: Desk) -> None:
    close(year)
    named = report(year, 2027)
    assert named.before.source == "closed"
    assert row(named, "r2") == (1, 0, 0, 0, 0, 0, 1)
    assert relation(year, "R4", year=2027) == ("holds", ())


def test_two_who_close_and_closing_again(year: Desk) -> None:
    seen = report(year)
    close(year, entry=seen.entry)
    assert refused(lambda: close(year, entry=seen.entry)).code == "annual_closed_meanwhile"
    latest = report(year).closed
    assert latest is not None
    assert refused(lambda: close(year, closing=latest.id, reason=" ")).code == "annual_reason_missing"
    enter(year, {IN_FORCE: "3"}, entry=seen.entry)
    stale = refused(lambda: close(year, closing=latest.id, reason="改表二", entry=seen.entry))
    assert stale.code == "annual_entered_meanwhile"
    close(year, closing=latest.id, reason="改表二", entry=report(year).entry)
    again = report(year)
    assert [one.number for one in again.closings] == [1, 2]
    assert again.figures[IN_FORCE] == "3"


def test_a_closed_year_stays_as_it_was_and_lists_what_moved(year: Desk) -> None:
    close(year)
    before = report(year)
    case = int(cell_cases(year.office, before, "t3.r3_1.total").cases[0].request_id or 0)
    year.on(2, 3, 2027)
    moved = EventCorrectionDraft(
        request_id=case,
        event_id=_received(year, case),
        kind=EventKind.RECEIVED,
        reason="签收日录错",
        on=date(2025, 12, 30),
    )
    correct_event(year.office, moved, **year.how)
    then, now = report(year), report(year, as_closed=False)
    assert then.figures == before.figures
    assert then.corrections == 1
    assert numbers(now) == {"r1": 2, "r2": 1, "r3_1": 1, "r3_4_1": 1, "r3_7": 2, "r4": 1}
    (listed,) = later_corrections(year.office, 2026)
    assert (listed.request_id, listed.applicant, listed.column) == (case, "周**", "自然人")
    assert listed.was.startswith("一、本年新收")
    assert listed.now.startswith("二、上年结转")
    assert "2027-02-03登记" in listed.why
    assert "签收日录错" in listed.why


def _received(desk: Desk, case: int) -> int:
    with desk.office.reading() as session:
        return session.scalars(
            select(Event.id).where(Event.request_id == case, Event.kind == EventKind.RECEIVED)
        ).one()  # fmt: skip


def test_an_ordered_reply_is_told_beside_the_closed_year_and_moves_nothing(desk: Desk) -> None:
    case = desk.take_in()
    refuse(desk.on(3, 10), case)
    fill_table_two(desk.on(1, 11, 2027))
    close(desk)
    assert later_corrections(desk.office, 2026) == ()
    order(desk.on(2, 15, 2027), case)
    assert report(desk).corrections == 0
    (told,) = later_corrections(desk.office, 2026)
    assert told.was == told.now
    assert "责令" in told.why


def test_an_open_year_has_no_list(year: Desk) -> None:
    assert later_corrections(year.office, 2026) == ()


def test_policies_are_fixed_with_the_closed_year_and_a_change_is_told(year: Desk) -> None:
    close(year)
    decide_policy(
        year.office, "stat_split_policy", "per_submission", valid_from=year.today, reason="省里要求", **year.how
    )  # fmt: skip
    shown = {one.key: one for one in report(year).policies}
    assert shown["stat_split_policy"].value == "登记时拆成几件计几件"
    next_year = {one.key: one for one in report(year, 2027).policies}
    assert next_year["stat_split_policy"].value == "一份申请计一件"
    assert next_year["stat_split_policy"].before == "登记时拆成几件计几件"
    other = next(one.text for one in report(year, 2027).parts if one.key == "other")
    assert "“拆件统计”的统计口径为“一份申请计一件”" in other
