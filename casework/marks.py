"""Marks of a black and white picture: pixels that hang together, with the rectangle around them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = ["Mark", "marks_of"]


@dataclass(frozen=True, slots=True)
class Mark:
    """Pixels that hang together; ``right`` and ``bottom`` are still inside."""

    left: int
    top: int
    right: int
    bottom: int
    pixels: int

    @property
    def width(self) -> int:
        """Pixels across."""
        return self.right - self.left + 1

    @property
    def height(self) -> int:
        """Pixels down."""
        return self.bottom - self.top + 1

    @property
    def longest(self) -> int:
        """The longer edge."""
        return max(self.width, self.height)


def marks_of(picture: "Image") -> tuple[Mark, ...]:
    """The marks of a picture whose pixels are 0 or 255."""
    width = picture.width + 1
    # One empty pixel at the end of each row: neighbours are then plain distances and never wrap around.
    data = bytearray()
    raw = picture.tobytes()
    for row in range(picture.height):
        data += raw[row * picture.width : (row + 1) * picture.width] + b"\0"
    found: list[Mark] = []
    at = data.find(255)
    while at >= 0:
        found.append(_taken(data, at, width))
        at = data.find(255, at + 1)
    return tuple(found)


def _taken(data: bytearray, start: int, width: int) -> Mark:
    """The mark that holds a pixel; its pixels are taken out of the picture."""
    steps = (-width - 1, -width, -width + 1, -1, 1, width - 1, width, width + 1)
    data[start] = 0
    fresh, pixels = [start], 0
    left = right = start % width
    top = bottom = start // width
    while fresh:
        at = fresh.pop()
        pixels += 1
        row, column = divmod(at, width)
        left, right = min(left, column), max(right, column)
        top, bottom = min(top, row), max(bottom, row)
        for step in steps:
            other = at + step
            if 0 <= other < len(data) and data[other]:
                data[other] = 0
                fresh.append(other)
    return Mark(left, top, right, bottom, pixels)
