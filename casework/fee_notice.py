"""发收费通知: the notice of an approved fee, complete, in the period, on the applicant's way (管理办法第六、七条)."""

from datetime import date, datetime

from casework.act_case import ActCase, changed, enter
from casework.fee_account import need_account
from casework.fee_approval import fee_lines, refuse_moved
from casework.fee_course import NoticeCourse, ProposedFee
from casework.fee_drafts import FeeAccountDraft, FeeNoticeDraft
from casework.fee_figures import basis_of, ordinal_text
from casework.fee_now import figures_now
from casework.issuing import check_letter_date, issue
from casework.letter_frames import letter_frame
from casework.office import Office
from casework.refusals import refused
from casework.service import dispatch_issued
from casework.unit_of_work import Work, begin
from casework.views import Changed
from deadlines.clock_base import fee_pay_due
from deadlines.grounds import parameter_on
from fees.grounds import why
from fees.wording import yuan
from law.fee_notice import treasury_item
from law.fee_schedule import fee_schedule
from law.remedies import fee_notice_clause
from law.terms import Act, DocumentKind, EventKind, FeeMethod, ServiceMethod
from models import Document
from templates.fee_contexts import FeeNoticeContext

__all__ = ["notify_fee"]

_AT_ONCE = (ServiceMethod.COUNTER, ServiceMethod.DIRECT, ServiceMethod.LIEN)


def notify_fee(office: Office, draft: FeeNoticeDraft, *, today: date, now: datetime, actor: str) -> Changed:
    """Issue the notice of the approved fee; with ``dispatch`` it leaves the house in the same act.

    A notice of another amount takes the place of the one before: the time to pay begins anew with it.

    Raises:
        UserError: nothing is approved, the figures have moved since, how to pay is not set, after the period, another
            way than the applicant's without a reason.
    """
    with begin(office, today=today, now=now, actor=actor) as work:
        case = enter(work, draft.request_id, Act.NOTIFY_FEE)
        fee = case.state.facts.fee.to_notify
        if fee is None:
            raise refused("fee_not_approved")
        check_letter_date(draft.issued_on, today=today, received=case.state.received)
        approval = case.state.facts.fee.approval
        if approval is not None and approval.on is not None and draft.issued_on < approval.on:
            raise refused("act_too_early", field="issued_on", label="落款日期", day=draft.issued_on, first=approval.on)
        refuse_moved(case, fee, figures_now(office, work.session, case, fee))
        account = need_account(work.session)
        document = _notice(work, case, draft, fee, account)
        payload = {
            **{key: fee.said.get(key) for key in _KEPT},
            "proposal_event_id": fee.event.id,
            "payment_code": draft.payment_code.strip(),
        }
        work.record(case.request, EventKind.FEE_NOTICED, draft.issued_on, payload, document_id=document.id)
        message = f"收费通知书{document.document_number}已签发，{yuan(fee.fen or 0)}"
        if draft.dispatch is not None:
            dispatch_issued(work, case, draft.dispatch, document.id)
            message += "，并登记寄出"
        return changed(work, case, Act.NOTIFY_FEE, message, document_id=document.id)


_KEPT = ("method", "fen", "month", "ordinals", "pages", "outcome", "variant", "lines", "reason", "counted")


def _notice(work: Work, case: ActCase, draft: FeeNoticeDraft, fee: ProposedFee, account: FeeAccountDraft) -> Document:
    frame = letter_frame(work.office, work.session, case.request, case.derived, draft.issued_on)
    policies, received = case.derived.policies, case.state.received or draft.issued_on
    method = fee.method or FeeMethod.BY_PIECE
    item = treasury_item()
    pay = parameter_on("fee_pay_days", draft.issued_on)
    restart = parameter_on("reply_restart_after_fee", draft.issued_on)
    schedule = fee_schedule(method, received, policies)
    by_volume = method is FeeMethod.BY_VOLUME
    onsite = why("offer_onsite")[0].full if by_volume and policies.flag("fee_offer_onsite") else ""
    sent, clause = case.state.facts.fee.notice, fee_notice_clause()

    def context(number: str) -> FeeNoticeContext:
        return FeeNoticeContext(
            **frame.request_letter(number=number, signed_on=draft.issued_on),
            basis=basis_of(schedule.citation),
            standard=f"{method.label}计收",
            counted=_counted_text(fee, method, case),
            reason=str(fee.said.get("reason") or ""),
            lines=fee_lines(fee),
            fen=fee.fen or 0,
            pay_basis=pay.citation.full,
            pay_days=pay.value,
            pay_due_on=_pay_due(work, draft),
            restart_days=restart.value,
            unit_name=account.unit_name,
            unit_code=account.unit_code,
            item_code=account.item_code,
            item_name=item.name if account.item_code == item.code else "",
            payment_code=draft.payment_code.strip(),
            pay_way=account.pay_way,
            pay_place=account.pay_place,
            treasury_basis="" if policies.flag("fee_cite_safe") else "、".join(one.full for one in item.citations),
            onsite_basis=onsite,
            remedy=clause.text,
            remedy_basis="、".join(one.full for one in clause.citations),
            paid_fen=max(0, case.state.facts.fee.held) if _number_of(work, sent) else 0,
            replaces=_number_of(work, sent),
        )

    return issue(work, case.request, DocumentKind.FEE_NOTICE, context, issued_on=draft.issued_on)


def _pay_due(work: Work, draft: FeeNoticeDraft) -> date | None:
    """The last day to pay, where the notice is served the moment it is handed over and the calendar reaches so far."""
    sent = draft.dispatch
    if sent is None or sent.method not in _AT_ONCE:
        return None
    due = fee_pay_due(sent.delivered_on or sent.on, work.office.calendar(session=work.session))
    return None if due.provisional else due.due


def _number_of(work: Work, sent: NoticeCourse | None) -> str:
    """The number of the notice that is replaced: one that left the house."""
    if sent is None or sent.sent_on is None or sent.document_id is None:
        return ""
    return work.session.get_one(Document, sent.document_id).document_number or ""


def _counted_text(fee: ProposedFee, method: FeeMethod, case: ActCase) -> str:
    """What was counted, as the applicant reads it."""
    if method is FeeMethod.BY_VOLUME:
        return f"本机关拟提供的政府信息共计{fee.pages}页"
    month = str(fee.said.get("month") or "")
    first_day = date(int(month[:4]), int(month[5:7]), 1)
    where = ordinal_text(first_day, fee.ordinals).replace(" ", "")
    split = case.state.facts.last(EventKind.PIECES_SPLIT)
    parts = ""
    if split is not None:
        items = "；".join(str(one).rstrip("。；") for one in split.payload.get("items") or ())
        parts = f"，含{split.payload.get('pieces')}项，以合理的最小单位分别计件：{items}"
    return f"该申请为同一申请人{where}政府信息公开申请{parts}"
