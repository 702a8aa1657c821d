"""条例第三十五条: reasons asked for, received and judged, and the deferral that reasonable ones may lead to."""

from datetime import date, datetime

from casework.act_case import ActCase, changed, check_day, enter, words
from casework.date_wording import full_date
from casework.drafts import (
    DeferralDraft,
    JustificationAssessmentDraft,
    JustificationDraft,
    JustificationReceivedDraft,
)
from casework.issuing import check_letter_date, issue
from casework.letter_frames import letter_frame
from casework.office import Office
from casework.refusals import refusals, refused
from casework.service import dispatch_issued
from casework.unit_of_work import Work, begin
from casework.views import Changed
from law.terms import Act, DocumentKind, EventKind
from models import Document
from templates.contexts import DeferralNoticeContext, JustificationNoticeContext

__all__ = ["assess_justification", "defer_reply", "receive_justification", "request_justification"]


def _basis() -> str:
    return refusals()["justification_missing"].citations[0].full


def request_justification(
    office: Office, draft: JustificationDraft, *, today: date, now: datetime, actor: str
) -> Changed:
    """Ask for the reasons of many or repeated requests, with the figures that justify the question.

    Raises:
        UserError: asked already, no statistics, a deadline before the notice, an impossible date.
    """
    with begin(office, today=today, now=now, actor=actor) as work:
        case = enter(work, draft.request_id, Act.REQUEST_JUSTIFICATION)
        check_letter_date(draft.issued_on, today=today, received=case.state.received)
        if draft.deadline <= (draft.dispatch.on if draft.dispatch else draft.issued_on):
            raise refused("justification_deadline_early", field="deadline", day=full_date(draft.deadline))
        statistics = words(draft.statistics, "justification_statistics_missing", "statistics")
        document = _demand(work, case, draft, statistics)
        payload = {"statistics": statistics, "deadline": draft.deadline}
        work.record(case.request, EventKind.JUSTIFICATION_REQUESTED, draft.issued_on, payload, document_id=document.id)
        if draft.dispatch is not None:
            dispatch_issued(work, case, draft.dispatch, document.id)
        message = f"说明理由告知书{document.document_number}已签发"
        return changed(work, case, Act.REQUEST_JUSTIFICATION, message, document_id=document.id)


def _demand(work: Work, case: ActCase, draft: JustificationDraft, statistics: str) -> Document:
    frame = letter_frame(work.office, work.session, case.request, case.derived, draft.issued_on)
    provisional = work.office.calendar(session=work.session).provisional(draft.deadline)

    def context(number: str) -> JustificationNoticeContext:
        return JustificationNoticeContext(
            **frame.request_letter(number=number, signed_on=draft.issued_on),
            statistics=tuple(line for line in statistics.split("\n") if line.strip()),
            deadline=draft.deadline,
            basis=_basis(),
            deadline_provisional=provisional,
        )

    return issue(work, case.request, DocumentKind.JUSTIFICATION_NOTICE, context, issued_on=draft.issued_on)


def receive_justification(
    office: Office, draft: JustificationReceivedDraft, *, today: date, now: datetime, actor: str
) -> Changed:
    """Record the reasons that came in.

    Raises:
        UserError: not asked for, received already, an impossible date, no text.
    """
    with begin(office, today=today, now=now, actor=actor) as work:
        case = enter(work, draft.request_id, Act.RECEIVE_JUSTIFICATION)
        asked = case.state.justification
        check_day(draft.on, case, "收到理由日期", not_before=case.state.facts.sent_on(asked) if asked else None)
        text = words(draft.text, "justification_text_missing", "text")
        work.record(case.request, EventKind.JUSTIFICATION_RECEIVED, draft.on, {"text": text})
        return changed(work, case, Act.RECEIVE_JUSTIFICATION, "收到申请人说明的理由")


def assess_justification(
    office: Office, draft: JustificationAssessmentDraft, *, today: date, now: datetime, actor: str
) -> Changed:
    """Record whether the reasons are reasonable; a person decides and says why.

    Raises:
        UserError: nothing to judge yet, judged already, no grounds, reasonable without any reasons received.
    """
    with begin(office, today=today, now=now, actor=actor) as work:
        case = enter(work, draft.request_id, Act.ASSESS_JUSTIFICATION)
        received = case.state.facts.last(EventKind.JUSTIFICATION_RECEIVED)
        check_day(draft.on, case, "审查日期", not_before=received.on if received else None)
        if draft.reasonable and received is None:
            raise refused("justification_reasonable_without_reasons", field="reasonable")
        grounds = words(draft.grounds, "justification_grounds_missing", "grounds")
        payload = {"reasonable": draft.reasonable, "grounds": grounds}
        work.record(case.request, EventKind.JUSTIFICATION_ASSESSED, draft.on, payload)
        message = "已认定理由合理" if draft.reasonable else "已认定理由不合理"
        return changed(work, case, Act.ASSESS_JUSTIFICATION, message)


def defer_reply(office: Office, draft: DeferralDraft, *, today: date, now: datetime, actor: str) -> Changed:
    """Tell the applicant a later reply date after reasonable reasons.

    Raises:
        UserError: the reasons were not found reasonable, the period is over, a date before the due date.
    """
    with begin(office, today=today, now=now, actor=actor) as work:
        case = enter(work, draft.request_id, Act.DEFER_REPLY)
        check_letter_date(draft.issued_on, today=today, received=case.state.received)
        due = case.state.clock.due
        if due is not None and draft.until <= due.due:
            raise refused("deferral_not_later", field="until", day=full_date(draft.until), due=full_date(due.due))
        reason = words(draft.reason, "reason_missing", "reason")
        document = _deferral(work, case, draft, reason)
        payload = {"until": draft.until, "reason": reason}
        work.record(case.request, EventKind.REPLY_DEFERRED, draft.issued_on, payload, document_id=document.id)
        if draft.dispatch is not None:
            dispatch_issued(work, case, draft.dispatch, document.id)
        message = f"延迟答复告知书{document.document_number}已签发"
        return changed(work, case, Act.DEFER_REPLY, message, document_id=document.id)


def _deferral(work: Work, case: ActCase, draft: DeferralDraft, reason: str) -> Document:
    frame = letter_frame(work.office, work.session, case.request, case.derived, draft.issued_on)
    received = case.state.facts.last(EventKind.JUSTIFICATION_RECEIVED)
    if received is None or received.on is None:
        raise refused("justification_reasonable_without_reasons")
    received_on = received.on
    provisional = work.office.calendar(session=work.session).provisional(draft.until)

    def context(number: str) -> DeferralNoticeContext:
        return DeferralNoticeContext(
            **frame.request_letter(number=number, signed_on=draft.issued_on),
            reasons_received_on=received_on,
            until=draft.until,
            reason=reason,
            basis=_basis(),
            until_provisional=provisional,
        )

    return issue(work, case.request, DocumentKind.DELAY_35_NOTICE, context, issued_on=draft.issued_on)
