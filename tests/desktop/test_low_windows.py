"""Low and narrow windows: a laptop of 1366×768 at 150 % leaves 911×512."""

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.components import TableView
from desktop.frame.area import PageArea
from desktop.frame.window import MainWindow
from desktop.theme import px
from tests.desktop.conftest import settle
from tests.desktop.keyboard import children


def test_every_page_fits_a_laptop_at_150_percent(shell: MainWindow) -> None:
    assert shell.minimumSize().width() <= px(900)
    assert shell.minimumSize().height() <= px(500)
    shell.setMinimumSize(0, 0)
    shell.resize(px(911), px(512))
    for key in ("worklist", "intake", "cases", "rules", "settings"):
        shell.open_page(key)
        settle(shell)
        assert (shell.width(), shell.height()) == (px(911), px(512)), key
        area = shell.stack.currentWidget()
        assert isinstance(area, PageArea)
        assert area.horizontalScrollBar().maximum() == 0, key
        tables = [one for one in children(shell.page(key), TableView) if one.isVisible()]
        assert all(one.viewport().height() >= 4 * one.rowHeight(0) for one in tables), key


def test_a_window_lower_than_its_page_scrolls_to_all_of_it(qtbot: QtBot) -> None:
    page = QWidget()
    lines = [QLineEdit() for _ in range(12)]
    layout = QVBoxLayout(page)
    for line in lines:
        line.setFixedHeight(40)
        layout.addWidget(line)
    area = PageArea()
    area.hold(page)
    qtbot.addWidget(area)
    area.resize(300, 1000)
    area.show()
    qtbot.waitUntil(lambda: page.size() == area.viewport().size())
    area.resize(300, 200)
    assert page.height() == layout.totalMinimumSize().height() > 200
    qtbot.waitUntil(lambda: page.width() == area.viewport().width())  # nothing to scroll sideways
    area.activateWindow()
    qtbot.waitUntil(area.isActiveWindow)
    lines[-2].setFocus()
    QTest.keyClick(lines[-2], Qt.Key.Key_Tab)
    last = lines[-1]
    top = last.mapTo(area.viewport(), QPoint(0, 0)).y()
    assert 0 <= top <= area.viewport().height() - last.height(), "Tab brings the line into sight"
    layout.itemAt(0).widget().hide()
    QCoreApplication.sendPostedEvents()
    assert page.height() == layout.totalMinimumSize().height()


def test_a_toast_covers_no_page_and_leaves_with_it(shell: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    shell.open_page("worklist")
    shell.say("依申〔2026〕12号已登记，答复截止2026年12月21日（周一）" * 4, "查看", shell.go_back)
    toast = shell.toast
    corner = toast.mapTo(shell, QPoint(0, 0))
    assert corner.y() + toast.height() <= shell.stack.mapTo(shell, QPoint(0, 0)).y()
    assert corner.x() > shell.heading.mapTo(shell, QPoint(0, 0)).x() + shell.heading.width()
    assert corner.x() + toast.width() < shell.width()
    shell.open_page("settings")
    assert toast.isVisible(), "what an act says while it opens another page is still to be read"
    monkeypatch.setattr("desktop.components.toast._READ_MS", 0)
    shell.open_page("worklist")
    assert toast.isHidden()
