"""Whether a history is possible at all: what must come before what, whoever entered it and in whatever order."""

from collections.abc import Iterator
from datetime import date, timedelta

from casework.date_wording import full_date
from casework.derived import Derived
from casework.facts import CaseFacts, DocumentCourse, LegalEvent
from casework.refusals import Refusal, refusal
from law.terms import DocumentKind, EventKind, Outcome

__all__ = ["contradictions"]

# These may lie before the day of receipt: how the letter came in, and what was said about it on the telephone.
_FREE = (
    EventKind.REGISTERED,
    EventKind.RECEIVED,
    EventKind.RECEIPT_CONFIRMED,
    EventKind.CONTACT_RECORDED,
    EventKind.ATTACHMENT_ADDED,
    EventKind.CLOSED,
)
_MADE_BY_LETTER = {
    EventKind.CORRECTION_REQUESTED: DocumentKind.CORRECTION_NOTICE,
    EventKind.JUSTIFICATION_REQUESTED: DocumentKind.JUSTIFICATION_NOTICE,
    EventKind.REPLY_DEFERRED: DocumentKind.DELAY_35_NOTICE,
    EventKind.EXTENSION_APPROVED: DocumentKind.EXTENSION_NOTICE,
    EventKind.FEE_APPROVED: DocumentKind.FEE_CALC,
    EventKind.FEE_NOTICED: DocumentKind.FEE_NOTICE,
    EventKind.FEE_WAIVED: DocumentKind.FEE_WAIVER,
    EventKind.OPINION_TO_CONFIRM: DocumentKind.CONSULTATION_CONFIRM,
    EventKind.CONSULTATION_TOLD: DocumentKind.CONSULTATION_APPLICANT_NOTICE,
    EventKind.THIRD_PARTY_TOLD: DocumentKind.THIRD_PARTY_DISCLOSURE_NOTICE,
    EventKind.ASSIST_REQUESTED: DocumentKind.ASSIST_LETTER,
    EventKind.RECTIFICATION_DECIDED: DocumentKind.RECTIFY_NOTICE,
    EventKind.LETTER_CORRECTED: DocumentKind.CORRIGENDUM,
}


def contradictions(derived: Derived, today: date) -> tuple[Refusal, ...]:
    """What is impossible in a history, in the order in which it should be told."""
    facts = derived.facts
    received = derived.clock.received.received
    return (
        *_days(facts, received, today),
        *(one for course in facts.courses.values() for one in _course(course)),
        *(one for before in (*facts.former, facts) for one in _round(before)),
        *_fee_end(derived),
        *_orders(facts),
    )


def _round(facts: CaseFacts) -> tuple[Refusal, ...]:
    """What is impossible within one round of answering."""
    return (*_documents(facts), *_answers(facts), *_fee(facts), *_end(facts))


def _orders(facts: CaseFacts) -> Iterator[Refusal]:
    """What an order opened comes after it: the reply of a round is not older than the decision that ordered it."""
    for one in (*facts.former, facts):
        ordered, reply = one.order, one.reply
        if ordered is not None and reply is not None:
            yield from _before(ordered.on, reply.issued_on, (ordered.kind.label, "成文"), reply.kind.label)


def _days(facts: CaseFacts, received: date | None, today: date) -> Iterator[Refusal]:
    for event in facts.whole:
        if event.on is None:
            continue
        if event.on > today:
            yield refusal("history_in_future", event=event.kind.label, day=full_date(event.on), today=full_date(today))
        if received is not None and event.on < received and event.kind not in _FREE:
            yield refusal(
                "history_before_receipt",
                event=event.kind.label,
                day=full_date(event.on),
                received=full_date(received),
            )


def _before(first: date | None, second: date | None, names: tuple[str, str], what: str) -> Iterator[Refusal]:
    if first is not None and second is not None and second < first:
        yield refusal(
            "history_order",
            what=what,
            earlier=names[0],
            earlier_day=full_date(first),
            later=names[1],
            later_day=full_date(second),
        )


def _course(course: DocumentCourse) -> Iterator[Refusal]:
    what = f"{course.kind.label}{course.number}"
    yield from _before(course.issued_on, course.dispatched_on, ("成文", "寄出"), what)
    yield from _before(course.dispatched_on, course.served_on, ("寄出", "送达"), what)
    if course.served_on is not None and course.dispatched_on is None:
        yield refusal("history_served_unsent", document=what)


def _documents(facts: CaseFacts) -> Iterator[Refusal]:
    """Dispatch and service need their letter; a letter needs the act it was made by, and the act its letter."""
    moved = facts.all_of(EventKind.DOCUMENT_DISPATCHED, EventKind.DOCUMENT_SERVED, EventKind.DOCUMENT_RETURNED)
    for event in moved:
        if event.document_id not in facts.round_courses:
            yield refusal("history_letter_missing", event=event.kind.label)
    for kind in _MADE_BY_LETTER:
        for event in facts.all_of(kind):
            if event.document_id is not None and event.document_id not in facts.round_courses:
                yield refusal("history_letter_missing", event=kind.label)
    made = {one.document_id for kind in _MADE_BY_LETTER for one in facts.all_of(kind)}
    for course in facts.round_courses.values():
        if course.kind in _MADE_BY_LETTER.values() and course.document_id not in made:
            yield refusal("history_act_missing", document=f"{course.kind.label}{course.number}")


def _answers(facts: CaseFacts) -> Iterator[Refusal]:
    yield from _after_notice(facts, EventKind.CORRECTION_REQUESTED, EventKind.CORRECTION_RECEIVED)
    yield from _after_notice(facts, EventKind.CORRECTION_REQUESTED, EventKind.CORRECTION_LAPSED)
    yield from _after_notice(facts, EventKind.JUSTIFICATION_REQUESTED, EventKind.JUSTIFICATION_RECEIVED)
    for answer in facts.all_of(EventKind.CONSULTATION_ANSWERED):
        asked = facts.event(int(answer.payload.get("consultation_event_id") or 0))
        if asked is None:
            yield refusal("history_question_missing", event=answer.kind.label)
        else:
            yield from _before(facts.sent_on(asked), answer.on, ("寄出", "答复"), "征求意见")
    for answer in facts.all_of(EventKind.ASSIST_ANSWERED):
        wanted = facts.event(int(answer.payload.get("assist_event_id") or 0))
        if wanted is None:
            yield refusal("history_question_missing", event=answer.kind.label)
        else:
            yield from _before(wanted.on, answer.on, (wanted.kind.label, answer.kind.label), "协办")


def _after_notice(facts: CaseFacts, asked: EventKind, answered: EventKind) -> Iterator[Refusal]:
    notice: LegalEvent | None = facts.last(asked)
    for answer in facts.all_of(answered):
        if notice is None:
            yield refusal("history_question_missing", event=answered.label)
        else:
            yield from _before(facts.sent_on(notice), answer.on, (asked.label, answered.label), "")


def _fee(facts: CaseFacts) -> Iterator[Refusal]:
    """Each step of the fee needs the one before it; what was paid was asked for."""
    proposed = {one.id for one in facts.all_of(EventKind.FEE_PROPOSED)}
    for event in facts.all_of(EventKind.FEE_APPROVED, EventKind.FEE_DECLINED, EventKind.FEE_NOTICED):
        about = event.payload.get("proposal_event_id")
        if about is not None and about not in proposed:
            yield refusal("history_question_missing", event=event.kind.label)
    yield from _fee_steps(facts)
    noticed = facts.all_of(EventKind.FEE_NOTICED)
    # A notice of another system has no letter here: its own day is that on which it was sent.
    days = [facts.sent_on(one) or (one.on if one.document_id is None else None) for one in noticed]
    sent = [day for day in days if day is not None]
    for payment in facts.all_of(EventKind.FEE_PAID):
        if not sent:
            yield refusal("history_question_missing", event=payment.kind.label)
        else:
            names = (EventKind.FEE_NOTICED.label, payment.kind.label)
            yield from _before(min(sent, default=None), payment.on, names, "收费")
    if facts.fee.held < 0:
        yield refusal("history_refund_unpaid")


def _fee_steps(facts: CaseFacts) -> Iterator[Refusal]:
    """Proposal, approval, notice: each names the proposal it is about, and follows it."""
    proposals = {one.id: one for one in facts.all_of(EventKind.FEE_PROPOSED)}
    approvals = {one.payload.get("proposal_event_id"): one for one in facts.all_of(EventKind.FEE_APPROVED)}
    for about, approval in approvals.items():
        if isinstance(about, int) and about in proposals:
            names = (EventKind.FEE_PROPOSED.label, approval.kind.label)
            yield from _before(proposals[about].on, approval.on, names, "收费")
    for notice in facts.all_of(EventKind.FEE_NOTICED):
        about = notice.payload.get("proposal_event_id")
        if about is None:
            continue
        if about not in approvals:
            yield refusal("history_question_missing", event=notice.kind.label)
        else:
            names = (EventKind.FEE_APPROVED.label, notice.kind.label)
            yield from _before(approvals[about].on, notice.on, names, "收费")


def _fee_end(derived: Derived) -> Iterator[Refusal]:
    """Nothing lapses before its day, nor without proof that the notice arrived; the decision rests on the lapse."""
    facts, due = derived.facts, derived.clock.fee_pay_due
    for lapse in facts.all_of(EventKind.FEE_LAPSED):
        if facts.fee.notice is None or facts.fee.notice.served_on is None:
            yield refusal("history_question_missing", event=lapse.kind.label)
        elif due is not None and lapse.on is not None and lapse.on <= due.due:
            yield from _before(due.due + timedelta(days=1), lapse.on, ("缴费期满次日", lapse.kind.label), "收费")
    if facts.fee.is_open and due is not None:
        for payment in facts.all_of(EventKind.FEE_PAID):
            counts = bool(payment.payload.get("accepted", True))
            late = payment.on is not None and payment.on > due.due
            # Whether it counts was decided by the last day as it stood then; a moved day has to be decided upon anew.
            if payment.payload.get("fen") is not None and counts is late and not (late and payment.payload.get("note")):
                yield refusal("history_payment_judged", day=full_date(payment.on or due.due), due=full_date(due.due))
    decided = facts.decided
    no_payment = decided is not None and decided.payload.get("outcome") == Outcome.ABANDONED_NO_PAYMENT
    told = decided is not None and bool(decided.payload.get("ledger"))  # the ledger need not date the lapse
    if decided is not None and no_payment and not told and not facts.all_of(EventKind.FEE_LAPSED):
        yield refusal("history_question_missing", event=decided.kind.label)


def _end(facts: CaseFacts) -> Iterator[Refusal]:
    reply = facts.reply
    # A ledger may tell that there was a reply and not which.
    ours = reply is not None and not reply.elsewhere
    if reply is not None and ours and reply.kind is DocumentKind.OUTCOME_LETTER and facts.decided is None:
        yield refusal("history_reply_without_outcome", number=reply.number)
    closed = facts.last(EventKind.CLOSED)
    by_itself = closed is not None and closed.payload.get("automatic") and not facts.happened(EventKind.WITHDRAWN)
    if by_itself and (reply is None or reply.served_on is None):
        yield refusal("history_closed_unserved")
