"""The first path once more with the mouse: the keyboard gives the data alone."""

from datetime import date

from desktop.acts.outcome import OutcomePanel
from desktop.worklist import WorklistPage
from law.terms import Outcome, RequestStatus
from tests.desktop.end_to_end.clerk import Clerk
from tests.desktop.end_to_end.conftest import Day
from tests.desktop.end_to_end.desk_work import GRANT_WORDS, LETTER_WORDS
from tests.desktop.end_to_end.mouse import Mouse
from tests.desktop.end_to_end.test_paths import FIRST, assert_closed


def write(clerk: Clerk, mouse: Mouse, field: str, words: str) -> None:
    mouse.click(field)
    clerk.keys.wait_at(field)
    clerk.keys.type(words)


def open_case(clerk: Clerk, mouse: Mouse) -> None:
    worklist = clerk.window.current_page()
    assert isinstance(worklist, WorklistPage)
    clerk.keys.wait(lambda: bool(worklist.model.rows), "the worklist stays empty")
    mouse.click_row(worklist.view.table, FIRST, twice=True)
    clerk.wait_case(FIRST)


def wait_done(clerk: Clerk, act: str) -> None:
    """The form is gone and another act is offered."""
    clerk.keys.wait(lambda: clerk.case_page().desk.panel is None and act in clerk.acts(), f"{act} is not offered")


def test_grant_by_mouse(day: Day) -> None:
    with day(date(2026, 3, 2)) as clerk:
        mouse = Mouse(clerk.keys, clerk.window)
        mouse.click("收件登记")
        clerk.keys.wait_at("单位签收日期")
        mouse.click("收件渠道 EMS/挂号")
        for field, words in LETTER_WORDS.items():
            write(clerk, mouse, field, words)
        mouse.click("登记并打开回执　Ctrl+Enter")
        clerk.wait_case(FIRST)
    with day(date(2026, 3, 10)) as clerk:
        mouse = Mouse(clerk.keys, clerk.window)
        open_case(clerk, mouse)
        mouse.click("确定处理结果")
        panel = clerk.panel()
        assert isinstance(panel, OutcomePanel)
        clerk.keys.wait(lambda: panel.list.count() > 0 and panel.guide is not None, "no outcomes are offered")
        mouse.click("判断方式 直接选定")
        mouse.click_row(panel.list, "予以公开")
        mouse.click("提供形式 纸质")
        for field, words in GRANT_WORDS.items():
            mouse.click(field)
            clerk.keys.fill(field, words)
        mouse.click("确定")
        wait_done(clerk, "拟答复文书")
        mouse.click("保密审查")
        clerk.keys.wait_at("审查的信息")
        write(clerk, mouse, "复核人", "周科长")
        mouse.click("审查结论 可以公开")
        shown = clerk.case_page().reading
        mouse.click("记入保密审查")
        clerk.keys.wait(lambda: clerk.case_page().reading is not shown, "the review is not shown")
        wait_done(clerk, "拟答复文书")
        mouse.click("拟答复文书")
        mouse.click("签发…")
        clerk.keys.wait_at("落款日期")
        write(clerk, mouse, "邮件号", "1098000000061")
        mouse.click("签发")
        mouse.click("回到办件")
        clerk.wait_case(FIRST)
        assert clerk.case(FIRST).status is RequestStatus.DISPATCHED
    with day(date(2026, 3, 13)) as clerk:
        mouse = Mouse(clerk.keys, clerk.window)
        open_case(clerk, mouse)
        mouse.click("登记送达")
        clerk.keys.wait_at("送达日期")
        write(clerk, mouse, "送达日期", "今天")
        write(clerk, mouse, "凭证编号或者说明", "，查询单")
        mouse.click("登记送达")
        clerk.keys.wait(lambda: clerk.case(FIRST).status is RequestStatus.CLOSED, "the case does not close")
        assert_closed(clerk, FIRST, Outcome.GRANT, "临资公复〔2026〕1号", "3月13日")
