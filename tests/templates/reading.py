"""Reading a rendered letter back."""

from typing import Any

from lxml import etree

from templates.engine import render
from templates.layout import Layout
from templates.package import read_package
from templates.placement import W, style_of, text_of
from templates.preview import PreviewBlock, blocks_of, plain_text

__all__ = ["W", "blocks", "document", "normalised", "part", "style_value", "styled", "text_of_document", "words"]


def blocks(letter: Any, layout: Layout | None = None) -> tuple[PreviewBlock, ...]:
    return blocks_of(render(letter.kind, letter, layout))


def words(letter: Any) -> str:
    return plain_text(blocks(letter))


def part(data: bytes, name: str) -> etree._Element:
    return etree.fromstring(read_package(data)[name])


def document(letter: Any, layout: Layout | None = None) -> etree._Element:
    return part(render(letter.kind, letter, layout), "word/document.xml")


def text_of_document(root: etree._Element) -> list[str]:
    return [text_of(one) for one in root.iter(f"{W}p")]


def styled(root: etree._Element, style: str) -> list[etree._Element]:
    return [one for one in root.iter(f"{W}p") if style_of(one) == style]


def style_value(styles: etree._Element, style: str, path: str, attribute: str) -> str | None:
    found = styles.xpath(f"w:style[@w:styleId='{style}']/{path}", namespaces={"w": W[1:-1]})
    assert isinstance(found, list)
    assert len(found) == 1, (style, path)
    element = found[0]
    assert isinstance(element, etree._Element)
    value = element.get(f"{W}{attribute}")
    return None if value is None else str(value)


def normalised(data: bytes) -> str:
    """The parts that a letter changes, one element a line: what the golden files hold."""
    parts = read_package(data)
    printed: list[str] = []
    for name in sorted(parts):
        if name == "word/document.xml" or name.startswith("word/header"):
            root = etree.fromstring(parts[name], etree.XMLParser(remove_blank_text=True))
            etree.indent(root, " ")
            printed.append(f"<!-- {name} -->\n{etree.tostring(root, encoding='unicode')}\n")
    return "".join(printed)
