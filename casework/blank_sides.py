"""Whether a side carries anything: decided on a small grey picture of it.

A side printed in white, or not at all, is blank. So is the scanned back of a sheet: paper that is not quite white, with
specks of dust, the dark edge of the scanner, and what shines through faintly. A page number, one line of text, a stamp
or a pale watermark are content: in doubt a side is not blank, because a blank one is left out of the fee only if it
certainly is.
"""

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = ["LONGEST", "is_blank"]

LONGEST: Final = 700
"""Longest edge of the picture in pixels: a letter of 10 points is still some five pixels high."""

# Scanners darken the edge; what is written there (a page number at the foot) stands further in.
_EDGE_PERCENT: Final = 2
# A mark is a pixel that much darker than the paper around it: a pale stamp still is, noise of the scanner is not.
_DARKER: Final = 24
# Dust is single specks. A line of text, a number or a signature fills connected cells of the raster.
_CELL: Final = 8
# Recycled paper and the shadow of a lamp are lighter than this.
_PAPER: Final = 160
_SPECK_PIXELS: Final = 4
_LEAST_CELLS: Final = 2


def is_blank(picture: "Image") -> bool:
    """Whether nothing is on a side.

    Args:
        picture: the side, drawn on white.
    """
    from PIL import ImageChops, ImageFilter  # noqa: PLC0415

    grey = picture.convert("L")
    grey.thumbnail((LONGEST, LONGEST))
    width, height = grey.size
    edge_x, edge_y = max(1, width * _EDGE_PERCENT // 100), max(1, height * _EDGE_PERCENT // 100)
    if width <= 2 * edge_x or height <= 2 * edge_y:
        return False
    inner = grey.crop((edge_x, edge_y, width - edge_x, height - edge_y))
    # The paper around each point: a wide blur follows its shade and the fall-off of the lamp.
    paper = inner.filter(ImageFilter.GaussianBlur(radius=max(8, LONGEST // 20)))
    darker = ImageChops.subtract(paper, inner)
    marks = darker.point([0] * _DARKER + [255] * (256 - _DARKER))
    if marks.getbbox() is None:
        return _one_shade(inner)
    return not _written(marks)


def _one_shade(inner: "Image") -> bool:
    """Nothing stands out; but a side full of one dark colour is no blank paper."""
    darkest = next(at for at, number in enumerate(inner.histogram()) if number)
    return darkest >= _PAPER


def _written(marks: "Image") -> bool:
    """Whether the marks are more than dust: two cells beside each other that hold more than a speck."""
    from PIL import Image  # noqa: PLC0415

    width, height = marks.size
    columns, rows = -(-width // _CELL), -(-height // _CELL)
    # The mean of a cell tells how many of its pixels are marked.
    padded = Image.new("L", (columns * _CELL, rows * _CELL), 0)
    padded.paste(marks, (0, 0))
    means = padded.resize((columns, rows), Image.Resampling.BOX).tobytes()
    least = _SPECK_PIXELS * 255 // (_CELL * _CELL)
    filled = {at for at, mean in enumerate(means) if mean >= least}
    return any(_size_of(at, filled, columns) >= _LEAST_CELLS for at in tuple(filled))


def _size_of(start: int, filled: set[int], columns: int) -> int:
    """How many filled cells hang together from one on, as far as it matters."""
    seen, fresh = {start}, [start]
    while fresh and len(seen) < _LEAST_CELLS:
        at = fresh.pop()
        for step in (-columns - 1, -columns, -columns + 1, -1, 1, columns - 1, columns, columns + 1):
            other = at + step
            beside = abs(other % columns - at % columns) <= 1
            if other in filled and other not in seen and beside:
                seen.add(other)
                fresh.append(other)
    return len(seen)
