"""The answer to a dispute in the client: from the proposal to the issue that meets the period."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from casework.disputes import dispute_view
from casework.office import Office
from desktop.components import TextArea
from desktop.disputes.letter_page import DisputeLetterPageView
from desktop.frame.window import MainWindow
from law.dispute_terms import ClockState
from law.terms import DocumentKind, DocumentState
from tests.desktop.conftest import TODAY
from tests.desktop.dispute_desk import quiet, widen
from tests.desktop.test_dispute_page import opened


@pytest.fixture
def dispute_id(office: Office) -> int:
    return opened(office)


def letter_page(shell: MainWindow, dispute_id: int, document_id: int | None = None) -> DisputeLetterPageView:
    widen(shell)
    shell.open_page("dispute_letter", (dispute_id, document_id))
    quiet(shell)
    page = shell.current_page()
    assert isinstance(page, DisputeLetterPageView)
    assert page.page is not None, page.banner.label.text()
    return page


def fill(page: DisputeLetterPageView) -> None:
    """Whatever the case could not tell."""
    assert page.form is not None
    for one in page.form.sections:
        control = page.form.controls[one.key]
        if "【请写明" in one.text or one.key in ("representative", "representative_post"):
            text = {"representative": "周国栋", "representative_post": "局长"}.get(one.key, "依法办理，程序合法。")
            if isinstance(control, TextArea):
                control.set_text(text)
            else:
                control.setText(text)  # type: ignore[attr-defined]
    page.check()


def test_the_answer_is_written_issued_and_handed_in_by_keyboard(
    shell: MainWindow, office: Office, dispute_id: int
) -> None:
    page = letter_page(shell, dispute_id)
    assert page.kind is DocumentKind.RECON_ANSWER
    fill(page)
    quiet(shell)
    assert page.form is not None
    QTest.keyClick(page.form, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    quiet(shell)
    assert page.document_id is not None, page.banner.label.text()
    assert page.page is not None
    blocking = [one.sentence for one in page.page.findings if one.level == "block" and not one.needs_reason]
    assert not blocking
    assert page.form is not None
    QTest.keyClick(page.form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    quiet(shell)
    form = page.issue_form
    assert form is not None
    QTest.keyClick(form.primary, Qt.Key.Key_Return)
    quiet(shell)
    assert page.issue_form is None, form.banner.label.text()
    assert page.page.state is DocumentState.ISSUED
    view = dispute_view(office, dispute_id, today=TODAY)
    answer = next(one for one in view.clocks if one.key == "rc_answer")
    assert (answer.state, answer.done_on) == (ClockState.MET, TODAY)
    assert view.documents[0].document_number


def test_what_was_typed_comes_back(shell: MainWindow, dispute_id: int) -> None:
    page = letter_page(shell, dispute_id)
    assert page.form is not None
    facts = page.form.controls["facts"]
    assert isinstance(facts, TextArea)
    facts.set_text("本机关已经检索三个系统。")
    quiet(shell)
    shell.open_page("worklist", None)
    quiet(shell)
    again = letter_page(shell, dispute_id)
    assert again.form is not None
    assert again.texts()["facts"] == "本机关已经检索三个系统。"
    assert "已恢复" in again.banner.label.text()


def test_another_kind_is_chosen_and_pages_are_shown(shell: MainWindow, dispute_id: int) -> None:
    page = letter_page(shell, dispute_id)
    at = page.view.kind.findText(DocumentKind.POWER_OF_ATTORNEY.label)
    page.view.kind.setCurrentIndex(at)
    page.view.kind.activated.emit(at)
    quiet(shell)
    assert page.kind is DocumentKind.POWER_OF_ATTORNEY
    assert page.form is not None
    QTest.keyClick(page.form, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    quiet(shell)
    assert page.view.paged.isVisible()
