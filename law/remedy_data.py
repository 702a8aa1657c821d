"""Reading of law/data/remedies.toml: groups of outcomes, classes by date, wording of the clauses."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from string import Formatter
from types import MappingProxyType

from law.citations import Citation, read_citation, read_citations
from law.data_files import DATA, Entry, check_dates, read_entries
from law.errors import LawDataError
from law.policies import policy_specs
from law.terms import Confidence, Outcome, RemedyClass

__all__ = ["BodyWording", "DatedClass", "RemedyData", "StartNote", "load_remedy_data", "remedy_data"]

_GROUPS = ("refusal", "partial", "query", "not_available", "not_processed", "general", "withdrawn")
_HISTORIES = ("refusal", "partial", "other", "nonreply")
_TABLES = {
    "groups",
    "nonsuable",
    "broad_scope",
    "history",
    "nonreply_first",
    "body_wording",
    "clauses",
    "clause_basis",
    "sue_start",
}
_CLAUSES = {
    "first_refusal": {"apply", "body", "sue_after", "court"},
    "first_other": {"apply", "body", "sue_after", "court"},
    "either": {"apply", "body", "sue_direct", "court"},
    "part_withheld": {"apply", "body", "sue_after", "court"},
    "part_rest": {"apply", "body", "sue_direct", "court"},
    "reconsideration_only": {"apply", "body"},
    "electronic": {"website"},
    "fee_notice": set[str](),
    "nonreply_either": {"apply_nonreply", "sue_nonreply"},
    "nonreply_first": {"apply_nonreply"},
    "body_missing": set[str](),
    "court_missing": set[str](),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedClass:
    """A remedy class from a day on.

    Attributes:
        effective, until: first and last day; ``until`` is None while open.
        policy: key of the policy that switches it on and names its first day, empty if none does.
        remedy_class: the class; citations, confidence: its basis.
    """

    effective: date
    until: date | None
    policy: str
    remedy_class: RemedyClass
    citations: tuple[Citation, ...]
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class BodyWording:
    """How a letter of some time names who decides a reconsideration."""

    effective: date
    wording: str
    citation: Citation
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class StartNote:
    """A remark on how later law counts the periods to sue, while a policy is on."""

    effective: date
    policy: str
    note: str
    citations: tuple[Citation, ...]
    confidence: Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class RemedyData:
    """The content of remedies.toml.

    Attributes:
        groups: group of every outcome.
        history: classes by group (``refusal``, ``partial``, ``other``, ``nonreply``), ascending.
        nonsuable: class of matters that a court may refuse to register, with those matters.
        broad_scope: class of the broad reading of refusal, with the groups it reaches.
        nonreply_first: class of the reading that puts reconsideration first for a missing reply.
        body_wording: ascending by date.
        clauses: wording by name; clause_basis: provisions of those that need one.
        sue_start: remark on the start of the periods to sue.
    """

    groups: Mapping[Outcome, str]
    history: Mapping[str, tuple[DatedClass, ...]]
    nonsuable: DatedClass
    nonsuable_outcomes: frozenset[Outcome]
    broad_scope: DatedClass
    broad_groups: frozenset[str]
    nonreply_first: DatedClass
    body_wording: tuple[BodyWording, ...]
    clauses: Mapping[str, str]
    clause_basis: Mapping[str, tuple[Citation, ...]]
    sue_start: StartNote


@cache
def remedy_data() -> RemedyData:
    """The shipped remedies."""
    return load_remedy_data()


def load_remedy_data(path: Path | None = None) -> RemedyData:
    """Read a file of remedies.

    Raises:
        LawDataError: the file is malformed, or an outcome is in no group or in two.
    """
    source = path or DATA / "remedies.toml"
    entries = dict(read_entries(source))
    for name in sorted(_TABLES ^ set(entries)):
        raise LawDataError(source.name, name, "missing" if name in _TABLES else "unknown key")
    nonsuable_outcomes = frozenset(entries["nonsuable"].terms("outcomes", Outcome))
    broad_groups = frozenset(entries["broad_scope"].texts("groups", required=True))
    if unknown := broad_groups - set(_GROUPS):
        raise entries["broad_scope"].fail(f"unknown group {min(unknown)!r}", "groups")
    return RemedyData(
        groups=_groups(entries["groups"]),
        history=_history(entries["history"]),
        nonsuable=_dated_class(entries["nonsuable"]),
        nonsuable_outcomes=nonsuable_outcomes,
        broad_scope=_dated_class(entries["broad_scope"]),
        broad_groups=broad_groups,
        nonreply_first=_dated_class(entries["nonreply_first"]),
        body_wording=_body_wording(entries["body_wording"]),
        clauses=_clauses(entries["clauses"]),
        clause_basis=_clause_basis(entries["clause_basis"]),
        sue_start=_start_note(entries["sue_start"]),
    )


def _groups(entry: Entry) -> Mapping[Outcome, str]:
    groups: dict[Outcome, str] = {}
    for group in _GROUPS:
        for outcome in entry.terms(group, Outcome):
            if outcome in groups:
                raise entry.fail(f"{outcome} is in two groups", group)
            groups[outcome] = group
    entry.finish()
    if missing := set(Outcome) - set(groups):
        raise entry.fail(f"{min(missing)} is in no group")
    return MappingProxyType(groups)


def _history(entry: Entry) -> Mapping[str, tuple[DatedClass, ...]]:
    history: dict[str, tuple[DatedClass, ...]] = {}
    for name in _HISTORIES:
        history[name] = tuple(_dated_class(one) for one in entry.tables(name, required=True))
        check_dates(entry, ((one.effective, one.until) for one in history[name]))
    entry.finish()
    return MappingProxyType(history)


def _dated_class(entry: Entry) -> DatedClass:
    dated = DatedClass(
        effective=entry.day("effective"),
        until=entry.optional_day("until"),
        policy=entry.text("policy", ""),
        remedy_class=entry.term("remedy_class", RemedyClass),
        citations=read_citations(entry),
        confidence=entry.confidence(),
    )
    entry.finish()
    check_dates(entry, [(dated.effective, dated.until)])
    if dated.policy and not {dated.policy, f"{dated.policy}_from"} <= set(policy_specs()):
        raise entry.fail(f"unknown policy {dated.policy!r}", "policy")
    return dated


def _body_wording(entry: Entry) -> tuple[BodyWording, ...]:
    wordings: list[BodyWording] = []
    for one in entry.tables("values", required=True):
        wordings.append(
            BodyWording(one.day("effective"), one.text("wording"), read_citation(one), one.confidence()),
        )
        one.finish()
    entry.finish()
    check_dates(entry, ((one.effective, None) for one in wordings))
    return tuple(wordings)


def _clauses(entry: Entry) -> Mapping[str, str]:
    clauses: dict[str, str] = {}
    for name, fields in _CLAUSES.items():
        clauses[name] = entry.text(name)
        try:
            found = {field for _, field, _, _ in Formatter().parse(clauses[name]) if field is not None}
        except ValueError as problem:
            raise entry.fail(str(problem), name) from None
        if found != fields:
            raise entry.fail(f"fields {sorted(found)} found, {sorted(fields)} expected", name)
    entry.finish()
    return MappingProxyType(clauses)


def _clause_basis(entry: Entry) -> Mapping[str, tuple[Citation, ...]]:
    basis = {name: read_citations(entry, name) for name in ("electronic", "fee_notice")}
    entry.finish()
    return MappingProxyType(basis)


def _start_note(entry: Entry) -> StartNote:
    note = StartNote(
        effective=entry.day("effective"),
        policy=entry.text("policy"),
        note=entry.text("note"),
        citations=read_citations(entry),
        confidence=entry.confidence(),
    )
    entry.finish()
    if note.policy not in policy_specs():
        raise entry.fail(f"unknown policy {note.policy!r}", "policy")
    return note
