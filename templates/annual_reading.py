"""A published annual report (.docx) read again: the words of its six parts, and its tables as grids of texts.

What the tables mean is for ``reports`` to say. Nothing but the main part is opened, so links and pictures do no harm.
"""

import io
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from law.annual_form import annual_layout
from law.errors import UserError
from templates.placement import W

__all__ = ["AnnualDocument", "read_annual_docx"]

_MAIN: Final = "word/document.xml"
_MOST_BYTES: Final = 60_000_000
_MOST_CELLS: Final = 100_000
_GONE: Final = (f"{W}del", f"{W}moveFrom")


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnualDocument:
    """What a document holds.

    Attributes:
        words: everything before the first part: title and preface, by line.
        parts: the words of the six parts, paragraphs by line; empty where the document has no such heading.
        grids: its tables; of merged cells the first has the words, the others are empty.
    """

    words: str
    parts: tuple[str, ...]
    grids: tuple[tuple[tuple[str, ...], ...], ...]


def read_annual_docx(content: bytes) -> AnnualDocument:
    """Read a .docx.

    Raises:
        UserError: ``annual_file_unreadable``: no .docx, encrypted, damaged, too large.
    """
    body = _root(content).find(f"{W}body")
    if body is None:
        raise _unreadable("文件没有正文")
    titles = [_core(one) for one in annual_layout().parts]
    preface: list[str] = []
    parts: list[list[str]] = [[] for _ in titles]
    grids: list[tuple[tuple[str, ...], ...]] = []
    at = -1
    for element in _blocks(body):
        if element.tag == f"{W}tbl":
            grids.append(_grid(element))
            continue
        line = _text(element).strip()
        if _core(line) in titles[at + 1 :]:
            at = titles.index(_core(line))
        elif line:
            (preface if at < 0 else parts[at]).append(line)
    return AnnualDocument(words="\n".join(preface), parts=tuple("\n".join(one) for one in parts), grids=tuple(grids))


def _root(content: bytes) -> etree._Element:
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise _unreadable("文件是旧格式（.doc、.wps）或者设有打开密码", "请另存为 .docx 后再导入")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive, archive.open(_MAIN) as stream:
            xml = stream.read(_MOST_BYTES + 1)
    except KeyError:
        raise _unreadable("文件不是 Word 文档（.docx）") from None
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, OSError, ValueError):
        raise _unreadable("文件不是 Word 文档（.docx），或者已损坏") from None
    if len(xml) > _MOST_BYTES:
        raise _unreadable("文件展开后过大")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(xml, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise _unreadable("文件已损坏") from None


def _unreadable(what: str, todo: str = "请核对是否选对了文件") -> UserError:
    return UserError("annual_file_unreadable", what, todo=todo)


def _blocks(parent: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs and tables in their order, those in content controls too."""
    for one in parent:
        if one.tag in (f"{W}p", f"{W}tbl"):
            yield one
        elif one.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml", f"{W}smartTag"):
            yield from _blocks(one)


def _grid(table: etree._Element) -> tuple[tuple[str, ...], ...]:
    rows: list[tuple[str, ...]] = []
    count = 0
    for row in _of(table, f"{W}tr"):
        cells = [""] * _number(row.find(f"{W}trPr/{W}gridBefore"), 0)
        for cell in _of(row, f"{W}tc"):
            below = cell.find(f"{W}tcPr/{W}vMerge")
            continued = below is not None and below.get(f"{W}val", "continue") == "continue"
            words = "" if continued else "".join(_text(one).strip() for one in cell.iter(f"{W}p"))
            span = min(_number(cell.find(f"{W}tcPr/{W}gridSpan"), 1), 64)
            cells += [words, *[""] * (span - 1)]
        count += len(cells)
        if count > _MOST_CELLS:
            raise _unreadable("表格过大，不像年度报告")
        rows.append(tuple(cells))
    return tuple(rows)


def _of(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Children of a kind, those in content controls too, but not those of tables inside."""
    for one in parent:
        if one.tag == tag:
            yield one
        elif one.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins"):
            yield from _of(one, tag)


def _number(element: etree._Element | None, otherwise: int) -> int:
    value = "" if element is None else str(element.get(f"{W}val", ""))
    return int(value) if value.isdigit() else otherwise


def _text(paragraph: etree._Element) -> str:
    """The words that a reader sees: not those that a tracked change deleted or moved elsewhere."""
    words: list[str] = []
    for one in paragraph.iter(f"{W}t", f"{W}tab", f"{W}br"):
        if any(up.tag in _GONE for up in one.iterancestors()):
            continue
        words.append((one.text or "") if one.tag == f"{W}t" else " ")
    return "".join(words)


def _core(line: str) -> str:
    return "".join(unicodedata.normalize("NFKC", line).split())
