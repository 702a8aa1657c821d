"""The catalogue of documents: who gets each kind, what it says, since when there is one, which remedy it names."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType

from law.citations import Citation, read_citations
from law.data_files import DATA, Entry, check_dates, read_members
from law.rules import rule_entries
from law.terms import Act, Addressee, Confidence, DocumentKind, DocumentRemedy, NumberClass

__all__ = [
    "DocumentPeriod",
    "DocumentRule",
    "consultation_letters",
    "document_rules",
    "kinds_in_house",
    "letters_of_disputes",
    "letters_to_consulted",
    "letters_to_others",
    "load_document_rules",
    "sheet_kinds",
]

_CONSULTED = {Addressee.THIRD_PARTY, Addressee.AGENCY}


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentPeriod:
    """A time in which there is such a document, by the same provisions.

    Attributes:
        effective: first day on which one may be dated.
        until: last day; None while it is in force.
        citations: the provisions; empty where ``basis`` says what stands in their place.
        basis, confidence: where the entry comes from and how well it is attested.
    """

    effective: date
    until: date | None
    citations: tuple[Citation, ...]
    basis: str
    confidence: Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRule:
    """One kind of document.

    Attributes:
        kind: identifier and title.
        addressees: who gets it, or fills it in; ``INTERNAL`` alone for what never leaves the house.
        when: when it is made; elements: what it says.
        remedy: which remedy it names.
        number_class: series of its number; None if it carries the registration number.
        in_house: nobody has to send it: made for the file or handed out at once.
        sheet: filled in from the case for the file, at any time.
        reviewed: drafted, reviewed and approved before it is issued, where the agency reviews.
        checked: the checks of letters run when it is issued.
        act: the act that makes it; None where ``made_in`` names the place.
        rules: ids of the rules that explain it (law/data/rules.toml).
        periods: since when there is such a document, ascending.
        checked_on: day of the last check of the entry.
    """

    kind: DocumentKind
    addressees: tuple[Addressee, ...]
    when: str
    elements: tuple[str, ...]
    remedy: DocumentRemedy
    number_class: NumberClass | None
    in_house: bool
    sheet: bool
    reviewed: bool
    checked: bool
    act: Act | None
    made_in: str
    rules: tuple[str, ...]
    periods: tuple[DocumentPeriod, ...]
    checked_on: date

    @property
    def effective(self) -> date:
        """First day on which there was such a document."""
        return self.periods[0].effective

    @property
    def until(self) -> date | None:
        """Last day on which there is one; None while in force."""
        return self.periods[-1].until

    @property
    def present(self) -> DocumentPeriod:
        """The latest period: what the catalogue shows."""
        return self.periods[-1]

    def period_on(self, day: date) -> DocumentPeriod | None:
        """The period into which ``day`` falls; None if there was no such document yet, or is none any more."""
        for one in reversed(self.periods):
            if one.effective <= day:
                return one if one.until is None or day <= one.until else None
        return None


@cache
def document_rules() -> Mapping[DocumentKind, DocumentRule]:
    """All kinds of documents in the order of the catalogue (law/data/documents.toml)."""
    return load_document_rules()


@cache
def sheet_kinds() -> tuple[DocumentKind, ...]:
    """The sheets that are filled in from the case for the file, in the order of the file."""
    return tuple(kind for kind, one in document_rules().items() if one.sheet)


@cache
def kinds_in_house() -> tuple[DocumentKind, ...]:
    """What nobody has to send."""
    return tuple(kind for kind, one in document_rules().items() if one.in_house)


@cache
def consultation_letters() -> tuple[DocumentKind, ...]:
    """The letters that ask somebody for an opinion (条例第十一条、第三十二条、第三十四条)."""
    return tuple(kind for kind, one in document_rules().items() if one.act is Act.CONSULT)


@cache
def letters_to_consulted() -> tuple[DocumentKind, ...]:
    """Letters to none but those who are consulted, who do not learn who asked."""
    return tuple(kind for kind, one in document_rules().items() if set(one.addressees) <= _CONSULTED)


@cache
def letters_of_disputes() -> tuple[DocumentKind, ...]:
    """What goes to a reconsideration body or a court: handed in with the dispute, not sent with the day's mail."""
    wanted = {Addressee.REVIEW_BODY, Addressee.COURT}
    return tuple(kind for kind, one in document_rules().items() if set(one.addressees) & wanted)


@cache
def letters_to_others() -> tuple[DocumentKind, ...]:
    """Letters for which the applicant is not presumed to sign: to others, or to whoever got an earlier letter."""
    return tuple(
        kind
        for kind, one in document_rules().items()
        if one.addressees != (Addressee.APPLICANT,) and not set(one.addressees) & {Addressee.INTERNAL, Addressee.FORM}
    )


def load_document_rules(path: Path | None = None) -> Mapping[DocumentKind, DocumentRule]:
    """Read the catalogue.

    Raises:
        LawDataError: the file is malformed, a kind is missing, or an entry contradicts itself.
    """
    source = path or DATA / "documents.toml"
    entries = read_members(source, DocumentKind, "kind of document")
    return MappingProxyType({kind: _rule(kind, entry) for kind, entry in entries})


def _rule(kind: DocumentKind, entry: Entry) -> DocumentRule:
    rule = DocumentRule(
        kind=kind,
        addressees=entry.terms("addressees", Addressee),
        when=entry.text("when"),
        elements=entry.texts("elements", required=True),
        remedy=entry.term("remedy", DocumentRemedy),
        number_class=entry.term("number_class", NumberClass) if entry.has("number_class") else None,
        in_house=entry.flag("in_house"),
        sheet=entry.flag("sheet"),
        reviewed=entry.flag("reviewed"),
        checked=entry.flag("checked"),
        act=entry.term("act", Act) if entry.has("act") else None,
        made_in=entry.text("made_in", ""),
        rules=entry.texts("rules"),
        periods=_periods(entry),
        checked_on=entry.day("checked_on"),
    )
    entry.finish()
    _check(rule, entry)
    return rule


def _check(rule: DocumentRule, entry: Entry) -> None:
    """Refuse an entry that contradicts itself."""
    internal = Addressee.INTERNAL in rule.addressees
    if not rule.addressees or (internal and len(rule.addressees) > 1):
        raise entry.fail("names who gets it, or the house alone", "addressees")
    if internal and not rule.in_house:
        raise entry.fail("what is for the house alone is not sent", "in_house")
    if rule.sheet and not internal:
        raise entry.fail("a sheet of the file is for the house alone", "sheet")
    if rule.sheet and rule.number_class is not None:
        raise entry.fail("a sheet of the file has no number", "number_class")
    if internal and rule.remedy is not DocumentRemedy.NONE:
        raise entry.fail("what stays in the house names no remedy", "remedy")
    if rule.number_class is NumberClass.REGISTRATION:
        raise entry.fail("registration numbers are of requests", "number_class")
    if (rule.act is None) is not bool(rule.made_in):
        raise entry.fail("either an act or a place makes it", "made_in")
    if unknown := set(rule.rules) - {one.id for one in rule_entries()}:
        raise entry.fail(f"unknown rule {min(unknown)!r}", "rules")


def _periods(entry: Entry) -> tuple[DocumentPeriod, ...]:
    """Periods in order; one without its own last day ends on the day before the next."""
    read = [_period(one) for one in entry.tables("periods", required=True)]
    check_dates(entry, [(one.effective, one.until) for one in read])
    ended = [
        replace(one, until=one.until or following.effective - timedelta(days=1)) for one, following in pairwise(read)
    ]
    return (*ended, read[-1])


def _period(entry: Entry) -> DocumentPeriod:
    period = DocumentPeriod(
        effective=entry.day("effective"),
        until=entry.optional_day("until"),
        citations=read_citations(entry, required=False),
        basis=entry.text("basis"),
        confidence=entry.confidence(),
    )
    entry.finish()
    for one in period.citations:
        first = one.registered.effective
        if first is not None and period.effective < first:
            raise entry.fail(f"{one.code} is in force since {first} only", "effective")
    return period
