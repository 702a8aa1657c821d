"""Sides of a file: how many, of which size, which are blank; what has no sides, or cannot be trusted, is refused.

Decided by content, never by the name. Nothing here knows policies: ``fees.page_units`` makes page units of the sides.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from casework.file_kinds import Reader, kind_of
from casework.rederiving import Progress
from fees.page_units import Sides, paper_size
from law.terms import PaperSize

__all__ = ["MeasuredFile", "MeasuredSide", "measure"]


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
        progress: told how many sides of how many are done (of 0 while that is unknown); what it raises stops the
            measuring.

    Raises:
        UserError: ``pages_encrypted``, ``pages_password_wrong``, ``pages_damaged``, ``pages_nonpaged``,
            ``pages_no_office``, ``pages_office_failed``, ``pages_office_encrypted``, ``pages_ofd``, ``pages_too_many``;
            ``field`` is ``pages``.
    """
    kind = kind_of(content, file_name)
    # Imported late: what reads PDF files and pictures takes its time to load and is needed seldom.
    if kind.reader is Reader.PDF:
        from casework.pdf_sides import pdf_sides  # noqa: PLC0415

        sides, note = pdf_sides(content, file_name, password, progress)
    elif kind.reader is Reader.IMAGE:
        from casework.image_sides import image_sides  # noqa: PLC0415

        sides, note = image_sides(content, file_name, progress)
    else:
        from casework.document_sides import document_sides  # noqa: PLC0415

        sides, note = document_sides(content, kind.suffix, file_name, progress)
    return summed(file_name, kind.label, sides, note)


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
