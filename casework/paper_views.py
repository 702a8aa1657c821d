"""What is shown of internal sheets and of the file of a case: frozen views."""

from dataclasses import dataclass
from datetime import date

from law.terms import DocumentKind

__all__ = ["FileEntry", "FileView", "PackedFile", "PaperBlock", "PaperRow", "PaperView"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperBlock:
    """One paragraph or table row of a sheet. ``kind`` as ``templates.preview.BlockKind``; a row has its cells.

    Attributes:
        lines: how many lines of text a row has room for at least: cells to sign in and to paste into are high.
    """

    kind: str
    text: str
    cells: tuple[str, ...] = ()
    lines: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperView:
    """A sheet made from the case as it stands."""

    kind: DocumentKind
    title: str
    file_name: str
    content: bytes
    blocks: tuple[PaperBlock, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperRow:
    """A sheet that makes sense now.

    Attributes:
        kind, title: which sheet.
        document_id: the letter that it is about, for a receipt of service.
        line: what it holds, or what is still blank in it.
        asks: label of what a person may add; empty if nothing.
        editions: how many were put on file, and ``filed_on`` when the last one was.
        filed_id: document of the last edition.
    """

    kind: DocumentKind
    title: str
    line: str
    document_id: int | None = None
    asks: str = ""
    editions: int = 0
    filed_on: date | None = None
    filed_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FileEntry:
    """One piece of the file.

    Attributes:
        key: d and the id of a document, a and the id of an attachment.
        group: the heading of the order of the file that it belongs to.
        rank: place of that heading.
        name, number, day: what it is.
        pages: its pages, None while nobody counted them.
        restricted: belongs into the volume that may not be consulted; ``why`` says what for.
        file_name, sha256, size: its bytes.
    """

    key: str
    group: str
    rank: int
    name: str
    number: str
    day: date | None
    pages: int | None
    restricted: bool
    why: str
    file_name: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FileView:
    """The file of a case in its order, and what it lacks."""

    registration_number: str
    entries: tuple[FileEntry, ...]
    lacking: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PackedFile:
    """What was written out: where, how many pieces in each volume, and the hash of the list of hashes."""

    target: str
    open_count: int
    closed_count: int
    list_sha256: str
