"""What a decision and its letter may rest on: days that are proven, parties that were asked, time that was given."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from casework import contacts, service
from casework.agency import update_profile
from casework.drafts import ContactDraft, DispatchDraft, LetterDraft, Override, ReturnDraft
from casework.letters import preview_document, propose_letter
from casework.outcome import proposal
from casework.refusals import refusals
from law.errors import UserError
from law.terms import ConsultationKind, DeliveryMethod, Evidence, Opinion, Outcome, RequestStatus, ServiceMethod
from tests.casework.desk import GRANT_FACTS, Desk
from tests.casework.offices import AGENCY

ON_FILE = {
    "notice_number": "临资公补〔2026〕1号",
    "notice_served_on": "2026-03-06",
    "correction_deadline": "2026-03-18",
    "no_good_reason": "true",
}
PARTLY = {
    "provided_list": "出让合同2页",
    "withheld_list": "第2页第3行：条例第十五条，个人隐私",
    "page_count": "2",
    "withheld_grounds": "第三方合法权益",
}
NOTES = dict.fromkeys(
    (Evidence.SEVERABILITY_NOTE, Evidence.PROVIDED_COPY, Evidence.PUBLIC_INTEREST_NOTE, Evidence.NATURE_NOTE), "见案卷"
)


def refused(act: Callable[[], object]) -> UserError:
    with pytest.raises(UserError) as error:
        act()
    return error.value


# ------------------------------------------------------------------------------------------------ in time (C01)


def test_a_letter_dated_back_is_late_by_the_day_it_leaves(desk: Desk) -> None:
    case = desk.take_in()
    desk.on(3, 30).decide(case)
    document = desk.draft(case)
    desk.on(4, 3)
    assert refused(lambda: desk.issue(document, issued_on=date(2026, 3, 30))).code == "C01"
    assert refused(lambda: desk.issue(document, issued_on=date(2026, 3, 30), sent=False)).code == "C01"
    late = Override(code="C01", reason="资料调取延误")
    desk.issue(document, issued_on=date(2026, 3, 30), overrides=(late,))
    assert desk.row(case).on_time is False


def test_a_letter_that_left_in_time_is_entered_afterwards(desk: Desk) -> None:
    case = desk.take_in()
    desk.on(3, 27).decide(case)
    document = desk.draft(case)
    posted = DispatchDraft(document_id=document, on=date(2026, 3, 30), carrier="邮政EMS", tracking_number="1")
    desk.on(4, 1).issue(document, issued_on=date(2026, 3, 27), dispatch=posted)
    assert desk.row(case).on_time is True


# ------------------------------------------------------------------------------------------------ correction


def _post(desk: Desk, document_id: int | None) -> None:
    assert document_id is not None
    service.dispatch(
        desk.office,
        DispatchDraft(document_id=document_id, on=desk.today, carrier="邮政EMS", tracking_number="2"),
        **desk.how,
    )


def test_nothing_lapses_that_was_not_served(desk: Desk) -> None:
    case = desk.take_in()
    notice = desk.on(3, 4).ask_correction(case, date(2026, 3, 18)).document_id
    error = refused(lambda: desk.on(3, 19).lapse(case))
    assert (error.code, [str(one) for one in error.basis]) == (
        "correction_not_served",
        [str(one) for one in refusals()["correction_not_served"].citations],
    )

    def decide() -> object:
        return desk.decide(
            case, Outcome.ABANDONED_NO_CORRECTION, facts=ON_FILE, reasons="电话无人接听", unjustified_lapse=True
        )

    assert refused(decide).code == "correction_not_served"
    desk.on(3, 6).serve(notice)
    desk.on(3, 19).lapse(case)
    form = proposal(desk.office, case, Outcome.ABANDONED_NO_CORRECTION, "", desk.today)
    assert {one.evidence: one.on_file for one in form.evidence} == {Evidence.CORRECTION_RECORD: True}
    assert {one.key: one.value for one in form.facts} == ON_FILE


def test_a_notice_does_not_leave_when_its_time_is_over(desk: Desk) -> None:
    case = desk.take_in()
    notice = desk.on(3, 4).ask_correction(case, date(2026, 3, 18), sent=False).document_id
    error = refused(lambda: _post(desk.on(3, 18), notice))
    assert (error.code, error.field) == ("correction_sent_too_late", "on")
    _post(desk.on(3, 17), notice)


def test_a_notice_served_after_its_day_needs_time_given_anew(desk: Desk) -> None:
    case = desk.take_in()
    notice = desk.on(3, 4).ask_correction(case, date(2026, 3, 18)).document_id
    assert notice is not None
    back = ReturnDraft(document_id=notice, on=date(2026, 3, 16), reason="收件人外出")
    service.record_return(desk.on(3, 16).office, back, **desk.how)
    _post(desk.on(3, 19), notice)
    desk.on(3, 23).serve(notice)
    assert refused(lambda: desk.on(3, 24).lapse(case)).code == "correction_served_late"
    agreed = ContactDraft(request_id=case, on=desk.today, how="电话", number="19900000053", text="约定四月三日前补正")
    contacts.record_contact(desk.office, agreed, **desk.how)
    desk.on(4, 7).lapse(case)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"notice_number": "临资公补〔2026〕9号"}, "outcome_fact_not_on_file"),
        ({"notice_served_on": "2026-03-05"}, "outcome_fact_not_on_file"),
        ({"correction_deadline": "2026-03-17"}, "outcome_fact_not_on_file"),
        ({"no_good_reason": "false"}, "no_good_reason_unconfirmed"),
    ],
)
def test_the_letter_says_of_the_notice_what_the_file_says(desk: Desk, changes: dict[str, str], code: str) -> None:
    case = desk.take_in()
    notice = desk.on(3, 4).ask_correction(case, date(2026, 3, 18)).document_id
    desk.on(3, 6).serve(notice)
    desk.on(3, 19).lapse(case)
    error = refused(lambda: desk.decide(case, Outcome.ABANDONED_NO_CORRECTION, facts={**ON_FILE, **changes}))
    assert (error.code, error.field) == (code, f"facts.{next(iter(changes))}")
    desk.decide(case, Outcome.ABANDONED_NO_CORRECTION, facts=ON_FILE)


# ------------------------------------------------------------------------------------------------ third parties


def _partly(desk: Desk, case: int, **changes: str) -> object:
    facts = {**PARTLY, **changes}
    return desk.decide(case, Outcome.PARTIAL_GRANT, variant="withheld_14_16", facts=facts, evidence=NOTES)


def test_the_form_names_the_evidence_of_what_is_withheld(desk: Desk) -> None:
    case = desk.take_in()
    form = proposal(desk.office, case, Outcome.PARTIAL_GRANT, "withheld_14_16", desk.today)
    asked = {key: tuple(one.code for one in fields) for key, fields in form.evidence_by_choice}
    assert asked["refusal_third_party"] == ("E3", "E4")
    assert asked["refusal_secret"] == ("E5",)
    assert asked["refusal_law"] == ("E6",)
    assert asked["refusal_safety"] == ("E7",)
    assert asked["refusal_process"] == ("E8",)
    grounds = (Outcome.REFUSAL_PROCESS,)
    chosen = proposal(desk.office, case, Outcome.PARTIAL_GRANT, "withheld_14_16", desk.today, grounds)
    assert [one.code for one in chosen.evidence] == ["E9", "E10", "E8"]
    other = proposal(desk.office, case, Outcome.PARTIAL_GRANT, "withheld_other", desk.today)
    assert other.evidence_by_choice == ()


def test_nothing_is_withheld_for_whom_nobody_asked_or_who_agrees(desk: Desk) -> None:
    case = desk.take_in()
    assert refused(lambda: _partly(desk, case)).code == "outcome_needs_consultation"
    asked = desk.on(3, 4).consult(case)
    desk.on(3, 10).opinion(case, asked.event_id, Opinion.AGREE)
    error = refused(lambda: _partly(desk, case))
    assert (error.code, error.field) == ("third_party_agreed", "facts.withheld_grounds")
    _partly(desk, case, withheld_grounds="过程性信息")


def test_a_part_may_be_withheld_for_a_third_party_that_refuses(desk: Desk) -> None:
    case = desk.take_in()
    asked = desk.on(3, 4).consult(case)
    desk.on(3, 10).opinion(case, asked.event_id, Opinion.REFUSE)
    _partly(desk, case)
    assert desk.row(case).outcome is Outcome.PARTIAL_GRANT


@pytest.mark.parametrize(("told", "code"), [("2026-03-17", "act_in_future"), ("2026-03-09", "act_too_early")])
def test_the_third_party_is_told_before_the_decision(desk: Desk, told: str, code: str) -> None:
    case = desk.take_in()
    asked = desk.on(3, 4).consult(case)
    desk.on(3, 10).opinion(case, asked.event_id, Opinion.REFUSE)
    desk.on(3, 16)
    facts = {**GRANT_FACTS, "third_party_notice_on": told, "public_interest_reason": "涉及饮用水安全"}

    def decide() -> object:
        return desk.decide(case, variant="public_interest_override", facts=facts, evidence=NOTES)

    error = refused(decide)
    assert (error.code, error.field) == (code, "facts.third_party_notice_on")
    facts["third_party_notice_on"] = "2026-03-12"
    decide()


# ------------------------------------------------------------------------------------------------ electronic (C48)


def _with_website(desk: Desk) -> None:
    agency = replace(AGENCY, reconsideration_website="https://fuyi.example.org")
    update_profile(desk.office, agency, now=desk.how["now"], actor=desk.actor)


def _by_mail(desk: Desk, document_id: int) -> object:
    draft = DispatchDraft(document_id=document_id, on=desk.today, method=ServiceMethod.ELECTRONIC)
    return service.dispatch(desk.office, draft, **desk.how)


def test_a_letter_without_the_website_is_not_sent_electronically_later(desk: Desk) -> None:
    _with_website(desk)
    case = desk.take_in()
    desk.decide(case)
    document = desk.draft(case)
    desk.issue(document, sent=False)
    error = refused(lambda: _by_mail(desk, document))
    assert (error.code, error.field) == ("electronic_letter_lacks_website", "method")


def test_the_letter_is_checked_for_the_way_it_goes(desk: Desk) -> None:
    """Without a web address an electronic letter is barred before the clerk comes to issue it, a posted one is not."""
    case = desk.take_in(delivery=DeliveryMethod.EMAIL)
    desk.on(3, 10).decide(case)

    def codes(method: ServiceMethod | None = None) -> list[str]:
        draft = LetterDraft(request_id=case, dated_on=desk.today, method=method)
        return [one.code for one in propose_letter(desk.office, draft, desk.today).findings if one.of_method]

    assert codes() == ["C48"]
    assert codes(ServiceMethod.ELECTRONIC) == ["C48"]
    assert codes(ServiceMethod.POST) == []
    document = desk.draft(case)
    sent = DispatchDraft(document_id=document, on=desk.today, method=ServiceMethod.ELECTRONIC)
    with pytest.raises(UserError) as caught:
        desk.issue(document, dispatch=sent)
    assert (caught.value.code, caught.value.field) == ("C48", "method")
    desk.issue(document)


def test_who_asked_for_electronic_service_gets_the_website_in_the_letter(desk: Desk) -> None:
    _with_website(desk)
    case = desk.take_in(delivery=DeliveryMethod.EMAIL)
    desk.decide(case)
    document = desk.draft(case)
    desk.issue(document, sent=False)
    _by_mail(desk, document)
    assert desk.status(case) is RequestStatus.DISPATCHED


# ------------------------------------------------------------------------------------------------ enclosed forms


def test_who_is_asked_gets_a_form_to_answer_with(desk: Desk) -> None:
    case = desk.take_in()
    notice = desk.on(3, 4).ask_correction(case, date(2026, 3, 18)).document_id
    other = desk.take_in(text="申请公开青石渡镇白石村补偿安置方案。")
    letters = {
        ConsultationKind.THIRD_PARTY: desk.consult(other).document_id,
        ConsultationKind.CO_MAKER: desk.consult(other, "临江县水务局", kind=ConsultationKind.CO_MAKER).document_id,
    }

    def text_of(document_id: int | None) -> str:
        assert document_id is not None
        return "\n".join(one.text for one in preview_document(desk.office, document_id).blocks)

    for document_id in letters.values():
        text = text_of(document_id)
        assert "附件：意见反馈表" in text
        assert text.index("□不同意公开") > text.index("联系人：")
        assert "周长根" not in text
    text = text_of(notice)
    assert "附件：政府信息公开申请补正表" in text
    assert "1. 需要补正：没有写明哪些地块。" in text
    agency = desk.consult(other, "临江县财政局", kind=ConsultationKind.AGENCY).document_id
    assert "意见反馈表" not in text_of(agency)
