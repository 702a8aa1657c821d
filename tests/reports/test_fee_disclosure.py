"""The sums of part six of the annual report hold for all amounts, and tell none that is no whole number."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fees.wording import yuan
from reports.fee_disclosure import fee_disclosure

notices = st.lists(st.integers(1, 10**7), max_size=20)
payments = st.lists(st.integers(-(10**7), 10**7), max_size=20)


@given(notices, payments)
def test_notices_and_payments_are_summed_apart_and_in_any_order(noticed: list[int], collected: list[int]) -> None:
    found = fee_disclosure(2025, noticed, collected)
    assert (found.notices, found.noticed_fen, found.collected_fen) == (len(noticed), sum(noticed), sum(collected))
    assert fee_disclosure(2025, reversed(noticed), sorted(collected)) == found


@given(notices, payments)
def test_the_sentence_tells_each_figure_or_that_there_was_none(noticed: list[int], collected: list[int]) -> None:
    sentence = fee_disclosure(2025, noticed, collected).sentence
    if not noticed and not sum(collected):
        assert sentence == "2025年未收取信息处理费（0元）。"
    else:
        asked, came = yuan(sum(noticed)), yuan(max(0, sum(collected)))
        back = f"，另退还以前年度收取的{yuan(-sum(collected))}" if sum(collected) < 0 else ""
        assert sentence == f"2025年发出收费通知{len(noticed)}件、金额{asked}，实际收取{came}{back}。"


@pytest.mark.parametrize("value", [380.0, Decimal(380)])
def test_no_sentence_tells_an_amount_that_is_no_whole_number(value: Any) -> None:
    for noticed, collected in (([value], []), ([1], [value])):
        disclosure = fee_disclosure(2025, noticed, collected)
        with pytest.raises(TypeError):
            assert disclosure.sentence
