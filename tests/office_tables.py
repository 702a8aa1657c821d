"""What LibreOffice shows of a workbook, by its own export as CSV."""

import csv
import io
import subprocess
from pathlib import Path

import pytest

from templates.office_conversion import find_office

__all__ = ["as_office_reads", "with_calc"]

# Comma, quote, UTF-8, from line 1, no formats of columns, language, texts quoted where needed, cells as shown.
_AS_SHOWN = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true"


def _has_calc() -> bool:
    """Whether LibreOffice is here with its program for tables, which is a package of its own."""
    office = find_office()
    return office is not None and (office.resolve().parent / "libsclo.so").exists()


with_calc = pytest.mark.skipif(not _has_calc(), reason="LibreOffice Calc is not installed (libreoffice-calc-nogui)")


def as_office_reads(content: bytes, folder: Path) -> list[list[str]]:
    """The cells of the only sheet; a file that needs a repair is refused by a program without a window.

    Args:
        content: the workbook.
        folder: an empty folder to work in.
    """
    office = find_office()
    assert office is not None
    workbook = folder / "in.xlsx"
    workbook.write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [str(office), "--headless", profile, "--convert-to", _AS_SHOWN, "--outdir", str(folder), str(workbook)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    text = (folder / "in.csv").read_text(encoding="utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))
