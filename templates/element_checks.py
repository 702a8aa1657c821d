"""The checks of the elements of a letter (X16–X18): who issues it, what kind it is, and the facts that it has to state.

Facts are those that the catalogue of outcomes calls indispensable (必备事实); where the file knows a day, that day has
to be the one that is told.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from law.terms import Outcome
from templates.check_facts import FileFacts
from templates.context_base import RequestLetter
from templates.contexts import ConsultationContext
from templates.findings import Case, Finding, Level, bare, finding, holds
from templates.preview import BlockKind
from templates.reply_contexts import OutcomeLetterContext, ReplyLetter
from templates.wording import chinese_date

__all__ = ["check_elements"]


def check_elements(case: Case) -> Iterator[Finding]:
    """What a letter lacks of its elements; nothing is said where the file is not known."""
    if case.file is None:
        return
    yield from _issuer(case, case.file)
    yield from _kind_of_letter(case)
    yield from _way_in(case)
    yield from _reasons_asked(case)
    if isinstance(case.letter, OutcomeLetterContext):
        yield from _reasons(case, case.letter)
        yield from _told_days(case, case.letter, case.file)


def _issuer(case: Case, file: FileFacts) -> Iterator[Finding]:
    """The agency stands in the mark or in the title (G1)."""
    head = "".join(one.text for one in case.blocks if one.kind in (BlockKind.MARK, BlockKind.TITLE))
    known = (file.agency, case.letter.signer, *file.signers)
    if file.agency and not any(holds(head, one) for one in known if one.strip()):
        yield finding("X16", f"发文机关标志和标题都没有写{file.agency}")


_KIND: Final = re.compile(r"(告知书|通知书|确认书|意见书|回执|函)(?:（[^（）]*）)?$")


def _kind_of_letter(case: Case) -> Iterator[Finding]:
    """The title ends in the kind of letter; titles of replies are compared as a whole (X11)."""
    if isinstance(case.letter, ReplyLetter):
        return
    title = case.first_of(BlockKind.TITLE)
    wanted = _KIND.search(case.letter.kind.label)
    if wanted is not None and title.strip() and not bare(title).endswith(wanted[1]):
        yield finding("X11", f"标题没有写文种“{wanted[1]}”", title)


def _way_in(case: Case) -> Iterator[Finding]:
    """How the request came in stands beside the day (G4)."""
    letter = case.letter
    if isinstance(letter, RequestLetter) and letter.submitted not in case.own_words:
        yield finding("X17", f"文书没有写明申请的提交方式“{letter.submitted}”")


def _reasons_asked(case: Case) -> Iterator[Finding]:
    """Whoever is consulted is asked for reasons, without which a refusal cannot be weighed (条例第三十二条)."""
    if isinstance(case.letter, ConsultationContext) and "说明理由" not in case.own_words:
        yield finding("X18", "征求意见没有要求说明理由")


# ---------------------------------------------------------------------------------------------------- reasons


_LEVELS: Final = re.compile(r"绝密|机密|密级|(?<!国家)秘密级")
_PROVISION: Final = re.compile(r"《([^《》]+)》[^。；]{0,12}?第[一二三四五六七八九十百]+条")
_NO_STATUTE: Final = re.compile(r"(?:通知|意见|细则|规程|标准|函|纪要)$")
_INTERESTS: Final = re.compile(r"商业秘密|个人隐私|合法权益")


def _reasons(case: Case, letter: OutcomeLetterContext) -> Iterator[Finding]:
    """The facts that the outcome rests on (G8); that there are any at all is a matter of the context."""
    outcome, words = letter.outcome, case.own_words
    if outcome is Outcome.REFUSAL_SECRET and not _LEVELS.search("\n".join((letter.detail, *letter.facts))):
        yield finding("X18", "没有写国家秘密的密级")
    if outcome is Outcome.REFUSAL_LAW:
        yield from _prohibition(letter)
    if outcome is Outcome.REFUSAL_THIRD_PARTY:
        if not _INTERESTS.search("\n".join((letter.detail, *letter.facts))):
            yield finding("X18", "没有写涉及第三方的哪种权益：商业秘密、个人隐私或者其他合法权益")
        if "公共利益" not in words:
            yield finding("X18", "没有写公共利益的衡量", level=Level.WARN)


def _prohibition(letter: OutcomeLetterContext) -> Iterator[Finding]:
    named = _PROVISION.search("\n".join((letter.detail, *letter.facts)))
    if named is None:
        yield finding("X18", "没有写禁止公开的法律、行政法规的名称和条款")
    elif _NO_STATUTE.search(named[1]):
        yield finding("X18", f"《{named[1]}》不是法律、行政法规，不能作为禁止公开的依据，请核对", named[1], Level.WARN)


def _told_days(case: Case, letter: OutcomeLetterContext, file: FileFacts) -> Iterator[Finding]:
    """Days that the outcome rests on are told, and are those of the file."""
    for label, day in _days(letter.outcome, file):
        if day is not None and chinese_date(day) not in case.own_words:
            yield finding("X18", f"文书没有写{label}{chinese_date(day)}", level=Level.WARN)


def _days(outcome: Outcome, file: FileFacts) -> Iterator[tuple[str, date | None]]:
    if outcome is Outcome.ABANDONED_NO_CORRECTION and file.correction is not None:
        yield "补正告知书的送达日", file.correction.served_on
        yield "补正截止日", file.correction.deadline
    if outcome is Outcome.ABANDONED_NO_PAYMENT and file.fee is not None:
        yield "缴费截止日", file.fee.pay_due
    if outcome is Outcome.REPEAT_REQUEST and file.prior is not None:
        yield "前次答复的日期", file.prior.dated_on
