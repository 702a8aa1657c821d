"""Killing the client while somebody types loses at most five seconds of typing, and what was kept is offered again."""

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from casework.form_drafts import open_drafts
from casework.integrity import check
from casework.office import create_office, open_office
from desktop.case_page import CasePage
from desktop.intake import IntakePage
from desktop.letters import LetterPage
from desktop.settings.store import Settings
from desktop.worklist import WorklistPage
from law.terms import Evidence, Outcome
from tests.casework.desk import Desk
from tests.casework.offices import work_alone
from tests.desktop.conftest import PROFILE
from tests.desktop.end_to_end.clerk import Clerk, working_day
from tests.desktop.typing_run import LETTER_BODY, TODAY

ROOT = Path(__file__).resolve().parents[2]
MAY_BE_LOST = 5.0  # seconds of typing
LONGEST = 8.5  # seconds from the first key to the kill
PLACES = ("intake", "intake", "intake", "contact", "letter")

Key = tuple[float, str, str]
"""When a character reached which field."""


@dataclass(frozen=True, slots=True)
class Killed:
    """What a killed run had typed: (seconds, field, character) each; and when it was killed."""

    folder: Path
    place: str
    typed: tuple[Key, ...]
    at: float

    def must_be_kept(self) -> dict[str, str]:
        """The words of each field that are older than what may be lost."""
        return _words(one for one in self.typed if one[0] <= self.at - MAY_BE_LOST)

    def may_be_kept(self) -> dict[str, str]:
        """All words of each field; the last key may have been kept without having been told."""
        return _words(self.typed)


def _words(typed: Iterable[Key]) -> dict[str, str]:
    found: dict[str, str] = {}
    for _, field, character in typed:
        found[field] = found.get(field, "") + character
    return found


def prepare(folder: Path, place: str) -> None:
    """An office, and where it is needed a case to type about."""
    folder.mkdir()
    Settings(folder / "config").set("person", "王敏")
    now = datetime(2026, 11, 16, 1, 0, tzinfo=UTC)
    office = create_office(folder / "office.db", PROFILE, now=now, actor="王敏", today=date(2026, 11, 16))
    desk = Desk(work_alone(office), date(2026, 11, 16))
    case = 0 if place == "intake" else desk.take_in()
    if place == "letter":
        desk.search(case)
        facts = {"search_scope": "档案管理系统和公文系统", "search_result": "未检索到相关文件"}
        desk.on(11, 18).decide(case, Outcome.NOT_EXIST, facts=facts, evidence={Evidence.DUTY_BASIS: "三定方案第二条"})
    office.close()


def type_until_killed(folder: Path, place: str, seconds: float) -> Killed:
    """Start the client with somebody typing, and kill it so long after the first key; no handler of it runs."""
    typed: list[Key] = []
    killed: list[float] = []
    with subprocess.Popen(
        [sys.executable, "-m", "tests.desktop.typing_run", str(folder), place],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    ) as run:

        def kill() -> None:
            killed.append(time.monotonic())
            run.send_signal(signal.SIGKILL)

        killer = threading.Timer(seconds, kill)
        limit = threading.Timer(40, run.kill)
        limit.start()
        assert run.stdout is not None
        for line in run.stdout:
            if line.endswith("]\n"):
                at, field, character = json.loads(line)
                typed.append((at, field, character))
            if len(typed) == 1:
                killer.start()
        limit.cancel()
        limit.join()
    assert typed, "nothing was typed"
    killer.join()
    assert run.returncode == -signal.SIGKILL
    return Killed(folder, place, tuple(typed), killed[0])


def seen(clerk: Clerk, field: str) -> str:
    """What a field holds when one tabs to it."""
    page = clerk.window.current_page()
    if field == LETTER_BODY:
        assert isinstance(page, LetterPage)
        return "".join(page.paper.body.paragraphs())
    clerk.keys.tab_to(field)
    widget = clerk.keys.focused()
    assert isinstance(widget, QLineEdit | QPlainTextEdit)
    return widget.text() if isinstance(widget, QLineEdit) else widget.toPlainText()


def take_up(clerk: Clerk, place: str) -> None:
    """Accept with keys what the worklist offers."""
    page = clerk.window.current_page()
    assert isinstance(page, WorklistPage)
    clerk.keys.wait(page.view.drafts_card.isVisible, "nothing is offered again")
    clerk.keys.tab_to_words("继续填写")
    clerk.keys.press(Qt.Key.Key_Return)
    if place == "intake":
        clerk.keys.wait_at("单位签收日期")
        intake = clerk.window.page("intake")
        assert isinstance(intake, IntakePage)
        clerk.keys.wait(lambda: not intake.view.form.is_empty(), "the letter does not come back")
    elif place == "contact":
        clerk.keys.wait(partial(is_restored, clerk), "the form is not open with what was typed")
    else:
        letter = clerk.window.page("letter")
        assert isinstance(letter, LetterPage)
        clerk.keys.wait(letter.banner.isVisible, "the letter does not say that it was restored")


def is_restored(clerk: Clerk) -> bool:
    """Whether the page of the case shows the form and says that it was restored."""
    page = clerk.window.current_page()
    return isinstance(page, CasePage) and page.desk.panel is not None and page.desk.panel.kept.isVisible()


def assert_nothing_lost(qtbot: QtBot, qapp: QApplication, killed: Killed) -> None:
    """The database is sound, the draft holds what it must, and the client gives it back."""
    must, may = killed.must_be_kept(), killed.may_be_kept()
    assert must, "killed too early to mean anything"
    database = killed.folder / "office.db"
    with closing(sqlite3.connect(database)) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    office = open_office(database)
    try:
        report = check(office)
        drafts = open_drafts(office)
    finally:
        office.close()
    assert report.sound, [one.sentence for one in report.differences]
    assert len(drafts) == 1
    with working_day(qtbot, qapp, killed.folder, date.fromisoformat(TODAY)) as clerk:
        take_up(clerk, killed.place)
        for field, words in must.items():
            held = seen(clerk, field)
            assert words in held, f"{field}: {len(words)} characters were old enough, {held!r} came back"
            if killed.place == "intake":
                assert held[: len(may[field])] == may[field][: len(held)]


@pytest.mark.parametrize("batch", range(2))
def test_killed_while_typing_at_most_five_seconds_are_lost(
    batch: int, qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    """Several clients at a time, each with its own office, killed at moments of their own."""
    moments = random.Random(batch)
    folders = [tmp_path / f"{at}-{place}" for at, place in enumerate(PLACES)]
    for folder, place in zip(folders, PLACES, strict=True):
        prepare(folder, place)
    seconds = [moments.uniform(MAY_BE_LOST + 0.5, LONGEST) for _ in PLACES]
    with ThreadPoolExecutor(len(PLACES)) as clients:
        runs = list(clients.map(type_until_killed, folders, PLACES, seconds))
    for killed in runs:
        assert_nothing_lost(qtbot, qapp, killed)
