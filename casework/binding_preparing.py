"""Pieces made ready one at a time: each becomes a file of sheets, and what cannot gets a substitute page."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from casework.binding_kinds import Way, way_of
from casework.binding_office import convert_all, is_convertible
from casework.binding_pdfs import prepare_pdf, shows_anything
from casework.binding_pictures import prepare_picture
from casework.binding_pieces import Converter, Piece, PieceUnread, Unbindable
from casework.binding_texts import prepare_mail, prepare_text, prepare_web, substitute_page
from casework.file_kinds import MOST_SIDES

__all__ = ["ORIGINALS", "Prepared", "Preparing"]

ORIGINALS: Final = "原件"
"""Folder in which the caller puts what could not be bound; named on the substitute page."""


@dataclass(slots=True, kw_only=True)
class Prepared:
    """A piece as a file of sheets."""

    piece: Piece
    number: int
    file: Path
    pages: int = 0
    problem: str = ""
    is_substitute: bool = False
    size: int | None = None
    sha256: str = ""


@dataclass(slots=True)
class Preparing:
    """The pieces of one volume on their way.

    Attributes:
        folder: for what is written on the way; belongs to this volume.
        convert: makes PDFs of .docx where LibreOffice is not installed.
        asked: called often; what it raises ends the work.
        done: the pieces so far, in their order.
    """

    folder: Path
    convert: Converter | None
    asked: Callable[[], object]
    done: list[Prepared] = field(default_factory=list)
    _waiting: list[tuple[Prepared, Path]] = field(default_factory=list)

    def take(self, piece: Piece) -> None:
        """Load a piece and make its pages, or put it aside for LibreOffice."""
        number = len(self.done) + 1
        one = Prepared(piece=piece, number=number, file=self.folder / f"{number:05d}.pdf")
        self.done.append(one)
        try:
            content = _loaded(one)
            way, suffix = way_of(content, piece.file_name)
            if way is Way.OFFICE:
                self._put_aside(one, content, suffix)
            else:
                self._make(one, content, way)
        except Unbindable as reason:
            self._substitute(one, reason)

    @property
    def is_waiting(self) -> bool:
        """Whether the last piece waits for LibreOffice."""
        return bool(self._waiting) and self._waiting[-1][0] is self.done[-1]

    def _put_aside(self, one: Prepared, content: bytes, suffix: str) -> None:
        if not is_convertible(suffix, self.convert):
            raise Unbindable("binding_no_office")
        # A folder of its own: a PDF that is made there is no file of sheets.
        source = self.folder / "office" / f"{one.number:05d}{suffix}"
        source.parent.mkdir(exist_ok=True)
        source.write_bytes(content)
        self._waiting.append((one, source))

    def _make(self, one: Prepared, content: bytes, way: Way) -> None:
        if way is Way.PDF:
            one.pages, one.problem = prepare_pdf(content, self.folder, one.file, self.asked)
        elif way is Way.PICTURE:
            one.pages = prepare_picture(content, one.file, self.asked)
        elif way is Way.MAIL:
            one.pages, one.problem = prepare_mail(content, one.file, self.asked)
        elif way is Way.WEB:
            one.pages, one.problem = prepare_web(content, one.file, self.asked)
        else:
            one.pages = prepare_text(content, one.file, self.asked)
        if sum(other.pages for other in self.done) > MOST_SIDES:
            one.pages, one.problem = 0, ""
            raise Unbindable("binding_too_many", most=f"{MOST_SIDES:,}")

    def finish(self, converted: Callable[[int], object]) -> None:
        """Make the pages of what was put aside; ``converted`` is told how many PDFs LibreOffice made."""
        made = self.folder / "converted"
        made.mkdir()
        convert_all([source for _, source in self._waiting], made, self.convert, converted)
        for one, source in self._waiting:
            self.asked()
            file = made / f"{source.stem}.pdf"
            try:
                if not file.is_file():
                    raise Unbindable("binding_unconverted")
                content = file.read_bytes()
                if not shows_anything(content):
                    raise Unbindable("binding_converted_blank")
                self._make(one, content, Way.PDF)
            except Unbindable as reason:
                self._substitute(one, reason)
            source.unlink()
            file.unlink(missing_ok=True)
        self._waiting.clear()

    def _substitute(self, one: Prepared, reason: Unbindable) -> None:
        one.pages, one.problem, one.is_substitute = 1, reason.problem, True
        size = "" if one.size is None else f"大小：{one.size:,} 字节"
        lines = (
            f"第 {one.number} 号材料　{one.piece.title}",
            "",
            "本材料没有印出，此页代替。",
            "",
            f"原因：{one.problem}",
            f"文件名：{one.piece.file_name}",
            *((size, f"SHA-256：{one.sha256}", "", f"原件保存在文件夹“{ORIGINALS}”。") if size else ()),
        )
        substitute_page(lines, one.file)


def _loaded(one: Prepared) -> bytes:
    try:
        content = one.piece.content()
    except (PieceUnread, OSError):
        raise Unbindable("binding_unread") from None
    one.size, one.sha256 = len(content), hashlib.sha256(content).hexdigest()
    return content
