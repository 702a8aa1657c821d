"""Annual reports out and in: workbooks of ours and of others, pages, pasted text; the unreadable is refused by row."""

import io
import random
from collections.abc import Callable, Iterable
from contextlib import suppress
from decimal import Decimal
from functools import partial
from html import escape
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from law.annual_drawing import DrawnTable, drawn_four, drawn_three, drawn_two
from law.annual_form import AnnualForm, annual_layout, three_key
from law.annual_rows import annual_rows
from law.errors import UserError
from reports.annual_paste import read_annual_html, read_annual_text
from reports.annual_relations import check_annual
from reports.annual_tables import AnnualTables, Figure, read_figure, shown
from reports.annual_workbook import annual_xlsx, read_annual_file
from tests.reports.annual_samples import AGENCY, sound_tables

TITLE: Final = f"{AGENCY}2026年政府信息公开工作年度报告"
DRAWN: Final = {"t2": drawn_two, "t3": drawn_three, "t4": drawn_four}
FORMS: Final = list(AnnualForm)


def report(seed: int = 1, form: AnnualForm = AnnualForm.CURRENT) -> AnnualTables:
    return sound_tables(2026, random.Random(seed), form)


def lines(tables: AnnualTables, drawn: DrawnTable, *, merged: str | None) -> Iterable[list[str]]:
    """Rows of a table; a cell covered by a merged one gives ``merged``, or nothing at all."""
    for row in range(drawn.rows):
        cells: dict[int, str] = {}
        for one in drawn.of_row(row):
            cells[one.column] = one.text or tables.printed()[one.figure]
        yield [cells.get(at, "") for at in range(drawn.columns) if at in cells or merged == ""]


def with_tabs(tables: AnnualTables, *, collapsed: bool) -> str:
    rows = [
        "\t".join(row)
        for draw in DRAWN.values()
        for row in lines(tables, draw(tables.form), merged=None if collapsed else "")
    ]
    return "\n".join([TITLE, "（供公开）", *rows])


def one_a_line(tables: AnnualTables, between: str = "\n") -> str:
    rows = [
        between.join(row) for draw in DRAWN.values() for row in lines(tables, draw(tables.form), merged=None)
    ]  # fmt: skip
    return "\n".join([TITLE, "（供公开）", *rows])


def web_page(tables: AnnualTables) -> str:
    body = [f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>"]
    for draw in DRAWN.values():
        drawn = draw(tables.form)
        body.append("<table>")
        for row in range(drawn.rows):
            body.append("<tr>")
            for one in drawn.of_row(row):
                words = escape(one.text or tables.printed()[one.figure])
                body.append(f'<td rowspan="{one.down}" colspan="{one.across}"><p>{words}</p></td>')
            body.append("</tr>")
        body.append("</table>")
    return "".join([*body, "</body></html>"])


# ---------------------------------------------------------------------------------------------------------- round trips


@settings(max_examples=10)
@given(st.integers(0, 10**9), st.sampled_from(FORMS))
def test_a_workbook_comes_back_equal(seed: int, form: AnnualForm) -> None:
    tables = report(seed, form)
    assert read_annual_file(annual_xlsx(tables)) == tables


@given(st.integers(0, 10**9), st.sampled_from(FORMS), st.booleans())
def test_text_with_tabs_comes_back_equal(seed: int, form: AnnualForm, collapsed: bool) -> None:
    tables = report(seed, form)
    assert read_annual_text(with_tabs(tables, collapsed=collapsed)) == tables


@given(st.integers(0, 10**9), st.sampled_from(FORMS), st.sampled_from(["\n", "\r\n", " ", "  \n\n "]))
def test_one_number_a_line_comes_back_equal(seed: int, form: AnnualForm, between: str) -> None:
    tables = report(seed, form)
    assert read_annual_text(one_a_line(tables, between)) == tables


@given(st.integers(0, 10**9), st.sampled_from(FORMS))
def test_a_web_page_comes_back_equal(seed: int, form: AnnualForm) -> None:
    tables = report(seed, form)
    assert read_annual_html(web_page(tables)) == tables
    assert read_annual_text(web_page(tables)) == tables
    assert read_annual_file(web_page(tables).encode("gb18030", "replace")) == tables


@given(st.integers(0, 10**9), st.sampled_from(FORMS))
def test_json_comes_back_equal(seed: int, form: AnnualForm) -> None:
    tables = report(seed, form).with_figures({"t3.r1.total": None, "t3.r2.total": "—", "t3.r4.total": Decimal("1.5")})
    assert AnnualTables.from_json(tables.as_json()) == tables


@pytest.mark.parametrize("stored", [{}, {"year": 2026, "agency": "", "form": 2021, "figures": {"a": 1.5}}, {"year": 1}])
def test_other_json_is_refused(stored: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="no annual tables"):
        AnnualTables.from_json(stored)


# -------------------------------------------------------------------------------------------------------- our workbooks


def test_the_workbook_has_the_labels_and_merges_of_the_form() -> None:
    book = load_workbook(io.BytesIO(annual_xlsx(report())))
    assert book.sheetnames == ["表二", "表三", "表四"]
    three = book["表三"]
    assert three["A1"].value == TITLE
    assert three["A2"].value == "三、收到和处理政府信息公开申请情况"
    assert three["A3"].value == "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
    merged = {str(one) for one in three.merged_cells.ranges}
    assert {"A3:C5", "D3:J3", "D4:D5", "E4:I4", "J4:J5", "A6:C6", "A8:A29", "B10:B17", "B18:B20"} <= merged
    assert [three.cell(5, column).value for column in range(5, 10)] == [
        "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他",
    ]  # fmt: skip
    labels = [one.value for row in three.iter_rows(6, 30, 1, 3) for one in row if one.value]
    rows = annual_rows().values()
    assert {one.label for one in rows} <= set(labels)
    assert {one.group for one in rows if one.group} <= set(labels)
    assert labels.count("三、本年度办理结果") == 1


def test_zeros_are_written_and_no_cell_is_left_empty() -> None:
    tables = AnnualTables.zero(2026, AGENCY)
    book = load_workbook(io.BytesIO(annual_xlsx(tables)))
    numbers = [one.value for sheet in book.worksheets for row in sheet.iter_rows() for one in row if one.value == 0]
    assert len(numbers) == len(annual_layout().cells) == 200
    assert read_annual_file(annual_xlsx(tables)) == tables
    assert check_annual(tables).findings == ()


@pytest.mark.parametrize("figure", ["=1+1", "@SUM(1)", "+86", "-"])
def test_a_text_in_a_cell_stays_a_text(figure: str) -> None:
    cell = three_key("r1", "business")
    written = annual_xlsx(report().with_figures({cell: figure}))
    assert load_workbook(io.BytesIO(written))["表三"]["E6"].data_type == "s"
    back = read_annual_file(written).figures[cell]
    assert back == read_figure(figure)


def test_a_report_without_tables_is_no_workbook() -> None:
    with pytest.raises(ValueError, match="no table"):
        annual_xlsx(AnnualTables(year=2026, agency="", figures={}))


# ---------------------------------------------------------------------------------------------------- others' workbooks


def saved(fill: Callable[[Worksheet], None]) -> bytes:
    book = Workbook()
    fill(book.worksheets[0])
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def others_workbook(tables: AnnualTables, write: Callable[[str], str | float]) -> bytes:
    """All three tables on one sheet, shifted by a column, with words between and behind them, no cell merged."""

    def fill(sheet: Worksheet) -> None:
        row = 1
        sheet.cell(row, 3, "附件2")
        sheet.cell(row + 1, 2, TITLE)
        row += 3
        for draw in DRAWN.values():
            for cells in lines(tables, draw(tables.form), merged=""):
                for at, text in enumerate(cells, start=2):
                    value = write(text) if isinstance(read_figure(text), int | Decimal) else text
                    if value not in ("", None):
                        sheet.cell(row, at, value)
                row += 1
            sheet.cell(row, 2, "填报说明：本表由各股室汇总")
            row += 3
        sheet.cell(6, 20, "核")

    return saved(fill)


def number(text: str) -> float:
    return float(text) if "." in text else int(text)


def spaced(text: str) -> str:
    return f" {text} "


def wide(text: str) -> str:
    return text.translate(str.maketrans("0123456789.", "０１２３４５６７８９．"))


@pytest.mark.parametrize("write", [number, float, str, spaced, wide])
@pytest.mark.parametrize("form", FORMS)
def test_a_workbook_of_another_hand_is_read(write: Callable[[str], str | float], form: AnnualForm) -> None:
    tables = report(9, form)
    assert read_annual_file(others_workbook(tables, write)) == tables


def test_empty_cells_stay_empty_and_are_found() -> None:
    tables = report(3)
    empty = ("t3.r1.natural_person", "t3.r3_3_1.other_org", "t3.r4.total", "t4.after.other")
    holes: dict[str, Figure] = dict.fromkeys(empty)
    left = tables.with_figures(holes)
    for back in (
        read_annual_file(annual_xlsx(left)),
        read_annual_file(others_workbook(left, number)),
        read_annual_text(with_tabs(left, collapsed=True)),
        read_annual_text(with_tabs(left, collapsed=False)),
        read_annual_html(web_page(left)),
    ):
        assert back == left
        assert {one.cells[0] for one in check_annual(back).findings if one.relation == "R9"} == set(holes)


def test_formulas_are_read_by_their_value_and_told_without_one() -> None:
    book = load_workbook(io.BytesIO(annual_xlsx(report(3))))
    book["表三"]["J6"] = "=SUM(D6:I6)"
    written = io.BytesIO()
    book.save(written)
    back = read_annual_file(written.getvalue())
    assert back.figures[three_key("r1", "total")] == "=SUM(D6:I6)"
    assert [one.cells for one in check_annual(back).errors] == [(three_key("r1", "total"),)]


def test_labels_may_be_written_a_little_otherwise() -> None:
    tables = report(4)
    text = with_tabs(tables, collapsed=True)
    for old, new in (
        ("（一）予以公开", "(一)予以公开"),
        ("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "（二） 部分公开"),
        ("危及“三安全一稳定”", '危及"三安全一稳定"'),
        ("1.属于国家秘密", "1．属于国家秘密"),
        ("（七）总计", "（七） 总 计"),
        ("1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", "1、申请人无正当理由逾期不补正"),
    ):
        assert old in text
        text = text.replace(old, new)
    assert read_annual_text(text) == tables


def test_one_column_of_labels_is_known() -> None:
    tables = report(4)
    for between in (" ", "/", ""):
        titles = {row: f"{one.group}{between * bool(one.group)}{one.label}" for row, one in annual_rows().items()}
        rows = ["\t".join((label, *map(shown, tables.row(row)))) for row, label in titles.items()]
        back = read_annual_text("\n".join(rows), year=2026, agency=AGENCY)
        assert dict(back.figures) == {cell: one for cell, one in tables.figures.items() if cell.startswith("t3.")}


def test_a_label_broken_over_lines_is_known() -> None:
    tables = report(4)
    text = one_a_line(tables)
    whole = "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"
    assert whole in text
    broken = f"{whole[:12]}\n{whole[12:25]}\n{whole[25:]}"
    assert read_annual_text(text.replace(whole, broken)) == tables


def test_text_of_a_pdf_is_read_with_its_sentences_and_page_numbers() -> None:
    tables = report(4)
    lines_of = one_a_line(tables, " ").splitlines()
    text = "\n".join(lines_of)
    for head in ("结果维持", "结果纠正", "其他结果", "尚未审结"):
        text = text.replace(head, f"{head[:2]}\n{head[2:]}")
    text = text.replace("四、结转", "— 3 —\n四、结转").replace("行政复议 行政诉讼", "— 4 —\n行政复议 行政诉讼")
    sentences = "共收办 425 件。\n63.16%，上年结转 327 件，其他处\n理 61 件；结转下年度继续办理 170 件。\n— 1 —\n"
    assert read_annual_text(f"{lines_of[0]}\n{sentences}{text}\n{sentences}") == tables


@pytest.mark.parametrize(
    ("title", "agency", "year"),
    [
        ("临江县自然资源局2025年政府信息公开工作年度报告", "临江县自然资源局", 2025),
        ("临江县自然资源局\n2025年度政府信息公开工作年度报告", "临江县自然资源局", 2025),
        ("临江县人民政府办公室关于2025年政府信息公开工作年度报告", "临江县人民政府办公室", 2025),
        ("来源：网站 2026-01-20\n临江县水务局 2025年 政府信息公开年度报告", "临江县水务局", 2025),
        ("根据条例编制2025年政府信息公开工作年度报告", "", 2025),
    ],
)
def test_agency_and_year_come_from_the_title(title: str, agency: str, year: int) -> None:
    back = read_annual_text(with_tabs(report(4), collapsed=True).replace(TITLE, title))
    assert (back.agency, back.year) == (agency, year)


def test_words_around_the_tables_do_no_harm() -> None:
    tables = report(4)
    text = with_tabs(tables, collapsed=True)
    around = "一、总体情况\n全年办结12件，予以公开 3 件。\n" + text + "\n五、存在的主要问题\n2026年答复 7 件 有误。\n"
    assert read_annual_text(around) == tables


def test_a_single_table_is_read_alone() -> None:
    tables = report(4)
    for key, draw in DRAWN.items():
        rows = ["\t".join(row) for row in lines(tables, draw(), merged=None)]
        back = read_annual_text("\n".join(rows), year=2026, agency=AGENCY)
        assert dict(back.figures) == {cell: one for cell, one in tables.figures.items() if cell.startswith(f"{key}.")}


# -------------------------------------------------------------------------------------------------------------- refused


def refusal(read: Callable[[], object]) -> UserError:
    with pytest.raises(UserError) as caught:
        read()
    assert caught.value.sentence
    return caught.value


def test_a_row_with_a_number_too_few_is_named() -> None:
    tables = report(4)
    one = ["3.要求提供公开出版物", *(shown(figure) for figure in tables.row("r3_5_3"))]
    text = with_tabs(tables, collapsed=True)
    assert "\t".join(one) in text
    short = text.replace("\t".join(one), "\t".join(one[:-1]))
    problem = refusal(lambda: read_annual_text(short))
    assert (problem.code, problem.field) == ("annual_row_cells", "r3_5_3")
    assert "“3.要求提供公开出版物”一行有6格，应为7格" in problem.what


def test_a_row_whose_empty_cells_cannot_be_placed_is_refused() -> None:
    tables = report(4).with_figures({three_key("r1", "natural_person"): None})
    text = with_tabs(tables, collapsed=True)
    assert read_annual_text(text) == tables
    # Some programs end each line with a tab: which of both empty cells is the one too many?
    problem = refusal(lambda: read_annual_text(text.replace("\n", "\t\n") + "\t"))
    assert (problem.code, problem.field) == ("annual_row_cells", "r1")
    full = with_tabs(report(4), collapsed=True).replace("\n", "\t\n")
    assert read_annual_text(full) == report(4)


def test_a_row_without_any_number_is_empty_not_missing() -> None:
    empty: dict[str, Figure] = {three_key("r3_3_1", column): None for column, _ in annual_layout().columns}
    tables = report(4).with_figures(empty)
    assert read_annual_text(with_tabs(tables, collapsed=True)) == tables
    assert read_annual_file(annual_xlsx(tables)) == tables


@pytest.mark.parametrize("row", [row for row, _ in annual_layout().rows])
def test_a_row_that_is_missing_is_named(row: str) -> None:
    tables = report(4)
    label = annual_rows()[row].label
    kept = [line for line in with_tabs(tables, collapsed=True).splitlines() if f"{label}\t" not in f"\t{line}\t"]
    problem = refusal(lambda: read_annual_text("\n".join(kept)))
    assert problem.code == "annual_rows_missing"
    assert label in problem.what


def nothing(sheet: Worksheet) -> None:
    assert sheet.max_row == 1


def test_what_is_no_report_is_refused() -> None:
    for text in ("", "今年办结447件。", "序号\t申请人\t收到日\n1\t周长根\t2026-03-02"):
        assert refusal(partial(read_annual_text, text)).code == "annual_no_table"
    assert refusal(partial(read_annual_file, saved(nothing))).code == "annual_no_table"
    assert refusal(lambda: read_annual_file(b"%PDF-1.7")).code == "ledger_format"


def test_two_reports_in_one_text_are_refused() -> None:
    text = with_tabs(report(4), collapsed=True) + "\n" + with_tabs(report(5), collapsed=True)
    assert refusal(lambda: read_annual_text(text)).code == "annual_row_twice"
    threes = ["\t".join(row) for seed in (4, 5) for row in lines(report(seed), drawn_three(), merged=None)]
    problem = refusal(lambda: read_annual_text("\n".join(threes), year=2026))
    assert (problem.code, problem.field) == ("annual_row_twice", "r1")
    twice = with_tabs(report(4), collapsed=True)
    assert read_annual_text(f"{twice}\n{twice}") == report(4)


def test_two_forms_in_one_report_are_refused() -> None:
    new, old = report(4), report(4, AnnualForm.OLD)
    rows = ["\t".join(row) for row in lines(old, drawn_two(AnnualForm.OLD), merged=None)]
    rows += ["\t".join(row) for row in lines(new, drawn_three(), merged=None)]
    assert refusal(lambda: read_annual_text("\n".join(rows), year=2021)).code == "annual_forms_mixed"


def test_the_year_must_be_known_and_the_same() -> None:
    untitled = with_tabs(report(4), collapsed=True).replace(TITLE, "")
    assert refusal(lambda: read_annual_text(untitled)).code == "annual_year_unknown"
    assert read_annual_text(untitled, year=2026, agency=AGENCY) == report(4)
    titled = with_tabs(report(4), collapsed=True)
    assert refusal(lambda: read_annual_text(titled, year=2025)).code == "annual_year_differs"


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("", None), ("  ", None), ("0", 0), ("1,234", 1234), ("１２", 12), ("12.50", Decimal("12.50")), ("3.0", 3),
        ("-1", -1), ("—", "—"), ("1,2", "1,2"), ("12,34", "12,34"), ("无", "无"), ("1e3", 1000), ("NaN", "NaN"),
        ("12 345", 12345),
    ],
)  # fmt: skip
def test_how_a_figure_is_read(text: str, figure: Figure) -> None:
    assert read_figure(text) == figure


@given(st.text(max_size=200))
def test_no_pasted_text_is_too_strange(text: str) -> None:
    tables = None
    with suppress(UserError):
        tables = read_annual_text(text)
    assert tables is None or tables.figures
