"""Periods, distributions, shares and changes: beside naive counts."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.statistics import (
    DAY_BINS,
    SLACK_BINS,
    by_month,
    change_text,
    crowded,
    distribution,
    period_between,
    points_text,
    share_text,
    standard_periods,
)

DAYS = st.dates(date(2010, 1, 1), date(2035, 12, 31))


def test_periods_that_people_ask_for() -> None:
    found = {one.key: (one.since, one.until) for one in standard_periods(date(2026, 2, 10))}
    assert found == {
        "this_year": (date(2026, 1, 1), date(2026, 2, 10)),
        "last_year": (date(2025, 1, 1), date(2025, 12, 31)),
        "this_quarter": (date(2026, 1, 1), date(2026, 2, 10)),
        "last_quarter": (date(2025, 10, 1), date(2025, 12, 31)),
        "this_month": (date(2026, 2, 1), date(2026, 2, 10)),
        "last_month": (date(2026, 1, 1), date(2026, 1, 31)),
    }


@given(DAYS)
def test_standard_periods_on_any_day(today: date) -> None:
    for one in standard_periods(today):
        assert one.since <= one.until <= today
        assert one.since.day == 1
        assert (one.before_since.year, one.before_since.month) == (one.since.year - 1, one.since.month)
        assert one.before_until.year == one.until.year - 1
        assert len(one.months) == len({(year - 1, month) for year, month in one.months})
        assert one.months[0] == (one.since.year, one.since.month)
        assert one.months[-1] == (one.until.year, one.until.month)
        if one.key.startswith("last"):
            assert (one.until + timedelta(days=1)).day == 1


def test_the_same_days_a_year_before() -> None:
    leap = period_between(date(2028, 2, 29), date(2028, 2, 29))
    assert (leap.before_since, leap.before_until) == (date(2027, 2, 28), date(2027, 2, 28))
    february = period_between(date(2029, 2, 1), date(2029, 2, 28))
    assert february.before_until == date(2028, 2, 29), "a whole month is compared with the whole month"
    assert period_between(date(2026, 1, 5), date(2026, 3, 9)).before_days == "2025年1月5日至3月9日"
    assert period_between(date(2026, 3, 9), date(2026, 3, 9)).days == "2026年3月9日"
    assert period_between(date(2025, 12, 9), date(2026, 3, 9)).days == "2025年12月9日至2026年3月9日"
    with pytest.raises(ValueError, match="from 2026-03-10 until 2026-03-09"):
        period_between(date(2026, 3, 10), date(2026, 3, 9))


@given(st.lists(st.integers(0, 120), max_size=200))
def test_a_distribution_against_the_sorted_list(days: list[int]) -> None:
    spread = distribution({one: days.count(one) for one in days})
    assert spread.total == len(days)
    ordered = sorted(days)
    if not ordered:
        assert (spread.median, spread.nine_tenths, spread.longest) == (None, None, None)
        return
    for percent, value in ((50, spread.median), (90, spread.nine_tenths)):
        assert value in ordered
        assert sum(one <= value for one in ordered) * 100 >= percent * len(ordered)
        assert sum(one < value for one in ordered) * 100 < percent * len(ordered)
    assert spread.longest == ordered[-1]
    assert sum(spread.within(one) for one in DAY_BINS) == len(days), "every number stands in one bar"


@given(st.integers(0, 500))
def test_bars_neither_overlap_nor_leave_gaps(days: int) -> None:
    assert sum(one.holds(days) for one in DAY_BINS) == 1
    assert sum(one.holds(days) for one in SLACK_BINS) == (1 if days else 0)
    assert [one.label for one in SLACK_BINS] == ["1–5", "6–10", "11–15", "16–20", "≥21"]


def test_shares_and_changes_in_words() -> None:
    assert share_text(1, 3) == "33.3%"
    assert share_text(2, 3) == "66.7%"
    assert share_text(1, 16) == "6.3%", "a half is rounded up"
    assert share_text(0, 0) == "—"
    assert change_text(3646, 3607) == "同比 +39（+1.08%）", "the example of annual-report.md §7"
    assert change_text(3607, 3646) == "同比 -39（-1.07%）"
    assert change_text(7, 7) == "同比持平"
    assert change_text(7, 0) == "去年同期 0"
    assert points_text((9, 10), (8, 10)) == "同比 +10.0 个百分点"
    assert points_text((9, 10), (18, 20)) == "同比持平"
    assert points_text((9, 10), (0, 0)) == "去年同期 —"


def test_who_has_too_much() -> None:
    assert crowded({}) == ()
    assert crowded({"王敏": 40}) == (), "of one person there is no mean"
    assert crowded({"王敏": 9, "李岚": 1, "赵红": 1}) == (), "nine are not many"
    assert crowded({"王敏": 20, "李岚": 10, "赵红": 10}) == (), "exactly one and a half times the mean"
    assert crowded({"王敏": 21, "李岚": 10, "赵红": 10}) == ("王敏",)


def test_counts_by_month() -> None:
    counts = [(date(2026, 1, 31), 2), (date(2026, 3, 1), 1), (date(2026, 1, 2), 4), (date(2025, 1, 2), 9)]
    assert by_month(counts, ((2026, 1), (2026, 2), (2026, 3))) == (6, 0, 1)
