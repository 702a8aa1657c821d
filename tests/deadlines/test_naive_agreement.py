"""The clock and a naive second implementation agree on ten thousand random histories."""

import pytest

from deadlines.calendar import standard_calendar
from deadlines.reply_clock import reply_clock
from law.notices import holiday_notices
from law.policies import PolicySet
from tests.deadlines.naive_clock import NaiveCalendar, naive_clock
from tests.deadlines.random_histories import histories


@pytest.mark.parametrize(
    ("reading", "seed", "count"), [("open_closed", 1, 6000), ("open_open", 2, 2000), ("closed_closed", 3, 2000)]
)
def test_both_clocks_agree(reading: str, seed: int, count: int) -> None:
    calendar = standard_calendar()
    naive = NaiveCalendar(holiday_notices())
    policies = PolicySet.default().with_(consultation_reading=reading)
    extended = paused = 0
    for history in histories(seed, count):
        clock = reply_clock(history, calendar, policies)
        expected = naive_clock(history, naive, reading)
        assert clock.base == expected.base, history
        assert clock.first_due is not None
        assert clock.due is not None
        assert clock.first_due.due == expected.first_due, history
        assert clock.due.due == expected.due, history
        assert (clock.extension is not None and clock.extension.valid) == expected.extension_valid, history
        extended += expected.extension_valid
        paused += bool(clock.stopped)
    # The comparison means nothing if the random histories hold nothing worth comparing.
    assert extended > count / 10
    assert paused > count / 3
