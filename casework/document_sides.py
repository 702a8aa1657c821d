"""Sides of text documents: laid out by LibreOffice where there is one, then measured like any PDF."""

from typing import Final

from casework.page_measuring import MeasuredSide
from casework.pdf_sides import pdf_sides
from casework.rederiving import Progress
from casework.refusals import refused
from templates.office_conversion import ConversionFailed, NoOffice, convert_to_pdf

__all__ = ["document_sides"]

# Where lines and pages break is up to the program and its fonts.
_NOTE: Final = "由 LibreOffice 排版后计页，与 Word、WPS 排出的页数可能不同"


def document_sides(
    content: bytes, suffix: str, name: str, progress: Progress | None
) -> tuple[tuple[MeasuredSide, ...], str]:
    """The sides of a text document, and how they came to be.

    Raises:
        UserError: ``pages_no_office``, ``pages_office_failed``, or as a PDF.
    """

    def stopped() -> bool:
        # How far the layout is nobody knows; what the caller raises here ends it.
        if progress is not None:
            progress(0, 0)
        return False

    try:
        made = convert_to_pdf(content, suffix, cancelled=stopped)
    except NoOffice:
        raise refused("pages_no_office", field="pages", name=name) from None
    except ConversionFailed:
        raise refused("pages_office_failed", field="pages", name=name) from None
    sides, _ = pdf_sides(made, name, "", progress)
    return sides, _NOTE
