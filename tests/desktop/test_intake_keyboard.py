"""收件登记 by keyboard alone, as the counter clerk does it."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from casework.case_list import case_ids
from casework.case_view import case
from casework.views import CaseFilter
from desktop.frame.window import MainWindow
from desktop.intake import IntakePage
from law.terms import AccessForm, Channel, DeliveryMethod, DocumentKind, IdentityKind
from tests.desktop.conftest import TODAY, settle
from tests.desktop.hands import Hands
from tests.desktop.intake_office import register_letter

CTRL = Qt.KeyboardModifier.ControlModifier
MOST_STROKES = 25


def intake_of(shell: MainWindow) -> IntakePage:
    page = shell.page("intake")
    assert isinstance(page, IntakePage)
    return page


def enter(qtbot: QtBot, shell: MainWindow) -> tuple[IntakePage, Hands]:
    shell.activateWindow()
    qtbot.waitUntil(shell.isActiveWindow)
    hands = Hands(shell)
    hands.press(Qt.Key.Key_N, CTRL)
    settle(shell)
    page = intake_of(shell)
    qtbot.waitUntil(lambda: page.view.form.receipt.main_day().hasFocus())
    return page, hands


def open_requests(shell: MainWindow) -> tuple[int, ...]:
    return case_ids(shell.session.office, CaseFilter(), today=TODAY)


@pytest.fixture(autouse=True)
def case_page_is_only_opened(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, object]]:
    """The case page has tests of its own: here it counts that it is asked for."""
    asked: list[tuple[str, object]] = []
    original = MainWindow.open_page

    def open_page(self: MainWindow, key: str, payload: object = None) -> None:
        asked.append((key, payload))
        if key in ("intake", "worklist", "cases"):
            original(self, key, payload)

    monkeypatch.setattr(MainWindow, "open_page", open_page)
    return asked


def test_a_letter_is_registered_with_few_strokes_beyond_its_data(
    qtbot: QtBot, shell: MainWindow, case_page_is_only_opened: list[tuple[str, object]]
) -> None:
    page, hands = enter(qtbot, shell)
    hands.type("11.20")
    hands.tab()
    hands.type("11.23")
    hands.tab()
    hands.type("1099 0000 31 9")
    hands.tab(3)  # 更多日期, type of applicant, name
    hands.type("王䶮")
    hands.tab(2)  # kind of document stays
    hands.type("990101198506120032")
    hands.tab()
    hands.type("19900000412")
    hands.tab()
    hands.type("990121")
    hands.tab()
    hands.type("临江县古渡街道滨河路18号2单元502")
    hands.tab(5)  # copy of the document, three links
    hands.type("临江大道东延段征地补偿安置方案。")
    hands.tab()
    hands.press(Qt.Key.Key_1)
    hands.tab()
    hands.press(Qt.Key.Key_1)
    hands.press(Qt.Key.Key_Return, CTRL)
    settle(shell)
    (request_id,) = open_requests(shell)
    assert hands.strokes <= MOST_STROKES, f"{hands.strokes} strokes"
    found = case(shell.session.office, request_id, today=TODAY)
    assert found.applicant.name == "王䶮"
    assert found.clock.received_on == date(2026, 11, 20)
    assert found.clock.due is not None
    assert found.clock.due.due == date(2026, 12, 18)
    assert found.mail_number == "1099 0000 31 9"
    assert (found.access_forms, found.delivery) == (AccessForm.PAPER.label, DeliveryMethod.POST.label)
    assert found.applicant.postcode == "990121"
    assert [one.kind for one in found.documents] == [DocumentKind.RECEIPT]
    assert ("case", request_id) in case_page_is_only_opened
    assert page.view.form.is_empty(), "the form is ready for the next letter"


def test_a_known_applicant_is_taken_by_initials_and_two_keys(qtbot: QtBot, shell: MainWindow) -> None:
    register_letter(shell.session.office)
    page, hands = enter(qtbot, shell)
    form = page.view.form
    form.person.lines["name"].setFocus()
    QTest.keyClicks(form.person.lines["name"], "zcg")
    settle(shell)
    qtbot.waitUntil(page.view.suggestions.isVisible)
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Return)
    settle(shell)
    assert not page.view.suggestions.isVisible()
    draft = form.draft().applicant
    assert (draft.name, draft.identity_number) == ("周长根", "990101196101109813")
    assert draft.address == "临江县青石渡镇白石村三组21号"
    assert draft.applicant_id is not None


def test_another_name_after_a_choice_is_another_person(qtbot: QtBot, shell: MainWindow) -> None:
    register_letter(shell.session.office)
    page, hands = enter(qtbot, shell)
    person = page.view.form.person
    page._on_applicant_chosen(1)
    settle(shell)
    assert person.applicant_id == 1
    person.lines["name"].setFocus()
    person.lines["name"].selectAll()
    hands.type("周长庚")
    settle(shell)
    assert person.applicant_id is None


def test_escape_closes_the_suggestions_first(qtbot: QtBot, shell: MainWindow) -> None:
    register_letter(shell.session.office)
    page, _hands = enter(qtbot, shell)
    line = page.view.form.person.lines["name"]
    line.setFocus()
    QTest.keyClicks(line, "zhou")
    settle(shell)
    qtbot.waitUntil(page.view.suggestions.isVisible)
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert not page.view.suggestions.isVisible()
    assert shell.current_page() is page


def test_every_channel_asks_for_the_day_that_fixes_its_receipt(qtbot: QtBot, shell: MainWindow) -> None:
    page, _hands = enter(qtbot, shell)
    receipt = page.view.form.receipt
    main = {
        Channel.IN_PERSON: "submitted",
        Channel.ORAL: "submitted",
        Channel.MAIL_SIGNED: "signed",
        Channel.ORDINARY_MAIL: "arrived",
        Channel.MAIL_SIGNED_OTHER_UNIT: "signed",
        Channel.WEB: "submitted",
        Channel.EMAIL: "system_received",
        Channel.FAX: "arrived",
    }
    for at, channel in enumerate(Channel):
        receipt.channel.choose(at)
        shown = [name for name in receipt.asked() if name in main.values()]
        assert shown == [main[channel]]
        assert receipt.main_day().isVisible()
        assert getattr(receipt.dates(), main[channel]) == TODAY, "the day of today follows the channel"
    settle(shell)


def test_a_hidden_day_does_not_take_part_but_is_kept(qtbot: QtBot, shell: MainWindow) -> None:
    page, hands = enter(qtbot, shell)
    receipt = page.view.form.receipt
    hands.tab()
    hands.type("11.20")
    receipt.channel.choose(list(Channel).index(Channel.IN_PERSON))
    assert receipt.dates().reached_office is None
    receipt.channel.choose(list(Channel).index(Channel.MAIL_SIGNED))
    assert receipt.dates().reached_office == date(2026, 11, 20)
    settle(shell)


def test_the_type_of_applicant_changes_without_loss(qtbot: QtBot, shell: MainWindow) -> None:
    page, _hands = enter(qtbot, shell)
    form = page.view.form
    form.more_contact.click()
    form.person.lines["name"].setText("临江联众置业有限公司")
    form.person.lines["work_unit"].setText("县一中")
    form.person.kind.set_value(IdentityKind.PASSPORT)
    form.type.choose(1)
    assert form.person.fields["legal_rep"].isVisible()
    assert not form.person.fields["work_unit"].isVisible()
    form.person.lines["legal_rep"].setText("李鹏程")
    business = form.draft().applicant
    assert (business.name, business.legal_rep, business.work_unit) == ("临江联众置业有限公司", "李鹏程", "")
    assert business.identity_kind is IdentityKind.CREDIT_CODE
    form.type.choose(0)
    person = form.draft().applicant
    assert (person.work_unit, person.legal_rep) == ("县一中", "")
    assert person.identity_kind is IdentityKind.PASSPORT
    form.type.choose(4)
    assert form.draft().applicant.legal_rep == "李鹏程"
    settle(shell)
