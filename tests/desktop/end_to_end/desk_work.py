"""The habits of a clerk at the keyboard: registering a letter, deciding, sending the reply, recording its service."""

from collections.abc import Mapping

from PySide6.QtCore import Qt

from desktop.acts.outcome import OutcomePanel
from desktop.letters import LetterPage
from law.terms import Outcome
from tests.desktop.end_to_end.clerk import Clerk

__all__ = [
    "GRANT_WORDS",
    "LETTER_WORDS",
    "decide",
    "record_service",
    "register",
    "review_secrecy",
    "send_reply",
    "write_letter",
]

LETTER_WORDS = {
    "邮件号": "1098000000053",
    "姓名": "周长根",
    "证件号码": "990101196101109813",
    "联系电话": "19900000053",
    "通信地址": "东岭省澜安市临江县青石渡镇白石村三组21号",
    "申请内容": "申请公开青石渡镇白石村三组集体土地的征地批复文件。",
}
GRANT_WORDS = {
    "信息名称": "青石渡镇白石村征地批复",
    "页数": "3",
    "附件清单": "征地批复（3页）",
    "E10 拟提供件副本": "征地批复复印件3页，已核对",
}


def write_letter(clerk: Clerk, text: str) -> None:
    """An empty form filled with a letter by registered mail that was signed for today."""
    keys = clerk.keys
    keys.ctrl(Qt.Key.Key_N)
    keys.wait_at("单位签收日期")
    for field, words in {**LETTER_WORDS, "申请内容": text}.items():
        keys.tab_to(field)
        keys.type(words)


def register(clerk: Clerk, number: str) -> int:
    """A letter about one thing; returns the strokes beyond the typed data."""
    before = clerk.keys.strokes
    write_letter(clerk, LETTER_WORDS["申请内容"])
    clerk.keys.ctrl(Qt.Key.Key_Return)
    clerk.wait_case(number)
    return clerk.keys.strokes - before


def decide(
    clerk: Clerk, label: str, outcome: Outcome, words: Mapping[str, str], choices: Mapping[str, str] | None = None
) -> None:
    """Choose an outcome in the list and fill in what it asks for; the form stays open.

    Args:
        clerk: at the page of the case.
        label: the outcome as the list reads.
        outcome: the outcome meant.
        words: what to write, by field in the order of the form.
        choices: what to choose, by choice in the order of the form; chosen first.
    """
    clerk.act("确定处理结果")
    panel = clerk.panel()
    assert isinstance(panel, OutcomePanel)
    clerk.keys.wait(lambda: panel.guide is not None and bool(panel.choices), "the questions do not come up")
    if panel.is_guided():
        clerk.keys.ctrl(Qt.Key.Key_L)
    clerk.keys.wait_at("处理结果")
    clerk.keys.walk_list(label)
    clerk.keys.wait(lambda: panel.form is not None and panel.form.outcome is outcome, f"no form of {label}")
    clerk.keys.press(Qt.Key.Key_Return)
    for field, choice in (choices or {}).items():
        clerk.keys.choose(field, choice)
    for field, text in words.items():
        clerk.keys.fill(field, text)


def review_secrecy(clerk: Clerk) -> None:
    """Two people have reviewed what is to be provided."""
    clerk.act("保密审查")
    clerk.keys.wait_at("审查的信息")
    clerk.keys.fill("复核人", "周科长")
    clerk.keys.choose("审查结论", "可以公开")
    clerk.finish()


def send_reply(clerk: Clerk, tracking_number: str = "1098000000061") -> None:
    """Draft, sign and post the reply; back on the page of the case."""
    keys = clerk.keys
    number = clerk.heading()
    clerk.act("拟答复文书")
    keys.wait(lambda: clerk.heading() == "文书起草", "the letter does not open")
    page = clerk.window.current_page()
    assert isinstance(page, LetterPage)
    keys.wait(lambda: page.paper.body.hasFocus() or page.findings_card.issue.hasFocus(), "the letter is not proposed")
    assert page.findings_card.issue.isEnabled(), [one.sentence for one in page.findings]
    keys.ctrl(Qt.Key.Key_Return)
    keys.wait_at("落款日期")
    keys.fill("邮件号", tracking_number)
    keys.ctrl(Qt.Key.Key_Return)
    keys.wait_at("打印　Ctrl+P")
    keys.tab_to("回到办件")
    keys.press(Qt.Key.Key_Return)
    clerk.wait_case(number)


def record_service(clerk: Clerk, act: str = "登记送达", about: str = "", receiver: str = "") -> None:
    """The proof came back today."""
    clerk.act(act, about)
    clerk.keys.wait_at("送达日期")
    clerk.keys.type("今天")
    if receiver:
        clerk.keys.fill("签收人", receiver)
    clerk.keys.fill("凭证编号或者说明", "邮件查询单 1098000000061")
    clerk.finish()
