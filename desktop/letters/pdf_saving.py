"""另存为 PDF: by LibreOffice from the very file, off the interface thread; without it, by the layout of the program."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QPageSize, QPdfWriter
from PySide6.QtWidgets import QFileDialog, QWidget

from casework.letter_pages import PrintedLetter, printed_letter
from casework.letter_pdf import letter_pdf
from desktop.components import Banner, ProgressPanel
from desktop.frame.session import Session
from desktop.frame.tasks import Steps, Task
from desktop.letters.files import local_name, write_out
from desktop.letters.page_painting import print_pages
from desktop.theme import Tone
from law.errors import UserError

__all__ = ["PdfSaving"]

_OFFER = "以内置版式导出"
_DPI = 600
# Refusals that the layout of the program can step in for.
_WITHOUT_OFFICE = ("pdf_no_office", "pdf_only_wps", "pdf_failed")


class PdfSaving(QObject):
    """Asks where, makes the PDF, shows how long it takes and lets it be stopped.

    ``saved(path)`` when the file is written. ``banner`` tells what was refused and offers the other way.
    """

    saved = Signal(object)

    def __init__(self, session: Session, parent: QWidget, progress: ProgressPanel, banner: Banner) -> None:
        super().__init__(parent)
        self._session = session
        self._widget = parent
        self._progress = progress
        self._banner = banner
        self._task: Task | None = None
        self._document_id = 0
        self._path: Path | None = None
        self._title = ""
        self._draft = False
        progress.cancelled.connect(self.cancel)
        banner.acted.connect(self._on_offer_taken)

    def ask(self, document_id: int, title: str, *, draft: bool) -> None:
        """Ask where the PDF goes, then make it."""
        name = local_name(f"{title}{'（草稿）' if draft else ''}.pdf")
        chosen, _ = QFileDialog.getSaveFileName(self._widget, "另存为 PDF", name, "PDF (*.pdf)")
        if chosen:
            path = Path(chosen)
            self.save_to(
                document_id,
                path if path.suffix.lower() == ".pdf" else path.with_name(f"{path.name}.pdf"),
                title,
                draft=draft,
            )

    def save_to(self, document_id: int, path: Path, title: str, *, draft: bool) -> None:
        """Make the PDF of a letter and write it."""
        if self._task is not None:
            return
        self._document_id, self._path, self._title, self._draft = document_id, path, title, draft
        self._banner.say("")
        self._progress.begin("正在导出 PDF")
        work = partial(_made, self._session, document_id, path)
        self._task = self._session.ask_steps(work, self._on_saved, self._on_failed)

    def cancel(self) -> None:
        """Stop; nothing is written."""
        if self._task is not None:
            self._task.cancel()
            self._over()
            self._session.shell.say("已停止导出，没有写入文件")

    def _over(self) -> None:
        self._task = None
        self._progress.end()

    def _on_saved(self, path: Path) -> None:
        self._over()
        self._session.shell.say(f"已保存 {path.name}")
        self.saved.emit(path)

    def _on_failed(self, error: BaseException) -> None:
        self._over()
        if isinstance(error, UserError):
            self._banner.say(error.sentence, Tone.SOON, _OFFER if error.code in _WITHOUT_OFFICE else "")
        else:
            self._session.shell.show_failure(error)

    def _on_offer_taken(self) -> None:
        """The person takes the layout of the program instead."""
        if self._path is not None and self._banner.link.text() == _OFFER:
            self._banner.say("")
            self._session.ask(
                partial(printed_letter, self._session.office, self._document_id), self._on_read, self._on_failed
            )

    def _on_read(self, letter: PrintedLetter) -> None:
        if self._path is None:
            return
        try:
            write_pdf(letter, self._path, self._title, draft=self._draft)
        except UserError as error:
            self._on_failed(error)
            return
        self._on_saved(self._path)


def write_pdf(letter: PrintedLetter, path: Path, title: str, *, draft: bool) -> int:
    """Write the pages of a letter as PDF by the layout of the program; returns their number.

    Raises:
        UserError: ``file_not_written``.
    """
    beside = path.with_name(f".{path.name}.part")
    writer = QPdfWriter(str(beside))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setResolution(_DPI)
    try:
        if not beside.parent.is_dir():
            raise FileNotFoundError(2, "没有这个文件夹", str(beside))
        pages = print_pages(writer, letter, title, draft=draft)
        del writer
        beside.replace(path)
    except OSError as error:
        raise UserError(
            "file_not_written", f"不能写入“{path.name}”", error.strerror or "", "请换一个位置，或关闭占用它的程序"
        ) from error
    finally:
        beside.unlink(missing_ok=True)
    return pages


def _made(session: Session, document_id: int, path: Path, steps: Steps) -> Path:
    """Make and write the PDF in the work thread; ``steps`` stops it."""
    return write_out(partial(letter_pdf, session.office, document_id, steps.advance), path.parent, path.name)
