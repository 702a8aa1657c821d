"""Relations that the tables of an annual report must hold (勾稽), as dated law data."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType

from law.citations import Citation, read_citation
from law.data_files import DATA, read_entries
from law.terms import Confidence

__all__ = ["AnnualRelation", "RelationLevel", "RelationScope", "annual_relations", "load_annual_relations"]


class RelationLevel(StrEnum):
    """What a break does: it stops the export, or is told."""

    ERROR = "error"
    WARN = "warn"


class RelationScope(StrEnum):
    """Where a relation is tried."""

    COLUMN = "column"
    ROW = "row"
    GROUP = "group"
    YEARS = "years"
    STOCK = "stock"
    TEXT = "text"
    FEES = "fees"
    CELL = "cell"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnualRelation:
    """One relation.

    Attributes:
        key: ``R1`` … ``R9``.
        rule: the relation in a short sentence.
        scope: where it is tried.
        left, right: keys of the rows, columns or cells on both sides.
        sentence: what a break is told by, with ``{where}``, ``{left}`` and ``{right}``.
        level: what a break does.
        basis: where the relation comes from, in words; source: the document.
        checked_on, confidence: how far it was checked.
    """

    key: str
    rule: str
    scope: RelationScope
    left: tuple[str, ...]
    right: tuple[str, ...]
    sentence: str
    level: RelationLevel
    basis: str
    source: Citation
    checked_on: date
    confidence: Confidence


@cache
def annual_relations() -> Mapping[str, AnnualRelation]:
    """All relations by key, in the order of the list."""
    return load_annual_relations()


def load_annual_relations(path: Path | None = None) -> Mapping[str, AnnualRelation]:
    """Read the relations.

    Raises:
        LawDataError: the file is malformed.
    """
    relations: dict[str, AnnualRelation] = {}
    for key, entry in read_entries(path or DATA / "annual_relations.toml"):
        try:
            scope, level = RelationScope(entry.text("scope")), RelationLevel(entry.text("level"))
        except ValueError as problem:
            raise entry.fail(str(problem)) from None
        relations[key] = AnnualRelation(
            key=key,
            rule=entry.text("rule"),
            scope=scope,
            left=entry.texts("left"),
            right=entry.texts("right"),
            sentence=entry.text("sentence"),
            level=level,
            basis=entry.text("basis"),
            source=read_citation(entry, "source"),
            checked_on=entry.day("checked_on"),
            confidence=entry.confidence(),
        )
        entry.finish()
    return MappingProxyType(relations)
