"""The review on the page of a letter: handed in, passed, returned with remarks, approved, issued, compared."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from casework.form_drafts import load
from casework.letters import preview_document
from casework.office import Office, create_office
from casework.review import review
from casework.review_drafts import RemarkDraft
from desktop.acts.panel import ActPanel
from desktop.case_page.page import CasePage
from desktop.components import LinkLabel
from desktop.frame.window import MainWindow
from desktop.letters.compare import CompareWindow
from desktop.letters.page import LetterPage
from desktop.letters.reading import remarks_key
from desktop.settings.store import Settings
from desktop.worklist.page import WorklistPage
from law.terms import Act, DocumentKind, DocumentState
from tests.casework import reviewed_office as people
from tests.casework.desk import Desk
from tests.casework.reviewed_office import HANDLER, HEAD, REVIEWER
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


def _settings(tmp_path: Path, person: str) -> Settings:
    kept = Settings(tmp_path / f"config-{person}")
    kept.set("person", person)
    return kept


def _open(window: MainWindow, document: int, case: int) -> LetterPage:
    window.open_page("letter", (case, document))
    settle(window)
    page = window.page("letter")
    assert isinstance(page, LetterPage)
    return page


def _state(office: Office, document: int) -> DocumentState:
    view = preview_document(office, document).document
    assert view is not None
    return view.state


def _case(desk: Desk, document: int) -> int:
    return desk.document(document).request_id


def test_the_drafter_hands_in_and_sees_until_when(desk: Desk, tmp_path: Path) -> None:
    document = people.draft(desk)
    with open_shell(desk.office, _settings(tmp_path, HANDLER), today=DAY) as window:
        page = _open(window, document, _case(desk, document))
        assert page.findings_card.issue.text() == "提交法制审核"
        assert page.findings_card.out_by.text().startswith("审核须在 2026年12月17日（周四）前退出")
        press(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        settle(window)
        assert _state(desk.office, document) is DocumentState.REVIEW
        card = page.view.review_card
        assert page.side.currentWidget() is card
        assert card.buttons["recall"].isVisible()
        assert not card.buttons["pass"].isVisible()
        assert card.waits.text().startswith("等待法制审核。")
        click(card.buttons["recall"])
        settle(window)
        assert _state(desk.office, document) is DocumentState.DRAFT
        assert page.side.currentWidget() is page.findings_card


def test_the_reviewer_passes_with_a_key(desk: Desk, tmp_path: Path) -> None:
    document = people.draft(desk)
    people.submit(desk, document)
    with open_shell(desk.office, _settings(tmp_path, REVIEWER), today=DAY) as window:
        page = _open(window, document, _case(desk, document))
        assert QApplication.focusWidget() is page.view.review_card.buttons["pass"]
        press(page, Qt.Key.Key_A)
        settle(window)
        assert _state(desk.office, document) is DocumentState.APPROVAL


def test_the_letters_of_a_remark_are_no_commands(desk: Desk, tmp_path: Path) -> None:
    """A and R typed into the remark are words."""
    document = people.draft(desk)
    people.submit(desk, document)
    with open_shell(desk.office, _settings(tmp_path, REVIEWER), today=DAY) as window:
        page = _open(window, document, _case(desk, document))
        words = page.view.review_card.words
        words.setFocus()
        type_text(words, "AR ar")
        settle(window)
        assert words.text() == "AR ar"
        assert _state(desk.office, document) is DocumentState.REVIEW


def test_the_reviewer_returns_with_a_remark_at_its_paragraph(desk: Desk, tmp_path: Path) -> None:
    document = people.draft(desk)
    people.submit(desk, document)
    blocks = preview_document(desk.office, document).blocks
    place = next(at for at, one in enumerate(blocks) if one.text == people.OWN_WORDS[0])
    with open_shell(desk.office, _settings(tmp_path, REVIEWER), today=DAY) as window:
        page = _open(window, document, _case(desk, document))
        card = page.view.review_card
        page.setFocus()
        press(page, Qt.Key.Key_R)
        settle(window)
        assert "没有写明退回的意见" in card.words_error.text()
        assert QApplication.focusWidget() is card.words
        card.choose_block(place)
        card.words.set_text("写明依据")
        click(card.add)
        assert card.words.text() == ""
        card.words.set_text("其余可以")
        click(card.buttons["return"])
        settle(window)
    seen = review(desk.office, document, person=HANDLER, today=DAY)
    assert [(one.text, one.block) for one in seen.remarks] == [("写明依据", place), ("其余可以", None)]
    assert load(desk.office, remarks_key(_case(desk, document), document, REVIEWER)) is None
    people.draft(desk, case=_case(desk, document), body=("经查明，另有说法。",))
    with open_shell(desk.office, _settings(tmp_path, HANDLER), today=DAY) as window:
        page = _open(window, document, _case(desk, document))
        cards = page.findings_card.remark_cards
        assert [(one.remark.changed, one.words.font().strikeOut()) for one in cards] == [(True, True), (False, False)]
        assert page.view.compare_link.isVisible()


def test_typed_remarks_survive_the_window(desk: Desk, tmp_path: Path) -> None:
    document = people.draft(desk)
    people.submit(desk, document)
    settings = _settings(tmp_path, REVIEWER)
    with open_shell(desk.office, settings, today=DAY) as window:
        card = _open(window, document, _case(desk, document)).view.review_card
        card.words.set_text("第一条")
        card.take_remark()
        card.words.set_text("还没写完")
    with open_shell(desk.office, settings, today=DAY) as window:
        card = _open(window, document, _case(desk, document)).view.review_card
        assert [one.text for one in card.remarks()] == ["第一条", "还没写完"]


def test_typed_remarks_are_gone_on_with_from_the_work_list(desk: Desk, tmp_path: Path) -> None:
    document = people.draft(desk)
    people.submit(desk, document)
    settings = _settings(tmp_path, REVIEWER)
    with open_shell(desk.office, settings, today=DAY) as window:
        _open(window, document, _case(desk, document)).view.review_card.words.set_text("还没写完")
    with open_shell(desk.office, settings, today=DAY) as window:
        window.open_page("worklist")
        settle(window)
        worklist = window.page("worklist")
        assert isinstance(worklist, WorklistPage)
        offer = worklist.view.offer
        assert [one.title[-4:] for one in offer.views] == ["审核意见"]
        links = list[LinkLabel](offer.findChildren(LinkLabel))
        click(next(one for one in links if one.text() == "继续填写"))
        settle(window)
        page = window.page("letter")
        assert isinstance(page, LetterPage)
        assert window.current_page() is page
        assert page.document_id == document
        assert [one.text for one in page.view.review_card.remarks()] == ["还没写完"]


def test_a_click_on_the_paper_chooses_the_paragraph(desk: Desk, tmp_path: Path) -> None:
    document = people.draft(desk)
    people.submit(desk, document)
    with open_shell(desk.office, _settings(tmp_path, REVIEWER), today=DAY) as window:
        page = _open(window, document, _case(desk, document))
        blocks = page.paper.blocks()
        place = next(at for at, one in enumerate(blocks) if one.text == people.OWN_WORDS[1])
        at = QPoint(40, page.paper.head.top_of(place) + 6)
        QTest.mouseClick(page.paper.head, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
        assert page.view.review_card.place.value() == place


def test_the_head_approves_and_issues_in_one_step(desk: Desk, tmp_path: Path) -> None:
    document = people.draft(desk)
    people.submit(desk, document)
    people.let_pass(desk, document)
    with open_shell(desk.office, _settings(tmp_path, HEAD), today=DAY) as window:
        page = _open(window, document, _case(desk, document))
        card = page.view.review_card
        assert card.buttons["approve"].isVisible()
        assert card.buttons["return"].isVisible()
        click(card.buttons["approve_issue"])
        form = page.form
        assert form is not None
        assert form.primary.text() == "批准并签发"
        press(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        settle(window)
        assert _state(desk.office, document) is DocumentState.ISSUED
        assert page.side.currentWidget() is page.issued


def test_the_head_gives_reasons_for_what_is_let_pass(desk: Desk, tmp_path: Path) -> None:
    document = people.draft(desk)
    late = date(2027, 1, 8)
    desk.today = late
    people.submit(desk, document)
    people.let_pass(desk, document)
    with open_shell(desk.office, _settings(tmp_path, HEAD), today=late) as window:
        page = _open(window, document, _case(desk, document))
        page.setFocus()
        press(page, Qt.Key.Key_A)
        settle(window)
        form = page.issuing.panel
        assert form is not None
        assert _state(desk.office, document) is DocumentState.APPROVAL
        form.submit()
        assert form.fields["overrides.C01"].error()
        form.controls["overrides.C01"].set_text("档案调取延误")  # type: ignore[attr-defined]
        form.submit()
        settle(window)
        assert _state(desk.office, document) is DocumentState.APPROVED


def test_the_drafter_issues_what_was_approved(desk: Desk, tmp_path: Path) -> None:
    document = people.approved(desk)
    with open_shell(desk.office, _settings(tmp_path, HANDLER), today=DAY) as window:
        page = _open(window, document, _case(desk, document))
        click(page.view.review_card.buttons["issue"])
        assert page.form is not None
        page.form.submit()
        settle(window)
        assert _state(desk.office, document) is DocumentState.ISSUED


def test_two_versions_side_by_side(desk: Desk, tmp_path: Path) -> None:
    document = people.draft(desk)
    people.draft(desk, case=_case(desk, document), body=("经查，该事项由市住房和城乡建设局办理。",))
    with open_shell(desk.office, _settings(tmp_path, HANDLER), today=DAY) as window:
        page = _open(window, document, _case(desk, document))
        assert page.view.compare_link.text() == "与第 1 稿对比"
        click(page.view.compare_link)
        settle(window)
        shown = page.review.window
        assert isinstance(shown, CompareWindow)
        assert shown.comparison is not None
        assert shown.comparison.changes == 2
        assert "市住房" in shown.text.toPlainText()
        assert "县住房" in shown.text.toPlainText()
        press(shown, Qt.Key.Key_F3)
        assert shown.count.text().startswith("第 1 处")
        press(shown, Qt.Key.Key_Escape)
        settle(window)


def test_the_page_of_a_case_opens_the_review(desk: Desk, tmp_path: Path) -> None:
    document = people.draft(desk)
    people.submit(desk, document)
    with open_shell(desk.office, _settings(tmp_path, REVIEWER), today=DAY) as window:
        window.open_page("case", _case(desk, document))
        settle(window)
        page = window.page("case")
        acts = page.reading.case.acts  # type: ignore[attr-defined]
        offered = next(one for one in acts if one.act is Act.PASS_DRAFT)
        assert offered.recommended
        page.open_view(offered)  # type: ignore[attr-defined]
        settle(window)
        assert window.current_page() is window.page("letter")


def test_remarks_of_two_persons_are_kept_apart(desk: Desk) -> None:
    assert remarks_key(1, 1, REVIEWER) != remarks_key(1, 1, HEAD)
    document = people.draft(desk)
    people.submit(desk, document)
    people.send_back(desk, document, RemarkDraft(text="退回"))
    assert review(desk.office, document, person=HANDLER, today=DAY).returned


def _case_page(window: MainWindow, case: int) -> CasePage:
    window.open_page("case", case)
    settle(window)
    page = window.page("case")
    assert isinstance(page, CasePage)
    return page


def _form_of(window: MainWindow, page: CasePage, act: Act) -> ActPanel:
    assert page.reading is not None
    page.open_view(next(one for one in page.reading.case.acts if one.act is act))
    settle(window)
    assert page.desk.panel is not None
    return page.desk.panel


def test_an_extension_is_asked_for_without_dates_or_dispatch(desk: Desk, tmp_path: Path) -> None:
    case = desk.take_in()
    with open_shell(desk.office, _settings(tmp_path, HANDLER), today=DAY) as window:
        panel = _form_of(window, _case_page(window, case), Act.EXTEND)
        assert panel.primary.text() == "报负责人批准"
        assert set(panel.fields) == {"days", "reason"}
        panel.controls["reason"].set_text("数量较大")  # type: ignore[attr-defined]
        panel.submit()
        settle(window)
    asked = desk.case(case).state.extension_request
    assert asked is not None
    assert (asked.payload["days"], asked.payload["by"]) == (20, HANDLER)


def test_the_head_approves_the_extension_with_its_notice(desk: Desk, tmp_path: Path) -> None:
    case = desk.take_in()
    people.ask_extension(desk, case, 15)
    with open_shell(desk.office, _settings(tmp_path, HEAD), today=DAY) as window:
        panel = _form_of(window, _case_page(window, case), Act.APPROVE_EXTENSION)
        panel.submit()
        settle(window)
    assert desk.case(case).state.facts.courses_of(DocumentKind.EXTENSION_NOTICE)


def test_the_head_declines_the_extension_with_a_reason(desk: Desk, tmp_path: Path) -> None:
    case = desk.take_in()
    people.ask_extension(desk, case, 15)
    with open_shell(desk.office, _settings(tmp_path, HEAD), today=DAY) as window:
        panel = _form_of(window, _case_page(window, case), Act.DECLINE_EXTENSION)
        panel.submit()
        assert panel.fields["reason"].error()
        panel.controls["reason"].set_text("期限够用")  # type: ignore[attr-defined]
        panel.submit()
        settle(window)
    assert desk.case(case).state.extension_request is None
