"""以前怎么答: earlier requests for similar information that were answered, and whether they were answered otherwise.

They are ranked by ``casework.precedent_ranking``, which weighs shared words by their rarity and reads terms that mean
the same as one. The percent that is told is another thing, that of ``casework.similar``: of the pairs of neighbouring
characters in both titles and texts, the share that both have (Dice); check C59 rests on it alone. Both compare words,
not meaning, so a person looks at what is found.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from casework.guided_views import PrecedentsView, PrecedentView
from casework.item_decisions import article_of
from casework.lessons_precedents import PrecedentFate, precedent_fates
from casework.office import Office
from casework.outcome_rules import grounds_of
from casework.precedent_ranking import ranked_requests
from casework.refusals import refused
from casework.similar import like_requests, percents_like
from law.terms import DocumentKind, DocumentState, EventKind, Outcome
from models import Document, Event, Request

__all__ = ["SAME_INFORMATION_PERCENT", "different_answers", "precedents"]

SAME_INFORMATION_PERCENT: Final = 80
"""From this likeness on two requests are taken to be about the same information (check C59)."""

_HOW: Final = (
    "先列用语相近的，少见的用语（地名、项目名等）分量重。"
    "百分数为两份申请标题和内容中相邻两字相同的占比；是否同一信息由人判断。"
)
_LOOKED_AT: Final = 40
_RANKED: Final = 60

# What an outcome says on the information itself. Those of one group say the same; an outcome in none says nothing on it
# (given up, unclear, repeated), so it can contradict nothing.
_SAYING: Final[Mapping[Outcome, str]] = {
    Outcome.GRANT: "given",
    Outcome.ALREADY_PUBLIC: "given",
    Outcome.PUBLICATION: "given",
    Outcome.PARTIAL_GRANT: "part",
    **{one: one.value for one in Outcome if one.value.startswith("refusal_")},
    Outcome.SPECIAL_QUERY: "special",
    Outcome.NOT_EXIST: "absent",
    Outcome.NOT_THIS_AGENCY: "elsewhere",
    Outcome.NEEDS_PROCESSING: "processing",
    Outcome.NOT_GOV_INFO: "no information",
}


def precedents(office: Office, request_id: int, *, today: date, limit: int = 5) -> PrecedentsView:
    """Earlier answers to requests for similar information, the most similar first.

    Args:
        office: the office.
        request_id: the request that is being answered.
        today: the day of the question; replies issued later are left out.
        limit: how many at most.

    Raises:
        UserError: no such request.
    """
    with office.reading() as session:
        request = session.get(Request, request_id)
        if request is None:
            raise refused("request_unknown")
        order = [
            one for one in ranked_requests(session, request.title, request.text, limit=_RANKED) if one != request.id
        ]
        like = percents_like(session, request.title, request.text, order)
        answered = {one.request_id: one for one in _answered(session, like, request.outcome, today)}
        found = [answered[one] for one in order if one in answered][:limit]
        judged = precedent_fates(session, {one.request_id: one.document_id for one in found}, today=today)
        return PrecedentsView(found=tuple(_judged(one, judged.get(one.request_id)) for one in found), how=_HOW)


def different_answers(
    session: Session, request: Request, outcome: Outcome, *, today: date, least: int = SAME_INFORMATION_PERCENT
) -> tuple[PrecedentView, ...]:
    """Earlier answers to the same information that say something else than this outcome would (check C59).

    Args:
        session: the caller's session.
        request: the request that is being answered.
        outcome: how it is being answered.
        today: replies issued later are left out.
        least: percent of likeness from which two requests are about the same information.
    """
    like = {
        one.request_id: one.percent
        for one in like_requests(session, request.title, request.text, limit=_LOOKED_AT)
        if one.request_id != request.id
    }
    found = _answered(session, like, outcome, today)
    return tuple(one for one in found if one.differs and one.percent >= least)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reply:
    """What is known of the reply of one request."""

    request_id: int
    document_id: int
    number: str
    issued_on: date | None
    outcome: Outcome | None


def _answered(session: Session, like: Mapping[int, int], outcome: Outcome | None, today: date) -> list[PrecedentView]:
    """Those of some requests that were answered, with their percents of likeness; the highest percent first."""
    replies = _replies(session, like, today)
    said = _decisions(session, replies)
    fallen = _fallen(session, replies)
    columns = (Request.id, Request.registration_number, Request.title, Request.outcome)
    found = []
    for row in session.execute(select(*columns).where(Request.id.in_(replies))):
        reply = replies[row.id]
        fell = row.id in fallen and row.outcome is not reply.outcome
        told = reply.outcome if fell else row.outcome
        if told is None:
            continue
        one = PrecedentView(
            request_id=row.id,
            document_id=reply.document_id,
            registration_number=row.registration_number or "",
            title=row.title,
            outcome=told,
            number=reply.number,
            replied_on=reply.issued_on,
            percent=like[row.id],
            differs=not fell and _differs(told, outcome),
            line=_line(told, {} if fell else said.get(row.id, {})),
        )
        found.append(one)
    found.sort(key=lambda one: (-one.percent, -(one.replied_on or date.min).toordinal(), -one.request_id))
    return found


def _judged(one: PrecedentView, judged: PrecedentFate | None) -> PrecedentView:
    """A precedent with what reviewing bodies said about it."""
    return one if judged is None else replace(one, fate=judged.fate, fate_line=judged.line)


def _replies(session: Session, ids: Mapping[int, int], today: date) -> dict[int, _Reply]:
    """The issued replies of some requests; a reply that replaced another one comes last and counts."""
    statement = (
        select(Document.request_id, Document.id, Document.document_number, Document.issued_on, Document.context)
        .where(Document.request_id.in_(ids), Document.kind == DocumentKind.OUTCOME_LETTER)
        .where(Document.state == DocumentState.ISSUED, Document.issued_on <= today)
        .order_by(Document.id)
    )
    return {
        row.request_id: _Reply(
            request_id=row.request_id,
            document_id=row.id,
            number=row.document_number or "",
            issued_on=row.issued_on,
            outcome=_printed(row.context),
        )
        for row in session.execute(statement)
    }


def _printed(context: Mapping[str, Any] | None) -> Outcome | None:
    """The outcome that a reply told, where the program made it."""
    told = (context or {}).get("outcome")
    return Outcome(told) if told else None


def _fallen(session: Session, replies: Mapping[int, _Reply]) -> frozenset[int]:
    """Requests on which another reply was ordered after the one that was issued last: that one was revoked."""
    orders = session.execute(
        select(Event.request_id, func.max(Event.id).label("last"))
        .where(Event.request_id.in_(replies), Event.kind == EventKind.REPLY_ORDERED)
        .group_by(Event.request_id)
    )
    ordered: dict[int, int] = {row.request_id: row.last for row in orders}
    if not ordered:
        return frozenset()
    letters = [replies[one].document_id for one in ordered]
    issued = session.execute(
        select(Event.request_id, Event.id).where(
            Event.document_id.in_(letters), Event.kind == EventKind.DOCUMENT_ISSUED
        )
    )
    return frozenset(row.request_id for row in issued if row.id < ordered[row.request_id])


def _decisions(session: Session, replies: Mapping[int, _Reply]) -> dict[int, Mapping[str, Any]]:
    """What was decided, for the grounds of partial grants."""
    statement = (
        select(Event.request_id, Event.payload)
        .where(Event.request_id.in_(replies), Event.kind == EventKind.OUTCOME_DECIDED)
        .order_by(Event.seq)
    )
    return {row.request_id: row.payload for row in session.execute(statement)}


def _line(outcome: Outcome, said: Mapping[str, Any]) -> str:
    grounds = grounds_of(said.get("facts", {})) if outcome is Outcome.PARTIAL_GRANT else ()
    if grounds:
        return f"{outcome.label}，遮盖依据{'；'.join(article_of(one) for one in grounds)}"
    return outcome.label


def _differs(earlier: Outcome, present: Outcome | None) -> bool:
    """Whether two outcomes contradict each other on the information; where one of them says nothing on it, no."""
    if present is None or earlier not in _SAYING or present not in _SAYING:
        return False
    return _SAYING[earlier] != _SAYING[present]
