"""What the catalogue of documents shows (frozen)."""

from dataclasses import dataclass
from datetime import date

from law.terms import DocumentKind

__all__ = ["DocumentKindView", "ExplainedRule"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainedRule:
    """A rule of 规则 that explains a document."""

    id: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentKindView:
    """One kind of document.

    Attributes:
        kind, title: identifier and title.
        addressees, when, elements: who gets it, when it is made, what it says.
        basis: its provisions, or what stands in their place; basis_short: as lists name them.
        noted: not empty if no article fits.
        confidence, checked_on: how far the entry was checked.
        remedy: which remedy it names; number_class: series of its number, "" for the registration number.
        effective, until: first and last day on which there is such a document.
        history: its periods, the latest first, one line each.
        made_by: the act, or the place, that makes it; by_act: is it an act?
        barred: when the act is refused, as far as that can be said without a case.
        sent: does somebody send it?
        reviewed: is it reviewed and approved before it is issued?
        rules: the rules that explain it.
    """

    kind: DocumentKind
    title: str
    addressees: str
    when: str
    elements: tuple[str, ...]
    basis: str
    basis_short: str
    noted: str
    confidence: str
    checked_on: date
    remedy: str
    number_class: str
    effective: date
    until: date | None
    history: tuple[str, ...]
    made_by: str
    by_act: bool
    barred: tuple[str, ...]
    sent: bool
    reviewed: bool
    rules: tuple[ExplainedRule, ...]
