"""The annual report as a document: what was put in is read out again, also from documents of other hands."""

import io
import random
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import pypdfium2
import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from law.annual_drawing import drawn_four, drawn_three, drawn_two
from law.annual_form import AnnualForm, annual_layout
from law.annual_rows import annual_rows
from law.errors import UserError
from reports.annual_grids import read_annual_grids
from reports.annual_tables import AnnualTables
from reports.annual_workbook import annual_xlsx
from templates.annual_reading import AnnualDocument, read_annual_docx
from templates.annual_report import AnnualReportPaper, annual_report_docx
from templates.layout import Layout
from templates.office_conversion import convert_to_pdf, find_office
from tests.reports.annual_samples import sound_tables

PARTS: Final = (
    "2026年，新收政府信息公开申请457件。\n全年完善台账。",
    "",
    "新收申请中，自然人402件。",
    "",
    "存在的主要问题：说理不够充分。\n改进情况：建立模板库。",
    "2026年未收取信息处理费（0元）。",
)


def paper(tables: AnnualTables, parts: tuple[str, str, str, str, str, str] = PARTS) -> AnnualReportPaper:
    return AnnualReportPaper(
        agency=tables.agency, year=tables.year, parts=parts, figures=tables.printed(), form=tables.form
    )


def report(seed: int = 1, form: AnnualForm = AnnualForm.CURRENT) -> AnnualTables:
    return sound_tables(2026, random.Random(seed), form)


def tables_of(document: AnnualDocument) -> AnnualTables:
    return read_annual_grids(document.grids, words=document.words)


@settings(max_examples=15)
@given(st.integers(0, 10**9), st.sampled_from(list(AnnualForm)))
def test_a_report_comes_back_equal(seed: int, form: AnnualForm) -> None:
    tables = report(seed, form)
    written = annual_report_docx(paper(tables))
    document = read_annual_docx(written)
    assert tables_of(document) == tables
    assert document.parts == PARTS
    assert written == annual_report_docx(paper(tables))


def test_tables_that_were_not_given_are_left_out() -> None:
    tables = report()
    only_three = replace(tables, figures={key: one for key, one in tables.figures.items() if key.startswith("t3.")})
    document = read_annual_docx(annual_report_docx(paper(only_three)))
    assert len(document.grids) == 1
    assert tables_of(document) == only_three


def test_the_document_has_the_labels_and_merges_of_the_form() -> None:
    document = Document(io.BytesIO(annual_report_docx(paper(report()))))
    headings = [one.text for one in document.paragraphs if one.text in annual_layout().parts]
    assert headings == list(annual_layout().parts)
    assert [one.text for one in document.paragraphs[:2]] == ["临江县自然资源局", "2026年政府信息公开工作年度报告"]
    two, three, four = document.tables
    assert [len(one.columns) for one in (two, three, four)] == [4, 10, 15]
    for drawn, table in ((drawn_two(), two), (drawn_three(), three), (drawn_four(), four)):
        assert len(table.rows) == drawn.rows
        for one in drawn.cells:
            first = table.cell(one.row, one.column)
            last = table.cell(one.row + one.down - 1, one.column + one.across - 1)
            # Merged cells are one and the same.
            assert first._tc is last._tc
            if one.text:
                assert first.text == one.text
    repeated = [row for row in three.rows if row._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None]
    assert len(repeated) == 3
    assert three.cell(0, 0).text == "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
    assert [row.label for row in annual_rows().values()] == [
        next(one.text for one in reversed(three.rows[at].cells[:3]) if one.text) for at in range(3, 28)
    ]  # fmt: skip


def test_words_are_printed_literally_and_fonts_are_the_agencys() -> None:
    hostile = "“引号” & <w:t> {{ agency }} {% if %}"
    parts = (hostile, "", "", "", "", "")
    written = annual_report_docx(paper(report(), parts), Layout(font_body="仿宋", font_title="宋体"))
    assert read_annual_docx(written).parts[0] == hostile
    with zipfile.ZipFile(io.BytesIO(written)) as package:
        xml = package.read("word/document.xml").decode("utf-8")
    assert 'w:eastAsia="仿宋"' in xml
    assert "仿宋_GB2312" not in xml


def test_a_report_has_six_parts() -> None:
    with pytest.raises(ValueError, match="5 parts"):
        annual_report_docx(replace(paper(report()), parts=("",) * 5))  # type: ignore[arg-type]


# ------------------------------------------------------------------------------------------------- documents of others


def rewritten(written: bytes, *changes: tuple[str, str]) -> bytes:
    """The document with its XML changed as word processors do."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(written)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/document.xml":
                xml = content.decode("utf-8")
                for before, after in changes:
                    assert before in xml
                    xml = xml.replace(before, after)
                content = xml.encode("utf-8")
            new.writestr(name, content)
    return target.getvalue()


def test_content_controls_tracked_changes_and_links_do_no_harm() -> None:
    tables = report(2)
    written = annual_report_docx(paper(tables))
    deleted = '<w:del w:id="1"><w:r><w:delText>9</w:delText></w:r></w:del>'
    deleted += '<w:moveFrom w:id="2"><w:r><w:t>8</w:t></w:r></w:moveFrom>'
    changed = rewritten(
        written,
        ("<w:tbl>", "<w:sdt><w:sdtContent><w:tbl>"),
        ("</w:tbl>", "</w:tbl></w:sdtContent></w:sdt>"),
        ('<w:vMerge w:val="continue"/>', "<w:vMerge/>"),
        ("</w:p></w:tc>", f"{deleted}</w:p></w:tc>"),
        ("一、总体情况", "一、总体 情况"),
    )
    document = read_annual_docx(changed)
    assert tables_of(document) == tables
    assert document.parts == PARTS


def test_words_hidden_under_a_merged_cell_are_not_read() -> None:
    tables = report(2)
    hidden = "<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p><w:r><w:t>7</w:t></w:r></w:p></w:tc>"
    written = annual_report_docx(paper(tables))
    xml = zipfile.ZipFile(io.BytesIO(written)).read("word/document.xml").decode("utf-8")
    continued = next(one for one in xml.split("<w:tc>") if '<w:vMerge w:val="continue"/>' in one)
    under = f"<w:tc>{continued.split('</w:tc>', maxsplit=1)[0]}</w:tc>"
    spanned = hidden.replace("<w:vMerge/>", '<w:gridSpan w:val="3"/><w:vMerge/>')
    assert 'w:gridSpan w:val="3"' in under
    assert tables_of(read_annual_docx(rewritten(written, (under, spanned)))) == tables
    shown = rewritten(written, (under, spanned.replace("<w:vMerge/>", "")))
    assert "7" in {cell for grid in read_annual_docx(shown).grids for row in grid for cell in row[:1]}


def test_a_document_of_another_hand_is_read() -> None:
    tables = report(3)
    made = Document()
    made.add_heading("临江县自然资源局2026年政府信息公开工作年度报告")
    made.add_paragraph("根据要求编制本报告。")
    for drawn in (drawn_two(), drawn_three(), drawn_four()):
        table = made.add_table(rows=drawn.rows, cols=drawn.columns)
        for one in drawn.cells:
            cell = table.cell(one.row, one.column)
            if one.down > 1 or one.across > 1:
                cell = cell.merge(table.cell(one.row + one.down - 1, one.column + one.across - 1))
            cell.text = one.text or tables.printed()[one.figure]
        made.add_paragraph("")
    target = io.BytesIO()
    made.save(target)
    document = read_annual_docx(target.getvalue())
    assert tables_of(document) == tables
    assert document.parts == ("",) * 6


def test_a_document_without_tables_has_its_words() -> None:
    made = Document()
    for line in ("标题", "一、总体情况", "办结447件。", "五、存在的主要问题及改进情况", "没有。"):
        made.add_paragraph(line)
    target = io.BytesIO()
    made.save(target)
    assert read_annual_docx(target.getvalue()) == AnnualDocument(
        words="标题", parts=("办结447件。", "", "", "", "没有。", ""), grids=()
    )


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.7", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, b"{\\rtf1}"]
)
def test_what_is_no_document_is_refused(content: bytes) -> None:
    with pytest.raises(UserError) as caught:
        read_annual_docx(content)
    assert caught.value.code == "annual_file_unreadable"


def test_a_workbook_is_no_document() -> None:
    with pytest.raises(UserError, match="不是 Word 文档"):
        read_annual_docx(annual_xlsx(report()))


def test_entities_are_not_unfolded() -> None:
    written = annual_report_docx(paper(report()))
    bomb = '<!DOCTYPE a [<!ENTITY x "9"><!ENTITY y "&x;&x;&x;">]>'
    changed = rewritten(written, ("<w:document ", f"{bomb}<w:document "), ("一、总体情况", "一、总体情况&y;"))
    assert "999" not in "".join(read_annual_docx(changed).parts)


# ------------------------------------------------------------------------------------------------------ office programs


def pages(content: bytes, suffix: str) -> Iterator[str]:
    for page in pypdfium2.PdfDocument(convert_to_pdf(content, suffix)):
        yield "".join(page.get_textpage().get_text_range().split())


@pytest.fixture
def office(request: pytest.FixtureRequest) -> None:
    if find_office() is None:
        if request.config.getoption("--libreoffice"):
            pytest.fail("LibreOffice is not installed: apt-get install libreoffice-writer-nogui fonts-noto-cjk")
        pytest.skip("LibreOffice is not installed")


@pytest.mark.usefixtures("office")
def test_each_table_stands_whole_on_its_page() -> None:
    tables = report(4).with_figures({"t3.r1.natural_person": 987_654, "t3.r4.total": 456_789})
    found = list(pages(annual_report_docx(paper(tables)), ".docx"))
    (three,) = (page for page in found if "申请人情况" in page)
    assert "987654" in three
    assert "456789" in three
    assert three.count("申请人情况") == 1
    (two,) = (page for page in found if "现行有效件数" in page)
    assert "本年收费金额" in two
    assert 2 <= len(found) <= 5


@pytest.mark.usefixtures("office")
def test_the_workbook_is_three_pages() -> None:
    found = list(pages(annual_xlsx(report(4)), ".xlsx"))
    assert len(found) == 3
    assert "四、结转下年度继续办理" in found[1]
