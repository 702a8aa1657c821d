"""Citations print as statutes do and read back what they print as a code."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from law.citations import Citation, statutes
from law.numerals import chinese_numeral


@pytest.mark.parametrize(
    ("code", "short", "brief", "full"),
    [
        ("ogi:33.2", "第三十三条第二款", "条例第三十三条第二款", "《中华人民共和国政府信息公开条例》第三十三条第二款"),
        (
            "ogi:36(2)",
            "第三十六条第（二）项",
            "条例第三十六条第（二）项",
            "《中华人民共和国政府信息公开条例》第三十六条第（二）项",
        ),
        (
            "recon:23.1(4)",
            "第二十三条第一款第（四）项",
            "行政复议法第二十三条第一款第（四）项",
            "《中华人民共和国行政复议法》第二十三条第一款第（四）项",
        ),
        ("fee:10", "第十条", "信息处理费管理办法第十条", "《政府信息公开信息处理费管理办法》第十条"),
        ("civil_code:203", "第二百零三条", "民法典第二百零三条", "《中华人民共和国民法典》第二百零三条"),
        ("case26", "指导案例26号", "指导案例26号", "最高人民法院指导案例26号"),
        ("letter132:3", "第三条", "国办函〔2021〕132号第三条", "国办函〔2021〕132号第三条"),
        (
            "civil_proc:89 参照",
            "第八十九条（参照）",
            "民事诉讼法第八十九条（参照）",
            "《中华人民共和国民事诉讼法》第八十九条（参照）",
        ),
    ],
)
def test_prints_as_statutes_are_cited(code: str, short: str, brief: str, full: str) -> None:
    citation = Citation.parse(code)
    assert (citation.short, citation.brief, citation.full) == (short, brief, full)
    assert str(citation) == full


@pytest.mark.parametrize(
    "code",
    [
        "",
        "ogi:",
        "ogi:0",
        "ogi:33.",
        "ogi:33.0",
        "ogi:.2",
        "ogi:(2)",
        "OGI:33",
        "ogi:33.2(1",
        "nothing:1",
        "case26:1",
        "33",
    ],
)
def test_refuses_what_it_cannot_cite(code: str) -> None:
    with pytest.raises(ValueError, match=r"malformed|unknown statute|no articles"):
        Citation.parse(code)


_WITH_ARTICLES = sorted(key for key, one in statutes().items() if one.has_articles)


@given(
    st.builds(
        Citation,
        st.sampled_from(_WITH_ARTICLES),
        st.integers(1, 2000),
        st.none() | st.integers(1, 12),
        st.none() | st.integers(1, 30),
        st.none() | st.sampled_from(["参照", "年报分类"]),
    )
)
def test_reads_back_its_own_code(citation: Citation) -> None:
    assert Citation.parse(citation.code) == citation


def test_covers_parts_of_itself_only() -> None:
    article = Citation.parse("ogi:36")
    item = Citation.parse("ogi:36(3)")
    assert article.covers(item)
    assert article.covers(article)
    assert not item.covers(article)
    assert not item.covers(Citation.parse("ogi:36(4)"))
    assert not article.covers(Citation.parse("fee:36"))


@pytest.mark.parametrize(
    ("number", "printed"),
    [
        (0, "零"),
        (7, "七"),
        (10, "十"),
        (15, "十五"),
        (20, "二十"),
        (60, "六十"),
        (100, "一百"),
        (101, "一百零一"),
        (110, "一百一十"),
        (115, "一百一十五"),
        (1000, "一千"),
        (1001, "一千零一"),
        (1010, "一千零一十"),
        (2019, "二千零一十九"),
    ],
)
def test_numerals(number: int, printed: str) -> None:
    assert chinese_numeral(number) == printed


@pytest.mark.parametrize("number", [-1, 10_000])
def test_numerals_refuse_what_no_statute_prints(number: int) -> None:
    with pytest.raises(ValueError, match="no Chinese numeral"):
        chinese_numeral(number)


@given(st.integers(0, 9999))
def test_numerals_are_distinct_and_read_back(number: int) -> None:
    digits = {char: value for value, char in enumerate("零一二三四五六七八九")}
    units = {"十": 10, "百": 100, "千": 1000}
    total, digit = 0, None
    for char in chinese_numeral(number):
        if char in units:
            total += (1 if digit is None else digit) * units[char]
            digit = None
        else:
            digit = digits[char]
    assert total + (digit or 0) == number
