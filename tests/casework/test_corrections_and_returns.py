"""What the law lets an agency decide: after an answer that stays unclear, and where a third party is out of reach."""

from datetime import date

import pytest

from casework import contacts, service
from casework.drafts import ContactDraft, DispatchDraft, ReturnDraft
from law.errors import UserError
from law.terms import ClockStatus, Evidence, Outcome
from tests.casework.desk import Desk

UNCLEAR = {"unclear_points": "仍未写明地块", "explanation_given": "电话释明两次"}
SILENT = {"interest_kind": "privacy", "agency_reason": "含住址和账号", "public_interest_balance": "不涉及公共利益"}
NOTES = {Evidence.PUBLIC_INTEREST_NOTE: "已衡量", Evidence.SEVERABILITY_NOTE: "不能区分"}


def test_an_answer_that_stays_unclear_is_no_silence(local_desk: Desk) -> None:
    case = local_desk.take_in()
    local_desk.on(3, 4).ask_correction(case, date(2026, 3, 17))
    local_desk.on(3, 12).correct(case, complete=False)
    with pytest.raises(UserError) as waiting:
        local_desk.on(3, 17).decide(case, Outcome.UNCLEAR_AFTER_CORRECTION, facts=UNCLEAR)
    assert waiting.value.code == "correction_open"
    local_desk.on(3, 18).decide(case, Outcome.UNCLEAR_AFTER_CORRECTION, facts=UNCLEAR)
    assert local_desk.row(case).outcome is Outcome.UNCLEAR_AFTER_CORRECTION


def test_nothing_is_decided_while_the_applicant_has_not_answered(local_desk: Desk) -> None:
    case = local_desk.take_in()
    local_desk.on(3, 4).ask_correction(case, date(2026, 3, 17))
    with pytest.raises(UserError) as refused:
        local_desk.on(3, 18).decide(case)
    assert refused.value.code == "correction_open"


def test_a_third_party_out_of_reach_leaves_the_decision_to_the_agency(local_desk: Desk) -> None:
    case = local_desk.take_in()
    asked = local_desk.on(3, 4).consult(case)
    back = ReturnDraft(document_id=asked.document_id or 0, on=date(2026, 3, 9), reason="查无此人")
    service.record_return(local_desk.on(3, 9).office, back, **local_desk.how)
    assert local_desk.due(case) == date(2026, 4, 2)
    local_desk.on(3, 12)
    assert local_desk.case(case).state.clock.status is ClockStatus.RUNNING

    def decide() -> object:
        return local_desk.decide(case, Outcome.REFUSAL_THIRD_PARTY, variant="silent", facts=SILENT, evidence=NOTES)

    with pytest.raises(UserError) as pending:
        decide()
    assert pending.value.code == "consultation_pending"
    tried = ContactDraft(
        request_id=case, on=local_desk.today, how="电话", number="19900000053", text="电话停机，登记地址查无此人"
    )
    contacts.record_contact(local_desk.office, tried, **local_desk.how)
    decide()


def test_a_posted_letter_without_a_number_stops_nothing(local_desk: Desk) -> None:
    case = local_desk.take_in()
    asked = local_desk.on(3, 4).consult(case, sent=False)
    bare = DispatchDraft(document_id=asked.document_id or 0, on=local_desk.today)
    service.dispatch(local_desk.office, bare, **local_desk.how)
    clock = local_desk.on(3, 10).case(case).state.clock
    assert clock.status is ClockStatus.RUNNING
    assert "consultation_without_proof" in {one.code for one in clock.warnings}
    assert local_desk.due(case) == date(2026, 3, 30)
    local_desk.serve(asked.document_id)
    assert local_desk.case(case).state.clock.status is ClockStatus.PAUSED
