"""A letter as a row of blocks, read back from the .docx itself: what the client shows and prints is what was issued."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from law.terms import Term
from templates.package import read_package
from templates.placement import W, style_of, text_of

__all__ = ["BlockKind", "PreviewBlock", "blocks_of", "plain_text"]


class BlockKind(Term):
    """What a block is; the client gives each its look."""

    MARK = "mark", "发文机关标志"
    RULE = "rule", "双线"
    NUMBER = "number", "文号"
    TITLE = "title", "标题"
    ADDRESSEE = "addressee", "主送"
    PARA = "para", "正文"
    EXCERPT = "excerpt", "申请原文"
    HEADING = "heading", "层次标题"
    ANNEX = "annex", "附件说明"
    SIGNATURE = "signature", "署名"
    DATE = "date", "成文日期"
    CONTACT = "contact", "附注"
    TABLE_HEAD = "table_head", "表头"
    TABLE_ROW = "table_row", "表格行"


_KINDS: Final = {
    "AgencyMark": BlockKind.MARK,
    "HeadRule": BlockKind.RULE,
    "FootRule": BlockKind.RULE,
    "DocNumber": BlockKind.NUMBER,
    "LetterTitle": BlockKind.TITLE,
    "SheetTitle": BlockKind.TITLE,
    "Addressee": BlockKind.ADDRESSEE,
    "Excerpt": BlockKind.EXCERPT,
    "Heading1": BlockKind.HEADING,
    "Heading2": BlockKind.HEADING,
    "Annex": BlockKind.ANNEX,
    "AnnexMore": BlockKind.ANNEX,
    "Signature": BlockKind.SIGNATURE,
    "SignDate": BlockKind.DATE,
    "Contact": BlockKind.CONTACT,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewBlock:
    """One paragraph, line or table row of a letter.

    Args:
        kind: what it is.
        text: its text; cells of a table row are joined by a tab.
        cells: cells of a table row, otherwise empty.
        left_chars: left indent in characters (signature and date are centred to the right of it).
        first_line_chars: indent of the first line in characters; negative hangs.
        points: size of the type.
    """

    kind: BlockKind
    text: str = ""
    cells: tuple[str, ...] = ()
    left_chars: float = 0.0
    first_line_chars: float = 0.0
    points: float = 16.0


@dataclass(frozen=True, slots=True)
class _Look:
    left: float
    first: float
    points: float


def blocks_of(document: bytes) -> tuple[PreviewBlock, ...]:
    """The blocks of a letter in reading order: mark, line, number, title, text, signature, lower line.

    Raises:
        zipfile.BadZipFile: if the bytes are no .docx.
        KeyError: if it has no document part.
    """
    parts = read_package(document)
    looks = _looks(parts["word/styles.xml"])
    blocks: list[PreviewBlock] = []
    if "word/header1.xml" in parts:
        header = _blocks(etree.fromstring(parts["word/header1.xml"]), looks)
        # In the file the line hangs in a frame and stands before the mark; older files have it as a border.
        blocks += (one for one in header if one.kind is not BlockKind.RULE)
        blocks.append(PreviewBlock(kind=BlockKind.RULE))
    body = etree.fromstring(parts["word/document.xml"]).find(f"{W}body")
    if body is not None:
        blocks += _blocks(body, looks)
    if "word/footer1.xml" in parts:
        blocks.append(PreviewBlock(kind=BlockKind.RULE))
    return tuple(blocks)


def plain_text(blocks: tuple[PreviewBlock, ...]) -> str:
    """The words of a letter, one block a line, for checks and search."""
    return "\n".join(one.text for one in blocks if one.kind is not BlockKind.RULE)


def _blocks(container: etree._Element, looks: dict[str, _Look]) -> Iterator[PreviewBlock]:
    for child in container:
        if child.tag == f"{W}p":
            yield _block(child, looks)
        elif child.tag == f"{W}tbl":
            yield from (_row(row) for row in child.iter(f"{W}tr"))


def _block(paragraph: etree._Element, looks: dict[str, _Look]) -> PreviewBlock:
    style = style_of(paragraph)
    look = looks.get(style, _Look(0.0, 0.0, 16.0))
    indent = paragraph.find(f"{W}pPr/{W}ind")
    size = paragraph.find(f"{W}r/{W}rPr/{W}sz")
    return PreviewBlock(
        kind=_KINDS.get(style, BlockKind.PARA),
        text=text_of(paragraph),
        left_chars=look.left if indent is None else _hundredth(indent, "leftChars"),
        first_line_chars=look.first if indent is None else _first_line(indent),
        points=look.points if size is None else float(str(size.get(f"{W}val"))) / 2,
    )


def _row(row: etree._Element) -> PreviewBlock:
    cells = tuple("\n".join(text_of(paragraph) for paragraph in cell.iter(f"{W}p")) for cell in row.iter(f"{W}tc"))
    is_head = row.find(f"{W}trPr/{W}tblHeader") is not None
    kind = BlockKind.TABLE_HEAD if is_head else BlockKind.TABLE_ROW
    return PreviewBlock(kind=kind, text="\t".join(cells), cells=cells, points=12.0)


def _looks(styles: bytes) -> dict[str, _Look]:
    """Indents and sizes of the styles, inherited ones included."""
    found: dict[str, _Look] = {}
    for style in etree.fromstring(styles).iter(f"{W}style"):
        based_on = style.find(f"{W}basedOn")
        base = found.get("" if based_on is None else str(based_on.get(f"{W}val")), _Look(0.0, 0.0, 16.0))
        indent = style.find(f"{W}pPr/{W}ind")
        size = style.find(f"{W}rPr/{W}sz")
        found[str(style.get(f"{W}styleId"))] = _Look(
            base.left if indent is None else _hundredth(indent, "leftChars"),
            base.first if indent is None else _first_line(indent),
            base.points if size is None else float(str(size.get(f"{W}val"))) / 2,
        )
    return found


def _first_line(indent: etree._Element) -> float:
    return _hundredth(indent, "firstLineChars") - _hundredth(indent, "hangingChars")


def _hundredth(indent: etree._Element, name: str) -> float:
    return float(str(indent.get(f"{W}{name}", "0"))) / 100
