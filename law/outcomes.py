"""The catalogue of outcomes: what each one cites, needs, must say and counts as."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

from law.annual_rows import AnnualRow, annual_rows
from law.citations import Citation, read_citations
from law.data_files import DATA, Entry, read_members
from law.errors import UserError
from law.evidence import EvidenceSpec, evidence_specs
from law.policies import PolicySet
from law.terms import Confidence, Evidence, FactKind, FeeMethod, Outcome, RemedyClass

__all__ = [
    "SEVEN_QUESTIONS",
    "EvidenceSpec",
    "FactSpec",
    "OutcomeRule",
    "OutcomeVariant",
    "annual_row",
    "evidence_specs",
    "load_outcome_rules",
    "outcome_rules",
]

SEVEN_QUESTIONS = ("补不补", "是不是", "谁负责", "有没有", "给不给", "怎么给", "怎么答")


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeVariant:
    """A form that an outcome takes.

    Attributes:
        key, label: identifier and Chinese label.
        citations, evidence: what it needs beyond its outcome.
        fee_methods: None if the outcome's own hold.
    """

    key: str
    label: str
    citations: tuple[Citation, ...]
    evidence: tuple[Evidence, ...]
    fee_methods: tuple[FeeMethod, ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FactSpec:
    """A fact that the reply has to state.

    Attributes:
        key: identifier, unique within the outcome.
        label, hint: Chinese label and what to write.
        kind: how it is entered.
        choices: values with labels for the kinds ``CHOICE`` and ``CHOICES``.
        variants: keys of the variants that need it; empty if all do.
        required: may it be left empty?
    """

    key: str
    label: str
    hint: str
    kind: FactKind
    choices: tuple[tuple[str, str], ...]
    variants: tuple[str, ...]
    required: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeRule:
    """One outcome of a request.

    Attributes:
        outcome: identifier; label: what people read; when: when it applies, in one Chinese sentence.
        citations: provisions of the reply; empty only if ``basis_note`` says what stands in their place.
        basis_note: remark where no article fits.
        replaces: provisions of a refusal of the whole that a refusal of a part does not cite.
        annual_row: row of table three (see ``annual_row`` for the policy that moves one of them).
        remedy_class: the class of the catalogue; ``law.remedies`` gives the one of a date.
        fee_methods: by which standards a fee may be charged.
        variants: forms that it takes; empty if there is only one.
        required_facts: what the reply has to state.
        evidence: what has to be on file before the reply.
        required_phrases: each must occur in the letter, in one of its alternatives.
        pitfalls: how such replies lose in court.
        letter_title: title of the letter.
        step: question of ``SEVEN_QUESTIONS`` that leads here, from 1.
        checked_on, confidence: how far the entry was checked.
    """

    outcome: Outcome
    label: str
    when: str
    citations: tuple[Citation, ...]
    basis_note: str
    replaces: tuple[Citation, ...]
    annual_row: str
    remedy_class: RemedyClass
    fee_methods: tuple[FeeMethod, ...]
    variants: tuple[OutcomeVariant, ...]
    required_facts: tuple[FactSpec, ...]
    evidence: tuple[Evidence, ...]
    required_phrases: tuple[tuple[str, ...], ...]
    pitfalls: tuple[str, ...]
    letter_title: str
    step: int
    checked_on: date
    confidence: Confidence

    def variant(self, key: str | None) -> OutcomeVariant | None:
        """A variant by key; None for None.

        Raises:
            UserError: ``outcome_variant``, the outcome has no such variant.
        """
        if key is None:
            return None
        for one in self.variants:
            if one.key == key:
                return one
        choices = "、".join(one.label for one in self.variants) or "没有细分"
        raise UserError(
            "outcome_variant",
            f"“{self.label}”没有这种细分：{key}",
            f"可选的是：{choices}",
            "请重新选定",
            self.citations,
            field="variant",
        )

    def citations_for(self, variant: str | None, grounds: Iterable[Outcome] = ()) -> tuple[Citation, ...]:
        """Provisions of a reply in this variant.

        Args:
            variant: key of the variant.
            grounds: for a partial grant the refusals whose provisions cover what is withheld (条例第三十七条).
        """
        chosen = self.variant(variant)
        cited = [*self.citations, *(chosen.citations if chosen else ())]
        for ground in grounds:
            cited += [one for one in outcome_rules()[ground].citations if one not in self.replaces]
        return tuple(dict.fromkeys(cited))

    def evidence_for(self, variant: str | None, grounds: Iterable[Outcome] = ()) -> tuple[Evidence, ...]:
        """Evidence that a reply in this variant needs; ``grounds`` as in ``citations_for``."""
        chosen = self.variant(variant)
        needed = [*self.evidence, *(chosen.evidence if chosen else ())]
        for ground in grounds:
            needed += outcome_rules()[ground].evidence
        return tuple(dict.fromkeys(needed))

    def facts_for(self, variant: str | None) -> tuple[FactSpec, ...]:
        """Facts that a reply in this variant states."""
        self.variant(variant)
        return tuple(fact for fact in self.required_facts if not fact.variants or variant in fact.variants)

    def fee_methods_for(self, variant: str | None) -> tuple[FeeMethod, ...]:
        """Standards by which a fee may be charged (信息处理费管理办法第四条、第五条)."""
        chosen = self.variant(variant)
        return self.fee_methods if chosen is None or chosen.fee_methods is None else chosen.fee_methods

    def missing_phrases(self, text: str) -> tuple[str, ...]:
        """Required phrases that a letter lacks, alternatives joined by 或."""
        return tuple("或".join(one) for one in self.required_phrases if not any(phrase in text for phrase in one))


def annual_row(outcome: Outcome, policies: PolicySet) -> AnnualRow:
    """The row of table three that a request counts in; one policy decides on 不属于政府信息."""
    if outcome is Outcome.NOT_GOV_INFO:
        return annual_rows()[policies.text("row_not_gov_info")]
    return annual_rows()[outcome_rules()[outcome].annual_row]


@cache
def outcome_rules() -> Mapping[Outcome, OutcomeRule]:
    """All outcomes in the order of the catalogue (law/data/outcomes.toml)."""
    return load_outcome_rules()


def load_outcome_rules(path: Path | None = None) -> Mapping[Outcome, OutcomeRule]:
    """Read the catalogue.

    Raises:
        LawDataError: the file is malformed, or an outcome is missing.
    """
    source = path or DATA / "outcomes.toml"
    entries = read_members(source, Outcome, "outcome")
    return MappingProxyType({outcome: _rule(outcome, entry) for outcome, entry in entries})


def _rule(outcome: Outcome, entry: Entry) -> OutcomeRule:
    basis_note = entry.text("basis_note", "")
    variants = tuple(_variant(one) for one in entry.tables("variants"))
    rule = OutcomeRule(
        outcome=outcome,
        label=outcome.label,
        when=entry.text("when"),
        citations=read_citations(entry, required=not basis_note),
        basis_note=basis_note,
        replaces=read_citations(entry, "replaces", required=False),
        annual_row=entry.text("annual_row"),
        remedy_class=entry.term("remedy_class", RemedyClass),
        fee_methods=entry.terms("fee_methods", FeeMethod),
        variants=variants,
        required_facts=tuple(_fact(one, {v.key for v in variants}) for one in entry.tables("facts", required=True)),
        evidence=entry.terms("evidence", Evidence),
        required_phrases=tuple(tuple(phrase.split("|")) for phrase in entry.texts("required_phrases")),
        pitfalls=entry.texts("pitfalls", required=True),
        letter_title=entry.text("letter_title"),
        step=entry.number("step"),
        checked_on=entry.day("checked_on"),
        confidence=entry.confidence(),
    )
    entry.finish()
    _check(rule, entry)
    return rule


def _check(rule: OutcomeRule, entry: Entry) -> None:
    if rule.annual_row not in annual_rows():
        raise entry.fail(f"unknown row {rule.annual_row!r}", "annual_row")
    if not 1 <= rule.step <= len(SEVEN_QUESTIONS):
        raise entry.fail("no such question", "step")
    for name, keys in (
        ("variants", [one.key for one in rule.variants]),
        ("facts", [one.key for one in rule.required_facts]),
    ):
        if len(set(keys)) != len(keys):
            raise entry.fail("repeats a key", name)


def _variant(entry: Entry) -> OutcomeVariant:
    variant = OutcomeVariant(
        key=entry.text("key"),
        label=entry.text("label"),
        citations=read_citations(entry, required=False),
        evidence=entry.terms("evidence", Evidence),
        fee_methods=entry.terms("fee_methods", FeeMethod) if entry.has("fee_methods") else None,
    )
    entry.finish()
    return variant


def _fact(entry: Entry, variants: set[str]) -> FactSpec:
    kind = entry.term("kind", FactKind, FactKind.TEXT)
    fact = FactSpec(
        key=entry.text("key"),
        label=entry.text("label"),
        hint=entry.text("hint"),
        kind=kind,
        choices=entry.pairs("choices", required=kind in (FactKind.CHOICE, FactKind.CHOICES)),
        variants=entry.texts("variants"),
        required=entry.flag("required", True),
    )
    entry.finish()
    if unknown := set(fact.variants) - variants:
        raise entry.fail(f"unknown variant {min(unknown)!r}", "variants")
    if fact.choices and kind not in (FactKind.CHOICE, FactKind.CHOICES):
        raise entry.fail("only a choice has choices", "choices")
    return fact
