"""Charts as laid out and painted: every figure has its mark, lengths tell the numbers, pictures tell where from."""

from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path
from unicodedata import normalize
from xml.etree import ElementTree as ET

import pypdfium2
import pytest
from PySide6.QtCore import QPoint, QPointF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPdfWriter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casework.office import Office
from casework.statistics import CHARTS, ChartKey, chart, periods
from casework.statistics_views import ChartForm, ChartView
from desktop.charts import ChartCanvas, ChartCard, Mark, arrange
from desktop.charts.picture import axis_ticks
from desktop.charts.saving import Sheet, picture_bytes, print_charts
from desktop.theme import apply_theme, colour
from tests.casework.statistics_office import chance_office
from tests.desktop.conftest import TODAY
from tests.desktop.keyboard import press

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
SHEET = Sheet("临江县自然资源局", "数据截至 2026-11-23")
LYING = (ChartForm.BARS, ChartForm.STACKED)


@pytest.fixture
def views(office: Office) -> dict[ChartKey, ChartView]:
    chance_office(office, 11, 120)
    return {key: chart(office, key, periods(TODAY)[0], today=TODAY) for key in CHARTS}


def metrics() -> QFontMetricsF:
    return QFontMetricsF(QApplication.font())


def test_axes_have_round_whole_values() -> None:
    assert axis_ticks(0) == (0, 1)
    assert axis_ticks(1) == (0, 1)
    assert axis_ticks(3) == (0, 1, 2, 3)
    assert axis_ticks(31) == (0, 10, 20, 30, 40)
    assert axis_ticks(5925) == (0, 2000, 4000, 6000)
    for most in range(1, 3000, 7):
        ticks = axis_ticks(most)
        assert ticks[-1] >= most > ticks[-2]
        assert len(ticks) <= 6
        assert all(one == int(one) for one in ticks)


def test_every_figure_has_one_mark_as_long_as_its_number(views: dict[ChartKey, ChartView]) -> None:
    for view in views.values():
        picture = arrange(view, QSizeF(700, 320), metrics())
        drawn = [one.figure for one in picture.marks]
        shown = view.figures if view.compared else [one for row in view.rows for one in row.figures if one is not None]
        assert sorted(one.said for one in drawn) == sorted(one.said for one in shown), view.title
        assert all(one.hit.width() >= 14 and one.hit.height() >= 14 for one in picture.marks)
        lengths = [
            (one.shape.width() if view.form in LYING else one.shape.height(), one.figure.level)
            for one in picture.marks
            if not one.point and one.figure.value > 3
        ]
        for (one, level), (other, other_level) in pairwise(lengths):
            assert one / level == pytest.approx(other / other_level, rel=0.02), view.title
        if view.form is not ChartForm.LINE:
            continue
        heights = sorted((one.figure.level, -one.shape.center().y()) for one in picture.marks)
        assert heights == sorted(heights, key=lambda pair: pair[1]), "a higher share stands higher"


def test_words_stay_inside_and_the_year_before_is_an_outline(views: dict[ChartKey, ChartView]) -> None:
    for view in views.values():
        size = QSizeF(340, 260)
        picture = arrange(view, size, metrics())
        for words in picture.words:
            half = metrics().horizontalAdvance(words.text) / 2
            if words.align & Qt.AlignmentFlag.AlignHCenter:
                left, right = words.area.center().x() - half, words.area.center().x() + half
            else:
                left, right = words.area.left(), words.area.left() + 2 * half
            assert -1 <= left <= right <= size.width() + 6, (view.title, words.text)
        labels = [one for one in picture.swatches if one.before]
        assert len(labels) == view.compared
    assert views[ChartKey.MONTHS].compared


@pytest.fixture
def canvas(qtbot: QtBot, views: dict[ChartKey, ChartView]) -> ChartCanvas:
    made = ChartCanvas()
    qtbot.addWidget(made)
    made.resize(720, 260)
    made.show_view(views[ChartKey.MONTHS])
    made.show()
    made.activateWindow()
    qtbot.waitExposed(made)
    made.setFocus()
    return made


def test_arrow_keys_walk_and_each_mark_is_told(canvas: ChartCanvas) -> None:
    told: list[str] = []
    canvas.said.connect(told.append)
    first = canvas.current
    assert first is not None
    assert canvas.accessibleDescription() == first.figure.said
    assert first.figure.said.startswith("2026年1月收到 ")
    press(canvas, Qt.Key.Key_Right)
    assert told[-1].startswith("2026年2月收到 ")
    press(canvas, Qt.Key.Key_Down)
    assert told[-1].startswith("2026年2月办结 ")
    press(canvas, Qt.Key.Key_Down)
    assert told[-1].startswith("2025年2月收到 ")
    press(canvas, Qt.Key.Key_Left)
    assert told[-1].startswith("2025年1月收到 ")
    press(canvas, Qt.Key.Key_Left)
    assert told[-1].startswith("2025年1月收到 "), "it stops at the end"
    press(canvas, Qt.Key.Key_End)
    assert told[-1].startswith("2025年11月1日至23日办结 ")
    press(canvas, Qt.Key.Key_Home)
    assert canvas.current is not None
    assert told[-1] == canvas.current.figure.said == canvas.accessibleDescription()
    seen = {told[-1]}
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
        for _ in range(4):
            press(canvas, key)
            seen.add(told[-1])
    for _ in canvas.marks:
        press(canvas, Qt.Key.Key_Right)
        seen.add(told[-1])
    assert len(seen) == 4 + 10, "four figures of January, received in the ten months after it"


def test_enter_and_click_open_what_is_counted(canvas: ChartCanvas) -> None:
    opened: list[object] = []
    canvas.opened.connect(opened.append)
    mark = next(one for one in canvas.marks if one.figure.opens is not None and not one.before)
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=mark.shape.center().toPoint())
    assert opened == [mark.figure.opens]
    press(canvas, Qt.Key.Key_Return)
    assert opened == [mark.figure.opens] * 2
    nothing = next((one for one in canvas.marks if one.figure.opens is None), None)
    assert canvas.picture.mark_at(QPointF(-50, -50)) is None
    if nothing is not None:
        QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=nothing.hit.center().toPoint())
        assert all(one is not None for one in opened)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_colours_are_those_of_the_theme(canvas: ChartCanvas, dressed_application: QApplication, theme: str) -> None:
    apply_theme(dressed_application, theme, 100)
    pixmap = QPixmap(canvas.size())
    pixmap.fill(colour("surface"))
    canvas.render(pixmap)
    image = pixmap.toImage()
    bar = max((one for one in canvas.marks if one.series == 0 and not one.before), key=_height)
    middle = bar.shape.center().toPoint()
    assert QColor(image.pixel(middle)) == colour("accent")
    outline = max((one for one in canvas.marks if one.series == 0 and one.before), key=_height)
    edge = QColor(image.pixel(outline.shape.bottomLeft().toPoint() + QPoint(1, -2)))
    assert edge != colour("surface"), "the year before can be seen"


def _height(mark: Mark) -> float:
    return float(mark.shape.height())


def test_numbers_beside_the_chart_are_the_same_figures(qtbot: QtBot, views: dict[ChartKey, ChartView]) -> None:
    for view in views.values():
        card = ChartCard("")
        qtbot.addWidget(card)
        card.resize(380, 300)
        card.show_view(view)
        card.show()
        if view.empty:
            assert card.nothing.isVisible()
            continue
        card.switch()
        assert card.table is not None
        assert card.table.isVisible()
        assert not card.canvas.isVisible()
        model = card.table.model
        cells = [
            model.figure_at(model.index(row, at))
            for row in range(model.rowCount())
            for at in range(1, model.columnCount())
        ]
        shown = [one for one in cells if one is not None]
        expected = (
            view.figures if view.compared else [one for row in view.rows for one in row.figures if one is not None]
        )
        assert sorted(one.said for one in shown) == sorted(one.said for one in expected)
        card.switch()
        assert card.canvas.isVisible()


def test_pictures_tell_title_period_agency_and_day(views: dict[ChartKey, ChartView]) -> None:
    view = views[ChartKey.MONTHS]
    svg = picture_bytes(view, SHEET, "svg").decode("utf-8")
    root = ET.fromstring(svg)
    said = svg
    assert root.tag.endswith("svg")
    for words in (
        "收到与办结",
        "2026年1月1日至11月23日",
        "2025年1月1日至11月23日",
        "临江县自然资源局",
        "数据截至 2026-11-23",
    ):
        assert words in said
    png = picture_bytes(view, SHEET, "png")
    image = QImage.fromData(png)
    assert (image.width(), image.pixelColor(2, 2)) == (1800, QColor("white"))
    with pytest.raises(ValueError, match="bmp"):
        picture_bytes(view, SHEET, "bmp")


def test_pages_have_titles_numbers_and_page_marks(views: dict[ChartKey, ChartView], tmp_path: Path) -> None:
    writer = QPdfWriter(str(tmp_path / "统计.pdf"))
    writer.setResolution(300)
    lines = [("收到申请", "69", "同比 +12（+21.05%）", "期初结转 0 件")]
    kept = [one for one in views.values() if not one.empty]
    pages = print_charts(writer, kept, SHEET, "政府信息依申请公开统计　2026年", lines)
    del writer
    document = pypdfium2.PdfDocument(tmp_path / "统计.pdf")
    # Fonts give some characters the code of a radical that looks alike.
    texts = [normalize("NFKC", page.get_textpage().get_text_bounded()).replace("\r\n", "") for page in document]
    document.close()
    assert len(texts) == pages > 1
    whole = "".join(texts)
    for words in (*[view.title for view in kept], "收到申请", "69", "同比 +12（+21.05%）", "临江县自然资源局"):
        assert normalize("NFKC", words) in whole
    for at, text in enumerate(texts, start=1):
        assert f"第 {at}/{pages} " in text
    assert date(2026, 11, 23) == TODAY
