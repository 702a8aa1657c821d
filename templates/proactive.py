"""What has to be published without being asked for (C61); the words that point to it are data (proactive.toml)."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from law.citations import Citation, read_citations
from law.data_files import read_entries

__all__ = ["PointedTo", "ProactiveMatter", "pointed_to", "proactive_matters"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProactiveMatter:
    """One kind of information that agencies publish of their own accord (条例第二十、二十一条).

    Attributes:
        title: how the provision calls it.
        words: what points to it in a request.
        basis: the provisions, to the item.
    """

    title: str
    words: re.Pattern[str]
    basis: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class PointedTo:
    """Words of a request, and the matter that they point to."""

    words: str
    matter: ProactiveMatter


@cache
def proactive_matters() -> tuple[ProactiveMatter, ...]:
    """The shipped list.

    Raises:
        LawDataError: the file is malformed, or its words are no pattern.
    """
    found = []
    for _, entry in read_entries(Path(__file__).parent / "proactive.toml"):
        words = "|".join(entry.texts("words", required=True))
        try:
            pattern = re.compile(words)
        except re.error as problem:
            raise entry.fail(str(problem), "words") from problem
        found.append(ProactiveMatter(title=entry.text("title"), words=pattern, basis=read_citations(entry, "basis")))
        entry.day("checked_on")
        entry.confidence()
        entry.finish()
    return tuple(found)


def pointed_to(text: str) -> PointedTo | None:
    """The first words of a text that point to such a matter; a hint only."""
    found = ((one.words.search(text), one) for one in proactive_matters())
    first = min(((hit, one) for hit, one in found if hit), key=lambda pair: pair[0].start(), default=None)
    return PointedTo(first[0][0], first[1]) if first is not None else None
