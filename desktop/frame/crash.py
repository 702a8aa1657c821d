"""The crash net: drafts first, a log without personal data, one dialog for each kind of failure.

A traceback's message may quote what was typed, so only types, places in the code and a fingerprint are written down.
"""

import hashlib
import logging
import sys
import threading
import traceback
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from weakref import WeakMethod

from PySide6.QtCore import QObject, Qt, Signal

from law.errors import UserError

__all__ = ["CrashNet", "CrashReport", "fingerprint", "open_log"]

_log = logging.getLogger("desktop.crash")


class CrashReport:
    """What is known about a failure, without any typed text."""

    def __init__(self, error: BaseException) -> None:
        frames = traceback.extract_tb(error.__traceback__)
        self.kind = type(error).__name__
        self.places = tuple(f"{Path(one.filename).name}:{one.lineno} {one.name}" for one in frames)
        self.fingerprint = fingerprint(error)


def fingerprint(error: BaseException) -> str:
    """Eight characters that are the same for the same failure, whatever was typed."""
    frames = traceback.extract_tb(error.__traceback__)
    text = type(error).__name__ + "".join(f"{Path(one.filename).name}:{one.name}:{one.lineno}" for one in frames)
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def open_log(folder: Path) -> RotatingFileHandler:
    """The log of the program: warnings and failures, two megabytes kept."""
    folder.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(
        folder / "disclosure-desk.log", maxBytes=1_000_000, backupCount=1, encoding="utf-8", delay=True
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.getLogger().addHandler(handler)
    return handler


class CrashNet(QObject):
    """Catches what nobody caught, in every thread.

    ``caught(CrashReport)`` is emitted in the interface thread, once per fingerprint. Drafts are saved before anything
    else; a saver that fails itself is logged and the next one still runs.
    """

    caught = Signal(object)
    _from_thread = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._savers: list[WeakMethod[Callable[[], None]]] = []
        self._seen: set[str] = set()
        self._before: tuple[object, object] | None = None
        self._from_thread.connect(self.report, Qt.ConnectionType.QueuedConnection)

    def add_saver(self, saver: Callable[[], None]) -> None:
        """A bound method that keeps typed text; held weakly."""
        self._savers.append(WeakMethod(saver))

    def install(self) -> None:
        """Catch from now on."""
        self._before = (sys.excepthook, threading.excepthook)
        sys.excepthook = self._on_uncaught
        threading.excepthook = self._on_uncaught_in_thread

    def remove(self) -> None:
        """Restore what caught before."""
        if self._before is not None:
            sys.excepthook, threading.excepthook = self._before  # type: ignore[assignment]
            self._before = None

    def save_drafts(self) -> str:
        """Keep every typed text; returns why one could not be kept, "" when all are."""
        failed = ""
        for weak in self._savers:
            saver = weak()
            if saver is None:
                continue
            try:
                saver()
            except Exception as error:  # noqa: BLE001 - the other drafts must still be kept; the failure is logged
                _log.error("A draft could not be saved: %s %s", type(error).__name__, fingerprint(error))
                failed = error.sentence if isinstance(error, UserError) else "程序出错，没有保存。"
        return failed

    def report(self, error: BaseException) -> None:
        """Save drafts, log, tell once."""
        self.save_drafts()
        found = CrashReport(error)
        _log.error("%s %s %s", found.fingerprint, found.kind, " < ".join(reversed(found.places)))
        if found.fingerprint not in self._seen:
            self._seen.add(found.fingerprint)
            self.caught.emit(found)

    def _on_uncaught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self.report(error.with_traceback(trace))

    def _on_uncaught_in_thread(self, arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None and arguments.exc_type is not SystemExit:
            self._from_thread.emit(arguments.exc_value)
