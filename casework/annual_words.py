"""The words that the tables of a year give for each part of the report, and what the numbers in written words are."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from casework.annual_entries import PARTS
from casework.annual_views import NumberView
from law.policies import PolicySet
from reports.annual_narrative import annual_drafts
from reports.annual_numbers import NumberState, numbers_in
from reports.annual_tables import AnnualTables
from reports.annual_values import AnnualBasis
from reports.fee_disclosure import FeeDisclosure

__all__ = ["number_views", "proposed_words"]

_OTHER: Final = "other"


def proposed_words(
    tables: AnnualTables,
    before: AnnualTables | None,
    fees: FeeDisclosure,
    policies: PolicySet,
    notes: Iterable[str] = (),
) -> Mapping[str, str]:
    """The proposals by part; a part for which the tables say nothing is left out.

    Args:
        tables: the report.
        before: that of the year before.
        fees: what was charged in the year (第六部分).
        policies: how is counted.
        notes: sentences that part six has to have besides.
    """
    drafts = annual_drafts(tables, before, fees, policies)
    words = {part: drafts.text(part) for part in PARTS}
    words[_OTHER] = "".join((words[_OTHER], *notes))
    return MappingProxyType({part: text for part, text in words.items() if text})


def number_views(text: str, basis: AnnualBasis, noted: Mapping[str, str]) -> tuple[NumberView, ...]:
    """The numbers of a text: what each one is, and what does not agree with the tables.

    Args:
        text: the words of a part.
        basis: the tables that they are about.
        noted: sources that somebody noted, by number as written.
    """
    found = []
    for one in numbers_in(text, basis):
        source = noted.get(one.text, "")
        how = f"{one.what}" if one.state is not NumberState.UNKNOWN else ""
        problem = "" if source or one.state is NumberState.MATCHED else one.problem
        found.append(
            NumberView(
                start=one.start,
                end=one.end,
                text=one.text,
                how=f"口径：{source}" if source else how,
                problem=problem,
            )
        )
    return tuple(found)
