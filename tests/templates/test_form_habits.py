"""Habits of filling in: several things in one place, numbers written in words' company, pages that go on."""

import pytest
from docx.document import Document

from casework.form_items import form_items
from templates.form_fields import read_fields
from templates.form_reading import read_docx
from templates.form_results import Certainty, FormReading
from tests.templates.made_forms import Span, add_table, as_bytes, new_form, page_break, raw_run


def read(form: Document) -> FormReading:
    return read_fields(read_docx(as_bytes(form)))


def told(reading: FormReading) -> dict[str, str]:
    return {one.name: one.value for one in reading.fields}


def boxes(form: Document, row: int, signs: tuple[tuple[str, str], ...], *, by_font: bool) -> None:
    """Boxes of the font Wingdings: as letters in that font, or as symbols."""
    paragraph = form.tables[0].cell(row, 1).paragraphs[0]
    look = "<w:rPr><w:rFonts w:ascii='Wingdings' w:hAnsi='Wingdings'/></w:rPr>"
    for sign, words in signs:
        inner = f"{look}<w:t>{sign}</w:t>" if by_font else f"<w:sym w:font='Wingdings' w:char='{sign}'/>"
        raw_run(paragraph, f"<w:r>{inner}</w:r>")
        raw_run(paragraph, f"<w:r><w:t xml:space='preserve'>{words}</w:t></w:r>")


def test_a_foreigner_with_a_list_that_goes_on_overleaf() -> None:
    form = new_form("临江县人民政府办公室政府信息公开申请表")
    rows: list[list[str | Span | None]] = [
        ["申请人姓名", "Hans-Jürgen  Müller", "国  籍", "德国"],
        ["有效证件名称", "护照", "证件号码", "X99 123456"],
        ["联系方式", "+86 19900002345", "E-mail", "ｈａｎｓ＠ｅｘａｍｐｌｅ．ｃｏｍ"],
        ["通讯地址", Span("东岭省澜安市临江县古渡街道滨河路18号（邮编：990122）", 3)],
        ["申请公开的政府信息", Span("1、房屋征收决定；\n2、征收补偿方案；\n3、评估报告。（接附页）", 3)],
        ["获取政府信息的方式", Span("", 3)],
        ["信息的载体形式", Span("", 3)],
        ["申请人签名", "Hans-Jürgen Müller", "日 期", "2026年  5 月 6 日"],
    ]
    add_table(form, 4, rows)
    boxes(form, 5, (("þ", "邮寄 "), ("¨", "自取 "), ("¨", "传真")), by_font=True)
    boxes(form, 6, (("F0FE", "纸质 "), ("F0A8", "电子文档 ")), by_font=False)
    page_break(form)
    for line in ("附页", "4、征收范围红线图；", "5、社会稳定风险评估报告。"):
        form.add_paragraph(line)
    reading = read(form)
    assert told(reading) == {
        "applicant_name": "Hans-Jürgen Müller",
        "id_type": "护照",
        "id_number": "X99123456",
        "phone": "19900002345",
        "email": "hans@example.com",
        "address": "东岭省澜安市临江县古渡街道滨河路18号",
        "postcode": "990122",
        "description": "1、房屋征收决定；\n2、征收补偿方案；\n3、评估报告。（接附页）\n附页\n4、征收范围红线图；\n"
        "5、社会稳定风险评估报告。",
        "form_of_info": "纸质",
        "delivery_method": "邮寄",
        "signature": "Hans-Jürgen Müller",
        "applied_date": "2026-05-06",
    }
    items = form_items(reading.main, reading.annex)
    assert [one.title for one in items][2:] == ["评估报告", "征收范围红线图", "社会稳定风险评估报告"]


def test_two_applicants_in_one_place_are_told_and_their_numbers_offered() -> None:
    form = new_form("政府信息公开申请表")
    rows: list[list[str | Span | None]] = [
        ["申请人", "张三、李四", "身份证号码", Span("张三 990102197806142713\n李四 990121198502011301", 3)],
        ["联系电话", "张三19900001111", "邮政编码", "990121", "传真", "0900-5551234"],
        ["申请日期", "2026年", "5月", "6日", "", ""],
        ["是否申请减免费用", Span("☑是 □否（低保户，附低保证）", 5)],
        ["阅读困难或者视听障碍", Span("☑是（视力二级残疾） □否", 5)],
    ]
    add_table(form, 6, rows)
    reading = read(form)
    name = reading.field("applicant_name")
    assert name is not None
    assert (name.value, name.certainty) == ("张三、李四", Certainty.MEDIUM)
    assert "2 个人" in name.remark
    assert reading.field("id_number") is None
    assert reading.field("phone") is None
    assert [(one.name, one.value) for one in reading.offered] == [
        ("id_number", "990102197806142713"),
        ("id_number", "990121198502011301"),
        ("phone", "19900001111"),
    ]
    assert reading.value("fax") == "0900-5551234"
    assert reading.value("applied_date") == "2026-05-06"
    assert reading.value("fee_waiver") == "是"
    assert reading.value("accessibility").startswith("是")


def test_an_organisation_with_two_things_in_one_place() -> None:
    form = new_form("政府信息公开申请表（法人或其他组织）")
    rows: list[list[str | Span | None]] = [
        ["单位名称", Span("东岭省国土空间规划研究中心", 3)],
        ["统一社会信用代码", "1299 0000 MB1A 2345 6X", "法定代表人", "石  岩"],
        ["联系人及电话", Span("高远 0900-8881234转601", 3)],
        ["信息内容", Span("申请公开：\n（1）变更调查面积数据（Excel）\n（2）后备资源图斑（shp）", 3)],
        ["提供方式（请打√）", Span("纸质（  ） 电子邮件（√） 光盘（  ）", 3)],
        ["获取方式（请打√）", Span("邮寄（ ） 电子邮件（√） 自行领取/当场阅读、抄录（ ）", 3)],
    ]
    add_table(form, 4, rows)
    form.add_paragraph("单位（盖章）：                      法定代表人（签字）：石岩")
    form.add_paragraph("                                      2026年6月1日")
    found = told(read(form))
    assert found["org_code"] == "12990000MB1A23456X"
    assert (found["contact_person"], found["phone"]) == ("高远", "0900-8881234转601")
    assert (found["form_of_info"], found["delivery_method"]) == ("电子邮件", "电子邮件")
    assert found["org_kind"] == "research"
    assert found["signature"] == "石岩"
    assert found["applied_date"] == "2026-06-01"
    assert "work_unit" not in found


def test_a_lawyer_and_a_label_with_its_answer_in_every_cell() -> None:
    form = new_form("政府信息公开申请表")
    rows: list[list[str | Span | None]] = [
        ["申请人：邹大牛", "性别：男"],
        ["身份证号码：99010119610110981３", "电话：1990000　0053"],
        ["委托代理人：沈某　执业证号：19901202610000001", "代理人电话：19900007766"],
        [Span("所需的政府信息：青石渡镇白石村征地批复〔东政地[2024]55号〕及勘测定界图", 2)],
        [Span("特此申请。", 2)],
        [Span("领取方式：□邮寄 □传真 ☑当面领取 □电子邮件", 2)],
        [Span("申请人（签字）：邹大牛    2026年5月", 2)],
    ]
    add_table(form, 2, rows)
    reading = read(form)
    assert told(reading) == {
        "applicant_name": "邹大牛",
        "id_number": "990101196101109813",
        "phone": "19900000053",
        "agent.name": "沈某",
        "agent.id_number": "19901202610000001",
        "agent.phone": "19900007766",
        "description": "青石渡镇白石村征地批复〔东政地[2024]55号〕及勘测定界图",
        "delivery_method": "当面领取",
        "signature": "邹大牛",
    }
    assert reading.warnings == ("申请日期缺日",)
    assert reading.remarks == ()


@pytest.mark.parametrize(
    ("written", "values"),
    [
        ("19900001111、19900002222", ["19900001111", "19900002222"]),
        ("19900001111/19900002222", ["19900001111", "19900002222"]),
    ],
)
def test_two_numbers_of_one_kind_are_offered(written: str, values: list[str]) -> None:
    form = new_form()
    add_table(form, 2, [["姓名", "张一"], ["联系电话", written]])
    reading = read(form)
    assert reading.field("phone") is None
    assert [one.value for one in reading.offered] == values


def test_a_code_under_the_label_of_a_person_is_not_the_persons() -> None:
    form = new_form()
    add_table(form, 2, [["姓名", "张一"], ["证件号码", "91990121MACA85GFX5"]])
    reading = read(form)
    assert reading.field("id_number") is None
    assert [(one.name, one.value) for one in reading.offered] == [("org_code", "91990121MACA85GFX5")]


def test_an_organisation_in_the_place_for_persons_is_one() -> None:
    form = new_form()
    add_table(form, 2, [["申请人姓名", "临江县鑫岭建材有限公司"], ["联系电话", "19900001111"]])
    reading = read(form)
    assert reading.kind == "organisation"
    assert reading.value("org_name") == "临江县鑫岭建材有限公司"


def test_a_telephone_in_the_part_on_the_information() -> None:
    form = new_form("政府信息公开申请表")
    form.add_paragraph("一、申请人信息")
    add_table(form, 2, [["姓名", "张一"], ["通信地址", "临江县大街1号"]])
    form.add_paragraph("二、所需信息情况")
    rows: list[list[str | Span | None]] = [
        ["所需信息名称", "征地批复"],
        ["获取方式", "☑邮寄 ☐自取"],
        ["联系电话", "19900001111"],
        ["邮寄地址", "临江县红枫镇2号"],
    ]
    add_table(form, 2, rows)
    reading = read(form)
    assert told(reading)["phone"] == "19900001111"
    assert told(reading)["address"] == "临江县大街1号"
    assert [(one.name, one.value) for one in reading.offered] == [("address", "临江县红枫镇2号")]


def test_a_wish_below_the_table_is_told() -> None:
    form = new_form("政府信息公开申请表")
    add_table(form, 2, [["姓名", "张一"], ["内容描述", "征地批复"]])
    form.add_paragraph("另外还申请公开补偿款发放明细表。")
    form.add_paragraph("申请公开政府信息不需要说明用途。")
    reading = read(form)
    assert told(reading)["description"] == "征地批复"
    assert [one for one in reading.remarks if "补偿款发放明细表" in one]
    assert len(reading.remarks) == 1


@pytest.mark.parametrize("heading", ["申请内容", "申请公开的政府信息", "所需信息内容描述"])
def test_a_heading_across_the_table_over_the_words_themselves(heading: str) -> None:
    form = new_form("政府信息公开申请表")
    add_table(form, 2, [["姓名", "张一"], [Span(heading, 2)], [Span("青石渡镇白石村征地批复文件及附图", 2)]])
    assert told(read(form))["description"] == "青石渡镇白石村征地批复文件及附图"


def test_words_that_may_be_the_request_are_offered() -> None:
    form = new_form("政府信息公开申请表")
    add_table(form, 2, [["姓名", "张一"], [Span("所需信息情况", 2)], [Span("青石渡镇白石村征地批复文件及附图", 2)]])
    reading = read(form)
    assert reading.field("description") is None
    assert ("description", "青石渡镇白石村征地批复文件及附图") in [(one.name, one.value) for one in reading.offered]


def test_fields_of_an_old_form_and_signs_that_show_nothing() -> None:
    form = new_form()
    add_table(form, 2, [["姓名", ""], ["联系电话", ""], ["通信地址", "\u200b"], ["邮编", "9901\u200b21"]])
    begin = "<w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:textInput/></w:ffData></w:fldChar></w:r>"
    code = "<w:r><w:instrText> FORMTEXT </w:instrText></w:r>"
    for row, words in enumerate(("纪晓云", "\u2002\u2002\u2002\u2002\u2002")):
        paragraph = form.tables[0].cell(row, 1).paragraphs[0]
        raw_run(paragraph, begin)
        raw_run(paragraph, code)
        raw_run(paragraph, "<w:r><w:fldChar w:fldCharType='separate'/></w:r>")
        raw_run(paragraph, f"<w:r><w:t xml:space='preserve'>{words}</w:t></w:r>")
        raw_run(paragraph, "<w:r><w:fldChar w:fldCharType='end'/></w:r>")
    reading = read(form)
    assert told(reading) == {"applicant_name": "纪晓云", "postcode": "990121"}
    assert set(reading.empty) == {"phone", "address"}
    assert reading.offered == ()


def test_a_further_page_without_a_heading_belongs_to_the_request_where_it_says_so() -> None:
    form = new_form("政府信息公开申请表")
    add_table(form, 2, [["姓名", "张一"], ["内容描述", "1.征地批复；\n2.补偿方案。（接下页）"]])
    page_break(form)
    form.add_paragraph("3.补偿款发放明细表。")
    reading = read(form)
    assert told(reading)["description"].endswith("附页\n3.补偿款发放明细表。")
    assert len(form_items(reading.main, reading.annex)) == 3
    assert reading.remarks == ()
