"""What a file holds beside what one sees (C54), and marks of secrecy on it (C56): PDFs and Word files looked through.

Read once per content: the answer is kept by the hash of the bytes. A file that cannot be read is told as such, never
passed in silence.
"""

import re
import zipfile
from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

from lxml import etree

from casework.pdf_sides import ONE_AT_A_TIME

if TYPE_CHECKING:
    import pypdfium2

__all__ = ["LookedAt", "look_at", "looked_at"]

_KEPT: Final = 200
_MOST_PAGES: Final = 400
_MOST_PART: Final = 32 * 1024 * 1024
_MARK: Final = re.compile(r"(绝密|机密|秘密)\s*[★☆]")
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True, slots=True)
class LookedAt:
    """What was found.

    Attributes:
        hidden: one Chinese phrase for each hidden thing; traces: the same for names in the properties of the file.
        secrecy_mark: a mark of secrecy, empty if none.
    """

    hidden: tuple[str, ...] = ()
    traces: tuple[str, ...] = ()
    secrecy_mark: str = ""


_FOUND: Final[OrderedDict[str, LookedAt]] = OrderedDict()
_LOCK: Final = Lock()


def looked_at(sha256: str, read: Callable[[], bytes]) -> LookedAt:
    """What the bytes under a hash hold; ``read`` gives them where they were not looked through yet."""
    with _LOCK:
        if sha256 in _FOUND:
            _FOUND.move_to_end(sha256)
            return _FOUND[sha256]
    found = look_at(read())
    with _LOCK:
        _FOUND[sha256] = found
        while len(_FOUND) > _KEPT:
            _FOUND.popitem(last=False)
    return found


def look_at(content: bytes) -> LookedAt:
    """Look a file through, by its bytes: PDFs and Word files; pictures and other files hold nothing of that kind."""
    if content[:1024].lstrip().startswith(b"%PDF-"):
        return _pdf(content)
    if content.startswith(b"PK\x03\x04"):
        return _word(content)
    return LookedAt()


# ---------------------------------------------------------------------------------------------------- PDF


def _pdf(content: bytes) -> LookedAt:
    import pypdfium2  # noqa: PLC0415

    with ONE_AT_A_TIME:
        try:
            document = pypdfium2.PdfDocument(content)
        except pypdfium2.PdfiumError:
            return LookedAt()  # damaged or locked: that is said where its pages are counted
        try:
            texts: list[str] = []
            hidden = dict.fromkeys(_hidden_in_pdf(document, texts))
            mark = _MARK.search("\n".join(texts))
            author = str(document.get_metadata_dict().get("Author") or "").strip()
            return LookedAt(tuple(hidden), _traces([author]), mark[0] if mark else "")
        except pypdfium2.PdfiumError:
            return LookedAt()
        finally:
            document.close()


def _hidden_in_pdf(document: "pypdfium2.PdfDocument", texts: list[str]) -> Iterator[str]:
    if document.count_attachments() > 0:
        yield "内另附文件"
    for number in range(min(len(document), _MOST_PAGES)):
        page = document[number]
        try:
            yield from _hidden_on_page(page, number + 1, texts)
        finally:
            page.close()


def _hidden_on_page(page: "pypdfium2.PdfPage", number: int, texts: list[str]) -> Iterator[str]:
    from pypdfium2 import raw  # noqa: PLC0415

    text = page.get_textpage()
    try:
        texts.append(text.get_text_range())
        if _has_notes(page, raw):
            yield f"第{number}页有批注"
        covers, written, hidden = _objects(page, raw)
        if hidden:
            yield f"第{number}页有不显示的文字"
        if any(text.get_text_bounded(*_inside(box)).strip() for at, box in covers if any(w < at for w in written)):
            yield f"第{number}页的遮盖块下面还有文字"
    finally:
        text.close()


def _has_notes(page: "pypdfium2.PdfPage", raw: Any) -> bool:
    """Annotations other than links and the fields of a form."""
    quiet = (raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_POPUP)
    for at in range(raw.FPDFPage_GetAnnotCount(page)):
        note = raw.FPDFPage_GetAnnot(page, at)
        kind = raw.FPDFAnnot_GetSubtype(note)
        raw.FPDFPage_CloseAnnot(note)
        if kind not in quiet:
            return True
    return False


_Box = tuple[float, float, float, float]
_LEAST_WIDTH, _LEAST_HEIGHT = 12.0, 6.0
_INVISIBLE: Final = 3
_DARK: Final = 90
_OPAQUE: Final = 250


def _objects(page: "pypdfium2.PdfPage", raw: Any) -> tuple[list[tuple[int, _Box]], list[int], bool]:
    """Dark filled boxes with their place in the order of drawing, places of texts, and whether a text does not show.

    A scan with its recognised text behind it is how offices make searchable files: there the text is meant to be under
    the picture, so it counts as hidden only where no picture is on the page.
    """
    covers: list[tuple[int, _Box]] = []
    written: list[int] = []
    unseen = picture = False
    for at in range(raw.FPDFPage_CountObjects(page)):
        one = raw.FPDFPage_GetObject(page, at)
        kind = raw.FPDFPageObj_GetType(one)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            written.append(at)
            unseen = unseen or raw.FPDFTextObj_GetTextRenderMode(one) == _INVISIBLE
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            picture = True
        elif kind == raw.FPDF_PAGEOBJ_PATH and (box := _cover(one, raw)) is not None:
            covers.append((at, box))
    return covers, written, unseen and not picture


def _cover(one: Any, raw: Any) -> _Box | None:
    """The box of a dark, filled, opaque path large enough to cover a word."""
    import ctypes  # noqa: PLC0415

    mode, stroke = ctypes.c_int(), ctypes.c_int()
    if not raw.FPDFPath_GetDrawMode(one, mode, stroke) or not mode.value:
        return None
    colour = [ctypes.c_uint() for _ in range(4)]
    if not raw.FPDFPageObj_GetFillColor(one, *colour):
        return None
    red, green, blue, alpha = (one.value for one in colour)
    if alpha < _OPAQUE or max(red, green, blue) > _DARK:
        return None
    edges = [ctypes.c_float() for _ in range(4)]
    if not raw.FPDFPageObj_GetBounds(one, *edges):
        return None
    left, bottom, right, top = (edge.value for edge in edges)
    return (left, bottom, right, top) if right - left >= _LEAST_WIDTH and top - bottom >= _LEAST_HEIGHT else None


def _inside(box: _Box) -> _Box:
    left, bottom, right, top = box
    return left + 1, bottom + 1, right - 1, top - 1


# ---------------------------------------------------------------------------------------------------- Word


def _word(content: bytes) -> LookedAt:
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            names = set(package.namelist())
            if "word/document.xml" not in names:
                return LookedAt()
            body = _part(package, "word/document.xml")
            hidden = tuple(dict.fromkeys(_hidden_in_word(package, names, body)))
            traces = _traces(_people(package, names))
    except (zipfile.BadZipFile, etree.XMLSyntaxError, RuntimeError, OSError, ValueError):
        return LookedAt(("无法打开检查",))
    mark = _MARK.search("".join(str(one.text or "") for one in body.iter(f"{_W}t")))
    return LookedAt(hidden, traces, mark[0] if mark else "")


def _traces(names: list[str]) -> tuple[str, ...]:
    named = [one for one in names if one]
    return (f"的属性中有作者“{named[0]}”",) if named else ()


def _people(package: zipfile.ZipFile, names: set[str]) -> list[str]:
    if "docProps/core.xml" not in names:
        return []
    core = _part(package, "docProps/core.xml")
    return [str(one.text or "").strip() for one in core if str(one.tag).endswith(("}creator", "}lastModifiedBy"))]


def _part(package: zipfile.ZipFile, name: str) -> etree._Element:
    if package.getinfo(name).file_size > _MOST_PART:
        raise ValueError(name)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    return etree.fromstring(package.read(name), parser)


def _hidden_in_word(package: zipfile.ZipFile, names: set[str], body: etree._Element) -> Iterator[str]:
    if "word/comments.xml" in names and len(_part(package, "word/comments.xml")):
        yield "有批注"
    if any(True for tag in ("ins", "del", "moveFrom", "moveTo") for _ in body.iter(f"{_W}{tag}")):
        yield "有未接受的修订"
    if any(one.get(f"{_W}val", "1") not in ("0", "false") for one in body.iter(f"{_W}vanish")):
        yield "有隐藏文字"
    if any(name.startswith("word/embeddings/") for name in names):
        yield "内嵌了其他文件"
