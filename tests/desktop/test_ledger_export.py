"""台账导出: columns by mouse and keys, layouts, the preview, the file in the background, what is refused."""

import csv
import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QListWidget

from casework.case_list import case_ids
from casework.ledger_export import usual_columns
from casework.ledger_export_views import LedgerFormat
from casework.ledger_layouts import layouts
from casework.office import Office
from casework.views import CaseFilter
from desktop.cases import CasesPage
from desktop.frame.window import MainWindow
from desktop.ledger.export_page import LedgerExportPage
from tests.casework.desk import APPLICANT
from tests.casework.listed_cases import add_listed
from tests.desktop.case_desk import desk_at
from tests.desktop.conftest import TODAY, settle
from tests.desktop.hands import Hands, click
from tests.desktop.keyboard import press, type_text

ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def filled(office: Office) -> Office:
    desk = desk_at(office)
    desk.on(11, 16).take_in()
    desk.on(11, 17).take_in(title="环境影响评价批复")
    closed = desk.on(11, 2).take_in(title="征地补偿方案")
    desk.serve(desk.on(11, 10).reply(closed))
    return office


def enter(shell: MainWindow, wanted: CaseFilter | None = None) -> LedgerExportPage:
    shell.setMinimumSize(0, 0)
    shell.resize(1366, 768)
    shell.open_page("ledger_export", wanted)
    settled(shell)
    page = shell.page("ledger_export")
    assert isinstance(page, LedgerExportPage)
    return page


def settled(shell: MainWindow) -> None:
    settle(shell)
    page = shell.page("ledger_export")
    assert isinstance(page, LedgerExportPage)
    while page._preview_timer.isActive() or page._reveal_timer.isActive():
        QTest.qWait(10)
        settle(shell)


def export(page: LedgerExportPage, path: Path) -> None:
    page.export_to(path)
    window = page.window()
    assert isinstance(window, MainWindow)
    settle(window)


def sheet(path: Path) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in load_workbook(path).worksheets[0].iter_rows()]


def labels(box: QListWidget) -> Sequence[str]:
    return [box.item(at).text() for at in range(box.count())]


def stand_at(box: QListWidget, label: str) -> None:
    box.setFocus()
    box.setCurrentRow(list(labels(box)).index(label))


# ------------------------------------------------------------------------------------------------ from the list


@pytest.mark.usefixtures("filled")
def test_the_list_hands_its_filter_over_and_takes_it_back(shell: MainWindow) -> None:
    shell.open_page("cases", CaseFilter(closed_only=True, sort="closed", descending=True))
    settle(shell)
    cases = shell.page("cases")
    assert isinstance(cases, CasesPage)
    press(cases.view.table, Qt.Key.Key_E, CTRL)
    settle(shell)
    page = shell.page("ledger_export")
    assert isinstance(page, LedgerExportPage)
    assert page.isVisible()
    assert page.view.chosen.text() == "已办结，按办结日倒序排列，共 1 件"
    page.view.change.click()
    settle(shell)
    assert cases.isVisible()
    assert cases.wanted == CaseFilter(closed_only=True, sort="closed", descending=True)


@pytest.mark.usefixtures("filled")
def test_the_button_of_the_list_does_the_same(shell: MainWindow) -> None:
    shell.open_page("cases", CaseFilter(open_only=True))
    settle(shell)
    cases = shell.page("cases")
    assert isinstance(cases, CasesPage)
    click(cases.view.export)
    settle(shell)
    page = shell.page("ledger_export")
    assert isinstance(page, LedgerExportPage)
    assert page.wanted == CaseFilter(open_only=True)
    assert page.view.chosen.text().endswith("共 2 件")


def test_the_file_holds_what_the_page_shows(shell: MainWindow, filled: Office, tmp_path: Path) -> None:
    wanted = CaseFilter(sort="received", descending=True)
    page = enter(shell, wanted)
    shown = page.view.preview.rows.shown
    assert shown is not None
    export(page, tmp_path / "a.xlsx")
    title, notes, _, heads, *rows = sheet(tmp_path / "a.xlsx")
    assert title[0] == "政府信息公开申请台账"
    assert page.view.chosen.text().partition("，共")[0] in notes[0]
    assert tuple(heads) == shown.heads
    ids = case_ids(filled, wanted, today=TODAY)
    assert len(rows) == len(ids) == len(shown.rows) == 3
    assert rows[0][2].date() == date(2026, 11, 17)
    assert [str(row[1]) for row in rows] == [row[1] for row in shown.rows]
    assert page.view.done.text() == f"上次导出：{tmp_path / 'a.xlsx'}"


# ------------------------------------------------------------------------------------------------ columns


@pytest.mark.usefixtures("filled")
def test_columns_are_chosen_and_moved_by_keys_alone(shell: MainWindow) -> None:
    page = enter(shell)
    chooser = page.view.columns
    assert chooser.chosen.hasFocus(), "work begins in the columns"
    assert chooser.chosen_keys() == usual_columns()
    hands = Hands(shell)
    hands.press(Qt.Key.Key_Delete)
    assert chooser.chosen_keys() == usual_columns()[1:]
    assert "序号" in labels(chooser.offered)
    hands.press(Qt.Key.Key_Down, ALT)
    assert chooser.chosen_keys()[:2] == ("received_on", "registration_number")
    assert chooser.chosen.currentRow() == 1, "the column moved stays the current one"
    hands.press(Qt.Key.Key_Up, ALT)
    assert chooser.chosen_keys()[:2] == ("registration_number", "received_on")
    stand_at(chooser.offered, "证件号码")
    chooser.chosen.setCurrentRow(0)
    hands.press(Qt.Key.Key_Return)
    assert chooser.chosen_keys()[:3] == ("registration_number", "identity_number", "received_on")
    assert "证件号码" not in labels(chooser.offered)
    assert chooser.offered.hasFocus(), "several can be put in one after another"
    hands.press(Qt.Key.Key_Right)
    assert len(chooser.chosen_keys()) == len(usual_columns()) + 1
    settled(shell)
    shown = page.view.preview.rows.shown
    assert shown is not None
    assert shown.heads[:2] == ("登记号", "证件号码")
    assert shown.rows[0][1] == "9901**********9813"


@pytest.mark.usefixtures("filled")
def test_columns_are_chosen_and_moved_by_mouse(shell: MainWindow) -> None:
    page = enter(shell)
    chooser = page.view.columns
    stand_at(chooser.offered, "联系电话")
    click(chooser.put)
    assert "phone" in chooser.chosen_keys()
    stand_at(chooser.chosen, "联系电话")
    before = chooser.chosen_keys().index("phone")
    click(chooser.down)
    assert chooser.chosen_keys().index("phone") == before + 1
    click(chooser.up)
    click(chooser.up)
    assert chooser.chosen_keys().index("phone") == before - 1
    click(chooser.take)
    assert "phone" not in chooser.chosen_keys()
    item = chooser.chosen.item(0)
    chooser.chosen.itemDoubleClicked.emit(item)
    assert "place" not in chooser.chosen_keys()
    page.view.usual.click()
    assert chooser.chosen_keys() == usual_columns()


@pytest.mark.usefixtures("filled")
def test_dragging_changes_the_order(shell: MainWindow) -> None:
    page = enter(shell)
    chooser = page.view.columns
    model = chooser.chosen.model()
    assert model.moveRow(model.index(0, 0).parent(), 0, model.index(0, 0).parent(), 3)
    assert chooser.chosen_keys()[2] == "place"
    settled(shell)
    shown = page.view.preview.rows.shown
    assert shown is not None
    assert shown.heads[2] == "序号"


@pytest.mark.usefixtures("filled")
def test_headings_are_no_columns(shell: MainWindow) -> None:
    chooser = enter(shell).view.columns
    headings = [one for one in range(chooser.offered.count()) if not chooser.offered.item(one).flags()]
    assert headings
    chooser.offered.setCurrentRow(headings[0])
    assert not chooser.put.isEnabled()
    before = chooser.chosen_keys()
    chooser.put_in()
    assert chooser.chosen_keys() == before


@pytest.mark.usefixtures("filled")
def test_without_columns_nothing_is_written(shell: MainWindow) -> None:
    page = enter(shell)
    while page.view.columns.chosen.count():
        page.view.columns.take_out()
    assert page.why_not_export() == "没有选列。"
    assert not page.view.export.isEnabled()
    settled(shell)
    assert page.view.preview.rows.columnCount() == 0
    page.export()  # does not ask for a place
    page.restore_usual()
    assert page.view.export.isEnabled()


# ------------------------------------------------------------------------------------------------ layouts


@pytest.mark.usefixtures("filled")
def test_control_s_asks_for_the_name(shell: MainWindow) -> None:
    page = enter(shell)
    press(page.view.columns.chosen, Qt.Key.Key_S, CTRL)
    form = page._form
    assert form is not None
    assert form.isVisible()
    press(form, Qt.Key.Key_Escape)
    assert page._form is None


def keep(shell: MainWindow, page: LedgerExportPage, name: str) -> None:
    assert page.actions_table is not None
    page.actions_table.trigger("keep")
    settle(shell)
    form = page._form
    assert form is not None
    assert form.focusWidget() is form.name
    form.name.clear()
    type_text(form.name, name)
    press(form.name, Qt.Key.Key_Return)
    settled(shell)


def test_a_layout_is_kept_opened_changed_and_forgotten(shell: MainWindow, filled: Office) -> None:
    page = enter(shell)
    view = page.view
    view.columns.show_keys(("title", "outcome"))
    view.title.setText("2026年台账")
    view.format.set_value(LedgerFormat.CSV)
    keep(shell, page, "月报")
    (kept,) = layouts(filled)
    assert (kept.name, kept.columns, kept.title, kept.format) == (
        "月报",
        ("title", "outcome"),
        "2026年台账",
        LedgerFormat.CSV,
    )
    assert view.layouts.currentText() == "月报"
    view.layouts.setCurrentIndex(0)
    view.layouts.activated.emit(0)
    assert view.columns.chosen_keys() == usual_columns()
    assert not view.forget.isVisible()
    view.layouts.setCurrentIndex(1)
    view.layouts.activated.emit(1)
    assert (view.columns.chosen_keys(), view.title.text()) == (("title", "outcome"), "2026年台账")
    view.columns.show_keys(("title",))
    keep(shell, page, "月报")
    assert layouts(filled)[0].columns == ("title",), "its own name replaces it"
    click(view.forget)
    settled(shell)
    assert layouts(filled) == ()
    assert view.layouts.currentText() == "默认列"
    page.restore_forgotten()
    settled(shell)
    assert [one.name for one in layouts(filled)] == ["月报"]
    assert view.layouts.currentText() == "月报"


@pytest.mark.usefixtures("filled")
def test_the_name_of_another_layout_is_refused_beside_it(shell: MainWindow) -> None:
    page = enter(shell)
    keep(shell, page, "月报")
    page.view.layouts.setCurrentIndex(0)
    page.view.layouts.activated.emit(0)
    page.ask_name()
    form = page._form
    assert form is not None
    type_text(form.name, "月报")
    press(form.name, Qt.Key.Key_Return)
    settled(shell)
    assert form.isVisible()
    assert "已经有“月报”这个版式" in form.fields["layout"].error()
    assert form.name.text() == "月报"
    form.reject()


# ------------------------------------------------------------------------------------------------ personal data


@pytest.mark.usefixtures("filled")
def test_whole_personal_data_need_a_reason(shell: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = enter(shell)
    view = page.view
    view.columns.show_keys(("identity_number", "title"))
    assert not view.reason.isVisible()
    click(view.masked.buttons[1])
    settled(shell)
    assert view.reason.isVisible()
    asked: list[str] = []

    def ask(*arguments: Any) -> tuple[str, str]:
        asked.append(str(arguments[2]))
        return str(tmp_path / "a.xlsx"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    press(view.columns.chosen, Qt.Key.Key_E, CTRL)
    assert not asked, "the reason comes first"
    assert "没有写理由" in view.fields["reason"].error()
    assert view.reason.hasFocus()
    type_text(view.reason, "移送审计")
    press(view.reason, Qt.Key.Key_E, CTRL)
    settle(shell)
    assert asked == ["政府信息公开申请台账 2026-11-23.xlsx"]
    rows = sheet(tmp_path / "a.xlsx")
    assert rows[4][0] == APPLICANT.identity_number
    assert "导出人 王敏，理由：移送审计" in rows[2][0]
    assert view.fields["reason"].error() == ""


@pytest.mark.usefixtures("filled")
def test_csv_with_long_numbers_says_what_programs_do_to_them(shell: MainWindow, tmp_path: Path) -> None:
    page = enter(shell)
    view = page.view
    view.columns.show_keys(("identity_number",))
    view.format.choose(1)
    assert "丢位" not in view.fields["format"].line.text(), "masked numbers lose nothing"
    view.masked.choose(1)
    assert "丢位" in view.fields["format"].line.text()
    view.masked.choose(0)
    view.format.choose(2)
    export(page, tmp_path / "台账")
    lines = list(csv.reader(io.StringIO((tmp_path / "台账.csv").read_bytes().decode("gbk"))))
    assert lines[0] == ["政府信息公开申请台账"]
    assert lines[4] == ["9901**********9813"]


# ------------------------------------------------------------------------------------------------ the file


def many(office: Office, number: int) -> None:
    with office.writing() as session:
        for at in range(number):
            add_listed(session, number=f"依申〔2026〕{at + 1000}号")


def test_other_questions_are_answered_while_a_file_is_written(
    shell: MainWindow, office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("casework.ledger_export.BLOCK", 5)
    many(office, 40)
    page = enter(shell)
    heard: list[tuple[int, int]] = []
    answered: list[int] = []

    class Asker:
        def on_answer(self, _nothing: object) -> None:
            answered.append(heard[-1][0] if heard else 0)

        def on_advance(self, told: tuple[int, int]) -> None:
            heard.append(told)
            shell.session.ask(tuple, self.on_answer)

    asker = Asker()
    page.work.advanced.connect(asker.on_advance)
    export(page, tmp_path / "a.xlsx")
    assert heard == [(done, 40) for done in range(0, 41, 5)]
    assert answered[0] < 40, "an answer came before the file was done"
    assert len(answered) == len(heard)
    assert len(sheet(tmp_path / "a.xlsx")) == 44


def test_stopping_leaves_no_file(
    shell: MainWindow, office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("casework.ledger_export.BLOCK", 5)
    many(office, 40)
    page = enter(shell)
    out = tmp_path / "out"
    out.mkdir()

    class Stopper:
        def on_advance(self, told: tuple[int, int]) -> None:
            if told[0] == 10:
                page.view.progress.cancel.click()

    stopper = Stopper()
    page.work.advanced.connect(stopper.on_advance)
    export(page, out / "a.xlsx")
    assert list(out.iterdir()) == []
    assert not page.work.busy
    assert page.view.export.isEnabled()
    export(page, out / "b.csv")
    assert list(out.iterdir()) == []  # the same listener stops this one too


@pytest.mark.usefixtures("filled")
def test_a_place_that_cannot_be_written_is_told(shell: MainWindow, tmp_path: Path) -> None:
    page = enter(shell)
    export(page, tmp_path / "没有这个文件夹" / "a.xlsx")
    assert "不能写入“a.xlsx”" in page.view.banner.label.text()
    assert page.view.banner.isVisible()
    export(page, tmp_path / "a.xlsx")
    assert not page.view.banner.isVisible()


def test_closing_the_window_while_writing_leaves_no_half_file(
    shell: MainWindow, office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("casework.ledger_export.BLOCK", 1)
    many(office, 60)
    page = enter(shell)
    out = tmp_path / "out"
    out.mkdir()
    page.export_to(out / "a.xlsx")
    QTest.qWait(1)
    shell.session.runner.close()
    shell.close()
    assert list(out.iterdir()) == []
