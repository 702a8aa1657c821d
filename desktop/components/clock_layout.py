"""Where the marks of the clock bar and their labels stand, so that no label touches another. Pure arithmetic."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

__all__ = ["Places", "place_marks"]


@dataclass(frozen=True, slots=True)
class Places:
    """Result: x of every mark, left edge of every label, level of every label (0 = next to the bar), levels used."""

    marks: tuple[float, ...]
    labels: tuple[float, ...]
    levels: tuple[int, ...]
    height: int


def _label_left(x: float, width: float, total: float) -> float:
    """Left edge of a label centred on its mark but kept within the bar."""
    return min(max(0.0, x - width / 2), max(0.0, total - width))


def _spread(days: Sequence[date], total: float, inset: float) -> list[float]:
    first, last = days[0], days[-1]
    span = max(1, (last - first).days)
    room = total - 2 * inset
    return [inset + room * (day - first).days / span for day in days]


@dataclass(frozen=True, slots=True)
class _Apart:
    """Least distance between a mark and a later one."""

    first: int
    second: int
    distance: float


def _keep_apart(wanted: list[float], rules: Sequence[_Apart], total: float, inset: float) -> list[float] | None:
    """Move marks as little as a left-to-right and a right-to-left sweep do, or None when the rules do not fit.

    Rules stand in order of their later mark.
    """
    places = list(wanted)
    for rule in rules:
        places[rule.second] = max(places[rule.second], places[rule.first] + rule.distance)
    places[-1] = min(places[-1], total - inset)
    for rule in reversed(rules):
        places[rule.first] = min(places[rule.first], places[rule.second] - rule.distance)
    return None if places[0] < inset - 0.5 else places


def _gap(left: float, right: float, *, at_start: bool, at_end: bool, pad: float, inset: float) -> float:
    """Distance of two marks whose labels stand side by side; labels at the ends lean inwards."""
    reach_right = left - inset if at_start else left / 2
    reach_left = right - inset if at_end else right / 2
    return reach_right + reach_left + pad


def _on_levels(
    days: Sequence[date], widths: Sequence[float], total: float, inset: float, pad: float, levels: int
) -> Places | None:
    """Labels on one or two levels by turns; a label further away never has its leader across a nearer label."""
    last = len(days) - 1
    rules: list[_Apart] = []
    for second in range(1, len(days)):
        near = second - levels
        if near >= 0:
            distance = _gap(
                widths[near], widths[second], at_start=near == 0, at_end=second == last, pad=pad, inset=inset
            )
            rules.append(_Apart(near, second, distance))
        if levels > 1:
            low = second if second % 2 == 0 else second - 1
            reach = widths[low] - inset if low in (0, last) else widths[low] / 2
            rules.append(_Apart(second - 1, second, max(reach + 4, 2 * inset)))
    marks = _keep_apart(_spread(days, total, inset), rules, total, inset)
    if marks is None:
        return None
    labels = tuple(_label_left(x, width, total) for x, width in zip(marks, widths, strict=True))
    return Places(tuple(marks), labels, tuple(at % levels for at in range(len(days))), levels)


def _touching(places: Places, widths: Sequence[float], pad: float) -> bool:
    """Whether labels of a level come too close after all (labels at the ends are pushed inwards)."""
    boxes = sorted(zip(places.levels, places.labels, widths, strict=True))
    return any(
        level == other and left + width + pad / 2 > next_left
        for (level, left, width), (other, next_left, _) in pairwise(boxes)
    )


def _stacked(days: Sequence[date], widths: Sequence[float], total: float, inset: float, pad: float) -> Places:
    """Marks near their dates, each label on the lowest level where it is free."""
    apart = min(2 * inset, (total - 2 * inset) / max(1, len(days) - 1))
    spread = _spread(days, total, inset)
    rules = [_Apart(at - 1, at, apart) for at in range(1, len(days))]
    marks = _keep_apart(spread, rules, total, inset) or spread
    ends: list[float] = []
    labels: list[float] = []
    levels: list[int] = []
    for x, width in zip(marks, widths, strict=True):
        left = _label_left(x, width, total)
        level = next((at for at, end in enumerate(ends) if left >= end + pad), len(ends))
        if level == len(ends):
            ends.append(0.0)
        ends[level] = left + width
        labels.append(left)
        levels.append(level)
    return Places(tuple(marks), tuple(labels), tuple(levels), len(ends))


def place_marks(
    days: Sequence[date], widths: Sequence[float], total: float, *, inset: float = 16.0, pad: float = 12.0
) -> Places:
    """Place marks in order of their days along a bar.

    Distances follow the days; where labels would touch, marks move apart; where the bar is too narrow for that,
    labels go to further levels. Marks never change their order and labels never overlap.

    Args:
        days: ascending days, at least one.
        widths: label width of each mark in pixels.
        total: width of the bar.
        inset: distance of the outer marks from the ends.
        pad: least distance between two labels of a level.
    """
    if len(days) == 1:
        return Places((inset,), (0.0,), (0,), 1)
    for levels in (1, 2):
        places = _on_levels(days, widths, total, inset, pad, levels)
        if places is not None and not _touching(places, widths, pad):
            return places
    return _stacked(days, widths, total, inset, pad)
