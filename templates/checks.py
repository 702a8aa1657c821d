"""What can be decided from a letter and its context before it leaves (the rest needs the file and lives in casework).

Pure functions: a letter, its blocks and what the register says in; findings out. A check that lacks what it compares
with says nothing rather than guess.
"""

import re
from collections.abc import Callable, Iterator
from typing import Final

from law.terms import ConsultationKind, Outcome
from templates.cleaning import clean_text
from templates.context_base import Letter, RequestLetter
from templates.contexts import ConsultationContext, CorrectionNoticeContext, OutcomeLetterContext
from templates.fee_checks import check_fee
from templates.findings import Case, CheckBasis, Finding, Level, bare, check_rules, finding, holds
from templates.numbers import normalise_number, parse_number
from templates.preview import BlockKind, PreviewBlock, plain_text
from templates.remedy_checks import check_remedy
from templates.repealed import check_repealed
from templates.reply_contexts import ReplyLetter
from templates.wording import chinese_date

__all__ = ["CheckBasis", "Finding", "Level", "check_letter", "check_rules"]


def check_letter(letter: Letter, blocks: tuple[PreviewBlock, ...], basis: CheckBasis) -> tuple[Finding, ...]:
    """Everything that is wrong with a letter, blocking findings first.

    Args:
        letter: its context.
        blocks: the rendered letter, from ``templates.preview.blocks_of``.
        basis: what register and law say.
    """
    own = tuple(one for one in blocks if one.kind is not BlockKind.EXCERPT)
    case = Case(letter, blocks, basis, plain_text(blocks), plain_text(own))
    found = [one for check in _CHECKS for one in check(case)]
    return tuple(sorted(found, key=lambda one: (one.level is not Level.BLOCK, one.id)))


def _signing_day(case: Case) -> Iterator[Finding]:
    signed = case.letter.signed_on
    if signed > case.basis.today:
        yield finding("C02", f"成文日期{chinese_date(signed)}晚于今天", chinese_date(signed))
    received = getattr(case.letter, "received_on", None)
    if received is not None and signed < received:
        yield finding("C02", f"成文日期早于收到日期{chinese_date(received)}", chinese_date(signed))


_PROVISIONAL_FIELDS: Final = (("deadline", "deadline_provisional"), ("until", "until_provisional"))


def _provisional(case: Case) -> Iterator[Finding]:
    flagged = {
        getattr(case.letter, name) for name, flag in _PROVISIONAL_FIELDS if getattr(case.letter, flag, False) is True
    }
    for day in sorted(flagged | set(case.basis.provisional_dates)):
        printed = chinese_date(day)
        if re.search(rf"(?<!\d){printed}", case.own_words):
            yield finding("C04", f"{printed}是暂定日期，放假安排公布前不能写成确定的日期", printed)


def _correction(case: Case) -> Iterator[Finding]:
    letter = case.letter
    if not isinstance(letter, CorrectionNoticeContext):
        return
    wanted = {
        "截止日": chinese_date(letter.deadline),
        "逾期不补正的后果": "视为放弃申请",
        "依据的条款": clean_text(letter.basis),
        "联系人": clean_text(letter.contact_person),
        "联系电话": clean_text(letter.contact_phone),
    }
    for name, words in wanted.items():
        if words not in case.own_words:
            yield finding("C09", f"补正告知书没有写明{name}")
    for number, item in enumerate(letter.items, start=1):
        if any(not holds(case.text, words) for words in (item.unclear, item.how)):
            yield finding("C09", f"补正告知书没有写明第{number}项不明确之处或者补正要求")


def _silence(case: Case) -> Iterator[Finding]:
    letter = case.letter
    if not isinstance(letter, ConsultationContext):
        return
    if letter.consultation is ConsultationKind.THIRD_PARTY:
        for phrase in ("视为同意", "视为不同意"):
            if phrase in case.text:
                yield finding("C17", f"征求第三方意见的文书不能写“{phrase}”：逾期由本机关依条例决定", phrase)
        if "逾期" not in case.own_words or "由本机关" not in case.own_words:
            yield finding("C17", "征求意见书没有写明逾期由本机关依条例决定")
    elif letter.consultation is ConsultationKind.CO_MAKER:
        if "视为同意公开" not in case.own_words:
            yield finding("C18", "征求共同制作机关意见没有写“逾期未提出意见的视为同意公开”")
    elif "视为同意" in case.text:
        yield finding("C18", "征求其他机关意见的函不能写“视为同意”：只有共同制作机关的沉默才视为同意", "视为同意")


def _outcome(case: Case) -> Iterator[Finding]:
    letter = case.letter
    if not isinstance(letter, OutcomeLetterContext):
        return
    discretionary = {Outcome.REFUSAL_INTERNAL, Outcome.REFUSAL_PROCESS, Outcome.REFUSAL_CASE_FILE}
    if letter.outcome in discretionary and "应当不予公开" in case.own_words:
        yield finding("C21", "该条写“可以不予公开”，不写“应当”，并说明裁量理由", "应当不予公开")
    for part in letter.withheld:
        if not part.reason.strip() and not re.search("[；;：，]", part.what):
            yield finding("C23", f"“{part.what}”没有写不予公开的理由", part.what)
    if letter.outcome is Outcome.NOT_THIS_AGENCY:
        said = "\n".join(letter.facts)
        if not re.search("联系|电话|地址|不能确定|无法确定", said):
            yield finding("C26", "没有写负责公开的机关的名称和联系方式，也没有写明不能确定")


def _items(case: Case) -> Iterator[Finding]:
    letter = case.letter
    if not isinstance(letter, ReplyLetter):
        return
    concluded = {bare(one.subject) for one in letter.items}
    for asked in case.basis.asked_items:
        if bare(asked) not in concluded:
            yield finding("C33", f"“{asked}”没有结论：申请了几项的，应当逐项答复")


def _phrases(case: Case) -> Iterator[Finding]:
    for group in case.basis.required_phrases:
        if not any(phrase in case.own_words for phrase in group):
            yield finding("C32", f"文书中没有“{group[0]}”")


def _excerpt(case: Case) -> Iterator[Finding]:
    letter, registered = case.letter, case.basis.registered_text
    if isinstance(letter, RequestLetter):
        if registered and bare(letter.request_text) not in bare(registered):
            yield finding("C34", "摘录的申请内容与登记的不一致", "request_text")
        if not holds(case.text, letter.request_text):
            yield finding("C34", "文书没有摘录申请原文", "request_text")
        name = case.basis.registered_name
        if name and bare(name) != bare(letter.addressee):
            yield finding("C34", f"收件人与登记的“{name}”不一致", letter.addressee)


def _number(case: Case) -> Iterator[Finding]:
    written = case.letter.number
    if isinstance(case.letter, RequestLetter) and written == case.letter.registration_number:
        return  # a receipt carries the registration number only
    parts = parse_number(written)
    if parts is None:
        yield finding("C50", "还没有取得文号，或者文号格式不对", written)
        return
    if parts.year != case.letter.signed_on.year:
        yield finding("C50", f"文号年份{parts.year}与成文年份{case.letter.signed_on.year}不同", written)
    if normalise_number(written) != written:
        yield finding("C50", "文号年份用六角括号〔〕，不加空格", written, Level.WARN)


# Eighteen figures with a plausible birth date, and mobile numbers; figures inside longer ones do not count.
_IDENTITY: Final = re.compile(r"(?<!\d)\d{6}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}[\dXx](?!\d)")
_MOBILE: Final = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")


def _private(case: Case) -> Iterator[Finding]:
    for word in case.basis.private:
        if word.strip() and holds(case.text, word):
            yield finding("C53", "文书中出现不应写入的个人信息", word)
    for pattern, label in ((_IDENTITY, "身份证号"), (_MOBILE, "手机号")):
        for found in pattern.finditer(case.text):
            if found[0] != case.letter.contact_phone:
                yield finding("C53", f"文书中出现{label}", found[0])


_LEFTOVERS: Final = re.compile(
    r"\{\{[^{}]*\}\}|\{%[^{}]*%\}|【[^【】]*】|〔(?!\d{4}〕)[^〔〕]*〕|[xX]{2,}|×+|[【】]|\{\{|\}\}|\{%|%\}|请选择|待填"
)


def _leftovers(case: Case) -> Iterator[Finding]:
    # A website or a bracketed gap of a clause counts; what the applicant wrote is quoted as it is.
    for found in _LEFTOVERS.finditer(case.own_words):
        yield finding("C57", f"文书中有草稿残留“{found[0]}”", found[0])


_CHECKS: Final[tuple[Callable[[Case], Iterator[Finding]], ...]] = (
    _signing_day, _provisional, _correction, _silence, _outcome, _items, _phrases, _excerpt, check_remedy, _number,
    _private, _leftovers, check_repealed, check_fee,
)  # fmt: skip
