"""Faults in the agency's own words: leftovers, personal data, former law, what contradicts the outcome."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from law.terms import Outcome
from templates.contexts import OutcomeLetterContext
from templates.reply_contexts import ReplyLetter
from tests.templates.mutation.fault_makers import Fault, fields_changed, says
from tests.templates.mutation.good_letters import ARTICLE, GoodLetter

__all__ = ["word_faults"]


def word_faults() -> Iterator[Fault]:
    yield from says("草稿残留", "C57", "负责人为××", "依据【条款】", "{{ reason }}", "请选择理由", "金额待填",
                     "待补充说明。",
                     "〔机关名称〕", "此处填写理由", "XX局已函复")  # fmt: skip
    yield from says("个人信息", "C53", "申请人电话19900000053", "证件号990101196101109813", "经电话13912345678核实",
                     "当事人身份证990101198502033216")  # fmt: skip
    yield from says("旧条例用语", "X08", "该信息与你生产、生活、科研等特殊需要无关", "不符合三需要的要求",
                     "属于不予公开范围", "该信息免予公开")  # fmt: skip
    yield from says("问用途", "C62", "你没有说明用途", "请补充说明申请的用途", "未提供特殊需要的证明")
    yield from says("废止依据", "C15", "依据财综〔2008〕44号", "根据国务院令第492号", "依照法释〔2011〕17号",
                     "依据发改价格〔2008〕1828号", "根据国令第499号办理")  # fmt: skip
    yield from says("另收费", "C40", "另需缴纳检索费20元", "邮寄费由你承担", "请支付复印费15元")
    yield from says("到付", "C49", "复印件以到付方式寄送")
    yield from says("没有这一天", "X10", "本机关于2026年2月30日核实", "会议于2026年11月31日召开")
    yield from says("收到日期矛盾", "X03", "本机关于2026年10月12日收到你的政府信息公开申请")
    yield from says("期限矛盾", "X04", "本机关在15个工作日内答复", "将于十个工作日内另行告知")
    yield from says("您", "X07", "感谢您的理解", "贵单位可以查阅")
    yield from says("别的法院", "X02", "可以向澜安市中级人民法院提起行政诉讼")
    yield from says("别的复议机关", "X02", "可以向澜安市自然资源局申请行政复议")
    yield from says("没有的附件", "X06 C36", "详见附件9")
    yield from says("密级标志", "C56", "所附文件标有机密★5年")
    yield from says("第三方视为同意", "C17 C57", "TODO 核对")
    for outcome, line, meant in (
        (Outcome.NOT_EXIST, "该信息不属于本机关负责公开", "C27"),
        (Outcome.NOT_THIS_AGENCY, "经查该信息不存在", "C27"),
        (Outcome.REFUSAL_PROCESS, "该信息应当不予公开", "C21"),
        (Outcome.REFUSAL_INTERNAL, "该信息应当不予公开", "C21"),
        (Outcome.REFUSAL_CASE_FILE, "该信息应当不予公开", "C21"),
        (Outcome.ALREADY_PUBLIC, "决定不予公开", "X15"),
        (Outcome.NOT_EXIST, "本机关决定不予公开", "X15"),
        (Outcome.REFUSAL_SECRET, "该信息不存在", "X15"),
        (Outcome.REFUSAL_LAW, f"根据{ARTICLE}第三十六条第（四）项", "X01"),
        (Outcome.NOT_EXIST, f"根据{ARTICLE}第三十六条第（五）项", "X01"),
        (Outcome.REFUSAL_SECRET, f"依据{ARTICLE}第十六条第二款", "X01"),
        (Outcome.PETITION, f"依据{ARTICLE}第三十八条", "X01"),
        (Outcome.NOT_EXIST, f"依据{ARTICLE}第二十四条", "C15"),
    ):
        yield _says_for(outcome, line, meant)
    yield fields_changed("只给首页", "C31", OutcomeLetterContext, facts=_homepage)
    yield fields_changed("没有网址", "C31", OutcomeLetterContext, facts=_no_site)
    yield fields_changed("没有负责机关", "C26", OutcomeLetterContext, facts=_no_agency)
    yield fields_changed(
        "没有前次文号", "C28", OutcomeLetterContext, detail=lambda one: "前次答复" if "〔2025〕18号" in one else None
    )


def _says_for(outcome: Outcome, line: str, meant: str) -> Fault:
    def spoil(good: GoodLetter) -> Any:
        letter = good.letter
        if not isinstance(letter, ReplyLetter) or letter.outcome_id is not outcome:
            return None
        return replace(letter, facts=(*letter.facts, line))

    return Fault(f"{outcome.label}写“{line}”", (meant,), letter=spoil)


def _homepage(facts: tuple[str, ...]) -> tuple[str, ...] | None:
    found = tuple(one.replace("/zwgk/2025/0318.html", "") for one in facts)
    return found if found != facts else None


def _no_site(facts: tuple[str, ...]) -> tuple[str, ...] | None:
    return facts[:1] if any("https://" in one for one in facts) else None


def _no_agency(facts: tuple[str, ...]) -> tuple[str, ...] | None:
    return ("该信息不由本机关制作",) if any("0900-55501" in one and "机关" in "".join(facts) for one in facts) else None
