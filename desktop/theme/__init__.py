"""The look of the client: tokens, style sheet, fonts, icons. Nothing else names a colour or a size.

``apply_theme(app, "light", 100)`` puts a theme in force; ``px(12)`` scales a size; ``ink(Tone.OVER)``,
``ground(Tone.OVER)`` and ``colour("line2")`` are for painted widgets; ``set_role(widget, "caption")`` gives a widget
its part in the style sheet; ``icon(name, colour, size)`` paints a line icon.
"""

from desktop.theme.current import apply_theme, colour, ground, ink, palette, px, scale, set_role
from desktop.theme.fonts import chinese_family, install_fonts, letter_family, sized_font
from desktop.theme.icons import draw_icon, draw_sign, icon
from desktop.theme.locale import install_locale
from desktop.theme.tokens import Palette, Size, ThemeName, Tone, tone_of

__all__ = [
    "Palette",
    "Size",
    "ThemeName",
    "Tone",
    "apply_theme",
    "chinese_family",
    "colour",
    "draw_icon",
    "draw_sign",
    "ground",
    "icon",
    "ink",
    "install_fonts",
    "install_locale",
    "letter_family",
    "palette",
    "px",
    "scale",
    "set_role",
    "sized_font",
    "tone_of",
]
