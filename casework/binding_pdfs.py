"""PDFs made ready for the binder: their pages alone, as forms; what they show on the screen is what is bound.

Fields and notes are drawn into their pages, layers that are switched off stay off. Links, scripts, enclosed files,
structure and what the file says of its author are left behind.
"""

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

from casework.binding_pieces import Unbindable
from casework.binding_sheets import Sheet, add_sheet, carry_layers
from casework.pdf_sides import ONE_AT_A_TIME
from casework.pdf_wholeness import whole_part

if TYPE_CHECKING:
    import pikepdf

__all__ = ["MOST_PAGES", "prepare_pdf", "shows_anything"]

MOST_PAGES: Final = 5_000
"""Pages of one piece."""

_MOST_POINTS: Final = 14_400.0  # 200 inches, what readers of PDF show
_METRES: Final = 0.0254 / 72
_MOST_UNPACKED: Final = 128 * 1024 * 1024
# A link shows nothing, a window shows what its note shows.
_UNDRAWN: Final = ("/Link", "/Popup")
_LETTER: Final = (0.0, 0.0, 612.0, 792.0)  # what a page without a size has, says the standard


def prepare_pdf(content: bytes, folder: Path, target: Path, asked: Callable[[], object]) -> tuple[int, str]:
    """Write the pages of a PDF as sheets.

    Args:
        content: the PDF.
        folder: for what is written on the way.
        target: the file of sheets.
        asked: called every few pages; what it raises ends the work.

    Returns:
        the number of pages, and what is left out, in Chinese.

    Raises:
        Unbindable: it is damaged, locked, empty or larger than anything honest.
    """
    import pikepdf  # noqa: PLC0415

    whole = whole_part(content)
    if whole is None:
        raise Unbindable("binding_damaged")
    # A stream of a kilobyte can unpack to many gigabytes.
    pikepdf.settings.set_qpdf_limits(
        flate_max_memory=_MOST_UNPACKED,
        png_max_memory=_MOST_UNPACKED,
        run_length_max_memory=_MOST_UNPACKED,
        tiff_max_memory=_MOST_UNPACKED,
    )
    try:
        with pikepdf.open(BytesIO(whole)) as source:
            _look_over(source)
            enclosed = len(source.attachments)
            if any(_is_drawn_upon(page) for page in source.pages):
                flat = _flattened(source, folder)
                with pikepdf.open(flat) as drawn:
                    pages, partly = _copied(drawn, target, asked)
                flat.unlink()
            else:
                pages, partly = _copied(source, target, asked)
    except pikepdf.PasswordError:
        raise Unbindable("binding_encrypted") from None
    # The library raises what it stumbles over in a file that was made to deceive.
    except (pikepdf.PikepdfError, ValueError, TypeError, KeyError, AttributeError, IndexError, RuntimeError):
        raise Unbindable("binding_damaged") from None
    except MemoryError:
        raise Unbindable("binding_too_heavy") from None
    left_out = [Unbindable("binding_partly").problem] if partly else []
    if enclosed:
        left_out.append(Unbindable("binding_attached_left_out", count=enclosed).problem)
    return pages, "".join(left_out)


def shows_anything(content: bytes) -> bool:
    """Whether there is anything on any page; LibreOffice makes a white page of what it does not understand."""
    import pypdfium2  # noqa: PLC0415

    with ONE_AT_A_TIME:
        try:
            document = pypdfium2.PdfDocument(content)
        except pypdfium2.PdfiumError:
            return False
        try:
            for at in range(len(document)):
                page = document[at]
                found = any(page.get_objects(max_depth=1))
                page.close()
                if found:
                    return True
        except pypdfium2.PdfiumError:
            return False
        finally:
            document.close()
    return False


def _look_over(source: "pikepdf.Pdf") -> None:
    """Refuse what has no pages or too many, before anything is done with them."""
    form = source.Root.get("/AcroForm")
    if form is not None and "/XFA" in form and bool(source.Root.get("/NeedsRendering", False)):
        raise Unbindable("binding_form_program")
    number = len(source.pages)
    if not number:
        raise Unbindable("binding_no_pages")
    if number > MOST_PAGES:
        raise Unbindable("binding_too_many", most=f"{MOST_PAGES:,}")
    for at, page in enumerate(source.pages, start=1):
        left, bottom, right, top = _box(page.obj, "/MediaBox") or _LETTER
        longest = max(right - left, top - bottom) * _unit(page.obj)
        if longest > _MOST_POINTS:
            raise Unbindable(
                "binding_too_large",
                page=at,
                metres=f"{longest * _METRES:.2f}",
                most=f"{_MOST_POINTS * _METRES:.2f}",
            )


def _is_drawn_upon(page: "pikepdf.Page") -> bool:
    import pikepdf  # noqa: PLC0415

    notes = page.obj.get("/Annots")
    if not isinstance(notes, pikepdf.Array):
        return False
    return any(isinstance(one, pikepdf.Dictionary) and str(one.get("/Subtype", "")) not in _UNDRAWN for one in notes)


def _flattened(source: "pikepdf.Pdf", folder: Path) -> Path:
    """A copy in which fields and notes are part of the pages, as the screen shows them."""
    import pypdfium2  # noqa: PLC0415
    from pypdfium2 import raw  # noqa: PLC0415

    unlocked, flat = folder / "unlocked.pdf", folder / "flat.pdf"
    source.save(unlocked, encryption=False, static_id=True)
    try:
        with ONE_AT_A_TIME:
            document = pypdfium2.PdfDocument(unlocked)
            try:
                document.init_forms()
                for at in range(len(document)):
                    page = document[at]
                    done = raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY)
                    page.close()
                    if done == raw.FLATTEN_FAIL:
                        raise Unbindable("binding_damaged")
                document.save(flat)
            finally:
                document.close()
    except pypdfium2.PdfiumError:
        raise Unbindable("binding_damaged") from None
    finally:
        unlocked.unlink()
    return flat


def _copied(source: "pikepdf.Pdf", target: Path, asked: Callable[[], object]) -> tuple[int, bool]:
    """How many pages, and whether something of them could be read in part only."""
    import pikepdf  # noqa: PLC0415

    source.get_warnings()  # those of opening: tables and trees that were mended
    with pikepdf.new() as made:
        for at, page in enumerate(source.pages):
            if at % 20 == 0:
                asked()
            add_sheet(made, _sheet(made, source, page.obj))
        partly = bool(source.get_warnings())
        carry_layers(made, source)
        made.save(target, static_id=True)
        return len(made.pages), partly


def _sheet(made: "pikepdf.Pdf", source: "pikepdf.Pdf", page: "pikepdf.Object") -> Sheet:
    box = _box(page, "/MediaBox") or _LETTER
    crop = _box(page, "/CropBox")
    return Sheet(
        content=b"\n".join(_contents(page)),
        resources=_carried(made, source, page.get("/Resources")),
        box=box,
        crop=crop if crop is not None and _meet(box, crop) else None,
        turned=round(float(page.get("/Rotate", 0)) / 90) * 90 % 360,
        unit=_unit(page),
        group=_carried(made, source, page.get("/Group")),
    )


def _contents(page: "pikepdf.Object") -> Iterator[bytes]:
    import pikepdf  # noqa: PLC0415

    contents = page.get("/Contents")
    if isinstance(contents, pikepdf.Stream):
        yield contents.read_bytes()
    elif isinstance(contents, pikepdf.Array):
        for one in contents:
            if isinstance(one, pikepdf.Stream):
                yield one.read_bytes()


def _carried(made: "pikepdf.Pdf", source: "pikepdf.Pdf", found: "pikepdf.Object | None") -> "pikepdf.Object | None":
    import pikepdf  # noqa: PLC0415

    if not isinstance(found, pikepdf.Dictionary):
        return None
    return made.copy_foreign(found if found.is_indirect else source.make_indirect(found))


def _box(page: "pikepdf.Object", name: str) -> tuple[float, float, float, float] | None:
    """A box with its corners in order; None if there is none, or nothing is in it."""
    import pikepdf  # noqa: PLC0415

    found = page.get(name)
    if not isinstance(found, pikepdf.Array) or len(found) != 4:
        return None
    left, bottom, right, top = (float(one) for one in found)
    left, right = sorted((left, right))
    bottom, top = sorted((bottom, top))
    return (left, bottom, right, top) if right > left and top > bottom else None


def _meet(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return min(one[2], other[2]) > max(one[0], other[0]) and min(one[3], other[3]) > max(one[1], other[1])


def _unit(page: "pikepdf.Object") -> float:
    unit = float(page.get("/UserUnit", 1))
    return unit if unit > 0 else 1.0
