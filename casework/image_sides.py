"""Sides of pictures: each frame of a TIFF is a side, every other picture is one."""

from io import BytesIO
from typing import TYPE_CHECKING, Final

from casework.blank_sides import is_blank
from casework.page_measuring import MeasuredSide
from casework.rederiving import Progress
from casework.refusals import refused

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = ["image_sides"]

MOST_FRAMES: Final = 20_000
# A camera writes 72, some programs 1: no scanner does.
_PLAUSIBLE_DPI: Final = range(75, 1201)
_A4_SHORT, _A4_LONG = 210, 297
_NO_DPI: Final = "没有分辨率信息，按 A4 计"


def image_sides(content: bytes, name: str, progress: Progress | None) -> tuple[tuple[MeasuredSide, ...], str]:
    """The sides of a picture in the order of its frames, and what has to be told of their sizes.

    Raises:
        UserError: ``pages_damaged``, ``pages_too_many``.
    """
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415

    sides: list[MeasuredSide] = []
    note = ""
    try:
        with Image.open(BytesIO(content)) as picture:
            frames = getattr(picture, "n_frames", 1) if picture.format == "TIFF" else 1
            if frames > MOST_FRAMES:
                raise refused("pages_too_many", field="pages", name=name, most=f"{MOST_FRAMES:,}")
            for at in range(frames):
                picture.seek(at)
                picture.load()
                width, height, known = _millimetres(picture)
                note = note if known else _NO_DPI
                sides.append(MeasuredSide(width, height, is_blank(_on_white(picture))))
                if progress is not None:
                    progress(at + 1, frames)
    except Image.DecompressionBombError:
        raise refused("pages_too_many", field="pages", name=name, most=f"{MOST_FRAMES:,}") from None
    except (UnidentifiedImageError, OSError, EOFError, SyntaxError, ValueError):
        raise refused("pages_damaged", field="pages", name=name) from None
    return tuple(sides), note


def _on_white(picture: "Image") -> "Image":
    """Transparent parts are paper."""
    from PIL import Image  # noqa: PLC0415

    if "A" not in picture.getbands() and "transparency" not in picture.info:
        return picture
    clear = picture.convert("RGBA")
    white = Image.new("RGBA", clear.size, "white")
    return Image.alpha_composite(white, clear)


def _millimetres(picture: "Image") -> tuple[int, int, bool]:
    """Size by the resolution that the picture tells; one that no scanner has tells nothing."""
    told = picture.info.get("dpi") or (0, 0)
    across, down = (int(one) for one in told[:2])
    width, height = picture.size
    if across in _PLAUSIBLE_DPI and down in _PLAUSIBLE_DPI:
        return max(1, width * 254 // (across * 10)), max(1, height * 254 // (down * 10)), True
    return (_A4_SHORT, _A4_LONG, False) if width <= height else (_A4_LONG, _A4_SHORT, False)
