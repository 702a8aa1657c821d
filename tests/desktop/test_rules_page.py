"""规则与日历 by mouse and keyboard over a real office."""

import json
import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from casework import calendar_notices, form_drafts, policy_settings
from casework.drafts import ApplicantDraft, ItemDraft, ReceiptDates, RegistrationDraft
from casework.office import Office, create_office
from casework.registration import register
from casework.views import PolicyView
from desktop.components import DecisionDialog, LinkLabel
from desktop.frame.window import MainWindow
from desktop.rules import RulesPage
from desktop.rules.calendar_dialogs import KnownOnDialog, LocalDayDialog, WithdrawDialog
from desktop.rules.policy_dialog import ChoiceList, PolicyDialog
from desktop.settings.store import Settings
from law.terms import Channel, DayKind
from tests.desktop.conftest import PROFILE, TODAY, open_shell, settle
from tests.desktop.keyboard import children
from tests.desktop.test_rules_days import NOTICE


@pytest.fixture
def page(shell: MainWindow) -> Iterator[RulesPage]:
    shell.open_page("rules")
    settle(shell)
    found = shell.page("rules")
    assert isinstance(found, RulesPage)
    yield found
    assert shell.session.runner.wait_idle(10_000)


def _calendar(shell: MainWindow, page: RulesPage) -> None:
    QTest.keyClick(shell, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    assert page.section() == "calendar"


def _paste(qtbot: QtBot, shell: MainWindow, page: RulesPage, text: str) -> None:
    page.calendar.notice.edit.setFocus()
    page.calendar.notice.edit.selectAll()
    QGuiApplication.clipboard().setText(text)
    page.calendar.notice.edit.paste()
    qtbot.waitUntil(lambda: not page.days._reader.isActive())
    settle(shell)


def _dialog(kind: type[DecisionDialog]) -> DecisionDialog:
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]
    assert len(found) == 1
    return found[0]


def _link(parent: QWidget, words: str) -> LinkLabel:
    return next(one for one in children(parent, LinkLabel) if words in one.text() and one.isVisibleTo(parent))


def _late_request(office: Office) -> int:
    """An open request whose due date lies in 2027."""
    draft = RegistrationDraft(
        channel=Channel.IN_PERSON,
        dates=ReceiptDates(submitted=date(2026, 12, 7)),
        applicant=ApplicantDraft(name="测试人", phone="19900000001", address="临江县古渡街道1号"),
        items=(ItemDraft(title="补偿方案", text="古渡街道2025年征收补偿方案"),),
    )
    now = datetime(2026, 12, 7, 1, tzinfo=UTC)
    return register(office, draft, today=date(2026, 12, 7), now=now, actor="王敏").request_ids[0]


# ------------------------------------------------------------------ 规则


def test_every_rule_is_listed_with_its_detail(page: RulesPage) -> None:
    assert page.rules.rows.rowCount() == len(page.rules._rules) > 40
    assert page.rules.detail.title.text() == page.rules.rows.rows[0].title
    assert page.rules.detail.summary.text() == page.rules.rows.rows[0].summary


def test_search_by_keyboard_then_arrows(shell: MainWindow, page: RulesPage) -> None:
    QTest.keyClick(shell, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.rules.search.hasFocus()
    page.rules.search.setText("补正")
    assert 0 < page.rules.rows.rowCount() < 20
    QTest.keyClick(page.rules.search, Qt.Key.Key_Down)
    QTest.keyClick(page.rules.table, Qt.Key.Key_Down)
    assert page.rules.table.currentIndex().row() == 1
    assert page.rules.detail.title.text() == page.rules.rows.rows[1].title
    page.rules.search.setText("没有这样的词")
    assert page.rules.table.empty.isVisible()
    QTest.mouseClick(page.rules.table.empty.button, Qt.MouseButton.LeftButton)
    assert page.rules.rows.rowCount() > 40


def test_a_rule_leads_to_its_policy_and_back(page: RulesPage) -> None:
    page.rules.choose("R-31-2-P")
    link = children(page.rules.detail, LinkLabel)[-1]
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    assert page.section() == "policies"
    policy = page.policies.current()
    assert policy is not None
    assert policy.key == "ordinary_mail_unreachable"
    QTest.mouseClick(_link(page.policies.detail, "平信"), Qt.MouseButton.LeftButton)
    assert page.section() == "rules"


# ------------------------------------------------------------------ 口径设置


def test_a_policy_is_changed_by_keyboard_with_reason_and_day(
    qtbot: QtBot, shell: MainWindow, page: RulesPage, office: Office
) -> None:
    QTest.keyClick(shell, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    page.policies.choose("consultation_reading")
    page.policies.table.setFocus()
    QTest.keyClick(page.policies.table, Qt.Key.Key_Return)
    dialog = _dialog(PolicyDialog)
    assert isinstance(dialog, PolicyDialog)
    assert isinstance(dialog.value, ChoiceList)
    dialog.activateWindow()
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QRadioButton))
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    chosen = dialog.value.value()
    assert chosen != "open_closed"
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(shell)
    assert dialog.isVisible(), "without a reason it is refused and stays open"
    assert "理由" in dialog.fields["reason"].error()
    assert dialog.value.value() == chosen, "what was chosen is kept"
    dialog.reason.set_text("法制机构2026年11月20日意见")
    QTest.keyClick(dialog.reason, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(shell)
    assert not [one for one in QApplication.topLevelWidgets() if isinstance(one, PolicyDialog)]
    assert office.policies(TODAY).text("consultation_reading") == chosen
    settle(shell)
    assert "法制机构" in page.policies.detail.history.text()
    assert "没有日期变动" in page.policies.detail.moved_title.text()


def test_a_day_that_lies_back_is_refused_beside_its_field(shell: MainWindow, page: RulesPage) -> None:
    page.show_policies()
    page.policies.choose("correction_days_default")
    page.policies.detail.change.click()
    dialog = _dialog(PolicyDialog)
    assert isinstance(dialog, PolicyDialog)
    dialog.valid_from.set_value(date(2026, 1, 5))
    dialog.reason.set_text("意见")
    dialog.primary.click()
    settle(shell)
    assert "早于今天" in dialog.fields["valid_from"].error()
    dialog.reject()


def test_only_decided_policies_can_be_listed(shell: MainWindow, page: RulesPage, office: Office) -> None:
    page.show_policies()
    page.policies.scope.choose(1)
    assert [one.key for one in page.policies.rows.rows] == ["review_mode"]  # the office of the tests works alone
    policy_settings.decide_policy(
        office,
        "late_extension_effect",
        next(v for v, _ in _policy(office, "late_extension_effect").choices if v != "void"),
        valid_from=TODAY,
        reason="意见",
        now=shell.session.now,
        actor="王敏",
        today=TODAY,
    )
    page.law.reload()
    settle(shell)
    assert {one.key for one in page.policies.rows.rows} == {"review_mode", "late_extension_effect"}


def test_where_nothing_is_decided_the_defaults_hold(settings: Settings, tmp_path: Path) -> None:
    now = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
    undecided = create_office(tmp_path / "new.db", PROFILE, now=now, actor="王敏", today=TODAY)
    with open_shell(undecided, settings) as window:
        window.open_page("rules")
        settle(window)
        rules = window.page("rules")
        assert isinstance(rules, RulesPage)
        rules.show_policies()
        rules.policies.scope.choose(1)
        assert rules.policies.rows.rowCount() == 0
        assert "默认" in rules.policies.table.empty.sentence.text()
    undecided.close()


def _policy(office: Office, key: str) -> PolicyView:
    return next(one for one in policy_settings.policies(office, on=TODAY) if one.key == key)


# ------------------------------------------------------------------ 日历与通知


def test_a_wrong_weekday_is_named_marked_and_reached(qtbot: QtBot, shell: MainWindow, page: RulesPage) -> None:
    _calendar(shell, page)
    wrong = NOTICE.replace("9月15日（周三）", "9月15日（周四）")
    _paste(qtbot, shell, page, wrong)
    card = page.calendar.notice
    assert "第 8 行" in card.banner.label.text()
    assert card.banner.link.text() == "到第 8 行"
    assert card.edit.problem_lines() == (8,)
    line = card.edit.document().findBlockByNumber(7)
    where = card.edit.blockBoundingGeometry(line).translated(card.edit.contentOffset())
    assert 0 <= where.top() < card.edit.viewport().height(), "the failing line of a pasted text is in sight"
    assert not page.calendar.adopt.isEnabled()
    assert page.calendar.adopt.text() == "启用（先改正 1 处）"
    assert "周四" in page.calendar.adopt.toolTip()
    QTest.mouseClick(card.banner.link, Qt.MouseButton.LeftButton)
    assert card.edit.current_line() == 8
    assert card.edit.hasFocus()
    page.calendar.adopt.click()
    settle(shell)
    assert page.session.office.horizon == date(2026, 12, 31)
    QTest.keyClick(card.edit, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(shell, Qt.Key.Key_F4)
    assert card.edit.current_line() == 8


def test_a_notice_is_adopted_by_keyboard_after_its_moved_cases_were_shown(
    qtbot: QtBot, shell: MainWindow, page: RulesPage, office: Office
) -> None:
    request_id = _late_request(office)
    _calendar(shell, page)
    _paste(qtbot, shell, page, NOTICE)
    assert [one.request_id for one in page.calendar.moved.moved()] == [request_id]
    assert page.calendar.year.picture.year() == 2027
    cell = page.calendar.year.picture.cell(date(2027, 10, 9))
    assert cell is not None
    assert cell.kind is DayKind.MAKEUP
    assert page.calendar.adopt.isEnabled()
    QTest.keyClick(page.calendar.notice.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(shell)
    settle(shell)
    assert office.horizon == date(2027, 12, 31)
    assert page.calendar.moved.title.text().startswith("已启用")
    assert [one.request_id for one in page.calendar.moved.moved()] == [request_id]
    assert page.calendar.notice.content().is_empty
    assert form_drafts.load(office, "rules:notice") is None
    assert not page.calendar.adopt.isEnabled()


def test_an_adoption_is_stopped_by_escape_and_undone(
    qtbot: QtBot, shell: MainWindow, page: RulesPage, office: Office
) -> None:
    _late_request(office)
    _calendar(shell, page)
    _paste(qtbot, shell, page, NOTICE)
    held = threading.Event()
    shell.session.runner.run(held.wait, shell.stack.setEnabled)
    QTest.keyClick(page.calendar.notice.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not page.calendar.notice.isEnabled()
    qtbot.waitUntil(page.calendar.progress.isVisible)
    QTest.keyClick(shell, Qt.Key.Key_Escape)
    held.set()
    settle(shell)
    assert shell.current_page() is page
    assert office.horizon == date(2026, 12, 31)
    assert page.calendar.progress.isHidden()
    assert shell.toast.label.text() == "已取消，通知没有启用。在办件的日期都没有变动。"
    assert page.calendar.notice.isEnabled()
    assert not page.calendar.notice.content().is_empty
    QTest.mouseClick(page.calendar.adopt, Qt.MouseButton.LeftButton)
    settle(shell)
    assert office.horizon == date(2027, 12, 31)
    assert page.calendar.progress.bar.value() == page.calendar.progress.bar.maximum() == 1


def test_copying_the_moved_list(qtbot: QtBot, shell: MainWindow, page: RulesPage, office: Office) -> None:
    _late_request(office)
    _calendar(shell, page)
    _paste(qtbot, shell, page, NOTICE)
    QTest.mouseClick(page.calendar.moved.copy, Qt.MouseButton.LeftButton)
    assert "依申〔2026〕1号\t" in QGuiApplication.clipboard().text()


def test_pasted_text_survives_leaving_the_page(
    qtbot: QtBot, shell: MainWindow, page: RulesPage, office: Office
) -> None:
    _calendar(shell, page)
    _paste(qtbot, shell, page, "一、元旦：1月1日")
    assert page.days.has_unkept_text()
    assert page.can_leave()
    settle(shell)
    kept = form_drafts.load(office, "rules:notice")
    assert kept is not None
    assert json.loads(kept.payload)["text"] == "一、元旦：1月1日"
    page.calendar.notice.fill(type(page.calendar.notice.content())())
    page.on_enter("calendar")
    settle(shell)
    settle(shell)
    assert page.calendar.notice.content().text == "一、元旦：1月1日"


@pytest.mark.parametrize("suffix", [".txt", ".json"])
def test_a_file_is_dropped(
    qtbot: QtBot, shell: MainWindow, page: RulesPage, office: Office, tmp_path: Path, suffix: str
) -> None:
    _calendar(shell, page)
    file = tmp_path / f"notice{suffix}"
    if suffix == ".txt":
        file.write_bytes(NOTICE.encode("gb18030"))
    else:
        preview = calendar_notices.preview_text(
            office, NOTICE, year=None, document_number=None, published_on=None, today=TODAY
        )
        file.write_text(json.dumps(json.loads(preview.source_json)["notices"], ensure_ascii=False), encoding="utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    box = page.calendar.notice.edit.viewport()
    where = QPoint(20, 20)
    keys = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(box, QDragEnterEvent(where, Qt.DropAction.CopyAction, data, *keys))
    QApplication.sendEvent(box, QDropEvent(where.toPointF(), Qt.DropAction.CopyAction, data, *keys))
    settle(shell)
    qtbot.waitUntil(lambda: not page.days._reader.isActive())
    settle(shell)
    assert page.calendar.adopt.isEnabled(), page.calendar.adopt.toolTip()
    assert page.calendar.notice.edit.isReadOnly() is (suffix == ".json")
    if suffix == ".json":
        QTest.mouseClick(page.calendar.notice.file_banner.link, Qt.MouseButton.LeftButton)
        settle(shell)
        assert page.calendar.notice.content().is_empty
        assert not page.calendar.adopt.isEnabled()


def test_a_file_that_is_no_notice_is_refused(shell: MainWindow, page: RulesPage, tmp_path: Path) -> None:
    _calendar(shell, page)
    file = tmp_path / "other.json"
    file.write_text('{"a": 1}', encoding="utf-8")
    page.days.take_file(file)
    settle(shell)
    assert "不能作为放假通知" in page.calendar.notice.banner.label.text()


def test_the_calendar_as_known_on_a_day(shell: MainWindow, page: RulesPage) -> None:
    _calendar(shell, page)
    page.days.show_year(2020)
    settle(shell)
    picture = page.calendar.year.picture
    cell = picture.cell(date(2020, 1, 31))
    assert cell is not None
    assert cell.kind is DayKind.HOLIDAY
    QTest.mouseClick(page.calendar.loaded.known_on, Qt.MouseButton.LeftButton)
    dialog = _dialog(KnownOnDialog)
    assert isinstance(dialog, KnownOnDialog)
    dialog.day.set_value(date(2020, 1, 20))
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    settle(shell)
    cell = picture.cell(date(2020, 1, 31))
    assert cell is not None
    assert cell.kind is not DayKind.HOLIDAY
    assert "2020年1月20日" in page.calendar.year.banner.label.text()
    QTest.mouseClick(page.calendar.year.banner.link, Qt.MouseButton.LeftButton)
    settle(shell)
    assert picture.cell(date(2020, 1, 31)).kind is DayKind.HOLIDAY  # type: ignore[union-attr]


def test_local_days_are_added_and_removed(shell: MainWindow, page: RulesPage, office: Office) -> None:
    _calendar(shell, page)
    QTest.mouseClick(page.calendar.local.add, Qt.MouseButton.LeftButton)
    dialog = _dialog(LocalDayDialog)
    assert isinstance(dialog, LocalDayDialog)
    dialog.on.set_value(date(2026, 12, 14))
    dialog.name.setText("丰收节")
    dialog.primary.click()
    settle(shell)
    assert "文号" in dialog.fields["document_number"].error()
    dialog.document.setText("临政发〔2026〕3号")
    dialog.primary.click()
    settle(shell)
    settle(shell)
    assert not office.calendar().is_working(date(2026, 12, 14))
    cell = page.calendar.year.picture.cell(date(2026, 12, 14))
    assert cell is not None
    assert cell.kind is DayKind.LOCAL_HOLIDAY
    QTest.mouseClick(_link(page.calendar.local, "移除"), Qt.MouseButton.LeftButton)
    settle(shell)
    assert office.calendar().is_working(date(2026, 12, 14))


def test_an_imported_notice_is_taken_back_with_a_reason(
    qtbot: QtBot, shell: MainWindow, page: RulesPage, office: Office
) -> None:
    _calendar(shell, page)
    _paste(qtbot, shell, page, NOTICE)
    page.days.adopt()
    settle(shell)
    settle(shell)
    QTest.mouseClick(_link(page.calendar.loaded, "撤下"), Qt.MouseButton.LeftButton)
    dialog = _dialog(WithdrawDialog)
    assert isinstance(dialog, WithdrawDialog)
    dialog.reason.set_text("录错")
    dialog.primary.click()
    settle(shell)
    assert office.horizon == date(2026, 12, 31)


def test_the_year_is_walked_by_keyboard(shell: MainWindow, page: RulesPage) -> None:
    _calendar(shell, page)
    settle(shell)
    picture = page.calendar.year.picture
    picture.setFocus()
    QTest.keyClick(picture, Qt.Key.Key_Home)
    assert picture.current() == date(2026, 1, 1)
    assert "元旦" in page.calendar.year.day.text()
    QTest.keyClick(picture, Qt.Key.Key_Down)
    assert picture.current() == date(2026, 1, 8)
    QTest.mouseClick(picture, Qt.MouseButton.LeftButton, pos=picture.box_of(date(2026, 10, 1)).center().toPoint())
    assert "国庆" in page.calendar.year.day.text()
    QTest.mouseClick(page.calendar.year.back, Qt.MouseButton.LeftButton)
    settle(shell)
    assert picture.year() == 2025


def test_the_picture_paints_each_kind_by_shape(shell: MainWindow, page: RulesPage) -> None:
    """Painted to grey, a holiday, a makeup day and a working day still differ."""
    _calendar(shell, page)
    settle(shell)
    picture = page.calendar.year.picture
    image = picture.grab().toImage()
    ratio = image.devicePixelRatio()

    def strip(day: date) -> list[int]:
        box = picture.box_of(day)
        y = int((box.top() + 2) * ratio)
        return [image.pixelColor(int((box.left() + x) * ratio), y).lightness() for x in range(1, int(box.width()) - 1)]

    off, makeup, working = date(2026, 10, 1), date(2026, 10, 10), date(2026, 10, 8)
    assert office_kind(page, makeup) is DayKind.MAKEUP
    assert min(strip(makeup)) < min(strip(off)) < min(strip(working)) + 1


def office_kind(page: RulesPage, day: date) -> DayKind:
    return page.session.office.calendar().day(day).kind
