"""工作台: counters, rows by slack, week, months, unfinished input."""

import json
from datetime import date
from typing import cast

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from casework import form_drafts
from casework.dispute_drafts import DisputeEventDraft, OpenDisputeDraft, PartyDraft, TargetDraft
from casework.disputes import open_dispute
from casework.views import CaseFilter, Changed, FormDraftView
from casework.worklist import worklist
from desktop.frame.window import MainWindow
from desktop.theme import px
from desktop.worklist import WorklistPage
from desktop.worklist.model import WORKLIST_COLUMNS
from law.dispute_terms import AttackedAct, DisputeEventKind, Forum
from law.terms import Channel, ClockStatus, RequestStatus, Urgency
from tests.casework.listed_cases import add_listed
from tests.desktop.conftest import TODAY, settle
from tests.desktop.hands import Hands, click, links_in
from tests.desktop.intake_office import NOW, register_letter
from tests.desktop.test_intake_keyboard import case_page_is_only_opened

__all__ = ["case_page_is_only_opened"]

PAUSED = {
    "paused": True,
    "clock_status": ClockStatus.PAUSED,
    "status": RequestStatus.CONSULTING,
    "waiting_until": date(2026, 12, 4),
}


def fill(shell: MainWindow) -> None:
    with shell.session.office.writing() as session:
        add_listed(session, number="依申〔2025〕1号", name="刘一鸣", cached={"due_on": date(2026, 12, 8)})
        add_listed(session, number="依申〔2025〕2号", name="陈瓘", cached={"due_on": date(2026, 12, 4), **PAUSED})
        add_listed(session, number="依申〔2025〕3号", name="杜颖", cached={"due_on": TODAY})
        add_listed(session, number="依申〔2025〕4号", name="周长根", cached={"due_on": date(2026, 11, 19)})
        add_listed(session, number="依申〔2025〕5号", name="马·阿依古丽", cached={"due_on": date(2026, 11, 26)})


def enter(qtbot: QtBot, shell: MainWindow) -> WorklistPage:
    shell.activateWindow()
    qtbot.waitUntil(shell.isActiveWindow)
    shell.open_page("worklist")
    settle(shell)
    page = shell.page("worklist")
    assert isinstance(page, WorklistPage)
    return page


def cell(page: WorklistPage, row: int, key: str) -> str:
    column = [one.key for one in WORKLIST_COLUMNS].index(key)
    return str(page.model.index(row, column).data())


def test_rows_stand_by_real_slack_with_icon_word_and_meter(qtbot: QtBot, shell: MainWindow) -> None:
    fill(shell)
    page = enter(qtbot, shell)
    assert [cell(page, row, "urgency") for row in range(5)] == ["已超期", "今日到期", "临近", "停算", "正常"]
    assert cell(page, 0, "status") == "已超 2 个工作日"
    assert cell(page, 3, "days") == "停算中"
    assert "12月4日" in cell(page, 3, "status")
    assert cell(page, 2, "due") == "11月26日 周四"
    assert "5 件" in page.view.list_card.note.text()
    assert not page.grab().isNull()


def test_counters_open_the_list_behind_them(
    qtbot: QtBot, shell: MainWindow, case_page_is_only_opened: list[tuple[str, object]]
) -> None:
    fill(shell)
    page = enter(qtbot, shell)
    shown = {card.label.text(): card for card in page.view.counters}
    assert {label: card.number.text() for label, card in shown.items() if card.number.text() != "0"} == {
        "已超期": "1",
        "今日到期": "1",
        "五个工作日内": "1",
        "停算中": "1",
    }
    click(shown["已超期"])
    settle(shell)
    key, payload = case_page_is_only_opened[-1]
    assert key == "cases"
    assert isinstance(payload, CaseFilter)
    assert payload.urgency is Urgency.OVERDUE
    assert shell.current_page() is shell.page("cases")
    shell.page("cases")._preview_timer.stop()  # type: ignore[attr-defined]


def test_arrows_and_enter_open_a_request(
    qtbot: QtBot, shell: MainWindow, case_page_is_only_opened: list[tuple[str, object]]
) -> None:
    fill(shell)
    page = enter(qtbot, shell)
    hands = Hands(shell)
    assert page.view.table.hasFocus()
    hands.press(Qt.Key.Key_Down)
    row = page.model.row_at(1)
    assert row is not None
    hands.press(Qt.Key.Key_Return)
    assert case_page_is_only_opened[-1] == ("case", row.id)
    assert row.applicant == "杜颖"


def test_scopes_split_ours_from_waiting(qtbot: QtBot, shell: MainWindow) -> None:
    fill(shell)
    page = enter(qtbot, shell)
    page.view.scope.choose(2)
    settle(shell)
    assert [one.applicant for one in page.model.rows] == ["陈瓘"]
    assert page.view.list_card.note.text().startswith("1 件（在办共 5 件）")
    page.view.scope.choose(1)
    settle(shell)
    assert "陈瓘" not in [one.applicant for one in page.model.rows]


def test_the_week_links_to_what_is_due_on_a_day(
    qtbot: QtBot, shell: MainWindow, case_page_is_only_opened: list[tuple[str, object]]
) -> None:
    fill(shell)
    page = enter(qtbot, shell)
    shell.resize(px(1366), px(768))  # a narrow window keeps its room for the rows
    settle(shell)
    links = links_in(page.view.week)
    thursday = next(one for one in links if one.payload == date(2026, 11, 26))
    assert thursday.text() == "到期 1"
    thursday.click()
    settle(shell)
    assert case_page_is_only_opened[-1] == (
        "cases",
        CaseFilter(open_only=True, due_from=date(2026, 11, 26), due_to=date(2026, 11, 26), sort="urgency"),
    )
    shell.page("cases")._preview_timer.stop()  # type: ignore[attr-defined]


def test_a_day_with_nothing_but_disputes_opens_their_list(
    qtbot: QtBot, shell: MainWindow, case_page_is_only_opened: list[tuple[str, object]]
) -> None:
    register_letter(shell.session.office)
    dispute_of_missing_reply(shell)
    page = enter(qtbot, shell)
    (link,) = [one for one in links_in(page.view.week) if one.text().startswith("复议诉讼")]
    assert (link.text(), link.accessibleName()) == ("复议诉讼到期 1", "周五 27：复议诉讼到期 1")
    link.click()
    settle(shell)
    assert case_page_is_only_opened[-1][0] == "reviews"


def dispute_of_missing_reply(shell: MainWindow) -> None:
    """Its copy was received on Friday under the simple procedure: the answer is due next Friday."""
    friday = date(2026, 11, 20)
    copy = DisputeEventDraft(
        dispute_id=0, kind=DisputeEventKind.COPY_RECEIVED, on=friday, values={"procedure": "simple"}
    )
    draft = OpenDisputeDraft(
        forum=Forum.RECONSIDERATION,
        body="临江县人民政府",
        targets=(TargetDraft(request_id=1, attacked=AttackedAct.NO_REPLY),),
        parties=(PartyDraft(name="周长根"),),
        first=copy,
    )
    open_dispute(shell.session.office, draft, today=TODAY, now=NOW, actor="王敏")


def test_months_are_the_numbers_of_casework_and_are_said_in_words(qtbot: QtBot, shell: MainWindow) -> None:
    register_letter(shell.session.office)
    register_letter(shell.session.office, signed=date(2026, 9, 1), channel=Channel.MAIL_SIGNED)
    page = enter(qtbot, shell)
    assert page.view.months.bars == worklist(shell.session.office, today=TODAY).months
    assert "2026年9月收件 1、答复 0" in page.view.months.accessibleName()


def test_unfinished_input_is_offered_and_opened(
    qtbot: QtBot, shell: MainWindow, case_page_is_only_opened: list[tuple[str, object]]
) -> None:
    office = shell.session.office
    content = json.dumps({"person": {"name": "苗苗"}})
    form_drafts.save(office, "intake:1", "intake", "苗苗", content, now=NOW, actor="王敏")
    form_drafts.save(office, "case:7:extend:0", "case", "延长答复期限", "{}", now=NOW, actor="王敏")
    page = enter(qtbot, shell)
    assert page.view.drafts_card.isVisible()
    resume = [one for one in links_in(page.view.offer) if one.text() == "继续填写"]
    next(one for one in resume if cast(FormDraftView, one.payload).key == "case:7:extend:0").click()
    assert case_page_is_only_opened[-1] == ("case", "case:7:extend:0")
    next(one for one in resume if cast(FormDraftView, one.payload).key == "intake:1").click()
    settle(shell)
    intake = shell.page("intake")
    assert intake.view.form.person.lines["name"].text() == "苗苗"  # type: ignore[attr-defined]


def test_many_drafts_leave_the_work_in_sight(qtbot: QtBot, shell: MainWindow) -> None:
    fill(shell)
    for number in range(7):
        form_drafts.save(
            shell.session.office, f"intake:{number}", "intake", f"来件 {number}", "{}", now=NOW, actor="王敏"
        )
    page = enter(qtbot, shell)
    assert len(page.view.offer.views) == 3
    assert page.view.all_drafts.text() == "全部 7 份"
    click(page.view.all_drafts)
    assert len(page.view.offer.views) == 7


def test_an_empty_office_says_what_to_do(
    qtbot: QtBot, shell: MainWindow, case_page_is_only_opened: list[tuple[str, object]]
) -> None:
    page = enter(qtbot, shell)
    assert page.view.table.empty.isVisible()
    click(page.view.table.empty.button)
    settle(shell)
    assert case_page_is_only_opened[-1][0] == "intake"


def test_a_registration_elsewhere_appears_and_the_selection_stays(qtbot: QtBot, shell: MainWindow) -> None:
    fill(shell)
    page = enter(qtbot, shell)
    page.view.table.selectRow(2)
    kept = page.model.row_at(2)
    register_letter(shell.session.office)
    shell.session.changes.publish(Changed(topics=("cases",)))
    settle(shell)
    assert len(page.model.rows) == 6
    current = page.model.row_at(page.view.table.currentIndex().row())
    assert current is not None
    assert kept is not None
    assert current.id == kept.id
