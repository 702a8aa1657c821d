"""The form of the annual report and its relations: labels sign by sign, merged heads without a gap, strict reading."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from law.annual_drawing import DrawnTable, drawn_four, drawn_three, drawn_two
from law.annual_form import AnnualForm, annual_layout, load_annual_layout
from law.annual_relations import RelationLevel, annual_relations, load_annual_relations
from law.annual_rows import annual_rows
from law.data_files import DATA
from law.errors import LawDataError
from law.outcomes import outcome_rules
from law.terms import Confidence


def test_the_form_has_the_cells_of_the_official_one() -> None:
    layout = annual_layout()
    assert (len(layout.table_two), len(layout.table_three), len(layout.table_four)) == (10, 175, 15)
    assert layout.parts == (
        "一、总体情况",
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
        "五、存在的主要问题及改进情况",
        "六、其他需要报告的事项",
    )
    assert [label for _, label in layout.columns] == [
        "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计",
    ]  # fmt: skip
    assert [label for _, label in layout.results] == ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    assert [block.title for block in layout.blocks] == [
        "第二十条第（一）项", "第二十条第（五）项", "第二十条第（六）项", "第二十条第（八）项",
    ]  # fmt: skip
    assert layout.corner == "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
    assert layout.decimals("t2.fees.amount") == 4
    assert layout.decimals("t2.licences.decisions") == layout.decimals("t3.r1.total") == 0


def test_every_outcome_counts_in_a_row_that_adds_up() -> None:
    assert {rule.annual_row for rule in outcome_rules().values()} == set(annual_layout().part_rows())


def test_the_old_form_has_one_row_for_three() -> None:
    old = annual_layout(AnnualForm.OLD)
    assert dict(old.rows)["r3_6_3"] == "（六）其他处理"
    assert set(annual_rows()) - {row for row, _ in old.rows} == {"r3_6_1", "r3_6_2"}
    assert old.undivided == "r3_6_3"
    assert old.confidence is Confidence.MEMORY
    assert annual_layout().undivided == ""


@pytest.mark.parametrize("form", list(AnnualForm))
@pytest.mark.parametrize(
    ("draw", "rows", "columns"),
    [
        (drawn_two, {AnnualForm.CURRENT: 14, AnnualForm.OLD: 18}, 4),
        (drawn_three, {AnnualForm.CURRENT: 28, AnnualForm.OLD: 26}, 10),
        (drawn_four, {AnnualForm.CURRENT: 4, AnnualForm.OLD: 4}, 15),
    ],
)
def test_a_drawn_table_covers_every_place_once(
    form: AnnualForm, draw: Callable[[AnnualForm], DrawnTable], rows: dict[AnnualForm, int], columns: int
) -> None:
    table = draw(form)
    places = [
        (row, column)
        for one in table.cells
        for row in range(one.row, one.row + one.down)
        for column in range(one.column, one.column + one.across)
    ]
    assert sorted(places) == [(row, column) for row in range(rows[form]) for column in range(columns)]
    assert (table.rows, table.columns) == (rows[form], columns)
    assert all(bool(one.text) is not bool(one.figure) for one in table.cells)


def test_the_drawn_tables_hold_every_figure_once() -> None:
    for form in AnnualForm:
        figures = [
            one.figure for draw in (drawn_two, drawn_three, drawn_four) for one in draw(form).cells if one.figure
        ]
        assert sorted(figures) == sorted(annual_layout(form).cells)


def test_the_labels_of_table_three_span_as_the_form_says() -> None:
    spans = {one.text: (one.down, one.across) for one in drawn_three().cells if one.text}
    assert spans["三、本年度办理结果"] == (22, 1)
    assert [spans[one][0] for one in ("（三）不予公开", "（四）无法提供", "（五）不予处理", "（六）其他处理")] == [
        8,
        3,
        5,
        3,
    ]
    assert spans["一、本年新收政府信息公开申请数量"] == spans["四、结转下年度继续办理"] == (1, 3)
    assert spans["（七）总计"] == (1, 2)
    assert (spans["申请人情况"], spans["法人或其他组织"]) == ((1, 7), (1, 5))


def test_every_cell_has_a_title_and_unknown_ones_have_none() -> None:
    for form in AnnualForm:
        layout = annual_layout(form)
        titles = [layout.cell_title(cell) for cell in layout.cells]
        assert len(set(titles)) == len(titles)
    assert annual_layout().cell_title("t3.r3_3_1.total") == "表三 （三）不予公开 1.属于国家秘密·总计"
    for cell in ("t2.regulations.decisions", "t3.r9.total", "t4.direct.lost"):
        with pytest.raises(KeyError):
            annual_layout().cell_title(cell)


def test_the_relations_are_those_of_the_list() -> None:
    relations = annual_relations()
    assert list(relations) == [f"R{number}" for number in range(1, 10)]
    warned = [key for key, one in relations.items() if one.level is RelationLevel.WARN]
    assert warned == ["R6", "R7"]
    assert relations["R1"].confidence is Confidence.AGREEING
    assert all(one.basis and one.source.statute == "form30" for one in relations.values())


@pytest.mark.parametrize(
    ("name", "load", "old", "new", "said"),
    [
        ("annual_form", load_annual_layout, '["total", "总计"],\n]', "]", "not the columns of the applicants"),
        ("annual_form", load_annual_layout, '"本年废止件数", ', "", "a head for the labels"),
        ("annual_form", load_annual_layout, "[table_four]", "[table_five]", "table_four: missing"),
        ("annual_form", load_annual_layout, '["pending", "尚未审结"], ', "", "not the classes of results"),
        ("annual_form", load_annual_layout, "corner =", "korner =", "corner: missing"),
        ("annual_relations", load_annual_relations, 'level = "error"', 'level = "loud"', "loud"),
        ("annual_relations", load_annual_relations, 'source = "form30"', 'source = "form99"', "unknown statute"),
        ("annual_relations", load_annual_relations, 'basis = "推导"', 'bases = "推导"', "basis: missing"),
    ],
)
def test_a_malformed_file_is_refused_by_its_place(
    tmp_path: Path, name: str, load: Callable[[Path], Any], old: str, new: str, said: str
) -> None:
    text = (DATA / f"{name}.toml").read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / f"{name}.toml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(LawDataError, match=said):
        load(path)
