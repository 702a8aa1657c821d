"""Grounds of a letter that a reviewing body rejected before, by a result that still stands (check C60)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from weakref import WeakKeyDictionary

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from casework.kept import Kept
from casework.lessons_fates import cases_of, cited_by, counted, counts_of, ground_label, stands, telling
from casework.lessons_views import FateCase, FateCounts
from casework.lifecycle import CaseState
from casework.outcome_rules import grounds_of
from law.citations import Citation
from law.dispute_terms import GroundFate
from law.outcomes import outcome_rules
from law.terms import Outcome
from models import Dispute, DisputeEvent, DisputeGround
from templates.check_facts import LostProvision
from templates.wording import chinese_date

__all__ = ["lost_provisions"]

_MOST: Final = 3


def lost_provisions(session: Session, state: CaseState, outcome: Outcome, on: date) -> tuple[LostProvision, ...]:
    """What was struck of the grounds of the reply of a case, the latest first.

    A partial grant and a refusal of the whole on the same provision warn each other; of a provision that several
    refusals share (条例第十四条) only the same refusal warns, or a part that was withheld on it.

    Args:
        session: the caller's session.
        state: the case with its decision.
        outcome: what the reply says.
        on: results of later days are left out.
    """
    decided = state.facts.decided
    said: Mapping[str, Any] = decided.payload if decided is not None else {}
    behind = grounds_of(said.get("facts") or {}) if outcome is Outcome.PARTIAL_GRANT else ()
    cited = ("", *(one.code for one in cited_by(outcome, state)))
    kept = _KEPT.setdefault(session.get_bind(), Kept(_stamp, _found))
    return kept.get(session, _Asked(outcome, behind, cited, on))


@dataclass(frozen=True, slots=True)
class _Asked:
    """All that the answer depends on beside the recorded lessons."""

    outcome: Outcome
    behind: tuple[Outcome, ...]
    cited: tuple[str, ...]
    on: date


def _stamp(session: Session) -> int:
    """The last event of a dispute: a lesson, a result, a correction is one."""
    return session.scalar(select(func.max(DisputeEvent.id))) or 0


def _found(session: Session, asked: _Asked) -> tuple[LostProvision, ...]:
    wanted = (asked.outcome, *asked.behind, Outcome.PARTIAL_GRANT)
    rows = session.execute(
        select(DisputeGround.outcome, DisputeGround.article, func.max(DisputeGround.decided_on).label("last_on"))
        .join(Dispute, Dispute.id == DisputeGround.dispute_id)
        .where(DisputeGround.outcome.in_(wanted), DisputeGround.fate == GroundFate.STRUCK, stands(asked.on))
        .where(DisputeGround.article.in_(asked.cited))
        .group_by(DisputeGround.outcome, DisputeGround.article)
        .order_by(func.max(DisputeGround.decided_on).desc())
    )
    struck = [(row.outcome, row.article, _mine(row.outcome, row.article, asked)) for row in rows]
    # What every refusal cites besides comes last: the same case is told once, by what is its own.
    found = sorted((one for one in struck if one[2] is not None), key=lambda one: not telling(_cited(one[1])))
    told: dict[int, LostProvision] = {}
    for theirs, article, mine in found:
        same = _same(theirs, article, asked.on)
        (last,) = cases_of(session, (*same, DisputeGround.fate == GroundFate.STRUCK), limit=1)
        if mine is not None and last.dispute_id not in told and len(told) < _MOST:
            counts = counts_of(session.execute(counted(same)).one())
            sentence = _sentence(last, ground_label(article, None) if article else theirs.label, counts)
            told[last.dispute_id] = LostProvision(outcome=mine, told=sentence, where=_place(article))
    return tuple(told.values())


def _mine(theirs: Outcome, article: str, asked: _Asked) -> Outcome | None:
    """Which ground of this letter a ground of another one speaks of; None if of none."""
    for one in (asked.outcome, *asked.behind):
        if one is theirs and (one is not Outcome.PARTIAL_GRANT or not _of_some_refusal(article)):
            return one
        if theirs is Outcome.PARTIAL_GRANT and article in telling(outcome_rules()[one].citations):
            return one
    return None


def _of_some_refusal(article: str) -> bool:
    """Whether a part was withheld on it: then it says nothing on parts that are withheld on other provisions."""
    return any(article in telling(rule.citations) for rule in outcome_rules().values())


def _same(outcome: Outcome, article: str, on: date) -> tuple[ColumnElement[bool], ...]:
    return DisputeGround.outcome == outcome, DisputeGround.article == article, stands(on)


def _cited(article: str) -> tuple[Citation, ...]:
    return (Citation.parse(article),) if article else ()


def _sentence(last: FateCase, ground: str, counts: FateCounts) -> str:
    day = chinese_date(last.decided_on) if last.decided_on is not None else ""
    known = "，".join(one for one in (last.case_number, day, last.result.label) if one)
    why = f"：{last.why.rstrip('。')}" if last.why else ""
    return (
        f"“{ground}”曾在{last.forum.label}中被否定（{known}）{why}。"
        f"同一理由被否定 {counts.struck} 件、得到维持 {counts.upheld} 件，请核对本次答复是否已避免"
    )


def _place(article: str) -> str:
    """The words by which the letter names the provision."""
    return Citation.parse(article).place if article else ""


_KEPT: Final[WeakKeyDictionary[object, Kept[_Asked, tuple[LostProvision, ...]]]] = WeakKeyDictionary()
"""By database."""
