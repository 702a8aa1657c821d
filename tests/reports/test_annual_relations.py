"""The checker: no finding in sound tables, and every seeded break of every relation in every column is found."""

import json
import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from law.annual_form import TOTAL, AnnualForm, annual_layout, four_key, three_key
from law.annual_relations import RelationLevel, annual_relations
from law.dispute_terms import ResultClass
from law.policies import PolicySet
from law.terms import ApplicantType
from reports.annual_narrative import annual_drafts
from reports.annual_part_six import fee_paragraph
from reports.annual_relations import AnnualCheck, AnnualFinding, RelationState, check_annual
from reports.annual_tables import AnnualTables, Figure
from reports.annual_texts import AnnualTexts
from reports.fee_disclosure import FeeDisclosure
from tests.conformance import run_dataset, run_file
from tests.reports.annual_samples import sound_pair, sound_tables

LAYOUT: Final = annual_layout()
COLUMNS: Final = [column for column, _ in LAYOUT.columns]
PARTS: Final = LAYOUT.part_rows()
VECTORS: Final = Path(__file__).parents[1] / "data" / "vectors" / "annual.json"
FEES: Final = FeeDisclosure(year=2026, notices=3, noticed_fen=223_000, collected_fen=215_000)


def whole(figure: Figure) -> int:
    assert isinstance(figure, int)
    return figure


def found(check: AnnualCheck) -> set[tuple[str, str]]:
    return {(one.relation, one.column) for one in check.findings}


def naive_breaks(tables: AnnualTables, before: AnnualTables | None) -> Iterator[tuple[str, str]]:
    """The relations R1 to R6 written out again, one by one, on whole numbers."""

    def three(row: str, column: str) -> int:
        return whole(tables.three(row, column))

    for column in COLUMNS:
        if three("r1", column) + three("r2", column) != three("r3_7", column) + three("r4", column):
            yield "R1", column
        parts = [three(row, column) for row, _ in LAYOUT.rows if row not in ("r1", "r2", "r3_7", "r4")]
        if three("r3_7", column) != sum(parts):
            yield "R2", column
        if before is not None and three("r2", column) != whole(before.three("r4", column)):
            yield "R4", column
    for row, _ in LAYOUT.rows:
        if three(row, TOTAL) != sum(three(row, column) for column in ApplicantType):
            yield "R3", row
    for group in ("reconsideration", "direct", "after"):
        if whole(tables.four(group, TOTAL)) != sum(whole(tables.four(group, one)) for one in ResultClass):
            yield "R5", group
    if before is not None and before.form is AnnualForm.CURRENT:
        yield from naive_stock(tables, before)


def naive_stock(tables: AnnualTables, before: AnnualTables) -> Iterator[tuple[str, str]]:
    for kind in ("regulations", "normative_documents"):
        stock = whole(before.two(kind, "in_force")) + whole(tables.two(kind, "made"))
        if whole(tables.two(kind, "in_force")) != stock - whole(tables.two(kind, "repealed")):
            yield "R6", kind


@given(st.integers(0, 10**9), st.sampled_from(list(AnnualForm)))
def test_sound_reports_have_no_finding(seed: int, form_before: AnnualForm) -> None:
    now, before = sound_pair(2026, random.Random(seed), form_before)
    drafts = annual_drafts(now, before, FEES, PolicySet.default())
    texts = AnnualTexts(
        overview=drafts.text("overview"),
        proactive=drafts.text("proactive"),
        requests=drafts.text("requests"),
        disputes=drafts.text("disputes"),
        other=drafts.text("other"),
    )
    check = check_annual(now, before, texts=texts, fees=FEES)
    assert check.findings == ()
    states = {one.relation.key: one.state for one in check.relations}
    not_compared = {"R6"} if form_before is AnnualForm.OLD else set()
    assert {key for key, state in states.items() if state is not RelationState.HOLDS} == not_compared
    assert all(one.why_not for one in check.relations if one.state is RelationState.NOT_CHECKED)


@given(st.integers(0, 10**9))
def test_the_old_form_is_checked_as_far_as_it_can_be(seed: int) -> None:
    check = check_annual(sound_tables(2020, random.Random(seed), AnnualForm.OLD))
    assert check.findings == ()
    assert {one.relation.key: one.checked for one in check.relations if one.checked} == {
        "R1": 7,
        "R2": 7,
        "R3": 23,
        "R5": 3,
        "R9": 23 * 7 + 15,
    }


@given(st.integers(0, 10**9), st.data())
def test_any_change_of_any_cells_is_found_as_a_naive_checker_finds_it(seed: int, data: st.DataObject) -> None:
    now, before = sound_pair(2026, random.Random(seed))
    cells = data.draw(st.lists(st.sampled_from([one for one in LAYOUT.cells if one != "t2.fees.amount"]), max_size=6))
    changed = now.with_figures({one: whole(now.figures[one]) + data.draw(st.integers(0, 3)) for one in cells})
    assert found(check_annual(changed, before)) == set(naive_breaks(changed, before))


# ------------------------------------------------------------------------------------- each relation, each column


def broken(cell: str, by: int = 1) -> Callable[[AnnualTables], AnnualTables]:
    def change(tables: AnnualTables) -> AnnualTables:
        return tables.with_figures({cell: whole(tables.figures[cell]) + by})

    return change


SEEDS: Final = [
    *(("R1", column, three_key("r1", column)) for column in COLUMNS),
    *(("R1", column, three_key("r4", column)) for column in COLUMNS),
    *(("R2", column, three_key(row, column)) for column in COLUMNS for row in (*PARTS, "r3_7")),
    *(("R3", row, three_key(row, column)) for row, _ in LAYOUT.rows for column in COLUMNS),
    *(("R4", column, three_key("r2", column)) for column in COLUMNS),
    *(("R5", group, four_key(group, one)) for group, _ in LAYOUT.groups for one, _ in LAYOUT.results),
    *(
        ("R6", kind, f"t2.{kind}.{column}")
        for kind in ("regulations", "normative_documents")
        for column in ("made", "repealed", "in_force")
    ),
]


@pytest.mark.parametrize(("relation", "where", "cell"), SEEDS)
def test_each_seeded_break_is_found_in_its_place(relation: str, where: str, cell: str) -> None:
    now, before = sound_pair(2026, random.Random(20260131))
    changed = broken(cell)(now)
    check = check_annual(changed, before)
    assert (relation, where) in found(check)
    assert found(check) == set(naive_breaks(changed, before))
    mine = next(one for one in check.findings if (one.relation, one.column) == (relation, where))
    assert cell in mine.cells
    assert mine.left != mine.right
    assert f"={mine.left}" in mine.sentence
    assert f"={mine.right}" in mine.sentence
    assert mine.level is annual_relations()[relation].level
    assert (mine in check.errors) is (relation != "R6")


@pytest.mark.parametrize("cell", LAYOUT.cells)
@pytest.mark.parametrize(
    ("figure", "problem"),
    [(None, "空格"), (-1, "负数-1"), (Decimal("1.50001"), "1.50001"), ("—", "不是数字“—”")],
)
def test_each_cell_must_hold_a_number(cell: str, figure: Figure, problem: str) -> None:
    now = sound_tables(2026, random.Random(5)).with_figures({cell: figure})
    nine = [one for one in check_annual(now).errors if one.relation == "R9"]
    assert [one.cells for one in nine] == [(cell,)]
    assert LAYOUT.cell_title(cell) in nine[0].sentence
    assert problem in nine[0].sentence


def test_a_cell_that_is_missing_in_its_table_is_empty() -> None:
    now = sound_tables(2026, random.Random(5))
    cell = three_key("r3_4_1", "research")
    left = replace(now, figures={key: one for key, one in now.figures.items() if key != cell})
    assert ("R9", "research") in found(check_annual(left))


def test_charges_may_have_four_places_and_no_more() -> None:
    now = sound_tables(2026, random.Random(5))
    assert check_annual(now.with_figures({"t2.fees.amount": Decimal("0.0001")})).findings == ()
    assert found(check_annual(now.with_figures({"t2.fees.amount": Decimal("0.00001")}))) == {("R9", "amount")}


# ------------------------------------------------------------------------------------------------------ the year before


def test_a_published_error_of_the_year_before_is_told_with_its_explanation() -> None:
    now, before = sound_pair(2026, random.Random(7))
    wrong = before.with_figures({three_key("r4", "research"): whole(before.three("r4", "research")) + 2})
    strict = check_annual(now, wrong)
    assert [(one.relation, one.column) for one in strict.errors] == [("R4", "research")]
    told = check_annual(now, wrong, carried_note="上年漏计2件，已公开更正")
    assert told.errors == ()
    assert "上年漏计2件，已公开更正" in told.warnings[0].sentence


@pytest.mark.parametrize("years", [2, 0, -1])
def test_another_year_is_not_taken_for_the_year_before(years: int) -> None:
    now, before = sound_pair(2026, random.Random(7))
    four = next(
        one for one in check_annual(now, replace(before, year=2026 - years)).relations if one.relation.key == "R4"
    )
    assert (four.state, four.checked) == (RelationState.NOT_CHECKED, 0)
    assert "2025年" in four.why_not


def test_what_was_not_given_is_not_said_to_hold() -> None:
    now, before = sound_pair(2026, random.Random(7))
    only_three = {key: one for key, one in now.figures.items() if key.startswith("t3.")}
    check = check_annual(replace(now, figures=only_three), before)
    states = {one.relation.key: one.state for one in check.relations}
    assert [key for key, one in states.items() if one is RelationState.HOLDS] == ["R1", "R2", "R3", "R4", "R9"]
    assert check.findings == ()


# ------------------------------------------------------------------------------------------------------ words and fees


@pytest.mark.parametrize("part", ["overview", "proactive", "requests", "disputes", "problems", "other"])
def test_a_number_of_any_part_that_is_no_table_value_is_told(part: str) -> None:
    now = sound_tables(2026, random.Random(7))
    closed = whole(now.three("r3_7", TOTAL))
    right = check_annual(now, texts=AnnualTexts.from_json({part: f"全年办结{closed}件。"}))
    wrong = check_annual(now, texts=AnnualTexts.from_json({part: f"全年办结{closed + 1}件。"}))
    assert [one for one in right.findings if one.relation == "R7"] == []
    (told,) = (one for one in wrong.findings if one.relation == "R7")
    assert (told.column, told.left, told.right) == (part, Decimal(closed + 1), Decimal(closed))
    assert told.level is RelationLevel.WARN
    assert told.cells == (three_key("r3_7", TOTAL),)


def part_six(text: str, fees: FeeDisclosure) -> list[AnnualFinding]:
    check = check_annual(AnnualTables.zero(2026, ""), texts=AnnualTexts(other=text), fees=fees)
    return [one for one in check.findings if one.relation == "R8"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("无其他需要报告的事项。", "第六部分没有写"),
        ("2026年未收取信息处理费（0元）。", "第六部分写未收取"),
        ("2026年收取信息处理费2150元，通知金额2230元。", "件数（3件）"),
        ("2026年发出收费通知3件，实际收取信息处理费2150元。", "总金额（2230元）"),
        ("2026年发出收费通知3件、金额2,230元。", "实际收取的总金额（2150元）"),
        ("2026年发出收费通知2件、金额2230元，实际收取2150元。", "件数（3件）"),
    ],
)
def test_part_six_must_tell_what_the_ledger_holds(text: str, said: str) -> None:
    (told,) = part_six(text, FEES)
    assert told.level is RelationLevel.ERROR
    assert said in told.sentence


@given(st.integers(0, 50), st.integers(0, 10**7), st.integers(-(10**6), 10**7))
def test_our_own_paragraph_always_tells_it(notices: int, noticed: int, collected: int) -> None:
    fees = FeeDisclosure(year=2026, notices=notices, noticed_fen=noticed * bool(notices), collected_fen=collected)
    assert part_six(fee_paragraph(fees), fees) == []


def test_a_year_without_fees_is_to_say_so() -> None:
    none = FeeDisclosure(year=2026, notices=0, noticed_fen=0, collected_fen=0)
    (told,) = part_six("无其他需要报告的事项。", none)
    assert told.level is RelationLevel.WARN
    assert part_six(fee_paragraph(none), none) == []


# -------------------------------------------------------------------------------------------------------------- vectors


def test_all_datasets_pass_and_a_wrong_one_fails(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_file(VECTORS) == (7, 0)
    datasets: list[dict[str, Any]] = json.loads(VECTORS.read_text(encoding="utf-8"))["datasets"]
    for dataset in datasets:
        for key in dataset["expected"]:
            spoiled = {**dataset, "expected": {**dataset["expected"], key: "something else"}}
            assert [one.split()[0] for one in run_dataset(spoiled)] == [key]
    assert capsys.readouterr().out == ""
