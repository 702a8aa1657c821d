"""From the events that count to the dated facts that the clocks read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from casework.document_course import DocumentCourse, course_of
from casework.fee_course import FeeCourse, fee_course
from casework.legal_events import (
    Correction,
    LegalEvent,
    RecordedEvent,
    corrections,
    day_of,
    effective_events,
)
from casework.round_split import ordered_fact, split_rounds
from deadlines.history import (
    CaseHistory,
    Consultation,
    CorrectionLapsed,
    CorrectionNotice,
    CorrectionReceived,
    Deferral,
    Extension,
    Fact,
    FeeLapsed,
    FeeNotice,
    FeePaid,
    FeeWaived,
    JustificationNotice,
    JustificationReceived,
    Receipt,
    ReplyDispatch,
    Withdrawal,
)
from law.terms import (
    Channel,
    ConsultationKind,
    DocumentKind,
    EventKind,
    Outcome,
    RequestKind,
    ServiceMethod,
)

__all__ = [
    "CaseFacts",
    "Correction",
    "DocumentCourse",
    "LegalEvent",
    "RecordedEvent",
    "case_facts",
    "corrections",
    "day_of",
    "effective_events",
    "receipt_of",
]

_RECEIPT_DAYS = (
    "submitted",
    "signed",
    "arrived",
    "confirmed",
    "system_received",
    "staff_ack",
    "office_confirmed",
)


@dataclass(frozen=True)
class CaseFacts:
    """The effective events of one request with the questions asked of them again and again.

    Attributes:
        events: what counts in this round of answering (``casework.round_split``); without an ordered reply, all.
        former: the rounds before, the oldest first; each is ended by the decision that ordered another reply.
        every: the effective events of all rounds; empty for ``events``.
    """

    events: tuple[LegalEvent, ...]
    former: tuple["CaseFacts", ...] = ()
    every: tuple[LegalEvent, ...] = ()

    @property
    def whole(self) -> tuple[LegalEvent, ...]:
        """The effective events of all rounds by legal day."""
        return self.every or self.events

    @cached_property
    def order(self) -> LegalEvent | None:
        """The decision that opened this round, None in the first one."""
        return self.last(EventKind.REPLY_ORDERED)

    def before_order(self, event: LegalEvent | None) -> bool:
        """Whether an event comes from an earlier round."""
        return event is not None and self.order is not None and event.seq < self.order.seq

    def round_of(self, document_id: int) -> int:
        """How many orders had been recorded when a document was issued: 0 in the first round."""
        issued = (one for one in self.whole if one.kind is EventKind.DOCUMENT_ISSUED)
        at = next((one.seq for one in issued if one.document_id == document_id), 0)
        return sum(one.kind is EventKind.REPLY_ORDERED and one.seq <= at for one in self.whole)

    @property
    def begun_decision(self) -> LegalEvent | None:
        """The decision of this round; before there is one, that of a round that ended without any reply."""
        if self.decided is not None or not self.former or self.former[-1].reply is not None:
            return self.decided
        return self.former[-1].begun_decision

    @property
    def revoked_reply(self) -> DocumentCourse | None:
        """The last reply of the rounds before; None if nobody had replied."""
        replies = [one.reply for one in self.former if one.reply is not None]
        return replies[-1] if replies else None

    def all_of(self, *kinds: EventKind) -> tuple[LegalEvent, ...]:
        """Events of some kinds by legal day."""
        return tuple(one for one in self.events if one.kind in kinds)

    def last(self, kind: EventKind) -> LegalEvent | None:
        """The latest event of a kind."""
        found = self.all_of(kind)
        return found[-1] if found else None

    def happened(self, kind: EventKind) -> bool:
        """Whether an event of a kind counts."""
        return any(one.kind is kind for one in self.events)

    def event(self, event_id: int) -> LegalEvent | None:
        """An event of any round by its id, None if it is struck or unknown."""
        return next((one for one in self.whole if one.id == event_id), None)

    @cached_property
    def kind(self) -> RequestKind:
        """What the applicant wants; only what is no request for disclosure says so with its registration."""
        registered = self.last(EventKind.REGISTERED)
        said = registered.payload.get("kind") if registered else None
        return RequestKind(said) if said else RequestKind.DISCLOSURE

    @cached_property
    def courses(self) -> Mapping[int, DocumentCourse]:
        """What became of every issued document of all rounds, by document id."""
        return {
            one.document_id: course_of(self.whole, one, one.document_id, one.on)
            for one in self.whole
            if one.kind is EventKind.DOCUMENT_ISSUED and one.document_id is not None and one.on is not None
        }

    @cached_property
    def round_courses(self) -> Mapping[int, DocumentCourse]:
        """The documents that count in this round, by document id."""
        mine = {one.document_id for one in self.all_of(EventKind.DOCUMENT_ISSUED)}
        return {key: one for key, one in self.courses.items() if key in mine}

    @property
    def former_courses(self) -> tuple[DocumentCourse, ...]:
        """The documents that count in no round any more but an earlier one."""
        return tuple(one for key, one in self.courses.items() if key not in self.round_courses)

    def courses_of(self, *kinds: DocumentKind) -> tuple[DocumentCourse, ...]:
        """Issued documents of some kinds that count in this round."""
        return tuple(one for one in self.round_courses.values() if one.kind in kinds)

    def sent_on(self, event: LegalEvent) -> date | None:
        """The day on which the document of an event left the house; own dates of the event go first."""
        course = self.courses.get(event.document_id or 0)
        return day_of(event.payload.get("sent")) or (course.dispatched_on if course else None)

    def served_on(self, event: LegalEvent) -> date | None:
        """The day on which the document of an event was served."""
        course = self.courses.get(event.document_id or 0)
        return day_of(event.payload.get("served")) or (course.served_on if course else None)

    @cached_property
    def reply(self) -> DocumentCourse | None:
        """The reply: the outcome letter that was issued, the confirmation of a withdrawal, the notice on records."""
        wanted = DocumentKind.WITHDRAWAL_CONFIRM if self.outcome is Outcome.WITHDRAWN else DocumentKind.OUTCOME_LETTER
        found = self.courses_of(DocumentKind.RECTIFY_NOTICE if self.kind is RequestKind.RECTIFY else wanted)
        return found[-1] if found else None

    @cached_property
    def decided(self) -> LegalEvent | None:
        """The outcome that counts: the one decided last."""
        return self.last(EventKind.OUTCOME_DECIDED)

    @cached_property
    def outcome(self) -> Outcome | None:
        """The outcome, a withdrawal included."""
        if self.happened(EventKind.WITHDRAWN):
            return Outcome.WITHDRAWN
        return Outcome(self.decided.payload["outcome"]) if self.decided else None

    @cached_property
    def open_correction(self) -> LegalEvent | None:
        """The correction notice that still waits for an answer."""
        notice = self.last(EventKind.CORRECTION_REQUESTED)
        if notice is None or self.happened(EventKind.CORRECTION_LAPSED):
            return None
        answered = any(one.payload.get("complete", True) for one in self.all_of(EventKind.CORRECTION_RECEIVED))
        return None if answered else notice

    @cached_property
    def open_consultations(self) -> tuple[LegalEvent, ...]:
        """Consultations without an opinion."""
        answered = {one.payload.get("consultation_event_id") for one in self.all_of(EventKind.CONSULTATION_ANSWERED)}
        return tuple(one for one in self.all_of(EventKind.CONSULTATION_SENT) if one.id not in answered)

    @cached_property
    def fee(self) -> FeeCourse:
        """How far the fee has come."""
        return fee_course(self)

    @cached_property
    def history(self) -> CaseHistory:
        """The facts that the clocks read."""
        facts: list[Fact] = []
        receipt = receipt_of(self)
        if receipt is not None:
            facts.append(receipt)
        for event in self.events:
            fact = _fact(self, event)
            if fact is not None:
                facts.append(fact)
            if event.kind is EventKind.CONSULTATION_SENT:
                facts += _returned_attempts(self, event)
        facts += _fee_payments(self.fee)
        reply = _reply_dispatch(self)
        if reply is not None:
            facts.append(reply)
        return CaseHistory.from_facts(facts)


def case_facts(rows: Iterable[RecordedEvent]) -> CaseFacts:
    """The facts of one request from its stored events: those of the round of answering that is open now."""
    every = effective_events(rows)
    rounds = split_rounds(every)
    former: tuple[CaseFacts, ...] = ()
    for events in rounds[:-1]:
        former = (*former, CaseFacts(events, former))
    return CaseFacts(rounds[-1], former, every)


def receipt_of(facts: CaseFacts) -> Receipt | None:
    """How the request came in, a later confirmation included (条例第三十一条)."""
    received = facts.last(EventKind.RECEIVED)
    if received is None:
        return None
    channel = Channel(received.payload["channel"])
    days = {name: day_of(received.payload.get(name)) for name in _RECEIPT_DAYS}
    confirmed = facts.last(EventKind.RECEIPT_CONFIRMED)
    if confirmed is not None:
        name = "office_confirmed" if channel is Channel.MAIL_SIGNED_OTHER_UNIT else "confirmed"
        days[name] = confirmed.on
    return Receipt(channel=channel, guide_exception=bool(received.payload.get("guide_exception")), **days)


def _reply_dispatch(facts: CaseFacts) -> ReplyDispatch | None:
    course = facts.reply
    if course is None or course.dispatched_on is None or course.kind is DocumentKind.WITHDRAWAL_CONFIRM:
        return None
    # What was posted first stays posted, however the returned letter was served in the end; nothing else does.
    posted = (course.first_method or ServiceMethod.POST) is ServiceMethod.POST
    method = ServiceMethod.POST if posted else course.method or ServiceMethod.POST
    sent = course.dispatched_on if posted else course.last_dispatched_on
    published = method is ServiceMethod.NOTICE
    again = course.last_dispatched_on != course.dispatched_on
    return ReplyDispatch(
        method=method,
        issued_on=course.issued_on,
        dispatched=None if published else sent,
        redispatched=course.last_dispatched_on if again else None,
        delivered=course.served_on,
        notice_on=sent if published else None,
    )


def _correction_notice(facts: CaseFacts, event: LegalEvent) -> Fact | None:
    sent = facts.sent_on(event)
    if sent is None:
        return None
    return CorrectionNotice(sent=sent, served=facts.served_on(event), deadline=day_of(event.payload.get("deadline")))


def _correction_received(_: CaseFacts, event: LegalEvent) -> Fact | None:
    return CorrectionReceived(on=event.on, complete=bool(event.payload.get("complete", True))) if event.on else None


def _correction_lapsed(_: CaseFacts, event: LegalEvent) -> Fact | None:
    return CorrectionLapsed(on=event.on) if event.on else None


def _extension(facts: CaseFacts, event: LegalEvent) -> Fact | None:
    told = next(
        (
            one.on
            for one in facts.all_of(EventKind.EXTENSION_NOTIFIED)
            if one.payload.get("extension_event_id") in (None, event.id)
        ),
        None,
    )
    return Extension(days=int(event.payload["days"]), approved_on=event.on, notified_on=told or facts.sent_on(event))


def _consultation(facts: CaseFacts, event: LegalEvent) -> Fact | None:
    sent = facts.sent_on(event)
    if sent is None:
        return None
    kind = ConsultationKind(event.payload["kind"])

    def linked(what: EventKind) -> date | None:
        found = [one.on for one in facts.all_of(what) if one.payload.get("consultation_event_id") == event.id]
        return next((one for one in found if one is not None), None)

    course = facts.courses.get(event.document_id or 0)
    return Consultation(
        ref=str(event.id),
        kind=kind,
        # Sent again after it came back it asks from that day on; the attempts before are facts of their own.
        sent=(course.sent_again_on if course else None) or sent,
        served=facts.served_on(event) or linked(EventKind.CONSULTATION_SERVED),
        reply_by=day_of(event.payload.get("reply_by")),
        answered=linked(EventKind.CONSULTATION_ANSWERED),
        returned=course.back_on if course else None,
        proof=bool(event.payload.get("proof", True)) and _proven(course),
        secrecy=bool(event.payload.get("secrecy")),
        party=str(event.payload.get("party") or kind.label),
    )


def _returned_attempts(facts: CaseFacts, event: LegalEvent) -> list[Fact]:
    """The earlier postings of a consultation that came back and was sent again: each stops the clock for itself."""
    mine = [one for one in facts.events if one.document_id == event.document_id and one.on is not None]
    sent = [one for one in mine if one.kind is EventKind.DOCUMENT_DISPATCHED]
    back = [
        one
        for at, one in enumerate(mine)
        if one.kind is EventKind.DOCUMENT_RETURNED
        or (one.kind is EventKind.SERVICE_REFUSED and any(earlier in sent for earlier in mine[:at]))
    ]
    kind = ConsultationKind(event.payload["kind"])
    return [
        Consultation(
            ref=f"{event.id}#{number}",
            kind=kind,
            sent=posted.on,
            returned=returned.on,
            resent=True,
            secrecy=bool(event.payload.get("secrecy")),
            party=str(event.payload.get("party") or kind.label),
        )
        for number, (posted, returned) in enumerate(zip(sent[:-1], back, strict=False), start=1)
        if posted.on is not None and returned.on is not None
    ]


def _proven(course: DocumentCourse | None) -> bool:
    """Whether a dispatch leaves a trace: posted mail has its number, or it arrived, or it came back."""
    if course is None or course.method is not ServiceMethod.POST:
        return True
    return bool(course.tracking_number.strip() or course.served_on or course.back_on)


def _fee_notice(facts: CaseFacts, event: LegalEvent) -> Fact | None:
    sent, served = facts.sent_on(event), facts.served_on(event)
    if event.document_id is None:  # of another system: its own day is that of dispatch
        told = facts.last(EventKind.FEE_SERVED)
        sent, served = sent or event.on, served or (told.on if told else None)
    return FeeNotice(sent=sent, served=served, order=facts.events.index(event) + 1) if sent else None


def _fee_payments(fee: FeeCourse) -> list[Fact]:
    """The payments that cleared the fee and those given up later; while only a part came in, the parts."""
    before: list[Fact] = [FeePaid(on=day) for day in fee.settled_before]
    if fee.settled_on is not None:
        return [*before, FeePaid(on=fee.settled_on)]
    return [*before, *(FeePaid(on=one.on, complete=False) for one in fee.payments if one.accepted and one.fen > 0)]


def _fee_part_elsewhere(_: CaseFacts, event: LegalEvent) -> Fact | None:
    """A part that another system recorded without its amount; what has an amount is added up with the others."""
    unknown = event.payload.get("fen") is None and not event.payload.get("complete", True)
    return FeePaid(on=event.on, complete=False) if event.on and unknown else None


def _fee_lapsed(_: CaseFacts, event: LegalEvent) -> Fact | None:
    return FeeLapsed(on=event.on) if event.on else None


def _fee_waived(facts: CaseFacts, event: LegalEvent) -> Fact | None:
    told = facts.sent_on(event) or event.on
    return FeeWaived(on=told, order=facts.events.index(event) + 1) if told else None


def _justification_notice(facts: CaseFacts, event: LegalEvent) -> Fact | None:
    sent = facts.sent_on(event)
    if sent is None:
        return None
    return JustificationNotice(sent=sent, served=facts.served_on(event), deadline=day_of(event.payload.get("deadline")))


def _justification_received(_: CaseFacts, event: LegalEvent) -> Fact | None:
    return JustificationReceived(on=event.on) if event.on else None


def _deferral(facts: CaseFacts, event: LegalEvent) -> Fact | None:
    until = day_of(event.payload.get("until"))
    return Deferral(until=until, notified_on=facts.sent_on(event)) if until else None


def _withdrawal(_: CaseFacts, event: LegalEvent) -> Fact | None:
    return Withdrawal(on=event.on) if event.on else None


def _ordered(_: CaseFacts, event: LegalEvent) -> Fact | None:
    return ordered_fact(event)


_READERS = {
    EventKind.CORRECTION_REQUESTED: _correction_notice,
    EventKind.CORRECTION_RECEIVED: _correction_received,
    EventKind.CORRECTION_LAPSED: _correction_lapsed,
    EventKind.EXTENSION_APPROVED: _extension,
    EventKind.CONSULTATION_SENT: _consultation,
    EventKind.FEE_NOTICED: _fee_notice,
    EventKind.FEE_PAID: _fee_part_elsewhere,
    EventKind.FEE_LAPSED: _fee_lapsed,
    EventKind.FEE_WAIVED: _fee_waived,
    EventKind.JUSTIFICATION_REQUESTED: _justification_notice,
    EventKind.JUSTIFICATION_RECEIVED: _justification_received,
    EventKind.REPLY_DEFERRED: _deferral,
    EventKind.REPLY_ORDERED: _ordered,
    EventKind.WITHDRAWN: _withdrawal,
}


def _fact(facts: CaseFacts, event: LegalEvent) -> Fact | None:
    reader = _READERS.get(event.kind)
    return reader(facts, event) if reader else None
