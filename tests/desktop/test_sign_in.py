"""Who works here: chosen at the start, switched without loss, managed on the settings page."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from casework.form_drafts import load
from casework.office import Office, create_office
from casework.person_drafts import PersonDraft
from casework.persons import persons, store_person
from desktop.frame.window import MainWindow
from desktop.letters.page import LetterPage
from desktop.letters.reading import letter_draft_key
from desktop.settings.page import SettingsPage
from desktop.settings.store import Settings
from law.terms import Role
from tests.casework import reviewed_office as people
from tests.casework.desk import Desk
from tests.casework.reviewed_office import HANDLER, HEAD, REVIEWER
from tests.desktop.conftest import PROFILE, open_shell, settle
from tests.desktop.keyboard import click, press, type_text

DAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Office]:
    """An office without a list of persons."""
    opened = create_office(tmp_path / "office.db", PROFILE, now=NOW, actor=HANDLER, today=DAY)
    yield opened
    opened.close()


@pytest.fixture
def desk(empty: Office) -> Desk:
    opened = Desk(empty, DAY)
    people.enrol(opened)
    return opened


def _sign_in(window: MainWindow, name: str, passcode: str = "") -> None:
    dialog = window.sign_in.dialog
    assert dialog is not None
    wanted = next(one for one in persons(window.session.office) if one.name == name)
    dialog.person.set_value(wanted.id)
    if passcode:
        type_text(dialog.passcode, passcode)
    press(dialog, Qt.Key.Key_Return)
    settle(window)


def test_of_several_persons_one_is_chosen_at_the_start(desk: Desk, settings: Settings) -> None:
    with open_shell(desk.office, settings, today=DAY) as window:
        window.sign_in.begin()
        settle(window)
        dialog = window.sign_in.dialog
        assert dialog is not None
        assert dialog.person.currentText().startswith(HANDLER), "whoever was here last"
        assert not dialog.passcode_field.isVisible()
        _sign_in(window, REVIEWER)
        assert window.sign_in.dialog is None
        assert window.session.actor == REVIEWER
        assert window.navigation.person.text().startswith(REVIEWER)
    assert settings.text("person") == REVIEWER


def test_one_person_alone_is_not_asked(empty: Office, settings: Settings) -> None:
    with empty.writing() as session:
        store_person(session, PersonDraft(name="李岚", roles=(Role.HANDLER,)), now=NOW)
    with open_shell(empty, settings, today=DAY) as window:
        window.sign_in.begin()
        settle(window)
        assert window.sign_in.dialog is None
        assert window.session.actor == "李岚"


def test_without_a_list_the_name_of_the_settings_holds(empty: Office, settings: Settings) -> None:
    with open_shell(empty, settings, today=DAY) as window:
        window.sign_in.begin()
        settle(window)
        assert window.sign_in.dialog is None
        assert window.session.actor == "王敏"
        click(window.navigation.person)
        settle(window)
        assert isinstance(window.current_page(), SettingsPage)


def test_leaving_at_the_start_closes_the_program(desk: Desk, settings: Settings) -> None:
    with open_shell(desk.office, settings, today=DAY) as window:
        window.sign_in.begin()
        settle(window)
        assert window.sign_in.dialog is not None
        press(window.sign_in.dialog, Qt.Key.Key_Escape)
        assert not window.isVisible()


def test_a_wrong_passcode_is_told_and_another_person_may_be_chosen(desk: Desk, settings: Settings) -> None:
    with desk.office.writing() as session:
        draft = PersonDraft(name="孙科员", roles=(Role.HANDLER,), passcode="8812")
        store_person(session, draft, now=NOW)
    with open_shell(desk.office, settings, today=DAY) as window:
        window.switch_person()
        settle(window)
        _sign_in(window, "孙科员", "1111")
        dialog = window.sign_in.dialog
        assert dialog is not None
        assert "口令不对" in dialog.passcode_field.error()
        assert window.session.actor == "王敏"
        assert QApplication.focusWidget() is dialog.passcode
        type_text(dialog.passcode, "8812")
        press(dialog, Qt.Key.Key_Return)
        settle(window)
        assert window.session.actor == "孙科员"


def test_what_was_typed_is_kept_before_somebody_else_takes_over(desk: Desk, settings: Settings) -> None:
    document = people.draft(desk)
    case = desk.document(document).request_id
    with open_shell(desk.office, settings, today=DAY) as window:
        window.open_page("letter", (case, document))
        settle(window)
        page = window.page("letter")
        assert isinstance(page, LetterPage)
        page.paper.body.setFocus()
        type_text(page.paper.body, "新写的一段。")
        click(window.navigation.person)
        settle(window)
        _sign_in(window, HEAD)
        assert window.session.actor == HEAD
        assert any("新写的一段。" in one for one in page.paper.body.paragraphs())
        kept = load(desk.office, letter_draft_key(case))
        assert kept is not None
        assert "新写的一段。" in kept.payload


def test_the_list_is_managed_on_the_settings_page(empty: Office, settings: Settings) -> None:
    with open_shell(empty, settings, today=DAY) as window:
        window.open_page("settings")
        settle(window)
        page = window.page("settings")
        assert isinstance(page, SettingsPage)
        card = page.persons
        assert card.empty.isVisible()
        type_text(card.name, "王敏")
        card.roles[Role.WINDOW].setChecked(True)
        click(card.save)
        settle(window)
        type_text(card.name, "王　敏")
        card.roles[Role.HEAD].setChecked(True)
        click(card.save)
        settle(window)
        assert "已在人员名单里" in card.fields["name"].error()
        card.name.setText("李岚")
        card.passcode.setText("8812")
        click(card.save)
        settle(window)
        found = persons(empty)
        assert [(one.name, one.has_passcode) for one in found] == [("王敏", False), ("李岚", True)]
        assert set(found[0].roles) == {Role.WINDOW, Role.ADMINISTRATOR}
        card.table.selectRow(0)
        assert (card.about.text(), card.name.text()) == ("修改 王敏", "王敏")
        click(card.activity)
        settle(window)
        assert "最后一名管理员" in card.banner.label.text()
        card.table.selectRow(1)
        click(card.clear)
        settle(window)
        assert not persons(empty)[1].has_passcode
        click(card.activity)
        settle(window)
        assert [one.name for one in persons(empty)] == ["王敏"]


def test_the_switch_is_in_the_palette(shell_of: MainWindow) -> None:
    assert any(one.text == "换人登录" for one in shell_of.palette_entries())


@pytest.fixture
def shell_of(desk: Desk, settings: Settings) -> Iterator[MainWindow]:
    with open_shell(desk.office, settings, today=DAY) as window:
        yield window
