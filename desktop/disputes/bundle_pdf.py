"""Letters of the bundle as PDF by the layout of the program, where no LibreOffice is installed."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtGui import QPageSize, QPdfWriter

from casework.letter_pages import read_letter
from desktop.letters.page_painting import print_pages

__all__ = ["laid_out"]

_DPI = 600


def laid_out(letters: Sequence[Path], folder: Path) -> None:
    """Write the PDF of each letter (.docx) into a folder, under the name of its source."""
    for one in letters:
        writer = QPdfWriter(str(folder / f"{one.stem}.pdf"))
        writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        writer.setResolution(_DPI)
        print_pages(writer, read_letter(one.read_bytes()), one.stem)
        del writer
