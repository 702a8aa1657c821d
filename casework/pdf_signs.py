"""What is written and ruled on a page of a PDF: signs with their boxes, lines as thin boxes."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from casework.ruled_cells import Box
from templates.form_ticks import EMPTY, TICKED, symbol

if TYPE_CHECKING:
    import pypdfium2

__all__ = ["PageSigns", "Sign", "signs_of"]

_THIN: Final = 2.6
_LONG: Final = 5.0
_SMALLEST: Final = 5.5
_LARGEST: Final = 17.0
_DEEPEST: Final = 6
_MOST_SIGNS: Final = 60_000
_MOST_OBJECTS: Final = 60_000
_MOST_SEGMENTS: Final = 4000
_FONT_NAME: Final = 128


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign and where it stands."""

    text: str
    box: Box

    @property
    def middle(self) -> tuple[float, float]:
        """Its centre."""
        return (self.box.left + self.box.right) / 2, (self.box.bottom + self.box.top) / 2

    @property
    def size(self) -> float:
        """Its height."""
        return max(1.0, self.box.top - self.box.bottom)


@dataclass(frozen=True, slots=True)
class PageSigns:
    """A page: what is written, its level and upright lines, and whether struck words were left out."""

    signs: tuple[Sign, ...]
    level: tuple[Box, ...]
    upright: tuple[Box, ...]
    struck: bool = False


def signs_of(page: "pypdfium2.PdfPage") -> PageSigns:
    """Everything on a page; words with a line through them are left out. The caller holds the lock of the library."""
    words = page.get_textpage()
    try:
        written = list(_signs(words))
    finally:
        words.close()
    level: list[Box] = []
    upright: list[Box] = []
    squares: list[Box] = []
    crossing: list[Box] = []
    for number, one in enumerate(page.get_objects(max_depth=_DEEPEST)):
        if number > _MOST_OBJECTS:
            break
        if _gathered(one, squares, crossing):
            continue
        for box in _lines(one):
            if box.top - box.bottom <= _THIN and box.right - box.left >= _LONG:
                level.append(box)
            elif box.right - box.left <= _THIN and box.top - box.bottom >= _LONG:
                upright.append(box)
    kept = [Sign("", one.box) if _is_struck(one, level) else one for one in written]
    drawn = [Sign(TICKED if _is_ticked(one, crossing) else EMPTY, one) for one in _distinct(squares)]
    return PageSigns((*kept, *drawn), tuple(level), tuple(upright), struck=any(not one.text for one in kept))


def _gathered(one: "pypdfium2.PdfObject", squares: list[Box], crossing: list[Box]) -> bool:
    """Small drawn figures: squares are boxes to tick, what lies across them ticks them."""
    from pypdfium2 import raw  # noqa: PLC0415

    if one.type != raw.FPDF_PAGEOBJ_PATH:
        return False
    box = Box(*one.get_bounds())
    width, height = box.right - box.left, box.top - box.bottom
    if not (_SMALLEST <= width <= _LARGEST and _SMALLEST <= height <= _LARGEST):
        return False
    count = raw.FPDFPath_CountSegments(one)
    even = abs(width - height) < 0.25 * max(width, height)
    (squares if count in (4, 5, 6) and even and _is_square(one, count) else crossing).append(box)
    return True


def _is_square(one: "pypdfium2.PdfObject", count: int) -> bool:
    """Whether all sides are level or upright."""
    points = list(_points(one, count))
    sides = [(a, b) for a, b in pairwise(points) if b[2]]
    return len(sides) >= 3 and all(min(abs(a[0] - b[0]), abs(a[1] - b[1])) < 0.5 for a, b in sides)


def _distinct(squares: list[Box]) -> list[Box]:
    """One box for a ground and its border."""
    found: list[Box] = []
    for one in squares:
        x, y = (one.left + one.right) / 2, (one.bottom + one.top) / 2
        if not any(other.holds(x, y) for other in found):
            found.append(one)
    return found


def _is_ticked(square: Box, crossing: list[Box]) -> bool:
    return any(square.holds((one.left + one.right) / 2, (one.bottom + one.top) / 2) for one in crossing)


def _is_struck(sign: Sign, level: list[Box]) -> bool:
    """Whether a line runs through the middle of a sign: words taken back."""
    x, y = sign.middle
    near = 0.16 * sign.size
    return any(one.left - 1 <= x <= one.right + 1 and abs((one.bottom + one.top) / 2 - y) <= near for one in level)


def _signs(words: "pypdfium2.PdfTextPage") -> Iterator[Sign]:
    from pypdfium2 import raw  # noqa: PLC0415

    fonts: dict[str, str] = {}
    for at in range(min(words.count_chars(), _MOST_SIGNS)):
        code = raw.FPDFText_GetUnicode(words, at)
        if code in (0, 0xFFFE, 0xFFFF) or 0xD800 <= code < 0xE000 or raw.FPDFText_IsGenerated(words, at) == 1:
            continue
        text = chr(code)
        if text in "\r\n":
            continue
        if 0xF000 <= code <= 0xF0FF:
            text = symbol(_font(words, at, fonts), code) or ""
        left, bottom, right, top = words.get_charbox(at, loose=True)
        if text and right > left - 1:
            yield Sign(text, Box(left, bottom, right, top))


def _font(words: "pypdfium2.PdfTextPage", at: int, known: dict[str, str]) -> str:
    from pypdfium2 import raw  # noqa: PLC0415

    buffer = ctypes.create_string_buffer(_FONT_NAME)
    flags = ctypes.c_int()
    raw.FPDFText_GetFontInfo(words, at, buffer, _FONT_NAME, ctypes.byref(flags))
    name = buffer.value.decode("utf-8", errors="replace")
    return known.setdefault(name, name.rpartition("+")[2])


def _lines(one: "pypdfium2.PdfObject") -> Iterator[Box]:
    """Lines of a path: a thin one as it is, a stroked figure side by side."""
    from pypdfium2 import raw  # noqa: PLC0415

    if one.type != raw.FPDF_PAGEOBJ_PATH:
        return
    box = Box(*one.get_bounds())
    if min(box.right - box.left, box.top - box.bottom) <= _THIN:
        yield box
        return
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(one, ctypes.byref(fill), ctypes.byref(stroke))
    count = raw.FPDFPath_CountSegments(one)
    if count > _MOST_SEGMENTS:
        return
    points = list(_points(one, count))
    if not stroke.value and not _many_rectangles(points):
        return
    for before, after in pairwise(points):
        if after[2]:
            left, right = sorted((before[0], after[0]))
            bottom, top = sorted((before[1], after[1]))
            yield Box(left, bottom, right, top)


def _many_rectangles(points: list[tuple[float, float, bool]]) -> bool:
    """A filled figure of several thin rectangles is a ruling; one filled rectangle is a ground."""
    return sum(1 for one in points if not one[2]) > 1


def _points(one: "pypdfium2.PdfObject", count: int) -> Iterator[tuple[float, float, bool]]:
    """Corners of a path on the page, and whether a line leads to each."""
    from pypdfium2 import raw  # noqa: PLC0415

    matrix = one.get_matrix()
    start: tuple[float, float] | None = None
    for at in range(count):
        segment = raw.FPDFPath_GetPathSegment(one, at)
        x, y = ctypes.c_float(), ctypes.c_float()
        raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        place = matrix.on_point(x.value, y.value)
        kind = raw.FPDFPathSegment_GetType(segment)
        yield place[0], place[1], kind == raw.FPDF_SEGMENT_LINETO
        start = place if kind == raw.FPDF_SEGMENT_MOVETO else start
        if raw.FPDFPathSegment_GetClose(segment) and start is not None:
            yield start[0], start[1], True
