"""The working-day calendar: days, counting, amendments, gaps, local days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deadlines.calendar import LocalDay, WorkingCalendar, standard_calendar
from deadlines.reply_period import reply_deadline, reply_due_date
from law.errors import RuleGap
from law.notices import HolidayNotice, holiday_notices
from law.terms import DayKind

CALENDAR = standard_calendar()
days = st.dates(date(2008, 1, 1), date(2026, 12, 31))


def known_on(day: date) -> WorkingCalendar:
    return WorkingCalendar.build(holiday_notices(), known_on=day)


@pytest.mark.parametrize(
    ("year", "count"),
    [(2019, 250), (2020, 249), (2021, 250), (2022, 249), (2023, 249), (2024, 251), (2025, 248), (2026, 248)],
)
def test_working_days_of_a_year(year: int, count: int) -> None:
    assert CALENDAR.workdays_in(date(year, 1, 1), date(year, 12, 31)) == count


@pytest.mark.parametrize(
    ("day", "kind", "name", "source"),
    [
        (date(2026, 3, 2), DayKind.WORKDAY, "", ""),
        (date(2026, 3, 7), DayKind.WEEKEND, "", ""),
        (date(2026, 9, 25), DayKind.HOLIDAY, "中秋节", "国办发明电〔2025〕7号"),
        (date(2026, 9, 20), DayKind.MAKEUP, "", "国办发明电〔2025〕7号"),
        (date(2018, 12, 29), DayKind.MAKEUP, "", "国办发明电〔2018〕15号"),
        (date(2019, 5, 2), DayKind.HOLIDAY, "劳动节", "国办发明电〔2019〕3号"),
        (date(2020, 2, 1), DayKind.HOLIDAY, "春节", "国办发明电〔2020〕1号"),
        # 除夕 was no day off in 2024, and half-day holidays of some citizens never are.
        (date(2024, 2, 9), DayKind.WORKDAY, "", ""),
        (date(2026, 6, 1), DayKind.WORKDAY, "", ""),
    ],
)
def test_what_a_day_is_and_why(day: date, kind: DayKind, name: str, source: str) -> None:
    found = CALENDAR.day(day)
    assert (found.kind, found.name, found.source, found.provisional) == (kind, name, source, False)
    assert found.working == CALENDAR.is_working(day)


@given(days, st.integers(0, 80))
def test_counting_agrees_with_walking(start: date, n: int) -> None:
    day, left = start, n
    while left:
        day += timedelta(days=1)
        left -= CALENDAR.is_working(day)
    assert CALENDAR.add_workdays(start, n) == day
    assert CALENDAR.add_workdays_to_all([start], n) == [day]
    assert CALENDAR.workdays_between(start, day) == n


@given(days.filter(lambda day: day > date(2008, 12, 31)), st.integers(1, 80))
def test_counting_backwards_agrees_with_walking(end: date, n: int) -> None:
    day, left = end, n
    while left:
        day -= timedelta(days=1)
        left -= CALENDAR.is_working(day)
    assert CALENDAR.subtract_workdays(end, n) == day


@given(days, st.integers(1, 40), st.sets(st.integers(1, 90)))
def test_skipped_days_do_not_count(start: date, n: int, offsets: set[int]) -> None:
    skip = frozenset(start + timedelta(days=offset) for offset in offsets)
    day, left = start, n
    while left:
        day += timedelta(days=1)
        left -= CALENDAR.is_working(day) and day not in skip
    assert CALENDAR.add_workdays(start, n, skip) == day
    spans = tuple((one, one) for one in sorted(skip))
    assert CALENDAR.add_workdays_outside(start, n, spans) == day


@given(days)
def test_rolling_ends_on_the_first_day_that_is_not_off(day: date) -> None:
    rolled = CALENDAR.roll(day)
    assert CALENDAR.is_working(rolled)
    assert not any(CALENDAR.is_working(day + timedelta(days=at)) for at in range((rolled - day).days))


def test_a_weekend_day_that_is_worked_does_not_roll() -> None:
    assert CALENDAR.roll(date(2026, 10, 10)) == date(2026, 10, 10)
    assert CALENDAR.roll(date(2026, 10, 11)) == date(2026, 10, 12)


# ------------------------------------------------------------------------------------------------------- amendments


def test_the_spring_festival_of_2020_before_and_after_its_extension() -> None:
    before, after = known_on(date(2020, 1, 26)), known_on(date(2020, 1, 27))
    received = date(2020, 1, 20)
    assert reply_due_date(received, before) == date(2020, 2, 21)
    assert reply_due_date(received, after) == date(2020, 2, 25)
    assert before.day(date(2020, 2, 1)).kind is DayKind.MAKEUP
    assert after.day(date(2020, 2, 1)).kind is DayKind.HOLIDAY


def test_labour_day_2019_moves_a_date_earlier() -> None:
    before, after = known_on(date(2019, 3, 21)), known_on(date(2019, 3, 22))
    assert before.add_workdays(date(2019, 3, 5), 40) == date(2019, 5, 2)
    assert after.add_workdays(date(2019, 3, 5), 40) == date(2019, 4, 30)
    assert not before.is_working(date(2019, 4, 28))
    assert after.is_working(date(2019, 4, 28))


def test_a_notice_is_unknown_before_its_publication() -> None:
    before, after = known_on(date(2025, 11, 3)), known_on(date(2025, 11, 4))
    assert before.horizon == date(2025, 12, 31)
    assert after.horizon == date(2026, 12, 31)
    assert before.provisional(date(2026, 1, 5))
    assert not after.provisional(date(2026, 1, 5))


def test_the_new_year_days_of_2019_are_unknown_before_its_notice() -> None:
    # The entry for 2018 holds them too, because it was written down later.
    assert known_on(date(2018, 11, 30)).is_working(date(2018, 12, 31))
    assert not known_on(date(2018, 12, 6)).is_working(date(2018, 12, 31))


def test_notices_without_a_recorded_publication_are_known_from_the_december_before() -> None:
    assert known_on(date(2009, 11, 30)).horizon.year == 2009
    assert known_on(date(2009, 12, 1)).horizon.year == 2010


def test_the_order_of_the_notices_does_not_matter() -> None:
    turned = WorkingCalendar.build(reversed(holiday_notices()))
    day = date(2008, 1, 1)
    while day <= date(2026, 12, 31):
        assert turned.day(day) == CALENDAR.day(day)
        day += timedelta(days=1)


def test_a_yearly_notice_issued_anew_replaces_the_former() -> None:
    former = HolidayNotice(
        year=2030, published_on=date(2029, 11, 1), off=(("元旦", (date(2030, 1, 1), date(2030, 1, 2))),)
    )
    anew = HolidayNotice(year=2030, published_on=date(2029, 11, 9), off=(("元旦", (date(2030, 1, 1),)),))
    calendar = WorkingCalendar.build([anew, former])
    assert calendar.is_working(date(2030, 1, 2))
    assert not WorkingCalendar.build([anew, former], known_on=date(2029, 11, 8)).is_working(date(2030, 1, 2))


def test_a_notice_may_change_the_december_before() -> None:
    next_year = HolidayNotice(
        year=2027,
        published_on=date(2026, 11, 20),
        off=(("元旦", (date(2026, 12, 31), date(2027, 1, 1))),),
        makeup=(date(2026, 12, 26),),
    )
    calendar = WorkingCalendar.build([*holiday_notices(), next_year])
    assert reply_due_date(date(2026, 12, 3), CALENDAR) == date(2026, 12, 31)
    assert calendar.day(date(2026, 12, 31)).kind is DayKind.HOLIDAY
    assert reply_due_date(date(2026, 12, 3), calendar) == date(2026, 12, 30)


# -------------------------------------------------------------------------------------------------------------- gaps


def test_a_date_past_the_last_notice_is_an_estimate_and_says_so() -> None:
    found = reply_deadline(date(2026, 12, 10), CALENDAR)
    assert (found.due, found.provisional, found.missing_year) == (date(2027, 1, 8), True, 2027)


def test_the_last_day_that_can_be_counted_to_the_end() -> None:
    last = reply_deadline(date(2026, 12, 3), CALENDAR)
    assert (last.due, last.provisional, last.missing_year) == (date(2026, 12, 31), False, None)
    assert reply_deadline(date(2026, 12, 4), CALENDAR).provisional


def test_a_year_without_notice_still_knows_its_statutory_holidays() -> None:
    spring_festival = CALENDAR.day(date(2027, 2, 8))
    assert (spring_festival.kind, spring_festival.provisional) == (DayKind.HOLIDAY, True)
    assert "待通知" in spring_festival.source


def test_a_year_missing_between_two_notices_is_missed() -> None:
    calendar = WorkingCalendar.build(one for one in holiday_notices() if one.year != 2024)
    assert calendar.missing_year(date(2023, 12, 1), date(2025, 2, 1)) == 2024
    assert calendar.missing_year(date(2025, 1, 1), date(2025, 2, 1)) is None
    assert reply_deadline(date(2023, 12, 20), calendar).missing_year == 2024


def test_days_before_the_first_notice_are_estimates() -> None:
    assert CALENDAR.provisional(date(2007, 12, 31))
    assert CALENDAR.missing_year(date(2007, 12, 20), date(2008, 1, 10)) == 2007


@pytest.mark.parametrize("day", [date(1900, 1, 1), date(1989, 12, 31), date(2099, 1, 1)])
def test_far_outside_there_is_no_calendar(day: date) -> None:
    with pytest.raises(RuleGap):
        CALENDAR.add_workdays(day, 20)
    with pytest.raises(RuleGap):
        CALENDAR.roll(day)
    with pytest.raises(RuleGap):
        CALENDAR.add_workdays_to_all([date(2026, 3, 2), day], 20)


def test_counting_a_negative_number_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="negative"):
        CALENDAR.add_workdays(date(2026, 3, 2), -1)


def test_no_notice_at_all_makes_everything_provisional() -> None:
    empty = WorkingCalendar.build(())
    assert empty.provisional(date(2026, 3, 2))


# -------------------------------------------------------------------------------------------------------- local days


def test_local_days_off_and_their_document() -> None:
    local = LocalDay(
        on=date(2026, 4, 21), name="三月三", document_number="桂政办〔2026〕1号", published_on=date(2026, 1, 5)
    )
    calendar = WorkingCalendar.build(holiday_notices(), [local])
    found = calendar.day(date(2026, 4, 21))
    assert (found.kind, found.working, found.name, found.source) == (
        DayKind.LOCAL_HOLIDAY,
        False,
        "三月三",
        "桂政办〔2026〕1号",
    )
    assert calendar.add_workdays(date(2026, 4, 20), 1) == date(2026, 4, 22)
    assert calendar.roll(date(2026, 4, 21)) == date(2026, 4, 22)
    earlier = WorkingCalendar.build(holiday_notices(), [local], known_on=date(2026, 1, 4))
    assert earlier.is_working(date(2026, 4, 21))


def test_a_local_weekend_day_may_be_worked() -> None:
    local = LocalDay(on=date(2026, 4, 18), name="三月三调休", working=True)
    assert WorkingCalendar.build(holiday_notices(), [local]).day(date(2026, 4, 18)).kind is DayKind.MAKEUP
