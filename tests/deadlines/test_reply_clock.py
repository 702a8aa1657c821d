"""States of the reply clock, its findings, and the agency's policies."""

from datetime import date
from typing import Any

import pytest

from deadlines.calendar import WorkingCalendar, standard_calendar
from deadlines.history import (
    CaseHistory,
    Consultation,
    CorrectionLapsed,
    CorrectionNotice,
    CorrectionReceived,
    Deferral,
    Extension,
    Fact,
    FeeLapsed,
    FeeNotice,
    FeePaid,
    JustificationNotice,
    JustificationReceived,
    Receipt,
    ReplyDispatch,
    Withdrawal,
)
from deadlines.moved import Direction, moved
from deadlines.periods import period_workdays
from deadlines.reply_clock import ReplyClock, reply_clock
from law.errors import RuleGap, UserError
from law.notices import holiday_notices
from law.policies import PolicySet, PolicyValue
from law.terms import Channel, ClockBase, ClockStatus, ConsultationKind, ServiceMethod
from tests.deadlines.replay import assert_steps_count_to

CALENDAR = standard_calendar()
RECEIVED = Receipt(channel=Channel.IN_PERSON, submitted=date(2026, 3, 2))


def clock(*facts: Fact, today: date | None = None, **policies: PolicyValue) -> ReplyClock:
    found = reply_clock(CaseHistory.of(*facts), CALENDAR, PolicySet.default().with_(**policies), today)
    for deadline in (found.due, found.first_due, found.if_answered_today, found.conservative_due):
        if deadline is not None:
            assert_steps_count_to(deadline, CALENDAR)
    return found


def due(found: ReplyClock) -> date:
    assert found.due is not None
    return found.due.due


def codes(found: ReplyClock) -> set[str]:
    return {one.code for one in found.warnings}


def third_party(served: date | None = None, answered: date | None = None, proof: bool = True) -> Consultation:
    return Consultation(
        ref="甲公司",
        kind=ConsultationKind.THIRD_PARTY,
        sent=date(2026, 3, 10),
        served=served,
        answered=answered,
        proof=proof,
    )


# ------------------------------------------------------------------------------------------------------------ receipt


def test_before_confirmation_no_period_runs_but_the_early_date_is_shown() -> None:
    letter = Receipt(channel=Channel.ORDINARY_MAIL, arrived=date(2026, 3, 3))
    found = clock(letter, today=date(2026, 3, 5))
    assert found.status is ClockStatus.AWAITING_CONFIRMATION
    assert (found.base, found.due, found.first_due) == (None, None, None)
    assert found.conservative_due is not None
    assert found.conservative_due.due == date(2026, 3, 31)
    assert found.if_answered_today is not None
    assert {"ordinary_mail_must_confirm_same_day", "awaiting_confirmation"} == codes(found)


def test_a_later_confirmation_keeps_the_earlier_date_in_view() -> None:
    found = clock(Receipt(channel=Channel.ORDINARY_MAIL, arrived=date(2026, 1, 19), confirmed=date(2026, 1, 21)))
    assert due(found) == date(2026, 2, 25)
    assert found.conservative_due is not None
    assert found.conservative_due.due == date(2026, 2, 14)


@pytest.mark.parametrize(
    ("receipt", "policies", "received"),
    [
        (
            Receipt(channel=Channel.EMAIL, system_received=date(2026, 3, 8), confirmed=date(2026, 3, 10)),
            {"email_receipt_basis": "mutual_confirm"},
            date(2026, 3, 10),
        ),
        (
            Receipt(channel=Channel.EMAIL, system_received=date(2026, 3, 8), confirmed=date(2026, 3, 10)),
            {"receipt_rules": "regulation_only"},
            date(2026, 3, 10),
        ),
        (
            Receipt(channel=Channel.MAIL_SIGNED_OTHER_UNIT, signed=date(2026, 3, 3), office_confirmed=date(2026, 3, 5)),
            {"misdirected_mail_basis": "office_confirmed"},
            date(2026, 3, 5),
        ),
        (
            Receipt(channel=Channel.ORDINARY_MAIL, arrived=date(2026, 3, 3)),
            {"ordinary_mail_unreachable": "arrived"},
            date(2026, 3, 3),
        ),
        (
            Receipt(channel=Channel.IN_PERSON, submitted=date(2026, 3, 7)),
            {"offday_receipt_basis": "next_workday"},
            date(2026, 3, 9),
        ),
    ],
)
def test_the_other_readings_of_receipt(receipt: Receipt, policies: dict[str, Any], received: date) -> None:
    assert clock(receipt, **policies).received.received == received


def test_a_history_needs_exactly_one_receipt() -> None:
    with pytest.raises(RuleGap):
        clock(third_party())
    with pytest.raises(RuleGap):
        clock(RECEIVED, Receipt(channel=Channel.IN_PERSON, submitted=date(2026, 3, 3)))


# --------------------------------------------------------------------------------------------------------- correction


def test_waiting_for_a_correction() -> None:
    notice = CorrectionNotice(sent=date(2026, 3, 11), deadline=date(2026, 3, 25))
    found = clock(RECEIVED, notice, today=date(2026, 3, 20))
    assert found.status is ClockStatus.AWAITING_CORRECTION
    assert found.waiting_until == found.correction_deadline == date(2026, 3, 25)
    assert found.if_answered_today is not None
    assert found.if_answered_today.due == CALENDAR.add_workdays(date(2026, 3, 20), 20)


def test_the_last_day_for_a_correction_is_not_overdue_and_the_next_is() -> None:
    notice = CorrectionNotice(sent=date(2026, 3, 11), deadline=date(2026, 3, 25))
    assert clock(RECEIVED, notice, today=date(2026, 3, 25)).status is ClockStatus.AWAITING_CORRECTION
    after = clock(RECEIVED, notice, today=date(2026, 3, 26))
    assert after.status is ClockStatus.DEEMED_ABANDONED
    assert "correction_overdue" in codes(after)


def test_a_lapse_on_record_closes_without_today() -> None:
    notice = CorrectionNotice(sent=date(2026, 3, 11), deadline=date(2026, 3, 25))
    found = clock(RECEIVED, notice, CorrectionLapsed(on=date(2026, 3, 30)))
    assert found.status is ClockStatus.DEEMED_ABANDONED


def _told(on: date) -> ReplyDispatch:
    return ReplyDispatch(method=ServiceMethod.POST, dispatched=on)


def _on_time(found: ReplyClock) -> bool | None:
    assert found.timeliness is not None
    return found.timeliness.on_time


def test_telling_that_a_request_lapsed_is_not_late_after_the_former_due_date() -> None:
    """30 March stood still from the fee notice on: the applicant alone could have made it run again."""
    notice, lapsed = FeeNotice(sent=date(2026, 3, 4), served=date(2026, 3, 6)), FeeLapsed(on=date(2026, 4, 7))
    found = clock(RECEIVED, notice, lapsed, _told(date(2026, 4, 7)))
    assert found.fee_pay_due is not None
    assert (due(found), found.fee_pay_due.due) == (date(2026, 3, 30), date(2026, 4, 3))
    assert found.timeliness is not None
    assert (found.timeliness.on_time, found.timeliness.workdays_late) == (None, 0)
    assert "等待缴费" in found.timeliness.steps[0].sentence
    assert found.timeliness.steps[0].citations
    asked = CorrectionNotice(sent=date(2026, 3, 11), deadline=date(2026, 4, 2))
    lapse = CorrectionLapsed(on=date(2026, 4, 3))
    assert _on_time(clock(RECEIVED, asked, lapse, _told(date(2026, 4, 8)))) is None
    assert _on_time(clock(RECEIVED, asked, lapse, _told(date(2026, 3, 30)))) is True


def test_a_lapse_excuses_no_delay_that_came_before_it() -> None:
    late, lapsed = FeeNotice(sent=date(2026, 4, 1), served=date(2026, 4, 2)), FeeLapsed(on=date(2026, 5, 8))
    assert _on_time(clock(RECEIVED, late, lapsed, _told(date(2026, 5, 8)))) is False
    notice = FeeNotice(sent=date(2026, 3, 4), served=date(2026, 3, 6))
    running = clock(RECEIVED, notice, lapsed, _told(date(2026, 5, 8)), fee_clock_between="running")
    assert _on_time(running) is False, "by the agency's own policy the period ran on"
    assert _on_time(clock(RECEIVED, notice, _told(date(2026, 5, 8)))) is False, "nobody found that it lapsed"


def test_an_incomplete_correction_does_not_restart() -> None:
    notice = CorrectionNotice(sent=date(2026, 3, 11), deadline=date(2026, 3, 25))
    part = CorrectionReceived(on=date(2026, 3, 16), complete=False)
    assert clock(RECEIVED, notice, part).status is ClockStatus.AWAITING_CORRECTION
    whole = clock(RECEIVED, notice, part, CorrectionReceived(on=date(2026, 3, 20)))
    assert (whole.base, whole.base_kind) == (date(2026, 3, 20), ClockBase.CORRECTION_RECEIVED)


@pytest.mark.parametrize(
    ("choice", "base"),
    [("last_in_time", date(2026, 3, 20)), ("first", date(2026, 3, 16)), ("complete", date(2026, 3, 16))],
)
def test_which_of_several_corrections_counts(choice: str, base: date) -> None:
    facts: list[Fact] = [
        CorrectionNotice(sent=date(2026, 3, 11), deadline=date(2026, 3, 25)),
        CorrectionReceived(on=date(2026, 3, 16)),
        CorrectionReceived(on=date(2026, 3, 20)),
        CorrectionReceived(on=date(2026, 3, 30)),
    ]
    assert clock(RECEIVED, *facts, correction_multi=choice).base == base


def test_a_correction_after_its_day_restarts_with_a_warning() -> None:
    notice = CorrectionNotice(sent=date(2026, 3, 11), deadline=date(2026, 3, 25))
    found = clock(RECEIVED, notice, CorrectionReceived(on=date(2026, 3, 27)))
    assert found.base == date(2026, 3, 27)
    assert "correction_received_late" in codes(found)


def test_a_second_correction_notice_changes_nothing_but_is_told() -> None:
    first = CorrectionNotice(sent=date(2026, 3, 11), deadline=date(2026, 3, 25))
    once = clock(RECEIVED, first, CorrectionReceived(on=date(2026, 3, 20)))
    twice = clock(RECEIVED, first, CorrectionNotice(sent=date(2026, 3, 23)), CorrectionReceived(on=date(2026, 3, 20)))
    assert due(once) == due(twice)
    assert "second_correction" in codes(twice)


def test_a_late_notice_by_policy() -> None:
    facts: list[Fact] = [
        Receipt(channel=Channel.IN_PERSON, submitted=date(2026, 3, 9)),
        CorrectionNotice(sent=date(2026, 3, 19)),
        CorrectionReceived(on=date(2026, 3, 27)),
    ]
    resets = clock(*facts)
    assert due(resets) == date(2026, 4, 27)
    assert resets.conservative_due is not None
    assert resets.conservative_due.due == date(2026, 4, 7)
    stays = clock(*facts, late_correction_resets_clock=False)
    assert (due(stays), stays.base_kind) == (date(2026, 4, 7), ClockBase.RECEIVED)
    assert "correction_notice_late" in codes(resets) & codes(stays)


def test_whether_dispatch_or_service_of_the_notice_decides() -> None:
    notice = CorrectionNotice(sent=date(2026, 3, 11), served=date(2026, 3, 13))
    assert "correction_notice_late" not in codes(clock(RECEIVED, notice))
    assert "correction_notice_late" in codes(clock(RECEIVED, notice, correction_notice_basis="served"))


# ---------------------------------------------------------------------------------------------------------- extension


@pytest.mark.parametrize(
    ("extension", "valid", "code"),
    [
        (Extension(days=10, approved_on=date(2026, 3, 30), notified_on=date(2026, 3, 30)), True, ""),
        (Extension(days=10, approved_on=date(2026, 3, 30), notified_on=date(2026, 3, 31)), False, "notified_late"),
        (Extension(days=10, approved_on=date(2026, 3, 31), notified_on=date(2026, 3, 31)), False, "approved_late"),
        (Extension(days=10, notified_on=date(2026, 3, 20)), False, "not_approved"),
        (Extension(days=10, approved_on=date(2026, 3, 20)), False, "not_notified"),
    ],
)
def test_what_makes_an_extension_count(extension: Extension, valid: bool, code: str) -> None:
    found = clock(RECEIVED, extension)
    assert found.extension is not None
    assert found.extension.valid is valid
    assert found.extension.reason_code == (f"extension_{code}" if code else "")
    assert due(found) == (date(2026, 4, 14) if valid else date(2026, 3, 30))
    assert (f"extension_{code}" in codes(found)) is bool(code)


@pytest.mark.parametrize(("days", "code"), [(21, "extension_over_20"), (0, "extension_days"), (-3, "extension_days")])
def test_an_extension_of_impossible_length_is_refused(days: int, code: str) -> None:
    with pytest.raises(UserError) as refusal:
        clock(RECEIVED, Extension(days=days))
    assert refusal.value.code == code
    assert "第三十三条第二款" in refusal.value.sentence


def test_a_late_extension_by_policy() -> None:
    late = Extension(days=10, approved_on=date(2026, 3, 30), notified_on=date(2026, 4, 1))
    found = clock(RECEIVED, late, late_extension_effect="valid_with_warning")
    assert due(found) == date(2026, 4, 14)
    assert "extension_notified_late" in codes(found)


def test_two_extensions_count_once() -> None:
    first = Extension(days=5, approved_on=date(2026, 3, 20), notified_on=date(2026, 3, 20))
    second = Extension(days=20, approved_on=date(2026, 3, 25), notified_on=date(2026, 3, 25))
    assert due(clock(RECEIVED, first, second)) == due(clock(RECEIVED, first))


def test_an_extension_before_a_restart_carries_over_or_not() -> None:
    facts: list[Fact] = [
        RECEIVED,
        Extension(days=10, approved_on=date(2026, 3, 6), notified_on=date(2026, 3, 6)),
        CorrectionNotice(sent=date(2026, 3, 9)),
        CorrectionReceived(on=date(2026, 3, 16)),
    ]
    assert due(clock(*facts)) == CALENDAR.add_workdays(date(2026, 3, 16), 30)
    once_per_clock = clock(*facts, extension_after_restart="once_per_clock")
    assert due(once_per_clock) == CALENDAR.add_workdays(date(2026, 3, 16), 20)


# ------------------------------------------------------------------------------------------------------- consultation


def test_an_open_consultation_stops_the_clock() -> None:
    asked = third_party(served=date(2026, 3, 12))
    found = clock(RECEIVED, asked, today=date(2026, 3, 20))
    assert (found.status, found.paused) == (ClockStatus.PAUSED, True)
    assert found.waiting_until == date(2026, 4, 2)
    assert due(found) == date(2026, 4, 23)
    assert found.if_answered_today is not None
    assert found.if_answered_today.due == due(clock(RECEIVED, third_party(answered=date(2026, 3, 20))))


def test_silence_ends_the_stop_after_its_last_day() -> None:
    asked = third_party(served=date(2026, 3, 12))
    assert clock(RECEIVED, asked, today=date(2026, 4, 2)).paused
    after = clock(RECEIVED, asked, today=date(2026, 4, 3))
    assert (after.status, after.paused) == (ClockStatus.RUNNING, False)
    assert due(after) == date(2026, 4, 23)


def test_without_recorded_service_nobody_knows_when_silence_ends() -> None:
    found = clock(RECEIVED, third_party(), today=date(2026, 3, 20))
    assert found.paused
    assert found.waiting_until is None
    assert "consultation_not_served" in codes(found)
    assert due(found) == due(clock(RECEIVED, third_party(answered=date(2026, 3, 20))))


def test_without_proof_nothing_stops() -> None:
    found = clock(RECEIVED, third_party(answered=date(2026, 3, 20), proof=False))
    assert due(found) == date(2026, 3, 30)
    assert found.pauses == ()
    assert "consultation_without_proof" in codes(found)


def test_a_late_opinion_stops_only_to_the_day_of_silence() -> None:
    found = clock(RECEIVED, third_party(served=date(2026, 3, 12), answered=date(2026, 4, 20)))
    assert due(found) == date(2026, 4, 23)
    assert "consultation_answered_late" in codes(found)


def test_the_stop_may_begin_with_service() -> None:
    asked = third_party(served=date(2026, 3, 12), answered=date(2026, 3, 20))
    by_service = clock(RECEIVED, asked, consultation_start_event="served")
    assert CALENDAR.workdays_between(due(by_service), due(clock(RECEIVED, asked))) == 2


def test_another_agency_has_the_days_of_the_policy() -> None:
    asked = Consultation(ref="规划局", kind=ConsultationKind.AGENCY, sent=date(2026, 3, 10))
    assert clock(RECEIVED, asked).pauses[0].end == CALENDAR.add_workdays(date(2026, 3, 10), 15)
    assert clock(RECEIVED, asked, agency_consultation_days=5).pauses[0].end == date(2026, 3, 17)


def test_a_secrecy_inquiry_stops_by_policy() -> None:
    asked = Consultation(
        ref="保密局", kind=ConsultationKind.AGENCY, sent=date(2026, 3, 10), answered=date(2026, 3, 20), secrecy=True
    )
    assert due(clock(RECEIVED, asked)) == date(2026, 4, 10)
    assert due(clock(RECEIVED, asked, secrecy_inquiry_pauses=False)) == date(2026, 3, 30)


# ---------------------------------------------------------------------------------------------------------------- fee


def test_waiting_for_payment() -> None:
    notice = FeeNotice(sent=date(2026, 3, 12), served=date(2026, 3, 16))
    found = clock(RECEIVED, notice, today=date(2026, 3, 20))
    assert found.status is ClockStatus.AWAITING_PAYMENT
    assert found.fee_pay_due is not None
    assert found.waiting_until == found.fee_pay_due.due == CALENDAR.add_workdays(date(2026, 3, 16), 20)
    assert found.if_answered_today is not None
    assert found.if_answered_today.due == CALENDAR.add_workdays(date(2026, 3, 20), 20)


def test_not_paid_in_time() -> None:
    notice = FeeNotice(sent=date(2026, 4, 9), served=date(2026, 4, 10))
    received = Receipt(channel=Channel.IN_PERSON, submitted=date(2026, 4, 1))
    assert clock(received, notice, today=date(2026, 5, 12)).status is ClockStatus.AWAITING_PAYMENT
    after = clock(received, notice, today=date(2026, 5, 13))
    assert after.status is ClockStatus.DEEMED_ABANDONED
    assert "fee_overdue" in codes(after)


def test_a_part_payment_restarts_nothing() -> None:
    notice = FeeNotice(sent=date(2026, 3, 12), served=date(2026, 3, 16))
    found = clock(RECEIVED, notice, FeePaid(on=date(2026, 3, 18), complete=False))
    assert found.status is ClockStatus.AWAITING_PAYMENT
    assert "fee_partial_payment" in codes(found)


def test_a_fee_notice_after_the_period_is_late() -> None:
    assert "fee_notice_late" not in codes(clock(RECEIVED, FeeNotice(sent=date(2026, 3, 30))))
    assert "fee_notice_late" in codes(clock(RECEIVED, FeeNotice(sent=date(2026, 3, 31))))
    longer = Extension(days=5, approved_on=date(2026, 3, 20), notified_on=date(2026, 3, 20))
    assert "fee_notice_late" not in codes(clock(RECEIVED, longer, FeeNotice(sent=date(2026, 3, 31))))


def test_a_consultation_while_payment_is_awaited() -> None:
    facts: list[Fact] = [RECEIVED, FeeNotice(sent=date(2026, 3, 9)), third_party(answered=date(2026, 3, 20))]
    assert "fee_parallel_events" in codes(clock(*facts))
    assert "fee_parallel_events" not in codes(clock(*facts, fee_parallel_events="parallel"))


def test_the_clock_may_run_on_while_payment_is_awaited() -> None:
    notice = FeeNotice(sent=date(2026, 3, 12), served=date(2026, 3, 16))
    found = clock(RECEIVED, notice, today=date(2026, 3, 20), fee_clock_between="running")
    assert found.status is ClockStatus.RUNNING
    assert found.waiting_until == CALENDAR.add_workdays(date(2026, 3, 16), 20)
    assert due(found) == date(2026, 3, 30)


# ------------------------------------------------------------------------------------------------------- article 35


def test_asking_for_reasons_does_not_stop_the_clock_unless_the_policy_says_so() -> None:
    facts: list[Fact] = [
        RECEIVED,
        JustificationNotice(sent=date(2026, 3, 10), deadline=date(2026, 3, 20)),
        JustificationReceived(on=date(2026, 3, 18)),
    ]
    assert due(clock(*facts)) == date(2026, 3, 30)
    assert due(clock(*facts, justification_wait_excluded=True)) == CALENDAR.add_workdays(date(2026, 3, 30), 6)


def test_a_deferral_needs_the_question_before_and_a_notice_in_time() -> None:
    asked = JustificationNotice(sent=date(2026, 3, 10))
    deferral = Deferral(until=date(2026, 5, 20), notified_on=date(2026, 3, 27))
    assert due(clock(RECEIVED, asked, deferral)) == date(2026, 5, 20)
    assert "deferral_without_justification" in codes(clock(RECEIVED, deferral))
    late = clock(RECEIVED, asked, Deferral(until=date(2026, 5, 20), notified_on=date(2026, 3, 31)))
    assert due(late) == date(2026, 3, 30)
    assert "deferral_notified_late" in codes(late)


# -------------------------------------------------------------------------------------------------------------- ends


def test_a_withdrawal_or_a_reply_stops_the_clock() -> None:
    assert clock(RECEIVED, Withdrawal(on=date(2026, 3, 9))).status is ClockStatus.STOPPED
    reply = ReplyDispatch(method=ServiceMethod.POST, dispatched=date(2026, 4, 1))
    found = clock(RECEIVED, reply)
    assert found.status is ClockStatus.STOPPED
    assert found.timeliness is not None
    assert (found.timeliness.on_time, found.timeliness.workdays_late) == (False, 2)


def test_a_date_past_the_last_notice_warns() -> None:
    found = clock(Receipt(channel=Channel.IN_PERSON, submitted=date(2026, 12, 10)))
    assert found.due is not None
    assert found.due.provisional
    (warning,) = found.warnings
    assert warning.code == "calendar_missing"
    assert "2027年" in warning.sentence


def test_before_the_statute_there_is_no_period() -> None:
    with pytest.raises(RuleGap):
        clock(Receipt(channel=Channel.IN_PERSON, submitted=date(2004, 3, 2)))


def test_an_old_request_can_be_counted_with_a_given_period() -> None:
    old = Receipt(channel=Channel.WEB, submitted=date(2011, 6, 1))
    found = reply_clock(CaseHistory.of(old), CALENDAR, PolicySet.default(), reply_days=15)
    assert due(found) == date(2011, 6, 23)
    assert found.correction_notice_due is None


# ------------------------------------------------------------------------------------------------------------- moved


def both(received: date, before: date, after: date) -> tuple[ReplyClock, ReplyClock, WorkingCalendar]:
    old = WorkingCalendar.build(holiday_notices(), known_on=before)
    new = WorkingCalendar.build(holiday_notices(), known_on=after)
    history = CaseHistory.of(Receipt(channel=Channel.IN_PERSON, submitted=received))
    policies = PolicySet.default()
    return reply_clock(history, old, policies), reply_clock(history, new, policies), new


def test_an_extended_holiday_moves_a_case_later() -> None:
    old, new, calendar = both(date(2020, 1, 20), date(2020, 1, 26), date(2020, 1, 27))
    assert old.due is not None
    assert new.due is not None
    change = moved(old.due, new.due, calendar)
    assert change is not None
    assert (change.direction, change.days, change.workdays) == (Direction.LATER, 4, 2)
    assert change.sentence == "期限由2020年2月21日（周五）推后为2020年2月25日（周二）。"


def test_a_new_make_up_day_moves_a_case_earlier() -> None:
    old = standard_calendar()
    before = WorkingCalendar.build(holiday_notices(), known_on=date(2019, 3, 21))
    change = moved(period_workdays(date(2019, 3, 5), 40, before), period_workdays(date(2019, 3, 5), 40, old), old)
    assert change is not None
    assert (change.direction, change.days) == (Direction.EARLIER, 2)


@pytest.mark.parametrize(
    ("received", "direction", "days"),
    [(date(2025, 12, 10), Direction.SETTLED, 0), (date(2025, 12, 4), Direction.LATER, 2)],
)
def test_a_new_notice_settles_estimates(received: date, direction: Direction, days: int) -> None:
    old, new, calendar = both(received, date(2025, 11, 3), date(2025, 11, 4))
    assert old.due is not None
    assert new.due is not None
    change = moved(old.due, new.due, calendar)
    assert change is not None
    assert (change.direction, change.days) == (direction, days)
    assert moved(new.due, new.due, calendar) is None


def test_a_correction_on_the_day_of_receipt_is_the_base() -> None:
    notice = CorrectionNotice(sent=date(2026, 3, 2))
    found = clock(RECEIVED, notice, CorrectionReceived(on=date(2026, 3, 2)))
    assert (found.base, found.base_kind) == (date(2026, 3, 2), ClockBase.CORRECTION_RECEIVED)
    assert due(found) == date(2026, 3, 30)
