"""导出文书: many letters into a folder, in the work thread, told and stopped between two."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from casework.letter_batch import ExportedLetters, Kind, export_letters
from desktop.components import ProgressPanel
from desktop.frame.session import Session
from desktop.frame.tasks import Steps, Task
from law.errors import UserError

__all__ = ["LettersExport"]

_TOLD = 3  # letters that were not written, told by their reason


class LettersExport(QObject):
    """Asks for the folder and does the work; ``progress`` shows it and stops it."""

    def __init__(self, session: Session, parent: QWidget, progress: ProgressPanel) -> None:
        super().__init__(parent)
        self._session = session
        self._widget = parent
        self._progress = progress
        self._task: Task | None = None
        progress.cancelled.connect(self.cancel)

    def ask(self, document_ids: Sequence[int], kind: Kind) -> None:
        """Ask for the folder, then write the letters into it."""
        if not document_ids:
            self._session.shell.say("没有可以导出的文书")
        elif self._task is None:
            chosen = QFileDialog.getExistingDirectory(self._widget, f"导出 {len(document_ids):,} 份文书到")
            if chosen:
                self.export_to(document_ids, Path(chosen), kind)

    def export_to(self, document_ids: Sequence[int], folder: Path, kind: Kind) -> None:
        """Write letters into a folder."""
        if self._task is not None:
            return
        self._progress.begin(f"正在导出 {len(document_ids):,} 份文书")
        work = partial(_exported, self._session, tuple(document_ids), folder, kind)
        self._task = self._session.ask_steps(work, self._on_exported, self._on_failed, self._progress.advance)

    def cancel(self) -> None:
        """Stop; what is written stays."""
        if self._task is not None:
            self._task.cancel()
            self._over()
            self._session.shell.say("已停止导出，已写好的文书留在文件夹里")

    def _over(self) -> None:
        self._task = None
        self._progress.end()

    def _on_exported(self, made: ExportedLetters) -> None:
        self._over()
        if made.failed:
            reasons = "；".join(reason for _, reason in made.failed[:_TOLD])
            self._session.shell.show_refusal(
                UserError("letters_not_exported", f"{len(made.failed)} 份文书没有导出", reasons, "请逐份打开核对")
            )
        if made.names:
            self._session.shell.say(f"已导出 {len(made.names):,} 个文件")

    def _on_failed(self, error: BaseException) -> None:
        self._over()
        if isinstance(error, UserError):
            self._session.shell.show_refusal(error)
        else:
            self._session.shell.show_failure(error)


def _exported(
    session: Session, document_ids: tuple[int, ...], folder: Path, kind: Kind, steps: Steps
) -> ExportedLetters:
    """Export in the work thread; ``steps`` tells how far it is and stops it."""
    return export_letters(session.office, document_ids, folder, steps.advance, kind=kind)
