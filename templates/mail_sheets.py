"""What goes with the day's mail and is no letter: plain .docx pages made from code; equal words give equal bytes."""

from typing import Final
from xml.sax.saxutils import escape

from templates.cleaning import clean_text
from templates.letter_geometry import CORE_PROPERTIES, DECLARATION, NAMESPACES, font_table_xml
from templates.package import write_package

__all__ = ["cell_xml", "document_bytes", "paragraph_xml", "twips"]

_TYPES: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_TWIPS_A_MM: Final = 1440 / 25.4


def twips(millimetres: float) -> int:
    """Millimetres in twentieths of a point."""
    return round(millimetres * _TWIPS_A_MM)


def paragraph_xml(
    text: str,
    font: str,
    half_points: int,
    *,
    align: str = "left",
    bold: bool = False,
    before: int = 0,
    indent: tuple[int, int] = (0, 0),
) -> str:
    """One paragraph.

    Args:
        text: its words, printed literally.
        font: name of the font.
        half_points: size.
        align: left, center or right.
        bold: heavier.
        before: room above in twips.
        indent: room left and right in twips.
    """
    left, right = indent
    sides = f'<w:ind w:left="{left}" w:right="{right}"/>' if left or right else ""
    weight = "<w:b/>" if bold else ""
    fonts = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}"/>'
    size = f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'
    words = escape(clean_text(text))
    run = f'<w:r><w:rPr>{fonts}{weight}{size}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>' if words else ""
    properties = (
        f'<w:spacing w:before="{before}" w:after="0"/>{sides}<w:jc w:val="{align}"/>'
        f"<w:rPr>{fonts}{weight}{size}</w:rPr>"
    )
    return f"<w:p><w:pPr>{properties}</w:pPr>{run}</w:p>"


def cell_xml(width: int, inside: str, *, span: int = 1, border: str = "", middle: bool = True) -> str:
    """One cell of a table; ``border`` is a colour, empty for none."""
    lines = ""
    if border:
        sides = "".join(
            f'<w:{side} w:val="single" w:sz="6" w:space="0" w:color="{border}"/>'
            for side in ("top", "left", "bottom", "right")
        )
        lines = f"<w:tcBorders>{sides}</w:tcBorders>"
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    upright = f'<w:vAlign w:val="{"center" if middle else "top"}"/>'
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}{lines}{upright}</w:tcPr>{inside}</w:tc>'


def document_bytes(body: str, section: str, footer: str = "") -> bytes:
    """A .docx of a body and one section; with ``footer`` the section may name ``rIdFooter``."""
    parts = {
        "[Content_Types].xml": _content_types(footer=bool(footer)),
        "_rels/.rels": _relations(
            ("rId1", f"{_OFFICE}/officeDocument", "word/document.xml"),
            ("rId2", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ),
        "docProps/core.xml": CORE_PROPERTIES,
        "word/document.xml": f"{DECLARATION}<w:document {NAMESPACES}><w:body>{body}{section}</w:body></w:document>",
        "word/fontTable.xml": font_table_xml(),
        "word/_rels/document.xml.rels": _relations(
            ("rIdFonts", f"{_OFFICE}/fontTable", "fontTable.xml"),
            *((("rIdFooter", f"{_OFFICE}/footer", "footer1.xml"),) if footer else ()),
        ),
    }
    if footer:
        parts["word/footer1.xml"] = f"{DECLARATION}<w:ftr {NAMESPACES}>{footer}</w:ftr>"
    return write_package({name: text.encode("utf-8") for name, text in parts.items()})


def _content_types(*, footer: bool) -> str:
    kinds = [("document", "document.main"), ("fontTable", "fontTable"), *([("footer1", "footer")] if footer else [])]
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPES}.{kind}+xml"/>' for name, kind in kinds
    )
    core = "application/vnd.openxmlformats-package.core-properties+xml"
    return (
        f'{DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'{overrides}<Override PartName="/docProps/core.xml" ContentType="{core}"/></Types>'
    )


def _relations(*entries: tuple[str, str, str]) -> str:
    inside = "".join(f'<Relationship Id="{key}" Type="{kind}" Target="{target}"/>' for key, kind, target in entries)
    return f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{inside}</Relationships>'
