"""What the course of a case allows, on plain facts: asked by the acts before they happen and by the checks of a letter.

Each rule stands here once and says which obstacle it meets; acts and checks have their own words for it.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import Final

from law.outcomes import outcome_rules
from law.terms import FeeMethod, Opinion, Outcome, SecrecyConclusion

__all__ = [
    "CarrierFault",
    "Obstacle",
    "carrier_fault",
    "charged_for_nothing",
    "excessive_obstacle",
    "grant_against_refusal",
    "searched_by",
    "secrecy_bars",
    "third_party_obstacle",
    "third_party_untold",
    "unpaid_obstacle",
]


class Obstacle(StrEnum):
    """What stands against an outcome."""

    NOT_ASKED = "not_asked"
    AGREED = "agreed"
    NO_REFUSAL = "no_refusal"
    ANSWERED = "answered"
    NOT_ASSESSED = "not_assessed"
    REASONABLE = "reasonable"
    NOT_NOTICED = "not_noticed"
    SETTLED = "settled"
    NO_TIME_TO_PAY = "no_time_to_pay"
    TIME_TO_PAY = "time_to_pay"


class CarrierFault(StrEnum):
    """What is wrong with a carrier."""

    CASH_ON_DELIVERY = "cash_on_delivery"
    NOT_POSTAL = "not_postal"


# ---------------------------------------------------------------------------------------------------- third parties


def third_party_obstacle(opinions: Sequence[Opinion | None], variant: str = "") -> Obstacle | None:
    """Whether a refusal may rest on third parties (条例第十五条、第三十二条; C16, C19).

    Args:
        opinions: what each of those asked in writing answered, ``None`` for no answer.
        variant: of the outcome: ``refused`` or ``silent``; empty for a part that is covered for their sake.
    """
    if not opinions:
        return Obstacle.NOT_ASKED
    if all(one is Opinion.AGREE for one in opinions):
        return Obstacle.AGREED
    answered = [one for one in opinions if one is not None]
    if variant == "refused" and all(one is Opinion.AGREE for one in answered):
        return Obstacle.NO_REFUSAL
    if variant == "silent" and answered:
        return Obstacle.ANSWERED
    return None


def grant_against_refusal(
    outcome: Outcome, told: Iterable[tuple[Opinion | None, date | None]], on: date, *, override: bool
) -> bool:
    """Whether everything is given against a refusal, and neither the public interest is stated nor the refuser told.

    The Regulations bar disclosure where a refusal has good reasons (条例第三十二条). That its reasons are none is the
    agency's finding, and the third party gets it in writing first.

    Args:
        outcome: of the reply.
        told: opinion and day of the notice of each third party asked.
        on: day of the reply.
        override: whether it is given for the sake of the public interest.
    """
    if outcome is not Outcome.GRANT or override:
        return False
    return any(opinion is Opinion.REFUSE and (day is None or day > on) for opinion, day in told)


def third_party_untold(told: Iterable[tuple[Opinion | None, date | None]], on: date) -> bool:
    """Whether somebody who did not agree, or not answer, was not told in writing by a day of the disclosure (C20).

    Args:
        told: opinion and day of the notice of each third party asked.
        on: day of the reply.
    """
    return any(day is None or day > on for opinion, day in told if opinion is not Opinion.AGREE)


# ---------------------------------------------------------------------------------------------------- evidence


def searched_by(days: Iterable[date | None], on: date) -> bool:
    """Whether a search was made by a day (指导案例101号; C24)."""
    return any(one is not None and one <= on for one in days)


def excessive_obstacle(*, asked: bool, reasonable: bool | None) -> Obstacle | None:
    """Whether requests may be left alone as excessive (条例第三十五条; C29).

    Args:
        asked: whether reasons were asked for.
        reasonable: how they were assessed, ``None`` while they were not.
    """
    if not asked:
        return Obstacle.NOT_ASKED
    if reasonable is None:
        return Obstacle.NOT_ASSESSED
    return Obstacle.REASONABLE if reasonable else None


_BARRED: Final = {
    Outcome.GRANT: (SecrecyConclusion.WITHHELD, SecrecyConclusion.PARTLY),
    # Partial grants give what is left; the review may well have said that a part must not be given.
    Outcome.PARTIAL_GRANT: (SecrecyConclusion.WITHHELD,),
}


def secrecy_bars(outcome: Outcome | None, conclusion: SecrecyConclusion) -> bool:
    """Whether the conclusion of a secrecy review forbids a reply (条例第十七条; C55)."""
    return outcome is not None and conclusion in _BARRED.get(outcome, ())


# ---------------------------------------------------------------------------------------------------- fees, post


def unpaid_obstacle(*, noticed: bool, settled: bool, pay_due: date | None, on: date) -> Obstacle | None:
    """Whether a request may be given up for want of payment on a day (信息处理费管理办法第六条; C42)."""
    if not noticed:
        return Obstacle.NOT_NOTICED
    if settled:
        return Obstacle.SETTLED
    if pay_due is None:
        return Obstacle.NO_TIME_TO_PAY
    return Obstacle.TIME_TO_PAY if on <= pay_due else None


def charged_for_nothing(outcome: Outcome, variant: str | None) -> bool:
    """Whether a fee by volume stands against an outcome that provides nothing (信息处理费管理办法第五条; C39)."""
    if outcome in (Outcome.ABANDONED_NO_PAYMENT, Outcome.WITHDRAWN):
        return False
    return FeeMethod.BY_VOLUME not in outcome_rules()[outcome].fee_methods_for(variant or None)


_COURIERS: Final = re.compile(r"顺丰|圆通|中通|申通|韵达|极兔|京东|德邦|百世|快递(?!.*邮政)|闪送|跑腿", re.IGNORECASE)
_POSTAL: Final = re.compile(r"邮政|EMS|挂号|平信", re.IGNORECASE)


def carrier_fault(carrier: str) -> CarrierFault | None:
    """Letters of state organs go by the postal enterprise, never at the receiver's cost (邮政法第五十五条; C49)."""
    if "到付" in carrier:
        return CarrierFault.CASH_ON_DELIVERY
    if _COURIERS.search(carrier) and not _POSTAL.search(carrier):
        return CarrierFault.NOT_POSTAL
    return None
