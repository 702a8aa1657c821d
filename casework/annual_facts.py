"""The facts of table three of a year: which 件 was received when, from whom, closed when and with which outcome.

Nearly all requests went straight on: cached columns say everything about them, and no event is read. Those whose
columns do not tell (withdrawals, ordered replies, other readings by policy) are read event by event.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session

from casework.derived import derive, policy_day
from casework.facts import CaseFacts
from casework.list_statements import FIRST_POSITION
from casework.office import Office
from casework.rederiving import facts_in_batches
from law.policies import PolicySet
from law.terms import ApplicantType, EventKind, IdentityKind, Outcome, RequestKind
from models import Agent, Applicant, Event, Request, SubmissionApplicant

__all__ = ["COUNTING_POLICIES", "CountedCase", "counted_cases", "outcome_of_letter"]

COUNTING_POLICIES: Final = (
    "correction_case_year",
    "close_date_basis",
    "stat_split_policy",
    "merge_count",
    "joint_applicants",
    "agent_type_basis",
    "remake_count",
    "row_not_gov_info",
    "t4_result_map",
    "t4_instance_policy",
    "t4_co_defendant",
    "narrative_basis",
)
"""The policies that decide how the tables of a year are counted; they are fixed with the year."""

_GIVEN: Final = frozenset({Outcome.GRANT, Outcome.ALREADY_PUBLIC, Outcome.PARTIAL_GRANT})


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedCase:
    """One 件 as the annual report counts it.

    Attributes:
        ref: names it: the id of its request, with a mark where one request counts several times.
        request_ids: the requests behind it; several where a letter counts once (``stat_split_policy``).
        column: type of the applicant.
        received_on: the day whose year it is new in.
        closed_on: the day on which it was finished, None while it is not.
        outcome: what decides the row; None while it is not finished, and of one that was closed without any.
    """

    ref: str
    request_ids: tuple[int, ...]
    column: ApplicantType
    received_on: date
    closed_on: date | None
    outcome: Outcome | None

    def belongs_to(self, first: date, last: date) -> bool:
        """Whether a year holds it: received by its end, not finished before it began."""
        return self.received_on <= last and (self.closed_on is None or self.closed_on >= first)


def counted_cases(office: Office, session: Session, year: int, policies: PolicySet) -> tuple[CountedCase, ...]:
    """What the year holds: received in it, carried over from before, or finished in it (报告格式表三).

    Requests for a correction of records (条例第四十一条) are in no row, and what nobody confirmed as received is not
    counted yet. One reply answers one request here, so both readings of ``merge_count`` give the same numbers.

    Args:
        office: the office.
        session: a reading session.
        year: the year of the report.
        policies: how is counted; those fixed with the year.
    """
    first, last = date(year, 1, 1), date(year, 12, 31)
    rows = _rows(session, first, last, whole_letters=policies.text("stat_split_policy") == "per_submission")
    told = _told_by_events(office, session, rows, policies)
    courses = [one for row in rows for one in told.get(row.id) or _straight(row)]
    cases = list(_with_applicants(session, courses, policies))
    if policies.text("stat_split_policy") == "per_submission":
        cases = list(_as_letters(cases))
    return tuple(one.case for one in cases if one.case.belongs_to(first, last))


# ------------------------------------------------------------------------------------------------ from the columns

_COLUMNS: Final = (
    Request.id,
    Request.submission_id,
    Request.received_on,
    Request.outcome,
    Request.reply_effective_on,
    Request.closed_on,
    Request.correction_count,
)


@dataclass(frozen=True, slots=True)
class _Course:
    """A request, or one round of it, on its way to become a counted case."""

    submission_id: int
    case: CountedCase


def _rows(session: Session, first: date, last: date, *, whole_letters: bool) -> Sequence[Any]:
    """The requests that the year may hold. A later round never ends before an earlier one, so none is missed."""
    not_before = or_(Request.closed_on.is_(None), Request.closed_on >= first, Request.reply_effective_on >= first)
    rows = session.execute(_selected(Request.received_on <= last, not_before)).all()
    if not whole_letters:
        return rows
    # A letter counts once, by all of its requests, also by those that were finished in an earlier year.
    split = select(Request.submission_id).where(Request.item_no > 1)
    others = session.execute(_selected(Request.received_on <= last, Request.submission_id.in_(split))).all()
    return sorted({row.id: row for row in (*rows, *others)}.values(), key=_id_of)


def _selected(*conditions: ColumnElement[bool]) -> Select[Any]:
    return select(*_COLUMNS).where(Request.kind == RequestKind.DISCLOSURE, *conditions).order_by(Request.id)


def _id_of(row: Any) -> int:
    return int(row.id)


def _straight(row: Any) -> tuple[_Course, ...]:
    """A request by its columns: finished when the reply was made, else when it was closed."""
    closed = row.reply_effective_on or row.closed_on
    return (_course(row, row.received_on, closed, row.outcome),)


def _course(row: Any, received: date, closed: date | None, outcome: Outcome | None, mark: str = "") -> _Course:
    case = CountedCase(
        ref=f"{row.id}{mark}",
        request_ids=(row.id,),
        column=ApplicantType.NATURAL_PERSON,
        received_on=received,
        # A file that has its reply before its receipt is found fault with elsewhere; it is counted all the same.
        closed_on=max(closed, received) if closed is not None else None,
        outcome=outcome if closed is not None else None,
    )
    return _Course(row.submission_id, case)


# ------------------------------------------------------------------------------------------------ from the events


def _told_by_events(
    office: Office, session: Session, rows: Sequence[Any], policies: PolicySet
) -> Mapping[int, tuple[_Course, ...]]:
    """The requests whose columns do not tell, with what their events say."""
    ordered = frozenset(session.scalars(select(Event.request_id).where(Event.kind == EventKind.REPLY_ORDERED)))
    by_issue = policies.text("close_date_basis") == "issued_on"
    by_correction = policies.text("correction_case_year") == "correction_received"
    wanted = {
        row.id: row
        for row in rows
        if row.id in ordered
        or row.outcome is Outcome.WITHDRAWN
        or (by_issue and row.outcome is not None)
        or (by_correction and row.correction_count)
    }
    found: dict[int, tuple[_Course, ...]] = {}
    for batch in facts_in_batches(session, sorted(wanted)):
        for request_id, facts, _ in batch:
            found[request_id] = tuple(_rounds(office, session, wanted[request_id], facts, policies))
    return found


def _rounds(office: Office, session: Session, row: Any, facts: CaseFacts, policies: PolicySet) -> Iterator[_Course]:
    """The first round that was finished is the row of the request; by policy each ordered one is new (重作计数)."""
    received = _received(row, facts, policies)
    anew = policies.text("remake_count") == "new_request"
    finished = False
    for number, one in enumerate((*facts.former, facts)):
        closed, outcome = _closing(office, session, row, one, policies, latest=one is facts)
        if number == 0 or not finished:
            if closed is None and one is not facts:
                continue  # ordered because nobody had replied: what is replied later is the first reply
            yield from _received_course(row, received, closed, outcome)
            finished = closed is not None
        elif anew and one.order is not None and one.order.on is not None:
            yield _course(row, one.order.on, closed, outcome, f"#重作{number}")


def _received_course(
    row: Any, received: date | None, closed: date | None, outcome: Outcome | None
) -> Iterator[_Course]:
    day = received or closed
    if day is not None:
        yield _course(row, day, closed, outcome)


def _received(row: Any, facts: CaseFacts, policies: PolicySet) -> date | None:
    """The day whose year a request is new in; None: only when it is finished.

    By the other reading of ``correction_case_year`` a request that has to be corrected is new when it is corrected.
    """
    if policies.text("correction_case_year") != "correction_received":
        return _day(row.received_on)
    first = facts.former[0] if facts.former else facts
    asked = first.last(EventKind.CORRECTION_REQUESTED)
    if asked is None or first.sent_on(asked) is None:
        return _day(row.received_on)
    corrected = [one.on for one in first.all_of(EventKind.CORRECTION_RECEIVED) if one.payload.get("complete", True)]
    return corrected[0] if corrected else None


def _day(value: Any) -> date | None:
    return value if isinstance(value, date) else None


def _closing(
    office: Office, session: Session, row: Any, facts: CaseFacts, policies: PolicySet, *, latest: bool
) -> tuple[date | None, Outcome | None]:
    """When and how a round was finished: a withdrawal by the day of its confirmation, a reply by the policy's day."""
    reply, closed, withdrawn = facts.reply, facts.last(EventKind.CLOSED), facts.last(EventKind.WITHDRAWN)
    if withdrawn is not None:
        return (reply.issued_on if reply is not None else withdrawn.on), Outcome.WITHDRAWN
    if policies.text("close_date_basis") == "issued_on" and reply is not None:
        return reply.issued_on, facts.outcome
    made = _day(row.reply_effective_on) if latest else _effective(office, session, facts)
    return made or (closed.on if closed is not None else None), facts.outcome


def _effective(office: Office, session: Session, facts: CaseFacts) -> date | None:
    """The day on which the reply of an earlier round was made, as the one clock reckons it."""
    day = policy_day(facts)
    if day is None:
        return None
    timeliness = derive(facts, office.calendar(session=session), office.policies(day, session)).clock.timeliness
    return timeliness.effective_date if timeliness is not None else None


# ------------------------------------------------------------------------------------------------ from whom


def _with_applicants(session: Session, courses: Iterable[_Course], policies: PolicySet) -> Iterator[_Course]:
    """Put each course into the column of its applicant; by policy into those of all applicants, or of the agent."""
    first = select(SubmissionApplicant.submission_id, SubmissionApplicant.position, Applicant.kind).join(Applicant)
    others = first.where(SubmissionApplicant.position == FIRST_POSITION, Applicant.kind != ApplicantType.NATURAL_PERSON)
    kinds: dict[int, ApplicantType] = {row.submission_id: row.kind for row in session.execute(others)}
    if policies.text("agent_type_basis") == "agent":
        kinds |= _agents(session)
    joint: dict[int, list[ApplicantType]] = defaultdict(list)
    if policies.text("joint_applicants") == "each":
        for row in session.execute(first.where(SubmissionApplicant.position > FIRST_POSITION)):
            joint[row.submission_id].append(row.kind)
    for one in courses:
        own = kinds.get(one.submission_id, ApplicantType.NATURAL_PERSON)
        yield replace(one, case=replace(one.case, column=own))
        for number, kind in enumerate(joint.get(one.submission_id, ()), start=2):
            yield replace(one, case=replace(one.case, ref=f"{one.case.ref}#{number}", column=kind))


def _agents(session: Session) -> dict[int, ApplicantType]:
    """The type of those who act for others: a lawyer with his licence is 法律服务机构, everybody else a person."""
    rows = session.execute(select(Agent.submission_id, Agent.identity_kind).order_by(Agent.id.desc()))
    lawyer = IdentityKind.LAWYER_LICENCE
    return {
        row.submission_id: ApplicantType.LEGAL_SERVICE if row.identity_kind is lawyer else ApplicantType.NATURAL_PERSON
        for row in rows
    }


# ------------------------------------------------------------------------------------------------ letters as one


def _as_letters(courses: Sequence[_Course]) -> Iterator[_Course]:
    """A letter as one case: finished with its last request; given and not given together is 部分公开."""
    for submission_id, group in groupby(sorted(courses, key=_letter_key), key=_letter_key):
        cases = [one.case for one in group]
        if len(cases) == 1:
            yield _Course(submission_id[0], cases[0])
            continue
        days = [one.closed_on for one in cases]
        known = [one for one in days if one is not None]
        closed = max(known) if len(known) == len(days) else None
        merged = replace(
            cases[0],
            request_ids=tuple(one for case in cases for one in case.request_ids),
            received_on=min(one.received_on for one in cases),
            closed_on=closed,
            outcome=outcome_of_letter([one.outcome for one in cases]) if closed is not None else None,
        )
        yield _Course(submission_id[0], merged)


def _letter_key(one: _Course) -> tuple[int, str]:
    """Applicants of a joint letter and ordered replies stay cases of their own."""
    return one.submission_id, one.case.ref.partition("#")[2]


def outcome_of_letter(outcomes: Sequence[Outcome | None]) -> Outcome | None:
    """The one outcome of a letter whose requests are not counted apart.

    Given and not given together is 部分公开; nothing given is the outcome of the first request.
    """
    given = [one for one in outcomes if one in _GIVEN]
    if not given:
        return outcomes[0]
    if len(given) < len(outcomes) or Outcome.PARTIAL_GRANT in given:
        return Outcome.PARTIAL_GRANT
    return given[0]
