"""Pictures made ready for the binder: each frame a page, turned as it was taken, no finer than paper needs.

A scan that says how large its sheet was, and it was larger than A4, keeps that size; everything else stands on A4.
A picture much longer than a sheet (a photographed conversation) is cut into sheets that overlap a little.
"""

import math
import warnings
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

from casework.binding_pdfs import MOST_PAGES
from casework.binding_pieces import Unbindable
from casework.binding_sheets import A4, Sheet, add_sheet
from casework.image_sides import MOST_PIXELS
from casework.tiff_frames import frame_places

if TYPE_CHECKING:
    import pikepdf
    from PIL.Image import Image
    from PIL.ImageFile import ImageFile

__all__ = ["prepare_picture"]

_DPI: Final = 200
_DPI_OF_BITS: Final = 400  # black and white shows its steps sooner
_SOFTEST: Final = 96  # a small picture is not blown up beyond that
_MARGIN: Final = 28.0  # points around what is no scan of a sheet
_LIKE_A4: Final = 0.04  # how far the proportion of a scan may be off
_QUALITY: Final = 85
# A resolution that a scanner has; 72 and 96 are written by what knows no paper.
_DPI_OF_SCANNERS: Final = range(100, 1201)
_A0: Final = (2383.937, 3370.394)
_LONG: Final = 2.4  # times its width, from there on a picture is cut
_OVERLAP: Final = 0.03
_PLACES: Final = (_LONG, 200.0)
_SUBFILE: Final = 254
_NO_PAGE: Final = 0b101
_TURNED: Final = 0x0112


def prepare_picture(content: bytes, target: Path, asked: Callable[[], object]) -> int:
    """Write a picture as sheets; returns how many.

    Raises:
        Unbindable: it is damaged, or larger than anything honest.
    """
    import pikepdf  # noqa: PLC0415

    with pikepdf.new() as made:
        with _read(content) as picture:
            for at in _frames(picture, content):
                asked()
                picture.info.pop("dpi", None) if at else None
                picture.seek(at)
                if _is_page(picture):
                    _add(made, picture)
        if not len(made.pages):
            raise Unbindable("binding_no_pages")
        made.save(target, static_id=True)
        return len(made.pages)


@contextmanager
def _read(content: bytes) -> "Iterator[ImageFile]":
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about large pictures, which are looked at below
            with Image.open(BytesIO(content)) as picture:
                yield picture
    except (Image.DecompressionBombError, MemoryError):
        raise Unbindable("binding_too_heavy") from None
    except (
        UnidentifiedImageError, OSError, EOFError, SyntaxError, ValueError, TypeError, KeyError, IndexError
    ):  # fmt: skip
        # A file that was cut off, or was made to deceive: the library raises what it stumbles over.
        raise Unbindable("binding_damaged") from None


def _frames(picture: "ImageFile", content: bytes) -> range:
    if picture.format != "TIFF":
        return range(1)
    places = frame_places(content, MOST_PAGES + 1)
    if places is None:
        raise Unbindable("binding_damaged")
    if len(places) > MOST_PAGES:
        raise Unbindable("binding_too_many", most=f"{MOST_PAGES:,}")
    return range(len(places))


def _is_page(picture: "ImageFile") -> bool:
    tags = getattr(picture, "tag_v2", None)
    return tags is None or not int(tags.get(_SUBFILE, 0)) & _NO_PAGE


def _add(made: "pikepdf.Pdf", picture: "ImageFile") -> None:
    if picture.width * picture.height > MOST_PIXELS:
        raise Unbindable("binding_too_heavy")
    paper = _paper(picture)
    kept = _as_taken(picture, paper)
    for part in _cut(kept):
        turned = part.width > part.height
        room = tuple(sorted(paper, reverse=turned))
        _add_page(made, _no_finer(part, room), (room[0], room[1]), bare=paper != A4)


def _paper(picture: "ImageFile") -> tuple[float, float]:
    """The sheet, short side first: A4, or that of a scan which was larger."""
    told = picture.info.get("dpi") or ()
    try:
        across, down = (float(one) for one in told[:2])
    except (TypeError, ValueError, ZeroDivisionError):
        return A4
    if not all(math.isfinite(one) and round(one) in _DPI_OF_SCANNERS for one in (across, down)):
        return A4
    short, long = sorted((picture.width * 72 / across, picture.height * 72 / down))
    if (short <= A4[0] * 1.06 and long <= A4[1] * 1.06) or long > _LONG * short:
        return A4
    shrunk = min(1.0, _A0[0] / short, _A0[1] / long)
    return short * shrunk, long * shrunk


def _as_taken(picture: "ImageFile", paper: tuple[float, float]) -> "Image":
    """The frame upright, in grey, colour or black and white, on white where it was clear."""
    from PIL import Image, ImageOps  # noqa: PLC0415

    if picture.format == "JPEG":
        # The decoder leaves out what would be thrown away anyway.
        longest = round(paper[1] * _DPI / 72)
        picture.draft(None, (longest, longest))
    picture.load()
    turned = ImageOps.exif_transpose(picture) if picture.getexif().get(_TURNED, 1) != 1 else picture
    if turned.mode.startswith("I") or turned.mode == "F":
        return _deep(turned)
    if turned.has_transparency_data:
        clear = turned.convert("RGBA")
        white = Image.new("RGB", clear.size, "white")
        white.paste(clear, mask=clear.getchannel("A"))
        return white
    return turned if turned.mode in ("1", "L", "RGB") else turned.convert("RGB")


def _deep(picture: "Image") -> "Image":
    """Grey with more than 256 shades: of what there can be, the upper eight bits; else from darkest to lightest."""
    low, high = picture.getextrema()
    low, high = float(low), float(high)  # type: ignore[arg-type]
    if picture.mode != "F" and low >= 0 and 255 < high <= 65535:
        low, high = 0.0, 65535.0
    spread = (high - low) or 1.0
    scaled = picture.convert("F").point(lambda one: one * (255 / spread) + (-low * 255 / spread))
    return scaled.convert("L")


def _cut(picture: "Image") -> "Iterator[Image]":
    if picture.height <= _LONG * picture.width:
        yield picture
        return
    if picture.height > _PLACES[1] * picture.width:
        raise Unbindable("binding_too_heavy")
    tall = max(1, round(picture.width * A4[1] / A4[0]))
    step = max(1, round(tall * (1 - _OVERLAP)))
    top = 0
    while True:
        bottom = min(picture.height, top + tall)
        yield picture.crop((0, top, picture.width, bottom))
        if bottom == picture.height:
            return
        top += step


def _no_finer(picture: "Image", room: tuple[float, ...]) -> "Image":
    from PIL import Image  # noqa: PLC0415

    def most(dpi: int) -> float:
        return min(1.0, room[0] / 72 * dpi / picture.width, room[1] / 72 * dpi / picture.height)

    if most(_DPI_OF_BITS if picture.mode == "1" else _DPI) >= 0.98:
        return picture
    scale = most(_DPI)
    size = max(1, round(picture.width * scale)), max(1, round(picture.height * scale))
    shades = picture.convert("L") if picture.mode == "1" else picture
    return shades.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)


def _add_page(made: "pikepdf.Pdf", picture: "Image", room: tuple[float, float], *, bare: bool) -> None:
    import pikepdf  # noqa: PLC0415

    proportion, wanted = picture.width / picture.height, room[0] / room[1]
    margin = 0.0 if bare or abs(proportion / wanted - 1) < _LIKE_A4 else _MARGIN
    points = min(
        (room[0] - 2 * margin) / picture.width,
        (room[1] - 2 * margin) / picture.height,
        72 / _SOFTEST if margin else math.inf,
    )
    width, height = picture.width * points, picture.height * points
    # What is smaller than its sheet hangs from the top, as on a copier.
    left, bottom = (room[0] - width) / 2, (room[1] - height) / 2 if not margin else room[1] - margin - height
    resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=_stored(made, picture)))
    content = f"q {width:.3f} 0 0 {height:.3f} {left:.3f} {bottom:.3f} cm /I Do Q".encode("ascii")
    add_sheet(made, Sheet(content=content, resources=resources, box=(0, 0, *room)))


def _stored(made: "pikepdf.Pdf", picture: "Image") -> "pikepdf.Object":
    """The picture in the PDF: bits and few shades packed, everything else as JPEG."""
    import pikepdf  # noqa: PLC0415

    name = pikepdf.Name
    if picture.mode == "1":
        stream = made.make_stream(zlib.compress(picture.tobytes(), 9))
        stream[name.Filter], bits = name.FlateDecode, 1
    else:
        packed = BytesIO()
        picture.save(packed, "JPEG", quality=_QUALITY, optimize=True)
        stream = made.make_stream(packed.getvalue())
        stream[name.Filter], bits = name.DCTDecode, 8
    stream[name.Type], stream[name.Subtype] = name.XObject, name.Image
    stream[name.Width], stream[name.Height], stream[name.BitsPerComponent] = picture.width, picture.height, bits
    stream[name.ColorSpace] = name.DeviceRGB if picture.mode == "RGB" else name.DeviceGray
    return stream
