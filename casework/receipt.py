"""确认收到: the day on which agency and applicant confirmed that mail or a fax had come (条例第三十一条)."""

from datetime import date, datetime

from casework.act_case import changed, check_day, enter
from casework.drafts import ReceiptConfirmationDraft
from casework.facts import receipt_of
from casework.office import Office
from casework.receipt_letter import issue_receipt
from casework.refusals import refused
from casework.unit_of_work import begin
from casework.views import Changed
from law.terms import Act, EventKind
from models import Submission

__all__ = ["confirm_receipt"]


def confirm_receipt(
    office: Office, draft: ReceiptConfirmationDraft, *, today: date, now: datetime, actor: str
) -> Changed:
    """Record the confirmation; the clock begins and the slip of receipt is made.

    Raises:
        UserError: the day of receipt is fixed already, or the day lies before the arrival or after today.
    """
    with begin(office, today=today, now=now, actor=actor) as work:
        case = enter(work, draft.request_id, Act.CONFIRM_RECEIPT)
        received = case.state.facts.last(EventKind.RECEIVED)
        check_day(draft.on, case, "确认日期", not_before=received.on if received else None)
        work.record(case.request, EventKind.RECEIPT_CONFIRMED, draft.on, {"how": draft.how.strip()})
        derived = work.refresh(case.request)
        if derived.clock.received.received is None:
            raise refused("confirmation_without_effect", channel=case.state.channel.label)
        issue_receipt(work, case.request, derived)
        submission = work.session.get_one(Submission, case.request.submission_id)
        receipt = receipt_of(derived.facts)
        if receipt is not None:
            submission.received_on = derived.clock.received.received
        return changed(work, case, Act.CONFIRM_RECEIPT, "已确认收到，期限开始计算")
