"""A dispute on its page: what is shown, forms by keyboard and mouse, corrections, drafts, two people at once."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from casework import form_drafts
from casework.dispute_drafts import DisputeEventDraft, OpenDisputeDraft, PartyDraft, TargetDraft
from casework.dispute_views import DisputeFilter
from casework.disputes import open_dispute, record_dispute_event
from casework.office import Office, open_office
from casework.person_drafts import PersonDraft
from casework.persons import add_person
from desktop.acts.form_panel import FormPanel
from desktop.disputes.cells import COLUMNS
from desktop.disputes.dispute_page import DisputePage
from desktop.disputes.event_form import CorrectEventForm, EventForm
from desktop.disputes.layout import COURSE, PAPERS
from desktop.frame.window import MainWindow
from desktop.settings.store import Settings
from law.dispute_terms import AttackedAct, ClockState, DisputeEventKind, DisputeStatus, Forum
from law.terms import Role
from tests.desktop.case_desk import desk_at, fill
from tests.desktop.conftest import TODAY, open_shell
from tests.desktop.dispute_desk import (
    dispute_page,
    disputes_page,
    open_event,
    quiet,
    refused_request,
    seen_dispute,
    submit,
)
from tests.desktop.hands import Hands, click

STALE = "另一人刚改过"


def opened(office: Office, *, procedure: str = "simple", on: date = date(2026, 11, 20), number: str = "3") -> int:
    """A reconsideration about a refusal, known by its copy."""
    request_id, letter = refused_request(office)
    draft = OpenDisputeDraft(
        forum=Forum.RECONSIDERATION,
        body="临江县人民政府",
        targets=(TargetDraft(request_id=request_id, document_id=letter, attacked=AttackedAct.REPLY),),
        parties=(PartyDraft(name="周长根"),),
        case_number=f"临政复〔2026〕{number}号",
        claims="撤销答复书",
        reasons=("没有区分处理",),
        first=DisputeEventDraft(
            dispute_id=0, kind=DisputeEventKind.COPY_RECEIVED, on=on, values={"procedure": procedure}
        ),
    )
    return open_dispute(office, draft, **desk_at(office).how).dispute_ids[0]


@pytest.fixture
def dispute_id(office: Office) -> int:
    """A reconsideration under the simple procedure, its copy received on Friday, 20 November."""
    return opened(office)


def test_the_page_tells_the_periods_the_letter_and_what_is_next(shell: MainWindow, dispute_id: int) -> None:
    page = dispute_page(shell, dispute_id)
    assert shell.heading.text() == "临政复〔2026〕3号"
    header = page.view.header
    assert "周长根" in header.parties.text()
    assert "简易程序" in header.where.text()
    assert header.clock.payload is not None
    assert "11月27日" in header.clock.what.text()
    rows = {one.clock.key: one for one in page.view.clocks.rows}
    assert rows["rc_answer"].clock.state is ClockState.RUNNING
    assert page.view.tasks.rows[0].task.event_kind is DisputeEventKind.ANSWER_FILED
    first = page.view.choices.cards[0]
    assert first.payload is not None
    assert first.hasFocus(), "what is next has the focus"
    forbidden = [one for one in page.view.choices.cards if not one.can_press()]
    assert forbidden, "what may not be recorded stays in sight"
    assert all(one.line.text() for one in forbidden), "with its reason"


def test_a_period_unfolds_its_steps_with_articles(shell: MainWindow, dispute_id: int) -> None:
    page = dispute_page(shell, dispute_id)
    QTest.keyClick(page, Qt.Key.Key_F4)
    quiet(shell)
    row = next(one for one in page.view.clocks.rows if one.clock.key == "rc_answer")
    assert row.is_open()
    assert row.hasFocus()
    told = "".join(row.told())
    assert "5 个工作日" in told.replace("5个", "5 个")
    assert "第五十四条" in told
    QTest.keyClick(row, Qt.Key.Key_Return)
    assert not row.is_open()


def test_the_days_of_a_period_are_counted_one_by_one(shell: MainWindow, dispute_id: int) -> None:
    page = dispute_page(shell, dispute_id)
    row = next(one for one in page.view.clocks.rows if one.clock.key == "rc_answer")
    row.press()
    quiet(shell)
    page.view.left.ensureWidgetVisible(row.days)
    click(row.days)
    quiet(shell)
    days = shell.page("day_by_day")
    assert days.shown is not None  # type: ignore[attr-defined]
    assert days.shown.due.due == date(2026, 11, 27)  # type: ignore[attr-defined]
    counted = [one.count for one in days.shown.rows if one.count is not None]  # type: ignore[attr-defined]
    assert counted == [1, 2, 3, 4, 5]


def test_the_answer_is_recorded_by_keyboard_and_the_period_is_met(
    office: Office, shell: MainWindow, dispute_id: int
) -> None:
    page = dispute_page(shell, dispute_id)
    hands = Hands(shell)
    hands.press(Qt.Key.Key_F6)
    quiet(shell)
    panel = page.desk.panel
    assert isinstance(panel, EventForm)
    assert panel.kind is DisputeEventKind.ANSWER_FILED
    assert panel.controls["on"].hasFocus()
    if "way" in panel.controls:
        panel.controls["way"].setFocus()
        hands.press(Qt.Key.Key_1)
    hands.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    quiet(shell)
    view = seen_dispute(office, dispute_id)
    assert view.status is DisputeStatus.ANSWERED
    answer = next(one for one in view.clocks if one.key == "rc_answer")
    assert (answer.state, answer.done_on) == (ClockState.MET, TODAY)
    assert page.desk.panel is None
    assert page.view.choices.cards[0].hasFocus(), "the keyboard goes on from what is next"
    assert page.view.tasks.rows == [] or page.view.tasks.rows[0].task.key != "clock:rc_answer"


def test_a_task_opens_the_form_that_settles_it_by_mouse(shell: MainWindow, dispute_id: int) -> None:
    page = dispute_page(shell, dispute_id)
    click(page.view.tasks.rows[0])
    quiet(shell)
    assert isinstance(page.desk.panel, EventForm)
    assert page.desk.panel.kind is DisputeEventKind.ANSWER_FILED
    click(page.desk.panel.leave)
    quiet(shell)
    assert page.desk.panel is None


def test_the_form_asks_only_what_hangs_on_the_result_and_tells_what_starts(shell: MainWindow, dispute_id: int) -> None:
    page = dispute_page(shell, dispute_id)
    panel = open_event(shell, page, DisputeEventKind.DECIDED)
    assert isinstance(panel, EventForm)
    assert panel.declared.widgets["term_kind"].isHidden()
    fill(panel, result="撤销", order="答复、重新答复")  # type: ignore[arg-type]
    assert not panel.declared.widgets["term_kind"].isHidden()
    assert panel.declared.widgets["days"].isHidden()
    fill(panel, term_kind="若干个工作日")  # type: ignore[arg-type]
    assert not panel.declared.widgets["days"].isHidden()
    fill(panel, on="2026-11-23", days="15", served_on="2026-11-23", number="临政复决〔2026〕3号")  # type: ignore[arg-type]
    quiet(shell)
    assert "由此起算" in panel.consequence.label.text()


def test_what_is_missing_is_named_and_nothing_is_lost(office: Office, shell: MainWindow, dispute_id: int) -> None:
    page = dispute_page(shell, dispute_id)
    panel = open_event(shell, page, DisputeEventKind.DECIDED)
    fill(panel, text="维持原答复。", on="2026-12-20", order="没有要求")  # type: ignore[arg-type]
    submit(shell)
    assert "结果" in panel.fields["result"].error()
    fill(panel, result="维持", number="临政复决〔2026〕3号")  # type: ignore[arg-type]
    submit(shell)
    assert page.desk.panel is panel, "a day to come is refused"
    assert panel.fields["on"].error() or panel.banner.label.text()
    assert panel.text("text") == "维持原答复。"
    fill(panel, on="2026-11-23")  # type: ignore[arg-type]
    submit(shell)
    assert seen_dispute(office, dispute_id).result is not None


def test_typed_text_is_kept_on_leaving_and_after_a_kill(office: Office, settings: Settings) -> None:
    dispute_id = opened(office)
    with open_shell(office, settings) as shell:
        page = dispute_page(shell, dispute_id)
        panel = open_event(shell, page, DisputeEventKind.SUSPENDED)
        fill(panel, text="双方正在调解")  # type: ignore[arg-type]
        page.on_escape()
        quiet(shell)
        (kept,) = form_drafts.open_drafts(office)
        assert kept.screen == "dispute"
        panel = open_event(shell, page, DisputeEventKind.SUSPENDED)
        assert panel.text("text") == "双方正在调解"
        assert "已恢复" in panel.kept.label.text()
        fill(panel, text="双方正在调解，12月再谈")  # type: ignore[arg-type]
        QTest.qWait(2300)  # the pause after which a form is kept
        quiet(shell)
        page.desk._dirty = False  # the program is killed: nothing more is kept
    with open_shell(office, settings) as shell:
        (kept,) = form_drafts.open_drafts(office)
        page = dispute_page(shell, kept.key)
        assert page.desk.panel is not None
        assert page.desk.panel.text("text") == "双方正在调解，12月再谈"


def test_a_record_is_struck_and_stays_readable(office: Office, shell: MainWindow, dispute_id: int) -> None:
    how = desk_at(office).how
    answer = DisputeEventDraft(
        dispute_id=dispute_id, kind=DisputeEventKind.ANSWER_FILED, on=TODAY, values={"way": "mail"}
    )
    record_dispute_event(office, answer, **how)
    page = dispute_page(shell, dispute_id)
    page.view.show_part(COURSE)
    link = next(one for one in page.view.course.links if one.accessibleName().startswith("更正 提交"))
    click(link)
    quiet(shell)
    panel = page.desk.panel
    assert isinstance(panel, CorrectEventForm)
    fill(panel, mending="作废，没有发生过")  # type: ignore[arg-type]
    assert panel.fields["on"].isHidden()
    submit_in(shell, panel)
    assert "没有填写" in panel.fields["why"].error()
    fill(panel, why="误录，尚未寄出")  # type: ignore[arg-type]
    submit_in(shell, panel)
    view = seen_dispute(office, dispute_id)
    assert view.status is DisputeStatus.ANSWER_DUE
    struck = next(one for one in view.events if one.kind is DisputeEventKind.ANSWER_FILED)
    assert struck.corrected
    assert "误录" in struck.why


def test_the_day_of_a_record_is_mended(office: Office, shell: MainWindow, dispute_id: int) -> None:
    page = dispute_page(shell, dispute_id)
    event = next(one for one in seen_dispute(office, dispute_id).events if one.kind is DisputeEventKind.COPY_RECEIVED)
    page.view.course.correct_asked.emit(event)
    quiet(shell)
    panel = page.desk.panel
    assert isinstance(panel, CorrectEventForm)
    assert panel.peek_day("on") == date(2026, 11, 20)
    assert panel.declared.peek_values()["procedure"] == "simple", "what was recorded stands in the form"
    fill(panel, on="2026-11-19", why="送达回证上为11月19日")  # type: ignore[arg-type]
    submit_in(shell, panel)
    assert page.desk.panel is None, panel.banner.label.text()
    answer = next(one for one in seen_dispute(office, dispute_id).clocks if one.key == "rc_answer")
    assert answer.deadline is not None
    assert answer.deadline.due == date(2026, 11, 26)


def submit_in(window: MainWindow, panel: FormPanel) -> None:
    """Ctrl+Enter in a form, whichever window has the focus."""
    QTest.keyClick(panel, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    quiet(window)


def test_files_are_added(office: Office, shell: MainWindow, dispute_id: int, tmp_path: Path) -> None:
    page = dispute_page(shell, dispute_id)
    page.view.show_part(PAPERS)
    click(page.view.papers.add)
    quiet(shell)
    panel = page.desk.panel
    assert panel is not None
    submit_in(shell, panel)
    assert "没有选择文件" in panel.fields["attachments"].error()
    file = tmp_path / "申请书副本.pdf"
    file.write_bytes(b"%PDF-1.4 copy")
    panel.controls["attachments"].add_paths([file])  # type: ignore[attr-defined]
    submit_in(shell, panel)
    assert [one.file_name for one in seen_dispute(office, dispute_id).attachments] == ["申请书副本.pdf"]


def test_somebody_else_is_put_in_charge(office: Office, shell: MainWindow, dispute_id: int) -> None:
    how = desk_at(office).how
    for name in ("王敏", "赵刚"):
        person = PersonDraft(name=name, roles=(Role.ADMINISTRATOR, Role.HANDLER))
        add_person(office, person, now=how["now"], actor="王敏")
    page = dispute_page(shell, dispute_id)
    combo = page.view.header.handler
    at = combo.findText("赵刚")
    combo.setCurrentIndex(at)
    combo.activated.emit(at)
    quiet(shell)
    assert seen_dispute(office, dispute_id).handler == "赵刚"


def form_of(page: DisputePage) -> FormPanel | None:
    """The form that is open."""
    return page.desk.panel


# ---------------------------------------------------------------------- two people


@pytest.fixture
def windows(office: Office, settings: Settings, tmp_path: Path) -> Iterator[tuple[MainWindow, MainWindow, Office]]:
    colleague = Settings(tmp_path / "colleague")
    colleague.set("person", "赵刚")
    other = open_office(office.location)
    with open_shell(office, settings) as mine, open_shell(other, colleague) as theirs:
        yield mine, theirs, other
    other.close()


def test_a_stale_page_is_told_and_keeps_what_was_typed(
    office: Office, windows: tuple[MainWindow, MainWindow, Office]
) -> None:
    mine, theirs, other = windows
    dispute_id = opened(office)
    page = dispute_page(mine, dispute_id)
    panel = open_event(mine, page, DisputeEventKind.SUSPENDED)
    fill(panel, ground="（六）进行调解、和解，当事人同意中止", text="双方正在调解")  # type: ignore[arg-type]
    answer = DisputeEventDraft(
        dispute_id=dispute_id, kind=DisputeEventKind.ANSWER_FILED, on=TODAY, values={"way": "mail"}
    )
    record_dispute_event(other, answer, **desk_at(other).how)
    assert theirs.isVisible()
    submit_in(mine, panel)
    assert form_of(page) is panel, "the form stays"
    assert STALE in panel.banner.label.text()
    assert panel.text("text") == "双方正在调解"
    assert page.shown is not None
    assert DisputeEventKind.ANSWER_FILED in [one.kind for one in page.shown.events], "the page was read anew"
    submit_in(mine, panel)
    assert form_of(page) is None
    assert seen_dispute(office, dispute_id).status is DisputeStatus.SUSPENDED


# ---------------------------------------------------------------------- the list


def test_the_list_opens_disputes_and_narrows(shell: MainWindow, dispute_id: int) -> None:
    page = disputes_page(shell)
    assert page.model.rowCount() == 1
    assert page.view.preview.dispute_id == dispute_id
    assert "11月27日" in cell(page, "due")
    assert cell(page, "left").startswith("剩")
    hands = Hands(shell)
    hands.press(Qt.Key.Key_Slash)
    assert page.view.search.hasFocus()
    hands.type("杜颖")
    hands.press(Qt.Key.Key_Return)
    quiet(shell)
    assert page.model.rowCount() == 0
    assert page.view.table.empty.isVisible()
    hands.press(Qt.Key.Key_Escape)
    page.view.search.clear()
    quiet(shell)
    assert page.model.rowCount() == 1
    page.view.table.setFocus()
    hands.press(Qt.Key.Key_Return)
    quiet(shell)
    assert isinstance(shell.current_page(), DisputePage)


def cell(page: object, key: str) -> str:
    """The words of a cell of the first row."""
    at = [one.key for one in COLUMNS].index(key)
    return str(page.model.index(0, at).data())  # type: ignore[attr-defined]


def test_a_counter_filters_the_list_and_the_next_act_opens(shell: MainWindow, dispute_id: int) -> None:
    page = disputes_page(shell)
    assert all(one.label.text() for one in page.view.counters), "six counters, each with its word"
    waiting = next(one for one in page.view.counters if one.label.text().startswith("待答复"))
    assert waiting.number.text() == "1"
    click(waiting)
    quiet(shell)
    assert isinstance(waiting.payload, DisputeFilter)
    assert page.model.ids == (dispute_id,)
    QTest.keyClick(page.view.table, Qt.Key.Key_F6)
    quiet(shell)
    shown = shell.current_page()
    assert isinstance(shown, DisputePage)
    assert isinstance(shown.desk.panel, EventForm)
    assert shown.desk.panel.kind is DisputeEventKind.ANSWER_FILED


def test_an_empty_list_offers_to_register(shell: MainWindow) -> None:
    page = disputes_page(shell)
    assert page.view.table.empty.isVisible()
    assert page.view.table.empty.button.text() == "登记复议、诉讼"
    click(page.view.table.empty.button)
    quiet(shell)
    assert shell.heading.text() == "登记复议、诉讼"


def test_ctrl_n_registers_a_request_everywhere_else(shell: MainWindow) -> None:
    shell.open_page("worklist")
    quiet(shell)
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    quiet(shell)
    assert shell.heading.text() == "收件登记"


def test_the_universal_search_finds_a_dispute(shell: MainWindow, dispute_id: int) -> None:
    hands = Hands(shell)
    hands.press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    hands.type("临政复")
    QTest.qWait(200)
    quiet(shell)
    items = [shell.search.popup.list.item(at).text() for at in range(shell.search.popup.list.count())]
    assert any(one.startswith("临政复〔2026〕3号") for one in items), items
    shell.search.dispute_chosen.emit(dispute_id)
    quiet(shell)
    assert isinstance(shell.current_page(), DisputePage)


def test_the_worklist_shows_what_disputes_ask_for(shell: MainWindow, dispute_id: int) -> None:
    shell.open_page("worklist")
    quiet(shell)
    page = shell.page("worklist")
    lines = page.view.tasks.lines  # type: ignore[attr-defined]
    assert lines, "the answer is due"
    assert lines[0].payload.dispute_id == dispute_id
    lines[0].setFocus()
    QTest.keyClick(lines[0], Qt.Key.Key_Return)
    quiet(shell)
    shown = shell.current_page()
    assert isinstance(shown, DisputePage)
    assert isinstance(shown.desk.panel, EventForm)


def test_segments_of_the_right_column_are_reached_by_keyboard(shell: MainWindow, dispute_id: int) -> None:
    page = dispute_page(shell, dispute_id)
    page.view.part.setFocus()
    QTest.keyClick(page.view.part.buttons[0], Qt.Key.Key_Right)
    assert page.view.parts.currentWidget() is page.view.papers
