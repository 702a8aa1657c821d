"""The word 草稿 at the head of every page of a letter that is not issued: for the PDF that leaves the program."""

from typing import Final

from lxml import etree

from templates.package import read_package, write_package
from templates.placement import W

__all__ = ["marked_as_draft"]

_WORDS: Final = "草　稿"
# In a frame at a fixed place of the page, anchored in the footers, which every page has: nothing of the letter moves.
_FRAME: Final = (
    f'<w:p xmlns:w="{W[1:-1]}"><w:pPr><w:pStyle w:val="Contact"/>'
    '<w:framePr w:w="2400" w:h="620" w:hRule="exact" w:wrap="around" w:vAnchor="page" w:hAnchor="page" '
    'w:x="1587" w:y="780"/><w:ind w:firstLineChars="0" w:firstLine="0"/></w:pPr>'
    '<w:r><w:rPr><w:b/><w:sz w:val="36"/><w:szCs w:val="36"/></w:rPr>'
    f'<w:t xml:space="preserve">{_WORDS}</w:t></w:r></w:p>'
)


def marked_as_draft(document: bytes) -> bytes:
    """The same letter with 草稿 at the upper left of every page.

    Raises:
        zipfile.BadZipFile: if the bytes are no .docx.
    """
    parts = read_package(document)
    for name in [one for one in parts if one.startswith("word/footer") and one.endswith(".xml")]:
        root = etree.fromstring(parts[name])
        root.insert(0, etree.fromstring(_FRAME))
        parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return write_package(parts)
