"""The checks of fees (C38–C42): the sum, nothing beside the two standards, all elements, and time to pay."""

import re
from collections.abc import Iterator
from typing import Final

from fees.wording import yuan
from law.fee_notice import notice_elements
from law.outcomes import outcome_rules
from law.terms import FeeMethod, Outcome
from templates.check_facts import FeeFact
from templates.cleaning import clean_text
from templates.course_rules import Obstacle, charged_for_nothing, unpaid_obstacle
from templates.fee_contexts import FeeNoticeContext
from templates.findings import Case, Finding, Level, finding, holds
from templates.reply_contexts import ReplyLetter
from templates.wording import chinese_date

__all__ = ["check_fee", "without_fee_clause"]

# Charging for a search, a copy or the post; that nothing of the kind is charged may be said.
_KIND: Final = r"(?:检索|复制|复印|邮寄|邮递|快递|寄送|工本|打印|扫描|邮)"
_OTHER_FEE: Final = re.compile(rf"{_KIND}(?:、\w{{1,4}})*等?(?:成本)?费用?")
_CHARGED: Final = re.compile(r"加收|收取|收费|缴纳|交纳|支付|承担|到付|自付|自理|\d元")
_NOT_CHARGED: Final = re.compile(r"不|未|没有|无须|无需|免收|免费")
_OURS: Final = re.compile(r"不由|不足|不含|不包括")  # their 不 denies something else


def without_fee_clause(case: Case) -> str:
    """The letter's own words without what the measure itself says of remedies."""
    if not isinstance(case.letter, FeeNoticeContext):
        return case.own_words
    return case.own_words.replace(clean_text(case.letter.remedy).rstrip("。"), "")


def check_fee(case: Case) -> Iterator[Finding]:
    """What is wrong with what a letter says of fees."""
    for words in _other_fees(case.own_words):
        yield finding("C40", "除信息处理费外不得收取其他任何费用", words)
    letter = case.letter
    fee = case.file.fee if case.file is not None else None
    if isinstance(letter, FeeNoticeContext):
        yield from _sum(letter)
        yield from _one_standard(letter)
        yield from _elements(case, letter)
        if fee is not None:
            yield from _approved(letter, fee)
    if isinstance(letter, ReplyLetter):
        yield from _by_volume(letter, fee)
        yield from _moved(fee)
        yield from _lapsed(letter, fee)


_UNITS: Final = ((FeeMethod.BY_PIECE, "件"), (FeeMethod.BY_VOLUME, "页"))


def _one_standard(letter: FeeNoticeContext) -> Iterator[Finding]:
    """One request is charged by one standard (信息处理费管理办法第三条)."""
    used = {method for method, unit in _UNITS for one in letter.lines if unit in f"{one.quantity}{one.rate}"}
    if len(used) > 1:
        yield finding("C38", "同一件申请不能同时按件和按量计收")
    for method in used:
        if method.label not in letter.standard:
            yield finding("C38", f"计算明细是{method.label}，标准写的是{letter.standard}", letter.standard)


def _approved(letter: FeeNoticeContext, fee: FeeFact) -> Iterator[Finding]:
    if fee.computed_fen is not None and fee.computed_fen != letter.fen:
        yield finding("C38", f"通知的数额是{letter.amount}，现在重新计算为{yuan(fee.computed_fen)}", letter.amount)
    if fee.fen is not None and fee.fen != letter.fen:
        yield finding("C38", "数额与批准的不一致", letter.amount)
    if fee.approved_on is None:
        yield finding("C41", "收费还没有批准，不能发通知")
    elif fee.approved_on > letter.signed_on:
        yield finding("C41", f"收费通知早于批准日期{chinese_date(fee.approved_on)}", chinese_date(letter.signed_on))


def _moved(fee: FeeFact | None) -> Iterator[Finding]:
    """A notice that left the house keeps its amount; that it would be another one now is told (C38)."""
    if fee is None or not fee.noticed or fee.fen is None or fee.computed_fen is None:
        return
    if fee.fen != fee.computed_fen:
        told = f"收费通知的数额是{yuan(fee.fen)}，现在重新计算为{yuan(fee.computed_fen)}"
        yield finding("C38", told, level=Level.WARN)


def _by_volume(letter: ReplyLetter, fee: FeeFact | None) -> Iterator[Finding]:
    """By volume only what is provided is paid for (C39)."""
    if fee is None or fee.method is not FeeMethod.BY_VOLUME or not fee.noticed or fee.lapsed:
        return
    rule = outcome_rules()[letter.outcome_id]
    variant = str(getattr(letter, "variant", "")) or None
    known = variant is None or variant in {one.key for one in rule.variants}
    if known and charged_for_nothing(letter.outcome_id, variant):
        yield finding("C39", f"“{letter.outcome_id.label}”不提供信息，不能按量收费")


_UNPAID_FAULTS: Final = {
    Obstacle.NOT_NOTICED: "没有发过收费通知",
    Obstacle.SETTLED: "申请人已缴清",
    Obstacle.NO_TIME_TO_PAY: "收费通知没有送达，缴费期限没有起算",
}


def _lapsed(letter: ReplyLetter, fee: FeeFact | None) -> Iterator[Finding]:
    """Nothing lapses for want of payment before the time to pay is over (C42)."""
    if letter.outcome_id is not Outcome.ABANDONED_NO_PAYMENT or fee is None:
        return
    on = letter.signed_on
    obstacle = unpaid_obstacle(noticed=fee.noticed, settled=fee.settled, pay_due=fee.pay_due, on=on)
    if obstacle is Obstacle.TIME_TO_PAY and fee.pay_due is not None:
        yield finding("C42", f"缴费期限{chinese_date(fee.pay_due)}还没有届满", chinese_date(on))
    elif obstacle is not None:
        yield finding("C42", _UNPAID_FAULTS[obstacle])


def _other_fees(text: str) -> Iterator[str]:
    """What is charged for a search, a copy or the post, clause by clause; the next clause may say that it is due."""
    for sentence in re.split(r"[。；\n]", text):
        clauses = re.split(r"[，,：:（(]", sentence)
        for at, clause in enumerate(clauses):
            said = f"{clause}，{clauses[at + 1]}" if at + 1 < len(clauses) and "请" in clauses[at + 1] else clause
            for found in _OTHER_FEE.finditer(clause):
                verb = _CHARGED.search(said)
                if verb is None:
                    continue
                first, last = min(verb.start(), found.start()), max(verb.end(), found.end())
                if not _NOT_CHARGED.search(_OURS.sub("", said[:last])):
                    yield said[first:last]


def _sum(letter: FeeNoticeContext) -> Iterator[Finding]:
    lines = sum(one.fen for one in letter.lines)
    if lines != letter.fen:
        yield finding("C38", "数额与计算明细之和不一致", letter.amount)
    if not letter.fen:
        yield finding("C38", "没有可收的数额，不得发收费通知")


def _elements(case: Case, letter: FeeNoticeContext) -> Iterator[Finding]:
    for element in notice_elements(letter.signed_on):
        if element.key == "onsite" and not letter.onsite_basis:
            continue
        if any(not any(phrase in case.own_words for phrase in group) for group in element.phrases):
            yield finding("C41", f"收费通知书没有写明{element.label}")
    wanted = {
        "登记号": letter.registration_number,
        "收到日期": chinese_date(letter.received_on),
        "数额": f"人民币{letter.amount}",
        "大写数额": letter.capitals,
        "异议途径": letter.remedy,
        "联系电话": letter.contact_phone,
        **{f"计算明细第{at}行": one.amount for at, one in enumerate(letter.lines, start=1)},
    }
    for label, words in wanted.items():
        if not holds(case.text, words):
            yield finding("C41", f"收费通知书没有写明{label}")
