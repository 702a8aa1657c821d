"""On which day a reply counts as made, by way of service and by policy."""

from datetime import date

import pytest

from deadlines.calendar import standard_calendar
from deadlines.history import ReplyDispatch
from deadlines.timeliness import Timeliness, timeliness
from law.policies import PolicySet, PolicyValue
from law.terms import ServiceMethod

DUE = date(2026, 3, 30)


def judge(reply: ReplyDispatch, **policies: PolicyValue) -> Timeliness:
    return timeliness(reply, DUE, standard_calendar(), PolicySet.default().with_(**policies))


@pytest.mark.parametrize("method", list(ServiceMethod))
def test_every_way_of_service_has_a_day_and_a_reason(method: ServiceMethod) -> None:
    reply = ReplyDispatch(
        method=method,
        issued_on=date(2026, 3, 1),
        dispatched=date(2026, 3, 20),
        delivered=date(2026, 3, 24),
        notice_on=date(2026, 2, 20),
    )
    found = judge(reply)
    expected = {
        ServiceMethod.POST: date(2026, 3, 20),
        ServiceMethod.ELECTRONIC: date(2026, 3, 20),
        ServiceMethod.NOTICE: date(2026, 3, 22),
    }
    assert found.effective_date == expected.get(method, date(2026, 3, 24))
    assert found.on_time
    (step,) = found.steps
    assert step.citations
    assert "为答复作出日，在期限内" in step.sentence


@pytest.mark.parametrize("method", list(ServiceMethod))
def test_without_proof_nothing_is_judged(method: ServiceMethod) -> None:
    found = judge(ReplyDispatch(method=method, issued_on=date(2026, 3, 1)))
    assert (found.effective_date, found.on_time, found.workdays_late) == (None, None, 0)
    assert [one.code for one in found.warnings] == ["service_not_proven"]


def test_electronic_service_by_arrival() -> None:
    reply = ReplyDispatch(method=ServiceMethod.ELECTRONIC, dispatched=date(2026, 3, 30), delivered=date(2026, 3, 31))
    assert judge(reply).on_time
    assert [one.code for one in judge(reply).warnings] == ["electronic_reply_close_to_due"]
    assert judge(reply, ereply_effective_basis="arrived").on_time is False


def test_a_courier_is_no_postal_service() -> None:
    reply = ReplyDispatch(
        method=ServiceMethod.POST, dispatched=date(2026, 3, 30), delivered=date(2026, 4, 1), courier=True
    )
    found = judge(reply)
    assert [one.code for one in found.warnings] == ["must_use_postal_enterprise"]
    # Only the postal mark proves the day of dispatch; a courier's delivery counts when it is signed for.
    assert (found.effective_date, found.on_time, found.workdays_late) == (date(2026, 4, 1), False, 2)


def test_days_off_are_no_working_days_of_delay() -> None:
    due = date(2026, 9, 30)
    reply = ReplyDispatch(method=ServiceMethod.POST, dispatched=date(2026, 10, 8))
    found = timeliness(reply, due, standard_calendar(), PolicySet.default())
    assert (found.on_time, found.workdays_late) == (False, 1)


def test_returned_mail_by_policy() -> None:
    reply = ReplyDispatch(
        method=ServiceMethod.POST,
        dispatched=date(2026, 3, 27),
        redispatched=date(2026, 4, 7),
        delivered=date(2026, 4, 9),
    )
    assert (judge(reply).effective_date, judge(reply).on_time) == (date(2026, 3, 27), True)
    last = judge(reply, returned_mail_basis="last_dispatch")
    assert (last.effective_date, last.on_time) == (date(2026, 4, 7), False)
