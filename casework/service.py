"""寄出、送达、退件: how an issued document leaves the house, how its service is proven, when that closes the case."""

from datetime import date, datetime
from typing import Final

from sqlalchemy import func, select

from casework.act_case import ActCase, attach_to, changed, check_day, enter, words
from casework.closing import close_after_service
from casework.date_wording import full_date
from casework.drafts import DispatchDraft, ReturnDraft, ServiceDraft
from casework.facts import DocumentCourse
from casework.lifecycle import conditions
from casework.office import Office
from casework.receivers import chosen_receiver, party_of, receiver_payload
from casework.refusals import refused
from casework.service_ways import arrived, check_lien, check_notice, check_notice_period, received, told_of_way
from casework.unit_of_work import Work, begin
from casework.views import Changed
from law.documents import consultation_letters
from law.fee_notice import notice_channel, notice_method
from law.terms import Act, DocumentKind, EventKind, ServiceMethod
from models import Document, Submission
from templates.course_rules import CarrierFault, carrier_fault

__all__ = ["dispatch", "dispatch_issued", "record_return", "record_service"]

_AT_ONCE = (ServiceMethod.COUNTER, ServiceMethod.DIRECT, ServiceMethod.LIEN)

_NO_NOTICE_WHEN: Final = (
    "case_closed",
    "withdrawn_already",
    "reply_issued",
    "fee_settled_already",
    "fee_lapsed_already",
    "correction_open",
    "fee_consultation_open",
    "fee_pay_period_over",
)


def dispatch(office: Office, draft: DispatchDraft, *, today: date, now: datetime, actor: str) -> Changed:
    """Record that an issued document left the house; handed over in person it is served at once.

    Raises:
        UserError: not issued, already on its way, dated before its issue or after today, carried by a courier.
    """
    with begin(office, today=today, now=now, actor=actor) as work:
        request_id = _request_of(work, draft.document_id)
        case = enter(work, request_id, Act.DISPATCH)
        kind = dispatch_issued(work, case, draft, draft.document_id)
        return changed(work, case, Act.DISPATCH, f"{kind.label}已登记寄出", document_id=draft.document_id)


def dispatch_issued(work: Work, case: ActCase, draft: DispatchDraft, document_id: int) -> DocumentKind:
    """Record the dispatch of a document inside an act; returns its kind.

    Raises:
        UserError: as ``dispatch``.
    """
    course = work.derived(case.request).facts.courses.get(document_id)
    if course is None:
        raise refused("document_not_issued", field="document_id")
    _check_dispatch(work, case, draft, course)
    sent = work.record(
        case.request,
        EventKind.DOCUMENT_DISPATCHED,
        draft.on,
        {**_dispatched(draft), **_addressed(work, case, draft, course)},
        document_id=document_id,
    )
    attach_to(work, case, sent, draft.attachments)
    served_on = draft.delivered_on or (draft.on if draft.method in _AT_ONCE else None)
    if served_on is not None:
        check_day(served_on, case, "送达日期", field="delivered_on", not_before=draft.on)
        said = {"proof": f"{draft.method.label}，登记寄出时一并登记", **received(draft.received_by, draft.relation)}
        work.record(case.request, EventKind.DOCUMENT_SERVED, served_on, said, document_id=document_id)
        close_after_service(work, case.request, document_id)
    work.last_event_id = sent.id
    return course.kind


def _addressed(work: Work, case: ActCase, draft: DispatchDraft, course: DocumentCourse) -> dict[str, str]:
    """To whom and where a letter to the applicant was addressed, where somebody chose; letters to others say it."""
    if not draft.receiver or party_of(case.state.facts, course.document_id) is not None:
        return {}
    return receiver_payload(chosen_receiver(work.session, case.request.submission_id, draft.receiver))


def _dispatched(draft: DispatchDraft) -> dict[str, object]:
    said: dict[str, object] = {
        "method": draft.method,
        "carrier": draft.carrier,
        "tracking_number": draft.tracking_number,
    }
    if draft.other_way_reason.strip():
        said["other_way_reason"] = draft.other_way_reason.strip()
    return {**said, **told_of_way(draft)}


def record_service(office: Office, draft: ServiceDraft, *, today: date, now: datetime, actor: str) -> Changed:
    """Record the proof of service; the proof of the reply closes the case.

    Raises:
        UserError: not dispatched, served already, a day before the dispatch or after today, no proof; served
            electronically, neither the time of arrival nor the receipt of the system.
    """
    with begin(office, today=today, now=now, actor=actor) as work:
        document = _document(work, draft.document_id)
        act = Act.SERVE_CONSULTATION if document.kind in consultation_letters() else Act.RECORD_SERVICE
        case = enter(work, document.request_id, act)
        course = _on_its_way(case, draft.document_id)
        check_day(draft.on, case, "送达日期", not_before=course.dispatched_on)
        if not (draft.proof.strip() or draft.attachments):
            raise refused("service_proof_missing", field="proof")
        if course.method is ServiceMethod.ELECTRONIC and not (draft.arrived_at.strip() or draft.attachments):
            raise refused("electronic_proof_missing", field="arrived_at")
        said = {
            "proof": f"{draft.proof_kind} {draft.proof}".strip(),
            **received(draft.received_by, draft.relation),
            **arrived(draft.arrived_at),
        }
        check_notice_period(draft.on, course)
        event = work.record(case.request, EventKind.DOCUMENT_SERVED, draft.on, said, document_id=draft.document_id)
        attach_to(work, case, event, draft.attachments)
        closed = close_after_service(work, case.request, draft.document_id)
        message = f"{course.kind.label}已送达" + ("，本件办结" if closed else "")
        return changed(work, case, act, message, document_id=draft.document_id)


def record_return(office: Office, draft: ReturnDraft, *, today: date, now: datetime, actor: str) -> Changed:
    """Record that the post brought a document back; it can be sent again, the first posting stays decisive.

    Raises:
        UserError: not on its way, a day before the dispatch or after today, no reason.
    """
    with begin(office, today=today, now=now, actor=actor) as work:
        request_id = _request_of(work, draft.document_id)
        case = enter(work, request_id, Act.RECORD_RETURN)
        course = _on_its_way(case, draft.document_id)
        check_day(draft.on, case, "退件日期", not_before=course.dispatched_on)
        reason = words(draft.reason, "return_reason_missing", "reason")
        work.record(
            case.request, EventKind.DOCUMENT_RETURNED, draft.on, {"reason": reason}, document_id=draft.document_id
        )
        return changed(
            work, case, Act.RECORD_RETURN, f"{course.kind.label}已登记退件，请核址重寄", document_id=draft.document_id
        )


def _document(work: Work, document_id: int) -> Document:
    document = work.session.get(Document, document_id)
    if document is None:
        raise refused("document_unknown", field="document_id")
    return document


def _request_of(work: Work, document_id: int) -> int:
    return _document(work, document_id).request_id


def _on_its_way(case: ActCase, document_id: int) -> DocumentCourse:
    course = case.state.facts.courses.get(document_id)
    if course is None:
        raise refused("document_not_issued", field="document_id")
    if course.dispatched_on is None:
        raise refused("document_not_dispatched", field="document_id", number=course.number)
    if course.served_on is not None:
        raise refused("document_served_already", field="document_id", day=full_date(course.served_on))
    if course.back_on is not None:
        raise refused("document_returned_already", field="document_id", day=full_date(course.back_on))
    return course


def _check_dispatch(work: Work, case: ActCase, draft: DispatchDraft, course: DocumentCourse) -> None:
    if course.dispatched_on is not None and course.back_on is None:
        raise refused("document_dispatched_already", field="document_id", day=full_date(course.dispatched_on))
    check_day(draft.on, case, "寄出日期", not_before=course.back_on or course.issued_on)
    if course.kind is DocumentKind.CORRECTION_NOTICE and course.dispatched_on is None:
        _check_correction_time(case, draft)
    if course.kind is DocumentKind.EXTENSION_NOTICE and course.dispatched_on is None:
        _check_extension_time(case, draft)
    if course.kind is DocumentKind.FEE_NOTICE:
        _check_fee_notice(work, case, draft, course)
    if draft.method in (ServiceMethod.POST, ServiceMethod.ENTRUSTED):
        _check_carrier(draft.carrier)
    if draft.method is ServiceMethod.LIEN:
        check_lien(draft, course)
    if draft.method is ServiceMethod.NOTICE:
        check_notice(draft, course)
    if draft.method is ServiceMethod.ELECTRONIC and _names_remedies(work, course):
        _check_website(work, course.document_id)


def _check_correction_time(case: ActCase, draft: DispatchDraft) -> None:
    """A notice leaves before the day it sets; sent again after it came back it may be late: the lapse sees to that."""
    deadline = case.state.correction_deadline
    if deadline is not None and draft.on >= deadline:
        raise refused("correction_sent_too_late", field="on", day=draft.on, deadline=deadline)


def _check_extension_time(case: ActCase, draft: DispatchDraft) -> None:
    """Told after the first period an extension is void, unless a policy lets it count (条例第三十三条第二款)."""
    first = case.state.clock.first_due
    void = case.derived.policies.text("late_extension_effect") == "void"
    if first is not None and draft.on > first.due and void:
        raise refused("extension_notice_late", field="on", day=draft.on, first_due=first.due)


def _check_fee_notice(work: Work, case: ActCase, draft: DispatchDraft, course: DocumentCourse) -> None:
    """Within the processing period, and on the way on which the applicant wants the information (管理办法第六条)."""
    due, fee = case.state.clock.due, case.state.facts.fee
    again = course.dispatched_on is not None
    if _replaced(work, case, draft) or (again and fee.notice is None):
        raise refused("fee_notice_replaced", field="document_id", number=course.number)
    if due is not None and draft.on > due.due and not fee.is_open and not again:
        raise refused("fee_notice_after_period", field="on", day=draft.on, due=due.due)
    # What came between the signing and the sending: neither runs beside a fee, and a replacement has its time.
    for blocker in _NO_NOTICE_WHEN:
        if not conditions[blocker].holds(case.state):
            raise refused(blocker, field="on", **case.state.words)
    submission = work.session.get_one(Submission, case.request.submission_id)
    wanted = notice_method(submission.delivery_method)
    if draft.method is not wanted and not draft.other_way_reason.strip():
        channel = notice_channel(submission.delivery_method)
        raise refused("fee_notice_other_way", field="method", wanted=channel.label, chosen=draft.method.label)


def _replaced(work: Work, case: ActCase, draft: DispatchDraft) -> bool:
    """Whether a later notice was made: only the latest may leave the house."""
    made = (Document.request_id == case.request.id, Document.kind == DocumentKind.FEE_NOTICE)
    latest = work.session.scalar(select(func.max(Document.id)).where(*made, Document.issued_on.is_not(None)))
    return draft.document_id not in (0, latest)


def _check_carrier(carrier: str) -> None:
    fault = carrier_fault(carrier)
    if fault is CarrierFault.CASH_ON_DELIVERY:
        raise refused("no_cash_on_delivery", field="carrier")
    if fault is CarrierFault.NOT_POSTAL:
        raise refused("must_use_postal_enterprise", field="carrier", carrier=carrier)


def _names_remedies(work: Work, course: DocumentCourse) -> bool:
    """Decisions that name remedies: replies, notices on records, and by policy notices to third parties."""
    if course.kind is DocumentKind.OUTCOME_LETTER:
        return True
    if course.kind not in (DocumentKind.RECTIFY_NOTICE, DocumentKind.THIRD_PARTY_DISCLOSURE_NOTICE):
        return False
    return bool(work.session.get_one(Document, course.document_id).context.get("remedy"))


def _check_website(work: Work, document_id: int) -> None:
    """A decision served electronically says where to apply for review online: the letter as it was frozen (C48)."""
    website = work.office.agency().reconsideration_website
    if not website:
        raise refused("electronic_needs_website", field="method")
    document = work.session.get_one(Document, document_id)
    text = "".join(str(one["text"]) for one in document.preview.get("blocks", ()))
    if website not in text:
        raise refused("electronic_letter_lacks_website", field="method", number=document.document_number or "")
