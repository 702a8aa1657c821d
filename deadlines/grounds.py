"""The articles behind the rules of the clocks, and the dated numbers they count with.

Both are data: code asks by key and by the decisive day and never spells an article or a number.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType

from law.citations import Citation, read_citations
from law.data_files import read_entries
from law.errors import RuleGap
from law.parameters import DatedValue, parameters
from law.terms import Confidence

__all__ = [
    "NO_PERIOD_THEN",
    "Ground",
    "consequence",
    "grounds",
    "load_grounds",
    "parameter_if_any",
    "parameter_on",
    "why",
]

NO_PERIOD_THEN = "当时的规定没有此项期限"
"""What is said where a period of today's law did not exist on the decisive day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """The articles of one rule, with the day of the last check and the mark of confidence.

    ``consequence`` says what follows if the rule is not kept; empty where nothing needs saying.
    """

    citations: tuple[Citation, ...]
    checked_on: date
    confidence: Confidence
    consequence: str = ""


def load_grounds(path: Path | None = None) -> Mapping[str, Ground]:
    """Read a file of grounds.

    Raises:
        LawDataError: the file is malformed.
    """
    found: dict[str, Ground] = {}
    for key, entry in read_entries(path or Path(__file__).parent / "grounds.toml"):
        found[key] = Ground(
            citations=read_citations(entry),
            checked_on=entry.day("checked_on"),
            confidence=entry.confidence(),
            consequence=entry.text("consequence", ""),
        )
        entry.finish()
    return MappingProxyType(found)


@cache
def grounds() -> Mapping[str, Ground]:
    """The shipped grounds by key (deadlines/grounds.toml)."""
    return load_grounds()


@cache
def why(key: str) -> tuple[Citation, ...]:
    """The articles of a rule; an unknown key is a programming error and raises ``KeyError``."""
    return grounds()[key].citations


def consequence(key: str) -> str:
    """What follows if a rule is not kept."""
    return grounds()[key].consequence


@lru_cache(maxsize=32768)
def parameter_on(key: str, on: date) -> DatedValue:
    """The dated number in force on the decisive day.

    Raises:
        RuleGap: no value was in force on that day.
    """
    return parameters().value(key, on)


def parameter_if_any(key: str, on: date) -> DatedValue | None:
    """As :func:`parameter_on`; ``None`` if the law of that day knew no such period."""
    try:
        return parameter_on(key, on)
    except RuleGap:
        return None
