"""按件: the pieces of one applicant in one natural month, their ordinals and their prices (信息处理费管理办法第四条).

A piece is a request, or one of the smallest reasonable units that a request was split into (一事一申请). Pieces are
numbered in the order of their receipt; the price of a piece is that of its ordinal, so the prices of a month add up to
the same sum in whatever order the pieces were entered.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from fees.bands import assess, rate, total_fen
from fees.steps import Assessment, whole
from law.fee_schedule import fee_schedule
from law.policies import PolicySet
from law.terms import FeeMethod

__all__ = ["CountedPieces", "MonthCount", "Pieces", "count_month", "month_total", "piece_rate", "split_fee"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pieces:
    """The pieces of one request.

    Attributes:
        ref: identifies the request.
        counted_on: day by which the request belongs to its month (receipt, or registration by policy).
        order: decides between requests of one day, by the order of registration.
        pieces: into how many pieces it was split; 1 if it was not.
        withdrawn: the applicant took it back.
        repeated_or_abandoned: it was answered as repeated, or given up by the applicant.
    """

    ref: int
    counted_on: date
    order: int
    pieces: int = 1
    withdrawn: bool = False
    repeated_or_abandoned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedPieces:
    """The pieces of one request in their month.

    Attributes:
        pieces: what was counted.
        first, last: ordinals in the month; ``None`` if by policy they take none.
        charged: may a fee be charged for them at all?
        assessment: what they cost by piece; nothing for what is not charged.
        remark: why they take no ordinal or cost nothing, in Chinese; empty if plain.
    """

    pieces: Pieces
    first: int | None
    last: int | None
    charged: bool
    assessment: Assessment
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthCount:
    """One applicant's month.

    Attributes:
        rows: the requests in the order of their ordinals.
        occupied: how many ordinals are taken.
        fen: sum of what the pieces cost.
        next_ordinal, next_fen: ordinal and price of the next piece.
        free: how many pieces of a month cost nothing.
    """

    rows: tuple[CountedPieces, ...]
    occupied: int
    fen: int
    next_ordinal: int
    next_fen: int
    free: int


def piece_rate(ordinal: int, on: date, policies: PolicySet | None = None) -> int:
    """Price of the piece with an ordinal of the month, fen (管理办法第四条).

    Raises:
        TypeError, ValueError: no ordinal.
        RuleGap: no fee could be charged on that day.
    """
    return rate(fee_schedule(FeeMethod.BY_PIECE, on, policies), ordinal)


def month_total(pieces: int, on: date, policies: PolicySet | None = None) -> int:
    """Price of all pieces of a month together, fen (管理办法第四条).

    Raises:
        TypeError, ValueError: no number of pieces.
        RuleGap: no fee could be charged on that day.
    """
    return total_fen(fee_schedule(FeeMethod.BY_PIECE, on, policies), pieces)


def split_fee(prior: int, pieces: int, on: date, policies: PolicySet | None = None) -> Assessment:
    """What a request of several pieces costs after ``prior`` pieces of the same month (管理办法第四条).

    Raises:
        TypeError, ValueError: no number of pieces.
        RuleGap: no fee could be charged on that day.
    """
    whole(prior, "prior")
    whole(pieces, "pieces")
    return assess(fee_schedule(FeeMethod.BY_PIECE, on, policies), prior + 1, prior + pieces)


def count_month(requests: Iterable[Pieces], on: date, policies: PolicySet | None = None) -> MonthCount:
    """Number and price the requests of one applicant in one natural month (管理办法第四条).

    Args:
        requests: all of them, in any order.
        on: a day of the month; picks the law in force.
        policies: ``fee_band31_reading``, ``fee_count_withdrawn``, ``fee_count_repeat_abandoned``.

    Raises:
        RuleGap: no fee could be charged in that month.
    """
    chosen = policies or PolicySet.default()
    schedule = fee_schedule(FeeMethod.BY_PIECE, on, chosen)
    rows: list[CountedPieces] = []
    taken = 0
    for one in sorted(requests, key=_order):
        whole(one.pieces, "pieces")
        counts, charged, remark = _standing(one, chosen)
        first, last = taken + 1, taken + one.pieces
        priced = assess(schedule, first, last if counts and charged else taken)
        if counts:
            taken = last
        rows.append(
            CountedPieces(
                pieces=one,
                first=first if counts and one.pieces else None,
                last=last if counts and one.pieces else None,
                charged=charged,
                assessment=priced,
                remark=remark,
            )
        )
    return MonthCount(
        rows=tuple(rows),
        occupied=taken,
        fen=sum(one.assessment.fen for one in rows),
        next_ordinal=taken + 1,
        next_fen=rate(schedule, taken + 1),
        free=schedule.free_units,
    )


def _order(one: Pieces) -> tuple[date, int, int]:
    return one.counted_on, one.order, one.ref


def _standing(one: Pieces, policies: PolicySet) -> tuple[bool, bool, str]:
    """Does it take ordinals, may it be charged, and why not."""
    if one.withdrawn:
        counts = policies.flag("fee_count_withdrawn")
        return counts, False, "已撤回，占序号，不收费" if counts else "已撤回，不占序号，不收费"
    if one.repeated_or_abandoned and not policies.flag("fee_count_repeat_abandoned"):
        return False, False, "重复或者放弃的申请，不占序号，不收费"
    return True, True, ""
