"""The wording of remedy clauses; every number in them comes from the dated parameters."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from string import Formatter

from law.citations import Citation
from law.parameters import DatedValue, parameters
from law.policies import PolicySet, policy_specs
from law.remedy_data import remedy_data
from law.terms import Confidence, Outcome, RemedyClass

__all__ = ["RemedyClause", "clause_numbers", "fee_notice_clause", "merged", "remedy_clause", "weakest"]

# From the best to the worst: a clause is as well attested as its weakest part.
_CONFIDENCE_ORDER = (
    Confidence.FULL_TEXT,
    Confidence.AGREEING,
    Confidence.SINGLE,
    Confidence.DERIVED,
    Confidence.MEMORY,
)


# The sentences of each class; class A has a wording of its own for what is no refusal.
_SENTENCES = {
    RemedyClass.RECONSIDERATION_FIRST: ("first_refusal",),
    RemedyClass.EITHER: ("either",),
    RemedyClass.BY_PART: ("part_withheld", "part_rest"),
    RemedyClass.RECONSIDERATION_ONLY: ("reconsideration_only",),
    RemedyClass.NONE: (),
}

# Field of a clause -> the parameter that it prints.
_NUMBERS = {
    "apply": "recon_apply_days",
    "sue_after": "sue_after_recon_days",
    "sue_direct": "sue_direct_months",
    "apply_nonreply": "recon_apply_nonreply_days",
    "sue_nonreply": "sue_nonreply_months",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RemedyClause:
    """The text of a clause.

    Attributes:
        text: what the letter prints; empty where no remedy is named.
        citations, confidence: the provisions of the clause and how well the weakest is attested.
        notes: what to look at before issuing, in Chinese sentences.
        missing: names of agency settings that are not filled in; the text then holds a bracketed gap.
    """

    text: str
    citations: tuple[Citation, ...]
    confidence: Confidence
    notes: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


def remedy_clause(
    cls: RemedyClass,
    on: date,
    reconsideration_body: str,
    court: str,
    website: str | None = None,
    *,
    outcome: Outcome | None = None,
    policies: PolicySet | None = None,
) -> RemedyClause:
    """The clause that a letter of this date prints.

    Args:
        cls: class of the letter.
        on: date of the letter; it picks the statutory numbers.
        reconsideration_body: name from the agency's settings; an empty one leaves a bracketed gap.
        court: name from the agency's settings; an empty one leaves a bracketed gap.
        website: address for filing a reconsideration, for a letter served electronically (行政复议法第二十二条第二款).
        outcome: what the letter decides; class A says 不予公开 of a refusal only.
        policies: the policies in force; the defaults if None.

    Raises:
        RuleGap: no statutory number is known for that date.
    """
    data = remedy_data()
    names = _SENTENCES[cls]
    if not names:
        return RemedyClause(text="", citations=(), confidence=Confidence.FULL_TEXT)
    if cls is RemedyClass.RECONSIDERATION_FIRST and outcome is not None and data.groups[outcome] != "refusal":
        names = ("first_other",)
    settings = {"body": reconsideration_body.strip(), "court": court.strip()}
    texts: list[str] = []
    numbers: list[DatedValue] = []
    for name in names:
        text, used = clause_numbers(name, on, settings)
        texts.append(text)
        numbers += used
    citations = merged((), numbers)
    if website:
        texts.append(data.clauses["electronic"].format_map({"website": website}))
        citations = merged((*citations, *data.clause_basis["electronic"]), ())
    return RemedyClause(
        text="".join(texts),
        citations=citations,
        confidence=weakest(*(one.confidence for one in numbers)),
        notes=_notes(on, policies or PolicySet.default()),
        missing=_missing(names, settings),
    )


def fee_notice_clause() -> RemedyClause:
    """What a fee notice says of remedies: none against the fee alone (信息处理费管理办法第七条)."""
    data = remedy_data()
    basis = data.clause_basis["fee_notice"]
    return RemedyClause(text=data.clauses["fee_notice"], citations=basis, confidence=Confidence.AGREEING)


def clause_numbers(name: str, on: date, settings: dict[str, str] | None = None) -> tuple[str, tuple[DatedValue, ...]]:
    """Fill one sentence of a clause.

    Args:
        name: name of the sentence in remedies.toml.
        on: day whose statutory numbers are printed.
        settings: names of the reconsideration body and of the court; empty ones become bracketed gaps.

    Returns:
        the sentence and the numbers that it prints.

    Raises:
        RuleGap: no statutory number is known for that day.
    """
    clauses = remedy_data().clauses
    fields = _fields(clauses[name])
    numbers = {field: parameters().value(_NUMBERS[field], on) for field in fields if field in _NUMBERS}
    values = {field: number.printed for field, number in numbers.items()}
    for field, value in (settings or {}).items():
        values[field] = value or clauses[f"{field}_missing"]
    return clauses[name].format_map(values), tuple(numbers.values())


def merged(citations: Iterable[Citation], numbers: Iterable[DatedValue]) -> tuple[Citation, ...]:
    """Citations without repetition, those of the numbers last."""
    return tuple(dict.fromkeys((*citations, *(one.citation for one in numbers))))


def weakest(*marks: Confidence) -> Confidence:
    """The worst of some confidence marks."""
    return max(marks, key=_CONFIDENCE_ORDER.index)


def _fields(clause: str) -> tuple[str, ...]:
    return tuple(field for _, field, _, _ in Formatter().parse(clause) if field)


def _missing(names: Iterable[str], settings: dict[str, str]) -> tuple[str, ...]:
    printed = {field for name in names for field in _fields(remedy_data().clauses[name])}
    gaps = (("body", "reconsideration_body"), ("court", "court_name"))
    return tuple(setting for field, setting in gaps if field in printed and not settings[field])


def _notes(on: date, policies: PolicySet) -> tuple[str, ...]:
    data = remedy_data()
    notes: list[str] = []
    wording = next((one for one in reversed(data.body_wording) if one.effective <= on), None)
    if wording is not None and wording is not data.body_wording[-1]:
        notes.append(f"当时的复议机关写作“{wording.wording}”，只用于历史文书。")
    start = data.sue_start
    if on >= start.effective and policies.text(start.policy) == "on":
        notes.append(f"{start.note}{policy_specs()[start.policy].note}。")
    return tuple(notes)
