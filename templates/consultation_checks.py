"""The checks of consultations (C07, C16–C20, X13): who was asked, what silence means, what was answered."""

from collections.abc import Iterator
from typing import Final

from law.terms import ConsultationKind, Outcome
from templates.check_facts import ConsultationFact, FileFacts
from templates.context_base import RequestLetter
from templates.contexts import ConsultationContext
from templates.course_rules import Obstacle, grant_against_refusal, third_party_obstacle, third_party_untold
from templates.findings import Case, Finding, finding, holds
from templates.reply_contexts import GrantLetterContext, GrantVariant, OutcomeLetterContext, ReplyLetter
from templates.wording import chinese_date

__all__ = ["check_consultation"]

_SILENCE: Final = ("视为同意", "视为不同意", "视为拒绝", "视为无意见")


def check_consultation(case: Case) -> Iterator[Finding]:
    """What is wrong with a consultation, or with a reply that rests on one."""
    yield from _silence(case)
    if case.file is None:
        return
    if isinstance(case.letter, RequestLetter):
        yield from _named(case, case.file)
    if not isinstance(case.letter, ReplyLetter):
        return
    yield from _proof(case.file)
    yield from _asked(case, case.file)
    yield from _opinions(case, case.letter, case.file)
    yield from _told(case, case.file)


def _silence(case: Case) -> Iterator[Finding]:
    letter = case.letter
    if not isinstance(letter, ConsultationContext):
        return
    if letter.consultation is ConsultationKind.THIRD_PARTY:
        for phrase in _SILENCE:
            if phrase in case.text:
                yield finding("C17", f"征求第三方意见的文书不能写“{phrase}”：逾期由本机关依条例决定", phrase)
        if "逾期" not in case.own_words or "由本机关" not in case.own_words:
            yield finding("C17", "征求意见书没有写明逾期由本机关依条例决定")
    elif letter.consultation is ConsultationKind.CO_MAKER:
        if "视为同意公开" not in case.own_words:
            yield finding("C18", "征求共同制作机关意见没有写“逾期未提出意见的视为同意公开”")
    elif "视为同意" in case.text:
        yield finding("C18", "征求其他机关意见的函不能写“视为同意”：只有共同制作机关的沉默才视为同意", "视为同意")


def _proof(file: FileFacts) -> Iterator[Finding]:
    """Days are left out of the count only for a consultation whose dispatch can be proven."""
    for one in file.consultations:
        if one.sent_on is not None and not one.proven:
            day = chinese_date(one.sent_on)
            yield finding("C07", f"{day}的{one.kind.label}没有寄送凭证，所用时间不能不计算", day)


def _third(file: FileFacts) -> tuple[ConsultationFact, ...]:
    return tuple(
        one for one in file.consultations if one.kind is ConsultationKind.THIRD_PARTY and one.sent_on is not None
    )


def _rests_on_third_party(case: Case, file: FileFacts) -> bool:
    letter = case.letter
    if not isinstance(letter, ReplyLetter):
        return False
    if letter.outcome_id is Outcome.REFUSAL_THIRD_PARTY or Outcome.REFUSAL_THIRD_PARTY in file.grounds:
        return True
    return isinstance(letter, GrantLetterContext) and letter.variant is GrantVariant.PUBLIC_INTEREST_OVERRIDE


def _asked(case: Case, file: FileFacts) -> Iterator[Finding]:
    if not _rests_on_third_party(case, file):
        return
    asked = _third(file)
    if not asked:
        yield finding("C16", "没有书面征求第三方意见的记录")
    elif any(one.sent_on is not None and one.sent_on > case.letter.signed_on for one in asked):
        yield finding("C16", "征求第三方意见晚于答复")
    elif not all(one.concluded for one in asked):
        yield finding("C16", "第三方还没有答复，征求意见的期限也没有届满")


_OPINION_FAULTS: Final = {
    Obstacle.AGREED: "第三方同意公开，不能再以其合法权益为由不予公开",
    Obstacle.NO_REFUSAL: "没有第三方不同意公开的记录",
    Obstacle.ANSWERED: "第三方已经答复，不能写逾期未回复",
}


def _opinions(case: Case, letter: ReplyLetter, file: FileFacts) -> Iterator[Finding]:
    asked = _third(file)
    if not asked:
        return
    opinions = [one.opinion for one in asked]
    refusing = letter.outcome_id is Outcome.REFUSAL_THIRD_PARTY
    if refusing or Outcome.REFUSAL_THIRD_PARTY in file.grounds:
        variant = letter.variant if refusing and isinstance(letter, OutcomeLetterContext) else ""
        obstacle = third_party_obstacle(opinions, variant)
        if obstacle in _OPINION_FAULTS:
            yield finding("C19", _OPINION_FAULTS[obstacle])
    override = isinstance(letter, GrantLetterContext) and letter.variant is GrantVariant.PUBLIC_INTEREST_OVERRIDE
    told = [(one.opinion, one.told_on) for one in asked]
    if grant_against_refusal(letter.outcome_id, told, letter.signed_on, override=override):
        yield finding("C19", "第三方不同意公开，予以公开须有公共利益的理由，或者先书面告知第三方其理由不成立")
    if refusing and all(one is None for one in opinions) and holds(case.own_words, "第三方不同意"):
        yield finding("C19", "第三方没有答复，不能写第三方不同意", "第三方不同意")


def _told(case: Case, file: FileFacts) -> Iterator[Finding]:
    letter = case.letter
    if not isinstance(letter, GrantLetterContext) or letter.variant is not GrantVariant.PUBLIC_INTEREST_OVERRIDE:
        return
    if third_party_untold([(one.opinion, one.told_on) for one in _third(file)], letter.signed_on):
        yield finding("C20", "决定公开的内容和理由还没有书面告知第三方")


def _named(case: Case, file: FileFacts) -> Iterator[Finding]:
    """The applicant does not learn which third party was asked; what the applicant named is quoted as it came."""
    for name in file.third_parties:
        if len(name.strip()) > 1 and holds(case.own_words, name):
            yield finding("X13", "文书写出了被征求意见的第三方", name)
