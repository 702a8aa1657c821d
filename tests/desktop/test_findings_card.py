"""发文前检查: how many checks, what they found, and a link of each finding that leads to where it is mended."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casework.drafts import ApplicantDraft
from casework.letter_checks import check_count
from casework.office import Office
from casework.views import FindingView
from desktop.frame.window import MainWindow
from desktop.letters import LetterPage
from law.terms import Act
from tests.desktop.case_desk import case_page, desk_at
from tests.desktop.conftest import settle
from tests.desktop.keyboard import click, press


def drafting(window: MainWindow, office: Office, *, body: tuple[str, ...] = ()) -> LetterPage:
    """The page of a reply that provides something nobody reviewed for secrecy."""
    desk = desk_at(office)
    request_id = desk.on(11, 16).take_in()
    desk.on(11, 23).decide(request_id)
    if body:
        desk.draft(request_id, reviewed=False, body=body)
    window.open_page("letter", (request_id, None))
    settle(window)
    page = window.page("letter")
    assert isinstance(page, LetterPage)
    return page


def test_the_number_of_checks_and_findings_is_said(office: Office, shell: MainWindow) -> None:
    page = drafting(shell, office)
    card = page.findings_card
    blocked = sum(one.level == "block" for one in page.findings)
    told = len(page.findings) - blocked
    assert blocked >= 1
    assert card.note.text() == f"{check_count()} 项：{blocked} 拦截 {told} 提示"


def test_the_link_of_a_finding_opens_the_form_that_mends_it(office: Office, shell: MainWindow) -> None:
    page = drafting(shell, office)
    at = [one.code for one in sorted(page.findings, key=lambda one: one.level != "block")].index("C55")
    card = page.findings_card.cards[at]
    assert card.link.text() == Act.REVIEW_SECRECY.label
    click(card.link)
    settle(shell)
    panel = case_page(shell, page.request_id).desk.panel
    assert panel is not None
    assert panel.facts.view.act is Act.REVIEW_SECRECY


def test_the_link_of_words_shows_their_paragraph(office: Office, shell: MainWindow) -> None:
    page = drafting(shell, office, body=("负责人为××",))
    shown: list[object] = []
    page.findings_card.block_asked.connect(shown.append)
    found = sorted(page.findings, key=lambda one: one.level != "block")
    at = [one.code for one in found].index("C57")
    card = page.findings_card.cards[at]
    assert card.link.text() == "看这一段"
    click(card.link)
    assert shown == [found[at].block]


def test_f4_goes_on_from_card_to_card(office: Office, shell: MainWindow, qtbot: QtBot) -> None:
    page = drafting(shell, office, body=("负责人为××",))
    cards = page.findings_card.cards
    assert len(cards) >= 2
    qtbot.waitUntil(cards[-1].isVisible)
    page.paper.body.setFocus()
    for card in (*cards, cards[0]):
        press(QApplication.focusWidget(), Qt.Key.Key_F4)
        assert card.hasFocus()


def test_cards_are_as_wide_as_the_buttons_unless_they_scroll(office: Office, shell: MainWindow, qtbot: QtBot) -> None:
    shell.resize(1366, 768)
    page = drafting(shell, office)
    card = page.findings_card
    one = FindingView(code="C50", level="warn", sentence="本年文号中断：缺第3号。")
    card.show_findings((one,))
    qtbot.waitUntil(lambda: card.cards[0].width() == card.issue.width())
    card.show_findings((one,) * 20)
    qtbot.waitUntil(lambda: card.area.verticalScrollBar().maximum() > 0)
    qtbot.waitUntil(lambda: card.issue.width() // 2 < card.cards[0].width() < card.issue.width())


def test_an_issued_letter_shows_what_was_told_when_it_was_issued(office: Office, shell: MainWindow) -> None:
    desk = desk_at(office)
    other = ApplicantDraft(name="澜安汇泽置业有限公司", phone="19900000054", address="东岭省澜安市汇泽路1号")
    desk.on(11, 16).take_in(applicant=other, title="出让合同", text="申请公开某地块的出让合同。")
    request_id = desk.on(11, 16).take_in()
    told = desk.on(11, 23).extend(request_id, reason="澜安汇泽置业有限公司的资料须逐份核对")
    plain_id = desk.on(11, 16).take_in(title="另一件征地批复", text="申请公开另一处集体土地的征地批复。")
    plain = desk.on(11, 23).extend(plain_id)
    for case, document_id, hints in ((request_id, told.document_id, 1), (plain_id, plain.document_id, 0)):
        shell.open_page("letter", (case, document_id))
        settle(shell)
        page = shell.page("letter")
        assert isinstance(page, LetterPage)
        card = page.issued
        assert len(card.note_cards) == hints
        assert card.told.isHidden() is (hints == 0)
        assert (card.area.focusPolicy() is Qt.FocusPolicy.NoFocus) is (hints == 0)
        assert [one.accessibleName() for one in card.note_cards] == [
            "提示：文书中出现其他申请人“澜安汇泽置业有限公司”。"
        ] * hints
