"""What is cached of a dispute for lists: recomputed from its events whenever they change, never typed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from casework.dispute_course import CountedEvent, DisputeFacts, dispute_facts, dispute_rows
from casework.dispute_standing import PERFORMING, OpenDuty, Standing, duties, standing
from casework.legal_events import day_of
from casework.office import Office
from casework.unit_of_work import Work
from deadlines.dispute_clocks import DisputeClock, dispute_clocks, procedure_of
from deadlines.dispute_status import status_of
from law.citations import Citation
from law.dispute_results import result_class
from law.dispute_terms import ClockOwner, ClockState, DisputeEventKind, DisputeResult, Duty, GroundFate, PartyRole
from law.policies import PolicySet
from law.terms import Outcome
from models import Dispute, DisputeGround, DisputeTarget, Request
from models.disputes import DISPUTE_CACHE
from models.search_grams import name_key

__all__ = [
    "NextDue",
    "cached_dispute",
    "dispute_differences",
    "dispute_policy_day",
    "next_due",
    "refresh_dispute",
    "stored_dispute_policies",
]

_K = DisputeEventKind
_OPEN: Final = (ClockState.RUNNING, ClockState.MISSED)
# Of those nobody is warned in a list: what the other side may do is shown on the page of the dispute.
_NOT_NEXT: Final = (Duty.PREPARE_LAWSUIT, Duty.CONSIDER_APPEAL, Duty.RECORD_LESSON, Duty.UPDATE_FILE)


@dataclass(frozen=True, slots=True, kw_only=True)
class NextDue:
    """The period that presses most; ``key`` is that of a clock, or ``duty:`` and the duty."""

    key: str
    owner: ClockOwner
    on: date
    provisional: bool


def stored_dispute_policies(office: Office, session: Session, facts: DisputeFacts) -> PolicySet:
    """The policies of the day on which the dispute came in."""
    return office.policies(dispute_policy_day(facts), session)


def dispute_policy_day(facts: DisputeFacts) -> date:
    """The day on which a dispute came in, whose policies govern it; of one without any day the last there is."""
    days = [one.on for one in facts.events if one.on is not None and one.kind is not _K.OPENED]
    opened = facts.last(_K.OPENED)
    return min(days, default=opened.on if opened is not None and opened.on is not None else date.max)


def next_due(clocks: Sequence[DisputeClock], open_duties: Sequence[OpenDuty]) -> NextDue | None:
    """What presses most: the agency's own periods and duties first, then those of the others."""
    own = [
        NextDue(key=one.key, owner=one.owner, on=one.due.due, provisional=one.due.provisional)
        for one in clocks
        if one.owner is ClockOwner.AGENCY and one.state in _OPEN and one.done_on is None and one.due is not None
    ]
    own += [
        NextDue(
            key=f"duty:{one.spec.duty.value}",
            owner=ClockOwner.AGENCY,
            on=one.due.due,
            provisional=one.due.provisional,
        )
        for one in open_duties
        if one.due is not None and one.done_on is None and one.spec.duty not in _NOT_NEXT
    ]
    if own:
        return min(own, key=lambda one: one.on)
    others = [
        NextDue(key=one.key, owner=one.owner, on=one.due.due, provisional=one.due.provisional)
        for one in clocks
        if one.owner is not ClockOwner.AGENCY and one.state is ClockState.RUNNING and one.due is not None
    ]
    return min(others, key=lambda one: one.on, default=None)


def refresh_dispute(work: Work, dispute: Dispute) -> None:
    """Recompute everything cached of a dispute inside the caller's unit of work."""
    session = work.session
    session.flush()
    facts = dispute_facts(dispute_rows(session, dispute.id))
    _targets(session, dispute, facts)
    _grounds(session, dispute, facts)
    for name, value in cached_dispute(work.office, session, dispute, facts).items():
        setattr(dispute, name, value)
    session.flush()


def cached_dispute(office: Office, session: Session, dispute: Dispute, facts: DisputeFacts) -> Mapping[str, Any]:
    """The values of the cached columns as they must be."""
    policies = stored_dispute_policies(office, session, facts)
    calendar = office.calendar(session=session)
    course = facts.course()
    # Without a day nothing is over, so what is cached never depends on the day of the question.
    clocks = dispute_clocks(course, calendar, policies, None)
    found, owed = standing(facts), duties(office, session, dispute, facts, policies, None)
    left = [one for one in owed if one.done_on is None]
    unperformed = [one for one in left if one.spec.duty in PERFORMING]
    after = next_due(clocks, left) if not facts.happened(_K.CLOSED) else None
    copy, closed = facts.last(_K.COPY_RECEIVED), facts.last(_K.CLOSED)
    answered, performed = facts.last(_K.ANSWER_FILED), facts.last(_K.PERFORMED)
    hearing = facts.last(_K.HEARING_NOTICED)
    answers = [one for one in clocks if one.key in ("rc_answer", "lit_defence")]
    return {
        **_head(facts),
        "status": status_of(course, clocks, open_duties=len(unperformed)),
        "procedure": procedure_of(course),
        "case_number": facts.case_number,
        "copy_received_on": copy.on if copy is not None else None,
        "answer_due_on": answers[-1].due.due if answers and answers[-1].due is not None else None,
        "answered_on": answered.on if answered is not None else None,
        "hearing_on": day_of(hearing.values.get("until")) if hearing is not None else None,
        "next_clock": after.key if after is not None else None,
        "next_owner": after.owner if after is not None else None,
        "next_due_on": after.on if after is not None else None,
        "next_provisional": after.provisional if after is not None else False,
        **_result(facts, found, policies),
        "performed_on": performed.on if performed is not None else None,
        "open_duties": len(left),
        "closed_on": closed.on if closed is not None else None,
        "event_count": len(dispute_rows(session, dispute.id)),
    }


def _head(facts: DisputeFacts) -> Mapping[str, Any]:
    names = [one.name for one in facts.parties if one.role is PartyRole.APPLICANT]
    label = names[0] if names else ""
    if len(names) > 1:
        label += f"等{len(names)}人"
    return {
        "forum": facts.forum,
        "body": facts.body,
        "previous_id": facts.previous_id,
        "label": label,
        "sort": name_key(label),
        "parties": [{"name": one.name, "role": one.role.value, "contact": one.contact} for one in facts.parties],
    }


def _result(facts: DisputeFacts, found: Standing | None, policies: PolicySet) -> Mapping[str, Any]:
    if found is None:
        return {
            "result": None,
            "result_class": result_class(None, None, policies),
            "result_on": None,
            "result_served_on": None,
        }
    last = DisputeResult(found.last.values["result"])
    served = facts.last(_K.DECISION_SERVED)
    return {
        "result": last,
        "result_class": result_class(last, found.last.on, policies, first=found.result),
        "result_on": found.last.on,
        "result_served_on": day_of(found.last.values.get("served_on")) or (served.on if served is not None else None),
    }


def _targets(session: Session, dispute: Dispute, facts: DisputeFacts) -> None:
    wanted = [(one.request_id, one.document_id, one.attacked) for one in facts.targets]
    rows = session.scalars(
        select(DisputeTarget).where(DisputeTarget.dispute_id == dispute.id).order_by(DisputeTarget.id)
    ).all()
    if [(one.request_id, one.document_id, one.attacked) for one in rows] != wanted:
        session.execute(delete(DisputeTarget).where(DisputeTarget.dispute_id == dispute.id))
        for request_id, document_id, attacked in wanted:
            session.add(
                DisputeTarget(dispute_id=dispute.id, request_id=request_id, document_id=document_id, attacked=attacked)
            )
    titles = session.scalars(select(Request.title).where(Request.id.in_([one[0] for one in wanted])))
    dispute.subject = "；".join(dict.fromkeys(titles))
    session.flush()


def _grounds(session: Session, dispute: Dispute, facts: DisputeFacts) -> None:
    """The grounds of the lessons that count: of each result the one recorded last."""
    told: dict[int, CountedEvent] = {}
    for one in sorted(facts.all_of(_K.LESSON_RECORDED), key=lambda event: event.seq):
        told[int(one.payload.get("result_event_id", 0))] = one
    session.execute(delete(DisputeGround).where(DisputeGround.dispute_id == dispute.id))
    for event_id, lesson in told.items():
        decided = facts.event(event_id)
        if decided is None or not decided.values.get("result"):
            continue
        for ground in lesson.payload.get("grounds", ()):
            session.add(_ground(session, dispute, decided, ground))
    session.flush()


def _ground(session: Session, dispute: Dispute, decided: CountedEvent, said: Mapping[str, Any]) -> DisputeGround:
    outcome = said.get("outcome")
    if "outcome" not in said:
        outcome = session.scalar(select(Request.outcome).where(Request.id == said["request_id"]))
    return DisputeGround(
        dispute_id=dispute.id,
        request_id=said["request_id"],
        document_id=said.get("document_id"),
        outcome=Outcome(outcome) if outcome else None,
        step=said.get("step"),
        article=_code(said.get("article")),
        paragraph=str(said.get("paragraph", "")),
        fate=GroundFate(said["fate"]),
        why=str(said.get("why", "")),
        result=DisputeResult(decided.values["result"]),
        decided_on=decided.on,
    )


def _code(article: object) -> str:
    """A citation in its written form; what cannot be read is kept as it is."""
    try:
        return Citation.parse(str(article)).code if article else ""
    except ValueError:
        return str(article)


_CHECKED: Final = (*DISPUTE_CACHE, "label", "sort")


def dispute_differences(office: Office, session: Session, dispute: Dispute) -> tuple[tuple[str, object, object], ...]:
    """What is cached and is not what the events say: name, what is stored, what must be there (``casework check``)."""
    facts = dispute_facts(dispute_rows(session, dispute.id))
    wanted = cached_dispute(office, session, dispute, facts)
    found: list[tuple[str, object, object]] = [
        (name, getattr(dispute, name), wanted[name])
        for name in _CHECKED
        if name in wanted and getattr(dispute, name) != wanted[name]
    ]
    said = sorted((one.request_id, one.document_id or 0, one.attacked.value) for one in facts.targets)
    rows = session.scalars(select(DisputeTarget).where(DisputeTarget.dispute_id == dispute.id))
    kept = sorted((one.request_id, one.document_id or 0, one.attacked.value) for one in rows)
    if kept != said:
        found.append(("targets", kept, said))
    return tuple(found)
