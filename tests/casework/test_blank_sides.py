"""Blank sides: what scanning adds to paper is not content, and everything else is, however little or pale."""

import io
import random
from collections.abc import Callable
from typing import Final

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

from casework.blank_sides import is_blank_paper, is_even, pixels, small_grey
from casework.marks import marks_of
from casework.page_measuring import measure
from tests.casework.made_files import full, page, pdf, picture, text

DPI: Final = 150
WIDTH, HEIGHT = 1240, 1754
Change = Callable[[Image.Image], Image.Image]
Point = tuple[float, float]


def dots(millimetres: float) -> int:
    return round(millimetres * DPI / 25.4)


def paper(shade: int = 246, grain: int = 4, fall: int = 0) -> Image.Image:
    """A scanned sheet; ``fall`` is how much darker its foot is."""
    sheet = Image.new("L", (WIDTH, HEIGHT), shade)
    if fall:
        shadow = Image.linear_gradient("L").resize((WIDTH, HEIGHT)).point([one * fall // 255 for one in range(256)])
        sheet = ImageChops.subtract(sheet, shadow)
    if not grain:
        return sheet
    # The mean of two bytes by chance is a hill with a standard deviation of 52; it is the same in every run.
    chance = random.Random(grain)
    first, second = (Image.frombytes("L", sheet.size, chance.randbytes(WIDTH * HEIGHT)) for _ in range(2))
    hill = ImageChops.add(first, second, 2)
    return ImageChops.add(sheet, hill.point([128 + round((one - 127.5) * grain / 52) for one in range(256)]), 1, -128)


def jpeg(quality: int) -> Change:
    def change(sheet: Image.Image) -> Image.Image:
        target = io.BytesIO()
        sheet.save(target, "JPEG", quality=quality)
        return Image.open(io.BytesIO(target.getvalue())).convert("L")

    return change


def specks(number: int, largest: int = 3) -> Change:
    def change(sheet: Image.Image) -> Image.Image:
        chance, pen = random.Random(number), ImageDraw.Draw(sheet)
        for _ in range(number):
            x, y, size = chance.randrange(WIDTH), chance.randrange(HEIGHT), chance.randint(1, largest)
            pen.ellipse((x, y, x + size, y + size), fill=chance.randrange(180))
        return sheet

    return change


def words(said: str, at: Point, points: float = 9, shade: int = 40) -> Change:
    def change(sheet: Image.Image) -> Image.Image:
        font = ImageFont.load_default(points * DPI / 72)
        ImageDraw.Draw(sheet).text((dots(at[0]), dots(at[1])), said, font=font, fill=shade)
        return sheet

    return change


def line(start: Point, end: Point, shade: int = 150, width: int = 2) -> Change:
    def change(sheet: Image.Image) -> Image.Image:
        ImageDraw.Draw(sheet).line(tuple(dots(one) for one in (*start, *end)), fill=shade, width=width)
        return sheet

    return change


def ring(at: Point, shade: int, width: float = 1.0, across: float = 40) -> Change:
    def change(sheet: Image.Image) -> Image.Image:
        box = (at[0], at[1], at[0] + across, at[1] + across)
        ImageDraw.Draw(sheet).ellipse(tuple(dots(one) for one in box), outline=shade, width=dots(width))
        return sheet

    return change


def row_of_dots(at: Point, step: float, size: float = 0.4, number: int = 50, *, down: bool = False) -> Change:
    def change(sheet: Image.Image) -> Image.Image:
        pen = ImageDraw.Draw(sheet)
        for one in range(number):
            x, y = (at[0], at[1] + one * step) if down else (at[0] + one * step, at[1])
            pen.ellipse((dots(x), dots(y), dots(x + size), dots(y + size)), fill=50)
        return sheet

    return change


def border(left: float = 0, top: float = 0, right: float = 0, foot: float = 0, slant: float = 0) -> Change:
    """Black where the glass was not covered."""

    def change(sheet: Image.Image) -> Image.Image:
        pen, w, h, s = ImageDraw.Draw(sheet), WIDTH, HEIGHT, dots(slant)
        le, to, ri, fo = (dots(one) for one in (left, top, right, foot))
        for deep, corners in (
            (left, [(0, 0), (le, 0), (le + s, h), (0, h)]),
            (right, [(w, 0), (w - ri - s, 0), (w - ri, h), (w, h)]),
            (top, [(0, 0), (w, 0), (w, to + s), (0, to)]),
            (foot, [(0, h), (w, h), (w, h - fo), (0, h - fo - s)]),
        ):
            if deep:
                pen.polygon(corners, fill=14)
        return sheet

    return change


def turned(degrees: float, behind: int) -> Change:
    return lambda sheet: sheet.rotate(degrees, fillcolor=behind)


def dense(shade: int) -> Change:
    def change(sheet: Image.Image) -> Image.Image:
        for number in range(40):
            sheet = words("The reply of the bureau to the request of disclosure", (26, 30 + number * 6), 12, shade)(
                sheet
            )
        return sheet

    return change


def bilevel(sheet: Image.Image) -> Image.Image:
    return sheet.convert("1", dither=Image.Dither.NONE)


def made(sheet: Image.Image, *changes: Change) -> Image.Image:
    for change in changes:
        sheet = change(sheet)
    return sheet


def blank(sheet: Image.Image, millimetres: int = 297) -> bool:
    return is_blank_paper(small_grey(sheet, millimetres))


BLANK: Final[dict[str, Image.Image]] = {
    "white": paper(255, 0),
    "grain": paper(235, 10),
    "coarse grain": paper(225, 20),
    "overexposed": paper(255, 8),
    "grey, JPEG": made(paper(210, 10), jpeg(20)),
    "bad JPEG": made(paper(230, 15), jpeg(10)),
    "falling light": made(paper(250, 4, fall=50), jpeg(50)),
    "specks": made(paper(), specks(120), jpeg(75)),
    "many small specks": made(paper(), specks(250, 2)),
    "black and white specks": made(paper(255, 0), specks(120), bilevel),
    "edge of the sheet": made(paper(), line((208, 0), (208, 297))),
    "slanted edge": made(paper(), line((207, 0), (204, 297), 120, 3)),
    "edge further in": made(paper(), line((201, 0), (201, 297), 100, 2)),
    "edge above": made(paper(), line((0, 8), (210, 8), 100, 2)),
    "black border": made(paper(), border(left=5, top=4)),
    "wide black border": made(paper(), border(right=30, foot=40), jpeg(75)),
    "slanted black border": made(paper(), border(2, 2, 2, 2, slant=4), specks(80), jpeg(75)),
    "turned on a black lid": made(paper(), turned(0.6, 5)),
    "turned on a white lid": made(paper(238), turned(0.6, 255)),
}

CARRYING: Final[dict[str, Image.Image]] = {
    "page number in the corner": made(paper(), words("3", (196, 284))),
    "thinnest page number": made(paper(), words("1", (196, 284))),
    "page number with dashes": made(paper(), words("- 1 -", (100, 282), 9, 70)),
    "page number among specks": made(paper(240, 8), specks(100), words("1", (100, 280), 10), jpeg(40)),
    "page number beside a border": made(paper(), border(left=6, top=8), words("5", (100, 280), 10)),
    "black and white page number": made(paper(255, 0), words("1", (196, 284)), bilevel),
    "one line": made(paper(), words("No text on this page.", (30, 30), 14)),
    "one pale line": made(paper(), words("No text on this page.", (30, 30), 12, 205)),
    "dots of a leader": made(paper(), row_of_dots((40, 100), 2)),
    "sparse dots": made(paper(), row_of_dots((40, 100), 3, 0.5)),
    "close dots": made(paper(250, 0), row_of_dots((40, 100), 1, 0.35, 120)),
    "dots among specks": made(paper(240, 8), specks(60), row_of_dots((40, 100), 2, 0.5), jpeg(40)),
    "dots down the side": made(paper(), row_of_dots((60, 40), 2, down=True)),
    "pale stamp": made(paper(248, 3), ring((120, 200), 228)),
    "pale thin stamp": made(paper(250, 2), ring((120, 200), 233, 0.5)),
    "pale stamp, JPEG": made(paper(245, 6), ring((120, 200), 222), jpeg(40)),
    "pale stamp in grain": made(paper(235, 10), ring((120, 200), 205)),
    "watermark": made(paper(248, 4), words("SECRET", (30, 120), 90, 232), jpeg(50)),
    "signature": made(paper(), line((120, 250), (135, 244), 60), line((135, 244), (150, 252), 60)),
    "seal across the edge": made(paper(), ring((202, 100), 150)),
    "page of text": made(paper(), dense(40)),
    "pale page of text": made(paper(240, 8), dense(205), jpeg(40)),
    "dark cover": paper(20, 5),
    "brown cover": paper(150, 5),
    "photograph": made(paper(120, 120), lambda sheet: sheet.filter(ImageFilter.GaussianBlur(40))),
}


@pytest.mark.parametrize("name", BLANK)
def test_what_scanning_adds_is_not_content(name: str) -> None:
    assert blank(BLANK[name])


@pytest.mark.parametrize("name", CARRYING)
def test_what_is_on_paper_is_content(name: str) -> None:
    assert not blank(CARRYING[name])


@pytest.mark.parametrize("quarter", [Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_180])
def test_a_side_may_lie_any_way(quarter: Image.Transpose) -> None:
    assert blank(BLANK["slanted black border"].transpose(quarter))
    assert not blank(CARRYING["thinnest page number"].transpose(quarter))
    assert not blank(CARRYING["dots of a leader"].transpose(quarter))


def test_a_page_number_on_a3_is_seen_too() -> None:
    sheet = Image.new("L", (1754, 2480), 246)
    assert not blank(made(sheet, words("1", (280, 400))), 420)
    assert pixels(420) > pixels(297) > pixels(148)
    assert pixels(5000) == 1000


@pytest.mark.parametrize("mode", ["1", "L", "RGB", "CMYK", "P"])
def test_every_kind_of_picture_is_looked_at(mode: str) -> None:
    assert blank(Image.new("RGB", (2480, 3508), "white").convert(mode))
    assert not blank(made(Image.new("L", (WIDTH, HEIGHT), 255), words("7", (100, 280))).convert(mode))


def test_pictures_of_a_few_pixels_are_looked_at() -> None:
    for size in ((1, 1), (1, 700), (700, 1), (5, 5)):
        assert blank(Image.new("L", size, 255))
        assert not blank(Image.new("L", size, 0))


def test_marks_hang_together_by_corners_and_do_not_wrap_around() -> None:
    sheet = Image.new("L", (6, 4), 0)
    for point in ((0, 1), (1, 2), (5, 0), (5, 1)):
        sheet.putpixel(point, 255)
    first, second = sorted(marks_of(sheet), key=lambda one: one.left)
    assert (first.left, first.top, first.right, first.bottom, first.pixels) == (0, 1, 1, 2, 2)
    assert (second.width, second.height, second.longest) == (1, 2, 2)


# ------------------------------------------------------------------------------------------------------ pages of a PDF


def blank_page(content: bytes = b"", image: bytes = b"") -> bool:
    return bool(measure(pdf(page(content, image=image)), "x").blank_sides)


def test_what_a_program_drew_has_no_dust() -> None:
    assert blank_page()
    assert blank_page(b"1 1 1 rg 50 50 400 600 re f 0 0 10 10 re f")
    assert blank_page(b"0.98 0.98 0.98 rg 0 0 595 842 re f")
    assert not blank_page(b"0.97 0.97 0.97 rg 50 50 400 600 re f")
    assert not blank_page(b"0.8 G 0.2 w 50 50 m 500 50 l S")
    assert not blank_page(b"300 400 1 1 re f")
    assert not blank_page(b"0 0 595 10 re f")
    assert not blank_page(b"0.2 0.2 0.5 rg 0 0 595 842 re f")


def test_dust_is_forgiven_where_a_picture_brought_it() -> None:
    dusty = picture(BLANK["slanted black border"])
    assert blank_page(full(), dusty)
    assert not blank_page(full() + b" 300 400 30 3 re f", dusty)
    assert not blank_page(full(), picture(CARRYING["pale stamp"]))


def test_text_is_content_even_under_a_picture() -> None:
    white = picture(BLANK["white"])
    assert not blank_page(text("7", 9, (500, 30)) + b" " + full(), white)
    assert blank_page(text("   ", 9) + b" " + full(), white)
    assert not blank_page(b"BT 3 Tr /F 9 Tf 100 100 Td (read by machine) Tj ET " + full(), white)


def test_one_even_shade_of_paper() -> None:
    assert is_even(Image.new("L", (10, 10), 230))
    assert not is_even(Image.new("L", (10, 10), 100))
