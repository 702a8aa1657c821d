"""The difference between two templates, paragraph by paragraph, with the words that came and went."""

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from law.terms import Term

__all__ = ["ChangeKind", "ParagraphChange", "WordChange", "changes_between"]

# Tags and figures are one word each; of Chinese every sign is one.
_WORD: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|[A-Za-z0-9]+|\s+|.", re.DOTALL)
_ALIKE: Final = 0.35  # paragraphs less alike than this are another paragraph


class ChangeKind(Term):
    """What became of a paragraph or of words in it."""

    SAME = "same", "未改"
    CHANGED = "changed", "改动"
    ADDED = "added", "新增"
    REMOVED = "removed", "删去"


@dataclass(frozen=True, slots=True, kw_only=True)
class WordChange:
    """Words of a paragraph that stayed, came or went."""

    kind: ChangeKind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ParagraphChange:
    """A paragraph in either version.

    Args:
        kind: what became of it.
        words: its words in order, those that went before those that came.
    """

    kind: ChangeKind
    words: tuple[WordChange, ...]


def changes_between(before: tuple[str, ...], after: tuple[str, ...]) -> tuple[ParagraphChange, ...]:
    """All paragraphs of both versions in reading order."""
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    found: list[ParagraphChange] = []
    for kind, first, last, start, end in matcher.get_opcodes():
        if kind == "equal":
            found += [_whole(ChangeKind.SAME, one) for one in after[start:end]]
        else:
            found += _replaced(before[first:last], after[start:end])
    return tuple(found)


def _whole(kind: ChangeKind, text: str) -> ParagraphChange:
    return ParagraphChange(kind=kind, words=(WordChange(kind=kind, text=text),))


def _replaced(before: tuple[str, ...], after: tuple[str, ...]) -> Iterator[ParagraphChange]:
    """Paragraphs that took the place of others: those that are alike side by side, the rest as gone or new."""
    left = list(before)
    for text in after:
        alike = max(left, key=lambda one: _likeness(one, text), default=None)
        if alike is None or _likeness(alike, text) < _ALIKE:
            yield _whole(ChangeKind.ADDED, text)
            continue
        for gone in left[: left.index(alike)]:
            yield _whole(ChangeKind.REMOVED, gone)
        del left[: left.index(alike) + 1]
        yield ParagraphChange(kind=ChangeKind.CHANGED, words=_words(alike, text))
    for gone in left:
        yield _whole(ChangeKind.REMOVED, gone)


def _likeness(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, one, other, autojunk=False).ratio()


def _words(before: str, after: str) -> tuple[WordChange, ...]:
    old, new = _WORD.findall(before), _WORD.findall(after)
    found: list[WordChange] = []
    for kind, first, last, start, end in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(WordChange(kind=ChangeKind.SAME, text="".join(new[start:end])))
            continue
        if last > first:
            found.append(WordChange(kind=ChangeKind.REMOVED, text="".join(old[first:last])))
        if end > start:
            found.append(WordChange(kind=ChangeKind.ADDED, text="".join(new[start:end])))
    return tuple(found)
