"""A letter as PDF: the frozen bytes laid out, drafts marked, and clear words where no office program is installed."""

from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest

from casework import letter_pdf as pdf_module
from casework.letter_pages import PrintedParagraph, printed_letter
from casework.letter_pdf import find_wps, letter_pdf, pdf_source
from casework.letters import letter_bytes
from law.errors import UserError
from templates import office_conversion
from templates.draft_mark import marked_as_draft
from templates.office_conversion import ConversionFailed, find_office
from templates.package import read_package
from templates.preview import blocks_of
from tests.casework.desk import Desk

with_office = pytest.mark.skipif(find_office() is None, reason="LibreOffice is not installed")


def _issued(desk: Desk) -> int:
    request_id = desk.on(3, 3).take_in()
    return desk.on(3, 5).reply(request_id)


def _drafted(desk: Desk) -> int:
    request_id = desk.on(3, 3).take_in()
    desk.on(3, 5).decide(request_id)
    return desk.draft(request_id)


def _texts(content: bytes) -> list[str]:
    pdf = pypdfium2.PdfDocument(BytesIO(content))
    try:
        return [one.get_textpage().get_text_range() for one in pdf]
    finally:
        pdf.close()


@with_office
def test_an_issued_letter_becomes_a_pdf_of_its_own_words(local_desk: Desk) -> None:
    document_id = _issued(local_desk)
    name, content = letter_pdf(local_desk.office, document_id)
    assert name == letter_bytes(local_desk.office, document_id)[0].replace(".docx", ".pdf")
    pages = _texts(content)
    assert "予以" in "".join(pages) or "公开" in "".join(pages)
    assert not any("草" in one for one in pages)


@with_office
def test_a_draft_says_so_on_every_page_and_nothing_else_moves(local_desk: Desk) -> None:
    document_id = _drafted(local_desk)
    pages = _texts(letter_pdf(local_desk.office, document_id)[1])
    assert pages
    assert all("草" in one and "稿" in one for one in pages)
    _, plain = letter_bytes(local_desk.office, document_id)
    unmarked = _texts(office_conversion.convert_to_pdf(plain, ".docx"))
    assert [one.replace("草　稿", "").split() for one in pages] == [one.split() for one in unmarked]


def test_the_mark_is_in_the_copy_only(local_desk: Desk) -> None:
    document_id = _drafted(local_desk)
    name, marked = pdf_source(local_desk.office, document_id)
    assert "草稿" in name
    plain = letter_bytes(local_desk.office, document_id)[1]
    assert marked == marked_as_draft(plain)
    assert blocks_of(marked) == blocks_of(plain)
    footers = [one for one in read_package(marked) if one.startswith("word/footer")]
    assert len(footers) == 3
    assert all("草　稿" in read_package(marked)[one].decode("utf-8") for one in footers)


def test_an_issued_letter_is_not_marked(local_desk: Desk) -> None:
    document_id = _issued(local_desk)
    assert pdf_source(local_desk.office, document_id) == letter_bytes(local_desk.office, document_id)


@pytest.mark.parametrize(("wps", "code"), [(None, "pdf_no_office"), (Path("/opt/wps"), "pdf_only_wps")])
def test_without_libreoffice_it_is_said_what_can_be_done(
    local_desk: Desk, monkeypatch: pytest.MonkeyPatch, wps: Path | None, code: str
) -> None:
    document_id = _issued(local_desk)
    monkeypatch.setattr(office_conversion, "find_office", lambda: None)
    monkeypatch.setattr(pdf_module, "find_office", lambda: None)
    monkeypatch.setattr(pdf_module, "find_wps", lambda: wps)
    with pytest.raises(UserError) as refusal:
        letter_pdf(local_desk.office, document_id)
    assert refusal.value.code == code
    assert "以内置版式导出" in refusal.value.sentence
    assert ("WPS" in refusal.value.sentence) == (wps is not None)


def test_a_conversion_that_fails_names_the_letter(local_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    document_id = _issued(local_desk)

    def fail(*_: object, **__: object) -> bytes:
        raise ConversionFailed("not done after 90 s")

    monkeypatch.setattr(pdf_module, "convert_to_pdf", fail)
    with pytest.raises(UserError) as refusal:
        letter_pdf(local_desk.office, document_id)
    assert refusal.value.code == "pdf_failed"


@with_office
def test_what_the_caller_raises_ends_the_conversion(local_desk: Desk) -> None:
    class Stopped(Exception):
        pass

    def stop(_done: int, _total: int) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        letter_pdf(local_desk.office, _issued(local_desk), stop)


def test_wps_is_found_on_the_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_module, "_WPS_PLACES", ())
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_wps() is None
    program = tmp_path / "wps"
    program.write_text("#!/bin/sh\n", encoding="ascii")
    program.chmod(0o755)
    assert find_wps() == program


def test_the_pages_of_a_letter_are_read_from_its_bytes(local_desk: Desk) -> None:
    document_id = _issued(local_desk)
    letter = printed_letter(local_desk.office, document_id)
    assert letter.mark is not None
    texts = [one.text for one in letter.body if isinstance(one, PrintedParagraph)]
    mark, rule, *blocks, end_rule = blocks_of(letter_bytes(local_desk.office, document_id)[1])
    assert (mark.text, rule.text, end_rule.text) == (letter.mark.text, "", "")
    assert texts == [one.text for one in blocks]
    assert letter.body[0].style == "DocNumber"  # type: ignore[union-attr]  # a letter begins with a paragraph
