"""The checks of a reply that was ordered anew (X19, X20): not the same act on the same facts and reasons again.

复议法第六十四条第二款，行诉法第七十一条. Revoked for a violation of procedure only, the same act may be made again.
A reply after the ordered term is told by C01, which compares with that term.
"""

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Final

from law.terms import Outcome
from templates.check_facts import RevokedReply
from templates.cited_places import cited_places
from templates.findings import Case, Finding, Level, bare, finding
from templates.reply_contexts import ReplyLetter

__all__ = ["check_round"]

# What is given may differ though the outcome is the same, so that the same outcome alone proves nothing.
_GIVES: Final = (Outcome.GRANT, Outcome.ALREADY_PUBLIC, Outcome.PARTIAL_GRANT)
_ALIKE: Final = 0.9
_LEAST: Final = 12
_COMPARED: Final = 3000


def check_round(case: Case) -> Iterator[Finding]:
    """Whether a reply that was ordered repeats the one that was revoked."""
    letter, file = case.letter, case.file
    if not isinstance(letter, ReplyLetter) or file is None or file.revoked is None or file.revoked.procedural:
        return
    revoked = file.revoked
    if revoked.outcome is letter.outcome_id:
        if _same_grounds(letter, revoked):
            yield _repeated(letter, revoked)
    elif _same_reasons(letter, revoked):
        sentence = f"结果已改变，事实和理由与被撤销的答复（{revoked.number}）几乎相同，请核对是否写错"
        yield finding("X20", sentence, letter.facts[0])


def _repeated(letter: ReplyLetter, revoked: RevokedReply) -> Finding:
    same = "结果、依据和理由" if _same_reasons(letter, revoked) else "结果和依据"
    sentence = f"{same}与被撤销的答复（{revoked.number}）相同；不得以同一事实和理由再作相同的答复"
    if letter.outcome_id in _GIVES:
        return finding("X19", f"{sentence}，请核对提供的内容已经改变", letter.basis, level=Level.WARN)
    return finding("X19", f"{sentence}，有新的事实或者理由的须写明", letter.basis)


def _same_grounds(letter: ReplyLetter, revoked: RevokedReply) -> bool:
    """By the provisions cited; of a reply whose text is not kept here the outcome alone is known."""
    if not revoked.basis.strip():
        return True
    return set(_places(letter.basis)) == set(_places(revoked.basis))


def _places(basis: str) -> Iterator[tuple[object, ...]]:
    for one in cited_places(basis):
        yield one.statute, one.article, one.paragraph, one.item


def _same_reasons(letter: ReplyLetter, revoked: RevokedReply) -> bool:
    now, before = bare("".join(letter.facts))[:_COMPARED], bare("".join(revoked.facts))[:_COMPARED]
    if min(len(now), len(before)) < _LEAST:
        return False
    return SequenceMatcher(None, now, before, autojunk=False).ratio() >= _ALIKE
