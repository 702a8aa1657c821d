"""逾期未缴费、不再收费: how a fee ends that is not paid (管理办法第六条; the waiver by policy ``fee_waiver``)."""

from datetime import date, datetime

from casework.act_case import ActCase, changed, check_day, enter, last_fee_day, words
from casework.amendment import void_letter
from casework.date_wording import full_date
from casework.fee_course import NoticeCourse
from casework.fee_drafts import FeeWaiverDraft
from casework.issuing import issue
from casework.letter_frames import letter_frame
from casework.office import Office
from casework.refusals import refused
from casework.service import dispatch_issued
from casework.unit_of_work import Work, begin
from casework.views import Changed
from law.terms import Act, DocumentKind, EventKind
from models import Document
from templates.fee_contexts import FeeWaiverContext

__all__ = ["lapse_fee", "record_fee_lapse", "waive_fee"]


def lapse_fee(
    office: Office, request_id: int, on: date, reason: str, *, today: date, now: datetime, actor: str
) -> Changed:
    """Record that the fee was not paid in time; the request is no longer processed, which has its own letter.

    Raises:
        UserError: the day to pay is not over or not proven, the fee is paid, an impossible day.
    """
    with begin(office, today=today, now=now, actor=actor) as work:
        case = enter(work, request_id, Act.LAPSE_FEE)
        record_fee_lapse(work, case, on, reason)
        return changed(work, case, Act.LAPSE_FEE, "已认定逾期未缴费，请作出不再处理的告知")


def record_fee_lapse(work: Work, case: ActCase, on: date, reason: str) -> None:
    """The lapse inside an act that may do it.

    Raises:
        UserError: a day on which the time to pay was not over, or after today.
    """
    check_day(on, case, "认定日期")
    due = case.state.clock.fee_pay_due
    if due is None or on <= due.due:
        raise refused("fee_pay_period_running", field="on", **case.state.words)
    if due.provisional:
        raise refused("fee_pay_due_estimated", field="on", **case.state.words)
    payload = {"reason": reason.strip(), "pay_due": due.due, "held": case.state.facts.fee.held}
    work.record(case.request, EventKind.FEE_LAPSED, on, payload)


def waive_fee(office: Office, draft: FeeWaiverDraft, *, today: date, now: datetime, actor: str) -> Changed:
    """Charge nothing after all. A notice still in the house is voided; of one that was sent the applicant is told.

    Raises:
        UserError: nothing to give up, no approver or reason, barred by the agency's policy, an impossible day.
    """
    with begin(office, today=today, now=now, actor=actor) as work:
        case = enter(work, draft.request_id, Act.WAIVE_FEE)
        fee = case.state.facts.fee
        check_day(draft.on, case, "决定日期", not_before=last_fee_day(case))
        if case.derived.policies.text("fee_waiver") == "none" and not draft.revokes:
            raise refused("fee_waiver_barred", field="revokes")
        approver = words(draft.approver, "waiver_approver_missing", "approver")
        reason = words(draft.reason, "reason_missing", "reason")
        if fee.in_house is not None and fee.in_house.document_id is not None:
            void_letter(work, case, fee.in_house.document_id, reason)
        sent = fee.notice if fee.notice is not None and fee.notice.sent_on is not None else None
        document = _letter(work, case, draft, sent, reason) if sent is not None else None
        payload = {"approver": approver, "reason": reason, "held": fee.held, "revokes": draft.revokes}
        document_id = document.id if document is not None else None
        work.record(case.request, EventKind.FEE_WAIVED, draft.on, payload, document_id=document_id)
        message = f"{full_date(draft.on)}决定不再收费"
        if document is not None and draft.dispatch is not None:
            dispatch_issued(work, case, draft.dispatch, document.id)
            message += "，告知书已登记寄出"
        return changed(work, case, Act.WAIVE_FEE, message, document_id=document_id)


def _letter(work: Work, case: ActCase, draft: FeeWaiverDraft, sent: NoticeCourse, reason: str) -> Document:
    frame = letter_frame(work.office, work.session, case.request, case.derived, draft.on)
    notice = work.session.get(Document, sent.document_id) if sent.document_id is not None else None

    def context(number: str) -> FeeWaiverContext:
        return FeeWaiverContext(
            **frame.request_letter(number=number, signed_on=draft.on),
            notice_number=(notice.document_number if notice is not None else None) or "以其他方式发出",
            notice_on=sent.fee.event.on or draft.on,
            fen=sent.fee.fen or 0,
            paid_fen=max(0, case.state.facts.fee.held),
            reason=reason,
        )

    return issue(work, case.request, DocumentKind.FEE_WAIVER, context, issued_on=draft.on)
