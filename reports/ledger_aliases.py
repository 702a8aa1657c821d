"""The words of ledger heads as data: exact names, groups, and how a head is compared."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

from law.errors import LawDataError

__all__ = ["Aliases", "GroupRule", "aliases", "bare_key", "head_key", "plain"]

_FILE: Final = Path(__file__).parent / "ledger_aliases.toml"
_BRACKETED: Final = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^】]*】|〔[^〕]*〕")
_SIGNS: Final = re.compile(r"[^0-9a-z一-鿿㐀-䶿豈-﫿]+")


@dataclass(frozen=True, slots=True)
class GroupRule:
    """Heads below a group. ``inline``: the word of the group may also stand in the head itself."""

    group: tuple[str, ...]
    heads: tuple[tuple[tuple[str, ...], str], ...]
    inline: bool

    def field(self, head: str) -> str:
        """The field of a head below this group, empty if none fits."""
        return next((name for words, name in self.heads if any(word in head for word in words)), "")


@dataclass(frozen=True, slots=True)
class Aliases:
    """All words of the file, keys already normalised.

    Attributes:
        exact: head to its fields with the rank of the word in the list of the field.
        contained: words of two signs and more with their field, longest first; no words in Latin letters.
        groups: in the order of the file.
        parts: field, parts that a head must have (one word of each), words that it must not have.
        pair: words of the day of receipt, of the reply, and of a day, for one column of two days.
        turns: field, words beside its name, the field that they make of it.
        second: field to the fields it may become.
        arrival: words of a day of arrival.
        portal: heads of a portal.
        rows: kind of a skipped row to its words.
        summary_sheets: words in the name of a sheet that only adds up.
    """

    exact: Mapping[str, tuple[tuple[str, int], ...]]
    contained: tuple[tuple[str, str], ...]
    groups: tuple[GroupRule, ...]
    parts: tuple[tuple[str, tuple[tuple[str, ...], ...], tuple[str, ...]], ...]
    pair: tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]
    turns: tuple[tuple[str, tuple[str, ...], str], ...]
    second: Mapping[str, tuple[str, ...]]
    arrival: tuple[str, ...]
    portal: frozenset[str]
    rows: Mapping[str, tuple[str, ...]]
    summary_sheets: tuple[str, ...]

    @property
    def fields(self) -> frozenset[str]:
        """Every field that a column may have."""
        named = {field for found in self.exact.values() for field, _ in found}
        return frozenset(named | {field for rule in self.groups for _, field in rule.heads} | set(self.second))


def plain(text: str) -> str:
    """Half width, lower case, without blanks."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).lower()


@lru_cache(maxsize=4096)
def head_key(text: str) -> str:
    """A head for comparison: letters, digits and Chinese signs alone."""
    return _SIGNS.sub("", plain(text))


@lru_cache(maxsize=4096)
def bare_key(text: str) -> str:
    """The same without what stands in brackets."""
    return _SIGNS.sub("", _BRACKETED.sub("", plain(text)))


@cache
def aliases() -> Aliases:
    """The words of the shipped file.

    Raises:
        LawDataError: the file is malformed.
    """
    raw: dict[str, Any] = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    try:
        return _read(raw)
    except (KeyError, TypeError, AttributeError) as problem:
        raise LawDataError(_FILE.name, str(problem), "a key is missing or of another type") from problem


def _read(raw: dict[str, Any]) -> Aliases:
    exact: dict[str, dict[str, int]] = {}
    for name, words in raw["fields"].items():
        for rank, word in enumerate(words):
            exact.setdefault(head_key(word), {}).setdefault(name, rank)
    contained = [
        (key, next(iter(found)))
        for key, found in exact.items()
        if len(key) > 1 and not key.isascii() and len(found) == 1
    ]
    return Aliases(
        exact={key: tuple(found.items()) for key, found in exact.items()},
        contained=tuple(sorted(contained, key=_longest_first)),
        groups=tuple(
            GroupRule(
                tuple(one["group"]),
                tuple((tuple(head["words"]), head["field"]) for head in one["heads"]),
                bool(one.get("inline", False)),
            )
            for one in raw["groups"]
        ),
        parts=tuple(
            (one["field"], tuple(tuple(words) for words in one["all"]), tuple(one["none"])) for one in raw["parts"]
        ),
        pair=(tuple(raw["pair"]["received"]), tuple(raw["pair"]["reply"]), tuple(raw["pair"]["words"])),
        turns=tuple((one["from"], tuple(one["words"]), one["to"]) for one in raw["turns"]),
        second={name: tuple(words) for name, words in raw["second"].items()},
        arrival=tuple(raw["arrival"]["words"]),
        portal=frozenset(raw["portal"]["words"]),
        rows={kind: tuple(words) for kind, words in raw["rows"].items()},
        summary_sheets=tuple(raw["sheets"]["summary"]),
    )


def _longest_first(one: tuple[str, str]) -> tuple[int, str]:
    return -len(one[0]), one[0]
