"""A long export in the work thread, one block after another: what others ask for is answered in between."""

from collections.abc import Generator
from functools import partial
from pathlib import Path
from typing import TypeAlias

from PySide6.QtCore import QObject, Signal

from casework.ledger_export import export_steps
from casework.ledger_export_views import ExportedLedger, LedgerDraft
from desktop.frame.session import Session

__all__ = ["ExportWork"]

Steps: TypeAlias = Generator[tuple[int, int], None, ExportedLedger]
Told: TypeAlias = "tuple[Steps, tuple[int, int] | ExportedLedger]"


class ExportWork(QObject):
    """Signals: ``advanced((done, total))``, ``finished(ExportedLedger)``, ``failed(error)``, ``stopped``.

    Each block is a task of its own, so that lists and acts of the person go on while a large file is written.
    """

    advanced = Signal(object)
    finished = Signal(object)
    failed = Signal(object)
    stopped = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._steps: Steps | None = None

    @property
    def busy(self) -> bool:
        """Whether a file is being written."""
        return self._steps is not None

    def begin(self, draft: LedgerDraft, path: Path) -> None:
        """Write a ledger; a file that is there was asked about before."""
        if self._steps is not None:
            return
        session = self._session
        self._steps = export_steps(session.office, draft, path, today=session.today, actor=session.actor, replace=True)
        self._ask(self._steps)

    def stop(self) -> None:
        """Leave no file behind, not even half of one."""
        steps, self._steps = self._steps, None
        if steps is not None:
            self._session.ask(partial(_closed, steps), self._on_closed, self._on_failed)

    def give_up(self) -> None:
        """The program ends and its work thread is gone: remove what was being written, here."""
        steps, self._steps = self._steps, None
        if steps is not None:
            steps.close()

    def _ask(self, steps: Steps) -> None:
        self._session.ask(partial(_next, steps), self._on_told, self._on_failed)

    def _on_told(self, told: Told) -> None:
        steps, news = told
        if steps is not self._steps:
            return
        if isinstance(news, ExportedLedger):
            self._steps = None
            self.finished.emit(news)
        else:
            self.advanced.emit(news)
            self._ask(steps)

    def _on_closed(self, _nothing: None) -> None:
        self.stopped.emit()

    def _on_failed(self, error: BaseException) -> None:
        self._steps = None
        self.failed.emit(error)


def _next(steps: Steps) -> Told:
    """One step, in the work thread."""
    try:
        return steps, next(steps)
    except StopIteration as over:
        result: ExportedLedger = over.value
        return steps, result


def _closed(steps: Steps) -> None:
    """Give up, in the work thread: the file that is being written is open there."""
    steps.close()
