"""The demonstration itself, and the parts it stands on."""

import os
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from casework.calendar_notices import preview_text
from casework.case_list import case_ids
from casework.case_view import case
from casework.integrity import check
from casework.office import Office, open_office
from casework.views import CaseFilter
from desktop.components import SegmentedChoice, column
from desktop.demo_keys import DemoFailure, Keys
from desktop.demo_notice import demo_notice
from law.terms import RequestStatus
from tests.desktop.conftest import TODAY


@pytest.mark.slow
def test_the_demonstration_closes_a_case_and_leaves_its_letters(tmp_path: Path) -> None:
    """As ``make run`` starts it where there is no display: a process of its own, judged by its exit status."""
    folder = tmp_path / "demo"
    done = subprocess.run(
        [sys.executable, "-m", "desktop", "--demo", str(folder), "--today", "2026-11-23"],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        encoding="utf-8",
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert len(list(folder.glob("*.png"))) >= 15
    letters = sorted(folder.glob("*.docx"))
    assert len(letters) == 3
    for letter in letters:
        assert zipfile.ZipFile(letter).testzip() is None
        assert letter.with_suffix(".pdf").read_bytes().startswith(b"%PDF-")
    office = open_office(folder / "demo.db")
    try:
        day = date(2026, 12, 5)
        views = [case(office, one, today=day) for one in case_ids(office, CaseFilter(text="周长根"), today=day)]
        newest = max(views, key=lambda one: one.id)
        assert newest.status is RequestStatus.CLOSED
        assert newest.clock.on_time
        assert office.horizon.year == 2027
        assert check(office).differences == ()
    finally:
        office.close()


@pytest.mark.parametrize("year", range(2027, 2036))
def test_the_made_up_notice_is_right_in_every_year(office: Office, year: int) -> None:
    preview = preview_text(
        office, demo_notice(year, TODAY), year=None, document_number=None, published_on=None, today=TODAY
    )
    assert preview.year == year
    assert [one.sentence for one in preview.problems] == []


def test_keys_reach_a_field_by_tab_and_write(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    layout = column(window)
    choice = SegmentedChoice((("a", "甲"), ("b", "乙")), "选项", window)
    line = QLineEdit(window)
    line.setAccessibleName("姓名")
    layout.addWidget(choice)
    layout.addWidget(line)
    window.show()
    window.activateWindow()
    choice.buttons[0].setFocus(Qt.FocusReason.TabFocusReason)
    keys = Keys()
    keys.choose("选项", "乙")
    assert choice.value() == "b"
    keys.fill("姓名", "周长根 A1")
    assert line.text() == "周长根 A1"
    with pytest.raises(DemoFailure, match="Tab 到不了“电话”"):
        keys.tab_to("电话")
