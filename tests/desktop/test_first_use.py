"""What somebody meets who opens the rooms for the first time: nothing hidden, nothing lost, the right page of help."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

from casework.document_list_views import DocumentSegment
from casework.office import Office, create_office
from desktop.acts.outcome import OutcomePanel
from desktop.case_page.page import CasePage
from desktop.documents import DocumentsPage, MailPage
from desktop.frame.manual import manual_page
from desktop.frame.window import MainWindow
from desktop.letters.page import LetterPage
from desktop.settings.page import SettingsPage
from desktop.settings.store import Settings
from law.terms import Act, Role
from tests.casework import reviewed_office as people
from tests.casework.desk import Desk
from tests.casework.reviewed_office import HANDLER, REVIEWER
from tests.desktop.case_desk import desk_at, open_form
from tests.desktop.conftest import PROFILE, open_shell, settle
from tests.desktop.keyboard import click, press, type_text

DAY = date(2026, 11, 20)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An office that reviews, with its persons."""
    now = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
    office = create_office(tmp_path / "office.db", PROFILE, now=now, actor=HANDLER, today=DAY)
    opened = Desk(office, DAY)
    people.enrol(opened)
    yield opened
    office.close()


def _top(widget: QWidget, within: QWidget) -> int:
    return widget.mapTo(within, QPoint(0, 0)).y()


def _letter(window: MainWindow, desk: Desk, document: int) -> LetterPage:
    window.open_page("letter", (desk.document(document).request_id, document))
    settle(window)
    page = window.page("letter")
    assert isinstance(page, LetterPage)
    return page


# ------------------------------------------------------------------------------------------------------------ persons


def test_a_row_of_the_list_fills_the_form_and_typed_words_come_back(desk: Desk, settings: Settings) -> None:
    with open_shell(desk.office, settings, today=DAY) as window:
        window.open_page("settings")
        settle(window)
        page = window.page("settings")
        assert isinstance(page, SettingsPage)
        card = page.persons
        names = [one.name for one in card.table.rows.people]
        type_text(card.name, "周长根")
        card.roles[Role.WINDOW].setChecked(True)
        card.table.setFocus()
        assert card.name.text() == "周长根", "coming by chooses nobody"
        card.table.selectRow(0)
        assert (card.about.text(), card.name.text()) == (f"修改 {names[0]}", names[0])
        assert card.name.isReadOnly()
        press(card.table, Qt.Key.Key_Down)
        assert card.name.text() == names[1]
        click(card.add)
        assert (card.name.text(), card.roles[Role.WINDOW].isChecked()) == ("周长根", True)
        assert not card.name.isReadOnly()
        assert not card.table.selectionModel().selectedRows()
        click(card.save)
        settle(window)
        assert [one.name for one in card.table.rows.people] == [*names, "周长根"]
        assert card.name.text() == ""


def test_the_list_says_who_is_here_and_who_has_a_passcode(desk: Desk, settings: Settings) -> None:
    with open_shell(desk.office, settings, today=DAY) as window:
        window.open_page("settings")
        settle(window)
        page = window.page("settings")
        assert isinstance(page, SettingsPage)
        rows = page.persons.table.rows
        found = {
            str(rows.index(at, 0).data()): [str(rows.index(at, column).data()) for column in (2, 3, 4)]
            for at in range(rows.rowCount())
        }
        assert found[REVIEWER] == [Role.REVIEWER.label, "没有", "在用"]


# --------------------------------------------------------------------------------------------------------------- help


def test_help_is_about_what_is_open(office: Office, shell: MainWindow) -> None:
    request_id = desk_at(office).on(11, 16).take_in()
    open_form(shell, request_id, Act.DECIDE_OUTCOME)
    page = shell.page("case")
    assert isinstance(page, CasePage)
    assert page.help_now() == "guided"
    page.desk.close()
    assert page.help_now() == "case"
    page.open_papers()
    settle(shell)
    assert page.help_now() == "papers"
    shell.open_page("letters")
    documents = shell.page("letters")
    shell.open_page("mail")
    mail = shell.page("mail")
    assert isinstance(documents, DocumentsPage)
    assert isinstance(mail, MailPage)
    assert (documents.help_now(), mail.help_now()) == ("documents", "mail")
    shell.open_page("settings")
    settle(shell)
    settings = shell.page("settings")
    assert isinstance(settings, SettingsPage)
    assert settings.help_now() == "settings"
    settings.numbers.year.setFocus()
    assert settings.help_now() == "numbers"
    for topic in ("guided", "papers", "documents", "mail", "settings", "numbers", "review"):
        file = manual_page(topic)
        assert file is not None
        assert file.stem == topic, f"the manual has no page on {topic}"


# ---------------------------------------------------------------------------------------------------------- low windows


def test_the_question_at_hand_is_in_sight_with_its_number(office: Office, shell: MainWindow) -> None:
    request_id = desk_at(office).on(11, 16).take_in()
    panel = open_form(shell, request_id, Act.DECIDE_OUTCOME)
    assert isinstance(panel, OutcomePanel)
    shell.resize(911, 512)
    settle(shell)
    for _ in range(3):
        focused = next(one for one in panel.questions.cards if one.hasFocus())
        press(focused, Qt.Key.Key_Return)
        settle(shell)
        block = panel.questions.cards[0].parentWidget()
        assert block is not None
        assert 0 <= _top(block, panel.area.viewport()) < panel.area.viewport().height()
        assert _top(panel.mode, panel) < _top(panel.area, panel), "the way of judging stays above what scrolls"
    last = next(one for one in reversed(panel.questions.cards))
    panel.questions.cards[0].setFocus()
    press(panel.questions.cards[0], Qt.Key.Key_End)
    assert last.hasFocus()
    assert _top(last, panel.area.viewport()) + last.height() <= panel.area.viewport().height()


def test_only_the_card_beside_the_paper_asks_for_room(desk: Desk, settings: Settings) -> None:
    document = people.draft(desk)
    with open_shell(desk.office, settings, today=DAY) as window:
        page = _letter(window, desk, document)
        assert page.side.currentWidget() is page.findings_card
        assert page.side.minimumSizeHint() == page.findings_card.minimumSizeHint()


def test_sheets_of_the_file_have_the_room_of_the_history_in_a_narrow_window(office: Office, shell: MainWindow) -> None:
    request_id = desk_at(office).on(11, 16).take_in()
    shell.resize(911, 600)
    shell.open_page("case", request_id)
    settle(shell)
    page = shell.page("case")
    assert isinstance(page, CasePage)
    page.open_papers()
    settle(shell)
    assert not page.view.course.isVisible()
    assert page.on_escape()
    settle(shell)
    assert page.view.course.isVisible()


def test_the_act_of_the_mail_stays_in_sight(shell: MainWindow) -> None:
    shell.resize(911, 512)
    shell.open_page("mail")
    settle(shell)
    page = shell.page("mail")
    assert isinstance(page, MailPage)
    assert not page.view.area.isAncestorOf(page.view.send)
    assert (page.view.why_not.isVisible(), page.view.why_not.text()) == (True, page.view.send.toolTip())
    assert page.view.send.toolTip()
    assert _top(page.view.send, page.view) + page.view.send.height() <= page.view.height()


def test_a_toast_covers_no_words_of_the_heading(desk: Desk, settings: Settings) -> None:
    document = people.draft(desk)
    with open_shell(desk.office, settings, today=DAY) as window:
        _letter(window, desk, document)
        window.say("草稿已存，检查有 1 项拦截")
        words = window.subheading
        told = words.mapTo(window, QPoint(0, 0)).x() + words.fontMetrics().horizontalAdvance(words.text())
        assert words.text()
        assert window.toast.mapTo(window, QPoint(0, 0)).x() >= told


def test_nothing_is_exported_from_an_empty_list(desk: Desk, settings: Settings) -> None:
    document = people.draft(desk)
    with open_shell(desk.office, settings, today=DAY) as window:
        window.open_page("letters", DocumentSegment.VOID)
        settle(window)
        page = window.page("letters")
        assert isinstance(page, DocumentsPage)
        assert (page.view.export.isEnabled(), page.view.export.toolTip()) == (False, "列表里没有文书。")
        page.view.segments.buttons[DocumentSegment.DRAFTS].click()
        settle(window)
        assert page.model.ids == (document,)
        assert (page.view.export.isEnabled(), page.view.export.toolTip()) == (True, "Ctrl+E")


# ------------------------------------------------------------------------------------------------------------- review


def test_what_was_refused_stays_with_its_letter(desk: Desk, tmp_path: Path) -> None:
    first, second = people.draft(desk), people.draft(desk)
    people.submit(desk, first)
    people.submit(desk, second)
    kept = Settings(tmp_path / "config-review")
    kept.set("person", REVIEWER)
    with open_shell(desk.office, kept, today=DAY) as window:
        page = _letter(window, desk, first)
        card = page.view.review_card
        press(page, Qt.Key.Key_R)
        settle(window)
        assert card.words_error.isVisible()
        page = _letter(window, desk, second)
        assert card.words_error.text() == ""
        press(page, Qt.Key.Key_R)
        settle(window)
        assert card.words_error.isVisible()
        type_text(card.words, "写")
        assert card.words_error.text() == "", "it is being mended"


def test_a_draft_that_reads_differently_says_so_until_it_is_mended(desk: Desk, tmp_path: Path) -> None:
    document = people.draft(desk)
    people.submit(desk, document)
    kept = Settings(tmp_path / "config-review")
    kept.set("person", REVIEWER)
    with open_shell(desk.office, kept, today=DAY) as window:
        page = _letter(window, desk, document)
        card, view = page.view.review_card, page.review.review
        assert view is not None
        assert not card.differs.isVisible()
        card.show_review(replace(view, differs=True), (), ())
        card.clear_refusal()
        assert card.differs.isVisible()
