"""Fees from the proposal to the last payment: the order of the steps, the clocks, the letters, what is refused."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from casework import fee_account, service
from casework.amendment import correct_event
from casework.drafts import DispatchDraft, EventCorrectionDraft, ReturnDraft, WithdrawalDraft
from casework.fee_drafts import CountedFileDraft, FeeAccountDraft, FeeNoticeDraft, PageCountDraft
from casework.fee_notice import notify_fee
from casework.integrity import check
from casework.page_counting import count_pages, page_files
from casework.policy_settings import decide_policy
from casework.withdrawal import withdraw
from law.errors import UserError
from law.terms import (
    ClockStatus,
    DeliveryMethod,
    DocumentKind,
    EventKind,
    FeeMethod,
    FeeStatus,
    Outcome,
    RequestStatus,
    ServiceMethod,
)
from tests.casework.desk import Desk

PIECE, VOLUME = FeeMethod.BY_PIECE, FeeMethod.BY_VOLUME


def refused(act: Callable[[], object]) -> str:
    """The code of the refusal of an act."""
    with pytest.raises(UserError) as caught:
        act()
    return caught.value.code


def twelfth(desk: Desk) -> int:
    """The twelfth request of an applicant in one month."""
    return [desk.take_in() for _ in range(12)][-1]


def text_of(desk: Desk, document_id: int) -> str:
    return "\n".join(one["text"] for one in desk.document(document_id).preview["blocks"])


# ------------------------------------------------------------------------------------------------ the whole course


def test_notice_service_payment_fresh_clock_reply(desk: Desk) -> None:
    case = twelfth(desk)
    notice = desk.on(3, 10).charge(case)
    assert desk.status(case) is RequestStatus.AWAITING_PAYMENT
    assert desk.row(case).fee_status is FeeStatus.SENT
    assert desk.row(case).fee_fen == 10_000
    desk.on(3, 12).serve(notice)
    fee = desk.fee(case)
    assert (fee.status, fee.pay_due) == (FeeStatus.DUE, date(2026, 4, 10))
    assert desk.row(case).fee_due_on == date(2026, 4, 10)
    assert refused(lambda: desk.decide(case)) == "fee_open"
    desk.on(4, 8).pay(case, 10_000)
    assert desk.row(case).fee_settled_on == date(2026, 4, 8)
    assert desk.row(case).fee_status is FeeStatus.PAID
    # The twenty working days begin anew on the day after the payment; 9 May is a Saturday at work.
    assert desk.due(case) == date(2026, 5, 9)
    reply = desk.on(4, 20).reply(case)
    assert "缴清信息处理费" in text_of(desk, reply)
    desk.on(4, 23).serve(reply)
    assert desk.status(case) is RequestStatus.CLOSED
    assert check(desk.office).sound


def test_notice_service_lapse_with_its_letter(desk: Desk) -> None:
    case = twelfth(desk)
    notice = desk.on(3, 10).charge(case)
    assert refused(lambda: desk.lapse_fee(case)) == "fee_not_served"
    desk.on(4, 10).serve(notice)
    assert desk.fee(case).pay_due == date(2026, 5, 12)
    desk.on(5, 12)
    assert refused(lambda: desk.lapse_fee(case)) == "fee_pay_period_running"
    assert refused(lambda: desk.decide(case, Outcome.ABANDONED_NO_PAYMENT)) == "fee_pay_period_running"
    desk.on(5, 13).lapse_fee(case)
    assert desk.row(case).fee_status is FeeStatus.LAPSED
    assert desk.case(case).state.clock.status is ClockStatus.DEEMED_ABANDONED
    number = desk.document(notice).document_number
    facts = {
        "notice_number": number or "",
        "notice_served_on": "2026-04-10",
        "payment_deadline": "2026-05-12",
    }
    letter = desk.reply(case, Outcome.ABANDONED_NO_PAYMENT, facts=facts)
    words = text_of(desk, letter)
    assert "视为放弃申请" in words
    assert "不再处理" in words
    assert str(number) in words
    desk.on(5, 18).serve(letter)
    assert desk.row(case).outcome is Outcome.ABANDONED_NO_PAYMENT
    assert check(desk.office).sound


def test_the_decision_alone_records_the_lapse(desk: Desk) -> None:
    case = twelfth(desk)
    notice = desk.on(3, 10).charge(case)
    desk.on(3, 12).serve(notice)
    facts = {
        "notice_number": desk.document(notice).document_number or "",
        "notice_served_on": "2026-03-12",
        "payment_deadline": "2026-04-10",
    }
    desk.on(4, 13).decide(case, Outcome.ABANDONED_NO_PAYMENT, facts=facts)
    assert desk.row(case).fee_status is FeeStatus.LAPSED


# ------------------------------------------------------------------------------------------------ proposal, approval


def test_below_the_free_pieces_and_pages_nothing_may_be_charged(desk: Desk) -> None:
    case = desk.take_in()
    assert refused(lambda: desk.propose(case)) == "fee_nothing_to_charge"
    assert refused(lambda: desk.propose(case, VOLUME, pages=30)) == "fee_nothing_to_charge"
    desk.propose(case, VOLUME, pages=31)
    assert desk.row(case).fee_fen == 1_000


def test_a_fee_needs_a_reason_unless_the_policy_says_otherwise(desk: Desk) -> None:
    case = twelfth(desk)
    assert refused(lambda: desk.propose(case, reason=" ")) == "fee_reason_missing"


def test_pages_counted_by_hand_say_how(desk: Desk) -> None:
    case = desk.take_in()
    assert refused(lambda: desk.propose(case, VOLUME)) == "fee_pages_missing"
    assert refused(lambda: desk.propose(case, VOLUME, pages=40, extra_reason="")) == "fee_extra_reason_missing"


def test_only_what_is_provided_is_charged_by_volume(desk: Desk) -> None:
    case = twelfth(desk)
    barred = {"outcome": Outcome.GRANT, "variant": "onsite_view"}
    assert refused(lambda: desk.propose(case, VOLUME, pages=90, **barred)) == "fee_method_barred"
    desk.propose(case, PIECE, outcome=Outcome.NOT_EXIST, variant="")
    assert desk.row(case).fee_method is PIECE


def test_nobody_approves_what_they_proposed(desk: Desk) -> None:
    case = twelfth(desk)
    desk.propose(case)
    assert refused(lambda: desk.approve(case, approver=desk.actor)) == "fee_approver_is_proposer"
    assert refused(lambda: desk.approve(case, approver=" ")) == "fee_approver_missing"
    assert refused(lambda: desk.notify(case)) == "fee_not_approved"
    assert refused(lambda: desk.approve(case, approved=False)) == "fee_decline_reason_missing"
    desk.approve(case, approved=False, note="先要求说明理由")
    assert desk.row(case).fee_status is FeeStatus.NONE
    desk.propose(case)
    desk.approve(case)
    assert desk.row(case).fee_status is FeeStatus.APPROVED


def test_the_sheet_of_an_approval_stays_in_the_house(desk: Desk) -> None:
    case = twelfth(desk)
    desk.propose(case)
    document_id = desk.approve(case).document_id
    assert document_id is not None
    words = text_of(desk, document_id)
    assert desk.document(document_id).kind is DocumentKind.FEE_CALC
    for part in ("100元", "壹佰元整", "2026年3月第 12 件", "赵主任", desk.actor, "按量计收", "只能选用一种"):
        assert part in words
    assert desk.case(case).state.undispatched == ()


def test_figures_that_moved_are_not_approved(desk: Desk) -> None:
    cases = [desk.take_in() for _ in range(12)]
    desk.propose(cases[-1])
    desk.split(cases[0], 3)
    assert refused(lambda: desk.approve(cases[-1])) == "fee_changed"
    desk.propose(cases[-1])
    desk.approve(cases[-1])
    assert desk.case(cases[-1]).state.facts.fee.to_notify is not None


def test_after_the_decision_only_that_reply_is_charged(desk: Desk) -> None:
    case = twelfth(desk)
    desk.decide(case)
    assert refused(lambda: desk.propose(case, outcome=Outcome.NOT_EXIST, variant="")) == "fee_outcome_decided_otherwise"
    notice = desk.charge(case)
    assert desk.status(case) is RequestStatus.AWAITING_PAYMENT
    draft = desk.draft(case)
    assert refused(lambda: desk.issue(draft)) == "fee_open"
    desk.on(3, 4).serve(notice)
    desk.pay(case, 10_000)
    assert desk.status(case) is RequestStatus.DRAFTED
    desk.issue(draft)


# ------------------------------------------------------------------------------------------------ the notice


def test_the_notice_says_everything(desk: Desk) -> None:
    case = twelfth(desk)
    words = text_of(desk, desk.on(3, 10).charge(case))
    for part in (
        "《中华人民共和国政府信息公开条例》第四十二条",
        "《政府信息公开信息处理费管理办法》第三条、第四条",
        "按件计收",
        "2026年3月第12件",
        "第12件，1件，每件100元，计100元",
        "人民币100元（大写：壹佰元整）",
        "不收取其他任何费用",
        "缴纳方式：持缴款码到非税收入代收银行缴纳",
        "编码990121001",
        "103049950",
        "缴款码：9901002026000012",
        "次日起20个工作日内缴清",
        "视为放弃申请",
        "次日起重新计算，为20个工作日",
        "不能单独就收费决定申请行政复议",
    ):
        assert part in words, part


def test_by_volume_the_notice_offers_viewing_in_its_place(desk: Desk) -> None:
    case = desk.take_in()
    words = text_of(desk, desk.charge(case, VOLUME, pages=110))
    assert "共计110页" in words
    assert "现场查阅" in words
    assert "第101至110页，10页，每页20元，计200元" in words
    assert "900元" in words


def test_a_notice_handed_over_names_its_last_day(desk: Desk) -> None:
    case = desk.take_in(delivery=DeliveryMethod.PICK_UP)
    desk.propose(case, VOLUME, pages=44)
    desk.approve(case)
    counter = DispatchDraft(on=desk.today, method=ServiceMethod.COUNTER)
    document_id = desk.notify(case, dispatch=counter).document_id
    assert document_id is not None
    assert "2026年3月30日前" in text_of(desk, document_id)
    assert desk.fee(case).pay_due == date(2026, 3, 30)


def test_the_notice_goes_the_way_of_the_applicant(desk: Desk) -> None:
    case = desk.take_in(delivery=DeliveryMethod.EMAIL)
    desk.propose(case, VOLUME, pages=44)
    desk.approve(case)
    assert refused(lambda: desk.notify(case)) == "fee_notice_other_way"
    post = desk.post()
    told = DispatchDraft(
        on=post.on,
        method=post.method,
        carrier=post.carrier,
        tracking_number=post.tracking_number,
        other_way_reason="邮件两次退回，申请人电话同意邮寄",
    )
    desk.notify(case, dispatch=told)
    assert desk.row(case).fee_status is FeeStatus.SENT


def test_without_the_way_to_pay_no_notice(desk: Desk) -> None:
    case = twelfth(desk)
    desk.propose(case)
    desk.approve(case)
    fee_account.update_fee_account(desk.office, FeeAccountDraft(), now=desk.how["now"], actor=desk.actor)
    draft = FeeNoticeDraft(request_id=case, issued_on=desk.today)
    assert refused(lambda: notify_fee(desk.office, draft, **desk.how)) == "fee_account_missing"


def test_after_the_period_no_fee(desk: Desk) -> None:
    case = twelfth(desk)
    desk.propose(case)
    desk.approve(case)
    document_id = desk.notify(case, sent=False).document_id
    desk.on(3, 31)
    late = DispatchDraft(document_id=document_id or 0, on=desk.today, carrier="邮政EMS", tracking_number="1")
    assert refused(lambda: service.dispatch(desk.office, late, **desk.how)) == "fee_notice_after_period"
    assert refused(lambda: desk.propose(case)) == "fee_too_late"


def test_a_notice_in_the_house_stops_nothing(desk: Desk) -> None:
    case = twelfth(desk)
    desk.propose(case)
    desk.approve(case)
    desk.notify(case, sent=False)
    assert desk.status(case) is RequestStatus.IN_PROGRESS
    assert desk.row(case).fee_status is FeeStatus.NOTICED
    assert refused(lambda: desk.pay(case, 10_000)) == "fee_never_notified"


def test_beside_a_consultation_no_notice_unless_the_policy_allows(desk: Desk) -> None:
    case = twelfth(desk)
    desk.consult(case)
    desk.propose(case)
    desk.approve(case)
    assert refused(lambda: desk.notify(case)) == "fee_consultation_open"


def test_another_amount_takes_the_place_of_the_first_notice(desk: Desk) -> None:
    case = desk.take_in()
    first = desk.on(3, 10).charge(case, VOLUME, pages=110)
    desk.on(3, 12).serve(first)
    second = desk.on(3, 20).charge(case, VOLUME, pages=100)
    words = text_of(desk, second)
    assert str(desk.document(first).document_number) in words
    assert "作废" in words
    desk.on(3, 24).serve(second)
    assert desk.row(case).fee_fen == 70_000
    assert desk.fee(case).pay_due == date(2026, 4, 22)
    # The first letter keeps what it said.
    assert "900元" in text_of(desk, first)
    desk.on(3, 25).pay(case, 70_000)
    assert desk.row(case).fee_status is FeeStatus.PAID


# ------------------------------------------------------------------------------------------------ payments


def _due(desk: Desk, pages: int = 110) -> int:
    case = desk.take_in()
    notice = desk.on(3, 10).charge(case, VOLUME, pages=pages)
    desk.on(3, 12).serve(notice)
    return case


def test_a_part_is_not_the_whole(desk: Desk) -> None:
    case = _due(desk)
    desk.pay(case, 40_000)
    fee = desk.fee(case)
    assert (fee.status, fee.paid, fee.missing) == (FeeStatus.PART_PAID, "400元", "500元")
    assert any(one.code == "fee_partial_payment" for one in fee.findings)
    assert desk.status(case) is RequestStatus.AWAITING_PAYMENT
    desk.on(3, 20).pay(case, 50_000)
    assert desk.row(case).fee_settled_on == date(2026, 3, 20)
    # What comes in twice is there: recorded, never counted, to be given back.
    due = desk.due(case)
    desk.on(3, 23).pay(case, 100)
    fee = desk.fee(case)
    assert (fee.status, fee.excess, desk.due(case)) == (FeeStatus.PAID, "1元", due)
    desk.refund(case, 100)
    assert desk.fee(case).excess == ""


def test_too_much_is_to_be_given_back(desk: Desk) -> None:
    case = _due(desk)
    desk.pay(case, 100_000)
    assert desk.fee(case).excess == "100元"
    assert refused(lambda: desk.refund(case, 100_100)) == "refund_too_much"
    desk.refund(case, 10_000)
    fee = desk.fee(case)
    assert (fee.excess, fee.status) == ("", FeeStatus.PAID)
    assert desk.row(case).fee_paid_fen == 90_000


def test_paid_late_counts_only_if_somebody_says_so_and_why(desk: Desk) -> None:
    case = _due(desk)
    desk.on(4, 13)
    desk.pay(case, 90_000)
    fee = desk.fee(case)
    assert desk.status(case) is RequestStatus.AWAITING_PAYMENT
    assert (fee.paid, fee.excess) == ("", "900元")
    desk.refund(case, 90_000, "逾期缴纳")
    assert refused(lambda: desk.pay(case, 90_000, accept_late=True)) == "payment_note_missing"
    desk.pay(case, 90_000, accept_late=True, note="银行系统故障，申请人有回单")
    assert desk.row(case).fee_status is FeeStatus.PAID


def test_payments_need_a_receipt_an_amount_and_a_possible_day(desk: Desk) -> None:
    case = _due(desk)
    assert refused(lambda: desk.pay(case, 90_000, receipt_number="")) == "fee_receipt_missing"
    assert refused(lambda: desk.pay(case, 0)) == "fee_amount_missing"
    assert refused(lambda: desk.pay(case, 90_000, on=date(2026, 3, 9))) == "act_too_early"
    assert refused(lambda: desk.pay(case, 90_000, on=date(2026, 3, 13))) == "act_in_future"
    assert refused(lambda: desk.pay(case, 40_000, settles=True, note="x")) == "payment_settles_by_policy"


def test_by_policy_a_part_may_be_taken_for_the_whole(desk: Desk) -> None:
    _policy(desk, "fee_partial_payment", "proportional")
    case = _due(desk)
    assert refused(lambda: desk.pay(case, 40_000, settles=True)) == "payment_note_missing"
    desk.pay(case, 40_000, settles=True, note="按已缴部分提供")
    assert desk.row(case).fee_status is FeeStatus.PAID
    assert desk.fee(case).excess == ""


def _policy(desk: Desk, key: str, value: str) -> None:
    decide_policy(desk.office, key, value, valid_from=desk.today, reason="法制机构意见", **desk.how)


# ------------------------------------------------------------------------------------------------ giving up


def test_waived_before_the_notice_left_nothing_is_told(desk: Desk) -> None:
    case = twelfth(desk)
    desk.propose(case)
    desk.approve(case)
    notice = desk.notify(case, sent=False).document_id
    desk.waive(case)
    assert desk.row(case).fee_status is FeeStatus.WAIVED
    assert desk.document(notice).state.value == "void"
    assert [one.kind for one in desk.case(case).state.undispatched] == []
    desk.propose(case)
    assert desk.row(case).fee_status is FeeStatus.PROPOSED


def test_waived_afterwards_the_applicant_is_told_and_the_days_stay_out(desk: Desk) -> None:
    case = _due(desk)
    before = date(2026, 3, 30)
    desk.on(3, 20).waive(case)
    letter = next(iter(desk.case(case).state.facts.courses_of(DocumentKind.FEE_WAIVER)))
    words = text_of(desk, letter.document_id)
    assert "900元" in words
    assert "无须再缴费" in words
    assert desk.status(case) is RequestStatus.IN_PROGRESS
    # Suspended from the notice (10 March) to the letter (20 March): eight working days.
    assert desk.due(case) == date(2026, 4, 10)
    conservative = desk.case(case).state.clock.conservative_due
    assert conservative is not None
    assert conservative.due == before


def test_waived_after_a_part_was_paid_that_part_goes_back_first(desk: Desk) -> None:
    case = _due(desk)
    desk.pay(case, 40_000)
    desk.waive(case)
    assert "400元" in text_of(desk, desk.case(case).state.facts.courses_of(DocumentKind.FEE_WAIVER)[0].document_id)
    assert desk.fee(case).excess == "400元"
    assert refused(lambda: desk.propose(case, VOLUME, pages=60)) == "fee_refund_first"
    desk.refund(case, 40_000, "不再收费")
    desk.propose(case, VOLUME, pages=60)
    desk.approve(case)
    notice = desk.notify(case).document_id
    desk.on(3, 16).serve(notice)
    desk.pay(case, 30_000)
    fee = desk.fee(case)
    assert (fee.status, fee.excess) == (FeeStatus.PAID, "")


def test_a_withdrawn_request_owes_nothing(desk: Desk) -> None:
    case = _due(desk)
    withdraw(desk.office, WithdrawalDraft(request_id=case, on=desk.today, how="书面", signed=True), **desk.how)
    assert desk.row(case).fee_status is FeeStatus.WAIVED
    assert desk.row(case).fee_due_on is None


def test_charged_by_volume_another_reply_needs_the_fee_given_up(desk: Desk) -> None:
    case = _due(desk, pages=44)
    desk.pay(case, 14_000)
    facts = {"reason": "以上都不适用", "cited_article": "《条例》第三十六条"}
    assert refused(lambda: desk.decide(case, Outcome.OTHER, facts=facts)) == "fee_volume_not_provided"
    other = {"page_count": "45", "info_name": "批复", "provide_form": "paper", "attachment_list": "批复（45页）"}
    assert refused(lambda: desk.decide(case, facts=other)) == "fee_pages_more"
    fewer = {**other, "page_count": "40", "attachment_list": "批复（40页）"}
    with pytest.raises(UserError) as caught:
        desk.decide(case, facts=fewer)
    assert (caught.value.code, "40元" in caught.value.todo) == ("fee_pages_differ", True)
    desk.refund(case, 4_000, "少提供4页")
    desk.decide(case, facts=fewer)


def test_a_waiver_after_the_payment_leaves_the_period_as_the_payment_began_it(desk: Desk) -> None:
    """From the payment on nothing was suspended: 2026-03-13 is the base, with and without the waiver (办法第六条)."""
    case = _due(desk)
    desk.on(3, 13).pay(case, 90_000)
    assert desk.due(case) == date(2026, 4, 13)
    desk.on(4, 9).waive(case)
    assert desk.due(case) == date(2026, 4, 13)
    assert desk.case(case).state.clock.conservative_due is None
    desk.refund(case, 90_000, "不再收费")
    assert desk.due(case) == date(2026, 4, 13)
    assert check(desk.office).sound


def test_money_that_comes_in_after_a_waiver_is_recorded_and_goes_back(desk: Desk) -> None:
    case = _due(desk)
    desk.on(3, 16).waive(case)
    due = desk.due(case)
    desk.on(3, 17).pay(case, 90_000)
    assert (desk.fee(case).excess, desk.due(case)) == ("900元", due)
    desk.refund(case, 90_000, "不再收费")
    assert desk.fee(case).excess == ""


def test_a_policy_without_waivers_lets_a_mistake_be_revoked(desk: Desk) -> None:
    decide_policy(desk.office, "fee_waiver", "none", valid_from=desk.today, reason="法制机构意见", **desk.how)
    case = desk.take_in()
    desk.charge(case, VOLUME, pages=110)
    assert refused(lambda: desk.waive(case)) == "fee_waiver_barred"
    desk.waive(case, revokes=True)
    assert desk.row(case).fee_status is FeeStatus.WAIVED


def test_a_replacement_in_its_time_is_not_late_nor_is_its_lapse(desk: Desk) -> None:
    case = desk.take_in()
    first = desk.on(3, 27).charge(case, VOLUME, pages=110)
    desk.on(3, 30).serve(first)
    second = desk.on(4, 15).charge(case, VOLUME, pages=100)
    assert "fee_notice_late" not in {one.code for one in desk.case(case).state.clock.warnings}
    desk.on(4, 16).serve(second)
    desk.on(5, 20).lapse_fee(case)
    due = desk.case(case).state.clock.fee_pay_due
    assert due is not None
    facts = {
        "notice_number": desk.document(second).document_number or "",
        "notice_served_on": "2026-04-16",
        "payment_deadline": due.due.isoformat(),
    }
    desk.reply(case, Outcome.ABANDONED_NO_PAYMENT, facts=facts)
    timeliness = desk.case(case).state.clock.timeliness
    assert timeliness is not None
    assert timeliness.on_time is None


def test_nothing_is_given_up_by_an_estimated_date(desk: Desk) -> None:
    case = desk.on(11, 30).take_in()
    notice = desk.on(12, 8).charge(case, VOLUME, pages=110)
    desk.on(12, 11).serve(notice)
    due = desk.case(case).state.clock.fee_pay_due
    assert due is not None
    assert due.provisional
    desk.on(1, 15, 2027)
    assert refused(lambda: desk.lapse_fee(case)) == "fee_pay_due_estimated"


def test_a_notice_signed_before_a_consultation_does_not_leave_beside_it(desk: Desk) -> None:
    case = twelfth(desk)
    desk.propose(case)
    desk.approve(case)
    notice = desk.notify(case, sent=False).document_id
    assert notice is not None
    desk.consult(case)
    sent = replace(desk.post(), document_id=notice)
    assert refused(lambda: service.dispatch(desk.office, sent, **desk.how)) == "fee_consultation_open"


# ------------------------------------------------------------------------------------------------ correcting


def test_a_mistaken_payment_is_struck_and_the_clock_goes_back(desk: Desk) -> None:
    case = _due(desk)
    paid = desk.pay(case, 90_000).event_id
    assert desk.row(case).fee_status is FeeStatus.PAID
    draft = EventCorrectionDraft(
        request_id=case, event_id=paid or 0, kind=EventKind.FEE_PAID, reason="记错了人", void=True
    )
    correct_event(desk.office, draft, **desk.how)
    assert desk.row(case).fee_status is FeeStatus.DUE
    assert desk.status(case) is RequestStatus.AWAITING_PAYMENT
    assert any(one.void and one.amount == "900元" for one in desk.fee(case).history)
    assert check(desk.office).sound


def test_what_a_sent_notice_says_cannot_be_struck(desk: Desk) -> None:
    case = _due(desk)
    noticed = desk.case(case).state.facts.last(EventKind.FEE_NOTICED)
    assert noticed is not None
    draft = EventCorrectionDraft(
        request_id=case, event_id=noticed.id, kind=EventKind.FEE_NOTICED, reason="数额有误", void=True
    )
    assert refused(lambda: correct_event(desk.office, draft, **desk.how)) == "event_letter_sent"


# ------------------------------------------------------------------------------------------------ in odd orders


def test_a_notice_replaced_on_its_own_day_has_its_day_to_pay(desk: Desk) -> None:
    case = desk.take_in()
    desk.on(3, 10).charge(case, VOLUME, pages=110)
    second = desk.charge(case, VOLUME, pages=60)
    desk.on(3, 12).serve(second)
    fee = desk.fee(case)
    assert (fee.status, fee.amount, fee.pay_due) == (FeeStatus.DUE, "300元", date(2026, 4, 10))
    desk.on(4, 13).lapse_fee(case)
    assert desk.row(case).fee_status is FeeStatus.LAPSED


def test_charged_anew_on_the_day_of_the_waiver(desk: Desk) -> None:
    case = desk.take_in()
    desk.on(3, 10).charge(case, VOLUME, pages=110)
    desk.on(3, 16).waive(case)
    second = desk.charge(case, VOLUME, pages=60)
    desk.on(3, 17).serve(second)
    assert desk.fee(case).pay_due == date(2026, 4, 15)
    assert desk.status(case) is RequestStatus.AWAITING_PAYMENT


def test_a_notice_left_in_the_house_does_not_leave_after_the_reply(desk: Desk) -> None:
    case = desk.take_in()
    desk.propose(case, VOLUME, pages=110)
    desk.approve(case)
    notice = desk.notify(case, sent=False).document_id
    desk.reply(case)
    sent = replace(desk.post(), document_id=notice or 0)
    assert refused(lambda: service.dispatch(desk.office, sent, **desk.how)) in ("reply_issued", "case_closed")


def test_only_the_latest_notice_leaves_the_house(desk: Desk) -> None:
    case = desk.take_in()
    first = desk.on(3, 10).charge(case, VOLUME, pages=110)
    service.record_return(
        desk.office, ReturnDraft(document_id=first, on=desk.on(3, 12).today, reason="迁移新址不明"), **desk.how
    )
    desk.charge(case, VOLUME, pages=60)
    again = replace(desk.post(), document_id=first)
    assert refused(lambda: service.dispatch(desk.office, again, **desk.how)) == "fee_notice_replaced"


def test_what_never_counted_goes_back_first(desk: Desk) -> None:
    case = _due(desk)
    desk.on(4, 13).pay(case, 90_000)
    assert desk.fee(case).excess == "900元"
    desk.on(4, 14).refund(case, 90_000, "逾期缴纳")
    fee = desk.fee(case)
    assert (fee.paid, fee.missing, fee.excess) == ("", "900元", "")
    desk.on(4, 15).pay(case, 90_000, accept_late=True, note="银行系统故障")
    assert desk.row(case).fee_status is FeeStatus.PAID


def test_a_step_dated_before_the_last_one_is_refused(desk: Desk) -> None:
    case = desk.take_in()
    desk.on(3, 10).propose(case, VOLUME, pages=110)
    desk.approve(case, approved=False, note="页数未核")
    assert refused(lambda: desk.propose(case, VOLUME, pages=110, on=date(2026, 3, 9))) == "act_too_early"
    assert refused(lambda: desk.propose(case, VOLUME, pages=10**15)) == "pages_out_of_range"


def test_a_reply_decided_otherwise_since_stops_the_fee(desk: Desk) -> None:
    case = desk.take_in()
    desk.propose(case, VOLUME, pages=110)
    desk.decide(case, Outcome.OTHER, facts={"reason": "以上都不适用", "cited_article": "《条例》第三十六条"})
    assert refused(lambda: desk.approve(case)) == "fee_outcome_decided_otherwise"


def _strike(desk: Desk, case: int, kind: EventKind) -> Callable[[], object]:
    event = desk.case(case).state.facts.last(kind)
    assert event is not None
    draft = EventCorrectionDraft(request_id=case, event_id=event.id, kind=kind, reason="有误", void=True)
    return partial(correct_event, desk.office, draft, **desk.how)


def test_a_step_that_others_rest_on_is_not_struck(desk: Desk) -> None:
    case = _due(desk)
    assert refused(_strike(desk, case, EventKind.FEE_APPROVED)) in (
        "history_question_missing",
        "history_letter_missing",
    )
    desk.on(4, 13).lapse_fee(case)
    assert refused(_strike(desk, case, EventKind.DOCUMENT_SERVED)) == "history_question_missing"
    lapse = desk.case(case).state.facts.last(EventKind.FEE_LAPSED)
    assert lapse is not None
    early = EventCorrectionDraft(
        request_id=case, event_id=lapse.id, kind=EventKind.FEE_LAPSED, reason="有误", on=date(2026, 4, 10)
    )
    assert refused(lambda: correct_event(desk.office, early, **desk.how)) == "history_order"


def test_pages_counted_anew_stop_the_approval(desk: Desk) -> None:
    case = desk.take_in()
    desk.count_pages(case, 44)
    file = next(one.attachment_id for one in page_files(desk.office, case) if one.units == 44)
    desk.propose(case, VOLUME, attachment_ids=(file,))
    recount = CountedFileDraft(attachment_id=file, units=40, reason="有4页不提供")
    count_pages(desk.office, PageCountDraft(request_id=case, files=(recount,)), **desk.how)
    assert refused(lambda: desk.approve(case)) == "fee_changed"
    desk.propose(case, VOLUME, attachment_ids=(file,))
    desk.approve(case)
    assert desk.row(case).fee_fen == 10_000


def test_a_moved_last_day_asks_to_decide_on_payments_anew(desk: Desk) -> None:
    case = _due(desk)
    desk.on(4, 15).pay(case, 90_000)
    served = desk.case(case).state.facts.last(EventKind.DOCUMENT_SERVED)
    assert served is not None
    later = EventCorrectionDraft(
        request_id=case,
        event_id=served.id,
        kind=EventKind.DOCUMENT_SERVED,
        reason="回证为3月20日",
        on=date(2026, 3, 20),
    )
    assert refused(lambda: correct_event(desk.office, later, **desk.how)) == "history_payment_judged"
    _strike(desk, case, EventKind.FEE_PAID)()
    correct_event(desk.office, later, **desk.how)
    desk.pay(case, 90_000)
    assert desk.row(case).fee_status is FeeStatus.PAID
