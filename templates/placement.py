"""What can only be decided once the words stand in the letter.

Line breaks become paragraphs, tabs become tab stops, the signature is centred on the date, the mark is fitted to the
line, and the last words of the letter stay with the signature.
"""

from collections.abc import Iterator
from copy import deepcopy
from typing import Final

from lxml import etree

from templates.wording import half_widths

__all__ = [
    "HEAD_RULE_GAP",
    "MARK_LINE",
    "MARK_TOP",
    "RULE_LINE",
    "W",
    "break_lines",
    "fit_mark",
    "keep_introductions",
    "place_signature",
    "style_of",
    "text_of",
]

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_LINE_CHARS: Final = 28
_CHAR_TWIPS: Final = 316  # 15.79 pt
_DATE_INDENT: Final = 4  # characters right of the date, for a letter with a seal
_MARK_POINTS: Final = (42, 26)  # largest mark (15 mm), smallest before it wraps
_TEXT_POINTS: Final = 442  # 156 mm
_MARK_ROOM: Final = 481  # 170 mm, in points: a mark that has to wrap does so at the width of the double line
MARK_TOP: Final = 1701  # twips, 30 mm
MARK_LINE: Final = 22  # twips of a line for each point of type: a tenth more, so that its upper edge is where it begins
RULE_LINE: Final = 20  # twips, height of the empty line over a double line
HEAD_RULE_GAP: Final = 153  # twips between the lines of the mark and the double line: 4 mm under the type


def style_of(paragraph: etree._Element) -> str:
    """Style id of a paragraph, empty if it has none."""
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if style is None else str(style.get(f"{W}val", ""))


def text_of(paragraph: etree._Element) -> str:
    """Printed text of a paragraph; tabs as tab signs, fields without their code."""
    signs = (one.text or "" if one.tag == f"{W}t" else "\t" for one in paragraph.iter(f"{W}t", f"{W}tab"))
    return "".join(signs)


def break_lines(root: etree._Element) -> None:
    """Split paragraphs at line feeds and turn tab signs into tabs, keeping paragraph and run properties."""
    broken: dict[etree._Element, None] = {}
    for text in root.iter(f"{W}t"):
        words = text.text or ""
        if "\t" in words or "\n" in words:
            broken[next(text.iterancestors(f"{W}p"))] = None
        elif words != words.strip():
            text.set(_SPACE, "preserve")
    for paragraph in broken:
        pieces = list(_split(paragraph))
        for piece in pieces:
            paragraph.addprevious(piece)
        _parent(paragraph).remove(paragraph)


def _split(paragraph: etree._Element) -> Iterator[etree._Element]:
    properties = paragraph.find(f"{W}pPr")
    current = _like(paragraph, properties)
    for run in paragraph:
        if run is properties:
            continue
        if run.tag != f"{W}r":
            current.append(deepcopy(run))
            continue
        run_properties = run.find(f"{W}rPr")
        copy = _like(run, run_properties)
        for child in run:
            if child is run_properties:
                continue
            if child.tag != f"{W}t":
                copy.append(deepcopy(child))
                continue
            for number, line in enumerate((child.text or "").split("\n")):
                if number:
                    current.append(copy)
                    yield current
                    current, copy = _like(paragraph, properties), _like(run, run_properties)
                _append_words(copy, line)
        current.append(copy)
    yield current


def _append_words(run: etree._Element, line: str) -> None:
    for number, words in enumerate(line.split("\t")):
        if number:
            etree.SubElement(run, f"{W}tab")
        if words:
            text = etree.SubElement(run, f"{W}t")
            text.text = words
            text.set(_SPACE, "preserve")


def _like(element: etree._Element, properties: etree._Element | None) -> etree._Element:
    copy = etree.Element(element.tag, nsmap={"w": W[1:-1]})
    if properties is not None:
        copy.append(deepcopy(properties))
    return copy


def place_signature(body: etree._Element) -> None:
    """Centre signature and date on each other, the date four characters from the right (GB/T 9704, with a seal).

    Both are centred between a left indent and the right margin; the indent is chosen so that the date comes to stand in
    its place. Being centred, they stay on each other whatever widths the fonts of a machine have.
    """
    signatures = [one for one in body.iter(f"{W}p") if style_of(one) == "Signature"]
    dates = [one for one in body.iter(f"{W}p") if style_of(one) == "SignDate"]
    if not dates:
        return
    date_width = max(half_widths(text_of(one)) for one in dates) / 2
    name_width = max((half_widths(text_of(one)) / 2 for one in signatures), default=0.0)
    region = min(max(date_width + 2 * _DATE_INDENT, name_width + 1), float(_LINE_CHARS))
    left = _LINE_CHARS - region
    for later in signatures[1:]:
        # Only the first line of a signature in several lines stands off from the text.
        _properties(later, "spacing").set(f"{W}before", "0")
    for one in (*signatures, *dates):
        indent = _properties(one, "ind")
        indent.set(f"{W}leftChars", str(round(left * 100)))
        indent.set(f"{W}left", str(round(left * _CHAR_TWIPS)))
        indent.set(f"{W}firstLineChars", "0")
        indent.set(f"{W}firstLine", "0")
    if signatures:
        _keep_last_words(signatures[0])


def _keep_last_words(signature: etree._Element) -> None:
    """Bind the last paragraph of the text to the signature: a page with nothing but a seal invites forgery."""
    before = signature.getprevious()
    while before is not None and style_of(before).startswith("Annex"):
        before = before.getprevious()  # the list of annexes binds itself, by its style
    if before is not None and before.tag == f"{W}p":
        _keep_with_next(before)


def keep_introductions(body: etree._Element) -> None:
    """A line that announces what follows (it ends with a colon, or is 此致) does not stand last on a page."""
    for paragraph in body.iter(f"{W}p"):
        if style_of(paragraph) == "Body" and text_of(paragraph).endswith(("：", "此致")):
            _keep_with_next(paragraph)


def _keep_with_next(paragraph: etree._Element) -> None:
    properties = paragraph.find(f"{W}pPr")
    if properties is not None and properties.find(f"{W}keepNext") is None:
        properties.insert(1, etree.Element(f"{W}keepNext"))


def fit_mark(root: etree._Element) -> None:
    """Set the size of the agency mark so that it stands in one line, as large as the standard wants."""
    largest, smallest = _MARK_POINTS
    for paragraph in root.iter(f"{W}p"):
        if style_of(paragraph) != "AgencyMark":
            continue
        width = max(half_widths(text_of(paragraph)) / 2, 1)
        points = max(min(largest, int(_TEXT_POINTS / width)), smallest)
        spacing = _properties(paragraph, "spacing")
        spacing.set(f"{W}line", str(points * MARK_LINE))
        spacing.set(f"{W}lineRule", "exact")
        lines = -(-width // (_MARK_ROOM // points))
        _hang_rule(root, MARK_TOP + int(lines) * points * MARK_LINE + HEAD_RULE_GAP)
        for run in paragraph.iter(f"{W}r"):
            properties = run.find(f"{W}rPr")
            if properties is None:
                properties = etree.Element(f"{W}rPr")
                run.insert(0, properties)
            for tag in ("sz", "szCs"):
                etree.SubElement(properties, f"{W}{tag}").set(f"{W}val", str(points * 2))


def _hang_rule(root: etree._Element, below: int) -> None:
    """Put the double line of the head where the mark ends, in twips from the upper edge of the paper."""
    for paragraph in root.iter(f"{W}p"):
        frame = paragraph.find(f"{W}pPr/{W}framePr")
        if frame is not None and style_of(paragraph) == "HeadRule":
            frame.set(f"{W}y", str(below - RULE_LINE))


def _properties(paragraph: etree._Element, tag: str) -> etree._Element:
    """A paragraph property, added behind the style if it is not there."""
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        properties = etree.Element(f"{W}pPr")
        paragraph.insert(0, properties)
    found = properties.find(f"{W}{tag}")
    if found is None:
        found = etree.SubElement(properties, f"{W}{tag}")
    return found


def _parent(element: etree._Element) -> etree._Element:
    parent = element.getparent()
    if parent is None:
        raise ValueError("the element stands alone")
    return parent
