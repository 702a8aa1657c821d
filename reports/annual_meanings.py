"""Words of annual reports and the cells they speak of, for reading the numbers of a text (``annual_meanings.toml``)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Final

from law.annual_form import annual_layout
from law.annual_rows import annual_rows
from law.data_files import Entry, read_entries

__all__ = ["Meaning", "MeaningKind", "meanings", "word_pattern", "words"]

_FILE: Final = Path(__file__).with_name("annual_meanings.toml")


class MeaningKind(StrEnum):
    """What a word does; see the head of the file."""

    ROWS = "rows"
    COLUMN = "column"
    GROUP = "group"
    RESULT = "result"
    NORM = "norm"
    NORM_COLUMN = "norm_column"
    GROWTH = "growth"
    SHARE = "share"
    RATE = "rate"
    FEE = "fee"


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What some words mean.

    Attributes:
        key, name: identifier and what people read.
        kind: what kind of thing they name.
        words: the words.
        readings: for rows, results and rates: sums of keys, the usual one first; ``how`` names each.
        names: keys of the columns, groups, columns of table two, or figures of part six.
        row: row of table two.
        sign: direction of a growth.
    """

    key: str
    name: str
    kind: MeaningKind
    words: tuple[str, ...]
    readings: tuple[tuple[str, ...], ...] = ()
    how: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    row: str = ""
    sign: int = 0


@cache
def meanings() -> Mapping[str, Meaning]:
    """All meanings by key."""
    return {key: _meaning(key, entry) for key, entry in read_entries(_FILE)}


@cache
def words() -> Mapping[str, Meaning]:
    """The meaning of each word."""
    return {word: one for one in meanings().values() for word in one.words}


@cache
def word_pattern() -> re.Pattern[str]:
    """Finds the words, the longest first."""
    return re.compile("|".join(re.escape(one) for one in sorted(words(), key=lambda word: -len(word))))


def _meaning(key: str, entry: Entry) -> Meaning:
    kind = MeaningKind(entry.text("kind"))
    read = Meaning(
        key=key,
        name=entry.text("name"),
        kind=kind,
        words=entry.texts("words", required=True),
        readings=_readings(entry) if entry.has("readings") else (),
        how=entry.texts("how"),
        names=_names(key, kind, entry),
        row=entry.text("row", ""),
        sign=entry.number("sign", 0),
    )
    entry.finish()
    if len(read.how) != len(read.readings):
        raise entry.fail("a name for each reading", "how")
    known = {*annual_rows(), *(result for result, _ in annual_layout().results)}
    if unknown := {part.removeprefix("-") for one in read.readings for part in one} - known:
        raise entry.fail(f"unknown {min(unknown)!r}", "readings")
    return read


def _readings(entry: Entry) -> tuple[tuple[str, ...], ...]:
    """``total-pending`` is (``total``, ``-pending``)."""
    return tuple(tuple(one.replace("-", "+-").split("+")) for one in entry.texts("readings", required=True))


def _names(key: str, kind: MeaningKind, entry: Entry) -> tuple[str, ...]:
    if kind is MeaningKind.COLUMN:
        return entry.texts("columns") or (key,)
    if kind is MeaningKind.GROUP:
        return entry.texts("groups", required=True)
    if kind is MeaningKind.NORM:
        return entry.texts("columns", required=True)
    if kind is MeaningKind.NORM_COLUMN:
        return (entry.text("column"),)
    return entry.texts("figures", required=True) if kind is MeaningKind.FEE else ()
