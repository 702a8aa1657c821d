"""Guided drafting by hand: seven questions by digits and arrows, nothing lost on the way, item by item, the card."""

from datetime import date

from PySide6.QtCore import Qt

from casework.office import Office
from desktop.acts.outcome import OutcomePanel
from desktop.components import ActCard, ComboInput
from desktop.frame.window import MainWindow
from desktop.letters import LetterPage
from law.outcomes import SEVEN_QUESTIONS
from law.terms import Act, Outcome
from tests.casework.desk import GRANT_FACTS
from tests.casework.test_guided import GRANTED, TO_GRANT
from tests.desktop.case_desk import case_page, desk_at, fill, open_form, refusals, seen, send
from tests.desktop.conftest import settle
from tests.desktop.keyboard import click, press

GRANT = {
    "facts__provide_form": "纸质",
    "facts__page_count": "3",
    "facts__attachment_list": "征地批复（3页）",
    "evidence__provided_copy": "复印件3页，卷内第6页",
}
ITEMS = "请公开：1. 征地批复；2. 补偿安置方案；3. 专家评审意见。"


def _panel(office: Office, shell: MainWindow, **changes: object) -> tuple[int, OutcomePanel]:
    request_id = desk_at(office).on(11, 16).take_in(**changes)
    return request_id, _opened(shell, request_id)


def _opened(shell: MainWindow, request_id: int) -> OutcomePanel:
    panel = open_form(shell, request_id, Act.DECIDE_OUTCOME)
    assert isinstance(panel, OutcomePanel)
    return panel


def _card(panel: OutcomePanel, answer: str) -> ActCard:
    return next(one for one in panel.questions.cards if isinstance(one.payload, tuple) and one.payload[1] == answer)


def _answer(shell: MainWindow, panel: OutcomePanel, *answers: str) -> None:
    """Choose by the digit that stands before the answer."""
    for one in answers:
        card = _card(panel, one)
        focused = next(card for card in panel.questions.cards if card.hasFocus())
        press(focused, Qt.Key(Qt.Key.Key_0.value + int(card.title.text()[0])))
        settle(shell)


def _reached(panel: OutcomePanel) -> tuple[Outcome, str] | None:
    return None if panel.form is None else (panel.form.outcome, panel.form.variant)


def _decided(office: Office, request_id: int) -> dict[str, object]:
    decided = desk_at(office).case(request_id).state.facts.decided
    assert decided is not None
    return dict(decided.payload)


def test_digits_lead_from_question_to_question_to_the_form(office: Office, shell: MainWindow) -> None:
    request_id, panel = _panel(office, shell)
    assert panel.is_guided()
    assert not panel.list.isVisibleTo(panel)
    assert _card(panel, "clear").hasFocus(), "what the file speaks for is at hand"
    _answer(shell, panel, *TO_GRANT.values())
    assert list(panel.questions.links) == list(TO_GRANT), "each answered point is one line that can be changed"
    assert panel.questions.cards == []
    assert _reached(panel) == (Outcome.GRANT, "provide_copy")
    assert panel.controls["facts.info_name"].hasFocus()
    assert "variant" not in panel.controls, "the questions have chosen it"
    assert panel.head is not None
    assert panel.head.title.text() == "予以公开（提供复制件）"
    assert [one.text() for one in panel.head.told.values()] == [
        "《政府信息公开告知书》",
        "第三十六条第（二）项、第四十条",
        "复议或诉讼",
        "（一）予以公开",
    ]
    fill(panel, **GRANT)
    send(shell, panel)
    assert refusals(shell, request_id) == []
    assert _decided(office, request_id)["path"] == [{"question": one.question, "answer": one.answer} for one in GRANTED]


def test_arrows_enter_and_the_mouse_choose_too(office: Office, shell: MainWindow) -> None:
    _, panel = _panel(office, shell)
    press(_card(panel, "clear"), Qt.Key.Key_Down)
    assert _card(panel, "corrected").hasFocus(), "a barred answer is reached, to be read"
    press(_card(panel, "corrected"), Qt.Key.Key_End)
    assert _card(panel, "ended").hasFocus()
    press(_card(panel, "ended"), Qt.Key.Key_Home)
    press(_card(panel, "clear"), Qt.Key.Key_Return)
    settle(shell)
    click(_card(panel, "publication"))
    settle(shell)
    assert _reached(panel) == (Outcome.PUBLICATION, "")


def test_a_barred_answer_stays_with_its_reason_and_article(office: Office, shell: MainWindow) -> None:
    _, panel = _panel(office, shell)
    card = _card(panel, "lapsed")
    assert not card.can_press()
    assert "无正当理由" in card.line.text()
    assert "第三十条" in card.line.text()
    assert "不能选" in card.accessibleName()
    press(card, Qt.Key.Key_Return)
    press(card, Qt.Key.Key_4)
    settle(shell)
    assert panel.answers == {}


def test_nothing_decided_says_which_question_is_open(office: Office, shell: MainWindow) -> None:
    request_id, panel = _panel(office, shell)
    _answer(shell, panel, "clear")
    send(shell, panel)
    assert "要的是不是政府信息" in panel.banner.label.text()
    assert seen(office, request_id).outcome is None


def test_an_earlier_answer_is_changed_and_nothing_typed_is_lost(office: Office, shell: MainWindow) -> None:
    _, panel = _panel(office, shell)
    _answer(shell, panel, *TO_GRANT.values())
    fill(panel, facts__info_name="征地批复全文", facts__page_count="7")
    click(panel.questions.links["duty"])
    assert _card(panel, "own").hasFocus(), "the answer given is at hand"
    assert panel.text("facts.info_name") == "征地批复全文", "to look again changes nothing"
    _answer(shell, panel, "special")
    assert _reached(panel) == (Outcome.SPECIAL_QUERY, "")
    assert list(panel.questions.links) == ["complete", "nature", "before", "duty"]
    click(panel.questions.links["duty"])
    _answer(shell, panel, "own")
    assert _reached(panel) == (Outcome.GRANT, "provide_copy")
    assert panel.text("facts.info_name") == "征地批复全文"
    assert panel.text("facts.page_count") == "7"
    click(panel.questions.links["way"])
    _answer(shell, panel, "inform")
    assert _reached(panel) == (Outcome.GRANT, "inform_way")
    assert panel.text("facts.info_name") == "征地批复全文"


def test_a_form_that_is_behind_the_answers_decides_nothing(office: Office, shell: MainWindow) -> None:
    request_id, panel = _panel(office, shell)
    _answer(shell, panel, *TO_GRANT.values())
    fill(panel, **GRANT)
    click(panel.questions.links["way"])
    _card(panel, "onsite").press()  # and Ctrl+Enter before the new form came
    panel.submit()
    assert "没有跟上" in panel.banner.label.text()
    settle(shell)
    assert seen(office, request_id).outcome is None
    assert _reached(panel) == (Outcome.GRANT, "onsite_view")


def test_the_list_is_one_key_away_and_keeps_what_was_typed(office: Office, shell: MainWindow) -> None:
    request_id, panel = _panel(office, shell)
    _answer(shell, panel, *[*TO_GRANT.values()][:-1], "on_spot")
    fill(panel, facts__info_name="征地批复全文")
    press(panel.controls["facts.info_name"], Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert not panel.is_guided()
    assert panel.list.hasFocus()
    settle(shell)
    assert panel.outcome_chosen() is Outcome.GRANT, "the list goes on from where the questions led"
    assert panel.text("facts.info_name") == "征地批复全文"
    assert panel.value("variant") == "on_spot"
    press(panel.controls["facts.info_name"], Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert panel.is_guided()
    assert panel.text("facts.info_name") == "征地批复全文"
    press(panel.controls["facts.info_name"], Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    settle(shell)
    fill(panel, **GRANT)
    send(shell, panel)
    assert refusals(shell, request_id) == []
    assert _decided(office, request_id)["path"] == []


def test_answers_and_text_come_back_after_escape(office: Office, shell: MainWindow) -> None:
    request_id, panel = _panel(office, shell)
    _answer(shell, panel, *TO_GRANT.values())
    fill(panel, facts__info_name="征地批复全文")
    click(panel.questions.links["nature"])
    _answer(shell, panel, "petition")
    press(shell, Qt.Key.Key_Escape)
    settle(shell)
    again = _opened(shell, request_id)
    settle(shell)
    assert again.is_guided()
    assert _reached(again) == (Outcome.PETITION, "petition")
    click(again.questions.links["nature"])
    _answer(shell, again, "information")
    assert _reached(again) == (Outcome.GRANT, "provide_copy")
    assert again.text("facts.info_name") == "征地批复全文"


def test_text_of_an_open_question_comes_back_too(office: Office, shell: MainWindow) -> None:
    request_id, panel = _panel(office, shell)
    _answer(shell, panel, *TO_GRANT.values())
    fill(panel, facts__info_name="征地批复全文")
    click(panel.questions.links["grounds"])
    _answer(shell, panel, "part")
    assert panel.form is None
    press(shell, Qt.Key.Key_Escape)
    settle(shell)
    again = _opened(shell, request_id)
    settle(shell)
    click(again.questions.links["grounds"])
    _answer(shell, again, "open")
    assert again.text("facts.info_name") == "征地批复全文"


def test_a_decision_by_the_questions_is_taken_anew_by_them(office: Office, shell: MainWindow) -> None:
    desk = desk_at(office)
    request_id = desk.on(11, 16).take_in()
    desk.on(11, 18).decide(request_id, path=GRANTED)
    panel = _opened(shell, request_id)
    settle(shell)
    assert panel.is_guided()
    assert list(panel.questions.links) == list(TO_GRANT)
    assert panel.text("facts.info_name") == GRANT_FACTS["info_name"]


def test_what_the_file_proves_is_answered_and_says_so(office: Office, shell: MainWindow) -> None:
    desk = desk_at(office)
    request_id = desk.on(11, 2).take_in()
    notice = desk.on(11, 4).ask_correction(request_id, date(2026, 11, 18)).document_id
    desk.on(11, 6).serve(notice)
    desk.on(11, 10).correct(request_id)
    panel = _opened(shell, request_id)
    assert list(panel.questions.links) == ["complete"]
    assert "补正以后明确了" in panel.questions.links["complete"].accessibleName()
    assert _card(panel, "information").hasFocus()


def _partly(office: Office, shell: MainWindow) -> tuple[int, OutcomePanel]:
    request_id, panel = _panel(office, shell, text=ITEMS)
    _answer(shell, panel, "clear", "information", "first", "own", "held", "part", "withheld")
    fill(panel, items__0__given="给", items__1__given="部分给", items__2__given="不给")
    fill(panel, items__1__ground="过程性信息", items__2__ground="内部事务信息")
    fill(panel, items__1__place="第4至5页", items__1__reason="属于讨论记录", items__2__reason="内部工作流程")
    return request_id, panel


def test_item_by_item_fills_lists_grounds_and_conclusions(office: Office, shell: MainWindow) -> None:
    request_id, panel = _partly(office, shell)
    assert panel.text("facts.provided_list") == "征地批复\n补偿安置方案（遮盖后）"
    assert panel.text("facts.withheld_list").split("\n")[0] == "补偿安置方案：第4至5页，第十六条第二款，属于讨论记录"
    assert panel.text("conclusions.2") == "根据《中华人民共和国政府信息公开条例》第十六条第一款不予公开，内部工作流程"
    assert panel.checked("facts.withheld_grounds.refusal_process")
    assert panel.checked("facts.withheld_grounds.refusal_internal")
    assert panel.fields["evidence.nature_note"].isVisibleTo(panel)
    assert panel.head is not None
    assert "第十六条第二款" in panel.head.told["条款"].text()
    assert not panel.fields["items.0.reason"].isVisibleTo(panel)
    assert not panel.fields["items.2.place"].isVisibleTo(panel)
    fill(panel, facts__page_count="5", evidence__severability_note="能够区分", evidence__provided_copy="复印件5页")
    fill(panel, evidence__nature_note="卷内第4页")
    send(shell, panel)
    assert refusals(shell, request_id) == []
    said = _decided(office, request_id)
    assert [one["outcome"] for one in said["items"]] == ["grant", "partial_grant", "refusal_internal"]  # type: ignore[attr-defined]
    again = _opened(shell, request_id)
    settle(shell)
    assert again.text("items.1.place") == "第4至5页"
    assert again.value("items.2.ground") is Outcome.REFUSAL_INTERNAL


def test_a_list_written_by_hand_is_not_overwritten(office: Office, shell: MainWindow) -> None:
    _, panel = _partly(office, shell)
    fill(panel, facts__provided_list="征地批复3页")
    fill(panel, items__1__reason="属于内部讨论的记录")
    assert panel.text("facts.provided_list") == "征地批复3页"
    assert "属于内部讨论的记录" in panel.text("facts.withheld_list")
    fill(panel, items__2__ground="过程性信息")
    assert not panel.checked("facts.withheld_grounds.refusal_internal"), "a ground that no item has any more goes"


def test_what_an_item_lacks_is_said_at_its_row(office: Office, shell: MainWindow) -> None:
    request_id, panel = _partly(office, shell)
    fill(panel, facts__page_count="5", evidence__severability_note="能够区分", evidence__provided_copy="复印件5页")
    fill(panel, evidence__nature_note="卷内第4页", items__2__reason="")
    send(shell, panel)
    assert "没有写理由" in panel.fields["items.2.reason"].error()
    ground = panel.controls["items.2.ground"]
    assert isinstance(ground, ComboInput)
    fill(panel, items__2__reason="没有制作", items__2__ground="信息不存在")
    send(shell, panel)
    assert "检索" in panel.fields["items.2.ground"].error()
    ground.setCurrentIndex(-1)
    send(shell, panel)
    assert "没有填写" in panel.fields["items.2.ground"].error()
    assert seen(office, request_id).outcome is None


def test_one_thing_is_taken_apart_by_adding_rows(office: Office, shell: MainWindow) -> None:
    request_id, panel = _panel(office, shell)
    _answer(shell, panel, "clear", "information", "first", "own", "held", "part", "unrelated")
    assert panel.parts is not None
    click(panel.parts.add)
    fill(panel, items__0__name="征地批复", items__0__given="部分给", items__0__ground="非政府信息或者无关内容")
    fill(panel, items__0__place="附图图签", items__0__reason="与申请无关")
    assert panel.text("facts.withheld_list") == "征地批复：附图图签，第三十七条，与申请无关"
    assert panel.text("facts.withheld_reason") == "与申请无关"
    press(shell, Qt.Key.Key_Escape)
    settle(shell)
    again = _opened(shell, request_id)
    settle(shell)
    assert again.text("items.0.place") == "附图图签"


def test_the_card_beside_the_letter_tells_the_way_and_the_precedents(office: Office, shell: MainWindow) -> None:
    desk = desk_at(office)
    earlier = desk.on(9, 2).take_in()
    desk.on(9, 8).reply(earlier)
    request_id = desk.on(11, 16).take_in()
    desk.on(11, 18).decide(request_id, path=GRANTED)
    shell.open_page("letter", (request_id, None))
    settle(shell)
    page = shell.page("letter")
    assert isinstance(page, LetterPage)
    card = page.rests_on
    assert len(card.discs) == len(SEVEN_QUESTIONS)
    assert not card.remark.isVisibleTo(card)
    assert [one.payload for one in card.links] == [earlier]
    assert "100%" in card.links[0].text()
    click(card.links[0])
    settle(shell)
    assert case_page(shell, earlier).request_id == earlier


def test_the_card_of_a_direct_decision_says_so(office: Office, shell: MainWindow) -> None:
    desk = desk_at(office)
    request_id = desk.on(11, 16).take_in()
    desk.on(11, 18).decide(request_id)
    shell.open_page("letter", (request_id, None))
    settle(shell)
    page = shell.page("letter")
    assert isinstance(page, LetterPage)
    assert "直接选定" in page.rests_on.remark.text()
    assert page.rests_on.links == []
