"""Ticks as people make them, brought to three signs: ``☑`` ticked, ``☒`` crossed, ``☐`` left empty.

A cross means ticked on some forms and struck out on others: who reads a group of boxes decides. Symbol fonts draw
letters and signs of their private area as boxes: which ones is a fact about the fonts, kept here.
"""

import re
from collections.abc import Mapping
from typing import Final

__all__ = ["CROSSED", "EMPTY", "SIGNS", "TICKED", "plain_ticks", "symbol"]

TICKED: Final = "☑"
CROSSED: Final = "☒"
EMPTY: Final = "☐"
SIGNS: Final = TICKED + CROSSED + EMPTY
# Places in the fonts: boxes with a mark, bare marks, filled boxes and dots, empty boxes and circles.
_SYMBOLS: Final[Mapping[str, Mapping[str, tuple[int, ...]]]] = {
    "wingdings 2": {TICKED: (0x50, 0x52), CROSSED: (0x4F, 0x51, 0x53, 0x54, 0x55, 0x56), EMPTY: (0x30, 0x81, 0xA3)},
    "wingdings": {
        TICKED: (0x6C, 0x6E, 0xA4, 0xFC, 0xFE),
        CROSSED: (0x78, 0xFB, 0xFD),
        EMPTY: (0x6F, 0x70, 0x71, 0x72, 0xA1, 0xA8),
    },
    "webdings": {TICKED: (0x61,), CROSSED: (0x72,), EMPTY: (0x63,)},
    "symbol": {TICKED: (0xD6,)},
    "zapfdingbats": {
        TICKED: (0x33, 0x34, 0x6E),
        CROSSED: (0x35, 0x36, 0x37, 0x38),
        EMPTY: (0x6F, 0x70, 0x71, 0x72),
    },
}
# Where a symbol font was replaced by another one, its places are all that is left; these two fonts are the usual ones.
_USUAL: Final = {
    0x50: TICKED,
    0x52: TICKED,
    0x53: CROSSED,
    0x6F: EMPTY,
    0xA3: EMPTY,
    0xA8: EMPTY,
    0xFC: TICKED,
    0xFD: CROSSED,
    0xFE: TICKED,
}
_MARKS: Final = "√✓✔✅☑■▣◼⬛🗹●◉◙"
_CROSSES: Final = "☒☓✗✘🗷"
_BOXES: Final = "□☐▢◻⬜❏❐❑❒"
_CIRCLES: Final = "○◯"
_FIGURES: Final = frozenset("一二三四五六七八九十零〇○0123456789年")
_TICK_IN_BRACKETS: Final = re.compile(rf"[（(\[［【〔]\s*(?:[{_MARKS}vV]|选中)\s*[）)\]］】〕]")
_CROSS_IN_BRACKETS: Final = re.compile(rf"[（(\[［【〔]\s*[{_CROSSES}xX×＊*]\s*[）)\]］】〕]")
_HOLLOW: Final = re.compile(r"[（(\[［【][ \t　\u00a0]*[）)\]］】]")
# A box over which a tick was typed.
_OVER: Final = re.compile(rf"[{_BOXES}][√✓✔]")


def symbol(font: str, code: int) -> str:
    """What a sign of a symbol font shows: one of the three signs, or "" where it is none of them."""
    name = re.sub(r"[\s,_-]|regular$|mt$", "", font.lower())
    places = _SYMBOLS.get("wingdings 2" if name == "wingdings2" else name)
    low = code & 0xFF if code >= 0xF000 or code < 0x100 else code
    if places is None:
        return _USUAL.get(low, "") if code >= 0xF000 else ""
    return next((sign for sign, codes in places.items() if low in codes), "")


def plain_ticks(text: str) -> str:
    """The text with every kind of tick as one of the three signs; 〇 and ○ in a year (二○二六) stay."""
    text = _OVER.sub(TICKED, text)
    text = _TICK_IN_BRACKETS.sub(TICKED, text)
    text = _CROSS_IN_BRACKETS.sub(CROSSED, text)
    text = _HOLLOW.sub(EMPTY, text)
    return "".join(_plain(sign, text[at - 1 : at], text[at + 1 : at + 2]) for at, sign in enumerate(text))


def _plain(sign: str, before: str, after: str) -> str:
    if sign in _MARKS:
        return TICKED
    if "\uf020" <= sign <= "\uf0ff":
        return _USUAL.get(ord(sign) & 0xFF, sign)  # copied out of a symbol font, which is lost
    if sign in _CROSSES:
        return CROSSED
    if sign in _CIRCLES:
        return sign if {before, after} & _FIGURES else EMPTY
    return EMPTY if sign in _BOXES else sign
