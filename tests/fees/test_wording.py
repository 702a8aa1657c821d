"""Money in words, against tables written by hand and against an independent reader of the capitals."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fees.wording import capital_yuan, yuan, yuan_figure

DIGITS = "零壹贰叁肆伍陆柒捌玖"

# The fen, the figure without its unit.
FIGURES = {
    0: "0", 1: "0.01", 10: "0.10", 50: "0.50", 99: "0.99", 100: "1", 101: "1.01", 100_00: "100", 999_00: "999",
    1000_00: "1,000", 1380_00: "1,380", 10700_00: "10,700", 83460_00: "83,460", 1234567_89: "1,234,567.89",
    -1: "-0.01", -50: "-0.50", -99: "-0.99", -100: "-1", -101: "-1.01", -1380_00: "-1,380",
}  # fmt: skip

CAPITALS = {
    0: "零元整",
    1: "壹分", 9: "玖分", 10: "壹角整", 50: "伍角整", 55: "伍角伍分", 99: "玖角玖分",
    1_00: "壹元整", 1_01: "壹元零壹分", 1_10: "壹元壹角整", 1_11: "壹元壹角壹分",
    10_00: "壹拾元整", 10_05: "壹拾元零伍分", 10_50: "壹拾元伍角整", 11_00: "壹拾壹元整",
    100_00: "壹佰元整", 101_00: "壹佰零壹元整", 110_00: "壹佰壹拾元整", 270_00: "贰佰柒拾元整",
    1000_00: "壹仟元整", 1001_00: "壹仟零壹元整", 1010_00: "壹仟零壹拾元整", 1100_00: "壹仟壹佰元整",
    1380_00: "壹仟叁佰捌拾元整", 4300_00: "肆仟叁佰元整", 9999_99: "玖仟玖佰玖拾玖元玖角玖分",
    1_0000_00: "壹万元整", 1_0001_00: "壹万零壹元整", 1_0010_00: "壹万零壹拾元整", 1_0100_00: "壹万零壹佰元整",
    1_1000_00: "壹万壹仟元整", 1_0700_00: "壹万零柒佰元整", 8_3460_00: "捌万叁仟肆佰陆拾元整",
    10_0000_00: "壹拾万元整", 10_0001_00: "壹拾万零壹元整", 12_1980_00: "壹拾贰万壹仟玖佰捌拾元整",
    38_7400_00: "叁拾捌万柒仟肆佰元整", 100_0000_00: "壹佰万元整", 101_0101_00: "壹佰零壹万零壹佰零壹元整",
    1000_0000_00: "壹仟万元整", 1001_0010_00: "壹仟零壹万零壹拾元整", 2000_0500_00: "贰仟万零伍佰元整",
    1_0000_0000_00: "壹亿元整", 1_0000_0001_00: "壹亿零壹元整", 1_0001_0000_00: "壹亿零壹万元整",
    1_0000_1000_00: "壹亿零壹仟元整", 1_2000_0000_00: "壹亿贰仟万元整", 20_0030_0004_05: "贰拾亿零叁拾万零肆元零伍分",
    9999_9999_9999_99: "玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分",
    # The examples of the rules for filling in payment vouchers (支付结算办法附一); where a 零 is optional, without it.
    1409_50: "壹仟肆佰零玖元伍角整", 6007_14: "陆仟零柒元壹角肆分", 1680_32: "壹仟陆佰捌拾元叁角贰分",
    10_7000_53: "壹拾万柒仟元伍角叁分", 1_6409_02: "壹万陆仟肆佰零玖元零贰分", 325_04: "叁佰贰拾伍元零肆分",
}  # fmt: skip


def read_capitals(words: str) -> int:
    before, mark, behind = words.removesuffix("整").rpartition("元")
    assert mark or behind
    fen = read_number(before) * 100
    for digit, part in re.findall(f"([{DIGITS}])([角分])", behind):
        fen += DIGITS.index(digit) * {"角": 10, "分": 1}[part]
    return fen


def read_number(words: str) -> int:
    whole = group = digit = 0
    for one in words:
        if one in DIGITS:
            digit = DIGITS.index(one)
        elif one in "拾佰仟":
            group += digit * {"拾": 10, "佰": 100, "仟": 1000}[one]
            digit = 0
        else:
            whole = (whole + group + digit) * {"万": 1_0000, "亿": 1_0000_0000}[one]
            group = digit = 0
            if one == "亿":
                return whole + read_number(words.split("亿", 1)[1])
    return whole + group + digit


@pytest.mark.parametrize(("fen", "figure"), FIGURES.items())
def test_figures(fen: int, figure: str) -> None:
    assert yuan_figure(fen) == figure
    assert yuan(fen) == f"{figure}元"


@pytest.mark.parametrize(("fen", "words"), CAPITALS.items())
def test_capitals(fen: int, words: str) -> None:
    assert capital_yuan(fen) == words


@pytest.mark.parametrize(("fen", "words"), CAPITALS.items())
def test_the_reader_of_capitals_reads_what_was_written_by_hand(fen: int, words: str) -> None:
    assert read_capitals(words) == fen


@given(st.integers(0, 10**8), st.integers(0, 99))
def test_capitals_read_back_are_the_amount(amount: int, rest: int) -> None:
    fen = amount * 100 + rest
    assert read_capitals(capital_yuan(fen)) == fen


@given(st.lists(st.sampled_from([0, 0, 0, 1, 9]), min_size=1, max_size=14))
def test_capitals_of_many_zeros_read_back_are_the_amount(figures: list[int]) -> None:
    fen = int("".join(str(one) for one in figures))
    assert read_capitals(capital_yuan(fen)) == fen


@given(st.lists(st.sampled_from([0, 0, 0, 1, 9]), min_size=1, max_size=14))
def test_capitals_are_written_as_on_vouchers(figures: list[int]) -> None:
    words = capital_yuan(int("".join(str(one) for one in figures)))
    assert "零零" not in words
    assert not re.search("零[拾佰仟万亿角分]", words)
    assert "零元" not in words.removeprefix("零元整")
    assert words.endswith("分") != words.endswith("整")
    # No digit stands without its place but the last one of each group of four.
    assert not re.search("[壹贰叁肆伍陆柒捌玖][零壹贰叁肆伍陆柒捌玖]", words)


def test_capitals_end_where_no_fee_can_reach() -> None:
    assert capital_yuan(10**14) == "壹万亿元整"
    with pytest.raises(ValueError, match="no capitals"):
        capital_yuan(10**18)


def test_capitals_know_no_negative_amount() -> None:
    with pytest.raises(ValueError, match="fen must not be negative"):
        capital_yuan(-1)
