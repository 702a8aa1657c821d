"""Tables as files: what a program for tables reads back is what went in, and nothing in them is computed."""

import csv
import io
import zipfile
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from lxml import etree
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from reports.tables import Cell, Money, Table, TableColumn, csv_bytes, xlsx_bytes

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
HOSTILE = [
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://example.com","点我")',
    "+8613800000000",
    "-2+3",
    "@SUM(1,2)",
    "\t=1+1",
    "\r=1+1",
    "=",
    "-",
]
HARMLESS = [
    "周长根",
    "依申〔2026〕0001",
    "'=1",
    "1-2",
    "a=b",
    "“+”",
    "#N/A",
    "TRUE",
    "2026-03-02",
    "007",
    "1e5",
    "",
    " x",
]


def table(*rows: tuple[Cell, ...], totals: tuple[Cell, ...] = (), **changes: Any) -> Table:
    columns = tuple(TableColumn(f"第{at}栏", 10 + at) for at in range(1, (len(rows[0]) if rows else 3) + 1))
    values: dict[str, Any] = {"title": "信息处理费台账", "notes": ("临江县自然资源局　全部", "数据截至 2026-03-02")}
    return Table(**{**values, "columns": columns, "rows": rows, "totals": totals, **changes})


def sheet_of(made: Table) -> Worksheet:
    book = load_workbook(io.BytesIO(xlsx_bytes(made)))
    assert len(book.worksheets) == 1
    return book.worksheets[0]


def xml_of(made: Table) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(xlsx_bytes(made))) as package:
        return etree.fromstring(package.read("xl/worksheets/sheet1.xml"))


def written(made: Table, place: str) -> tuple[str | None, str]:
    """Type and text of a cell as the file has it."""
    (cell,) = [one for one in xml_of(made).iter(f"{S}c") if one.get("r") == place]
    return cell.get("t"), "".join(str(one) for one in cell.itertext())


def lines_of(made: Table) -> list[list[str]]:
    return list(csv.reader(io.StringIO(csv_bytes(made).decode("utf-8-sig"), newline="")))


# ------------------------------------------------------------------------------------------------ money


@pytest.mark.parametrize(
    ("fen", "yuan"),
    [
        (0, "0.00"),
        (1, "0.01"),
        (10, "0.10"),
        (100, "1.00"),
        (138_000, "1380.00"),
        (-5, "-0.05"),
        (8_346_000, "83460.00"),
    ],
)
def test_money_is_exact(fen: int, yuan: str) -> None:
    assert str(Money(fen).yuan) == yuan
    assert Money(fen).yuan * 100 == fen
    assert lines_of(table((Money(fen), "", "")))[4][0] == yuan
    kind, digits = written(table((Money(fen), "", "")), "A5")
    assert kind == "n"
    # A workbook computes with floats: it has the one that is nearest, and shows the fen that went in.
    assert float(digits) == float(yuan)
    assert round(Decimal(digits) * 100) == fen


def test_large_amounts_lose_no_fen() -> None:
    # More than any budget; a workbook has no more than sixteen figures.
    fen = 1_234_567_890_123_456
    assert str(Money(fen).yuan) == "12345678901234.56"
    assert written(table((Money(fen), "", "")), "A5")[1] == "12345678901234.56"
    assert lines_of(table((Money(fen), "", "")))[4][0] == "12345678901234.56"


# ------------------------------------------------------------------------------------------------ workbook


def test_workbook_has_title_notes_head_rows_and_sums_in_their_places() -> None:
    made = table(("周长根", 3, Money(10_000)), ("李四", 4, Money(20_050)), totals=("合计", 7, Money(30_050)))
    sheet = sheet_of(made)
    assert sheet.title == "信息处理费台账"
    assert [[one.value for one in row if one.value is not None] for row in sheet.iter_rows()] == [
        ["信息处理费台账"],
        ["临江县自然资源局　全部"],
        ["数据截至 2026-03-02"],
        ["第1栏", "第2栏", "第3栏"],
        ["周长根", 3, 100],
        ["李四", 4, 200.5],
        ["合计", 7, 300.5],
    ]
    assert sheet.freeze_panes == "A5"
    # The sums are not sorted in among the rows.
    assert sheet.auto_filter.ref == "A4:C6"
    assert [sheet.column_dimensions[one].width for one in "ABC"] == [11, 12, 13]
    assert [sheet["A4"].font.bold, sheet["A5"].font.bold, sheet["A7"].font.bold] == [True, False, True]


def test_cells_keep_their_kind() -> None:
    sheet = sheet_of(table((date(2026, 3, 2), 12, Money(10_050), "12", None)))
    day, number, amount, text, nothing = (sheet.cell(5, at) for at in range(1, 6))
    assert (str(day.value), day.data_type, day.number_format) == ("2026-03-02 00:00:00", "d", "yyyy-mm-dd")
    assert (number.value, type(number.value), number.data_type) == (12, int, "n")
    assert (amount.value, amount.data_type, amount.number_format) == (100.5, "n", "#,##0.00")
    assert (text.value, text.data_type) == ("12", "s")
    assert nothing.value is None


@pytest.mark.parametrize("text", [*HOSTILE, *HARMLESS])
def test_in_a_workbook_a_text_is_a_text(text: str) -> None:
    made = table((text, "", Money(1)), totals=(text, None, None))
    for place in ("A5", "A6"):
        kind, said = written(made, place)
        assert kind in ("s", "inlineStr")
        # A bare carriage return is a line feed to whoever reads XML.
        assert said.replace("\r", "\n") in (text.replace("\r", "\n"), text.replace("\r", "_x000D_"))
    assert not list(xml_of(made).iter(f"{S}f"))


@pytest.mark.parametrize("text", HOSTILE)
def test_title_notes_and_heads_are_no_formulas_either(text: str) -> None:
    columns = (TableColumn(text), TableColumn("二"))
    made = table(("甲", "乙"), title="台账", notes=(text,), columns=columns)
    assert not list(xml_of(made).iter(f"{S}f"))
    assert written(made, "A2")[0] in ("s", "inlineStr")
    assert written(made, "A3")[0] in ("s", "inlineStr")


def test_an_empty_table_is_a_workbook_too() -> None:
    made = table(totals=("合计", Money(0), None))
    sheet = sheet_of(made)
    assert [one.value for one in sheet[4]] == ["第1栏", "第2栏", "第3栏"]
    assert [one.value for one in sheet[5]] == ["合计", 0, None]
    assert sheet.auto_filter.ref == "A4:C5"


def test_the_head_is_frozen_under_any_number_of_notes() -> None:
    for notes in ((), ("一",), ("一", "二", "三")):
        sheet = sheet_of(table(("甲", "乙", "丙"), notes=notes))
        assert sheet.freeze_panes == f"A{len(notes) + 3}"
        assert sheet.cell(len(notes) + 2, 1).value == "第1栏"


def test_a_long_title_is_cut_only_in_the_name_of_the_sheet() -> None:
    title = "信息处理费台账" * 6
    sheet = sheet_of(table(("甲",), title=title))
    assert (sheet.title, sheet["A1"].value) == (title[:31], title)


def test_a_line_break_stays_in_its_cell() -> None:
    made = table(("第一行\n第二行", "甲,乙", '他说"好"'))
    assert sheet_of(made)["A5"].value == "第一行\n第二行"
    assert sheet_of(made)["A5"].alignment.wrap_text
    assert lines_of(made)[4] == ["第一行\n第二行", "甲,乙", '他说"好"']


# ------------------------------------------------------------------------------------------------ csv


def test_csv_begins_with_the_mark_and_breaks_lines_as_windows_does() -> None:
    data = csv_bytes(table(("周长根", 3, Money(10_000)), totals=("合计", None, Money(10_000))))
    assert data == (
        b"\xef\xbb\xbf"
        + (
            "信息处理费台账\r\n临江县自然资源局　全部\r\n数据截至 2026-03-02\r\n"
            "第1栏,第2栏,第3栏\r\n周长根,3,100.00\r\n合计,,100.00\r\n"
        ).encode()
    )


def test_csv_has_days_numbers_and_amounts_in_one_form() -> None:
    made = table((date(2026, 3, 2), 1_234_567, Money(123_456_789), Money(-50), None))
    assert lines_of(made)[4] == ["2026-03-02", "1234567", "1234567.89", "-0.50", ""]


@pytest.mark.parametrize("text", HOSTILE)
def test_in_csv_a_text_that_looks_like_a_formula_is_marked(text: str) -> None:
    made = table((text, "甲", text), totals=(text, None, None))
    lines = lines_of(made)
    assert lines[4] == [f"'{text}", "甲", f"'{text}"]
    assert lines[5][0] == f"'{text}"


@pytest.mark.parametrize("text", HARMLESS)
def test_in_csv_other_texts_stay_as_they_are(text: str) -> None:
    assert lines_of(table((text, "甲")))[4] == [text, "甲"]


def test_in_csv_title_notes_and_heads_are_marked_too() -> None:
    for text in HOSTILE:
        made = table(("甲", "乙"), title=text, notes=(text,), columns=(TableColumn(text), TableColumn("二")))
        for line in lines_of(made)[:3]:
            assert not line[0].startswith(("=", "+", "-", "@", "\t", "\r"))


def test_csv_of_an_empty_table_is_its_head() -> None:
    assert lines_of(table(notes=())) == [["信息处理费台账"], ["第1栏", "第2栏", "第3栏"]]
