"""What a file is, by its bytes and never by its name; what has no sides to count is refused here."""

import re
import zipfile
import zlib
from dataclasses import dataclass
from enum import Enum, auto
from io import BytesIO
from typing import Final

from casework.compound_files import COMPOUND_MARK, CompoundFileError, root_streams
from casework.refusals import refused
from law.errors import UserError

__all__ = ["MOST_SIDES", "FileKind", "Reader", "kind_of", "too_many"]

MOST_SIDES: Final = 20_000
"""More sides than that no request asks for; a file that has them was made to stop the program."""

_ZIP: Final = b"PK\x03\x04"
_RTF: Final = b"{\\rt"
_PDF: Final = b"%PDF-"
_PDF_WITHIN: Final = 1024 + len(_PDF)
_IMAGES: Final = (
    (b"\xff\xd8\xff", "图片"),
    (b"\x89PNG\r\n\x1a\n", "图片"),
    (b"GIF87a", "图片"),
    (b"GIF89a", "图片"),
    (b"\x00\x00\x00\x0cjP  ", "图片"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"II+\x00", "TIFF"),
    (b"MM\x00+", "TIFF"),
)
# "BM" alone begins many texts: the length of the header that follows tells.
_BITMAP_HEADERS: Final = (12, 40, 52, 56, 64, 108, 124)
_WORD: Final = re.compile(rb"(wordprocessingml\.|ms-word\.)(document|template)[\w.]*\.main\+xml")
_ODT: Final = b"application/vnd.oasis.opendocument.text"
# More than that unpacked is no letter but a trap.
_MOST_UNPACKED: Final = 512 * 1024 * 1024
_MOST_OF_A_PART: Final = 1024 * 1024
_DOC_FLAGS, _DOC_ENCRYPTED = 10, 0x0100


class Reader(Enum):
    """What measures a file."""

    PDF = auto()
    IMAGE = auto()
    OFFICE = auto()


@dataclass(frozen=True, slots=True)
class FileKind:
    """What a file is called, what measures it, and the suffix that its content would have (text documents only)."""

    label: str
    reader: Reader
    suffix: str = ""


def kind_of(content: bytes, name: str) -> FileKind:
    """What a file is.

    Raises:
        UserError: ``pages_nonpaged``, ``pages_damaged``, ``pages_ofd``, ``pages_office_encrypted``, ``pages_too_many``.
    """
    if not content:
        raise refused("pages_damaged", field="pages", name=name)
    # A PDF may begin with something else, but not with the mark of another kind: an archive may hold one.
    if content.startswith(_ZIP):
        return _package(content, name)
    if content.startswith(COMPOUND_MARK):
        return _compound(content, name)
    if content.startswith(_RTF):
        return FileKind("RTF 文档", Reader.OFFICE, ".rtf")
    image = next((label for mark, label in _IMAGES if content.startswith(mark)), "")
    if image or _is_bitmap(content) or (content[:4] == b"RIFF" and content[8:12] == b"WEBP"):
        return FileKind(image or "图片", Reader.IMAGE)
    if _PDF in content[:_PDF_WITHIN]:
        return FileKind("PDF", Reader.PDF)
    raise refused("pages_nonpaged", field="pages", name=name)


def too_many(name: str) -> UserError:
    """The refusal of a file that is larger than anything honest."""
    return refused("pages_too_many", field="pages", name=name, most=f"{MOST_SIDES:,}")


def _is_bitmap(content: bytes) -> bool:
    return content.startswith(b"BM") and int.from_bytes(content[14:18], "little") in _BITMAP_HEADERS


def _package(content: bytes, name: str) -> FileKind:
    """A zip: a text document, or anything else that is packed."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            found = _text_document(archive, name)
            if found is None:
                raise refused("pages_nonpaged", field="pages", name=name)
            if sum(one.file_size for one in archive.infolist()) > _MOST_UNPACKED:
                raise too_many(name)
            if archive.testzip() is not None:
                raise refused("pages_damaged", field="pages", name=name)
            return found
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError):
        raise refused("pages_damaged", field="pages", name=name) from None


def _text_document(archive: zipfile.ZipFile, name: str) -> FileKind | None:
    if "OFD.xml" in archive.namelist():
        raise refused("pages_ofd", field="pages", name=name)
    if _part(archive, "mimetype").startswith(_ODT):
        if b"encryption-data" in _part(archive, "META-INF/manifest.xml"):
            raise refused("pages_office_encrypted", field="pages", name=name)
        return FileKind("ODT 文档", Reader.OFFICE, ".odt")
    if _WORD.search(_part(archive, "[Content_Types].xml")):
        return FileKind("Word 文档", Reader.OFFICE, ".docx")
    return None


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    if name not in archive.namelist():
        return b""
    with archive.open(name) as part:
        return part.read(_MOST_OF_A_PART)


def _compound(content: bytes, name: str) -> FileKind:
    """A file of the Office of old: a text, a table, a show; or a package under a password."""
    try:
        streams = {one.name: one.head for one in root_streams(content)}
    except CompoundFileError:
        raise refused("pages_damaged", field="pages", name=name) from None
    if "EncryptedPackage" in streams:
        raise refused("pages_office_encrypted", field="pages", name=name)
    text = streams.get("WordDocument")
    if text is None:
        raise refused("pages_nonpaged", field="pages", name=name)
    if int.from_bytes(text[_DOC_FLAGS : _DOC_FLAGS + 2], "little") & _DOC_ENCRYPTED:
        raise refused("pages_office_encrypted", field="pages", name=name)
    # WPS writes the same under a name of its own.
    return FileKind("WPS 文档" if name.lower().endswith(".wps") else "Word 文档", Reader.OFFICE, ".doc")
