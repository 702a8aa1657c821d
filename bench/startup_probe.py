"""The program started for ``bench.startup_bench``: when it can be used, how long events had to wait, what it holds.

Arguments: database, folder of settings, legal day, instant of the start on the monotonic clock. A morning's work is
done with keys: register a letter, open the list, scroll and search it, open ten cases, draft a letter, adopt a notice.
"""

import gc
import json
import sys
from collections.abc import Callable
from pathlib import Path
from time import monotonic, perf_counter
from typing import cast

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView

from casework.case_list import case_ids
from casework.views import CaseFilter
from desktop.demo_keys import Keys
from desktop.demo_notice import demo_notice
from desktop.frame.window import MainWindow
from desktop.program import Program, make_application, read_arguments

__all__ = ["main"]

_BEAT_MS = 1
_PAGES_DOWN = 40
_CASES = 10
_QUIET_MS = 300
_PATIENCE_MS = 120_000
_TYPED = (
    ("邮件号", "1098000000053"),
    ("姓名", "周长根"),
    ("联系电话", "19900000053"),
    ("通信地址", "东岭省澜安市临江县青石渡镇白石村三组21号"),
    ("申请内容", "申请公开青石渡镇白石村三组集体土地的征地批复文件，以及2024年补偿安置方案、听证笔录。"),
)


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
        QCoreApplication.processEvents()
        self._on_beat()
        longest, self.longest = self.longest, 0.0
        return longest * 1000

    def _on_beat(self) -> None:
        now = perf_counter()
        self.longest = max(self.longest, now - self._last)
        self._last = now


class Morning:
    """The work, step by step; after each, how long the window was deaf."""

    def __init__(self, window: MainWindow, pulse: Pulse) -> None:
        self.window = window
        self.keys = Keys()
        self.blocks: dict[str, float] = {}
        self._pulse = pulse
        self._pressing: tuple[int, ...] = ()
        self.horizon = window.session.today

    def run(self) -> None:
        """All steps. What the probe itself looks up is no work of the window's, and comes before."""
        session = self.window.session
        self._pressing = case_ids(
            session.office, CaseFilter(open_only=True, sort="urgency"), today=session.today, limit=_CASES * 7
        )
        self.horizon = session.office.horizon
        self._pulse.take()
        for step in (self.intake, self.typing, self.cases, self.scrolling, self.searching, self.case, self.ten_cases):
            self._take(step.__name__, step)
        for step in (self.letter, self.calendar, self.adopting, self.collecting):
            self._take(step.__name__, step)

    def _take(self, name: str, step: Callable[[], None]) -> None:
        step()
        self.settle()
        self.blocks[name] = self._pulse.take()

    def settle(self) -> None:
        """Live panels answer after a pause, then the work thread."""
        self.keys.pause(_QUIET_MS)
        if not self.window.session.runner.wait_idle(_PATIENCE_MS):
            raise TimeoutError("the program is still busy")
        self.keys.pause(_QUIET_MS // 3)

    def table(self) -> QTableView:
        """The filled table of the page shown."""
        page = self.window.current_page()
        tables = [] if page is None else cast("list[QTableView]", page.findChildren(QTableView))
        found = [one for one in tables if one.isVisible()]
        if not found or found[0].model().rowCount() == 0:
            raise LookupError("no filled table on the page")
        return found[0]

    # ------------------------------------------------------------------ the steps

    def intake(self) -> None:
        """Ctrl+N, the first time: the page is built."""
        self.keys.ctrl(Qt.Key.Key_N)

    def typing(self) -> None:
        """A letter is typed in; every key is a change."""
        for field, text in _TYPED:
            self.keys.tab_to(field)
            for character in text:
                self.keys.type(character)
                self.keys.pause(5)

    def cases(self) -> None:
        """The list is opened and shows every case."""
        self.window.open_page("cases", CaseFilter(sort="due"))

    def scrolling(self) -> None:
        """As fast as the keys repeat, to the end."""
        table = self.table()
        table.setFocus()
        for _ in range(_PAGES_DOWN):
            QTest.keyClick(table, Qt.Key.Key_PageDown)
            QCoreApplication.processEvents()
        QTest.keyClick(table, Qt.Key.Key_End)

    def searching(self) -> None:
        """Two characters in the field of the list."""
        self.keys.ctrl(Qt.Key.Key_F)
        for character in "征地":
            self.keys.type(character)
            self.keys.pause(40)

    def case(self) -> None:
        """The first case: the page is built."""
        self._open(0)

    def ten_cases(self) -> None:
        """More of them."""
        for place in range(1, _CASES):
            self._open(place * 7)
            self.settle()

    def _open(self, place: int) -> None:
        self.window.open_page("case", self._pressing[place])

    def letter(self) -> None:
        """The receipt of an open case is drafted and shown."""
        self.window.open_page("letter", (self._pressing[0], None))

    def calendar(self) -> None:
        """The year is drawn and a notice of next year pasted."""
        self.window.open_page("rules", "calendar")
        self.settle()
        text = demo_notice(self.horizon.year + 1, self.window.session.today)
        QApplication.clipboard().setText(text)
        self.keys.tab_to("通知原文")
        self.keys.ctrl(Qt.Key.Key_V)

    def adopting(self) -> None:
        """The notice comes into force; open cases are dated anew."""
        self.keys.ctrl(Qt.Key.Key_Return)

    def collecting(self) -> None:
        """The garbage of the morning is looked for, as the program does now and then."""
        gc.collect()


def memory_now() -> float:
    """Resident megabytes of this process; of the peak where the system tells no more."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(one for one in status.read_text(encoding="ascii").splitlines() if one.startswith("VmRSS"))
        return int(line.split()[1]) / 1024
    import resource  # noqa: PLC0415 - there is none on Windows

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


def main() -> int:
    """Start, work, print one line of JSON."""
    database, config, today, begun = sys.argv[1:5]
    app = make_application()
    program = Program(app, read_arguments(["--database", database, "--config", config, "--today", today]))
    pulse = Pulse()
    program.begin()
    while program.window is None:
        app.processEvents()
    window = program.window
    morning = Morning(window, pulse)
    if not window.session.runner.wait_idle(_PATIENCE_MS):
        raise TimeoutError("the program is still busy")
    app.processEvents()
    morning.table()
    usable = monotonic() - float(begun)
    started = pulse.take()
    morning.settle()
    memory_started = memory_now()
    quiet = pulse.take()
    before = perf_counter()
    window.open_page("cases")
    window.session.runner.wait_idle(_PATIENCE_MS)
    app.processEvents()
    morning.table()
    listed = perf_counter() - before
    pulse.take()
    morning.run()
    if window.session.office.horizon <= morning.horizon:
        raise LookupError("the notice was not adopted")
    told = {
        "usable": usable,
        "listed": listed,
        "start_block": started,
        "memory_started": memory_started,
        "memory": memory_now(),
        "blocks": {"after the start": quiet, **morning.blocks},
    }
    program.close()
    print(json.dumps(told))
    return 0


if __name__ == "__main__":
    sys.exit(main())
