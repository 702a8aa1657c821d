"""Sides of a PDF: sizes from its pages, blank ones by looking; a damaged or locked file is refused, never guessed."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from casework.blank_sides import LONGEST, is_blank
from casework.page_measuring import MeasuredSide
from casework.rederiving import Progress
from casework.refusals import refused

if TYPE_CHECKING:
    import pypdfium2

__all__ = ["pdf_sides"]

MOST_SIDES: Final = 20_000
_END: Final = re.compile(rb"startxref\s+(\d+)\s+%%EOF")
# Behind the end of a sound file stand blanks, or what a mail gateway added; a cut file has no end at all.
_TAIL: Final = 2048
_HEAD: Final = 1024
_OBJECT: Final = re.compile(rb"\s*\d+\s+\d+\s+obj\b")


def pdf_sides(content: bytes, name: str, password: str, progress: Progress | None) -> tuple[MeasuredSide, ...]:
    """The sides of a PDF in their order.

    Raises:
        UserError: as ``casework.page_measuring.measure``.
    """
    import pypdfium2  # noqa: PLC0415

    if not _is_whole(content):
        raise refused("pages_damaged", field="pages", name=name)
    document = _opened(content, name, password)
    try:
        number = len(document)
        if not number:
            raise refused("pages_damaged", field="pages", name=name)
        if number > MOST_SIDES:
            raise refused("pages_too_many", field="pages", name=name, most=f"{MOST_SIDES:,}")
        return tuple(_sides(document, number, progress))
    except pypdfium2.PdfiumError:
        raise refused("pages_damaged", field="pages", name=name) from None
    finally:
        document.close()


def _is_whole(content: bytes) -> bool:
    """Whether the file has its end and its table of objects where the end says.

    The library mends a cut file in silence and finds a part of its pages; a part must not be taken for the whole.
    """
    start = max(0, content.find(b"%PDF-", 0, _HEAD + 8))
    found = list(_END.finditer(content))
    if not found or len(content) - found[-1].end() > _TAIL:
        return False
    # Offsets count from the header; some writers count from the beginning of the file although junk stands before it.
    places = {int(found[-1][1]), int(found[-1][1]) + start}
    return any(_is_table(content, at) for at in places)


def _is_table(content: bytes, at: int) -> bool:
    head = content[at : at + 64].lstrip()
    return head.startswith(b"xref") or _OBJECT.match(head) is not None


def _opened(content: bytes, name: str, password: str) -> "pypdfium2.PdfDocument":
    import pypdfium2  # noqa: PLC0415
    from pypdfium2 import raw  # noqa: PLC0415

    try:
        return pypdfium2.PdfDocument(content, password=password or None)
    except pypdfium2.PdfiumError as problem:
        if getattr(problem, "err_code", None) == raw.FPDF_ERR_PASSWORD:
            code = "pages_password_wrong" if password else "pages_encrypted"
            raise refused(code, field="pages", name=name) from None
        raise refused("pages_damaged", field="pages", name=name) from None


def _sides(document: "pypdfium2.PdfDocument", number: int, progress: Progress | None) -> Iterator[MeasuredSide]:
    for at in range(number):
        page = document[at]
        try:
            width, height = page.get_size()
            yield MeasuredSide(_millimetres(width), _millimetres(height), _is_blank(page, max(width, height)))
        finally:
            page.close()
        if progress is not None:
            progress(at + 1, number)


def _millimetres(points: float) -> int:
    return max(1, round(points * 127 / 360))  # 25.4 mm an inch of 72 points


def _is_blank(page: "pypdfium2.PdfPage", longest: float) -> bool:
    text = page.get_textpage()
    try:
        if text.get_text_bounded().strip():
            return False
    finally:
        text.close()
    drawn = page.render(scale=min(4.0, LONGEST / max(1.0, longest)), grayscale=True, may_draw_forms=True)
    try:
        return is_blank(drawn.to_pil())
    finally:
        drawn.close()
