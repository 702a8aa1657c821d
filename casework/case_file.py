"""案卷打包: the whole file written out in its order, two volumes apart, with a list of SHA-256 hashes.

Written whole or not at all: everything goes into a place beside the target, which is renamed at the end.
"""

import hashlib
import shutil
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

import pypdfium2
from sqlalchemy.orm import Session

from casework.act_case import read_case
from casework.case_contents import CLOSED_VOLUME, OPEN_VOLUME, case_contents, volume_lines
from casework.issuing import NOT_IN_NAMES
from casework.letter_templates import rendered
from casework.office import Office
from casework.paper_case import PaperCase
from casework.paper_contexts import sheet_context
from casework.paper_drafts import PackDraft
from casework.paper_file import UNCOUNTED, index_lines
from casework.paper_views import FileEntry, FileView, PackedFile
from casework.rederiving import Progress
from casework.refusals import refused
from law.terms import DocumentKind
from models.blobs import BlobDamagedError, get_blob
from templates.sheet_contexts import CaseCoverContext, CaseIndexContext, CaseNoteContext, Sheet

__all__ = ["SUMS_NAME", "contents", "pack"]

SUMS_NAME: Final = "SHA256SUMS.txt"
"""The list of hashes, as ``sha256sum --check`` reads it."""

_FOLDERS: Final = ((OPEN_VOLUME, False, "1 可供查阅"), (CLOSED_VOLUME, True, "2 不可查阅"))
_LONGEST_STEM: Final = 60
_PDF: Final = b"%PDF-"
_Write = Callable[[str, bytes], None]


def contents(office: Office, request_id: int, today: date) -> FileView:
    """The file of a case in its order, with what it lacks.

    Raises:
        UserError: ``request_unknown``.
    """
    with office.reading() as session:
        return case_contents(session, read_case(office, session, request_id, today))


def pack(
    office: Office, draft: PackDraft, today: date, *, actor: str = "", progress: Progress | None = None
) -> PackedFile:
    """Write the file of a case into a folder or a .zip.

    Args:
        office: the office.
        draft: which case, where to, and which pieces may not be consulted.
        today: day on which the file is put together.
        actor: who does it.
        progress: told how many pieces of how many are done; what it raises stops the work, and nothing is left.

    Raises:
        UserError: ``pack_exists``, ``pack_not_written``, ``pack_damaged``, ``paper_not_now``.
    """
    if draft.target.exists():
        raise refused("pack_exists", field="target", name=draft.target.name)
    with office.reading() as session:
        case = read_case(office, session, draft.request_id, today)
        paper = PaperCase(office, session, case, actor=actor)
        entries = tuple(_placed(one, draft.restricted) for one in paper.contents.entries)
        if not entries:
            raise refused("paper_not_now", paper=DocumentKind.CASE_INDEX.label)
        try:
            with _whole(draft.target) as write:
                packing = _Packing(session, paper, write, progress, len(entries))
                packing.write_all(entries)
        except OSError as error:
            raise refused("pack_not_written", field="target", reason=error.strerror or str(error)) from error
    closed = sum(one.restricted for one in entries)
    return PackedFile(
        target=str(draft.target),
        open_count=len(entries) - closed,
        closed_count=closed,
        list_sha256=packing.list_sha256,
    )


def _placed(one: FileEntry, restricted: frozenset[str] | None) -> FileEntry:
    """The piece in the volume that the person chose for it."""
    if restricted is None or (one.key in restricted) is one.restricted:
        return one
    moved = one.key in restricted
    return replace(one, restricted=moved, why="由人工移入" if moved else "")


@dataclass(slots=True)
class _Packing:
    """The pieces on their way into the target, and the hashes of what was written."""

    session: Session
    paper: PaperCase
    write: _Write
    progress: Progress | None
    total: int
    done: int = 0
    list_sha256: str = ""

    def write_all(self, entries: Sequence[FileEntry]) -> None:
        """Both volumes, then the list of hashes."""
        sums: list[str] = []
        kept: list[FileEntry] = []
        volumes: list[tuple[str, str, list[FileEntry]]] = []
        for volume, restricted, folder in _FOLDERS:
            mine = [one for one in entries if one.restricted is restricted]
            counted = []
            for place, one in enumerate(mine, start=1):
                content = self._content(one)
                counted.append(_with_pages(one, content))
                sums.append(self._put(f"{folder}/{place:03d} {_safe(one.file_name)}", content))
            kept += counted
            volumes.append((volume, folder, counted))
        for volume, folder, counted in volumes:
            if counted:
                sums += self._frame(volume, folder, counted, kept)
        listed = "".join(f"{line}\n" for line in sorted(sums, key=lambda line: line[66:])).encode("utf-8")
        self.list_sha256 = hashlib.sha256(listed).hexdigest()
        self.write(SUMS_NAME, listed)
        self._tell()

    def _content(self, one: FileEntry) -> bytes:
        self._tell()
        self.done += 1
        try:
            return get_blob(self.session, one.sha256)
        except BlobDamagedError as error:
            raise refused("pack_damaged", field="target", name=one.file_name) from error

    def _tell(self) -> None:
        if self.progress is not None:
            self.progress(self.done, self.total)

    def _put(self, path: str, content: bytes) -> str:
        self.write(path, content)
        return f"{hashlib.sha256(content).hexdigest()}  {path}"

    def _frame(
        self, volume: str, folder: str, mine: Sequence[FileEntry], everything: Sequence[FileEntry]
    ) -> Iterator[str]:
        """Cover, index and note of a volume."""
        for name, sheet in _sheets(self.paper, volume, mine, everything):
            content = rendered(self.paper.office, self.session, sheet.kind, sheet, self.paper.today)
            yield self._put(f"{folder}/{name}.docx", content)


def _sheets(
    paper: PaperCase, volume: str, mine: Sequence[FileEntry], everything: Sequence[FileEntry]
) -> Iterator[tuple[str, Sheet]]:
    held = volume_lines(everything)
    cover = sheet_context(DocumentKind.CASE_COVER, paper)
    if isinstance(cover, CaseCoverContext):
        yield "000-1 案卷封面", replace(cover, volume=volume, volumes=held)
    lines = index_lines(tuple(mine))
    restricted = volume == CLOSED_VOLUME
    yield (
        "000-2 卷内目录",
        CaseIndexContext(
            **paper.base(),
            open_lines=() if restricted else lines,
            closed_lines=lines if restricted else (),
            note=UNCOUNTED if any(one.pages is None for one in mine) else "",
            volume=volume,
        ),
    )
    note = sheet_context(DocumentKind.CASE_NOTE, paper)
    if isinstance(note, CaseNoteContext):
        yield "999 备考表", replace(note, volumes=held)


def _with_pages(one: FileEntry, content: bytes) -> FileEntry:
    """The piece with its pages, where its bytes say how many there are."""
    if one.pages is not None or not content.startswith(_PDF):
        return one
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError:
        return one
    try:
        return replace(one, pages=len(document) or None)
    finally:
        document.close()


def _safe(name: str) -> str:
    """A name that every system can write; the running number stands before it."""
    plain = NOT_IN_NAMES.sub("_", name).strip(". ") or "附件"
    stem, dot, suffix = plain.rpartition(".")
    if not dot or len(suffix) > 10:
        stem, dot, suffix = plain, "", ""
    return stem[:_LONGEST_STEM].rstrip(". ") + dot + suffix


@contextmanager
def _whole(target: Path) -> Iterator[_Write]:
    """Write beside the target and rename at the end; whatever goes wrong, nothing of it is left."""
    beside = target.with_name(f".{target.name}.part")
    zipped = target.suffix.lower() == ".zip"
    try:
        if zipped:
            with zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED) as archive:
                yield archive.writestr
        else:
            shutil.rmtree(beside, ignore_errors=True)  # what a run left behind that was killed
            beside.mkdir()
            yield _Folder(beside).write
        beside.rename(target)
    finally:
        if zipped:
            beside.unlink(missing_ok=True)
        else:
            shutil.rmtree(beside, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class _Folder:
    """A folder that takes files by their path."""

    path: Path

    def write(self, name: str, content: bytes) -> None:
        """Write one file."""
        place = self.path / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
