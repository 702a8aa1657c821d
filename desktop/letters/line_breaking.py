"""Where the lines of a paragraph break: the rules of Chinese type, as the programs apply them that open the file.

A line is filled from the left; no line begins with a closing mark or ends with an opening one; a final mark that does
not fit hangs over the margin; words and numbers are not broken unless a line is too short for them. Between Chinese and
letters or figures stands a fifth of a sign.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final
from unicodedata import category, combining, east_asian_width

__all__ = ["BrokenLine", "Sign", "break_paragraph", "signs_of", "spread"]

_NOT_FIRST: Final = frozenset(
    "!%),.:;>?]}¢¨°·ˇˉ‖’”…‰′″›℃∶、。〃〉》」』】〕〗〞︶︺︾﹀﹄﹚﹜﹞！＂％＇），．：；？］｀｜｝～￠々—"
)
_NOT_LAST: Final = frozenset("$([{£¥‘“〈《「『【〔〖〝﹗﹙﹛﹝＄（．［｛￡￥")
_HANGING: Final = frozenset("，。、．：；？！")
_CLOSING: Final = frozenset("）〕】〉》」』］｝")  # bound to the figures behind them: 〔2026〕0440
_BREAK_AFTER: Final = frozenset("/?&")
_GAP: Final = 0.2  # between Chinese and figures, of the size of the type
_SLACK: Final = 0.0  # points; LibreOffice rounds each piece of a line to twips, up and down alike


@dataclass(frozen=True, slots=True)
class Sign:
    """What is printed as one: a sign with what combines with it.

    Args:
        text: one or more characters.
        width: in points, spacing included.
        chinese: square signs, between which a line may break.
        blank: a blank or a tab.
        word: a letter or figure of any script.
    """

    text: str
    width: float
    chinese: bool
    blank: bool
    word: bool


@dataclass(frozen=True, slots=True)
class BrokenLine:
    """A line: its signs, where each begins (points from the left edge of the line), and its width without hanging."""

    signs: tuple[Sign, ...]
    places: tuple[float, ...]
    width: float


def signs_of(text: str, width: Callable[[str], float]) -> list[Sign]:
    """The signs of a paragraph; ``width`` tells that of one, in points."""
    clusters: list[str] = []
    for one in text:
        if clusters and (combining(one) or one in "\u200d\ufe0e\ufe0f" or clusters[-1].endswith("\u200d")):
            clusters[-1] += one
        else:
            clusters.append(one)
    return [
        Sign(
            text=one,
            width=width(one),
            chinese=east_asian_width(one[0]) in "WF" or one[0] in "“”‘’—…·",
            blank=one in " \t\u00a0",
            word=category(one[0])[0] in "LN",
        )
        for one in clusters
    ]


def break_paragraph(signs: Sequence[Sign], first: float, room: float, points: float) -> list[BrokenLine]:
    """The lines of a paragraph; at least one.

    Args:
        signs: of the paragraph.
        first: room of the first line, in points.
        room: room of the others.
        points: size of the type.
    """
    lines: list[BrokenLine] = []
    start = 0
    while start < len(signs) or not lines:
        wide = room if lines else first
        end, hanging = _end_of_line(signs, start, wide, points)
        lines.append(_line(signs[start:end], points, hanging=hanging))
        start = end
    return lines


def _end_of_line(signs: Sequence[Sign], start: int, room: float, points: float) -> tuple[int, bool]:
    """Behind which sign a line ends, and whether its last one hangs over."""
    width, chance = 0.0, start
    for at in range(start, len(signs)):
        one = signs[at]
        if at > start:
            if _may_break(signs[at - 1], one):
                chance = at
            width += _gap(signs[at - 1], one, points)
        width += one.width
        if width <= room + _SLACK or one.blank:
            continue
        if one.text in _HANGING and at > start and _may_break(one, signs[at + 1] if at + 1 < len(signs) else None):
            return at + 1, True
        return (chance if chance > start else max(at, start + 1)), False
    return len(signs), False


def _may_break(before: Sign, after: Sign | None) -> bool:
    if after is None:
        return True
    if after.blank or after.text in _NOT_FIRST or before.text in _NOT_LAST:
        return False
    if before.text in _CLOSING and after.word and not after.chinese:
        return False
    if before.blank or before.chinese or after.chinese:
        return True
    return before.text == "-" or (before.text in _BREAK_AFTER and after.text.isalpha())


def _gap(before: Sign, after: Sign, points: float) -> float:
    mixed = before.chinese is not after.chinese
    return _GAP * points if mixed and before.word and after.word else 0.0


def _line(signs: Sequence[Sign], points: float, *, hanging: bool) -> BrokenLine:
    places, width = [], 0.0
    for at, one in enumerate(signs):
        if at:
            width += _gap(signs[at - 1], one, points)
        places.append(width)
        width += one.width
    inside = len(signs) - hanging
    while inside and signs[inside - 1].blank:
        inside -= 1
    natural = places[inside - 1] + signs[inside - 1].width if inside else 0.0
    return BrokenLine(tuple(signs), tuple(places), natural)


def spread(line: BrokenLine, room: float) -> BrokenLine:
    """The line as wide as the room: what is missing goes between signs, not into words."""
    missing = room - line.width
    gaps = [before.chinese or after.chinese or before.blank for before, after in pairwise(line.signs)]
    inside = [at for at, open_ in enumerate(gaps) if open_ and line.places[at + 1] < line.width]
    if missing <= 0 or not inside:
        return line
    share = missing / len(inside)
    moved, places = 0.0, [line.places[0]]
    for at, place in enumerate(line.places[1:]):
        moved += share if at in inside else 0.0
        places.append(place + moved)
    return BrokenLine(line.signs, tuple(places), room)
