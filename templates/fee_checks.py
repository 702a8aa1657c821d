"""The checks of what letters say of fees (C38, C40, C41): the sum, nothing beside the two standards, all elements."""

import re
from collections.abc import Iterator
from typing import Final

from law.fee_notice import notice_elements
from templates.cleaning import clean_text
from templates.fee_contexts import FeeNoticeContext
from templates.findings import Case, Finding, finding, holds
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
    if isinstance(letter, FeeNoticeContext):
        yield from _sum(letter)
        yield from _elements(case, letter)


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
