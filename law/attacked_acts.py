"""What may be attacked in a dispute, and what has to be said of it (law/data/attacked_acts.toml)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from law.citations import Citation, read_citations
from law.data_files import DATA, read_members
from law.dispute_terms import AttackedAct
from law.terms import DocumentKind

__all__ = ["AttackedRule", "attacked_acts", "load_attacked_acts"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AttackedRule:
    """One kind of attacked act.

    Attributes:
        letters: the letters it may be; none for what is missing.
        note: what the law says on attacking it alone; empty if nothing.
    """

    act: AttackedAct
    letters: tuple[DocumentKind, ...]
    note: str
    citations: tuple[Citation, ...]


@cache
def attacked_acts() -> Mapping[AttackedAct, AttackedRule]:
    """All kinds of attacked acts."""
    return load_attacked_acts()


def load_attacked_acts(path: Path | None = None) -> Mapping[AttackedAct, AttackedRule]:
    """Read the kinds of attacked acts.

    Raises:
        LawDataError: the file is malformed, or a kind is missing.
    """
    found: dict[AttackedAct, AttackedRule] = {}
    for act, entry in read_members(path or DATA / "attacked_acts.toml", AttackedAct, "attacked act"):
        found[act] = AttackedRule(
            act=act,
            letters=entry.terms("letters", DocumentKind),
            note=entry.text("note", ""),
            citations=read_citations(entry, required=False),
        )
        entry.finish()
    return MappingProxyType(found)
