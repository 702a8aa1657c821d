"""Sides of a file: how many, of which size, which are blank; what has no sides, or cannot be trusted, is refused.

Decided by content, never by the name. Nothing here knows policies: ``fees.page_units`` makes page units of the sides.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from casework.rederiving import Progress
from casework.refusals import refused
from fees.page_units import Sides, paper_size
from law.terms import PaperSize

__all__ = ["MeasuredFile", "MeasuredSide", "measure"]

_ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IMAGES: Final = (
    (b"\xff\xd8\xff", "图片"),
    (b"\x89PNG\r\n\x1a\n", "图片"),
    (b"BM", "图片"),
    (b"GIF8", "图片"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
)
_PDF_MARK: Final = b"%PDF-"
_JUNK_BEFORE_PDF: Final = 1024


@dataclass(frozen=True, slots=True)
class MeasuredSide:
    """One side: millimetres, and whether anything is on it."""

    width: int
    height: int
    blank: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredFile:
    """What was measured of a file.

    Attributes:
        file_name: its name.
        kind: what it is, in Chinese.
        physical: number of sides in the file.
        sides: printed and blank sides by size.
        blank_sides: numbers of the blank ones, from 1.
        note: how it was measured, where that is worth saying; empty if plain.
    """

    file_name: str
    kind: str
    physical: int
    sides: tuple[Sides, ...]
    blank_sides: tuple[int, ...]
    note: str = ""


def measure(content: bytes, file_name: str, *, password: str = "", progress: Progress | None = None) -> MeasuredFile:
    """Measure the sides of a file.

    Args:
        content: its bytes.
        file_name: its name, for what is told.
        password: to open it with.
        progress: told how many sides of how many are done; what it raises stops the measuring.

    Raises:
        UserError: ``pages_encrypted``, ``pages_password_wrong``, ``pages_damaged``, ``pages_nonpaged``,
            ``pages_no_office``, ``pages_office_failed``, ``pages_too_many``; ``field`` is ``pages``.
    """
    # Imported late: what reads PDF files and pictures takes its time to load and is needed seldom.
    if _PDF_MARK in content[: _JUNK_BEFORE_PDF + len(_PDF_MARK)]:
        from casework.pdf_sides import pdf_sides  # noqa: PLC0415

        return summed(file_name, "PDF", pdf_sides(content, file_name, password, progress))
    kind = next((kind for mark, kind in _IMAGES if content.startswith(mark)), "")
    if kind:
        from casework.image_sides import image_sides  # noqa: PLC0415

        sides, note = image_sides(content, file_name, progress)
        return summed(file_name, kind, sides, note)
    suffix = _text_document(content)
    if suffix:
        from casework.document_sides import document_sides  # noqa: PLC0415

        note = "由 LibreOffice 排版后计页"
        return summed(file_name, "文字文档", document_sides(content, suffix, file_name, progress), note)
    raise refused("pages_nonpaged", field="pages", name=file_name)


def _text_document(content: bytes) -> str:
    """The suffix of a text document, empty for anything else."""
    head = content[:4096]
    if content.startswith(_ZIP):
        if b"mimetypeapplication/vnd.oasis.opendocument.text" in head:
            return ".odt"
        # The directory of a package stands at its end and names its parts.
        return ".docx" if b"word/document.xml" in content else ""
    if content.startswith(b"{\\rtf"):
        return ".rtf"
    # An old binary file: the name of its stream says whether it is a text (and not a table or a show).
    return ".doc" if content.startswith(_OLE) and "WordDocument".encode("utf-16-le") in content else ""


def summed(file_name: str, kind: str, sides: Sequence[MeasuredSide], note: str = "") -> MeasuredFile:
    """Sides by size, in the order of the sizes."""
    printed: Counter[PaperSize] = Counter()
    blank: Counter[PaperSize] = Counter()
    for one in sides:
        (blank if one.blank else printed)[paper_size(one.width, one.height)] += 1
    return MeasuredFile(
        file_name=file_name,
        kind=kind,
        physical=len(sides),
        sides=tuple(
            Sides(size=size, printed=printed[size], blank=blank[size])
            for size in PaperSize
            if printed[size] or blank[size]
        ),
        blank_sides=_numbers(sides),
        note=note,
    )


def _numbers(sides: Iterable[MeasuredSide]) -> tuple[int, ...]:
    return tuple(number for number, one in enumerate(sides, start=1) if one.blank)
