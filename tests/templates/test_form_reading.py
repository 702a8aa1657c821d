"""Filled forms as offices use them, made here: layouts, ticks and habits that the samples do not have."""

from typing import Any

import pytest
from docx.document import Document

from templates.form_fields import read_fields
from templates.form_reading import read_docx
from templates.form_results import Certainty, FormReading
from tests.templates.made_forms import Span, add_table, as_bytes, control, new_form, raw_run, shape_box


def read(form: Document) -> FormReading:
    return read_fields(read_docx(as_bytes(form)))


def told(reading: FormReading) -> dict[str, str]:
    return {one.name: one.value for one in reading.fields}


def one_table(*rows: Any, width: int = 4) -> Document:
    form = new_form("政府信息公开申请表")
    add_table(form, width, rows)
    return form


def test_the_form_of_2007_with_upright_headings_and_boxes_in_columns() -> None:
    form = new_form("临江县人民政府信息公开申请表")
    add_table(
        form,
        6,
        [
            [Span("申\n请\n人\n信\n息", 1, 10), Span("公民", 1, 4), "姓  名", "邹  平", "工作单位", "临江县第一中学"],
            [None, None, "证件名称", "身份证", "证件号码", "99010219780614271x"],
            [None, None, "通信地址", Span("东岭省澜安市临江县古渡街道滨河路 12 号", 3)],
            [None, None, "联系电话", "0900-5550123 / 19900005566", "邮政编码", " 990122 "],
            [None, Span("法人/其他组织", 1, 5), "名  称", "", "组织机构代码", ""],
            [None, None, "营业执照信息", Span("", 3)],
            [None, None, "法人代表", "", "联系人姓名", ""],
            [None, None, "联系人电话", "", "电子邮箱", ""],
            [None, None, "通信地址", Span("", 3)],
            [None, "申请人签名或者盖章", Span("邹平", 4)],
            [
                Span("所\n需\n信\n息\n情\n况", 1, 6),
                "所需信息的内容描述",
                Span("1、2023年度危房鉴定结果汇总表\n2、我户的鉴定报告\n说明：鉴定报告请勿公开他人", 4),
            ],
            [None, Span("选  填  部  分", 5)],
            [None, Span("所需信息的索取号", 2), Span("", 3)],
            [None, Span("所需信息的用途", 2), Span("了解自家房屋情况", 3)],
            [
                None,
                Span("是否申请减免费用\n□申请。请提供相关证明\n■不。\n（仅限公民申请）", 2),
                Span("信息的指定提供方式（可选）\n■纸面\n□电子邮件\n□光盘\n□磁盘", 2),
                "获取信息的方式（可选）\n□邮寄\n□快递\n■电子邮件\n□传真\n□自行领取/当场阅读、抄录",
            ],
            [None, Span("□若本机关无法按照指定方式提供所需信息，也可接受其他方式", 5)],
        ],
    )
    form.add_paragraph("申请时间：2026.4.7")
    reading = read(form)
    assert reading.kind == "natural_person"
    assert told(reading) == {
        "applicant_name": "邹平",
        "work_unit": "临江县第一中学",
        "id_type": "身份证",
        "id_number": "99010219780614271X",
        "address": "东岭省澜安市临江县古渡街道滨河路12号",
        "phone": "19900005566",
        "landline": "0900-5550123",
        "postcode": "990122",
        "signature": "邹平",
        "description": "1、2023年度危房鉴定结果汇总表\n2、我户的鉴定报告\n说明：鉴定报告请勿公开他人",
        "purpose": "了解自家房屋情况",
        "fee_waiver": "不",
        "form_of_info": "纸面",
        "delivery_method": "电子邮件",
        "applied_date": "2026-04-07",
    }
    assert reading.offered == ()
    assert reading.remarks == ()


def test_labels_in_a_row_over_a_row_of_answers() -> None:
    reading = read(
        one_table(
            ["姓名", "证件号码", "联系电话", "通信地址"],
            ["欧阳·买买提", "990102197806142713", "19900001234", "临江县红枫镇大街1号"],
            [Span("申请公开的政府信息名称、文号或者便于行政机关查询的其他特征性描述", 4)],
            [Span("我县2024年度“高标准农田”建设项目清单。", 4)],
            ["提供方式", "电子邮件", "获取方式", "邮箱"],
            ["电子邮箱", "mmt@example.com", "申请日期", "2026年2月30日"],
        )
    )
    found = told(reading)
    assert found["applicant_name"] == "欧阳·买买提"
    assert found["address"] == "临江县红枫镇大街1号"
    assert found["description"] == "我县2024年度“高标准农田”建设项目清单。"
    assert (found["form_of_info"], found["delivery_method"]) == ("电子邮件", "邮箱")
    assert found["email"] == "mmt@example.com"
    assert reading.warnings == ("申请日期“2026年2月30日”不存在",)
    assert reading.field("applied_date") is None


def test_contact_below_a_heading_and_the_part_of_the_office() -> None:
    form = new_form("政府信息公开申请表")
    add_table(
        form,
        6,
        [
            [Span("申请人", 1, 5), "☐公民", "姓名", "", "身份证号", ""],
            [None, Span("☑法人或其他组织", 1, 4), "名称", Span("临江县绿野农产品有限公司", 3)],
            [None, None, "统一社会信用代码", "91990121MA0000001X", "法定代表人", "王五"],
            [None, None, Span("联系人", 1, 2), "姓名", "电话", "邮箱"],
            [None, None, None, "赵六", "19900007777", "zl@example.com"],
            ["内容描述", Span("①合作社国家级示范社评定名单\n②评定标准", 5)],
            ["提供方式", Span("(√)纸质 ( )电子", 5)],
            ["获取方式", Span("邮寄□ 自取☑", 5)],
            [Span("申请人（签章）：临江县绿野农产品有限公司      日期：2026-05-06", 6)],
            [Span("以下由受理机关填写", 6)],
            ["受理人", "张工", "受理日期", "2026-05-07", "备注", "电话 0900-1111111"],
        ],
    )
    reading = read(form)
    found = told(reading)
    assert reading.kind == "organisation"
    assert found["org_name"] == "临江县绿野农产品有限公司"
    assert (found["contact_person"], found["phone"], found["email"]) == ("赵六", "19900007777", "zl@example.com")
    assert (found["form_of_info"], found["delivery_method"]) == ("纸质", "自取")
    assert found["applied_date"] == "2026-05-06", "the day on which the office received it is not the applicant's"
    assert "张工" not in str(reading)
    assert "0900" not in str(reading)


def test_a_name_filled_into_the_wrong_part_is_offered_only() -> None:
    reading = read(
        one_table(
            [Span("公民", 1, 2), "姓名", "李四"],
            [None, "联系电话", "19900002222"],
            [Span("☑法人", 1, 2), "名称", "临江县临江大道商行"],
            [None, "联系电话", "19900003333"],
            width=3,
        )
    )
    assert told(reading)["org_name"] == "临江县临江大道商行"
    assert told(reading)["phone"] == "19900003333"
    offered = {(one.name, one.value) for one in reading.offered}
    assert offered == {("applicant_name", "李四"), ("phone", "19900002222")}
    assert all(one.certainty is Certainty.LOW and one.remark for one in reading.offered)


def test_one_sign_a_box_and_labels_with_blanks() -> None:
    number = "990102197806142713"
    form = new_form("申请表")
    add_table(form, 19, [["姓　　名", Span("白　芷", 18)], ["身份证号", *number], ["邮　编", *"990121", Span("", 12)]])
    assert told(read(form)) == {"applicant_name": "白芷", "id_number": number, "postcode": "990121"}


def test_two_answers_for_one_field_are_both_offered() -> None:
    reading = read(one_table(["姓名", "张一"], ["联系电话", "19900001111"], ["联系电话", "19900002222"], width=2))
    assert reading.field("phone") is None
    assert [one.value for one in reading.offered] == ["19900001111", "19900002222"]


def test_words_of_the_wrong_shape_are_offered_with_the_reason() -> None:
    reading = read(
        one_table(["姓名", "张一", "邮编", "九九〇一二一"], ["电子邮箱", "没有邮箱", "联系电话", "见身份证复印件"])
    )
    assert told(reading) == {"applicant_name": "张一"}
    assert {one.name: one.remark for one in reading.offered} == {
        "postcode": "不是 6 位数字",
        "email": "不像电子邮箱",
        "phone": "不像电话号码",
    }


def test_ditto_is_not_an_address() -> None:
    reading = read(one_table(["姓名", "张一"], ["住址", "临江县大街1号"], ["通信地址", "同上"], width=2))
    assert [one.remark for one in reading.offered if one.value == "同上"] != []


def test_a_prompt_that_nobody_answered_is_no_answer() -> None:
    form = one_table(["姓名", ""], ["住址", ""], ["联系电话", "请填写"], ["用途", "（选填）"], width=2)
    table = form.tables[0]
    control(table.cell(0, 1).paragraphs[0], "单击此处输入文字。", prompt=True)
    control(table.cell(1, 1).paragraphs[0], "临江县大街1号")
    reading = read(form)
    assert told(reading) == {"address": "临江县大街1号"}
    assert set(reading.empty) >= {"applicant_name", "phone", "purpose"}


def test_text_boxes_count_once_and_headers_are_read() -> None:
    form = new_form("政府信息公开申请表")
    shape_box(form.add_paragraph(), "联系电话：19900001111")
    form.sections[0].header.paragraphs[0].text = "临江县自然资源局"
    add_table(form, 2, [["姓名", "张一"]])
    assert told(read(form)) == {"phone": "19900001111", "applicant_name": "张一"}


def test_numbers_that_word_sets_stand_in_the_description() -> None:
    form = one_table(["姓名", "张一"], ["内容描述", ""], width=2)
    cell = form.tables[0].cell(1, 1)
    cell.paragraphs[0].text = "征地批复"
    cell.paragraphs[0].style = form.styles["List Number"]
    cell.add_paragraph("补偿方案", style=form.styles["List Number"])
    assert told(read(form))["description"] == "1.征地批复\n2.补偿方案"


def test_struck_words_hidden_words_and_old_lists() -> None:
    form = one_table(["姓名", "张一"], ["内容描述", "征地批复"], ["获取方式", ""], width=2)
    cell = form.tables[0].cell(1, 1).paragraphs[0]
    raw_run(cell, "<w:r><w:rPr><w:strike/></w:rPr><w:t>及全部附件</w:t></w:r>")
    raw_run(cell, "<w:r><w:rPr><w:color w:val='FFFFFF'/></w:rPr><w:t>看不见</w:t></w:r>")
    raw_run(
        form.tables[0].cell(2, 1).paragraphs[0],
        "<w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:ddList><w:result w:val='1'/><w:listEntry w:val='邮寄'/>"
        "<w:listEntry w:val='自行领取'/></w:ddList></w:ffData></w:fldChar></w:r>",
    )
    reading = read(form)
    assert told(reading)["description"] == "征地批复"
    assert told(reading)["delivery_method"] == "自行领取"
    assert set(reading.remarks) == {"有划去的文字，没有读入", "有隐藏文字，没有读入"}


@pytest.mark.parametrize(
    ("written", "ticked"),
    [
        ("☑纸质 ☐电子 ☐查阅", ["纸质"]),
        ("■ 纸质  □ 电子  ■ 查阅", ["纸质", "查阅"]),
        ("□√纸质 □电子", ["纸质"]),
        ("□纸质√ □电子", ["纸质"]),
        ("纸质□ 电子■", ["电子"]),
        ("[x] 纸质 [ ] 电子", ["纸质"]),
        ("（√）纸质（　）电子", ["纸质"]),
        ("纸质（ ）、电子（√）", ["电子"]),
        ("●纸质 ○电子", ["纸质"]),
        ("√纸质 □电子", ["纸质"]),
        ("\uf052纸质 \uf0a3电子", ["纸质"]),
        ("\uf0fe纸质 \uf0a8电子", ["纸质"]),
        ("☒纸质 ☐电子", ["纸质"]),
        ("【√】纸质 【 】电子", ["纸质"]),
        ("☑纸质：一份 ☐电子", ["纸质：一份"]),
        ("纸质", ["纸质"]),
        ("纸质、电子", ["纸质", "电子"]),
        ("☐纸质 ☐电子", []),
    ],
)
def test_ticks_of_many_kinds(written: str, ticked: list[str]) -> None:
    reading = read(one_table(["姓名", "张一"], ["提供方式", written], width=2))
    found = reading.field("form_of_info")
    assert list(found.values if found else ()) == ticked
    assert [one for one in reading.offered if one.name == "form_of_info"] == []


@pytest.mark.parametrize(
    ("written", "offered"),
    [
        ("纸质　电子　查阅", ["纸质", "电子", "查阅"]),
        ("þ纸质¨电子版", ["þ纸质¨电子版"]),
        ("按规定办理", ["按规定办理"]),
        ("■纸质 ■电子邮件 ■光盘 ■复印件", ["纸质", "电子邮件", "光盘", "复印件"]),
    ],
)
def test_options_without_a_tick_are_not_taken(written: str, offered: list[str]) -> None:
    reading = read(one_table(["姓名", "张一"], ["提供方式", written], width=2))
    assert reading.field("form_of_info") is None
    assert [one.values for one in reading.offered] == [tuple(offered)]
    assert all(one.remark for one in reading.offered)


@pytest.mark.parametrize(
    ("written", "day", "warning"),
    [
        ("2026年3月2日", "2026-03-02", ()),
        ("２０２６年３月２日", "2026-03-02", ()),
        ("二〇二六年十一月二十三日", "2026-11-23", ()),
        ("二○二六年三月二日", "2026-03-02", ()),
        ("2026/3/2", "2026-03-02", ()),
        ("2026.03.02", "2026-03-02", ()),
        ("20260302", "2026-03-02", ()),
        ("2026年3月", "", ("申请日期缺日",)),
        ("3月2日", "", ()),
        ("　　年　　月　　日", "", ("申请日期空白",)),
        ("2026年2月29日", "", ("申请日期“2026年2月29日”不存在",)),
    ],
)
def test_dates_as_they_are_written(written: str, day: str, warning: tuple[str, ...]) -> None:
    reading = read(one_table(["姓名", "张一"], ["申请日期", written], width=2))
    assert reading.value("applied_date") == day
    if warning:
        assert reading.warnings == warning
    assert day or reading.field("applied_date") is None


def test_a_year_of_two_figures_is_offered_only() -> None:
    reading = read(one_table(["姓名", "张一"], ["申请日期", "26.3.2"], width=2))
    assert reading.field("applied_date") is None
    assert [(one.value, one.remark) for one in reading.offered] == [("2026-03-02", "年份只写了两位")]


@pytest.mark.parametrize(
    ("written", "name", "warning"),
    [
        ("纪晓云", "纪晓云", ()),
        ("纪晓云（手印）", "纪晓云", ()),
        ("（手印）", "", ("签字栏只有手印",)),
        ("", "", ("签字栏空白",)),
        ("（盖章）", "", ("签字栏空白",)),
        ("________", "", ("签字栏空白",)),
    ],
)
def test_who_signed(written: str, name: str, warning: tuple[str, ...]) -> None:
    reading = read(one_table(["姓名", "纪晓云"], ["申请人签名", written], width=2))
    assert reading.value("signature") == name
    assert reading.warnings == warning


def test_a_form_inside_a_cell_of_a_frame() -> None:
    form = new_form()
    frame = form.add_table(rows=1, cols=1)
    inner = frame.cell(0, 0).add_table(rows=2, cols=2)
    for place, text in {(0, 0): "姓名", (0, 1): "张一", (1, 0): "联系电话", (1, 1): "19900001111"}.items():
        inner.cell(*place).text = text
    assert told(read(form)) == {"applicant_name": "张一", "phone": "19900001111"}


def test_a_whole_form_in_one_cell() -> None:
    form = new_form()
    frame = form.add_table(rows=1, cols=1)
    frame.cell(0, 0).text = (
        "姓名：张一　身份证号：990102197806142713\n联系电话：19900001111\n申请内容：\n一、征地批复；\n二、补偿方案。\n"
        "获取方式：邮寄□ 自取√\n申请人签名：张一　2026年3月2日"
    )
    assert told(read(form)) == {
        "applicant_name": "张一",
        "id_number": "990102197806142713",
        "phone": "19900001111",
        "description": "一、征地批复；\n二、补偿方案。",
        "delivery_method": "自取",
        "signature": "张一",
        "applied_date": "2026-03-02",
    }


def test_agent_in_a_part_of_its_own() -> None:
    reading = read(
        one_table(
            [Span("申请人", 1, 2), "姓名", "宫长林", ""],
            [None, "证件号码", "990102195103197839", ""],
            [Span("委托代理人", 1, 3), "姓名", "宫小满", ""],
            [None, "身份证号码", "990121198502011301", ""],
            [None, "联系电话", "19900001163", ""],
            ["委托书", "已附", "", ""],
        )
    )
    found = told(reading)
    assert found["applicant_name"] == "宫长林"
    assert found["id_number"] == "990102195103197839"
    assert found["agent.name"] == "宫小满"
    assert found["agent.id_number"] == "990121198502011301"
    assert found["agent.phone"] == "19900001163"
    assert found["agent.authorization_letter"] == "已附"
    assert "phone" not in found, "the agent's telephone is not the applicant's"


def test_words_that_no_label_claims_are_told() -> None:
    form = one_table(["姓名", "张一"], ["加急", "请三日内答复"], width=2)
    assert "请三日内答复" in str(read(form).remarks)


def test_code_of_templates_is_only_words() -> None:
    words = "{{ 7*7 }}{% for x in y %}"
    assert told(read(one_table(["姓名", "张一"], ["内容描述", words], width=2)))["description"] == words


def test_an_empty_form_gives_nothing_but_its_blanks() -> None:
    reading = read(
        one_table(["姓名", "", "联系电话", ""], ["内容描述", Span("", 3)], ["获取方式", Span("□邮寄 □自取", 3)])
    )
    assert reading.fields == ()
    assert reading.offered == ()
    assert set(reading.empty) == {"applicant_name", "phone", "description", "delivery_method"}
