"""The five paths of the main job, from the letter to the closed case."""

from datetime import date

from sqlalchemy import select

from casework.drafts import ItemDraft
from casework.letters import letter_bytes, preview_document
from casework.service import dispatch
from law.terms import DocumentKind, Evidence, Opinion, Outcome, RequestStatus
from models import Document
from models.blobs import sha256_of
from tests.casework.desk import Desk, letter


def test_grant(desk: Desk) -> None:
    case = desk.take_in()
    assert desk.row(case).registration_number == "依申〔2026〕1号"
    assert desk.due(case) == date(2026, 3, 30)
    assert desk.status(case) is RequestStatus.IN_PROGRESS
    desk.on(3, 10).decide(case)
    assert desk.status(case) is RequestStatus.DECIDED
    document = desk.draft(case)
    assert desk.status(case) is RequestStatus.DRAFTED
    desk.issue(document, sent=False)
    assert desk.status(case) is RequestStatus.ISSUED
    issued = desk.document(document)
    assert issued.document_number == "临资公复〔2026〕1号"
    text = "\n".join(one.text for one in preview_document(desk.office, document).blocks)
    assert "可以公开" in text
    assert "自收到本文书之日起六十日内" in text
    assert "临江县人民法院" in text
    draft = desk.post()
    dispatch(
        desk.office,
        type(draft)(document_id=document, on=desk.today, carrier="邮政EMS", tracking_number="1"),
        **desk.how,
    )
    assert desk.status(case) is RequestStatus.DISPATCHED
    assert desk.row(case).reply_effective_on == date(2026, 3, 10)
    desk.on(3, 13).serve(document)
    row = desk.row(case)
    assert row.status is RequestStatus.CLOSED
    assert row.on_time is True
    assert row.closed_on == date(2026, 3, 13)
    assert row.served_on == date(2026, 3, 13)
    name, content = letter_bytes(desk.office, document)
    assert name.endswith(".docx")
    assert sha256_of(content) == issued.content_sha256
    assert letter_bytes(desk.office, document) == (name, content)


def test_correction_then_grant(desk: Desk) -> None:
    case = desk.take_in()
    notice = desk.on(3, 6).ask_correction(case, date(2026, 3, 20)).document_id
    assert desk.status(case) is RequestStatus.AWAITING_CORRECTION
    assert desk.document(notice).document_number == "临资公补〔2026〕1号"
    desk.on(3, 18).correct(case)
    assert desk.status(case) is RequestStatus.IN_PROGRESS
    assert desk.due(case) == date(2026, 4, 16)
    assert desk.row(case).base_on == date(2026, 3, 18)
    document = desk.on(4, 1).reply(case)
    text = "\n".join(one.text for one in preview_document(desk.office, document).blocks)
    assert "临资公补〔2026〕1号" in text
    desk.on(4, 3).serve(document)
    assert desk.status(case) is RequestStatus.CLOSED


def test_correction_lapsed(desk: Desk) -> None:
    case = desk.take_in()
    notice = desk.on(3, 6).ask_correction(case, date(2026, 3, 20)).document_id
    desk.on(3, 9).serve(notice)
    desk.on(3, 23).lapse(case)
    form = {
        "notice_number": "临资公补〔2026〕1号",
        "notice_served_on": "2026-03-09",
        "correction_deadline": "2026-03-20",
        "no_good_reason": "是",
    }
    document = desk.reply(case, Outcome.ABANDONED_NO_CORRECTION, facts=form)
    text = "\n".join(one.text for one in preview_document(desk.office, document).blocks)
    assert "视为放弃申请" in text
    assert "不再处理" in text
    desk.on(3, 25).serve(document)
    row = desk.row(case)
    assert row.status is RequestStatus.CLOSED
    assert row.outcome is Outcome.ABANDONED_NO_CORRECTION


def test_consultation_and_extension(desk: Desk) -> None:
    case = desk.take_in()
    sent = desk.on(3, 10).consult(case)
    assert desk.status(case) is RequestStatus.CONSULTING
    assert desk.row(case).paused
    desk.on(3, 12).serve(sent.document_id)
    assert desk.row(case).waiting_until == date(2026, 4, 2)
    desk.on(3, 20).opinion(case, sent.event_id)
    assert desk.due(case) == date(2026, 4, 10)
    assert not desk.row(case).paused
    extended = desk.on(3, 24).extend(case, 15)
    assert desk.due(case) == date(2026, 5, 6)
    assert desk.document(extended.document_id).document_number == "临资公延〔2026〕1号"
    facts = {
        "interest_kind": "商业秘密",
        "third_party_opinion": "不同意公开，理由是披露成交让利条件会损害其竞争地位。",
        "public_interest_balance": "不公开不会对公共利益造成重大影响。",
    }
    evidence = {Evidence.PUBLIC_INTEREST_NOTE: "见呈批单", Evidence.SEVERABILITY_NOTE: "补充协议不能区分"}
    document = desk.on(4, 7).reply(case, Outcome.REFUSAL_THIRD_PARTY, variant="refused", facts=facts, evidence=evidence)
    text = "\n".join(one.text for one in preview_document(desk.office, document).blocks)
    assert "不予公开" in text
    assert "先向临江县人民政府申请行政复议" in text
    assert "征求第三方意见" in text
    assert "汇泽" not in text
    assert "延长答复期限15个工作日" in text
    desk.on(4, 9).serve(document)
    row = desk.row(case)
    assert row.status is RequestStatus.CLOSED
    assert row.on_time is True
    assert row.extension_days == 15


def test_several_requests_in_one_letter(desk: Desk) -> None:
    items = (ItemDraft(title="征地批复", text="征地批复"), ItemDraft(title="", text="补偿安置协议"))
    first, second = desk.register(letter(desk.today, items=items))
    assert [desk.row(one).registration_number for one in (first, second)] == ["依申〔2026〕1号", "依申〔2026〕2号"]
    assert desk.row(second).title == "补偿安置协议"
    assert desk.row(first).submission_id == desk.row(second).submission_id
    document = desk.on(3, 10).reply(first)
    desk.on(3, 12).serve(document)
    assert desk.status(first) is RequestStatus.CLOSED
    assert desk.status(second) is RequestStatus.IN_PROGRESS
    desk.search(second)
    facts = {"search_scope": "档案管理系统、公文系统", "search_result": "未检索到"}
    other = desk.reply(second, Outcome.NOT_EXIST, facts=facts, evidence={Evidence.DUTY_BASIS: "三定方案"})
    desk.on(3, 16).serve(other)
    assert desk.status(second) is RequestStatus.CLOSED
    assert desk.document(other).document_number == "临资公复〔2026〕2号"


def test_receipt_slips_are_made_and_frozen(desk: Desk) -> None:
    case = desk.take_in()
    with desk.office.reading() as session:
        slip = session.scalars(select(Document).where(Document.request_id == case)).one()
    assert slip.kind is DocumentKind.RECEIPT
    text = "\n".join(one.text for one in preview_document(desk.office, slip.id).blocks)
    assert "2026年3月30日" in text


def test_opinion_agree_forbids_refusal(desk: Desk) -> None:
    case = desk.take_in()
    sent = desk.on(3, 10).consult(case)
    desk.on(3, 20).opinion(case, sent.event_id, Opinion.AGREE)
    document = desk.reply(case)
    desk.on(3, 24).serve(document)
    assert desk.status(case) is RequestStatus.CLOSED
