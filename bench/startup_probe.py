"""The program started for ``bench.startup_bench``: tells when it can be used and how long events had to wait."""

import json
import resource
import sys
from time import monotonic, perf_counter
from typing import cast

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView

from desktop.frame.window import MainWindow
from desktop.program import Program, make_application, read_arguments

__all__ = ["main"]

_BEAT_MS = 1
_PAGES_DOWN = 40


class Pulse(QObject):
    """A timer that should beat every millisecond; the longest pause is how long the window was deaf."""

    def __init__(self) -> None:
        super().__init__()
        self.longest = 0.0
        self._last = perf_counter()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_BEAT_MS)
        self._timer.timeout.connect(self._on_beat)
        self._timer.start()

    def take(self) -> float:
        """The longest pause since the last time, in milliseconds."""
        self._on_beat()
        longest, self.longest = self.longest, 0.0
        return longest * 1000

    def _on_beat(self) -> None:
        now = perf_counter()
        self.longest = max(self.longest, now - self._last)
        self._last = now


def _wait(window: MainWindow) -> None:
    if not window.session.runner.wait_idle(60_000):
        raise TimeoutError("the program is still busy after a minute")
    QApplication.processEvents()


def _table(window: MainWindow) -> QTableView:
    page = window.current_page()
    tables = [] if page is None else cast("list[QTableView]", page.findChildren(QTableView))
    found = [one for one in tables if one.isVisible()]
    if not found or found[0].model().rowCount() == 0:
        raise LookupError("no filled table on the page")
    return found[0]


def main() -> int:
    """Start, open the list, scroll; print one line of JSON."""
    database, config, today, begun = sys.argv[1:5]
    app = make_application()
    arguments = ["--database", database, "--config", config, "--today", today]
    program = Program(app, read_arguments(arguments))
    pulse = Pulse()
    program.begin()
    while program.window is None:
        app.processEvents()
    window = program.window
    _wait(window)
    _table(window)
    usable = monotonic() - float(begun)
    first_block = pulse.take()
    started = perf_counter()
    window.open_page("cases")
    _wait(window)
    table = _table(window)
    listed = perf_counter() - started
    building = pulse.take()
    table.setFocus()
    for _ in range(_PAGES_DOWN):
        QTest.keyClick(table, Qt.Key.Key_PageDown)
        app.processEvents()
    QTest.keyClick(table, Qt.Key.Key_End)
    _wait(window)
    block = pulse.take()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024) / 2**20
    told = {
        "usable": usable,
        "listed": listed,
        "block": block,
        "first_block": max(first_block, building),
        "memory": memory,
    }
    program.close()
    print(json.dumps(told))
    return 0


if __name__ == "__main__":
    sys.exit(main())
