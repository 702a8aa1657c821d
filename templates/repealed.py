"""Provisions that no longer hold and must not stand in a letter (C15); the list is data (templates/repealed.toml)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

from law.citations import Citation, read_citations
from law.data_files import read_entries
from templates.cited_places import cited_places
from templates.findings import Case, Finding, finding

__all__ = ["RepealedProvision", "check_repealed", "repealed_provisions"]

_BRACKETS: Final = str.maketrans("﹝﹞[]［］【】", "〔〕〔〕〔〕〔〕")


@dataclass(frozen=True, slots=True, kw_only=True)
class RepealedProvision:
    """One provision that was repealed.

    Attributes:
        title: how it is named to the clerk.
        words: numbers that give it away; may be empty where places do.
        places: places of the statute now in force that only the repealed text had a use for in a letter.
        until: first day on which it does not hold.
        by_receipt: whether the day of receipt decides, otherwise that of the letter.
    """

    title: str
    words: tuple[str, ...]
    places: tuple[Citation, ...]
    until: date
    by_receipt: bool


@cache
def repealed_provisions() -> tuple[RepealedProvision, ...]:
    """The shipped list.

    Raises:
        LawDataError: the file is malformed.
    """
    found = []
    for _, entry in read_entries(Path(__file__).parent / "repealed.toml"):
        found.append(
            RepealedProvision(
                title=entry.text("title"),
                words=entry.texts("words"),
                places=read_citations(entry, "places", required=False),
                until=entry.day("until"),
                by_receipt=entry.text("by") == "received",
            )
        )
        entry.day("checked_on")
        entry.confidence()
        entry.finish()
    return tuple(found)


def check_repealed(case: Case) -> Iterator[Finding]:
    """Refuse what the agency's own words cite and what does not hold any more; the applicant's words are quoted."""
    text = case.own_words.translate(_BRACKETS)
    for one in repealed_provisions():
        if (case.received_on if one.by_receipt else case.letter.signed_on) < one.until:
            continue
        for words in one.words:
            if words in text:
                yield finding("C15", f"引用了已经废止的{one.title}（{words}）", words)
        for place in cited_places(text) if one.places else ():
            if any(place.statute == wanted.statute and place.meets(wanted) for wanted in one.places):
                yield finding("C15", f"{place.words}是{one.title}的条号", place.words)
