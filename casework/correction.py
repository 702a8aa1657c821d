"""补正: asked for once, received, or lapsed (条例第三十条)."""

from datetime import date, datetime

from casework.act_case import ActCase, attach_to, changed, check_day, enter, words, words_of
from casework.date_wording import full_date
from casework.drafts import CorrectionDraft, CorrectionReceivedDraft
from casework.issuing import check_letter_date, issue
from casework.letter_frames import letter_frame
from casework.office import Office
from casework.refusals import refusals, refused
from casework.service import dispatch_issued
from casework.unit_of_work import Work, begin
from casework.views import Changed
from law.terms import Act, DocumentKind, EventKind
from models import Document
from templates.contexts import CorrectionItem, CorrectionNoticeContext
from templates.enclosed_forms import CORRECTION_FORM_NAME

__all__ = ["lapse_correction", "receive_correction", "request_correction"]


def request_correction(office: Office, draft: CorrectionDraft, *, today: date, now: datetime, actor: str) -> Changed:
    """Issue the one correction notice; with ``dispatch`` it leaves the house in the same act.

    Raises:
        UserError: a second correction, nothing said to be unclear, a deadline before the notice, an impossible date.
    """
    with begin(office, today=today, now=now, actor=actor) as work:
        case = enter(work, draft.request_id, Act.REQUEST_CORRECTION)
        check_letter_date(draft.issued_on, today=today, received=case.state.received)
        if draft.deadline <= (draft.dispatch.on if draft.dispatch else draft.issued_on):
            raise refused("correction_deadline_early", field="deadline", day=full_date(draft.deadline))
        unclear = words_of(draft.unclear_items, "correction_nothing_unclear", "unclear_items")
        how = words(draft.how_to_correct, "correction_how_missing", "how_to_correct")
        document = _notice(work, case, draft, unclear, how)
        payload = {"unclear_items": unclear, "how_to_correct": how, "deadline": draft.deadline}
        work.record(case.request, EventKind.CORRECTION_REQUESTED, draft.issued_on, payload, document_id=document.id)
        message = f"补正告知书{document.document_number}已签发"
        if draft.dispatch is not None:
            dispatch_issued(work, case, draft.dispatch, document.id)
            message += "并登记寄出"
        return changed(work, case, Act.REQUEST_CORRECTION, message, document_id=document.id)


def _notice(work: Work, case: ActCase, draft: CorrectionDraft, unclear: tuple[str, ...], how: str) -> Document:
    frame = letter_frame(work.office, work.session, case.request, case.derived, draft.issued_on)
    agency = frame.agency
    basis = refusals()["correction_once"].citations[0].full
    provisional = work.office.calendar(session=work.session).provisional(draft.deadline)

    def context(number: str) -> CorrectionNoticeContext:
        return CorrectionNoticeContext(
            **frame.request_letter(number=number, signed_on=draft.issued_on),
            items=tuple(CorrectionItem(unclear=one, how=how) for one in unclear),
            deadline=draft.deadline,
            basis=basis,
            submit_to=agency.contact_address,
            deadline_provisional=provisional,
            annexes=(CORRECTION_FORM_NAME,),
        )

    return issue(work, case.request, DocumentKind.CORRECTION_NOTICE, context, issued_on=draft.issued_on)


def receive_correction(
    office: Office, draft: CorrectionReceivedDraft, *, today: date, now: datetime, actor: str
) -> Changed:
    """Record a correction that came in; a complete one restarts the reply period.

    Raises:
        UserError: no notice was sent, the day lies before the notice or after today, nothing came in.
    """
    with begin(office, today=today, now=now, actor=actor) as work:
        case = enter(work, draft.request_id, Act.RECEIVE_CORRECTION)
        notice = case.state.correction
        check_day(draft.on, case, "收到补正日期", not_before=case.state.facts.sent_on(notice) if notice else None)
        if not draft.attachments:
            words(draft.text, "correction_text_missing", "text")
        payload = {"text": draft.text, "complete": draft.complete}
        event = work.record(case.request, EventKind.CORRECTION_RECEIVED, draft.on, payload)
        attach_to(work, case, event, draft.attachments)
        message = "收到补正，期限重新起算" if draft.complete else "收到补正，尚未补齐"
        return changed(work, case, Act.RECEIVE_CORRECTION, message)


def lapse_correction(
    office: Office, request_id: int, on: date, reason: str, *, today: date, now: datetime, actor: str
) -> Changed:
    """Record that the applicant did not correct in time without a good reason; ``reason`` says how that is known.

    Raises:
        UserError: the deadline has not passed, or nobody says why there is no good reason.
    """
    with begin(office, today=today, now=now, actor=actor) as work:
        case = enter(work, request_id, Act.LAPSE_CORRECTION)
        check_day(on, case, "认定日期")
        deadline = case.state.correction_deadline
        if deadline is not None and on <= deadline:
            raise refused("correction_not_overdue", field="on", **case.state.words)
        grounds = words(reason, "lapse_needs_reason", "reason")
        work.record(case.request, EventKind.CORRECTION_LAPSED, on, {"reason": grounds})
        return changed(work, case, Act.LAPSE_CORRECTION, "已认定逾期未补正，请作出不再处理的告知")
