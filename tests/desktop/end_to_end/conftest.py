"""A folder with a fresh office on SQLite and the settings of a clerk."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casework.office import create_office
from desktop.settings.store import Settings
from tests.casework.offices import work_alone
from tests.desktop.conftest import PROFILE
from tests.desktop.end_to_end.clerk import Clerk, working_day

OPENED = date(2026, 3, 2)

Day = Callable[[date], AbstractContextManager[Clerk]]


@pytest.fixture
def day(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Day:
    """``with day(date) as clerk``: the client started on a day over the same database."""
    now = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
    work_alone(create_office(tmp_path / "office.db", PROFILE, now=now, actor="王敏", today=OPENED)).close()
    Settings(tmp_path / "config").set("person", "王敏")
    return partial(working_day, qtbot, qapp, tmp_path)
