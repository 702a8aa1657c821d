"""申请人: the month with 35 pieces, its months, who may be the same, by keyboard and by mouse."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from casework.applicant_family import decide_sameness
from casework.drafts import ApplicantDraft
from casework.fee_drafts import SamenessDraft
from casework.office import Office, create_office
from casework.policy_settings import decide_policy
from casework.views import Changed
from desktop.applicant import ApplicantPage
from desktop.applicant.month_rows import COLUMNS
from desktop.applicant.sameness_card import SamenessRow
from desktop.case_page import CasePage
from desktop.components import ElidedLabel, TableView
from desktop.frame.area import PageArea
from desktop.frame.window import MainWindow
from desktop.settings.store import Settings
from desktop.theme import apply_theme, px
from law.terms import Sameness
from models import Applicant, ApplicantSameness
from tests.casework.desk import APPLICANT, Desk, letter
from tests.casework.offices import work_alone
from tests.casework.sample_letters import fee_samples, sample_letter
from tests.desktop.conftest import PROFILE, open_shell, settle
from tests.desktop.hands import Hands, click
from tests.desktop.keyboard import children

JUNE = date(2025, 6, 1)
TODAY = date(2025, 7, 2)
SPRING = date(2026, 3, 2)


def new_office(folder: Path, today: date) -> Office:
    now = datetime(today.year, today.month, today.day, 1, tzinfo=UTC)
    return work_alone(create_office(folder / "office.db", PROFILE, now=now, actor="王敏", today=today))


@pytest.fixture
def spring(tmp_path: Path) -> Iterator[Desk]:
    """An office in the spring of 2026, with nothing in it."""
    office = new_office(tmp_path, SPRING)
    yield Desk(office, SPRING)
    office.close()


def entries(office: Office) -> list[int]:
    with office.reading() as session:
        return list(session.scalars(select(Applicant.id).order_by(Applicant.id)))


def decisions(office: Office) -> list[tuple[Sameness, str, str]]:
    with office.reading() as session:
        rows = session.scalars(select(ApplicantSameness).order_by(ApplicantSameness.id))
        return [(one.decision, one.reason, one.recorded_by) for one in rows]


def other(**changes: Any) -> ApplicantDraft:
    """Somebody else in the register, by the same telephone."""
    values: dict[str, Any] = {"name": "周長根", "identity_number": "", "phone": APPLICANT.phone, "address": "同村"}
    return ApplicantDraft(**{**values, **changes})


def enter(qtbot: QtBot, window: MainWindow, payload: object) -> ApplicantPage:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.open_page("applicant", payload)
    settle(window)
    page = window.page("applicant")
    assert isinstance(page, ApplicantPage)
    return page


def cell(page: ApplicantPage, row: int, key: str) -> str:
    column = [one.key for one in COLUMNS].index(key)
    return str(page.view.month.model.index(row, column).data())


def only_row(page: ApplicantPage) -> SamenessRow:
    (line,) = page.view.sameness.rows.values()
    return line


def clipped(parent: QWidget) -> list[str]:
    """Visible words that have less room than they need."""
    found = []
    for label in children(parent, QLabel):
        if not label.isVisible() or not label.text() or isinstance(label, ElidedLabel):
            continue
        inside = label.wordWrap()
        if inside and label.height() < label.heightForWidth(label.width()):
            found.append(f"{label.text()}: {label.height()} of {label.heightForWidth(label.width())}")
        if not inside and label.width() < label.sizeHint().width():
            found.append(f"{label.text()}: {label.width()} of {label.sizeHint().width()}")
    buttons = [one for one in children(parent, QAbstractButton) if one.isVisible()]
    return found + [one.text() for one in buttons if one.width() < one.minimumSizeHint().width()]


# ------------------------------------------------------------------------------------------------ the month


@pytest.fixture
def sample_window(tmp_path: Path, settings: Settings) -> Iterator[MainWindow]:
    """The applicant with 35 pieces in June 2025, one in May and two in July."""
    office = new_office(tmp_path, date(2025, 5, 30))
    desk = Desk(office, date(2025, 7, 1))
    for one in fee_samples():
        desk.register(sample_letter(one))
    with open_shell(office, settings, today=TODAY) as window:
        yield window
    office.close()


def test_the_month_with_35_pieces(qtbot: QtBot, sample_window: MainWindow) -> None:
    (first, *_) = entries(sample_window.session.office)
    page = enter(qtbot, sample_window, (first, JUNE))
    person, month = page.view.person, page.view.month
    assert (sample_window.heading.text(), sample_window.subheading.text()) == ("申请人", "顾念祖")
    assert person.numbers.text() == "共 38 件申请，在办 38 件"
    assert person.facts["identity"].text() == "9901**********6457"
    assert person.facts["phone"].text() == "1990000****"
    assert person.facts["names"].text() == "顾念祖、顧念祖"
    assert month.title.text() == "2025年6月"
    assert month.model.rowCount() == 35
    shown = [(cell(page, row, "ordinals"), cell(page, row, "price")) for row in (0, 9, 10, 29, 30, 34)]
    assert shown == [
        ("第 1 件", "0元"),
        ("第 10 件", "0元"),
        ("第 11 件", "100元"),
        ("第 30 件", "100元"),
        ("第 31 件", "200元"),
        ("第 35 件", "200元"),
    ]
    assert month.summary.text() == "已计 35 件，按件计收合计3,000元；下一件为第 36 件，200元。"
    assert month.hints.isVisible()
    hint = " ".join(one.text() for one in children(month.hints, QLabel))
    assert "说明理由" in hint
    assert "第四十二条" in hint, "with its basis"
    assert "计件月份：收到日所属自然月。" in [one.text() for one in children(page.view.readings, QLabel)]
    # Rows are opened by keyboard.
    hands = Hands(sample_window)
    assert month.table.hasFocus()
    hands.press(Qt.Key.Key_Down, times=10)
    wanted = month.current()
    assert wanted is not None
    assert wanted.ordinals == "第 11 件"
    assert wanted.title in month.detail.text()
    hands.press(Qt.Key.Key_Return)
    settle(sample_window)
    case = sample_window.stack.current_page()
    assert isinstance(case, CasePage)
    assert case.request_id == wanted.request_id
    # And by double click.
    sample_window.go_back()
    settle(sample_window)
    assert month.current() == wanted
    assert month.table.hasFocus()
    place = month.table.visualRect(month.model.index(12, 1)).center()
    QTest.mouseClick(month.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(month.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    settle(sample_window)
    assert cell(page, 12, "number") == sample_window.heading.text()


def test_every_cell_is_text(qtbot: QtBot, sample_window: MainWindow) -> None:
    page = enter(qtbot, sample_window, (entries(sample_window.session.office)[0], JUNE))
    model = page.view.month.model
    assert all(
        type(model.index(row, column).data()) is str
        for row in range(model.rowCount())
        for column in range(model.columnCount())
    )
    assert model.index(99, 99).data() is None
    role = Qt.ItemDataRole.AccessibleTextRole
    assert model.index(10, 4).data(role) == "按件金额 100元"


def test_from_month_to_month(qtbot: QtBot, sample_window: MainWindow) -> None:
    page = enter(qtbot, sample_window, entries(sample_window.session.office)[0])
    month, hands = page.view.month, Hands(sample_window)
    assert month.title.text() == "2025年7月", "the latest one"
    assert [month.choice.itemText(at) for at in range(month.choice.count())] == [
        "2025年7月　2 件申请",
        "2025年6月　35 件申请",
        "2025年5月　1 件申请",
    ]
    assert not month.later.isEnabled()
    assert page.why_no_later_month()
    hands.press(Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    settle(sample_window)
    assert (month.title.text(), month.model.rowCount()) == ("2025年6月", 35)
    assert month.table.hasFocus(), "the hands stay in the rows"
    click(month.earlier)
    settle(sample_window)
    assert (month.title.text(), month.model.rowCount()) == ("2025年5月", 1)
    assert not month.earlier.isEnabled()
    assert not month.hints.isVisible(), "nothing to think of below the free pieces"
    hands.press(Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    settle(sample_window)
    assert month.title.text() == "2025年6月"
    month.choice.setFocus()
    hands.press(Qt.Key.Key_Up)
    settle(sample_window)
    assert month.title.text() == "2025年7月"
    # It stays at the month shown when something changes, and when the page is entered again.
    page.show_month(JUNE)
    settle(sample_window)
    month.table.selectRow(7)
    kept = month.current()
    sample_window.session.changes.publish(Changed(topics=("cases",)))
    settle(sample_window)
    assert month.current() == kept
    sample_window.open_page("worklist")
    sample_window.go_back()
    settle(sample_window)
    assert month.title.text() == "2025年6月"
    page.show_month(date(2025, 3, 1))
    settle(sample_window)
    assert month.table.empty.sentence.text() == "2025年3月没有计入的申请。"
    assert month.choice.currentText() == "2025年3月　0 件申请"


def test_equal_numbers_are_certain_and_nothing_is_offered(qtbot: QtBot, sample_window: MainWindow) -> None:
    page = enter(qtbot, sample_window, (entries(sample_window.session.office)[0], JUNE))
    line = only_row(page)
    assert line.certain.text() == "证件号相同，就是同一申请人。"
    assert not any(one.isVisible() for one in line.offers.values())
    click(line.name)
    settle(sample_window)
    assert page.applicant_id == entries(sample_window.session.office)[1]
    assert page.view.person.name.text() == "顧念祖"
    assert page.view.month.title.text() == "2025年7月"


@pytest.mark.parametrize(("percent", "width", "height"), [(100, 1366, 768), (150, 1366, 768), (100, 911, 512)])
def test_no_word_is_clipped(
    qtbot: QtBot, sample_window: MainWindow, qapp: QApplication, percent: int, width: int, height: int
) -> None:
    office = sample_window.session.office
    desk = Desk(office, date(2025, 7, 1))
    with office.reading() as session:
        phone = session.scalars(select(Applicant.phone)).first() or ""
    desk.register(letter(desk.today, applicant=other(name="顾小满", phone=phone)))
    apply_theme(qapp, "light", percent)
    settings = sample_window.session.settings
    with open_shell(office, settings, today=TODAY) as window:
        window.setMinimumSize(0, 0)
        window.resize(width, height)
        page = enter(qtbot, window, (entries(office)[0], JUNE))
        (line,) = [one for one in page.view.sameness.rows.values() if one.view and not one.view.certain]
        for step in range(3):
            if step == 1:
                line.ask(Sameness.SAME)
            if step == 2:
                click(line.form.ok)
            settle(window)
            qtbot.wait(20)
            assert (window.width(), window.height()) == (width, height)
            assert clipped(page) == []
            area = window.stack.currentWidget()
            assert isinstance(area, PageArea)
            assert area.horizontalScrollBar().maximum() == 0
            assert area.verticalScrollBar().maximum() == 0, "the page itself does not scroll"
            (table,) = [one for one in children(page, TableView) if one.isVisible()]
            assert table.viewport().height() >= 4 * table.rowHeight(0)
        shown = page.view.area.viewport()
        for part in (line.form.line, line.form.ok):
            top = part.mapTo(shown, QPoint(0, 0)).y()
            assert 0 <= top <= shown.height() - part.height(), "the form is in sight"
        assert page.view.hints.isVisible() is (height < px(768)), "on low screens the hint stands at the side"
        assert page.view.hints.isVisible() is not page.view.month.hints.isVisible()


# ------------------------------------------------------------------------------------------------ who is the same


@pytest.fixture
def two_spellings(spring: Desk) -> tuple[Desk, int, int]:
    """Six pieces of 周长根 with his number, six of 周長根 by the same telephone."""
    for _ in range(6):
        spring.take_in()
    spring.take_in(applicant=other())
    first, second = entries(spring.office)
    for _ in range(5):
        spring.take_in(applicant=other(applicant_id=second))
    return spring, first, second


def test_one_applicant_is_decided_by_keyboard(
    qtbot: QtBot, settings: Settings, two_spellings: tuple[Desk, int, int]
) -> None:
    desk, first, _ = two_spellings
    with open_shell(desk.office, settings, today=SPRING) as window:
        page = enter(qtbot, window, first)
        line, hands = only_row(page), Hands(window)
        assert page.view.month.model.rowCount() == 6
        assert line.name.text() == "周長根"
        assert line.counted.text() == "共 6 件申请，2026年3月计 6 件"
        assert line.identity.text() == "证件号 未登记"
        hands.press(Qt.Key.Key_F6)
        assert line.name.hasFocus()
        hands.tab()
        assert line.offers[Sameness.SAME].hasFocus()
        hands.press(Qt.Key.Key_Space)
        assert line.form.line.hasFocus()
        hands.type("同一手机号，本人确认")
        hands.press(Qt.Key.Key_Return)
        settle(window)
        assert decisions(desk.office) == [(Sameness.SAME, "同一手机号，本人确认", "王敏")]
        assert page.view.month.model.rowCount() == 12
        assert cell(page, 11, "price") == "100元"
        assert "同一申请人（同一手机号，本人确认）" in line.decided.text()
        assert line.counted.text() == "其申请已计入本页。"
        assert page.view.person.facts["names"].text() == "周长根、周長根"
        assert not line.is_asking()
        assert line.name.hasFocus()
        assert not line.offers[Sameness.SAME].isVisible(), "it is decided so already"
        hands.press(Qt.Key.Key_F6)
        assert page.view.month.table.hasFocus()


def test_tab_goes_through_the_page_in_its_order(
    qtbot: QtBot, settings: Settings, two_spellings: tuple[Desk, int, int]
) -> None:
    desk, first, _ = two_spellings
    with open_shell(desk.office, settings, today=SPRING) as window:
        page = enter(qtbot, window, first)
        view, line, hands = page.view, only_row(page), Hands(window)
        line.ask(Sameness.SAME)
        view.month.choice.setFocus()
        offers = [one for one in line.offers.values() if one.isVisible()]
        form = [line.form.line, line.form.ok, line.form.cancel]
        for stop in (view.month.table, line.name, *offers, *form, view.readings.change):
            hands.tab()
            focused: QWidget | None = window.focusWidget()
            assert focused is stop, f"{focused} for {stop}"
            assert stop.accessibleName() or stop is view.readings.change


def test_different_people_are_decided_by_mouse(
    qtbot: QtBot, settings: Settings, two_spellings: tuple[Desk, int, int]
) -> None:
    desk, first, second = two_spellings
    same = SamenessDraft(first_id=first, second_id=second, decision=Sameness.SAME, reason="电话相同")
    decide_sameness(desk.office, same, **desk.how)
    with open_shell(desk.office, settings, today=SPRING) as window:
        page = enter(qtbot, window, first)
        line = only_row(page)
        assert page.view.month.model.rowCount() == 12
        click(line.offers[Sameness.DIFFERENT])
        Hands(window).type("查实为父子")
        click(line.form.ok)
        settle(window)
        assert decisions(desk.office)[-1] == (Sameness.DIFFERENT, "查实为父子", "王敏")
        assert page.view.month.model.rowCount() == 6
        line = only_row(page)
        assert "不是同一申请人（查实为父子）" in line.decided.text()


def test_a_refused_reason_is_told_in_place_and_what_was_typed_stays(
    qtbot: QtBot, settings: Settings, spring: Desk
) -> None:
    spring.take_in()
    number = "990101197903084210"
    spring.register(letter(SPRING, applicant=other(name=APPLICANT.name, identity_number=number), overrides=()))
    first, second = entries(spring.office)
    apart = SamenessDraft(first_id=first, second_id=second, decision=Sameness.DIFFERENT, reason="同名")
    decide_sameness(spring.office, apart, **spring.how)
    with open_shell(spring.office, settings, today=SPRING) as window:
        page = enter(qtbot, window, first)
        line, hands = only_row(page), Hands(window)
        click(line.offers[Sameness.SAME])
        hands.type("  ")
        hands.press(Qt.Key.Key_Return)
        settle(window)
        assert "没有写明理由" in line.form.field.error()
        assert line.form.text() == "  "
        assert line.form.line.hasFocus()
        hands.type("同名")
        assert line.form.field.error() == "", "the sentence goes when it is answered"
        click(line.form.ok)
        settle(window)
        assert "证件号不同" in line.form.field.error(), "the refusal of the decision itself is told there, too"
        assert line.form.text() == "  同名"
        assert decisions(spring.office) == [(Sameness.DIFFERENT, "同名", "王敏")]


def test_what_is_typed_survives_changes_esc_and_other_applicants(
    qtbot: QtBot, settings: Settings, two_spellings: tuple[Desk, int, int]
) -> None:
    desk, first, second = two_spellings
    with open_shell(desk.office, settings, today=SPRING) as window:
        page = enter(qtbot, window, first)
        line, hands = only_row(page), Hands(window)
        click(line.offers[Sameness.DIFFERENT])
        hands.type("查实为父子")
        window.session.changes.publish(Changed(topics=("policies",)))
        settle(window)
        assert only_row(page) is line
        assert line.form.line.hasFocus()
        assert line.form.text() == "查实为父子"
        hands.press(Qt.Key.Key_Escape)
        assert not line.is_asking()
        assert window.stack.current_page() is page, "Esc left the form only"
        assert line.offers[Sameness.DIFFERENT].hasFocus()
        hands.press(Qt.Key.Key_Space)
        assert line.form.text() == "查实为父子"
        window.open_page("applicant", second)
        settle(window)
        assert only_row(page).form.text() == ""
        window.open_page("applicant", first)
        settle(window)
        line = only_row(page)
        assert (line.form.text(), line.form.decision, line.is_asking()) == ("查实为父子", Sameness.DIFFERENT, True)
        click(line.form.cancel)
        assert not line.is_asking()
        assert decisions(desk.office) == []


def test_merging_is_offered_only_where_the_policy_says_so(
    qtbot: QtBot, settings: Settings, two_spellings: tuple[Desk, int, int]
) -> None:
    desk, first, _ = two_spellings
    with open_shell(desk.office, settings, today=SPRING) as window:
        page = enter(qtbot, window, first)
        line = only_row(page)
        assert not line.offers[Sameness.MERGED].isVisible()
        assert page.view.sameness.only_hints.isVisible(), "and why"
        decide_policy(desk.office, "fee_merge_agents", "manual", valid_from=SPRING, reason="法制机构意见", **desk.how)
        window.session.changes.publish(Changed(topics=("policies",)))
        settle(window)
        assert line.offers[Sameness.MERGED].isVisible()
        assert not page.view.sameness.only_hints.isVisible()
        click(line.offers[Sameness.MERGED])
        Hands(window).type("借名申请")
        click(line.form.ok)
        settle(window)
        assert decisions(desk.office) == [(Sameness.MERGED, "借名申请", "王敏")]
        assert page.view.month.model.rowCount() == 12


# ------------------------------------------------------------------------------------------------ nothing to show


def test_one_letter_and_nobody_else(qtbot: QtBot, settings: Settings, spring: Desk) -> None:
    spring.take_in()
    with open_shell(spring.office, settings, today=SPRING) as window:
        page = enter(qtbot, window, entries(spring.office)[0])
        assert page.view.sameness.none.isVisible()
        assert not page.view.sameness.only_hints.isVisible()
        page.switch_side()
        assert page.view.month.table.hasFocus()
        assert page.view.month.summary.text() == "已计 1 件，按件计收合计0元；下一件为第 2 件，不收费。"


def test_an_unknown_applicant_is_said(qtbot: QtBot, settings: Settings, spring: Desk) -> None:
    spring.take_in()
    (known,) = entries(spring.office)
    with open_shell(spring.office, settings, today=SPRING) as window:
        page = enter(qtbot, window, None)
        assert "没有选定申请人" in page.banner.label.text()
        page = enter(qtbot, window, 999)
        assert "不在名册中" in page.banner.label.text()
        assert not page.view.isVisible()
        page = enter(qtbot, window, known)
        assert page.view.isVisible()
        assert not page.banner.isVisible()
        page = enter(qtbot, window, 999)
        assert not page.view.isVisible()
        click(page.banner.link)
        settle(window)
        assert window.stack.current_page() is window.page("cases")
