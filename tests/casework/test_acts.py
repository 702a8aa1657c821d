"""The acts one by one: what each refuses, what it leaves behind."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from casework import attachments, justification, service, withdrawal
from casework.acts import allowed_acts, why_not
from casework.agency import update_profile
from casework.consistency import contradictions
from casework.consultation import consult
from casework.correction import lapse_correction, request_correction
from casework.drafts import (
    AttachmentDraft,
    ConsultationDraft,
    CorrectionDraft,
    DeferralDraft,
    DispatchDraft,
    JustificationAssessmentDraft,
    JustificationReceivedDraft,
    LetterDraft,
    Override,
    ReturnDraft,
    ServiceDraft,
    WithdrawalDraft,
)
from casework.letters import letter_bytes, preview_document, propose_letter
from casework.outcome import choices, proposal
from casework.policy_settings import decide_policy
from law.errors import UserError
from law.outcomes import outcome_rules
from law.terms import (
    Act,
    ConsultationKind,
    EventKind,
    Evidence,
    NumberClass,
    Opinion,
    Outcome,
    RequestStatus,
    ServiceMethod,
)
from models import Attachment, Document
from models.numbering import missing_numbers
from tests.casework.desk import GRANT_FACTS, Desk, letter
from tests.casework.offices import AGENCY


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(UserError) as caught:
        act()
    assert "{" not in caught.value.sentence
    return caught.value.code


# ------------------------------------------------------------------------------------------------ correction


def test_a_second_correction_is_refused(desk: Desk) -> None:
    case = desk.take_in()
    desk.on(3, 4).ask_correction(case, date(2026, 3, 18))
    assert refused(lambda: desk.ask_correction(case, date(2026, 3, 25))) == "correction_once"
    desk.on(3, 10).correct(case)
    assert refused(lambda: desk.ask_correction(case, date(2026, 3, 25))) == "correction_once"


def test_a_late_correction_is_allowed_and_warned_about(desk: Desk) -> None:
    case = desk.take_in()
    desk.on(3, 19).ask_correction(case, date(2026, 4, 2))
    desk.on(3, 27).correct(case)
    clock = desk.case(case).state.clock
    assert "correction_notice_late" in {one.code for one in clock.warnings}
    assert clock.due is not None
    assert clock.due.due == date(2026, 4, 27)
    assert clock.conservative_due is not None


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"unclear_items": (" ",)}, "correction_nothing_unclear"),
        ({"how_to_correct": ""}, "correction_how_missing"),
        ({"deadline": date(2026, 3, 4)}, "correction_deadline_early"),
        ({"issued_on": date(2026, 3, 5)}, "letter_in_future"),
        ({"issued_on": date(2026, 2, 27)}, "letter_before_receipt"),
    ],
)
def test_correction_notices_are_complete(local_desk: Desk, changes: dict[str, Any], code: str) -> None:
    case = local_desk.take_in()
    local_desk.on(3, 4)
    values: dict[str, Any] = {
        "request_id": case,
        "unclear_items": ("哪个村",),
        "how_to_correct": "写明村名",
        "deadline": date(2026, 3, 18),
        "issued_on": date(2026, 3, 4),
        **changes,
    }
    assert refused(lambda: request_correction(local_desk.office, CorrectionDraft(**values), **local_desk.how)) == code
    # The number that was taken is given back.
    notice = local_desk.ask_correction(case, date(2026, 3, 18))
    assert local_desk.document(notice.document_id).document_number == "临资公补〔2026〕1号"


def test_corrections_lapse_only_after_the_day_and_with_a_reason(desk: Desk) -> None:
    case = desk.take_in()
    notice = desk.on(3, 4).ask_correction(case, date(2026, 3, 18))
    assert refused(lambda: desk.on(3, 18).lapse(case)) == "correction_not_overdue"
    assert refused(lambda: desk.on(3, 19).lapse(case)) == "correction_not_served"
    desk.on(3, 6).serve(notice.document_id)
    desk.on(3, 19)
    assert refused(lambda: lapse_correction(desk.office, case, desk.today, "  ", **desk.how)) == "lapse_needs_reason"
    assert refused(lambda: desk.decide(case, Outcome.ABANDONED_NO_CORRECTION)) == "correction_open"
    facts = {
        "notice_number": "临资公补〔2026〕1号",
        "notice_served_on": "2026-03-06",
        "correction_deadline": "2026-03-18",
        "no_good_reason": "true",
    }
    draft: dict[str, Any] = {"facts": facts, "reasons": "电话核实，无正当理由", "unjustified_lapse": True}
    desk.decide(case, Outcome.ABANDONED_NO_CORRECTION, **draft)
    kinds = [one.kind for one in desk.case(case).state.facts.events]
    assert EventKind.CORRECTION_LAPSED in kinds
    assert desk.row(case).outcome is Outcome.ABANDONED_NO_CORRECTION


def test_unclear_after_correction_needs_the_correction(desk: Desk) -> None:
    case = desk.take_in()
    facts = {"unclear_points": "哪座桥", "explanation_given": "告知书已释明"}
    assert (
        refused(lambda: desk.decide(case, Outcome.UNCLEAR_AFTER_CORRECTION, facts=facts)) == "outcome_needs_correction"
    )
    desk.on(3, 4).ask_correction(case, date(2026, 3, 18))
    desk.on(3, 10).correct(case)
    desk.decide(case, Outcome.UNCLEAR_AFTER_CORRECTION, facts=facts)
    assert desk.status(case) is RequestStatus.DECIDED


# ------------------------------------------------------------------------------------------------ extension


def test_extensions_are_capped_once_and_in_time(desk: Desk) -> None:
    case = desk.take_in()
    assert refused(lambda: desk.on(3, 30).extend(case, 21)) == "extension_over_20"
    assert refused(lambda: desk.extend(case, 0)) == "extension_days"
    assert refused(lambda: desk.extend(case, 20, approver="")) == "extension_approver_missing"
    assert refused(lambda: desk.extend(case, 20, reason=" ")) == "reason_missing"
    desk.extend(case, 20)
    assert desk.due(case) == date(2026, 4, 28)
    assert refused(lambda: desk.extend(case, 5)) == "extension_once"


def test_an_extension_after_the_first_period_is_refused(desk: Desk) -> None:
    case = desk.take_in()
    assert refused(lambda: desk.on(3, 31).extend(case)) == "extension_late"


def test_an_extension_counts_when_its_notice_leaves_in_time(desk: Desk) -> None:
    case = desk.take_in()
    changed = desk.on(3, 27).extend(case, 20, dispatch=None)
    assert desk.due(case) == date(2026, 3, 30)
    views = [one.act for one in _recommended(desk, case)]
    assert views == [Act.NOTIFY_EXTENSION]
    assert changed.document_id is not None
    sent = DispatchDraft(document_id=changed.document_id, on=date(2026, 3, 30), carrier="邮政EMS")
    service.dispatch(desk.on(3, 30).office, sent, **desk.how)
    assert desk.due(case) == date(2026, 4, 28)


def _recommended(desk: Desk, case: int) -> list[Any]:
    return [one for one in allowed_acts(desk.case(case).state) if one.recommended]


def test_estimated_dates_do_not_enter_letters(desk: Desk) -> None:
    """Received on 10 December 2026, the first due date lies in a year without a notice."""
    desk.on(12, 10)
    case = desk.take_in()
    row = desk.row(case)
    assert row.due_provisional
    with desk.office.reading() as session:
        slip = session.scalars(select(Document.id).where(Document.request_id == case)).one()
    text = "\n".join(one.text for one in preview_document(desk.office, slip).blocks)
    assert "2027年1月8日" not in text
    assert "2027年" in text
    assert refused(lambda: desk.extend(case, 10)) == "extension_calendar_missing"


# ------------------------------------------------------------------------------------------------ consultation


def test_estimated_dates_on_the_cards_of_acts_say_so(local_desk: Desk) -> None:
    case = local_desk.on(12, 28).take_in()
    cards = {one.act: one.line for one in allowed_acts(local_desk.case(case).state)}
    assert "暂定的2027年1月7日（周四）前发出" in cards[Act.REQUEST_CORRECTION]
    assert "暂定的2027年1月26日（周二）前批准" in cards[Act.EXTEND]
    known = local_desk.on(12, 1).take_in()
    cards = {one.act: one.line for one in allowed_acts(local_desk.case(known).state)}
    assert "2026年12月29日" in cards[Act.EXTEND]
    assert "暂定" not in cards[Act.EXTEND]


def test_consultation_letters_do_not_name_the_applicant(desk: Desk) -> None:
    case = desk.take_in()

    def ask(information: str, **changes: Any) -> object:
        values: dict[str, Any] = {"kind": ConsultationKind.THIRD_PARTY, "party": "甲公司", **changes}
        draft = ConsultationDraft(request_id=case, information=information, issued_on=desk.today, **values)
        return consult(desk.office, draft, **desk.how)

    assert refused(lambda: ask("周长根申请的批复")) == "consultation_names_applicant"
    assert refused(lambda: ask("990101196101109813 的材料")) == "consultation_names_applicant"
    assert refused(lambda: ask(" ")) == "consultation_information_missing"
    assert refused(lambda: ask("批复", party="")) == "consultation_party_missing"
    early = {"kind": ConsultationKind.AGENCY, "reply_by": desk.today}
    assert refused(lambda: ask("批复", **early)) == "consultation_reply_by_early"


def test_silence_means_what_the_statute_says(desk: Desk) -> None:
    texts = {}
    for kind in ConsultationKind:
        case = desk.take_in()
        document = desk.consult(case, kind=kind).document_id
        assert document is not None
        texts[kind] = "\n".join(one.text for one in preview_document(desk.office, document).blocks)
    assert "视为同意" not in texts[ConsultationKind.THIRD_PARTY]
    assert "由本机关" in texts[ConsultationKind.THIRD_PARTY]
    assert "视为同意公开" in texts[ConsultationKind.CO_MAKER]
    assert "视为同意" not in texts[ConsultationKind.AGENCY]
    assert "2026年3月23日" in texts[ConsultationKind.AGENCY]


def test_two_consultations_stop_the_clock_once(desk: Desk) -> None:
    case = desk.take_in()
    desk.on(3, 10)
    first, second = desk.consult(case, "甲公司"), desk.consult(case, "乙公司")
    desk.on(3, 17).opinion(case, first.event_id)
    assert desk.row(case).paused
    desk.on(3, 25).opinion(case, second.event_id)
    assert desk.due(case) == date(2026, 4, 15)
    assert refused(lambda: desk.opinion(case, second.event_id)) == "consultation_none_open"


def test_an_unsent_consultation_stops_nothing(desk: Desk) -> None:
    case = desk.take_in()
    changed = desk.on(3, 10).consult(case, sent=False)
    assert not desk.row(case).paused
    assert desk.due(case) == date(2026, 3, 30)
    assert refused(lambda: desk.opinion(case, changed.event_id)) == "consultation_none_open"


THIRD = {
    "interest_kind": "trade_secret",
    "third_party_opinion": "不同意",
    "agency_reason": "会损害其权益",
    "public_interest_balance": "没有重大影响",
}
NOTES = {Evidence.PUBLIC_INTEREST_NOTE: "见呈批单", Evidence.SEVERABILITY_NOTE: "不能区分"}


def test_a_refusal_for_a_third_party_needs_its_opinion(desk: Desk) -> None:
    def refuse(case: int, variant: str) -> object:
        return desk.decide(case, Outcome.REFUSAL_THIRD_PARTY, variant=variant, facts=THIRD, evidence=NOTES)

    case = desk.take_in()
    assert refused(lambda: refuse(case, "refused")) == "outcome_needs_consultation"
    sent = desk.on(3, 10).consult(case)
    assert refused(lambda: refuse(case, "refused")) == "consultation_pending"
    assert refused(lambda: desk.decide(case)) == "consultation_pending"
    desk.on(3, 20).opinion(case, sent.event_id, Opinion.AGREE)
    assert refused(lambda: refuse(case, "refused")) == "third_party_agreed"
    desk.decide(case)

    desk.on(3, 2)
    other = desk.take_in()
    sent = desk.on(3, 10).consult(other)
    desk.serve(sent.document_id)
    assert refused(lambda: refuse(other, "silent")) == "consultation_pending"
    desk.on(4, 1)
    assert refused(lambda: refuse(other, "refused")) == "third_party_silent"
    refuse(other, "silent")

    desk.on(3, 2)
    third = desk.take_in()
    sent = desk.on(3, 10).consult(third)
    desk.on(3, 20).opinion(third, sent.event_id, Opinion.REFUSE)
    assert refused(lambda: desk.decide(third)) == "third_party_refused"
    assert refused(lambda: refuse(third, "silent")) == "third_party_answered"
    refuse(third, "refused")


# ------------------------------------------------------------------------------------------------ justification


def test_excessive_requests_need_the_whole_procedure(desk: Desk) -> None:
    facts = {"volume_statement": "46件", "applicant_reason": "未说明", "why_unreasonable": "重复"}
    case = desk.take_in()

    def refuse() -> object:
        return desk.decide(case, Outcome.EXCESSIVE_REQUESTS, facts=facts)

    assert refused(refuse) == "outcome_needs_justification"
    desk.serve(desk.on(3, 4).justify(case, date(2026, 3, 13)).document_id)
    assert refused(refuse) == "outcome_needs_assessment"

    def assess(reasonable: bool) -> object:
        draft = JustificationAssessmentDraft(request_id=case, on=desk.today, reasonable=reasonable, grounds="逐件核对")
        return justification.assess_justification(desk.office, draft, **desk.how)

    assert refused(lambda: assess(False)) == "justification_not_overdue"
    desk.on(3, 16)
    assert refused(lambda: assess(True)) == "justification_reasonable_without_reasons"
    assess(False)
    refuse()
    document = desk.draft(case)
    desk.issue(document)
    text = "\n".join(one.text for one in preview_document(desk.office, document).blocks)
    assert "明显超过合理范围" in text


def test_a_deferral_follows_reasonable_reasons(desk: Desk) -> None:
    case = desk.take_in()

    def defer(until: date) -> object:
        draft = DeferralDraft(request_id=case, until=until, issued_on=desk.today, reason="数量大", dispatch=desk.post())
        return justification.defer_reply(desk.office, draft, **desk.how)

    assert refused(lambda: defer(date(2026, 5, 29))) == "justification_missing"
    desk.on(3, 4).justify(case, date(2026, 3, 13))
    desk.on(3, 10)
    given = JustificationReceivedDraft(request_id=case, on=desk.today, text="课题研究")
    justification.receive_justification(desk.office, given, **desk.how)
    assert desk.due(case) == date(2026, 3, 30)
    assessed = JustificationAssessmentDraft(request_id=case, on=desk.today, reasonable=True, grounds="有课题立项书")
    justification.assess_justification(desk.office, assessed, **desk.how)
    assert refused(lambda: defer(date(2026, 3, 30))) == "deferral_not_later"
    defer(date(2026, 5, 29))
    assert desk.due(case) == date(2026, 5, 29)
    assert refused(lambda: defer(date(2026, 6, 30))) == "deferral_once"


# ------------------------------------------------------------------------------------------------ outcome


def test_not_exist_needs_a_search_before_the_decision(desk: Desk) -> None:
    case = desk.take_in()
    draft: dict[str, Any] = {
        "facts": {"search_scope": "档案室", "search_result": "未检索到"},
        "evidence": {Evidence.DUTY_BASIS: "三定方案", Evidence.SEARCH_RECORD: "查过了"},
    }
    assert refused(lambda: desk.decide(case, Outcome.NOT_EXIST, **draft)) == "outcome_needs_search"
    desk.on(3, 10).search(case)
    earlier = {**draft, "on": date(2026, 3, 9)}
    assert refused(lambda: desk.decide(case, Outcome.NOT_EXIST, **earlier)) == "outcome_needs_search"
    desk.decide(case, Outcome.NOT_EXIST, **draft)


@pytest.mark.parametrize("outcome", [one for one in Outcome if one is not Outcome.WITHDRAWN])
def test_every_outcome_asks_for_its_facts_and_evidence(local_desk: Desk, outcome: Outcome) -> None:
    case = local_desk.take_in()
    rule = outcome_rules()[outcome]
    form = proposal(local_desk.office, case, outcome, "", local_desk.today)
    assert [one.key for one in form.facts] == [one.key for one in rule.facts_for(form.variant or None)]
    assert form.basis
    assert form.remedy
    code = refused(lambda: local_desk.decide(case, outcome, variant=form.variant, facts={}, evidence={}))
    expected = {one.code for one in form.obstacles} or {"outcome_fact_missing"}
    assert code in expected


def test_the_list_of_outcomes_says_what_stands_in_the_way(desk: Desk) -> None:
    case = desk.take_in()
    found = choices(desk.office, case, today=desk.today)
    assert {one.outcome for one in found} == set(Outcome)
    assert [one.step for one in found] == sorted(one.step for one in found)
    by_outcome = {one.outcome: one for one in found}
    assert by_outcome[Outcome.GRANT].obstacle == ""
    assert by_outcome[Outcome.NOT_EXIST].obstacle


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({**GRANT_FACTS, "page_count": "三"}, "outcome_fact_wrong"),
        ({**GRANT_FACTS, "page_count": "0"}, "outcome_fact_wrong"),
        ({**GRANT_FACTS, "provide_form": "口述"}, "outcome_fact_wrong"),
        ({**GRANT_FACTS, "info_name": " "}, "outcome_fact_missing"),
    ],
)
def test_facts_are_checked_by_their_kind(local_desk: Desk, facts: dict[str, str], code: str) -> None:
    case = local_desk.take_in()
    assert refused(lambda: local_desk.decide(case, facts=facts)) == code


def test_missing_evidence_and_variants_are_refused(local_desk: Desk) -> None:
    case = local_desk.take_in()
    assert refused(lambda: local_desk.decide(case, evidence={})) == "outcome_evidence_missing"
    assert refused(lambda: local_desk.decide(case, variant="")) == "outcome_variant_missing"
    assert refused(lambda: local_desk.decide(case, variant="whatever")) == "outcome_variant"
    assert refused(lambda: local_desk.decide(case, Outcome.WITHDRAWN)) == "outcome_by_withdrawal"
    assert refused(lambda: local_desk.decide(case, on=date(2026, 3, 3))) == "act_in_future"
    assert refused(lambda: local_desk.decide(case, on=date(2026, 2, 27))) == "act_before_receipt"


def test_an_outcome_may_be_changed_and_outdates_the_draft(desk: Desk) -> None:
    case = desk.take_in()
    desk.decide(case)
    document = desk.draft(case)
    desk.on(3, 3).decide(case, facts={**GRANT_FACTS, "info_name": "另一份征地批复"})
    assert desk.status(case) is RequestStatus.DECIDED
    assert why_not(Act.ISSUE_LETTER, desk.case(case).state) is not None
    assert refused(lambda: desk.issue(document)) == "draft_missing"
    again = desk.draft(case)
    desk.issue(again)
    text = "\n".join(one.text for one in preview_document(desk.office, again).blocks)
    assert "另一份征地批复" in text


# ------------------------------------------------------------------------------------------------ letters, service


def test_a_late_reply_needs_a_reason(desk: Desk) -> None:
    case = desk.take_in()
    desk.on(4, 1).decide(case)
    document = desk.draft(case)
    assert "C01" in {one.code for one in propose_letter(desk.office, _letter(desk, case), desk.today).findings}
    assert refused(lambda: desk.issue(document)) == "C01"
    assert (
        refused(lambda: desk.issue(document, overrides=(Override(code="C01", reason=""),))) == "override_needs_reason"
    )
    desk.issue(document, overrides=(Override(code="C01", reason="资料调取延误"),))
    assert desk.row(case).on_time is False


def _letter(desk: Desk, case: int, **changes: Any) -> Any:
    return LetterDraft(request_id=case, dated_on=desk.today, **changes)


def test_letters_with_blocking_findings_are_not_issued(desk: Desk) -> None:
    case = desk.take_in()
    desk.search(case)
    facts = {"search_scope": "档案室", "search_result": "未检索到"}
    desk.decide(case, Outcome.NOT_EXIST, facts=facts, evidence={Evidence.DUTY_BASIS: "三定方案"})
    bad = ("经检索【请选择】系统，该信息不存在。",)
    document = desk.draft(case, body=bad)
    assert refused(lambda: desk.issue(document)) == "C57"
    good = ("经检索档案管理系统和公文系统，该信息不存在。",)
    assert desk.draft(case, body=good, document_id=document) == document
    desk.issue(document)
    kept = preview_document(desk.office, document)
    assert kept.body == good
    assert kept.document is not None
    assert kept.document.document_number == "临资公复〔2026〕1号"


def test_issued_letters_never_change(desk: Desk) -> None:
    case = desk.take_in()
    document = desk.reply(case)
    before = letter_bytes(desk.office, document)
    how = {key: value for key, value in desk.how.items() if key != "today"}
    update_profile(desk.office, replace(AGENCY, court_name="另一人民法院"), **how)
    assert letter_bytes(desk.office, document) == before


def test_dispatch_rules(desk: Desk) -> None:
    case = desk.take_in()
    desk.on(3, 10).decide(case)
    document = desk.draft(case)
    desk.issue(document, sent=False)

    def send(**changes: Any) -> object:
        values: dict[str, Any] = {"on": desk.today, **changes}
        return service.dispatch(desk.office, DispatchDraft(document_id=document, **values), **desk.how)

    assert refused(lambda: send(carrier="顺丰速运")) == "must_use_postal_enterprise"
    assert refused(lambda: send(carrier="EMS到付")) == "no_cash_on_delivery"
    assert refused(lambda: send(method=ServiceMethod.ELECTRONIC)) == "electronic_needs_website"
    assert refused(lambda: send(on=date(2026, 3, 9))) == "act_too_early"
    assert refused(lambda: send(on=date(2026, 3, 11))) == "act_in_future"
    assert refused(lambda: desk.serve(document)) == "nothing_to_serve"
    send(carrier="邮政EMS")
    assert refused(lambda: send(carrier="邮政EMS")) == "nothing_to_dispatch"
    bare = ServiceDraft(document_id=document, on=desk.today)
    named = replace(bare, received_by="本人")
    for no_proof in (bare, named, replace(named, proof_kind="送达回证", proof="　 ")):
        with pytest.raises(UserError) as caught:
            service.record_service(desk.office, no_proof, **desk.how)
        assert (caught.value.code, caught.value.field) == ("service_proof_missing", "proof")
        assert "“凭证编号或者说明”" in caught.value.sentence
    assert desk.status(case) is RequestStatus.DISPATCHED
    early = ServiceDraft(document_id=document, on=date(2026, 3, 9), proof="x")
    assert refused(lambda: service.record_service(desk.office, early, **desk.how)) == "act_too_early"


def test_returned_mail_keeps_its_first_posting(desk: Desk) -> None:
    case = desk.take_in()
    document = desk.on(3, 30).reply(case)
    back = ReturnDraft(document_id=document, on=date(2026, 4, 7), reason="查无此人")
    service.record_return(desk.on(4, 7).office, back, **desk.how)
    assert refused(lambda: desk.serve(document)) in ("nothing_to_serve", "document_returned_already")
    again = DispatchDraft(document_id=document, on=date(2026, 4, 8), carrier="邮政挂号")
    service.dispatch(desk.on(4, 8).office, again, **desk.how)
    desk.on(4, 10).serve(document)
    row = desk.row(case)
    assert row.status is RequestStatus.CLOSED
    assert row.reply_effective_on == date(2026, 3, 30)
    assert row.on_time is True


def test_by_policy_the_second_posting_counts(desk: Desk) -> None:
    how = {key: value for key, value in desk.how.items() if key != "today"}
    decide_policy(
        desk.office,
        "returned_mail_basis",
        "last_dispatch",
        valid_from=desk.today,
        reason="法制机构意见",
        today=desk.today,
        **how,
    )
    case = desk.take_in()
    document = desk.on(3, 30).reply(case)
    back = ReturnDraft(document_id=document, on=date(2026, 4, 7), reason="查无此人")
    service.record_return(desk.on(4, 7).office, back, **desk.how)
    again = DispatchDraft(document_id=document, on=date(2026, 4, 8), carrier="邮政挂号")
    service.dispatch(desk.on(4, 8).office, again, **desk.how)
    assert desk.row(case).reply_effective_on == date(2026, 4, 8)
    assert desk.row(case).on_time is False


def test_handed_over_in_person_closes_at_once(desk: Desk) -> None:
    case = desk.take_in()
    desk.on(3, 10).decide(case)
    document = desk.draft(case)
    counter = DispatchDraft(on=desk.today, method=ServiceMethod.COUNTER)
    desk.issue(document, dispatch=counter)
    row = desk.row(case)
    assert row.status is RequestStatus.CLOSED
    assert row.closed_on == date(2026, 3, 10)


def test_withdrawal_needs_a_signature_and_closes(desk: Desk) -> None:
    case = desk.take_in()

    def withdraw(**changes: Any) -> Any:
        values: dict[str, Any] = {"how": "当面递交书面撤回", "signed": True, **changes}
        return withdrawal.withdraw(desk.office, WithdrawalDraft(request_id=case, on=desk.today, **values), **desk.how)

    assert refused(lambda: withdraw(signed=False)) == "withdrawal_unsigned"
    assert refused(lambda: withdraw(how="")) == "withdrawal_way_missing"
    changed = withdraw()
    assert desk.row(case).outcome is Outcome.WITHDRAWN
    assert desk.status(case) is RequestStatus.CLOSED
    text = "\n".join(one.text for one in preview_document(desk.office, changed.document_id).blocks)
    assert "撤回" in text
    assert "行政复议" not in text


def test_attachments_are_kept_once(desk: Desk) -> None:
    case = desk.take_in()
    file = AttachmentDraft(file_name="凭证.pdf", content=b"%PDF-1.7", role="送达凭证")

    def add(*files: AttachmentDraft) -> Any:
        return attachments.attach(desk.office, case, files, **desk.how)

    assert "1 个附件" in add(file).message
    assert refused(lambda: add(file)) == "attachment_twice"
    assert refused(add) == "attachment_none"
    other = AttachmentDraft(file_name="凭证（2）.pdf", content=b"%PDF-1.7")
    assert "1 个已有" in add(file, other).message
    with desk.office.reading() as session:
        ids = session.scalars(select(Attachment.id).order_by(Attachment.id)).all()
    assert [attachments.attachment_bytes(desk.office, one) for one in ids] == [
        ("凭证.pdf", b"%PDF-1.7"),
        ("凭证（2）.pdf", b"%PDF-1.7"),
    ]


def test_numbers_have_no_gaps_whatever_is_refused(desk: Desk) -> None:
    cases = [desk.take_in() for _ in range(3)]
    for case in cases:
        desk.decide(case)
        document = desk.draft(case)
        refused(lambda document=document: desk.issue(document, issued_on=date(2026, 3, 3)))  # type: ignore[misc]
        desk.issue(document)
    refused(lambda: desk.register(letter(date(2027, 1, 1))))
    with desk.office.reading() as session:
        for number_class in NumberClass:
            assert missing_numbers(session, number_class, 2026) == ()
    for case in cases:
        assert not contradictions(desk.case(case).derived, desk.today)


def test_letters_without_a_draft_are_checked_too(desk: Desk) -> None:
    case = desk.take_in()

    def ask(how: str) -> object:
        draft = CorrectionDraft(
            request_id=case,
            unclear_items=("哪个村",),
            how_to_correct=how,
            deadline=date(2026, 3, 18),
            issued_on=desk.today,
        )
        return request_correction(desk.office, draft, **desk.how)

    assert refused(lambda: ask("请写明【村名】")) == "C57"
    assert refused(lambda: ask("请核对证件号 990101196101109813")) == "C53"
    ask("请写明村名")


def test_a_number_the_applicant_wrote_is_quoted_not_barred(desk: Desk) -> None:
    case = desk.take_in(text="申请公开征地批复，我的电话是19900000053，身份证990101196101109813。")
    document = desk.reply(case)
    text = "\n".join(one.text for one in preview_document(desk.office, document).blocks)
    assert "19900000053" in text


def test_a_decision_taken_anew_is_proposed_from_the_present_one(local_desk: Desk) -> None:
    case = local_desk.take_in()
    facts = {"provided_list": "正文2页", "withheld_list": "附件1页", "withheld_reason": "与申请无关", "page_count": "2"}
    noted = {Evidence.SEVERABILITY_NOTE: "能够区分", Evidence.PROVIDED_COPY: "复印件2页"}
    local_desk.decide(
        case, Outcome.PARTIAL_GRANT, variant="withheld_other", facts=facts, evidence=noted, reasons="原件已核"
    )
    form = proposal(local_desk.office, case, Outcome.PARTIAL_GRANT, "", local_desk.today)
    assert (form.variant, form.reasons) == ("withheld_other", "原件已核")
    assert {one.key: one.value for one in form.facts}.items() >= facts.items()
    assert {one.evidence: one.text for one in form.evidence}[Evidence.PROVIDED_COPY] == "复印件2页"
    other = proposal(local_desk.office, case, Outcome.GRANT, "", local_desk.today)
    assert other.reasons == ""
    assert {one.text for one in other.evidence} == {""}
