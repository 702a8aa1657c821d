"""Document numbers, dates and ordinals as letters print them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from law.errors import UserError
from templates.numbers import NumberFormat, NumberParts, normalise_number, parse_number
from templates.wording import chinese_date, chinese_ordinal, half_widths


def test_number_of_the_standard() -> None:
    assert NumberFormat().write("临资", "公复", 2026, 4) == "临资公复〔2026〕4号"


def test_local_habits_are_policies() -> None:
    assert NumberFormat(use_di=True).write("临资", "公复", 2026, 7) == "临资公复〔2026〕第7号"
    assert NumberFormat(pad=3).write("临资", "公复", 2026, 7) == "临资公复〔2026〕007号"
    assert NumberFormat(pattern="{机关代字}[{yyyy}]{seq}号").write("临资", "", 2026, 7) == "临资〔2026〕7号"


def test_draft_shows_that_its_number_is_still_to_come() -> None:
    pending = NumberFormat().pending("临资", "公复", 2026)
    assert pending == "临资公复〔2026〕（待取号）"
    assert parse_number(pending) is None


@pytest.mark.parametrize("pattern", ["{yyyy}号", "{seq}号", "{yyyy}{seq}{name}", "{yyyy}{seq}{0}", "{yyyy.real}{seq}"])
def test_pattern_without_year_or_number_is_refused(pattern: str) -> None:
    with pytest.raises(UserError) as refused:
        NumberFormat(pattern=pattern)
    assert refused.value.code == "docno_template_wrong"


@pytest.mark.parametrize(
    "written",
    ["临资公复﹝2026﹞4号", "临资公复[2026]4号", "临资公复［2026］4号", "临资公复【2026】4号", "临资公复(2026) 4号",
     "临资公复（2026）4号"],
)  # fmt: skip
def test_brackets_of_every_kind_are_one(written: str) -> None:
    assert normalise_number(written) == "临资公复〔2026〕4号"
    assert parse_number(written) == NumberParts("临资公复", 2026, 4)


@pytest.mark.parametrize("text", ["", "临资公复4号", "〔2026〕4号", "临资公复〔26〕4号", "临资公复〔2026〕号"])
def test_what_is_no_number(text: str) -> None:
    assert parse_number(text) is None


@given(st.integers(2008, 2099), st.integers(1, 99_999), st.booleans(), st.integers(0, 5))
def test_number_can_be_read_back(year: int, seq: int, use_di: bool, pad: int) -> None:
    written = NumberFormat(use_di=use_di, pad=pad).write("临资", "公复", year, seq)
    assert parse_number(written) == NumberParts("临资公复", year, seq)


def test_dates_have_no_leading_zeros() -> None:
    assert chinese_date(date(2026, 11, 26)) == "2026年11月26日"
    assert chinese_date(date(2026, 1, 6)) == "2026年1月6日"


def test_ordinals() -> None:
    numbers = (1, 10, 11, 20, 21, 99)
    assert [chinese_ordinal(one) for one in numbers] == ["一", "十", "十一", "二十", "二十一", "九十九"]
    assert len({chinese_ordinal(one) for one in range(1, 100)}) == 99
    for wrong in (0, 100):
        with pytest.raises(ValueError, match="heading"):
            chinese_ordinal(wrong)


def test_widths() -> None:
    assert half_widths("临江县2026年") == 6 + 4 + 2
    assert half_widths("“·”") == 6
    assert half_widths("e\u0301") == 1
