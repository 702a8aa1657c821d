"""读取申请表: the samples as their truth says, as .docx and as PDF; pasted words; files made to do harm."""

import json
from datetime import date
from pathlib import Path

import pytest

from casework.__main__ import main
from casework.application_form import read_form, read_pasted
from casework.drafts import ApplicantDraft
from casework.form_command import form_object
from casework.form_items import form_items
from casework.form_views import FormProposal
from casework.intake_checks import completeness
from casework.sample_requests import sample_requests
from law.terms import AccessForm, ApplicantType, DeliveryMethod, IdentityKind
from templates.engine import render
from templates.form_contexts import ApplicationFormContext
from tests.casework.form_contract import compared, compared_with, differences

FORMS = Path(__file__).parents[1] / "data" / "forms"
TRUTH = json.loads((FORMS / "truth.json").read_text(encoding="utf-8"))


def sample(number: str) -> bytes:
    return next(FORMS.glob(f"{number}_*.docx")).read_bytes()


def proposal_of(number: str) -> FormProposal:
    return read_form(sample(number), f"{number}.docx")


# ------------------------------------------------------------------------------------------------------ the contract


def test_the_sample_forms_are_read_as_their_truth_says(capsys: pytest.CaptureFixture[str]) -> None:
    different, count = differences(FORMS)
    with capsys.disabled():
        for one in different:
            print(one)
    assert [str(one) for one in different if one.wrong] == [], "nothing wrong may be filled in"
    assert count > 60
    assert len(different) <= 0.05 * count


@pytest.mark.parametrize("form", TRUTH["forms"], ids=[one["file"][:3] for one in TRUTH["forms"]])
def test_the_same_forms_as_pdf_say_the_same(form: dict[str, object]) -> None:
    name = Path(str(form["file"])).with_suffix(".pdf").name
    told = form_object(read_form((FORMS / "pdf" / name).read_bytes(), name))
    different = [(what, expected, found) for what, expected, found, same, _ in compared_with(form, told) if not same]
    assert different == []


def test_the_comparison_finds_what_is_false(tmp_path: Path) -> None:
    content = json.loads(json.dumps(TRUTH))
    form = content["forms"][0]
    form["fields"] |= {"phone": "19900009999", "landline": "0900-1"}
    form["items"] = 4
    form["warnings"] = ["没有这句"]
    (tmp_path / "truth.json").write_text(json.dumps({"forms": [form]}), encoding="utf-8")
    (tmp_path / form["file"]).write_bytes((FORMS / form["file"]).read_bytes())
    wrong = {one.what: one.wrong for one, same in compared(tmp_path) if not same}
    assert wrong == {"phone": True, "landline": False, "items": True, "warning 没有这句": False}


def test_every_value_says_where_it_stands() -> None:
    for number in ("A01", "A02", "A03", "A04"):
        for one in proposal_of(number).fields:
            assert one.source.startswith("第 "), one
            assert "页" in one.source
            assert one.certainty in ("high", "medium"), "what is only possible is offered, not taken"


# ------------------------------------------------------------------------------------------------------ the draft


def test_the_draft_of_a_citizen() -> None:
    draft = proposal_of("A01").draft
    assert draft.applicant.type is ApplicantType.NATURAL_PERSON
    assert draft.applicant.identity_kind is IdentityKind.RESIDENT_ID
    assert draft.applicant.work_unit == "个体"
    assert draft.access_forms == (AccessForm.PAPER,)
    assert draft.delivery is DeliveryMethod.POST
    assert draft.dates.written == date(2026, 3, 2)
    assert draft.dates.signed is None
    assert draft.agent is None
    assert draft.title == "望江街道人民路片区老旧小区改造规划许可文件"
    (attached,) = draft.attachments
    assert attached.content == sample("A01")
    assert attached.role == "申请书"


def test_the_draft_of_an_organisation_with_two_forms() -> None:
    proposal = proposal_of("A02")
    draft = proposal.draft
    assert draft.applicant.type is ApplicantType.BUSINESS
    assert draft.applicant.identity_kind is IdentityKind.CREDIT_CODE
    assert draft.access_forms == (AccessForm.PAPER, AccessForm.ELECTRONIC)
    assert draft.delivery is DeliveryMethod.EMAIL
    assert draft.applicant.work_unit == ""
    kind = proposal.field("org_kind")
    assert kind is not None
    assert kind.certainty == "medium"


def test_the_draft_with_an_agent() -> None:
    agent = proposal_of("A03").draft.agent
    assert agent is not None
    assert (agent.name, agent.identity_number, agent.phone) == ("宫小满", "990121198502011301", "19900001163")
    assert agent.authorization_attached
    assert agent.authorization_scope == "代为提出申请、代收答复文书"


def test_several_ways_of_obtaining_are_offered_one_by_one() -> None:
    proposal = read_pasted("申请人：周小舟\n申请内容：补偿方案。\n获取方式：☑邮寄 ☑电子邮件 ☐传真")
    assert proposal.draft.delivery is None
    assert [(one.said, one.codes, one.target) for one in proposal.offered] == [
        ("邮寄", ("post",), "delivery"),
        ("电子邮件", ("email",), "delivery"),
    ]
    assert form_object(proposal)["fields"]["delivery_method"] == ["邮寄", "电子邮件"]


def test_what_a_form_lacks_is_told_by_the_checks_of_the_registration() -> None:
    draft = read_pasted("申请人：周小舟\n申请内容：红枫镇2023年土地征收补偿方案。").draft
    missing = {one.label: one.missing for one in completeness(draft)}
    assert missing["身份、联系方式"] == "身份证明、联系方式"


# ------------------------------------------------------------------------------------------------------ pasted words


def pasted(text: str) -> dict[str, str]:
    return {one.name: one.said for one in read_pasted(text).fields}


def test_labels_in_one_line_of_a_letter() -> None:
    found = pasted(
        "政府信息公开申请表\n申请人：周小舟，身份证号：990102197806142713，联系电话：19900001234，住址：临江县大街1号\n"
        "一、申请内容\n1. 2023年红枫镇土地征收补偿方案；\n2. 补偿款发放明细。\n二、获取方式：邮寄   提供形式：纸质\n"
        "申请人：周小舟\n2026年3月5日"
    )
    assert found == {
        "applicant_name": "周小舟",
        "id_number": "990102197806142713",
        "phone": "19900001234",
        "address": "临江县大街1号",
        "description": "1. 2023年红枫镇土地征收补偿方案；\n2. 补偿款发放明细。",
        "delivery_method": "邮寄",
        "form_of_info": "纸质",
        "applied_date": "2026-03-05",
    }


def test_a_table_copied_out_of_word() -> None:
    found = pasted(
        "姓名\t纪晓云\t工作单位\t个体\n证件名称\t居民身份证\t证件号码\t990121197903016328\n联系电话\t19900003197\t"
        "邮政编码\t990121\n通信地址\t东岭省澜安市临江县人民路58号\n所需信息内容描述\t1.规划意见；\n2.平面布置图\n"
        "获取信息的方式\t☑邮寄 ☐电子邮件"
    )
    assert found["applicant_name"] == "纪晓云"
    assert found["id_number"] == "990121197903016328"
    assert found["description"] == "1.规划意见；\n2.平面布置图"
    assert found["delivery_method"] == "邮寄"


def test_words_without_labels_are_told_by_their_shape() -> None:
    proposal = read_pasted(
        "临江县自然资源局：\n    申请公开临江大道东延段建设用地规划许可证及附图。\n    请以纸质形式邮寄给我。\n周小舟\n"
        "990102197806142713\n19900001234\n东岭省临江县红枫镇大街1号\n2026年3月5日"
    )
    found = {one.name: (one.said, one.certainty) for one in proposal.fields}
    assert found["applicant_name"] == ("周小舟", "medium")
    assert found["id_number"] == ("990102197806142713", "medium")
    assert found["phone"] == ("19900001234", "medium")
    assert found["address"] == ("东岭省临江县红枫镇大街1号", "medium")
    assert found["applied_date"] == ("2026-03-05", "high")
    assert found["description"][0].startswith("申请公开临江大道")
    assert {(one.name, one.said) for one in proposal.offered} == {
        ("form_of_info", "纸质"),
        ("delivery_method", "邮寄"),
    }


def test_numbers_of_others_in_a_sentence_are_not_the_applicants() -> None:
    proposal = read_pasted("申请公开关于举报人电话19900008888的处理记录，以及身份证号990102197806142713的低保审批表。")
    assert {one.name for one in proposal.fields} == {"description"}
    assert {(one.name, one.said) for one in proposal.offered} == {
        ("phone", "19900008888"),
        ("id_number", "990102197806142713"),
    }


def test_an_address_inside_the_description_is_not_the_applicants() -> None:
    proposal = read_pasted(
        "姓名：周小舟\n申请内容：申请公开以下房屋的征收决定\n地址：东岭省临江县大街1号\n时间：2019年\n联系电话：19900001234"
    )
    found = {one.name: one.said for one in proposal.fields}
    assert found["description"].endswith("地址：东岭省临江县大街1号\n时间：2019年")
    assert found["phone"] == "19900001234"
    assert "address" not in found
    assert [(one.name, one.said) for one in proposal.offered] == [("address", "东岭省临江县大街1号")]


def test_the_sample_letters_pasted_as_plain_words_invent_no_person() -> None:
    invented = []
    for one in sample_requests():
        proposal = read_pasted(one.draft.text) if one.draft.text.strip() else None
        draft = one.draft
        known = {draft.applicant.name, draft.agent.name if draft.agent else "", ""}
        known |= {other.name for other in draft.co_applicants}
        if proposal is not None and proposal.draft.applicant.name not in known:
            invented.append((one.id, proposal.draft.applicant.name))
    assert invented == []


def test_nothing_of_a_pasted_text_is_lost() -> None:
    for one in sample_requests():
        text = one.draft.text
        if not text.strip():
            continue
        proposal = read_pasted(text)
        told = "".join((*(value.said for value in proposal.fields), *(value.said for value in proposal.offered)))
        lost = [
            line
            for line in text.split("\n")
            if len(line.strip()) > 24 and "".join(line.split())[-12:].rstrip("；，") not in "".join(told.split())
        ]
        assert lost == [], one.id


# ------------------------------------------------------------------------------------------------------ our own form


def test_the_form_that_this_program_prints_is_read_back() -> None:
    context = ApplicationFormContext(
        agency="临江县自然资源局",
        registration_number="依申〔2026〕12号",
        organisation=False,
        name="王䶮",
        identity="居民身份证 990101198506120032",
        phone="19900000412",
        email="wy@example.com",
        address="东岭省澜安市临江县古渡街道滨河路18号2单元502",
        postcode="990121",
        agent="王小满 990121198502011301",
        information="一、征地补偿安置方案；\n二、省政府征地批复文件。",
        hint="东政地〔2024〕55号",
        forms=(AccessForm.PAPER, AccessForm.ELECTRONIC),
        delivery=DeliveryMethod.PICK_UP,
        accessibility_help=True,
        oral_writer="王敏",
    )
    proposal = read_form(render(context.kind, context), "申请表.docx")
    draft = proposal.draft
    assert draft.applicant == ApplicantDraft(
        name="王䶮",
        identity_kind=IdentityKind.RESIDENT_ID,
        identity_number="990101198506120032",
        phone="19900000412",
        email="wy@example.com",
        address="东岭省澜安市临江县古渡街道滨河路18号2单元502",
        postcode="990121",
    )
    assert draft.agent is not None
    assert (draft.agent.name, draft.agent.identity_number) == ("王小满", "990121198502011301")
    assert draft.text == "一、征地补偿安置方案；\n二、省政府征地批复文件。"
    assert draft.doc_no_hint == "东政地〔2024〕55号"
    assert draft.access_forms == (AccessForm.PAPER, AccessForm.ELECTRONIC)
    assert draft.delivery is DeliveryMethod.PICK_UP
    assert draft.accessibility_help
    assert len(proposal.items) == 2
    assert "王敏" not in str(proposal.fields), "who wrote it down is no part of the application"


def test_the_blank_form_that_this_program_prints_gives_nothing() -> None:
    blank = ApplicationFormContext(agency="临江县自然资源局")
    proposal = read_form(render(blank.kind, blank), "申请表.docx")
    assert proposal.fields == ()
    assert proposal.offered == ()
    assert proposal.items == ()


# ------------------------------------------------------------------------------------------------------ items


@pytest.mark.parametrize(
    ("main", "annex", "titles"),
    [
        ("1.规划意见；\n2.平面布置图；\n3.公示照片。", (), ["规划意见", "平面布置图", "公示照片"]),
        ("（一）规划条件；\n（二）成交确认书；\n地块\t面积", (), ["规划条件", "成交确认书"]),
        (
            "申请公开补偿方案（县政府批复稿）\n以及本户《安置补偿协议》",
            (),
            ["补偿方案（县政府批复稿）", "本户《安置补偿协议》"],
        ),
        ("补助分户表；以及林地审批（含附件；附图）。", (), ["补助分户表", "林地审批（含附件；附图）"]),
        ("申请公开征地批复文件及附图。", (), ["征地批复文件及附图"]),
        ("见附页", ("一、征地批复文件", "二、补偿方案"), ["征地批复文件", "补偿方案"]),
        (
            "征地批复文件",
            ("一、批复大概是2017年的。", "二、另外请把界址图也给一份。"),
            ["征地批复文件", "另外请把界址图也给一份"],
        ),
        ("- 征地批复文件\n- 补偿方案全文", (), ["征地批复文件", "补偿方案全文"]),
        ("", (), []),
    ],
)
def test_things_asked_for(main: str, annex: tuple[str, ...], titles: list[str]) -> None:
    assert [one.title for one in form_items(main, annex)] == titles


# ------------------------------------------------------------------------------------------------------ PDF


def test_a_table_over_two_pages_is_one() -> None:
    proposal = read_form((FORMS / "pdf" / "two_pages.pdf").read_bytes(), "two_pages.pdf")
    assert len(proposal.items) == 30
    assert proposal.draft.delivery is DeliveryMethod.POST
    assert proposal.draft.applicant.name == "张一"
    assert "以银行回单为准；\n24、" in proposal.draft.text
    assert "发放明细表" in proposal.items[22].text, "the item that the page cuts in two is whole"


def test_a_letter_as_pdf_without_a_table() -> None:
    proposal = read_form((FORMS / "pdf" / "letter.pdf").read_bytes(), "letter.pdf")
    assert [one.title[:9] for one in proposal.items] == ["红枫镇三岔河村20", "征地补偿安置方案及"]
    assert proposal.draft.applicant.name == "周小舟"
    assert proposal.draft.applicant.phone == "19900001234"
    assert "文件较多的可以先给目录" in proposal.draft.text


def form_field_pdf() -> bytes:
    """A page with a label, and a field of a form that holds the answer as an appearance of its own."""
    page = b"BT /F1 12 Tf 72 700 Td (E-mail:) Tj 0 -30 Td (Application for disclosure of records) Tj ET"
    field = b"/Tx BMC BT /F1 12 Tf 2 4 Td (wang@example.com) Tj ET EMC"
    font = b"<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[5 0 R]>>>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Annots[5 0 R]/Resources " + font + b">>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(page), page),
        b"<</Type/Annot/Subtype/Widget/FT/Tx/T(m)/V(wang@example.com)/F 4/Rect[130 696 330 716]/AP<</N 6 0 R>>>>",
        b"<</Type/XObject/Subtype/Form/BBox[0 0 200 20]/Resources %s/Length %d>>stream\n%s\nendstream"
        % (font, len(field), field),
    ]
    content, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(content))
        content += b"%d 0 obj%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer<</Size 7/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(content)
    return content + b"xref\n0 7\n0000000000 65535 f \n" + table + end


def test_what_was_typed_into_the_fields_of_a_pdf_is_read() -> None:
    proposal = read_form(form_field_pdf(), "field.pdf")
    assert {one.name: one.said for one in proposal.fields}["email"] == "wang@example.com"


# ------------------------------------------------------------------------------------------------------ command line


def test_the_command_prints_the_layout_of_the_truth_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read-form", str(next(FORMS.glob("A03_*.docx"))), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    truth = TRUTH["forms"][2]
    assert told["fields"] == truth["fields"]
    assert told["agent"] == truth["agent"]
    assert len(told["items"]) == truth["items"]
    assert told["empty_fields"] == []
    assert told["warnings"] == []
    assert told["sources"]["phone"]["source"] == "第 1 页 表 1 第 2 行 “联系电话”右侧"


def test_the_command_tells_in_words_and_refuses_in_words(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["read-form", str(next(FORMS.glob("A04_*.docx")))]) == 0
    told = capsys.readouterr().out
    assert "姓名：申屠㼆　（第 1 页 表 1 第 1 行 “申请人姓名”之后）" in told
    assert "注意：签字栏只有手印" in told
    other = tmp_path / "a.docx"
    other.write_bytes(b"x")
    assert main(["read-form", str(other)]) == 2
    assert "不是 Word 文档" in capsys.readouterr().err
