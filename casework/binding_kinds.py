"""How a piece is brought onto pages: by its bytes, and by its name only where bytes do not tell."""

from enum import Enum, auto
from pathlib import PurePath
from typing import Final

from casework.binding_pieces import Unbindable
from casework.compound_files import COMPOUND_MARK
from casework.file_kinds import Reader, kind_of
from law.errors import UserError

__all__ = ["Way", "way_of"]


class Way(Enum):
    """What makes pages of a piece."""

    PDF = auto()
    PICTURE = auto()
    OFFICE = auto()
    TEXT = auto()
    MAIL = auto()
    WEB = auto()


# Tables and shows: LibreOffice prints them.
_OFFICE: Final = frozenset((".xls", ".xlsx", ".xlsm", ".ods", ".et", ".ppt", ".pptx", ".odp", ".dps", ".dot", ".wpt"))
_BY_NAME: Final = {
    **dict.fromkeys((".txt", ".csv", ".tsv", ".log", ".md", ".json", ".xml", ""), Way.TEXT),
    **dict.fromkeys((".html", ".htm"), Way.WEB),
    ".eml": Way.MAIL,
}
# What calls itself one of these and is none is damaged.
_CLAIMS: Final = frozenset(
    (".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp", ".gif", ".webp", ".doc", ".docx", ".wps", ".odt", ".rtf")
)
_PACKAGE: Final = b"PK\x03\x04"
_HEAD: Final = 256
_SAID: Final = {
    "pages_damaged": "binding_damaged",
    "pages_ofd": "binding_ofd",
    "pages_office_encrypted": "binding_encrypted",
    "pages_too_many": "binding_too_heavy",
}


def way_of(content: bytes, file_name: str) -> tuple[Way, str]:
    """What makes pages of a file, and the suffix under which LibreOffice takes it.

    Raises:
        Unbindable: nothing does.
    """
    if not content:
        raise Unbindable("binding_empty")
    suffix = PurePath(file_name).suffix.lower()
    try:
        kind = kind_of(content, file_name)
    except UserError as error:
        if error.code != "pages_nonpaged":
            raise Unbindable(_SAID.get(error.code, "binding_damaged")) from None
    else:
        ways = {Reader.PDF: Way.PDF, Reader.IMAGE: Way.PICTURE, Reader.OFFICE: Way.OFFICE}
        return ways[kind.reader], kind.suffix
    if suffix in _OFFICE:
        return _table_or_show(content, suffix)
    if suffix in _BY_NAME:
        return _BY_NAME[suffix], ""
    raise Unbindable("binding_damaged" if suffix in _CLAIMS else "binding_unprintable")


def _table_or_show(content: bytes, suffix: str) -> tuple[Way, str]:
    """LibreOffice takes anything for a text and prints what it finds, so the mark of the kind is asked for here."""
    if content.startswith((_PACKAGE, COMPOUND_MARK)):
        return Way.OFFICE, suffix
    # Programs of offices write web pages and lists under the name of a table.
    if content[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return Way.WEB, ""
    if b"\0" in content or suffix != ".xls":
        raise Unbindable("binding_damaged")
    return Way.TEXT, ""
