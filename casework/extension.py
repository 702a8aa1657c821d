"""延长答复期限: approved by the head, capped, told before the first period ends (条例第三十三条第二款)."""

from datetime import date, datetime

from casework.act_case import ActCase, changed, check_day, enter, words
from casework.date_wording import full_date
from casework.drafts import ExtensionDraft
from casework.issuing import check_letter_date, issue
from casework.letter_frames import letter_frame
from casework.office import Office
from casework.refusals import refused
from casework.service import dispatch_issued
from casework.unit_of_work import Work, begin
from casework.views import Changed
from deadlines.extension import check_extension_days
from deadlines.grounds import parameter_on
from deadlines.history import Extension
from deadlines.reply_clock import reply_clock
from deadlines.steps import Deadline
from law.terms import Act, DocumentKind, EventKind
from models import Document
from templates.contexts import ExtensionNoticeContext

__all__ = ["extend", "grant_extension"]


def extend(office: Office, draft: ExtensionDraft, *, today: date, now: datetime, actor: str) -> Changed:
    """Record the approval and issue the notice; the extension counts once the notice is dispatched in time.

    Where the office reviews, this asks the head for it: nothing moves until ``extension_request.approve_extension``,
    and approver, dates and dispatch of the draft are not looked at.

    Raises:
        UserError: more than the statute allows, a second time, approved or told after the first period, no approver.
    """
    with begin(office, today=today, now=now, actor=actor) as work:
        case = enter(work, draft.request_id, Act.EXTEND)
        if case.state.reviewed:
            return _asked(work, case, draft)
        message, document = grant_extension(work, case, draft)
        return changed(work, case, Act.EXTEND, message, document_id=document.id)


def _asked(work: Work, case: ActCase, draft: ExtensionDraft) -> Changed:
    check_extension_days(draft.days, case.state.received or work.today)
    reason = words(draft.reason, "reason_missing", "reason")
    payload = {"days": draft.days, "reason": reason, "by": work.actor}
    work.record(case.request, EventKind.EXTENSION_REQUESTED, work.today, payload)
    return changed(work, case, Act.EXTEND, f"已报批延长 {draft.days} 个工作日")


def grant_extension(work: Work, case: ActCase, draft: ExtensionDraft) -> tuple[str, Document]:
    """The approval with its notice, inside an act; what was done, and the notice.

    Raises:
        UserError: as ``extend``.
    """
    first = case.state.clock.first_due
    if first is None:
        raise refused("receipt_not_confirmed")
    check_extension_days(draft.days, case.state.received or draft.approved_on)
    check_day(draft.approved_on, case, "批准日期", field="approved_on")
    check_letter_date(draft.issued_on, today=work.today, received=case.state.received)
    if draft.issued_on < draft.approved_on:
        raise refused("extension_issued_before_approval", field="issued_on", approved=full_date(draft.approved_on))
    told = draft.dispatch.on if draft.dispatch else draft.issued_on
    late_counts = case.derived.policies.text("late_extension_effect") != "void"
    if draft.approved_on > first.due or (told > first.due and not late_counts):
        raise refused("extension_late", field="issued_on", **case.state.words)
    approver = words(draft.approver, "extension_approver_missing", "approver")
    reason = words(draft.reason, "reason_missing", "reason")
    document = _notice(work, case, draft, first, _extended(case, draft, told), reason)
    payload: dict[str, object] = {"days": draft.days, "approver": approver, "reason": reason}
    if not case.state.reviewed:
        payload["review"] = "one_person"
    work.record(case.request, EventKind.EXTENSION_APPROVED, draft.approved_on, payload, document_id=document.id)
    message = f"延期告知书{document.document_number}已签发"
    if draft.dispatch is not None:
        dispatch_issued(work, case, draft.dispatch, document.id)
        message += "并登记寄出"
    return message, document


def _extended(case: ActCase, draft: ExtensionDraft, told: date) -> Deadline:
    """The due date that the notice brings about."""
    derived = case.derived
    fact = Extension(days=draft.days, approved_on=draft.approved_on, notified_on=told)
    clock = reply_clock(derived.facts.history.plus(fact), derived.calendar, derived.policies, case.state.today)
    if clock.due is None:
        raise refused("receipt_not_confirmed")
    return clock.due


def _notice(
    work: Work, case: ActCase, draft: ExtensionDraft, first: Deadline, extended: Deadline, reason: str
) -> Document:
    if first.provisional:
        # The first due date is a fact of the notice; an estimate must not be written into a letter (C04).
        raise refused("extension_calendar_missing", year=first.missing_year)
    frame = letter_frame(work.office, work.session, case.request, case.derived, draft.issued_on)
    basis = parameter_on("extension_max_days", case.state.received or draft.approved_on).citation.full

    def context(number: str) -> ExtensionNoticeContext:
        return ExtensionNoticeContext(
            **frame.request_letter(number=number, signed_on=draft.issued_on),
            first_due_on=first.due,
            workdays=draft.days,
            reason=reason,
            basis=basis,
            due_on=None if extended.provisional else extended.due,
            missing_year=extended.missing_year if extended.provisional else None,
        )

    return issue(work, case.request, DocumentKind.EXTENSION_NOTICE, context, issued_on=draft.issued_on)
