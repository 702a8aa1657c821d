"""文书 and 当日邮件: segments, search, the letter beside the list, keys; numbers scanned, recorded, kept, refused."""

import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from casework import form_drafts, mail_papers
from casework.document_list_views import DocumentSegment
from casework.mail_batch import send_batch
from casework.mail_drafts import MailBatchDraft
from casework.office import Office
from casework.policy_settings import decide_policy
from casework.review import submit_draft
from casework.review_drafts import SubmissionDraft
from desktop.case_page import CasePage
from desktop.documents import DocumentsPage, MailPage
from desktop.frame.window import MainWindow
from desktop.letters import LetterPage
from law.terms import EventKind
from templates.office_conversion import NoOffice
from tests.casework.desk import APPLICANT, Desk
from tests.desktop.case_desk import desk_at
from tests.desktop.conftest import TODAY, settle

S = DocumentSegment


@pytest.fixture
def letters(office: Office) -> dict[str, int]:
    """Letters in four places; document ids by place."""
    desk = desk_at(office)
    found = {}
    desk.on(11, 16)
    found["house"] = _notice(desk)
    found["second"] = _notice(desk)
    found["sent"] = desk.ask_correction(desk.take_in(), date(2026, 12, 8)).document_id or 0
    drafted = desk.take_in()
    desk.decide(drafted)
    found["draft"] = desk.draft(drafted)
    return found


def _notice(desk: Desk) -> int:
    return desk.ask_correction(desk.take_in(), date(2026, 12, 8), sent=False).document_id or 0


def settled(shell: MainWindow) -> None:
    """Pauses of typing and of the preview have passed, and what they asked for is there."""
    settle(shell)
    page = shell.page("letters")
    assert isinstance(page, DocumentsPage)
    while page._search_timer.isActive() or page._preview_timer.isActive():
        QTest.qWait(10)
        settle(shell)
    QTest.qWait(20)


def enter(shell: MainWindow, segment: DocumentSegment | None = None) -> DocumentsPage:
    shell.setMinimumSize(0, 0)
    shell.resize(1366, 768)
    shell.open_page("letters", segment)
    settled(shell)
    page = shell.page("letters")
    assert isinstance(page, DocumentsPage)
    return page


def mail(shell: MainWindow) -> MailPage:
    shell.setMinimumSize(0, 0)
    shell.resize(1366, 768)
    shell.open_page("mail")
    settle(shell)
    page = shell.page("mail")
    assert isinstance(page, MailPage)
    return page


def dispatched(office: Office, document: int) -> list[str]:
    desk = desk_at(office)
    request_id = desk.document(document).request_id
    events = desk.case(request_id).state.facts.all_of(EventKind.DOCUMENT_DISPATCHED)
    return [str(one.payload["tracking_number"]) for one in events]


def scan(page: MailPage, number: str) -> None:
    page.view.scan.setFocus()
    QTest.keyClicks(page.view.scan, number)
    QTest.keyClick(page.view.scan, Qt.Key.Key_Return)


@pytest.mark.usefixtures("letters")
def test_the_place_opens_by_its_key_and_shows_segments_with_numbers(shell: MainWindow) -> None:
    QTest.keyClick(shell, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    settled(shell)
    page = shell.current_page()
    assert isinstance(page, DocumentsPage)
    texts = {one: button.text() for one, button in page.view.segments.buttons.items()}
    assert (texts[S.TO_SEND], texts[S.TO_PROVE], texts[S.DRAFTS]) == ("待寄出 2", "待凭证 1", "草稿 1")
    assert texts[S.VOID] == "作废"


def test_a_segment_shows_its_letters_and_the_selected_one_on_paper(shell: MainWindow, letters: dict[str, int]) -> None:
    page = enter(shell, S.TO_SEND)
    assert list(page.model.ids) == [letters["house"], letters["second"]]
    assert page.view.preview.paper.isVisible()
    assert "补正告知书" in "".join(one.text for one in page.view.preview.paper.blocks())
    assert page.view.preview.state.text().endswith("已签发，待寄出")
    page.view.segments.buttons[S.TO_PROVE].click()
    settled(shell)
    assert list(page.model.ids) == [letters["sent"]]
    page.view.segments.buttons[S.VOID].click()
    settled(shell)
    assert page.view.table.empty.isVisible()
    assert page.view.table.empty.sentence.text() == "没有作废的文书。"
    assert not page.view.preview.paper.isVisible()


@pytest.mark.usefixtures("letters")
def test_arrow_keys_move_among_the_segments(shell: MainWindow) -> None:
    page = enter(shell, S.APPROVED)
    chip = page.view.segments.buttons[S.APPROVED]
    chip.setFocus()
    QTest.keyClick(chip, Qt.Key.Key_Right)
    settled(shell)
    assert page.wanted.segment is S.TO_SEND
    assert len(page.model.ids) == 2


@pytest.mark.usefixtures("letters")
def test_enter_opens_the_letter_and_f7_its_request(shell: MainWindow) -> None:
    page = enter(shell, S.TO_SEND)
    page.view.table.setFocus()
    QTest.keyClick(page.view.table, Qt.Key.Key_Return)
    settle(shell)
    assert isinstance(shell.current_page(), LetterPage)
    shell.go_back()
    settled(shell)
    QTest.keyClick(page.view.table, Qt.Key.Key_F7)
    settle(shell)
    assert isinstance(shell.current_page(), CasePage)


def test_a_number_typed_into_the_search_finds_its_letter(shell: MainWindow, letters: dict[str, int]) -> None:
    page = enter(shell, S.ISSUED)
    QTest.keyClick(page.view.table, Qt.Key.Key_Slash)
    assert page.view.search.hasFocus()
    QTest.keyClicks(page.view.search, "[2026]2")
    settled(shell)
    assert letters["second"] in page.model.ids
    assert letters["house"] not in page.model.ids
    page.view.search.setText("没有这个")
    settled(shell)
    assert page.view.table.empty.isVisible()
    assert page.on_escape()
    settled(shell)
    assert letters["house"] in page.model.ids


def test_the_order_follows_the_head_of_a_column(shell: MainWindow, letters: dict[str, int]) -> None:
    page = enter(shell, S.TO_SEND)
    page.view.table.sort_asked.emit(("number", True))
    settled(shell)
    assert list(page.model.ids) == [letters["second"], letters["house"]]


def test_what_waits_for_me_is_counted_in_the_navigation(shell: MainWindow, office: Office) -> None:
    desk = desk_at(office)
    reason = "两人办理"
    decide_policy(office, "review_mode", "two_person", valid_from=desk.today, reason=reason, **desk.how)
    request_id = desk.take_in()
    desk.decide(request_id)
    writer = Desk(office, desk.today, "李工")
    document = writer.draft(request_id)
    submitted = submit_draft(office, SubmissionDraft(document_id=document), **writer.how)
    shell.session.changes.publish(submitted)
    settle(shell)
    assert shell.navigation.buttons["letters"].badge.text() == "1"
    page = enter(shell, S.MINE)
    assert list(page.model.ids) == [document]
    assert page.view.segments.buttons[S.MINE].text() == "等我办 1"


# -------------------------------------------------------------------------------------------------- the day's mail


def test_numbers_are_scanned_one_after_the_other_and_recorded(
    shell: MainWindow, office: Office, letters: dict[str, int]
) -> None:
    page = enter(shell, S.TO_SEND)
    QTest.keyClick(page.view.table, Qt.Key.Key_F6)
    settle(shell)
    mailing = shell.current_page()
    assert isinstance(mailing, MailPage)
    # Both letters go to one person: one envelope, one number.
    (parcel,) = mailing.model.parcels
    assert parcel.document_ids == (letters["house"], letters["second"])
    scan(mailing, "1098765432101")
    assert mailing.view.count.text() == "1 封，文书 2 份，已有邮件号 1 封"
    QTest.keyClick(mailing.view.scan, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(shell)
    assert dispatched(office, letters["house"]) == ["1098765432101"]
    assert dispatched(office, letters["second"]) == ["1098765432101"]
    assert mailing.model.parcels == ()
    assert mailing.view.table.empty.isVisible()


@pytest.mark.usefixtures("letters")
def test_a_wrong_number_stays_in_its_field(shell: MainWindow) -> None:
    page = mail(shell)
    scan(page, "10987")
    assert page.view.scan_field.error() == "国内邮件号为 13 位，现为 5 位。"
    assert page.view.scan.text() == "10987"
    assert page.model.numbers == {}
    assert not page.view.send.isEnabled()
    page.view.scan.clear()
    scan(page, "EA123456784CN")
    assert list(page.model.numbers.values()) == ["EA123456784CN"]
    assert page.model.note(page.model.parcels[0]).startswith("▲ 校验位应为 5")


def test_what_is_refused_is_said_at_its_envelope(shell: MainWindow, office: Office, letters: dict[str, int]) -> None:
    page = mail(shell)
    scan(page, "1098765432101")
    page.view.carrier.setText("顺丰速运")
    page.send()
    settle(shell)
    assert dispatched(office, letters["house"]) == []
    assert page.view.banner.isVisible()
    assert "邮政企业" in page.view.banner.label.text()
    assert page.model.note(page.model.parcels[0]).startswith("●")
    assert list(page.model.numbers.values()) == ["1098765432101"]


@pytest.mark.usefixtures("letters")
def test_space_and_the_mouse_leave_an_envelope_out(shell: MainWindow) -> None:
    page = mail(shell)
    page.view.table.setFocus()
    QTest.keyClick(page.view.table, Qt.Key.Key_Space)
    assert page.model.chosen() == ()
    box = page.view.table.visualRect(page.model.index(0, 0)).center()
    QTest.mouseClick(page.view.table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, box)
    assert len(page.model.chosen()) == 1
    QTest.keyClick(page.view.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert page.model.chosen() == ()


@pytest.mark.usefixtures("letters")
def test_numbers_that_were_typed_are_there_again(shell: MainWindow, office: Office) -> None:
    page = mail(shell)
    scan(page, "1098765432101")
    assert page.can_leave()
    settle(shell)
    kept = form_drafts.load(office, "mail")
    assert kept is not None
    assert "1098765432101" in kept.payload
    fresh = MailPage(page.session)
    fresh.on_enter("mail")
    settle(shell)
    assert fresh.model.numbers == page.model.numbers
    assert "已恢复" in fresh.view.banner.label.text()
    page.send()
    settle(shell)
    assert form_drafts.load(office, "mail") is None
    fresh.deleteLater()


@pytest.mark.parametrize("name", ["envelopes_docx", "list_docx", "list_xlsx"])
@pytest.mark.usefixtures("letters")
def test_papers_are_written(shell: MainWindow, tmp_path: Path, name: str) -> None:
    page = mail(shell)
    draft = page._papers()
    assert draft is not None
    assert draft.on == TODAY
    path = tmp_path / f"当日.{name.split('_')[1]}"
    page.write_paper(page.paper(name, draft), path)
    settle(shell)
    assert path.read_bytes().startswith(b"PK")


@pytest.mark.usefixtures("letters")
def test_envelopes_without_an_office_program_are_offered_in_word(
    shell: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def convert(*_arguments: object, **_named: object) -> bytes:
        raise NoOffice

    page = mail(shell)
    monkeypatch.setattr(mail_papers, "convert_to_pdf", convert)
    draft = page._papers()
    assert draft is not None
    page.write_paper(page.paper("envelopes_pdf", draft), tmp_path / "信封.pdf")
    settle(shell)
    assert page.view.no_pdf.isVisible()
    assert page.view.no_pdf.label.text().startswith("这台电脑没有 LibreOffice")
    assert not (tmp_path / "信封.pdf").exists()
    target = tmp_path / "信封.docx"

    def chosen(*_arguments: object, **_named: object) -> tuple[str, str]:
        return str(target), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", chosen)
    link = page.view.as_word
    assert link.hasFocus()
    QTest.keyClick(link, Qt.Key.Key_Return)
    settle(shell)
    assert target.read_bytes().startswith(b"PK")
    assert not page.view.no_pdf.isVisible()


def _posted(office: Office, document: int, number: str) -> None:
    desk = desk_at(office)
    draft = MailBatchDraft(on=TODAY, carrier="邮政EMS", numbers={document: number})
    assert send_batch(office, draft, **desk.how).sent == (document,)


def test_the_mail_of_a_past_day_is_shown_and_its_list_saved_again(
    shell: MainWindow, office: Office, letters: dict[str, int], tmp_path: Path
) -> None:
    _posted(office, letters["house"], "1098765432101")
    page = mail(shell)
    scan(page, "1098765432102")
    QTest.keyClick(page.view.scan, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert page.view.past_day.hasFocus()
    QTest.keyClicks(page.view.past_day, "11.23")
    settle(shell)
    assert [one.document_ids for one in page.model.parcels] == [(letters["house"],)]
    assert page.view.count.text() == "1 封，文书 1 份，已交寄"
    assert not page.view.send.isEnabled()
    draft = page._papers()
    assert draft is not None
    page.write_paper(page.paper("list_docx", draft), tmp_path / "清单.docx")
    settle(shell)
    with zipfile.ZipFile(tmp_path / "清单.docx") as package:
        assert "1098765432101" in package.read("word/document.xml").decode()
    assert page.on_escape()
    settle(shell)
    assert [one.document_ids for one in page.model.parcels] == [(letters["second"],)]
    assert list(page.model.numbers.values()) == ["1098765432102"]


def test_a_number_used_before_is_told_at_its_envelope(
    shell: MainWindow, office: Office, letters: dict[str, int]
) -> None:
    _posted(office, letters["house"], "1098765432101")
    page = mail(shell)
    scan(page, "1098765432101")
    settle(shell)
    assert "此号已用于 临资公补〔2026〕1号" in page.model.note(page.model.parcels[0])
    assert "2026年11月23日（周一）寄出" in page.view.scan_field.line.text()
    assert page.view.send.isEnabled()


def test_the_receiver_among_joint_applicants_is_chosen_and_kept(shell: MainWindow, office: Office) -> None:
    other = replace(APPLICANT, name="临江县望江路小学", identity_number="", phone="", address="临江县学府路3号")
    desk = desk_at(office).on(11, 16)
    desk.ask_correction(desk.take_in(co_applicants=(other,)), date(2026, 12, 8), sent=False)
    page = mail(shell)
    assert page.view.receiver_field.isVisible()
    assert page.model.note(page.model.parcels[0]) == "同时送达 2 人"
    page.view.receiver.setFocus()
    QTest.keyClick(page.view.receiver, Qt.Key.Key_Down)
    settle(shell)
    assert page.model.parcels[0].receiver == "临江县望江路小学"
    fresh = MailPage(page.session)
    fresh.on_enter("mail")
    settle(shell)
    assert fresh.model.parcels[0].receiver == "临江县望江路小学"
    fresh.deleteLater()
