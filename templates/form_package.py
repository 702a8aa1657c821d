"""Opening a .docx that an applicant sent: only the parts with words are unpacked, nothing in it runs or reaches out."""

import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from typing import Final

from lxml import etree

from templates.form_sheet import UnreadableFormError

__all__ = ["FormPackage", "open_form"]

_MOST_BYTES: Final = 50 * 1024 * 1024
_MOST_PARTS: Final = 4000
_MOST_OF_A_PART: Final = 16 * 1024 * 1024
# A part that packs better than this was made to stop the program; forms pack some twenty to one.
_MOST_PACKED: Final = 300
_WORDS: Final = re.compile(r"word/(document|styles|numbering|header\d*)\.xml")
_MACROS: Final = re.compile(r".*(vbaproject|vbadata)\.(bin|xml)", re.IGNORECASE)
_MAIN: Final = re.compile(rb"(wordprocessingml\.|ms-word\.)(document|template)[\w.]*\.main\+xml")


@dataclass(frozen=True, slots=True)
class FormPackage:
    """The parts with words, parsed.

    Attributes:
        parts: by name (``word/document.xml``).
        has_macros: whether the file carries program code; it is not looked at.
    """

    parts: dict[str, etree._Element]
    has_macros: bool


def open_form(data: bytes) -> FormPackage:
    """The parts with words of a .docx from outside.

    Raises:
        UnreadableFormError: ``form_old_format``, ``form_encrypted``, ``form_no_docx``, ``form_damaged``,
            ``form_too_large``.
    """
    _refuse_other_kinds(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            if len(entries) > _MOST_PARTS:
                raise UnreadableFormError("form_too_large")
            if any(one.flag_bits & 0x1 for one in entries):
                raise UnreadableFormError("form_encrypted")
            names = {one.filename for one in entries}
            if "word/document.xml" not in names or "[Content_Types].xml" not in names:
                raise UnreadableFormError("form_no_docx")
            types = _unpacked(archive, archive.getinfo("[Content_Types].xml"))
            if not _MAIN.search(types):
                raise UnreadableFormError("form_no_docx")
            wanted = [one for one in entries if _WORDS.fullmatch(one.filename)]
            parts = {one.filename: _parsed(_unpacked(archive, one)) for one in wanted}
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        RuntimeError,
        OSError,
        ValueError,
    ) as problem:
        raise UnreadableFormError("form_damaged") from problem
    return FormPackage(parts, any(_MACROS.fullmatch(name) for name in names) or b"macroEnabled" in types)


def _refuse_other_kinds(data: bytes) -> None:
    if len(data) > _MOST_BYTES:
        raise UnreadableFormError("form_too_large")
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        locked = "EncryptedPackage".encode("utf-16-le") in data
        raise UnreadableFormError("form_encrypted" if locked else "form_old_format")
    if data.startswith(b"{\\rtf"):
        raise UnreadableFormError("form_old_format")
    if not data.startswith(b"PK\x03\x04"):
        raise UnreadableFormError("form_no_docx")


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    if entry.file_size > _MOST_OF_A_PART or entry.file_size > _MOST_PACKED * max(entry.compress_size, 1000):
        raise UnreadableFormError("form_too_large")
    with archive.open(entry) as stream:
        content = stream.read(_MOST_OF_A_PART + 1)  # what the entry says of its size need not be true
    if len(content) > _MOST_OF_A_PART:
        raise UnreadableFormError("form_too_large")
    return content


def _parsed(content: bytes) -> etree._Element:
    # A document type could declare entities that grow without end: Word writes none.
    if b"<!DOCTYPE" in content[:4096] or b"<!ENTITY" in content:
        raise UnreadableFormError("form_damaged")
    reader = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(content, reader)  # which itself refuses what is nested without end
    except etree.XMLSyntaxError as problem:
        raise UnreadableFormError("form_damaged") from problem
