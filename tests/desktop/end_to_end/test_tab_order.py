"""Tab goes through a form in the order in which it reads, and from its last field to its buttons."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from law.terms import Outcome
from tests.desktop.end_to_end.clerk import Clerk
from tests.desktop.end_to_end.conftest import Day
from tests.desktop.end_to_end.desk_work import decide, register
from tests.desktop.end_to_end.test_paths import FIRST

LETTER = (
    "单位签收日期",
    "到达公开机构日期",
    "邮件号",
    "申请人类别 公民",
    "姓名",
    "证件种类",
    "证件号码",
    "联系电话",
    "邮编",
    "通信地址",
    "申请内容",
    "提供形式 纸质",
    "获取方式 邮寄",
    "登记并打开回执　Ctrl+Enter",
)
FORMS = {
    "要求补正": ("不明确之处，一行一项", "怎样补正", "补正截止日", "邮件号", "返回", "签发补正告知书"),
    "录入联系记录": ("日期", "号码", "内容", "返回", "记入联系记录"),
    "申请人撤回": ("有申请人签署的撤回", "申请人所述的原因", "选择文件…", "返回", "登记撤回"),
}


def walk(clerk: Clerk, last: str) -> list[str]:
    """The names that Tab passes up to the last one."""
    passed = [clerk.keys.place()]
    while passed[-1] != last:
        assert len(passed) < 40, f"Tab does not come to {last!r}: {passed}"
        clerk.keys.press(Qt.Key.Key_Tab)
        passed.append(clerk.keys.place())
    return passed


def test_tab_passes_each_field_of_a_letter_once(day: Day) -> None:
    with day(date(2026, 3, 2)) as clerk:
        clerk.keys.ctrl(Qt.Key.Key_N)
        clerk.keys.wait_at(LETTER[0])
        passed = walk(clerk, LETTER[-1])
    assert [one for one in passed if one in LETTER] == list(LETTER)
    assert len(set(passed)) == len(passed)
    assert all(one.strip() for one in passed), "a stop without a name"


@pytest.mark.parametrize("act", FORMS)
def test_tab_leads_from_the_last_field_of_a_form_to_its_buttons(act: str, day: Day) -> None:
    with day(date(2026, 3, 2)) as clerk:
        register(clerk, FIRST)
        clerk.act(act)
        passed = walk(clerk, FORMS[act][-1])
    assert [one for one in passed if one in FORMS[act]] == list(FORMS[act])
    assert passed[-3:] == list(FORMS[act][-3:])


def test_tab_leads_through_what_an_outcome_asks_for_to_its_buttons(day: Day) -> None:
    with day(date(2026, 3, 2)) as clerk:
        register(clerk, FIRST)
        decide(clerk, "予以公开", Outcome.GRANT, {})
        passed = walk(clerk, "确定")
    assert passed[-3:] == ["确定日期", "返回", "确定"]
    assert "处理结果" not in passed
