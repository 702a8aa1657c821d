"""What the course of a case allows, on plain facts: acts and checks of a letter ask the same functions."""

from datetime import date

import pytest

from law.terms import Opinion, Outcome, SecrecyConclusion
from templates.course_rules import (
    CarrierFault,
    Obstacle,
    carrier_fault,
    charged_for_nothing,
    excessive_obstacle,
    grant_against_refusal,
    searched_by,
    secrecy_bars,
    third_party_obstacle,
    third_party_untold,
    unpaid_obstacle,
)

AGREE, REFUSE, PARTLY = Opinion.AGREE, Opinion.REFUSE, Opinion.PARTLY
DAY, NEXT = date(2026, 11, 6), date(2026, 11, 9)


@pytest.mark.parametrize(
    ("opinions", "variant", "expected"),
    [
        ((), "", Obstacle.NOT_ASKED),
        ((AGREE,), "", Obstacle.AGREED),
        ((AGREE, AGREE), "refused", Obstacle.AGREED),
        ((REFUSE,), "refused", None),
        ((PARTLY, AGREE), "refused", None),
        ((None,), "refused", Obstacle.NO_REFUSAL),
        ((AGREE, None), "refused", Obstacle.NO_REFUSAL),
        ((None,), "silent", None),
        ((None, REFUSE), "silent", Obstacle.ANSWERED),
        ((None,), "", None),
    ],
)
def test_third_parties(opinions: tuple[Opinion | None, ...], variant: str, expected: Obstacle | None) -> None:
    assert third_party_obstacle(opinions, variant) is expected


def test_a_grant_against_a_refusal_needs_the_public_interest() -> None:
    assert grant_against_refusal(Outcome.GRANT, [(REFUSE, None)], DAY, override=False)
    assert not grant_against_refusal(Outcome.GRANT, [(REFUSE, None)], DAY, override=True)
    assert not grant_against_refusal(Outcome.GRANT, [(AGREE, None), (None, None)], DAY, override=False)
    assert not grant_against_refusal(Outcome.PARTIAL_GRANT, [(REFUSE, None)], DAY, override=False)


def test_a_refusal_without_good_reasons_is_answered_before_everything_is_given() -> None:
    assert not grant_against_refusal(Outcome.GRANT, [(REFUSE, DAY)], DAY, override=False)
    assert grant_against_refusal(Outcome.GRANT, [(REFUSE, NEXT)], DAY, override=False)


def test_who_did_not_agree_is_told_before() -> None:
    assert not third_party_untold([(REFUSE, DAY), (AGREE, None), (None, DAY)], DAY)
    assert third_party_untold([(None, None)], DAY), "silence is no consent"
    assert third_party_untold([(REFUSE, NEXT)], DAY)
    assert third_party_untold([(PARTLY, None)], DAY)


def test_a_search_counts_from_its_day() -> None:
    assert searched_by((None, DAY), DAY)
    assert not searched_by((NEXT, None), DAY)
    assert not searched_by((), DAY)


def test_excessive_requests() -> None:
    assert excessive_obstacle(asked=False, reasonable=False) is Obstacle.NOT_ASKED
    assert excessive_obstacle(asked=True, reasonable=None) is Obstacle.NOT_ASSESSED
    assert excessive_obstacle(asked=True, reasonable=True) is Obstacle.REASONABLE
    assert excessive_obstacle(asked=True, reasonable=False) is None


def test_secrecy() -> None:
    assert secrecy_bars(Outcome.GRANT, SecrecyConclusion.PARTLY)
    assert not secrecy_bars(Outcome.PARTIAL_GRANT, SecrecyConclusion.PARTLY)
    assert secrecy_bars(Outcome.PARTIAL_GRANT, SecrecyConclusion.WITHHELD)
    assert not secrecy_bars(None, SecrecyConclusion.WITHHELD)
    assert not secrecy_bars(Outcome.GRANT, SecrecyConclusion.DISCLOSABLE)


def test_time_to_pay() -> None:
    assert unpaid_obstacle(noticed=False, settled=False, pay_due=None, on=DAY) is Obstacle.NOT_NOTICED
    assert unpaid_obstacle(noticed=True, settled=True, pay_due=DAY, on=NEXT) is Obstacle.SETTLED
    assert unpaid_obstacle(noticed=True, settled=False, pay_due=None, on=DAY) is Obstacle.NO_TIME_TO_PAY
    assert unpaid_obstacle(noticed=True, settled=False, pay_due=DAY, on=DAY) is Obstacle.TIME_TO_PAY
    assert unpaid_obstacle(noticed=True, settled=False, pay_due=DAY, on=NEXT) is None


def test_by_volume_only_what_is_provided_is_charged() -> None:
    assert charged_for_nothing(Outcome.NOT_EXIST, None)
    assert charged_for_nothing(Outcome.GRANT, "inform_way")
    assert not charged_for_nothing(Outcome.GRANT, "provide_copy")
    assert not charged_for_nothing(Outcome.WITHDRAWN, None)


@pytest.mark.parametrize(
    ("carrier", "expected"),
    [
        ("中国邮政EMS", None),
        ("邮政快递包裹", None),
        ("顺丰速运", CarrierFault.NOT_POSTAL),
        ("EMS到付", CarrierFault.CASH_ON_DELIVERY),
        ("", None),
    ],
)
def test_carriers(carrier: str, expected: CarrierFault | None) -> None:
    assert carrier_fault(carrier) is expected
