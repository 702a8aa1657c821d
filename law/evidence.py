"""Evidence that has to be on file before a reply is made (E1–E20)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from law.citations import Citation, read_citations
from law.data_files import DATA, read_members
from law.terms import Evidence

__all__ = ["EvidenceSpec", "evidence_specs", "load_evidence_specs"]


@dataclass(frozen=True, slots=True)
class EvidenceSpec:
    """What one kind of evidence has to hold.

    Attributes:
        evidence: identifier with its label.
        code: number in the outcome catalogue, ``E1`` to ``E20``.
        content: what it has to hold, in Chinese.
        citations: what it proves the conditions of.
    """

    evidence: Evidence
    code: str
    content: str
    citations: tuple[Citation, ...]


@cache
def evidence_specs() -> Mapping[Evidence, EvidenceSpec]:
    """All kinds of evidence (law/data/evidence.toml)."""
    return load_evidence_specs()


def load_evidence_specs(path: Path | None = None) -> Mapping[Evidence, EvidenceSpec]:
    """Read the kinds of evidence.

    Raises:
        LawDataError: the file is malformed, or a kind is missing.
    """
    source = path or DATA / "evidence.toml"
    specs: dict[Evidence, EvidenceSpec] = {}
    for one, entry in read_members(source, Evidence, "evidence"):
        specs[one] = EvidenceSpec(one, entry.text("code"), entry.text("content"), read_citations(entry))
        entry.finish()
    return MappingProxyType(specs)
