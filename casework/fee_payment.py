"""登记缴费、退费: what came in, in part or in whole, in time or late, and what was given back (管理办法第六条)."""

import unicodedata
from datetime import date, datetime

from casework.act_case import ActCase, attach_to, changed, check_day, enter, words
from casework.date_wording import full_date
from casework.fee_drafts import PaymentDraft, RefundDraft
from casework.office import Office
from casework.refusals import refused
from casework.unit_of_work import begin
from casework.views import Changed
from fees.wording import yuan
from law.terms import Act, EventKind, RequestStatus

__all__ = ["record_payment", "record_refund"]


def record_payment(office: Office, draft: PaymentDraft, *, today: date, now: datetime, actor: str) -> Changed:
    """Record a payment; the one that clears the fee starts the period anew on the next day.

    What came in after the last day counts only if the agency says so and why; otherwise it is held to be given back,
    and so is whatever comes in once the fee is settled, given up or lapsed: it is recorded, because it is there.

    Raises:
        UserError: no notice was ever sent, no amount or receipt, the same receipt again, a day
            before the notice or after today, a part taken for the whole against the agency's policy, no reason where a
            person has to decide.
    """
    with begin(office, today=today, now=now, actor=actor) as work:
        case = enter(work, draft.request_id, Act.RECORD_PAYMENT)
        fee = case.state.facts.fee
        # Paid on a notice that was replaced meanwhile: the day stays as it was.
        sent = [one.sent_on for one in fee.notices if one.sent_on is not None]
        check_day(draft.on, case, "缴费日期", not_before=min(sent, default=None))
        if draft.fen <= 0:
            raise refused("fee_amount_missing", field="fen")
        receipt = words(draft.receipt_number, "fee_receipt_missing", "receipt_number")
        if any(
            _same_receipt(str(one.payload.get("receipt_number")), receipt)
            for one in case.state.facts.all_of(EventKind.FEE_PAID)
        ):
            raise refused("fee_receipt_twice", field="receipt_number", receipt=receipt)
        accepted = _accepted(case, draft)
        settles = _settles(case, draft)
        payload = {
            "fen": draft.fen,
            "receipt_number": receipt,
            "accepted": accepted,
            "settles": settles,
            "note": draft.note.strip(),
        }
        event = work.record(case.request, EventKind.FEE_PAID, draft.on, payload)
        attach_to(work, case, event, draft.attachments)
        settled_on = work.derived(case.request).facts.fee.settled_on
        return changed(work, case, Act.RECORD_PAYMENT, _said(settled_on, draft, accepted))


def _same_receipt(one: str, other: str) -> bool:
    """Full width or half width, capitals or not, with or without blanks: the same paper."""
    return _plain(one) == _plain(other)


def _plain(receipt: str) -> str:
    return "".join(unicodedata.normalize("NFKC", receipt).casefold().split())


def _said(settled_on: date | None, draft: PaymentDraft, accepted: bool) -> str:
    if not accepted:
        return f"已登记收款{yuan(draft.fen)}，不抵作应缴，待退还"
    if settled_on is None:
        return f"已登记缴费{yuan(draft.fen)}，尚未缴清"
    return f"已登记缴费{yuan(draft.fen)}，{full_date(settled_on)}缴清，次日起重新计算期限"


def _accepted(case: ActCase, draft: PaymentDraft) -> bool:
    """Does it count? In time always; late only if somebody says so, and never once the request is given up."""
    due = case.state.clock.fee_pay_due
    fee = case.state.facts.fee
    given_up = fee.lapsed is not None or fee.notice is None or fee.notice.sent_on is None
    over = given_up or fee.settled_on is not None or case.state.status is RequestStatus.CLOSED
    if over:
        if draft.accept_late:
            raise refused("payment_late_closed", field="accept_late")
        return False
    if due is None or draft.on <= due.due:
        return True
    if draft.accept_late:
        _need_note(draft, "逾期仍予办理")
    return draft.accept_late


def _settles(case: ActCase, draft: PaymentDraft) -> bool:
    if not draft.settles:
        return False
    if case.derived.policies.text("fee_partial_payment") != "proportional":
        raise refused("payment_settles_by_policy", field="settles")
    _need_note(draft, "以部分缴纳办理")
    return True


def _need_note(draft: PaymentDraft, about: str) -> None:
    if not draft.note.strip():
        raise refused("payment_note_missing", field="note", about=about)


def record_refund(office: Office, draft: RefundDraft, *, today: date, now: datetime, actor: str) -> Changed:
    """Record that the collecting unit gave money back; the clock stays as it is.

    Raises:
        UserError: nothing is held, more than is held, no reason, an impossible day.
    """
    with begin(office, today=today, now=now, actor=actor) as work:
        case = enter(work, draft.request_id, Act.RECORD_REFUND)
        fee = case.state.facts.fee
        paid = [one.on for one in case.state.facts.all_of(EventKind.FEE_PAID) if one.on is not None]
        check_day(draft.on, case, "退费日期", not_before=min(paid, default=None))
        if draft.fen <= 0:
            raise refused("fee_amount_missing", field="fen")
        if draft.fen > fee.held:
            raise refused("refund_too_much", field="fen", fen=yuan(draft.fen), held=yuan(fee.held))
        payload = {
            "fen": draft.fen,
            "reason": words(draft.reason, "refund_reason_missing", "reason"),
            "receipt_number": draft.receipt_number.strip(),
        }
        event = work.record(case.request, EventKind.FEE_REFUNDED, draft.on, payload)
        attach_to(work, case, event, draft.attachments)
        return changed(work, case, Act.RECORD_REFUND, f"已登记退费{yuan(draft.fen)}")
