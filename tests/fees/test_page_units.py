"""Page units: sizes of paper by their millimetres, sheets printed on both sides, what the agency decides itself."""

import json
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest

from fees.page_units import PageUnits, Sides, page_units, paper_size, sides_of_sheets
from fees.volume import volume_fee
from law.errors import RuleGap
from law.policies import PolicySet
from law.terms import PaperSize

DAY = date(2026, 3, 2)
FEN = 100
DEFAULT = PolicySet.default()
BY_AREA = DEFAULT.with_(fee_a3_pages=2)
BLANK_COUNTED = DEFAULT.with_(fee_blank_side="counted")
TRUTH = Path(__file__).parents[1] / "data" / "pdfs" / "truth.json"
COUNTABLE: Final[list[dict[str, Any]]] = [
    one for one in json.loads(TRUTH.read_text(encoding="utf-8"))["files"] if "page_units" in one
]

# Nominal sizes, and measured ones on both sides of the five per cent: A4 to 220 x 311, A3 to 311 x 441, and so on.
MEASURED = [
    (148, 210, "a4"), (176, 250, "a4"), (185, 260, "a4"), (210, 297, "a4"), (216, 279, "a4"), (0, 0, "a4"),
    (220, 311, "a4"), (221, 297, "a3"), (210, 312, "a3"),
    (250, 353, "a3"), (297, 420, "a3"), (311, 441, "a3"), (312, 420, "a2"), (297, 442, "a2"),
    (420, 594, "a2"), (441, 623, "a2"), (442, 594, "a1"), (420, 624, "a1"),
    (594, 841, "a1"), (623, 883, "a1"), (624, 841, "a0"), (594, 884, "a0"),
    (841, 1189, "a0"), (2000, 3000, "a0"),
    # As narrow as A4, as long as a drawing.
    (210, 1189, "a0"),
]  # fmt: skip


def printed(size: PaperSize, sides: int, blank: int = 0) -> Sides:
    return Sides(size=size, printed=sides, blank=blank)


def charged(units: PageUnits) -> int:
    return volume_fee(units.units, DAY).fen


@pytest.mark.parametrize(("width", "height", "size"), MEASURED)
def test_size_of_a_side_whichever_way_it_lies(width: int, height: int, size: str) -> None:
    assert paper_size(width, height) is PaperSize(size)
    assert paper_size(height, width) is PaperSize(size)


def test_sixteen_sheets_of_a4_on_both_sides_are_thirty_two_pages() -> None:
    units = page_units([sides_of_sheets(16, PaperSize.A4, duplex=True)], DAY)
    assert units.units == 32
    assert charged(units) == 20 * FEN
    assert units.policies == ()


def test_forty_sides_of_a5_are_forty_pages() -> None:
    units = page_units([printed(paper_size(148, 210), 40)], DAY)
    assert units.units == 40
    assert charged(units) == 100 * FEN


@pytest.mark.parametrize(
    ("sheets", "duplex", "blank", "sides"),
    [(0, True, 0, 0), (16, False, 0, 16), (16, True, 0, 32), (16, True, 1, 31), (16, True, 32, 0), (3, False, 3, 0)],
)
def test_printed_sides_of_sheets(sheets: int, duplex: bool, blank: int, sides: int) -> None:
    found = sides_of_sheets(sheets, PaperSize.A3, duplex=duplex, blank=blank)
    assert found == Sides(size=PaperSize.A3, printed=sides, blank=blank)


def test_no_more_sides_can_be_blank_than_there_are() -> None:
    with pytest.raises(ValueError, match="printed sides must not be negative"):
        sides_of_sheets(16, PaperSize.A4, duplex=False, blank=17)
    with pytest.raises(ValueError, match="blank must not be negative"):
        sides_of_sheets(16, PaperSize.A4, duplex=False, blank=-1)
    with pytest.raises(ValueError, match="sheets must not be negative"):
        sides_of_sheets(-1, PaperSize.A4, duplex=False)


@pytest.mark.parametrize(
    ("size", "units", "by_area"),
    [("a4", 1, 1), ("a3", 1, 2), ("a2", 1, 4), ("a1", 1, 8), ("a0", 1, 16)],
)
def test_units_of_a_side_by_its_size(size: str, units: int, by_area: int) -> None:
    sides = [printed(PaperSize(size), 3)]
    assert page_units(sides, DAY).units == 3 * units
    assert page_units(sides, DAY, BY_AREA).units == 3 * by_area


def test_the_choice_of_the_agency_is_named_for_larger_sizes_only() -> None:
    assert page_units([printed(PaperSize.A4, 3)], DAY, BY_AREA).policies == ()
    assert page_units([printed(PaperSize.A3, 3)], DAY).policies == ("fee_a3_pages",)
    mixed = page_units([printed(PaperSize.A3, 3), printed(PaperSize.A2, 1, blank=2)], DAY)
    assert mixed.policies == ("fee_a3_pages", "fee_blank_side")


def test_blank_sides_are_told_and_do_not_count() -> None:
    units = page_units([printed(PaperSize.A4, 40, blank=3), printed(PaperSize.A3, 2, blank=1)], DAY)
    assert units.units == 42
    assert [one.sentence for one in units.steps] == [
        "A4及以下 40 面，每面计 1 页，共 40 页。",
        "A3 2 面，每面计 1 页，共 2 页。",
        "空白 4 面，不计页。",
    ]
    assert [(one.sides, one.units) for one in units.steps] == [(40, 40), (2, 2), (4, 0)]


def test_blank_sides_count_by_their_size_where_the_agency_counts_them() -> None:
    sides = [printed(PaperSize.A4, 40, blank=3), printed(PaperSize.A3, 2, blank=1)]
    counted = page_units(sides, DAY, BLANK_COUNTED)
    assert counted.units == 46
    assert counted.steps[-1].sentence == "空白 4 面，按本机关口径计 4 页。"
    assert counted.policies == ("fee_a3_pages", "fee_blank_side")
    by_area = page_units(sides, DAY, BLANK_COUNTED.with_(fee_a3_pages=2))
    assert by_area.units == 40 + 4 + 3 + 2
    assert by_area.steps[-1].units == 5


def test_blank_sides_alone_are_no_page() -> None:
    units = page_units([printed(PaperSize.A4, 0, blank=9)], DAY)
    assert (units.units, [one.sentence for one in units.steps]) == (0, ["空白 9 面，不计页。"])


def test_no_side_is_blank_unless_somebody_says_so() -> None:
    assert page_units([Sides(size=PaperSize.A4, printed=3)], DAY, BLANK_COUNTED).units == 3


def test_no_sides_are_no_page_and_no_step() -> None:
    units = page_units([printed(PaperSize.A4, 0)], DAY)
    assert (units.units, units.steps, units.policies) == (0, (), ())
    assert page_units([], DAY) == units


def test_sides_may_come_from_a_generator() -> None:
    units = page_units((printed(PaperSize.A4, 1, blank=1) for _ in range(3)), DAY, BLANK_COUNTED)
    assert units.units == 6


@pytest.mark.parametrize("file", COUNTABLE, ids=lambda file: str(file["file"])[:3])
def test_the_sample_documents_in_all_three_countings(file: dict[str, Any]) -> None:
    sizes = {one.label: one for one in PaperSize}
    blank = [printed(PaperSize.A4, 0, blank=len(file["blank_pages"]))]
    sides = blank + [printed(sizes[label], count) for label, count in file["sides_by_size"].items()]
    units, by_area = page_units(sides, DAY), page_units(sides, DAY, BY_AREA)
    assert (units.units, by_area.units) == (file["page_units"], file["page_units_by_area"])
    assert page_units(sides, DAY, BLANK_COUNTED).units == file["page_units_counting_blank"]
    assert (charged(units), charged(by_area)) == (file["fee_by_volume"] * FEN, file["fee_by_volume_by_area"] * FEN)


def test_there_are_sample_documents_with_blank_and_with_larger_sides() -> None:
    assert [one["file"][:3] for one in COUNTABLE] == ["D01", "D02", "D03", "D04", "D05"]
    assert [one["file"][:3] for one in COUNTABLE if one["blank_pages"]] == ["D02", "D05"]
    assert [one["file"][:3] for one in COUNTABLE if "A3" in one["sides_by_size"]] == ["D02"]


def test_the_article_is_named_and_before_2021_there_is_none() -> None:
    assert page_units([], DAY).citation.code == "fee:5"
    with pytest.raises(RuleGap):
        page_units([], date(2020, 12, 31))


def test_sides_and_millimetres_are_never_negative() -> None:
    with pytest.raises(ValueError, match="printed sides must not be negative"):
        page_units([printed(PaperSize.A4, -1)], DAY)
    with pytest.raises(ValueError, match="blank sides must not be negative"):
        page_units([printed(PaperSize.A4, 1, blank=-1)], DAY, BLANK_COUNTED)
    with pytest.raises(ValueError, match="width must not be negative"):
        paper_size(-210, 297)
    with pytest.raises(ValueError, match="height must not be negative"):
        paper_size(210, -297)
