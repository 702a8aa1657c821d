"""What was paid against what was asked: a part, the whole, too much, too late, given back."""

from datetime import date

import pytest

from fees.grounds import why
from fees.payments import Payment, Settlement, settle, units_covered
from fees.pieces import split_fee
from fees.volume import volume_fee
from law.fee_schedule import fee_schedule
from law.policies import PolicySet
from law.terms import FeeMethod

DAY = date(2026, 3, 2)
FEN = 100
PROPORTIONAL = PolicySet.default().with_(fee_partial_payment="proportional")


def paid(day: int, yuan: int, *, accepted: bool = True, settles: bool = False) -> Payment:
    return Payment(on=date(2026, 4, day), fen=yuan * FEN, accepted=accepted, settles=settles)


def settled(asked: int, *payments: Payment, policies: PolicySet | None = None) -> Settlement:
    return settle(asked * FEN, payments, policies)


def test_nothing_paid() -> None:
    found = settled(700)
    assert (found.asked, found.paid, found.held, found.settled_on) == (700 * FEN, 0, 0, None)
    assert (found.missing, found.excess, found.finding) == (700 * FEN, 0, None)


def test_the_whole_amount_in_one_payment() -> None:
    found = settled(700, paid(10, 700))
    assert found.settled_on == date(2026, 4, 10)
    assert (found.paid, found.missing, found.excess, found.finding) == (700 * FEN, 0, 0, None)


def test_one_fen_less_is_not_the_whole_amount() -> None:
    found = settle(700_00, [Payment(on=DAY, fen=699_99)])
    assert found.settled_on is None
    assert found.missing == 1


def test_a_part_is_unpaid_and_goes_to_a_person() -> None:
    found = settled(700, paid(10, 300))
    assert found.settled_on is None
    assert (found.paid, found.missing, found.excess) == (300 * FEN, 400 * FEN, 0)
    assert found.finding is not None
    assert found.finding.code == "fee_partial_payment"
    assert found.finding.sentence == "应缴700元，已缴300元，还差400元：视为未缴清，请人工处理。"
    assert found.finding.citations == why("unpaid")


def test_the_day_of_the_last_part_is_the_day_of_payment() -> None:
    found = settled(700, paid(20, 400), paid(10, 300))
    assert found.settled_on == date(2026, 4, 20)
    assert found.finding is None


def test_a_payment_behind_the_whole_amount_does_not_move_the_day() -> None:
    assert settled(700, paid(10, 700), paid(20, 100)).settled_on == date(2026, 4, 10)


def test_too_much_is_told_with_what_is_to_be_given_back() -> None:
    found = settled(700, paid(10, 1000))
    assert found.settled_on == date(2026, 4, 10)
    assert (found.missing, found.excess) == (0, 300 * FEN)
    assert found.finding is not None
    assert found.finding.code == "fee_overpaid"
    assert found.finding.sentence == "多收300元，由执收单位按财政规定退还，退还后登记。"
    assert found.finding.citations == why("overpaid")


def test_the_excess_given_back_leaves_nothing_to_tell() -> None:
    found = settled(700, paid(10, 1000), paid(15, -300))
    assert found.settled_on == date(2026, 4, 10)
    assert (found.held, found.excess, found.finding) == (700 * FEN, 0, None)


def test_a_refund_after_the_whole_amount_does_not_make_it_unpaid() -> None:
    found = settled(700, paid(10, 700), paid(15, -700))
    assert found.settled_on == date(2026, 4, 10)
    assert (found.held, found.missing) == (0, 0)


def test_a_refund_before_the_whole_amount_is_missing_again() -> None:
    found = settled(700, paid(10, 300), paid(15, -300), paid(20, 400))
    assert found.settled_on is None
    assert found.missing == 300 * FEN


def test_of_one_day_what_came_in_comes_before_what_went_back() -> None:
    found = settled(700, paid(10, -200), paid(10, 700))
    assert found.settled_on == date(2026, 4, 10)
    assert found.held == 500 * FEN


def test_what_came_too_late_is_held_and_does_not_count() -> None:
    found = settled(700, paid(10, 700, accepted=False))
    assert found.settled_on is None
    assert (found.paid, found.held, found.missing) == (0, 700 * FEN, 700 * FEN)


def test_what_came_too_late_completes_no_part() -> None:
    found = settled(700, paid(10, 300), paid(20, 700, accepted=False))
    assert found.settled_on is None
    assert (found.paid, found.held, found.missing, found.excess) == (300 * FEN, 1000 * FEN, 400 * FEN, 300 * FEN)
    assert found.finding is not None
    assert found.finding.code == "fee_partial_payment"


def test_a_part_is_taken_for_the_whole_only_by_the_policy_and_on_purpose() -> None:
    part, taken = paid(10, 300), paid(10, 300, settles=True)
    assert settled(700, taken).settled_on is None
    assert settled(700, part, policies=PROPORTIONAL).settled_on is None
    found = settled(700, taken, policies=PROPORTIONAL)
    assert found.settled_on == date(2026, 4, 10)
    assert (found.paid, found.missing, found.finding) == (300 * FEN, 0, None)


def test_a_payment_is_taken_for_what_it_is_unless_somebody_says_more() -> None:
    plain = Payment(on=DAY, fen=300 * FEN)
    assert (plain.accepted, plain.settles) == (True, False)
    assert settled(700, plain, policies=PROPORTIONAL).settled_on is None


def test_a_single_fen_is_a_part_and_nothing_is_none() -> None:
    part, nothing = settle(700_00, [Payment(on=DAY, fen=1)]), settle(700_00, [Payment(on=DAY, fen=0)])
    assert part.finding is not None
    assert nothing.finding is None


def test_a_payment_of_nothing_never_settles() -> None:
    assert settled(700, paid(10, 0, settles=True), policies=PROPORTIONAL).settled_on is None


def test_a_refund_never_settles() -> None:
    assert settled(700, paid(10, -300, settles=True), policies=PROPORTIONAL).settled_on is None


def test_an_amount_of_a_single_fen_is_settled_by_a_single_fen() -> None:
    assert settle(1, [Payment(on=DAY, fen=1)]).settled_on == DAY


def test_where_nothing_is_asked_nothing_is_missing() -> None:
    found = settle(0, [])
    assert (found.missing, found.excess, found.finding) == (0, 0, None)


def test_an_amount_is_never_negative() -> None:
    with pytest.raises(ValueError, match="asked must not be negative"):
        settle(-1, [])


def test_payments_may_come_from_a_generator() -> None:
    assert settle(700 * FEN, (paid(day, 350) for day in (1, 2))).settled_on == date(2026, 4, 2)


@pytest.mark.parametrize(
    ("yuan", "pieces"),
    [(0, 0), (99, 0), (100, 1), (199, 1), (200, 2), (399, 2), (400, 3), (799, 4), (800, 5), (5000, 5)],
)
def test_pieces_that_an_amount_pays_for(yuan: int, pieces: int) -> None:
    # The pieces 29 to 33 of a month cost 100, 100, 200, 200 and 200.
    schedule = fee_schedule(FeeMethod.BY_PIECE, DAY)
    assert units_covered(schedule, split_fee(28, 5, DAY), yuan * FEN) == pieces


@pytest.mark.parametrize(
    ("yuan", "pages"), [(0, 30), (9, 30), (10, 31), (700, 100), (719, 100), (720, 101), (999, 110)]
)
def test_pages_that_an_amount_pays_for(yuan: int, pages: int) -> None:
    schedule = fee_schedule(FeeMethod.BY_VOLUME, DAY)
    assert units_covered(schedule, volume_fee(110, DAY), yuan * FEN) == pages


def test_an_amount_pays_for_no_unit_of_nothing() -> None:
    assert units_covered(fee_schedule(FeeMethod.BY_VOLUME, DAY), volume_fee(0, DAY), 100) == 0


def test_units_are_those_of_the_standard_by_which_they_were_assessed() -> None:
    with pytest.raises(ValueError, match="other standard"):
        units_covered(fee_schedule(FeeMethod.BY_VOLUME, DAY), split_fee(28, 5, DAY), 100)


def test_no_negative_amount_pays_for_anything() -> None:
    with pytest.raises(ValueError, match="fen must not be negative"):
        units_covered(fee_schedule(FeeMethod.BY_PIECE, DAY), split_fee(28, 5, DAY), -1)
