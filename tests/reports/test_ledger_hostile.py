"""Files that are no ledgers, or were made to break a reader: a calm refusal, never a traceback, never silent loss."""

import io
import zipfile
from datetime import date
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart, Reference

from deadlines.calendar import standard_calendar
from law.errors import UserError
from law.policies import PolicySet
from reports import ledger_xlsx
from reports.ledger_bare_xlsx import read_bare_xlsx
from reports.ledger_reading import read_ledger
from reports.ledger_rows import LedgerReading, RowStatus

LEDGERS: Final = Path(__file__).parents[1] / "data" / "ledgers"
_HEADS: Final = "序号,收到日期,申请人,申请内容,办理结果\r\n"


def _read(content: bytes, name: str = "台账.xlsx") -> LedgerReading:
    return read_ledger(content, name, standard_calendar(), PolicySet.default(), date(2026, 11, 20))


def _sample(start: str) -> bytes:
    return next(one for one in LEDGERS.iterdir() if one.name.startswith(start) and one.suffix != ".json").read_bytes()


def _refused(content: bytes) -> str:
    with pytest.raises(UserError) as refusal:
        _read(content)
    assert refusal.value.sentence
    return refusal.value.code


def _read_or_refused(content: bytes) -> LedgerReading | None:
    try:
        return _read(content)
    except UserError:
        return None


@pytest.mark.parametrize("content", [b"", b"\0" * 100, b"\xef\xbb\xbf", b"\r\n \t\r\n"])
def test_an_empty_file(content: bytes) -> None:
    assert _refused(content) == "ledger_empty"


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7\n...",
        b"\x89PNG\r\n\x1a\n" + b"\0" * 40,
        b"\xff\xd8\xff\xe0" + b"\0" * 40,
        b"Rar!\x1a\x07\x00",
        b"{\\rtf1\\ansi}",
        b"<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'/>",
        b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><a/>",
        b"a,b\0c,d\r\n",
    ],
)
def test_a_file_of_another_kind(content: bytes) -> None:
    assert _refused(content) == "ledger_format"


def _zipped(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name.replace("__", "/"), content)
    return stream.getvalue()


def test_other_packages() -> None:
    assert _refused(_zipped(**{"word/document.xml": b"<w:document/>"})) == "ledger_format"
    assert _refused(_zipped(**{"xl/workbook.bin": b"\0"})) == "ledger_format"
    assert _refused(_zipped(mimetype=b"application/vnd.oasis.opendocument.spreadsheet")) == "ledger_format"
    strict = b"<workbook xmlns='http://purl.oclc.org/ooxml/spreadsheetml/main'/>"
    assert _refused(_zipped(**{"xl/workbook.xml": strict})) == "ledger_format"
    assert _refused(b"<?xml version='1.0'?><Workbook") == "ledger_damaged"
    assert _refused(_zipped(readme=b"nothing")) == "ledger_damaged"
    assert _refused(b"PK\x03\x04" + b"\0" * 200) == "ledger_damaged"


@pytest.mark.parametrize("start", ["L01", "L05"])
@pytest.mark.parametrize("part", [0.05, 0.3, 0.6, 0.9, 0.99])
def test_a_workbook_cut_off(start: str, part: float) -> None:
    content = _sample(start)
    assert _refused(content[: int(len(content) * part)]) == "ledger_damaged"


@given(st.binary(min_size=1, max_size=400))
@settings(max_examples=200)
def test_random_bytes_are_read_or_refused(content: bytes) -> None:
    for begun in (content, b"PK\x03\x04" + content, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + content):
        reading = _read_or_refused(begun)
        assert reading is None or not reading.summary.imported


@given(st.data())
@settings(max_examples=25, deadline=None)
def test_single_bytes_turned_over(data: st.DataObject) -> None:
    content = bytearray(_sample(data.draw(st.sampled_from(["L02", "L05", "L06"]))))
    for _ in range(3):
        content[data.draw(st.integers(0, len(content) - 1))] ^= data.draw(st.integers(1, 255))
    reading = _read_or_refused(bytes(content))
    assert reading is None or reading.summary.rows >= 0


def test_a_password() -> None:
    packed = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 512
    assert _refused(packed) == "ledger_password"
    begin = b"\x09\x08\x10\x00\x00\x06\x05\x00\xbb\x0d\xcc\x07\x00\x00\x00\x00\x06\x00\x00\x00"
    protected = b"\x2f\x00\x06\x00\x00\x00\x12\x34\x56\x78"
    assert _refused(begin + protected + b"\x0a\x00\x00\x00") == "ledger_password"


def _changed(content: bytes, old: bytes, new: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as packed, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name in packed.namelist():
            part = packed.read(name)
            made.writestr(name, part.replace(old, new) if name.startswith("xl/worksheets/sheet") else part)
    return stream.getvalue()


def test_a_merge_over_the_whole_sheet() -> None:
    content = _changed(_sample("L01"), b'ref="A1:P1"', b'ref="A1:XFD1048576"')
    assert _refused(content) == "ledger_too_large"


def test_a_cell_at_the_far_corner() -> None:
    book = Workbook()
    assert book.active is not None
    book.active["A1"] = "序号"
    book.active["XFD1048576"] = "x"
    stream = io.BytesIO()
    book.save(stream)
    assert _refused(stream.getvalue()) == "ledger_too_large"


def test_a_declared_range_alone_costs_nothing() -> None:
    content = _changed(_sample("L01"), b'<dimension ref="A1:P166"', b'<dimension ref="A1:XFD1048576"')
    assert content != _sample("L01")
    assert _read(content, "L01_2025年.xlsx").summary.records == 150


def test_a_file_that_unfolds_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger_xlsx, "MOST_BYTES", 1_000_000)
    assert _refused(_zipped(**{"xl/worksheets/sheet1.xml": b" " * 1_000_001})) == "ledger_too_large"


def test_entities_that_multiply() -> None:
    bomb = b"".join(b'<!ENTITY e%d "%s">' % (at, b"&e%d;" % (at - 1) * 10 if at else b"lol") for at in range(12))
    content = _changed(_sample("L01"), b"<worksheet", b"<!DOCTYPE w [" + bomb + b"]><worksheet")
    cell = b'<sheetData><row r="1"><c r="Z1" t="str"><v>&e11;</v></c></row>'
    bombed = _changed(content, b"<sheetData>", cell)
    assert _refused(bombed) == "ledger_damaged"


def test_a_renamed_file_is_what_it_is() -> None:
    assert _read(_sample("L01"), "2025年.csv").format.value == "xlsx"
    assert _read(_sample("L05"), "老台账.xlsx").format.value == "xls"
    assert _read(_sample("L03"), "2024年.xls").format.value == "csv"


# ----------------------------------------------------------------------------------------------------------- CSV, rows


def test_a_quote_that_is_never_closed_loses_no_row() -> None:
    text = _HEADS + '1,2025-3-5,甲某,"征地批复,予以公开\r\n2,2025-3-6,乙某,规划许可证,予以公开\r\n'
    assert _refused(text.encode()) == "ledger_quotes"


def test_rows_that_a_wrong_quote_swallowed_are_refused() -> None:
    text = (
        _HEADS
        + '1,2025-3-5,甲某,"征地批复,予以公开\r\n'
        + "2,2025-3-6,乙某,规划许可证,予以公开\r\n"
        + '3,2025-3-7,丙某,环评批复",予以公开\r\n'
        + "4,2025-3-10,丁某,拨付凭证,予以公开\r\n"
    )
    reading = _read(text.encode(), "2025.csv")
    assert [(one.row, one.status, one.reasons) for one in reading.rows] == [
        (2, RowStatus.REJECT, ("too_many_fields",)),
        (3, RowStatus.IMPORT, ()),
    ]
    assert "并进了2行" in reading.rows[0].refused_cells[0].shown


def test_a_comma_at_the_end_of_every_line_is_no_field_too_many() -> None:
    text = _HEADS + "".join(f"{at},2025-3-{at},某甲{at},第{at}件,予以公开,\r\n" for at in range(3, 9))
    reading = _read(text.encode(), "2025.csv")
    assert reading.summary.imported == 6


def test_a_sheet_of_noise_is_not_taken_for_a_ledger() -> None:
    book = Workbook()
    assert book.active is not None
    for at in range(1, 50):
        book.active.append([f"第{at}行", at * 3.7, "随便写的文字", None])
    stream = io.BytesIO()
    book.save(stream)
    reading = _read(stream.getvalue())
    assert [one.imported for one in reading.sheets] == [False]
    assert reading.sheets[0].reason
    assert reading.rows == ()


def test_hundreds_of_hidden_sheets_and_a_chart() -> None:
    book = load_workbook(io.BytesIO(_sample("L01")))
    for at in range(60):
        book.create_sheet(f"隐藏{at}").sheet_state = "hidden"
    chart = BarChart()
    chart.add_data(Reference(book.worksheets[0], min_col=1, min_row=5, max_row=9))
    book.create_chartsheet("图").add_chart(chart)
    stream = io.BytesIO()
    book.save(stream)
    reading = _read(stream.getvalue(), "2025年.xlsx")
    assert reading.summary.records == 150


def test_a_first_line_that_tells_the_delimiter() -> None:
    text = "sep=;\r\n" + _HEADS.replace(",", ";") + "1;2025-3-5;甲某;征地批复,含附图;予以公开\r\n"
    (row,) = _read(text.encode(), "2025.csv").rows
    assert (row.row, row.status, row.values["subject"]) == (3, RowStatus.IMPORT, "征地批复,含附图")


def test_a_few_broken_signs_are_asked_about() -> None:
    good = "".join(f"{at},2025-3-{at},某甲{at},第{at}件征地批复及其全部附图附件,予以公开\r\n" for at in range(3, 29))
    broken = (
        (_HEADS + good).encode("gb18030")
        + "29,2025-3-31,某".encode("gb18030")
        + b"\xff"
        + ",一件,予以公开".encode("gb18030")
    )
    reading = _read(broken, "2025.csv")
    assert reading.summary.imported == 27
    assert [one.kind for one in reading.rows[-1].prompts] == ["lossy_character"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'patternType="', b'patternType="nonsense'),
        (b"<cellStyleXfs", b'<colors><indexedColors><rgbColor rgb="no colour"/></indexedColors></colors><cellStyleXfs'),
    ],
)
@pytest.mark.parametrize("start", ["L01", "L02", "L06"])
def test_looks_that_openpyxl_refuses_cost_nothing_of_the_content(start: str, old: bytes, new: bytes) -> None:
    content, stream = _sample(start), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as packed, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name in packed.namelist():
            part = packed.read(name)
            made.writestr(name, part.replace(old, new, 1) if name == "xl/styles.xml" else part)
    with pytest.raises(Exception):  # noqa: B017, PT011 - whatever openpyxl says of it
        load_workbook(io.BytesIO(stream.getvalue()))
    name = "2025年.xlsx" if start != "L06" else "2026年.xlsx"
    whole, bare = _read(content, name), _read(stream.getvalue(), name)
    assert bare.rows == whole.rows
    assert bare.sheets == whole.sheets


def test_the_bare_cells_are_those_of_openpyxl() -> None:
    for start in ("L01", "L02", "L06"):
        content = _sample(start)
        assert read_bare_xlsx(content).grids == ledger_xlsx.read_xlsx(content).grids
