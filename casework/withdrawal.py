"""撤回: withdrawn by the applicant in writing; the confirmation is made and the case closes."""

from datetime import date, datetime

from casework.act_case import ActCase, attach_to, changed, check_day, enter, words
from casework.drafts import WithdrawalDraft
from casework.issuing import issue
from casework.letter_frames import letter_frame
from casework.office import Office
from casework.refusals import refused
from casework.unit_of_work import Work, begin
from casework.views import Changed
from law.terms import Act, DocumentKind, EventKind
from models import Document
from templates.contexts import WithdrawalConfirmContext

__all__ = ["withdraw"]


def withdraw(office: Office, draft: WithdrawalDraft, *, today: date, now: datetime, actor: str) -> Changed:
    """Record a withdrawal signed by the applicant; the confirmation is issued and the case closes.

    Raises:
        UserError: not signed, a day before the receipt or after today, the reply already issued.
    """
    with begin(office, today=today, now=now, actor=actor) as work:
        case = enter(work, draft.request_id, Act.WITHDRAW)
        check_day(draft.on, case, "撤回日期")
        if not draft.signed:
            raise refused("withdrawal_unsigned", field="signed")
        way = words(draft.how, "withdrawal_way_missing", "how")
        payload = {"how": way, "reason": draft.reason.strip(), "signed": True}
        event = work.record(case.request, EventKind.WITHDRAWN, draft.on, payload)
        attach_to(work, case, event, draft.attachments)
        document = _confirmation(work, case, draft.on, way) if case.state.received is not None else None
        work.record(case.request, EventKind.CLOSED, today, {"reason": "申请人撤回", "automatic": True})
        return changed(work, case, Act.WITHDRAW, "申请人撤回，本件办结", document_id=document.id if document else None)


def _confirmation(work: Work, case: ActCase, on: date, way: str) -> Document:
    frame = letter_frame(work.office, work.session, case.request, work.derived(case.request), work.today)

    def context(number: str) -> WithdrawalConfirmContext:
        return WithdrawalConfirmContext(
            **frame.request_letter(number=number, signed_on=work.today), withdrawn_on=on, way=way
        )

    return issue(work, case.request, DocumentKind.WITHDRAWAL_CONFIRM, context, issued_on=work.today)
