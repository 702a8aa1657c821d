"""The measured values of GB/T 9704-2012 (信函格式), read from the XML of a letter."""

from datetime import date

import pytest
from lxml import etree

from law.terms import DocumentKind
from templates.engine import render
from templates.layout import FONT_SUBSTITUTES, Layout
from templates.package import read_package
from templates.placement import text_of
from tests.templates import sample_letters
from tests.templates.reading import W, blocks, document, part, style_value, styled


@pytest.fixture(scope="module")
def letter() -> bytes:
    return render(DocumentKind.OUTCOME_LETTER, sample_letters.grant())


@pytest.fixture(scope="module")
def styles(letter: bytes) -> etree._Element:
    return part(letter, "word/styles.xml")


def values(element: etree._Element | None, *names: str) -> tuple[str | None, ...]:
    assert element is not None
    found = (element.get(f"{W}{name}") for name in names)
    return tuple(None if one is None else str(one) for one in found)


def test_paper_margins_and_grid(letter: bytes) -> None:
    section = part(letter, "word/document.xml").find(f"{W}body/{W}sectPr")
    assert section is not None
    assert values(section.find(f"{W}pgSz"), "w", "h") == ("11906", "16838")
    margins = values(section.find(f"{W}pgMar"), "top", "bottom", "left", "right", "header", "footer")
    assert margins == ("2098", "1984", "1587", "1474", "1701", "1446")
    assert values(section.find(f"{W}docGrid"), "type", "linePitch", "charSpace") == ("linesAndChars", "579", "-848")
    assert section.find(f"{W}titlePg") is not None


def test_twenty_two_lines_of_twenty_eight_signs_fit() -> None:
    text_height, text_width = 16838 - 2098 - 1984, 11906 - 1587 - 1474
    assert 22 * 579 <= text_height < 23 * 579
    pitch = 16 * 20 - 6
    assert 28 * pitch <= text_width < 29 * pitch
    # The pitch of the grid itself, which Word applies to signs that snap to it.
    grid = 16 * 20 - 848 / 4096 * 20
    assert 28 * grid <= text_width < 29 * grid


def test_body_is_three_hao_fangsong_with_exact_lines(styles: etree._Element) -> None:
    assert style_value(styles, "Normal", "w:rPr/w:sz", "val") == "32"
    assert style_value(styles, "Normal", "w:rPr/w:rFonts", "eastAsia") == "仿宋_GB2312"
    assert style_value(styles, "Normal", "w:pPr/w:spacing", "line") == "579"
    assert style_value(styles, "Normal", "w:pPr/w:spacing", "lineRule") == "exact"
    assert style_value(styles, "Normal", "w:rPr/w:spacing", "val") == "-6"
    assert style_value(styles, "Body", "w:pPr/w:ind", "firstLineChars") == "200"
    assert style_value(styles, "Addressee", "w:pPr/w:ind", "firstLineChars") == "0"


def test_title_is_two_hao_xiaobiaosong_centred(styles: etree._Element) -> None:
    assert style_value(styles, "LetterTitle", "w:rPr/w:sz", "val") == "44"
    assert style_value(styles, "LetterTitle", "w:rPr/w:rFonts", "eastAsia") == "方正小标宋简体"
    assert style_value(styles, "LetterTitle", "w:pPr/w:jc", "val") == "center"
    assert style_value(styles, "LetterTitle", "w:pPr/w:spacing", "before") == str(2 * 579)
    assert style_value(styles, "LetterTitle", "w:pPr/w:spacing", "after") == "579"


def test_double_red_lines_are_170_millimetres_thick_over_thin_and_thin_over_thick(
    letter: bytes, styles: etree._Element
) -> None:
    for style, kind in (("HeadRule", "thickThinSmallGap"), ("FootRule", "thinThickSmallGap")):
        assert style_value(styles, style, "w:pPr/w:pBdr/w:bottom", "val") == kind
        assert style_value(styles, style, "w:pPr/w:pBdr/w:bottom", "color") == "FF0000"
    for name, millimetres in (("word/header1.xml", 49.0), ("word/footer1.xml", 276.1)):
        frame = part(letter, name).find(f".//{W}framePr")
        width, across, down = (int(one or 0) / 1440 * 25.4 for one in values(frame, "w", "x", "y"))
        assert width == pytest.approx(170, abs=0.1)
        assert across == pytest.approx(20, abs=0.1)
        # Measured in test_measured_layout.py; the double line itself is drawn under the empty line of the frame.
        assert down + 0.35 == pytest.approx(millimetres, abs=0.1)
    # As wide as the lines, so that a long mark breaks where they end.
    left = style_value(styles, "AgencyMark", "w:pPr/w:ind", "left")
    right = style_value(styles, "AgencyMark", "w:pPr/w:ind", "right")
    assert (left, right) == ("-454", "-340")
    assert abs((11906 - 1587 - 1474 + 454 + 340) / 1440 * 25.4 - 170) < 0.1


@pytest.mark.parametrize(("name", "lines", "points"), [("局" * 8, 1, 42), ("局" * 13, 1, 34), ("局" * 40, 3, 26)])
def test_the_upper_line_hangs_four_millimetres_under_the_mark(name: str, lines: int, points: int) -> None:
    data = render(DocumentKind.OUTCOME_LETTER, sample_letters.grant(), Layout(agency_mark=name))
    (down,) = values(part(data, "word/header1.xml").find(f".//{W}framePr"), "y")
    assert int(down or 0) + 20 - 1701 == lines * points * 22 + 153


def test_first_page_has_the_mark_and_no_number_the_others_a_number_outside(letter: bytes) -> None:
    section = part(letter, "word/document.xml").find(f"{W}body/{W}sectPr")
    assert section is not None
    kinds = [(str(one.tag).removeprefix(W), str(one.get(f"{W}type"))) for one in section if "Reference" in str(one.tag)]
    assert kinds == [
        ("headerReference", "first"),
        ("footerReference", "first"),
        ("footerReference", "default"),
        ("footerReference", "even"),
    ]
    parts = read_package(letter)
    assert b"PAGE" not in parts["word/footer1.xml"]
    assert b"PageNumberOdd" in parts["word/footer2.xml"]
    assert b"PageNumberEven" in parts["word/footer3.xml"]
    assert b"evenAndOddHeaders" in parts["word/settings.xml"]
    assert [str(one) for one in part(letter, "word/footer2.xml").itertext()] == ["— ", " PAGE ", "2", " —"]


def test_page_numbers_are_four_hao_song_one_sign_from_the_edge(styles: etree._Element) -> None:
    for style, side in (("PageNumberOdd", "right"), ("PageNumberEven", "left")):
        assert style_value(styles, style, "w:rPr/w:sz", "val") == "28"
        assert style_value(styles, style, "w:rPr/w:rFonts", "eastAsia") == "宋体"
        assert style_value(styles, style, "w:pPr/w:jc", "val") == side
        assert style_value(styles, style, "w:pPr/w:ind", f"{side}Chars") == "100"


def test_every_style_keeps_the_order_that_word_demands(styles: etree._Element) -> None:
    order = ["rFonts", "snapToGrid", "color", "spacing", "sz", "szCs"]
    for properties in styles.iter(f"{W}rPr"):
        tags = [str(one.tag).removeprefix(W) for one in properties if one.tag != f"{W}lang"]
        assert tags == sorted(tags, key=order.index)


def test_fonts_follow_the_setting_of_the_agency() -> None:
    layout = Layout(font_body="仿宋", font_title="方正小标宋_GBK")
    data = render(DocumentKind.OUTCOME_LETTER, sample_letters.grant(), layout)
    styles = part(data, "word/styles.xml")
    assert style_value(styles, "Normal", "w:rPr/w:rFonts", "eastAsia") == "仿宋"
    assert style_value(styles, "LetterTitle", "w:rPr/w:rFonts", "eastAsia") == "方正小标宋_GBK"
    fonts = {
        str(one.get(f"{W}name")): one.find(f"{W}altName") for one in part(data, "word/fontTable.xml").iter(f"{W}font")
    }
    assert "仿宋_GB2312" not in fonts
    assert values(fonts["仿宋"], "val") == (FONT_SUBSTITUTES["仿宋"],)


@pytest.mark.parametrize(
    ("signer", "day", "left"),
    [
        # 2026年11月6日 is 6.5 signs wide: 4 to its right, the same room to its left.
        ("临江县自然资源局", "2026-11-06", 28 - (6.5 + 8)),
        ("临江县自然资源局", "2026-11-26", 28 - (7 + 8)),
        # A name of 20 signs reaches the margin and takes the date along.
        ("临江县自然资源和规划管理服务中心联合办公", "2026-11-26", 28 - 21),
        ("很长的机关名称" * 8, "2026-11-26", 0),
    ],
)
def test_signature_and_date_stand_on_each_other(signer: str, day: str, left: float) -> None:
    letter = sample_letters.grant(signer=signer, signed_on=date.fromisoformat(day))
    root = document(letter)
    for style in ("Signature", "SignDate"):
        (paragraph,) = styled(root, style)
        assert values(paragraph.find(f"{W}pPr/{W}ind"), "leftChars") == (str(round(left * 100)),)


def test_the_last_words_stay_with_the_signature() -> None:
    root = document(sample_letters.grant())
    paragraphs = list(root.iter(f"{W}p"))
    last = next(one for one in paragraphs if "人民法院" in text_of(one))
    assert last.find(f"{W}pPr/{W}keepNext") is not None


@pytest.mark.parametrize(
    ("name", "points"), [("临江县自然资源局", 42), ("临江县自然资源和规划局", 40), ("局" * 40, 26)]
)
def test_mark_is_as_large_as_the_line_allows(name: str, points: float) -> None:
    mark = blocks(sample_letters.grant(), Layout(agency_mark=name))[0]
    assert mark.text == name
    assert mark.points == points
