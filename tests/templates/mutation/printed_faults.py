"""Faults in the printed words, as an edited template or chance would make them, one element lost at a time."""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any, Final

from law.terms import Outcome
from templates.check_facts import SeriesFact
from templates.contexts import (
    ConsultationContext,
    CorrectionNoticeContext,
    ExtensionNoticeContext,
    OutcomeLetterContext,
    ReceiptContext,
)
from templates.fee_contexts import FeeNoticeContext
from templates.preview import BlockKind, PreviewBlock
from templates.reply_contexts import ReplyLetter
from templates.wording import chinese_date
from tests.templates.mutation.fault_makers import (
    Fault,
    file_changed,
    is_reply,
    only_of,
    printed_changed,
    printed_field,
    without,
)
from tests.templates.mutation.good_letters import BODY, COURT, GoodLetter

__all__ = ["BLIND_FAULTS", "edited_faults", "element_faults"]


def element_faults() -> Iterator[Fault]:
    """The elements of every outgoing letter (G1–G14), one lost at a time."""
    yield without("没有发文机关标志", "X16", BlockKind.MARK)
    yield printed_changed("标题没有文种", "X11", _kind_word, "")
    yield printed_changed("没有印提交方式", "X17", printed_field("submitted"))
    yield printed_changed("没有印收件人", "C52", printed_field("addressee"))
    yield printed_changed("没有印文号", "C50 X03", printed_field("number"))
    yield printed_changed("没有印署名", "C51", lambda good: good.letter.signer if _reply_letter(good) else None)
    yield printed_changed("没有印成文日期", "C02", printed_field("signed_on"))
    yield printed_changed("没有印联系人", "X12", printed_field("contact_person"))
    yield printed_changed("没有印电话", "X12", printed_field("contact_phone"))
    yield printed_changed("没有印事实", "X14", _last_fact)
    yield printed_changed("征求意见不要理由", "X18", _only_consulting("说明理由"), "提出建议")
    yield printed_changed("没有印延期文号", "X09", _past("extension", "number"))
    yield printed_changed("没有印补正文号", "X09 X14", _past("correction", "number"))
    yield printed_changed("没有印说明理由日期", "X09", _past("justified_on"))
    yield printed_changed("没有印延迟文号", "X09", _past("deferral", "number"))
    yield printed_changed("没有印延迟告知日期", "X09", _past("deferral", "notified_on"))
    yield printed_changed("没有印延迟到何日", "X09", _past("deferral", "until"))
    yield _words_of(Outcome.REFUSAL_SECRET, "没有密级", "X18", facts=lambda _: ("保密期限：十年",))
    yield _words_of(Outcome.REFUSAL_LAW, "禁止规定没有条款", "X18", detail=lambda _: "《中华人民共和国测绘法》")
    yield _words_of(
        Outcome.REFUSAL_LAW, "禁止规定是文件", "X18", detail=lambda _: "《关于加强测绘资料管理的通知》第三条"
    )
    yield _words_of(Outcome.REFUSAL_THIRD_PARTY, "没有权益类型", "X18", detail=lambda _: "其他权益", facts=_no_interest)
    yield _words_of(Outcome.REFUSAL_THIRD_PARTY, "没有公益衡量", "X18", facts=lambda one: one[:1])
    yield _words_of(Outcome.ABANDONED_NO_CORRECTION, "没有送达日", "X18", facts=lambda one: one[1:])
    yield _words_of(Outcome.ABANDONED_NO_CORRECTION, "没有截止日", "X18", facts=lambda one: one[:1])
    yield _words_of(
        Outcome.ABANDONED_NO_CORRECTION, "截止日错一天", "X18", facts=lambda one: (one[0], "补正截止日：2026年11月3日")
    )
    yield _words_of(
        Outcome.ABANDONED_NO_PAYMENT, "缴费截止日错", "X18", facts=lambda _: ("缴费截止日：2026年11月15日",)
    )
    yield _words_of(Outcome.REPEAT_REQUEST, "前次日期错", "X18", facts=lambda _: ("前次日期：2025年6月13日",))
    yield file_changed(
        "通知数额后来变了",
        "C38",
        lambda good, file: is_reply(good, file) and file.fee is not None and file.fee.fen is not None,
        fee=lambda one: replace(one.fee, computed_fen=(one.fee.fen or 0) + 1_000),
    )
    yield file_changed(
        "其他文书文号中断",
        "C50",
        lambda good, _: isinstance(good.letter, CorrectionNoticeContext | ExtensionNoticeContext),
        series=SeriesFact(missing=(1,)),
    )
    yield file_changed(
        "其他文书大号日期早",
        "C50",
        lambda good, _: isinstance(good.letter, CorrectionNoticeContext | ExtensionNoticeContext),
        series=SeriesFact(
            others=(("临资公补〔2026〕1号", date(2026, 11, 22)), ("临资公延〔2026〕1号", date(2026, 11, 22)))
        ),
    )


def _reply_letter(good: GoodLetter) -> bool:
    return isinstance(good.letter, ReplyLetter)


def _kind_word(good: GoodLetter) -> str | None:
    """The kind of letter in the titles of those that are no replies."""
    return "告知书" if not _reply_letter(good) and good.letter.kind.label.endswith("告知书") else None


def _only_consulting(words: str) -> Callable[[GoodLetter], str | None]:
    def found(good: GoodLetter) -> str | None:
        return words if isinstance(good.letter, ConsultationContext) else None

    return found


def _last_fact(good: GoodLetter) -> str | None:
    """The agency's own words, where they are a sentence of their own."""
    facts = getattr(good.letter, "facts", ())
    return facts[-1] if facts else None


def _past(name: str, field: str = "") -> Callable[[GoodLetter], str | None]:
    """The printed form of something in the course of the case."""

    def found(good: GoodLetter) -> str | None:
        past = getattr(getattr(good.letter, "history", None), name, None)
        value = getattr(past, field, None) if field else past
        return chinese_date(value) if isinstance(value, date) else value

    return found


def _no_interest(facts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(re.sub("商业秘密|个人隐私|合法权益", "其利益", one) for one in facts)


def _words_of(outcome: Outcome, name: str, meant: str, **changes: Callable[[Any], Any]) -> Fault:
    """Change fields of the replies with one outcome."""

    def spoil(good: GoodLetter) -> Any:
        letter = good.letter
        if not isinstance(letter, OutcomeLetterContext) or letter.outcome is not outcome:
            return None
        new = {key: change(getattr(letter, key)) for key, change in changes.items()}
        return None if all(getattr(letter, key) == new[key] for key in new) else replace(letter, **new)

    return Fault(f"{outcome.label}：{name}", tuple(meant.split()), letter=spoil)


def edited_faults() -> Iterator[Fault]:
    yield without("没有摘录", "C34", BlockKind.EXCERPT)
    yield without("没有署名", "C51", BlockKind.SIGNATURE)
    yield without("没有成文日期", "C02", BlockKind.DATE)
    yield without("没有文号", "C50", BlockKind.NUMBER)
    yield without("没有主送", "C52", BlockKind.ADDRESSEE)
    yield without("没有标题", "X11", BlockKind.TITLE)
    yield without("没有联系方式", "X12", BlockKind.CONTACT)
    yield without("没有附件说明", "C36", BlockKind.ANNEX)
    yield printed_changed("没有印收到日期", "X03", printed_field("received_on"))
    yield printed_changed("没有印登记号", "X03", printed_field("registration_number"))
    yield printed_changed("没有印依据", "C13", only_of("basis", (ReplyLetter,)))
    yield printed_changed("没有印救济", "C43", only_of("remedy", (ReplyLetter,)))
    yield printed_changed(
        "印错复议机关", "C43", lambda good: BODY if isinstance(good.letter, ReplyLetter) else None, "澜安市人民政府"
    )
    yield printed_changed(
        "印错法院", "C43", lambda good: COURT if isinstance(good.letter, ReplyLetter) else None, "澜安市人民法院"
    )
    yield printed_changed("印成十个工作日", "X04", "15个工作日", "10个工作日")
    yield printed_changed("20印成15个工作日", "X04 X09 C41", "20个工作日", "15个工作日")
    yield printed_changed("没有逾期后果", "C09 C32", "视为放弃申请")
    yield printed_changed("没有补正截止日", "C09", only_of("deadline", (CorrectionNoticeContext,)))
    yield printed_changed("第三方视为同意", "C17", "由本机关依照", "视为同意，依照")
    yield printed_changed("第三方视为不同意", "C17", "由本机关依照", "视为不同意，由本机关依照")
    yield printed_changed("没有沉默后果", "C18", "逾期未提出意见的视为同意公开。")
    yield printed_changed("没有届满日", "X05", only_of("reply_due_on", (ReceiptContext,)))
    yield printed_changed("没有延后日", "X05", only_of("due_on", (ExtensionNoticeContext,)))
    yield printed_changed("没有大写", "C41", only_of("capitals", (FeeNoticeContext,)))
    yield printed_changed("没有缴费方式", "C41", only_of("pay_way", (FeeNoticeContext,)))
    yield printed_changed("没有异议途径", "C41", only_of("remedy", (FeeNoticeContext,)))
    yield printed_changed(
        "没有遮盖项", "C23", lambda good: good.letter.withheld[0].what if getattr(good.letter, "withheld", ()) else None
    )
    yield printed_changed("没有页数", "C37", "共12页")
    for phrase in (
        "经检索，", "不予公开", "区分处理", "国家秘密", "可能危及", "内部事务信息", "过程性信息", "行政执法案卷信息",
        "依照有关法律、行政法规的规定办理", "加工、分析", "仍不明确", "不作为政府信息公开申请处理", "不予重复处理",
        "不予处理", "不再处理", "已经主动公开", "可以公开", "不属于本机关负责公开",
    ):  # fmt: skip
        yield printed_changed(f"没有“{phrase}”", "C32 C30 C15 C21", _phrase(phrase))


def _phrase(words: str) -> Callable[[GoodLetter], str | None]:
    """The words where the letter must have them."""

    def found(good: GoodLetter) -> str | None:
        return words if any(words.rstrip("，") in group for group in good.basis.required_phrases) else None

    return found


def _blind(number: int, how: str) -> Fault:
    """A fault that looks at no check: a figure changed, or a paragraph lost, wherever chance has it."""

    def spoil(good: GoodLetter, blocks: tuple[PreviewBlock, ...]) -> tuple[PreviewBlock, ...] | None:
        chance = random.Random(f"{number} {good.name}")
        places = [at for at, one in enumerate(blocks) if one.kind is BlockKind.PARA and _BLIND[how].search(one.text)]
        letter = next((at for at, one in enumerate(blocks) if one.kind is BlockKind.CONTACT), len(blocks))
        places = [at for at in places if at < letter]
        if not places:
            return None
        at = chance.choice(places)
        if how == "丢一段":
            return blocks[:at] + blocks[at + 1 :]
        found = chance.choice(list(_BLIND[how].finditer(blocks[at].text)))
        text = blocks[at].text
        changed = text[: found.start()] + _other_sign(found[0]) + text[found.end() :]
        return (*blocks[:at], replace(blocks[at], text=changed), *blocks[at + 1 :])

    return Fault(f"随机{number}：{how}", (), words=spoil)


_BLIND: Final = {
    "改日期": re.compile(r"\d{4}年\d{1,2}月\d{1,2}日"),
    "改条号": re.compile(r"第[一二三四五六七八九十]{1,3}条"),
    "改款项": re.compile(r"第（?[一二三四五六七八九]）?[款项]"),
    "改期限": re.compile(r"\d{1,2}个工作日"),
    "丢一段": re.compile(r"."),
}


def _other_sign(words: str) -> str:
    """The same words with one figure moved on."""
    figures = "一二三四五六七八九"
    if words.endswith(("条", "款", "项")):
        at = next((at for at, one in enumerate(words) if one in figures), None)
        if at is None:
            return words.replace("十", "九")
        return words[:at] + figures[(figures.index(words[at]) + 1) % len(figures)] + words[at + 1 :]
    return re.sub(r"(\d+)(日|个工作日)", lambda found: f"{int(found[1]) % 27 + 1}{found[2]}", words)


BLIND_FAULTS: Final = tuple(_blind(number, how) for number in range(1, 6) for how in _BLIND)
