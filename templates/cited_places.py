"""The provisions that a text cites, read back from its words: 《……条例》第十六条第二款、第三十六条第（三）项.

A place that follows another after 、和及 or a comma belongs to the same statute. A place without a statute before it
(第三十条) is read as one of the Regulations only where letters print it so, never guessed: ``statute`` is then empty.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from law.citations import Citation, statutes
from law.numerals import chinese_numeral

__all__ = ["CitedPlace", "cited_places"]

_MOST: Final = 200
_NUMBER: Final = r"[〇零一二三四五六七八九十百\d]{1,6}"
_PLACE: Final = re.compile(
    rf"第(?P<article>{_NUMBER})条(?:第(?P<paragraph>{_NUMBER})款)?(?:第?[（(]?(?P<item>{_NUMBER})[)）]?项)?"
)
_JOINT: Final = re.compile(r"[、，,和及与以]{0,3}(?:以及)?")
_SHORT: Final = 2
_BOUNDARY: Final = re.compile(r"(?:^|[据照按依本该《，。；：、（“\s]|违反|根据|适用|和|及)$")
_OTHER_NAMED: Final = re.compile(r"《(?P<title>[^《》]{2,60})》")


@dataclass(frozen=True, slots=True)
class CitedPlace:
    """One place as cited.

    Attributes:
        statute: id of the register, empty if no registered statute is named; numbers as in ``Citation``.
        words: the text of the place alone.
    """

    statute: str
    article: int
    paragraph: int | None
    item: int | None
    words: str

    def covers(self, wanted: Citation) -> bool:
        """Is ``wanted`` this place or a part of it? A place without a named statute is looked at by its article."""
        if self.statute and self.statute != wanted.statute:
            return False
        pairs = ((self.article, wanted.article), (self.paragraph, wanted.paragraph), (self.item, wanted.item))
        return all(mine is None or mine == theirs for mine, theirs in pairs)

    def meets(self, wanted: Citation) -> bool:
        """Does this place name ``wanted`` as exactly as the law data do?"""
        return (
            (not self.statute or self.statute == wanted.statute)
            and self.article == wanted.article
            and wanted.paragraph in (None, self.paragraph)
            and wanted.item in (None, self.item)
        )


def cited_places(text: str) -> tuple[CitedPlace, ...]:
    """Every place that a text cites, in order."""
    return tuple(_found(text))


def _found(text: str) -> Iterator[CitedPlace]:
    statute, end = "", -1
    for match in _PLACE.finditer(text):
        named = _statute_before(text, match.start())
        if named is not None:
            statute = named
        elif end < 0 or not _JOINT.fullmatch(text[end : match.start()]):
            statute = ""
        end = match.end()
        article = _value(match["article"])
        if article is not None:
            yield CitedPlace(statute, article, _value(match["paragraph"]), _value(match["item"]), match[0])


def _statute_before(text: str, at: int) -> str | None:
    """The statute that ends right before a place; empty for one that the register does not know, ``None`` for none."""
    before = text[:at]
    for name, key in _names():
        if before.endswith(name):
            # 不动产登记暂行条例 ends as the short name of the Regulations does.
            longer = len(name) <= _SHORT and not _BOUNDARY.search(before.removesuffix(name))
            return "other" if longer else key
    if before.endswith(("》", "》（", "法", "办法")):
        found = _OTHER_NAMED.findall(before[-64:])
        return "other" if found or before.endswith("法") else None
    return None


@cache
def _names() -> tuple[tuple[str, str], ...]:
    """Names of the statutes in force, the longest first; a repealed edition has no name of its own in a letter."""
    named: list[tuple[str, str]] = []
    for key, one in statutes().items():
        if one.until is not None:
            continue
        short = one.title.removeprefix("中华人民共和国")
        for name in {one.title, short, one.short_title}:
            named += [(name, key), (f"《{name}》", key)]
    return tuple(sorted(set(named), key=lambda pair: -len(pair[0])))


@cache
def _numerals() -> dict[str, int]:
    return {chinese_numeral(number): number for number in range(1, _MOST + 1)}


def _value(written: str | None) -> int | None:
    if written is None:
        return None
    return int(written) if written.isdecimal() else _numerals().get(written.replace("〇", "零"))
