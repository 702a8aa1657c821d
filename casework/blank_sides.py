"""Whether a side carries anything: decided on a small grey picture of it.

Two ways of looking. A side that was drawn by a program has no dust: it is blank only if it is one even shade. A side
that was scanned or copied has some: paper that is not quite white, grain, specks, the dark edge of the glass. What is
left when these are taken away is content: a page number, one line, a signature, a pale stamp, a watermark. In doubt a
side is not blank, because a blank one is left out of the fee only if it certainly is.
"""

from typing import TYPE_CHECKING, Final

from casework.marks import Mark, marks_of

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = ["is_blank_paper", "is_even", "pixels", "small_grey"]

# About 60 dpi: a sign of 9 points is then five pixels high, and the grain of a scan has evened out.
_PIXELS_OF_A4: Final = 700
_LONG_SIDE_OF_A4: Final = 297
# A3 keeps its 60 dpi; a plan of A0 need not.
_MOST_PIXELS: Final = 1_000
_FEWEST_PIXELS: Final = 32
# The mean of two pixels is a shade; in the other modes a pixel is a number in a palette, or a single bit.
_REDUCIBLE: Final = ("L", "RGB", "RGBA", "CMYK")

# Two neighbouring shades of a screen colour; more than rounding when a white rectangle is drawn on white.
_EVEN: Final = 4
# Recycled or tinted paper is lighter than this; a side all in a darker shade is a cover, not paper.
_DARKEST_PAPER: Final = 160

# A black border is where the glass was not covered: lines of the picture that are dark along two fifths of them (the
# border may be slanted). One fifth of the side is the most that a border takes; beyond it is a picture.
_BORDER_SHARE: Final = 102  # of 255
_BORDER_MOST_PERCENT: Final = 20
_BORDER_STARTS_WITHIN: Final = 3
# The outermost two per cent (4 mm of A4) no printer reaches: what is dark there is the edge of the sheet.
_EDGE_PERCENT: Final = 2
# Further in, up to here, a long thin line along the edge still is the edge; footers begin at 15 mm, which is more.
_EDGE_LINE_PERCENT: Final = 5
_EDGE_LINE_LONG: Final = 40
_EDGE_LINE_THICK: Final = 4
_EDGE_LINE_SLANT: Final = 30

# A mark is darker than the paper around it by six times the grain of the scan; at least by 8 (a pale stamp is darker
# by 15 and more), and what is darker by 40 is a mark however coarse the grain.
_GRAIN_TIMES: Final = 6
_LEAST_DARKER: Final = 8
_MOST_DARKER: Final = 40
# Print covers less than two thirds of the squares of a page (its margins are wider than one third), so the quieter
# third shows the grain alone; there the mean distance is four fifths of the standard deviation.
_QUIET_PERCENT: Final = 33
_MEAN_OF_NORMAL: Final = 0.8
# Shade of the paper is looked for in squares of 8 pixels, nine by nine of them (30 mm): a lamp falls off slower.
_SQUARE: Final = 8
_SQUARES: Final = 9
# More than that share of marked pixels is no dust.
_DUST_MOST_PERMILLE: Final = 30

# Dust is smaller than 2 mm and fills less than a digit of 9 points.
_SPECK_LONG: Final = 5
_SPECK_PIXELS: Final = 10
# Specks that stand in a row are dots of a leader or a pale line in pieces: so many in a band of two millimetres, and
# many more than the dust of the whole side lets expect there.
_BAND: Final = 4
_ROW_LEAST: Final = 6


def pixels(millimetres: int) -> int:
    """How long the longer edge of the small picture is."""
    return max(_FEWEST_PIXELS, min(_MOST_PIXELS, millimetres * _PIXELS_OF_A4 // _LONG_SIDE_OF_A4))


def small_grey(picture: "Image", millimetres: int) -> "Image":
    """The small grey picture of a side; ``millimetres`` is the length of its longer edge."""
    from PIL import Image  # noqa: PLC0415

    longest = pixels(millimetres)
    # Reduced before it is made grey: a plan of 150 million pixels need not be kept twice.
    factor = max(picture.size) // (2 * longest)
    reduced = picture.reduce(factor) if factor > 1 and picture.mode in _REDUCIBLE else picture
    grey = reduced.convert("L")
    if max(grey.size) <= longest:
        return grey
    share = longest / max(grey.size)
    size = (max(1, round(grey.width * share)), max(1, round(grey.height * share)))
    # Each pixel becomes the mean of what it covers: a thin pale line gets paler, but never falls through.
    return grey.resize(size, Image.Resampling.BOX)


def is_even(grey: "Image") -> bool:
    """Whether a side is one shade that paper can have."""
    darkest, lightest = _extremes(grey)
    return lightest - darkest <= _EVEN and darkest >= _DARKEST_PAPER


def is_blank_paper(grey: "Image") -> bool:
    """Whether a scanned side is paper with nothing on it but what scanning adds."""
    inner = _without_edges(_without_border(grey))
    if _median(inner) < _DARKEST_PAPER:
        return False
    marks = _marked(inner)
    if marks.getbbox() is None:
        return True
    if marks.histogram()[255] * 1000 > _DUST_MOST_PERMILLE * marks.width * marks.height:
        return False
    specks = [one for one in marks_of(marks) if not _is_edge_line(one, inner.size)]
    if any(one.longest >= _SPECK_LONG or one.pixels >= _SPECK_PIXELS for one in specks):
        return False
    across, down = [one.top for one in specks], [one.left for one in specks]
    return not (_stand_in_a_row(across, inner.height) or _stand_in_a_row(down, inner.width))


def _extremes(grey: "Image") -> tuple[int, int]:
    shades = [at for at, number in enumerate(grey.histogram()) if number]
    return shades[0], shades[-1]


def _median(grey: "Image") -> int:
    return round(_quantile(grey.histogram(), 50))


def _quantile(histogram: list[int], percent: int) -> float:
    """The shade below which so many per cent of the pixels are, between two shades where it falls into one."""
    wanted, seen = sum(histogram) * percent / 100, 0
    for shade, number in enumerate(histogram):
        if number and seen + number >= wanted:
            return shade - 0.5 + (wanted - seen) / number
        seen += number
    return 255.0


def _without_border(grey: "Image") -> "Image":
    """Without the black that stands where no paper lay."""
    from PIL import Image  # noqa: PLC0415

    half = _median(grey) // 2
    dark = grey.point([255] * half + [0] * (256 - half))
    rows = dark.resize((1, grey.height), Image.Resampling.BOX).tobytes()
    top, bottom = _border(rows), grey.height - _border(rows[::-1])
    columns = dark.crop((0, top, grey.width, bottom)).resize((grey.width, 1), Image.Resampling.BOX).tobytes()
    return grey.crop((_border(columns), top, grey.width - _border(columns[::-1]), bottom))


def _border(darkness: bytes) -> int:
    """How many lines from the beginning are border."""
    most = len(darkness) * _BORDER_MOST_PERCENT // 100
    start = next((at for at in range(min(_BORDER_STARTS_WITHIN, most)) if darkness[at] >= _BORDER_SHARE), most)
    end = start
    while end < most and darkness[end] >= _BORDER_SHARE:
        end += 1
    return end if end > start else 0


def _without_edges(grey: "Image") -> "Image":
    across, down = (max(1, one * _EDGE_PERCENT // 100) for one in grey.size)
    if grey.width <= 2 * across or grey.height <= 2 * down:
        return grey
    return grey.crop((across, down, grey.width - across, grey.height - down))


def _marked(inner: "Image") -> "Image":
    """White where a mark is, else black."""
    from PIL import Image, ImageChops, ImageFilter  # noqa: PLC0415

    coarse = inner.reduce(_SQUARE).filter(ImageFilter.MedianFilter(_SQUARES))
    paper = coarse.resize(inner.size, Image.Resampling.BILINEAR)
    darker = ImageChops.subtract(paper, inner)
    least = round(min(_MOST_DARKER, max(_LEAST_DARKER, _GRAIN_TIMES * _grain(inner))))
    return darker.point([0] * least + [255] * (256 - least))


def _grain(inner: "Image") -> float:
    """How far pixels of the paper stray from its shade (one standard deviation), looked up where nothing is printed."""
    from PIL import Image, ImageChops  # noqa: PLC0415

    mean = inner.reduce(_SQUARE)
    spread = mean.resize((mean.width * _SQUARE, mean.height * _SQUARE), Image.Resampling.NEAREST)
    astray = ImageChops.difference(inner, spread.crop((0, 0, *inner.size)))
    # Eight times as much, so that the mean of a square keeps eighths.
    squares = astray.point([min(255, shade * 8) for shade in range(256)]).reduce(_SQUARE)
    return _quantile(squares.histogram(), _QUIET_PERCENT) / 8 / _MEAN_OF_NORMAL


def _is_edge_line(mark: Mark, size: tuple[int, int]) -> bool:
    """A long thin line along the edge of the sheet."""
    width, height = size
    beside = _beside(mark.left, mark.right, width) and _is_line(mark.height, mark.width)
    above = _beside(mark.top, mark.bottom, height) and _is_line(mark.width, mark.height)
    return beside or above


def _beside(first: int, last: int, length: int) -> bool:
    reach = length * (_EDGE_LINE_PERCENT - _EDGE_PERCENT) // 100
    return last < reach or first >= length - reach


def _is_line(long: int, thick: int) -> bool:
    return long >= _EDGE_LINE_LONG and thick <= max(_EDGE_LINE_THICK, long // _EDGE_LINE_SLANT)


def _stand_in_a_row(places: list[int], length: int) -> bool:
    """Whether more specks lie in one band than chance puts there."""
    if len(places) < _ROW_LEAST:
        return False
    expected = len(places) * _BAND / max(1, length)
    least = max(_ROW_LEAST, expected + 6 * expected**0.5)
    ordered = sorted(places)
    first = 0
    for at, place in enumerate(ordered):
        while place - ordered[first] >= _BAND:
            first += 1
        if at - first + 1 >= least:
            return True
    return False
