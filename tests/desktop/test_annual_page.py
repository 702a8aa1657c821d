"""统计年报 by mouse and keyboard: cells and their cases, table two, words, last year, closing, check, sum."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from casework.annual_drafts import AnnualFiguresDraft
from casework.annual_report import annual_report, enter_figures
from casework.form_drafts import open_drafts
from casework.office import Office
from desktop.annual.page import AnnualReportPage
from desktop.case_page import CasePage
from desktop.cases import CasesPage
from desktop.frame.window import MainWindow
from desktop.settings.store import Settings
from law.annual_form import annual_layout
from models import Request
from reports.annual_tables import AnnualTables
from reports.annual_workbook import annual_xlsx
from tests.casework.annual_desk import close, fill_table_two, last_year
from tests.desktop.case_desk import desk_at
from tests.desktop.conftest import open_shell, settle
from tests.desktop.hands import Hands, click

NEW_YEAR = date(2027, 1, 11)


@pytest.fixture
def year(office: Office) -> dict[str, int]:
    """A grant and an open request of 2026."""
    desk = desk_at(office)
    granted = desk.on(11, 2).take_in()
    desk.on(11, 10).reply(granted)
    return {"granted": granted, "open": desk.on(11, 16).take_in()}


@pytest.fixture
def january(office: Office, settings: Settings, year: dict[str, int]) -> Iterator[MainWindow]:
    assert year
    with open_shell(office, settings, today=NEW_YEAR) as window:
        yield window


def enter(window: MainWindow, at: int = 2026) -> AnnualReportPage:
    window.setMinimumSize(0, 0)
    window.resize(1366, 768)
    window.open_page("annual_report", at)
    settle(window)
    page = window.page("annual_report")
    assert isinstance(page, AnnualReportPage)
    return page


def go(window: MainWindow, page: AnnualReportPage, key: str) -> None:
    page.show_pane(key)
    settle(window)


# ------------------------------------------------------------------------------------------------ cells


def test_arrows_move_enter_drills_and_the_case_opens(shell: MainWindow, year: dict[str, int]) -> None:
    page = enter(shell)
    hands, grid, drill = Hands(shell), page.view.three, page.view.drill
    assert grid.hasFocus()
    assert grid.current_cell() == "t3.r1.natural_person"
    assert drill.shown is not None
    assert drill.shown.number == 2
    hands.press(Qt.Key.Key_Down, times=2)
    settle(shell)
    assert grid.current_cell() == "t3.r3_1.natural_person", "the line of zeros in between is folded away"
    hands.press(Qt.Key.Key_Return)
    assert drill.has_focus()
    hands.press(Qt.Key.Key_Escape)
    assert grid.hasFocus()
    hands.press(Qt.Key.Key_Return)
    hands.press(Qt.Key.Key_Return)
    settle(shell)
    case = shell.current_page()
    assert isinstance(case, CasePage)
    assert case.request_id == year["granted"]


def test_all_cases_of_a_cell_open_as_a_list(shell: MainWindow, year: dict[str, int]) -> None:
    page = enter(shell)
    click(page.view.drill.links[-1])
    settle(shell)
    cases = shell.page("cases")
    assert isinstance(cases, CasesPage)
    assert cases.wanted.among == tuple(sorted(year.values()))
    chip = cases.view.chips["among"]
    assert chip.isVisible()
    assert "2026年 一、本年新收" in chip.text()
    assert cases.model.rowCount() == 2
    click(chip)
    settle(shell)
    assert not chip.isVisible()


def test_lines_of_zeros_are_shown_on_demand(shell: MainWindow, year: dict[str, int]) -> None:
    page = enter(shell)
    folded = sum(bool(one.cells) for one in page.view.three.figures.lines)
    assert folded < len(annual_layout().rows)
    click(page.view.folded)
    assert sum(bool(one.cells) for one in page.view.three.figures.lines) == len(annual_layout().rows)
    assert year


def test_what_is_in_no_row_is_told_with_its_list(shell: MainWindow, office: Office, year: dict[str, int]) -> None:
    with office.writing() as session:  # as a ledger brings it whose words for the outcome are not clear
        request = session.get_one(Request, year["open"])
        request.closed_on = request.reply_effective_on = date(2026, 11, 20)
    page = enter(shell)
    assert "1 件已办结而没有定处理结果" in page.view.banner.label.text()
    click(page.view.banner.link)
    settle(shell)
    cases = shell.current_page()
    assert isinstance(cases, CasesPage)
    assert cases.wanted.among == (year["open"],)


# ------------------------------------------------------------------------------------------------ entering


def test_a_break_leads_to_its_field_and_table_two_is_typed(shell: MainWindow, year: dict[str, int]) -> None:
    page = enter(shell)
    assert year
    click(page.view.relations.links[0])
    settle(shell)
    hands, field = Hands(shell), page.view.two.inputs["t2.regulations.made"]
    assert page.pane == "two"
    assert field.hasFocus()
    hands.type("-3")
    hands.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(shell)
    assert "数不能是负的" in page.view.two.error.text()
    assert field.text() == "-3", "what was typed stays"
    field.clear()
    hands.type("3")
    click(page.view.two.zeros)
    click(page.view.two.save)
    settle(shell)
    assert page.shown is not None
    assert page.shown.figures["t2.regulations.made"] == "3"
    assert not page.shown.blocking
    assert not page.view.two.is_dirty()


def test_what_somebody_else_entered_is_told(shell: MainWindow, office: Office, year: dict[str, int]) -> None:
    page = enter(shell)
    assert year
    go(shell, page, "two")
    cell = "t2.licences.decisions"
    page.view.two.inputs[cell].setText("5")
    other = AnnualFiguresDraft(year=2026, values={cell: "9"})
    enter_figures(office, other, **{**desk_at(office).how, "actor": "李四"})
    page.view.two.submit()
    settle(shell)
    assert "李四" in page.view.two.error.text()
    assert page.view.two.inputs[cell].text() == "5"


def test_words_are_written_checked_and_generated_again(shell: MainWindow, year: dict[str, int]) -> None:
    page = enter(shell)
    assert year
    go(shell, page, "text")
    pane, hands = page.view.text, Hands(shell)
    assert "2件" in pane.area.text()
    pane.area.setFocus()
    pane.area.selectAll()
    hands.type("2026年办结政府信息公开申请7件。")
    hands.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(shell)
    assert len(pane.fields) == 1
    pane.fields[0].setFocus()
    hands.type("含上年补办")
    hands.press(Qt.Key.Key_Return)
    settle(shell)
    assert not pane.fields
    click(pane.reset)
    settle(shell)
    assert "2件" in pane.area.text()


def test_unsaved_words_survive_another_part_and_a_new_reading(shell: MainWindow, year: dict[str, int]) -> None:
    page = enter(shell)
    assert year
    go(shell, page, "text")
    pane = page.view.text
    pane.show_part("problems")
    pane.area.set_text("征求意见用时较长。")
    pane.show_part("other")
    page.ask()
    settle(shell)
    pane.show_part("problems")
    assert pane.area.text() == "征求意见用时较长。"


def test_another_year_waits_for_what_is_not_saved(shell: MainWindow, year: dict[str, int]) -> None:
    page = enter(shell)
    assert year
    go(shell, page, "two")
    page.view.two.inputs["t2.licences.decisions"].setText("5")
    page.view.year.setCurrentIndex(1)
    page.view.year.activated.emit(1)
    settle(shell)
    assert (page.year, page.view.year.value()) == (2026, 2026)
    assert "先保存" in page.view.banner.label.text()
    assert page.view.two.inputs["t2.licences.decisions"].text() == "5"
    page.view.two.inputs["t2.licences.decisions"].clear()
    page.view.year.setCurrentIndex(1)
    page.view.year.activated.emit(1)
    settle(shell)
    assert page.year == 2025
    assert page.shown is not None
    assert page.shown.year == 2025


# ------------------------------------------------------------------------------------------------ years


def test_a_year_is_closed_by_hand_and_what_moved_is_listed(january: MainWindow, office: Office) -> None:
    desk = desk_at(office, NEW_YEAR)
    fill_table_two(desk)
    last_year(desk)
    page = enter(january)
    go(january, page, "close")
    pane = page.view.close_pane
    assert pane.close_button.isEnabled(), pane.obstacle.text()
    assert pane.close_button.hasFocus()
    QTest.keyClick(pane.close_button, Qt.Key.Key_Return)
    settle(january)
    assert page.shown is not None
    assert page.shown.closed is not None
    assert page.view.year_card.state.text() == "已关账"
    go(january, page, "two")
    assert page.view.two.inputs["t2.licences.decisions"].isReadOnly()
    assert not page.view.two.save.isEnabled()
    page.view.year_card.picture.buttons[1].click()
    settle(january)
    assert page.view.two.save.isEnabled()
    go(january, page, "corrections")
    assert "没有办件改变行列" in page.view.corrections.words.text()


def test_closing_twice_needs_a_reason_and_the_other_seat_is_noticed(january: MainWindow, office: Office) -> None:
    desk = desk_at(office, NEW_YEAR)
    fill_table_two(desk)
    last_year(desk)
    page = enter(january)
    go(january, page, "close")
    close(desk)
    click(page.view.close_pane.close_button)
    settle(january)
    assert "已由王敏关账" in page.view.close_pane.error.text()
    page.ask()
    settle(january)
    click(page.view.close_pane.close_button)
    settle(january)
    assert "须写明理由" in page.view.close_pane.error.text()
    page.view.close_pane.reason.set_text("公布后发现录入有误")
    click(page.view.close_pane.close_button)
    settle(january)
    assert page.shown is not None
    assert len(page.shown.closings) == 2


def test_a_running_year_cannot_be_closed(shell: MainWindow, year: dict[str, int]) -> None:
    page = enter(shell)
    assert year
    go(shell, page, "close")
    assert not page.view.close_pane.close_button.isEnabled()
    assert "还没有结束" in page.view.close_pane.obstacle.text()


def test_last_years_figures_are_typed_or_read(january: MainWindow, office: Office, tmp_path: Path) -> None:
    page = enter(january)
    go(january, page, "before")
    pane = page.view.before
    pane.inputs["t3.r4.natural_person"].setText("4")
    pane.submit()
    settle(january)
    assert page.shown is not None
    assert page.shown.before.figures["t3.r4.business"] == "0"
    assert any(one.relation == "R4" for one in page.shown.blocking)
    zero = AnnualTables.zero(2025, office.agency().name)
    file = tmp_path / "2025年年报.xlsx"
    file.write_bytes(annual_xlsx(zero))
    pane.file_chosen.emit(str(file))
    settle(january)
    assert page.shown.before.figures["t3.r4.natural_person"] == "0"
    assert not any(one.relation == "R4" for one in page.shown.blocking)


# ------------------------------------------------------------------------------------------------ files


def test_a_report_that_is_not_in_order_is_not_exported(shell: MainWindow, year: dict[str, int]) -> None:
    page = enter(shell)
    assert year
    page.export_excel()
    assert "不能导出" in page.view.banner.label.text()
    assert page.pane == "two"


def test_the_report_is_written_as_workbook_and_document(shell: MainWindow, office: Office, tmp_path: Path) -> None:
    fill_table_two(desk_at(office))
    page = enter(shell)
    for name in ("年报.xlsx", "年报.docx"):
        page.files.save_to(tmp_path / name)
        settle(shell)
        assert (tmp_path / name).read_bytes().startswith(b"PK")


def test_a_published_report_is_checked_alone(shell: MainWindow, office: Office, year: dict[str, int]) -> None:
    page = enter(shell)
    assert year
    go(shell, page, "check")
    pane = page.view.check
    assert pane.area.hasFocus()
    pane.area.set_text("今天没有表")
    pane.submit()
    settle(shell)
    assert pane.error.isVisible()
    assert pane.area.text() == "今天没有表"
    rows = ["\t".join((label, *["0"] * 7)) for _, label in annual_layout().rows]
    rows[0] = "\t".join((annual_layout().rows[0][1], "3", *["0"] * 5, "3"))
    pane.area.set_text("\n".join(rows))
    pane.submit()
    settle(shell)
    assert pane.shown is not None
    assert {one.relation for one in pane.shown.broken} == {"R1"}
    assert pane.relations.links[0].hasFocus()
    assert annual_report(office, 2026, today=shell.session.today).entry == 0, "nothing is stored"


def test_files_of_other_offices_are_added_up(january: MainWindow, office: Office, tmp_path: Path) -> None:
    desk = desk_at(office, NEW_YEAR)
    fill_table_two(desk)
    page = enter(january)
    go(january, page, "sum")
    good = AnnualTables.zero(2026, "临江县水利局").with_figures(
        dict.fromkeys(("t3.r1.natural_person", "t3.r1.total", "t3.r4.natural_person", "t3.r4.total"), 2)
    )
    bad = AnnualTables.zero(2026, "临江县教育局").with_figures({"t3.r1.total": 1})
    for name, tables in (("水利.xlsx", good), ("教育.xlsx", bad)):
        (tmp_path / name).write_bytes(annual_xlsx(tables))
    page.offices.take_in([str(tmp_path / "水利.xlsx"), str(tmp_path / "教育.xlsx")])
    settle(january)
    settle(january)
    pane = page.view.sum
    assert "教育.xlsx" in pane.banner.label.text()
    assert pane.shown is not None
    assert [one.agency for one in pane.shown.offices] == ["临江县水利局"]
    assert pane.shown.figures["t3.r1.total"] == "4", "two of the other office, two of our own"
    click(pane.own)
    settle(january)
    assert pane.shown.figures["t3.r1.total"] == "2"
    click(pane.links[0])
    pane.reason.setText("该局重报")
    click(pane.confirm)
    settle(january)
    settle(january)
    assert pane.shown.offices == ()


# ------------------------------------------------------------------------------------------------ what was not saved


def test_what_was_typed_and_not_saved_comes_back_from_the_work_list(
    office: Office, settings: Settings, year: dict[str, int]
) -> None:
    assert year
    with open_shell(office, settings, today=NEW_YEAR) as window:
        page = enter(window)
        go(window, page, "two")
        Hands(window).type("7")
        go(window, page, "text")
        page.view.text.show_part("problems")
        page.view.text.area.setFocus()
        Hands(window).type("still to be written")
        page.keeper.keep_typed()  # what the timer does after two seconds; then the program is gone
        settle(window)
    assert [(one.key, one.screen) for one in open_drafts(office)] == [("annual:2026", "annual_report")]
    with open_shell(office, settings, today=NEW_YEAR) as window:
        window.open_page("annual_report", "annual:2026")
        settle(window)
        page = enter(window)
        assert "已恢复" in page.view.banner.label.text()
        assert [line.text() for line in page.view.two.inputs.values() if line.text()] == ["7"]
        assert page.view.text.part() == "problems"
        assert page.view.text.area.text() == "still to be written"
        page.view.text.submit()
        settle(window)
        page.view.two.submit()
        settle(window)
        assert not page.keeper.typed()
        assert open_drafts(office) == ()
    assert next(one.text for one in annual_report(office, 2026, today=NEW_YEAR).parts if one.key == "problems") == (
        "still to be written"
    )


def test_another_year_takes_nothing_along(office: Office, settings: Settings, year: dict[str, int]) -> None:
    assert year
    with open_shell(office, settings, today=NEW_YEAR) as window:
        page = enter(window)
        go(window, page, "two")
        Hands(window).type("7")
        window.open_page("annual_report", 2027)
        settle(window)
        settle(window)
        assert not page.keeper.typed()
        assert [one.key for one in open_drafts(office)] == ["annual:2026"]
        window.open_page("annual_report", 2026)
        settle(window)
        settle(window)
        assert page.view.two.typed()
