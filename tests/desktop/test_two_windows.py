"""Two people at two windows on one database: the one who looks at a stale page is told, and loses nothing typed."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from casework.office import Office, open_office
from desktop.frame.window import MainWindow
from desktop.letters.page import LetterPage
from desktop.settings.store import Settings
from law.terms import Act, EventKind
from tests.desktop.case_desk import case_page, desk_at, events, fill, open_form, refusals, send
from tests.desktop.conftest import open_shell, settle

STALE = "另一人刚改过这一件"


@dataclass
class Windows:
    """The windows of two people, each with an office of its own on the same file."""

    mine: MainWindow
    theirs: MainWindow


@pytest.fixture
def windows(office: Office, settings: Settings, tmp_path: Path) -> Iterator[Windows]:
    colleague = Settings(tmp_path / "colleague")
    colleague.set("person", "赵刚")
    other = open_office(office.location)
    with open_shell(office, settings) as mine, open_shell(other, colleague) as theirs:
        yield Windows(mine, theirs)
    other.close()


def search_record(keywords: str) -> dict[str, object]:
    return {
        "systems": "档案管理系统",
        "keywords": keywords,
        "period": "2019年至2026年",
        "result": "检索到1份",
    }


def test_an_act_on_a_stale_page_is_refused_and_can_be_done_after_looking(office: Office, windows: Windows) -> None:
    request_id = desk_at(office).on(11, 16).take_in()
    mine = open_form(windows.mine, request_id, Act.RECORD_SEARCH)
    fill(mine, **search_record("征地"))
    theirs = open_form(windows.theirs, request_id, Act.RECORD_CONTACT)
    fill(theirs, number="19900000053", text="申请人来电询问进度")
    send(windows.theirs, theirs)
    assert events(office, request_id)[0] is EventKind.CONTACT_RECORDED

    send(windows.mine, mine)
    page = case_page(windows.mine, request_id)
    assert page.desk.panel is mine, "the form stays"
    assert STALE in mine.banner.label.text()
    assert (mine.text("keywords"), mine.text("result")) == ("征地", "检索到1份")
    assert EventKind.SEARCH_RECORDED not in events(office, request_id)
    # The page shows by now what the other one did.
    assert page.reading is not None
    assert EventKind.CONTACT_RECORDED in [one.kind for one in page.reading.case.events]

    send(windows.mine, mine)
    assert refusals(windows.mine, request_id) == []
    assert events(office, request_id)[:2] == [EventKind.SEARCH_RECORDED, EventKind.CONTACT_RECORDED]


def test_one_s_own_acts_never_make_the_page_stale(office: Office, windows: Windows) -> None:
    request_id = desk_at(office).on(11, 16).take_in()
    for keywords in ("征地", "批复", "白石村"):
        panel = open_form(windows.mine, request_id, Act.RECORD_SEARCH)
        fill(panel, **search_record(keywords))
        send(windows.mine, panel)
        assert refusals(windows.mine, request_id) == []
    assert events(office, request_id).count(EventKind.SEARCH_RECORDED) == 3


def letter_page(window: MainWindow, request_id: int) -> LetterPage:
    window.open_page("letter", (request_id, None))
    settle(window)
    page = window.page("letter")
    assert isinstance(page, LetterPage)
    return page


def test_a_letter_on_a_stale_page_is_neither_kept_nor_issued(office: Office, windows: Windows) -> None:
    desk = desk_at(office)
    request_id = desk.on(11, 16).take_in()
    desk.on(11, 20).decide(request_id)
    desk.review_secrecy(request_id)
    desk.on(11, 23)
    mine = letter_page(windows.mine, request_id)
    theirs = open_form(windows.theirs, request_id, Act.RECORD_CONTACT)
    fill(theirs, number="19900000053", text="申请人要求当面领取")
    send(windows.theirs, theirs)

    mine.keep()
    settle(windows.mine)
    assert STALE in mine.banner.label.text()
    assert EventKind.DOCUMENT_DRAFTED not in events(office, request_id)
    mine.keep()
    settle(windows.mine)
    assert EventKind.DOCUMENT_DRAFTED in events(office, request_id)

    # One's own draft is no stranger's change: the letter can be issued at once.
    mine.ask_issue()
    settle(windows.mine)
    assert mine.form is not None, mine.banner.label.text()
    mine.form.submit()
    settle(windows.mine)
    assert EventKind.DOCUMENT_ISSUED in events(office, request_id)
