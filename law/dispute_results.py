"""How disputes end, what each result makes the agency do, and its column in table four."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from law.citations import Citation, read_citations
from law.data_files import DATA, Entry, check_dates, read_members
from law.dispute_terms import DisputeResult, Duty, Forum, Instance, ResultClass
from law.errors import RuleGap
from law.parameters import parameters
from law.policies import PolicySet, policy_specs
from law.terms import Confidence

__all__ = [
    "DutySpec",
    "ResultSpec",
    "dispute_results",
    "duties_of",
    "load_dispute_results",
    "result_class",
    "results_of",
]

_WHEN: Final = ("", "re_reply_ordered", "perform_ordered", "ordered", "opinion_letter", "appealable")
_AS_FIRST: Final = "as_first"


@dataclass(frozen=True, slots=True, kw_only=True)
class DutySpec:
    """What a result makes the agency do.

    Attributes:
        parameter: statutory number of its term where the decision sets none; policy: the agency's choice of one. Both
            empty: only the decision sets a term.
        when: what the decision must say; empty: always.
        line: the duty in a sentence.
    """

    duty: Duty
    parameter: str
    policy: str
    when: str
    line: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedResultClass:
    """A column of table four since a day; ``column`` None: that of the first instance."""

    effective: date
    column: ResultClass | None
    basis: str
    confidence: Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultSpec:
    """One result.

    Attributes:
        forum, instances: where it can come.
        reopens: with the order to reply it opens a new reply clock on the attacked requests.
        finishes: the procedure is over with it; ruling: it comes as a ruling (裁定).
        remark: what else it means, in a sentence.
    """

    result: DisputeResult
    forum: Forum
    instances: tuple[Instance, ...]
    citations: tuple[Citation, ...]
    duties: tuple[DutySpec, ...]
    reopens: bool
    finishes: bool
    ruling: bool
    remark: str
    classes: tuple[DatedResultClass, ...]
    checked_on: date
    confidence: Confidence


@cache
def dispute_results() -> Mapping[DisputeResult, ResultSpec]:
    """All results of both procedures."""
    return load_dispute_results()


def results_of(forum: Forum, instance: Instance = Instance.FIRST) -> tuple[ResultSpec, ...]:
    """The results that may come before a forum in an instance; a reconsideration has one instance."""
    return tuple(one for one in dispute_results().values() if one.forum is forum and instance in one.instances)


def duties_of(result: DisputeResult, said: frozenset[str]) -> tuple[DutySpec, ...]:
    """The duties of a result.

    Args:
        result: the result.
        said: what the decision says: ``re_reply_ordered``, ``perform_ordered``, ``ordered``, ``opinion_letter``, and
            ``appealable`` for what may still be appealed.
    """
    return tuple(one for one in dispute_results()[result].duties if not one.when or one.when in said)


def result_class(
    result: DisputeResult | None, on: date | None, policies: PolicySet, *, first: DisputeResult | None = None
) -> ResultClass:
    """The column of table four in which a dispute counts (policy ``t4_result_map``).

    Args:
        result: how it ended; None while it is open.
        on: day of the result.
        policies: the agency's choices.
        first: result of the first instance, for a second one that leaves it as it is.

    Raises:
        RuleGap: the result is older than the table.
    """
    policies.text("t4_result_map")  # one reading is known so far; the policy names it
    if result is None or on is None:
        return ResultClass.PENDING
    for one in reversed(dispute_results()[result].classes):
        if one.effective <= on:
            if one.column is not None:
                return one.column
            return ResultClass.PENDING if first is None else result_class(first, on, policies)
    raise RuleGap(f"no column of table four for {result} on {on}")


def load_dispute_results(path: Path | None = None) -> Mapping[DisputeResult, ResultSpec]:
    """Read the results.

    Raises:
        LawDataError: the file is malformed, a result is missing, or an entry contradicts itself.
    """
    source = path or DATA / "dispute_results.toml"
    return MappingProxyType({one: _spec(one, entry) for one, entry in read_members(source, DisputeResult, "result")})


def _spec(result: DisputeResult, entry: Entry) -> ResultSpec:
    spec = ResultSpec(
        result=result,
        forum=entry.term("forum", Forum),
        instances=entry.terms("instances", Instance),
        citations=read_citations(entry),
        duties=tuple(_duty(one) for one in entry.tables("duties", required=True)),
        reopens=entry.flag("reopens"),
        finishes=entry.flag("finishes"),
        ruling=entry.flag("ruling", False),
        remark=entry.text("remark", ""),
        classes=tuple(_class(one) for one in entry.tables("classes", required=True)),
        checked_on=entry.day("checked_on"),
        confidence=entry.confidence(),
    )
    entry.finish()
    check_dates(entry, ((one.effective, None) for one in spec.classes))
    if not spec.instances:
        raise entry.fail("names the instances it can end", "instances")
    if spec.reopens is not any(one.when == "re_reply_ordered" for one in spec.duties):
        raise entry.fail("what reopens a request brings the duty to reply, and nothing else does", "reopens")
    return spec


def _duty(entry: Entry) -> DutySpec:
    term = entry.text("term", "")
    policy = term if term in policy_specs() else ""
    if term and not policy and term not in set(parameters()):
        raise entry.fail(f"neither a parameter nor a policy: {term!r}", "term")
    duty = DutySpec(
        duty=entry.term("duty", Duty),
        parameter="" if policy else term,
        policy=policy,
        when=entry.text("when", ""),
        line=entry.text("line"),
        citations=read_citations(entry),
    )
    entry.finish()
    if duty.when not in _WHEN:
        raise entry.fail(f"unknown condition {duty.when!r}", "when")
    return duty


def _class(entry: Entry) -> DatedResultClass:
    column = entry.text("class")
    read = DatedResultClass(
        effective=entry.day("effective"),
        column=None if column == _AS_FIRST else ResultClass(column),
        basis=entry.text("basis"),
        confidence=entry.confidence(),
    )
    entry.finish()
    return read
