"""The main window by mouse and by keyboard, over a real office."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from typing import cast

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from casework.agency import update_profile
from casework.office import Office
from casework.views import Changed
from desktop.frame.day_words import DayWords
from desktop.frame.places import PAGES as PROGRAM_PAGES
from desktop.frame.places import PLACES, built_places
from desktop.frame.window import MainWindow
from desktop.settings.page import SettingsPage
from desktop.settings.store import Settings
from law.errors import UserError
from tests.desktop.conftest import PROFILE, TODAY, open_shell, settle
from tests.desktop.keyboard import children, click, press, type_text
from tests.desktop.pages import PAGES, NotePage


@pytest.fixture
def window(qtbot: QtBot, office: Office, settings: Settings) -> Iterator[MainWindow]:
    with open_shell(office, settings, PAGES) as opened:
        opened.open_page("worklist")
        qtbot.waitExposed(opened)
        yield opened


def _note(window: MainWindow, key: str) -> NotePage:
    page = window.page(key)
    assert isinstance(page, NotePage)
    return page


CTRL = Qt.KeyboardModifier.ControlModifier


def test_the_foot_names_agency_calendar_and_person(window: MainWindow) -> None:
    settle(window)
    assert window.navigation.agency.text() == "临江县自然资源局"
    assert window.navigation.horizon.text().startswith("日历截至 20")
    assert window.navigation.person.text() == "王敏 · 承办人"


def test_places_open_by_mouse_and_by_number(window: MainWindow) -> None:
    click(window.navigation.buttons["cases"])
    assert window.current_page() is window.page("cases")
    press(window, Qt.Key.Key_2, CTRL)
    assert window.current_page() is window.page("intake")
    press(window, Qt.Key.Key_0, CTRL)
    assert isinstance(window.current_page(), SettingsPage)
    assert window.navigation.buttons["settings"].isChecked()


def test_ctrl_n_opens_the_intake(window: MainWindow) -> None:
    press(window, Qt.Key.Key_N, CTRL)
    assert window.current_page() is window.page("intake")


def test_a_case_marks_its_place_and_escape_goes_back(window: MainWindow) -> None:
    window.open_page("cases")
    window.open_page("case", 7)
    assert window.heading.text() == "CaseNotePage 7"
    assert window.navigation.buttons["cases"].isChecked()
    press(window, Qt.Key.Key_Escape)
    assert window.current_page() is window.page("cases")
    press(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.current_page() is window.page("worklist")
    assert window.actions_table.reason("back") == "没有上一页。"
    window.go_back()
    assert window.current_page() is window.page("worklist")


def test_a_page_may_refuse_to_be_left(window: MainWindow) -> None:
    _note(window, "worklist").may_leave = False
    click(window.navigation.buttons["cases"])
    assert window.current_page() is window.page("worklist")
    assert window.navigation.buttons["worklist"].isChecked()
    _note(window, "worklist").may_leave = True


def test_ctrl_f_goes_to_the_search_of_the_page(window: MainWindow) -> None:
    press(window, Qt.Key.Key_F, CTRL)
    assert window.focusWidget() is _note(window, "worklist").line


def test_the_palette_finds_places_and_actions(window: MainWindow) -> None:
    press(window, Qt.Key.Key_K, CTRL)
    assert window.search.popup.isVisible()
    type_text(window.search, "设")
    assert window.search.popup.list.count() == 1
    press(window.search, Qt.Key.Key_Return)
    assert isinstance(window.current_page(), SettingsPage)
    assert not window.search.popup.isVisible()
    assert window.search.text() == ""
    settle(window)


def test_escape_puts_the_palette_away(window: MainWindow) -> None:
    press(window, Qt.Key.Key_K, CTRL)
    type_text(window.search, "没有这个页面")
    assert window.search.popup.none.isVisible()
    press(window.search, Qt.Key.Key_Escape)
    assert not window.search.popup.isVisible()
    assert window.current_page() is window.page("worklist")


def test_arrows_walk_through_the_palette(window: MainWindow) -> None:
    window.focus_universal_search()
    entries = window.search.popup.list
    press(window.search, Qt.Key.Key_Down)
    assert entries.currentRow() == 1
    press(window.search, Qt.Key.Key_Up)
    press(window.search, Qt.Key.Key_Up)
    assert entries.currentRow() == entries.count() - 1


def test_changes_reach_the_visible_page_at_once_and_others_later(window: MainWindow) -> None:
    window.open_page("cases")
    window.open_page("worklist")
    window.session.changes.publish(Changed(request_ids=(1,), topics=("cases",)))
    window.session.changes.publish(Changed(request_ids=(2, 1), topics=("calendar",)))
    assert [one.request_ids for one in _note(window, "worklist").heard] == [(1,), (2, 1)]
    assert _note(window, "cases").heard == []
    window.open_page("cases")
    assert [one.request_ids for one in _note(window, "cases").heard] == [(1, 2)]
    assert _note(window, "cases").heard[0].topics == ("cases", "calendar")
    settle(window)


def test_an_act_publishes_shows_its_message_and_answers(window: MainWindow, office: Office) -> None:
    answered: list[Changed] = []
    good = replace(PROFILE, name="临江县水利局", short_mark="临水公")
    work = partial(update_profile, office, good, now=window.session.now, actor=window.session.actor)
    window.session.change(work, answered.append)
    settle(window)
    assert answered[0].topics == ("agency",)
    assert window.toast.label.text() == "机关信息已保存"
    assert _note(window, "worklist").heard == answered
    assert window.navigation.agency.text() == "临江县水利局"


def test_a_refusal_of_no_field_is_told_calmly(qtbot: QtBot, window: MainWindow) -> None:
    window.show_failure(UserError("late", "已过告知期限", "第三十三条", "不能再延"))
    (box,) = children(window, QMessageBox)
    assert box.text() == "已过告知期限。第三十三条。不能再延。"
    with qtbot.waitSignal(box.finished):
        box.button(QMessageBox.StandardButton.Ok).click()


def test_the_agency_is_edited_in_the_settings(window: MainWindow, office: Office) -> None:
    window.open_page("settings")
    settle(window)
    page = window.page("settings")
    assert isinstance(page, SettingsPage)
    name = page.agency.fields["name"].control
    assert name.property("text") == "临江县自然资源局"
    name.setFocus()
    name.setProperty("text", "")
    page.agency.save.click()
    settle(window)
    assert "机关名称" in page.agency.fields["name"].error()
    assert office.agency().name == "临江县自然资源局"
    type_text(name, "临江县自然资源和规划局")
    page.agency.save.click()
    settle(window)
    assert page.agency.fields["name"].error() == ""
    assert office.agency().name == "临江县自然资源和规划局"


def test_the_look_is_chosen_and_kept(window: MainWindow) -> None:
    window.open_page("settings")
    page = window.page("settings")
    assert isinstance(page, SettingsPage)
    page.choices["theme"].choose(1)
    page.choices["scale"].choose(2)
    page.lines["person"].setText("李岚")
    page.lines["person"].editingFinished.emit()
    again = Settings(window.session.settings.folder)
    assert (again.text("theme"), again.number("scale"), again.text("person")) == ("dark", 150, "李岚")
    settle(window)
    assert window.navigation.person.text().startswith("李岚")


def test_a_narrow_window_shows_icons(window: MainWindow) -> None:
    window.resize(1366, 768)
    assert window.navigation.width() == 168
    assert window.navigation.buttons["worklist"].text() == "工作台"
    window.resize(1000, 700)
    assert window.navigation.width() == 52
    assert window.navigation.buttons["worklist"].text() == ""
    assert "工作台" in window.navigation.buttons["worklist"].accessibleName()


def test_the_navigation_can_be_folded_by_key(window: MainWindow) -> None:
    window.resize(1366, 768)
    press(window, Qt.Key.Key_B, CTRL)
    assert window.navigation.width() == 52
    press(window, Qt.Key.Key_B, CTRL)
    assert window.navigation.width() == 168


def test_counters_stand_at_their_place(window: MainWindow) -> None:
    settle(window)
    window.navigation.show_count("cases", 7)
    button = window.navigation.buttons["cases"]
    assert button.badge.text() == "7"
    assert button.accessibleName() == "办件，7 件"
    window.navigation.show_count("cases", 0)
    assert button.badge.isHidden()


def test_f1_opens_the_manual(window: MainWindow) -> None:
    press(window, Qt.Key.Key_F1)
    manual = window._manual
    assert manual is not None
    assert manual.isVisible()
    assert len(manual.browser.toPlainText()) > 10
    manual.close()


def test_content_never_gets_wider_than_it_should(window: MainWindow) -> None:
    window.resize(2600, 900)
    page = window.current_page()
    assert page is not None
    assert page.width() <= 1760


def test_every_page_has_a_place_and_every_number_its_place() -> None:
    keys = {place.key for place in PLACES}
    assert all(page.place in keys for page in PROGRAM_PAGES)
    assert [place.shortcut for place in PLACES] == [f"Ctrl+{one}" for one in "1234567890"]
    assert built_places() == PLACES  # every room has its page


def test_today_is_the_day_of_the_clock(window: MainWindow) -> None:
    assert window.session.today == TODAY
    assert window.session.now.date() == TODAY


def test_escape_first_closes_what_is_open_on_the_page(window: MainWindow) -> None:
    window.open_page("cases")
    _note(window, "cases").panel_open = True
    press(window, Qt.Key.Key_Escape)
    assert window.current_page() is window.page("cases")
    press(window, Qt.Key.Key_Escape)
    assert window.current_page() is window.page("worklist")


def test_actions_of_the_page_are_in_the_palette_and_say_why_not(window: MainWindow) -> None:
    page = _note(window, "worklist")
    table = page.actions_table
    assert table is not None
    table.update()
    assert table.actions["print"].isEnabled()
    window.focus_universal_search()
    type_text(window.search, "打印")
    press(window.search, Qt.Key.Key_Return)
    assert page.printed == 1
    page.entered.clear()
    table.update()
    assert not table.actions["print"].isEnabled()
    assert table.actions["print"].toolTip() == "没有可打印的内容。"
    assert "打印本页" not in [one.text for one in window.palette_entries()]


class _Typed(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.kept = 0

    def keep(self) -> None:
        self.kept += 1


def test_typed_text_is_kept_when_the_window_closes(office: Office, settings: Settings) -> None:
    typed = _Typed()
    with open_shell(office, settings, PAGES) as opened:
        opened.add_saver(typed.keep)
        assert typed.kept == 0
    assert typed.kept == 1


class _OnFullDisk(QObject):
    def keep(self) -> None:
        raise UserError("disk_full", "磁盘空间已满，没有保存。")


def test_text_that_cannot_be_kept_is_told_before_the_window_closes(office: Office, settings: Settings) -> None:
    typed = _OnFullDisk()
    with open_shell(office, settings, PAGES) as opened:
        opened.add_saver(typed.keep)
        assert not opened.close()
        (box,) = cast(list[QMessageBox], opened.findChildren(QMessageBox))
        assert "磁盘空间已满" in box.text()
        assert "再关一次" in box.text()
        box.close()
        assert opened.isVisible()
        assert opened.close(), "who closes again gives the text up"


def test_days_have_their_words_once_the_calendar_is_read(window: MainWindow) -> None:
    settle(window)
    say = window.session.describe_day
    assert say(date(2026, 11, 23)) == ""
    assert say(date(2026, 10, 1)).endswith("放假")
    assert say(date(2026, 9, 20)) == "周日，调休上班"
    assert say(date(2026, 11, 22)) == "周日，休息"
    assert "暂定" in say(date(2031, 3, 3))
    assert DayWords()(date(2026, 10, 1)) == ""


def test_a_case_is_found_by_the_universal_search(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.waitSignal(window.search.case_chosen) as caught:
        window.search.show_cases([(12, "依申〔2026〕12号", "周长根　征地批复")])
        press(window.search, Qt.Key.Key_Return)
    assert caught.args == [12]
    assert window.current_page() is window.page("case")
    assert _note(window, "case").entered == [12]
