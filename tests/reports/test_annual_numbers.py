"""Numbers in the text: our own sentences always match, changed ones are found, and the usual mistakes are named."""

import random
import re
from dataclasses import replace
from decimal import Decimal
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from law.annual_form import TOTAL, AnnualForm, annual_layout, three_key
from law.policies import PolicySet
from reports.annual_meanings import meanings
from reports.annual_narrative import NO_GROWTH, annual_drafts
from reports.annual_numbers import NumberInText, NumberState, numbers_in
from reports.annual_part_six import charged_sentence, fee_paragraph
from reports.annual_relations import check_annual
from reports.annual_tables import AnnualTables
from reports.annual_texts import AnnualTexts
from reports.annual_values import AnnualBasis, growth, rate
from reports.fee_disclosure import FeeDisclosure
from tests.reports.annual_samples import sound_pair, sound_tables

PARTS: Final = ("overview", "proactive", "requests", "disputes", "other")
FEES: Final = FeeDisclosure(year=2026, notices=3, noticed_fen=223_000, collected_fen=223_000)
TABLES: Final = AnnualTables.zero(2026, "").with_figures(
    {
        **{three_key(row, TOTAL): number for row, number in (("r1", 457), ("r2", 21), ("r3_7", 447), ("r4", 31))},
        **{three_key(row, TOTAL): number for row, number in (("r3_1", 162), ("r3_2", 67), ("r3_3_4", 13))},
        three_key("r3_3_6", TOTAL): 11,
        three_key("r1", "natural_person"): 402,
        **{f"t4.reconsideration.{key}": number for key, number in (("upheld", 3), ("corrected", 1), ("pending", 2))},
        "t4.reconsideration.total": 6,
        "t4.direct.total": 3,
        "t4.after.total": 1,
        "t2.normative_documents.in_force": 28,
        "t2.normative_documents.made": 5,
        "t2.fees.amount": Decimal("12.5"),
        "t3.r1.business": 40,
        "t3.r1.legal_service": 15,
    }
)
BEFORE: Final = AnnualTables.zero(2025, "").with_figures(
    {three_key("r1", TOTAL): 500, three_key("r3_7", TOTAL): 0, "t4.reconsideration.total": 4}
)


def read(text: str, before: AnnualTables | None = BEFORE) -> list[NumberInText]:
    return list(numbers_in(text, AnnualBasis(tables=TABLES, before=before, fees=FEES)))


def states(text: str) -> list[tuple[str, str]]:
    return [(one.text, one.state.value) for one in read(text)]


@given(st.integers(0, 10**9), st.sampled_from([*AnnualForm, None]))
def test_our_own_sentences_match_the_tables(seed: int, form_before: AnnualForm | None) -> None:
    now, before = sound_pair(2026, random.Random(seed), form_before or AnnualForm.CURRENT)
    earlier = before if form_before else None
    drafts = annual_drafts(now, earlier, FEES, PolicySet.default())
    for part in PARTS:
        numbers = numbers_in(drafts.text(part), AnnualBasis(tables=now, before=earlier, fees=FEES))
        assert [one for one in numbers if one.problem or one.what.startswith("同 ")] == []


@given(st.integers(0, 10**9))
def test_each_number_of_our_sentences_is_told_with_its_basis(seed: int) -> None:
    now, before = sound_pair(2026, random.Random(seed))
    drafts = annual_drafts(now, before, None, PolicySet.default())
    for part in PARTS[:-1]:
        for sentence in getattr(drafts, part):
            written = re.findall(r"\d+(?:\.\d+)?(?:件|%|万元)", sentence.text)
            assert [one.text for one in sentence.numbers if one.text != NO_GROWTH] == written
            for one in sentence.numbers:
                assert one.how
                assert one.cells
                if one.text.endswith("件"):
                    assert now.sum_of(one.cells) == Decimal(one.text[:-1])


@given(st.integers(0, 10**9), st.data())
def test_a_changed_count_in_our_sentences_is_found(seed: int, data: st.DataObject) -> None:
    now, before = sound_pair(2026, random.Random(seed))
    drafts = annual_drafts(now, before, None, PolicySet.default())
    part = data.draw(st.sampled_from(PARTS[:-1]))
    text = drafts.text(part)
    place = data.draw(st.sampled_from(list(re.finditer(r"\d+(?=件)", text))))
    # No cell is as large, and no sum that a word may mean.
    text = f"{text[: place.start()]}{int(place.group()) + 10**7}{text[place.end() :]}"
    found = [one for one in numbers_in(text, AnnualBasis(tables=now, before=before)) if one.problem]
    assert place.start() in [one.start for one in found]
    changed = next(one for one in found if one.start == place.start())
    assert changed.state is NumberState.DIFFERENT
    assert changed.expected == Decimal(place.group())


def test_growth_is_told_with_two_decimals_or_a_dash() -> None:
    assert growth(Decimal(3646), Decimal(3607)) == Decimal("1.08")
    assert str(growth(Decimal(3646), Decimal(3607))) == "1.08"
    assert str(growth(Decimal(97), Decimal(100))) == "-3.00"
    assert growth(Decimal(5), Decimal(0)) is None
    assert growth(Decimal(0), Decimal(0)) is None
    assert NO_GROWTH == "—"
    assert str(rate(Decimal(1), Decimal(3))) == "33.33"
    assert rate(Decimal(0), Decimal(0)) is None
    # Half a hundredth goes up, as people round: 100 of 16000 is 0.625.
    assert str(rate(Decimal(100), Decimal(16000))) == "0.63"


def test_a_year_before_without_cases_gives_a_dash_in_the_sentence() -> None:
    drafts = annual_drafts(TABLES, BEFORE, None, PolicySet.default())
    assert "办结447件，同比—，结转下年度继续办理31件。" in drafts.text("overview")
    assert "新收政府信息公开申请457件，同比下降8.60%，上年结转21件，共收办478件。" in drafts.text("overview")
    assert "被申请行政复议6件，同比增长50.00%；被提起行政诉讼4件" in drafts.text("overview")


def test_the_local_wording_leaves_only_part_six() -> None:
    drafts = annual_drafts(TABLES, BEFORE, FEES, PolicySet.default().with_(narrative_basis="local"))
    assert [drafts.text(part) for part in PARTS[:-1]] == [""] * 4
    assert drafts.text("other") == fee_paragraph(FEES)


def test_the_paragraph_on_fees() -> None:
    assert charged_sentence(2024, 3, 223_000) == "2024年有3件政府信息公开申请收取信息处理费2230元"
    assert fee_paragraph(FEES) == (
        "2026年有3件政府信息公开申请收取信息处理费2230元，发出收费通知3件、金额2230元，实际收取2230元。"
    )
    assert "2026年未收取信息处理费（0元）" in fee_paragraph(replace(FEES, notices=0, noticed_fen=0, collected_fen=0))


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("新收政府信息公开申请457件", "表三 一·总计"),
        ("共收到申请478件", "表三 一＋二·总计"),
        ("收到申请457件", "表三 一·总计"),
        ("收办478件", "表三 一＋二·总计"),
        ("办结447件", "表三 三（七）·总计"),
        ("447件已办结", "表三 三（七）·总计"),
        ("上年结转21件", "表三 二·总计"),
        ("结转下年度继续办理31件", "表三 四·总计"),
        ("不予公开24件", "表三 三（三）各行之和·总计"),
        ("其中保护第三方合法权益13件", "表三 三（三）4·总计"),
        ("自然人申请402件", "表三 一·自然人"),
        ("法人或其他组织55件", "表三 一·法人或其他组织"),
        ("行政事业性收费12.5万元", "表二 行政事业性收费·本年收费金额（单位：万元）"),
        ("行政事业性收费125,000元", "表二 行政事业性收费·本年收费金额（单位：万元）"),
        ("行政复议6件", "表四 行政复议·总计"),
        ("行政复议案件已审结4件", "表四 行政复议·总计－尚未审结"),
        ("行政复议案件6件，其中维持3件", ""),
        ("行政诉讼4件", "表四 未经复议直接起诉、复议后起诉·总计"),
        ("现行有效行政规范性文件28件", "表二 行政规范性文件·现行有效件数"),
        ("制发行政规范性文件5件", "表二 行政规范性文件·本年制发件数"),
        ("新收申请457件，同比下降8.6%", ""),
        ("新收申请457件，同比减少43件", ""),
        ("予以公开162件，占36.24%", ""),
        ("予以公开162件，占办结总数的36.2%", ""),
        ("行政复议纠正率16.67%", "纠正率"),
        ("发出收费通知3件，金额2,230元", ""),
        ("收取信息处理费0.223万元", "实际收取"),
    ],
)
def test_what_a_number_means(text: str, what: str) -> None:
    found = read(text)
    assert found
    assert [one.problem for one in found] == [""] * len(found)
    if what:
        assert found[-1].what == what
    assert all(text[one.start : one.end] == one.text for one in found)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("被申请行政复议4件", "是已审结数（总计减尚未审结），不是总计"),
        ("全年办结478件", "是收办数（一＋二），不是办结数"),
        ("全年办结446件", "正文“办结446件”，表三 三（七）·总计为447"),
        ("新收申请457件，同比下降9.6%", "同比为8.60%"),
        ("新收申请457件，同比增长8.6%", "同比为-8.60%"),
        ("予以公开162件，占40%", "三（七）总计为36.24%"),
        ("不予公开11件", "三（三）各行之和·总计为24"),
        ("行政复议6件，其中结果纠正2件", "结果纠正为1"),
        ("实际收取2,150元", "实际收取为2230"),
    ],
)
def test_the_usual_mistakes_are_named(text: str, hint: str) -> None:
    wrong = [one for one in read(text) if one.problem]
    assert len(wrong) == 1
    assert hint in wrong[0].problem


def test_a_total_of_table_four_left_at_zero_is_named() -> None:
    tables = TABLES.with_figures({"t4.reconsideration.total": 0})
    (one,) = numbers_in("被申请行政复议6件", AnnualBasis(tables=tables))
    assert "表四总计误填0" in one.problem


@pytest.mark.parametrize(
    "text",
    [
        "2026年1月31日",
        "临政办〔2026〕12号",
        "自2026年3月起，20个工作日内答复",
        "1.存在的问题\n2、改进情况\n（3）其他",
        "电话0900-1234567",
    ],
)
def test_dates_and_numbers_of_documents_are_no_figures(text: str) -> None:
    assert read(text) == []


def test_a_number_that_is_no_table_value_is_told_until_its_source_is_noted() -> None:
    text = "主动公开信息2,345条，开展培训3次，满意率99.5%。"
    assert states(text) == [("2,345条", "unknown"), ("3次", "unknown"), ("99.5%", "unknown")]
    assert states("办结447件，按期办结率100%，公开行政许可信息1,200条")[1:] == [
        ("100%", "unknown"),
        ("1,200条", "unknown"),
    ]
    texts = AnnualTexts(overview=text, noted=("2,345条", "99.5%"))
    told = [one for one in check_annual(TABLES, texts=texts).findings if one.relation == "R7"]
    assert ["3次" in one.sentence for one in told] == [True]
    assert AnnualTexts.from_json(texts.as_json()) == texts


def test_a_report_as_offices_write_it() -> None:
    """Each number of a usual text is judged by its own words; only what no table holds is left to be noted."""
    text = (
        "2026年，我局认真贯彻条例，现将有关情况报告如下。\n"
        "（一）主动公开。全年公开政府信息2,356条，制发行政规范性文件5件，现行有效28件。\n"
        "（二）依申请公开。2026年，共收到政府信息公开申请457件，同比下降8.60%，加上上年结转21件，共478件。"
        "其中自然人申请402件，占87.96%；法人或其他组织申请55件，占12.04%。全年办结447件，其中：予以公开162件，"
        "部分公开67件，不予公开24件，结转下年度办理31件。\n"
        "（三）复议诉讼。被申请行政复议6件，比上年增加2件，已审结4件，其中维持3件，纠正1件，其他0件，尚未审结2件；"
        "被提起行政诉讼4件。复议纠错率16.67%。\n"
        "（四）组织培训2次，参加120人次，按期答复率100%。咨询电话：0900-2345678。\n"
        "根据国办公开办函〔2021〕30号，发出收费通知3件，总金额2230元，实际收取2230元。"
    )
    found = read(text)
    assert [one.text for one in found if one.problem] == ["2,356条", "2次", "120人次", "100%"]
    assert not [one for one in found if one.state is NumberState.DIFFERENT]
    assert {one.text: one.what for one in found}["478件"] == "同 表三 一＋二·总计"


def test_growth_without_the_year_before_is_said_to_be_unknown() -> None:
    one = read("新收申请457件，同比下降8.6%", before=None)[-1]
    assert (one.state, one.problem) == (NumberState.UNKNOWN, "正文“同比下降8.6%”没有上年的表可比，请核对")


@given(st.text(alphabet="0123456789.,，。；件%年月日〔〕-—（）新收办结同比增长占行政复议维持自然人 \n", max_size=80))
def test_no_text_is_too_strange(text: str) -> None:
    for one in read(text):
        assert text[one.start : one.end] == one.text
        assert (one.state is NumberState.MATCHED) is (one.problem == "")


def test_a_cell_that_holds_no_number_is_not_written_as_nothing() -> None:
    tables = sound_tables(2026, random.Random(1)).with_figures({three_key("r3_7", TOTAL): "—"})
    assert "办结—件，结转" in annual_drafts(tables, None, None, PolicySet.default()).text("overview")


def test_all_words_speak_of_known_cells() -> None:
    layout = annual_layout()
    assert {one.row for one in meanings().values() if one.row} <= {
        row for block in layout.blocks for row, _ in block.rows
    }
    words = [word for one in meanings().values() for word in one.words]
    assert len(words) == len(set(words))
