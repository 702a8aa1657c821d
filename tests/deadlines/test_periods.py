"""General periods and those of reconsideration and litigation, with their policies."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deadlines.calendar import standard_calendar
from deadlines.periods import (
    add_months,
    period_days,
    period_months,
    period_workdays,
    period_workdays_before,
    period_years,
)
from deadlines.reply_clock import reply_deadline
from deadlines.review_periods import (
    Procedure,
    ReviewCase,
    answer_to_review,
    decision_clock,
    hearing_notice_due,
    posted_in_time,
    remake_due,
    review_due,
)
from deadlines.statutory_dates import ReportingBody, annual_report_due, rectify_due, reminder_days
from law.errors import RuleGap, UserError
from law.parameters import Unit, parameters
from law.policies import PolicySet
from tests.deadlines.replay import assert_steps_count_to

CALENDAR = standard_calendar()
POLICIES = PolicySet.default()
days = st.dates(date(2009, 1, 1), date(2026, 12, 31))


@given(days, st.integers(0, 200))
def test_periods_of_days_roll_to_a_working_day(start: date, n: int) -> None:
    found = period_days(start, n, CALENDAR)
    assert found.unrolled == start + timedelta(days=n)
    assert CALENDAR.is_working(found.due)
    assert CALENDAR.workdays_in(start + timedelta(days=n), found.due) == 1
    assert_steps_count_to(found, CALENDAR)


@given(days, st.integers(1, 40))
def test_periods_of_months_end_on_the_corresponding_day_or_the_last(start: date, n: int) -> None:
    found = period_months(start, n, CALENDAR)
    assert found.unrolled is not None
    assert (found.unrolled.year * 12 + found.unrolled.month) - (start.year * 12 + start.month) == n
    next_day = found.unrolled + timedelta(days=1)
    assert found.unrolled.day == start.day or next_day.day == 1
    assert_steps_count_to(found, CALENDAR)


@given(days, st.integers(0, 60))
def test_working_days_forth_and_back(start: date, n: int) -> None:
    there = period_workdays(start, n, CALENDAR)
    assert_steps_count_to(there, CALENDAR)
    if n and CALENDAR.is_working(start):
        assert period_workdays_before(there.due, n, CALENDAR).due == start
    back = period_workdays_before(start, n, CALENDAR) if start.year > 2009 else None
    if back is not None:
        assert_steps_count_to(back, CALENDAR)


def test_leap_days() -> None:
    assert period_years(date(2024, 2, 29), 1, CALENDAR).unrolled == date(2025, 2, 28)
    assert add_months(date(2023, 12, 31), 2) == date(2024, 2, 29)


@pytest.mark.parametrize("key", list(parameters()))
def test_every_period_of_the_law_data_can_be_counted(key: str) -> None:
    parameter = parameters().parameter(key)
    if parameter.values[0].unit is Unit.MONTH_DAY:
        with pytest.raises(RuleGap):
            review_due(key, date(2026, 8, 5), CALENDAR, POLICIES)
        return
    found = review_due(key, date(2026, 8, 5), CALENDAR, POLICIES)
    assert_steps_count_to(found, CALENDAR)
    if parameter.rolls:
        assert CALENDAR.is_working(found.due)


def test_how_months_are_counted_by_policy() -> None:
    next_day = POLICIES.with_(month_count_reading="next_day")
    assert review_due("sue_direct_months", date(2026, 3, 1), CALENDAR, POLICIES).due == date(2026, 9, 1)
    later = review_due("sue_direct_months", date(2026, 3, 1), CALENDAR, next_day)
    assert later.due == date(2026, 9, 2)
    assert_steps_count_to(later, CALENDAR)


def test_notice_of_a_hearing_in_both_readings() -> None:
    hearing = date(2026, 10, 12)
    assert hearing_notice_due(hearing, CALENDAR, POLICIES).due == date(2026, 9, 29)
    full = POLICIES.with_(hearing_notice_reading="five_full_workdays")
    assert hearing_notice_due(hearing, CALENDAR, full).due == date(2026, 9, 28)


# ----------------------------------------------------------------------------------------------------------- decision


def decision(policies: PolicySet = POLICIES, case: ReviewCase | None = None) -> date | None:
    found = decision_clock(case or ordinary(), CALENDAR, policies)
    if found.due is None:
        return None
    assert_steps_count_to(found.due, CALENDAR)
    return found.due.due


def ordinary(extension_days: int = 0, suspended: date | None = None, resumed: date | None = None) -> ReviewCase:
    return ReviewCase(
        accepted=date(2026, 3, 2),
        procedure=Procedure.ORDINARY,
        extension_days=extension_days,
        suspended=suspended,
        resumed=resumed,
    )


def test_suspension_in_both_readings() -> None:
    case = ordinary(suspended=date(2026, 3, 20), resumed=date(2026, 4, 10))
    assert decision(case=case) == date(2026, 5, 22)
    both = POLICIES.with_(suspend_reading="both_included")
    assert decision(both, case) == date(2026, 5, 25)


def test_an_open_suspension_has_no_date_but_an_end() -> None:
    case = ReviewCase(accepted=date(2026, 3, 2), procedure=Procedure.ORDINARY, suspended=date(2026, 3, 20))
    found = decision_clock(case, CALENDAR, POLICIES)
    assert found.due is None
    assert found.may_end_on == date(2026, 5, 19)


def test_the_extension_counts_from_the_day_before_or_after_rolling() -> None:
    assert decision(case=ordinary(extension_days=30)) == date(2026, 6, 1)
    rolled = POLICIES.with_(rc_extend_base="rolled")
    assert decision(rolled, ordinary(extension_days=30)) == date(2026, 6, 5)


def test_the_end_may_stay_unrolled_by_policy() -> None:
    assert decision() == date(2026, 5, 6)
    assert decision(POLICIES.with_(reconsideration_deadline_roll=False)) == date(2026, 5, 1)


def test_a_changed_procedure_counts_from_acceptance_or_from_the_change() -> None:
    case = ReviewCase(accepted=date(2026, 3, 2), procedure=Procedure.SIMPLE, converted_on=date(2026, 3, 20))
    assert decision(case=case) == date(2026, 5, 6)
    assert decision(POLICIES.with_(simple_to_ordinary_start="converted"), case) == date(2026, 5, 19)


def test_impossible_reviews_are_refused() -> None:
    with pytest.raises(UserError):
        decision(case=ordinary(extension_days=31))
    with pytest.raises(UserError):
        decision(case=ordinary(suspended=date(2026, 4, 10), resumed=date(2026, 4, 9)))


@pytest.mark.parametrize(
    ("answered", "today", "late"),
    [
        (date(2026, 11, 16), None, False),
        (date(2026, 11, 17), None, True),
        (None, date(2026, 11, 16), False),
        (None, date(2026, 11, 17), True),
        (None, None, False),
    ],
)
def test_an_answer_in_time_or_late(answered: date | None, today: date | None, late: bool) -> None:
    found = answer_to_review(date(2026, 11, 2), Procedure.ORDINARY, answered, CALENDAR, POLICIES, today)
    assert found.due.due == date(2026, 11, 16)
    assert found.late is late
    assert bool(found.consequence) is late


def test_posting_on_the_last_day_is_in_time() -> None:
    assert posted_in_time(date(2026, 11, 16), date(2026, 11, 16))
    assert not posted_in_time(date(2026, 11, 16), date(2026, 11, 17))


def test_a_new_reply_after_revocation() -> None:
    assert remake_due(date(2026, 8, 3), CALENDAR, POLICIES).due == date(2026, 8, 31)
    assert remake_due(date(2026, 8, 3), CALENDAR, POLICIES, set_days=10).due == date(2026, 8, 17)
    assert remake_due(date(2026, 8, 3), CALENDAR, POLICIES.with_(remake_days_default=15)).due == date(2026, 8, 24)


# ------------------------------------------------------------------------------------------------------------- others


def test_the_annual_report_rolls_only_by_policy() -> None:
    assert annual_report_due(2026, ReportingBody.DEPARTMENT, CALENDAR, POLICIES).due == date(2027, 1, 31)
    rolled = annual_report_due(2026, ReportingBody.DEPARTMENT, CALENDAR, POLICIES.with_(annual_deadline_roll=True))
    assert (rolled.due, rolled.provisional) == (date(2027, 2, 1), True)


def test_the_internal_period_for_rectification() -> None:
    assert rectify_due(date(2026, 3, 2), CALENDAR, POLICIES).due == date(2026, 3, 30)
    assert rectify_due(date(2026, 3, 2), CALENDAR, POLICIES.with_(rectify_days=10)).due == date(2026, 3, 16)


def test_reminders_come_earlier_for_an_estimate() -> None:
    certain = reply_deadline(date(2026, 3, 2), CALENDAR)
    assert reminder_days(certain, CALENDAR, POLICIES) == (date(2026, 3, 23), date(2026, 3, 25), date(2026, 3, 27))
    estimate = reply_deadline(date(2026, 12, 10), CALENDAR)
    assert estimate.due == date(2027, 1, 8)
    assert reminder_days(estimate, CALENDAR, POLICIES)[-1] == date(2027, 1, 5)
