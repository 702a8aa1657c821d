"""Hundreds of letters written into a folder in one go: one letter in memory at a time, told and stopped between two."""

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from casework.letter_pdf import no_office, pdf_source
from casework.letters import letter_bytes
from casework.office import Office
from casework.rederiving import Progress
from casework.refusals import refused
from law.errors import UserError
from templates.office_conversion import ConversionFailed, NoOffice, convert_files, find_office

__all__ = ["ExportedLetters", "Kind", "export_letters"]

Kind = Literal["docx", "pdf", "both"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedLetters:
    """What an export wrote.

    Attributes:
        names: of the files, in the order of the letters; .docx before .pdf.
        failed: letters that could not be written, with the sentence why.
    """

    names: tuple[str, ...]
    failed: tuple[tuple[int, str], ...]


def export_letters(
    office: Office, document_ids: Sequence[int], folder: Path, progress: Progress | None = None, *, kind: Kind = "docx"
) -> ExportedLetters:
    """Write letters into a folder: issued ones with their frozen bytes, drafts as they would be printed now.

    Two letters of one name get a number behind it; files that are there already are not overwritten. What was written
    before the work was stopped stays.

    Args:
        office: the office.
        document_ids: which letters, in the order in which they are written.
        folder: where to; it is made if it is not there.
        progress: told how many steps of how many are done (a letter is one step, its PDF another); what it raises
            stops the work. ``Steps.advance`` of the client is one.
        kind: .docx, .pdf or both.

    Raises:
        UserError: ``file_not_written``; ``pdf_no_office`` or ``pdf_only_wps`` before anything is written;
            ``pdf_failed``.
    """
    if kind != "docx" and find_office() is None:
        raise no_office()
    ids = tuple(dict.fromkeys(document_ids))
    total = len(ids) * (2 if kind == "both" else 1)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if kind == "docx":
            return _write(office, ids, folder, progress, total)
        return _write_pdfs(office, ids, folder, progress, kind)
    except OSError as error:
        raise UserError(
            "file_not_written", f"不能写入“{folder.name}”", error.strerror or "", "请换一个位置，或关闭占用它的程序"
        ) from error


def _write(
    office: Office, ids: Sequence[int], folder: Path, progress: Progress | None, total: int, *, for_pdf: bool = False
) -> ExportedLetters:
    names: list[str] = []
    failed: list[tuple[int, str]] = []
    # The PDFs of the drafts bear a mark that the .docx, which somebody goes on writing, does not.
    read = pdf_source if for_pdf else letter_bytes
    taken = {one.name.casefold() for one in folder.iterdir()}
    for done, document_id in enumerate(ids, start=1):
        try:
            name, content = read(office, document_id)
        except UserError as error:
            failed.append((document_id, error.sentence))
        else:
            free = _free_name(name, taken)
            _write_whole(folder / free, content)
            names.append(free)
        if progress is not None:
            progress(done, total)
    return ExportedLetters(names=tuple(names), failed=tuple(failed))


def _write_pdfs(
    office: Office, ids: Sequence[int], folder: Path, progress: Progress | None, kind: Kind
) -> ExportedLetters:
    both = kind == "both"
    written = _write(office, ids, folder, progress, 2 * len(ids)) if both else None
    made: list[str] = []
    failed = list(written.failed) if written is not None else []
    with tempfile.TemporaryDirectory(prefix="letters-", ignore_cleanup_errors=True) as place:
        work = Path(place)
        sources = _write(office, ids, work, None, len(ids), for_pdf=True)
        failed = failed or list(sources.failed)
        paths = [work / one for one in sources.names]
        before, total = (len(ids), 2 * len(ids)) if both else (0, len(ids))

        def tell(done: int) -> None:
            if progress is not None:
                progress(before + done, total)

        try:
            broken = convert_files(paths, work, done=tell, timeout=600)
        except NoOffice:
            raise no_office() from None
        except ConversionFailed:
            raise refused("pdf_failed", name=f"{len(paths)} 份文书") from None
        made.extend(_taken_over(paths, broken, folder))
        of_file = dict(zip(paths, (one for one in ids if one not in dict(sources.failed)), strict=True))
        failed.extend((of_file[one], refused("pdf_failed", name=one.name).sentence) for one in broken)
    names = [*(written.names if written is not None else ()), *made]
    return ExportedLetters(names=tuple(names), failed=tuple(failed))


def _taken_over(paths: Sequence[Path], broken: Sequence[Path], folder: Path) -> Iterator[str]:
    taken = {one.name.casefold() for one in folder.iterdir()}
    for one in paths:
        if one not in broken:
            pdf = one.with_suffix(".pdf")
            free = _free_name(pdf.name, taken)
            _write_whole(folder / free, pdf.read_bytes())
            yield free


def _free_name(name: str, taken: set[str]) -> str:
    """The name, or the name with the next number behind it; taken from then on."""
    path = Path(name)
    free, number = name, 1
    while free.casefold() in taken:
        number += 1
        free = f"{path.stem}（{number}）{path.suffix}"
    taken.add(free.casefold())
    return free


def _write_whole(path: Path, content: bytes) -> None:
    """The whole file or none: a full disk leaves no half of a letter."""
    beside = path.with_name(f".{path.name}.part")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
