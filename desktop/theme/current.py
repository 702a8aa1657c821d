"""The theme in force: which palette and which scale the running program paints with.

The look belongs to the application like its font and style sheet do, hence one state for the process. Painted
components ask ``palette()`` while painting, so a switch of theme needs no bookkeeping: the new style sheet
repaints them.
"""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory, QWidget

from desktop.theme.fonts import base_font
from desktop.theme.indicators import indicator_images
from desktop.theme.stylesheet import stylesheet
from desktop.theme.tokens import DARK, LIGHT, Palette, ThemeName, Tone

__all__ = ["apply_theme", "colour", "ground", "ink", "palette", "px", "scale", "set_role"]

_PALETTES = {ThemeName.LIGHT: LIGHT, ThemeName.DARK: DARK}


@dataclass(slots=True)
class _InForce:
    palette: Palette
    scale: float


_in_force = _InForce(LIGHT, 1.0)


def palette() -> Palette:
    """Palette in force."""
    return _in_force.palette


def scale() -> float:
    """Scale of fonts and distances, 1.0 to 2.0."""
    return _in_force.scale


def px(size: float) -> int:
    """Pixels for a size given at 100 %, so that distances grow with the font."""
    return max(1, round(size * _in_force.scale))


def colour(name: str) -> QColor:
    """Colour of a token by its name, for example ``"line2"``."""
    return QColor(str(getattr(_in_force.palette, name)))


def ink(tone: Tone) -> QColor:
    """Text colour of a tone in the theme in force."""
    return QColor(_in_force.palette.ink(tone))


def ground(tone: Tone) -> QColor:
    """Ground colour of a tone in the theme in force."""
    return QColor(_in_force.palette.ground(tone))


def set_role(widget: QWidget, role: str, name: str = "role") -> None:
    """Give a widget a role of the style sheet and repaint it in that role at once."""
    if widget.property(name) == role:
        return
    widget.setProperty(name, role)
    if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        return  # never shown; Qt looks at the style sheet when it will be
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()


def _qt_palette(tokens: Palette) -> QPalette:
    """Qt's own palette for the parts that a style sheet does not reach (menus of text fields, selections)."""
    result = QPalette()
    roles = {
        QPalette.ColorRole.Window: tokens.app,
        QPalette.ColorRole.Base: tokens.surface,
        QPalette.ColorRole.AlternateBase: tokens.app,
        QPalette.ColorRole.Button: tokens.surface,
        QPalette.ColorRole.ToolTipBase: tokens.surface,
        QPalette.ColorRole.WindowText: tokens.text,
        QPalette.ColorRole.Text: tokens.text,
        QPalette.ColorRole.ButtonText: tokens.text,
        QPalette.ColorRole.ToolTipText: tokens.text,
        QPalette.ColorRole.PlaceholderText: tokens.faint,
        QPalette.ColorRole.Highlight: tokens.accent,
        QPalette.ColorRole.HighlightedText: tokens.accent_on,
        QPalette.ColorRole.Link: tokens.accent,
        QPalette.ColorRole.Mid: tokens.line,
    }
    for role, value in roles.items():
        result.setColor(role, QColor(value))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.faint))
    return result


def apply_theme(app: QApplication, name: ThemeName | str, percent: int = 100) -> None:
    """Put a theme in force for the whole program, also while it runs.

    Args:
        app: the application.
        name: light or dark.
        percent: size of fonts and distances, 100 to 200.
    """
    _in_force.palette = _PALETTES[ThemeName(name)]
    _in_force.scale = min(200, max(100, percent)) / 100
    if app.style().objectName() != "fusion":
        app.setStyle(QStyleFactory.create("Fusion"))
    app.setFont(base_font(_in_force.scale))
    app.setPalette(_qt_palette(_in_force.palette))
    app.setStyleSheet(stylesheet(_in_force.palette, _in_force.scale, indicator_images(_in_force.palette)))
