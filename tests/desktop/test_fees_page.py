"""收费: stages, search, order, the selected fee, the ledger, the paragraph of the year; a list beyond one block."""

import csv
from datetime import date
from pathlib import Path
from typing import cast

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from casework.fee_views import FeeFilter
from casework.office import Office
from desktop.case_page import CasePage
from desktop.fees import FeesPage
from desktop.fees.cells import COLUMNS
from desktop.frame.window import MainWindow
from law.errors import UserError
from law.terms import Act, FeeMethod, FeeStatus
from tests.casework.desk import Desk
from tests.desktop.case_desk import case_page, desk_at
from tests.desktop.conftest import TODAY, settle
from tests.desktop.hands import Hands, click
from tests.desktop.keyboard import children, press


def _charged(desk: Desk, pages: int = 110) -> int:
    request_id = desk.on(11, 16).take_in()
    notice = desk.on(11, 17).charge(request_id, FeeMethod.BY_VOLUME, pages=pages)
    desk.on(11, 18).serve(notice)
    return request_id


def _overdue(desk: Desk) -> int:
    request_id = desk.on(10, 12).take_in()
    notice = desk.on(10, 13).charge(request_id, FeeMethod.BY_VOLUME, pages=40)
    desk.on(10, 14).serve(notice)
    return request_id


@pytest.fixture
def fees(office: Office) -> dict[str, int]:
    """One fee at each of five stages."""
    desk = desk_at(office)
    found = {"overdue": _overdue(desk), "due": _charged(desk), "paid": _charged(desk, 200)}
    desk.on(11, 19).pay(found["paid"], 270_000)
    found["proposed"] = desk.on(11, 19).take_in()
    desk.propose(found["proposed"], FeeMethod.BY_VOLUME, pages=50)
    found["approved"] = desk.take_in()
    desk.propose(found["approved"], FeeMethod.BY_VOLUME, pages=60)
    desk.approve(found["approved"])
    return found


def enter(shell: MainWindow, wanted: FeeFilter | None = None) -> FeesPage:
    shell.setMinimumSize(0, 0)
    shell.resize(1366, 768)  # the usual screen; narrower windows show no panel beside the list
    shell.open_page("fees", wanted)
    settled(shell)
    page = shell.page("fees")
    assert isinstance(page, FeesPage)
    return page


def settled(shell: MainWindow) -> None:
    """Pauses of typing and of the preview have passed, and what they asked for is there."""
    settle(shell)
    page = shell.page("fees")
    assert isinstance(page, FeesPage)
    while page._search_timer.isActive() or page._preview_timer.isActive():
        QTest.qWait(10)
        settle(shell)
    QTest.qWait(20)  # what was put into a layout is shown with the next events


def cell(page: FeesPage, row: int, key: str) -> str:
    page.model.row_at(row)
    settle(cast(MainWindow, page.window()))
    column = [one.key for one in COLUMNS].index(key)
    return str(page.model.index(row, column).data())


def words(page: FeesPage) -> str:
    return "\n".join(one.text() for one in children(page.view.side, QLabel) if one.isVisible())


def test_stages_count_and_filter(shell: MainWindow, fees: dict[str, int]) -> None:
    page = enter(shell)
    buttons = page.view.stages.buttons
    assert buttons["open"].text() == "在办 4"
    assert buttons["overdue"].text() == "期满未缴 1"
    assert buttons["lapsed"].text() == "不再处理"
    assert buttons["paid"].toolTip() == "已缴清 1 件，合计2,700元"
    assert page.view.count.text() == "4 件，合计1,500元"
    assert page.model.ids[0] == fees["overdue"], "what was due first stands first"
    assert cell(page, 0, "stage") == "期满未缴清"
    assert cell(page, 0, "amount") == "100元"
    for stage in ("overdue", "due", "paid", "proposed", "approved"):
        click(buttons[stage])
        settled(shell)
        assert page.model.ids == (fees[stage],), stage
    assert cell(page, 0, "stage") == "待通知"
    click(buttons["lapsed"])
    settled(shell)
    assert page.view.table.empty.isVisible()
    page.view.table.empty.button.click()
    settled(shell)
    assert page.model.rowCount() == 5
    assert page.view.stages.stage == "all"


def test_arrow_keys_move_among_the_stages(shell: MainWindow, fees: dict[str, int]) -> None:
    page = enter(shell)
    page.view.stages.buttons["open"].setFocus()
    press(page.view.stages.buttons["open"], Qt.Key.Key_Right)
    settled(shell)
    assert page.view.stages.stage == "proposed"
    assert page.model.ids == (fees["proposed"],)


def test_search_order_and_escape(shell: MainWindow, fees: dict[str, int]) -> None:
    page = enter(shell, FeeFilter(stage="all"))
    hands = Hands(shell)
    hands.press(Qt.Key.Key_Slash)
    assert page.view.search.hasFocus()
    hands.type("5号")
    settled(shell)
    assert page.model.ids == (fees["approved"],)
    assert page.view.count.text() == "1 件", "the sum of the stage is not the sum of what was found"
    hands.press(Qt.Key.Key_Escape)
    settled(shell)
    assert page.model.rowCount() == 5
    page.view.table.sort_asked.emit(("amount", True))
    settled(shell)
    assert page.model.ids[0] == fees["paid"]


def test_the_selected_fee_and_its_next_act(shell: MainWindow, fees: dict[str, int]) -> None:
    page = enter(shell, FeeFilter(stage="due"))
    shown = words(page)
    assert "900元（按量计收）" in shown
    assert "2026年12月16日（周三）" in shown
    assert "信息处理费管理办法第五条" in shown
    page.view.table.setFocus()
    press(page.view.table, Qt.Key.Key_F6)
    settled(shell)
    case = shell.page("case")
    assert isinstance(case, CasePage)
    assert case.request_id == fees["due"]
    assert case.desk.panel is not None
    assert case.desk.panel.facts.view.act is Act.RECORD_PAYMENT


def test_enter_opens_the_case_and_the_link_the_applicant(shell: MainWindow, fees: dict[str, int]) -> None:
    page = enter(shell, FeeFilter(stage="paid"))
    page.view.table.setFocus()
    press(page.view.table, Qt.Key.Key_Return)
    settled(shell)
    case = shell.page("case")
    assert isinstance(case, CasePage)
    assert case.request_id == fees["paid"]
    shell.open_page("fees")
    settled(shell)
    page.view.preview.fee.applicant.clicked.emit()
    settled(shell)
    assert "周长根" in "\n".join(one.text() for one in children(shell.page("applicant"), QLabel))


@pytest.mark.usefixtures("fees")
def test_every_figure_is_told_with_its_history(shell: MainWindow) -> None:
    page = enter(shell, FeeFilter(stage="paid"))
    section = page.view.preview.fee
    assert section.history_link.text() == "各次数额的来历（4）"
    section.history_link.clicked.emit()
    settled(shell)
    told = words(page)
    for part in ("提出按量收费", "批准收费", "收费通知", "缴费", "2,700元", "王敏"):
        assert part in told, part
    section.history_link.clicked.emit()
    settled(shell)
    assert "票0001" not in words(page)


def test_the_ledger_is_written_as_workbook_and_as_text(shell: MainWindow, fees: dict[str, int], tmp_path: Path) -> None:
    page = enter(shell, FeeFilter(stage="all"))
    page.export_to(tmp_path / "台账.xlsx")
    settled(shell)
    assert "已保存 台账.xlsx" in shell.toast.label.text()
    sheet = load_workbook(tmp_path / "台账.xlsx").active
    assert sheet is not None
    cells = [[str(one or "") for one in row] for row in sheet.iter_rows(values_only=True)]
    numbers = [row[0] for row in cells if row[0].startswith("依申〔")]
    assert len(numbers) == len(fees)
    page.export_to(tmp_path / "台账.csv")
    settled(shell)
    with (tmp_path / "台账.csv").open(encoding="utf-8-sig", newline="") as file:
        assert sum(row[0].startswith("依申〔") for row in csv.reader(file) if row) == len(fees)
    assert not list(tmp_path.glob(".*")), "nothing half written stays behind"


def test_a_ledger_that_cannot_be_written_is_told_and_leaves_the_old_one(
    shell: MainWindow, fees: dict[str, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert fees
    page = enter(shell)
    old = tmp_path / "台账.csv"
    old.write_text("去年的台账", encoding="utf-8")

    def full(_path: Path, _content: bytes) -> int:
        raise OSError(28, "No space left on device")

    refused: list[UserError] = []
    monkeypatch.setattr(Path, "write_bytes", full)
    monkeypatch.setattr(shell.session.shell, "show_failure", refused.append)
    page.export_to(old)
    settled(shell)
    assert [one.code for one in refused] == ["file_not_written"]
    assert old.read_text(encoding="utf-8") == "去年的台账"
    assert page.view.export.isEnabled()


def test_an_export_can_be_stopped(shell: MainWindow, fees: dict[str, int], tmp_path: Path) -> None:
    assert fees
    page = enter(shell)
    page.export_to(tmp_path / "台账.xlsx")
    page.view.progress.cancelled.emit()
    settled(shell)
    assert not list(tmp_path.glob("*.xlsx"))
    assert "已停止导出" in shell.toast.label.text()
    page.export_to(tmp_path / "台账.xlsx")
    settled(shell)
    assert (tmp_path / "台账.xlsx").exists()


def test_the_paragraph_of_the_year_goes_to_the_clipboard(shell: MainWindow, fees: dict[str, int]) -> None:
    assert fees
    page = enter(shell)
    assert page.view.year_card.words.text() == "2026年发出收费通知3件、金额3,700元，实际收取2,700元。"
    click(page.view.year_card.copy)
    assert QGuiApplication.clipboard().text() == page.view.year_card.words.text()
    page.view.year.setCurrentIndex(1)
    page.view.year.activated.emit(1)
    settled(shell)
    assert page.wanted.year == 2026
    assert page.model.rowCount() == 2, "what was not notified yet is of no year"


def test_an_office_without_fees_says_how_to_begin(shell: MainWindow) -> None:
    page = enter(shell)
    assert "这一阶段没有收费" in page.view.table.empty.sentence.text()
    page.view.table.empty.button.click()
    settled(shell)
    assert "提出收费" in page.view.table.empty.sentence.text()
    assert page.view.year_card.words.text() == "2026年未收取信息处理费（0元）。"


def test_what_somebody_else_records_is_shown(qtbot: QtBot, shell: MainWindow, fees: dict[str, int]) -> None:
    page = enter(shell, FeeFilter(stage="due"))
    assert page.model.ids == (fees["due"],)
    desk = desk_at(shell.session.office, TODAY)
    changed = desk.pay(fees["due"], 90_000)
    shell.session.changes.publish(changed)
    qtbot.waitUntil(lambda: page.model.rowCount() == 0)
    assert page.view.preview.request_id is None


def test_the_case_page_shows_the_fee_and_opens_the_calculator(shell: MainWindow, fees: dict[str, int]) -> None:
    page = case_page(shell, fees["due"])
    section = page.view.request.fee
    assert section is not None
    assert "待缴费，剩 17 个工作日（至 12月16日）" in section.status.text()
    section.calculator.clicked.emit()
    settled(shell)
    assert page.desk.panel is not None
    assert page.desk.panel.title == "提出收费"


def test_a_moved_ordinal_is_told_in_the_list(office: Office, shell: MainWindow) -> None:
    desk = desk_at(office, date(2026, 11, 16))
    ids = [desk.take_in() for _ in range(12)]
    desk.on(11, 17).charge(ids[11])
    desk.split(ids[0], 3)
    page = enter(shell, FeeFilter(stage="all"))
    assert cell(page, 0, "stage").endswith("计件已变动")
    view = shell.page("fees")
    assert isinstance(view, FeesPage)
    assert "第 14 件" in words(page)
    assert desk.fee(ids[11]).status is FeeStatus.SENT


def test_a_narrow_window_keeps_the_paragraph_and_the_next_act(shell: MainWindow, fees: dict[str, int]) -> None:
    page = enter(shell, FeeFilter(stage="due"))
    shell.resize(900, 560)  # 1366×768 at 150 %
    settled(shell)
    assert not page.view.preview.isVisible()
    assert page.view.year_card.isVisible()
    assert not page.view.year_card.title.isVisible()
    click(page.view.year_card.copy)
    assert QGuiApplication.clipboard().text().startswith("2026年发出收费通知")
    page.view.table.setFocus()
    press(page.view.table, Qt.Key.Key_F6)
    settled(shell)
    case = shell.page("case")
    assert isinstance(case, CasePage)
    assert case.request_id == fees["due"]
    assert case.desk.panel is not None
    shell.resize(1366, 768)
    shell.open_page("fees")
    settled(shell)
    assert page.view.year_card.title.isVisible()
