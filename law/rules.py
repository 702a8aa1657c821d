"""The rules of the procedure as the client shows them: title, article, plain words, a worked example."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

from law.citations import Citation, read_citations
from law.data_files import DATA, Entry, read_entries
from law.policies import policy_specs
from law.terms import Confidence

__all__ = ["RuleEntry", "load_rule_entries", "rule", "rule_entries", "rule_topics"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleEntry:
    """One rule of the procedure.

    Attributes:
        id: stable identifier, ``R-33-2`` after the article that it rests on or ``T-2`` for a rule of counting.
        topic: heading under which it stands, in Chinese.
        title, summary, example: what people read; the example has real dates.
        citations: its articles.
        policies: keys of the policies that decide what it leaves open.
        checked_on, confidence: how far it was checked.
    """

    id: str
    topic: str
    title: str
    summary: str
    example: str
    citations: tuple[Citation, ...]
    policies: tuple[str, ...]
    checked_on: date
    confidence: Confidence


@cache
def rule_entries() -> tuple[RuleEntry, ...]:
    """All rules in the order of the procedure (law/data/rules.toml)."""
    return tuple(_rules_by_id().values())


def rule(identifier: str) -> RuleEntry:
    """A rule by id; an unknown one is a bug of the caller (``KeyError``)."""
    return _rules_by_id()[identifier]


def rule_topics() -> tuple[str, ...]:
    """The topics in the order of the procedure."""
    return tuple(dict.fromkeys(one.topic for one in rule_entries()))


@cache
def _rules_by_id() -> Mapping[str, RuleEntry]:
    return load_rule_entries()


def load_rule_entries(path: Path | None = None) -> Mapping[str, RuleEntry]:
    """Read a file of rules.

    Raises:
        LawDataError: the file is malformed, or a rule names a policy that does not exist.
    """
    return MappingProxyType({key: _rule(key, entry) for key, entry in read_entries(path or DATA / "rules.toml")})


def _rule(key: str, entry: Entry) -> RuleEntry:
    found = RuleEntry(
        id=key,
        topic=entry.text("topic"),
        title=entry.text("title"),
        summary=entry.text("summary"),
        example=entry.text("example"),
        citations=read_citations(entry),
        policies=entry.texts("policies"),
        checked_on=entry.day("checked_on"),
        confidence=entry.confidence(),
    )
    entry.finish()
    if unknown := set(found.policies) - set(policy_specs()):
        raise entry.fail(f"unknown policy {min(unknown)!r}", "policies")
    return found
