"""Table four of the annual report: reconsiderations and lawsuits about disclosure in one row of fifteen cells (30号).

Three groups (行政复议, 未经复议直接起诉, 复议后起诉) of five cells each: upheld, corrected, other, pending, total.
Which column a result belongs to comes from dated law data and is told with each fact; here is decided which disputes
belong to a period, and which of their results counts.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from law.dispute_terms import Forum, Instance, ResultClass

__all__ = ["CELLS", "COLUMNS", "DisputeCourseFact", "DisputeResultFact", "FiveCells", "TableFour", "table_four"]

COLUMNS: Final = (ResultClass.UPHELD, ResultClass.CORRECTED, ResultClass.OTHER, ResultClass.PENDING)
"""The columns of a group in the order of the form; the total follows."""

CELLS: Final = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeResultFact:
    """A result: its day, the instance, its column. ``PENDING``: it ends nothing (发回重审)."""

    on: date
    column: ResultClass
    instance: Instance = Instance.FIRST


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeCourseFact:
    """One dispute.

    Attributes:
        ref: names it, so that a cell can open its disputes.
        began_on: first day of it; second_on: of the second instance, None if there was none.
        after_reconsideration: a lawsuit that came after a reconsideration.
        results: in any order.
    """

    ref: str
    forum: Forum
    began_on: date
    results: tuple[DisputeResultFact, ...] = ()
    after_reconsideration: bool = False
    second_on: date | None = None


@dataclass(frozen=True, slots=True)
class FiveCells:
    """One group: the disputes behind each column, by their names."""

    columns: tuple[tuple[str, ...], ...]

    @property
    def numbers(self) -> tuple[int, ...]:
        """Upheld, corrected, other, pending and their sum."""
        four = tuple(len(one) for one in self.columns)
        return (*four, sum(four))

    def of(self, column: ResultClass) -> tuple[str, ...]:
        """The disputes of one column."""
        return self.columns[COLUMNS.index(column)]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableFour:
    """The three groups.

    Attributes:
        reconsideration: 行政复议; direct: 未经复议直接起诉; after: 复议后起诉.
        counted: how many cases (of ``each_instance``: instances) the period holds, counted apart from the cells.
    """

    reconsideration: FiveCells
    direct: FiveCells
    after: FiveCells
    counted: int

    @property
    def cells(self) -> tuple[int, ...]:
        """The fifteen cells in the order of the form."""
        return (*self.reconsideration.numbers, *self.direct.numbers, *self.after.numbers)

    @property
    def proved(self) -> bool:
        """Whether the totals of the groups are the sum of their columns and together all cases (R5)."""
        groups = (self.reconsideration, self.direct, self.after)
        sums = all(one.numbers[-1] == sum(one.numbers[:-1]) for one in groups)
        named = [ref for one in groups for column in one.columns for ref in column]
        return sums and sum(one.numbers[-1] for one in groups) == self.counted == len(named)


@dataclass(frozen=True, slots=True)
class _Counted:
    """One case as it is counted: a dispute, or one instance of it."""

    fact: DisputeCourseFact
    began_on: date
    results: tuple[DisputeResultFact, ...]


def table_four(
    facts: Iterable[DisputeCourseFact], since: date, until: date, *, each_instance: bool = False
) -> TableFour:
    """Count the disputes of a period.

    A dispute belongs to it that had begun by its end and had not ended before it began; cases carried over from the
    year before are counted again. What has no result at its end is pending.

    Args:
        facts: the disputes.
        since: first day.
        until: last day.
        each_instance: first and second instance count as a case each (policy ``t4_instance_policy``); otherwise one
            dispute is one case with its latest result.

    Raises:
        ValueError: a period that ends before it begins.
    """
    if until < since:
        raise ValueError(f"a period from {since} until {until}")
    cases = [one for fact in facts for one in _cases(fact, each_instance=each_instance) if _within(one, since, until)]
    found: dict[str, dict[ResultClass, list[str]]] = {
        group: {column: [] for column in COLUMNS} for group in ("reconsideration", "direct", "after")
    }
    for one in cases:
        found[_group(one.fact)][_column(one, until)].append(one.fact.ref)
    groups = {key: FiveCells(tuple(tuple(one) for one in columns.values())) for key, columns in found.items()}
    return TableFour(**groups, counted=len(cases))


def _cases(fact: DisputeCourseFact, *, each_instance: bool) -> tuple[_Counted, ...]:
    if not each_instance or fact.second_on is None:
        return (_Counted(fact, fact.began_on, fact.results),)
    return tuple(
        _Counted(fact, began_on, tuple(one for one in fact.results if one.instance is instance))
        for instance, began_on in ((Instance.FIRST, fact.began_on), (Instance.SECOND, fact.second_on))
    )


def _within(case: _Counted, since: date, until: date) -> bool:
    if case.began_on > until:
        return False
    before = [one for one in _ordered(case) if one.on < since]
    ended = bool(before) and before[-1].column is not ResultClass.PENDING
    return not ended or any(since <= one.on <= until for one in case.results)


def _column(case: _Counted, until: date) -> ResultClass:
    known = [one for one in _ordered(case) if one.on <= until]
    return known[-1].column if known else ResultClass.PENDING


def _ordered(case: _Counted) -> list[DisputeResultFact]:
    """By day; of one day the second instance last."""
    return sorted(case.results, key=lambda one: (one.on, one.instance is Instance.SECOND))


def _group(fact: DisputeCourseFact) -> str:
    if fact.forum is Forum.RECONSIDERATION:
        return "reconsideration"
    return "after" if fact.after_reconsideration else "direct"
