"""Strict reading of the shipped TOML files.

A typing error in a law file must stop the program at once and name its place; a key that nobody reads is an error as
much as a key that is missing. Readers take what they need from an ``Entry`` and then call ``finish``.
"""

import tomllib
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar, cast

from law.errors import LawDataError
from law.terms import Confidence, Term

__all__ = ["DATA", "Entry", "check_dates", "read_entries", "read_members", "read_toml"]

DATA = Path(__file__).parent / "data"

_T = TypeVar("_T", bound=Term)
_V = TypeVar("_V")


class Entry:
    """One TOML table of which every key must be read.

    Args:
        file: name of the file, for messages.
        key: dotted key of the table, for messages.
        raw: the parsed table.
    """

    def __init__(self, file: str, key: str, raw: object) -> None:
        self.file = file
        self.key = key
        if not isinstance(raw, dict):
            raise LawDataError(file, key, "a table is expected")
        self._raw = cast("dict[str, object]", raw)
        self._unread = set(self._raw)

    def fail(self, problem: str, name: str | None = None) -> LawDataError:
        """The error to raise for this table or for one of its keys."""
        return LawDataError(self.file, f"{self.key}.{name}" if name else self.key, problem)

    def has(self, name: str) -> bool:
        """Is the key written?"""
        return name in self._raw

    def text(self, name: str, default: str | None = None) -> str:
        """A string; required and not empty unless a default is given."""
        value = self._take(name, str, default)
        if not value and default is None:
            raise self.fail("must not be empty", name)
        return value

    def number(self, name: str, default: int | None = None) -> int:
        """An integer (``true`` is none)."""
        value = self._take(name, int, default)
        if isinstance(value, bool):
            raise self.fail("an integer is expected", name)
        return value

    def flag(self, name: str, default: bool | None = None) -> bool:
        """A boolean."""
        return self._take(name, bool, default)

    def day(self, name: str) -> date:
        """A TOML local date."""
        value = self._take(name, date, None)
        if isinstance(value, datetime):
            raise self.fail("a date without time is expected", name)
        return value

    def optional_day(self, name: str) -> date | None:
        """A TOML local date, or None if the key is not written."""
        return self.day(name) if self.has(name) else None

    def texts(self, name: str, *, required: bool = False) -> tuple[str, ...]:
        """An array of non-empty strings without repetition."""
        values = self._array(name, required)
        if not all(isinstance(value, str) and value for value in values):
            raise self.fail("an array of non-empty strings is expected", name)
        if len(set(values)) != len(values):
            raise self.fail("repeats a value", name)
        return tuple(cast("list[str]", values))

    def numbers(self, name: str) -> tuple[int, ...]:
        """An array of integers; empty if the key is not written."""
        values = self._array(name, required=False)
        if not all(type(value) is int for value in values):
            raise self.fail("an array of integers is expected", name)
        return tuple(cast("list[int]", values))

    def pairs(self, name: str, *, required: bool = False) -> tuple[tuple[str, str], ...]:
        """An array of ``[value, label]`` with distinct values."""
        pairs: list[tuple[str, str]] = []
        for value in self._array(name, required):
            if not (isinstance(value, list) and len(value) == 2 and all(isinstance(v, str) and v for v in value)):
                raise self.fail("an array of [value, label] is expected", name)
            pairs.append((value[0], value[1]))
        if len({value for value, _ in pairs}) != len(pairs):
            raise self.fail("repeats a value", name)
        return tuple(pairs)

    def term(self, name: str, terms: type[_T], default: _T | None = None) -> _T:
        """A member of a closed list of terms, written by its identifier."""
        return self._member(name, terms, self.text(name, default))

    def terms(self, name: str, terms: type[_T]) -> tuple[_T, ...]:
        """Several members of a closed list of terms."""
        return tuple(self._member(name, terms, code) for code in self.texts(name))

    def confidence(self) -> Confidence:
        """The required confidence mark."""
        return self.term("confidence", Confidence)

    def tables(self, name: str, *, required: bool = False) -> tuple["Entry", ...]:
        """The entries of an array of tables."""
        values = self._array(name, required)
        return tuple(Entry(self.file, f"{self.key}.{name}[{at}]", value) for at, value in enumerate(values))

    def finish(self) -> None:
        """Complain about keys that nobody read."""
        if self._unread:
            raise self.fail("unknown key", min(self._unread))

    def _member(self, name: str, terms: type[_T], code: str) -> _T:
        for member in terms:
            if member.value == code:
                return member
        raise self.fail(f"unknown {terms.__name__} {code!r}", name)

    def _array(self, name: str, required: bool) -> list[object]:
        values = cast("list[object]", self._take(name, list, None if required else []))
        if required and not values:
            raise self.fail("must not be empty", name)
        return values

    def _take(self, name: str, kind: type[_V], default: _V | None) -> _V:
        self._unread.discard(name)
        if name not in self._raw:
            if default is None:
                raise self.fail("missing", name)
            return default
        value = self._raw[name]
        if not isinstance(value, kind):
            raise self.fail(f"{kind.__name__} expected, found {type(value).__name__}", name)
        return value


def read_toml(path: Path) -> dict[str, object]:
    """Parse a file.

    Raises:
        LawDataError: the file is not there or is no TOML.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as problem:
        raise LawDataError(path.name, "", f"cannot be read: {problem.strerror}") from None
    except ValueError as problem:
        raise LawDataError(path.name, "", f"no valid TOML: {problem}") from None


def read_entries(path: Path) -> Iterator[tuple[str, Entry]]:
    """The top-level tables of a file in the order of the file, with their keys."""
    for key, raw in read_toml(path).items():
        yield key, Entry(path.name, key, raw)


def read_members(path: Path, terms: type[_T], named: str) -> Iterator[tuple[_T, Entry]]:
    """The tables of a file that has one for each member of a closed list, in the order of the file.

    Args:
        path: the file.
        terms: the list; the keys of the tables are its identifiers.
        named: what a member is called in messages.

    Raises:
        LawDataError: a table of no member; behind the last table, a member without one.
    """
    by_id = {str(member): member for member in terms}
    for key, entry in read_entries(path):
        if key not in by_id:
            raise entry.fail(f"unknown {named}")
        yield by_id.pop(key), entry
    if by_id:
        raise LawDataError(path.name, min(by_id), "missing")


def check_dates(entry: Entry, periods: Iterable[tuple[date, date | None]]) -> None:
    """Refuse periods of force that are empty, not ascending, or overlapping.

    Args:
        entry: the table that holds them.
        periods: first day in force and last day in force (None: until the next one, or open).
    """
    previous: date | None = None
    for first, last in periods:
        if previous is not None and first <= previous:
            raise entry.fail(f"effective {first} is not after {previous}: unsorted or overlapping", "effective")
        if last is not None and last < first:
            raise entry.fail(f"until {last} is before effective {first}", "until")
        previous = last or first
