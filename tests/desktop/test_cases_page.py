"""办件: filter, search, order, lazy rows, preview, keys."""

from datetime import date
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from casework.case_list import case_ids
from casework.office import Office
from casework.views import CaseFilter, Changed
from casework.worklist import worklist
from desktop.cases import CasesPage
from desktop.cases.cells import COLUMNS
from desktop.cases.filters import received_choices
from desktop.cases.model import BLOCK, CasesModel
from desktop.frame.window import MainWindow
from desktop.settings.store import Settings
from law.terms import Channel, RequestStatus, Urgency
from tests.casework.listed_cases import add_listed
from tests.desktop.case_desk import desk_at
from tests.desktop.conftest import TODAY, open_shell, settle
from tests.desktop.hands import Hands, click
from tests.desktop.intake_office import register_letter
from tests.desktop.test_intake_keyboard import case_page_is_only_opened

__all__ = ["case_page_is_only_opened"]

NAMES = ("周长根", "王䶮", "马·阿依古丽", "临江联众置业有限公司")


def listed(shell: MainWindow, count: int) -> None:
    with shell.session.office.writing() as session:
        for number in range(count):
            add_listed(
                session,
                number=f"依申〔2025〕{number + 1}号",
                name=NAMES[number % len(NAMES)],
                title=f"征地补偿安置方案 {number + 1}",
                channel=Channel.EMAIL if number % 2 else Channel.MAIL_SIGNED,
                cached={"due_on": date(2026, 11, 20 + number % 10), "received_on": date(2026, 10, 1 + number % 28)},
            )


def enter(qtbot: QtBot, shell: MainWindow, payload: object = None) -> CasesPage:
    shell.activateWindow()
    qtbot.waitUntil(shell.isActiveWindow)
    shell.open_page("cases", payload)
    settle(shell)
    page = shell.page("cases")
    assert isinstance(page, CasesPage)
    return page


def settled(qtbot: QtBot, shell: MainWindow, page: CasesPage) -> None:
    qtbot.waitUntil(lambda: not page._search_timer.isActive() and not page._preview_timer.isActive())
    settle(shell)


def cell(page: CasesPage, row: int, key: str) -> str:
    column = [one.key for one in COLUMNS].index(key)
    return str(page.model.index(row, column).data())


def test_rows_are_read_in_blocks_when_they_come_into_sight(qtbot: QtBot, shell: MainWindow) -> None:
    listed(shell, 3 * BLOCK)
    page = enter(qtbot, shell)
    page.grab()
    settle(shell)
    assert page.view.count.text() == "300 件"
    assert len(page.model._rows) == BLOCK, "only what is in sight is read"
    assert cell(page, 0, "number").startswith("依申〔2025〕")
    assert cell(page, 250, "number") == "…", "a row that is not read yet says so"
    settle(shell)
    assert cell(page, 250, "number").startswith("依申〔2025〕")
    assert len(page.model._rows) == 2 * BLOCK


def test_every_cell_is_text(qtbot: QtBot, shell: MainWindow) -> None:
    listed(shell, 12)
    register_letter(shell.session.office, channel=Channel.ORDINARY_MAIL)
    page = enter(qtbot, shell, CaseFilter())
    page.grab()
    settle(shell)
    for row in range(page.model.rowCount()):
        for column in range(page.model.columnCount()):
            assert type(page.model.index(row, column).data()) is str
    assert page.model.index(99, 99).data() is None


def test_an_estimated_date_that_presses_says_so(office: Office, settings: Settings) -> None:
    desk_at(office, date(2026, 12, 10)).take_in()
    desk_at(office, date(2026, 12, 28)).take_in()
    with open_shell(office, settings, today=date(2027, 1, 5)) as window:
        window.open_page("cases")
        settle(window)
        page = cast(CasesPage, window.page("cases"))
        assert [cell(page, row, "urgency") for row in (0, 1)] == [Urgency.SOON.label, Urgency.PROVISIONAL.label]
        assert cell(page, 0, "status") == "剩 3 个工作日，暂定"
        assert "暂定" not in cell(page, 1, "status"), "its chip says it"
    soon = {one.urgency: one.detail for one in worklist(office, today=date(2027, 1, 5)).counters}[Urgency.SOON]
    assert soon == "最早 1月8日（暂定）"


def test_answers_of_an_older_question_are_dropped() -> None:
    asked: list[int] = []
    model = CasesModel(asked.append, TODAY)
    model.show_ids(range(1000), TODAY)
    assert model.row_at(0) is None
    assert model.row_at(1) is None
    assert asked == [0], "a block is asked for once"
    model.put_block(0, ())
    assert model.rowCount() == 1000
    model.show_ids((), TODAY)
    model.put_block(5, ())
    assert model.rowCount() == 0


def test_search_by_name_number_and_two_characters(qtbot: QtBot, shell: MainWindow) -> None:
    listed(shell, 8)
    page = enter(qtbot, shell)
    hands = Hands(shell)
    hands.press(Qt.Key.Key_Slash)
    assert page.view.search.hasFocus()
    for text, found in (("王䶮", 2), ("补偿", 8), ("依申〔2025〕3号", 1), ("周", 2), ("没有的", 0)):
        page.view.search.selectAll()
        hands.type(text)
        settled(qtbot, shell, page)
        assert page.model.rowCount() == found, text
    assert page.view.table.empty.isVisible()
    page.view.table.empty.button.click()
    settled(qtbot, shell, page)
    assert page.view.scope.value() == "all"
    QTest.keyClick(page.view.search, Qt.Key.Key_Escape)
    settled(qtbot, shell, page)
    assert page.view.search.text() == ""
    assert page.model.rowCount() == 8


def test_enter_in_the_search_goes_to_the_rows_and_enter_opens(
    qtbot: QtBot, shell: MainWindow, case_page_is_only_opened: list[tuple[str, object]]
) -> None:
    listed(shell, 8)
    page = enter(qtbot, shell)
    hands = Hands(shell)
    page.focus_search()
    hands.type("王䶮")
    hands.press(Qt.Key.Key_Return)
    settled(qtbot, shell, page)
    assert page.view.table.hasFocus()
    hands.press(Qt.Key.Key_Down)
    wanted = page.model.id_at(1)
    hands.press(Qt.Key.Key_Return)
    assert ("case", wanted) in case_page_is_only_opened


def test_the_header_sorts_in_sql_and_marks_it(qtbot: QtBot, shell: MainWindow) -> None:
    listed(shell, 8)
    page = enter(qtbot, shell)
    at = [one.key for one in COLUMNS].index("due")
    for descending in (False, True):
        page.view.table.horizontalHeader().sectionClicked.emit(at)
        settled(qtbot, shell, page)
        wanted = CaseFilter(open_only=True, sort="due", descending=descending)
        assert page.model.ids == case_ids(shell.session.office, wanted, today=TODAY)
        assert page.view.table._header.sorted_by() == ("due", descending)


def test_chips_narrow_say_so_and_are_taken_off(qtbot: QtBot, shell: MainWindow) -> None:
    listed(shell, 8)
    page = enter(qtbot, shell)
    chip = page.view.chips["channel"]
    menu = chip.choice_menu()
    action = next(one for one in menu.actions() if one.text() == Channel.EMAIL.label)
    action.trigger()
    menu.deleteLater()
    settled(qtbot, shell, page)
    assert page.model.rowCount() == 4
    assert chip.text() == "电子邮件 ×"
    assert page.view.clear.isVisible()
    click(chip)
    settled(qtbot, shell, page)
    assert page.model.rowCount() == 8
    assert not page.view.clear.isVisible()


def test_other_dates_are_typed(qtbot: QtBot, shell: MainWindow) -> None:
    listed(shell, 8)
    page = enter(qtbot, shell)
    chip = page.view.chips["received"]
    chip.dates_asked.emit(chip.spec)
    hands = Hands(shell)
    hands.type("10.3")
    hands.tab()
    hands.type("10.5")
    page.view.dates_apply.click()
    settled(qtbot, shell, page)
    assert page.model.rowCount() == 3
    assert chip.text() == "收到日 10月3日至10月5日 ×"
    page.clear_filter()
    settled(qtbot, shell, page)
    assert page.model.rowCount() == 8


@pytest.mark.parametrize("today", [date(2026, 11, 23), date(2026, 1, 31), date(2028, 3, 31)])
def test_ranges_of_receipt_are_whole_months_and_years(today: date) -> None:
    ranges = [(one["received_from"], one["received_to"]) for one, _ in received_choices(today)]
    assert all(first <= last for first, last in ranges)
    month_before = ranges[1]
    assert month_before[0].day == 1
    assert (month_before[1].month, month_before[1]) == (month_before[0].month, month_before[1])
    assert (ranges[0][0] - month_before[1]).days == 1


def test_a_counter_of_the_worklist_arrives_as_its_filter(qtbot: QtBot, shell: MainWindow) -> None:
    listed(shell, 8)
    page = enter(qtbot, shell, CaseFilter(urgency=Urgency.OVERDUE, open_only=True))
    settled(qtbot, shell, page)
    assert page.model.rowCount() == 3
    assert page.view.chips["urgency"].text() == "已超期 ×"


def test_scopes_and_their_empty_states(qtbot: QtBot, shell: MainWindow) -> None:
    page = enter(qtbot, shell)
    settled(qtbot, shell, page)
    assert page.view.table.empty.sentence.text() == "没有在办的申请。"
    assert page.view.table.empty.button.text() == "登记一份申请"
    listed(shell, 3)
    with shell.session.office.writing() as session:
        closed = {"closed_on": date(2026, 11, 2), "status": RequestStatus.CLOSED}
        add_listed(session, number="依申〔2025〕9号", cached=closed)
    shell.session.changes.publish(Changed(topics=("cases",)))
    settled(qtbot, shell, page)
    assert page.model.rowCount() == 3
    page.view.scope.choose(1)
    settled(qtbot, shell, page)
    assert page.model.rowCount() == 1
    page.view.scope.choose(2)
    settled(qtbot, shell, page)
    assert page.model.rowCount() == 4


def test_the_preview_follows_the_selection(
    qtbot: QtBot, shell: MainWindow, case_page_is_only_opened: list[tuple[str, object]]
) -> None:
    first = register_letter(shell.session.office)
    register_letter(shell.session.office, name="王䶮", number="990101198506120032", text="申请公开补偿方案。")
    page = enter(qtbot, shell)
    settled(qtbot, shell, page)
    hands = Hands(shell)
    hands.press(Qt.Key.Key_Down)
    settled(qtbot, shell, page)
    assert "王䶮" in page.view.preview.who.text()
    hands.press(Qt.Key.Key_Up)
    settled(qtbot, shell, page)
    assert page.view.preview.request_id == first
    assert "周长根" in page.view.preview.who.text()
    click(page.view.preview.open)
    assert ("case", first) in case_page_is_only_opened


def test_the_selection_survives_a_change(qtbot: QtBot, shell: MainWindow) -> None:
    listed(shell, 8)
    page = enter(qtbot, shell)
    page.view.table.selectRow(5)
    kept = page.model.id_at(5)
    shell.session.changes.publish(Changed(topics=("cases",)))
    settled(qtbot, shell, page)
    assert page.model.id_at(page.view.table.currentIndex().row()) == kept


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_columns_are_chosen_by_f2_and_remembered(qtbot: QtBot, shell: MainWindow) -> None:
    listed(shell, 2)
    page = enter(qtbot, shell)
    at = [one.key for one in COLUMNS].index("outcome")
    assert page.view.table.isColumnHidden(at)
    Hands(shell).press(Qt.Key.Key_F2)
    menu = cast(QMenu, page.view.table.findChild(QMenu))
    qtbot.waitUntil(menu.isVisible)
    next(one for one in menu.actions() if one.text() == "处理结果").trigger()
    menu.close()
    assert not page.view.table.isColumnHidden(at)
    assert "outcome" in shell.session.settings.columns("cases").shown


def test_a_hundred_thousand_ids_are_shown_at_once(qtbot: QtBot, shell: MainWindow) -> None:
    page = enter(qtbot, shell)
    asked: list[int] = []
    page.model._ask_block = asked.append
    page._on_ids_found(tuple(range(1, 100_001)))
    page.view.table.scrollToBottom()
    page.grab()
    assert page.view.count.text() == "100,000 件"
    assert len(set(asked)) <= 4, "only blocks in sight are asked for"
    page._preview_timer.stop()
