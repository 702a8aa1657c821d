"""The lifecycle exhausted: every act in every status is allowed or refused with a reason; the acts obey the table."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from casework import attachments, closing, contacts, justification, review, service, withdrawal
from casework.acts import ACTS, allowed_acts, why_not
from casework.amendment import correct_event
from casework.assist import SEARCH_REQUIREMENTS, receive_assistance, request_assistance
from casework.consultation_letters import confirm_opinion, tell_consultation, tell_third_party
from casework.corrigendum import correct_letter
from casework.drafts import (
    AttachmentDraft,
    ContactDraft,
    DeferralDraft,
    DispatchDraft,
    EventCorrectionDraft,
    JustificationAssessmentDraft,
    JustificationReceivedDraft,
    ReceiptDates,
    RefusalDraft,
    ReturnDraft,
    ServiceDraft,
    WithdrawalDraft,
)
from casework.extension_request import approve_extension, decline_extension
from casework.lifecycle import conditions
from casework.notice_drafts import (
    AssistAnswerDraft,
    AssistDraft,
    ConsultationToldDraft,
    CorrigendumDraft,
    OpinionConfirmationDraft,
    PrintedFormDraft,
    RectificationDraft,
    ThirdPartyNoticeDraft,
    WordChangeDraft,
)
from casework.notice_facts import sent_letters
from casework.printed_forms import make_form
from casework.recorded_facts import record_fact
from casework.rectify import decide_rectification
from casework.refusal_of_service import record_refusal
from casework.refusals import refusals
from casework.review_drafts import (
    ApprovalDraft,
    DraftReturnDraft,
    ExtensionApprovalDraft,
    ExtensionDeclineDraft,
    PassDraft,
    RecallDraft,
    RemarkDraft,
    SubmissionDraft,
)
from law.errors import UserError
from law.terms import (
    Act,
    Channel,
    DocumentKind,
    EventKind,
    FeeMethod,
    Opinion,
    Outcome,
    Rectification,
    RequestKind,
    RequestStatus,
)
from models import Document
from tests.casework.desk import Desk, letter

A = Act
ALWAYS = {A.ATTACH, A.CORRECT_EVENT}
OPEN = ALWAYS | {A.RECORD_CONTACT, A.MAKE_FORM, A.COUNT_PAGES}
RUNNING = OPEN | {
    A.REQUEST_CORRECTION,
    A.REQUEST_JUSTIFICATION,
    A.CONSULT,
    A.EXTEND,
    A.RECORD_SEARCH,
    A.DECIDE_OUTCOME,
    A.WITHDRAW,
    A.SPLIT_PIECES,
    A.PROPOSE_FEE,
    A.REVIEW_SECRECY,
    A.REQUEST_ASSISTANCE,
}
SENT = {A.CORRECT_LETTER}  # a numbered letter is out: what it says is corrected by another one

# What is allowed in each status, for the plain case that stands there.
ALLOWED: dict[RequestStatus, set[Act]] = {
    RequestStatus.AWAITING_CONFIRMATION: OPEN | {A.CONFIRM_RECEIPT, A.RECORD_SEARCH, A.WITHDRAW, A.REQUEST_ASSISTANCE},
    RequestStatus.IN_PROGRESS: RUNNING,
    RequestStatus.AWAITING_CORRECTION: (
        RUNNING - {A.REQUEST_CORRECTION, A.CONSULT, A.EXTEND, A.DECIDE_OUTCOME, A.PROPOSE_FEE}
    )
    | {A.RECEIVE_CORRECTION, A.RECORD_SERVICE, A.RECORD_RETURN, A.RECORD_REFUSAL}
    | SENT,
    RequestStatus.AWAITING_JUSTIFICATION: (RUNNING - {A.REQUEST_JUSTIFICATION})
    | {A.RECEIVE_JUSTIFICATION, A.RECORD_SERVICE, A.RECORD_RETURN, A.RECORD_REFUSAL}
    | SENT,
    RequestStatus.CONSULTING: RUNNING
    | {A.SERVE_CONSULTATION, A.RECEIVE_OPINION, A.RECORD_RETURN, A.RECORD_REFUSAL}
    | {A.CONFIRM_OPINION, A.TELL_CONSULTATION}
    | SENT,
    RequestStatus.AWAITING_PAYMENT: (RUNNING - {A.REQUEST_CORRECTION, A.CONSULT, A.EXTEND, A.DECIDE_OUTCOME})
    | {A.RECORD_PAYMENT, A.WAIVE_FEE},
    RequestStatus.DECIDED: (RUNNING - {A.REQUEST_CORRECTION, A.REQUEST_JUSTIFICATION}) | {A.DRAFT_LETTER},
    RequestStatus.DRAFTED: (RUNNING - {A.REQUEST_CORRECTION, A.REQUEST_JUSTIFICATION})
    | {A.DRAFT_LETTER, A.ISSUE_LETTER},
    RequestStatus.ISSUED: OPEN | {A.DISPATCH, A.RECORD_REFUSAL},
    RequestStatus.DISPATCHED: OPEN | {A.RECORD_SERVICE, A.RECORD_RETURN, A.RECORD_REFUSAL} | SENT,
    RequestStatus.CLOSED: ALWAYS | SENT,
}

# Acts that name their draft: where there is no letter at all, that is what they say.
ON_A_DRAFT = (A.SUBMIT_DRAFT, A.PASS_DRAFT, A.RETURN_DRAFT, A.APPROVE_LETTER, A.RECALL_DRAFT)
# The same function serves all letters, another one sends them: what is no letter of one act may be one of the other.
SAME_FUNCTION = {
    A.SERVE_CONSULTATION: A.RECORD_SERVICE,
    A.RECORD_SERVICE: A.SERVE_CONSULTATION,
    A.NOTIFY_EXTENSION: A.DISPATCH,
}


def _unconfirmed(desk: Desk) -> int:
    draft = letter(desk.today, channel=Channel.ORDINARY_MAIL, dates=ReceiptDates(arrived=desk.today))
    return desk.register(draft)[0]


def _awaiting_correction(desk: Desk) -> int:
    case = desk.take_in()
    desk.ask_correction(case, desk.today + timedelta(days=14))
    return case


def _awaiting_justification(desk: Desk) -> int:
    case = desk.take_in()
    desk.justify(case, desk.today + timedelta(days=10))
    return case


def _consulting(desk: Desk) -> int:
    case = desk.take_in()
    desk.consult(case)
    return case


def _awaiting_payment(desk: Desk) -> int:
    case = desk.take_in()
    payload = {"sent": desk.today.isoformat(), "served": desk.today.isoformat()}
    record_fact(desk.office, case, EventKind.FEE_NOTICED, desk.today, payload, **desk.how)
    return case


def _decided(desk: Desk) -> int:
    case = desk.take_in()
    desk.decide(case)
    return case


def _drafted(desk: Desk) -> int:
    case = _decided(desk)
    desk.draft(case)
    return case


def _issued(desk: Desk) -> int:
    case = _decided(desk)
    desk.issue(desk.draft(case), sent=False)
    return case


def _dispatched(desk: Desk) -> int:
    case = desk.take_in()
    desk.reply(case)
    return case


def _closed(desk: Desk) -> int:
    case = desk.take_in()
    desk.serve(desk.reply(case))
    return case


def _in_progress(desk: Desk) -> int:
    return desk.take_in()


MAKERS: dict[RequestStatus, Callable[[Desk], int]] = {
    RequestStatus.AWAITING_CONFIRMATION: _unconfirmed,
    RequestStatus.IN_PROGRESS: _in_progress,
    RequestStatus.AWAITING_CORRECTION: _awaiting_correction,
    RequestStatus.AWAITING_JUSTIFICATION: _awaiting_justification,
    RequestStatus.CONSULTING: _consulting,
    RequestStatus.AWAITING_PAYMENT: _awaiting_payment,
    RequestStatus.DECIDED: _decided,
    RequestStatus.DRAFTED: _drafted,
    RequestStatus.ISSUED: _issued,
    RequestStatus.DISPATCHED: _dispatched,
    RequestStatus.CLOSED: _closed,
}


def _documents(desk: Desk, case: int) -> int:
    """Any letter of the case: acts on letters need one to name."""
    courses = desk.case(case).state.facts.courses
    return max(courses, default=0)


def _any_letter(desk: Desk, case: int) -> int:
    """A letter of the case, if need be the slip of receipt: the table refuses before anybody looks at it."""
    with desk.office.reading() as session:
        return session.scalars(select(Document.id).where(Document.request_id == case)).first() or 0


def _attempts(desk: Desk, case: int) -> dict[Act, Callable[[], object]]:
    """Each act, tried with input that is right in itself."""
    day = desk.today
    office, how = desk.office, desk.how
    document = _documents(desk, case) or 999
    state = desk.case(case).state
    event = state.facts.events[0].id
    draft = state.reply_draft or _any_letter(desk, case)

    def correct() -> object:
        received = next(one for one in state.facts.events if one.kind is EventKind.RECEIVED)
        draft = EventCorrectionDraft(
            request_id=case, event_id=received.id, kind=EventKind.RECEIVED, reason="录错", on=day - timedelta(days=3)
        )
        return correct_event(office, draft, **how)

    def dispatch() -> object:
        return service.dispatch(office, DispatchDraft(document_id=document, on=day, carrier="邮政EMS"), **how)

    return {
        A.CONFIRM_RECEIPT: lambda: desk.confirm(case),
        A.REQUEST_CORRECTION: lambda: desk.ask_correction(case, day + timedelta(days=14)),
        A.RECEIVE_CORRECTION: lambda: desk.correct(case),
        A.LAPSE_CORRECTION: lambda: desk.lapse(case),
        A.REQUEST_JUSTIFICATION: lambda: desk.justify(case, day + timedelta(days=10)),
        A.RECEIVE_JUSTIFICATION: lambda: justification.receive_justification(
            office, JustificationReceivedDraft(request_id=case, on=day, text="研究需要"), **how
        ),
        A.ASSESS_JUSTIFICATION: lambda: justification.assess_justification(
            office, JustificationAssessmentDraft(request_id=case, on=day, reasonable=False, grounds="重复"), **how
        ),
        A.DEFER_REPLY: lambda: justification.defer_reply(
            office,
            DeferralDraft(request_id=case, until=day + timedelta(days=60), issued_on=day, reason="数量大"),
            **how,
        ),
        A.CONSULT: lambda: desk.consult(case),
        A.SERVE_CONSULTATION: lambda: service.record_service(
            office, ServiceDraft(document_id=document, on=day, received_by="收发室", proof="签收单"), **how
        ),
        A.RECEIVE_OPINION: lambda: desk.opinion(
            case, next((one.id for one in state.awaited_opinions), event), Opinion.AGREE
        ),
        A.EXTEND: lambda: desk.extend(case, 10),
        A.NOTIFY_EXTENSION: dispatch,
        A.COUNT_PAGES: lambda: desk.count_pages(case, attach=state.status is not RequestStatus.CLOSED),
        A.SPLIT_PIECES: lambda: desk.split(case, 2),
        A.PROPOSE_FEE: lambda: desk.propose(case, FeeMethod.BY_VOLUME, pages=50),
        A.APPROVE_FEE: lambda: desk.approve(case),
        A.NOTIFY_FEE: lambda: desk.notify(case),
        A.RECORD_PAYMENT: lambda: desk.pay(case, 20_000),
        A.RECORD_REFUND: lambda: desk.refund(case, 100),
        A.WAIVE_FEE: lambda: desk.waive(case),
        A.LAPSE_FEE: lambda: desk.lapse_fee(case),
        A.RECORD_SEARCH: lambda: desk.search(case),
        A.REVIEW_SECRECY: lambda: desk.review_secrecy(case),
        A.RECORD_CONTACT: lambda: contacts.record_contact(
            office, ContactDraft(request_id=case, on=day, how="电话", number="", text="已告知进度"), **how
        ),
        # An outcome that rests on nothing but its facts, so that only the lifecycle can be against it.
        A.DECIDE_OUTCOME: lambda: desk.decide(
            case, Outcome.OTHER, facts={"reason": "以上都不适用", "cited_article": "《条例》第三十六条"}
        ),
        A.DRAFT_LETTER: lambda: desk.draft(case),
        A.ISSUE_LETTER: lambda: desk.issue(state.reply_draft or document, sent=False),
        A.SUBMIT_DRAFT: lambda: review.submit_draft(office, SubmissionDraft(document_id=draft), **how),
        A.PASS_DRAFT: lambda: review.pass_draft(office, PassDraft(document_id=draft), **how),
        A.RETURN_DRAFT: lambda: review.return_draft(
            office, DraftReturnDraft(document_id=draft, remarks=(RemarkDraft(text="理由不足"),)), **how
        ),
        A.APPROVE_LETTER: lambda: review.approve_letter(office, ApprovalDraft(document_id=draft), **how),
        A.RECALL_DRAFT: lambda: review.recall_draft(office, RecallDraft(document_id=draft), **how),
        A.APPROVE_EXTENSION: lambda: approve_extension(
            office, ExtensionApprovalDraft(request_id=case, issued_on=day), **how
        ),
        A.DECLINE_EXTENSION: lambda: decline_extension(
            office, ExtensionDeclineDraft(request_id=case, reason="期限够用"), **how
        ),
        A.DISPATCH: dispatch,
        A.RECORD_SERVICE: lambda: service.record_service(
            office, ServiceDraft(document_id=document, on=day, received_by="收发室", proof="签收单"), **how
        ),
        A.RECORD_REFUSAL: lambda: record_refusal(
            office, RefusalDraft(document_id=document, on=day, refused_by="周长根"), **how
        ),
        A.RECORD_RETURN: lambda: service.record_return(
            office, ReturnDraft(document_id=document, on=day, reason="查无此人"), **how
        ),
        A.WITHDRAW: lambda: withdrawal.withdraw(
            office, WithdrawalDraft(request_id=case, on=day, how="当面递交", signed=True), **how
        ),
        A.CONFIRM_OPINION: lambda: confirm_opinion(
            office,
            OpinionConfirmationDraft(
                request_id=case,
                consultation_event_id=next((one.id for one in state.awaited_opinions), event),
                told_on=day,
                way="电话",
                opinion=Opinion.REFUSE,
                statement="涉及商业秘密",
                reply_by=day + timedelta(days=10),
                issued_on=day,
            ),
            **how,
        ),
        A.TELL_CONSULTATION: lambda: tell_consultation(
            office, ConsultationToldDraft(request_id=case, issued_on=day), **how
        ),
        A.TELL_THIRD_PARTY: lambda: tell_third_party(
            office,
            ThirdPartyNoticeDraft(request_id=case, consultation_event_id=event, reason="公共利益", issued_on=day),
            **how,
        ),
        A.REQUEST_ASSISTANCE: lambda: request_assistance(
            office,
            AssistDraft(
                request_id=case,
                department="临江县不动产登记中心",
                matter="检索档案",
                requirements=SEARCH_REQUIREMENTS,
                deadline=day + timedelta(days=7),
                issued_on=day,
            ),
            **how,
        ),
        A.RECEIVE_ASSISTANCE: lambda: receive_assistance(
            office, AssistAnswerDraft(request_id=case, assist_event_id=event, on=day, text="未检索到"), **how
        ),
        A.DECIDE_RECTIFICATION: lambda: decide_rectification(
            office,
            RectificationDraft(
                request_id=case,
                result=Rectification.NOT_CORRECTED,
                record_name="登记簿",
                finding="记载无误",
                issued_on=day,
            ),
            **how,
        ),
        A.CORRECT_LETTER: lambda: correct_letter(
            office,
            CorrigendumDraft(
                request_id=case,
                document_id=next((one.document_id for one in sent_letters(state.facts)), 999),
                changes=(WordChangeDraft(wrong="联系人：", right="联络人："),),
                issued_on=day,
            ),
            **how,
        ),
        A.MAKE_FORM: lambda: make_form(
            office, PrintedFormDraft(request_id=case, form=DocumentKind.APPLICATION_FORM), **how
        ),
        A.CLOSE: lambda: closing.close(office, case, day, "登记备查", **how),
        A.ATTACH: lambda: attachments.attach(
            office, case, (AttachmentDraft(file_name="凭证.pdf", content=b"%PDF"),), **how
        ),
        A.CORRECT_EVENT: correct,
    }


def test_the_tables_are_complete() -> None:
    assert set(ACTS) == set(Act)
    assert set(ALLOWED) == set(MAKERS) == set(RequestStatus)
    needed = {code for rule in ACTS.values() for code in rule.needs}
    assert needed <= set(conditions)
    assert set(conditions) <= set(refusals())
    assert needed == set(conditions), "a condition that no act asks is dead"


@pytest.mark.parametrize("status", RequestStatus)
def test_the_table_says_what_is_allowed(local_desk: Desk, status: RequestStatus) -> None:
    case = MAKERS[status](local_desk)
    assert local_desk.status(case) is status
    state = local_desk.case(case).state
    assert state.status is status
    allowed = {act for act in Act if why_not(act, state) is None}
    assert allowed == ALLOWED[status]
    views = allowed_acts(state)
    assert {one.act for one in views} == set(Act)
    assert all(one.line for one in views)
    assert all("{" not in one.line for one in views)
    assert sum(one.recommended for one in views) <= 1
    assert all(one.allowed for one in views if one.recommended)


@pytest.mark.parametrize("status", RequestStatus)
def test_a_forbidden_act_is_refused_and_leaves_no_trace(local_desk: Desk, status: RequestStatus) -> None:
    """All of them on one case: if one of them did something, the events of the case would tell."""
    case = MAKERS[status](local_desk)
    before = local_desk.row(case)
    state = local_desk.case(case).state
    attempts = _attempts(local_desk, case)
    for act in sorted(set(Act) - ALLOWED[status]):
        against = why_not(act, state)
        assert against is not None, act
        if SAME_FUNCTION.get(act) in ALLOWED[status]:
            continue
        with pytest.raises(UserError) as caught:
            attempts[act]()
        if act not in (*SAME_FUNCTION, *ON_A_DRAFT, A.DISPATCH, A.RECORD_RETURN, A.RECORD_REFUSAL, A.ISSUE_LETTER):
            # Acts on a letter may be refused by the letter itself; all others are by the table.
            assert caught.value.code == against.code, act
        assert caught.value.sentence.endswith("。"), act
        assert local_desk.row(case).event_count == before.event_count, act


@pytest.mark.parametrize("status", RequestStatus)
def test_an_allowed_act_can_be_done(local_desk: Desk, status: RequestStatus) -> None:
    """Each on a case of its own in one office: what one act does must not open or close another."""
    day = local_desk.today
    for act in sorted(ALLOWED[status]):
        local_desk.today = day
        case = MAKERS[status](local_desk)
        before = local_desk.row(case)
        assert why_not(act, local_desk.case(case).state) is None, act
        _attempts(local_desk, case)[act]()
        # A draft saved again is the same draft: no event.
        saved_again = (status, act) == (RequestStatus.DRAFTED, A.DRAFT_LETTER)
        assert local_desk.row(case).event_count > before.event_count - saved_again, act


def test_a_consultation_is_offered_for_signing_once(local_desk: Desk) -> None:
    """Signed for by the party consulted: one card, not a second one as for a letter to the applicant."""
    case = MAKERS[RequestStatus.CONSULTING](local_desk)
    offered = {one.act for one in allowed_acts(local_desk.case(case).state) if one.allowed}
    assert offered & {A.SERVE_CONSULTATION, A.RECORD_SERVICE} == {A.SERVE_CONSULTATION}


def test_legal_refusals_cite_their_article() -> None:
    """A refusal without an article is one of plain order or of the file, and is listed here on purpose."""
    plain = {
        "case_closed",
        "reply_issued",
        "outcome_decided_already",
        "withdrawn_already",
        "draft_missing",
        "nothing_to_dispatch",
        "nothing_on_its_way",
        "nothing_to_serve",
        "nothing_to_refuse",
        "nothing_to_correct",
        "letter_none_sent",
        "fee_nothing_to_waive",
        "fee_nothing_held",
        # Good order of the house or the agency's reading; the measure has no article for them (F2, F8, C42).
        "fee_not_approved",
        "fee_pay_due_estimated",
        "fee_pay_period_over",
        "fee_refund_first",
    }
    assert {code for code in conditions if not refusals()[code].citations} == plain


def test_a_request_to_correct_records_is_closed_by_hand(local_desk: Desk) -> None:
    case = local_desk.register(letter(local_desk.today, kind=RequestKind.RECTIFY))[0]
    state = local_desk.case(case).state
    assert why_not(A.DECIDE_OUTCOME, state) is not None
    closing.close(local_desk.office, case, local_desk.today, "已更正登记簿", **local_desk.how)
    assert local_desk.status(case) is RequestStatus.CLOSED


def test_mail_nobody_can_confirm_is_closed_with_a_record_of_the_attempts(local_desk: Desk) -> None:
    case = _unconfirmed(local_desk)
    with pytest.raises(UserError) as caught:
        closing.close(local_desk.office, case, local_desk.today, "登记备查", **local_desk.how)
    assert caught.value.code == "not_closable"
    contacts.record_contact(
        local_desk.office,
        ContactDraft(request_id=case, on=date(2026, 3, 2), how="电话", number="无", text="来件无联系方式"),
        **local_desk.how,
    )
    closing.close(local_desk.office, case, local_desk.today, "登记备查", **local_desk.how)
    assert local_desk.status(case) is RequestStatus.CLOSED
