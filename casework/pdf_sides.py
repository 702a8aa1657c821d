"""Sides of a PDF: sizes from its pages, blank ones by looking; a damaged or locked file is refused, never guessed."""

from collections.abc import Iterator
from threading import Lock
from typing import TYPE_CHECKING, Final

from casework.blank_sides import is_blank_paper, is_even, pixels, small_grey
from casework.file_kinds import MOST_SIDES, too_many
from casework.page_measuring import MeasuredSide
from casework.pdf_units import unit_of, units_are_possible
from casework.pdf_wholeness import whole_part
from casework.rederiving import Progress
from casework.refusals import refused

if TYPE_CHECKING:
    import pypdfium2

__all__ = ["ONE_AT_A_TIME", "pdf_sides"]

# PDFium keeps its state in the process: two files at a time end it.
ONE_AT_A_TIME: Final = Lock()
# Chinese programs of old set the password in the encoding of their system.
_PASSWORD_ENCODINGS: Final = ("utf-8", "gb18030")
# Signs that show nothing: controls, joiners, direction marks.
_UNSEEN: Final = frozenset(map(chr, (*range(0x20), *range(0x7F, 0xA0), 0xAD, *range(0x200B, 0x2010), 0x2060, 0xFEFF)))


def pdf_sides(
    content: bytes, name: str, password: str, progress: Progress | None
) -> tuple[tuple[MeasuredSide, ...], str]:
    """The sides of a PDF in their order, and what has to be told of them.

    Raises:
        UserError: as ``casework.page_measuring.measure``.
    """
    import pypdfium2  # noqa: PLC0415
    from pypdfium2 import raw  # noqa: PLC0415

    whole = whole_part(content)
    if whole is None:
        raise refused("pages_damaged", field="pages", name=name)
    with ONE_AT_A_TIME:
        document = _opened(whole, name, password)
        try:
            if document.get_formtype() == raw.FORMTYPE_XFA_FULL:
                # A form without pages: it holds one that asks for another program.
                raise refused("pages_nonpaged", field="pages", name=name)
            document.init_forms()
            number = len(document)
            if not number:
                raise refused("pages_damaged", field="pages", name=name)
            if number > MOST_SIDES:
                raise too_many(name)
            sides = tuple(_sides(document, number, units_are_possible(whole, document), progress))
            enclosed = document.count_attachments()
        except pypdfium2.PdfiumError:
            raise refused("pages_damaged", field="pages", name=name) from None
        finally:
            document.close()
    return sides, f"文件内另附 {enclosed} 个文件，没有计入" if enclosed > 0 else ""


def _opened(content: bytes, name: str, password: str) -> "pypdfium2.PdfDocument":
    """The document; it reads ``content`` until it is closed, so the caller keeps both."""
    import pypdfium2  # noqa: PLC0415
    from pypdfium2 import raw  # noqa: PLC0415

    # Without a password the empty one is tried: files that only forbid printing open with it.
    for encoding in _PASSWORD_ENCODINGS if password else _PASSWORD_ENCODINGS[:1]:
        key = password.encode(encoding) + b"\0" if password else None
        handle = raw.FPDF_LoadMemDocument64(content, len(content), key)
        if handle:
            return pypdfium2.PdfDocument(handle)
        reason = raw.FPDF_GetLastError()
        if reason == raw.FPDF_ERR_SECURITY:
            raise refused("pages_encrypted", field="pages", name=name)
        if reason != raw.FPDF_ERR_PASSWORD:
            raise refused("pages_damaged", field="pages", name=name)
    raise refused("pages_password_wrong" if password else "pages_encrypted", field="pages", name=name)


def _sides(
    document: "pypdfium2.PdfDocument", number: int, with_units: bool, progress: Progress | None
) -> Iterator[MeasuredSide]:
    for at in range(number):
        unit = unit_of(document, at) if with_units else 1.0
        page = document[at]
        try:
            width, height = (_millimetres(one * unit) for one in page.get_size())
            yield MeasuredSide(width, height, _is_blank(page, max(width, height)))
        finally:
            page.close()
        if progress is not None:
            progress(at + 1, number)


def _millimetres(points: float) -> int:
    return max(1, round(points * 127 / 360))  # 25.4 mm an inch of 72 points


def _is_blank(page: "pypdfium2.PdfPage", longest: int) -> bool:
    if _has_text(page):
        return False
    scale = pixels(longest) / max(1.0, *page.get_size())
    drawn = page.render(scale=scale, grayscale=True)
    try:
        grey = small_grey(drawn.to_pil(), longest)
        # Dust is forgiven only where a picture can have brought it.
        if not is_even(grey) and not (is_blank_paper(grey) and _has_pictures(page)):
            return False
    finally:
        drawn.close()
    _look_at_pictures(page)
    return True


def _has_text(page: "pypdfium2.PdfPage") -> bool:
    text = page.get_textpage()
    try:
        return text.count_chars() > 0 and any(
            not sign.isspace() and sign not in _UNSEEN for sign in text.get_text_bounded()
        )
    finally:
        text.close()


def _has_pictures(page: "pypdfium2.PdfPage") -> bool:
    from pypdfium2 import raw  # noqa: PLC0415

    return any(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE]))


def _look_at_pictures(page: "pypdfium2.PdfPage") -> None:
    """A picture that cannot be read is left out of the drawing; its page is not blank, the file is damaged.

    Raises:
        PdfiumError: there is such a picture.
    """
    from pypdfium2 import raw  # noqa: PLC0415

    for picture in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE]):
        picture.get_bitmap()
