"""What can be decided from a letter and its context before it leaves (the rest needs the file and lives in casework).

Pure functions: a letter, its blocks and what the register says in; findings out. A check that lacks what it compares
with says nothing rather than guess.
"""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from law.citations import Citation
from law.errors import LawDataError
from law.terms import ConsultationKind, Outcome, RemedyClass, Term
from templates.cleaning import clean_text
from templates.context_base import Letter, RequestLetter
from templates.contexts import ConsultationContext, CorrectionNoticeContext, OutcomeLetterContext
from templates.numbers import normalise_number, parse_number
from templates.preview import BlockKind, PreviewBlock, plain_text
from templates.reply_contexts import ReplyLetter
from templates.wording import chinese_date

__all__ = ["CheckBasis", "Finding", "Level", "check_letter", "check_rules"]


class Level(Term):
    """How much a finding weighs."""

    BLOCK = "block", "拦截"
    WARN = "warn", "提示"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is wrong with a letter.

    Args:
        id: number of the check.
        level: block or warn.
        sentence: what is wrong, in Chinese.
        citation: provisions behind it as printed, empty for internal control.
        where: text in the letter to highlight, or the name of the field; empty for the whole letter.
    """

    id: str
    level: Level
    sentence: str
    citation: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckBasis:
    """What the register and the law data say about the letter.

    Args:
        today: the day of checking.
        required_phrases: groups of alternatives, from the outcome catalogue.
        remedy: class that the letter must carry; ``None`` if not known.
        remedy_text: clause as the law data word it for the date of the letter.
        remedy_periods: periods as printed (六十日) that the clause must name.
        reconsideration_body: from the agency's settings.
        court: from the agency's settings.
        website: where a reconsideration can be filed.
        electronic: whether the letter is served electronically.
        registered_text: what was asked for, as registered.
        registered_name: addressee as registered.
        private: strings that must not appear (identity numbers, telephones, addresses, other applicants).
        provisional_dates: dates that the calendar does not yet settle.
    """

    today: date
    required_phrases: tuple[tuple[str, ...], ...] = ()
    remedy: RemedyClass | None = None
    remedy_text: str = ""
    remedy_periods: tuple[str, ...] = ()
    reconsideration_body: str = ""
    court: str = ""
    website: str = ""
    electronic: bool = False
    registered_text: str = ""
    registered_name: str = ""
    private: tuple[str, ...] = ()
    provisional_dates: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckRule:
    """Title, weight and provisions of a check."""

    title: str
    level: Level
    basis: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class _Case:
    letter: Letter
    blocks: tuple[PreviewBlock, ...]
    basis: CheckBasis
    text: str
    own_words: str


@cache
def check_rules() -> Mapping[str, CheckRule]:
    """The checks by number.

    Raises:
        LawDataError: if the file names an unknown level or provision.
    """
    path = Path(__file__).with_name("checks.toml")
    rules: dict[str, CheckRule] = {}
    for key, entry in tomllib.loads(path.read_text(encoding="utf-8")).items():
        try:
            provisions = tuple(Citation.parse(code) for code in entry["basis"])
            rules[key] = CheckRule(entry["title"], Level(entry["level"]), provisions)
        except (KeyError, ValueError) as problem:
            raise LawDataError(path.name, key, str(problem)) from problem
    return MappingProxyType(rules)


def check_letter(letter: Letter, blocks: tuple[PreviewBlock, ...], basis: CheckBasis) -> tuple[Finding, ...]:
    """Everything that is wrong with a letter, blocking findings first.

    Args:
        letter: its context.
        blocks: the rendered letter, from ``templates.preview.blocks_of``.
        basis: what register and law say.
    """
    own = tuple(one for one in blocks if one.kind is not BlockKind.EXCERPT)
    case = _Case(letter, blocks, basis, plain_text(blocks), plain_text(own))
    found = [one for check in _CHECKS for one in check(case)]
    return tuple(sorted(found, key=lambda one: (one.level is not Level.BLOCK, one.id)))


def _finding(key: str, sentence: str, where: str = "", level: Level | None = None) -> Finding:
    rule = check_rules()[key]
    cited = "、".join(one.brief for one in rule.basis)
    return Finding(id=key, level=level or rule.level, sentence=sentence, citation=cited, where=where)


def _signing_day(case: _Case) -> Iterator[Finding]:
    signed = case.letter.signed_on
    if signed > case.basis.today:
        yield _finding("C02", f"成文日期{chinese_date(signed)}晚于今天", chinese_date(signed))
    received = getattr(case.letter, "received_on", None)
    if received is not None and signed < received:
        yield _finding("C02", f"成文日期早于收到日期{chinese_date(received)}", chinese_date(signed))


_PROVISIONAL_FIELDS: Final = (("deadline", "deadline_provisional"), ("until", "until_provisional"))


def _provisional(case: _Case) -> Iterator[Finding]:
    flagged = {
        getattr(case.letter, name) for name, flag in _PROVISIONAL_FIELDS if getattr(case.letter, flag, False) is True
    }
    for day in sorted(flagged | set(case.basis.provisional_dates)):
        printed = chinese_date(day)
        if re.search(rf"(?<!\d){printed}", case.own_words):
            yield _finding("C04", f"{printed}是暂定日期，放假安排公布前不能写成确定的日期", printed)


def _correction(case: _Case) -> Iterator[Finding]:
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
            yield _finding("C09", f"补正告知书没有写明{name}")
    for number, item in enumerate(letter.items, start=1):
        if any(not _holds(case.text, words) for words in (item.unclear, item.how)):
            yield _finding("C09", f"补正告知书没有写明第{number}项不明确之处或者补正要求")


def _silence(case: _Case) -> Iterator[Finding]:
    letter = case.letter
    if not isinstance(letter, ConsultationContext):
        return
    if letter.consultation is ConsultationKind.THIRD_PARTY:
        for phrase in ("视为同意", "视为不同意"):
            if phrase in case.text:
                yield _finding("C17", f"征求第三方意见的文书不能写“{phrase}”：逾期由本机关依条例决定", phrase)
        if "逾期" not in case.own_words or "由本机关" not in case.own_words:
            yield _finding("C17", "征求意见书没有写明逾期由本机关依条例决定")
    elif letter.consultation is ConsultationKind.CO_MAKER:
        if "视为同意公开" not in case.own_words:
            yield _finding("C18", "征求共同制作机关意见没有写“逾期未提出意见的视为同意公开”")
    elif "视为同意" in case.text:
        yield _finding("C18", "征求其他机关意见的函不能写“视为同意”：只有共同制作机关的沉默才视为同意", "视为同意")


def _outcome(case: _Case) -> Iterator[Finding]:
    letter = case.letter
    if not isinstance(letter, OutcomeLetterContext):
        return
    discretionary = {Outcome.REFUSAL_INTERNAL, Outcome.REFUSAL_PROCESS, Outcome.REFUSAL_CASE_FILE}
    if letter.outcome in discretionary and "应当不予公开" in case.own_words:
        yield _finding("C21", "该条写“可以不予公开”，不写“应当”，并说明裁量理由", "应当不予公开")
    for part in letter.withheld:
        if not part.reason.strip() and not re.search("[；;：，]", part.what):
            yield _finding("C23", f"“{part.what}”没有写不予公开的理由", part.what)
    if letter.outcome is Outcome.NOT_THIS_AGENCY:
        said = "\n".join(letter.facts)
        if not re.search("联系|电话|地址|不能确定|无法确定", said):
            yield _finding("C26", "没有写负责公开的机关的名称和联系方式，也没有写明不能确定")


def _phrases(case: _Case) -> Iterator[Finding]:
    for group in case.basis.required_phrases:
        if not any(phrase in case.own_words for phrase in group):
            yield _finding("C32", f"文书中没有“{group[0]}”")


def _excerpt(case: _Case) -> Iterator[Finding]:
    letter, registered = case.letter, case.basis.registered_text
    if isinstance(letter, RequestLetter):
        if registered and _bare(letter.request_text) not in _bare(registered):
            yield _finding("C34", "摘录的申请内容与登记的不一致", "request_text")
        if not _holds(case.text, letter.request_text):
            yield _finding("C34", "文书没有摘录申请原文", "request_text")
        name = case.basis.registered_name
        if name and _bare(name) != _bare(letter.addressee):
            yield _finding("C34", f"收件人与登记的“{name}”不一致", letter.addressee)


def _remedy(case: _Case) -> Iterator[Finding]:
    wanted = case.basis.remedy
    if not isinstance(case.letter, ReplyLetter) or wanted is RemedyClass.NONE:
        for phrase in ("申请行政复议", "提起行政诉讼"):
            # A clause in the excerpt is the applicant's own text.
            if phrase in case.own_words:
                yield _finding("C45", "这类文书不告知行政复议和行政诉讼", phrase)
                return
        return
    if wanted is None:
        return
    clause = "\n".join(clean_text(one) for one in case.letter.remedy)
    yield from _remedy_class(clause, wanted, case.basis)
    yield from _remedy_names(clause, wanted, case.basis)


def _remedy_class(clause: str, wanted: RemedyClass, basis: CheckBasis) -> Iterator[Finding]:
    first = re.search("应当.{0,30}先.{0,60}申请行政复议", clause) is not None
    either = "也可以" in clause and "直接向" in clause
    expected = {
        RemedyClass.RECONSIDERATION_FIRST: (True, False),
        RemedyClass.EITHER: (False, True),
        RemedyClass.BY_PART: (True, True),
    }.get(wanted)
    if expected is not None and (first, either) != expected:
        yield _finding("C43", f"救济告知应当是“{wanted.label}”")
    if expected is not None and expected[0] and not first:
        yield _finding("C44", "没有写应当先申请行政复议")
    if basis.remedy_text and _bare(basis.remedy_text) not in _bare(clause):
        yield _finding("C43", "救济告知与成文日期当日的标准文本不一致")


def _remedy_names(clause: str, wanted: RemedyClass, basis: CheckBasis) -> Iterator[Finding]:
    names = [("复议机关", basis.reconsideration_body)]
    if "人民法院" in basis.remedy_text or wanted in (RemedyClass.EITHER, RemedyClass.BY_PART):
        names.append(("人民法院", basis.court))
    for label, name in names:
        if not name.strip():
            yield _finding("C46", f"机关设置里没有填{label}")
        elif name not in clause:
            yield _finding("C46", f"救济告知没有写{label}“{name}”")
    for period in basis.remedy_periods:
        if period not in clause:
            yield _finding("C47", f"救济告知没有写“{period}”")
    if basis.electronic and (not basis.website or basis.website not in clause):
        yield _finding("C48", "电子送达的文书要写行政复议申请的网址")


def _number(case: _Case) -> Iterator[Finding]:
    written = case.letter.number
    if isinstance(case.letter, RequestLetter) and written == case.letter.registration_number:
        return  # a receipt carries the registration number only
    parts = parse_number(written)
    if parts is None:
        yield _finding("C50", "还没有取得文号，或者文号格式不对", written)
        return
    if parts.year != case.letter.signed_on.year:
        yield _finding("C50", f"文号年份{parts.year}与成文年份{case.letter.signed_on.year}不同", written)
    if normalise_number(written) != written:
        yield _finding("C50", "文号年份用六角括号〔〕，不加空格", written, Level.WARN)


# Eighteen figures with a plausible birth date, and mobile numbers; figures inside longer ones do not count.
_IDENTITY: Final = re.compile(r"(?<!\d)\d{6}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}[\dXx](?!\d)")
_MOBILE: Final = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")


def _private(case: _Case) -> Iterator[Finding]:
    for word in case.basis.private:
        if word.strip() and _holds(case.text, word):
            yield _finding("C53", "文书中出现不应写入的个人信息", word)
    for pattern, label in ((_IDENTITY, "身份证号"), (_MOBILE, "手机号")):
        for found in pattern.finditer(case.text):
            if found[0] != case.letter.contact_phone:
                yield _finding("C53", f"文书中出现{label}", found[0])


_LEFTOVERS: Final = re.compile(r"[×xX]{2,}|[×]|[【】]|\{\{|\}\}|\{%|%\}|请选择|待填|〔(?!\d{4}〕)[^〕]*〕")


def _leftovers(case: _Case) -> Iterator[Finding]:
    # A website or a bracketed gap of a clause counts; what the applicant wrote is quoted as it is.
    for found in _LEFTOVERS.finditer(case.own_words):
        yield _finding("C57", f"文书中有草稿残留“{found[0]}”", found[0])


def _holds(text: str, words: str) -> bool:
    return _bare(words).rstrip("。") in _bare(text)


def _bare(text: str) -> str:
    """Text without spaces and breaks, for comparing what was laid out with what was typed."""
    return re.sub(r"\s+", "", clean_text(text))


_CHECKS: Final[tuple[Callable[[_Case], Iterator[Finding]], ...]] = (
    _signing_day, _provisional, _correction, _silence, _outcome, _phrases, _excerpt, _remedy, _number, _private,
    _leftovers,
)  # fmt: skip
