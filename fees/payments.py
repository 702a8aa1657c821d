"""缴费: what was paid against what was asked: nothing, a part, the whole, too much (信息处理费管理办法第六条)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from fees.bands import total_fen
from fees.grounds import why
from fees.steps import Assessment, FeeFinding, whole
from fees.wording import yuan
from law.fee_schedule import FeeSchedule
from law.policies import PolicySet

__all__ = ["Payment", "Settlement", "settle", "units_covered"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """Money that came in, or (``fen`` negative) went back.

    Attributes:
        on: day on which the payment was complete.
        fen: amount, fen; negative for a refund.
        accepted: does it count towards the notice? What came in after the last day counts only if the agency says so.
        settles: the agency takes what has been paid for the whole (policy ``fee_partial_payment``).
    """

    on: date
    fen: int
    accepted: bool = True
    settles: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """Where the payments of one notice stand.

    Attributes:
        asked: amount of the notice, fen.
        paid: what came in and counts, less what went back, fen.
        held: what the treasury holds in all, fen.
        settled_on: day on which the whole amount was in; ``None`` while it is not.
        finding: what to tell; ``None`` if nothing is out of the ordinary.
    """

    asked: int
    paid: int
    held: int
    settled_on: date | None
    finding: FeeFinding | None

    @property
    def missing(self) -> int:
        """What is still to be paid, fen."""
        return max(0, self.asked - self.paid) if self.settled_on is None else 0

    @property
    def excess(self) -> int:
        """What was paid beyond the amount, fen: to be given back."""
        return max(0, self.held - self.asked)


def settle(asked: int, payments: Iterable[Payment], policies: PolicySet | None = None) -> Settlement:
    """Set payments against the amount of a notice (管理办法第六条).

    Args:
        asked: amount of the notice, fen.
        payments: what came in and went back, in any order.
        policies: ``fee_partial_payment`` decides whether a part may be taken for the whole.

    Raises:
        TypeError, ValueError: the amount is no number of fen.
    """
    chosen = policies or PolicySet.default()
    proportional = chosen.text("fee_partial_payment") == "proportional"
    paid = held = 0
    settled_on: date | None = None
    for one in sorted(payments, key=_order):
        whole(-one.fen if one.fen < 0 else one.fen, "fen")
        if one.fen < 0:
            # What never counted goes back first; only beyond it what was paid becomes less.
            paid = max(0, paid - max(0, -one.fen - (held - paid)))
        elif one.accepted:
            paid += one.fen
        held += one.fen
        if settled_on is None and one.fen > 0 and (paid >= whole(asked, "asked") or (one.settles and proportional)):
            settled_on = one.on
    return Settlement(
        asked=whole(asked, "asked"),
        paid=paid,
        held=held,
        settled_on=settled_on,
        finding=_finding(asked, paid, held, settled_on),
    )


def _order(one: Payment) -> tuple[date, bool, int]:
    # Of one day what came in comes before what went back.
    return one.on, one.fen < 0, one.fen


def _finding(asked: int, paid: int, held: int, settled_on: date | None) -> FeeFinding | None:
    if settled_on is None and paid > 0:
        sentence = f"应缴{yuan(asked)}，已缴{yuan(paid)}，还差{yuan(asked - paid)}：视为未缴清，请人工处理。"
        return FeeFinding("fee_partial_payment", sentence, why("unpaid"))
    if held > asked:
        sentence = f"多收{yuan(held - asked)}，由执收单位按财政规定退还，退还后登记。"
        return FeeFinding("fee_overpaid", sentence, why("overpaid"))
    return None


def units_covered(schedule: FeeSchedule, assessment: Assessment, fen: int) -> int:
    """How many of the assessed units an amount pays for, in their order (policy ``proportional``).

    Args:
        schedule: the standard by which they were assessed.
        assessment: the fee of the request.
        fen: what was paid.

    Raises:
        TypeError, ValueError: the amount is no number of fen.
        ValueError: the schedule is that of the other standard.
    """
    if schedule.method is not assessment.method:
        raise ValueError("assessed by the other standard")
    first = assessment.steps[0].first if assessment.steps else 1
    last = assessment.steps[-1].last if assessment.steps else 0
    before = total_fen(schedule, first - 1)
    whole(fen, "fen")
    low, high = first - 1, last
    while low < high:  # the price never falls with the number of units
        middle = (low + high + 1) // 2
        if total_fen(schedule, middle) - before <= fen:
            low = middle
        else:
            high = middle - 1
    return low - first + 1
