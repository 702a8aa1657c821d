"""Sides of pictures: each frame of a TIFF is a side, every other picture is one."""

import warnings
from io import BytesIO
from typing import TYPE_CHECKING, Final

from casework.blank_sides import is_blank_paper, small_grey
from casework.file_kinds import MOST_SIDES, too_many
from casework.page_measuring import MeasuredSide
from casework.rederiving import Progress
from casework.refusals import refused
from casework.tiff_frames import frame_places

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFile import ImageFile

__all__ = ["image_sides"]

# A0 in colour at 300 dpi is 140 million; beyond that the memory of an office's machine ends.
MOST_PIXELS: Final = 180_000_000
_LEAST_DPI, _MOST_DPI = 50, 1200
# What cameras and screens write without knowing any paper; a scan at 75 or 100 is believed.
_DPI_OF_SCREENS: Final = (72, 96)
_A4_SHORT, _A4_LONG = 210, 297
# Without a resolution a picture is as large as the sheet it would be printed on. One longer than two squares (a
# screenshot of a whole conversation) would not be printed on one sheet.
_LONGEST_FOR_A4: Final = 2
_NO_DPI: Final = "没有分辨率信息，按 A4 计"
# A frame that is a smaller copy of another, or says where another shows through.
_SUBFILE: Final = 254
_NO_PAGE: Final = 0b101
# Bytes to a shade: these hold more than 256, and nothing says which of them is white.
_DEEP_MODES: Final = ("I", "F")


def image_sides(content: bytes, name: str, progress: Progress | None) -> tuple[tuple[MeasuredSide, ...], str]:
    """The sides of a picture in the order of its frames, and what has to be told of their sizes.

    Raises:
        UserError: ``pages_damaged``, ``pages_nonpaged``, ``pages_too_many``.
    """
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415

    try:
        with warnings.catch_warnings():
            # About large pictures, which are looked at below, and about what else is said in a picture.
            warnings.simplefilter("ignore")
            with Image.open(BytesIO(content)) as picture:
                sides, note = _sides(picture, _frames(picture, content, name), name, progress)
    except (Image.DecompressionBombError, MemoryError):
        raise too_many(name) from None
    except (UnidentifiedImageError, OSError, EOFError, SyntaxError, ValueError, TypeError, KeyError, IndexError):
        # A file that was cut off, or was made to deceive: the library raises what it stumbles over.
        raise refused("pages_damaged", field="pages", name=name) from None
    if not sides:
        raise refused("pages_damaged", field="pages", name=name)
    return sides, note


def _frames(picture: "ImageFile", content: bytes, name: str) -> int:
    if picture.format != "TIFF":
        return 1
    # The library stops in silence where the chain of frames leads out of the file.
    places = frame_places(content, MOST_SIDES + 1)
    if places is None:
        raise EOFError
    if len(places) > MOST_SIDES:
        raise too_many(name)
    return len(places)


def _sides(
    picture: "ImageFile", frames: int, name: str, progress: Progress | None
) -> tuple[tuple[MeasuredSide, ...], str]:
    sides: list[MeasuredSide] = []
    note = ""
    for at in range(frames):
        if at:
            picture.info.pop("dpi", None)  # of the frame before
        picture.seek(at)
        if picture.width * picture.height > MOST_PIXELS:
            raise too_many(name)
        if not _is_page(picture):
            continue
        size = _millimetres(picture)
        if size is None:
            note = _NO_DPI
            size = _as_a4(picture, name)
        sides.append(MeasuredSide(*size, _is_blank(picture, max(size))))
        if progress is not None:
            progress(at + 1, frames)
    return tuple(sides), note


def _is_page(picture: "ImageFile") -> bool:
    tags = getattr(picture, "tag_v2", None)
    return tags is None or not int(tags.get(_SUBFILE, 0)) & _NO_PAGE


def _is_blank(picture: "ImageFile", longest: int) -> bool:
    picture.load()
    return picture.mode not in _DEEP_MODES and is_blank_paper(small_grey(_on_white(picture), longest))


def _on_white(picture: "Image") -> "Image":
    """Transparent parts are paper."""
    from PIL import Image  # noqa: PLC0415

    if not picture.has_transparency_data:
        return picture
    clear = picture.convert("RGBA")
    white = Image.new("RGBA", clear.size, "white")
    return Image.alpha_composite(white, clear)


def _millimetres(picture: "Image") -> tuple[int, int] | None:
    """Size by the resolution that the picture tells; None if it tells none that a scanner has."""
    told = picture.info.get("dpi") or ()
    try:
        across, down = (float(one) for one in told[:2])
    except (TypeError, ValueError, ZeroDivisionError):
        return None
    if not all(_LEAST_DPI <= one <= _MOST_DPI and round(one) not in _DPI_OF_SCREENS for one in (across, down)):
        return None
    return max(1, round(picture.width * 25.4 / across)), max(1, round(picture.height * 25.4 / down))


def _as_a4(picture: "Image", name: str) -> tuple[int, int]:
    short, long = sorted(picture.size)
    if long > _LONGEST_FOR_A4 * short:
        raise refused("pages_nonpaged", field="pages", name=name)
    return (_A4_SHORT, _A4_LONG) if picture.width <= picture.height else (_A4_LONG, _A4_SHORT)
