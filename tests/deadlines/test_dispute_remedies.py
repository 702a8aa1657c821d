"""Until when the other side may apply for reconsideration and sue, and where reconsideration comes first."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deadlines.calendar import standard_calendar
from deadlines.dispute_history import Attacked
from deadlines.dispute_remedies import first_remedy, remedy_clocks
from law.dispute_terms import AlarmLevel, AttackedAct, ClockOwner, ClockState
from law.policies import PolicySet
from law.terms import Outcome, RemedyClass
from tests.deadlines.replay import assert_steps_count_to

CALENDAR = standard_calendar()
POLICIES = PolicySet.default()
served_days = st.dates(date(2024, 1, 2), date(2025, 6, 30))


def last_days(attacked: Attacked) -> dict[str, date]:
    found = remedy_clocks(attacked, CALENDAR, POLICIES)
    assert all(one.due is not None for one in found)
    return {one.key: one.due.due for one in found if one.due is not None}


def reply(served: str, **said: object) -> Attacked:
    day = date.fromisoformat(served)
    plain = Attacked(ref="1", act=AttackedAct.REPLY, served_on=day, decided_on=day)
    return replace(plain, **said)  # type: ignore[arg-type]


def test_both_ways_are_open_from_the_day_of_service() -> None:
    assert last_days(reply("2026-03-02")) == {
        "recon_apply_days": date(2026, 5, 6),
        "recon_cap_years": date(2031, 3, 2),
        "sue_direct_months": date(2026, 9, 2),
        "sue_cap_years": date(2031, 3, 2),
    }


@pytest.mark.parametrize(("served", "last"), [("2026-03-16", "2026-09-16"), ("2025-08-31", "2026-02-28")])
def test_six_months_end_on_the_corresponding_day_or_the_last_of_the_month(served: str, last: str) -> None:
    assert last_days(reply(served))["sue_direct_months"] == date.fromisoformat(last)


def test_where_reconsideration_comes_first_no_period_to_sue_is_told() -> None:
    found = last_days(reply("2026-03-02", remedy=RemedyClass.RECONSIDERATION_FIRST))
    assert set(found) == {"recon_apply_days", "recon_cap_years"}
    assert set(last_days(reply("2026-03-02", remedy=RemedyClass.BY_PART))) > set(found)


def test_without_the_notice_of_the_remedy_a_year_at_most() -> None:
    untold = last_days(reply("2025-10-01", informed=False))
    assert untold["recon_apply_max_years"] == date(2026, 10, 8)
    assert untold["sue_uninformed_max_years"] == date(2026, 10, 8)
    assert "recon_apply_days" not in untold


def test_real_estate_has_the_longer_cap() -> None:
    assert last_days(reply("2024-03-01", real_estate=True))["recon_cap_real_estate_years"] == date(2044, 3, 1)


def test_somebody_else_counts_from_the_day_of_knowledge() -> None:
    known = reply("2026-03-02", known_on=date(2026, 8, 5))
    assert last_days(known)["recon_apply_days"] == date(2026, 10, 8)
    assert last_days(known)["recon_cap_years"] == date(2031, 3, 2), "the cap counts from the act"


def test_a_missing_reply_counts_from_the_end_of_its_period() -> None:
    missing = Attacked(ref="1", act=AttackedAct.NO_REPLY, reply_due=date(2026, 7, 10))
    assert last_days(missing) == {
        "recon_apply_nonreply_days": date(2026, 9, 8),
        "sue_nonreply_months": date(2027, 1, 11),
    }
    assert not last_days(replace(missing, reply_due=None)), "nothing runs before the period has ended"


@pytest.mark.parametrize(
    ("said", "key", "last"),
    [
        ({"told_days": 90}, "recon_apply_days", "2026-06-01"),
        ({"told_days": 15}, "recon_apply_days", "2026-05-06"),
        ({"told_months": 12}, "sue_direct_months", "2027-03-02"),
        ({"told_months": 3}, "sue_direct_months", "2026-09-02"),
    ],
)
def test_of_a_wrongly_told_period_the_longer_counts(said: dict[str, int], key: str, last: str) -> None:
    assert last_days(reply("2026-03-02", **said))[key] == date.fromisoformat(last)


@given(served_days, st.integers(1, 400), st.integers(1, 30))
def test_a_told_period_never_makes_the_statutory_one_shorter(served: date, days: int, months: int) -> None:
    plain, told = reply(served.isoformat()), reply(served.isoformat(), told_days=days, told_months=months)
    assert all(last_days(told)[key] >= last for key, last in last_days(plain).items())


@given(served_days, st.integers(0, 700), st.booleans())
def test_periods_of_the_other_side_warn_nobody_and_show_their_steps(served: date, passed: int, informed: bool) -> None:
    today = served + timedelta(days=passed)
    for clock in remedy_clocks(reply(served.isoformat(), informed=informed), CALENDAR, POLICIES, today):
        assert (clock.owner, clock.alarm) == (ClockOwner.OTHER_SIDE, AlarmLevel.NONE)
        assert clock.due is not None
        assert clock.remaining is not None
        assert (clock.state is ClockState.MISSED) is (clock.remaining < 0) is (today > clock.due.due)
        assert_steps_count_to(clock.due, CALENDAR)


@pytest.mark.parametrize(
    ("on", "outcome", "first", "partly"),
    [
        ("2023-12-29", Outcome.REFUSAL_SECRET, False, False),
        ("2024-01-02", Outcome.REFUSAL_SECRET, True, False),
        ("2026-11-25", Outcome.REFUSAL_THIRD_PARTY, True, False),
        ("2026-11-25", Outcome.PARTIAL_GRANT, False, True),
        ("2026-11-25", Outcome.NOT_EXIST, False, False),
        ("2026-11-25", Outcome.SPECIAL_QUERY, False, False),
    ],
)
def test_which_replies_go_to_reconsideration_first(on: str, outcome: Outcome, first: bool, partly: bool) -> None:
    found = first_remedy(AttackedAct.REPLY, date.fromisoformat(on), POLICIES, outcome=outcome)
    assert (found.first, found.partly) == (first, partly)
    assert ("先申请行政复议" in found.sentence) is (first or partly)
    assert outcome.label in found.sentence
    assert found.citations


@pytest.mark.parametrize(("on", "first"), [("2025-07-01", False), ("2026-06-30", False), ("2026-07-01", True)])
def test_a_missing_reply_goes_to_reconsideration_first_since_the_regulation_of_2026(on: str, first: bool) -> None:
    assert first_remedy(AttackedAct.NO_REPLY, date.fromisoformat(on), POLICIES).first is first
