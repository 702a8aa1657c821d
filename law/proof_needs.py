"""What an agency has to prove when a reply, or the lack of one, is attacked (复议法第四十四条、行诉法第三十四条)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

from law.citations import Citation, read_citations
from law.data_files import DATA, Entry, read_entries, read_members
from law.dispute_terms import AttackedAct
from law.terms import Confidence, Evidence, Outcome, Term

__all__ = [
    "ActProof",
    "NeedWhen",
    "OutcomeFailure",
    "ProofNeed",
    "act_proofs",
    "load_proof_needs",
    "outcome_failures",
    "proof_needs",
]


class NeedWhen(Term):
    """On what a general need depends."""

    ALWAYS = "always", "总是"
    RESTARTED = "restarted", "期限重新起算的"
    PAUSED = "paused", "期限停算的"
    EXTENDED = "extended", "延期的"
    DECIDED = "decided", "已作出处理决定的"
    PROVIDED = "provided", "提供信息的"
    ISSUED = "issued", "已签发文书的"
    SENT = "sent", "文书已发出的"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofNeed:
    """Something to be proved whatever the outcome.

    Attributes:
        key: identifier; label, content: what it is and what it has to hold, in Chinese.
        when: on what it depends.
        afterwards: it may come into being after the reply.
        consequence: what its lack means; citations: the articles.
    """

    key: str
    label: str
    content: str
    when: NeedWhen
    afterwards: bool
    consequence: str
    citations: tuple[Citation, ...]
    checked_on: date
    confidence: Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeFailure:
    """How a reply with this outcome usually ends where its evidence is missing."""

    outcome: Outcome
    consequence: str
    citations: tuple[Citation, ...]
    checked_on: date
    confidence: Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class ActProof:
    """What an attacked act needs beside the general needs.

    Attributes:
        by_outcome: the evidence of the outcome that was decided is needed.
        evidence: what is needed in any case.
        consequence, citations: as in ``OutcomeFailure``; empty: that of the outcome.
    """

    attacked: AttackedAct
    by_outcome: bool
    evidence: tuple[Evidence, ...]
    consequence: str
    citations: tuple[Citation, ...]
    checked_on: date
    confidence: Confidence


@cache
def proof_needs() -> Mapping[str, ProofNeed]:
    """The general needs by key, in the order of the file of a case (law/data/proof_needs.toml)."""
    return load_proof_needs()


def load_proof_needs(path: Path | None = None) -> Mapping[str, ProofNeed]:
    """Read the general needs.

    Raises:
        LawDataError: the file is malformed.
    """
    return MappingProxyType({key: _need(key, entry) for key, entry in read_entries(path or DATA / "proof_needs.toml")})


def _need(key: str, entry: Entry) -> ProofNeed:
    need = ProofNeed(
        key=key,
        label=entry.text("label"),
        content=entry.text("content"),
        when=entry.term("when", NeedWhen),
        afterwards=entry.flag("afterwards"),
        consequence=entry.text("consequence"),
        citations=read_citations(entry),
        checked_on=entry.day("checked_on"),
        confidence=entry.confidence(),
    )
    entry.finish()
    return need


@cache
def outcome_failures() -> Mapping[Outcome, OutcomeFailure]:
    """How each outcome usually fails (law/data/proof_failures.toml)."""
    found = {}
    for outcome, entry in read_members(DATA / "proof_failures.toml", Outcome, "outcome"):
        found[outcome] = OutcomeFailure(
            outcome=outcome,
            consequence=entry.text("consequence"),
            citations=read_citations(entry, required=False),
            checked_on=entry.day("checked_on"),
            confidence=entry.confidence(),
        )
        entry.finish()
    return MappingProxyType(found)


@cache
def act_proofs() -> Mapping[AttackedAct, ActProof]:
    """What each attacked act needs (law/data/proof_acts.toml)."""
    found = {}
    for attacked, entry in read_members(DATA / "proof_acts.toml", AttackedAct, "attacked act"):
        found[attacked] = ActProof(
            attacked=attacked,
            by_outcome=entry.flag("by_outcome"),
            evidence=entry.terms("evidence", Evidence),
            consequence=entry.text("consequence", ""),
            citations=read_citations(entry, required=False),
            checked_on=entry.day("checked_on"),
            confidence=entry.confidence(),
        )
        entry.finish()
    return MappingProxyType(found)
