"""GB/T 9704-2012 measured on the printed page: letters laid out by LibreOffice, lengths in millimetres from the PDF.

The fonts of the agency are not on a test machine; the open ones stand in for them, by the setting that an agency uses.
Without LibreOffice nothing can be measured: the tests are left out, and fail if ``--libreoffice`` asks for them.
"""

from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest

from templates.engine import render
from templates.office_conversion import convert_files, find_office
from tests.templates.measured_pages import MM, PrintedPage, letter_pages
from tests.templates.sample_letters import correction_notice, grant
from tests.templates.test_pages import OPEN_FONTS

TOP, LEFT, WIDTH, HEIGHT = 37.0, 28.0, 156.0, 225.0
RIGHT, BOTTOM = LEFT + WIDTH, TOP + HEIGHT
SIGN: Final = WIDTH / 28  # of the 28 in a line
THREE_HAO: Final = 16 * MM
FILLER = "临江县自然资源局"

_LETTERS: Final = {
    "filler": (grant(request_text=FILLER * 400), OPEN_FONTS),
    "grant": (grant(), OPEN_FONTS),
    "correction": (correction_notice(), OPEN_FONTS),
    "long_mark": (grant(), replace(OPEN_FONTS, agency_mark="局" * 14)),
    "wide_signer": (grant(signer="临江县自然资源和规划管理服务中心联合"), OPEN_FONTS),
}


@pytest.fixture(scope="module")
def printed(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, tuple[PrintedPage, ...]]:
    """The pages of every letter above."""
    if find_office() is None:
        if request.config.getoption("--libreoffice"):
            pytest.fail("LibreOffice is not installed: apt-get install libreoffice-writer-nogui fonts-noto-cjk")
        pytest.skip("LibreOffice is not installed")
    folder: Path = tmp_path_factory.mktemp("measured")
    for name, (letter, layout) in _LETTERS.items():
        (folder / f"{name}.docx").write_bytes(render(letter.kind, letter, layout))
    assert convert_files(sorted(folder.glob("*.docx")), folder) == ()
    return {name: letter_pages(folder / f"{name}.pdf") for name in _LETTERS}


def near(millimetres: float, within: float = 1.0) -> object:
    return pytest.approx(millimetres, abs=within)


def test_the_paper_is_a4(printed: dict[str, tuple[PrintedPage, ...]]) -> None:
    sizes = {(round(one.width), round(one.height)) for pages in printed.values() for one in pages}
    assert sizes == {(210, 297)}


def test_a_full_page_is_22_lines_of_28_signs_inside_the_margins(printed: dict[str, tuple[PrintedPage, ...]]) -> None:
    full = printed["filler"][1:-2]
    assert len(full) >= 4
    for page in full:
        *lines, _number = page.lines
        assert [len(one.text) for one in lines] == [28] * 22
        pitch = (lines[-1].baseline - lines[0].baseline) / 21
        # Word and LibreOffice alike set type of an exact line on four fifths of it.
        above = lines[0].baseline - 0.8 * pitch
        assert above == near(TOP)
        assert 22 * pitch == near(HEIGHT)
        assert above + 22 * pitch == near(BOTTOM)
        assert {round(one.points, 1) for one in lines} == {16.0}
        for line in lines:
            assert line.left == near(LEFT)
            assert line.right == near(RIGHT)
            assert line.right <= RIGHT + 0.3


def test_nothing_stands_outside_the_margins(printed: dict[str, tuple[PrintedPage, ...]]) -> None:
    for name, pages in printed.items():
        for at, page in enumerate(pages):
            for line in page.lines:
                if line.points == pytest.approx(16):
                    # A final mark may hang over by one sign, as Chinese type has it.
                    assert line.left >= LEFT - 0.3, (name, at, line.text)
                    assert line.right <= RIGHT + SIGN + 0.3, (name, at, line.text)
                    assert line.bottom <= BOTTOM + 0.3, (name, at, line.text)


def test_the_mark_begins_at_30_millimetres(printed: dict[str, tuple[PrintedPage, ...]]) -> None:
    for name in ("grant", "correction", "long_mark"):
        mark = printed[name][0].lines[0]
        assert mark.top == near(30), name
        assert mark.centre == near(105), name
    assert printed["grant"][0].lines[0].points == pytest.approx(42)


@pytest.mark.parametrize("name", ["grant", "correction", "filler", "long_mark"])
def test_the_red_double_lines(printed: dict[str, tuple[PrintedPage, ...]], name: str) -> None:
    first, *others = printed[name]
    upper_thick, upper_thin, lower_thin, lower_thick = first.rules
    assert all(one.red for one in first.rules)
    for rule in first.rules:
        assert rule.right - rule.left == near(170, 0.3)
        assert (rule.left + rule.right) / 2 == near(105, 0.3)
    assert upper_thick.thickness > 2 * upper_thin.thickness
    assert lower_thick.thickness > 2 * lower_thin.thickness
    mark = first.lines[0]
    assert upper_thick.middle - upper_thick.thickness / 2 - mark.bottom == near(4)
    assert (lower_thin.middle + lower_thick.middle) / 2 == near(297 - 20)
    assert lower_thin.middle == near(297 - 20)
    assert lower_thick.middle == near(297 - 20)
    assert [one.rules for one in others] == [()] * len(others)


@pytest.mark.parametrize("name", ["grant", "correction"])
def test_the_number_stands_flush_right_seven_eighths_of_a_sign_under_the_line(
    printed: dict[str, tuple[PrintedPage, ...]], name: str
) -> None:
    first = printed[name][0]
    number = next(one for one in first.lines if one.text.startswith("临资公"))
    rule = first.rules[1]
    assert number.right == near(RIGHT)
    assert number.points == pytest.approx(16)
    assert number.top - rule.middle == near(7 / 8 * THREE_HAO)


@pytest.mark.parametrize("name", ["grant", "correction"])
def test_the_title_is_centred_in_22_points_two_lines_under_the_number(
    printed: dict[str, tuple[PrintedPage, ...]], name: str
) -> None:
    first = printed[name][0]
    at = next(place for place, one in enumerate(first.lines) if one.points == pytest.approx(22))
    title, number = first.lines[at], first.lines[at - 1]
    assert title.centre == near(LEFT + WIDTH / 2)
    pitch = HEIGHT / 22
    assert 3 * pitch - 1 <= title.baseline - number.baseline <= 3.3 * pitch
    addressee = first.lines[at + 1]
    assert addressee.left == near(LEFT)
    assert addressee.text.endswith("：")
    assert addressee.baseline - title.baseline == near(2 * pitch)


def test_page_numbers_stand_outside_and_none_on_the_first_page(
    printed: dict[str, tuple[PrintedPage, ...]],
) -> None:
    first, *others = printed["filler"]
    assert all("—" not in one.text for one in first.lines)
    assert len(others) >= 6
    sign = 14 * MM
    for number, page in enumerate(others, start=2):
        line = page.lines[-1]
        assert line.text == f"—{number}—"
        assert line.points == pytest.approx(14)
        edge = RIGHT - line.right if number % 2 else line.left - LEFT
        assert edge == near(sign, 0.5)
        # The dash stands a third of a sign above the baseline.
        assert line.baseline - 0.37 * sign - BOTTOM == near(7)


@pytest.mark.parametrize("name", ["grant", "correction"])
def test_signature_over_the_date_and_room_for_the_seal(printed: dict[str, tuple[PrintedPage, ...]], name: str) -> None:
    last = next(one for one in reversed(printed[name]) if any(line.text == FILLER for line in one.lines[1:]))
    at = next(place for place, one in enumerate(last.lines) if one.text == FILLER and one.points < 20)
    signature, date, before = last.lines[at], last.lines[at + 1], last.lines[at - 1]
    assert date.text.endswith("日")
    assert signature.centre == near(date.centre, 0.3)
    pitch = HEIGHT / 22
    assert date.baseline - signature.baseline == near(pitch, 0.3)
    assert signature.baseline - before.baseline >= 3 * pitch - 0.3, "two lines for the upper half of the seal"
    # The date is centred in a place made for figures of half a sign. LibreOffice puts a fifth of a sign between figures
    # and Chinese, which no setting of the file can switch off, and the open font has wider figures: both go half to
    # each side.
    planned = sum(0.5 if one.isdigit() else 1 for one in date.text) * SIGN
    wider = (date.right - date.left - planned) / 2
    assert 0 <= wider < SIGN * 0.8
    assert RIGHT - date.right + wider == near(4 * SIGN)


def test_a_name_as_long_as_the_line_keeps_the_date_under_its_middle(
    printed: dict[str, tuple[PrintedPage, ...]],
) -> None:
    last = printed["wide_signer"][-1]
    signature = last.line("服务中心")
    date = last.line("11月6日")
    assert signature.centre == near(date.centre, 0.3)
    assert signature.right <= RIGHT + 0.3
