"""更正记录: a mistaken event is superseded or struck by a correcting one; the mistake stays to be seen."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from casework.act_case import ActCase, changed, enter, words
from casework.consistency import contradictions
from casework.drafts import EventCorrectionDraft
from casework.facts import LegalEvent
from casework.office import Office
from casework.refusals import refused
from casework.unit_of_work import Work, begin
from casework.views import Changed
from law.errors import RuleGap, UserError
from law.terms import Act, Channel, DocumentKind, DocumentState, EventKind
from models import Document, Request, Submission
from models.numbering import void_number

__all__ = ["correct_event", "void_letter"]

# Which of the dates of a letter is the day of receipt, by channel (条例第三十一条).
_RECEIPT_DAY = {
    Channel.IN_PERSON: "submitted",
    Channel.ORAL: "submitted",
    Channel.MAIL_SIGNED: "signed",
    Channel.MAIL_SIGNED_OTHER_UNIT: "signed",
    Channel.ORDINARY_MAIL: "arrived",
    Channel.WEB: "submitted",
    Channel.EMAIL: "system_received",
    Channel.FAX: "arrived",
}
_FIXED = (EventKind.REGISTERED, EventKind.EVENT_CORRECTED, EventKind.ATTACHMENT_ADDED)
# Who saw what, and who approved it: a step is undone by the next step of those who may take it, never by a correction.
_OF_REVIEW = (
    EventKind.DOCUMENT_DRAFTED,
    EventKind.DRAFT_SUBMITTED,
    EventKind.DRAFT_PASSED,
    EventKind.DRAFT_RETURNED,
    EventKind.DRAFT_APPROVED,
    EventKind.DRAFT_RECALLED,
    EventKind.FINDING_OVERRIDDEN,
    EventKind.EXTENSION_REQUESTED,
    EventKind.EXTENSION_DECLINED,
)
# Acts that were made by a letter: what the letter says cannot be changed afterwards.
_BY_LETTER = (
    EventKind.CORRECTION_REQUESTED,
    EventKind.JUSTIFICATION_REQUESTED,
    EventKind.REPLY_DEFERRED,
    EventKind.EXTENSION_APPROVED,
    EventKind.CONSULTATION_SENT,
    EventKind.FEE_APPROVED,
    EventKind.FEE_NOTICED,
    EventKind.FEE_WAIVED,
    EventKind.OPINION_TO_CONFIRM,
    EventKind.CONSULTATION_TOLD,
    EventKind.THIRD_PARTY_TOLD,
    EventKind.ASSIST_REQUESTED,
    EventKind.RECTIFICATION_DECIDED,
    EventKind.LETTER_CORRECTED,
    EventKind.DOCUMENT_ISSUED,
)


def correct_event(office: Office, draft: EventCorrectionDraft, *, today: date, now: datetime, actor: str) -> Changed:
    """Correct a mistaken event: another day, another payload, or struck; everything derived is recomputed.

    Issued letters keep what they said. Striking a letter that is still in the house voids it together with its number
    and with the act it was made by.

    Raises:
        UserError: no reason, nothing changed, the event is fixed, or the history would become impossible.
    """
    with begin(office, today=today, now=now, actor=actor) as work:
        case = enter(work, draft.request_id, Act.CORRECT_EVENT)
        event = case.state.facts.event(draft.event_id)
        if event is None or event.kind is not draft.kind:
            raise refused("event_unknown", field="event_id")
        reason = words(draft.reason, "correction_reason_missing", "reason")
        _check(case, event, draft)
        requests = [case.request]
        if draft.void:
            _strike(work, case, event, reason)
        else:
            _supersede(work, case.request, event, _change(event, draft), reason)
            requests += _siblings(work, case.request, event, _change(event, draft), reason)
        _follow_service(work, case.request, event, reason)
        for request in requests:
            _refuse_impossible(work, request)
            work.refresh(request)
        _refuse_other_decision(work, case, event)
        if event.kind is EventKind.RECEIVED:
            submission = work.session.get_one(Submission, case.request.submission_id)
            submission.received_on = case.request.received_on
        done = changed(work, case, Act.CORRECT_EVENT, f"“{event.kind.label}”已更正")
        return Changed(
            request_ids=tuple(one.id for one in requests),
            act=done.act,
            message=done.message,
            event_id=done.event_id,
            topics=done.topics,
        )


def _check(case: ActCase, event: LegalEvent, draft: EventCorrectionDraft) -> None:
    label = event.kind.label
    if event.kind in _FIXED:
        raise refused("event_fixed", field="event_id", event=label)
    if event.kind in _OF_REVIEW:
        raise refused("event_of_review", field="event_id", event=label)
    if event.kind is EventKind.REPLY_ORDERED:
        raise refused("event_of_dispute", field="event_id", event=label)
    if event.kind is EventKind.RECEIVED and draft.void:
        raise refused("receipt_struck", field="void")
    if draft.void:
        course = case.state.facts.courses.get(event.document_id or 0)
        sent = course is not None and not course.elsewhere and course.dispatched_on is not None
        if event.kind in _BY_LETTER and sent:
            raise refused("event_letter_sent", field="void", event=label)
        return
    if draft.on is None and not draft.payload:
        raise refused("event_unchanged", field="on")
    if draft.on is not None and draft.on > case.state.today:
        raise refused("act_in_future", field="on", label=label, day=draft.on, today=case.state.today)
    ours = event.document_id is not None and event.document_id > 0  # a letter in an old file says nothing here
    if event.kind in _BY_LETTER and ours and event.kind is not EventKind.EXTENSION_APPROVED:
        raise refused("event_said_by_letter", field="on", event=label)


def _change(event: LegalEvent, draft: EventCorrectionDraft) -> dict[str, Any]:
    """Day and payload of the correction. The day of receipt stands in the payload, under the date of its channel."""
    payload: dict[str, Any] = dict(draft.payload)
    if event.kind is EventKind.RECEIVED and draft.on is not None:
        payload.setdefault(_RECEIPT_DAY[Channel(event.payload["channel"])], draft.on)
    return {"on": draft.on, "payload": payload}


def _supersede(work: Work, request: Request, event: LegalEvent, change: Mapping[str, Any], reason: str) -> None:
    payload = {"kind": event.kind, "void": False, "reason": reason, **change}
    work.record(request, EventKind.EVENT_CORRECTED, work.today, payload, corrects_id=event.id)


def _void(work: Work, request: Request, event: LegalEvent, reason: str) -> None:
    payload = {"kind": event.kind, "void": True, "reason": reason}
    work.record(request, EventKind.EVENT_CORRECTED, work.today, payload, corrects_id=event.id)


def _strike(work: Work, case: ActCase, event: LegalEvent, reason: str) -> None:
    if event.kind not in _BY_LETTER or event.document_id is None:
        _void(work, case.request, event, reason)
        return
    if event.document_id < 0:  # told by a ledger: what became of it goes with it
        for one in case.state.facts.whole:
            if one.document_id == event.document_id:
                _void(work, case.request, one, reason)
        return
    void_letter(work, case, event.document_id, reason)


def void_letter(work: Work, case: ActCase, document_id: int, reason: str) -> None:
    """Void a letter still in the house, its number and the act it was made by: they stand and fall together."""
    for one in case.state.facts.whole:
        if one.document_id == document_id and (one.kind in _BY_LETTER or one.kind is EventKind.DOCUMENT_DRAFTED):
            _void(work, case.request, one, reason)
    document = work.session.get_one(Document, document_id)
    document.state = DocumentState.VOID
    document.void_reason = reason
    document.updated_at = work.now
    if document.document_number is not None:
        void_number(work.session, document.document_number, reason, now=work.now, actor=work.actor)


def _siblings(work: Work, request: Request, event: LegalEvent, change: Mapping[str, Any], reason: str) -> list[Request]:
    """The other requests of the same letter: it came in once, so its receipt is corrected for all of them."""
    if event.kind is not EventKind.RECEIVED:
        return []
    others = work.session.scalars(
        select(Request).where(Request.submission_id == request.submission_id, Request.id != request.id)
    ).all()
    for other in others:
        received = work.derived(other).facts.last(EventKind.RECEIVED)
        if received is not None:
            _supersede(work, other, received, change, reason)
    return list(others)


def _follow_service(work: Work, request: Request, event: LegalEvent, reason: str) -> None:
    """A case that closed by itself opens again with the service struck, or closes on the corrected day."""
    if event.kind not in (EventKind.DOCUMENT_SERVED, EventKind.DOCUMENT_DISPATCHED):
        return
    facts = work.derived(request).facts
    closed = facts.last(EventKind.CLOSED)
    if closed is None or not closed.payload.get("automatic") or facts.happened(EventKind.WITHDRAWN):
        return
    served = facts.reply.served_on if facts.reply else None
    if served is None:
        _void(work, request, closed, reason)
    elif served != closed.on:
        _supersede(work, request, closed, {"on": served, "payload": {}}, reason)


def _refuse_other_decision(work: Work, case: ActCase, event: LegalEvent) -> None:
    """A reply made here says what was decided: neither that nor an earlier decision may take its place afterwards.

    Raises:
        UserError: ``event_said_by_letter``, ``letter_before_decision``.
    """
    reply = case.state.facts.reply
    if event.kind is not EventKind.OUTCOME_DECIDED or reply is None or reply.kind is not DocumentKind.OUTCOME_LETTER:
        return
    if reply.elsewhere:
        return  # a ledger told it, outcome and all
    said, now = case.state.facts.decided, work.derived(case.request).facts.decided
    if said is None or now is None:
        return
    if (now.id, now.payload) != (said.id, said.payload):
        raise refused("event_said_by_letter", field="event_id", event=event.kind.label)
    if now.on is not None and now.on > reply.issued_on:
        raise refused("letter_before_decision", field="on", decided=now.on)


def _refuse_impossible(work: Work, request: Request) -> None:
    try:
        found = contradictions(work.derived(request), work.today)
    except RuleGap as gap:
        raise refused("history_no_clock") from gap
    if found:
        first = found[0]
        raise UserError(first.code, first.what, first.why, first.todo, first.citations, field="on")
