"""A fee as it was computed and as it would be computed now: what moved between the two, and why.

Letters already issued keep their amounts. A corrected receipt, a split, a withdrawal or a decision on who is the same
applicant can move the ordinals of a month afterwards; then the difference is said, and a person decides.
"""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from casework.act_case import ActCase
from casework.fee_counting import PieceMonth
from casework.fee_course import ProposedFee
from casework.fee_figures import FeeFigures, fee_figures, ordinal_text
from casework.office import Office
from casework.page_counting import file_views
from fees.bands import run_fen
from fees.wording import yuan
from law.fee_schedule import fee_schedule
from law.terms import FeeMethod, Outcome

__all__ = ["FeeMoved", "figures_now", "moved_by_piece", "moved_since"]


@dataclass(frozen=True, slots=True)
class FeeMoved:
    """The difference: ``then`` and ``now`` in fen, and the sentence that tells it."""

    then: int
    now: int
    sentence: str


def figures_now(office: Office, session: Session, case: ActCase, fee: ProposedFee) -> FeeFigures:
    """The figures of a proposal or notice, computed again for the same reply and the same files.

    Raises:
        UserError: the receipt is no longer confirmed.
    """
    said = fee.said
    outcome = Outcome(said.get("outcome") or Outcome.GRANT)
    pages = _pages_now(session, case, fee)
    return fee_figures(office, session, case, outcome, str(said.get("variant") or ""), pages)


def _pages_now(session: Session, case: ActCase, fee: ProposedFee) -> int | None:
    """The pages of the files of a proposal as they are counted now; a notice keeps those that it told."""
    ids = fee.said.get("attachment_ids")
    if fee.pages is None or ids is None:
        return fee.pages
    counted = {one.attachment_id: one.units for one in file_views(session, case.request, case.state.facts) if one.units}
    return sum(counted.get(int(one), 0) for one in ids) + int(fee.said.get("extra_pages") or 0)


def moved_since(fee: ProposedFee, figures: FeeFigures, letter: str = "") -> FeeMoved | None:
    """What moved since a proposal or a notice; None if amount and ordinals are still the same.

    Args:
        fee: the figures as they were.
        figures: the figures as they are.
        letter: name of the issued letter that tells the former ones; empty for a proposal.
    """
    if fee.fen is None or fee.method is None:
        return None
    now = figures.offer(fee.method).fen
    if fee.method is FeeMethod.BY_PIECE:
        return _piece_moved(fee, figures.month, figures.ordinals, now, letter)
    if now == fee.fen:
        return None
    return FeeMoved(fee.fen, now, f"{letter or '提出'}为{yuan(fee.fen)}，现算得{yuan(now)}。")


def moved_by_piece(fee: ProposedFee, month: PieceMonth, request_id: int, letter: str) -> FeeMoved | None:
    """As :func:`moved_since` for a fee by piece, from the month alone."""
    if fee.fen is None or fee.method is not FeeMethod.BY_PIECE:
        return None
    ordinals = month.ordinals_of(request_id)
    row = month.row_of(request_id)
    charged = ordinals if row is not None and row.counted.charged else None
    if month.count is None:  # a receipt corrected to before the measure: nothing can be charged then
        return _piece_moved(fee, month, ordinals, 0, letter)
    schedule = fee_schedule(FeeMethod.BY_PIECE, month.month, month.policies)
    return _piece_moved(fee, month, ordinals, run_fen(schedule, *charged) if charged else 0, letter)


def _piece_moved(
    fee: ProposedFee, month: PieceMonth, ordinals: tuple[int, int] | None, now: int, letter: str
) -> FeeMoved | None:
    then = fee.fen or 0
    same_month = str(fee.said.get("month") or "") in ("", month.month.isoformat()[:7])
    if now == then and ordinals == fee.ordinals and same_month:
        return None
    was = _then_text(fee)
    is_now = ordinal_text(month.month, ordinals) or "不占序号"
    amounts = f"{yuan(then)}，现为{yuan(now)}" if now != then else f"{yuan(then)}不变"
    return FeeMoved(then, now, f"{letter or '提出时'}按{was}计，现为{is_now}；数额{amounts}。")


def _then_text(fee: ProposedFee) -> str:
    month = str(fee.said.get("month") or "")
    if fee.ordinals is None or len(month) != 7:
        return "当时的序号"
    year, number = month.split("-")
    first, last = fee.ordinals
    which = f"第 {first} 件" if first == last else f"第 {first}–{last} 件"
    return f"{int(year)}年{int(number)}月{which}"
