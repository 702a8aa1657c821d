"""Writers that take rows one by one: as at once, nothing left when given up, and what LibreOffice reads."""

import csv
import io
import tempfile
import tracemalloc
import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from lxml import etree
from openpyxl import load_workbook

from reports.table_workbook import XlsxWriter
from reports.tables import Cell, CsvWriter, Money, Table, TableColumn, TableHead, csv_bytes, xlsx_bytes
from tests.office_tables import as_office_reads, with_calc

HEAD = TableHead(title="台账", notes=("临江县自然资源局",), columns=(TableColumn("登记号"), TableColumn("日期")))
ROWS: tuple[tuple[Cell, ...], ...] = (("依申〔2026〕1号", date(2026, 3, 2)), ("依申〔2026〕2号", None))
STARTS = ("=1+1", "+86 199", "-2", "@SUM(1)", "\t=1", "\r=1")
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def workbook(head: TableHead, rows: Sequence[Sequence[Cell]]) -> bytes:
    written = io.BytesIO()
    writer = XlsxWriter(written, head)
    for row in rows:
        writer.add(row)
    writer.finish()
    return written.getvalue()


def text_head(title: str) -> TableHead:
    return TableHead(title=title, notes=(title,), columns=(TableColumn(title), TableColumn("二")))


# ------------------------------------------------------------------------------------------------ the same as at once


def test_row_by_row_is_as_at_once() -> None:
    table = Table(title=HEAD.title, notes=HEAD.notes, columns=HEAD.columns, rows=ROWS)
    written = io.BytesIO()
    writer = CsvWriter(written, HEAD)
    for row in ROWS:
        writer.add(row)
    writer.finish()
    assert written.getvalue() == csv_bytes(table)
    both = [load_workbook(io.BytesIO(one)).worksheets[0] for one in (workbook(HEAD, ROWS), xlsx_bytes(table))]
    read = [[[cell.value for cell in row] for row in one.iter_rows()] for one in both]
    assert read[0] == read[1]
    assert both[0].auto_filter.ref == both[1].auto_filter.ref == "A3:B5"


def test_the_target_stays_open() -> None:
    for kind in (CsvWriter, XlsxWriter):
        target = io.BytesIO()
        writer = kind(target, HEAD)
        writer.add(ROWS[0])
        writer.finish()
        assert not target.closed


def test_csv_for_programs_that_know_only_gbk_loses_no_character() -> None:
    written = io.BytesIO()
    writer = CsvWriter(written, HEAD, "gb18030")
    writer.add(("𠮷田㐂", date(2026, 3, 2)))
    writer.finish()
    assert written.getvalue().startswith("台账\r\n".encode("gbk"))
    assert list(csv.reader(io.StringIO(written.getvalue().decode("gb18030"))))[3] == ["𠮷田㐂", "2026-03-02"]


def test_what_is_given_up_leaves_nothing_but_its_target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    for finished in (False, True):
        target = io.BytesIO()
        writer = XlsxWriter(target, HEAD)
        writer.add(ROWS[0])
        if finished:
            writer.finish()
        writer.abandon()
        assert not target.closed
        del writer
        assert not list(tmp_path.iterdir()), "nothing is written beside the target"


def test_memory_does_not_grow_with_the_rows(tmp_path: Path) -> None:
    row = tuple(f"申请公开第{at}项文件" for at in range(12))
    head = TableHead(title="台账", notes=(), columns=tuple(TableColumn(str(at)) for at in range(12)))
    peaks = []
    for rows in (2_000, 20_000):
        with (tmp_path / "a.xlsx").open("wb") as target:
            tracemalloc.start()
            writer = XlsxWriter(target, head)
            for _ in range(rows):
                writer.add(row)
            writer.finish()
            peaks.append(tracemalloc.get_traced_memory()[1])
            tracemalloc.stop()
    assert peaks[1] < peaks[0] + 300_000


# ------------------------------------------------------------------------------------------------ what a sheet can hold


@pytest.mark.parametrize("title", [*STARTS, "a/b:c*?[d]\\e", "'引号'", "  ", "台" * 40, "\x00台账\x0b"])
def test_any_title_gives_a_sheet_that_opens(title: str) -> None:
    sheet = load_workbook(io.BytesIO(workbook(text_head(title), ROWS))).worksheets[0]
    assert 0 < len(sheet.title) <= 31
    assert not set(sheet.title) & set("[]:*?/\\")
    assert not sheet.title.startswith("'")
    assert not sheet.title.endswith("'")
    assert sheet["A4"].value == "依申〔2026〕1号"


def test_characters_that_no_workbook_holds_are_left_out() -> None:
    content = workbook(HEAD, [("甲\x00乙\x0b丙\ud800丁\uffff", None)])
    assert load_workbook(io.BytesIO(content)).worksheets[0]["A4"].value == "甲乙丙丁"


def test_a_text_that_is_too_long_for_a_cell_says_that_it_is_cut() -> None:
    for character in ("字", "𠮷"):
        content = workbook(HEAD, [(character * 40_000, None)])
        said = str(load_workbook(io.BytesIO(content)).worksheets[0]["A4"].value)
        assert said.endswith("……（单元格容不下，以下省略）")
        assert len(said.encode("utf-16-le")) // 2 <= 32_767
        assert set(said[:15_000]) == {character}
    whole = "字" * 32_767
    assert load_workbook(io.BytesIO(workbook(HEAD, [(whole, None)]))).worksheets[0]["A4"].value == whole


def test_the_head_is_kept_in_view_and_printed_on_every_page() -> None:
    with zipfile.ZipFile(io.BytesIO(workbook(HEAD, ROWS))) as package:
        book = package.read("xl/workbook.xml").decode()
        sheet = etree.fromstring(package.read("xl/worksheets/sheet1.xml"))
    assert "_xlnm.Print_Titles" in book
    assert "$3:$3" in book
    setup = sheet.find(f"{SHEET}pageSetup")
    assert setup is not None
    assert (setup.get("orientation"), setup.get("fitToHeight"), setup.get("paperSize")) == ("landscape", "0", "9")


# ------------------------------------------------------------------------------------------------ LibreOffice


@with_calc
def test_libreoffice_opens_it_and_shows_what_was_written(tmp_path: Path) -> None:
    texts = [*STARTS[:4], '=HYPERLINK("http://example.invalid","点")', "_x0041_", "007", "1e5", "2026-03-02", " 空格 "]
    rows: list[tuple[Cell, ...]] = [
        (text, number, date(2026, 3, 2), Money(138_050 + number), None) for number, text in enumerate(texts)
    ]
    head = TableHead(
        title="=1+1",
        notes=("@SUM(1)",),
        columns=tuple(TableColumn(one) for one in ("-文字", "数", "日期", "金额", "空")),
    )
    read = as_office_reads(workbook(head, rows), tmp_path)
    assert [line[0] for line in read[:3]] == ["=1+1", "@SUM(1)", "-文字"]
    assert read[2] == ["-文字", "数", "日期", "金额", "空"]
    for number, text in enumerate(texts):
        assert read[3 + number] == [text, str(number), "2026-03-02", f"1,380.{50 + number}", ""]
    assert len(read) == 3 + len(texts)
