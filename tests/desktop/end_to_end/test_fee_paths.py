"""A fee from the proposal to its end with keys alone: paid, with a fresh period after it; or not paid, and given up."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from desktop.acts.fee_proposal import ProposeFeePanel
from desktop.fees import FeesPage
from desktop.settings.page import SettingsPage
from law.terms import FeeStatus, Outcome, RequestStatus
from tests.desktop.end_to_end.clerk import Clerk
from tests.desktop.end_to_end.conftest import Day
from tests.desktop.end_to_end.desk_work import (
    GRANT_WORDS,
    decide,
    record_service,
    register,
    review_secrecy,
    send_reply,
)
from tests.desktop.end_to_end.mouse import Mouse
from tests.desktop.end_to_end.test_paths import FIRST, assert_closed, due, letter_text

# 110 pages: 30 free, 31 to 100 at 10 yuan, 101 to 110 at 20 yuan (信息处理费管理办法第五条).
PAGES, AMOUNT = "110", "900元"
NOTICE = "临资公费〔2026〕1号"


def set_account(clerk: Clerk) -> None:
    """How fees reach the treasury, written once into the settings."""
    keys = clerk.keys
    keys.ctrl(Qt.Key.Key_0)
    keys.wait(lambda: isinstance(clerk.window.current_page(), SettingsPage), "no settings")
    page = clerk.window.current_page()
    assert isinstance(page, SettingsPage)
    keys.wait(lambda: bool(page.fee_account.draft().unit_name), "the settings are not read")
    keys.fill("缴纳方式", "凭缴款码到代收银行缴纳")
    keys.tab_to("保存收费缴款")
    keys.press(Qt.Key.Key_Space)
    keys.wait(lambda: "收费设置已保存" in clerk.window.toast.label.text(), "the settings are not kept")
    keys.ctrl(Qt.Key.Key_1)


def charge(clerk: Clerk) -> None:
    """Propose by volume, have it approved, sign and post the notice."""
    keys = clerk.keys
    clerk.act("提出收费")
    panel = clerk.panel()
    assert isinstance(panel, ProposeFeePanel)
    keys.wait(lambda: panel.form is not None, "no figures")
    keys.fill("人工计的页数", PAGES)
    keys.fill("怎样数得", "纸质案卷逐页清点")
    keys.choose("选用", "按量")
    keys.fill("收费理由", "页数明显超过合理范围，逐页清点110页。")
    keys.wait(lambda: panel.primary.text() == f"提出按量收费 {AMOUNT}", panel.primary.text)
    clerk.finish()
    assert clerk.fee_status(FIRST) is FeeStatus.PROPOSED
    clerk.act("审批收费")
    keys.fill("审批人", "赵主任")
    clerk.finish()
    clerk.act("发收费通知")
    keys.fill("缴款码", "9901002026000012")
    keys.fill("邮件号", "1098000000058")
    clerk.finish()
    assert any(NOTICE in one for one in clerk.course())


@pytest.fixture
def notified(day: Day) -> Day:
    """A letter of 2 March whose fee was notified on 4 March and served on 6 March."""
    with day(date(2026, 3, 2)) as clerk:
        register(clerk, FIRST)
        set_account(clerk)
    with day(date(2026, 3, 4)) as clerk:
        clerk.open_case(FIRST)
        charge(clerk)
        assert clerk.case(FIRST).status is RequestStatus.AWAITING_PAYMENT
        assert due(clerk) is None or clerk.case(FIRST).clock.paused
    with day(date(2026, 3, 6)) as clerk:
        clerk.open_case(FIRST)
        record_service(clerk)
        fee = clerk.case(FIRST).fee
        assert fee is not None
        assert (fee.status, fee.amount, fee.pay_due) == (FeeStatus.DUE, AMOUNT, date(2026, 4, 3))
    return day


def test_paid_then_a_fresh_period_then_the_reply(notified: Day) -> None:
    with notified(date(2026, 3, 20)) as clerk:
        clerk.open_case(FIRST)
        clerk.act("登记缴费")
        clerk.keys.fill("票据号", "东财票0001")
        clerk.finish()
        assert clerk.fee_status(FIRST) is FeeStatus.PAID
        assert due(clerk) == date(2026, 4, 20), "twenty working days from the day after the payment"
    with notified(date(2026, 4, 2)) as clerk:
        clerk.open_case(FIRST)
        decide(clerk, "予以公开", Outcome.GRANT, {**GRANT_WORDS, "页数": PAGES}, {"提供形式": "纸质"})
        clerk.finish()
        review_secrecy(clerk)
        send_reply(clerk)
    with notified(date(2026, 4, 7)) as clerk:
        clerk.open_case(FIRST)
        record_service(clerk, about="临资公复〔2026〕1号")
        view = assert_closed(clerk, FIRST, Outcome.GRANT, "临资公复〔2026〕1号", "4月7日")
        assert view.clock.reply_effective_on == date(2026, 4, 2)


def test_not_paid_then_given_up_from_the_list_of_fees(notified: Day) -> None:
    with notified(date(2026, 4, 7)) as clerk:
        keys = clerk.keys
        assert clerk.case(FIRST).fee is not None
        keys.ctrl(Qt.Key.Key_5)
        page = clerk.window.current_page()
        assert isinstance(page, FeesPage)
        keys.wait(lambda: page.model.rowCount() == 1 and bool(page.view.preview.acts), "the list of fees stays empty")
        row = page.model.row_at(0)
        assert row is not None
        assert row.overdue
        assert row.stage_text == "期满未缴清"
        keys.press(Qt.Key.Key_F6)
        keys.wait(lambda: clerk.heading() == FIRST and clerk.case_page().desk.panel is not None, "no form opens")
        assert clerk.panel().title == "逾期未缴费"
        keys.fill("查询情况", "经向代收银行查询，期满未见入账")
        clerk.finish()
        assert clerk.fee_status(FIRST) is FeeStatus.LAPSED
        decide(clerk, "逾期不缴费，不再处理", Outcome.ABANDONED_NO_PAYMENT, {})
        clerk.finish()
        send_reply(clerk)
    with notified(date(2026, 4, 9)) as clerk:
        clerk.open_case(FIRST)
        record_service(clerk, about="临资公复〔2026〕1号")
        given_up = Outcome.ABANDONED_NO_PAYMENT
        view = assert_closed(clerk, FIRST, given_up, "临资公复〔2026〕1号", "4月9日", on_time=None)
        assert "逾期" not in view.clock.urgency_text, "the former due date of 30 March did not run any more"
        text = letter_text(clerk)
        assert NOTICE in text
        assert "视为放弃申请" in text


def test_payment_by_mouse(notified: Day) -> None:
    with notified(date(2026, 3, 20)) as clerk:
        mouse = Mouse(clerk.keys, clerk.window)
        mouse.click("收费")
        page = clerk.window.current_page()
        assert isinstance(page, FeesPage)
        clerk.keys.wait(lambda: page.model.rowCount() == 1 and bool(page.view.preview.acts), "no fees")
        mouse.click_row(page.view.table, FIRST, twice=True)
        clerk.wait_case(FIRST)
        mouse.click("登记缴费")
        clerk.keys.wait_at("缴费金额（元）")
        mouse.click("票据号")
        clerk.keys.type("东财票0002")
        mouse.click("登记缴费")
        clerk.keys.wait(lambda: clerk.fee_status(FIRST) is FeeStatus.PAID, "the payment is not kept")
        assert due(clerk) == date(2026, 4, 20)
