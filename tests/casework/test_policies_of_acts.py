"""What the agency's readings of the law change in the acts, and where a case stands while letters are on their way."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from casework import service
from casework.acts import recommended
from casework.case_view import case as case_of
from casework.drafts import DispatchDraft, ReturnDraft
from casework.policy_settings import decide_policy
from casework.recorded_facts import record_fact
from law.errors import UserError
from law.terms import Act, ClockStatus, ConsultationKind, EventKind, Opinion, RequestStatus
from tests.casework.desk import Desk


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(UserError) as error:
        act()
    return error.value.code


def _policy(desk: Desk, key: str, value: str) -> None:
    decide_policy(desk.office, key, value, valid_from=desk.today, reason="法制机构意见", **desk.how)


def _post(desk: Desk, document_id: int | None) -> object:
    draft = DispatchDraft(document_id=document_id or 0, on=desk.today, carrier="邮政EMS", tracking_number="3")
    return service.dispatch(desk.office, draft, **desk.how)


# ------------------------------------------------------------------------------------------------ where a case stands


def test_nobody_is_waited_for_while_the_letter_lies_in_the_house(desk: Desk) -> None:
    case = desk.take_in()
    notice = desk.on(3, 4).ask_correction(case, date(2026, 3, 18), sent=False)
    assert desk.status(case) is RequestStatus.IN_PROGRESS
    _post(desk, notice.document_id)
    assert desk.status(case) is RequestStatus.AWAITING_CORRECTION
    other = desk.take_in(text="申请公开青石渡镇白石村补偿安置方案。")
    asked = desk.consult(other, sent=False)
    assert desk.status(other) is RequestStatus.IN_PROGRESS
    _post(desk, asked.document_id)
    assert desk.status(other) is RequestStatus.CONSULTING


def test_silence_leaves_the_decision_to_the_agency(desk: Desk) -> None:
    case = desk.take_in()
    asked = desk.on(3, 4).consult(case)
    desk.on(3, 5).serve(asked.document_id)
    state = desk.on(3, 26).case(case).state
    assert (state.status, recommended(state)) == (RequestStatus.CONSULTING, Act.RECEIVE_OPINION)
    state = desk.on(3, 27).case(case).state
    assert (state.status, recommended(state)) == (RequestStatus.IN_PROGRESS, Act.DECIDE_OUTCOME)
    assert case_of(desk.office, case, today=desk.today).status is RequestStatus.IN_PROGRESS
    assert desk.status(case) is RequestStatus.CONSULTING  # what is kept never depends on the day


def test_what_is_next_when_the_time_for_the_correction_is_over(desk: Desk) -> None:
    case = desk.take_in()
    notice = desk.on(3, 4).ask_correction(case, date(2026, 3, 18))
    assert recommended(desk.on(3, 19).case(case).state) is Act.RECORD_SERVICE
    desk.on(3, 6).serve(notice.document_id)
    assert recommended(desk.on(3, 19).case(case).state) is Act.LAPSE_CORRECTION
    desk.on(3, 17).correct(case, complete=False)
    assert recommended(desk.on(3, 19).case(case).state) is Act.DECIDE_OUTCOME


# ------------------------------------------------------------------------------------------------ extension


def test_a_notice_of_extension_does_not_leave_after_the_first_period(desk: Desk) -> None:
    case = desk.take_in()
    notice = desk.on(3, 27).extend(case, 10, dispatch=None).document_id
    assert refused(lambda: _post(desk.on(3, 31), notice)) == "extension_notice_late"
    assert desk.due(case) == date(2026, 3, 30)


def test_by_policy_an_extension_told_late_counts_with_a_warning(desk: Desk) -> None:
    _policy(desk, "late_extension_effect", "valid_with_warning")
    case = desk.take_in()
    desk.on(3, 31)
    assert refused(lambda: desk.extend(case, 10)) == "extension_late"  # approved late it never counts
    desk.extend(case, 10, approved_on=date(2026, 3, 30))
    assert desk.due(case) == date(2026, 4, 14)
    assert "extension_notified_late" in {one.code for one in desk.case(case).state.clock.warnings}


# ------------------------------------------------------------------------------------------------ fee, secrecy


def _fee(desk: Desk, case: int) -> None:
    payload: dict[str, Any] = {"sent": desk.today.isoformat(), "served": desk.today.isoformat()}
    record_fact(desk.office, case, EventKind.FEE_NOTICED, desk.today, payload, **desk.how)


def test_beside_an_open_fee_only_what_the_policy_allows(desk: Desk) -> None:
    case = desk.take_in()
    _fee(desk, case)
    assert refused(lambda: desk.consult(case)) == "fee_open_not_parallel"
    assert refused(lambda: desk.extend(case)) == "fee_open_not_parallel"
    _policy(desk, "fee_parallel_events", "parallel")
    other = desk.take_in(text="申请公开青石渡镇白石村补偿安置方案。")
    _fee(desk, other)
    desk.consult(other)
    desk.extend(other, 5)
    assert refused(lambda: desk.decide(other)) == "fee_open"


@pytest.mark.parametrize(("value", "status"), [("true", ClockStatus.PAUSED), ("false", ClockStatus.RUNNING)])
def test_asking_whether_it_is_secret_stops_the_clock_by_policy(desk: Desk, value: str, status: ClockStatus) -> None:
    _policy(desk, "secrecy_inquiry_pauses", value)
    case = desk.take_in()
    desk.on(3, 4).consult(case, "临江县国家保密局", kind=ConsultationKind.AGENCY, secrecy=True)
    assert desk.on(3, 6).case(case).state.clock.status is status


# ------------------------------------------------------------------------------------------------ returned and resent


def test_the_gap_between_return_and_second_posting_counts(desk: Desk) -> None:
    case = desk.take_in()
    asked = desk.on(3, 4).consult(case)
    back = ReturnDraft(document_id=asked.document_id or 0, on=date(2026, 3, 6), reason="地址不详")
    service.record_return(desk.on(3, 6).office, back, **desk.how)
    _post(desk.on(3, 16), asked.document_id)
    desk.on(3, 18).opinion(case, asked.event_id, Opinion.AGREE)
    # Stopped 5 and 6 March, then 17 and 18 March: four working days; the ten days at the agency count.
    assert desk.due(case) == date(2026, 4, 3)
    assert not desk.row(case).paused
    marks = [one.title for one in case_of(desk.office, case, today=desk.today).clock.marks]
    assert marks.count("退回") == 1
    assert marks.count("收到意见") == 1
