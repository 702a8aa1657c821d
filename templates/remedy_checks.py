"""The checks of the remedy clause (C43–C48, C63): class, names, periods, and letters that carry none."""

import re
from collections.abc import Iterator

from law.documents import document_rules
from law.terms import DocumentRemedy, RemedyClass
from templates.cleaning import clean_text
from templates.fee_checks import without_fee_clause
from templates.findings import Case, CheckBasis, Finding, bare, finding, holds
from templates.notice_contexts import RectifyNoticeContext, ThirdPartyNoticeContext
from templates.reply_contexts import ReplyLetter
from templates.wording import chinese_date

__all__ = ["check_remedy"]


def check_remedy(case: Case) -> Iterator[Finding]:
    """What is wrong with the remedy clause of a reply, or that another letter has one."""
    wanted = case.basis.remedy
    named = document_rules()[case.letter.kind].remedy
    own = _own_clause(case)
    if named is DocumentRemedy.EITHER and own:
        # Decisions that are no reply: either way is open (条例第四十一条、第三十二条), unless the agency names none.
        yield from _remedy_class(own, RemedyClass.EITHER, case.basis)
        return
    if named is not DocumentRemedy.BY_OUTCOME or wanted is RemedyClass.NONE:
        for phrase in ("申请行政复议", "提起行政诉讼"):
            # A clause in the excerpt is the applicant's own text.
            if phrase in without_fee_clause(case):
                yield finding("C45", "这类文书不告知行政复议和行政诉讼", phrase)
                return
        return
    if wanted is None:
        return
    yield from _remedy_class(own, wanted, case.basis)
    yield from _remedy_names(own, wanted, case.basis)
    yield from _printed(case)
    yield from _saved(case, own)


def _own_clause(case: Case) -> str:
    """The remedy clause of the context; "" for a letter without one."""
    if not isinstance(case.letter, RectifyNoticeContext | ThirdPartyNoticeContext | ReplyLetter):
        return ""
    return "\n".join(clean_text(one) for one in case.letter.remedy)


def _printed(case: Case) -> Iterator[Finding]:
    """The clause of the context is what the letter prints."""
    assert isinstance(case.letter, ReplyLetter)  # noqa: S101 - asked before
    for paragraph in case.letter.remedy:
        if paragraph.strip() and not holds(case.own_words, paragraph):
            yield finding("C43", "文书没有印出救济告知的全文", paragraph[:20])


def _saved(case: Case, clause: str) -> Iterator[Finding]:
    """A draft saved under other law than that of its day of issue is made anew (C63)."""
    saved = case.file.saved if case.file is not None else None
    if saved is None or saved.dated_on == case.letter.signed_on or not saved.text.strip() or not clause.strip():
        return
    if bare(clause) not in bare(saved.text):
        since = f"，{chinese_date(saved.crossed)}起法规有变化" if saved.crossed is not None else ""
        yield finding("C63", f"草稿按{chinese_date(saved.dated_on)}的规定拟写{since}，救济告知不同，请重新存稿")


def _remedy_class(clause: str, wanted: RemedyClass, basis: CheckBasis) -> Iterator[Finding]:
    first = re.search("应当.{0,30}先.{0,60}申请行政复议", clause) is not None
    either = "也可以" in clause and "直接向" in clause
    expected = {
        RemedyClass.RECONSIDERATION_FIRST: (True, False),
        RemedyClass.EITHER: (False, True),
        RemedyClass.BY_PART: (True, True),
    }.get(wanted)
    if expected is not None and (first, either) != expected:
        yield finding("C43", f"救济告知应当是“{wanted.label}”")
    if expected is not None and expected[0] and not first:
        yield finding("C44", "没有写应当先申请行政复议")
    if basis.remedy_text and bare(basis.remedy_text) not in bare(clause):
        yield finding("C43", "救济告知与成文日期当日的标准文本不一致")


def _remedy_names(clause: str, wanted: RemedyClass, basis: CheckBasis) -> Iterator[Finding]:
    names = [("复议机关", basis.reconsideration_body)]
    if "人民法院" in basis.remedy_text or wanted in (RemedyClass.EITHER, RemedyClass.BY_PART):
        names.append(("人民法院", basis.court))
    for label, name in names:
        if not name.strip():
            yield finding("C46", f"机关设置里没有填{label}")
        elif name not in clause:
            yield finding("C46", f"救济告知没有写{label}“{name}”")
    for period in basis.remedy_periods:
        if period not in clause:
            yield finding("C47", f"救济告知没有写“{period}”")
    if basis.electronic and (not basis.website or basis.website not in clause):
        yield finding("C48", "电子送达的文书要写行政复议申请的网址：在设置的机关信息里填写，或者改用其他送达方式")
