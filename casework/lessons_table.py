"""得失: grounds by fate over a period, and the cases behind each number."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import Session

from casework.lessons_fates import cases_of, counted, counts_of, ground_label, stands
from casework.lessons_views import FateCase, GroundKey, LessonFilter, LessonRow, LessonTable
from casework.office import Office
from law.dispute_terms import GroundFate
from law.outcomes import outcome_rules
from law.terms import Outcome
from models import Dispute, DisputeGround

__all__ = ["lesson_cases", "lesson_table"]

NO_OUTCOME: Final = "没有答复"
_ORDER: Final = {one: at for at, one in enumerate(Outcome)}


def lesson_table(office: Office, wanted: LessonFilter, *, today: date) -> LessonTable:
    """Grounds by fate: each outcome with its counts, below it its grounds.

    Args:
        office: the office.
        wanted: what is shown.
        today: results of later days are left out.
    """
    with office.reading() as session:
        conditions = _conditions(wanted, today)
        unrecorded, following = _unrecorded(session, wanted, today)
        return LessonTable(
            rows=tuple(_rows(session, wanted, conditions)),
            counts=counts_of(session.execute(counted(conditions)).one()),
            unrecorded=unrecorded,
            next_unrecorded=following,
        )


def lesson_cases(
    office: Office,
    wanted: LessonFilter,
    key: GroundKey,
    *,
    today: date,
    whole: bool = False,
    fate: GroundFate | None = None,
    limit: int = 50,
) -> tuple[FateCase, ...]:
    """The cases behind a row, the latest first.

    Args:
        office: the office.
        wanted: the filter of the table.
        key: the row.
        today: results of later days are left out.
        whole: the row is a whole outcome.
        fate: only those with this fate.
        limit: how many at most.
    """
    conditions = [*_conditions(wanted, today), DisputeGround.outcome.is_not_distinct_from(key.outcome)]
    if not whole and not wanted.by_step and key.article:
        conditions.append(DisputeGround.article == key.article)
    elif not whole:
        conditions.append(DisputeGround.step.is_not_distinct_from(key.step))
        if not wanted.by_step:
            conditions.append(DisputeGround.article == "")
    if fate is not None:
        conditions.append(DisputeGround.fate == fate)
    with office.reading() as session:
        return cases_of(session, conditions, limit=limit)


def _conditions(wanted: LessonFilter, today: date) -> tuple[ColumnElement[bool], ...]:
    found = [stands(today)]
    if wanted.since is not None:
        found.append(DisputeGround.decided_on >= wanted.since)
    if wanted.until is not None:
        found.append(DisputeGround.decided_on <= wanted.until)
    if wanted.forum is not None:
        found.append(Dispute.forum == wanted.forum)
    if wanted.outcome is not None:
        found.append(DisputeGround.outcome == wanted.outcome)
    return tuple(found)


def _rows(session: Session, wanted: LessonFilter, conditions: tuple[ColumnElement[bool], ...]) -> Iterator[LessonRow]:
    wholes = session.execute(counted(conditions, (DisputeGround.outcome,))).all()
    below: dict[Outcome | None, list[LessonRow]] = {}
    for row in _grounds(session, wanted, conditions):
        below.setdefault(row.key.outcome, []).append(row)
    for one in sorted(wholes, key=lambda row: _ORDER.get(row.outcome, -1)):
        label = outcome_rules()[one.outcome].label if one.outcome is not None else NO_OUTCOME
        key = GroundKey(outcome=one.outcome)
        yield LessonRow(
            key=key, outcome_label=label, label=label, counts=counts_of(one), last_on=one.last_on, whole=True
        )
        yield from sorted(
            below.get(one.outcome, ()), key=lambda row: (-row.counts.struck, -row.counts.total, row.label)
        )


def _grounds(
    session: Session, wanted: LessonFilter, conditions: tuple[ColumnElement[bool], ...]
) -> Iterator[LessonRow]:
    """The grounds below the outcomes. By provision a ground without one is told by its question."""
    by: tuple[Any, ...] = (DisputeGround.outcome, DisputeGround.step)
    if wanted.by_step:
        yield from (_row(row, "") for row in session.execute(counted(conditions, by)))
        return
    named = (*conditions, DisputeGround.article != "")
    for row in session.execute(counted(named, (DisputeGround.outcome, DisputeGround.article))):
        yield _row(row, row.article)
    for row in session.execute(counted((*conditions, DisputeGround.article == ""), by)):
        yield _row(row, "")


def _row(row: Any, article: str) -> LessonRow:
    step = None if article else row.step
    label = outcome_rules()[row.outcome].label if row.outcome is not None else NO_OUTCOME
    return LessonRow(
        key=GroundKey(outcome=row.outcome, article=article, step=step),
        outcome_label=label,
        label=ground_label(article, step),
        counts=counts_of(row),
        last_on=row.last_on,
    )


def _unrecorded(session: Session, wanted: LessonFilter, today: date) -> tuple[int, int | None]:
    """How many decided disputes there are whose lesson nobody recorded, and the one decided last."""
    told = exists().where(DisputeGround.dispute_id == Dispute.id)
    conditions = [Dispute.result.is_not(None), Dispute.result_on <= today, ~told]
    if wanted.since is not None:
        conditions.append(Dispute.result_on >= wanted.since)
    if wanted.until is not None:
        conditions.append(Dispute.result_on <= wanted.until)
    if wanted.forum is not None:
        conditions.append(Dispute.forum == wanted.forum)
    number = session.scalar(select(func.count()).select_from(Dispute).where(*conditions)) or 0
    last = select(Dispute.id).where(*conditions).order_by(Dispute.result_on.desc(), Dispute.id.desc()).limit(1)
    return number, session.scalar(last)
