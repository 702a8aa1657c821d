"""A correction that came in parts, under the three readings of the policy ``correction_multi`` (条例第三十条)."""

from datetime import date

import pytest

from deadlines.calendar import standard_calendar
from deadlines.history import CaseHistory, CorrectionNotice, CorrectionReceived, Receipt
from deadlines.reply_clock import reply_clock
from law.policies import PolicySet
from law.terms import Channel, ClockStatus

RECEIPT = Receipt(channel=Channel.IN_PERSON, submitted=date(2026, 3, 9))
NOTICE = CorrectionNotice(sent=date(2026, 3, 11), deadline=date(2026, 3, 25))
PART = CorrectionReceived(on=date(2026, 3, 13), complete=False)
REST = CorrectionReceived(on=date(2026, 3, 18))
MORE = CorrectionReceived(on=date(2026, 3, 20))


@pytest.mark.parametrize(
    ("choice", "base"),
    [("last_in_time", date(2026, 3, 20)), ("complete", date(2026, 3, 18)), ("first", date(2026, 3, 13))],
)
def test_each_reading_counts_from_its_own_part(choice: str, base: date) -> None:
    policies = PolicySet.default().with_(correction_multi=choice)
    history = CaseHistory.of(RECEIPT, NOTICE, PART, REST, MORE)
    assert reply_clock(history, standard_calendar(), policies).base == base


@pytest.mark.parametrize("choice", ["last_in_time", "complete", "first"])
def test_a_part_alone_restarts_nothing(choice: str) -> None:
    policies = PolicySet.default().with_(correction_multi=choice)
    found = reply_clock(CaseHistory.of(RECEIPT, NOTICE, PART), standard_calendar(), policies)
    assert found.base == date(2026, 3, 9)
    assert found.status is ClockStatus.AWAITING_CORRECTION


def test_what_came_before_the_notice_is_no_part_of_the_correction() -> None:
    policies = PolicySet.default().with_(correction_multi="first")
    early = CorrectionReceived(on=date(2026, 3, 10), complete=False)
    found = reply_clock(CaseHistory.of(RECEIPT, NOTICE, early, REST), standard_calendar(), policies)
    assert found.base == date(2026, 3, 18)


def test_who_answered_in_part_gave_nothing_up() -> None:
    policies, calendar = PolicySet.default(), standard_calendar()
    late = date(2026, 3, 26)
    silent = reply_clock(CaseHistory.of(RECEIPT, NOTICE), calendar, policies, late)
    partly = reply_clock(CaseHistory.of(RECEIPT, NOTICE, PART), calendar, policies, late)
    assert (silent.status, partly.status) == (ClockStatus.DEEMED_ABANDONED, ClockStatus.AWAITING_CORRECTION)
    assert "correction_incomplete" in {one.code for one in partly.warnings}
    assert "correction_overdue" not in {one.code for one in partly.warnings}
