"""A chart as it stands in a rectangle: marks, words, lines; made once for a size, painted as often as needed."""

from dataclasses import dataclass, field
from math import ceil, floor, log10

from PySide6.QtCore import QPointF, QRectF, Qt

from casework.statistics_views import Figure, SeriesRole

__all__ = ["Line", "Mark", "Picture", "Swatch", "Words", "axis_ticks"]

_STEPS = (1.0, 2.0, 5.0, 10.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One figure as drawn.

    Attributes:
        figure: what it says and opens.
        shape: the bar, or the square around the point of a line.
        hit: where a click finds it, never smaller than a fingertip allows.
        role: meaning of its series.
        before: of the year before: only an outline.
        row, series: its place among the others.
        point: it is a point of a line.
    """

    figure: Figure
    shape: QRectF
    hit: QRectF
    role: SeriesRole
    before: bool
    row: int
    series: int
    point: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """Words in a rectangle; ``ink`` is a token of the theme."""

    area: QRectF
    text: str
    align: Qt.AlignmentFlag
    ink: str = "sub"
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line through points; ``dashed`` for the year before."""

    points: tuple[QPointF, ...]
    ink: str
    dashed: bool = False
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Swatch:
    """A sample of a series in the legend."""

    area: QRectF
    role: SeriesRole
    before: bool


@dataclass(slots=True)
class Picture:
    """A chart in a rectangle."""

    marks: list[Mark] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    swatches: list[Swatch] = field(default_factory=list)

    def mark_at(self, point: QPointF) -> Mark | None:
        """The mark under a point: drawn ones before outlines, small ones before large ones."""
        found = [one for one in self.marks if one.hit.contains(point)]
        return min(found, key=_nearness, default=None)


def _nearness(mark: Mark) -> tuple[bool, float]:
    return mark.before, mark.shape.width() * mark.shape.height()


def axis_ticks(most: float, wanted: int = 4) -> tuple[float, ...]:
    """Round values from 0 up to at least ``most``, whole numbers only: requests do not come in halves."""
    if most <= 0:
        return (0.0, 1.0)
    rough = most / wanted
    power = 10.0 ** floor(log10(rough)) if rough >= 1 else 1.0
    step = max(1.0, next(one * power for one in _STEPS if one * power >= rough))
    return tuple(step * at for at in range(ceil(most / step) + 1))
