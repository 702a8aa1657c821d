"""The clock of a reply that a decision or a judgment ordered (行政复议法第六十四条、第六十六条，行政诉讼法第七十条)."""

import random
from datetime import date, timedelta

import pytest

from deadlines.calendar import standard_calendar
from deadlines.day_rows import day_rows, day_sums
from deadlines.history import (
    CaseHistory,
    Consultation,
    CorrectionLapsed,
    CorrectionNotice,
    CorrectionReceived,
    Deferral,
    Extension,
    Fact,
    FeeNotice,
    FeePaid,
    JustificationNotice,
    Receipt,
    ReplyDispatch,
    ReplyOrdered,
)
from deadlines.ordered_reply import ordered_due, ordered_grounds
from deadlines.reply_clock import ReplyClock, reply_clock
from deadlines.steps import DayMark, StepUnit
from law.dispute_terms import DisputeResult
from law.errors import RuleGap
from law.notices import holiday_notices
from law.policies import PolicySet, PolicyValue
from law.terms import Channel, ClockBase, ClockStatus, ConsultationKind, ServiceMethod
from tests.deadlines.naive_clock import NaiveCalendar, naive_clock
from tests.deadlines.random_histories import histories
from tests.deadlines.replay import assert_steps_count_to

CALENDAR = standard_calendar()
POLICIES = PolicySet.default()
RECEIVED = Receipt(channel=Channel.IN_PERSON, submitted=date(2026, 3, 2))
ORDERED = ReplyOrdered(
    received=date(2026, 8, 3),
    result=DisputeResult.REVOKE,
    body="临江县人民政府",
    number="临政复决〔2026〕7号",
    ordered_on=date(2026, 7, 30),
)


def order(**changes: object) -> ReplyOrdered:
    values: dict[str, object] = {
        "received": ORDERED.received,
        "result": ORDERED.result,
        "body": ORDERED.body,
        "number": ORDERED.number,
        "ordered_on": ORDERED.ordered_on,
    }
    return ReplyOrdered(**{**values, **changes})  # type: ignore[arg-type]


def clock(*facts: Fact, today: date | None = None, **policies: PolicyValue) -> ReplyClock:
    return reply_clock(CaseHistory.of(RECEIVED, *facts), CALENDAR, POLICIES.with_(**policies), today)


def due(found: ReplyClock) -> date:
    assert found.due is not None
    return found.due.due


def codes(found: ReplyClock) -> set[str]:
    return {one.code for one in found.warnings}


def asked(sent: date) -> Consultation:
    return Consultation(ref="甲公司", kind=ConsultationKind.THIRD_PARTY, sent=sent, served=sent)


def test_without_a_term_the_policy_counts_from_the_receipt_of_the_decision() -> None:
    found = clock(ORDERED, today=date(2026, 8, 10))
    assert due(found) == date(2026, 8, 31)
    assert found.first_due == found.due
    assert (found.base, found.base_kind, found.status) == (
        date(2026, 8, 3), ClockBase.REPLY_ORDERED, ClockStatus.RUNNING
    )  # fmt: skip
    assert due(clock(ORDERED, remake_days_default=15)) == date(2026, 8, 24)
    assert "ordered_default_term" in codes(found)
    assert any("此点法律无明文" in one.sentence for one in found.warnings)


def test_a_term_in_working_days_steps_over_the_holidays() -> None:
    found = clock(order(received=date(2026, 9, 21), set_days=15))
    # 中秋、国庆的放假和调休都在其间。
    assert due(found) == NaiveCalendar(holiday_notices()).nth_after(date(2026, 9, 21), 15) == date(2026, 10, 19)
    assert "ordered_default_term" not in codes(found)
    assert found.due is not None
    assert_steps_count_to(found.due, CALENDAR)
    assert "临政复决〔2026〕7号" in found.due.steps[0].sentence


def test_a_last_day_is_taken_as_it_is_written() -> None:
    saturday = date(2026, 8, 15)
    found = clock(order(set_until=saturday))
    assert due(found) == saturday
    assert found.due is not None
    assert found.due.steps[-1].unit is StepUnit.DAYS
    assert not found.due.provisional
    beyond = clock(order(received=date(2026, 12, 21), set_until=date(2027, 1, 20)))
    assert beyond.due is not None
    assert (due(beyond), beyond.due.provisional) == (date(2027, 1, 20), False)


def test_counted_into_a_year_without_a_notice_it_is_an_estimate() -> None:
    found = clock(order(received=date(2026, 12, 21), set_days=20))
    assert found.due is not None
    assert found.due.provisional
    assert "calendar_missing" in codes(found)


def test_nothing_moves_the_term() -> None:
    plain = due(clock(ORDERED))
    moving: tuple[tuple[Fact, ...], ...] = (
        (Extension(days=20, approved_on=date(2026, 8, 5), notified_on=date(2026, 8, 5)),),
        (asked(date(2026, 8, 5)),),
        (CorrectionNotice(sent=date(2026, 8, 5), deadline=date(2026, 8, 20)),),
        (CorrectionNotice(sent=date(2026, 8, 5)), CorrectionReceived(on=date(2026, 8, 12))),
        (FeeNotice(sent=date(2026, 8, 5), served=date(2026, 8, 6)), FeePaid(on=date(2026, 8, 20))),
        (
            JustificationNotice(sent=date(2026, 8, 5)),
            Deferral(until=date(2026, 10, 30), notified_on=date(2026, 8, 6)),
        ),
    )
    for facts in moving:
        found = clock(ORDERED, *facts, today=date(2026, 8, 21))
        assert due(found) == plain, facts
        assert found.status is ClockStatus.RUNNING
        assert not found.paused
        assert codes(found) & {"ordered_not_stopped", "ordered_no_extension"}, facts


def test_an_extension_is_refused_with_the_decision_as_its_reason() -> None:
    given = Extension(days=20, approved_on=date(2026, 8, 5), notified_on=date(2026, 8, 5))
    found = clock(ORDERED, given)
    assert found.extension is not None
    assert (found.extension.valid, found.extension.reason_code) == (False, "ordered_no_extension")
    assert "临江县人民政府" in found.extension.sentence


def test_what_stopped_the_period_before_is_not_told_again() -> None:
    before = asked(date(2026, 3, 5))
    assert "ordered_not_stopped" not in codes(clock(ORDERED, before))


def test_a_reply_is_judged_by_the_ordered_term() -> None:
    in_time = ReplyDispatch(method=ServiceMethod.POST, issued_on=date(2026, 8, 31), dispatched=date(2026, 8, 31))
    late = ReplyDispatch(method=ServiceMethod.POST, issued_on=date(2026, 8, 31), dispatched=date(2026, 9, 2))
    assert clock(ORDERED, in_time).timeliness is not None
    judged = [clock(ORDERED, one).timeliness for one in (in_time, late)]
    assert [one.on_time if one else None for one in judged] == [True, False]
    assert judged[1] is not None
    assert judged[1].workdays_late == 2
    assert clock(ORDERED, late).status is ClockStatus.STOPPED


def test_only_an_act_gives_the_request_up_in_an_ordered_round() -> None:
    notice = CorrectionNotice(sent=date(2026, 8, 5), served=date(2026, 8, 6), deadline=date(2026, 8, 12))
    assert clock(ORDERED, notice, today=date(2026, 8, 20)).status is ClockStatus.RUNNING
    lapsed = CorrectionLapsed(on=date(2026, 8, 13))
    assert clock(ORDERED, notice, lapsed, today=date(2026, 8, 20)).status is ClockStatus.DEEMED_ABANDONED


def test_of_two_orders_the_one_received_last_counts() -> None:
    judged = order(received=date(2026, 10, 12), result=DisputeResult.J_REVOKE, body="临江县人民法院", set_days=15)
    first, second = clock(ORDERED, judged), clock(judged, ORDERED)
    assert first == second
    assert first.order == judged
    assert due(clock(ORDERED)) < due(first)


@pytest.mark.parametrize(
    ("result", "article"),
    [
        (DisputeResult.REVOKE, 64),
        (DisputeResult.ORDER_PERFORM, 66),
        (DisputeResult.J_REVOKE, 70),
        (DisputeResult.J_PERFORM, 72),
        (DisputeResult.J_MEDIATE, 94),
    ],
)
def test_the_article_is_that_of_the_result(result: DisputeResult, article: int) -> None:
    assert [one.article for one in ordered_grounds(order(result=result))] == [article]


def test_a_term_of_no_days_is_a_gap() -> None:
    with pytest.raises(RuleGap):
        ordered_due(order(set_days=0), CALENDAR, POLICIES)


def test_the_days_are_explained_one_by_one() -> None:
    rows = day_rows(clock(order(set_days=10)), CALENDAR)
    assert (rows[0].date, rows[0].mark) == (date(2026, 8, 3), DayMark.START)
    assert "行政复议决定" in rows[0].text
    assert (rows[-1].date, rows[-1].count, day_sums(rows).counted) == (date(2026, 8, 17), 10, 10)


def test_both_clocks_agree_on_ordered_replies() -> None:
    naive, draw = NaiveCalendar(holiday_notices()), random.Random(5)
    by_day = 0
    for history in histories(4, 1500):
        (receipt,) = history.all_of(Receipt)
        assert receipt.submitted is not None
        day = receipt.submitted + timedelta(days=draw.randrange(120))
        day = min(day, date(2026, 10, 30))
        until = day + timedelta(days=draw.randrange(40)) if draw.random() < 0.3 else None
        days = draw.randint(1, 30) if until is None and draw.random() < 0.7 else None
        ordered = history.plus(order(received=day, set_days=days, set_until=until))
        found, expected = reply_clock(ordered, CALENDAR, POLICIES), naive_clock(ordered, naive, "open_closed")
        assert (found.base, due(found)) == (expected.base, expected.due), ordered
        assert found.due is not None
        assert_steps_count_to(found.due, CALENDAR)
        assert reply_clock(ordered.minus(*ordered.all_of(ReplyOrdered)), CALENDAR, POLICIES) == reply_clock(
            history, CALENDAR, POLICIES
        )
        by_day += until is not None
    assert by_day > 200
