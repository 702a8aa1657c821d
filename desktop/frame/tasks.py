"""The one place where work leaves the interface thread: database, documents and files, one task after another.

One thread, because an office is written by one act at a time and because results
then arrive in the order of the asking.
"""

import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from inspect import ismethod
from typing import TypeVar
from weakref import WeakMethod

from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEventLoop, QObject, Qt, Signal
from shiboken6 import isValid

__all__ = ["Listener", "Steps", "Task", "TaskCancelled", "TaskRunner"]

T = TypeVar("T")
_log = logging.getLogger(__name__)


class TaskCancelled(Exception):
    """Raised inside work that was asked to stop; never shown."""


class Listener:
    """A bound method held weakly, so that a task never keeps a closed page alive."""

    def __init__(self, method: Callable[..., object]) -> None:
        self._weak = WeakMethod(method) if ismethod(method) else None
        self._strong = method if self._weak is None else None

    def call(self, *arguments: object) -> None:
        """Call the method unless its owner is gone."""
        method = self._strong if self._weak is None else self._weak()
        if method is None:
            return
        owner = getattr(method, "__self__", None)
        if isinstance(owner, QObject) and not isValid(owner):
            return
        method(*arguments)


class Task:
    """A piece of work under way. ``cancel()`` drops its result and asks it to stop."""

    def __init__(self, key: str, done: Listener, failed: Listener | None, advanced: Listener | None) -> None:
        self.key = key
        self.done = done
        self.failed = failed
        self.advanced = advanced
        self.result: object = None
        self.error: BaseException | None = None
        self._stop = threading.Event()

    @property
    def cancelled(self) -> bool:
        """Whether nobody waits for the result any more."""
        return self._stop.is_set()

    def cancel(self) -> None:
        """Nobody waits for the result any more."""
        self._stop.set()


class Steps:
    """Handed to long work: it tells how far it is and learns whether to stop."""

    def __init__(self, task: Task, tell: Callable[[tuple[Task, int, int]], None]) -> None:
        self._task = task
        self._tell = tell

    @property
    def cancelled(self) -> bool:
        """Whether the person pressed 取消."""
        return self._task.cancelled

    def advance(self, done: int, total: int) -> None:
        """Tell how far the work is.

        Raises:
            TaskCancelled: the person pressed 取消.
        """
        if self._task.cancelled:
            raise TaskCancelled
        self._tell((self._task, done, total))


class TaskRunner(QObject):
    """Runs work in its one thread and brings results back to bound methods in the interface thread.

    Errors nobody listens to go to ``unheard(error)``.
    """

    unheard = Signal(object)
    busy_changed = Signal(bool)
    _finished = Signal(object)
    _advanced = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="casework")
        self._open: set[Task] = set()
        self._latest: dict[str, Task] = {}
        self._closed = False
        self._finished.connect(self._on_finished, Qt.ConnectionType.QueuedConnection)
        self._advanced.connect(self._on_advanced, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[BaseException], None] | None = None,
        *,
        key: str = "",
    ) -> Task:
        """Run work in the thread.

        Args:
            work: called in the thread; use ``functools.partial`` for arguments.
            done: bound method that gets the result in the interface thread; held weakly.
            failed: bound method that gets the exception; without it ``unheard`` is emitted.
            key: tasks of one key replace each other: only the newest brings its result (live panels, searches).
        """
        task = self._open_task(key, done, failed, None)
        self._submit(task, work)
        return task

    def run_steps(
        self,
        work: Callable[[Steps], T],
        done: Callable[[T], None],
        failed: Callable[[BaseException], None] | None = None,
        advanced: Callable[[int, int], None] | None = None,
    ) -> Task:
        """Run long work that tells its progress and can be cancelled."""
        task = self._open_task("", done, failed, advanced)
        steps = Steps(task, self._advanced.emit)
        self._submit(task, _with_steps(work, steps))
        return task

    def is_idle(self) -> bool:
        """Whether no task is waiting, running or about to report."""
        return not self._open

    def wait_idle(self, milliseconds: int = 10_000) -> bool:
        """Serve events until every task has reported; for leaving the program and for drivers, never in a slot.

        Returns:
            whether all tasks reported in time.
        """
        limit = QDeadlineTimer(milliseconds)
        while not self.is_idle() and not limit.hasExpired():
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        return self.is_idle()

    def close(self) -> None:
        """Finish what runs, drop what waits, end the thread."""
        self._closed = True
        for task in self._open:
            task.cancel()
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._open.clear()

    def _open_task(
        self,
        key: str,
        done: Callable[..., None],
        failed: Callable[[BaseException], None] | None,
        advanced: Callable[[int, int], None] | None,
    ) -> Task:
        task = Task(
            key,
            Listener(done),
            None if failed is None else Listener(failed),
            None if advanced is None else Listener(advanced),
        )
        if key:
            older = self._latest.get(key)
            if older is not None:
                older.cancel()
            self._latest[key] = task
        if not self._open:
            self.busy_changed.emit(True)
        self._open.add(task)
        return task

    def _submit(self, task: Task, work: Callable[[], object]) -> None:
        """A timer may still ask for something while the program closes; nobody waits for it then."""
        if self._closed:
            task.cancel()
            self._open.discard(task)
            return
        self._pool.submit(self._work, task, work)

    def _work(self, task: Task, work: Callable[[], object]) -> None:
        """Runs in the thread; touches no widget."""
        try:
            if not task.cancelled:
                task.result = work()
        except TaskCancelled:
            task.cancel()
        except BaseException as error:  # noqa: BLE001 - carried to the interface thread, where it is shown or reported
            task.error = error
        if not self._closed:
            self._finished.emit(task)

    def _on_advanced(self, report: tuple[Task, int, int]) -> None:
        task, done, total = report
        if task.advanced is not None and not task.cancelled:
            task.advanced.call(done, total)

    def _on_finished(self, task: Task) -> None:
        self._open.discard(task)
        if self._latest.get(task.key) is task:
            del self._latest[task.key]
        if not self._open:
            self.busy_changed.emit(False)
        if task.cancelled:
            if task.error is not None:
                _log.info("A cancelled task ended with %s", type(task.error).__name__)
            return
        if task.error is None:
            task.done.call(task.result)
        elif task.failed is not None:
            task.failed.call(task.error)
        else:
            self.unheard.emit(task.error)


def _with_steps(work: Callable[[Steps], T], steps: Steps) -> Callable[[], T]:
    def run() -> T:
        return work(steps)

    return run
