"""Which remedies a letter names, and the clause that names them.

The class depends on the outcome and on the date of the letter: since 2024 a refusal has to go to reconsideration first
(行政复议法第二十三条第一款第（四）项), and later acts narrowed or widened what counts as one. Where sources differ, a
policy decides and a note says so.
"""

from dataclasses import dataclass
from datetime import date

from law.citations import Citation
from law.errors import RuleGap
from law.policies import PolicySet, policy_specs
from law.remedy_clauses import RemedyClause, clause_numbers, fee_notice_clause, merged, remedy_clause, weakest
from law.remedy_data import BodyWording, DatedClass, remedy_data
from law.terms import Confidence, Outcome, RemedyClass

__all__ = [
    "RemedyClause",
    "RemedyFinding",
    "crossed_boundary",
    "fee_notice_clause",
    "nonreply_clause",
    "nonreply_remedy",
    "reconsideration_body_wording",
    "remedy_boundaries",
    "remedy_class",
    "remedy_clause",
    "remedy_finding",
]

WITHHELD_OTHER = "withheld_other"


@dataclass(frozen=True, slots=True, kw_only=True)
class RemedyFinding:
    """The remedy class of a letter with its reasons.

    Attributes:
        remedy_class: the class.
        citations, confidence: why.
        notes: what the law leaves open here, in Chinese sentences.
    """

    remedy_class: RemedyClass
    citations: tuple[Citation, ...]
    confidence: Confidence
    notes: tuple[str, ...] = ()


def remedy_class(outcome: Outcome, variant: str | None, on: date, policies: PolicySet) -> RemedyClass:
    """The remedy class of a letter of this date.

    Raises:
        RuleGap: the date lies before the present regulation.
    """
    return remedy_finding(outcome, variant, on, policies).remedy_class


def remedy_finding(outcome: Outcome, variant: str | None, on: date, policies: PolicySet) -> RemedyFinding:
    """The remedy class of a letter of this date, with its reasons.

    Args:
        outcome: what the letter decides.
        variant: form of the outcome; it matters for a partial grant only.
        on: date of the letter (成文日期).
        policies: the policies in force.

    Raises:
        RuleGap: the date lies before the present regulation.
    """
    data = remedy_data()
    group = data.groups[outcome]
    if group == "refusal":
        return _found(_dated("refusal", on, policies))
    if group == "partial":
        return _partial(variant, on, policies)
    if group == "withdrawn":
        return _withdrawn(on, policies)
    return _other(outcome, group, on, policies)


def nonreply_remedy(on: date, policies: PolicySet) -> RemedyFinding:
    """What an applicant may do when the reply period has run out on ``on`` without a reply; the clause is a hint only.

    Raises:
        RuleGap: the date lies before the present regulation.
    """
    data = remedy_data()
    dated = _dated("nonreply", on, policies)
    first = policies.text("nonreply_remedy") == "reconsideration_first"
    if first and on >= data.nonreply_first.effective and dated.remedy_class is not RemedyClass.RECONSIDERATION_FIRST:
        dated = data.nonreply_first
    if on < data.nonreply_first.effective:
        return _found(dated)
    return _found(dated, f"逾期不答复是否须先申请复议有两种口径。{_policy_note('nonreply_remedy', policies)}")


def nonreply_clause(on: date, policies: PolicySet) -> RemedyClause:
    """The hint on what the applicant may do about a missing reply (never printed on a letter).

    Raises:
        RuleGap: the date lies before the present regulation.
    """
    finding = nonreply_remedy(on, policies)
    first = finding.remedy_class is RemedyClass.RECONSIDERATION_FIRST
    name = "nonreply_first" if first else "nonreply_either"
    text, numbers = clause_numbers(name, on)
    return RemedyClause(
        text=text,
        citations=merged(finding.citations, numbers),
        confidence=weakest(finding.confidence, *(one.confidence for one in numbers)),
        notes=finding.notes,
    )


def reconsideration_body_wording(on: date) -> BodyWording:
    """How letters of a department of a local government named who decides a reconsideration at that time.

    New letters print the name from the agency's settings; the wording before 2024 explains old letters only.

    Raises:
        RuleGap: nothing is known of that date.
    """
    for one in reversed(remedy_data().body_wording):
        if one.effective <= on:
            return one
    raise RuleGap(f"no wording of the reconsideration body on {on}")


def remedy_boundaries(policies: PolicySet) -> tuple[date, ...]:
    """First days of changed remedies, ascending; a draft that crosses one has to be made anew."""
    data = remedy_data()
    days = {_effective(one, policies) for classes in data.history.values() for one in classes[1:]}
    return tuple(sorted(day for day in days if day is not None))


def crossed_boundary(drafted_on: date, issued_on: date, policies: PolicySet) -> date | None:
    """The last boundary between the day of the draft and the day of issue, None if there is none."""
    crossed = [day for day in remedy_boundaries(policies) if drafted_on < day <= issued_on]
    return crossed[-1] if crossed else None


def _partial(variant: str | None, on: date, policies: PolicySet) -> RemedyFinding:
    if variant == WITHHELD_OTHER:
        return _found(_dated("other", on, policies))
    dated = _dated("partial", on, policies)
    chosen = RemedyClass(policies.text("partial_remedy"))
    if dated.remedy_class is not RemedyClass.BY_PART:
        return _found(dated)
    if chosen is dated.remedy_class:
        return _found(dated, _policy_note("partial_remedy", policies))
    return _by_policy(chosen, dated, "partial_remedy", policies)


def _withdrawn(on: date, policies: PolicySet) -> RemedyFinding:
    chosen = RemedyClass(policies.text("withdrawn_remedy"))
    return _by_policy(chosen, _dated("other", on, policies), "withdrawn_remedy", policies)


def _other(outcome: Outcome, group: str, on: date, policies: PolicySet) -> RemedyFinding:
    data = remedy_data()
    dated = _dated("other", on, policies)
    if group == "query" and policies.text("query_remedy") == RemedyClass.RECONSIDERATION_FIRST:
        refusal = _dated("refusal", on, policies)
        return _by_policy(refusal.remedy_class, refusal, "query_remedy", policies)
    if group in data.broad_groups and _in_force(data.broad_scope, on):
        if policies.text("remedy_2024_scope") == "broad":
            return _by_policy(data.broad_scope.remedy_class, data.broad_scope, "remedy_2024_scope", policies)
        return _found(dated, _policy_note("remedy_2024_scope", policies))
    if outcome in data.nonsuable_outcomes and _in_force(data.nonsuable, on):
        if policies.text("remedy_nonsuable") == "reconsideration_only":
            return _by_policy(data.nonsuable.remedy_class, data.nonsuable, "remedy_nonsuable", policies)
        return _found(dated, _policy_note("remedy_nonsuable", policies))
    if group == "query":
        return _found(dated, _policy_note("query_remedy", policies))
    return _found(dated)


def _dated(group: str, on: date, policies: PolicySet) -> DatedClass:
    for one in reversed(remedy_data().history[group]):
        effective = _effective(one, policies)
        if effective is not None and effective <= on:
            return one
    raise RuleGap(f"no remedies known for {on}")


def _effective(dated: DatedClass, policies: PolicySet) -> date | None:
    """First day of a class; None while its policy is off."""
    if not dated.policy:
        return dated.effective
    return policies.day(f"{dated.policy}_from") if policies.text(dated.policy) == "on" else None


def _in_force(dated: DatedClass, on: date) -> bool:
    return dated.effective <= on and (dated.until is None or on <= dated.until)


def _found(dated: DatedClass, *notes: str) -> RemedyFinding:
    if dated.policy:
        notes = (*notes, f"{policy_specs()[dated.policy].label}：{policy_specs()[dated.policy].note}")
    return RemedyFinding(
        remedy_class=dated.remedy_class,
        citations=dated.citations,
        confidence=dated.confidence,
        notes=notes,
    )


def _by_policy(cls: RemedyClass, dated: DatedClass, key: str, policies: PolicySet) -> RemedyFinding:
    return RemedyFinding(
        remedy_class=cls,
        citations=dated.citations,
        confidence=weakest(dated.confidence, Confidence.DERIVED),
        notes=(_policy_note(key, policies),),
    )


def _policy_note(key: str, policies: PolicySet) -> str:
    spec = policy_specs()[key]
    return f"{spec.label}：现取“{spec.show(policies.get(key))}”。{spec.note}"
