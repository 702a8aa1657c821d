"""逐日说明: the table, its sums, as known on a day, copied and printed."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QPdfWriter
from PySide6.QtPrintSupport import QPrinter

from casework.day_by_day import day_by_day
from casework.office import Office
from desktop.components import TableRole
from desktop.day_by_day import DayByDayPage
from desktop.day_by_day.sheet import print_sheet, sheet_text
from desktop.frame.window import MainWindow
from desktop.theme import Tone
from tests.desktop.case_desk import desk_at
from tests.desktop.conftest import TODAY, settle
from tests.desktop.keyboard import click


def _shown(window: MainWindow, request_id: int, which: str = "due") -> DayByDayPage:
    window.open_page("day_by_day", (request_id, which))
    settle(window)
    page = window.page("day_by_day")
    assert isinstance(page, DayByDayPage)
    return page


def _texts(page: DayByDayPage, column: int) -> list[str]:
    model = page.model
    return [str(model.data(model.index(row, column))) for row in range(model.rowCount())]


def test_every_day_stands_in_the_table(office: Office, shell: MainWindow) -> None:
    request_id = desk_at(office).on(9, 18).take_in()
    page = _shown(shell, request_id)
    view = day_by_day(office, request_id, today=TODAY)
    days = _texts(page, 0)
    assert len(days) == (view.due.due - date(2026, 9, 18)).days + 1
    assert days[0] == "9月18日"
    counted = [one for one in _texts(page, 2) if one.startswith("第 ")]
    assert counted[0] == "第 1 日"
    assert counted[-1].startswith("第 20 日")
    assert "国办发明电" in "".join(_texts(page, 4))
    assert page.due.text().startswith("2026年")


def test_stops_are_tinted_and_named(office: Office, shell: MainWindow) -> None:
    desk = desk_at(office)
    request_id = desk.on(11, 2).take_in()
    desk.on(11, 5).consult(request_id)
    page = _shown(shell, request_id)
    marks = _texts(page, 2)
    at = marks.index("停算")
    model = page.model
    assert model.data(model.index(at, 0), TableRole.GROUND) == Tone.SUSP
    assert "澜安汇泽置业有限公司" in _texts(page, 3)[at]
    told = str(model.data(model.index(at, 3), Qt.ItemDataRole.ToolTipRole))
    assert _texts(page, 3)[at] in told.replace("\n", "")
    assert max(len(line) for line in told.split("\n")) <= 36
    assert page.policies.isVisible()


def test_the_calendar_as_known_on_an_earlier_day(office: Office, shell: MainWindow) -> None:
    request_id = desk_at(office).on(9, 18).take_in()
    page = _shown(shell, request_id)
    now = page.due.text()
    page.known_on.set_value(date(2025, 1, 10))
    page.known_on.changed.emit(page.known_on.value())
    settle(shell)
    assert "2025年1月10日" in page.banner.label.text()
    assert page.doubt.isVisible()
    assert page.due.text() != now


def test_another_date_of_the_case(office: Office, shell: MainWindow) -> None:
    request_id = desk_at(office).on(11, 16).take_in()
    page = _shown(shell, request_id, "correction_notice")
    assert page.which.value() == "correction_notice"
    assert "补正告知期限" in shell.subheading.text()
    page.which.setCurrentIndex(page.which.findText("缴费期限"))
    page.which.activated.emit(page.which.currentIndex())
    settle(shell)
    assert "没有缴费期限" in page.banner.label.text()
    assert page.model.rowCount() == 0


def test_what_ifs_are_offered(office: Office, shell: MainWindow) -> None:
    request_id = desk_at(office).on(11, 16).take_in()
    page = _shown(shell, request_id)
    assert page.shown is not None
    assert len(page.shown.what_ifs) >= 2
    assert page.what_ifs.isVisible()


def test_copied_text_holds_every_row(office: Office, shell: MainWindow) -> None:
    request_id = desk_at(office).on(11, 16).take_in()
    page = _shown(shell, request_id)
    click(page.copy_button)
    text = QGuiApplication.clipboard().text()
    assert page.shown is not None
    assert text == sheet_text(page.shown)
    assert len([one for one in text.splitlines() if "\t第 " in one]) == 20


def test_printed_sheet_has_pages(office: Office, shell: MainWindow, tmp_path: Path) -> None:
    request_id = desk_at(office).on(11, 16).take_in()
    page = _shown(shell, request_id)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "sheet.pdf"))
    pages = page.print_to(printer)
    assert pages >= 1
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")
    writer = QPdfWriter(str(tmp_path / "writer.pdf"))
    assert page.shown is not None
    assert print_sheet(writer, page.shown, "临江县自然资源局", "数据截至 2026-11-23") >= 1
    assert (tmp_path / "writer.pdf").stat().st_size > 2_000


def test_columns_are_text(office: Office, shell: MainWindow) -> None:
    request_id = desk_at(office).on(11, 16).take_in()
    page = _shown(shell, request_id)
    model = page.model
    for row in range(model.rowCount()):
        for column in range(model.columnCount()):
            assert isinstance(model.data(model.index(row, column)), str)
    heads = [model.headerData(at, Qt.Orientation.Horizontal) for at in range(model.columnCount())]
    assert heads == ["日期", "星期", "计数", "说明", "依据"]
