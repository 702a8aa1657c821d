"""The internal sheets: complete from the case, blank where nobody knows, frozen when put on file; the file packed."""

import hashlib
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pypdfium2
import pytest

from casework import contacts, service
from casework.acts import allowed_acts
from casework.amendment import correct_event
from casework.attachments import attach
from casework.case_file import SUMS_NAME, contents, pack
from casework.case_papers import file_paper, paper, papers
from casework.case_view import case as case_view
from casework.drafts import (
    AgentDraft,
    AttachmentDraft,
    ContactDraft,
    DispatchDraft,
    EventCorrectionDraft,
    ReturnDraft,
)
from casework.extension_request import approve_extension, decline_extension
from casework.history_view import told
from casework.integrity import check
from casework.letters import letter_bytes
from casework.mandates import MANDATE_ROLE
from casework.office import create_office
from casework.paper_drafts import PackDraft, PaperDraft
from casework.review_drafts import ExtensionApprovalDraft, ExtensionDeclineDraft
from casework.secrecy_review import review_by, secrecy_contradicts, secrecy_missing
from law.documents import sheet_kinds
from law.errors import UserError
from law.seven_questions import question_tree
from law.terms import (
    Act,
    DocumentKind,
    EventKind,
    Outcome,
    RequestStatus,
    SecrecyConclusion,
    ServiceMethod,
)
from templates.preview import blocks_of
from tests.casework import reviewed_office as people
from tests.casework.desk import Desk
from tests.casework.offices import AGENCY

K = DocumentKind


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(UserError) as caught:
        act()
    assert "{" not in caught.value.sentence
    return caught.value.code


def sheet(desk: Desk, case: int, kind: DocumentKind, **more: Any) -> dict[str, str]:
    """The cells of a sheet by their label; a label that stands twice keeps both, one below the other."""
    made = paper(desk.office, case, kind, desk.today, actor=desk.actor, **more)
    assert made.kind is kind
    assert made.content.startswith(b"PK")
    cells: dict[str, str] = {}
    for block in made.blocks:
        assert "None" not in block.text
        for label, value in zip(block.cells[::2], block.cells[1::2], strict=False):
            cells[label] = f"{cells[label]}\n{value}" if label in cells else value
    return cells


def text(desk: Desk, case: int, kind: DocumentKind, **more: Any) -> str:
    return "\n".join(one.text for one in paper(desk.office, case, kind, desk.today, **more).blocks)


def pdf(pages: int) -> bytes:
    made = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        made.new_page(595, 842)
    out = BytesIO()
    made.save(out)
    made.close()
    return out.getvalue()


# ----------------------------------------------------------------------------------------------------- single sheets


def test_the_registration_sheet_is_complete_and_hides_numbers(desk: Desk) -> None:
    case = desk.take_in()
    cells = sheet(desk, case, K.REGISTRATION_SHEET)
    assert cells["收件渠道"] == "EMS/挂号"
    assert cells["收到日期"].startswith("2026年3月2日")
    assert "第三十一条" in cells["收到日期"]
    assert cells["申请人"] == "周长根"
    assert cells["申请内容"] == "申请公开青石渡镇白石村三组集体土地的征地批复文件。"
    assert cells["件次"] == "第1件，来件共1件"
    assert cells["答复期限"].startswith("2026年3月30日")
    assert cells["收到日期"].count("2026年3月2日") == 1
    assert cells["登记"].startswith("王敏，2026年3月2日")
    assert "990101196101109813" not in "".join(cells.values())
    assert "19900000053" not in "".join(cells.values())
    assert cells["通信地址"] == "东岭省澜安市临江县（已隐去）"


def test_the_whole_address_stands_on_the_registration_sheet_with_its_reason(desk: Desk) -> None:
    cells = sheet(desk, desk.take_in(), K.REGISTRATION_SHEET, words="核对送达地址")
    address = "东岭省澜安市临江县青石渡镇白石村三组21号 990121"
    assert cells["通信地址"] == f"{address}（照录全址：核对送达地址）"


def test_the_registration_sheet_knows_a_mandate_that_came_later(desk: Desk) -> None:
    case = desk.take_in(agent=AgentDraft(name="林晓", identity_number="990121199003035522"))
    assert "代理人：林晓（无授权委托书）" in sheet(desk, case, K.REGISTRATION_SHEET).values()
    mandate = AttachmentDraft(file_name="授权委托书.pdf", content=b"%PDF-1.4 mandate", role=MANDATE_ROLE)
    attach(desk.office, case, (mandate,), **desk.how)
    assert "代理人：林晓（有授权委托书）" in sheet(desk, case, K.REGISTRATION_SHEET).values()


def test_every_search_stands_on_the_search_record(desk: Desk) -> None:
    case = desk.take_in()
    assert refused(lambda: paper(desk.office, case, K.SEARCH_RECORD, desk.today)) == "paper_not_now"
    desk.on(3, 4).search(case)
    desk.on(3, 5).search(case)
    cells = sheet(desk, case, K.SEARCH_RECORD)
    assert cells["检索日期"] == "2026年3月4日\n2026年3月5日"
    assert cells["检索范围"].splitlines() == ["档案管理系统、公文系统"] * 2
    assert cells["业务复核人"].splitlines() == ["周科长"] * 2
    assert cells["检索人"].splitlines() == ["李工"] * 2


def test_contacts_are_told_with_hidden_numbers(desk: Desk) -> None:
    case = desk.take_in()
    draft = ContactDraft(request_id=case, on=desk.today, how="电话", number="19900000053", text="告知预计答复日期")
    contacts.record_contact(desk.office, draft, **desk.how)
    cells = sheet(desk, case, K.CONTACT_RECORD)
    assert (cells["方式"], cells["号码"], cells["内容"]) == ("电话", "1990000****", "告知预计答复日期")
    assert cells["记录人"] == "王敏"


def test_the_secrecy_sheet_is_blank_before_and_filled_after_the_review(desk: Desk) -> None:
    case = desk.take_in()
    blank = sheet(desk, case, K.SECRECY_REVIEW)
    assert "□可以公开" in blank["审查结论"]
    assert "第十七条" in blank["审查依据"]
    desk.on(3, 5).review_secrecy(case, information="征地批复（3页）", note="不涉及国家秘密")
    cells = sheet(desk, case, K.SECRECY_REVIEW)
    assert cells["审查结论"] == "可以公开"
    assert "李工" in cells["初审"]
    assert "2026年3月5日" in cells["初审"]
    assert "周科长" in cells["复核"]
    assert cells["拟提供的信息"] == "征地批复（3页）"
    assert cells["理由和范围"] == "不涉及国家秘密"


def test_the_approval_sheet_says_openly_that_nobody_else_reviewed(desk: Desk) -> None:
    case = desk.take_in()
    assert refused(lambda: paper(desk.office, case, K.APPROVAL, desk.today)) == "paper_not_now"
    desk.on(3, 4).search(case)
    desk.on(3, 6).decide(case)
    document = desk.draft(case)
    desk.issue(document, sent=False)
    cells = sheet(desk, case, K.APPROVAL)
    assert "单人办理" in cells["说明"]
    assert "2026年3月4日" in cells["办理经过"]
    assert "检索" in cells["办理经过"]
    assert cells["七步判断"] == "处理结果系直接选定，没有逐步记录。"
    assert "第三十六条" in cells["依据条款"]
    assert "王敏" in cells["承办人意见"]
    assert "2026年3月6日" in cells["承办人意见"]
    assert re.search(r"签名：　+年　+月", cells["负责人意见"])
    assert (desk.document(document).document_number or "?") in cells["答复文书"]


@pytest.fixture
def reviewed_desk(migrated_sqlite_url: str) -> Iterator[Desk]:
    start = date(2026, 3, 2)
    now = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
    office = create_office(migrated_sqlite_url, AGENCY, now=now, actor=people.HANDLER, today=start)
    opened = Desk(office, start)
    people.enrol(opened)
    yield opened
    office.close()


def test_the_approval_sheet_shows_the_steps_and_who_decided(reviewed_desk: Desk) -> None:
    desk = reviewed_desk
    case = desk.take_in()
    way = question_tree().paths_to(Outcome.GRANT, "provide_copy", desk.on(3, 6).today)[0]
    desk.decide(case, path=way.path)
    document = desk.draft(case)
    people.submit(desk, document)
    waiting = sheet(desk, case, K.APPROVAL)
    assert "请审核" in waiting["承办人意见"]
    assert re.search(r"签名：　+年　+月", waiting["法制审核意见"])
    people.let_pass(desk.on(3, 9), document)
    people.approve(desk.on(3, 10), document)
    cells = sheet(desk, case, K.APPROVAL)
    steps = cells["七步判断"].splitlines()
    assert len(steps) == len(way.steps)
    for line, (_point, answer) in zip(steps, way.steps, strict=True):
        assert answer.label in line
    assert f"签名：{people.HANDLER}　　2026年3月6日" in cells["承办人意见"]
    assert f"签名：{people.REVIEWER}　　2026年3月9日" in cells["法制审核意见"]
    assert f"签名：{people.HEAD}　　2026年3月10日" in cells["负责人意见"]
    assert "说明" not in cells, "nothing is said of working alone"
    people.issue(desk, document)
    assert "单人办理" not in text(desk, case, K.APPROVAL)


def test_an_extension_asked_for_waits_for_the_heads_signature(reviewed_desk: Desk) -> None:
    desk = reviewed_desk
    case = desk.take_in()
    people.ask_extension(desk.on(3, 10), case, 15)
    head = "政府信息公开工作机构负责人意见"
    cells = sheet(desk, case, K.EXTENSION_APPROVAL)
    assert "拟延长15个工作日" in cells["承办人意见"]
    assert f"签名：{people.HANDLER}　　2026年3月10日" in cells["承办人意见"]
    assert re.search(r"签名：　+年　+月", cells[head])
    no = ExtensionDeclineDraft(request_id=case, reason="期限够用")
    decline_extension(desk.office, no, **people.by(desk.on(3, 11), people.HEAD))
    cells = sheet(desk, case, K.EXTENSION_APPROVAL)
    assert "不同意延长。期限够用" in cells[head]
    people.ask_extension(desk.on(3, 12), case, 10)
    yes = ExtensionApprovalDraft(request_id=case, issued_on=desk.on(3, 13).today, dispatch=desk.post())
    approve_extension(desk.office, yes, **people.by(desk, people.HEAD))
    cells = sheet(desk, case, K.EXTENSION_APPROVAL)
    assert "同意延长10个工作日" in cells[head]
    assert f"签名：{people.HEAD}　　2026年3月13日" in cells[head]
    assert "2026年3月13日" in cells["告知申请人"]


def test_the_extension_sheet_names_the_date_that_the_applicant_was_told(desk: Desk) -> None:
    case = desk.take_in()
    assert refused(lambda: paper(desk.office, case, K.EXTENSION_APPROVAL, desk.today)) == "paper_not_now"
    notice = desk.on(3, 20).extend(case, 10).document_id
    cells = sheet(desk, case, K.EXTENSION_APPROVAL)
    assert cells["原答复期限"].startswith("2026年3月30日")
    assert cells["延长"] == "10个工作日"
    assert cells["延长后的期限"].startswith("2026年4月14日")
    assert "赵主任" in cells["政府信息公开工作机构负责人意见"]
    assert "2026年3月20日" in cells["政府信息公开工作机构负责人意见"]
    assert "第三十三条第二款" in cells["依据"]
    assert (desk.document(notice).document_number or "?") in cells["告知申请人"]


def test_the_receipt_of_service_is_blank_until_served(desk: Desk) -> None:
    case = desk.take_in()
    desk.on(3, 6).decide(case)
    document = desk.draft(case)
    desk.issue(document, sent=False)
    assert refused(lambda: paper(desk.office, case, K.SERVICE_RECEIPT, desk.today)) == "paper_letter_missing"
    cells = sheet(desk, case, K.SERVICE_RECEIPT, document_id=document)
    assert cells["受送达人"] == "周长根"
    assert cells["送达地点"] == "东岭省澜安市临江县青石渡镇白石村三组21号"
    assert "□直接送达" in cells["送达方式"]
    assert re.search(r"签名：　+年", cells["受送达人签收"])
    sent = DispatchDraft(document_id=document, on=desk.today, method=ServiceMethod.POST, carrier="邮政EMS",
                         tracking_number="1000000000001")  # fmt: skip
    service.dispatch(desk.office, sent, **desk.how)
    desk.on(3, 9).serve(document)
    cells = sheet(desk, case, K.SERVICE_RECEIPT, document_id=document)
    assert cells["送达方式"] == "邮寄"
    assert "2026年3月9日" in cells["受送达人签收"]
    assert "本人" in cells["受送达人签收"]
    assert "1000000000001" in cells["发出情况"]


def test_a_consulted_party_has_a_receipt_of_its_own_without_the_applicants_address(desk: Desk) -> None:
    case = desk.take_in()
    document = desk.on(3, 4).consult(case, party_address="临江县开发区1号").document_id
    other = desk.consult(case, "澜安青山环保科技有限公司").document_id
    titles = [one.title for one in papers(desk.office, case, desk.today) if one.kind is K.SERVICE_RECEIPT]
    assert len(set(titles)) == 2, "letters of one kind have receipts that can be told apart"
    for one in (document, other):
        file_paper(desk.office, PaperDraft(request_id=case, kind=K.SERVICE_RECEIPT, document_id=one), **desk.how)
    held = [one.name for one in contents(desk.office, case, desk.today).entries if one.group == "送达"]
    assert sorted(held) == sorted(titles)
    cells = sheet(desk, case, K.SERVICE_RECEIPT, document_id=document)
    assert cells["受送达人"] == "澜安汇泽置业有限公司"
    assert cells["送达地点"] == "临江县开发区1号"


def test_each_posting_has_its_own_result(desk: Desk) -> None:
    case = desk.take_in()
    document = desk.on(3, 6).reply(case)
    returned = ReturnDraft(document_id=document, on=desk.on(3, 10).today, reason="查无此人")
    service.record_return(desk.office, returned, **desk.how)
    again = DispatchDraft(document_id=document, on=desk.on(3, 11).today, method=ServiceMethod.POST,
                          carrier="邮政EMS", tracking_number="1000000000002")  # fmt: skip
    service.dispatch(desk.office, again, **desk.how)
    cells = sheet(desk, case, K.MAIL_PROOF)
    assert cells["邮件号"] == "1000000000001\n1000000000002"
    first, second = cells["妥投情况"].splitlines()
    assert first.startswith("2026年3月10日")
    assert "查无此人" in first
    assert second == "待签收查询"
    desk.on(3, 13).serve(document)
    assert "2026年3月13日" in sheet(desk, case, K.MAIL_PROOF)["妥投情况"].splitlines()[1]


def test_only_what_was_given_is_handed_over_for_publication(desk: Desk) -> None:
    case = desk.take_in()
    assert refused(lambda: paper(desk.office, case, K.PROACTIVE_TRANSFER, desk.today)) == "paper_not_now"
    desk.on(3, 6).reply(case)
    cells = sheet(desk, case, K.PROACTIVE_TRANSFER, words="两名申请人先后申请同一信息")
    assert cells["移送理由"] == "两名申请人先后申请同一信息"
    assert "第四十四条" in cells["移送依据"]
    assert "二十个工作日" in cells["公开期限"]
    assert "征地批复" in cells["移送的信息"]


def test_the_sheet_of_the_dates_counts_every_day(desk: Desk) -> None:
    case = desk.take_in()
    said = text(desk, case, K.DEADLINE_SHEET)
    assert "2026年3月30日" in said
    assert "第20日" in said
    assert "第三十三条" in said


# ------------------------------------------------------------------------------------------------------- what is on


def test_the_list_offers_what_makes_sense_now(desk: Desk) -> None:
    case = desk.take_in()
    offered = [one.kind for one in papers(desk.office, case, desk.today)]
    assert K.REGISTRATION_SHEET in offered
    assert K.SEARCH_RECORD not in offered
    assert K.APPROVAL not in offered
    desk.on(3, 4).search(case)
    desk.on(3, 6).reply(case)
    rows = papers(desk.office, case, desk.today)
    assert [one.kind for one in rows] == sorted((one.kind for one in rows), key=sheet_kinds().index)
    assert {K.SEARCH_RECORD, K.APPROVAL, K.SERVICE_RECEIPT, K.MAIL_PROOF, K.CASE_INDEX} <= {one.kind for one in rows}
    for one in rows:  # every sheet that is offered can be made
        made = paper(desk.office, case, one.kind, desk.today, document_id=one.document_id)
        assert made.title == one.title


def test_a_sheet_put_on_file_is_frozen_and_never_a_letter_to_send(desk: Desk) -> None:
    case = desk.take_in()
    desk.on(3, 4).search(case)
    first = file_paper(desk.office, PaperDraft(request_id=case, kind=K.SEARCH_RECORD), **desk.how)
    frozen = letter_bytes(desk.office, first.document_id or 0)[1]
    desk.on(3, 5).search(case)
    second = file_paper(desk.office, PaperDraft(request_id=case, kind=K.SEARCH_RECORD), **desk.how)
    assert letter_bytes(desk.office, first.document_id or 0)[1] == frozen
    document = desk.document(second.document_id)
    assert document.document_number is None
    assert document.content_sha256 == hashlib.sha256(letter_bytes(desk.office, document.id)[1]).hexdigest()
    state = desk.case(case).state
    assert state.undispatched == ()
    assert state.unserved == ()
    assert not any(one.allowed and one.act is Act.DISPATCH for one in allowed_acts(state))
    row = next(one for one in papers(desk.office, case, desk.today) if one.kind is K.SEARCH_RECORD)
    assert (row.editions, row.filed_on, row.filed_id) == (2, date(2026, 3, 5), second.document_id)
    view = case_view(desk.office, case, today=desk.today)
    assert [one.state_text for one in view.documents if one.kind is K.SEARCH_RECORD] == ["已出具", "已出具"]


def test_a_closed_case_still_takes_its_sheets(desk: Desk) -> None:
    case = desk.take_in()
    desk.serve(desk.on(3, 6).reply(case))
    assert desk.status(case) is RequestStatus.CLOSED
    done = file_paper(desk.office, PaperDraft(request_id=case, kind=K.CASE_NOTE, words="原件移交"), **desk.how)
    assert "原件移交" in "".join(one.text for one in blocks_of(letter_bytes(desk.office, done.document_id or 0)[1]))
    assert desk.status(case) is RequestStatus.CLOSED
    assert check(desk.office).sound


# ---------------------------------------------------------------------------------------------------------- secrecy


def test_two_people_review_for_secrecy(desk: Desk) -> None:
    case = desk.take_in()
    assert refused(lambda: desk.review_secrecy(case, information=" ")) == "secrecy_information_missing"
    assert refused(lambda: desk.review_secrecy(case, first_reviewer="")) == "secrecy_first_missing"
    assert refused(lambda: desk.review_secrecy(case, second_reviewer="")) == "secrecy_second_missing"
    assert refused(lambda: desk.review_secrecy(case, second_reviewer=" 李 工")) == "secrecy_same_person"
    withheld = {"conclusion": SecrecyConclusion.WITHHELD, "note": ""}
    assert refused(lambda: desk.review_secrecy(case, **withheld)) == "secrecy_note_missing"
    assert refused(lambda: desk.review_secrecy(case, on=date(2026, 3, 3))) == "act_in_future"
    desk.review_secrecy(case, note="不涉及国家秘密")
    event = desk.case(case).state.facts.last(EventKind.SECRECY_REVIEWED)
    assert event is not None
    assert event.on == desk.today
    view = case_view(desk.office, case, today=desk.today)
    line = next(one for one in view.events if one.kind is EventKind.SECRECY_REVIEWED)
    assert line.title == "保密审查：可以公开"
    assert line.detail == "李工、周科长，不涉及国家秘密"


def test_the_review_counts_from_its_day_on(desk: Desk) -> None:
    case = desk.take_in()
    desk.on(3, 10).review_secrecy(case)
    facts = desk.case(case).state.facts
    assert secrecy_missing(facts, Outcome.GRANT, date(2026, 3, 9))
    assert not secrecy_missing(facts, Outcome.GRANT, date(2026, 3, 10))
    assert not secrecy_missing(facts, Outcome.NOT_EXIST, date(2026, 3, 9))
    assert secrecy_contradicts(facts, Outcome.GRANT, date(2026, 3, 10)) is None
    desk.on(3, 11).review_secrecy(case, conclusion=SecrecyConclusion.PARTLY, note="第三页含控制点坐标")
    facts = desk.case(case).state.facts
    assert secrecy_contradicts(facts, Outcome.GRANT, date(2026, 3, 11)) is SecrecyConclusion.PARTLY
    assert secrecy_contradicts(facts, Outcome.PARTIAL_GRANT, date(2026, 3, 11)) is None
    assert secrecy_contradicts(facts, Outcome.GRANT, date(2026, 3, 10)) is None
    review = review_by(facts, date(2026, 3, 10))
    assert review is not None
    assert review.payload["conclusion"] == SecrecyConclusion.DISCLOSABLE


# ---------------------------------------------------------------------------------------------------------- the file


def _full_case(desk: Desk) -> int:
    case = desk.take_in()
    desk.attach(case, "申请书.pdf", pdf(2))
    identity = AttachmentDraft(file_name="身份证.pdf", content=pdf(1), role="身份证明")
    attach(desk.office, case, (identity,), **desk.how)
    desk.on(3, 4).search(case)
    desk.on(3, 5).consult(case)
    file_paper(desk.office, PaperDraft(request_id=case, kind=K.SEARCH_RECORD), **desk.how)
    file_paper(desk.office, PaperDraft(request_id=case, kind=K.SEARCH_RECORD), **desk.how)
    file_paper(desk.office, PaperDraft(request_id=case, kind=K.REGISTRATION_SHEET), **desk.how)
    return case


def _consultation(desk: Desk, case: int) -> int:
    """The letter to the third party."""
    found = desk.case(case).state.facts.courses_of(K.THIRD_PARTY_CONSULTATION)
    return found[0].document_id


def test_the_file_is_in_the_order_of_the_archive(desk: Desk) -> None:
    case = _full_case(desk)
    found = contents(desk.office, case, desk.today)
    ranks = [one.rank for one in found.entries]
    assert ranks == sorted(ranks)
    names = [one.name for one in found.entries]
    assert names.count("检索记录") == 1, "of a sheet only the last edition"
    restricted = {one.name: one.why for one in found.entries if one.restricted}
    assert restricted["身份证明：身份证.pdf"] == "个人信息"
    assert "第三方信息" in restricted.values()
    receipt = PaperDraft(request_id=case, kind=K.SERVICE_RECEIPT, document_id=_consultation(desk, case))
    file_paper(desk.office, receipt, **desk.how)
    file_paper(desk.office, PaperDraft(request_id=case, kind=K.MAIL_PROOF), **desk.how)
    entries = contents(desk.office, case, desk.today).entries
    assert [one.why for one in entries if one.group == "送达"] == ["含第三方名称"] * 2
    assert "没有答复文书" in found.lacking


@pytest.mark.parametrize("ending", ["", ".zip"])
def test_the_packed_file_holds_two_volumes_and_true_hashes(desk: Desk, tmp_path: Path, ending: str) -> None:
    case = _full_case(desk)
    target = tmp_path / f"案卷{ending}"
    told_steps: list[tuple[int, int]] = []
    done = pack(
        desk.office,
        PackDraft(request_id=case, target=target),
        desk.today,
        actor="王敏",
        progress=lambda at, of: told_steps.append((at, of)),
    )
    if ending:
        with zipfile.ZipFile(target) as archive:
            files = {name: archive.read(name) for name in archive.namelist()}
    else:
        files = {
            str(one.relative_to(target).as_posix()): one.read_bytes() for one in target.rglob("*") if one.is_file()
        }
    sums = files.pop(SUMS_NAME)
    assert hashlib.sha256(sums).hexdigest() == done.list_sha256
    listed = {line[66:]: line[:64] for line in sums.decode("utf-8").splitlines()}
    assert listed == {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    assert {name.split("/")[0] for name in files} == {"1 可供查阅", "2 不可查阅"}
    assert any(name.startswith("2 不可查阅/") and "身份证" in name for name in files)
    assert not any(name.startswith("1 可供查阅/") and "身份证" in name for name in files)
    index = "\n".join(one.text for one in blocks_of(files["2 不可查阅/000-2 卷内目录.docx"]))
    assert "身份证明：身份证.pdf" in index
    assert "申请书" not in index
    entries = contents(desk.office, case, desk.today).entries
    assert (done.open_count, done.closed_count) == (
        sum(not one.restricted for one in entries),
        sum(one.restricted for one in entries),
    )
    assert told_steps[0] == (0, len(entries))
    assert told_steps[-1] == (len(entries), len(entries))
    by_hash = {hashlib.sha256(content).hexdigest() for content in files.values()}
    assert {one.sha256 for one in entries} <= by_hash, "what was frozen is packed byte by byte"


def test_pages_run_on_as_long_as_they_are_known(desk: Desk, tmp_path: Path) -> None:
    case = desk.take_in()
    for number, pages in enumerate((2, 1, 3)):
        desk.attach(case, f"材料{number}.pdf", pdf(pages))
    pack(desk.office, PackDraft(request_id=case, target=tmp_path / "卷"), desk.today)
    index = blocks_of((tmp_path / "卷" / "1 可供查阅" / "000-2 卷内目录.docx").read_bytes())
    pages_column = [one.cells[4] for one in index if len(one.cells) == 6]
    # The slip of receipt is a .docx: nobody knows its pages before it is printed, so the numbers stop there.
    assert pages_column == ["页次", "—", "2页", "1页", "3页"]


def test_a_piece_moved_by_a_person_goes_into_the_other_volume(desk: Desk, tmp_path: Path) -> None:
    case = _full_case(desk)
    entries = contents(desk.office, case, desk.today).entries
    wanted = frozenset({next(one.key for one in entries if "申请书" in one.name)})
    pack(desk.office, PackDraft(request_id=case, target=tmp_path / "卷", restricted=wanted), desk.today)
    closed = [one.name for one in (tmp_path / "卷" / "2 不可查阅").iterdir()]
    assert len([one for one in closed if not one.startswith(("000", "999"))]) == 1
    assert any("申请书" in one for one in closed)


@pytest.mark.parametrize("ending", ["", ".zip"])
def test_what_is_stopped_leaves_nothing(desk: Desk, tmp_path: Path, ending: str) -> None:
    case = _full_case(desk)

    class Stopped(Exception):
        pass

    def stop(done: int, _total: int) -> None:
        if done == 2:
            raise Stopped

    place = tmp_path / "盘"
    place.mkdir()
    with pytest.raises(Stopped):
        pack(desk.office, PackDraft(request_id=case, target=place / f"卷{ending}"), desk.today, progress=stop)
    assert list(place.iterdir()) == []


def test_nothing_is_written_over_and_a_bad_place_is_told(desk: Desk, tmp_path: Path) -> None:
    case = _full_case(desk)
    (tmp_path / "卷").mkdir()
    draft = PackDraft(request_id=case, target=tmp_path / "卷")
    assert refused(lambda: pack(desk.office, draft, desk.today)) == "pack_exists"
    draft = replace(draft, target=tmp_path / "没有" / "卷.zip")
    assert refused(lambda: pack(desk.office, draft, desk.today)) == "pack_not_written"


def test_every_history_line_of_a_review_is_told() -> None:
    row = SimpleNamespace(kind=EventKind.SECRECY_REVIEWED, payload={"conclusion": "withheld"}, document_id=None)
    assert told(row) == ("保密审查：不得公开", "")


def test_a_sheet_filed_by_mistake_is_struck_and_leaves_the_file(desk: Desk) -> None:
    case = desk.take_in()
    done = file_paper(desk.office, PaperDraft(request_id=case, kind=K.REGISTRATION_SHEET), **desk.how)
    wrong = EventCorrectionDraft(
        request_id=case,
        event_id=done.event_id or 0,
        kind=EventKind.DOCUMENT_ISSUED,
        reason="归错案卷",
        void=True,
    )
    correct_event(desk.office, wrong, **desk.how)
    assert not any(one.name == "登记表" for one in contents(desk.office, case, desk.today).entries)
    row = next(one for one in papers(desk.office, case, desk.today) if one.kind is K.REGISTRATION_SHEET)
    assert row.editions == 0


def test_postings_name_the_postcode_and_whom_they_were_addressed_to(desk: Desk) -> None:
    case = desk.take_in()
    place: dict[str, Any] = {"party_address": "临江县开发区1号", "party_postcode": "990130"}
    document = desk.on(3, 4).consult(case, **place).document_id
    assert sheet(desk, case, K.SERVICE_RECEIPT, document_id=document)["送达地点"] == "临江县开发区1号（邮编 990130）"
    assert sheet(desk, case, K.MAIL_PROOF)["收件地址"] == "临江县开发区1号（邮编 990130）"
