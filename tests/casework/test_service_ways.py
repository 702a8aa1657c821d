"""Ways of service: what each needs, when a reply counts as made by it; numbers of the post, refusal, leaving behind."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from casework.act_proposals import act_proposal
from casework.acts import allowed_acts
from casework.case_view import case as case_view
from casework.drafts import AttachmentDraft, DispatchDraft, RefusalDraft, ReturnDraft, ServiceDraft
from casework.ems import read_mail_number
from casework.refusal_of_service import record_refusal
from casework.service import dispatch, record_return, record_service
from casework.service_effect import service_effect
from law.errors import UserError
from law.policies import PolicySet
from law.terms import Act, EventKind, ReceiverRelation, RequestStatus, ServiceMethod
from tests.casework.desk import Desk

WITNESSES = ("白石村委会刘某", "青石渡派出所陈某")


def refusal_of(act: Callable[[], object]) -> str:
    with pytest.raises(UserError) as caught:
        act()
    return caught.value.code


def issued_reply(desk: Desk) -> tuple[int, int]:
    """A reply issued on 20 March and still in the house: request and document."""
    case = desk.take_in()
    desk.on(3, 20).decide(case)
    document = desk.draft(case)
    desk.issue(document, sent=False)
    return case, document


def refuse(desk: Desk, document: int, **changes: object) -> None:
    draft = RefusalDraft(document_id=document, on=desk.today, refused_by="同住儿子周小根", witnesses=WITNESSES)
    record_refusal(desk.office, replace(draft, **changes), **desk.how)  # type: ignore[arg-type]


def send(desk: Desk, document: int, method: ServiceMethod, **changes: object) -> None:
    draft = DispatchDraft(document_id=document, on=desk.today, method=method)
    dispatch(desk.office, replace(draft, **changes), **desk.how)  # type: ignore[arg-type]


def serve(desk: Desk, document: int, **changes: object) -> None:
    draft = ServiceDraft(document_id=document, on=desk.today, received_by="周长根", proof="签收联")
    record_service(desk.office, replace(draft, **changes), **desk.how)  # type: ignore[arg-type]


# -------------------------------------------------------------------------------------------------- refusal and lien


def test_a_refused_letter_is_left_behind_and_made_on_that_day(desk: Desk) -> None:
    case, document = issued_reply(desk)
    refuse(desk.on(3, 26), document)
    course = desk.case(case).state.facts.courses[document]
    assert (course.refused_on, course.refused_by, course.dispatched_on) == (date(2026, 3, 26), "同住儿子周小根", None)
    send(desk, document, ServiceMethod.LIEN, witnesses=WITNESSES)
    row = desk.row(case)
    assert row.reply_effective_on == row.served_on == row.closed_on == date(2026, 3, 26)
    assert row.status is RequestStatus.CLOSED
    told = {one.kind: one for one in case_view(desk.office, case, today=desk.today).events}
    assert told[EventKind.SERVICE_REFUSED].detail == "同住儿子周小根拒收，见证 白石村委会刘某、青石渡派出所陈某"
    assert "留置送达" in told[EventKind.DOCUMENT_DISPATCHED].detail


def test_left_behind_only_after_a_refusal_and_with_witnesses(desk: Desk) -> None:
    case, document = issued_reply(desk)

    def lien(**changes: object) -> Callable[[], None]:
        return lambda: send(desk, document, ServiceMethod.LIEN, **changes)

    assert refusal_of(lien(witnesses=WITNESSES)) == "lien_without_refusal"
    refuse(desk.on(3, 26), document)
    assert refusal_of(lien()) == "lien_without_witness"
    assert refusal_of(lien(witnesses=("刘某", " 刘某"))) == "lien_without_witness"
    assert refusal_of(lien(on=date(2026, 3, 25), witnesses=WITNESSES)) == "lien_before_refusal"
    photograph = AttachmentDraft(file_name="门前照片.jpg", content=b"\xff\xd8\xff\xe0photograph")
    lien(attachments=(photograph,))()
    view = case_view(desk.office, case, today=desk.today)
    assert [one.file_name for one in view.attachments] == ["门前照片.jpg"]
    assert desk.status(case) is RequestStatus.CLOSED


def test_a_letter_refused_on_its_way_is_in_the_house_again(desk: Desk) -> None:
    case, document = issued_reply(desk)
    send(desk, document, ServiceMethod.ENTRUSTED, carrier="青石渡镇人民政府")
    refuse(desk.on(3, 27), document)
    acts = {one.act: one for one in allowed_acts(desk.case(case).state) if one.allowed}
    assert acts[Act.DISPATCH].document_id == document
    assert Act.RECORD_SERVICE not in acts
    assert refusal_of(lambda: serve(desk, document)) in ("nothing_to_serve", "document_returned_already")
    documents = case_view(desk.office, case, today=desk.today).documents
    assert next(one.state_text for one in documents if one.id == document) == "3月27日拒收，可以留置送达"
    send(desk, document, ServiceMethod.LIEN, record="执法记录仪 2026-0327-02")
    assert desk.row(case).reply_effective_on == date(2026, 3, 27)


def test_what_was_posted_before_it_was_refused_stays_posted(desk: Desk) -> None:
    case, document = issued_reply(desk)
    dispatch(desk.office, replace(desk.post(), document_id=document), **desk.how)
    refuse(desk.on(3, 27), document, refused_by="周长根")
    send(desk, document, ServiceMethod.LIEN, witnesses=WITNESSES)
    row = desk.row(case)
    assert (row.reply_effective_on, row.served_on) == (date(2026, 3, 20), date(2026, 3, 27))


def test_a_consultation_that_was_refused_stops_the_clock_for_its_own_stretch(desk: Desk) -> None:
    case = desk.take_in()
    due = desk.due(case)
    document = desk.on(3, 10).consult(case).document_id
    assert document is not None
    refuse(desk.on(3, 17), document, refused_by="澜安汇泽置业有限公司收发员")
    refused = desk.due(case)
    assert due is not None
    assert refused is not None
    assert refused > due
    desk.on(3, 24)
    assert desk.due(case) == refused  # nobody has it: the clock runs
    send(desk, document, ServiceMethod.LIEN, witnesses=WITNESSES)
    assert desk.case(case).state.clock.paused


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"refused_by": " "}, "refusal_by_missing"),
        ({"on": date(2026, 3, 19)}, "act_too_early"),
        ({"on": date(2026, 3, 30)}, "act_in_future"),
    ],
)
def test_a_refusal_names_who_and_a_possible_day(local_desk: Desk, changes: dict[str, object], code: str) -> None:
    _, document = issued_reply(local_desk)
    local_desk.on(3, 26)
    assert refusal_of(lambda: refuse(local_desk, document, **changes)) == code


def test_what_was_served_is_no_longer_refused(desk: Desk) -> None:
    case, document = issued_reply(desk)
    send(desk, document, ServiceMethod.COUNTER, received_by="周长根", relation=ReceiverRelation.SELF)
    assert refusal_of(lambda: refuse(desk, document)) == "nothing_to_refuse"
    assert desk.status(case) is RequestStatus.CLOSED


# -------------------------------------------------------------------------------------------------- the other ways


def test_somebody_else_signs_and_is_named(desk: Desk) -> None:
    case, document = issued_reply(desk)
    dispatch(desk.office, replace(desk.post(), document_id=document), **desk.how)
    desk.on(3, 25)

    def by_household(name: str) -> Callable[[], None]:
        return lambda: serve(desk, document, received_by=name, relation=ReceiverRelation.HOUSEHOLD)

    assert refusal_of(by_household("  ")) == "receiver_missing"
    by_household("周小根")()
    assert desk.case(case).state.facts.courses[document].relation is ReceiverRelation.HOUSEHOLD
    told = {one.kind: one for one in case_view(desk.office, case, today=desk.today).events}
    assert told[EventKind.DOCUMENT_SERVED].detail == "周小根（同住成年家属）签收，签收联"


def test_the_record_of_the_system_keeps_the_time_of_arrival(desk: Desk) -> None:
    case = desk.take_in()
    document = desk.ask_correction(case, date(2026, 3, 20), sent=False).document_id
    assert document is not None
    send(desk, document, ServiceMethod.ELECTRONIC)
    assert refusal_of(lambda: serve(desk, document, arrived_at="二点")) == "arrival_time_unreadable"
    assert refusal_of(lambda: serve(desk, document, arrived_at="24:10")) == "arrival_time_unreadable"
    serve(desk, document, received_by="", proof="平台回执", arrived_at="9：05")
    served = desk.case(case).state.facts.last(EventKind.DOCUMENT_SERVED)
    assert served is not None
    assert served.payload["arrived_at"] == "09:05"


def test_a_public_notice_is_the_last_way_and_takes_its_time(desk: Desk) -> None:
    case, document = issued_reply(desk)
    assert refusal_of(lambda: send(desk, document, ServiceMethod.NOTICE)) == "notice_without_attempts"
    dispatch(desk.office, replace(desk.post(), document_id=document), **desk.how)
    back = ReturnDraft(document_id=document, on=date(2026, 3, 26), reason="查无此人")
    record_return(desk.on(3, 26).office, back, **desk.how)
    send(desk, document, ServiceMethod.NOTICE)
    desk.on(4, 24)
    assert refusal_of(lambda: serve(desk, document)) == "notice_period_running"
    serve(desk.on(4, 25), document, received_by="", proof="公告截图")
    assert desk.row(case).served_on == date(2026, 4, 25)


def test_said_what_was_tried_a_notice_may_be_the_first_way(desk: Desk) -> None:
    case, document = issued_reply(desk)
    send(desk, document, ServiceMethod.NOTICE, attempts="登记地址已拆迁，电话停机，村委会不知去向")
    sent = desk.case(case).state.facts.last(EventKind.DOCUMENT_DISPATCHED)
    assert sent is not None
    assert sent.payload["attempts"].startswith("登记地址已拆迁")
    assert desk.row(case).reply_effective_on == date(2026, 4, 19)


def test_a_courier_is_refused_on_the_way_of_another_agency_too(desk: Desk) -> None:
    _, document = issued_reply(desk)

    def by(method: ServiceMethod, carrier: str) -> Callable[[], None]:
        return lambda: send(desk, document, method, carrier=carrier)

    for method in (ServiceMethod.POST, ServiceMethod.ENTRUSTED):
        assert refusal_of(by(method, "顺丰速运")) == "must_use_postal_enterprise"
    assert refusal_of(by(ServiceMethod.POST, "EMS到付")) == "no_cash_on_delivery"


# ------------------------------------------------------------------------------------------- told while one types

_DAY = date(2026, 3, 20)
_EFFECTS = [
    (ServiceMethod.POST, {}, date(2026, 3, 20), "交邮即视为作出：2026年3月20日"),
    (ServiceMethod.COUNTER, {"delivered_on": _DAY}, _DAY, "当场交付即视为作出：2026年3月20日"),
    (ServiceMethod.LIEN, {"delivered_on": _DAY}, _DAY, "留置即视为作出：2026年3月20日"),
    (ServiceMethod.DIRECT, {"delivered_on": date(2026, 3, 23)}, date(2026, 3, 23), "签收即视为作出：2026年3月23日"),
    (ServiceMethod.ENTRUSTED, {}, None, "对方签收后才视为作出"),
    (ServiceMethod.ELECTRONIC, {}, _DAY, "发出即视为作出，须留系统记录：2026年3月20日"),
    (ServiceMethod.NOTICE, {}, date(2026, 4, 19), "公告期满视为送达、作出：2026年4月19日"),
]


@pytest.mark.parametrize(("method", "known", "day", "sentence"), _EFFECTS)
def test_the_day_on_which_a_reply_counts_as_made(
    method: ServiceMethod, known: dict[str, date], day: date | None, sentence: str
) -> None:
    found = service_effect(PolicySet({}), method, _DAY, **known)
    assert found.day == day
    assert found.sentence.startswith(sentence)
    assert found.basis
    assert not found.late


def test_policies_and_due_dates_are_told_with_it() -> None:
    late = service_effect(PolicySet({}), ServiceMethod.POST, _DAY, due=date(2026, 3, 19))
    assert late.late
    assert late.sentence.endswith("晚于期限2026年3月19日（周四）")
    arrives = PolicySet({"ereply_effective_basis": "arrived"})
    assert service_effect(arrives, ServiceMethod.ELECTRONIC, _DAY).sentence == "到达对方后才视为作出"
    again = service_effect(PolicySet({}), ServiceMethod.LIEN, _DAY, first_posted=date(2026, 3, 10))
    assert (again.day, again.sentence) == (date(2026, 3, 10), "原交邮日2026年3月10日（周二）仍为作出日")
    last = PolicySet({"returned_mail_basis": "last_dispatch"})
    assert service_effect(last, ServiceMethod.POST, _DAY, first_posted=date(2026, 3, 10)).day == _DAY


# An electronic reply has to name the website; what is entrusted waits for its proof.
_WITHOUT_MORE = [one[:3] for one in _EFFECTS if one[0] not in (ServiceMethod.ELECTRONIC, ServiceMethod.ENTRUSTED)]


@pytest.mark.parametrize(("method", "known", "day"), _WITHOUT_MORE)
def test_the_form_and_the_case_agree_on_that_day(
    local_desk: Desk, method: ServiceMethod, known: dict[str, date], day: date | None
) -> None:
    """What is told while one types is what the case says afterwards."""
    case, document = issued_reply(local_desk)
    local_desk.on(3, 26)
    if method is ServiceMethod.LIEN:
        refuse(local_desk, document, on=_DAY)
    extra: dict[str, object] = {"witnesses": WITNESSES, "attempts": "电话停机", **known}
    send(local_desk, document, method, on=_DAY, **extra)
    policies = act_proposal(local_desk.office, case, today=local_desk.today).policies
    assert policies is not None
    assert service_effect(policies, method, _DAY, **known).day == local_desk.row(case).reply_effective_on == day


# -------------------------------------------------------------------------------------------------- numbers of the post


@pytest.mark.parametrize(
    ("typed", "text", "known", "warned"),
    [
        ("1098765432101", "1098765432101", True, False),
        (" 1098 7654-32101 ", "1098765432101", True, False),
        ("１０９８７６５４３２１０１", "1098765432101", True, False),
        ("xa12345678901", "XA12345678901", True, False),
        ("EA123456785CN", "EA123456785CN", True, False),
        ("ea473124829us", "EA473124829US", True, False),
        ("EA123456784CN", "EA123456784CN", True, True),
        ("109876543210", "109876543210", False, True),
        ("SF1234567890123", "SF1234567890123", False, True),
        ("", "", False, False),
    ],
)
def test_numbers_of_the_post(typed: str, text: str, known: bool, warned: bool) -> None:
    found = read_mail_number(typed)
    assert (found.text, found.known, bool(found.warning)) == (text, known, warned)


def test_a_wrong_check_digit_names_the_right_one() -> None:
    assert read_mail_number("EA123456784CN").warning == "校验位应为 5，请与收据核对。"


def test_electronic_service_is_proven_by_the_receipt_of_the_system(desk: Desk) -> None:
    document = desk.ask_correction(desk.take_in(), date(2026, 3, 20), sent=False).document_id
    assert document is not None
    send(desk, document, ServiceMethod.ELECTRONIC)
    assert refusal_of(lambda: serve(desk, document, proof="平台显示已读")) == "electronic_proof_missing"
    receipt = AttachmentDraft(file_name="系统回执.pdf", content=b"%PDF-1.4 receipt")
    serve(desk, document, proof="", attachments=(receipt,))
    assert desk.case(desk.document(document).request_id).state.facts.courses[document].served_on == desk.today
