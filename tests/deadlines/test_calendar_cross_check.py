"""Our notices against two public libraries, year by year. They are never asked outside the tests."""

from datetime import date, timedelta

import chinese_calendar
import holidays
import pytest

from deadlines.calendar import standard_calendar

CALENDAR = standard_calendar()


def days_of(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [first + timedelta(days=at) for at in range((date(year + 1, 1, 1) - first).days)]


@pytest.mark.parametrize("year", range(2008, 2027))
def test_chinesecalendar_agrees(year: int) -> None:
    differ = [day for day in days_of(year) if chinese_calendar.is_workday(day) != CALENDAR.is_working(day)]
    assert differ == []


@pytest.mark.parametrize("year", range(2008, 2027))
def test_holidays_agrees_on_the_days_off_from_monday_to_friday(year: int) -> None:
    china = holidays.country_holidays("CN", years=year)
    weekdays = [day for day in days_of(year) if day.weekday() < 5]
    assert [day for day in weekdays if (day in china) == CALENDAR.is_working(day)] == []
