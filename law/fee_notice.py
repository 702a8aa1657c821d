"""What a fee notice has to say, by which way it goes, and what may never be charged (管理办法第六、七、十条)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from law.citations import Citation, read_citations
from law.data_files import DATA, Entry, read_entries
from law.errors import LawDataError
from law.parameters import parameters
from law.terms import DeliveryMethod, FeeMethod, ServiceMethod

__all__ = [
    "NoticeElement",
    "TreasuryItem",
    "fee_remedy_open",
    "is_lawful_charge",
    "load_notice_elements",
    "load_treasury_item",
    "missing_elements",
    "notice_channel",
    "notice_elements",
    "notice_method",
    "treasury_item",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeElement:
    """One thing that a fee notice says.

    Attributes:
        key: identifier.
        label: what it is, in Chinese.
        required: does the measure itself list it?
        internal: a matter of good practice that no list of the measure's elements names.
        phrases: groups of alternatives; each group must stand in the letter in one of them.
        citations: the articles.
    """

    key: str
    label: str
    required: bool
    internal: bool
    phrases: tuple[tuple[str, ...], ...]
    citations: tuple[Citation, ...]


_METHODS: Final[Mapping[DeliveryMethod, ServiceMethod]] = MappingProxyType(
    {
        DeliveryMethod.POST: ServiceMethod.POST,
        DeliveryMethod.PICK_UP: ServiceMethod.COUNTER,
        DeliveryMethod.EMAIL: ServiceMethod.ELECTRONIC,
        DeliveryMethod.FAX: ServiceMethod.ELECTRONIC,
        DeliveryMethod.WEB: ServiceMethod.ELECTRONIC,
    }
)


def notice_elements(on: date) -> tuple[NoticeElement, ...]:
    """The elements of a notice of a day, its numbers filled in.

    Raises:
        RuleGap: there was no fee yet on that day.
    """
    days = parameters().value("fee_pay_days", on).value
    return tuple(
        NoticeElement(
            key=one.key,
            label=one.label.format(pay_days=days),
            required=one.required,
            internal=one.internal,
            phrases=tuple(tuple(phrase.format(pay_days=days) for phrase in group) for group in one.phrases),
            citations=one.citations,
        )
        for one in _elements()
    )


@cache
def _elements() -> tuple[NoticeElement, ...]:
    return load_notice_elements()


def load_notice_elements(path: Path | None = None) -> tuple[NoticeElement, ...]:
    """Read a file of elements.

    Raises:
        LawDataError: the file is malformed.
    """
    found = []
    for key, entry in read_entries(path or DATA / "fee_notice.toml"):
        found.append(
            NoticeElement(
                key=key,
                label=entry.text("label"),
                required=entry.flag("required"),
                internal=entry.flag("internal", False),
                phrases=_phrases(entry),
                citations=read_citations(entry),
            )
        )
        entry.day("checked_on")
        entry.confidence()
        entry.finish()
    return tuple(found)


def _phrases(entry: Entry) -> tuple[tuple[str, ...], ...]:
    groups = tuple(tuple(one.split("|")) for one in entry.texts("phrases", required=True))
    if not all(phrase.strip() for group in groups for phrase in group):
        raise entry.fail("an empty alternative would always be found", "phrases")
    return groups


def missing_elements(labels: Collection[str], on: date) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Labels of the elements that a notice lacks: those the measure lists, and those that follow from it (第六、七条).

    Raises:
        RuleGap: there was no fee yet on that day.
    """
    elements = [one for one in notice_elements(on) if not one.internal]
    lacking = [one for one in elements if one.label not in labels]
    return tuple(one.label for one in lacking if one.required), tuple(one.label for one in lacking if not one.required)


def notice_channel(delivery: DeliveryMethod | None) -> DeliveryMethod:
    """By which way a fee notice goes: that on which the applicant wants the information, else the post (第六条)."""
    return delivery or DeliveryMethod.POST


def notice_method(delivery: DeliveryMethod | None) -> ServiceMethod:
    """How what goes by a way is served; by post where the applicant named none."""
    return _METHODS[notice_channel(delivery)]


def fee_remedy_open(*, against_fee: bool, period_over: bool) -> bool:
    """Whether reconsideration or a lawsuit is open (第七条).

    Args:
        against_fee: against the decision to charge, else against no longer processing the request.
        period_over: has the time to pay passed?
    """
    return not against_fee and period_over


def is_lawful_charge(kind: str) -> bool:
    """Whether something may be charged at all: the two standards, and nothing beside them (条例第四十二条)."""
    return kind in {str(one) for one in FeeMethod}


@dataclass(frozen=True, slots=True, kw_only=True)
class TreasuryItem:
    """The item of revenue of a fee: its code and name, and the article that makes it revenue of the treasury."""

    code: str
    name: str
    citations: tuple[Citation, ...]


@cache
def treasury_item() -> TreasuryItem:
    """The shipped item (law/data/fee_treasury.toml); an agency may have another code."""
    return load_treasury_item()


def load_treasury_item(path: Path | None = None) -> TreasuryItem:
    """Read the file of the item.

    Raises:
        LawDataError: the file is malformed.
    """
    source = path or DATA / "fee_treasury.toml"
    entries = dict(read_entries(source))
    if set(entries) != {"processing_fee"}:
        raise LawDataError(source.name, "processing_fee", "exactly this item is expected")
    entry = entries["processing_fee"]
    item = TreasuryItem(code=entry.text("code"), name=entry.text("name"), citations=read_citations(entry))
    entry.text("basis")
    entry.day("checked_on")
    entry.confidence()
    entry.finish()
    return item
