"""登记复议、诉讼: by keyboard and by mouse, what is proposed and told, what is refused, what is kept."""

import json
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QPushButton, QWidget

from casework import form_drafts
from casework.office import Office
from desktop.case_page import CasePage
from desktop.disputes.dispute_page import DisputePage
from desktop.disputes.opening_page import OpenDisputePage
from desktop.frame.window import MainWindow
from desktop.settings.store import Settings
from law.dispute_terms import AttackedAct, DisputeStatus, Forum, PartyRole, Procedure
from tests.desktop.case_desk import case_page, fill
from tests.desktop.conftest import open_shell
from tests.desktop.dispute_desk import (
    CTRL,
    disputes,
    disputes_page,
    late_request,
    opening_page,
    quiet,
    refused_request,
    submit,
)
from tests.desktop.hands import Hands, click
from tests.desktop.keyboard import children, type_text

COPY = "2026-11-20"


def now_shown(window: MainWindow, kind: type) -> object:
    page = window.current_page()
    assert isinstance(page, kind), type(page)
    return page


def focus_in(page: OpenDisputePage, key: str) -> bool:
    """Whether the focus stands in a field of the form or of the first event."""
    field = page.view.form.fields.get(key) or page.view.form.first.fields.get(key)
    focused: QWidget | None = QApplication.focusWidget()
    return field is not None and focused is not None and (field.control is focused or field.isAncestorOf(focused))


def tab_to(hands: Hands, page: OpenDisputePage, key: str) -> None:
    """Tab until the focus stands in a field; every field is reached within one round."""
    for _ in range(60):
        if focus_in(page, key):
            return
        hands.tab()
    raise AssertionError(f"Tab does not reach {key}")


def test_a_reconsideration_is_registered_by_keyboard_alone(office: Office, shell: MainWindow) -> None:
    refused_request(office)
    disputes_page(shell)
    hands = Hands(shell)
    hands.press(Qt.Key.Key_N, CTRL)
    quiet(shell)
    page = now_shown(shell, OpenDisputePage)
    assert isinstance(page, OpenDisputePage)
    assert focus_in(page, "forum")
    assert page.view.form.text("body") == "临江县人民政府"

    tab_to(hands, page, "case_number")
    hands.type("临政复〔2026〕3号")
    tab_to(hands, page, "targets")
    hands.type("周长根")
    hands.press(Qt.Key.Key_Return)
    quiet(shell)
    hands.press(Qt.Key.Key_Return)  # the first request found
    quiet(shell)
    assert [one.name.text() for one in page.view.form.parties.lines] == ["周长根"], "who asked is proposed"
    letters = {key: box for key, box in page.view.form.targets.boxes.items() if key[2] is AttackedAct.REPLY}
    box = next(iter(letters.values()))
    if not box.isChecked():
        box.setFocus()
        hands.press(Qt.Key.Key_Space)
    tab_to(hands, page, "on")
    hands.type(COPY)
    tab_to(hands, page, "procedure")
    choose(hands, page, "简易程序")
    tab_to(hands, page, "claims")
    hands.type("撤销答复书，责令重新答复")
    tab_to(hands, page, "reasons")
    hands.type("没有区分处理\n过程已经结束")
    quiet(shell)
    assert page.view.side.rows, "the periods of both sides run beside the form"
    submit(shell)

    shown = now_shown(shell, DisputePage)
    assert isinstance(shown, DisputePage)
    (view,) = disputes(office)
    assert shown.dispute_id == view.id
    assert (view.forum, view.body, view.case_number) == (Forum.RECONSIDERATION, "临江县人民政府", "临政复〔2026〕3号")
    assert view.procedure is Procedure.SIMPLE
    assert view.status is DisputeStatus.ANSWER_DUE
    assert [(one.name, one.role) for one in view.parties] == [("周长根", PartyRole.APPLICANT)]
    answer = next(one for one in view.clocks if one.key == "rc_answer")
    assert answer.deadline is not None
    assert answer.deadline.due == date(2026, 11, 27), "five working days from Friday, 20 November"
    assert page.view.form.is_empty(), "the form is ready for the next one"
    assert form_drafts.open_drafts(office) == ()


def choose(hands: Hands, page: OpenDisputePage, label: str) -> None:
    """Choose a segment of the procedure with the arrows."""
    buttons = children(page.view.form.first.controls["procedure"], QPushButton)
    for _ in range(4):
        if any(one.isChecked() and one.text() == label for one in buttons):
            return
        hands.press(Qt.Key.Key_Right)
    raise AssertionError(f"{label} cannot be chosen with the arrows")


def test_a_lawsuit_is_registered_by_mouse_from_the_case(office: Office, shell: MainWindow) -> None:
    request_id = late_request(office)
    case = case_page(shell, request_id)
    shell.resize(1366, 768)
    quiet(shell)
    card = case.view.acts.dispute
    assert card is not None, "the reply is late: it can be attacked"
    case.view.acts.area.ensureWidgetVisible(card)
    click(card)
    quiet(shell)
    page = now_shown(shell, OpenDisputePage)
    assert isinstance(page, OpenDisputePage)
    forum = page.view.form.fields["forum"].control
    click(next(one for one in children(forum, QPushButton) if one.text() == "行政诉讼"))
    quiet(shell)
    assert page.view.form.text("body") == "临江县人民法院"
    assert page.view.form.fields["body"].label.text() == "人民法院"
    assert page.view.form.parties.lines[0].role.currentText() == "原告"
    ticked = [key[2] for key, box in page.view.form.targets.boxes.items() if box.isChecked()]
    assert ticked == [AttackedAct.NO_REPLY], "the act that decides is proposed"
    fill_first(page, on=COPY, procedure="普通程序")
    quiet(shell)
    page.view.area.ensureWidgetVisible(page.view.primary)
    click(page.view.primary)
    quiet(shell)
    (view,) = disputes(office)
    assert view.forum is Forum.LITIGATION
    assert [one.attacked for one in view.targets] == [AttackedAct.NO_REPLY]
    now_shown(shell, DisputePage)


def fill_first(page: OpenDisputePage, **values: object) -> None:
    """Fill fields of the first event as typed and chosen."""
    fill(page.view.form.first, **values)  # type: ignore[arg-type]


def test_a_refusal_keeps_what_was_typed_and_names_the_field(office: Office, shell: MainWindow) -> None:
    request_id, letter = refused_request(office)
    page = opening_page(shell, (request_id, letter))
    fill(page.view.form, claims="撤销答复书", reasons="没有区分处理")  # type: ignore[arg-type]
    page.view.form.controls["claims"].setFocus()
    submit(shell)
    first = page.view.form.first
    assert "没有填写" in first.fields["on"].error()
    assert focus_in(page, "on")
    fill_first(page, on="2026-12-20", procedure="简易程序")
    submit(shell)
    told = first.fields["on"].error() or page.view.banner.label.text()
    assert told, "a day to come is refused"
    assert page.view.form.text("claims") == "撤销答复书"
    assert page.view.form.lines("reasons") == ("没有区分处理",)
    assert disputes(office) == ()
    fill_first(page, on=COPY)
    submit(shell)
    assert len(disputes(office)) == 1


def test_the_letter_one_comes_from_is_ticked_and_the_applicant_proposed(office: Office, shell: MainWindow) -> None:
    request_id, letter = refused_request(office)
    page = opening_page(shell, (request_id, letter))
    ticked = [key for key, box in page.view.form.targets.boxes.items() if box.isChecked()]
    assert ticked == [(request_id, letter, AttackedAct.REPLY)]
    assert [one.name.text() for one in page.view.form.parties.lines] == ["周长根"]


def test_what_is_typed_survives_a_kill_and_is_offered_again(office: Office, settings: Settings) -> None:
    request_id, letter = refused_request(office)
    with open_shell(office, settings) as shell:
        page = opening_page(shell, (request_id, letter))
        fill(page.view.form, case_number="临政复〔2026〕8号", reasons="没有检索")  # type: ignore[arg-type]
        fill_first(page, on=COPY, procedure="普通程序")
        box = next(iter(page.view.form.targets.boxes.values()))
        assert isinstance(box, QCheckBox)
        QTest.qWait(2700)  # the pause after which a form is kept
        quiet(shell)
        (kept,) = form_drafts.open_drafts(office)
        assert kept.screen == "open_dispute"
        assert json.loads(kept.payload)["controls"]["case_number"] == "临政复〔2026〕8号"
        page.keeper.dirty = False  # the program is killed: nothing more is kept
    with open_shell(office, settings) as shell:
        page = opening_page(shell)
        assert [one.key for one in page.view.offer.views] == [kept.key]
        page.view.offer.resumed.emit(page.view.offer.views[0])
        quiet(shell)
        form = page.view.form
        assert form.text("case_number") == "临政复〔2026〕8号"
        assert form.lines("reasons") == ("没有检索",)
        assert form.first.peek_day("on") == date(2026, 11, 20)
        assert [key[:2] for key, box in form.targets.boxes.items() if box.isChecked()] == [(request_id, letter)]
        form.controls["reasons"].setFocus()
        submit(shell)
        (view,) = disputes(office)
        assert view.procedure is Procedure.ORDINARY
        assert form_drafts.open_drafts(office) == ()


def test_the_worklist_leads_back_to_an_unfinished_registration(office: Office, shell: MainWindow) -> None:
    request_id, letter = refused_request(office)
    page = opening_page(shell, (request_id, letter))
    fill(page.view.form, claims="撤销")  # type: ignore[arg-type]
    shell.open_page("worklist")
    quiet(shell)
    (kept,) = form_drafts.open_drafts(office)
    assert kept.title.startswith("登记行政复议")
    page.view.form.clear()
    page.keeper.begin()
    shell.open_page(kept.screen, kept.key)
    quiet(shell)
    assert page.view.form.text("claims") == "撤销"


def test_parties_are_added_and_removed(office: Office, shell: MainWindow) -> None:
    request_id, letter = refused_request(office)
    page = opening_page(shell, (request_id, letter))
    parties = page.view.form.parties
    click(parties.more)
    type_text(parties.lines[1].name, "澜安汇泽置业有限公司")
    parties.lines[1].role.set_value(PartyRole.THIRD_PARTY)
    click(parties.more)
    type_text(parties.lines[2].name, "多余")
    click(parties.lines[2].remove)
    fill_first(page, on=COPY, procedure="简易程序")
    page.view.form.controls["claims"].setFocus()
    submit(shell)
    (view,) = disputes(office)
    assert [(one.name, one.role) for one in view.parties] == [
        ("周长根", PartyRole.APPLICANT),
        ("澜安汇泽置业有限公司", PartyRole.THIRD_PARTY),
    ]


def test_the_case_shows_its_disputes_and_opens_them(office: Office, shell: MainWindow) -> None:
    request_id, letter = refused_request(office)
    page = opening_page(shell, (request_id, letter))
    fill_first(page, on=COPY, procedure="简易程序")
    page.view.form.controls["claims"].setFocus()
    submit(shell)
    case = case_page(shell, request_id)
    assert isinstance(case, CasePage)
    section = case.view.request.disputes
    assert section is not None
    (link,) = section.links
    click(link)
    quiet(shell)
    shown = now_shown(shell, DisputePage)
    assert isinstance(shown, DisputePage)
    assert shown.dispute_id == disputes(office)[0].id


def test_tab_follows_the_form_also_after_parts_were_made_afresh(office: Office, shell: MainWindow) -> None:
    request_id, letter = refused_request(office)
    page = opening_page(shell, (request_id, letter))
    fill(page.view.form, forum="行政诉讼")  # type: ignore[arg-type]
    quiet(shell)
    click(page.view.form.parties.more)
    quiet(shell)
    page.view.form.controls["forum"].setFocus()
    hands = Hands(shell)
    met: list[str] = []
    keys = ("forum", "body", "case_number", "previous_id", "parties", "targets", "on", "procedure", "claims", "reasons")
    for _ in range(60):
        met += [key for key in keys if focus_in(page, key) and (not met or met[-1] != key)]
        hands.tab()
    first_round = list(dict.fromkeys(met))
    assert first_round[: len(keys)] == list(keys)
