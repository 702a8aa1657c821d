"""``--screens``: one look, a few pages; every picture has the size asked for and something on it."""

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from desktop import screens
from desktop.program import Start
from desktop.theme import apply_theme
from tests.desktop.conftest import TODAY

PAGES = ("worklist", "intake", "cases", "first_start")


def test_pictures_of_a_low_screen(qapp: QApplication, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    look = screens.Look("911", 911, 512, 100, "light")
    try:
        failed = screens.run(qapp, Start(today=TODAY), tmp_path, looks=(look,), names=PAGES)
    finally:
        apply_theme(qapp, "light", 100)
    told = capsys.readouterr()
    assert (failed, told.err) == (0, "")
    files = sorted(tmp_path.glob("*.png"))
    assert [one.name for one in files] == sorted(f"{name}-911-light.png" for name in PAGES)
    for file in files:
        picture = QImage(str(file))
        assert (picture.width(), picture.height()) == (911, 512), file.name
        colours = {picture.pixel(x, y) for x in range(0, 911, 7) for y in range(0, 512, 7)}
        assert len(colours) > 20, f"{file.name} is blank"
