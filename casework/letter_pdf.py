"""A letter as PDF, laid out by LibreOffice from the very file; a draft bears 草稿 at the head of every page.

WPS has no command line that writes a PDF without its window (Linux: ``wps`` opens the file; Windows: only automation of
the running program), so where only WPS is installed that is said, and the layout of the program itself is offered.
"""

import shutil
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from casework.letters import letter_bytes
from casework.office import Office
from casework.rederiving import Progress
from casework.refusals import refused
from law.errors import UserError
from law.terms import DocumentState
from models import Document
from templates.draft_mark import marked_as_draft
from templates.office_conversion import ConversionFailed, NoOffice, convert_to_pdf, find_office

__all__ = ["find_wps", "letter_pdf", "no_office", "pdf_source"]

_WPS_NAMES: Final = ("wps", "wpsoffice")
_WPS_PLACES: Final = (
    "/opt/kingsoft/wps-office/office6/wps",
    "/opt/apps/cn.wps.wps-office-pro/files/bin/wps",
    "/opt/apps/cn.wps.wps-office/files/bin/wps",
    "C:/Program Files/Kingsoft/WPS Office",
    "C:/Program Files (x86)/Kingsoft/WPS Office",
)
_WITHIN: Final = 90  # seconds; a letter takes two


def letter_pdf(office: Office, document_id: int, progress: Progress | None = None) -> tuple[str, bytes]:
    """File name and PDF of a letter: the frozen bytes of an issued one, a draft as it would be printed now.

    Args:
        office: the office.
        document_id: the letter.
        progress: asked several times a second; what it raises ends the conversion.

    Raises:
        UserError: ``document_unknown``, ``pdf_no_office``, ``pdf_only_wps``, ``pdf_failed``.
    """
    name, content = pdf_source(office, document_id)
    target = f"{name.removesuffix('.docx')}.pdf"
    try:
        return target, convert_to_pdf(content, ".docx", timeout=_WITHIN, cancelled=_asking(progress))
    except NoOffice:
        raise no_office() from None
    except ConversionFailed:
        raise refused("pdf_failed", name=target) from None


def pdf_source(office: Office, document_id: int) -> tuple[str, bytes]:
    """File name and .docx from which the PDF is made.

    Raises:
        UserError: ``document_unknown``.
    """
    name, content = letter_bytes(office, document_id)
    with office.reading() as session:
        issued = session.get_one(Document, document_id).state is DocumentState.ISSUED
    return name, content if issued else marked_as_draft(content)


def no_office() -> UserError:
    """Why this machine makes no PDFs, to be raised."""
    return refused("pdf_only_wps" if find_wps() is not None and find_office() is None else "pdf_no_office")


def find_wps() -> Path | None:
    """Where WPS is installed, ``None`` if it is not."""
    for name in _WPS_NAMES:
        found = shutil.which(name)
        if found is not None:
            return Path(found)
    places = (Path(one) for one in _WPS_PLACES if one.startswith("C:") is (sys.platform == "win32"))
    return next((one for one in places if one.exists()), None)


def _asking(progress: Progress | None) -> Callable[[], bool] | None:
    return None if progress is None else partial(_asked, progress)


def _asked(progress: Progress) -> bool:
    # How far one letter is nobody knows; what the caller raises here ends it.
    progress(0, 0)
    return False
