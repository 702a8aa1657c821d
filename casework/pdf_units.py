"""Pages whose unit is not 1/72 inch: the library that opens PDF files leaves their unit (``/UserUnit``) out."""

import re
from io import BytesIO
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import pypdfium2

__all__ = ["unit_of", "units_are_possible"]

_NAME: Final = b"/UserUnit"
_UNIT: Final = re.compile(_NAME + rb"\s*([0-9]*\.?[0-9]+)")
# In a copy of one page made by the library, the page comes before what it holds.
_DICTIONARY: Final = re.compile(rb"obj\s*<<(?:(?!endobj).)*?/Type\s*/Page\b.*?endobj", re.DOTALL)


class _Search:
    """Takes a file piece by piece and keeps only whether the name occurred in it."""

    def __init__(self) -> None:
        self.found = False
        self._end = b""

    def write(self, piece: bytes) -> int:
        """As a file that is written to."""
        self.found = self.found or _NAME in self._end + bytes(piece)
        self._end = bytes(piece[-len(_NAME) :])
        return len(piece)


def units_are_possible(content: bytes, document: "pypdfium2.PdfDocument") -> bool:
    """Whether a page may have a unit of its own; with it each page has to be looked at, which takes its time."""
    if _NAME in content:
        return True
    if b"/ObjStm" not in content:
        return False
    # Page dictionaries may be packed: the library writes them out unpacked.
    search = _Search()
    document.save(search)
    return search.found


def unit_of(document: "pypdfium2.PdfDocument", at: int) -> float:
    """The unit of a page in 1/72 inch."""
    import pypdfium2  # noqa: PLC0415

    alone, written = pypdfium2.PdfDocument.new(), BytesIO()
    try:
        alone.import_pages(document, [at])
        alone.save(written)
    finally:
        alone.close()
    page = _DICTIONARY.search(written.getvalue())
    found = _UNIT.search(page[0]) if page else None
    # Readers allow what a page of 200 inches needs; a unit of 0 is no unit.
    return min(75_000.0, float(found[1])) or 1.0 if found else 1.0
