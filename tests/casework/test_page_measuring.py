"""Sides of files: the sample PDFs, kinds told by content, what is refused, and how measuring is stopped."""

import io
import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, Final

import docx
import pypdfium2
import pytest
from PIL import Image

from casework.page_measuring import MeasuredFile, measure
from fees.page_units import page_units
from fees.volume import volume_fee
from law.errors import UserError
from law.policies import PolicySet
from law.terms import PaperSize
from templates.office_conversion import find_office
from tests.casework.made_files import (
    A4,
    compound,
    full,
    locked,
    objects_of,
    package,
    packed,
    page,
    pdf,
    picture,
    stream,
    text,
    written,
)

PDFS: Final = Path(__file__).parents[1] / "data" / "pdfs"
TRUTH: Final[dict[str, dict[str, Any]]] = {
    one["file"][:3]: one for one in json.loads((PDFS / "truth.json").read_text(encoding="utf-8"))["files"]
}
COUNTED: Final = [name for name, one in TRUTH.items() if one["expect"] != "damaged"]
DAY: Final = date(2026, 3, 2)
DEFAULT: Final = PolicySet.default()
with_office = pytest.mark.skipif(find_office() is None, reason="LibreOffice is not installed")


def sample(name: str) -> bytes:
    return (PDFS / str(TRUTH[name]["file"])).read_bytes()


def refused(act: Callable[[], object]) -> UserError:
    with pytest.raises(UserError) as caught:
        act()
    assert caught.value.field == "pages"
    return caught.value


def code(content: bytes, name: str = "x", password: str = "") -> str:
    return refused(lambda: measure(content, name, password=password)).code


# ------------------------------------------------------------------------------------------------------- the samples


@pytest.mark.parametrize("name", COUNTED)
def test_samples_are_measured_side_by_side(name: str) -> None:
    truth = TRUTH[name]
    found = measure(sample(name), truth["file"], password=truth.get("password", ""))
    assert (found.file_name, found.kind, found.note) == (truth["file"], "PDF", "")
    assert found.physical == truth["physical_pages"]
    assert list(found.blank_sides) == truth["blank_pages"]
    assert {one.size.label: one.printed for one in found.sides if one.printed} == truth["sides_by_size"]
    assert sum(one.printed + one.blank for one in found.sides) == found.physical


@pytest.mark.parametrize("name", COUNTED)
def test_samples_cost_what_the_agency_decides(name: str) -> None:
    truth = TRUTH[name]
    found = measure(sample(name), truth["file"], password=truth.get("password", ""))
    plain = page_units(found.sides, DAY, DEFAULT)
    by_area = page_units(found.sides, DAY, DEFAULT.with_(fee_a3_pages=2))
    with_blank = page_units(found.sides, DAY, DEFAULT.with_(fee_blank_side="counted"))
    assert plain.units == truth["page_units"]
    assert by_area.units == truth["page_units_by_area"]
    assert with_blank.units == truth["page_units_counting_blank"]
    assert volume_fee(plain.units, DAY).fen == truth["fee_by_volume"] * 100
    assert volume_fee(by_area.units, DAY).fen == truth["fee_by_volume_by_area"] * 100


def test_a_locked_file_has_no_pages_until_it_is_opened() -> None:
    content = sample("D04")
    assert code(content) == "pages_encrypted"
    assert code(content, password="临江2025") == "pages_password_wrong"
    assert measure(content, "D04", password="临江2026").physical == 12


def test_a_damaged_file_gives_no_number() -> None:
    error = refused(lambda: measure(sample("D06"), "采矿权资料.pdf"))
    assert error.code == "pages_damaged"
    assert not re.search(r"\d", error.sentence)


# ------------------------------------------------------------------------------------------------------- sizes of PDF


def sizes(content: bytes) -> list[tuple[str, int]]:
    return [(one.size.value, one.printed + one.blank) for one in measure(content, "x").sides]


def test_a_page_is_as_large_as_it_is_seen() -> None:
    cut_out = page(text("a"), (2400, 2400), b"/CropBox[0 0 595 842]")
    lying = page(text("a"), (842, 1191), b"/Rotate 270")
    assert sizes(pdf(page(), page(text("a"), more=b"/Rotate 90"), cut_out)) == [("a4", 3)]
    assert sizes(pdf(lying, page(b"", (1684, 2384)))) == [("a3", 1), ("a1", 1)]


@pytest.mark.parametrize("made", [pdf, packed])
def test_the_unit_of_a_page_counts(made: Callable[..., bytes]) -> None:
    twice = page(text("/UserUnit 9"), more=b"/UserUnit 2.0")
    assert sizes(made(twice, page(text("a")), page())) == [("a4", 2), ("a2", 1)]


def test_extreme_pages_are_measured() -> None:
    found = measure(pdf(page(b"0 0 1 1 re f", (14_000, 3)), page(b"", (1, 1)), page(b"", (14_000, 14_000))), "x")
    assert [(one.size, one.printed, one.blank) for one in found.sides] == [(PaperSize.A4, 0, 1), (PaperSize.A0, 1, 1)]


def test_files_inside_a_file_are_told() -> None:
    with_annex = pypdfium2.PdfDocument(pdf(page(text("a"))))
    with_annex.new_attachment("annex.txt").set_data(b"x")
    target = io.BytesIO()
    with_annex.save(target)
    with_annex.close()
    assert measure(target.getvalue(), "x").note == "文件内另附 1 个文件，没有计入"


def test_a_form_without_pages_is_not_counted() -> None:
    objects = objects_of(page(text("Please wait")))
    objects[0] = b"<</Type/Catalog/Pages 2 0 R/AcroForm<</XFA[]/Fields[]>>>>"
    assert measure(written(objects), "x").physical == 1
    objects[0] = b"<</Type/Catalog/Pages 2 0 R/NeedsRendering true/AcroForm<</XFA[]/Fields[]>>>>"
    assert code(written(objects)) == "pages_nonpaged"


@pytest.mark.parametrize("kind", [b"/Subtype/Widget/FT/Tx/T(name)/V(x)", b"/Subtype/Stamp"])
def test_what_is_filled_in_or_stamped_on_is_seen(kind: bytes) -> None:
    objects = objects_of(page(more=b"/Annots[10 0 R]"), page())
    looks = b"/BBox[0 0 100 20]/Type/XObject/Subtype/Form"
    objects[0] = b"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[10 0 R]>>>>"
    objects += [b"<</Type/Annot/Rect[100 700 200 720]/F 4/AP<</N 11 0 R>>%s>>" % kind]
    objects += [stream(b"1 0 0 rg 0 0 100 20 re f", looks)]
    assert measure(written(objects), "x").blank_sides == (2,)


# ---------------------------------------------------------------------------------------------------------- passwords


def test_an_empty_password_opens_by_itself() -> None:
    assert measure(locked(b"", page(text("a")), page()), "x").blank_sides == (2,)
    assert measure(locked(b"", page(text("a"))), "x", password="").physical == 1


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_passwords_of_old_chinese_programs_open(encoding: str) -> None:
    content = locked("临江县".encode(encoding), page(text("a")))
    assert code(content) == "pages_encrypted"
    assert code(content, password="临江市") == "pages_password_wrong"
    assert measure(content, "x", password="临江县").physical == 1


# ---------------------------------------------------------------------------------------------------- told by content


@pytest.mark.parametrize("name", ["图.jpg", "附件（一）/公开 材料.docx", "无后缀"])
def test_the_name_decides_nothing(name: str) -> None:
    found = measure(pdf(page(text("a"))), name)
    assert (found.file_name, found.kind, found.physical) == (name, "PDF", 1)


WORKBOOK = b'<Override ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
TEXT = b'<Override ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
ODT = b"application/vnd.oasis.opendocument.text"
LONG = bytes(6000)
FILES: Final[dict[str, tuple[bytes, str]]] = {
    "empty": (b"", "pages_damaged"),
    "random": (bytes(range(256)) * 40, "pages_nonpaged"),
    "words": ("BMW 的公开材料".encode(), "pages_nonpaged"),
    "mp4": (b"\x00\x00\x00\x18ftypmp42" + LONG, "pages_nonpaged"),
    "mp3": (b"ID3\x04" + LONG, "pages_nonpaged"),
    "dwg": (b"AC1032" + LONG, "pages_nonpaged"),
    "zip": (package({"a.txt": b"x", "b.pdf": pdf(page())}), "pages_nonpaged"),
    "zip of a pdf": (b"PK\x03\x04" + b"x.pdf" + pdf(page()), "pages_damaged"),
    "xlsx": (package({"[Content_Types].xml": WORKBOOK, "xl/embeddings/word/document.xml": b"x"}), "pages_nonpaged"),
    "xls": (compound({"Workbook": LONG}), "pages_nonpaged"),
    "xls with a text inside": (compound({"Workbook": LONG}, {"WordDocument": LONG}), "pages_nonpaged"),
    "ofd": (package({"OFD.xml": b"<OFD/>"}), "pages_ofd"),
    "locked docx": (compound({"EncryptionInfo": b"x" * 100, "EncryptedPackage": LONG}), "pages_office_encrypted"),
    "locked doc": (compound({"WordDocument": b"\xec\xa5" + bytes(8) + b"\0\x01" + LONG}), "pages_office_encrypted"),
    "locked odt": (
        package({"mimetype": ODT, "META-INF/manifest.xml": b"<manifest:encryption-data/>"}),
        "pages_office_encrypted",
    ),
    "cut docx": (package({"[Content_Types].xml": TEXT, "word/document.xml": LONG})[:-30], "pages_damaged"),
    "cut doc": (compound({"WordDocument": b"\xec\xa5" + LONG})[:-512], "pages_damaged"),
    "doc of a few bytes": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "pages_damaged"),
}


@pytest.mark.parametrize("name", FILES)
def test_what_cannot_be_counted_is_refused_with_a_way_out(name: str) -> None:
    content, expected = FILES[name]
    error = refused(lambda: measure(content, "材料"))
    assert error.code == expected
    assert "材料" in error.what
    assert error.todo


def test_a_package_with_a_spoiled_part_is_damaged() -> None:
    content = bytearray(package({"[Content_Types].xml": TEXT, "word/document.xml": bytes(range(256)) * 50}))
    content[content.index(b"word/document.xml") + 30] ^= 0xFF
    assert code(bytes(content)) == "pages_damaged"


def test_a_package_that_unpacks_without_end_is_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("casework.file_kinds._MOST_UNPACKED", 10_000)
    content = package({"[Content_Types].xml": TEXT, "word/document.xml": bytes(20_000)})
    assert code(content) == "pages_too_many"


def test_too_many_sides_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("casework.pdf_sides.MOST_SIDES", 2)
    assert measure(pdf(page(), page()), "x").physical == 2
    error = refused(lambda: measure(pdf(page(), page(), page()), "x"))
    assert error.code == "pages_too_many"


# ------------------------------------------------------------------------------------------------ progress and stopping


class Stopped(Exception):
    pass


def test_progress_is_told_side_by_side() -> None:
    told: list[tuple[int, int]] = []
    measure(pdf(page(), page(), page()), "x", progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_what_progress_raises_stops_the_work_and_closes_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    closed: list[object] = []
    close = pypdfium2.PdfDocument.close

    def noted(document: pypdfium2.PdfDocument) -> None:
        closed.append(document)
        close(document)

    def stop(done: int, _total: int) -> None:
        if done == 2:
            raise Stopped

    monkeypatch.setattr(pypdfium2.PdfDocument, "close", noted)
    with pytest.raises(Stopped):
        measure(sample("D03"), "x", progress=stop)
    assert len(closed) == 1
    # Nothing is left locked: the next file is measured.
    assert measure(sample("D01"), "x").physical == 31


# ---------------------------------------------------------------------------------------------------- text documents


def text_document(pages: int) -> bytes:
    document = docx.Document()
    for number in range(pages):
        paragraph = document.add_paragraph(f"公开材料第{number + 1}部分")
        paragraph.paragraph_format.page_break_before = number > 0
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def laid_out(found: MeasuredFile) -> tuple[str, int, bool]:
    return found.kind, found.physical, "LibreOffice" in found.note


@with_office
def test_a_text_document_is_laid_out_and_counted() -> None:
    assert laid_out(measure(text_document(3), "征地 方案.docx")) == ("Word 文档", 3, True)
    assert laid_out(measure(rb"{\rtf1\ansi one\page two}", "说明.rtf")) == ("RTF 文档", 2, True)


@with_office
def test_stopping_ends_the_layout() -> None:
    def stop(_done: int, total: int) -> None:
        assert total == 0  # nobody knows yet
        raise Stopped

    with pytest.raises(Stopped):
        measure(text_document(1), "x.docx", progress=stop)


@with_office
def test_what_cannot_be_laid_out_is_refused() -> None:
    assert code(compound({"WordDocument": b"\xec\xa5" + LONG}), "坏.wps") == "pages_office_failed"


def test_without_libreoffice_a_text_document_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("templates.office_conversion.find_office", lambda: None)
    assert code(text_document(1), "方案.docx") == "pages_no_office"


def test_a_picture_that_cannot_be_read_makes_no_blank_side() -> None:
    good = picture(Image.new("L", (620, 877), 250))
    assert measure(pdf(page(full(A4), image=good)), "x").blank_sides == (1,)
    assert code(pdf(page(full(A4), image=good.replace(b"\xff\xd8\xff", b"\0\0\0")))) == "pages_damaged"
