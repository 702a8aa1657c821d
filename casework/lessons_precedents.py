"""What reviewing bodies said about the replies to some requests: the fate of precedents."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.dispute_lessons import ANSWERED
from law.dispute_terms import GroundFate, ResultClass
from models import Dispute, DisputeGround, DisputeTarget
from templates.wording import chinese_date

__all__ = ["PrecedentFate", "precedent_fates"]

_FATES: Final = {
    ResultClass.UPHELD: GroundFate.UPHELD,
    ResultClass.CORRECTED: GroundFate.STRUCK,
    ResultClass.OTHER: GroundFate.NOT_JUDGED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PrecedentFate:
    """What became of the reply to one request.

    Attributes:
        fate: of the reply that counts now; None where only a former one was judged, or it is not decided.
        line: forum, number, result, day and reason in one line.
    """

    fate: GroundFate | None
    line: str


def precedent_fates(session: Session, replies: Mapping[int, int], *, today: date) -> Mapping[int, PrecedentFate]:
    """The fates of the replies to some requests; requests that were never attacked are left out.

    Args:
        session: any session.
        replies: request and its reply that counts.
        today: results of later days are left out.
    """
    found = session.execute(
        select(DisputeTarget.request_id, DisputeTarget.document_id, Dispute)
        .join(Dispute, Dispute.id == DisputeTarget.dispute_id)
        .where(DisputeTarget.request_id.in_(tuple(replies)), DisputeTarget.attacked.in_(ANSWERED))
    ).all()
    reasons = _reasons(session, {dispute.id for _, _, dispute in found})
    # What was decided last counts: a court after the reconsideration.
    rows = sorted(found, key=lambda row: (row[2].result_on or date.min, row[2].id))
    return {
        request_id: _fate(dispute, document_id == replies[request_id], reasons.get(dispute.id, ""), today)
        for request_id, document_id, dispute in rows
    }


def _fate(dispute: Dispute, present: bool, why: str, today: date) -> PrecedentFate:
    known = f"{dispute.forum.label}（{dispute.case_number or dispute.body}）"
    if dispute.result is None or dispute.result_on is None or dispute.result_on > today:
        return PrecedentFate(fate=None, line=f"{known}审理中")
    said = f"{dispute.result.label}，{chinese_date(dispute.result_on)}" + (f"：{why}" if why else "")
    if not present:
        return PrecedentFate(fate=None, line=f"前次答复：{known}{said}")
    return PrecedentFate(fate=_FATES.get(dispute.result_class), line=f"{known}{said}")


def _reasons(session: Session, ids: Collection[int]) -> dict[int, str]:
    """The first reason recorded with each dispute, that of a rejected ground before others."""
    rows: Any = session.execute(
        select(DisputeGround.dispute_id, DisputeGround.fate, DisputeGround.why)
        .where(DisputeGround.dispute_id.in_(tuple(ids)), DisputeGround.why != "")
        .order_by(DisputeGround.id)
    ).all()
    found: dict[int, str] = {}
    for dispute_id, _, why in sorted(rows, key=lambda row: row[1] is not GroundFate.STRUCK):
        found.setdefault(dispute_id, why.rstrip("。"))
    return found
