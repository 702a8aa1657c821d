"""The conditions of the acts: small questions about a case, each with the refusal that a "no" means.

A condition is data: a code of casework/data/refusals.toml and a question. The table of acts (casework/acts.py) combines
them; nothing else decides whether an act is allowed.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from casework.date_wording import full_date
from casework.derived import Derived
from casework.draft_course import DraftCourse, draft_course, reply_draft
from casework.facts import CaseFacts, DocumentCourse, LegalEvent, day_of
from casework.notice_facts import (
    open_assists,
    sent_letters,
    third_parties_asked,
    third_parties_to_tell,
    untold_consultations,
)
from deadlines.reply_clock import ReplyClock
from fees.wording import yuan
from law.documents import consultation_letters, kinds_in_house
from law.terms import Channel, DocumentKind, DocumentState, EventKind, RequestKind, RequestStatus

__all__ = ["CaseState", "Condition", "conditions"]


@dataclass(frozen=True, kw_only=True)
class CaseState:
    """A case as of a day, with the questions that conditions ask."""

    derived: Derived
    today: date
    kind: RequestKind = RequestKind.DISCLOSURE
    incomplete: tuple[str, ...] = field(default=())
    reviewed: bool = False  # letters and extensions need a second person on this day (policy ``review_mode``)

    @property
    def facts(self) -> CaseFacts:
        """The effective events."""
        return self.derived.facts

    @property
    def clock(self) -> ReplyClock:
        """The clock as of today."""
        return self.derived.clock

    @property
    def status(self) -> RequestStatus:
        """Where the case stands."""
        return self.derived.status

    @cached_property
    def received(self) -> date | None:
        """The day of receipt, None while unconfirmed."""
        return self.clock.received.received

    @cached_property
    def channel(self) -> Channel:
        """How the request came in."""
        received = self.facts.last(EventKind.RECEIVED)
        return Channel(received.payload["channel"]) if received else Channel.IN_PERSON

    @cached_property
    def reply_draft(self) -> int | None:
        """Id of the draft of the reply for the outcome that counts."""
        return reply_draft(self.facts)

    @cached_property
    def draft(self) -> DraftCourse:
        """How far the draft of the reply has come in its review."""
        return draft_course(self.facts, self.reply_draft) if self.reply_draft is not None else DraftCourse()

    @cached_property
    def extension_request(self) -> LegalEvent | None:
        """The request for an extension that nobody has decided on."""
        asked = self.facts.last(EventKind.EXTENSION_REQUESTED)
        decided = self.facts.all_of(EventKind.EXTENSION_APPROVED, EventKind.EXTENSION_DECLINED)
        return None if asked is None or any(one.seq > asked.seq for one in decided) else asked

    @cached_property
    def undispatched(self) -> tuple[DocumentCourse, ...]:
        """Issued letters in the house, returned ones too, but for those that nobody sends.

        What was issued in a round before another reply was ordered is not sent any more.
        """
        return tuple(
            one
            for one in self.facts.round_courses.values()
            if (one.dispatched_on is None or one.back_on is not None) and one.kind not in kinds_in_house()
        )

    @cached_property
    def unserved(self) -> tuple[DocumentCourse, ...]:
        """Letters on their way."""
        return tuple(one for one in self.facts.courses.values() if one.awaiting_proof)

    @cached_property
    def unserved_consultations(self) -> tuple[DocumentCourse, ...]:
        """Consultation letters on their way."""
        return tuple(one for one in self.unserved if one.kind in consultation_letters())

    @cached_property
    def unserved_letters(self) -> tuple[DocumentCourse, ...]:
        """Letters on their way to the applicant; what a consulted party signs for is an act of its own."""
        return tuple(one for one in self.unserved if one.kind not in consultation_letters())

    @cached_property
    def extension_notice(self) -> DocumentCourse | None:
        """The notice of the extension, if it is still in the house."""
        return next((one for one in self.undispatched if one.kind is DocumentKind.EXTENSION_NOTICE), None)

    @cached_property
    def correction(self) -> LegalEvent | None:
        """The correction notice."""
        return self.facts.last(EventKind.CORRECTION_REQUESTED)

    @cached_property
    def correction_deadline(self) -> date | None:
        """The day set for the correction."""
        return day_of(self.correction.payload.get("deadline")) if self.correction else None

    @cached_property
    def justification(self) -> LegalEvent | None:
        """The demand for reasons."""
        return self.facts.last(EventKind.JUSTIFICATION_REQUESTED)

    @cached_property
    def awaited_opinions(self) -> tuple[LegalEvent, ...]:
        """Consultations that were sent and not answered."""
        return tuple(one for one in self.facts.open_consultations if self.facts.sent_on(one) is not None)

    @cached_property
    def third_parties_to_tell(self) -> tuple[LegalEvent, ...]:
        """Consultations of third parties that did not agree and were not told of a disclosure."""
        return third_parties_to_tell(self.facts, self.clock)

    @property
    def words(self) -> Mapping[str, object]:
        """What the sentences of refusals name."""
        first_due = self.clock.first_due
        reply = self.facts.reply
        return {
            "status": self.status.label,
            "today": full_date(self.today),
            "correction_deadline": _said(self.correction_deadline),
            "correction_notice": _said(self.correction.on if self.correction else None),
            "first_due": _said(first_due.due if first_due else None),
            "due": _said(self.clock.due.due if self.clock.due else None),
            "reply_number": reply.number if reply else "",
            "held": yuan(self.facts.fee.held),
            "fee_due": _said(self.clock.fee_pay_due.due if self.clock.fee_pay_due else None),
            "channel": self.channel.label,
            "outcome": self.facts.outcome.label if self.facts.outcome else "",
            "draft_state": self.draft.state.label,
        }


def _said(day: date | None) -> str:
    return full_date(day) if day else "（未定）"


@dataclass(frozen=True, slots=True)
class Condition:
    """A question whose "no" refuses an act; ``code`` names the refusal."""

    code: str
    holds: Callable[[CaseState], bool]


def _open(case: CaseState) -> bool:
    return case.status is not RequestStatus.CLOSED


def _received(case: CaseState) -> bool:
    return case.received is not None


def _disclosure(case: CaseState) -> bool:
    return case.kind is RequestKind.DISCLOSURE


def _not_replied(case: CaseState) -> bool:
    return case.facts.reply is None


def _undecided(case: CaseState) -> bool:
    return case.facts.outcome is None


def _not_withdrawn(case: CaseState) -> bool:
    return not case.facts.happened(EventKind.WITHDRAWN)


def _fee_settled(case: CaseState) -> bool:
    return not case.facts.fee.is_open


def _fee_lets_reply(case: CaseState) -> bool:
    """Where the period runs on beside the fee, by policy or because it was ordered, the reply cannot wait for it."""
    runs_on = case.facts.order is not None or case.derived.policies.text("fee_clock_between") == "running"
    return _fee_settled(case) or runs_on


def _correction_settled(case: CaseState) -> bool:
    # What came in within the time and is still unclear is answered as it is; it may not be asked for again.
    answered = case.facts.happened(EventKind.CORRECTION_RECEIVED) and _correction_overdue(case)
    return case.facts.open_correction is None or answered or case.facts.before_order(case.correction)


def _correction_overdue(case: CaseState) -> bool:
    return case.correction_deadline is not None and case.today > case.correction_deadline


def _correction_served(case: CaseState) -> bool:
    return case.correction is not None and case.facts.served_on(case.correction) is not None


def _correction_time_given(case: CaseState) -> bool:
    """Served before its last day; or what further time was given afterwards is on record (it may be told only once)."""
    served = case.facts.served_on(case.correction) if case.correction else None
    if served is None or case.correction_deadline is None or served < case.correction_deadline:
        return True
    return any(one.on is not None and one.on >= served for one in case.facts.all_of(EventKind.CONTACT_RECORDED))


def _justification_answered_or_overdue(case: CaseState) -> bool:
    if case.facts.happened(EventKind.JUSTIFICATION_RECEIVED):
        return True
    deadline = day_of(case.justification.payload.get("deadline")) if case.justification else None
    return deadline is not None and case.today > deadline


def _reasonable(case: CaseState) -> bool:
    assessed = case.facts.last(EventKind.JUSTIFICATION_ASSESSED)
    return assessed is not None and bool(assessed.payload.get("reasonable"))


def _fee_events_settled(case: CaseState) -> bool:
    """Whether the agency's policy lets extension and consultation run beside an open fee."""
    return _fee_settled(case) or case.derived.policies.text("fee_parallel_events") == "parallel"


def _fee_in_time(case: CaseState) -> bool:
    """Within the processing period; while a payment is awaited that period is suspended."""
    return case.facts.fee.is_open or _period_open(case)


def _fee_notice_replaceable(case: CaseState) -> bool:
    """Another amount needs another notice, and that has to come before the day to pay is over (F8)."""
    due = case.clock.fee_pay_due
    return not case.facts.fee.is_open or due is None or case.today <= due.due


def _fee_served(case: CaseState) -> bool:
    notice = case.facts.fee.notice
    return notice is not None and notice.served_on is not None


def _fee_overdue(case: CaseState) -> bool:
    due = case.clock.fee_pay_due
    return due is not None and case.today > due.due


def _pay_due_certain(case: CaseState) -> bool:
    """Nothing is given up by a date that is only an estimate (C42)."""
    due = case.clock.fee_pay_due
    return due is None or not due.provisional


def _fee_refunded(case: CaseState) -> bool:
    """After a waiver nothing is held any more before something is asked for again."""
    fee = case.facts.fee
    return fee.waived is None or fee.notice is not None or fee.held <= 0


def _no_consultation_beside_fee(case: CaseState) -> bool:
    parallel = case.derived.policies.text("fee_parallel_events") == "parallel"
    return parallel or case.status is not RequestStatus.CONSULTING


def _fee_sent(case: CaseState) -> bool:
    notice = case.facts.fee.notice
    return notice is not None and notice.sent_on is not None


def _fee_to_waive(case: CaseState) -> bool:
    fee = case.facts.fee
    return fee.approval is not None or bool(fee.notices)


def _first_period_open(case: CaseState) -> bool:
    # Told late it counts by the agency's policy, which warns; that it was approved in time is checked by the act.
    late_counts = case.derived.policies.text("late_extension_effect") != "void"
    return late_counts or case.clock.first_due is None or case.today <= case.clock.first_due.due


def _period_open(case: CaseState) -> bool:
    return case.clock.due is None or case.today <= case.clock.due.due


def _extension_left(case: CaseState) -> bool:
    extensions = case.facts.all_of(EventKind.EXTENSION_APPROVED)
    if not extensions:
        return True
    if case.derived.policies.text("extension_after_restart") != "once_per_clock" or case.clock.base is None:
        return False
    return all((case.facts.sent_on(one) or one.on or date.max) < case.clock.base for one in extensions)


def _not_ordered(case: CaseState) -> bool:
    """The term of an ordered reply is that of the decision; the agency cannot lengthen it (条例第三十三条)."""
    return case.facts.order is None


def _correction_of_this_round(case: CaseState) -> bool:
    return not case.facts.before_order(case.correction)


def _fee_of_this_round(case: CaseState) -> bool:
    notice = case.facts.fee.notice
    return notice is None or not case.facts.before_order(notice.fee.event)


def _closable(case: CaseState) -> bool:
    """By hand only what nothing else closes: corrections of records told otherwise, and mail nobody can confirm."""
    if case.kind is RequestKind.RECTIFY and case.facts.reply is None:
        return True
    if case.received is None:
        return case.facts.happened(EventKind.CONTACT_RECORDED)
    reply = case.facts.reply
    return reply is not None and reply.served_on is not None


def _submittable(case: CaseState) -> bool:
    return case.draft.state is DocumentState.DRAFT


def _under_review(case: CaseState) -> bool:
    return case.draft.state is DocumentState.REVIEW


def _awaiting_head(case: CaseState) -> bool:
    return case.draft.state is DocumentState.APPROVAL


def _issuable(case: CaseState) -> bool:
    return not case.reviewed or case.draft.state is DocumentState.APPROVED


def _correctable(case: CaseState) -> bool:
    return bool(case.facts.events)


_ALL = (
    Condition("case_closed", _open),
    Condition("receipt_not_confirmed", _received),
    Condition("receipt_confirmed_already", lambda case: case.received is None),
    Condition("not_a_disclosure_request", _disclosure),
    Condition("reply_issued", _not_replied),
    Condition("outcome_decided_already", _undecided),
    Condition("withdrawn_already", _not_withdrawn),
    Condition("fee_open", _fee_lets_reply),
    Condition("fee_open_not_parallel", _fee_events_settled),
    Condition("fee_settled_already", lambda case: case.facts.fee.settled_on is None),
    Condition("fee_lapsed_already", lambda case: case.facts.fee.lapsed is None),
    Condition("fee_too_late", _fee_in_time),
    Condition("fee_pay_period_over", _fee_notice_replaceable),
    Condition("fee_refund_first", _fee_refunded),
    Condition("fee_proposal_missing", lambda case: case.facts.fee.pending is not None),
    Condition("fee_not_approved", lambda case: case.facts.fee.to_notify is not None),
    Condition("fee_consultation_open", _no_consultation_beside_fee),
    Condition("fee_notice_missing", _fee_sent),
    Condition("fee_not_served", _fee_served),
    Condition("fee_pay_period_running", _fee_overdue),
    Condition("fee_pay_due_estimated", _pay_due_certain),
    Condition("fee_never_notified", lambda case: case.facts.fee.ever_sent),
    Condition("fee_nothing_held", lambda case: case.facts.fee.held > 0),
    Condition("fee_nothing_to_waive", _fee_to_waive),
    Condition("correction_once", lambda case: case.correction is None),
    Condition("correction_missing", lambda case: case.correction is not None),
    Condition(
        "correction_not_sent",
        lambda case: case.correction is not None and case.facts.sent_on(case.correction) is not None,
    ),
    Condition("correction_open", _correction_settled),
    Condition("correction_answered", lambda case: case.facts.open_correction is not None),
    Condition("correction_lapsed_already", lambda case: not case.facts.happened(EventKind.CORRECTION_LAPSED)),
    Condition("correction_not_overdue", _correction_overdue),
    Condition("correction_not_served", _correction_served),
    Condition("correction_served_late", _correction_time_given),
    Condition("justification_once", lambda case: case.justification is None),
    Condition("justification_missing", lambda case: case.justification is not None),
    Condition(
        "justification_not_sent",
        lambda case: case.justification is not None and case.facts.sent_on(case.justification) is not None,
    ),
    Condition("justification_received_already", lambda case: not case.facts.happened(EventKind.JUSTIFICATION_RECEIVED)),
    Condition("justification_not_overdue", _justification_answered_or_overdue),
    Condition("justification_assessed_already", lambda case: not case.facts.happened(EventKind.JUSTIFICATION_ASSESSED)),
    Condition("justification_not_reasonable", _reasonable),
    Condition("deferral_once", lambda case: not case.facts.happened(EventKind.REPLY_DEFERRED)),
    Condition("deferral_late", _period_open),
    Condition("ordered_no_extension", _not_ordered),
    Condition("ordered_correction_before", _correction_of_this_round),
    Condition("ordered_fee_before", _fee_of_this_round),
    Condition("extension_once", _extension_left),
    Condition("extension_late", _first_period_open),
    Condition("extension_notice_missing", lambda case: case.extension_notice is not None),
    Condition("consultation_not_sent", lambda case: bool(case.unserved_consultations)),
    Condition("consultation_none_open", lambda case: bool(case.awaited_opinions)),
    Condition("opinion_nobody_asked", lambda case: bool(third_parties_asked(case.facts))),
    Condition("consultation_nothing_to_tell", lambda case: bool(untold_consultations(case.facts))),
    Condition("third_party_nobody_to_tell", lambda case: bool(case.third_parties_to_tell)),
    Condition("assist_none_open", lambda case: bool(open_assists(case.facts))),
    Condition("not_a_rectification", lambda case: case.kind is RequestKind.RECTIFY),
    Condition("letter_none_sent", lambda case: bool(sent_letters(case.facts))),
    Condition("outcome_missing", lambda case: case.facts.decided is not None),
    Condition("draft_missing", lambda case: case.reply_draft is not None),
    Condition("review_off", lambda case: case.reviewed),
    Condition("draft_submitted_already", _submittable),
    Condition("draft_not_submitted", lambda case: not _submittable(case)),
    Condition("draft_not_under_review", _under_review),
    Condition("draft_not_passed", _awaiting_head),
    Condition("draft_not_approved", _issuable),
    # Where nobody has to approve any more, what was asked for before bars nothing.
    Condition("extension_requested_already", lambda case: not case.reviewed or case.extension_request is None),
    Condition("extension_not_requested", lambda case: case.extension_request is not None),
    Condition("nothing_to_dispatch", lambda case: bool(case.undispatched)),
    Condition("nothing_on_its_way", lambda case: bool(case.unserved)),
    Condition("nothing_to_serve", lambda case: bool(case.unserved_letters)),
    Condition("nothing_to_refuse", lambda case: bool(case.undispatched or case.unserved)),
    Condition("not_closable", _closable),
    Condition("nothing_to_correct", _correctable),
)

conditions: Mapping[str, Condition] = {one.code: one for one in _ALL}
"""All conditions by the code of their refusal."""
