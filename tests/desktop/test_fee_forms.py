"""The forms of fees beyond the plain way: the live calculator, counting real files, payments that do not fit."""

import re
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from casework.fee_views import FeeView
from casework.office import Office
from desktop.acts.fee_proposal import ProposeFeePanel
from desktop.acts.fee_steps import NotifyFeePanel, RecordPaymentPanel
from desktop.acts.page_counts import CountPagesPanel, FileRow
from desktop.components import LineInput
from desktop.frame.window import MainWindow
from desktop.settings.page import SettingsPage
from law.terms import Act, EventKind, FeeMethod, FeeStatus
from tests.casework.desk import APPLICANT, Desk
from tests.desktop.case_desk import case_page, desk_at, events, fill, open_form, refusals, seen, send
from tests.desktop.conftest import TODAY, settle
from tests.desktop.hands import click
from tests.desktop.keyboard import children, type_text
from tests.desktop.test_intake_keyboard import enter
from tests.desktop.test_intake_page import fill as fill_letter
from tests.desktop.test_intake_page import previewed

PDFS = Path(__file__).parent.parent / "data" / "pdfs"


def _settled(shell: MainWindow) -> None:
    settle(shell)
    QTest.qWait(140)  # the calculator asks after a pause
    settle(shell)


def _fee(office: Office, request_id: int) -> FeeView:
    found = seen(office, request_id).fee
    assert found is not None
    return found


# -------------------------------------------------------------------------------------------------- calculator


def _calculator(shell: MainWindow, request_id: int) -> ProposeFeePanel:
    panel = open_form(shell, request_id, Act.PROPOSE_FEE)
    assert isinstance(panel, ProposeFeePanel)
    _settled(shell)
    return panel


def _amounts(panel: ProposeFeePanel) -> tuple[str, str]:
    return panel.offers[FeeMethod.BY_PIECE].amount.text(), panel.offers[FeeMethod.BY_VOLUME].amount.text()


def test_both_standards_follow_what_is_typed(office: Office, shell: MainWindow) -> None:
    desk = desk_at(office, date(2026, 11, 16))
    ids = [desk.take_in() for _ in range(12)]
    panel = _calculator(shell, ids[11])
    assert panel.counted.text().startswith("本件为申请人2026年11月第 12 件")
    for typed, amount in (("30", "0元"), ("31", "10元"), ("100", "700元"), ("101", "720元"), ("201", "2,740元")):
        fill(panel, extra_pages=typed, extra_reason="逐页清点")
        _settled(shell)
        assert _amounts(panel) == ("100元", amount), typed
    assert panel.primary.text() == "提出按件收费 100元", "never the sum of both"
    fill(panel, method="按量")
    _settled(shell)
    assert panel.primary.text() == "提出按量收费 2,740元"
    shown = "\n".join(one.text() for one in children(panel.offers[FeeMethod.BY_VOLUME], QLabel))
    for part in ("第31至100页", "70页", "每页10元", "第201页", "每页40元", "信息处理费管理办法第五条"):
        assert part in shown


def test_a_reply_without_copies_is_free_and_says_why(office: Office, shell: MainWindow) -> None:
    desk = desk_at(office, date(2026, 11, 16))
    request_id = [desk.take_in() for _ in range(11)][10]
    panel = _calculator(shell, request_id)
    combo = panel.controls["reply"]
    label = next(one.label for one in panel.form.replies if "不存在" in one.label) if panel.form else ""
    fill(panel, reply=label)
    _settled(shell)
    assert _amounts(panel)[1] == "不能收"
    assert panel.offers[FeeMethod.BY_VOLUME].why.text()
    assert combo.isEnabled()
    send(shell, panel)
    assert EventKind.FEE_PROPOSED not in events(office, request_id) or _amounts(panel)[0] != "不能收"


def test_pages_typed_as_words_are_refused_and_kept(office: Office, shell: MainWindow) -> None:
    request_id = desk_at(office, date(2026, 11, 16)).take_in()
    panel = _calculator(shell, request_id)
    fill(panel, extra_pages="一百页", extra_reason="逐页清点", method="按量", reason="页数很多")
    send(shell, panel)
    assert "“一百页”不是页数" in panel.fields["extra_pages"].error()
    assert panel.text("reason") == "页数很多"
    assert EventKind.FEE_PROPOSED not in events(office, request_id)


def test_a_closed_case_has_the_calculator_but_no_proposal(office: Office, shell: MainWindow) -> None:
    desk = desk_at(office, date(2026, 11, 16))
    request_id = desk.take_in()
    notice = desk.reply(request_id)
    desk.on(11, 18).serve(notice)
    page = case_page(shell, request_id)
    section = page.view.request.fee
    assert section is not None
    section.calculator.clicked.emit()
    _settled(shell)
    panel = page.desk.panel
    assert isinstance(panel, ProposeFeePanel)
    fill(panel, extra_pages="201", extra_reason="逐页清点")
    _settled(shell)
    assert panel.offers[FeeMethod.BY_VOLUME].amount.text() == "2,740元"
    assert not panel.primary.isEnabled()
    assert panel.banner.label.text()


# -------------------------------------------------------------------------------------------------- page counting


def _counting(shell: MainWindow, desk: Desk, *beginnings: str) -> tuple[int, CountPagesPanel]:
    request_id = desk.take_in()
    for beginning in beginnings:
        file = next(PDFS.glob(f"{beginning}*"))
        desk.attach(request_id, file.name, file.read_bytes())
    panel = open_form(shell, request_id, Act.COUNT_PAGES)
    assert isinstance(panel, CountPagesPanel)
    _settled(shell)
    return request_id, panel


def _row(panel: CountPagesPanel, beginning: str) -> FileRow:
    return next(one for one in panel.rows.values() if one.view.file_name.startswith(beginning))


def _measure(shell: MainWindow, line: FileRow) -> None:
    click(line.button)
    _settled(shell)


def _units(line: FileRow) -> str:
    return line.text_of(line.units)


def _write(line: FileRow, which: str, text: str) -> None:
    control = getattr(line, which).control
    assert isinstance(control, LineInput)
    control.setFocus()
    control.selectAll()
    type_text(control, text)


def test_files_are_measured_and_the_fee_follows(office: Office, shell: MainWindow) -> None:
    request_id, panel = _counting(shell, desk_at(office), "D01", "D02")
    for beginning, units in (("D01", "31"), ("D02", "114")):
        line = _row(panel, beginning)
        _measure(shell, line)
        assert _units(line) == units
    assert "空白面：第 12、48、89、103、119 面" in _row(panel, "D02").found.text()
    assert panel.total.text() == "合计 145 页"
    send(shell, panel)
    assert refusals(shell, request_id) == []
    assert _fee(office, request_id).volume.fen == (70 * 10 + 45 * 20) * 100


def test_an_encrypted_file_asks_for_its_password(office: Office, shell: MainWindow) -> None:
    request_id, panel = _counting(shell, desk_at(office), "D04")
    line = _row(panel, "D04")
    _measure(shell, line)
    assert "密码" in line.found.text()
    assert line.password.isVisible()
    assert line.password.control.hasFocus()
    _write(line, "password", "不对")
    _measure(shell, line)
    assert "密码" in line.found.text()
    assert _units(line) == ""
    _write(line, "password", "临江2026")
    _measure(shell, line)
    assert _units(line) == "12"
    send(shell, panel)
    assert refusals(shell, request_id) == []


def test_a_damaged_file_is_counted_by_hand_with_a_reason(office: Office, shell: MainWindow) -> None:
    request_id, panel = _counting(shell, desk_at(office), "D06")
    line = _row(panel, "D06")
    _measure(shell, line)
    assert "损坏" in line.found.text() or "不完整" in line.found.text()
    assert _units(line) == ""
    _write(line, "units", "45")
    send(shell, panel)
    assert refusals(shell, request_id) != [], "by whom and how it was counted has to be said"
    assert _units(line) == "45"
    _write(line, "reason", "打印后逐页清点")
    send(shell, panel)
    assert refusals(shell, request_id) == []
    told = next(one for one in seen(office, request_id).events if one.kind is EventKind.PAGES_COUNTED)
    assert "（人工计：打印后逐页清点）" in told.detail


def test_another_number_than_measured_needs_a_reason(office: Office, shell: MainWindow) -> None:
    request_id, panel = _counting(shell, desk_at(office), "D01")
    line = _row(panel, "D01")
    _measure(shell, line)
    _write(line, "units", "29")
    send(shell, panel)
    assert refusals(shell, request_id) != []
    _write(line, "reason", "封面、封底不提供")
    send(shell, panel)
    assert refusals(shell, request_id) == []


def test_measuring_can_be_stopped_and_begun_again(office: Office, shell: MainWindow) -> None:
    _, panel = _counting(shell, desk_at(office), "D03")
    line = _row(panel, "D03")
    click(line.button)
    assert not line.button.isEnabled()
    panel.progress.cancelled.emit()
    _settled(shell)
    assert line.button.isEnabled()
    assert _units(line) == ""
    _measure(shell, line)
    assert _units(line) == "201"


def test_a_case_without_files_says_what_to_do(office: Office, shell: MainWindow) -> None:
    _, panel = _counting(shell, desk_at(office))
    assert panel.none.isVisible()
    assert "添加附件" in panel.none.text()


# -------------------------------------------------------------------------------------------------- notice and payment


def test_another_way_than_the_applicants_needs_its_reason(office: Office, shell: MainWindow) -> None:
    desk = desk_at(office, date(2026, 11, 16))
    request_id = desk.take_in()
    desk.on(11, 17).propose(request_id, FeeMethod.BY_VOLUME, pages=110)
    desk.approve(request_id)
    panel = open_form(shell, request_id, Act.NOTIFY_FEE)
    assert isinstance(panel, NotifyFeePanel)
    reason = panel.fields["other_way_reason"]
    assert not reason.isVisible()
    send(shell, panel)
    assert "缴纳方式" in "".join(refusals(shell, request_id)), "the settings do not say yet how to pay"


def _due(office: Office) -> int:
    desk = desk_at(office, date(2026, 11, 16))
    request_id = desk.take_in()
    notice = desk.on(11, 17).charge(request_id, FeeMethod.BY_VOLUME, pages=110)
    desk.on(11, 18).serve(notice)
    return request_id


def _payment(shell: MainWindow, request_id: int) -> RecordPaymentPanel:
    panel = open_form(shell, request_id, Act.RECORD_PAYMENT)
    assert isinstance(panel, RecordPaymentPanel)
    return panel


def test_a_part_does_not_clear_and_what_is_left_is_proposed_next(office: Office, shell: MainWindow) -> None:
    request_id = _due(office)
    panel = _payment(shell, request_id)
    fill(panel, fen="300.50", receipt_number="票0001")
    shown = "\n".join(one.text() for one in children(panel.fields["fen"], QLabel))
    assert "少于应缴数额" in shown
    assert panel.part.isVisible()
    send(shell, panel)
    assert refusals(shell, request_id) == []
    fee = _fee(office, request_id)
    assert (fee.status, fee.paid, fee.missing) == (FeeStatus.PART_PAID, "300.50元", "599.50元")
    panel = _payment(shell, request_id)
    assert panel.text("fen") == "599.50"
    fill(panel, receipt_number="票0002")
    send(shell, panel)
    assert _fee(office, request_id).status is FeeStatus.PAID


@pytest.mark.parametrize("typed", ["", "900元整", "0", "-5", "1e3", "12.345", "九百"])
def test_amounts_that_are_none_are_refused_and_kept(office: Office, shell: MainWindow, typed: str) -> None:
    request_id = _due(office)
    panel = _payment(shell, request_id)
    fill(panel, fen=typed, receipt_number="票0001")
    send(shell, panel)
    assert panel.fields["fen"].error()
    assert panel.text("receipt_number") == "票0001"
    assert EventKind.FEE_PAID not in events(office, request_id)


def test_the_same_receipt_twice_is_asked_about(office: Office, shell: MainWindow) -> None:
    request_id = _due(office)
    desk_at(office).on(11, 19).pay(request_id, 30_000, receipt_number="票0001")
    panel = _payment(shell, request_id)
    fill(panel, receipt_number="票0001")
    send(shell, panel)
    assert any("票0001" in one for one in refusals(shell, request_id))
    assert _fee(office, request_id).paid == "300元", "nothing is counted twice"


# -------------------------------------------------------------------------------------------------- intake and settings


def test_the_intake_says_what_the_next_piece_would_cost(qtbot: QtBot, office: Office, shell: MainWindow) -> None:
    desk = desk_at(office, TODAY)
    for _ in range(10):
        desk.take_in()
    page, _ = enter(qtbot, shell)
    fill_letter(page, number=APPLICANT.identity_number)
    previewed(qtbot, shell, page)
    QTest.qWait(20)
    area = page.view.side
    assert area.fee.isVisible()
    shown = "\n".join(one.text() for one in children(area.fee, QLabel) if one.isVisible())
    assert re.search(r"2026年11月第 11 件，按件计收100元", shown), shown
    assert "登记不产生收费" in shown
    assert "说明理由" in shown


def test_how_fees_reach_the_treasury_is_kept(shell: MainWindow) -> None:
    shell.open_page("settings")
    settle(shell)
    page = shell.page("settings")
    assert isinstance(page, SettingsPage)
    card = page.fee_account
    assert card.draft().unit_name == "临江县自然资源局"
    assert card.draft().item_code == "103049950"
    line = card.fields["pay_way"].control
    assert isinstance(line, LineInput)
    line.setFocus()
    type_text(line, "凭缴款码到代收银行缴纳")
    click(card.save)
    settle(shell)
    assert "收费设置已保存" in shell.toast.label.text()
    shell.open_page("worklist")
    shell.open_page("settings")
    settle(shell)
    assert card.draft().pay_way == "凭缴款码到代收银行缴纳"


def test_a_form_of_a_fee_survives_being_left(office: Office, shell: MainWindow) -> None:
    request_id = _due(office)
    panel = _payment(shell, request_id)
    fill(panel, fen="899", receipt_number="票0077", note="申请人来电说明")
    QTest.keyClick(panel, Qt.Key.Key_Escape)
    settle(shell)
    again = _payment(shell, request_id)
    settle(shell)
    assert (again.text("fen"), again.text("receipt_number"), again.text("note")) == ("899", "票0077", "申请人来电说明")
