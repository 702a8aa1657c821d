"""Longest periods (行政复议法第二十一条、行政诉讼法第四十六条第二款): they never roll and hold for old acts."""

from datetime import date

import pytest

from law.errors import RuleGap
from law.parameters import parameters

LONGEST = ("recon_cap_years", "recon_cap_real_estate_years", "sue_cap_years")


@pytest.mark.parametrize("key", LONGEST)
def test_a_longest_period_does_not_roll_and_holds_for_older_acts(key: str) -> None:
    parameter = parameters().parameter(key)
    first = parameter.values[0]
    assert not parameter.rolls
    assert parameter.on(date(2006, 6, 1)) is first
    assert parameter.on(first.effective) is first


def test_no_other_number_holds_before_its_day() -> None:
    others = [key for key in parameters() if key not in LONGEST]
    for key in others:
        first = parameters().parameter(key).values[0]
        with pytest.raises(RuleGap):
            parameters().value(key, date.fromordinal(first.effective.toordinal() - 1))
