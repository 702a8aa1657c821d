"""The case page by mouse and keyboard: what it shows, how one moves in it, what it hears."""

from datetime import date
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from casework import form_drafts
from casework.attachments import attach
from casework.drafts import AttachmentDraft, ItemDraft, ReceiptDates, WithdrawalDraft
from casework.office import Office
from casework.views import ActView, Changed
from casework.withdrawal import withdraw
from desktop.acts.panel import ActPanel
from desktop.case_page import CasePage
from desktop.case_page.act_desk import draft_key
from desktop.components import ActCard, ComboInput, LinkLabel
from desktop.frame.window import MainWindow
from law.terms import Act, Channel, EventKind, Urgency
from tests.casework.desk import APPLICANT, letter
from tests.desktop.case_desk import case_page, desk_at, events, fill, open_form, seen, send
from tests.desktop.conftest import settle
from tests.desktop.keyboard import children, click, press, type_text


def _page(window: MainWindow, request_id: int) -> CasePage:
    return case_page(window, request_id)


def test_head_and_request_are_shown(office: Office, shell: MainWindow) -> None:
    request_id = desk_at(office).on(11, 16).take_in()
    page = _page(shell, request_id)
    view = seen(office, request_id)
    assert shell.heading.text() == view.registration_number
    assert page.view.header.who.text() == APPLICANT.name
    assert page.view.header.chip.text() == view.clock.urgency_text
    assert len(page.view.header.bar.buttons) == len(view.clock.marks)
    assert page.view.request.rows["text"].value.text() == view.text


def test_numbers_are_masked_until_asked_for(office: Office, shell: MainWindow) -> None:
    request_id = desk_at(office).on(11, 16).take_in()
    page = _page(shell, request_id)
    rows = {key.rpartition(".")[2]: one for key, one in page.view.request.rows.items() if "." in key}
    for field, whole in (
        ("identity_number", APPLICANT.identity_number),
        ("phone", APPLICANT.phone),
        ("address", APPLICANT.address),
    ):
        assert rows[field].value.text() != whole
        click(rows[field].link)
        settle(shell)
        assert rows[field].value.text() == whole
        assert not rows[field].link.isVisible()
    page.refresh(Changed(request_ids=(request_id,), topics=("cases",)))
    settle(shell)
    again = {key.rpartition(".")[2]: one for key, one in page.view.request.rows.items() if "." in key}
    assert again["phone"].value.text() != APPLICANT.phone


def test_basis_of_the_receipt_opens_and_closes(office: Office, shell: MainWindow) -> None:
    request_id = desk_at(office).on(11, 16).take_in()
    received = _page(shell, request_id).view.request.rows["received"]
    before = received.value.text()
    click(received.link)
    assert "第三十一条" in received.value.text()
    click(received.link)
    assert received.value.text() == before


def test_focus_starts_on_the_next_act_and_arrows_move(office: Office, shell: MainWindow) -> None:
    request_id = desk_at(office).on(11, 16).take_in()
    page = _page(shell, request_id)
    cards = page.view.acts.cards
    assert cards[0].hasFocus()
    first = cards[0].payload
    assert isinstance(first, ActView)
    assert first.recommended
    press(cards[0], Qt.Key.Key_Down)
    assert cards[1].hasFocus()
    press(cards[1], Qt.Key.Key_Up)
    press(cards[0], Qt.Key.Key_Up)
    assert cards[0].hasFocus()
    for _ in cards:
        focused = QApplication.focusWidget()
        assert isinstance(focused, ActCard)
        press(focused, Qt.Key.Key_Down)
    assert cards[-1].hasFocus()


def test_a_closed_case_says_once_that_it_is_closed(office: Office, shell: MainWindow) -> None:
    desk = desk_at(office)
    request_id = desk.on(11, 16).take_in()
    desk.serve(desk.on(11, 18).reply(request_id))
    page = _page(shell, request_id)
    told = [one.line.text() for one in page.view.acts.cards if not one.can_press()]
    assert len(told) == len(set(told))
    together = page.view.acts.card_of(Act.EXTEND)
    assert together is not None
    assert together is page.view.acts.card_of(Act.DECIDE_OUTCOME)
    assert Act.EXTEND.label in together.title.text()
    assert Act.DECIDE_OUTCOME.label in together.title.text()
    assert all(page.view.acts.card_of(act) is not None for act in Act)


def test_function_keys_open_the_first_three_acts(office: Office, shell: MainWindow) -> None:
    request_id = desk_at(office).on(11, 16).take_in()
    page = _page(shell, request_id)
    for place, key in enumerate((Qt.Key.Key_F6, Qt.Key.Key_F7, Qt.Key.Key_F8)):
        wanted = page.view.acts.cards[place].payload
        assert page.view.acts.cards[place].key.text() == f"F{6 + place}"
        press(shell, key)
        settle(shell)
        assert [one.facts.view for one in children(page, ActPanel)] == [wanted]
        press(shell, Qt.Key.Key_Escape)
        settle(shell)
        assert not page.view.acts.isHidden()
        focused = QApplication.focusWidget()
        assert isinstance(focused, ActCard)
        assert focused.payload == wanted


def test_acts_change_after_an_act(office: Office, shell: MainWindow) -> None:
    request_id = desk_at(office).on(11, 16).take_in()
    page = _page(shell, request_id)
    panel = open_form(shell, request_id, Act.WITHDRAW)
    fill(panel, signed=True)
    send(shell, panel)
    card = page.view.acts.card_of(Act.WITHDRAW)
    assert card is not None
    assert not card.can_press()
    assert EventKind.WITHDRAWN in events(office, request_id)
    assert any("撤回" in one.text() for one in page.view.course.letters)


def test_what_another_screen_changes_is_shown(office: Office, shell: MainWindow) -> None:
    desk = desk_at(office)
    request_id = desk.on(11, 16).take_in()
    page = _page(shell, request_id)
    before = page.view.header.chip.text()
    desk.on(11, 23)
    draft = WithdrawalDraft(request_id=request_id, on=date(2026, 11, 23), how="书面", signed=True)
    shell.session.change(partial(withdraw, office, draft, **desk.how))
    settle(shell)
    assert page.view.header.chip.text() != before


def test_what_if_moves_the_date_without_an_event(office: Office, shell: MainWindow) -> None:
    request_id = desk_at(office).on(11, 16).take_in()
    page = _page(shell, request_id)
    count = len(events(office, request_id))
    press(shell, Qt.Key.Key_F9)
    bar = page.view.header.what_if_bar
    assert bar.isVisible()
    assert bar.days.hasFocus()
    type_text(bar.days, "10")
    page._on_suppose_due()
    settle(shell)
    assert bar.result.text().startswith("→ ")
    ten = bar.result.text()
    type_text(bar.days, "0")
    page._on_suppose_due()
    settle(shell)
    assert "20" in bar.result.text()
    assert bar.result.text() != ten
    press(shell, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert len(events(office, request_id)) == count


def test_marks_and_link_open_day_by_day(office: Office, shell: MainWindow) -> None:
    request_id = desk_at(office).on(11, 16).take_in()
    page = _page(shell, request_id)
    QTest.mouseClick(page.view.header.bar.buttons[-1], Qt.MouseButton.LeftButton)
    settle(shell)
    assert shell.heading.text() == "逐日说明"
    press(shell, Qt.Key.Key_Escape)
    settle(shell)
    assert shell.heading.text() == seen(office, request_id).registration_number
    press(shell, Qt.Key.Key_F4)
    settle(shell)
    assert shell.heading.text() == "逐日说明"


def test_siblings_of_a_letter_are_one_click_away(office: Office, shell: MainWindow) -> None:
    desk = desk_at(office).on(11, 16)
    items = (ItemDraft(title="规划许可证", text="规划许可证"), ItemDraft(title="征地批复", text="征地批复"))
    first, second = desk.register(letter(desk.today, items=items))
    page = _page(shell, first)
    page.view.request.sibling_asked.emit(second)
    settle(shell)
    assert shell.heading.text() == seen(office, second).registration_number
    assert page.request_id == second


def test_unconfirmed_receipt_has_no_line_of_time(office: Office, shell: MainWindow) -> None:
    dates = ReceiptDates(arrived=date(2026, 11, 16))
    request_id = desk_at(office).on(11, 16).take_in(channel=Channel.ORDINARY_MAIL, dates=dates)
    page = _page(shell, request_id)
    assert seen(office, request_id).clock.urgency is Urgency.WAITING
    assert not page.view.header.bar.isVisible()
    assert "没有起算" in page.view.header.no_clock.label.text()
    assert not page.view.header.what_if.isVisible()


def test_an_unknown_case_is_told(shell: MainWindow) -> None:
    shell.open_page("case", 4711)
    settle(shell)
    page = shell.page("case")
    assert isinstance(page, CasePage)
    assert "找不到" in page.banner.label.text() or "没有找到" in page.banner.label.text()
    assert not page.view.isVisible()


def test_a_corrected_record_is_struck_through(office: Office, shell: MainWindow) -> None:
    request_id = desk_at(office).on(11, 16).take_in()
    panel = open_form(shell, request_id, Act.RECORD_CONTACT)
    fill(panel, text="误录")
    send(shell, panel)
    panel = open_form(shell, request_id, Act.CORRECT_EVENT)
    contact = next(one for one in panel.facts.case.events if one.kind is EventKind.CONTACT_RECORDED)
    event = panel.controls["event"]
    assert isinstance(event, ComboInput)
    event.set_value(contact.id)
    fill(panel, way="作废，没有发生过", reason="录到别的件上了")
    assert not panel.fields["on"].isVisible()
    send(shell, panel)
    struck = next(one for one in seen(office, request_id).events if one.id == contact.id)
    assert struck.void


def test_typed_text_is_kept_when_the_window_closes_or_fails(office: Office, shell: MainWindow) -> None:
    request_id = desk_at(office).on(11, 16).take_in()
    panel = open_form(shell, request_id, Act.RECORD_CONTACT)
    fill(panel, text="半句话")
    shell.crash_net.save_drafts()
    settle(shell)
    kept = form_drafts.open_drafts(office)
    assert [one.screen for one in kept] == ["case"]
    assert "半句话" in kept[0].payload
    assert "录入联系记录" in kept[0].title
    press(shell, Qt.Key.Key_Escape)
    shell.open_page("cases")
    settle(shell)
    shell.open_page(kept[0].screen, kept[0].key)
    settle(shell)
    again = _page(shell, request_id).desk.panel
    assert again is not None
    assert again.text("text") == "半句话"


def test_attached_file_opens_in_the_system(office: Office, shell: MainWindow) -> None:
    desk = desk_at(office)
    request_id = desk.on(11, 16).take_in()
    attach(office, request_id, (AttachmentDraft(file_name="照片.jpg", content=b"jpeg"),), **desk.how)
    page = _page(shell, request_id)
    opened: list[Path] = []
    page.files.launch = partial(_remember, opened)
    page.view.request.file_asked.emit(seen(office, request_id).attachments[0])
    settle(shell)
    assert [(one.name, one.read_bytes()) for one in opened] == [("照片.jpg", b"jpeg")]


def test_attached_file_is_saved_where_the_person_says(
    office: Office, shell: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = desk_at(office)
    request_id = desk.on(11, 16).take_in()
    attach(office, request_id, (AttachmentDraft(file_name="照片.jpg", content=b"jpeg"),), **desk.how)
    page = _page(shell, request_id)
    proposed: list[str] = []

    def choose(_parent: object, _title: str, name: str) -> tuple[str, str]:
        proposed.append(name)
        return str(tmp_path / "存到这里.jpg"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    save = next(one for one in children(page, LinkLabel) if one.text() == "另存为…")
    assert save.accessibleName() == "另存 照片.jpg"
    click(save)
    settle(shell)
    assert proposed == ["照片.jpg"]
    assert (tmp_path / "存到这里.jpg").read_bytes() == b"jpeg"


def _remember(opened: list[Path], path: Path) -> bool:
    opened.append(path)
    return True


def test_the_palette_offers_the_acts_of_the_case(office: Office, shell: MainWindow) -> None:
    request_id = desk_at(office).on(11, 16).take_in()
    page = _page(shell, request_id)
    allowed = [one.act.label for one in seen(office, request_id).acts if one.allowed]
    offered = {one.text: one.run for one in shell.palette_entries()}
    assert set(allowed) <= set(offered)
    forbidden = {one.act.label for one in seen(office, request_id).acts} - set(allowed)
    assert not forbidden & set(offered)
    offered[Act.EXTEND.label]()
    settle(shell)
    assert page.desk.panel is not None
    assert page.desk.panel.facts.view.act is Act.EXTEND


def test_going_on_opens_the_letter_that_was_typed_for(office: Office, shell: MainWindow) -> None:
    desk = desk_at(office).on(11, 2)
    request_id = desk.take_in()
    notice = desk.on(11, 4).ask_correction(request_id, date(2026, 11, 18)).document_id
    desk.on(11, 10).correct(request_id)
    desk.on(11, 18).reply(request_id)
    page = case_page(shell, request_id)
    offered = [one for one in seen(office, request_id).acts if one.act is Act.RECORD_SERVICE and one.allowed]
    assert len(offered) == 2
    for view in offered:
        page.open_view(view)
        assert page.desk.panel is not None
        fill(page.desk.panel, proof=f"回证 {view.document_id}")
        page.desk.close()
    settle(shell)
    for view in reversed(offered):
        shell.open_page("worklist")
        shell.open_page("case", draft_key(request_id, view))
        settle(shell)
        assert page.desk.panel is not None
        assert page.desk.panel.facts.view.document_id == view.document_id
        assert page.desk.panel.text("proof") == f"回证 {view.document_id}"
    page.desk.close()
    assert notice is not None
    desk.on(11, 20).serve(notice)
    served = next(one for one in offered if one.document_id == notice)
    shell.open_page("case", draft_key(request_id, served))
    settle(shell)
    assert page.desk.panel is None, "what was typed for a letter never opens over another"
    assert "现在不能办" in page.banner.label.text()


def test_old_cards_start_nothing_after_an_act_until_the_case_is_read_again(office: Office, shell: MainWindow) -> None:
    request_id = desk_at(office).on(11, 16).take_in()
    panel = open_form(shell, request_id, Act.RECORD_CONTACT)
    fill(panel, text="申请人来电")
    page = case_page(shell, request_id)
    tried: list[bool] = []

    def press_at_once(_pair: object) -> None:
        focused = next(one for one in page.view.acts.cards if one.hasFocus())
        QTest.keyClick(focused, Qt.Key.Key_Return)
        page.open_first_act()
        tried.append(page.desk.panel is not None)

    page.desk.done.connect(press_at_once)
    send(shell, panel)
    assert tried == [False]
    assert page.view.acts.cards[0].hasFocus()
    QTest.keyClick(page.view.acts.cards[0], Qt.Key.Key_Return)
    settle(shell)
    assert page.desk.panel is not None, "after the reading the cards work again"


def test_a_form_whose_act_is_under_way_is_not_left(office: Office, shell: MainWindow) -> None:
    request_id = desk_at(office).on(11, 16).take_in()
    panel = open_form(shell, request_id, Act.RECORD_CONTACT)
    fill(panel, text="申请人来电")
    page = case_page(shell, request_id)
    QTest.keyClick(panel, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    page.on_escape()
    page.open_first_act()
    left: object = page.desk.panel
    assert left is panel
    assert page.desk.is_doing()
    settle(shell)
    assert page.desk.panel is None
    assert EventKind.CONTACT_RECORDED in events(office, request_id)


def test_a_correction_stands_below_the_text_of_the_request(office: Office, shell: MainWindow) -> None:
    desk = desk_at(office).on(11, 2)
    request_id = desk.take_in()
    desk.on(11, 4).ask_correction(request_id, date(2026, 11, 18))
    assert "correction0" not in case_page(shell, request_id).view.request.rows
    desk.on(11, 10).correct(request_id)
    page = case_page(shell, request_id)
    keys = list(page.view.request.rows)
    assert keys[:2] == ["text", "correction0"]
    told = page.view.request.rows["correction0"].value.text()
    assert "2026年11月10日" in told
    assert "补正如下。" in told


def test_the_proof_of_the_reply_is_the_first_card(office: Office, shell: MainWindow) -> None:
    desk = desk_at(office).on(11, 2)
    request_id = desk.take_in()
    desk.on(11, 4).ask_correction(request_id, date(2026, 11, 18))
    desk.on(11, 10).correct(request_id)
    reply = desk.on(11, 18).reply(request_id)
    view = case_page(shell, request_id).view.acts.cards[0].payload
    assert isinstance(view, ActView)
    assert (view.act, view.document_id) == (Act.RECORD_SERVICE, reply)
    assert "自动办结" in view.line
