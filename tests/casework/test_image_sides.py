"""Sides of pictures: sizes by their resolution, frames of a TIFF, pictures that were cut off."""

import io
import struct
import zlib
from collections.abc import Callable, Sequence
from typing import Any, Final

import pytest
from PIL import Image, ImageDraw, TiffImagePlugin

from casework.page_measuring import MeasuredFile, measure
from law.errors import UserError

NO_DPI: Final = "没有分辨率信息，按 A4 计"


def sheet(width: int = 1240, height: int = 1754, mode: str = "RGB", *, empty: bool = False) -> Image.Image:
    made = Image.new("L", (width, height), 255)
    if not empty:
        ImageDraw.Draw(made).rectangle((width // 4, height // 4, width // 2, height // 2), fill=0)
    return made.convert(mode)


def saved(image: Image.Image, form: str, **more: Any) -> bytes:
    target = io.BytesIO()
    image.save(target, form, **more)
    return target.getvalue()


def frames(images: Sequence[Image.Image], **more: Any) -> bytes:
    return saved(images[0], "TIFF", save_all=True, append_images=images[1:], **more)


def said(found: MeasuredFile) -> tuple[str, list[tuple[str, int, int]], str]:
    return found.kind, [(one.size.value, one.printed, one.blank) for one in found.sides], found.note


def code(act: Callable[[], object]) -> str:
    with pytest.raises(UserError) as caught:
        act()
    assert caught.value.field == "pages"
    return caught.value.code


@pytest.mark.parametrize("form", ["JPEG", "PNG", "BMP", "TIFF"])
def test_a_picture_is_as_large_as_it_says(form: str) -> None:
    kind = "TIFF" if form == "TIFF" else "图片"
    assert said(measure(saved(sheet(), form, dpi=(150, 150)), "x")) == (kind, [("a4", 1, 0)], "")
    assert said(measure(saved(sheet(1754, 2480), form, dpi=(150, 150)), "x")) == (kind, [("a3", 1, 0)], "")
    assert said(measure(saved(sheet(1754, 1240), form, dpi=(150, 150)), "x"))[1] == [("a4", 1, 0)]
    assert said(measure(saved(sheet(empty=True), form, dpi=(150, 150)), "x"))[1] == [("a4", 0, 1)]


@pytest.mark.parametrize("form", ["GIF", "WEBP", "JPEG2000"])
def test_other_pictures_are_counted_too(form: str) -> None:
    if form == "WEBP":
        pytest.importorskip("PIL._webp")
    assert said(measure(saved(sheet(), form), "x")) == ("图片", [("a4", 1, 0)], NO_DPI)


@pytest.mark.parametrize("dpi", [None, (1, 1), (49, 49), (72, 72), (96, 96), (1201, 1201), (96, 300)])
def test_a_resolution_that_no_scanner_has_tells_nothing(dpi: tuple[int, int] | None) -> None:
    more = {"dpi": dpi} if dpi else {}
    assert said(measure(saved(sheet(3000, 4000), "JPEG", **more), "x")) == ("图片", [("a4", 1, 0)], NO_DPI)
    assert said(measure(saved(sheet(4000, 3000), "JPEG", **more), "x"))[1] == [("a4", 1, 0)]


def test_a_strip_without_resolution_has_no_page() -> None:
    assert code(lambda: measure(saved(sheet(1000, 9000), "PNG"), "x")) == "pages_nonpaged"
    assert measure(saved(sheet(1000, 9000), "PNG", dpi=(300, 300)), "x").physical == 1


def test_resolutions_of_a_fax_and_in_centimetres() -> None:
    fax = saved(sheet(1728, 1100, "1"), "TIFF", dpi=(204, 98))
    assert said(measure(fax, "x")) == ("TIFF", [("a4", 1, 0)], "")
    metric = saved(sheet(1240, 1754), "TIFF", resolution=59.06, resolution_unit="cm")
    assert said(measure(metric, "x")) == ("TIFF", [("a4", 1, 0)], "")


def test_transparent_parts_are_paper() -> None:
    clear = Image.new("RGBA", (1240, 1754), (0, 0, 0, 0))
    assert measure(saved(clear, "PNG", dpi=(150, 150)), "x").blank_sides == (1,)
    ImageDraw.Draw(clear).rectangle((100, 100, 300, 300), fill=(0, 0, 0, 255))
    assert measure(saved(clear, "PNG", dpi=(150, 150)), "x").blank_sides == ()


def test_many_shades_are_never_called_blank() -> None:
    assert measure(saved(Image.new("I", (1240, 1754), 70_000), "TIFF", dpi=(150, 150)), "x").blank_sides == ()


# ------------------------------------------------------------------------------------------------------------- frames


@pytest.mark.parametrize("compression", [None, "group4", "tiff_lzw", "tiff_deflate"])
def test_each_frame_is_a_side(compression: str | None) -> None:
    pages = [sheet(mode="1"), sheet(mode="1", empty=True), sheet(2480, 1754, "1"), sheet(mode="1", empty=True)]
    told: list[tuple[int, int]] = []
    content = frames(pages, dpi=(150, 150), compression=compression)
    found = measure(content, "卷宗.tif", progress=lambda done, total: told.append((done, total)))
    assert said(found) == ("TIFF", [("a4", 1, 2), ("a3", 1, 0)], "")
    assert found.blank_sides == (2, 4)
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_a_large_tiff_is_read_like_a_small_one() -> None:
    content = frames([sheet(mode="L"), sheet(mode="L", empty=True)], dpi=(150, 150), big_tiff=True)
    assert content[2] == 43
    assert measure(content, "x").blank_sides == (2,)


def test_small_copies_in_a_tiff_are_no_sides() -> None:
    small = sheet(124, 175, "L")
    marked = TiffImagePlugin.ImageFileDirectory_v2()
    marked[254] = 1
    small.encoderinfo = {"tiffinfo": marked}
    content = frames([sheet(mode="L"), small, sheet(mode="L")], dpi=(150, 150))
    assert measure(content, "x").physical == 2


def test_a_gif_of_many_pictures_is_one_side() -> None:
    moving = saved(sheet(), "GIF", save_all=True, append_images=[sheet(empty=True)])
    assert measure(moving, "x").physical == 1


class Stopped(Exception):
    pass


def test_what_progress_raises_stops_the_frames() -> None:
    def stop(done: int, _total: int) -> None:
        if done == 2:
            raise Stopped

    with pytest.raises(Stopped):
        measure(frames([sheet(mode="1")] * 3), "x", progress=stop)


# ------------------------------------------------------------------------------------------------- damaged and hostile


@pytest.mark.parametrize("form", ["JPEG", "PNG", "BMP", "GIF", "TIFF"])
def test_a_picture_that_was_cut_off_is_damaged(form: str) -> None:
    content = saved(sheet(), form)
    for part in (10, 30, 50, 70, 90):
        assert code(lambda part=part: measure(content[: len(content) * part // 100], "x")) == "pages_damaged"  # type: ignore[misc]


@pytest.mark.parametrize("compression", [None, "group4", "tiff_deflate"])
def test_frames_that_were_cut_off_are_not_counted(compression: str | None) -> None:
    content = frames([sheet(620, 877, "1")] * 6, dpi=(75, 75), compression=compression)
    for part in range(2, 90, 4):
        assert code(lambda part=part: measure(content[: len(content) * part // 100], "x")) == "pages_damaged"  # type: ignore[misc]


def test_frames_in_a_circle_are_damaged() -> None:
    content = bytearray(frames([sheet(62, 87, "L")] * 2))
    first = int.from_bytes(content[4:8], "little")
    entries = int.from_bytes(content[first : first + 2], "little")
    at = first + 2 + 12 * entries
    content[at : at + 4] = first.to_bytes(4, "little")
    assert code(lambda: measure(bytes(content), "x")) == "pages_damaged"


def test_pictures_that_fill_the_memory_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    chunks = (b"IHDR" + struct.pack(">IIBBBBB", 30_000, 30_000, 1, 0, 0, 0, 0), b"IDAT" + bytes(9), b"IEND")
    packed = (struct.pack(">I", len(one) - 4) + one + struct.pack(">I", zlib.crc32(one)) for one in chunks)
    bomb = b"\x89PNG\r\n\x1a\n" + b"".join(packed)
    assert code(lambda: measure(bomb, "x")) == "pages_too_many"
    monkeypatch.setattr("casework.image_sides.MOST_PIXELS", 1_000_000)
    assert code(lambda: measure(saved(sheet(), "PNG"), "x")) == "pages_too_many"


def test_too_many_frames_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("casework.image_sides.MOST_SIDES", 2)
    assert code(lambda: measure(frames([sheet(62, 87, "L")] * 3), "x")) == "pages_too_many"
    assert measure(frames([sheet(62, 87, "L")] * 2), "x").physical == 2
