"""Text documents to PDF through LibreOffice, where one is installed; everything it starts ends with the call.

The conversion runs with a profile of its own in a temporary folder, so that a LibreOffice the user has open does not
matter, and without macros (the default of a fresh profile asks nobody and runs none).
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from time import monotonic
from typing import Final

__all__ = ["ConversionFailed", "ConversionStopped", "NoOffice", "convert_to_pdf", "find_office"]

_NAMES: Final = ("soffice", "libreoffice")
_FOLDERS: Final = (
    "/usr/lib/libreoffice/program",
    "/opt/libreoffice/program",
    "/opt/apps/org.libreoffice.libreoffice/files/program",
    r"C:\Program Files\LibreOffice\program",
    r"C:\Program Files (x86)\LibreOffice\program",
)
_LOOK_EVERY: Final = 0.1


class NoOffice(Exception):
    """No LibreOffice is installed here."""


class ConversionFailed(Exception):
    """LibreOffice made no PDF of it, or took too long."""


class ConversionStopped(Exception):
    """The caller did not want it any more."""


def find_office() -> Path | None:
    """The program that converts, ``None`` if there is none."""
    for name in _NAMES:
        found = shutil.which(name)
        if found is not None:
            return Path(found)
    for folder in _FOLDERS:
        program = Path(folder) / ("soffice.exe" if sys.platform == "win32" else "soffice")
        if program.is_file():
            return program
    return None


def convert_to_pdf(
    content: bytes, suffix: str, *, timeout: int = 120, cancelled: Callable[[], bool] | None = None
) -> bytes:
    """A text document as PDF.

    Args:
        content: bytes of the document.
        suffix: its kind, with the dot: .docx, .doc, .odt, .rtf, .wps.
        timeout: seconds after which the conversion is ended.
        cancelled: asked several times a second; True ends the conversion.

    Raises:
        NoOffice: no LibreOffice is installed.
        ConversionFailed: it made no PDF in time.
        ConversionStopped: ``cancelled`` said so.
    """
    office = find_office()
    if office is None:
        raise NoOffice
    with tempfile.TemporaryDirectory(prefix="pages-") as place:
        folder = Path(place)
        source = folder / f"document{suffix}"
        source.write_bytes(content)
        _run(office, folder, source, timeout, cancelled)
        made = folder / "out" / "document.pdf"
        if not made.is_file():
            raise ConversionFailed("no PDF was made")
        return made.read_bytes()


def _run(office: Path, folder: Path, source: Path, timeout: int, cancelled: Callable[[], bool] | None) -> None:
    command = [
        str(office),
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--nologo",
        "--norestore",
        "--nolockcheck",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder / "out"),
        str(source),
    ]
    # A group of its own: the launcher starts the program proper, and both have to end.
    process = subprocess.Popen(  # noqa: S603 - the program found above, the file written above
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=sys.platform != "win32",
    )
    try:
        _wait(process, timeout, cancelled)
    finally:
        _end(process)


def _wait(process: "subprocess.Popen[bytes]", timeout: int, cancelled: Callable[[], bool] | None) -> None:
    last = monotonic() + timeout
    while True:
        try:
            process.wait(_LOOK_EVERY)
            return
        except subprocess.TimeoutExpired:
            if cancelled is not None and cancelled():
                raise ConversionStopped from None
            if monotonic() > last:
                raise ConversionFailed(f"not done after {timeout} s") from None


def _end(process: "subprocess.Popen[bytes]") -> None:
    if sys.platform == "win32":
        if process.poll() is None:
            process.kill()
    else:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
