"""重点任务台账: listed, reported with proof, ended, corrected by entries, taken over; two people do not overwrite."""

import io
from datetime import date
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import delete, select, update
from sqlalchemy.exc import DatabaseError

from casework.demo_key_tasks import fill_key_tasks
from casework.drafts import AttachmentDraft
from casework.key_task_paste import read_pasted_tasks
from casework.key_task_reading import (
    derived_task,
    export_key_tasks,
    key_task,
    key_task_list,
    key_task_years,
    overdue_key_tasks,
    proof_bytes,
)
from casework.key_task_views import (
    EntryCorrection,
    KeyTaskChange,
    KeyTaskDraft,
    KeyTaskEnding,
    KeyTaskEntryKind,
    KeyTaskReport,
    KeyTaskState,
    KeyTaskView,
)
from casework.key_tasks import (
    add_key_tasks,
    change_key_task,
    correct_key_task_entry,
    end_key_task,
    report_key_task,
    take_over_key_tasks,
)
from law.errors import UserError
from models import KeyTask, KeyTaskEntry
from tests.casework.desk import Desk

S, K = KeyTaskState, KeyTaskEntryKind
SEPTEMBER = date(2026, 9, 30)
PROOF = AttachmentDraft(file_name="会议纪要.pdf", content=b"%PDF-1.4 minutes", media_type="application/pdf")


def draft(**changes: Any) -> KeyTaskDraft:
    values: dict[str, Any] = {
        "year": 2026,
        "title": "更新政府信息公开指南",
        "source": "2026年政务公开工作要点第三条",
        "responsible": "王敏",
        "cooperating": "办公室、李工",
        "due_on": date(2026, 6, 30),
    }
    return KeyTaskDraft(**{**values, **changes})


def listed(desk: Desk, **changes: Any) -> KeyTaskView:
    add_key_tasks(desk.office, (draft(**changes),), **desk.how)
    return tasks(desk, changes.get("year", 2026))[-1]


def tasks(desk: Desk, year: int = 2026, **wanted: Any) -> tuple[KeyTaskView, ...]:
    return key_task_list(desk.office, year, today=desk.today, **wanted).tasks


def seen(desk: Desk, task_id: int) -> KeyTaskView:
    return key_task(desk.office, task_id, today=desk.today)


def report(desk: Desk, task: KeyTaskView, text: str = "已完成初稿", **changes: Any) -> KeyTaskView:
    values: dict[str, Any] = {"task_id": task.id, "version": task.version, "on": desk.today, "text": text, **changes}
    report_key_task(desk.office, KeyTaskReport(**values), **desk.how)
    return seen(desk, task.id)


def end(desk: Desk, task: KeyTaskView, kind: KeyTaskEntryKind, text: str = "已公布", **changes: Any) -> KeyTaskView:
    values: dict[str, Any] = {"task_id": task.id, "version": task.version, "on": desk.today, "text": text, **changes}
    end_key_task(desk.office, KeyTaskEnding(kind=kind, **values), **desk.how)
    return seen(desk, task.id)


def correct(desk: Desk, task: KeyTaskView, seq: int, text: str, reason: str = "写错") -> KeyTaskView:
    wanted = EntryCorrection(task_id=task.id, version=task.version, seq=seq, text=text, reason=reason)
    correct_key_task_entry(desk.office, wanted, **desk.how)
    return seen(desk, task.id)


def test_a_task_goes_its_way(desk: Desk) -> None:
    task = listed(desk)
    assert (task.state, task.position, task.responsible, task.cooperating) == (
        S.NOT_BEGUN,
        1,
        "王敏",
        "办公室、李工",
    )
    task = report(desk.on(4, 1), task, files=(PROOF,))
    assert (task.state, task.progress, task.proof_count) == (S.UNDER_WAY, "已完成初稿", 1)
    late = seen(desk.on(7, 2), task.id)
    assert (late.state, late.days_over, late.is_open) == (S.OVERDUE, 2, True)
    assert overdue_key_tasks(desk.office, today=date(2026, 7, 2)) == 1
    assert overdue_key_tasks(desk.office, today=date(2026, 6, 30)) == 0
    task = end(desk, late, K.DONE, files=(PROOF,))
    assert (task.state, task.done_on, task.progress, task.proof_count) == (S.DONE, date(2026, 7, 2), "已公布", 2)
    assert [one.kind for one in task.entries] == [K.CREATED, K.PROGRESS, K.PROOF, K.DONE, K.PROOF]
    assert proof_bytes(desk.office, task.entries[2].id) == ("会议纪要.pdf", PROOF.content)
    task = end(desk, task, K.REOPENED, "上级要求补充")
    assert (task.state, task.done_on) == (S.OVERDUE, None)
    task = end(desk, task, K.DROPPED, "工作要点已调整")
    assert (task.state, task.progress) == (S.DROPPED, "工作要点已调整")
    assert overdue_key_tasks(desk.office, today=date(2026, 7, 2)) == 0


def test_changes_keep_the_former_words(desk: Desk) -> None:
    task = listed(desk)
    wanted = KeyTaskChange(
        task_id=task.id,
        version=task.version,
        task=draft(responsible="李工", due_on=date(2026, 9, 30)),
        reason="分工调整",
    )
    change_key_task(desk.office, wanted, **desk.how)
    task = seen(desk, task.id)
    assert (task.responsible, task.due_on) == ("李工", date(2026, 9, 30))
    assert [one.text for one in task.entries] == [
        "责任人 王敏，期限 2026-06-30",
        "责任人 李工，期限 2026-09-30；分工调整",
    ]


def test_entries_are_corrected_by_entries(desk: Desk) -> None:
    task = report(desk, listed(desk), "完成一半")
    task = correct(desk, task, 2, "完成三成")
    assert (task.progress, task.entries[1].text, task.entries[1].struck) == ("完成三成", "完成一半", True)
    done = end(desk, task, K.DONE)
    again = correct(desk, done, 4, "", "误登记")
    assert (again.state, again.done_on, again.progress) == (S.UNDER_WAY, None, "完成三成")
    for seq in (1, 2, 3, 4, 99):
        with pytest.raises(UserError) as caught:
            correct(desk, again, seq, "再改")
        assert caught.value.code == "key_task_entry_unknown", seq


def test_struck_proof_does_not_count(desk: Desk) -> None:
    task = report(desk, listed(desk), files=(PROOF,))
    assert correct(desk, task, 3, "").proof_count == 0


def test_the_row_repeats_what_the_entries_say_and_entries_stay(desk: Desk) -> None:
    task = end(desk, report(desk, listed(desk), files=(PROOF,)), K.DONE)
    with desk.office.reading() as session:
        row = session.get_one(KeyTask, task.id)
        entries = session.scalars(select(KeyTaskEntry).where(KeyTaskEntry.task_id == task.id)).all()
        said = derived_task(entries)
        assert {name: getattr(row, name) for name in said if name != "cooperating"} == {
            name: value for name, value in said.items() if name != "cooperating"
        }
    for statement in (delete(KeyTaskEntry), update(KeyTaskEntry).values(seq=9)):
        with pytest.raises((UserError, DatabaseError)), desk.office.writing() as session:
            session.execute(statement)
    assert len(seen(desk, task.id).entries) == 4


def test_two_people_do_not_overwrite_each_other(desk: Desk) -> None:
    task = listed(desk)
    report(desk, task, "第一人")
    before = seen(desk, task.id)
    stale: list[Any] = [
        (report_key_task, KeyTaskReport(task_id=task.id, version=task.version, on=desk.today, text="第二人")),
        (
            end_key_task,
            KeyTaskEnding(task_id=task.id, version=task.version, kind=K.DONE, on=desk.today, text="第二人"),
        ),
        (change_key_task, KeyTaskChange(task_id=task.id, version=task.version, task=draft(), reason="第二人")),
        (
            correct_key_task_entry,
            EntryCorrection(task_id=task.id, version=task.version, seq=2, text="第二人", reason="错"),
        ),
    ]
    for act, wanted in stale:
        with pytest.raises(UserError) as caught:
            act(desk.office, wanted, **desk.how)
        assert caught.value.code == "key_task_changed"
        assert "刚被别人改过" in caught.value.sentence
    assert seen(desk, task.id) == before


def test_the_same_words_again_are_a_change_too(desk: Desk) -> None:
    task = report(desk, listed(desk), "没有进展")
    assert report(desk, task, "没有进展").version > task.version


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"title": " "}, "key_task_title_missing", "title"),
        ({"responsible": ""}, "key_task_responsible_missing", "responsible"),
        ({"due_on": date(2027, 1, 1)}, "key_task_due_year", "due_on"),
    ],
)
def test_what_is_missing_is_told_beside_its_field(desk: Desk, changes: dict[str, Any], code: str, field: str) -> None:
    with pytest.raises(UserError) as caught:
        add_key_tasks(desk.office, (draft(), draft(**changes)), **desk.how)
    assert (caught.value.code, caught.value.field) == (code, field)
    assert tasks(desk) == ()


def test_reports_are_refused_without_words_ahead_of_the_day_and_after_the_end(desk: Desk) -> None:
    task = listed(desk)
    wrong: list[tuple[dict[str, Any], str]] = [
        ({"text": " "}, "key_task_text_missing"),
        ({"on": date(2026, 3, 3)}, "key_task_day_ahead"),
    ]
    for changes, code in wrong:
        with pytest.raises(UserError) as caught:
            report(desk, task, **changes)
        assert caught.value.code == code
    with pytest.raises(UserError) as caught:
        end(desk, task, K.REOPENED)
    assert caught.value.code == "key_task_open"
    done = end(desk, task, K.DONE)
    with pytest.raises(UserError) as caught:
        report(desk, done)
    assert caught.value.code == "key_task_over"
    with pytest.raises(UserError) as caught:
        end(desk, done, K.DONE)
    assert caught.value.code == "key_task_over"
    with pytest.raises(UserError) as caught:
        seen(desk, 999)
    assert caught.value.code == "key_task_unknown"


def test_unfinished_tasks_go_into_the_next_year_once(desk: Desk) -> None:
    first, second = listed(desk), listed(desk, title="清理历史办件")
    end(desk, first, K.DONE)
    take_over_key_tasks(desk.office, 2026, **desk.how)
    (carried,) = tasks(desk, 2027)
    assert (carried.title, carried.due_on, carried.state, carried.cooperating) == (
        "清理历史办件",
        None,
        S.NOT_BEGUN,
        "办公室、李工",
    )
    assert "由 2026 年转入" in carried.entries[0].text
    assert seen(desk, second.id).state is S.CARRIED
    with pytest.raises(UserError) as caught:
        take_over_key_tasks(desk.office, 2026, **desk.how)
    assert caught.value.code == "key_task_nothing_over"
    assert key_task_years(desk.office, today=desk.today) == (2027, 2026)


def test_lists_by_state_person_and_term(desk: Desk) -> None:
    listed(desk)
    listed(desk, title="乙", responsible="李工", cooperating="", due_on=date(2026, 3, 1))
    listed(desk, title="丙", responsible="赵主任", cooperating="", due_on=None)
    assert [one.position for one in tasks(desk)] == [1, 2, 3]
    assert [one.title for one in tasks(desk, state=S.OVERDUE)] == ["乙"]
    assert [one.title for one in tasks(desk, person="李工")] == ["更新政府信息公开指南", "乙"]
    assert [one.title for one in tasks(desk, due_to=date(2026, 4, 1))] == ["乙"]
    found = key_task_list(desk.office, 2026, today=desk.today)
    assert dict(found.counts)[S.OVERDUE] == 1
    assert dict(found.counts)[S.NOT_BEGUN] == 2
    assert found.persons == ("李工", "王敏", "赵主任")


def test_the_list_goes_out_as_a_workbook(desk: Desk) -> None:
    report(desk, listed(desk, title="=更新指南"), files=(PROOF,))
    name, content = export_key_tasks(desk.office, 2026, today=desk.today)
    assert name == "2026年重点任务台账 2026-03-02.xlsx"
    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    rows: list[list[Any]] = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0][0] == "2026年重点任务台账"
    assert rows[4][:2] == [1, "=更新指南"]
    assert rows[4][5].date() == date(2026, 6, 30)
    assert rows[4][6:8] == ["进行中", "已完成初稿"]
    assert rows[4][9] == "会议纪要.pdf"


# ------------------------------------------------------------------------------------------------ pasted lines


@pytest.mark.parametrize(
    ("line", "title", "responsible", "cooperating", "due"),
    [
        ("1. 更新指南 责任人：王敏 期限：2026年6月30日", "更新指南", "王敏", "", date(2026, 6, 30)),
        (
            "2、清理历史办件，责任科室：法规科，配合单位：档案室，完成时限：9月底前。",
            "清理历史办件",
            "法规科",
            "档案室",
            date(2026, 9, 30),
        ),
        ("（三）编制年报；牵头人:李工；时限:年底前", "编制年报", "李工", "", date(2026, 12, 31)),
        ("4\t培训\t责任人：赵主任\t期限：2026-02-28", "培训", "赵主任", "", date(2026, 2, 28)),
        ("2026年工作要点公开 责任人：王敏 期限：3.15", "2026年工作要点公开", "王敏", "", date(2026, 3, 15)),
    ],
)
def test_pasted_lines_are_read(line: str, title: str, responsible: str, cooperating: str, due: date) -> None:
    (found,) = read_pasted_tasks(line, 2026)
    assert found.problem == ""
    task = found.task
    assert (task.title, task.responsible, task.cooperating, task.due_on) == (title, responsible, cooperating, due)


def test_what_cannot_be_read_is_said_and_never_guessed() -> None:
    lines = "\n".join(  # noqa: FLY002 - one line would be too long
        (
            "1. 甲",
            "",
            "2. 乙 责任人：王敏 期限：尽快",
            "3. 丙 责任人：王敏 期限：2月30日",
            "4. 丁 责任人：王敏 期限：2027年1月5日",
        )
    )
    found = read_pasted_tasks(lines, 2026)
    assert [one.line for one in found] == [1, 3, 4, 5]
    assert [one.problem for one in found] == [
        "没有责任人，没有期限",
        "期限“尽快”读不出日期",
        "期限“2月30日”读不出日期",
        "期限不在 2026 年",
    ]
    assert [one.task.due_on for one in found] == [None, None, None, date(2027, 1, 5)]


@pytest.mark.parametrize("today", [date(2026, 11, 23), date(2026, 1, 1), date(2026, 12, 31)])
def test_the_sample_office_has_tasks_on_every_day_of_the_year(desk: Desk, today: date) -> None:
    desk.today = today
    fill_key_tasks(desk.office, today=today, now=desk.how["now"])
    found = tasks(desk)
    assert len(found) == 5
    assert found[0].state is S.DONE
    assert [one.proof_count for one in found] == [0, 0, 1, 0, 0]
