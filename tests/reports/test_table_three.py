"""Table three: the rules of counting, a naive second count beside it, and a large city's table from its cases."""

import random
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from law.annual_form import TOTAL, annual_layout, three_key
from law.terms import ApplicantType
from reports.annual_relations import check_annual
from reports.annual_tables import AnnualTables
from reports.table_three import RequestFact, TableThree, table_three
from tests.reports.annual_samples import cases_of, target_table

A = ApplicantType
PART_ROWS = annual_layout().part_rows()


def fact(ref: str, received: date, closed: date | None = None, row: str | None = None) -> RequestFact:
    return RequestFact(ref=ref, column=A.NATURAL_PERSON, received_on=received, closed_on=closed, row=row)


def naive_count(facts: Sequence[RequestFact], year: int) -> dict[str, int]:
    """The same numbers the slow way: one question for each cell, asked of the years alone."""

    def holds(one: RequestFact, row: str) -> bool:
        received, closed = one.received_on.year, one.closed_on.year if one.closed_on else 9999
        if row == "r1":
            return received == year
        if row == "r2":
            return received < year <= closed
        if row == "r3_7":
            return closed == year
        if row == "r4":
            return received <= year < closed
        return closed == year and one.row == row

    return {
        three_key(row, column): sum(1 for one in facts if holds(one, row) and column in (TOTAL, one.column))
        for row, _ in annual_layout().rows
        for column, _ in annual_layout().columns
    }


def issues(counted: TableThree) -> list[tuple[str, str]]:
    tables = AnnualTables(year=counted.year, agency="", figures=counted.figures)
    return [(one.relation, one.column) for one in check_annual(tables).findings]


def test_a_correction_over_new_year_leaves_the_request_in_the_year_it_came() -> None:
    facts = [fact("1", date(2025, 12, 18), date(2026, 2, 5), "r3_1")]
    first, second = table_three(facts, 2025), table_three(facts, 2026)
    assert [first.number(row) for row in ("r1", "r2", "r3_1", "r3_7", "r4")] == [1, 0, 0, 0, 1]
    assert [second.number(row) for row in ("r1", "r2", "r3_1", "r3_7", "r4")] == [0, 1, 1, 1, 0]
    assert second.refs("r3_1", A.NATURAL_PERSON) == ("1",)


def test_the_last_and_the_first_day_belong_to_their_years() -> None:
    facts = [
        fact("1", date(2025, 12, 31), date(2026, 1, 1), "r3_1"),
        fact("2", date(2026, 1, 1), date(2026, 12, 31), "r3_2"),
        fact("3", date(2026, 12, 31), date(2027, 1, 1), "r3_2"),
    ]
    counted = table_three(facts, 2026)
    assert (counted.refs("r1"), counted.refs("r2")) == (("2", "3"), ("1",))
    assert (counted.refs("r3_7"), counted.refs("r4")) == (("1", "2"), ("3",))


def test_what_ended_before_or_came_after_is_in_no_row() -> None:
    facts = [fact("1", date(2024, 12, 31), date(2025, 1, 20), "r3_1"), fact("2", date(2027, 1, 1))]
    assert set(table_three(facts, 2026).figures.values()) == {0}


def test_a_request_open_for_years_is_carried_over_each_year() -> None:
    facts = [fact("1", date(2023, 5, 4))]
    for year in (2024, 2025, 2026):
        counted = table_three(facts, year)
        assert [counted.number(row) for row in ("r1", "r2", "r3_7", "r4")] == [0, 1, 0, 1]


def test_a_year_that_is_not_over_is_counted_until_its_day() -> None:
    facts = [
        fact("1", date(2026, 3, 2), date(2026, 3, 27), "r3_1"),
        fact("2", date(2026, 3, 2), date(2026, 3, 30), "r3_1"),
        fact("3", date(2026, 3, 30)),
    ]
    counted = table_three(facts, 2026, until=date(2026, 3, 29))
    assert (counted.refs("r1"), counted.refs("r3_7"), counted.refs("r4")) == (("1", "2"), ("1",), ("2",))
    with pytest.raises(ValueError, match="not in 2026"):
        table_three(facts, 2026, until=date(2027, 1, 1))


def test_a_request_without_outcome_or_kind_breaks_the_relations_and_is_named() -> None:
    day = date(2026, 5, 6)
    unknown_outcome = fact("1", day, day + timedelta(days=9))
    counted = table_three([unknown_outcome], 2026)
    assert counted.unplaced == ("1",)
    assert {one for one, _ in issues(counted)} == {"R2"}
    unknown_kind = RequestFact(ref="2", column=None, received_on=day)
    counted = table_three([unknown_kind, fact("3", day)], 2026)
    assert counted.unplaced == ("2",)
    assert issues(counted) == [("R3", "r1"), ("R3", "r4")]


@pytest.mark.parametrize(
    ("one", "why"),
    [
        (fact("x", date(2026, 5, 6), date(2026, 5, 5), "r3_1"), "x: closed 2026-05-05"),
        (fact("x", date(2026, 5, 6), date(2026, 5, 7), "r3_7"), "x: no row r3_7"),
        (fact("x", date(2026, 5, 6), date(2026, 5, 7), "r1"), "x: no row r1"),
        (fact("x", date(2026, 5, 6), date(2026, 5, 7), "r3_3"), "x: no row r3_3"),
    ],
)
def test_facts_that_cannot_be_are_refused_by_name(one: RequestFact, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        table_three([one], 2026)


days = st.dates(date(2024, 6, 1), date(2028, 6, 1))


@st.composite
def facts_of_years(draw: st.DrawFn) -> RequestFact:
    received = draw(days)
    closed = draw(st.none() | st.integers(0, 600).map(lambda more: received + timedelta(days=more)))
    row = draw(st.none() | st.sampled_from(PART_ROWS)) if closed else None
    column = draw(st.none() | st.sampled_from(list(A)))
    return RequestFact(
        ref=str(draw(st.integers(0, 999))), column=column, received_on=received, closed_on=closed, row=row
    )


@given(st.lists(facts_of_years(), max_size=60), st.integers(2024, 2028))
def test_two_ways_of_counting_agree(facts: list[RequestFact], year: int) -> None:
    assert dict(table_three(facts, year).figures) == naive_count(facts, year)


@given(st.lists(facts_of_years(), max_size=60), st.integers(2024, 2027))
def test_what_is_carried_on_is_carried_in_next_year(facts: list[RequestFact], year: int) -> None:
    now, then = table_three(facts, year), table_three(facts, year + 1)
    for column, _ in annual_layout().columns:
        assert Counter(now.refs("r4", column)) == Counter(then.refs("r2", column))


@settings(max_examples=5)
@given(st.integers(0, 10**9))
def test_the_table_of_a_large_city_comes_out_of_its_cases(seed: int) -> None:
    chance = random.Random(seed)
    target = target_table(chance, 170)
    facts = cases_of(target, 2026, chance)
    assert len(facts) >= 10_000
    counted = table_three(facts, 2026)
    for row in (*PART_ROWS, "r4"):
        for column in A:
            assert counted.number(row, column) == sum(target[row, column])
        assert counted.number(row) == sum(sum(target[row, column]) for column in A)
    for column in A:
        mine = [pair for (_, kind), pair in target.items() if kind is column]
        assert counted.number("r2", column) == sum(carried for carried, _ in mine)
        assert counted.number("r1", column) == sum(new for _, new in mine)
        assert counted.number("r3_7", column) == sum(sum(target[row, column]) for row in PART_ROWS)
    assert issues(counted) == []
    assert counted.unplaced == ()
    assert dict(counted.figures) == naive_count(facts, 2026)
