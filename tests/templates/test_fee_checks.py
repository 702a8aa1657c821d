"""The checks of what letters say of fees (C38, C40, C41): each finds its fault, and a letter in order passes."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from law.terms import Outcome
from templates.checks import Level, check_letter, check_rules
from templates.preview import PreviewBlock
from tests.templates.fee_letters import _BY_PAGE, _BY_PIECE, fee_letters, fee_notice, fee_waiver
from tests.templates.reading import blocks
from tests.templates.sample_letters import extension_notice, grant, outcome_letter, receipt
from tests.templates.test_checks import basis, findings, ids, replaced

# What stands in a notice in order, and what the check calls it; all but the last stand in a notice by piece too.
LOST = [
    ("政府信息公开信息处理费管理办法", "依据"),
    ("人民币", "数额"),
    ("缴纳方式", "缴纳方式"),
    ("次日起20个工作日", "缴费期限（收到次日起20个工作日）"),
    ("视为放弃申请", "逾期后果（视为放弃，不再处理）"),
    ("次日起重新计算", "缴费后期限自次日重新计算"),
    ("不能单独", "异议途径（不能单独复议/诉讼；缴费期满后就不再处理行为救济）"),
    ("依申〔2026〕0440", "登记号"),
    ("2026年10月20日", "收到日期"),
    ("0900-5550101", "联系电话"),
    ("现场查阅", "现场查阅替代"),
]


def edited(letter: Any, *changes: tuple[str, str]) -> tuple[PreviewBlock, ...]:
    """The letter after somebody edited single places of its template; each stands in it once."""
    found = blocks(letter)
    for old, new in changes:
        assert sum(one.text.count(old) for one in found) == 1, old
        found = tuple(replace(one, text=one.text.replace(old, new)) for one in found)
    return found


def said(letter: Any, lines: tuple[PreviewBlock, ...]) -> list[str]:
    """What C41 says of an edited letter."""
    return [one.sentence for one in check_letter(letter, lines, basis()) if one.id == "C41"]


def lacks(*labels: str) -> list[str]:
    return [f"收费通知书没有写明{one}" for one in labels]


# ------------------------------------------------------------------------------------------------ in order


@pytest.mark.parametrize("name", [one for one in fee_letters() if one != "fee_calc"])
def test_letters_around_fees_in_order_pass(name: str) -> None:
    assert ids(fee_letters()[name]) == []


def test_each_check_blocks_and_cites() -> None:
    cited = {"C38": ["fee:3"], "C40": ["ogi:42", "fee:10"], "C41": ["fee:6", "fee:7"]}
    for key, codes in cited.items():
        rule = check_rules()[key]
        assert (rule.level, [one.code for one in rule.basis]) == (Level.BLOCK, codes)


# ------------------------------------------------------------------------------------------------ C38


@pytest.mark.parametrize("fen", [89_999, 90_001, 9_000, 900, 180_000])
def test_the_amount_is_the_sum_of_the_calculation(fen: int) -> None:
    letter = fee_notice(fen=fen)
    (found,) = findings(letter)
    assert (found.id, found.level, found.where) == ("C38", Level.BLOCK, letter.amount)
    assert found.sentence == "数额与计算明细之和不一致"
    assert found.citation == "信息处理费管理办法第三条"


def test_both_standards_are_not_added() -> None:
    # 900 yuan by volume and 100 yuan by piece are never 1000.
    assert ids(fee_notice(fen=100_000)) == ["C38"]
    assert ids(fee_notice(lines=(_BY_PAGE[1], _BY_PAGE[2]))) == []


def test_without_anything_to_charge_no_notice_leaves() -> None:
    found = findings(fee_notice(lines=_BY_PAGE[:1], fen=0))
    assert [(one.id, one.sentence) for one in found] == [("C38", "没有可收的数额，不得发收费通知")]
    assert ids(fee_notice(fen=0)) == ["C38", "C38"]


# ------------------------------------------------------------------------------------------------ C40


@pytest.mark.parametrize("verb", ["收取", "加收", "缴纳", "支付", "承担"])
@pytest.mark.parametrize("kind", ["检索费", "复制费", "复印费", "邮寄费", "快递费", "工本费", "打印费", "复制成本费"])
def test_nothing_beside_the_two_standards(verb: str, kind: str) -> None:
    (found,) = findings(outcome_letter(Outcome.NOT_EXIST, facts=(f"经检索，该信息不存在，请另行{verb}{kind}。",)))
    assert (found.id, found.level, found.where) == ("C40", Level.BLOCK, f"{verb}{kind}")
    assert found.citation == "条例第四十二条、信息处理费管理办法第十条"


def test_other_fees_are_found_in_every_letter_and_each_of_them() -> None:
    words = "请向档案馆缴纳查询所需的复印费。另需支付邮寄费"
    assert ids(fee_notice(reason=words)) == ["C40", "C40"]
    assert ids(fee_waiver(reason=words)) == ["C40", "C40"]
    assert ids(extension_notice(reason=words)) == ["C40", "C40"]


@pytest.mark.parametrize(
    "words",
    [
        "本机关不收取检索费",
        "不再收取复制费",
        "申请人无须缴纳邮寄费",
        "不加收工本费",
        "收取信息处理费",
        "收取费用；复制费",
    ],
)
def test_that_nothing_is_charged_may_be_said(words: str) -> None:
    assert ids(outcome_letter(Outcome.NOT_EXIST, facts=(f"经检索，该信息不存在，{words}。",))) == []


def test_that_nothing_is_charged_may_be_said_in_other_words() -> None:
    for words in ("本机关未收取检索费", "不得收取复制费", "不另行收取邮寄费", "没有收取工本费", "无需缴纳打印费"):
        letter = outcome_letter(Outcome.NOT_EXIST, facts=(f"经检索，该信息不存在，{words}。",))
        assert ids(letter) == [], words


def test_other_fees_are_found_however_they_are_worded() -> None:
    for words in (
        "请缴纳检索、复制、邮寄等成本费用",
        "收取检索、复制、邮寄费用",
        "邮寄费由申请人承担",
        "复制费10元，请一并缴纳",
        "请交纳复印费",
        "快递费到付",
    ):
        letter = outcome_letter(Outcome.NOT_EXIST, facts=(f"经检索，该信息不存在，{words}。",))
        assert "C40" in ids(letter), words


def test_what_the_applicant_asked_for_may_name_other_fees() -> None:
    asked = "申请公开贵局2025年收取复印费、邮寄费的明细"
    assert ids(grant(request_text=asked), registered_text=asked) == []
    assert ids(receipt(request_text=asked), registered_text=asked) == []
    assert ids(fee_notice(request_text=asked), registered_text=asked) == []


# ------------------------------------------------------------------------------------------------ C41


@pytest.mark.parametrize(("words", "label"), LOST)
def test_a_notice_has_all_that_the_measure_wants(words: str, label: str) -> None:
    letter = fee_notice()
    assert lacks(label)[0] in said(letter, replaced(letter, words, ""))


@pytest.mark.parametrize(("words", "label"), LOST[:-1])
def test_a_notice_by_piece_too(words: str, label: str) -> None:
    letter = fee_letters()["fee_notice.by_piece"]
    assert lacks(label)[0] in said(letter, replaced(letter, words, ""))


def test_only_what_is_lost_is_named() -> None:
    letter = fee_notice()
    assert said(letter, edited(letter, ("视为放弃申请，", ""))) == lacks("逾期后果（视为放弃，不再处理）")
    assert said(letter, edited(letter, ("大写：玖佰元整", "大写："))) == lacks("大写数额")
    assert said(letter, edited(letter, ("应缴信息处理费人民币900元", "应缴信息处理费人民币"))) == lacks("数额")
    # The second line of the calculation: 70 pages at 10 yuan.
    assert said(letter, edited(letter, ("计700元", ""))) == lacks("计算明细第2行")
    assert said(letter, edited(letter, ("计200元", "计2元"))) == lacks("计算明细第3行")
    assert said(letter, edited(letter, ("次日起重新计算", "当日起重新计算"))) == lacks("缴费后期限自次日重新计算")
    found = check_letter(letter, edited(letter, ("次日起20个工作日", "次日起15个工作日")), basis())
    assert [(one.id, one.level) for one in found] == [("C41", Level.BLOCK), ("X04", Level.WARN)]
    assert found[0].citation == "信息处理费管理办法第六条、信息处理费管理办法第七条"
    assert found[0].sentence.endswith("缴费期限（收到次日起20个工作日）")


def test_the_standard_is_named() -> None:
    letter = fee_letters()["fee_notice.by_piece"]
    assert said(letter, edited(letter, ("标准：按件计收", "标准："))) == lacks("标准")


def test_the_standard_is_named_where_viewing_is_offered() -> None:
    letter = fee_notice()
    assert said(letter, edited(letter, ("标准：按量计收", "标准："))) == lacks("标准")


def test_the_amount_is_named_beside_the_calculation() -> None:
    letter = fee_letters()["fee_notice.by_piece"]
    assert said(letter, edited(letter, ("人民币100元", "人民币"))) == lacks("数额")


def test_the_remedy_is_told_as_the_law_data_word_it() -> None:
    letter = fee_notice()
    assert said(letter, edited(letter, ("投诉、举报、", ""))) == lacks("异议途径")


def test_viewing_is_wanted_only_where_it_is_offered() -> None:
    assert "现场查阅" not in "".join(one.text for one in blocks(fee_notice(onsite_basis="")))
    assert ids(fee_notice(onsite_basis="")) == []


def test_what_the_applicant_wrote_is_no_element() -> None:
    asked = "人民币汇率，缴纳方式，视为放弃申请"
    letter = fee_notice(request_text=asked)
    spoiled = replaced(letter, "逾期未缴纳的，视为放弃申请，", "")
    assert said(letter, spoiled) == lacks("逾期后果（视为放弃，不再处理）")


def test_elements_are_wanted_of_notices_only() -> None:
    for letter in (fee_waiver(), grant(), receipt()):
        spoiled = replaced(letter, "2026年10月20日", "")
        assert "C41" not in [one.id for one in check_letter(letter, spoiled, basis())]


# ------------------------------------------------------------------------------------------------ remedies


def test_the_notice_opens_no_remedy_against_the_fee() -> None:
    assert "C45" in ids(fee_notice(reason="对收费决定不服的，可以申请行政复议"))
    assert "C45" in ids(fee_notice(counted="共计110页；不服的可以向人民法院提起行政诉讼"))
    # What the measure says of remedies is no remedy of the letter.
    assert "C45" not in ids(fee_notice())


def test_a_notice_by_piece_that_is_handed_over_names_its_last_day() -> None:
    day = date(2026, 12, 4)
    letter = fee_notice(lines=_BY_PIECE, fen=10_000, standard="按件计收", onsite_basis="", pay_due_on=day)
    assert "2026年12月4日" in "".join(one.text for one in blocks(letter))
    assert ids(letter) == []
    assert ids(letter, provisional_dates=(day,)) == ["C04"]
