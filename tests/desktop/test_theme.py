"""Tokens, contrast, style sheet, icons."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLocale, QRectF
from PySide6.QtGui import QColor, QFontInfo, QImage, QPainter
from PySide6.QtWidgets import QApplication, QMessageBox

from desktop import theme
from desktop.theme.contrast import contrast
from desktop.theme.icons import ICON_NAMES, draw_icon, draw_sign
from desktop.theme.stylesheet import stylesheet
from desktop.theme.tokens import DARK, LIGHT, Palette, Tone, tone_of
from law.terms import Urgency

BOTH = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
_TINTED = [tone for tone in Tone if tone is not Tone.PLAIN]


@BOTH
@pytest.mark.parametrize("ground", ["app", "surface", "nav", "accent_bg", "line2"])
def test_text_is_readable_on_every_ground(palette: Palette, ground: str) -> None:
    assert contrast(palette.text, getattr(palette, ground)) >= 4.5


@BOTH
@pytest.mark.parametrize("ground", ["app", "surface", "nav", "accent_bg"])
def test_secondary_text_is_readable(palette: Palette, ground: str) -> None:
    assert contrast(palette.sub, getattr(palette, ground)) >= 4.5


@BOTH
@pytest.mark.parametrize("tone", _TINTED)
def test_tones_are_readable_on_their_ground_and_on_cards(palette: Palette, tone: Tone) -> None:
    assert contrast(palette.ink(tone), palette.ground(tone)) >= 4.5
    assert contrast(palette.ink(tone), palette.surface) >= 4.5


@BOTH
def test_primary_button_is_readable(palette: Palette) -> None:
    assert contrast(palette.accent_on, palette.accent) >= 4.5


def test_contrast_knows_its_ends() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert contrast("#777777", "#777777") == pytest.approx(1.0)


@BOTH
@given(scale=st.floats(min_value=1.0, max_value=2.0))
def test_style_sheet_leaves_no_mark_unfilled(palette: Palette, scale: float) -> None:
    text = stylesheet(palette, scale)
    assert "$" not in text
    assert not re.search(r"\{\d+\}", text)
    assert text.count("{") == text.count("}")


def test_sizes_grow_with_the_scale() -> None:
    assert "font-size: 20px" in stylesheet(LIGHT, 1.0)
    assert "font-size: 30px" in stylesheet(LIGHT, 1.5)


def test_every_urgency_has_a_tone() -> None:
    assert {tone_of(one) for one in Urgency} >= {Tone.OVER, Tone.TODAY, Tone.SOON, Tone.SUSP, Tone.PROV, Tone.DONE}


def test_theme_can_change_while_the_program_runs(qapp: QApplication) -> None:
    theme.apply_theme(qapp, "dark", 150)
    assert theme.palette() is DARK
    assert theme.px(10) == 15
    assert qapp.font().pixelSize() == 21
    theme.apply_theme(qapp, "light", 100)
    assert theme.palette() is LIGHT
    assert qapp.font().pixelSize() == 14


def test_the_interface_font_shows_chinese(qapp: QApplication) -> None:
    family = theme.chinese_family()
    assert family is not None
    assert QFontInfo(qapp.font()).family() == family


def test_qt_speaks_chinese() -> None:
    assert QLocale().language() == QLocale.Language.Chinese
    box = QMessageBox(QMessageBox.Icon.NoIcon, "", "", QMessageBox.StandardButton.Cancel)
    assert box.button(QMessageBox.StandardButton.Cancel).text() == "取消"
    box.deleteLater()


def _painted(image: QImage) -> int:
    return sum(image.pixelColor(x, y).alpha() > 40 for x in range(image.width()) for y in range(image.height()))


def _canvas() -> QImage:
    image = QImage(20, 20, QImage.Format.Format_ARGB32)
    image.fill(QColor(0, 0, 0, 0))
    return image


@pytest.mark.parametrize("name", ICON_NAMES)
def test_icons_paint_lines_inside_their_square(name: str) -> None:
    image = _canvas()
    painter = QPainter(image)
    draw_icon(painter, QRectF(0, 0, 20, 20), name, QColor("#1B2430"))
    painter.end()
    assert 20 < _painted(image) < 230


@pytest.mark.parametrize("tone", list(Tone))
def test_signs_paint(tone: Tone) -> None:
    image = _canvas()
    painter = QPainter(image)
    draw_sign(painter, QRectF(2, 2, 16, 16), tone, QColor("#B3261E"))
    painter.end()
    assert _painted(image) > 20
