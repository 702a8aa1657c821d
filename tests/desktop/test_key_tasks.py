"""重点任务台账: listed, reported and ended by keys, corrected, pasted, taken over; conflicts lose no word."""

from datetime import date
from pathlib import Path
from typing import Any, cast

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from casework.drafts import AttachmentDraft
from casework.key_task_reading import key_task, key_task_list
from casework.key_task_views import KeyTaskDraft, KeyTaskReport, KeyTaskState, KeyTaskView
from casework.key_tasks import add_key_tasks, report_key_task
from casework.office import Office
from desktop.frame.window import MainWindow
from desktop.key_tasks.forms import CorrectionForm, PasteForm, ReportForm, TaskForm
from desktop.key_tasks.page import KeyTasksPage
from tests.casework.desk import Desk
from tests.desktop.case_desk import desk_at
from tests.desktop.conftest import TODAY, settle
from tests.desktop.hands import click, links_in
from tests.desktop.keyboard import children, press, type_text

S = KeyTaskState


@pytest.fixture
def desk(office: Office) -> Desk:
    """Three tasks: one overdue, one with proof, one without a term."""
    desk = desk_at(office)
    desk.on(3, 2)
    rows = (
        ("更新指南", "王敏", date(2026, 6, 30)),
        ("业务培训", "李工", date(2026, 12, 20)),
        ("编制年报", "王敏", None),
    )
    drafts = tuple(KeyTaskDraft(year=2026, title=one, responsible=who, due_on=due) for one, who, due in rows)
    add_key_tasks(office, drafts, **desk.how)
    second = tasks(office)[1]
    proof = AttachmentDraft(file_name="签到表.pdf", content=b"%PDF-1.4", media_type="application/pdf")
    wanted = KeyTaskReport(task_id=second.id, version=second.version, on=desk.today, text="已办一次", files=(proof,))
    report_key_task(office, wanted, **desk.how)
    desk.today = TODAY
    return desk


def tasks(office: Office, year: int = 2026) -> tuple[KeyTaskView, ...]:
    return key_task_list(office, year, today=TODAY).tasks


def enter(shell: MainWindow, payload: object = None) -> KeyTasksPage:
    shell.setMinimumSize(0, 0)
    shell.resize(1366, 768)
    shell.open_page("key_tasks", payload)
    settle(shell)
    page = shell.page("key_tasks")
    assert isinstance(page, KeyTasksPage)
    return page


def words(page: KeyTasksPage) -> str:
    return "\n".join(one.text() for one in children(page.view.task, QLabel) if one.isVisible())


def form_of(page: KeyTasksPage, kind: type[Any]) -> Any:
    assert isinstance(page.form, kind)
    return page.form


@pytest.mark.usefixtures("desk")
def test_the_list_shows_state_and_the_card_the_records(shell: MainWindow) -> None:
    page = enter(shell)
    assert page.view.table.hasFocus()
    assert [one.title for one in page.model.rows] == ["更新指南", "业务培训", "编制年报"]
    assert page.view.task.state.text() == "已逾期，已过 146 日"
    press(page.view.table, Qt.Key.Key_Down)
    settle(shell)
    QTest.qWait(20)  # what was put into a layout is shown with the next events
    assert "已办一次" in words(page)
    assert [one.text() for one in links_in(page.view.task)] == ["签到表.pdf"]
    opened: list[Path] = []

    def launch(path: Path) -> bool:
        opened.append(path)
        return True

    page.opener.launch = launch
    click(links_in(page.view.task)[0])
    settle(shell)
    assert [one.read_bytes() for one in opened] == [b"%PDF-1.4"]


def test_progress_and_the_end_by_keys(shell: MainWindow, desk: Desk, tmp_path: Path) -> None:
    page = enter(shell)
    press(page.view.table, Qt.Key.Key_F6)
    form = form_of(page, ReportForm)
    press(form.words, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(shell)
    assert "没有写内容" in form.fields["text"].error()
    type_text(form.words, "已完成初稿")
    proof = tmp_path / "初稿.docx"
    proof.write_bytes(b"draft")
    form.files.add_paths([proof])
    press(form.words, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(shell)
    task = tasks(desk.office)[0]
    assert (task.progress, task.proof_count, task.state) == ("已完成初稿", 1, S.OVERDUE)
    assert page.form is None
    page.done()
    form = form_of(page, ReportForm)
    type_text(form.words, "已公布")
    form.submit()
    settle(shell)
    assert tasks(desk.office)[0].state is S.DONE
    assert page.view.task.reopen.isVisible()
    assert not page.view.task.report.isVisible()
    page.report()
    assert page.form is None, "nothing is reported on what is over"
    click(page.view.task.reopen)
    form = form_of(page, ReportForm)
    type_text(form.words, "上级要求补充")
    form.submit()
    settle(shell)
    assert tasks(desk.office)[0].is_open


def test_a_conflict_loses_no_word(shell: MainWindow, desk: Desk) -> None:
    page = enter(shell)
    page.report()
    form = form_of(page, ReportForm)
    type_text(form.words, "我的进展")
    task = tasks(desk.office)[0]
    report_key_task(
        desk.office, KeyTaskReport(task_id=task.id, version=task.version, on=TODAY, text="别人的进展"), **desk.how
    )
    form.submit()
    settle(shell)
    assert "刚被别人改过" in form.banner.label.text()
    assert form.words.text() == "我的进展"
    QTest.qWait(20)
    assert "别人的进展" in words(page), "the newest records stand beside the form"
    form.submit()
    settle(shell)
    texts = [one.text for one in key_task(desk.office, task.id, today=TODAY).entries]
    assert texts[1:] == ["别人的进展", "我的进展"]


def test_a_task_is_added_and_changed(shell: MainWindow, desk: Desk) -> None:
    page = enter(shell)
    page.add()
    form = form_of(page, TaskForm)
    form.submit()
    settle(shell)
    assert "没有写任务内容" in form.fields["title"].error()
    type_text(form.what, "公开收费情况")
    type_text(form.responsible, "李工")
    form.submit()
    settle(shell)
    assert tasks(desk.office)[-1].title == "公开收费情况"
    page.change()
    form = form_of(page, TaskForm)
    assert form.what.text() == "更新指南"
    form.responsible.setText("赵主任")
    type_text(form.reason, "分工调整")
    form.submit()
    settle(shell)
    assert tasks(desk.office)[0].responsible == "赵主任"


@pytest.mark.usefixtures("desk")
def test_f4_opens_the_task_to_be_changed(shell: MainWindow) -> None:
    page = enter(shell)
    press(page.view.table, Qt.Key.Key_F4)
    form_of(page, TaskForm).reject()


def test_a_record_is_corrected(shell: MainWindow, desk: Desk) -> None:
    page = enter(shell)
    page.correct()
    assert page.form is None, "there is nothing to correct yet"
    press(page.view.table, Qt.Key.Key_Down)
    settle(shell)
    click(page.view.task.correct)
    form = form_of(page, CorrectionForm)
    form.which.setCurrentIndex(1)
    assert form.words.text() == "已办一次"
    form.words.set_text("已办两次")
    type_text(form.reason, "写错")
    form.submit()
    settle(shell)
    assert tasks(desk.office)[1].progress == "已办两次"
    QTest.qWait(20)
    assert "已更正" in words(page)


def test_lines_are_pasted_and_read_at_once(shell: MainWindow, desk: Desk) -> None:
    page = enter(shell)
    page.paste()
    form = form_of(page, PasteForm)
    form.lines.set_text("1. 甲 责任人：王敏 期限：6月底前\n2. 乙 期限：尽快")
    assert form.note.text() == "读出 2 项\n第 2 行：没有责任人，期限“尽快”读不出日期"
    form.submit()
    settle(shell)
    assert len(tasks(desk.office)) == 3, "all or none"
    assert "没有写责任人" in form.banner.label.text()
    form.lines.set_text("1. 甲 责任人：王敏 期限：6月底前\n2. 乙 责任人：李工 期限：尽快")
    form.submit()
    settle(shell)
    assert [(one.title, one.due_on) for one in tasks(desk.office)[3:]] == [("甲", date(2026, 6, 30)), ("乙", None)]


def test_filters_the_next_year_and_the_file(shell: MainWindow, desk: Desk, tmp_path: Path) -> None:
    page = enter(shell, S.OVERDUE)
    assert [one.title for one in page.model.rows] == ["更新指南"]
    page.view.state.set_value(None)
    page.view.person.set_value("王敏")
    page.view.person.activated.emit(0)
    settle(shell)
    assert [one.title for one in page.model.rows] == ["更新指南", "编制年报"]
    page.export_to(tmp_path / "a.xlsx")
    settle(shell)
    sheet = load_workbook(tmp_path / "a.xlsx").worksheets[0]
    assert [cast(Any, one.value) for one in sheet["B"]][4:] == ["更新指南", "业务培训", "编制年报"]
    page.carry()
    assert page.form is not None
    page.form.submit()
    settle(shell)
    assert [one.title for one in tasks(desk.office, 2027)] == ["更新指南", "业务培训", "编制年报"]
    page.view.year.set_value(2027)
    page.view.year.activated.emit(0)
    settle(shell)
    assert page.year == 2027
