"""The binder: many files to one paged PDF; the number on a page is the one in the index and in the reader.

Pure of the database: bytes in, a file out. Written whole or not at all: everything happens in a folder beside the
target, which the next run removes if this one is killed. The same input gives the same bytes: no day, no machine, no
author.
"""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from casework.binding_pdfs import prepare_pdf
from casework.binding_pieces import (
    BoundEntry,
    BoundVolume,
    Converter,
    Front,
    Piece,
    PieceUnread,
    Unbindable,
    Volume,
)
from casework.binding_preparing import ORIGINALS, Prepared, Preparing
from casework.binding_sheets import A4, Sheet, add_sheet, carry_layers, gathered, opened_prepared
from casework.binding_stamp import page_number_font, stamp, stamped_text
from casework.rederiving import Progress
from casework.refusals import refused

if TYPE_CHECKING:
    import pikepdf

__all__ = [
    "ORIGINALS",
    "BoundEntry",
    "BoundVolume",
    "Converter",
    "Front",
    "Piece",
    "PieceUnread",
    "Volume",
    "bind",
    "stamped_text",
]

_FRONT_TRIES: Final = 4


def bind(
    volumes: Sequence[Volume], *, convert: Converter | None = None, progress: Progress | None = None
) -> tuple[BoundVolume, ...]:
    """Bind volumes, each into one PDF at its target; pages are counted from 1 in each, front matter included.

    A piece that is damaged, locked, empty or not made for paper stops nothing: a page in its place tells what it was
    and what is wrong, and ``BoundEntry.problem`` says the same.

    Args:
        volumes: what to bind, each to a target of its own.
        convert: makes PDFs of .docx where LibreOffice is not installed; None: these get substitute pages.
        progress: told how many steps of how many are done, several times a second; what it raises stops the work, and
            nothing is left.

    Returns:
        the page numbers of each volume.

    Raises:
        UserError: ``binding_exists``, ``binding_not_written``, ``binding_front_unstable``,
            ``binding_front_unreadable``; and what the makers of front matter raise.
        ValueError: two volumes have one target.
    """
    if len({one.target for one in volumes}) != len(volumes):
        raise ValueError("two volumes of one target")
    steps = _Steps(progress, sum(len(one.pieces) for one in volumes) + len(volumes))
    for one in volumes:
        _not_there(one.target)
    with _unwrapped(), _writing(), ExitStack() as open_folders:
        folders = [open_folders.enter_context(_beside(one.target)) for one in volumes]
        bound = tuple(_bound(volume, folder, convert, steps) for volume, folder in zip(volumes, folders, strict=True))
        _put_in_place(volumes, folders)
    return bound


class _Stopped(BaseException):
    """What the caller raised to stop the work, on its way past all that forgives damaged files."""


@contextmanager
def _unwrapped() -> Iterator[None]:
    try:
        yield
    except _Stopped as stopped:
        raise stopped.__cause__ or stopped from None


@dataclass(slots=True)
class _Steps:
    """How far the work is; a step is a piece or the writing of a volume."""

    progress: Progress | None
    total: int
    done: int = 0

    def ask(self, ahead: int = 0) -> None:
        """Tell where we are, so that the caller can stop."""
        if self.progress is not None:
            try:
                self.progress(min(self.total, self.done + ahead), self.total)
            except BaseException as error:
                raise _Stopped from error

    def step(self) -> None:
        """One more is done."""
        self.done += 1
        self.ask()


def _not_there(target: Path) -> None:
    if target.exists():
        raise refused("binding_exists", field="target", name=target.name)


@contextmanager
def _writing() -> Iterator[None]:
    """What the disk refuses, in words."""
    try:
        yield
    except OSError as error:
        raise refused("binding_not_written", field="target", reason=error.strerror or str(error)) from error


@contextmanager
def _beside(target: Path) -> Iterator[Path]:
    """A folder beside the target that ends with the work; what a killed run left there is removed."""
    folder = target.with_name(f".{target.name}.part")
    if folder.is_dir():
        shutil.rmtree(folder)
    folder.unlink(missing_ok=True)
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _put_in_place(volumes: Sequence[Volume], folders: Sequence[Path]) -> None:
    """All volumes or none."""
    placed: list[Path] = []
    try:
        for volume, folder in zip(volumes, folders, strict=True):
            _not_there(volume.target)  # it may have come while we worked
            (folder / _NAME).rename(volume.target)
            placed.append(volume.target)
    except BaseException:
        for one in placed:
            one.unlink(missing_ok=True)
        raise


_NAME: Final = "volume.pdf"


def _bound(volume: Volume, folder: Path, convert: Converter | None, steps: _Steps) -> BoundVolume:
    pieces = _prepared(volume, folder, convert, steps)
    front, count, bound = _front(volume, pieces, folder, steps)
    files = ([front] if front is not None else []) + [one.file for one in pieces]
    files = gathered(files, folder)
    _write(volume, files, count, pieces, bound, folder / _NAME, steps)
    steps.step()
    return bound


def _prepared(volume: Volume, folder: Path, convert: Converter | None, steps: _Steps) -> list[Prepared]:
    work = Preparing(folder, convert, steps.ask)
    waiting = 0
    for piece in volume.pieces:
        steps.ask()
        work.take(piece)
        if work.is_waiting:
            waiting += 1
        else:
            steps.step()
    work.finish(steps.ask)
    steps.done += waiting
    return work.done


def _numbered(pieces: Sequence[Prepared], front: int) -> BoundVolume:
    entries, page = [], front
    for one in pieces:
        entries.append(
            BoundEntry(
                key=one.piece.key,
                title=one.piece.title,
                first_page=page + 1,
                last_page=page + one.pages,
                problem=one.problem,
                is_substitute=one.is_substitute,
            )
        )
        page += one.pages
    return BoundVolume(pages=page, entries=tuple(entries))


def _front(
    volume: Volume, pieces: Sequence[Prepared], folder: Path, steps: _Steps
) -> tuple[Path | None, int, BoundVolume]:
    """Front matter whose own length is in the numbers it names; a shorter last try is filled up with white pages."""
    if volume.front is None:
        return None, 0, _numbered(pieces, 0)
    file, length = folder / "front.pdf", 1
    for _ in range(_FRONT_TRIES):
        steps.ask()
        bound = _numbered(pieces, length)
        made = _made_front(volume.front(bound), folder, file, steps)
        if made == length:
            return file, length, bound
        if made < length:
            # It shrank when the true numbers came: as many pages as it was promised keep them true.
            return _filled(file, folder, length - made), length, bound
        length = made
    raise refused("binding_front_unstable", field="target")


def _made_front(content: bytes, folder: Path, file: Path, steps: _Steps) -> int:
    try:
        return prepare_pdf(content, folder, file, steps.ask)[0]
    except Unbindable as reason:
        raise refused("binding_front_unreadable", field="target") from reason


def _filled(file: Path, folder: Path, missing: int) -> Path:
    filled = folder / "front-filled.pdf"
    with opened_prepared(file) as made:
        for _ in range(missing):
            add_sheet(made, Sheet(content=b"", box=(0, 0, *A4)))
        made.save(filled, static_id=True)
    return filled


def _write(
    volume: Volume,
    files: Sequence[Path],
    front: int,
    pieces: Sequence[Prepared],
    bound: BoundVolume,
    target: Path,
    steps: _Steps,
) -> None:
    import pikepdf  # noqa: PLC0415

    with ExitStack() as sources, pikepdf.new() as made:
        for file in files:
            steps.ask()
            source = sources.enter_context(opened_prepared(file))
            made.pages.extend(source.pages)
            carry_layers(made, source)
        _stamp_all(made, bound.pages, steps)
        _describe(made, volume, front, pieces, bound)
        with target.open("wb") as stream:
            made.save(stream, deterministic_id=True, progress=partial(_asked, steps))
    for file in files:
        file.unlink()


def _asked(steps: _Steps, _percent: int) -> None:
    steps.ask()


def _stamp_all(made: "pikepdf.Pdf", pages: int, steps: _Steps) -> None:
    import pikepdf  # noqa: PLC0415

    if len(made.pages) != pages:
        raise ValueError(f"{len(made.pages)} pages where {pages} were counted")
    font = page_number_font(made)
    for number, page in enumerate(made.pages, start=1):
        if number % 100 == 0:
            steps.ask()
        page.obj.Contents = made.make_stream(page.obj.Contents.read_bytes() + stamp(page.obj, number, pages))
        page.obj.Resources = pikepdf.Dictionary(XObject=page.obj.Resources.XObject, Font=pikepdf.Dictionary(N=font))


def _describe(made: "pikepdf.Pdf", volume: Volume, front: int, pieces: Sequence[Prepared], bound: BoundVolume) -> None:
    """Title, page labels, outline."""
    import pikepdf  # noqa: PLC0415

    made.docinfo[pikepdf.Name.Title] = volume.title
    root = made.Root
    root[pikepdf.Name.Lang] = "zh-CN"
    root[pikepdf.Name.PageMode] = pikepdf.Name.UseOutlines
    root[pikepdf.Name.ViewerPreferences] = pikepdf.Dictionary(DisplayDocTitle=True)
    labels = pikepdf.Array([0, pikepdf.Dictionary(S=pikepdf.Name.D)])
    root[pikepdf.Name.PageLabels] = pikepdf.Dictionary(Nums=labels)
    if not bound.pages:
        return
    with made.open_outline() as outline:
        head = pikepdf.OutlineItem(volume.title, 0)
        outline.root.append(head)
        if front:
            head.children.append(pikepdf.OutlineItem(volume.front_title, 0))
        group, under = "", head.children
        for one, entry in zip(pieces, bound.entries, strict=True):
            if one.piece.group != group:
                group, under = one.piece.group, head.children
                if group:
                    above = pikepdf.OutlineItem(group, entry.first_page - 1)
                    head.children.append(above)
                    under = above.children
            under.append(pikepdf.OutlineItem(one.piece.title, entry.first_page - 1))
