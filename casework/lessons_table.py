"""得失: grounds by fate over a period, and the cases behind each number."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, case, exists, func, select
from sqlalchemy.orm import Session

from casework.lessons_fates import cases_of, counted, counts_of, ground_label, stands
from casework.lessons_views import FateCase, FateCounts, GroundKey, LessonFilter, LessonRow, LessonTable
from casework.office import Office
from law.dispute_terms import GroundFate
from law.outcomes import outcome_rules
from law.terms import Outcome
from models import Dispute, DisputeGround

__all__ = ["lesson_cases", "lesson_table"]

NO_OUTCOME: Final = "没有答复、其他行为"
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
        wholes = _wholes(session, conditions)
        return LessonTable(
            rows=tuple(_rows(wholes, _grounds(session, wanted, conditions))),
            counts=_sum(wholes),
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


def _rows(wholes: Sequence[LessonRow], grounds: Iterable[LessonRow]) -> Iterator[LessonRow]:
    below: dict[Outcome | None, list[LessonRow]] = {}
    for one in grounds:
        below.setdefault(one.key.outcome, []).append(one)
    for whole in sorted(wholes, key=_order):
        yield whole
        yield from sorted(
            below.get(whole.key.outcome, ()), key=lambda one: (-one.counts.struck, -one.counts.total, one.label)
        )


def _order(row: LessonRow) -> int:
    return -1 if row.key.outcome is None else _ORDER[row.key.outcome]


def _wholes(session: Session, conditions: tuple[ColumnElement[bool], ...]) -> tuple[LessonRow, ...]:
    found = session.execute(counted(conditions, (DisputeGround.outcome,)))
    return tuple(_whole(_row(one, GroundKey(outcome=one.outcome))) for one in found)


def _grounds(
    session: Session, wanted: LessonFilter, conditions: tuple[ColumnElement[bool], ...]
) -> Iterator[LessonRow]:
    """The grounds below the outcomes. By provision a ground without one is told by its question."""
    if wanted.by_step:
        for row in session.execute(counted(conditions, (DisputeGround.outcome, DisputeGround.step))):
            yield _row(row, GroundKey(outcome=row.outcome, step=row.step))
        return
    step = case((DisputeGround.article == "", DisputeGround.step), else_=None).label("step")
    for row in session.execute(counted(conditions, (DisputeGround.outcome, DisputeGround.article, step))):
        yield _row(row, GroundKey(outcome=row.outcome, article=row.article, step=row.step))


def _row(row: Any, key: GroundKey) -> LessonRow:
    outcome = outcome_rules()[key.outcome].label if key.outcome is not None else NO_OUTCOME
    return LessonRow(
        key=key,
        outcome_label=outcome,
        label=ground_label(key.article, key.step),
        counts=counts_of(row),
        last_on=row.last_on,
    )


def _whole(row: LessonRow) -> LessonRow:
    return replace(row, label=row.outcome_label, whole=True)


def _sum(rows: Iterable[LessonRow]) -> FateCounts:
    """All letters: each has one outcome, so it stands below one of them."""
    counts = [one.counts for one in rows]
    return FateCounts(
        upheld=sum(one.upheld for one in counts),
        struck=sum(one.struck for one in counts),
        not_judged=sum(one.not_judged for one in counts),
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
