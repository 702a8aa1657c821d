"""The number on a page: 第 12 页 共 203 页, upper right as one sees the page, on white so that no scan hides it."""

import struct
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import pikepdf

__all__ = ["page_number_font", "stamp", "stamped_text", "unseen_font"]

_FILE: Final = Path(__file__).parent / "data" / "page_number_font.otf"
# Character to (glyph of the file, width in 1/1000 of the size).
_GLYPHS: Final = {
    " ": (1, 224),
    "/": (16, 392),
    **{str(digit): (17 + digit, 555) for digit in range(10)},
    "共": (10918, 1000),
    "第": (29805, 1000),
    "页": (44148, 1000),
}
_SIZE: Final = 10.0  # points
_SMALLEST: Final = 3.0
_LARGEST: Final = 4.0  # times the size on A4
_A4_SHORT: Final = 595.276
_MARGIN: Final = 17.0
_GROUND: Final = 0.22  # of the size, around the text
_ABOVE, _BELOW = 0.88, 0.12  # of the size, where characters reach


def stamped_text(number: int, pages: int) -> str:
    """What is printed on a page."""
    return f"第 {number} 页 共 {pages} 页"


def page_number_font(target: "pikepdf.Pdf") -> "pikepdf.Object":
    """The fifteen characters that page numbers need, embedded; three kilobytes."""
    widths: list[object] = []
    for glyph, width in sorted(_GLYPHS.values()):
        widths += [glyph, [width]]
    pairs = [f"<{glyph:04X}> <{ord(char):04X}>" for char, (glyph, _) in _GLYPHS.items()]
    return _embedded(target, widths, _meanings("bfchar", pairs))


def unseen_font(target: "pikepdf.Pdf") -> "pikepdf.Object":
    """A font for text that is searched and not seen: its codes are those of Unicode, its shapes do not matter."""
    rows = [f"<{high:02X}00> <{high:02X}FF> <{high:02X}00>" for high in range(256)]
    return _embedded(target, [0, 255, 500], _meanings("bfrange", rows))


def _embedded(target: "pikepdf.Pdf", widths: "list[object]", meanings: bytes) -> "pikepdf.Object":
    import pikepdf  # noqa: PLC0415

    name = pikepdf.Name
    program = target.make_stream(_outlines())
    program[name.Subtype] = name.CIDFontType0C
    base = name("/BINDER+NotoSansCJKsc-Regular")
    descriptor = pikepdf.Dictionary(
        Type=name.FontDescriptor,
        FontName=base,
        Flags=4,
        FontBBox=pikepdf.Array([0, -120, 1000, 880]),
        ItalicAngle=0,
        Ascent=880,
        Descent=-120,
        CapHeight=733,
        StemV=80,
        FontFile3=program,
    )
    face = pikepdf.Dictionary(
        Type=name.Font,
        Subtype=name.CIDFontType0,
        BaseFont=base,
        CIDSystemInfo=pikepdf.Dictionary(
            Registry=pikepdf.String("Adobe"), Ordering=pikepdf.String("Identity"), Supplement=0
        ),
        FontDescriptor=target.make_indirect(descriptor),
        DW=1000,
        W=pikepdf.Array(widths),
    )
    return target.make_indirect(
        pikepdf.Dictionary(
            Type=name.Font,
            Subtype=name.Type0,
            BaseFont=base,
            Encoding=name("/Identity-H"),
            DescendantFonts=pikepdf.Array([target.make_indirect(face)]),
            ToUnicode=target.make_stream(meanings),
        )
    )


@cache
def _outlines() -> bytes:
    """The table of outlines in the font file."""
    file = _FILE.read_bytes()
    for at in range(12, 12 + 16 * struct.unpack(">H", file[4:6])[0], 16):
        tag, _, start, length = struct.unpack(">4sIII", file[at : at + 16])
        if tag == b"CFF ":
            return file[start : start + length]
    raise ValueError(f"{_FILE.name} has no outlines")


def _meanings(kind: str, rows: Sequence[str]) -> bytes:
    """Which character a code means, for search and copying; a block holds a hundred rows at most."""
    blocks = (rows[at : at + 100] for at in range(0, len(rows), 100))
    listed = "".join(f"{len(one)} begin{kind}\n" + "\n".join(one) + f"\nend{kind}\n" for one in blocks)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
        "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        f"{listed}endcmap CMapName currentdict /CMap defineresource pop end end\n"
    ).encode("ascii")


def stamp(page: "pikepdf.Object", number: int, pages: int) -> bytes:
    """Operators that print the number on a page, whatever its size, turn, cut and unit; the font is ``/N``."""
    left, bottom, right, top = _seen(page)
    turned = int(page.get("/Rotate", 0)) % 360
    across, up = right - left, top - bottom
    place, width, height = {
        0: ((1, 0, 0, 1, left, bottom), across, up),
        90: ((0, 1, -1, 0, right, bottom), up, across),
        180: ((-1, 0, 0, -1, right, top), across, up),
        270: ((0, -1, 1, 0, left, top), up, across),
    }[turned]
    unit = float(page.get("/UserUnit", 1))
    text = stamped_text(number, pages)
    ems = sum(_GLYPHS[char][1] for char in text) / 1000
    # Larger on a plan, which will be printed on smaller paper; smaller on a label, down to what can be read enlarged.
    wanted = _SIZE / unit * min(_LARGEST, max(1.0, min(width, height) * unit / _A4_SHORT))
    size = max(min(wanted, 0.9 * width / (ems + 2 * _GROUND), 0.4 * height), _SMALLEST / unit)
    pad = _GROUND * size
    margin = min(_MARGIN * size / _SIZE, 0.03 * width, 0.03 * height)
    x = max(0.0, width - margin - pad - ems * size)
    y = height - margin - pad - _ABOVE * size
    codes = "".join(f"{_GLYPHS[char][0]:04X}" for char in text)
    ground = (x - pad, y - _BELOW * size - pad, ems * size + 2 * pad, (_ABOVE + _BELOW) * size + 2 * pad)
    return (
        "/Artifact BMC q "
        f"{_row(place)} cm 1 g {_row(ground)} re f "
        f"0 g BT /N {size:.3f} Tf {x:.3f} {y:.3f} Td <{codes}> Tj ET Q EMC\n"
    ).encode("ascii")


def _seen(page: "pikepdf.Object") -> tuple[float, float, float, float]:
    """What is shown of the page: its crop box inside its media box."""
    media = [float(one) for one in page["/MediaBox"]]
    crop = [float(one) for one in page.get("/CropBox", page["/MediaBox"])]
    return max(media[0], crop[0]), max(media[1], crop[1]), min(media[2], crop[2]), min(media[3], crop[3])


def _row(numbers: tuple[float, ...]) -> str:
    return " ".join(f"{one:.3f}" for one in numbers)
