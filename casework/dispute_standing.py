"""What a result orders, from when, and which duties of it are still open."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.derived import derive_stored
from casework.dispute_course import CountedEvent, DisputeFacts
from casework.legal_events import day_of
from casework.office import Office
from casework.rounds import orders_of
from deadlines.calendar import WorkingCalendar
from deadlines.periods import period_days, period_workdays
from deadlines.review_periods import review_due
from deadlines.steps import Deadline
from law.dispute_results import DutySpec, dispute_results, duties_of
from law.dispute_terms import (
    DisputeEventKind,
    DisputeResult,
    Duty,
    Forum,
    Instance,
)
from law.policies import PolicySet
from models import Attachment, Dispute

__all__ = ["BINDING", "PERFORMING", "OpenDuty", "Standing", "duties", "order_payload", "orders_reply", "standing"]

_K = DisputeEventKind
_AS_FIRST: Final = (DisputeResult.APPEAL_DISMISSED, DisputeResult.APPEAL_WITHDRAWN)
_REPLIES: Final = (Duty.RE_REPLY, Duty.REPLY)

PERFORMING: Final = (
    Duty.RE_REPLY,
    Duty.REPLY,
    Duty.PERFORM,
    Duty.REMEDY,
    Duty.REPORT_PERFORMANCE,
    Duty.REPORT_OPINION,
)
"""Duties whose being open means that the result is not carried out yet."""

BINDING: Final = (*PERFORMING, Duty.UPDATE_FILE, Duty.RECORD_LESSON)
"""Duties without which a dispute is not closed but for a reason."""

_SETTLED_BY: Final = {
    Duty.PERFORM: (_K.PERFORMED,),
    Duty.REMEDY: (_K.PERFORMED,),
    Duty.REPORT_PERFORMANCE: (_K.PERFORMANCE_REPORTED,),
    Duty.REPORT_OPINION: (_K.OPINION_REPORTED,),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The result that counts.

    Attributes:
        decided: the event that says what is ordered; of an appeal that was dismissed that of the first instance.
        last: the event that ended the procedure.
        effective_on: day from which its terms count: received by the agency, in court the day on which it took effect;
            None while that has not happened.
    """

    decided: CountedEvent
    last: CountedEvent
    effective_on: date | None

    @property
    def result(self) -> DisputeResult:
        """What was decided on the attacked act."""
        return DisputeResult(self.decided.values["result"])

    @property
    def order(self) -> str:
        """``none``, ``re_reply`` or ``perform``."""
        return str(self.decided.values.get("order") or "none")


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDuty:
    """A duty of the result, open or done.

    Attributes:
        request_id: of a reply, the request that is to be answered.
        due: last day with its steps; None where no term is set, or it has not begun.
    """

    spec: DutySpec
    event: CountedEvent
    request_id: int | None
    due: Deadline | None
    done_on: date | None


def standing(facts: DisputeFacts) -> Standing | None:
    """The result that counts; None while there is none, or the case was sent back."""
    decided = facts.all_of(_K.DECIDED)
    if not decided:
        return None
    second = [one for one in decided if _instance(one) is Instance.SECOND]
    firsts = [one for one in decided if _instance(one) is Instance.FIRST]
    last = second[-1] if second else decided[-1]
    if not dispute_results()[DisputeResult(last.values["result"])].finishes:
        again = [one for one in firsts if one.order > last.order]
        if not again:
            return None
        last = again[-1]
    substance = last
    if last.values["result"] in _AS_FIRST:
        substance = firsts[-1] if firsts else last
    return Standing(decided=substance, last=last, effective_on=_effective_on(facts, last))


def _instance(event: CountedEvent) -> Instance:
    return Instance(event.values.get("instance") or Instance.FIRST)


def _effective_on(facts: DisputeFacts, last: CountedEvent) -> date | None:
    if facts.forum is Forum.RECONSIDERATION:
        return _served(facts, last)
    effective = facts.last(_K.EFFECTIVE)
    if effective is not None and effective.order >= last.order:
        return effective.on
    if _instance(last) is Instance.SECOND:
        return _served(facts, last)
    return None


def _served(facts: DisputeFacts, decided: CountedEvent) -> date | None:
    told = day_of(decided.values.get("served_on"))
    if told is not None:
        return told
    later = [
        one
        for one in facts.all_of(_K.DECISION_SERVED)
        if _instance(one) is _instance(decided) and one.order >= decided.order
    ]
    return later[0].on if later else None


def orders_reply(found: Standing | None) -> bool:
    """Whether a new reply is ordered, and the order counts by now."""
    return (
        found is not None
        and found.effective_on is not None
        and found.order == "re_reply"
        and dispute_results()[found.result].reopens
    )


def order_payload(dispute: Dispute, found: Standing) -> dict[str, object]:
    """What the order says, by the names of ``casework.rounds.Order``."""
    said = found.decided.values
    kind = said.get("term_kind") or "unsaid"
    until = day_of(said.get("until")) if kind == "until" else None
    days = int(said["days"]) if kind == "workdays" and said.get("days") else None
    if kind == "days" and said.get("days") and found.effective_on is not None:
        # A term of calendar days is a last day for the clock of the request.
        until = date.fromordinal(found.effective_on.toordinal() + int(said["days"]))
    return {
        "dispute_id": dispute.id,
        "dispute_event_id": found.decided.id,
        "result": found.result,
        "body": dispute.body,
        "number": str(said.get("number", "")),
        "set_days": days,
        "set_until": until,
        "ordered_on": found.decided.on,
        "procedural": said.get("procedural") == "true",
        "partial": found.result in (DisputeResult.REVOKE_PART, DisputeResult.J_REVOKE_PART),
        "text": str(said.get("text", "")),
    }


def duties(
    office: Office, session: Session, dispute: Dispute, facts: DisputeFacts, policies: PolicySet, today: date | None
) -> tuple[OpenDuty, ...]:
    """The duties of the result that counts, and of opinion letters, open and done.

    Args:
        office: the office.
        session: the caller's session.
        dispute: the dispute.
        facts: its events.
        policies: the agency's choices.
        today: day of the question; None: nothing depends on it.
    """
    found = standing(facts)
    if found is None:
        return ()
    reader = _Duties(office, session, dispute, facts, policies, found, today)
    specs = duties_of(found.result, reader.said)
    return tuple(one for spec in specs for one in reader.of(spec))


@dataclass(frozen=True, slots=True)
class _Duties:
    office: Office
    session: Session
    dispute: Dispute
    facts: DisputeFacts
    policies: PolicySet
    standing: Standing
    today: date | None

    @property
    def said(self) -> frozenset[str]:
        """What the decision says, as the conditions of duties name it."""
        values, order = self.standing.decided.values, self.standing.order
        said = {"re_reply": {"re_reply_ordered", "ordered"}, "perform": {"perform_ordered", "ordered"}}.get(
            order, set()
        )
        if values.get("opinion_letter") == "true" or self.facts.happened(_K.OPINION_RECEIVED):
            said = {*said, "opinion_letter"}
        first = self.facts.forum is Forum.LITIGATION and _instance(self.standing.last) is Instance.FIRST
        if first and self.standing.effective_on is None:
            said = {*said, "appealable"}
        return frozenset(said)

    def of(self, spec: DutySpec) -> Iterator[OpenDuty]:
        """A duty, once for each request that is to be answered."""
        if spec.duty in _REPLIES:
            for request_id in dict.fromkeys(one.request_id for one in self.facts.targets):
                yield self._reply(spec, request_id)
            return
        yield OpenDuty(
            spec=spec,
            event=self.standing.decided,
            request_id=None,
            due=self._due(spec),
            done_on=self._done(spec),
        )

    def _reply(self, spec: DutySpec, request_id: int) -> OpenDuty:
        derived = derive_stored(self.office, self.session, request_id, self.today)
        mine = [one for one in orders_of(derived.facts) if one.dispute_event_id == self.standing.decided.id]
        due, done = None, None
        if mine:
            rounds = (*derived.facts.former, derived.facts)
            answered = next(
                (one for one in rounds if one.order is not None and one.order.id == mine[-1].event_id), derived.facts
            )
            done = answered.reply.dispatched_on if answered.reply is not None else None
            due = derived.clock.due if answered is derived.facts else None
        return OpenDuty(spec=spec, event=self.standing.decided, request_id=request_id, due=due, done_on=done)

    def _done(self, spec: DutySpec) -> date | None:
        since = self.standing.decided.order
        kinds = _SETTLED_BY.get(spec.duty)
        if kinds is not None:
            return next((one.on for one in self.facts.all_of(*kinds) if one.order >= since), None)
        if spec.duty is Duty.RECORD_LESSON:
            told = [
                one
                for one in self.facts.all_of(_K.LESSON_RECORDED)
                if one.payload.get("result_event_id") in (self.standing.decided.id, self.standing.last.id)
            ]
            return told[-1].on if told else None
        if spec.duty is Duty.UPDATE_FILE:
            return self._filed()
        if spec.duty is Duty.PREPARE_LAWSUIT:
            sued = select(Dispute.created_at).where(Dispute.previous_id == self.dispute.id)
            at = self.session.scalars(sued.limit(1)).first()
            return at.date() if at is not None else None
        if spec.duty is Duty.CONSIDER_APPEAL:
            appealed = [one for one in self.facts.all_of(_K.APPEALED) if one.values.get("by") == "agency"]
            return appealed[-1].on if appealed else None
        return None

    def _filed(self) -> date | None:
        """The paper of the result is kept with one of its events, or was added after it."""
        ids = [
            one.id
            for one in self.facts.all_of(_K.DECIDED, _K.DECISION_SERVED, _K.ATTACHMENT_ADDED, _K.EFFECTIVE)
            if one.order >= self.standing.decided.order
        ]
        statement = select(Attachment.added_at).where(
            Attachment.dispute_id == self.dispute.id,
            Attachment.dispute_event_id.in_(ids),
            Attachment.removed_at.is_(None),
        )
        at = self.session.scalars(statement.limit(1)).first()
        return at.date() if at is not None else None

    def _due(self, spec: DutySpec) -> Deadline | None:
        start, calendar = self.standing.effective_on, self.office.calendar(session=self.session)
        if start is None:
            return None
        if spec.duty is Duty.REPORT_OPINION:
            came = self.facts.last(_K.OPINION_RECEIVED)
            start = came.on if came is not None and came.on is not None else start
        if spec.parameter and spec.duty not in (Duty.PREPARE_LAWSUIT, Duty.CONSIDER_APPEAL):
            return review_due(spec.parameter, start, calendar, self.policies)
        if spec.duty in (Duty.PERFORM, Duty.REMEDY):
            return self._set_term(start, calendar)
        return None

    def _set_term(self, start: date, calendar: WorkingCalendar) -> Deadline | None:
        said = self.standing.decided.values
        kind, days = said.get("term_kind"), said.get("days")
        cited = dispute_results()[self.standing.result].citations
        if kind == "workdays" and days:
            return period_workdays(start, int(days), calendar, event="裁决生效", citations=cited)
        if kind == "days" and days:
            return period_days(start, int(days), calendar, event="裁决生效", citations=cited)
        until = day_of(said.get("until")) if kind == "until" else None
        if until is None or until < start:
            return None
        return period_days(start, (until - start).days, calendar, roll=False, event="裁决生效", citations=cited)
