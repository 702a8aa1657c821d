"""The checks of a letter against its file: what events, files and earlier letters say goes into the findings."""

import zipfile
from datetime import date
from io import BytesIO

import pytest
from sqlalchemy import text, update

from casework.amendment import correct_event
from casework.attachments import attach
from casework.drafts import AgentDraft, AttachmentDraft, EventCorrectionDraft, LetterDraft
from casework.fee_drafts import CountedFileDraft, PageCountDraft
from casework.hidden_content import look_at
from casework.letter_checks import check_count
from casework.letters import letter_bytes, propose_letter
from casework.mandates import MANDATE_ROLE
from casework.page_counting import count_pages, page_files
from casework.views import FindingView
from law.errors import UserError
from law.terms import Act, EventKind, Evidence, Opinion, Outcome, SecrecyConclusion
from models.blobs import Blob
from templates.findings import check_rules
from tests.casework.desk import GRANT_FACTS, Desk
from tests.casework.made_files import page, pdf
from tests.casework.made_files import text as written

SEARCHED = {"search_scope": "档案管理系统、公文系统", "search_result": "没有查到"}
DUTY = {Evidence.DUTY_BASIS: "三定方案第二条"}
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def findings(desk: Desk, case: int, **changes: object) -> dict[str, FindingView]:
    """What is found in the proposed reply, by number."""
    draft = LetterDraft(request_id=case, dated_on=desk.today, **changes)  # type: ignore[arg-type]
    return {one.code: one for one in propose_letter(desk.office, draft, desk.today).findings}


def strike(desk: Desk, case: int, kind: EventKind) -> None:
    event = desk.case(case).state.facts.last(kind)
    assert event is not None
    draft = EventCorrectionDraft(request_id=case, event_id=event.id, kind=kind, reason="误录", void=True)
    correct_event(desk.office, draft, **desk.how)


def word(body: str, **parts: str) -> bytes:
    """A Word file with these parts."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        package.writestr("word/document.xml", f"<w:document {_W}><w:body>{body}</w:body></w:document>")
        for name, content in parts.items():
            package.writestr(name.replace("__", "/") + ".xml", content)
    return packed.getvalue()


# ---------------------------------------------------------------------------------------------------- the list


def test_every_check_of_the_list_is_declared() -> None:
    """C03 and C65 are numbers that the list does not use."""
    wanted = {f"C{number:02d}" for number in range(1, 67)} - {"C03", "C65"}
    assert {one for one in check_rules() if one.startswith("C")} == wanted
    of_disputes = {key for key, rule in check_rules().items() if rule.dispute}
    assert check_count() == len(check_rules()) - len(of_disputes)
    assert of_disputes == {f"X{number}" for number in range(31, 48)}
    assert {key for key, rule in check_rules().items() if rule.overridable} == {"C01", "X19", "X31"}


# ---------------------------------------------------------------------------------------------------- the file


def test_an_agent_without_a_mandate_bars_the_reply_until_it_is_on_file(desk: Desk) -> None:
    case = desk.take_in(agent=AgentDraft(name="林晓", identity_number="990121199003035522"))
    desk.decide(case)
    assert findings(desk, case)["C52"].level == "block"
    paper = AttachmentDraft(file_name="授权委托书.pdf", content=b"%PDF-1.4 mandate", role=MANDATE_ROLE)
    attach(desk.office, case, (paper,), **desk.how)
    assert "C52" not in findings(desk, case)


def test_a_search_that_was_struck_is_missed(desk: Desk) -> None:
    case = desk.take_in()
    desk.on(3, 3).search(case)
    desk.decide(case, Outcome.NOT_EXIST, facts=SEARCHED, evidence=DUTY)
    assert "C24" not in findings(desk, case)
    strike(desk, case, EventKind.SEARCH_RECORDED)
    found = findings(desk, case)["C24"]
    assert (found.level, found.act, found.basis) == ("block", Act.RECORD_SEARCH, "指导案例101号")


def test_what_is_provided_was_reviewed_for_secrecy(desk: Desk) -> None:
    case = desk.take_in()
    desk.on(3, 3).decide(case)
    assert findings(desk, case)["C55"].act is Act.REVIEW_SECRECY
    desk.review_secrecy(case, conclusion=SecrecyConclusion.PARTLY, note="第二页不得公开")
    assert "部分不得公开" in findings(desk, case)["C55"].sentence
    desk.review_secrecy(case)
    assert "C55" not in findings(desk, case)
    document = desk.draft(case)
    desk.issue(document)


def test_a_reply_without_the_review_is_refused(desk: Desk) -> None:
    case = desk.take_in()
    desk.on(3, 3).decide(case)
    document = desk.draft(case, reviewed=False)
    with pytest.raises(UserError) as refused:
        desk.issue(document)
    assert refused.value.code == "C55"
    assert "第十七条" in refused.value.why


def test_a_late_reply_may_pass_with_a_reason(desk: Desk) -> None:
    case = desk.take_in()
    desk.on(5, 6).decide(case)
    late = findings(desk, case)["C01"]
    assert (late.level, late.needs_reason, late.act) == ("block", True, None)


def test_a_third_party_is_not_named(desk: Desk) -> None:
    case = desk.take_in()
    asked = desk.on(3, 3).consult(case)
    desk.on(3, 10).opinion(case, asked.event_id, Opinion.AGREE)
    desk.decide(case)
    assert "X13" not in findings(desk, case)
    named = findings(desk, case, body=("已征求澜安汇泽置业有限公司意见",))["X13"]
    assert named.block is not None


def test_agreement_forbids_the_refusal_that_rests_on_it(desk: Desk) -> None:
    case = desk.take_in()
    asked = desk.on(3, 3).consult(case)
    desk.on(3, 10).opinion(case, asked.event_id, Opinion.REFUSE)
    desk.decide(
        case,
        Outcome.REFUSAL_THIRD_PARTY,
        variant="refused",
        facts={
            "interest_kind": "trade_secret",
            "third_party_opinion": "不同意公开",
            "public_interest_balance": "没有重大影响",
        },
        evidence={Evidence.PUBLIC_INTEREST_NOTE: "已衡量", Evidence.SEVERABILITY_NOTE: "不能区分"},
    )
    assert not {"C16", "C19", "C22"} & set(findings(desk, case))
    strike(desk, case, EventKind.CONSULTATION_ANSWERED)
    assert "C16" in findings(desk, case)


def test_earlier_letters_of_the_series_are_later(desk: Desk) -> None:
    first = desk.take_in()
    second = desk.take_in(title="另一件征地批复", text="申请公开青石渡镇另一处集体土地的征地批复文件。")
    desk.on(3, 10).reply(first)
    desk.decide(second, on=date(2026, 3, 4))
    draft = LetterDraft(request_id=second, dated_on=date(2026, 3, 5))
    found = [one for one in propose_letter(desk.office, draft, desk.today).findings if one.code == "C50"]
    assert [one.level for one in found] == ["warn"]


def test_another_answer_to_the_same_request_is_told(desk: Desk) -> None:
    earlier = desk.take_in()
    desk.on(3, 3).reply(earlier)
    later = desk.on(4, 7).take_in()
    desk.on(4, 8).search(later)
    desk.decide(later, Outcome.NOT_EXIST, facts=SEARCHED, evidence=DUTY)
    found = findings(desk, later)["C59"]
    assert found.level == "warn"
    assert "予以公开" in found.sentence


def test_a_draft_of_other_law_is_made_anew(local_desk: Desk) -> None:
    """At the turn of the year 2024 a refusal came to need reconsideration first."""
    desk = local_desk.on(12, 25, 2023)
    case = desk.take_in()
    facts = {"process_kind": "discussion", "decision_made": "false", "discretion_reason": "尚在讨论"}
    evidence = {Evidence.NATURE_NOTE: "讨论记录", Evidence.SEVERABILITY_NOTE: "不能区分"}
    desk.on(12, 29, 2023).decide(case, Outcome.REFUSAL_PROCESS, facts=facts, evidence=evidence)
    document = desk.draft(case)
    assert "C63" not in findings(desk, case)
    desk.on(1, 3, 2024)
    assert findings(desk, case)["C63"].level == "block"
    with pytest.raises(UserError) as refused:
        desk.issue(document)
    assert refused.value.code == "C63"
    desk.draft(case, document_id=document)
    assert "C63" not in findings(desk, case)
    desk.issue(document)


def test_words_of_the_agency_are_read_while_one_types(desk: Desk) -> None:
    case = desk.take_in()
    desk.on(3, 3).decide(case)
    body = ("该信息不符合三需要的要求", "另需缴纳检索费20元", "负责人为××")
    assert {"X08", "C40", "C57"} <= set(findings(desk, case, body=body))


# ---------------------------------------------------------------------------------------------------- files that go out


def test_a_counted_file_is_looked_through(desk: Desk) -> None:
    case = desk.take_in()
    covered = pdf(page(written("SECRET 138") + b" 0 0 0 rg 95 690 200 30 re f "))
    desk.on(3, 3).attach(case, "征地批复.pdf", covered)
    kept = next(one for one in page_files(desk.office, case) if one.file_name == "征地批复.pdf")
    counted = CountedFileDraft(attachment_id=kept.attachment_id, units=3, reason="逐页清点")
    count_pages(desk.office, PageCountDraft(request_id=case, files=(counted,)), **desk.how)
    desk.decide(case, facts=GRANT_FACTS)
    found = findings(desk, case)["C54"]
    assert found.level == "block"
    assert "遮盖块下面还有文字" in found.sentence


def test_hidden_content_of_a_pdf() -> None:
    assert look_at(pdf(page(written("plain")))).hidden == ()
    assert look_at(pdf(page(b" 0 0 0 rg 95 690 200 30 re f " + written("above")))).hidden == ()
    under = look_at(pdf(page(written("under") + b" 0 0 0 rg 95 690 200 30 re f ")))
    assert under.hidden == ("第1页的遮盖块下面还有文字",)
    note = b"/Annots [<</Type/Annot/Subtype/Text/Rect[10 10 30 30]/Contents(remark)>>]"
    assert look_at(pdf(page(written("text"), more=note))).hidden == ("第1页有批注",)
    assert look_at(pdf(page(b"3 Tr " + written("ghost")))).hidden == ("第1页有不显示的文字",)


def test_hidden_content_of_a_word_file() -> None:
    run = "<w:p><w:r><w:t>征地批复</w:t></w:r></w:p>"
    assert look_at(word(run)).hidden == ()
    assert look_at(word(f"<w:p><w:ins>{run}</w:ins></w:p>")).hidden == ("有未接受的修订",)
    assert look_at(word("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>x</w:t></w:r></w:p>")).hidden == ("有隐藏文字",)
    off = '<w:p><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>x</w:t></w:r></w:p>'
    assert look_at(word(off)).hidden == ()
    remarks = f"<w:comments {_W}><w:comment/></w:comments>"
    assert look_at(word(run, word__comments=remarks)).hidden == ("有批注",)
    core = "<c xmlns:d='d'><d:creator>李工</d:creator></c>"
    assert look_at(word(run, docProps__core=core)).traces == ("的属性中有作者“李工”",)
    assert look_at(word("<w:p><w:r><w:t>机密★10年</w:t></w:r></w:p>")).secrecy_mark == "机密★"
    assert look_at(word("<w:p><w:r><w:t>涉及国家秘密</w:t></w:r></w:p>")).secrecy_mark == ""


def test_files_that_cannot_be_read_are_told() -> None:
    assert look_at(b"PK\x03\x04 broken").hidden == ("无法打开检查",)
    assert look_at(b"\xff\xd8\xff picture").hidden == ()


# ---------------------------------------------------------------------------------------------------- reprint


def test_a_reprint_of_other_bytes_is_refused(local_desk: Desk) -> None:
    """The database itself refuses to change kept bytes; somebody took another tool to the file."""
    desk = local_desk
    case = desk.take_in()
    document = desk.on(3, 3).reply(case)
    assert letter_bytes(desk.office, document)[1]
    sha256 = desk.document(document).content_sha256
    with desk.office.writing() as session:
        guards = session.scalars(text("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'blobs'"))
        for name in guards.all():
            session.execute(text(f"DROP TRIGGER {name}"))
        session.execute(update(Blob).where(Blob.sha256 == sha256).values(content=b"other"))
    with pytest.raises(UserError) as refused:
        letter_bytes(desk.office, document)
    assert refused.value.code == "C66"
