"""同一申请人: which entries of the register are one applicant, and the decisions of people about it.

Equal identity numbers are certain. Everything else (another spelling, the same telephone, an agent or a relative whose
requests are counted together) is one applicant only if a person decided so; the latest decision on a pair counts.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from casework.act_case import words
from casework.fee_drafts import SamenessDraft
from casework.office import Office
from casework.refusals import refused
from casework.views import Changed
from law.terms import Sameness
from models import Applicant, ApplicantSameness, Request, SubmissionApplicant

__all__ = ["SamenessDecision", "decide_sameness", "decisions_on", "families", "family_ids"]

_TOGETHER = (Sameness.SAME, Sameness.MERGED)


@dataclass(frozen=True, slots=True, kw_only=True)
class SamenessDecision:
    """The decision that counts for a pair of entries."""

    first_id: int
    second_id: int
    decision: Sameness
    reason: str
    recorded_at: datetime
    recorded_by: str


def decisions_on(session: Session, ids: Collection[int]) -> Mapping[tuple[int, int], SamenessDecision]:
    """The decision that counts for each pair that one of these entries belongs to."""
    if not ids:
        return {}
    rows = session.scalars(
        select(ApplicantSameness)
        .where(or_(ApplicantSameness.first_id.in_(ids), ApplicantSameness.second_id.in_(ids)))
        .order_by(ApplicantSameness.id)
    )
    return {
        (one.first_id, one.second_id): SamenessDecision(
            first_id=one.first_id,
            second_id=one.second_id,
            decision=one.decision,
            reason=one.reason,
            recorded_at=one.recorded_at,
            recorded_by=one.recorded_by,
        )
        for one in rows
    }


def family_ids(session: Session, ids: Iterable[int]) -> tuple[int, ...]:
    """All entries that are the same applicant as these, these included, in the order of entry."""
    found = families(session, tuple(ids))
    return tuple(sorted({one for family in found.values() for one in family}))


def families(session: Session, ids: Collection[int]) -> Mapping[int, tuple[int, ...]]:
    """The family of each of many entries, in as many steps as the longest chain of joins has."""
    joined: dict[int, int] = {}
    fresh = set(ids)
    while fresh:
        known = set(joined)
        joined |= {one: one for one in fresh - known}
        pairs = _pairs_of(session, fresh)
        for first, second in pairs:
            joined[_root(joined, first)] = _root(joined, second)
        fresh = {one for pair in pairs for one in pair} - known - fresh
    grouped: dict[int, list[int]] = {}
    for one in sorted(joined):
        grouped.setdefault(_root(joined, one), []).append(one)
    return {one: tuple(grouped[_root(joined, one)]) for one in ids}


def _root(joined: dict[int, int], one: int) -> int:
    joined.setdefault(one, one)
    while joined[one] != one:
        one = joined[one]
    return one


def _pairs_of(session: Session, ids: Collection[int]) -> list[tuple[int, int]]:
    """The pairs that are one applicant and that one of these entries belongs to: by number, or decided so."""
    numbers = select(Applicant.identity_key).where(Applicant.id.in_(ids), Applicant.identity_key.is_not(None))
    first_of: dict[str | None, int] = {}
    rows = session.execute(select(Applicant.id, Applicant.identity_key).where(Applicant.identity_key.in_(numbers)))
    found = [(first_of.setdefault(row.identity_key, row.id), row.id) for row in rows]
    return found + [pair for pair, one in decisions_on(session, ids).items() if one.decision in _TOGETHER]


def decide_sameness(office: Office, draft: SamenessDraft, *, today: date, now: datetime, actor: str) -> Changed:
    """Record what a person decided about two entries; an earlier decision stays on record.

    Raises:
        UserError: no reason, an unknown entry, the same entry twice, entries of one identity number told apart,
            entries told apart that a third one still joins, or entries merged although the agency's policy
            ``fee_merge_agents`` only hints.
    """
    with office.writing() as session:
        first, second = sorted((draft.first_id, draft.second_id))
        people = {one.id: one for one in session.scalars(select(Applicant).where(Applicant.id.in_((first, second))))}
        if len(people) != 2:
            raise refused("applicant_unknown", field="second_id")
        reason = words(draft.reason, "sameness_reason_missing", "reason")
        numbers = [people[first].identity_key, people[second].identity_key]
        certain = numbers[0] is not None and numbers[0] == numbers[1]
        if certain and draft.decision is Sameness.DIFFERENT:
            raise refused("sameness_certain", field="decision")
        if draft.decision is Sameness.SAME and _numbers_if_joined(session, first, second) > 1:
            raise refused("sameness_two_numbers", field="decision")
        if draft.decision is Sameness.MERGED and office.policies(today, session).text("fee_merge_agents") != "manual":
            raise refused("sameness_merge_by_policy", field="decision")
        pairs = {(first, second)}
        if draft.decision is Sameness.DIFFERENT:
            pairs |= _joined_by(session, first, second)
        for one, other in sorted(pairs):
            session.add(
                ApplicantSameness(
                    first_id=one,
                    second_id=other,
                    decision=draft.decision,
                    reason=reason,
                    recorded_at=now,
                    recorded_by=actor,
                )
            )
        session.flush()
        if draft.decision is Sameness.DIFFERENT and second in family_ids(session, (first,)):
            raise refused("sameness_through_another", field="decision")
        touched = _requests_of(session, family_ids(session, (first, second)))
    return Changed(
        request_ids=touched,
        message=f"{people[first].name}、{people[second].name}：{draft.decision.label}",
        topics=("cases", "applicants"),
    )


def _numbers_if_joined(session: Session, first: int, second: int) -> int:
    """How many identity numbers the applicant would have: two are two people, whichever entry joins them."""
    ids = family_ids(session, (first, second))
    keys = select(func.count(Applicant.identity_key.distinct())).where(Applicant.id.in_(ids))
    merged = any(one.decision is Sameness.MERGED for one in decisions_on(session, ids).values())
    if merged:  # merged people are several by intent; then the two entries themselves decide
        keys = keys.where(Applicant.id.in_((first, second)))
    return session.scalar(keys) or 0


def _joined_by(session: Session, first: int, second: int) -> set[tuple[int, int]]:
    """The pairs by which people joined two applicants: each of them may stand in the register several times."""
    sides = _with_number(session, first), _with_number(session, second)
    return {
        pair
        for pair, one in decisions_on(session, sides[0]).items()
        if one.decision in _TOGETHER and set(pair) & sides[0] and set(pair) & sides[1]
    }


def _with_number(session: Session, applicant_id: int) -> set[int]:
    """The entries of one identity number; of an entry without number, itself."""
    number = select(Applicant.identity_key).where(Applicant.id == applicant_id, Applicant.identity_key.is_not(None))
    return {applicant_id, *session.scalars(select(Applicant.id).where(Applicant.identity_key.in_(number)))}


def _requests_of(session: Session, ids: Collection[int]) -> tuple[int, ...]:
    statement = (
        select(Request.id)
        .join(SubmissionApplicant, SubmissionApplicant.submission_id == Request.submission_id)
        .where(SubmissionApplicant.applicant_id.in_(ids), Request.closed_on.is_(None))
        .distinct()
    )
    return tuple(session.scalars(statement.order_by(Request.id)))
