"""The tags of a template, put back into one piece and read as plain text with one line for each paragraph.

Word processors split tags into runs and curl their quotes; input methods make their signs full-width.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from lxml import etree

from templates.placement import W, style_of, text_of
from templates.template_faults import TemplateFault, place_in
from templates.untrusted_package import parsed, printed_parts

__all__ = ["TAG", "TemplateLine", "lines_of", "mended", "restored_styles", "tag_faults", "text_source"]

_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
TAG: Final = re.compile(r"\{\{[^{}]*\}\}|\{%[^{}]*%\}|\{#[^{}]*#\}")
"""A tag of the template language."""

_LOOSE: Final = re.compile(r"\{[{%#]|[}%#]\}")
# Braces of a Chinese input method, or one sign of each kind: meant as a tag, and printed as it stands.
_LIKE_TAG: Final = re.compile(r"[{｛]\s*[{｛%％]|[}｝%％]\s*[}｝]")
_PARAGRAPH_TAG: Final = re.compile(r"\{%\s*(p|tr)\s+")
_TRIMMED: Final = re.compile(r"\{[{%#][-+]|[-+][}%#]\}")
_WITHIN: Final = str.maketrans({
    "“": '"', "”": '"', "„": '"', "＂": '"', "‘": "'", "’": "'", "＇": "'", "`": "'", "´": "'",
    "｜": "|", "（": "(", "）": ")", "，": ",", "．": ".", "＝": "=", "！": "!", "＞": ">", "＜": "<", "［": "[",
    "］": "]", "＿": "_", "\u3000": " ", "\xa0": " ", "\u2002": " ", "\u2003": " ", "\u2009": " ",
    "\u200b": None, "\u200c": None, "\u200d": None, "\u2060": None, "\ufeff": None, "\xad": None,
})  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateLine:
    """A paragraph of a template.

    Args:
        part: part of the package; number: which paragraph of it, from 1.
        style: id of its style.
        text: its words and tags.
    """

    part: str
    number: int
    style: str
    text: str

    @property
    def place(self) -> str:
        """As sentences name it."""
        return place_in(self.part, self.number, self.text)


def lines_of(parts: Mapping[str, bytes]) -> tuple[TemplateLine, ...]:
    """All paragraphs with words, headers and footers first."""
    found = []
    for part in printed_parts(parts):
        for number, paragraph in enumerate(parsed(part, parts[part]).iter(f"{W}p"), start=1):
            text = text_of(paragraph)
            if text.strip():
                found.append(TemplateLine(part=part, number=number, style=style_of(paragraph), text=text))
    return tuple(found)


def text_source(lines: tuple[TemplateLine, ...]) -> str:
    """The template without its looks, one line for each paragraph: what is asked of its tags is asked of this."""
    return "\n".join(_PARAGRAPH_TAG.sub("{% ", one.text.replace("\n", " ")) for one in lines)


def mended(parts: Mapping[str, bytes]) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """The parts with every tag in one run and in plain signs, and the places where signs were changed."""
    whole = dict(parts)
    changed: list[str] = []
    for part in printed_parts(parts):
        if b"{" not in parts[part]:
            continue
        root = parsed(part, parts[part])
        for number, paragraph in enumerate(root.iter(f"{W}p"), start=1):
            if _mend(paragraph):
                changed.append(place_in(part, number, text_of(paragraph)))
        whole[part] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return whole, tuple(changed)


def _mend(paragraph: etree._Element) -> bool:
    """Put the tags of a paragraph into single runs; True if signs of one were changed."""
    pieces = list(paragraph.iter(f"{W}t"))
    words = "".join(one.text or "" for one in pieces)
    changed = False
    for tag in reversed(list(TAG.finditer(words))):
        clean = tag[0].translate(_WITHIN)
        changed = changed or clean != tag[0]
        _put(pieces, tag.start(), tag.end(), clean)
    return changed


def _put(pieces: list[etree._Element], start: int, end: int, clean: str) -> None:
    """Write a tag where it begins, and take it away from the runs behind."""
    at = 0
    for piece in pieces:
        text = piece.text or ""
        begin, stop = max(start - at, 0), min(end - at, len(text))
        if begin < stop:
            piece.text = text[:begin] + (clean if at + begin == start else "") + text[stop:]
            piece.set(_SPACE, "preserve")
        at += len(text)


def tag_faults(lines: tuple[TemplateLine, ...]) -> Iterator[TemplateFault]:
    """Tags that are not closed in their paragraph, or that only look like tags."""
    for line in lines:
        rest = TAG.sub("", line.text)
        if _LOOSE.search(rest):
            sentence = "标记没有在本段内写完整；标记要从 {{ 或者 {% 开始，在同一段里以 }} 或者 %} 结束"
            yield TemplateFault(code="template_tag_open", sentence=sentence, place=line.place)
        elif _LIKE_TAG.search(rest):
            sentence = "标记要用半角的 {{ }} 或者 {% %}，不用全角括号"
            yield TemplateFault(code="template_tag_signs", sentence=sentence, place=line.place)
        for tag in TAG.findall(line.text):
            yield from _one_tag(line, tag)
        alone = _PARAGRAPH_TAG.search(line.text)
        if alone is not None and alone[1] == "p" and TAG.sub("", line.text, count=1).strip():
            sentence = "以 {%p 开头的标记独占一段，同段的文字会丢失，请把文字移到另一段"
            yield TemplateFault(code="template_tag_words", sentence=sentence, place=line.place)


def _one_tag(line: TemplateLine, tag: str) -> Iterator[TemplateFault]:
    if "\t" in tag:
        yield TemplateFault(code="template_tag_signs", sentence=f"标记“{tag}”里有制表符，请删去", place=line.place)
    if _TRIMMED.search(tag):
        sentence = f"标记“{tag}”里的减号或者加号会吞掉前后文字，请删去"
        yield TemplateFault(code="template_tag_signs", sentence=sentence, place=line.place)
    if tag.startswith("{#"):
        sentence = f"“{tag}”不会印出，请删去"
        yield TemplateFault(code="template_tag_comment", sentence=sentence, place=line.place)
    if re.match(r"\{%\s*(raw|endraw)\b", tag):
        yield TemplateFault(code="template_construct", sentence=f"不能用“{tag}”", place=line.place)


def restored_styles(parts: Mapping[str, bytes], shipped: Mapping[str, bytes]) -> dict[str, bytes]:
    """The parts with the ids of the shipped styles, which WPS replaces by numbers; the name of a style tells it."""
    wanted = {name: key for key, name in _style_names(shipped)}
    renamed = {key: wanted[name] for key, name in _style_names(parts) if wanted.get(name, key) != key}
    taken = {key for key, _ in _style_names(parts)} - set(renamed)
    renamed = {old: new for old, new in renamed.items() if new not in taken}
    if not renamed:
        return dict(parts)
    whole = dict(parts)
    for part in parts:
        if part.startswith("word/") and part.endswith(".xml"):
            root = parsed(part, parts[part])
            _rename(root, renamed)
            whole[part] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return whole


def _style_names(parts: Mapping[str, bytes]) -> tuple[tuple[str, str], ...]:
    found = []
    for style in parsed("word/styles.xml", parts["word/styles.xml"]).iter(f"{W}style"):
        name = style.find(f"{W}name")
        if name is not None:
            found.append((str(style.get(f"{W}styleId")), str(name.get(f"{W}val")).strip().lower()))
    return tuple(found)


def _rename(root: etree._Element, renamed: Mapping[str, str]) -> None:
    for style in root.iter(f"{W}style"):
        old = str(style.get(f"{W}styleId"))
        style.set(f"{W}styleId", renamed.get(old, old))
    for mark in root.iter(*(f"{W}{one}" for one in ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link"))):
        old = str(mark.get(f"{W}val"))
        mark.set(f"{W}val", renamed.get(old, old))
