"""Rounds of answering: a decision orders another reply, the request is answered anew (复议法第六十四条)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casework import case_view, rounds
from casework.act_case import read_case
from casework.acts import allowed_acts, recommended, why_not
from casework.amendment import correct_event
from casework.case_contents import case_contents
from casework.case_list import bounds_of
from casework.day_by_day import day_by_day
from casework.drafts import EventCorrectionDraft, LetterDraft, Override
from casework.facts import CaseFacts, case_facts
from casework.integrity import check
from casework.letters import preview_document, propose_letter
from casework.outcome import proposal
from casework.round_split import CARRIED, Carried, split_rounds
from casework.unit_of_work import begin
from casework.urgency import urgency_of
from casework.what_if import what_if
from deadlines.history import ReplyOrdered
from law.dispute_terms import DisputeResult
from law.errors import UserError
from law.terms import (
    Act,
    ClockBase,
    ClockStatus,
    DocumentKind,
    DocumentState,
    EventKind,
    Evidence,
    FeeMethod,
    FeeStatus,
    Outcome,
    RequestStatus,
    Urgency,
)
from tests.casework.desk import GRANT_FACTS, Desk

BODY = "临江县人民政府"
DECISION = "临政复决〔2026〕7号"
PROCESS = {
    "process_kind": "discussion",
    "decision_made": "false",
    "discretion_reason": "会议尚未形成决定，公开会影响讨论",
}
NATURE = {Evidence.NATURE_NOTE: "讨论记录", Evidence.SEVERABILITY_NOTE: "不能区分"}
SEARCHED = {"search_scope": "档案管理系统", "search_result": "未检索到"}
DUTY = {Evidence.DUTY_BASIS: "三定方案第三条"}


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(UserError) as raised:
        act()
    return raised.value.code


def order(desk: Desk, request_id: int, result: str = "revoke", **said: Any) -> int:
    """The decision of a dispute arrives; returns the event on the request."""
    payload = {
        "dispute_id": 1,
        "dispute_event_id": 1,
        "result": result,
        "body": BODY,
        "number": DECISION,
        "ordered_on": desk.today,
        **said,
    }
    with begin(desk.office, **desk.how) as work:
        return rounds.order_reply(work, work.request(request_id), payload, desk.today).id


def strike(desk: Desk, request_id: int, event_id: int) -> None:
    with begin(desk.office, **desk.how) as work:
        rounds.strike_order(work, work.request(request_id), event_id, "决定录错了件")


def refuse(desk: Desk, request_id: int) -> int:
    """A refusal on the process of deliberation."""
    return desk.reply(request_id, Outcome.REFUSAL_PROCESS, facts=PROCESS, evidence=NATURE)


def text_of(desk: Desk, document_id: int) -> str:
    return "\n".join(one.text for one in preview_document(desk.office, document_id).blocks)


def columns(desk: Desk, request_id: int) -> dict[str, object]:
    row = desk.row(request_id)
    kept = ("status", "clock_status", "due_on", "outcome", "closed_on", "served_on", "on_time", "base_on", "decided_on")
    return {one: getattr(row, one) for one in kept}


def facts_of(desk: Desk, request_id: int) -> CaseFacts:
    return desk.case(request_id).state.facts


# --------------------------------------------------------------------------------------------- procedures, end to end


def test_a_revoked_refusal_is_answered_anew(desk: Desk) -> None:
    case = desk.take_in()
    first = refuse(desk.on(3, 16), case)
    desk.on(3, 19).serve(first)
    assert desk.status(case) is RequestStatus.CLOSED
    number = desk.document(first).document_number

    desk.on(8, 3)
    order(desk, case, set_days=15)
    row = desk.row(case)
    assert (row.status, row.clock_status) == (RequestStatus.IN_PROGRESS, ClockStatus.RUNNING)
    assert (row.due_on, row.base_on) == (date(2026, 8, 24), date(2026, 8, 3))
    assert (row.outcome, row.closed_on, row.served_on, row.reply_effective_on) == (None, None, None, None)
    state = desk.case(case).state
    assert state.clock.base_kind is ClockBase.REPLY_ORDERED
    assert state.reply_draft is None
    assert recommended(state) is Act.DECIDE_OUTCOME

    desk.on(8, 10)
    second = desk.reply(case)
    assert second != first
    assert desk.document(second).document_number != number
    words = text_of(desk, second)
    assert f"本机关曾于2026年3月16日作出答复（{number}）" in words
    assert f"{BODY}于2026年8月3日作出行政复议决定（{DECISION}），撤销该答复，责令本机关重新答复" in words
    desk.on(8, 13).serve(second)
    row = desk.row(case)
    assert (row.status, row.outcome, row.on_time) == (RequestStatus.CLOSED, Outcome.GRANT, True)
    assert row.closed_on == date(2026, 8, 13)
    facts = facts_of(desk, case)
    assert [one.reply.document_id for one in (*facts.former, facts) if one.reply] == [first, second]
    assert facts.courses[first].served_on == date(2026, 3, 19)
    assert check(desk.office).sound


def test_a_search_that_was_too_narrow_is_made_again(desk: Desk) -> None:
    case = desk.take_in()
    desk.on(3, 5).search(case)
    first = desk.on(3, 16).reply(case, Outcome.NOT_EXIST, facts=SEARCHED, evidence=DUTY)
    desk.on(3, 20).serve(first)
    desk.on(8, 3)
    order(desk, case)
    assert desk.due(case) == date(2026, 8, 31)
    assert facts_of(desk, case).happened(EventKind.SEARCH_RECORDED)
    desk.on(8, 6).search(case)
    desk.decide(case, Outcome.NOT_EXIST, facts=SEARCHED, evidence=DUTY)
    document = desk.draft(case)
    # The same outcome on the same article: a head may let it pass and say what is new, nobody else.
    assert refused(lambda: desk.issue(document)) == "X19"
    desk.issue(document, overrides=(Override(code="X19", reason="已扩大检索范围，有新的检索记录"),))
    desk.on(8, 11).serve(document)
    assert desk.row(case).on_time is True
    assert check(desk.office).sound


def test_a_reply_that_never_came_is_ordered(desk: Desk) -> None:
    case = desk.take_in()
    desk.on(3, 5).extend(case)
    desk.on(6, 1)
    assert desk.row(case).due_on == date(2026, 4, 28)
    order(desk, case, "order_perform", set_until=date(2026, 6, 15))
    row = desk.row(case)
    assert (row.due_on, row.extension_days) == (date(2026, 6, 15), 0)
    document = desk.on(6, 10).reply(case)
    words = text_of(desk, document)
    assert "曾于" not in words
    assert f"{BODY}于2026年6月1日作出行政复议决定（{DECISION}），责令本机关作出答复。" in words
    assert "延长答复期限" not in words
    desk.on(6, 12).serve(document)
    assert desk.row(case).on_time is True
    assert check(desk.office).sound


def test_a_lapse_for_want_of_a_correction_falls(desk: Desk) -> None:
    case = desk.take_in()
    notice = desk.on(3, 4).ask_correction(case, date(2026, 3, 18))
    desk.on(3, 6).serve(notice.document_id)
    facts = {
        "notice_number": "临资公补〔2026〕1号",
        "notice_served_on": "2026-03-06",
        "correction_deadline": "2026-03-18",
        "no_good_reason": "true",
    }
    said: dict[str, Any] = {"facts": facts, "reasons": "电话核实，无正当理由", "unjustified_lapse": True}
    first = desk.on(3, 19).reply(case, Outcome.ABANDONED_NO_CORRECTION, **said)
    desk.on(3, 23).serve(first)
    desk.on(8, 3)
    order(desk, case)
    row = desk.row(case)
    assert (row.status, row.clock_status, row.correction_count) == (RequestStatus.IN_PROGRESS, ClockStatus.RUNNING, 0)
    state = desk.case(case).state
    assert state.correction is None
    assert refused(lambda: desk.lapse(case)) == "correction_missing"
    # The unanswered notice bars nothing any more.
    assert why_not(Act.DECIDE_OUTCOME, state) is None
    second = desk.reply(case)
    assert "补正" not in text_of(desk, second)
    desk.on(8, 6).serve(second)
    assert check(desk.office).sound


def test_a_lapse_for_want_of_payment_falls(desk: Desk) -> None:
    case = desk.take_in()
    desk.propose(case, FeeMethod.BY_VOLUME, pages=44)
    desk.approve(case)
    notice = desk.notify(case).document_id
    assert notice is not None
    desk.on(3, 4).serve(notice)
    desk.on(4, 7).lapse_fee(case)
    facts = {
        "notice_number": desk.document(notice).document_number or "",
        "notice_served_on": "2026-03-04",
        "payment_deadline": "2026-04-01",
    }
    due = desk.case(case).state.clock.fee_pay_due
    assert due is not None
    facts["payment_deadline"] = due.due.isoformat()
    first = desk.reply(case, Outcome.ABANDONED_NO_PAYMENT, facts=facts)
    desk.on(4, 9).serve(first)
    desk.on(8, 3)
    order(desk, case)
    row = desk.row(case)
    assert (row.status, row.fee_status, row.clock_status) == (
        RequestStatus.IN_PROGRESS, FeeStatus.NONE, ClockStatus.RUNNING
    )  # fmt: skip
    # A fee may be asked for anew; it does not stop the ordered term, and the reply need not wait for it.
    desk.on(8, 4).propose(case, FeeMethod.BY_VOLUME, pages=44)
    desk.approve(case)
    again = desk.notify(case).document_id
    assert again != notice
    assert desk.due(case) == date(2026, 8, 31)
    assert why_not(Act.DECIDE_OUTCOME, desk.case(case).state) is None
    assert check(desk.office).sound


def test_a_second_revocation_opens_a_third_round(desk: Desk) -> None:
    case = desk.take_in()
    first = refuse(desk.on(3, 16), case)
    desk.on(3, 19).serve(first)
    desk.on(6, 1)
    order(desk, case)
    second = desk.on(6, 8).reply(case, Outcome.GRANT)
    desk.on(6, 11).serve(second)
    desk.on(9, 7)
    order(
        desk, case, "j_revoke", dispute_id=2, dispute_event_id=9, body="临江县人民法院", number="（2026）临行初7号",
        set_days=15,
    )  # fmt: skip
    facts = facts_of(desk, case)
    assert len(facts.former) == 2
    assert facts.revoked_reply is not None
    assert facts.revoked_reply.document_id == second
    assert desk.due(case) == date(2026, 9, 28)
    third = desk.on(9, 14).reply(case, facts={**GRANT_FACTS, "info_name": "征地批复及附图"})
    words = text_of(desk, third)
    assert "临江县人民法院于2026年9月7日作出判决（（2026）临行初7号），撤销该答复，判令本机关重新答复" in words
    desk.on(9, 17).serve(third)
    assert {first, second, third} < set(facts_of(desk, case).courses)
    assert desk.status(case) is RequestStatus.CLOSED
    assert check(desk.office).sound


# ------------------------------------------------------------------------------------------------------- the new round


def closed(desk: Desk) -> tuple[int, int]:
    """A refused request, served and closed: the request and its reply."""
    case = desk.take_in()
    first = refuse(desk.on(3, 16), case)
    desk.on(3, 19).serve(first)
    return case, first


def test_the_term_cannot_be_extended(local_desk: Desk) -> None:
    case, _ = closed(local_desk)
    order(local_desk.on(8, 3), case)
    assert refused(lambda: local_desk.on(8, 5).extend(case)) == "ordered_no_extension"
    supposed = what_if(local_desk.office, case, today=local_desk.today, extension_days=10)
    assert supposed.due == date(2026, 8, 31)
    assert "不能延长" in supposed.sentence
    page = case_view.case(local_desk.office, case, today=local_desk.today)
    assert not [one for one in page.clock.marks if one.emphasis == "possible"]


def test_a_consultation_in_the_new_round_stops_nothing(local_desk: Desk) -> None:
    case, _ = closed(local_desk)
    order(local_desk.on(8, 3), case)
    local_desk.on(8, 5).consult(case)
    row = local_desk.row(case)
    assert (row.due_on, row.paused, row.status) == (date(2026, 8, 31), False, RequestStatus.CONSULTING)
    page = case_view.case(local_desk.office, case, today=local_desk.today)
    assert not page.clock.paused
    assert "ordered_not_stopped" in {one.code for one in page.clock.findings}


def test_the_list_the_page_and_the_days_say_the_same(local_desk: Desk) -> None:
    case, first = closed(local_desk)
    order(local_desk.on(8, 3), case, set_days=10)
    local_desk.on(8, 14)
    with local_desk.office.reading() as session:
        bounds = bounds_of(local_desk.office, session, local_desk.today)
    assert urgency_of(local_desk.row(case), bounds) is Urgency.SOON
    page = case_view.case(local_desk.office, case, today=local_desk.today)
    assert (page.clock.day_number, page.clock.day_total, page.clock.slack) == (9, 10, 1)
    assert [one.title for one in page.clock.marks if one.emphasis == "plain"] == ["收到责令答复的决定"]
    assert min(one.start for one in page.clock.spans) == date(2026, 8, 3)
    told = next(one for one in page.clock.findings if one.code == "ordered_round")
    assert str(local_desk.document(first).document_number) in told.sentence
    assert told.sentence.startswith("第 2 轮办理：答复（")
    event = next(one for one in page.events if one.kind is EventKind.REPLY_ORDERED)
    assert event.title == f"责令重新答复：{BODY}撤销"
    assert "10 个工作日内答复" in event.detail
    assert not event.correctable
    assert first in {one.id for one in page.documents}
    days = day_by_day(local_desk.office, case, today=local_desk.today)
    assert days.title == "责令重新答复的期限"
    assert ("计入", "10 个工作日") in days.sums
    assert days.policies == ()


def test_a_fixed_last_day_is_not_counted(local_desk: Desk) -> None:
    case, _ = closed(local_desk)
    order(local_desk.on(8, 3), case, set_until=date(2026, 8, 15))
    days = day_by_day(local_desk.office, case, today=local_desk.today)
    assert days.due.due == date(2026, 8, 15)
    assert [label for label, _ in days.sums] == ["从起算次日至截止"]
    page = case_view.case(local_desk.office, case, today=local_desk.today)
    assert (page.clock.day_total, page.clock.slack) == (9, 9)


def test_a_late_reply_is_late_by_the_ordered_term(local_desk: Desk) -> None:
    case, _ = closed(local_desk)
    order(local_desk.on(8, 3), case, set_days=5)
    local_desk.on(8, 11).decide(case)
    found = propose_letter(
        local_desk.office, LetterDraft(request_id=case, dated_on=local_desk.today), local_desk.today
    ).findings
    assert "C01" in {one.code for one in found}


def test_a_decision_is_not_older_than_the_order(local_desk: Desk) -> None:
    case, _ = closed(local_desk)
    order(local_desk.on(8, 3), case)
    assert refused(lambda: local_desk.on(8, 4).decide(case, on=date(2026, 7, 31))) == "act_too_early"


def test_a_letter_of_the_former_round_is_served_but_not_sent_any_more(local_desk: Desk) -> None:
    case = local_desk.take_in()
    first = refuse(local_desk.on(3, 16), case)
    order(local_desk.on(8, 3), case)
    offered = [one for one in allowed_acts(local_desk.case(case).state) if one.document_id == first]
    assert {one.act for one in offered if one.allowed} >= {Act.RECORD_SERVICE}
    local_desk.on(8, 4).serve(first)
    # The proof belongs to the reply that fell: it closes nothing.
    assert local_desk.status(case) is RequestStatus.IN_PROGRESS
    facts = facts_of(local_desk, case)
    assert facts.former[0].reply is not None
    assert facts.former[0].reply.served_on == date(2026, 8, 4)
    assert facts.reply is None


def test_a_reply_in_the_house_is_not_sent_after_the_order(local_desk: Desk) -> None:
    case = local_desk.take_in()
    local_desk.on(3, 16).decide(case, Outcome.REFUSAL_PROCESS, facts=PROCESS, evidence=NATURE)
    document = local_desk.draft(case)
    local_desk.issue(document, sent=False)
    assert [one.document_id for one in local_desk.case(case).state.undispatched] == [document]
    order(local_desk.on(6, 1), case, "order_perform")
    assert local_desk.case(case).state.undispatched == ()
    assert document in facts_of(local_desk, case).courses


def test_what_was_begun_before_an_ordered_reply_is_proposed_again(local_desk: Desk) -> None:
    case = local_desk.take_in()
    local_desk.on(3, 16).decide(
        case, Outcome.REFUSAL_PROCESS, facts=PROCESS, evidence=NATURE, reasons="尚在讨论，公开会影响决策"
    )
    document = local_desk.draft(case)
    order(local_desk.on(6, 1), case, "order_perform")
    assert local_desk.status(case) is RequestStatus.IN_PROGRESS
    assert local_desk.document(document).state is DocumentState.DRAFT
    form = proposal(local_desk.office, case, Outcome.REFUSAL_PROCESS, "", local_desk.today)
    assert form.reasons == "尚在讨论，公开会影响决策"
    # What a decision revoked is not proposed again.
    local_desk.reply(case, Outcome.REFUSAL_PROCESS, facts=PROCESS, evidence=NATURE, reasons="尚在讨论")
    order(local_desk.on(8, 3), case, dispute_event_id=2)
    assert proposal(local_desk.office, case, Outcome.REFUSAL_PROCESS, "", local_desk.today).reasons == ""


def test_both_rounds_are_in_the_file_and_the_new_reply_is_lacking(local_desk: Desk) -> None:
    case, first = closed(local_desk)
    order(local_desk.on(8, 3), case)

    def contents() -> Any:
        with local_desk.office.reading() as session:
            return case_contents(session, read_case(local_desk.office, session, case, local_desk.today))

    assert "没有答复文书" in contents().lacking
    second = local_desk.on(8, 10).reply(case)
    view = contents()
    assert {f"d{first}", f"d{second}"} <= {one.key for one in view.entries}
    assert "没有答复文书" not in view.lacking
    assert any("没有送达凭证" in one for one in view.lacking)


# ----------------------------------------------------------------------------------------------- the same reply again


def test_the_same_reply_on_the_same_grounds_is_barred(local_desk: Desk) -> None:
    case, first = closed(local_desk)
    order(local_desk.on(8, 3), case)
    local_desk.on(8, 10).decide(case, Outcome.REFUSAL_PROCESS, facts=PROCESS, evidence=NATURE)
    document = local_desk.draft(case)
    assert refused(lambda: local_desk.issue(document)) == "X19"
    draft = LetterDraft(request_id=case, dated_on=local_desk.today)
    found = {one.code: one for one in propose_letter(local_desk.office, draft, local_desk.today).findings}
    assert found["X19"].level == "block"
    assert str(local_desk.document(first).document_number) in found["X19"].sentence
    assert "第六十四条" in found["X19"].basis


def test_for_a_fault_of_procedure_alone_it_may_be_made_again(local_desk: Desk) -> None:
    case, _ = closed(local_desk)
    order(local_desk.on(8, 3), case, procedural=True)
    local_desk.on(8, 10)
    document = refuse(local_desk, case)
    assert local_desk.document(document).state is DocumentState.ISSUED


def test_another_information_given_is_only_a_hint(local_desk: Desk) -> None:
    case = local_desk.take_in()
    first = local_desk.on(3, 16).reply(case)
    local_desk.on(3, 19).serve(first)
    order(local_desk.on(8, 3), case)
    local_desk.on(8, 10).decide(case, facts={**GRANT_FACTS, "info_name": "征地批复全文"})
    draft = LetterDraft(request_id=case, dated_on=local_desk.today)
    found = {one.code: one.level for one in propose_letter(local_desk.office, draft, local_desk.today).findings}
    assert found["X19"] == "warn"


def test_another_outcome_with_the_old_reasons_is_told(local_desk: Desk) -> None:
    case, _ = closed(local_desk)
    order(local_desk.on(8, 3), case)
    facts = {"internal_kind": "personnel", "discretion_reason": PROCESS["discretion_reason"]}
    local_desk.on(8, 10).decide(case, Outcome.REFUSAL_INTERNAL, facts=facts, evidence=NATURE)
    draft = LetterDraft(request_id=case, dated_on=local_desk.today)
    found = {one.code for one in propose_letter(local_desk.office, draft, local_desk.today).findings}
    assert "X20" in found
    assert "X19" not in found


# ------------------------------------------------------------------------------------------------- refused, corrected


def test_what_cannot_be_ordered(local_desk: Desk) -> None:
    case = local_desk.take_in()
    local_desk.on(3, 16)
    assert refused(lambda: order(local_desk, case, "revoke")) == "order_nothing_to_revoke"
    assert refused(lambda: order(local_desk, case, "maintain")) == "order_result_unknown"
    assert refused(lambda: order(local_desk, case, "order_perform", set_days=0)) == "order_term_invalid"
    both = {"set_days": 5, "set_until": date(2026, 3, 30)}
    assert refused(lambda: order(local_desk, case, "order_perform", **both)) == "order_term_invalid"
    early = {"set_until": date(2026, 3, 13)}
    assert refused(lambda: order(local_desk, case, "order_perform", **early)) == "order_term_invalid"
    later = {"ordered_on": date(2026, 3, 17)}
    assert refused(lambda: order(local_desk, case, "order_perform", **later)) == "order_before_decision"
    refuse(local_desk, case)
    older = {"ordered_on": date(2026, 3, 10)}
    assert refused(lambda: order(local_desk, case, "revoke", **older)) == "order_before_reply"
    order(local_desk, case, "revoke")
    assert refused(lambda: order(local_desk, case, "revoke")) == "order_recorded_already"
    # Another decision while the round is open: the court's, after the reconsideration body's.
    order(local_desk.on(3, 20), case, "j_revoke", dispute_event_id=2, set_days=5)
    assert local_desk.due(case) == date(2026, 3, 27)


def test_a_struck_order_brings_the_former_state_back(desk: Desk) -> None:
    case, _ = closed(desk)
    before, acts = columns(desk, case), [(one.act, one.allowed) for one in allowed_acts(desk.case(case).state)]
    event = order(desk.on(8, 3), case)
    assert columns(desk, case) != before
    strike(desk.on(8, 4), case, event)
    assert columns(desk, case) == before
    assert [(one.act, one.allowed) for one in allowed_acts(desk.case(case).state)] == acts
    assert facts_of(desk, case).former == ()
    assert check(desk.office).sound
    # Recorded again it opens a round again.
    order(desk, case)
    assert desk.status(case) is RequestStatus.IN_PROGRESS


def test_an_order_that_was_acted_on_is_not_struck(local_desk: Desk) -> None:
    case, _ = closed(local_desk)
    event = order(local_desk.on(8, 3), case)
    local_desk.on(8, 4).decide(case)
    assert refused(lambda: strike(local_desk, case, event)) == "order_in_use"
    decided = facts_of(local_desk, case).decided
    assert decided is not None
    draft = EventCorrectionDraft(
        request_id=case, event_id=decided.id, kind=decided.kind, void=True, on=None, payload={}, reason="录错"
    )
    correct_event(local_desk.office, draft, **local_desk.how)
    strike(local_desk, case, event)
    assert local_desk.status(case) is RequestStatus.CLOSED


def test_an_order_is_corrected_where_it_comes_from(local_desk: Desk) -> None:
    case, _ = closed(local_desk)
    event = order(local_desk.on(8, 3), case)
    draft = EventCorrectionDraft(
        request_id=case, event_id=event, kind=EventKind.REPLY_ORDERED, void=True, on=None, payload={}, reason="录错"
    )
    assert refused(lambda: correct_event(local_desk.office, draft, **local_desk.how)) == "event_of_dispute"
    with begin(local_desk.office, **local_desk.how) as work:
        request = work.request(case)
        rounds.change_order(work, request, event, {"set_days": 10}, date(2026, 8, 3), "决定写明十个工作日")
    assert local_desk.due(case) == date(2026, 8, 17)
    (found,) = rounds.orders_of(facts_of(local_desk, case))
    assert (found.set_days, found.number, found.result) == (10, DECISION, DisputeResult.REVOKE)
    assert check(local_desk.office).sound


def test_an_event_of_the_former_round_is_still_corrected(local_desk: Desk) -> None:
    case, first = closed(local_desk)
    served = next(one for one in facts_of(local_desk, case).whole if one.kind is EventKind.DOCUMENT_SERVED)
    order(local_desk.on(8, 3), case)
    draft = EventCorrectionDraft(
        request_id=case, event_id=served.id, kind=served.kind, void=False, on=date(2026, 3, 20), payload={},
        reason="签收日抄错",
    )  # fmt: skip
    correct_event(local_desk.office, draft, **local_desk.how)
    assert facts_of(local_desk, case).courses[first].served_on == date(2026, 3, 20)
    assert local_desk.status(case) is RequestStatus.IN_PROGRESS
    assert check(local_desk.office).sound


# ------------------------------------------------------------------------------------------------ what stays, what goes


@dataclass(frozen=True)
class Row:
    """A recorded event."""

    id: int
    kind: EventKind
    on: date
    payload: Mapping[str, Any] = field(default_factory=dict)
    document_id: int | None = None
    corrects_id: int | None = None
    recorded_at: datetime = datetime(2026, 9, 30, tzinfo=UTC)
    recorded_by: str = "王敏"

    @property
    def seq(self) -> int:
        return self.id


ORDER = {"result": "revoke", "body": BODY, "number": DECISION}
_LINKED = {
    "channel": "in_person",
    "submitted": "2026-03-02",
    "kind": "third_party_consultation",
    "days": 20,
    "outcome": "grant",
}


def test_every_kind_of_event_is_said_to_stay_or_to_go() -> None:
    assert set(CARRIED) == set(EventKind)
    assert CARRIED[EventKind.OUTCOME_DECIDED] is Carried.GOES
    assert CARRIED[EventKind.FEE_PAID] is Carried.STAYS


def rows_of(kinds: list[EventKind], order_at: int | None) -> list[Row]:
    rows = [Row(1, EventKind.RECEIVED, date(2026, 3, 2), {"channel": "in_person", "submitted": "2026-03-02"})]
    for place, kind in enumerate(kinds):
        if place == order_at:
            rows.append(Row(len(rows) + 1, EventKind.REPLY_ORDERED, date(2026, 5, 6), ORDER))
        letter = place if CARRIED[kind] is Carried.WITH_LETTER else None
        said = {} if kind is EventKind.REGISTERED else {**_LINKED, "document_kind": DocumentKind.OUTCOME_LETTER}
        rows.append(Row(len(rows) + 1, kind, date(2026, 3, 3 + place), said, letter))
    return rows


_KINDS = st.lists(
    st.sampled_from(sorted(set(EventKind) - {EventKind.EVENT_CORRECTED, EventKind.REPLY_ORDERED})), max_size=8
)


@settings(deadline=None)
@given(_KINDS, st.integers(0, 8), st.randoms(use_true_random=False))
def test_a_struck_order_changes_nothing_whatever_happened(kinds: list[EventKind], at: int, shuffler: Any) -> None:
    plain, ordered = rows_of(kinds, None), rows_of(kinds, min(at, len(kinds) - 1))
    orders = [one for one in ordered if one.kind is EventKind.REPLY_ORDERED]
    last = len(ordered) + 1
    struck = [
        *ordered,
        *(Row(last, EventKind.EVENT_CORRECTED, date(2026, 6, 1), {"void": True}, corrects_id=one.id) for one in orders),
    ]
    shuffler.shuffle(struck)
    shuffler.shuffle(ordered)
    found, expected = case_facts(struck), case_facts(plain)
    assert found.former == ()
    assert [(one.kind, one.on) for one in found.events] == [(one.kind, one.on) for one in expected.events]
    assert case_facts(ordered) == case_facts(sorted(ordered, key=lambda one: one.seq))


@settings(deadline=None)
@given(_KINDS, st.integers(0, 8))
def test_nothing_is_lost_and_nothing_counts_that_went(kinds: list[EventKind], at: int) -> None:
    facts = case_facts(rows_of(kinds, min(at, len(kinds) - 1)))
    shown = {one.id for each in (*facts.former, facts) for one in each.events}
    assert shown == {one.id for one in facts.whole}
    if facts.order is None:
        return
    gone = [one for one in facts.events if facts.before_order(one) and CARRIED[one.kind] is Carried.GOES]
    assert gone == []
    assert len(facts.history.all_of(ReplyOrdered)) == 1
    stays = [one.id for one in facts.former[0].events if CARRIED[one.kind] is Carried.STAYS]
    assert set(stays) <= {one.id for one in facts.events}


def test_without_an_order_there_is_one_round_with_all() -> None:
    facts = case_facts(rows_of([EventKind.OUTCOME_DECIDED, EventKind.CLOSED], None))
    assert split_rounds(facts.whole) == (facts.whole,)
    assert facts.events == facts.whole
    assert facts.round_courses == facts.courses
