"""The answer to a dispute in an office that reviews: returned, mended, passed, approved, issued, handed in."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from casework.dispute_letter_drafts import DisputeLetterDraft, DisputeLetterPage, DisputeStepDraft
from casework.dispute_letter_page import dispute_letter_page
from casework.dispute_letters import save_dispute_letter
from casework.dispute_review import pass_dispute_letter, submit_dispute_letter
from casework.disputes import dispute_view
from casework.form_drafts import load
from casework.office import create_office
from casework.phrases import add_phrase
from casework.template_drafts import PhraseDraft
from desktop.acts.form_panel import FormPanel
from desktop.components import TextArea
from desktop.disputes.letter_forms import DisputeReasonsForm
from desktop.disputes.letter_page import DisputeLetterPageView
from desktop.disputes.letter_review import dispute_remarks_key
from desktop.disputes.slip_form import SlipForm
from desktop.frame.window import MainWindow
from desktop.letters.compare import CompareWindow
from desktop.settings.store import Settings
from law.dispute_terms import ClockState
from law.terms import DocumentKind, DocumentState
from models import PolicyDecision
from tests.casework import reviewed_office as people
from tests.casework.desk import Desk
from tests.casework.offices import work_alone
from tests.casework.reviewed_office import HANDLER, HEAD, REVIEWER, by
from tests.desktop.conftest import PROFILE, TODAY, open_shell
from tests.desktop.dispute_desk import dispute_page, quiet, widen
from tests.desktop.keyboard import click, press, type_text
from tests.desktop.test_dispute_letters import fill
from tests.desktop.test_dispute_page import opened

CTRL = Qt.KeyboardModifier.ControlModifier
TEXTS = {
    "representative": "周国栋",
    "representative_post": "局长",
    "reason.0": "可以公开的部分已经区分处理。",
}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An office that reviews, with its persons."""
    now = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
    office = create_office(tmp_path / "office.db", PROFILE, now=now, actor=HANDLER, today=TODAY)
    work_alone(office)
    yield Desk(office, TODAY)
    office.close()


@pytest.fixture
def dispute(desk: Desk) -> int:
    """A reconsideration about a refusal, which was issued before the office had its reviewer."""
    found = opened(desk.office)
    people.enrol(desk)
    with desk.office.writing() as session:
        session.add(
            PolicyDecision(
                key="review_mode",
                value="two_person",
                valid_from=TODAY,
                decided_by=HEAD,
                reason="复核",
                recorded_at=desk.how["now"],
            )
        )
    return found


def settings(tmp_path: Path, person: str) -> Settings:
    kept = Settings(tmp_path / f"config-{person}")
    kept.set("person", person)
    return kept


def letter(window: MainWindow, dispute: int, document: int | None) -> DisputeLetterPageView:
    widen(window)
    window.open_page("dispute_letter", (dispute, document))
    quiet(window)
    page = window.current_page()
    assert isinstance(page, DisputeLetterPageView)
    assert page.page is not None, page.banner.label.text()
    return page


def open_form(page: DisputeLetterPageView) -> FormPanel:
    """The form beside the paper."""
    assert page.issue_form is not None, page.banner.label.text()
    return page.issue_form


def saved(desk: Desk, dispute: int, **texts: str) -> int:
    draft = DisputeLetterDraft(
        dispute_id=dispute, kind=DocumentKind.RECON_ANSWER, dated_on=desk.today, texts={**TEXTS, **texts}
    )
    found = save_dispute_letter(desk.office, draft, **by(desk, HANDLER)).document_id
    assert found is not None
    return found


def stored(desk: Desk, dispute: int, document: int, person: str = HANDLER) -> DisputeLetterPage:
    return dispute_letter_page(desk.office, dispute, None, document, person=person, today=desk.today)


def test_from_the_draft_to_the_answer_in_time(desk: Desk, dispute: int, tmp_path: Path) -> None:
    with open_shell(desk.office, settings(tmp_path, HANDLER), today=TODAY) as window:
        page = letter(window, dispute, None)
        fill(page)
        quiet(window)
        assert page.form is not None
        press(page.form, Qt.Key.Key_Return, CTRL)
        quiet(window)
        document = page.document_id
        assert document is not None, page.banner.label.text()
        assert stored(desk, dispute, document).state is DocumentState.REVIEW, page.banner.label.text()
        assert page.view.review_card.buttons["recall"].isVisible()
    with open_shell(desk.office, settings(tmp_path, REVIEWER), today=TODAY) as window:
        page = letter(window, dispute, document)
        card = page.view.review_card
        assert QApplication.focusWidget() is card.buttons["pass"]
        page.setFocus()
        press(page, Qt.Key.Key_R)
        quiet(window)
        assert "没有写明退回的意见" in card.words_error.text()
        card.choose_block(7)
        type_text(card.words, "AR 写明理由")
        assert card.words.text() == "AR 写明理由"
        click(card.buttons["return"])
        quiet(window)
        assert load(desk.office, dispute_remarks_key(dispute, document, REVIEWER)) is None
    with open_shell(desk.office, settings(tmp_path, HANDLER), today=TODAY) as window:
        page = letter(window, dispute, None)
        assert page.document_id == document  # goes on with what was begun
        assert [one.remark.text for one in page.view.findings_card.remark_cards] == ["AR 写明理由"]
        assert page.form is not None
        facts = page.form.controls["facts"]
        assert isinstance(facts, TextArea)
        facts.setFocus()
        facts.set_text("经审查，应当不予公开的理由如下。")
        press(facts, Qt.Key.Key_Return, CTRL)
        quiet(window)
        assert stored(desk, dispute, document).state is DocumentState.REVIEW, page.banner.label.text()
        click(page.view.compare_link)
        quiet(window)
        compared = page.review.window
        assert isinstance(compared, CompareWindow)
        assert compared.comparison is not None
        assert compared.comparison.changes >= 1
        compared.close()
        quiet(window)
    with open_shell(desk.office, settings(tmp_path, REVIEWER), today=TODAY) as window:
        press(letter(window, dispute, document), Qt.Key.Key_A)
        quiet(window)
        assert stored(desk, dispute, document).state is DocumentState.APPROVAL
    with open_shell(desk.office, settings(tmp_path, HEAD), today=TODAY) as window:
        page = letter(window, dispute, document)
        assert QApplication.focusWidget() is page.view.review_card.buttons["approve_issue"]
        press(page, Qt.Key.Key_Return, CTRL)
        quiet(window)
        form = page.issue_form
        assert form is not None
        assert form.primary.text() == "批准并签发"
        assert form.introduction().startswith("最迟 2026年11月27日（周五）提交")
        press(form, Qt.Key.Key_Return, CTRL)
        quiet(window)
        assert page.issue_form is None, form.banner.label.text()
    assert stored(desk, dispute, document).state is DocumentState.ISSUED
    answer = next(one for one in dispute_view(desk.office, dispute, today=TODAY).clocks if one.key == "rc_answer")
    assert (answer.state, answer.done_on) == (ClockState.MET, TODAY)


def test_typed_remarks_survive_a_kill_and_stay_with_their_letter(desk: Desk, dispute: int, tmp_path: Path) -> None:
    document = saved(desk, dispute)
    submit_dispute_letter(desk.office, DisputeStepDraft(document_id=document), **by(desk, HANDLER))
    with open_shell(desk.office, settings(tmp_path, REVIEWER), today=TODAY) as window:
        page = letter(window, dispute, document)
        type_text(page.view.review_card.words, "依据")
        QTest.qWait(2300)
        quiet(window)
        assert load(desk.office, dispute_remarks_key(dispute, document, REVIEWER)) is not None
        other = letter(window, dispute, None)  # the letters that were not handed in
        assert other.document_id == document
    with open_shell(desk.office, settings(tmp_path, REVIEWER), today=TODAY) as window:
        page = letter(window, dispute, document)
        assert page.view.review_card.words.text() == "依据"
        window.open_page("dispute_letter", dispute_remarks_key(dispute, document, REVIEWER))
        quiet(window)
        assert page.document_id == document
    with open_shell(desk.office, settings(tmp_path, HEAD), today=TODAY) as window:
        assert letter(window, dispute, document).view.review_card.words.text() == ""


def test_what_is_typed_while_the_draft_is_saved_is_not_lost(desk: Desk, dispute: int, tmp_path: Path) -> None:
    with open_shell(desk.office, settings(tmp_path, HANDLER), today=TODAY) as window:
        page = letter(window, dispute, None)
        assert page.form is not None
        facts = page.form.controls["facts"]
        assert isinstance(facts, TextArea)
        facts.setFocus()
        facts.set_text("先写的")
        press(facts, Qt.Key.Key_S, CTRL)
        type_text(facts, "后")
        quiet(window)
        assert page.document_id is not None
        assert page.form.controls["facts"] is facts
        typed = facts.text()
        assert "后" in typed
        assert QApplication.focusWidget() is facts
        again = letter(window, dispute, page.document_id)
        assert again.texts()["facts"] == typed
        assert again.form is not None
        press(again.form, Qt.Key.Key_S, CTRL)
        quiet(window)
        document = again.document_id
    assert document is not None
    shown = stored(desk, dispute, document)
    assert next(one.text for one in shown.sections if one.key == "facts") == typed


def test_the_section_written_in_keeps_the_cursor_when_it_is_saved(desk: Desk, dispute: int, tmp_path: Path) -> None:
    with open_shell(desk.office, settings(tmp_path, HANDLER), today=TODAY) as window:
        page = letter(window, dispute, None)
        assert page.form is not None
        law = page.form.controls["law"]
        assert isinstance(law, TextArea)
        law.setFocus()
        type_text(law, "又")
        press(law, Qt.Key.Key_S, CTRL)
        quiet(window)
        assert page.document_id is not None
        assert QApplication.focusWidget() is law


def test_another_kind_and_back_keeps_what_was_typed(desk: Desk, dispute: int, tmp_path: Path) -> None:
    document = saved(desk, dispute)
    with open_shell(desk.office, settings(tmp_path, HANDLER), today=TODAY) as window:
        page = letter(window, dispute, document)
        assert page.form is not None
        facts = page.form.controls["facts"]
        assert isinstance(facts, TextArea)
        facts.set_text("没有存的一段")
        for kind in (DocumentKind.REPRESENTATIVE_CERTIFICATE, DocumentKind.RECON_ANSWER):
            at = page.view.kind.findText(kind.label)
            page.view.kind.setCurrentIndex(at)
            page.view.kind.activated.emit(at)
            quiet(window)
            assert page.kind is kind
        assert page.document_id == document
        assert page.texts()["facts"] == "没有存的一段"


def test_the_head_gives_a_reason_for_an_answer_after_its_day(desk: Desk, dispute: int, tmp_path: Path) -> None:
    late = date(2026, 12, 1)
    document = saved(desk, dispute)
    step = DisputeStepDraft(document_id=document)
    desk.on(12, 1)
    submit_dispute_letter(desk.office, step, **by(desk, HANDLER))
    pass_dispute_letter(desk.office, step, **by(desk, REVIEWER))
    with open_shell(desk.office, settings(tmp_path, HEAD), today=late) as window:
        page = letter(window, dispute, document)
        press(page, Qt.Key.Key_A)
        quiet(window)
        form = page.issue_form
        assert isinstance(form, DisputeReasonsForm)
        press(form, Qt.Key.Key_Return)
        quiet(window)
        assert stored(desk, dispute, document).state is DocumentState.APPROVAL
        reason = form.controls["override.X31"]
        assert isinstance(reason, TextArea)
        type_text(reason, "AX")
        QTest.keyClick(form, Qt.Key.Key_Escape)
        quiet(window)
        assert page.issue_form is None
        press(page, Qt.Key.Key_A)
        quiet(window)
        again = open_form(page)
        assert again.text("override.X31") == "AX"
        press(again.controls["override.X31"], Qt.Key.Key_Return, CTRL)
        quiet(window)
        assert page.issue_form is None, again.banner.label.text()
        assert stored(desk, dispute, document).state is DocumentState.APPROVED
        press(page, Qt.Key.Key_Return, CTRL)
        quiet(window)
        issue = open_form(page)
        assert "override.X31" not in issue.controls  # the head said so before
        assert "已过答复举证期限" in issue.consequence.label.text()
        press(issue, Qt.Key.Key_Return, CTRL)
        quiet(window)
        assert page.issue_form is None, issue.banner.label.text()
    assert stored(desk, dispute, document).state is DocumentState.ISSUED


def test_a_sheet_for_a_paper_from_the_time_line(desk: Desk, dispute: int, tmp_path: Path) -> None:
    with open_shell(desk.office, settings(tmp_path, HANDLER), today=TODAY) as window:
        page = dispute_page(window, dispute)
        link = next(one for one in page.view.course.links if one.text() == "收文处理单")
        link.setFocus()
        press(link, Qt.Key.Key_Return)
        quiet(window)
        form = page.desk.panel
        assert isinstance(form, SlipForm)
        press(form, Qt.Key.Key_Return)
        quiet(window)
        assert page.desk.panel is None, form.banner.label.text()
    made = dispute_view(desk.office, dispute, today=TODAY).documents
    assert [(one.kind, one.state) for one in made] == [(DocumentKind.DISPUTE_PAPER_SLIP, DocumentState.ISSUED)]


def test_a_phrase_goes_into_the_section_written_in(desk: Desk, dispute: int, tmp_path: Path) -> None:
    words = "本机关在法定期限内作出答复。"
    add_phrase(desk.office, PhraseDraft(text=words, place=DocumentKind.RECON_ANSWER.value), **by(desk, HANDLER))
    with open_shell(desk.office, settings(tmp_path, HANDLER), today=TODAY) as window:
        page = letter(window, dispute, None)
        assert page.form is not None
        facts = page.form.controls["facts"]
        assert isinstance(facts, TextArea)
        facts.setFocus()
        facts.set_text("")
        press(facts, Qt.Key.Key_J, CTRL)
        quiet(window)
        assert page.phrases.is_open()
        press(page.phrases.card.wanted, Qt.Key.Key_Return)
        quiet(window)
        assert facts.text() == words
        assert QApplication.focusWidget() is facts
        assert not page.phrases.is_open()
