"""The checks of the remedy clause (C43–C48): class, names, periods, and letters that carry none."""

import re
from collections.abc import Iterator

from law.terms import RemedyClass
from templates.cleaning import clean_text
from templates.fee_checks import without_fee_clause
from templates.findings import Case, CheckBasis, Finding, bare, finding
from templates.reply_contexts import ReplyLetter

__all__ = ["check_remedy"]


def check_remedy(case: Case) -> Iterator[Finding]:
    """What is wrong with the remedy clause of a reply, or that another letter has one."""
    wanted = case.basis.remedy
    if not isinstance(case.letter, ReplyLetter) or wanted is RemedyClass.NONE:
        for phrase in ("申请行政复议", "提起行政诉讼"):
            # A clause in the excerpt is the applicant's own text.
            if phrase in without_fee_clause(case):
                yield finding("C45", "这类文书不告知行政复议和行政诉讼", phrase)
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
