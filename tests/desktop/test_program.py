"""The whole program: started on a database with sample cases, every place opened, closed without a trace."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casework.office import create_office
from desktop.program import Program, read_arguments
from desktop.theme import palette
from tests.desktop.conftest import PROFILE, TODAY, settle


@pytest.fixture
def program(qapp: QApplication, tmp_path: Path) -> Iterator[Program]:
    location = tmp_path / "office.db"
    now = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
    create_office(location, PROFILE, now=now, actor="王敏", today=TODAY, sample=True).close()
    arguments = ["--config", str(tmp_path / "config"), "--database", str(location), "--today", "2026-11-23"]
    made = Program(qapp, read_arguments(arguments))
    yield made
    made.close()


def test_the_program_opens_its_database_and_every_place(qtbot: QtBot, program: Program) -> None:
    failures: list[object] = []
    program.crash_net.caught.connect(failures.append)
    program.begin()
    qtbot.waitUntil(lambda: program.window is not None)
    window = program.window
    assert window is not None
    settle(window)
    for key, button in window.navigation.buttons.items():
        button.click()
        settle(window)
        page = window.current_page()
        assert page is window.page(key)
        assert page is not None
        assert page.title == window.heading.text() != ""
    assert failures == []
    assert program.settings.text("database").endswith("office.db")


def test_the_theme_changes_while_the_program_runs(qtbot: QtBot, program: Program) -> None:
    program.begin()
    qtbot.waitUntil(lambda: program.window is not None)
    assert program.window is not None
    settle(program.window)
    program.window.switch_theme()
    assert palette().name == "dark"
    program.window.switch_theme()
    assert palette().name == "light"
