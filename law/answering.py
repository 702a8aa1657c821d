"""Frames for the answer to a reconsideration or a lawsuit: what is asked for, and how grounds are answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType

from law.citations import Citation, read_citations
from law.data_files import DATA, read_entries
from law.dispute_terms import Forum
from law.terms import Confidence

__all__ = ["AnswerRule", "ClaimFrame", "answer_rule", "answer_rules", "claim_frames", "claim_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRule:
    """A sentence of an answer before one forum.

    Attributes:
        key: identifier, ending in the forum; title: what the sentence does.
        text: the sentence, with places in braces to be filled in and places in 【 】 for a person.
        citations: the articles.
    """

    key: str
    forum: Forum
    title: str
    text: str
    citations: tuple[Citation, ...]
    checked_on: date
    confidence: Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFrame:
    """How a ground of the other side is answered.

    Attributes:
        key, title: identifier and name of the ground.
        words: by which of these words it is recognised.
        frame: the answer with ``{facts}`` in the place of what the case says.
        citations: the articles that it is about.
    """

    key: str
    title: str
    words: tuple[str, ...]
    frame: str
    citations: tuple[Citation, ...]
    checked_on: date
    confidence: Confidence


@cache
def answer_rules() -> Mapping[str, AnswerRule]:
    """The sentences by key (law/data/answer_rules.toml).

    Raises:
        LawDataError: the file is malformed.
    """
    found = {}
    for key, entry in read_entries(DATA / "answer_rules.toml"):
        forum = entry.term("forum", Forum)
        if not key.endswith(f"_{forum}"):
            raise entry.fail("the key does not end in the forum", "forum")
        found[key] = AnswerRule(
            key=key,
            forum=forum,
            title=entry.text("title"),
            text=entry.text("text"),
            citations=read_citations(entry),
            checked_on=entry.day("checked_on"),
            confidence=entry.confidence(),
        )
        entry.finish()
    return MappingProxyType(found)


def answer_rule(name: str, forum: Forum) -> AnswerRule:
    """The sentence of a name before a forum.

    Raises:
        KeyError: there is none of that name.
    """
    return answer_rules()[f"{name}_{forum}"]


@cache
def claim_frames() -> Mapping[str, ClaimFrame]:
    """How grounds are answered, by key; the order is that in which they are recognised (law/data/answer_claims.toml).

    Raises:
        LawDataError: the file is malformed.
    """
    found = {}
    for key, entry in read_entries(DATA / "answer_claims.toml"):
        found[key] = ClaimFrame(
            key=key,
            title=entry.text("title"),
            words=entry.texts("words", required=True),
            frame=entry.text("frame"),
            citations=read_citations(entry),
            checked_on=entry.day("checked_on"),
            confidence=entry.confidence(),
        )
        if "{facts}" not in found[key].frame:
            raise entry.fail("has no place for the facts", "frame")
        entry.finish()
    return MappingProxyType(found)


def claim_of(words: str) -> ClaimFrame | None:
    """The ground that a sentence of the other side brings forward, by its first word that is known."""
    for frame in claim_frames().values():
        if any(one in words for one in frame.words):
            return frame
    return None
