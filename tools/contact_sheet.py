"""The first pages of PDFs side by side, with their names: the contact sheet of ``make letters``."""

import sys
from pathlib import Path
from typing import Final

import pypdfium2
from PIL import Image, ImageDraw, ImageFont

__all__ = ["contact_sheet", "main"]

_COLUMNS: Final = 7
_PAGE: Final = (336, 475)  # A4
_GAP: Final = 14
_NAME: Final = 24
_DESK, _EDGE, _INK = "#E9EDF1", "#A7B1BD", "#1B2430"
_COLOURS: Final = 24  # paper, black and red with what lies between


def contact_sheet(paths: list[Path]) -> Image.Image:
    """A picture of the first pages, in the order given.

    Args:
        paths: PDF files, at least one.
    """
    across, down = _PAGE[0] + _GAP, _PAGE[1] + _GAP + _NAME
    rows = -(-len(paths) // _COLUMNS)
    sheet = Image.new("RGB", (_COLUMNS * across + _GAP, rows * down + _GAP), _DESK)
    draw = ImageDraw.Draw(sheet)
    font = ImageFont.load_default(13)
    for at, path in enumerate(paths):
        left, top = _GAP + at % _COLUMNS * across, _GAP + at // _COLUMNS * down
        page, pages = _first_page(path)
        sheet.paste(page, (left, top + _NAME))
        draw.rectangle((left, top + _NAME, left + _PAGE[0], top + _NAME + _PAGE[1]), outline=_EDGE)
        more = f"  {pages} p." if pages > 1 else ""
        draw.text((left, top + 4), path.stem + more, fill=_INK, font=font)
    return sheet


def _first_page(path: Path) -> tuple[Image.Image, int]:
    pdf = pypdfium2.PdfDocument(path)
    try:
        # Drawn larger and made smaller: thin strokes stay readable.
        scale = 2 * _PAGE[0] / pdf[0].get_width()
        drawn = pdf[0].render(scale=scale).to_pil().convert("RGB")
        return drawn.resize(_PAGE, Image.Resampling.LANCZOS), len(pdf)
    finally:
        pdf.close()


def main(arguments: list[str] | None = None) -> int:
    """``contact_sheet FOLDER PICTURE``: every PDF of the folder; returns the exit code."""
    folder, picture = map(Path, sys.argv[1:] if arguments is None else arguments)
    paths = sorted(folder.glob("*.pdf"))
    if not paths:
        sys.stderr.write(f"no PDFs in {folder}\n")
        return 1
    picture.parent.mkdir(parents=True, exist_ok=True)
    palette = contact_sheet(paths).quantize(_COLOURS, dither=Image.Dither.NONE)
    palette.save(picture, optimize=True)
    sys.stdout.write(f"{len(paths)} first pages in {picture} ({picture.stat().st_size // 1024} KB)\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
