"""Both standards side by side: which reply bears which, that they are never added, what is told before charging."""

from datetime import date

import pytest

from fees.grounds import why
from fees.pieces import split_fee
from fees.standards import Comparison, allowed_methods, compare
from fees.volume import volume_fee
from law.errors import RuleGap, UserError
from law.outcomes import outcome_rules
from law.policies import PolicySet
from law.terms import FeeMethod, Outcome

DAY = date(2026, 3, 2)
FEN = 100
DEFAULT = PolicySet.default()
PIECE, VOLUME = FeeMethod.BY_PIECE, FeeMethod.BY_VOLUME

# Replies that provide something; all other decisions bear the standard by piece alone, and a withdrawn request none.
PROVIDING = {
    (Outcome.GRANT, None),
    (Outcome.GRANT, "provide_copy"),
    (Outcome.GRANT, "on_spot"),
    (Outcome.GRANT, "public_interest_override"),
    (Outcome.PARTIAL_GRANT, None),
    (Outcome.PARTIAL_GRANT, "withheld_14_16"),
    (Outcome.PARTIAL_GRANT, "withheld_other"),
}
REPLIES = [
    (outcome, variant)
    for outcome, rule in outcome_rules().items()
    for variant in (None, *(one.key for one in rule.variants))
]


def granted(
    ordinal: int | None, pages: int | None, policies: PolicySet = DEFAULT, *, last: int | None = None
) -> Comparison:
    ordinals = (ordinal, last or ordinal) if ordinal is not None else None
    return compare(Outcome.GRANT, "provide_copy", ordinals, pages, DAY, policies)


def amounts(comparison: Comparison) -> tuple[int, int]:
    return comparison.by_piece.fen, comparison.by_volume.fen


def codes(comparison: Comparison) -> list[str]:
    return [one.code for one in comparison.findings]


def told(comparison: Comparison, code: str) -> str:
    (found,) = [one for one in comparison.findings if one.code == code]
    return found.sentence


def refusals(comparison: Comparison) -> list[str]:
    return [one.why_not.sentence for one in comparison.offers if one.why_not is not None]


def barred(comparison: Comparison) -> tuple[str | None, str | None]:
    piece, volume = comparison.by_piece.why_not, comparison.by_volume.why_not
    return piece.code if piece else None, volume.code if volume else None


@pytest.mark.parametrize(("outcome", "variant"), REPLIES)
def test_by_piece_for_every_decision_and_by_volume_for_what_is_provided(outcome: Outcome, variant: str | None) -> None:
    expected = (PIECE, VOLUME) if (outcome, variant) in PROVIDING else (PIECE,)
    assert allowed_methods(outcome, variant) == (() if outcome is Outcome.WITHDRAWN else expected)


def test_every_reply_that_provides_something_exists() -> None:
    assert set(REPLIES) >= PROVIDING


def test_an_open_variant_may_be_written_as_empty() -> None:
    assert allowed_methods(Outcome.GRANT, "") == allowed_methods(Outcome.GRANT, None) == (PIECE, VOLUME)


def test_a_variant_that_the_outcome_does_not_have() -> None:
    with pytest.raises(UserError) as refused:
        compare(Outcome.NOT_EXIST, "by_pigeon", (1, 1), 1, DAY)
    assert refused.value.code == "outcome_variant"


def test_the_twelfth_request_of_fifty_pages_costs_one_of_the_two() -> None:
    both = granted(12, 50)
    assert amounts(both) == (100 * FEN, 200 * FEN)
    assert both.difference == 100 * FEN
    assert both.chargeable
    assert barred(both) == (None, None)
    assert told(both, "one_standard") == "按件100元、按量200元，只能选一种，不得相加。"


def test_the_fifth_request_of_four_hundred_pages_costs_by_volume_alone() -> None:
    both = granted(5, 400)
    assert amounts(both) == (0, 10700 * FEN)
    assert both.difference == 10700 * FEN
    assert both.chargeable
    assert codes(both) == ["offer_onsite"]
    assert told(both, "offer_onsite") == "可以改为安排现场查阅、抄录，不收按量的10,700元。"


def test_where_both_standards_give_nothing_no_fee_may_be_charged() -> None:
    both = granted(10, 30)
    assert amounts(both) == (0, 0)
    assert not both.chargeable
    assert codes(both) == ["nothing_to_charge"]
    assert told(both, "nothing_to_charge") == "两种标准都没有可收的数额，不得收费。"


def test_a_request_charged_by_volume_takes_its_ordinal_all_the_same() -> None:
    assert granted(11, 40).by_volume.fen == 100 * FEN
    assert granted(12, 0).by_piece.fen == 100 * FEN


def test_the_fifteenth_request_costs_a_hundred_even_if_nothing_exists() -> None:
    reply = compare(Outcome.NOT_EXIST, None, (15, 15), None, DAY)
    assert amounts(reply) == (100 * FEN, 0)
    assert barred(reply) == (None, "volume_barred")
    assert not reply.by_volume.allowed
    assert refusals(reply) == ["“信息不存在”这样答复没有提供纸质件、电子邮件或者复制的电子数据，不能按量收费。"]


@pytest.mark.parametrize(
    ("outcome", "variant", "pages"),
    [
        (Outcome.ALREADY_PUBLIC, None, 500),
        (Outcome.GRANT, "inform_way", 500),
        (Outcome.GRANT, "onsite_view", 500),
        (Outcome.REFUSAL_SECRET, None, 300),
        (Outcome.NOT_EXIST, None, 0),
    ],
)
def test_pages_that_are_not_provided_cost_nothing(outcome: Outcome, variant: str | None, pages: int) -> None:
    reply = compare(outcome, variant, (1, 1), pages, DAY)
    assert not reply.by_volume.allowed
    assert reply.by_volume.assessment is None
    assert reply.by_volume.fen == 0
    assert not reply.chargeable
    assert barred(reply) == (None, "volume_barred")


def test_of_a_partial_grant_only_the_pages_provided_count() -> None:
    reply = compare(Outcome.PARTIAL_GRANT, "withheld_14_16", (1, 1), 90, DAY)
    assert reply.by_volume.fen == 600 * FEN


def test_nothing_may_be_charged_for_a_withdrawn_request() -> None:
    reply = compare(Outcome.WITHDRAWN, None, (15, 15), 500, DAY)
    assert amounts(reply) == (0, 0)
    assert barred(reply) == ("not_charged", "volume_barred")
    assert [one.allowed for one in reply.offers] == [False, False]
    assert codes(reply) == ["nothing_to_charge"]
    assert refusals(reply)[0] == "“申请人撤回”的申请不收费。"


def test_a_request_without_an_ordinal_bears_no_fee_by_piece() -> None:
    reply = granted(None, 50)
    assert amounts(reply) == (0, 200 * FEN)
    assert not reply.by_piece.allowed
    assert barred(reply) == ("no_ordinal", None)
    assert refusals(reply) == ["本件不占当月序号，不能按件收费。"]


def test_by_volume_stays_open_while_the_pages_are_not_counted() -> None:
    reply = granted(12, None)
    assert amounts(reply) == (100 * FEN, 0)
    assert reply.by_volume.allowed
    assert reply.by_volume.assessment is None
    assert barred(reply) == (None, "pages_missing")
    assert refusals(reply) == ["还没有计页，按量的数额算不出来。"]
    assert codes(reply) == ["ask_reasons_first"]
    assert told(reply, "ask_reasons_first") == "收费前可以先要求申请人说明理由：数量、频次明显超过合理范围由人判断。"


def test_the_assessments_are_those_of_the_two_standards() -> None:
    reply = granted(29, 250, last=33)
    assert [one.method for one in reply.offers] == [PIECE, VOLUME]
    assert reply.by_piece.assessment == split_fee(28, 5, DAY)
    assert reply.by_volume.assessment == volume_fee(250, DAY)


def test_findings_come_in_the_order_in_which_they_are_told() -> None:
    assert codes(granted(31, 50)) == ["one_standard", "ask_reasons_first", "offer_onsite", "band_reading"]


def test_reading_the_file_on_the_spot_is_offered_only_if_the_agency_wishes() -> None:
    without = granted(31, 50, DEFAULT.with_(fee_offer_onsite=False))
    assert codes(without) == ["one_standard", "ask_reasons_first", "band_reading"]


@pytest.mark.parametrize(("first", "last", "doubtful"), [(30, 30, None), (31, 31, 31), (29, 33, 31), (45, 52, 45)])
def test_the_doubtful_bands_are_named(first: int, last: int, doubtful: int | None) -> None:
    reply = granted(first, 0, last=last)
    if doubtful is None:
        assert "band_reading" not in codes(reply)
    else:
        assert told(reply, "band_reading") == f"第{doubtful}件起的单价各地读法不一，现按本机关口径计算。"


def test_the_reading_of_the_agency_sets_the_price() -> None:
    assert granted(31, 0).by_piece.fen == 200 * FEN
    assert granted(31, 0, DEFAULT.with_(fee_band31_reading="from_41")).by_piece.fen == 100 * FEN


def test_every_finding_names_the_articles_of_its_ground() -> None:
    replies = (granted(31, 50), granted(10, 30), granted(None, None), compare(Outcome.WITHDRAWN, None, None, 1, DAY))
    found = [one for reply in replies for one in (*reply.findings, *(offer.why_not for offer in reply.offers)) if one]
    assert {one.code for one in found} == {
        "one_standard",
        "ask_reasons_first",
        "offer_onsite",
        "band_reading",
        "nothing_to_charge",
        "no_ordinal",
        "pages_missing",
        "not_charged",
        "volume_barred",
    }
    assert all(one.citations == why(one.code) != () for one in found)


def test_before_2021_nothing_is_compared() -> None:
    with pytest.raises(RuleGap):
        compare(Outcome.GRANT, None, (11, 11), None, date(2020, 12, 31))
    with pytest.raises(RuleGap):
        compare(Outcome.GRANT, None, None, 31, date(2020, 12, 31))


def test_ordinals_that_are_no_run_are_refused() -> None:
    for ordinals in ((0, 0), (12, 10)):
        with pytest.raises(ValueError, match="no run of units"):
            compare(Outcome.GRANT, None, ordinals, None, DAY)
