"""Table four: which disputes belong to a year, which result counts, and that the sums are proved."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from law.dispute_terms import Forum, Instance, ResultClass
from reports.table_four import CELLS, DisputeCourseFact, DisputeResultFact, table_four

C = ResultClass
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def result(day: date, column: ResultClass, instance: Instance = Instance.FIRST) -> DisputeResultFact:
    return DisputeResultFact(on=day, column=column, instance=instance)


def fact(ref: str, began: date, *results: DisputeResultFact, **how: object) -> DisputeCourseFact:
    values = {"forum": Forum.RECONSIDERATION, **how}
    return DisputeCourseFact(ref=ref, began_on=began, results=results, **values)  # type: ignore[arg-type]


def test_the_fifteen_cells_stand_in_the_order_of_the_form() -> None:
    court = {"forum": Forum.LITIGATION}
    facts = (
        fact("1", date(2026, 3, 2), result(date(2026, 4, 30), C.UPHELD)),
        fact("2", date(2026, 3, 2), result(date(2026, 4, 30), C.CORRECTED)),
        fact("3", date(2026, 12, 1)),
        fact("4", date(2026, 3, 2), result(date(2026, 6, 30), C.OTHER), **court),
        fact("5", date(2026, 3, 2), result(date(2026, 6, 30), C.UPHELD), **court, after_reconsideration=True),
    )
    table = table_four(facts, *YEAR)
    assert table.cells == (1, 1, 0, 1, 3, 0, 0, 1, 0, 1, 1, 0, 0, 0, 1)
    assert table.reconsideration.of(C.PENDING) == ("3",)
    assert table.proved


def test_carried_over_ended_before_and_begun_later() -> None:
    facts = (
        fact("over", date(2025, 11, 3), result(date(2026, 1, 9), C.UPHELD)),
        fact("before", date(2025, 9, 1), result(date(2025, 12, 31), C.UPHELD)),
        fact("later", date(2027, 1, 4)),
        fact("still", date(2025, 9, 1), result(date(2027, 1, 4), C.CORRECTED)),
    )
    assert table_four(facts, *YEAR).cells[:5] == (1, 0, 0, 1, 2)


def test_both_instances_are_one_case_with_its_latest_result_or_a_case_each() -> None:
    suit = fact(
        "1", date(2025, 9, 1),
        result(date(2025, 12, 1), C.UPHELD), result(date(2026, 5, 6), C.CORRECTED, Instance.SECOND),
        forum=Forum.LITIGATION, second_on=date(2025, 12, 15),
    )  # fmt: skip
    assert table_four([suit], *YEAR).cells[5:10] == (0, 1, 0, 0, 1)
    assert table_four([suit], date(2025, 1, 1), date(2025, 12, 31)).cells[5:10] == (1, 0, 0, 0, 1)
    each = table_four([suit], date(2025, 1, 1), date(2025, 12, 31), each_instance=True)
    assert each.cells[5:10] == (1, 0, 0, 1, 2)
    assert table_four([suit], *YEAR, each_instance=True).cells[5:10] == (0, 1, 0, 0, 1)


def test_sent_back_it_is_pending_again() -> None:
    suit = fact(
        "1", date(2025, 3, 3),
        result(date(2025, 6, 2), C.CORRECTED), result(date(2025, 10, 8), C.PENDING, Instance.SECOND),
        forum=Forum.LITIGATION, second_on=date(2025, 6, 20),
    )  # fmt: skip
    assert table_four([suit], *YEAR).cells[5:10] == (0, 0, 0, 1, 1)


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="a period"):
        table_four((), YEAR[1], YEAR[0])


DAYS = st.integers(0, 1500).map(lambda days: date(2024, 1, 1) + timedelta(days=days))
RESULTS = st.builds(
    DisputeResultFact, on=DAYS, column=st.sampled_from(tuple(ResultClass)), instance=st.sampled_from(tuple(Instance))
)
FACTS = st.builds(
    DisputeCourseFact,
    ref=st.uuids().map(str),
    forum=st.sampled_from(tuple(Forum)),
    began_on=DAYS,
    results=st.lists(RESULTS, max_size=3).map(tuple),
    after_reconsideration=st.booleans(),
    second_on=st.none() | DAYS,
)


@given(st.lists(FACTS, max_size=12), DAYS, st.integers(0, 800), st.booleans())
def test_sums_are_proved_and_order_does_not_matter(
    facts: list[DisputeCourseFact], since: date, length: int, each: bool
) -> None:
    until = since + timedelta(days=length)
    table = table_four(facts, since, until, each_instance=each)
    assert table.proved
    assert len(table.cells) == CELLS
    assert table_four(facts[::-1], since, until, each_instance=each).cells == table.cells
    cases = [1 + (each and one.second_on is not None) for one in facts]
    assert table.counted <= sum(cases)


@given(FACTS, st.lists(st.integers(1, 400), min_size=1, max_size=4))
def test_a_dispute_pending_at_the_end_is_carried_into_the_next_period(
    one: DisputeCourseFact, lengths: list[int]
) -> None:
    since = date(2024, 1, 1)
    carried = False
    for length in lengths:
        until = since + timedelta(days=length - 1)
        table = table_four([one], since, until)
        assert not carried or table.counted == 1
        carried = any(group.of(C.PENDING) for group in (table.reconsideration, table.direct, table.after))
        since = until + timedelta(days=1)
