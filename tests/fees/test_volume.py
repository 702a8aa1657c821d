"""按量: the examples of the measure, each band, one request at a time; amounts in yuan."""

from datetime import date

import pytest

from fees.volume import page_rate, volume_fee
from law.errors import RuleGap
from law.terms import Confidence, FeeMethod

DAY = date(2026, 3, 2)
FEN = 100

# Number of a page and its price: both ends of each band, and far behind the last edge.
PRICES = {1: 0, 30: 0, 31: 10, 100: 10, 101: 20, 200: 20, 201: 40, 202: 40, 1000: 40, 100_000: 40}

TOTALS = {
    0: 0, 1: 0, 30: 0, 31: 10, 44: 140, 57: 270, 68: 380, 70: 400, 72: 420, 90: 600, 99: 690, 100: 700, 101: 720,
    109: 880, 119: 1080, 120: 1100, 150: 1700, 199: 2680, 200: 2700, 201: 2740, 202: 2780, 250: 4700, 300: 6700,
    400: 10700, 500: 14700, 1000: 34700, 1500: 54700, 2219: 83460, 3182: 121980,
}  # fmt: skip


@pytest.mark.parametrize(("page", "yuan"), PRICES.items())
def test_price_of_a_page(page: int, yuan: int) -> None:
    assert page_rate(page, DAY) == yuan * FEN


@pytest.mark.parametrize(("pages", "yuan"), TOTALS.items())
def test_price_of_the_pages_of_a_request(pages: int, yuan: int) -> None:
    assert volume_fee(pages, DAY).fen == yuan * FEN


def test_the_highest_rate_is_not_charged_for_all_pages() -> None:
    assert volume_fee(201, DAY).fen != 201 * page_rate(201, DAY)


def test_three_requests_of_thirty_pages_cost_nothing_and_one_of_ninety_does() -> None:
    assert [volume_fee(30, DAY).fen for _ in range(3)] == [0, 0, 0]
    assert volume_fee(90, DAY).fen == 600_00


def test_forty_and_a_hundred_and_twenty_pages_are_charged_apart() -> None:
    assert [volume_fee(pages, DAY).fen for pages in (40, 120)] == [100_00, 1100_00]
    assert volume_fee(160, DAY).fen == 1900_00


def test_the_steps_name_each_band() -> None:
    fee = volume_fee(250, DAY)
    assert fee.method is FeeMethod.BY_VOLUME
    assert fee.quantity == 250
    assert [one.sentence for one in fee.steps] == [
        "第1至30页，30页，不收费。",
        "第31至100页，70页，每页10元，计700元。",
        "第101至200页，100页，每页20元，计2,000元。",
        "第201至250页，50页，每页40元，计2,000元。",
    ]
    assert {one.confidence for one in fee.steps} == {Confidence.AGREEING}
    assert {c.code for one in fee.steps for c in one.citations} == {"fee:5"}


def test_the_first_page_of_a_band_is_a_step_of_its_own() -> None:
    assert [one.sentence for one in volume_fee(31, DAY).charged] == ["第31页，1页，每页10元，计10元。"]
    assert [one.sentence for one in volume_fee(201, DAY).charged][-1] == "第201页，1页，每页40元，计40元。"


def test_no_pages_cost_nothing_and_need_no_step() -> None:
    empty = volume_fee(0, DAY)
    assert (empty.fen, empty.steps, empty.quantity) == (0, (), 0)


def test_before_2021_there_is_no_fee_by_volume() -> None:
    with pytest.raises(RuleGap):
        volume_fee(31, date(2020, 12, 31))
    with pytest.raises(RuleGap):
        page_rate(31, date(2020, 12, 31))
    assert volume_fee(31, date(2021, 1, 1)).fen == page_rate(31, date(2021, 1, 1)) == 10_00


def test_pages_are_counted_from_one_and_never_negative() -> None:
    with pytest.raises(ValueError, match="counted from 1"):
        page_rate(0, DAY)
    with pytest.raises(ValueError, match="ordinal must not be negative"):
        page_rate(-1, DAY)
    with pytest.raises(ValueError, match="pages must not be negative"):
        volume_fee(-1, DAY)
