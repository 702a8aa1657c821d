"""The statistics page: every figure opens the list that has as many rows; periods, keyboard, paper and pictures."""

import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPdfWriter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from casework.demo import sample_agency
from casework.dispute_views import DisputeFilter
from casework.office import create_office, open_office
from casework.statistics import CHARTS, ChartKey
from casework.views import CaseFilter
from desktop.annual.page import AnnualReportPage
from desktop.cases import CasesPage
from desktop.charts import ChartCanvas, Mark
from desktop.disputes.page import DisputesPage
from desktop.frame.list_page import ListPage
from desktop.frame.window import MainWindow
from desktop.risk import RiskPage
from desktop.settings.store import Settings
from desktop.statistics import StatisticsPage
from law.dispute_terms import DisputeEventKind, Forum
from law.errors import UserError
from models import Dispute, DisputeEvent
from tests.desktop.conftest import TODAY, open_shell, settle
from tests.desktop.hands import Hands, click
from tests.desktop.keyboard import press, type_text

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sample office, filled once."""
    path = tmp_path_factory.mktemp("sample") / "sample.db"
    create_office(path, sample_agency(), now=NOW, actor="王敏", today=TODAY, sample=True).close()
    return path


@pytest.fixture
def window(sample: Path, tmp_path: Path, settings: Settings) -> Iterator[MainWindow]:
    office = open_office(Path(shutil.copy(sample, tmp_path / "desk.db")))
    with open_shell(office, settings) as shell:
        shell.setMinimumSize(0, 0)
        shell.resize(1366, 768)
        yield shell
    office.close()


def statistics(window: MainWindow) -> StatisticsPage:
    window.open_page("statistics")
    settle(window)
    page = window.page("statistics")
    assert isinstance(page, StatisticsPage)
    assert set(page.charts) == set(CHARTS)
    return page


def rows_opened(window: MainWindow, opens: object) -> int:
    """How many rows the list shows that is open now, which must be the one asked for."""
    settle(window)
    if isinstance(opens, DisputeFilter):
        disputes = window.page("reviews")
        assert isinstance(disputes, DisputesPage)
        assert disputes.isVisible()
        assert disputes.wanted == opens
        assert disputes.view.chips["among"].isVisible()
        return disputes.model.rowCount()
    cases = window.page("cases")
    assert isinstance(cases, CasesPage)
    assert cases.isVisible()
    assert isinstance(opens, CaseFilter)
    assert cases.wanted == opens
    assert cases.view.count.text() == f"{cases.model.rowCount():,} 件"
    return cases.model.rowCount()


def test_every_figure_of_every_chart_opens_as_many_rows(window: MainWindow) -> None:
    page = statistics(window)
    figures = [one for key in CHARTS for one in page.charts[key].figures]
    figures += [one.figure for one in page.figures]
    counted = 0
    for figure in figures:
        if figure.opens is None:
            assert figure.value == 0
            continue
        page.open_list(figure.opens)
        assert rows_opened(window, figure.opens) == figure.value, figure.said
        counted += 1
    assert counted > 50, "the sample office has something behind nearly every mark"


def test_the_list_says_what_it_shows_and_lets_go_of_it(window: MainWindow) -> None:
    page = statistics(window)
    figure = next(one for one in page.charts[ChartKey.MONTHS].figures if one.value)
    page.open_list(figure.opens)
    settle(window)
    cases = window.page("cases")
    assert isinstance(cases, CasesPage)
    chip = cases.view.chips["figure"]
    assert chip.isVisible()
    assert chip.text() == f"{figure.said.split(' ')[0]} ×"
    click(chip)
    settle(window)
    assert cases.wanted.figure is None
    assert not chip.isVisible()


def test_a_figure_card_and_a_mark_by_mouse(window: MainWindow) -> None:
    page = statistics(window)
    late = next(card for card in page.view.figures if card.label.text() == "逾期答复")
    assert late.number.text() == str(page.figures[3].figure.value) != "0"
    click(late)
    assert rows_opened(window, page.figures[3].figure.opens) == page.figures[3].figure.value
    statistics(window)
    canvas = page.view.cards[ChartKey.MONTHS].canvas
    mark = max(canvas.marks, key=_value)
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=mark.shape.center().toPoint())
    assert rows_opened(window, mark.figure.opens) == mark.figure.value


def _value(mark: Mark) -> int:
    return int(mark.figure.value)


def test_the_keyboard_alone(window: MainWindow) -> None:
    page = statistics(window)
    hands = Hands(window)
    choice = page.view.period.choice
    assert choice.isAncestorOf(QApplication.focusWidget()), "work begins with the period"
    hands.press(Qt.Key.Key_Right)
    settle(window)
    assert (page.view.period.period.key, page.charts[ChartKey.MONTHS].period.key) == ("last_year", "last_year")
    hands.press(Qt.Key.Key_Left)
    settle(window)
    for _ in range(60):
        hands.tab()
        if isinstance(QApplication.focusWidget(), ChartCanvas):
            break
    canvas = QApplication.focusWidget()
    assert canvas is page.view.cards[ChartKey.MONTHS].canvas
    hands.press(Qt.Key.Key_End)
    hands.press(Qt.Key.Key_Up)
    mark = page.view.cards[ChartKey.MONTHS].canvas.current
    assert mark is not None
    assert mark.figure.value
    assert page.view.cards[ChartKey.MONTHS].lead.text() == mark.figure.said
    hands.press(Qt.Key.Key_Return)
    assert rows_opened(window, mark.figure.opens) == mark.figure.value


def test_numbers_instead_of_the_chart_by_keyboard(window: MainWindow) -> None:
    page = statistics(window)
    card = page.view.cards[ChartKey.OUTCOMES]
    card.toggle.setFocus()
    press(card.toggle, Qt.Key.Key_Return)
    assert card.table is not None
    assert card.table.table.isVisible()
    table = card.table.table
    table.setFocus()
    figure = card.table.model.figure_at(table.currentIndex())
    assert figure is not None
    press(table, Qt.Key.Key_Return)
    assert rows_opened(window, figure.opens) == figure.value


def test_a_period_of_ones_own(window: MainWindow) -> None:
    page = statistics(window)
    bar = page.view.period
    click(bar.choice.buttons[-1])
    assert bar.since.hasFocus()
    bar.since.clear()
    type_text(bar.since, "2026-09-01")
    bar.until.setFocus()
    bar.until.clear()
    type_text(bar.until, "2026-08-01")
    click(bar.apply)
    settle(window)
    assert bar.problem.text().startswith("截止日早于起始日")
    assert bar.until.hasFocus()
    assert bar.since.value() == date(2026, 9, 1), "what was typed stays"
    bar.until.clear()
    type_text(bar.until, "2026-10-31")
    press(bar.until, Qt.Key.Key_Return)
    settle(window)
    assert bar.problem.text() == ""
    view = page.charts[ChartKey.MONTHS]
    assert [row.label for row in view.rows] == ["2026年9月", "2026年10月"]
    assert page.subtitle == "2026年9月1日至10月31日，去年同期指 2025年9月1日至10月31日"


def test_print_and_pictures(window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = statistics(window)
    assert page.why_not_print() == ""
    writer = QPdfWriter(str(tmp_path / "a.pdf"))
    assert page.print_to(writer) >= 2
    del writer
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "统计"), "PDF (*.pdf)"))
    page.pdf_dialog()
    settle(window)
    assert (tmp_path / "统计.pdf").read_bytes().startswith(b"%PDF")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "图"), "矢量图 (*.svg)"))
    page.view.cards[ChartKey.MONTHS].save.click()
    settle(window)
    assert "收到与办结" in (tmp_path / "图.svg").read_text(encoding="utf-8")
    refused: list[UserError] = []
    monkeypatch.setattr(type(window), "show_refusal", lambda _self, error: refused.append(error))
    page.write_pdf(tmp_path / "没有" / "统计.pdf")
    page.save_picture(page.charts[ChartKey.MONTHS], tmp_path / "没有" / "图.png")
    settle(window)
    assert [one.code for one in refused] == ["file_not_written", "file_not_written"]


def test_printing_waits_for_the_charts(window: MainWindow) -> None:
    page = statistics(window)
    page.view.period.chosen.emit(page.view.period.period)
    assert page.why_not_print() == "图表还在统计。"
    assert page.actions_table is not None
    assert not page.actions_table.actions["print"].isEnabled()
    settle(window)
    assert page.actions_table.actions["print"].isEnabled()


@pytest.mark.parametrize("width", [911, 1366, 1900])
def test_cards_fill_the_width_without_a_scroll_bar_below(window: MainWindow, width: int) -> None:
    window.resize(width, 768)
    page = statistics(window)
    view = page.view
    assert view.inside.width() <= view.area.viewport().width()
    for card in view.cards.values():
        right = card.mapTo(view.inside, card.rect().topRight()).x()
        assert right <= view.inside.width()


# ---------------------------------------------------------------------------------------------------------------- risk


def risk_page(window: MainWindow) -> RiskPage:
    window.open_page("risk")
    settle(window)
    page = window.page("risk")
    assert isinstance(page, RiskPage)
    assert page.shown is not None
    return page


def test_every_line_of_the_risk_page_opens_as_many_rows(window: MainWindow) -> None:
    page = risk_page(window)
    assert page.shown is not None
    lines = [one for card in page.view.cards for one in card.lines]
    assert [one.line.label for one in lines] == [one.label for one in page.shown.lines]
    opened = 0
    for line in page.shown.lines:
        if line.opens is None:
            assert not line.count
            continue
        page.open_list(line.opens)
        settle(window)
        place = window.current_page()
        assert isinstance(place, ListPage)
        assert place.model.rowCount() == line.count, line.label
        opened += 1
    assert opened >= 8


def test_the_risk_page_by_keyboard(window: MainWindow) -> None:
    page = risk_page(window)
    stops = [one for card in page.view.cards for one in card.stops]
    assert QApplication.focusWidget() is stops[0]
    hands = Hands(window)
    hands.press(Qt.Key.Key_Down)
    assert QApplication.focusWidget() is stops[1]
    named = next(one for card in page.view.cards for one in card.cases)
    page.view.arrows.focus(named)
    hands.press(Qt.Key.Key_Return)
    settle(window)
    assert window.current_page() is window.page("case")
    page = risk_page(window)
    line = next(one for card in page.view.cards for one in card.lines if one.can_press())
    line.setFocus()
    hands.press(Qt.Key.Key_Return)
    settle(window)
    assert window.current_page() is window.page("cases")


def test_the_risk_page_is_one_printed_page(window: MainWindow, tmp_path: Path) -> None:
    page = risk_page(window)
    writer = QPdfWriter(str(tmp_path / "风险.pdf"))
    writer.setResolution(300)
    assert page.print_to(writer) == 1


def test_both_pages_are_found_from_anywhere(window: MainWindow) -> None:
    for words, key in (("统计：", "statistics"), ("风险：", "risk")):
        window.open_page("worklist")
        entry = next(one for one in window.palette_entries() if one.text.startswith(words))
        entry.run()
        settle(window)
        assert window.current_page() is window.page(key)


def test_pages_of_the_room_lead_to_one_another(window: MainWindow) -> None:
    page = statistics(window)
    link = next(one for one in page.view.links.links if one.text() == "风险")
    press(link, Qt.Key.Key_Return)
    settle(window)
    assert window.current_page() is window.page("risk")


def test_a_chart_that_is_refused_says_why_and_the_others_are_printed(window: MainWindow, tmp_path: Path) -> None:
    day = date(2020, 5, 21)
    with window.session.office.writing() as session:
        dispute = Dispute(forum=Forum.LITIGATION, body="临江县人民法院", created_at=NOW, created_by="王敏")
        session.add(dispute)
        session.flush()
        said = {"forum": "litigation", "body": "临江县人民法院", "parties": [], "targets": []}
        decided = {"values": {"result": "j_revoke", "instance": "first"}}
        for seq, (kind, payload) in enumerate((("opened", said), ("decided", decided)), start=1):
            session.add(
                DisputeEvent(
                    dispute_id=dispute.id,
                    seq=seq,
                    kind=DisputeEventKind(kind),
                    on=day,
                    payload=payload,
                    recorded_at=NOW,
                    recorded_by="王敏",
                )
            )
    window.open_page("statistics")
    settle(window)
    page = window.page("statistics")
    assert isinstance(page, StatisticsPage)
    card = page.view.cards[ChartKey.DISPUTES]
    assert card.nothing.isVisible()
    assert card.nothing.text() == card.refusal != ""
    assert not card.canvas.isVisible()
    assert page.view.figures[-1].number.text() == "—"
    assert page.view.figures[0].number.text() == page.figures[0].figure.text != "—"
    assert page.why_not_print() == ""
    writer = QPdfWriter(str(tmp_path / "a.pdf"))
    assert page.print_to(writer) >= 2


def test_the_annual_report_that_is_due_opens_its_year(sample: Path, tmp_path: Path, settings: Settings) -> None:
    office = open_office(Path(shutil.copy(sample, tmp_path / "january.db")))
    with open_shell(office, settings, today=date(2027, 1, 25)) as window:
        page = risk_page(window)
        line = next(one for card in page.view.cards for one in card.lines if one.line.key == "annual-2026")
        click(line)
        settle(window)
        opened = window.page("annual_report")
        assert window.current_page() is opened
        assert isinstance(opened, AnnualReportPage)
        assert opened.year == 2026
    office.close()
