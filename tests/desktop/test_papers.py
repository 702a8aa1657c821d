"""案卷文书 by keyboard and by mouse: sheets looked at, printed, saved, put on file; the file packed and stopped."""

import hashlib
import os
import zipfile
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPdfWriter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from casework import form_drafts
from casework.case_file import SUMS_NAME
from casework.case_papers import paper, papers
from casework.office import Office
from casework.paper_views import PaperBlock
from desktop.case_page import CasePage
from desktop.case_page.paper_sheet import print_sheet, sheet_html
from desktop.case_page.papers_card import PapersCard
from desktop.components import LinkLabel
from desktop.frame.window import MainWindow
from law.terms import Act, DocumentKind, EventKind, SecrecyConclusion
from tests.casework.desk import Desk
from tests.desktop.case_desk import case_page, desk_at, events, fill, open_form, refusals, send
from tests.desktop.conftest import TODAY, settle
from tests.desktop.keyboard import click, press, type_text

K = DocumentKind


def _case(office: Office) -> int:
    desk = desk_at(office)
    request_id = desk.on(11, 2).take_in()
    desk.on(11, 4).search(request_id)
    desk.on(11, 10).consult(request_id, party_address="临江县开发区1号")
    desk.attach(request_id, "身份证明.pdf", b"%PDF-1.4 x")
    return request_id


def _papers(window: MainWindow, request_id: int) -> PapersCard:
    page = case_page(window, request_id)
    press(page, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    settle(window)
    assert page.view.shows_papers()
    return page.view.papers


def _link(card: PapersCard, kind: DocumentKind, label: str) -> LinkLabel:
    line = next(one for one in card.lines if one.row.kind is kind)
    return next(one for one in line.links if one.text() == label)


def test_the_list_is_reached_by_keys_and_left_by_escape(office: Office, shell: MainWindow) -> None:
    request_id = _case(office)
    card = _papers(shell, request_id)
    offered = [one.kind for one in papers(office, request_id, TODAY)]
    assert [one.row.kind for one in card.lines] == offered
    assert card.lines[0].links[0].hasFocus()
    press(card.lines[0].links[0], Qt.Key.Key_Down)
    assert card.lines[1].links[0].hasFocus()
    press(card.lines[1].links[0], Qt.Key.Key_Right)
    assert card.lines[1].links[1].hasFocus()
    press(card.lines[1].links[1], Qt.Key.Key_Escape)
    page = shell.page("case")
    assert isinstance(page, CasePage)
    assert not page.view.shows_papers()
    assert page.view.acts.cards[0].hasFocus()


def test_the_link_beside_the_history_opens_it_with_the_mouse(office: Office, shell: MainWindow) -> None:
    page = case_page(shell, _case(office))
    click(page.view.course.papers)
    settle(shell)
    assert page.view.shows_papers()
    click(page.view.papers.back)
    assert not page.view.shows_papers()


def test_enter_shows_a_sheet_on_paper_and_escape_goes_back_to_its_line(office: Office, shell: MainWindow) -> None:
    card = _papers(shell, _case(office))
    link = _link(card, K.SEARCH_RECORD, "预览")
    link.setFocus()
    press(link, Qt.Key.Key_Return)
    settle(shell)
    assert card.stack.currentWidget() is card.preview_page
    assert "档案管理系统、公文系统" in card.page.accessibleName()
    assert card.page.height() > card.page.width() / 2
    press(card.paper_area, Qt.Key.Key_Escape)
    assert card.stack.currentWidget() is card.list_page
    assert _link(card, K.SEARCH_RECORD, "预览").hasFocus()


def test_a_sheet_is_put_on_file_and_stands_among_the_letters(office: Office, shell: MainWindow) -> None:
    request_id = _case(office)
    card = _papers(shell, request_id)
    link = _link(card, K.SEARCH_RECORD, "归档")
    link.setFocus()
    press(link, Qt.Key.Key_Return)
    settle(shell)
    page = shell.page("case")
    assert isinstance(page, CasePage)
    assert page.view.shows_papers()
    assert any(one.text() == "检索记录" for one in page.view.course.letters)
    row = next(one.row for one in card.lines if one.row.kind is K.SEARCH_RECORD)
    assert row.editions == 1
    assert _link(card, K.SEARCH_RECORD, "归档").hasFocus()


def test_what_only_a_person_knows_is_typed_and_stays(office: Office, shell: MainWindow) -> None:
    card = _papers(shell, _case(office))
    note = next(one for one in card.lines if one.row.kind is K.CASE_NOTE)
    type_text(note.words, "原件随信访件移交")
    click(_link(card, K.CASE_NOTE, "预览"))
    settle(shell)
    assert "原件随信访件移交" in card.page.accessibleName()
    press(card.paper_area, Qt.Key.Key_Escape)
    click(_link(card, K.SEARCH_RECORD, "归档"))
    settle(shell)
    note = next(one for one in card.lines if one.row.kind is K.CASE_NOTE)
    assert note.words.text() == "原件随信访件移交"


def test_a_sheet_is_saved_where_the_person_says(
    office: Office, shell: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    request_id = _case(office)
    card = _papers(shell, request_id)
    target = tmp_path / "登记表.docx"

    def chosen(*_arguments: object, **_named: object) -> tuple[str, str]:
        return str(target), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", chosen)
    click(_link(card, K.REGISTRATION_SHEET, "另存为"))
    settle(shell)
    assert target.read_bytes() == paper(office, request_id, K.REGISTRATION_SHEET, TODAY, actor="王敏").content


def test_the_form_is_printed_with_its_ruled_table(office: Office, tmp_path: Path) -> None:
    view = paper(office, _case(office), K.REGISTRATION_SHEET, TODAY)
    assert "colspan='3'" in sheet_html(view.blocks)
    target = tmp_path / "登记表.pdf"
    writer = QPdfWriter(str(target))
    assert print_sheet(writer, view.blocks, view.title) == 1
    del writer
    assert target.stat().st_size > 1000
    hostile = sheet_html((PaperBlock(kind="table_row", text="", cells=("<b>x</b>", "{{ 7*7 }} & 　")),))
    assert "&lt;b&gt;x&lt;/b&gt;" in hostile
    assert "{{ 7*7 }} &amp; 　" in hostile


def test_the_file_is_packed_in_two_volumes_as_chosen(office: Office, shell: MainWindow, tmp_path: Path) -> None:
    card = _papers(shell, _case(office))
    card.pack.setFocus()
    press(card.pack, Qt.Key.Key_Return)
    settle(shell)
    assert card.stack.currentWidget() is card.packing_page
    assert "案卷不齐" in card.lacking.label.text()
    private = next(box for box in card.boxes.values() if "身份证明" in box.text())
    assert not private.isChecked()
    QTest.keyClick(private, Qt.Key.Key_Space)
    assert private.isChecked()
    page = shell.page("case")
    assert isinstance(page, CasePage)
    target = tmp_path / "案卷.zip"
    page.papers.pack_to(target, card._restricted())
    settle(shell)
    with zipfile.ZipFile(target) as archive:
        names = archive.namelist()
        sums = archive.read(SUMS_NAME).decode("utf-8").splitlines()
        assert all(hashlib.sha256(archive.read(line[66:])).hexdigest() == line[:64] for line in sums)
    assert any(name.startswith("2 不可查阅/") and "身份证明" in name for name in names)
    assert card.to_zip.isEnabled()


def test_packing_is_stopped_and_leaves_nothing(office: Office, shell: MainWindow, tmp_path: Path) -> None:
    card = _papers(shell, _case(office))
    click(card.pack)
    settle(shell)
    page = shell.page("case")
    assert isinstance(page, CasePage)
    place = tmp_path / "盘"
    place.mkdir()
    page.papers.pack_to(place / "案卷", frozenset())
    assert not card.to_zip.isEnabled()
    card.progress.cancelled.emit()
    settle(shell)
    assert list(place.iterdir()) == []
    assert card.to_zip.isEnabled()


def test_the_review_for_secrecy_needs_two_people(office: Office, shell: MainWindow) -> None:
    request_id = desk_at(office).on(11, 16).take_in()
    panel = open_form(shell, request_id, Act.REVIEW_SECRECY)
    fill(panel, second_reviewer="王敏", conclusion=SecrecyConclusion.DISCLOSABLE.label)
    send(shell, panel)
    assert any("初审人和复核人都是" in one for one in refusals(shell, request_id))
    assert EventKind.SECRECY_REVIEWED not in events(office, request_id)
    fill(panel, second_reviewer="周科长")
    send(shell, panel)
    assert EventKind.SECRECY_REVIEWED in events(office, request_id)


def test_screens_of_the_sheets(office: Office, shell: MainWindow, tmp_path: Path) -> None:
    """The card is painted whole at the smallest size; kept for looking at where DESK_SHOTS names a folder."""
    folder = Path(os.environ.get("DESK_SHOTS", str(tmp_path)))
    desk: Desk = desk_at(office)
    request_id = _case(office)
    desk.on(11, 12).search(request_id)
    shell.resize(1366, 768)
    card = _papers(shell, request_id)
    settle(shell)
    for _ in range(3):
        QApplication.processEvents()  # what was read is laid out by then
    assert shell.grab().save(str(folder / "papers-list.png"))
    click(_link(card, K.SEARCH_RECORD, "预览"))
    settle(shell)
    for _ in range(3):
        QApplication.processEvents()  # what was read is laid out by then
    assert shell.grab().save(str(folder / "papers-preview.png"))
    press(card.paper_area, Qt.Key.Key_Escape)
    click(card.pack)
    settle(shell)
    for _ in range(3):
        QApplication.processEvents()  # what was read is laid out by then
    assert shell.grab().save(str(folder / "papers-pack.png"))
    assert card.pack_area.width() <= card.width()
    for one in card.lines:
        assert one.links[-1].geometry().right() <= one.width()


def test_words_for_a_sheet_are_offered_again_until_it_is_on_file(office: Office, shell: MainWindow) -> None:
    request_id = _case(office)
    card = _papers(shell, request_id)
    note = next(one for one in card.lines if one.row.kind is K.CASE_NOTE)
    type_text(note.words, "原件随信访件移交")
    page = shell.page("case")
    assert isinstance(page, CasePage)
    assert page.can_leave()
    settle(shell)
    kept = form_drafts.load(office, f"papers:{request_id}")
    assert kept is not None
    fresh = CasePage(page.session)
    fresh.on_enter(kept.key)
    settle(shell)
    fresh.open_papers()
    settle(shell)
    again = next(one for one in fresh.view.papers.lines if one.row.kind is K.CASE_NOTE)
    assert again.words.text() == "原件随信访件移交"
    fresh.deleteLater()
    click(_link(card, K.CASE_NOTE, "归档"))
    settle(shell)
    assert form_drafts.load(office, f"papers:{request_id}") is None
    note = next(one for one in card.lines if one.row.kind is K.CASE_NOTE)
    assert note.words.text() == ""
