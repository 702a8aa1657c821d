"""Fonts: the system's Chinese sans for the interface, a Chinese serif for letters on paper.

Without a Chinese font Qt paints boxes and says nothing, therefore ``install_fonts`` returns what it found and callers
say so when it is nothing.
"""

from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from desktop.theme.tokens import Size

__all__ = ["base_font", "chinese_family", "install_fonts", "letter_family", "sized_font"]

_SANS = (
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Noto Sans SC",
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "PingFang SC",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "Droid Sans Fallback",
    "SimHei",
)
_SERIF = ("仿宋", "FangSong", "仿宋_GB2312", "Noto Serif CJK SC", "Source Han Serif SC", "Noto Serif SC", "SimSun")
_FONT_FILES = ("*.otf", "*.ttf", "*.ttc")


def _families() -> list[str]:
    return QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)


def _first_known(wanted: tuple[str, ...]) -> str | None:
    known = set(_families())
    return next((name for name in wanted if name in known), None)


def chinese_family() -> str | None:
    """Family that shows Chinese text, or None when the machine has none."""
    families = _families()
    return _first_known(_SANS) or (families[0] if families else None)


def letter_family() -> str:
    """Family in which letters are shown on paper; the interface family when no serif is there."""
    return _first_known(_SERIF) or chinese_family() or QFont().family()


def install_fonts(app: QApplication) -> str | None:
    """Register the fonts that travel with the program and choose the interface font.

    Returns:
        the family in use, or None when nothing on this machine shows Chinese.
    """
    for pattern in _FONT_FILES:
        for file in sorted((Path(__file__).parent / "fonts").glob(pattern)):
            QFontDatabase.addApplicationFont(str(file))
    family = chinese_family()
    app.setFont(base_font(1.0))
    return family


def base_font(scale: float) -> QFont:
    """The interface font at 14 px times ``scale``.

    Every family of the list above has figures of equal width, so dates and money stand in columns without a font
    feature (which PySide6 6.8 cannot name: ``QFont.Tag`` has no usable constructor there).
    """
    font = QFont()
    family = chinese_family()
    if family is not None:
        font.setFamilies([family])
    font.setPixelSize(round(Size.BASE * scale))
    return font


def sized_font(base: QFont, pixels: int, *, strong: bool = False) -> QFont:
    """A copy of a font in another size and weight, for painted text."""
    font = QFont(base)
    font.setPixelSize(pixels)
    font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    return font
