"""Text documents, tables and shows of a volume as PDF: all by one start of LibreOffice, if none of them ends it."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Final

from casework.binding_pieces import Converter
from templates.office_conversion import ConversionFailed, NoOffice, convert_files, find_office

__all__ = ["convert_all", "is_convertible"]

_AT_LEAST: Final = 60  # seconds of a start
_EACH: Final = 6
_STARTS: Final = 6


def is_convertible(suffix: str, convert: Converter | None) -> bool:
    """Whether anything here makes a PDF of such a file."""
    return find_office() is not None or (convert is not None and suffix == ".docx")


def convert_all(
    sources: Sequence[Path], folder: Path, convert: Converter | None, done: Callable[[int], object]
) -> None:
    """Put a PDF of each source into the folder, under its name; of what cannot be converted there is none.

    Args:
        sources: the files; their names differ without the suffix.
        folder: where the PDFs are put.
        convert: what makes PDFs of .docx where LibreOffice is not installed.
        done: told several times a second how many are made; what it raises ends the conversion.
    """
    if not sources:
        return
    if find_office() is None:
        if convert is not None:
            convert([one for one in sources if one.suffix == ".docx"], folder)
        return
    waiting = list(sources)
    for _ in range(_STARTS):
        before = len(sources) - len(waiting)
        with suppress(ConversionFailed, NoOffice):
            convert_files(waiting, folder, timeout=_AT_LEAST + _EACH * len(waiting), done=partial(_told, done, before))
        # They are converted in their order: behind the last PDF stands what it ended with, then what it never saw.
        unmade = [not (folder / f"{one.stem}.pdf").is_file() for one in waiting]
        last = max((at for at, missing in enumerate(unmade) if not missing), default=-1)
        waiting = waiting[last + 2 :]
        if not waiting:
            return


def _told(done: Callable[[int], object], before: int, made: int) -> None:
    done(before + made)
