"""What goes into the binder and what comes out: pieces, volumes, and the pages that each piece got."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from casework.refusals import refusal

__all__ = ["BoundEntry", "BoundVolume", "Converter", "Front", "Piece", "PieceUnread", "Unbindable", "Volume"]

Converter = Callable[[Sequence[Path], Path], object]
"""Makes a PDF of each .docx in the folder, under the name of its source; what it leaves out gets a substitute page."""


class PieceUnread(Exception):
    """The content of a piece cannot be had: raised by ``Piece.content``, told on a substitute page."""


class Unbindable(Exception):
    """A piece that is no page of a PDF; its place is taken by a substitute page that says why.

    Args:
        code: of a sentence in ``data/binding_refusals.toml``.
        values: what the sentence names.
    """

    def __init__(self, code: str, /, **values: object) -> None:
        super().__init__(code)
        self.problem = refusal(code, **values).what


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One file to be bound.

    Attributes:
        key: by which the caller knows it again.
        title: what the outline and the index call it, in Chinese.
        file_name: name of the file; tells what it is where its bytes do not.
        content: gives the bytes when they are needed, one piece at a time; may raise ``PieceUnread``.
        group: heading in the outline above this piece and its neighbours of the same group; empty for none.
    """

    key: str
    title: str
    file_name: str
    content: Callable[[], bytes]
    group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundEntry:
    """A piece in its volume.

    Attributes:
        key: of the piece.
        title: of the piece.
        first_page: number stamped on its first page.
        last_page: number stamped on its last page.
        problem: what is wrong with it, in Chinese; empty if nothing.
        is_substitute: whether its only page is a substitute and the original has to be enclosed as a file.
    """

    key: str
    title: str
    first_page: int
    last_page: int
    problem: str = ""
    is_substitute: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundVolume:
    """The pages of a volume, front matter included, and its pieces in their order."""

    pages: int
    entries: tuple[BoundEntry, ...]


Front = Callable[[BoundVolume], bytes]
"""Makes cover and index as one PDF from the page numbers; asked twice or more, until its own length is in them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Volume:
    """What is bound into one PDF.

    Attributes:
        title: of the volume; title of the PDF and head of its outline.
        target: the file that is written; must not exist.
        pieces: in their order.
        front: cover and index before the pieces; None for none.
        front_title: what the outline calls them.
    """

    title: str
    target: Path
    pieces: Sequence[Piece]
    front: Front | None = None
    front_title: str = "封面和目录"
