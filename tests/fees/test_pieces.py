"""按件: the examples of the measure, the ordinals of a month, what takes none, and why; amounts in yuan."""

from datetime import date

import pytest

from fees.pieces import CountedPieces, MonthCount, Pieces, count_month, month_total, piece_rate, split_fee
from law.errors import RuleGap
from law.policies import PolicySet
from law.terms import Confidence, FeeMethod

DAY = date(2026, 3, 2)
FEN = 100
DEFAULT = PolicySet.default()
FROM_41 = DEFAULT.with_(fee_band31_reading="from_41")
NOT_COUNTED = DEFAULT.with_(fee_count_withdrawn=False, fee_count_repeat_abandoned=False)

# Ordinal of a piece and its price: both ends of each band.
PRICES = {
    1: 0, 10: 0, 11: 100, 30: 100, 31: 200, 40: 200, 41: 300, 50: 300, 51: 400, 60: 400,
    61: 500, 70: 500, 71: 600, 90: 700, 91: 800, 100: 800, 101: 900, 293: 2800,
}  # fmt: skip
PRICES_FROM_41 = {1: 0, 10: 0, 11: 100, 30: 100, 31: 100, 40: 100, 41: 200, 50: 200, 51: 300, 91: 700, 100: 700}

TOTALS = {
    0: 0, 1: 0, 10: 0, 11: 100, 12: 200, 29: 1900, 30: 2000, 31: 2200, 35: 3000, 40: 4000, 41: 4300, 42: 4600,
    50: 7000, 51: 7400, 60: 11000, 61: 11500, 70: 16000, 80: 22000, 90: 29000, 94: 32200, 100: 37000, 120: 56000,
    293: 387400,
}  # fmt: skip
TOTALS_FROM_41 = {
    0: 0, 10: 0, 11: 100, 30: 2000, 31: 2100, 40: 3000, 41: 3200, 50: 5000, 51: 5300, 60: 8000, 61: 8400, 100: 30000,
}  # fmt: skip


def request(ref: int, day: int, *, order: int = 0, pieces: int = 1) -> Pieces:
    return Pieces(ref=ref, counted_on=date(2026, 3, day), order=order or ref, pieces=pieces)


def withdrawn(ref: int, day: int, *, pieces: int = 1) -> Pieces:
    return Pieces(ref=ref, counted_on=date(2026, 3, day), order=ref, pieces=pieces, withdrawn=True)


def abandoned(ref: int, day: int, *, pieces: int = 1) -> Pieces:
    return Pieces(ref=ref, counted_on=date(2026, 3, day), order=ref, pieces=pieces, repeated_or_abandoned=True)


def places(month: MonthCount) -> list[tuple[int, int | None, int | None]]:
    return [(one.pieces.ref, one.first, one.last) for one in month.rows]


def only(month: MonthCount) -> CountedPieces:
    (row,) = month.rows
    return row


@pytest.mark.parametrize(("ordinal", "yuan"), PRICES.items())
def test_price_of_a_piece(ordinal: int, yuan: int) -> None:
    assert piece_rate(ordinal, DAY) == yuan * FEN


@pytest.mark.parametrize(("ordinal", "yuan"), PRICES_FROM_41.items())
def test_price_of_a_piece_in_the_other_reading(ordinal: int, yuan: int) -> None:
    assert piece_rate(ordinal, DAY, FROM_41) == yuan * FEN


@pytest.mark.parametrize(("pieces", "yuan"), TOTALS.items())
def test_price_of_a_month(pieces: int, yuan: int) -> None:
    assert month_total(pieces, DAY) == yuan * FEN


@pytest.mark.parametrize(("pieces", "yuan"), TOTALS_FROM_41.items())
def test_price_of_a_month_in_the_other_reading(pieces: int, yuan: int) -> None:
    assert month_total(pieces, DAY, FROM_41) == yuan * FEN


def test_the_highest_rate_is_not_charged_for_all_pieces() -> None:
    assert month_total(41, DAY) != 41 * piece_rate(41, DAY)


@pytest.mark.parametrize(
    ("prior", "pieces", "yuan"),
    [(5, 15, 1000), (28, 5, 800), (0, 3, 0), (0, 10, 0), (10, 1, 100), (9, 2, 100), (30, 10, 2000), (39, 2, 500)],
)
def test_price_of_a_split(prior: int, pieces: int, yuan: int) -> None:
    assert split_fee(prior, pieces, DAY).fen == yuan * FEN


def test_a_split_over_an_edge_is_told_band_by_band() -> None:
    split = split_fee(28, 5, DAY)
    assert split.method is FeeMethod.BY_PIECE
    assert split.quantity == 5
    assert [one.sentence for one in split.steps] == [
        "第29至30件，2件，每件100元，计200元。",
        "第31至33件，3件，每件200元，计600元。",
    ]
    assert [one.confidence for one in split.steps] == [Confidence.AGREEING, Confidence.DERIVED]
    assert [[c.code for c in one.citations] for one in split.steps] == [["fee:4"], ["fee:4"]]


def test_pieces_that_cost_nothing_are_told_and_not_charged() -> None:
    split = split_fee(5, 15, DAY)
    assert [one.sentence for one in split.steps] == [
        "第6至10件，5件，不收费。",
        "第11至20件，10件，每件100元，计1,000元。",
    ]
    assert split.charged == split.steps[1:]


def test_a_single_piece_is_told_by_its_ordinal_alone() -> None:
    assert [one.sentence for one in split_fee(10, 1, DAY).steps] == ["第11件，1件，每件100元，计100元。"]


def test_bands_behind_the_listed_ones_are_cut_at_every_ten() -> None:
    steps = split_fee(39, 22, DAY).steps
    assert [(one.first, one.last, one.rate_fen) for one in steps] == [
        (40, 40, 200_00),
        (41, 50, 300_00),
        (51, 60, 400_00),
        (61, 61, 500_00),
    ]
    assert {one.confidence for one in steps} == {Confidence.DERIVED}
    inside = split_fee(44, 3, DAY).steps
    assert [(one.first, one.last, one.rate_fen) for one in inside] == [(45, 47, 300_00)]


def test_no_pieces_cost_nothing_and_need_no_step() -> None:
    empty = split_fee(15, 0, DAY)
    assert (empty.fen, empty.steps, empty.quantity, empty.charged) == (0, (), 0, ())


def test_the_end_of_january_and_the_beginning_of_february_are_two_months() -> None:
    january = [Pieces(ref=at, counted_on=date(2026, 1, 31), order=at) for at in range(10)]
    february = [Pieces(ref=at, counted_on=date(2026, 2, 1), order=at) for at in range(10, 20)]
    assert count_month(january, date(2026, 1, 31)).fen == 0
    assert count_month(february, date(2026, 2, 1)).fen == 0


def test_two_applicants_of_ten_pieces_each_pay_nothing() -> None:
    assert [count_month([request(at, 1, pieces=10)], DAY).fen for at in (1, 2)] == [0, 0]


def test_ordinals_follow_the_day_then_the_registration_and_never_the_entry() -> None:
    entered = [request(1, 20), request(2, 3), request(4, 9, order=8), request(3, 9, order=7)]
    assert places(count_month(entered, DAY)) == [(2, 1, 1), (3, 2, 2), (4, 3, 3), (1, 4, 4)]


def test_requests_of_one_day_and_one_registration_keep_a_fixed_order() -> None:
    first, second = request(1, 9, order=7), request(2, 9, order=7)
    assert count_month([first, second], DAY) == count_month([second, first], DAY)


def test_a_split_takes_as_many_ordinals_as_it_has_pieces() -> None:
    month = count_month([request(1, 2, pieces=5), request(2, 3, pieces=15), request(3, 4)], DAY)
    assert places(month) == [(1, 1, 5), (2, 6, 20), (3, 21, 21)]
    assert [one.assessment.fen for one in month.rows] == [0, 1000_00, 100_00]
    assert (month.occupied, month.fen) == (21, 1100_00)


def test_what_comes_next_and_how_much_was_free() -> None:
    month = count_month([request(1, 2, pieces=30)], DAY)
    assert (month.occupied, month.next_ordinal, month.next_fen, month.free) == (30, 31, 200_00, 10)
    assert count_month([request(1, 2, pieces=30)], DAY, FROM_41).next_fen == 100_00


def test_a_month_without_requests() -> None:
    month = count_month([], DAY)
    assert (month.rows, month.occupied, month.fen, month.next_ordinal, month.next_fen) == ((), 0, 0, 1, 0)


def test_a_withdrawn_request_keeps_its_ordinals_and_costs_nothing() -> None:
    month = count_month([request(1, 2, pieces=11), withdrawn(2, 3, pieces=2), request(3, 4)], DAY)
    assert places(month) == [(1, 1, 11), (2, 12, 13), (3, 14, 14)]
    assert [one.assessment.fen for one in month.rows] == [100_00, 0, 100_00]
    assert [one.charged for one in month.rows] == [True, False, True]
    assert [one.remark for one in month.rows] == ["", "已撤回，占序号，不收费", ""]
    assert month.rows[1].assessment.steps == ()


def test_a_withdrawn_request_makes_later_ones_dearer_only_where_it_counts() -> None:
    entered = [withdrawn(1, 2, pieces=20), request(2, 3, pieces=20)]
    counted, not_counted = count_month(entered, DAY), count_month(entered, DAY, NOT_COUNTED)
    assert (counted.occupied, counted.fen) == (40, 1000_00 + 2000_00)
    assert (not_counted.occupied, not_counted.fen) == (20, 1000_00)


def test_where_withdrawn_requests_do_not_count_the_next_one_moves_up() -> None:
    month = count_month([request(1, 2, pieces=11), withdrawn(2, 3, pieces=2), request(3, 4)], DAY, NOT_COUNTED)
    assert places(month) == [(1, 1, 11), (2, None, None), (3, 12, 12)]
    assert [one.remark for one in month.rows] == ["", "已撤回，不占序号，不收费", ""]
    assert (month.occupied, month.fen) == (12, 200_00)


def test_repeated_or_abandoned_requests_count_and_cost_unless_the_agency_says_otherwise() -> None:
    entered = [request(1, 2, pieces=10), abandoned(2, 3), request(3, 4)]
    counted = count_month(entered, DAY)
    assert places(counted) == [(1, 1, 10), (2, 11, 11), (3, 12, 12)]
    assert [one.assessment.fen for one in counted.rows] == [0, 100_00, 100_00]
    assert [one.remark for one in counted.rows] == ["", "", ""]
    policies = DEFAULT.with_(fee_count_repeat_abandoned=False)
    not_counted = count_month(entered, DAY, policies)
    assert places(not_counted) == [(1, 1, 10), (2, None, None), (3, 11, 11)]
    assert [one.charged for one in not_counted.rows] == [True, False, True]
    assert not_counted.rows[1].remark == "重复或者放弃的申请，不占序号，不收费"
    assert not_counted.fen == 100_00


def test_each_of_the_two_policies_moves_its_own_requests_only() -> None:
    entered = [withdrawn(1, 2), abandoned(2, 3)]
    only_withdrawn = count_month(entered, DAY, DEFAULT.with_(fee_count_withdrawn=False))
    only_abandoned = count_month(entered, DAY, DEFAULT.with_(fee_count_repeat_abandoned=False))
    assert places(only_withdrawn) == [(1, None, None), (2, 1, 1)]
    assert places(only_abandoned) == [(1, 1, 1), (2, None, None)]


def test_a_request_withdrawn_after_it_was_given_up_is_a_withdrawn_one() -> None:
    both = Pieces(ref=1, counted_on=DAY, order=1, withdrawn=True, repeated_or_abandoned=True)
    policies = DEFAULT.with_(fee_count_repeat_abandoned=False)
    row = only(count_month([both], DAY, policies))
    assert (row.first, row.charged, row.remark) == (1, False, "已撤回，占序号，不收费")


def test_a_request_of_no_pieces_takes_no_ordinal() -> None:
    month = count_month([request(1, 2, pieces=0), request(2, 3)], DAY)
    assert places(month) == [(1, None, None), (2, 1, 1)]


def test_a_month_is_counted_in_the_reading_of_the_agency() -> None:
    entered = [request(1, 2, pieces=30), request(2, 3)]
    assert count_month(entered, DAY).rows[1].assessment.fen == 200_00
    assert count_month(entered, DAY, FROM_41).rows[1].assessment.fen == 100_00


def test_before_2021_there_is_no_fee_by_piece() -> None:
    last, first = date(2020, 12, 31), date(2021, 1, 1)
    with pytest.raises(RuleGap):
        piece_rate(11, last)
    with pytest.raises(RuleGap):
        month_total(11, last)
    with pytest.raises(RuleGap):
        split_fee(10, 1, last)
    with pytest.raises(RuleGap):
        count_month([], last)
    assert piece_rate(11, first) == month_total(11, first) == split_fee(10, 1, first).fen == 100_00
    assert count_month([], first).free == 10


def test_pieces_are_counted_from_one_and_never_negative() -> None:
    with pytest.raises(ValueError, match="counted from 1"):
        piece_rate(0, DAY)
    with pytest.raises(ValueError, match="ordinal must not be negative"):
        piece_rate(-1, DAY)
    with pytest.raises(ValueError, match="units must not be negative"):
        month_total(-1, DAY)
    with pytest.raises(ValueError, match="prior must not be negative"):
        split_fee(-1, 1, DAY)
    # Added up they would make the third piece of the month.
    with pytest.raises(ValueError, match="pieces must not be negative"):
        split_fee(5, -2, DAY)
    with pytest.raises(ValueError, match="pieces must not be negative"):
        count_month([request(1, 2, pieces=-1)], DAY)
