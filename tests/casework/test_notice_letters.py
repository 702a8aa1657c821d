"""Letters beside the reply, end to end: consultations, assistance, records, corrections of letters, forms."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from casework.acts import allowed_acts, why_not
from casework.amendment import correct_event
from casework.assist import SEARCH_REQUIREMENTS, receive_assistance, request_assistance
from casework.case_view import case
from casework.closing import close
from casework.consultation_letters import confirm_opinion, tell_consultation, tell_third_party
from casework.corrigendum import correct_letter
from casework.drafts import AttachmentDraft, DispatchDraft, EventCorrectionDraft
from casework.letters import letter_bytes, preview_document
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
from casework.notice_facts import untold_third_parties
from casework.outcome import proposal
from casework.policy_settings import decide_policy
from casework.printed_forms import FORMS, blank_form, make_form
from casework.receivers import party_of
from casework.rectify import decide_rectification
from casework.service import dispatch
from casework.views import Changed
from law.errors import UserError
from law.terms import (
    Act,
    DocumentKind,
    EventKind,
    Opinion,
    Outcome,
    Rectification,
    RequestKind,
    RequestStatus,
    ServiceMethod,
)
from templates.preview import blocks_of, plain_text
from tests.casework.desk import APPLICANT, Desk

PARTY = "澜安汇泽置业有限公司"


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(UserError) as caught:
        act()
    assert "{" not in caught.value.sentence
    return caught.value.code


def words(desk: Desk, document_id: int | None) -> str:
    assert document_id is not None
    return "\n".join(one.text for one in preview_document(desk.office, document_id).blocks)


def history(desk: Desk, request_id: int) -> list[str]:
    return [f"{one.title}｜{one.detail}" for one in case(desk.office, request_id, today=desk.today).events]


def asked(desk: Desk) -> tuple[int, int]:
    """A request with a third party that was asked on 4 March; the request and the event of the consultation."""
    request_id = desk.take_in()
    event_id = desk.on(3, 4).consult(request_id).event_id
    assert event_id is not None
    return request_id, event_id


# ------------------------------------------------------------------------------------------------ oral opinion


def confirm(desk: Desk, request_id: int, event_id: int, **changes: Any) -> Changed:
    values: dict[str, Any] = {
        "told_on": desk.today,
        "way": "电话",
        "opinion": Opinion.PARTLY,
        "statement": "合同正文可以公开，付款条件属于商业秘密",
        "reply_by": date(2026, 3, 20),
        "issued_on": desk.today,
        "dispatch": desk.post(),
        **changes,
    }
    draft = OpinionConfirmationDraft(request_id=request_id, consultation_event_id=event_id, **values)
    return confirm_opinion(desk.office, draft, **desk.how)


def test_an_oral_opinion_is_repeated_and_the_clock_still_stands(desk: Desk) -> None:
    request_id, event_id = asked(desk)
    before = desk.on(3, 9).due(request_id)
    made = confirm(desk, request_id, event_id)
    text = words(desk, made.document_id)
    assert "合同正文可以公开，付款条件属于商业秘密" in text
    assert "2026年3月20日前" in text
    assert "临资公征〔2026〕1号" in text
    assert "第三十二条" in text
    assert "口头意见确认表" in text
    assert "视为" not in text
    assert APPLICANT.name not in text
    document = desk.document(made.document_id)
    assert (document.document_number, document.context["addressee"]) == ("临资公征〔2026〕2号", PARTY)
    assert desk.due(request_id) == before
    assert desk.status(request_id) is RequestStatus.CONSULTING
    assert [one.id for one in desk.case(request_id).state.awaited_opinions] == [event_id]
    assert any(line.startswith(f"{PARTY}口头意见：部分同意｜") for line in history(desk, request_id))
    desk.on(3, 12).serve(made.document_id)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"statement": " "}, "opinion_statement_missing"),
        ({"statement": f"申请人{APPLICANT.name}是竞争对手"}, "consultation_names_applicant"),
        ({"way": ""}, "opinion_way_missing"),
        ({"told_on": date(2026, 3, 3)}, "act_too_early"),
        ({"told_on": date(2026, 3, 10)}, "act_in_future"),
        ({"reply_by": date(2026, 3, 9)}, "consultation_reply_by_early"),
        ({"issued_on": date(2026, 3, 6)}, "opinion_confirmed_before_told"),
    ],
)
def test_confirmations_are_complete(local_desk: Desk, changes: dict[str, Any], code: str) -> None:
    request_id, event_id = asked(local_desk)
    local_desk.on(3, 9)
    assert refused(lambda: confirm(local_desk, request_id, event_id, **changes)) == code
    assert refused(lambda: confirm(local_desk, request_id, event_id + 999)) == "third_party_not_asked"


def test_only_third_parties_that_were_sent_a_letter_confirm(local_desk: Desk) -> None:
    request_id = local_desk.take_in()
    sent = local_desk.consult(request_id, sent=False).event_id
    assert sent is not None
    assert refused(lambda: confirm(local_desk, request_id, sent)) == "opinion_nobody_asked"


# ------------------------------------------------------------------------------------------------ telling the applicant


def tell(desk: Desk, request_id: int, **changes: Any) -> Changed:
    values: dict[str, Any] = {"issued_on": desk.today, "dispatch": desk.post(), **changes}
    return tell_consultation(desk.office, ConsultationToldDraft(request_id=request_id, **values), **desk.how)


def test_the_applicant_learns_that_somebody_is_asked_and_not_who(desk: Desk) -> None:
    request_id, _ = asked(desk)
    assert refused(lambda: tell(desk, request_id, issued_on=date(2026, 3, 3))) == "consultation_told_early"
    made = tell(desk.on(3, 5), request_id)
    text = words(desk, made.document_id)
    assert "需要征求第三方的意见，本机关已于2026年3月4日书面征求意见" in text
    assert "第三十三条第三款" in text
    assert PARTY not in text
    assert desk.document(made.document_id).document_number == "临资公征〔2026〕2号"
    assert refused(lambda: tell(desk, request_id)) == "consultation_nothing_to_tell"
    desk.consult(request_id, "临江建设集团有限公司")
    again = words(desk, tell(desk, request_id).document_id)
    assert "3月4日" not in again  # told before
    assert "3月5日书面征求意见" in again


# ------------------------------------------------------------------------------------------------ third party told


def disclose(desk: Desk, request_id: int, event_id: int, **changes: Any) -> Changed:
    values: dict[str, Any] = {
        "reason": "该地块紧邻饮用水源，居民须知道其用途和防护要求",
        "issued_on": desk.today,
        "dispatch": desk.post(),
        **changes,
    }
    draft = ThirdPartyNoticeDraft(request_id=request_id, consultation_event_id=event_id, **values)
    return tell_third_party(desk.office, draft, **desk.how)


def test_a_third_party_that_refused_is_told_what_is_disclosed_and_why(desk: Desk) -> None:
    request_id, event_id = asked(desk)
    assert refused(lambda: disclose(desk, request_id, event_id)) == "third_party_nobody_to_tell"
    desk.on(3, 10).opinion(request_id, event_id, Opinion.REFUSE)
    assert untold_third_parties(desk.case(request_id).state.facts) == (PARTY,)
    made = disclose(desk.on(3, 12), request_id, event_id, dispatch=None)
    assert untold_third_parties(desk.case(request_id).state.facts) == (PARTY,), "still in the house"
    assert made.document_id is not None
    sent = DispatchDraft(document_id=made.document_id, on=desk.today, carrier="邮政EMS", tracking_number="10000002")
    dispatch(desk.office, sent, **desk.how)
    assert untold_third_parties(desk.case(request_id).state.facts) == ()
    text = words(desk, made.document_id)
    assert "你单位于2026年3月10日提出意见（不同意公开）" in text
    assert "地块出让合同补充协议" in text
    assert "可能对公共利益造成重大影响：该地块紧邻饮用水源" in text
    assert "第十五条、第三十二条" in text
    assert "申请行政复议，也可以" in text
    assert "提起行政诉讼" in text
    assert "日后向申请人提供" not in text
    assert APPLICANT.name not in text
    assert refused(lambda: disclose(desk, request_id, event_id)) == "third_party_nobody_to_tell"
    assert any(line.startswith(f"告知{PARTY}决定公开｜") for line in history(desk, request_id))


def test_a_refusal_without_good_reasons_is_answered_and_everything_is_given(desk: Desk) -> None:
    """条例第三十二条 bars disclosure where the refusal has good reasons; that it has none is told first, in writing."""
    request_id, event_id = asked(desk)
    desk.on(3, 10).opinion(request_id, event_id, Opinion.REFUSE)
    assert refused(lambda: desk.decide(request_id)) == "third_party_refused"
    made = disclose(
        desk.on(3, 12), request_id, event_id, public_interest=False, reason="合同条款早已公示", dispatch=None
    )
    assert refused(lambda: desk.decide(request_id)) == "third_party_refused", "still in the house"
    assert made.document_id is not None
    sent = DispatchDraft(document_id=made.document_id, on=desk.today, carrier="邮政EMS", tracking_number="10000002")
    dispatch(desk.office, sent, **desk.how)
    desk.on(3, 13).decide(request_id)
    letter = desk.draft(request_id)
    desk.issue(letter)
    assert desk.row(request_id).outcome is Outcome.GRANT


def test_the_decision_for_the_public_interest_starts_with_what_was_told(local_desk: Desk) -> None:
    desk = local_desk
    request_id, event_id = asked(desk)
    desk.on(3, 10).opinion(request_id, event_id, Opinion.REFUSE)

    def proposed() -> dict[str, str]:
        form = proposal(desk.office, request_id, Outcome.GRANT, "public_interest_override", desk.today)
        return {one.key: one.value for one in form.facts}

    assert not proposed()["third_party_notice_on"]
    disclose(desk.on(3, 12), request_id, event_id)
    assert proposed()["third_party_notice_on"] == "2026-03-12"
    assert proposed()["public_interest_reason"] == "该地块紧邻饮用水源，居民须知道其用途和防护要求"


def test_policies_decide_on_remedy_and_waiting(local_desk: Desk) -> None:
    desk = local_desk
    for key, value in (("third_party_notice_remedy", "N"), ("third_party_release_hold_days", "10")):
        decide_policy(desk.office, key, value, valid_from=desk.today, reason="法制机构意见", **desk.how)
    request_id, event_id = asked(desk)
    desk.on(3, 10).opinion(request_id, event_id, Opinion.PARTLY)
    text = words(desk, disclose(desk, request_id, event_id, information="合同正文").document_id)
    assert "行政复议" not in text
    assert "收到本告知书之日起满10日后，向申请人提供" in text
    assert "合同正文" in text


def test_silence_is_told_as_silence_and_consent_needs_no_notice(local_desk: Desk) -> None:
    desk = local_desk
    request_id, event_id = asked(desk)
    consultation = desk.case(request_id).state.facts.open_consultations[0].document_id
    desk.on(3, 5).serve(consultation)
    assert refused(lambda: disclose(desk.on(3, 20), request_id, event_id)) == "third_party_nobody_to_tell"
    text = words(desk, disclose(desk.on(4, 1), request_id, event_id, public_interest=False).document_id)
    assert "在规定的期限内没有提出意见" in text
    assert "不属于依法应当不予公开的情形" in text
    other, agreed = asked(desk.on(3, 4))
    desk.on(3, 10).opinion(other, agreed, Opinion.AGREE)
    assert refused(lambda: disclose(desk, other, agreed)) == "third_party_nobody_to_tell"
    assert untold_third_parties(desk.case(other).state.facts) == ()


def test_notices_of_disclosure_are_complete(local_desk: Desk) -> None:
    desk = local_desk
    request_id, event_id = asked(desk)
    desk.on(3, 10).opinion(request_id, event_id, Opinion.REFUSE)
    assert refused(lambda: disclose(desk, request_id, event_id, reason=" ")) == "third_party_weighing_missing"
    named = f"申请人{APPLICANT.name}住在附近"
    assert refused(lambda: disclose(desk, request_id, event_id, reason=named)) == "consultation_names_applicant"
    early = refused(lambda: disclose(desk, request_id, event_id, issued_on=date(2026, 3, 9)))
    assert early == "third_party_told_early"


# ------------------------------------------------------------------------------------------------ assistance


def assist(desk: Desk, request_id: int, **changes: Any) -> Changed:
    values: dict[str, Any] = {
        "department": "临江县不动产登记中心",
        "matter": "检索白石村征地档案",
        "requirements": SEARCH_REQUIREMENTS,
        "deadline": date(2026, 3, 9),
        "issued_on": desk.today,
        **changes,
    }
    return request_assistance(desk.office, AssistDraft(request_id=request_id, **values), **desk.how)


def test_assistance_does_not_stop_the_clock_and_is_answered_once(desk: Desk) -> None:
    request_id = desk.take_in()
    due = desk.due(request_id)
    made = assist(desk.on(3, 3), request_id)
    text = words(desk, made.document_id)
    assert desk.document(made.document_id).document_number == "临资公协〔2026〕1号"
    assert "2026年3月9日前" in text
    assert "不因协办停止计算" in text
    assert "检索的系统或者档案库房" in text
    assert APPLICANT.name not in text
    assert (desk.due(request_id), desk.status(request_id)) == (due, RequestStatus.IN_PROGRESS)
    assert not desk.case(request_id).state.undispatched, "handed over in the house"
    answer = AssistAnswerDraft(
        request_id=request_id,
        assist_event_id=made.event_id or 0,
        on=date(2026, 3, 6),
        text="检索到批复一份，可以公开",
        attachments=(AttachmentDraft(file_name="批复.pdf", content=b"%PDF"),),
    )
    assert refused(lambda: receive_assistance(desk.office, answer, **desk.how)) == "act_in_future"
    receive_assistance(desk.on(3, 6).office, answer, **desk.how)
    assert refused(lambda: receive_assistance(desk.office, answer, **desk.how)) == "assist_none_open"
    assert "收到临江县不动产登记中心协办回复｜检索到批复一份，可以公开" in history(desk, request_id)
    assert [one.file_name for one in case(desk.office, request_id, today=desk.today).attachments] == ["批复.pdf"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"department": ""}, "assist_department_missing"),
        ({"matter": " "}, "assist_matter_missing"),
        ({"requirements": ("", " ")}, "assist_requirements_missing"),
        ({"deadline": date(2026, 3, 2)}, "assist_deadline_early"),
    ],
)
def test_requests_for_assistance_are_complete(local_desk: Desk, changes: dict[str, Any], code: str) -> None:
    request_id = local_desk.take_in()
    assert refused(lambda: assist(local_desk, request_id, **changes)) == code


def test_a_request_for_assistance_is_voided_with_its_letter(local_desk: Desk) -> None:
    desk = local_desk
    request_id = desk.take_in()
    made = assist(desk, request_id)
    draft = EventCorrectionDraft(
        request_id=request_id,
        event_id=made.event_id or 0,
        kind=EventKind.ASSIST_REQUESTED,
        reason="发错单位",
        void=True,
    )
    correct_event(desk.office, draft, **desk.how)
    assert why_not(Act.RECEIVE_ASSISTANCE, desk.case(request_id).state) is not None


# ------------------------------------------------------------------------------------------------ records


def rectify(desk: Desk, request_id: int, result: Rectification = Rectification.CORRECTED, **changes: Any) -> Changed:
    values: dict[str, Any] = {
        "record_name": "白石村三组21号房屋登记簿",
        "finding": "测绘报告记载的面积为89.5平方米，登记簿录入有误",
        "evidence": ("不动产权证书复印件",),
        "corrected": "房屋面积89.5平方米",
        "other_agency": "临江县住房和城乡建设局，电话0900-5550188",
        "issued_on": desk.today,
        "dispatch": desk.post(),
        **changes,
    }
    draft = RectificationDraft(request_id=request_id, result=result, **values)
    return decide_rectification(desk.office, draft, **desk.how)


def record_request(desk: Desk) -> int:
    return desk.take_in(kind=RequestKind.RECTIFY, title="登记面积更正", text="登记簿面积写错，请更正。")


SAID = {
    Rectification.CORRECTED: ("更正政府信息告知书", "已对该记录予以更正。更正后的内容为：房屋面积89.5平方米"),
    Rectification.NOT_CORRECTED: ("不予更正政府信息告知书", "对该记录不予更正"),
    Rectification.TRANSFERRED: ("更正政府信息申请转送告知书", "申请转送有权更正的机关处理：临江县住房和城乡建设局"),
    Rectification.REFERRED: ("更正政府信息申请告知书", "请你向有权更正的机关提出：临江县住房和城乡建设局"),
}


@pytest.mark.parametrize("result", Rectification)
def test_the_notice_on_records_ends_the_case_when_it_is_served(desk: Desk, result: Rectification) -> None:
    request_id = record_request(desk)
    offered = [one.act for one in allowed_acts(desk.case(request_id).state) if one.recommended]
    assert offered == [Act.DECIDE_RECTIFICATION]
    made = rectify(desk.on(3, 9), request_id, result)
    document, text = desk.document(made.document_id), words(desk, made.document_id)
    title, said = SAID[result]
    assert (document.title, document.document_number) == (title, "临资公告〔2026〕1号")
    assert said in text
    assert "第四十一条" in text
    assert "申请行政复议，也可以" in text
    assert ("房屋面积89.5" in text) is (result is Rectification.CORRECTED)
    assert desk.status(request_id) is RequestStatus.DISPATCHED
    assert refused(lambda: rectify(desk, request_id)) == "reply_issued"
    assert refused(lambda: close(desk.office, request_id, desk.today, "已告知", **desk.how)) == "not_closable"
    desk.on(3, 12).serve(made.document_id)
    assert desk.status(request_id) is RequestStatus.CLOSED
    row = desk.row(request_id)
    assert (row.outcome, row.on_time, row.closed_on) == (None, True, date(2026, 3, 12))
    assert any(line.startswith(f"更正处理：{result.label}｜") for line in history(desk, request_id))


@pytest.mark.parametrize(
    ("result", "changes", "code"),
    [
        (Rectification.CORRECTED, {"corrected": ""}, "rectify_corrected_missing"),
        (Rectification.TRANSFERRED, {"other_agency": " "}, "rectify_agency_missing"),
        (Rectification.NOT_CORRECTED, {"finding": ""}, "rectify_finding_missing"),
        (Rectification.NOT_CORRECTED, {"record_name": ""}, "rectify_record_missing"),
    ],
)
def test_notices_on_records_are_complete(
    local_desk: Desk, result: Rectification, changes: dict[str, Any], code: str
) -> None:
    request_id = record_request(local_desk)
    assert refused(lambda: rectify(local_desk, request_id, result, **changes)) == code


def test_a_request_for_disclosure_is_not_rectified(local_desk: Desk) -> None:
    request_id = local_desk.take_in()
    assert refused(lambda: rectify(local_desk, request_id)) == "not_a_rectification"


def test_a_notice_in_the_house_is_voided_and_decided_anew(local_desk: Desk) -> None:
    desk = local_desk
    request_id = record_request(desk)
    made = rectify(desk, request_id, dispatch=None)
    assert desk.status(request_id) is RequestStatus.ISSUED
    draft = EventCorrectionDraft(
        request_id=request_id,
        event_id=made.event_id or 0,
        kind=EventKind.RECTIFICATION_DECIDED,
        reason="结论有误",
        void=True,
    )
    correct_event(desk.office, draft, **desk.how)
    assert desk.status(request_id) is RequestStatus.IN_PROGRESS
    again = rectify(desk, request_id, Rectification.NOT_CORRECTED)
    assert desk.document(again.document_id).document_number == "临资公告〔2026〕2号"


def test_an_electronic_notice_names_the_website(local_desk: Desk) -> None:
    desk = local_desk
    request_id = record_request(desk)
    online = DispatchDraft(on=desk.today, method=ServiceMethod.ELECTRONIC)
    if not desk.office.agency().reconsideration_website:
        assert refused(lambda: rectify(desk, request_id, dispatch=online)) == "electronic_needs_website"
        return
    made = rectify(desk, request_id, dispatch=online)
    assert desk.office.agency().reconsideration_website in words(desk, made.document_id)


# ------------------------------------------------------------------------------------------------ corrected letters


def mend(desk: Desk, request_id: int, document_id: int, *changes: tuple[str, str], **more: Any) -> Changed:
    values: dict[str, Any] = {"issued_on": desk.today, "dispatch": desk.post(), **more}
    draft = CorrigendumDraft(
        request_id=request_id,
        document_id=document_id,
        changes=tuple(WordChangeDraft(wrong=wrong, right=right) for wrong, right in changes),
        **values,
    )
    return correct_letter(desk.office, draft, **desk.how)


def test_a_slip_is_told_in_a_new_letter_and_the_old_one_stays(desk: Desk) -> None:
    request_id = desk.take_in()
    reply = desk.on(3, 9).reply(request_id)
    before = letter_bytes(desk.office, reply)
    desk.on(3, 12).serve(reply)
    assert desk.status(request_id) is RequestStatus.CLOSED
    made = mend(desk.on(3, 16), request_id, reply, ("白石村征地批复", "白石村三组征地批复"))
    text, old = words(desk, made.document_id), desk.document(reply)
    assert f"{old.title}（{old.document_number}）" in text
    assert "2026年3月9日" in text
    assert "原文“白石村征地批复”，更正为“白石村三组征地批复”" in text
    assert f"{APPLICANT.name}：" in text
    assert desk.document(made.document_id).document_number == "临资公告〔2026〕1号"
    assert letter_bytes(desk.office, reply) == before
    assert desk.status(request_id) is RequestStatus.CLOSED
    assert any(line.startswith(f"更正{old.title}{old.document_number}｜") for line in history(desk, request_id))
    desk.on(3, 18).serve(made.document_id)


@pytest.mark.parametrize(
    ("wrong", "right", "code"),
    [
        ("可以公开", "不予公开", "corrigendum_conclusion"),
        ("决定公开", "决定不公开", "corrigendum_words_unknown"),
        ("第三十六条", "第三十七条", "corrigendum_provision"),
        ("六十日", "六个月", "corrigendum_remedy"),
        ("临江县人民法院", "澜安市中级人民法院", "corrigendum_remedy"),
        ("2026年3月9日", "2026年3月10日", "corrigendum_period"),
        ("3", "4", "corrigendum_ambiguous"),
        ("青石渡镇", "青石渡镇", "corrigendum_same"),
        ("青石渡镇", " ", "corrigendum_right_missing"),
        (" ", "青石渡镇", "corrigendum_wrong_missing"),
    ],
)
def test_what_a_letter_decides_is_no_slip(local_desk: Desk, wrong: str, right: str, code: str) -> None:
    desk = local_desk
    request_id = desk.take_in()
    reply = desk.on(3, 9).reply(request_id)
    assert refused(lambda: mend(desk, request_id, reply, (wrong, right))) == code
    assert refused(lambda: mend(desk, request_id, reply)) == "corrigendum_empty"


def test_periods_and_amounts_are_told_anew(local_desk: Desk) -> None:
    desk = local_desk
    request_id = desk.take_in()
    notice = desk.on(3, 4).ask_correction(request_id, date(2026, 3, 18)).document_id
    assert notice is not None
    code = refused(lambda: mend(desk, request_id, notice, ("2026年3月18日", "2026年3月25日")))
    assert code == "corrigendum_period"
    number = desk.document(notice).document_number or ""
    assert refused(lambda: mend(desk, request_id, notice, (number, "临资公补〔2026〕9号"))) == "corrigendum_number"


def test_a_corrected_letter_keeps_the_names_apart(local_desk: Desk) -> None:
    desk = local_desk
    request_id, event_id = asked(desk)
    asked_event = desk.case(request_id).state.facts.event(event_id)
    assert asked_event is not None
    consultation = asked_event.document_id
    assert consultation is not None
    named = ("地块出让合同补充协议", f"{APPLICANT.name}申请的地块出让合同补充协议")
    assert refused(lambda: mend(desk, request_id, consultation, named)) == "consultation_names_applicant"
    made = mend(desk, request_id, consultation, ("补充协议", "补充协议书"))
    assert f"{PARTY}：" in words(desk, made.document_id)
    told = tell(desk, request_id).document_id
    assert told is not None
    party = ("第三方的意见", f"第三方{PARTY}的意见")
    assert refused(lambda: mend(desk, request_id, told, party)) == "corrigendum_names_party"


def test_a_letter_in_the_house_is_voided_not_corrected(local_desk: Desk) -> None:
    desk = local_desk
    request_id = desk.take_in()
    desk.decide(request_id)
    letter = desk.draft(request_id)
    desk.issue(letter, sent=False)
    assert refused(lambda: mend(desk, request_id, letter, ("征地批复", "征地批复书"))) == "letter_none_sent"


# ------------------------------------------------------------------------------------------------ forms


def printed(desk: Desk, request_id: int, form: DocumentKind) -> str:
    draft = PrintedFormDraft(request_id=request_id, form=form)
    return words(desk, make_form(desk.office, draft, **desk.how).document_id)


def test_the_application_form_holds_what_the_register_holds(desk: Desk) -> None:
    request_id = desk.take_in(accessibility_help=True, doc_no_hint="临政地〔2025〕12号")
    text = printed(desk, request_id, DocumentKind.APPLICATION_FORM)
    for expected in (
        "■公民",
        "周长根",
        APPLICANT.identity_number,
        APPLICANT.phone,
        "申请公开青石渡镇白石村三组集体土地的征地批复文件。",
        "临政地〔2025〕12号",
        "■纸质",
        "■邮寄",
        "■申请人存在阅读困难",
        "申请人签名或者盖章",
        "不需要说明用途",
    ):
        assert expected in text
    document = desk.case(request_id).state.facts.courses_of(DocumentKind.APPLICATION_FORM)[0]
    assert document.number == ""
    assert not desk.case(request_id).state.undispatched


def test_forms_of_letters_need_their_letter(local_desk: Desk) -> None:
    desk = local_desk
    request_id = desk.take_in()
    for form in (DocumentKind.CORRECTION_FORM, DocumentKind.OPINION_FORM):
        assert refused(lambda form=form: printed(desk, request_id, form)) == "form_without_letter"  # type: ignore[misc]
    desk.on(3, 4).consult(request_id)
    assert "地块出让合同补充协议" in printed(desk, request_id, DocumentKind.OPINION_FORM)
    other = desk.take_in()
    desk.ask_correction(other, date(2026, 3, 18))
    text = printed(desk, other, DocumentKind.CORRECTION_FORM)
    assert "没有写明哪些地块" in text
    assert "临资公补〔2026〕1号" in text


@pytest.mark.parametrize("form", FORMS)
def test_blank_forms_ask_for_no_purpose(local_desk: Desk, form: DocumentKind) -> None:
    name, content = blank_form(local_desk.office, form, local_desk.today)
    text = plain_text(blocks_of(content))
    assert name == f"{form.label}（空白）.docx"
    assert "■" not in text
    assert "用途" not in text.replace("不需要说明用途", "")
    with pytest.raises(ValueError, match="no form"):
        blank_form(local_desk.office, DocumentKind.RECEIPT, local_desk.today)


def test_later_letters_to_a_third_party_go_where_the_consultation_went(desk: Desk) -> None:
    request_id = desk.take_in()
    place: dict[str, Any] = {"party_address": "澜安市高新区创业路8号", "party_postcode": "990130"}
    event_id = desk.on(3, 4).consult(request_id, **place).event_id
    assert event_id is not None
    confirmed = confirm(desk.on(3, 10), request_id, event_id).document_id
    desk.on(3, 12).opinion(request_id, event_id)
    notice = disclose(desk.on(3, 13), request_id, event_id).document_id
    facts = desk.case(request_id).state.facts
    for document in (confirmed, notice):
        assert document is not None
        made = next(one for one in facts.events if one.document_id == document and one.payload.get("party"))
        assert {name: made.payload[name] for name in place} == place
        receiver = party_of(facts, document)
        assert receiver is not None
        assert (receiver.name, receiver.address, receiver.postcode) == (PARTY, *place.values())
