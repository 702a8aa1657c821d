"""How letters with a ground fared before reviewing bodies, read from the lessons that still stand.

A lesson stands while its result does: not after a second instance that decided otherwise, nor after a lawsuit that
corrected what a reconsideration had said. A letter counts once before each body, by the worst that was said of it, so
the counts add up to the letters.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, Subquery, and_, case, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from casework.act_case import read_case
from casework.lessons_views import DraftFates, FateCase, FateCounts, GroundFates, GroundKey
from casework.lifecycle import CaseState
from casework.office import Office
from casework.outcome_rules import grounds_of
from law.citations import Citation
from law.dispute_terms import DisputeResult, GroundFate, ResultClass
from law.outcomes import SEVEN_QUESTIONS, outcome_rules
from law.terms import Outcome
from models import Dispute, DisputeGround, Document, Request

__all__ = [
    "HOW",
    "about",
    "cases_of",
    "cited_by",
    "counted",
    "counts_of",
    "fates",
    "fates_of_draft",
    "ground_label",
    "letters_judged",
    "stands",
    "telling",
]

HOW: Final = "按已记入得失、结果仍然有效的复议诉讼计数；一份文书经一个机关裁判计一件，各项理由说法不一的取其重。"
_AS_FIRST: Final = (DisputeResult.APPEAL_DISMISSED, DisputeResult.APPEAL_WITHDRAWN)
_WORST: Final = {GroundFate.NOT_JUDGED: 0, GroundFate.UPHELD: 1, GroundFate.STRUCK: 2}
_OF_WORST: Final = {rank: fate for fate, rank in _WORST.items()}
_GROUNDS: Final = 6


def fates(
    office: Office, *, outcome: Outcome, articles: Collection[str] = (), today: date, limit: int = 2
) -> DraftFates:
    """How letters with this outcome, or on these provisions, fared.

    Args:
        office: the office.
        outcome: the conclusion.
        articles: codes of provisions that tell this ground from others; found under every outcome.
        today: results of later days are left out.
        limit: how many cases at most.
    """
    with office.reading() as session:
        return _fates(session, outcome, articles, today, limit)


def fates_of_draft(
    office: Office, request_id: int, *, today: date, outcome: Outcome | None = None, limit: int = 2
) -> DraftFates:
    """How letters with the outcome and the provisions of the reply that is being drafted fared (上级怎么看).

    Args:
        office: the office.
        request_id: the request that is being answered.
        today: the day of the question.
        outcome: what is thought of; None: what is decided.
        limit: how many cases at most.

    Raises:
        UserError: ``request_unknown``.
    """
    with office.reading() as session:
        state = read_case(office, session, request_id, today).state
        wanted = outcome or state.facts.outcome
        if wanted is None:
            return _nothing(None)
        cited = cited_by(wanted, state) if wanted is state.facts.outcome else _told_by(wanted, None, ())
        return _fates(session, wanted, telling(cited), today, limit)


# ---------------------------------------------------------------------------------------------------- which letters


def cited_by(outcome: Outcome, state: CaseState) -> tuple[Citation, ...]:
    """The provisions that the decided reply of a case rests on."""
    decided = state.facts.decided
    said: Mapping[str, Any] = decided.payload if decided is not None else {}
    return _told_by(outcome, str(said.get("variant") or "") or None, grounds_of(said.get("facts") or {}))


def _told_by(outcome: Outcome, variant: str | None, grounds: Iterable[Outcome]) -> tuple[Citation, ...]:
    return outcome_rules()[outcome].citations_for(variant, grounds)


def telling(cited: Iterable[Citation]) -> tuple[str, ...]:
    """Codes of the provisions that tell a ground from others: what every refusal cites besides is left out."""
    common = {*outcome_rules()[Outcome.PARTIAL_GRANT].replaces, *outcome_rules()[Outcome.PARTIAL_GRANT].citations}
    return tuple(dict.fromkeys(one.code for one in cited if one not in common))


def about(outcome: Outcome, articles: Collection[str]) -> ColumnElement[bool]:
    """Grounds of letters with an outcome, or on provisions whatever the outcome.

    What a partial grant withheld on other grounds says nothing on this one.
    """
    on_article = DisputeGround.article.in_(tuple(articles))
    mine = DisputeGround.outcome == outcome
    if outcome is Outcome.PARTIAL_GRANT:
        known = tuple({one for rule in outcome_rules().values() for one in telling(rule.citations)})
        mine = and_(mine, DisputeGround.article.not_in(known))
    return or_(mine, on_article)


def stands(on: date | None = None) -> ColumnElement[bool]:
    """Whether the result of a ground still stands; joins ``Dispute``.

    Args:
        on: results of later days are left out.
    """
    later, following = aliased(DisputeGround), aliased(Dispute)
    overtaken = exists().where(
        later.dispute_id == DisputeGround.dispute_id,
        later.decided_on > DisputeGround.decided_on,
        later.result.not_in(_AS_FIRST),
    )
    overruled = exists().where(following.previous_id == Dispute.id, following.result_class == ResultClass.CORRECTED)
    last = and_(Dispute.result == DisputeGround.result, Dispute.result_on == DisputeGround.decided_on)
    conditions = [or_(last, and_(Dispute.result.in_(_AS_FIRST), ~overtaken)), ~overruled]
    if on is not None:
        conditions.append(DisputeGround.decided_on <= on)
    return and_(*conditions)


# ---------------------------------------------------------------------------------------------------- counting


def letters_judged(conditions: Sequence[ColumnElement[bool]], by: Sequence[Any] = ()) -> Subquery:
    """Letters before bodies with the worst that was said, for each value of the columns ``by``."""
    worst = case(*((DisputeGround.fate == fate, rank) for fate, rank in _WORST.items()), else_=0)
    letter = (DisputeGround.dispute_id, DisputeGround.request_id, func.coalesce(DisputeGround.document_id, 0))
    return (
        select(*by, func.max(worst).label("worst"), func.max(DisputeGround.decided_on).label("last_on"))
        .join(Dispute, Dispute.id == DisputeGround.dispute_id)
        .where(*conditions)
        .group_by(*letter, *by)
        .subquery()
    )


def counted(conditions: Sequence[ColumnElement[bool]], by: Sequence[Any] = ()) -> Select[Any]:
    """Columns ``by``, then the numbers of letters upheld, struck and not judged, and the last day."""
    letters = letters_judged(conditions, by)
    keys = [letters.c[one.key] for one in by]
    sums = [
        func.coalesce(func.sum(case((letters.c.worst == _WORST[fate], 1), else_=0)), 0).label(fate.value)
        for fate in GroundFate
    ]
    statement = select(*keys, *sums, func.max(letters.c.last_on).label("last_on"))
    return statement.group_by(*keys) if keys else statement


def counts_of(row: Any) -> FateCounts:
    """The counts of a row of ``counted``."""
    return FateCounts(upheld=int(row.upheld), struck=int(row.struck), not_judged=int(row.not_judged))


def ground_label(article: str, step: int | None) -> str:
    """A ground in words: the provision, or the question of the decision sequence."""
    if article:
        try:
            return Citation.parse(article).brief
        except ValueError:
            return article
    return SEVEN_QUESTIONS[step - 1] if step is not None and 0 < step <= len(SEVEN_QUESTIONS) else "整份文书"


def _fates(session: Session, outcome: Outcome, articles: Collection[str], today: date, limit: int) -> DraftFates:
    conditions = (about(outcome, articles), stands(today))
    counts = counts_of(session.execute(counted(conditions)).one())
    if not counts.total:
        return _nothing(outcome)
    by = (DisputeGround.article, DisputeGround.step)
    found: dict[tuple[str, int | None], GroundFates] = {}
    for row in session.execute(counted(conditions, by)):
        key = GroundKey(outcome=outcome, article=row.article, step=None if row.article else row.step)
        one = _ground(key, counts_of(row), row.last_on)
        before = found.get((key.article, key.step))
        found[key.article, key.step] = one if before is None else _both(before, one)
    grounds = sorted(found.values(), key=lambda one: (-one.counts.struck, -one.counts.total, one.label))
    return DraftFates(
        outcome=outcome,
        counts=counts,
        grounds=tuple(grounds[:_GROUNDS]),
        cases=_latest(session, conditions, limit),
        line=_line(outcome, counts),
        how=HOW,
    )


def _latest(session: Session, conditions: Sequence[ColumnElement[bool]], limit: int) -> tuple[FateCase, ...]:
    """The latest case in which a ground fell, then the latest others; each case once, by the worst that was said."""
    fell = cases_of(session, (*conditions, DisputeGround.fate == GroundFate.STRUCK), limit=1)
    found = {one.dispute_id: one for one in fell}
    for one in cases_of(session, conditions, limit=limit * _GROUNDS):
        known = found.setdefault(one.dispute_id, one)
        if _WORST[one.fate] > _WORST[known.fate]:
            found[one.dispute_id] = one
    return tuple(found.values())[:limit]


def _nothing(outcome: Outcome | None) -> DraftFates:
    line = "还没有确定处理结果。" if outcome is None else f"没有因“{outcome.label}”经复议诉讼并记入得失的答复。"
    return DraftFates(outcome=outcome, counts=FateCounts(), grounds=(), cases=(), line=line, how=HOW)


def _line(outcome: Outcome, counts: FateCounts) -> str:
    parts = [f"{fate.label} {counts.of(fate)} 件" for fate in reversed(_WORST) if counts.of(fate)]
    return f"“{outcome.label}”及同一条款的答复，{'，'.join(parts)}。"


def _ground(key: GroundKey, counts: FateCounts, last_on: date | None) -> GroundFates:
    try:
        article = Citation.parse(key.article) if key.article else None
    except ValueError:
        article = None
    return GroundFates(
        key=key, label=ground_label(key.article, key.step), article=article, counts=counts, last_on=last_on
    )


def _both(one: GroundFates, other: GroundFates) -> GroundFates:
    counts = FateCounts(
        upheld=one.counts.upheld + other.counts.upheld,
        struck=one.counts.struck + other.counts.struck,
        not_judged=one.counts.not_judged + other.counts.not_judged,
    )
    last_on = max((day for day in (one.last_on, other.last_on) if day is not None), default=None)
    return _ground(one.key, counts, last_on)


# ---------------------------------------------------------------------------------------------------- cases


def cases_of(
    session: Session, conditions: Sequence[ColumnElement[bool]], *, limit: int, offset: int = 0
) -> tuple[FateCase, ...]:
    """What bodies said of grounds, the latest first, of a day those that were struck first."""
    worst = case(*((DisputeGround.fate == fate, rank) for fate, rank in _WORST.items()), else_=0)
    statement = (
        select(DisputeGround, Dispute, Request.registration_number, Request.title, Document.document_number)
        .join(Dispute, Dispute.id == DisputeGround.dispute_id)
        .join(Request, Request.id == DisputeGround.request_id)
        .outerjoin(Document, Document.id == DisputeGround.document_id)
        .where(*conditions)
        .order_by(DisputeGround.decided_on.desc(), worst.desc(), DisputeGround.id)
        .limit(limit)
        .offset(offset)
    )
    return tuple(
        FateCase(
            dispute_id=dispute.id,
            request_id=ground.request_id,
            registration_number=registered or "",
            title=title,
            document_id=ground.document_id,
            document_number=number or "",
            outcome=ground.outcome,
            ground=ground_label(ground.article, ground.step),
            paragraph=ground.paragraph,
            fate=ground.fate,
            why=ground.why,
            forum=dispute.forum,
            body=dispute.body,
            case_number=dispute.case_number,
            result=ground.result,
            decided_on=ground.decided_on,
        )
        for ground, dispute, registered, title, number in session.execute(statement)
    )
