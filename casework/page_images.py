"""What a PDF shows: one page as a picture for the screen, and its words."""

from io import BytesIO
from pathlib import Path

import pypdfium2

from casework.refusals import refused

__all__ = ["page_png", "text_of"]

_WIDEST = 2400  # pixels; a screen shows no more


def page_png(path: Path, page: int, width: int) -> bytes:
    """A page as PNG.

    Args:
        path: the PDF.
        page: its number, from 1.
        width: of the picture in pixels.

    Raises:
        UserError: ``bundle_page_unreadable``, the file is gone or has no such page.
    """
    try:
        document = pypdfium2.PdfDocument(path)
    except (pypdfium2.PdfiumError, OSError):
        raise refused("bundle_page_unreadable", name=path.name) from None
    try:
        if not 1 <= page <= len(document):
            raise refused("bundle_page_unreadable", name=path.name)
        one = document[page - 1]
        scale = min(width, _WIDEST) / max(1.0, one.get_width())
        picture = one.render(scale=scale).to_pil()
        target = BytesIO()
        picture.save(target, "PNG")
        return target.getvalue()
    finally:
        document.close()


def text_of(path: Path) -> str:
    """The words of a PDF, as far as it holds any; a scan has none."""
    document = pypdfium2.PdfDocument(path)
    try:
        found = []
        for at in range(len(document)):
            page = document[at]
            words = page.get_textpage()
            found.append(words.get_text_bounded())
            words.close()
            page.close()
        return "\n".join(found)
    except pypdfium2.PdfiumError:
        return ""
    finally:
        document.close()
