"""设置 · 文号: classes, pattern with live preview, first number, numbers of a series, void ones; keys and mouse."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from casework.number_patterns import pattern_decisions
from casework.office import Office
from desktop.components import LineInput
from desktop.frame.window import MainWindow
from desktop.settings.numbers_card import NumbersCard
from desktop.settings.page import SettingsPage
from law.terms import DocumentState, NumberClass
from tests.desktop.case_desk import desk_at
from tests.desktop.conftest import settle
from tests.desktop.hands import click
from tests.desktop.keyboard import type_text


@pytest.fixture
def notice(office: Office) -> int:
    """A correction notice in the house."""
    desk = desk_at(office).on(11, 16)
    return desk.ask_correction(desk.take_in(), date(2026, 12, 8), sent=False).document_id or 0


def card_of(shell: MainWindow) -> NumbersCard:
    shell.setMinimumSize(0, 0)
    shell.resize(1366, 768)
    shell.open_page("settings")
    settle(shell)
    page = shell.page("settings")
    assert isinstance(page, SettingsPage)
    return page.numbers


def write(line: LineInput, words: str) -> None:
    """Replace what stands in a line by typing."""
    line.setFocus()
    line.selectAll()
    type_text(line, words)


def choose(shell: MainWindow, card: NumbersCard, number_class: NumberClass) -> None:
    at = next(at for at, one in enumerate(card.classes.classes) if one.number_class is number_class)
    card.class_table.selectRow(at)
    settle(shell)


def previewed(shell: MainWindow, card: NumbersCard) -> None:
    """The pause of typing has passed and the preview is there."""
    page = shell.page("settings")
    assert isinstance(page, SettingsPage)
    while page._numbers._preview.isActive():
        QTest.qWait(10)
    settle(shell)
    assert card is page.numbers


def test_the_classes_show_their_next_number(shell: MainWindow, notice: int) -> None:
    card = card_of(shell)
    found = {one.number_class: one.next_text for one in card.classes.classes}
    assert found[NumberClass.CORRECTION].endswith("补〔2026〕2号")
    assert found[NumberClass.REPLY].endswith("复〔2026〕1号")
    assert card.chosen is not None
    assert card.chosen.number_class is NumberClass.REPLY
    assert notice


def test_a_pattern_is_previewed_while_one_types_and_decided_by_the_keyboard(shell: MainWindow, office: Office) -> None:
    card = card_of(shell)
    choose(shell, card, NumberClass.REPLY)
    code = card.line("class_code")
    write(code, "函")
    previewed(shell, card)
    assert "函〔2026〕1号" in card.preview.text()
    assert pattern_decisions(office, NumberClass.REPLY) == ()
    card.decide.setFocus()
    QTest.keyClick(card.decide, Qt.Key.Key_Space)
    settle(shell)
    assert "理由" in card.fields["reason"].error()
    assert code.text() == "函"
    write(card.line("reason"), "办公室关于发文代字的通知")
    QTest.keyClick(card.decide, Qt.Key.Key_Space)
    settle(shell)
    (decision,) = pattern_decisions(office, NumberClass.REPLY)
    assert (decision.class_code, decision.from_year) == ("函", 2026)
    assert card.chosen is not None
    assert "函〔2026〕1号" in card.chosen.next_text
    assert card.line("reason").text() == ""


def test_a_code_of_another_class_is_refused_while_one_types(shell: MainWindow) -> None:
    card = card_of(shell)
    choose(shell, card, NumberClass.REPLY)
    code = card.line("class_code")
    write(code, "补")
    previewed(shell, card)
    assert "与补正文号相同" in card.fields["class_code"].error()
    assert card.preview.text() == ""
    assert code.text() == "补"


def test_registration_numbers_have_no_pattern_but_a_beginning(shell: MainWindow) -> None:
    card = card_of(shell)
    choose(shell, card, NumberClass.REGISTRATION)
    assert not card.decide.isEnabled()
    assert card.start_line.isVisible()
    write(card.line("last_used"), "多少")
    click(card.start)
    assert card.fields["last_used"].error()
    card.line("last_used").setText("57")
    click(card.start)
    settle(shell)
    assert "〔2026〕58号" in card.class_title.text()
    assert card.line("last_used").text() == ""


def test_a_number_is_made_void_from_its_row(shell: MainWindow, office: Office, notice: int) -> None:
    card = card_of(shell)
    choose(shell, card, NumberClass.CORRECTION)
    assert not card.start_line.isVisible()
    card.numbers.setFocus()
    card.numbers.selectRow(0)
    assert card.numbers.model().index(0, 0).data()  # as it is asked for when it is painted
    settle(shell)
    QTest.keyClick(card.numbers, Qt.Key.Key_Return)
    assert card.line("text").text().endswith("补〔2026〕1号")
    assert card.line("void_reason").hasFocus()
    QTest.keyClick(card.void, Qt.Key.Key_Space)
    settle(shell)
    assert "原因" in card.fields["void_reason"].error()
    write(card.line("void_reason"), "截止日写错")
    QTest.keyClick(card.void, Qt.Key.Key_Space)
    settle(shell)
    assert desk_at(office).document(notice).state is DocumentState.VOID
    assert card.numbers.model().index(0, 0).data()
    settle(shell)
    assert card.numbers.model().index(0, 3).data() == "作废：截止日写错"
    assert "作废 1 个" in card.sums.text()


def test_a_number_that_left_the_house_points_to_the_corrigendum(shell: MainWindow, office: Office) -> None:
    desk = desk_at(office).on(11, 16)
    sent = desk.ask_correction(desk.take_in(), date(2026, 12, 8)).document_id
    card = card_of(shell)
    choose(shell, card, NumberClass.CORRECTION)
    card.line("text").setText(desk.document(sent).document_number or "")
    card.line("void_reason").setText("笔误")
    QTest.keyClick(card.void, Qt.Key.Key_Space)
    settle(shell)
    assert "更正函" in card.fields["text"].error()
    assert desk.document(sent).state is DocumentState.ISSUED
