"""The presenter of 案卷文书: asks casework for sheets, prints, saves and files them, packs the file.

What a person adds to a sheet is kept until the sheet is on file.
"""

import json
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog

from casework import form_drafts
from casework.case_file import contents, pack
from casework.case_papers import file_paper, paper, papers
from casework.paper_drafts import PackDraft, PaperDraft
from casework.paper_views import FileView, PackedFile, PaperRow, PaperView
from casework.views import Changed, FormDraftView
from desktop.case_page.paper_sheet import print_sheet
from desktop.case_page.papers_card import PaperAsked, PapersCard
from desktop.frame.session import Session
from desktop.frame.tasks import Steps, Task
from desktop.frame.timers import pause_timer
from desktop.letters.files import FileOpener, local_name
from law.terms import DocumentKind

__all__ = ["PapersDesk", "read_papers_key"]

_AUTOSAVE_MS = 2000
_KEY = "papers:"


def read_papers_key(key: str) -> int | None:
    """The request whose sheets have kept words; None for the key of another form."""
    number = key.removeprefix(_KEY)
    return int(number) if key.startswith(_KEY) and number.isdecimal() else None


class PapersDesk(QObject):
    """Leads one ``PapersCard``. ``closed`` when the person is done with it."""

    closed = Signal()

    def __init__(self, session: Session, card: PapersCard, files: FileOpener) -> None:
        super().__init__(card)
        self._session = session
        self.card = card
        self._files = files
        self.request_id = 0
        self.number = ""
        self._wanted: PaperRow | None = None
        self._packing: Task | None = None
        self._kept: dict[tuple[DocumentKind, int | None], str] = {}
        self._autosave = pause_timer(self, _AUTOSAVE_MS, self.keep_typed, coarse=True)
        session.shell.add_saver(self.keep_typed)
        card.typed_on.connect(self._autosave.start)
        card.asked.connect(self._on_asked)
        card.pack_opened.connect(self.open_packing)
        card.zip_asked.connect(self._on_zip_asked)
        card.folder_asked.connect(self._on_folder_asked)
        card.cancelled.connect(self._on_cancelled)
        card.left.connect(self.closed)

    def open(self, request_id: int, number: str) -> None:
        """Show the sheets of a request."""
        if request_id != self.request_id:
            self.keep_typed()
            self.card.typed = {}
            self.card.lines = []
            self._kept = {}
            ask = partial(form_drafts.load, self._session.office, f"{_KEY}{request_id}")
            self._session.ask(ask, self._on_draft_loaded, key="case:papers-draft")
        self.request_id, self.number = request_id, number
        self.card.show_list()
        self.refresh()

    # ------------------------------------------------------------------ what was typed

    def keep_typed(self) -> None:
        """Keep the words that were typed for sheets, if they changed since the last time."""
        self._autosave.stop()
        words = self.card.all_words()
        if not self.request_id or words == self._kept:
            return
        self._kept = words
        session, key = self._session, f"{_KEY}{self.request_id}"
        if not words:
            session.change(partial(form_drafts.discard, session.office, key))
            return
        content = [{"kind": kind, "document": about, "words": text} for (kind, about), text in words.items()]
        payload = json.dumps(content, ensure_ascii=False)
        title = f"{self.number} 案卷文书：{len(words)} 处填写还没有归档"
        work = partial(
            form_drafts.save, session.office, key, "case", title, payload, now=session.now, actor=session.actor
        )
        session.change(work)

    def _on_draft_loaded(self, kept: FormDraftView | None) -> None:
        if kept is None or read_papers_key(kept.key) != self.request_id:
            return
        self._kept = {
            (DocumentKind(one["kind"]), one["document"]): str(one["words"]) for one in json.loads(kept.payload)
        }
        self.card.restore_words(self._kept)

    def refresh(self) -> None:
        """Read the list anew."""
        ask = partial(papers, self._session.office, self.request_id, self._session.today)
        self._session.ask(ask, self._on_read, key="case:papers")

    def _on_read(self, rows: tuple[PaperRow, ...]) -> None:
        first = not self.card.lines
        self.card.show_rows(rows, self._session.today)
        if first and self.card.isVisible():
            self.card.focus_first()

    # ------------------------------------------------------------------ one sheet

    def _on_asked(self, asked: PaperAsked) -> None:
        self._wanted = asked.row
        if asked.verb == "file":
            self._session.act(file_paper, self._draft(asked), self._on_filed)
        elif asked.verb == "save":
            name = f"{self.number} {asked.row.title}.docx"
            self._files.save_bytes(partial(_source, self._source(asked)), local_name(name))
        else:
            done = self._on_previewed if asked.verb == "preview" else self._on_print_ready
            self._session.ask(self._source(asked), done, key="case:paper")

    def _draft(self, asked: PaperAsked) -> PaperDraft:
        return PaperDraft(
            request_id=self.request_id, kind=asked.row.kind, document_id=asked.row.document_id, words=asked.words
        )

    def _source(self, asked: PaperAsked) -> "partial[PaperView]":
        return partial(
            paper,
            self._session.office,
            self.request_id,
            asked.row.kind,
            self._session.today,
            actor=self._session.actor,
            document_id=asked.row.document_id,
            words=asked.words,
        )

    def _on_previewed(self, view: PaperView) -> None:
        if self._wanted is not None:
            self.card.show_preview(self._wanted, view)

    def _on_print_ready(self, view: PaperView) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self.card)
        dialog.setWindowTitle(f"打印{view.title}")
        if dialog.exec():
            self.print_to(printer, view)

    def print_to(self, printer: QPrinter, view: PaperView) -> int:
        """Print a sheet; returns the number of its pages."""
        return print_sheet(printer, view.blocks, view.title)

    def _on_filed(self, _changed: Changed) -> None:
        if self._wanted is not None:
            self.card.forget_words(self._wanted)
            self.keep_typed()
        self.refresh()

    # ------------------------------------------------------------------ the file

    def open_packing(self) -> None:
        """Show what goes into the file."""
        ask = partial(contents, self._session.office, self.request_id, self._session.today)
        self._session.ask(ask, self._on_contents, key="case:contents")

    def _on_contents(self, file: FileView) -> None:
        self.card.show_packing(file)

    def _on_zip_asked(self, restricted: frozenset[str]) -> None:
        name = local_name(f"案卷 {self.number}.zip")
        chosen, _ = QFileDialog.getSaveFileName(
            self.card, "案卷打包", name, "压缩文件 (*.zip)", options=QFileDialog.Option.DontConfirmOverwrite
        )
        if chosen:
            path = Path(chosen)
            self.pack_to(path if path.suffix.lower() == ".zip" else path.with_name(f"{path.name}.zip"), restricted)

    def _on_folder_asked(self, restricted: frozenset[str]) -> None:
        chosen = QFileDialog.getExistingDirectory(self.card, "案卷写入哪个文件夹")
        if chosen:
            self.pack_to(Path(chosen) / local_name(f"案卷 {self.number}"), restricted)

    def pack_to(self, target: Path, restricted: frozenset[str]) -> None:
        """Write the file in the work thread, with progress and 取消."""
        draft = PackDraft(request_id=self.request_id, target=target, restricted=restricted)
        work = partial(_packed, self._session, draft)
        self.card.set_packing(busy=True)
        self._packing = self._session.ask_steps(work, self._on_packed, self._on_pack_failed, self.card.progress.advance)

    def _on_packed(self, done: PackedFile) -> None:
        self._packing = None
        self.card.set_packing(busy=False)
        name = Path(done.target).name
        self._session.shell.say(f"已写出 {name}：可供查阅 {done.open_count} 件，不可查阅 {done.closed_count} 件")

    def _on_pack_failed(self, error: BaseException) -> None:
        self._packing = None
        self.card.set_packing(busy=False)
        self._session.shell.show_failure(error)

    def _on_cancelled(self) -> None:
        if self._packing is not None:
            self._packing.cancel()
            self._packing = None
            self.card.set_packing(busy=False)
            self._session.shell.say("已停止打包，没有写入文件")


def _source(make: "partial[PaperView]") -> tuple[str, bytes]:
    view = make()
    return view.file_name, view.content


def _packed(session: Session, draft: PackDraft, steps: Steps) -> PackedFile:
    return pack(session.office, draft, session.today, actor=session.actor, progress=steps.advance)
