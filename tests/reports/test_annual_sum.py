"""Several offices' reports added up: every cell is the sum, and a report that does not hold is left out by name."""

import random
from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from law.annual_form import TOTAL, AnnualForm, annual_layout, three_key
from reports.annual_relations import check_annual
from reports.annual_sum import AnnualSum, OfficeFile, sum_offices
from reports.annual_tables import AnnualTables
from reports.annual_workbook import annual_xlsx, read_annual_file
from tests.reports.annual_samples import sound_pair, sound_tables

NAMES = ("自然资源局", "水务局", "教育局", "民政局")


def office(name: str, tables: AnnualTables, before: AnnualTables | None = None) -> OfficeFile:
    return OfficeFile(name=f"{name}.xlsx", agency=name, tables=replace(tables, agency=name), before=before)


def added(*files: OfficeFile) -> AnnualSum:
    return sum_offices(files, 2026, "临江县人民政府")


def total(made: AnnualSum, cell: str) -> Decimal:
    figure = made.tables.figures[cell]
    assert isinstance(figure, int | Decimal)
    return Decimal(figure)


@given(st.lists(st.integers(0, 10**9), max_size=4), st.sampled_from(list(AnnualForm)))
def test_the_sum_of_sound_reports_is_sound_and_exact(seeds: list[int], form: AnnualForm) -> None:
    files = [
        office(name, sound_tables(2026, random.Random(seed), form)) for name, seed in zip(NAMES, seeds, strict=False)
    ]
    made = added(*files)
    assert made.accepted == tuple(files)
    assert check_annual(made.tables).findings == ()
    for cell in annual_layout().cells:
        counts = [one for one in files if form is AnnualForm.CURRENT or not cell.startswith("t2.")]
        wanted = sum(Decimal(str(one.tables.figures.get(cell, 0))) for one in counts)
        assert total(made, cell) == wanted


def test_charges_are_added_without_loss() -> None:
    one, other = (sound_tables(2026, random.Random(seed)).with_figures({"t2.fees.amount": x}) for seed, x in
                  ((1, Decimal("0.1")), (2, Decimal("0.2"))))  # fmt: skip
    assert added(office("甲", one), office("乙", other)).tables.figures["t2.fees.amount"] == Decimal("0.3")


def test_a_report_that_does_not_hold_is_named_with_its_relation() -> None:
    right, wrong = sound_tables(2026, random.Random(1)), sound_tables(2026, random.Random(2))
    cell = three_key("r4", "research")
    figure = wrong.figures[cell]
    assert isinstance(figure, int)
    made = added(office("自然资源局", right), office("水务局", wrong.with_figures({cell: figure + 1})))
    assert [one.agency for one in made.accepted] == ["自然资源局"]
    (refused,) = made.refused
    assert {one.relation for one in refused.findings} == {"R1", "R3"}
    assert refused.sentence.startswith("“水务局.xlsx”（水务局）未计入：R1 不成立，科研机构列: 一+二=")
    assert made.tables.three("r1", TOTAL) == right.three("r1", TOTAL)


def test_the_year_before_of_an_office_is_checked_too() -> None:
    now, before = sound_pair(2026, random.Random(3))
    assert added(office("教育局", now, before)).refused == ()
    other = sound_pair(2026, random.Random(4))[1]
    (refused,) = added(office("教育局", now, other)).refused
    assert refused.findings[0].relation == "R4"


def test_another_year_and_the_same_office_twice_are_left_out() -> None:
    tables = sound_tables(2026, random.Random(1))
    old = office("水务局", sound_tables(2025, random.Random(1)))
    made = added(office("教育局", tables), old, office("教育局", tables))
    assert [one.sentence for one in made.refused] == [
        "“水务局.xlsx”（水务局）未计入：是2025年的报告，不是2026年的",
        "“教育局.xlsx”（教育局）未计入：与“教育局.xlsx”是同一机关的报告",
    ]


def test_what_is_missing_or_undivided_is_said() -> None:
    tables = sound_tables(2026, random.Random(1))
    without_four = replace(tables, figures={key: one for key, one in tables.figures.items() if key[:2] != "t4"})
    old = sound_tables(2026, random.Random(2), AnnualForm.OLD)
    made = added(office("教育局", without_four), office("民政局", old))
    assert made.remarks == (
        "教育局没有表四，表四的合计不含",
        "民政局用2019年式表样：（六）其他处理未拆分，计入“3.其他”；表二栏目不同，未计入",
    )
    assert total(made, "t3.r3_6_3.total") == Decimal(str(tables.three("r3_6_3", TOTAL))) + Decimal(
        str(old.three("r3_6_3", TOTAL))
    )


def test_files_of_offices_are_read_checked_and_added() -> None:
    tables = [replace(sound_tables(2026, random.Random(seed)), agency=name) for seed, name in enumerate(NAMES)]
    read = [read_annual_file(annual_xlsx(one)) for one in tables]
    made = added(*(OfficeFile(name=f"{one.agency}.xlsx", agency=one.agency, tables=one) for one in read))
    assert len(made.accepted) == len(NAMES)
    assert total(made, "t3.r3_7.total") == sum(Decimal(str(one.three("r3_7", TOTAL))) for one in tables)


def test_no_file_makes_zeros() -> None:
    assert added().tables == AnnualTables.zero(2026, "临江县人民政府")
