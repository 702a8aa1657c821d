"""The work thread, the crash net, the settings: what runs beside the widgets."""

import logging
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, date
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop.components import ColumnLayout
from desktop.frame.clock import Clock
from desktop.frame.crash import CrashNet, fingerprint, open_log
from desktop.frame.manual import manual_page
from desktop.frame.tasks import Steps, TaskRunner
from desktop.settings.store import Settings
from law.errors import UserError


class Listener(QObject):
    """Hears results."""

    def __init__(self) -> None:
        super().__init__()
        self.results: list[object] = []
        self.errors: list[BaseException] = []
        self.progress: list[tuple[int, int]] = []
        self.threads: list[str] = []

    def on_done(self, result: object) -> None:
        self.results.append(result)
        self.threads.append(threading.current_thread().name)

    def on_failed(self, error: BaseException) -> None:
        self.errors.append(error)

    def on_advanced(self, done: int, total: int) -> None:
        self.progress.append((done, total))


@pytest.fixture
def runner() -> Iterator[TaskRunner]:
    made = TaskRunner()
    yield made
    made.close()


@pytest.fixture
def listener() -> Listener:
    return Listener()


def test_work_runs_in_its_thread_and_results_come_home(runner: TaskRunner, listener: Listener) -> None:
    runner.run(lambda: threading.current_thread().name, listener.on_done)
    assert not runner.is_idle()
    assert runner.wait_idle()
    assert str(listener.results[0]).startswith("casework")
    assert listener.threads == ["MainThread"]


def test_results_come_in_the_order_of_asking(runner: TaskRunner, listener: Listener) -> None:
    for number in range(50):
        runner.run(partial(int, number), listener.on_done)
    assert runner.wait_idle()
    assert listener.results == list(range(50))


def test_only_the_newest_of_a_key_answers(runner: TaskRunner, listener: Listener) -> None:
    gate = threading.Event()
    runner.run(gate.wait, listener.on_done)
    for number in range(5):
        runner.run(partial(int, number), listener.on_done, key="preview")
    gate.set()
    assert runner.wait_idle()
    assert listener.results == [True, 4]


def test_refusals_reach_who_asked(runner: TaskRunner, listener: Listener) -> None:
    def refuse() -> None:
        raise UserError("late", "已过期限")

    runner.run(refuse, listener.on_done, listener.on_failed)
    assert runner.wait_idle()
    assert isinstance(listener.errors[0], UserError)
    assert listener.results == []


def test_failures_nobody_asked_for_are_heard(qtbot: QtBot, runner: TaskRunner, listener: Listener) -> None:
    def fail() -> None:
        raise ZeroDivisionError

    with qtbot.waitSignal(runner.unheard) as caught:
        runner.run(fail, listener.on_done)
    assert isinstance(caught.args[0], ZeroDivisionError)


def test_a_task_does_not_keep_its_page_alive(runner: TaskRunner) -> None:
    gate = threading.Event()
    page = Listener()
    heard = page.results
    runner.run(gate.wait, page.on_done)
    del page
    gate.set()
    assert runner.wait_idle()
    assert heard == []


def test_a_deleted_widget_hears_nothing(runner: TaskRunner, listener: Listener) -> None:
    import shiboken6  # noqa: PLC0415

    gate = threading.Event()
    runner.run(gate.wait, listener.on_done)
    heard = listener.results
    shiboken6.delete(listener)
    gate.set()
    assert runner.wait_idle()
    assert heard == []


def test_long_work_tells_and_stops(qtbot: QtBot, runner: TaskRunner, listener: Listener) -> None:
    reached = threading.Event()
    go_on = threading.Event()
    after: list[int] = []

    def work(steps: Steps) -> str:
        for number in range(1, 4):
            steps.advance(number, 3)
            after.append(number)
            if number == 2:
                reached.set()
                go_on.wait(5)
        return "done"

    task = runner.run_steps(work, listener.on_done, listener.on_failed, listener.on_advanced)
    qtbot.waitUntil(lambda: reached.is_set() and len(listener.progress) == 2)
    task.cancel()
    go_on.set()
    assert runner.wait_idle()
    assert after == [1, 2]
    assert listener.progress == [(1, 3), (2, 3)]
    assert listener.results == []
    assert listener.errors == []


def test_closing_ends_the_thread_and_drops_what_waits(listener: Listener) -> None:
    runner = TaskRunner()
    gate = threading.Event()
    runner.run(gate.wait, listener.on_done)
    runner.run(lambda: 1, listener.on_done)
    gate.set()
    runner.close()
    assert runner.is_idle()
    assert not [one for one in threading.enumerate() if one.name.startswith("casework") and one.is_alive()]


def test_busy_is_said_once(runner: TaskRunner, listener: Listener) -> None:
    said: list[bool] = []
    runner.busy_changed.connect(said.append)
    for _ in range(3):
        runner.run(lambda: 1, listener.on_done)
    assert runner.wait_idle()
    assert said == [True, False]


# ---------------------------------------------------------------------------------------------------- crash net


class Form(QObject):
    """Something with typed text."""

    def __init__(self, broken: bool = False) -> None:
        super().__init__()
        self.saved = 0
        self.broken = broken

    def save(self) -> None:
        if self.broken:
            raise OSError("disk")
        self.saved += 1


def _bug(secret: str) -> Exception:
    try:
        raise ValueError(secret)
    except ValueError as error:
        return error


@pytest.fixture
def net() -> Iterator[CrashNet]:
    made = CrashNet()
    made.install()
    yield made
    made.remove()


def test_drafts_are_saved_before_anything_else(net: CrashNet) -> None:
    broken, form = Form(broken=True), Form()
    net.add_saver(broken.save)
    net.add_saver(form.save)
    net.report(_bug("x"))
    assert form.saved == 1


def test_one_dialog_for_each_kind_of_failure(net: CrashNet) -> None:
    seen: list[object] = []
    net.caught.connect(seen.append)
    for _ in range(3):
        net.report(_bug("王敏"))
    assert len(seen) == 1
    assert fingerprint(_bug("a")) == fingerprint(_bug("b"))


def test_the_log_holds_no_personal_data(net: CrashNet, tmp_path: Path) -> None:
    handler = open_log(tmp_path)
    try:
        net.report(_bug("990101198506120032 王敏"))
    finally:
        logging.getLogger().removeHandler(handler)
        handler.close()
    text = (tmp_path / "disclosure-desk.log").read_text(encoding="utf-8")
    assert "ValueError" in text
    assert "test_frame_tasks.py" in text
    assert "9901011985" not in text
    assert "王敏" not in text


def test_uncaught_failures_of_both_worlds_are_caught(qtbot: QtBot, net: CrashNet) -> None:
    form = Form()
    net.add_saver(form.save)
    sys.excepthook(ValueError, _bug("x"), None)
    assert form.saved == 1

    def fail() -> None:
        raise KeyError("y")

    with qtbot.waitSignal(net.caught):
        thread = threading.Thread(target=fail)
        thread.start()
        thread.join()
    assert form.saved == 2


def test_removing_the_net_restores_what_was_there() -> None:
    before = (sys.excepthook, threading.excepthook)
    net = CrashNet()
    net.install()
    assert sys.excepthook != before[0]
    net.remove()
    assert (sys.excepthook, threading.excepthook) == before


# ---------------------------------------------------------------------------------------------------- settings, clock


def test_settings_keep_their_type_and_survive(tmp_path: Path) -> None:
    first = Settings(tmp_path)
    first.set("theme", "dark")
    first.set("scale", 150)
    first.set("person", "马·阿依古丽")
    layout = ColumnLayout(("number", "urgency"), ("channel",), ("closed",), (("number", 140),))
    first.keep_columns("cases", layout)
    second = Settings(tmp_path)
    assert second.text("theme") == "dark"
    assert second.number("scale") == 150
    assert second.text("person") == "马·阿依古丽"
    assert second.columns("cases") == layout
    assert second.columns("never") == ColumnLayout()


def test_values_that_do_not_fit_are_refused(tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    for key, value in (("theme", "pink"), ("scale", "100"), ("scale", 110)):
        with pytest.raises(ValueError, match=key):
            settings.set(key, value)


def test_a_damaged_file_is_set_aside(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text("theme = = dark", encoding="utf-8")
    settings = Settings(tmp_path)
    assert settings.text("theme") == "light"
    assert (tmp_path / "settings.damaged.toml").exists()
    settings.set("theme", "dark")
    assert Settings(tmp_path).text("theme") == "dark"


def test_wrong_types_in_the_file_fall_back(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('theme = 3\nscale = "big"\nperson = "王敏"\nother = 1\n', encoding="utf-8")
    settings = Settings(tmp_path)
    assert (settings.text("theme"), settings.number("scale"), settings.text("person")) == ("light", 100, "王敏")


def test_changes_are_told_once(qtbot: QtBot, tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    with qtbot.waitSignal(settings.changed) as caught:
        settings.set("theme", "dark")
    assert caught.args == ["theme"]
    with qtbot.assertNotEmitted(settings.changed):
        settings.set("theme", "dark")


def test_a_fixed_clock_stands_still() -> None:
    clock = Clock(date(2026, 11, 23))
    assert clock.today() == date(2026, 11, 23)
    assert clock.now().tzinfo is UTC
    assert clock.now().date() == date(2026, 11, 23)


def test_an_unknown_topic_opens_the_first_page_of_the_manual() -> None:
    assert manual_page("no-such-topic") == manual_page("index")
