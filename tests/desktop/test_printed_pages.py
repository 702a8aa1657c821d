"""Printed letters: an enclosed form begins a page of its own; a letter that nearly fits stays on one page."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QPdfWriter, QTextBlock

from casework.letters import preview_document
from casework.office import Office
from casework.views import PreviewBlockView
from desktop.letters.layout import LetterSheet, print_letter
from law.terms import DocumentKind
from tests.desktop.case_desk import desk_at, seen

_WIDTH = 794.0
_PAGE = _WIDTH * 225 / 210


def _letter(office: Office, kind: DocumentKind) -> tuple[PreviewBlockView, ...]:
    desk = desk_at(office)
    request_id = desk.on(11, 16).take_in()
    if kind is DocumentKind.THIRD_PARTY_CONSULTATION:
        desk.on(11, 17).consult(request_id)
    found = next(one for one in seen(office, request_id).documents if one.kind is kind)
    return preview_document(office, found.id).blocks


def _paged(blocks: tuple[PreviewBlockView, ...]) -> LetterSheet:
    sheet = LetterSheet(blocks, _WIDTH)
    sheet.document.setPageSize(QSizeF(sheet.document.textWidth(), _PAGE))
    sheet.begin_forms_on_pages()
    sheet.tighten()
    sheet.keep_closing_together()
    return sheet


def _page(sheet: LetterSheet, block: QTextBlock) -> float:
    return (sheet.document.documentLayout().blockBoundingRect(block).top() + 4) / _PAGE


def _block(sheet: LetterSheet, text: str) -> QTextBlock:
    blocks = (sheet.document.findBlockByNumber(one) for one in range(sheet.document.blockCount()))
    return next(one for one in blocks if one.text() == text)


def test_an_enclosed_form_begins_a_page(office: Office) -> None:
    blocks = _letter(office, DocumentKind.THIRD_PARTY_CONSULTATION)
    title = [one.text for one in blocks if one.kind == "title"][1]
    sheet = _paged(blocks)
    form, contact = _block(sheet, title), _block(sheet, next(one.text for one in blocks if one.kind == "contact"))
    assert int(_page(sheet, form)) == int(_page(sheet, contact)) + 1
    assert _page(sheet, form) % 1 < 0.05, "it stands at the top"
    assert len(sheet.form_tops()) == 1
    signed = next(one.text for one in blocks if one.kind == "date")
    assert int(_page(sheet, _block(sheet, signed))) == int(_page(sheet, contact))


def test_a_receipt_that_nearly_fits_is_one_page(office: Office, tmp_path: Path) -> None:
    blocks = _letter(office, DocumentKind.RECEIPT)
    assert _loose_pages(blocks) == 2
    assert print_letter(QPdfWriter(str(tmp_path / "receipt.pdf")), blocks, "回执") == 1


def _loose_pages(blocks: tuple[PreviewBlockView, ...]) -> int:
    sheet = LetterSheet(blocks, _WIDTH)
    sheet.document.setPageSize(QSizeF(sheet.document.textWidth(), _PAGE))
    return sheet.document.pageCount()


@pytest.mark.parametrize("lines", [5, 40])
def test_other_letters_keep_their_room(lines: int) -> None:
    many = tuple(PreviewBlockView(kind="para", text=f"第{at}行。") for at in range(lines))
    end = tuple(PreviewBlockView(kind=one, text="临江县") for one in ("signature", "date", "contact"))
    sheet = LetterSheet((PreviewBlockView(kind="title", text="答复书"), *many, *end), _WIDTH)
    sheet.document.setPageSize(QSizeF(sheet.document.textWidth(), _PAGE))
    blocks = [sheet.document.findBlockByNumber(one) for one in range(sheet.document.blockCount())]
    before = [one.blockFormat().topMargin() for one in blocks]
    sheet.tighten()
    assert [one.blockFormat().topMargin() for one in blocks] == before
