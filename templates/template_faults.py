"""What is wrong with a template that an agency edited, and where."""

from dataclasses import dataclass

from lxml import etree

from templates.placement import W, text_of

__all__ = ["TemplateFault", "UnreadableTemplateError", "part_name", "place_in", "place_of", "shortened"]

_SHORT = 24  # characters of a paragraph that a sentence quotes


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateFault:
    """One reason why a template is not taken in.

    Args:
        code: stable identifier.
        sentence: what is wrong and what to do, in Chinese.
        place: which paragraph, e.g. 正文第3段“根据……”; empty for the whole file.
    """

    code: str
    sentence: str
    place: str = ""

    @property
    def told(self) -> str:
        """Place and sentence in one line."""
        return f"{self.place}：{self.sentence}" if self.place else self.sentence


class UnreadableTemplateError(Exception):
    """The file is no template at all, or one that must not even be opened.

    Args:
        fault: why.
    """

    def __init__(self, fault: TemplateFault) -> None:
        super().__init__(fault.told)
        self.fault = fault


def shortened(text: str) -> str:
    """The beginning of a text, as a sentence quotes it."""
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= _SHORT else one_line[:_SHORT] + "…"


def part_name(part: str) -> str:
    """A part of the package as people know it: 正文, 页眉, 页脚; other parts by their file name."""
    stem = part.rpartition("/")[2]
    for start, name in (("document", "正文"), ("header", "页眉"), ("footer", "页脚"), ("styles", "样式")):
        if stem.startswith(start):
            return name
    return stem


def place_in(part: str, number: int, text: str) -> str:
    """Which paragraph: 正文第3段“根据……”. ``number`` counts from 1."""
    quoted = f"“{shortened(text)}”" if text.strip() else ""
    return f"{part_name(part)}第{number}段{quoted}"


def place_of(part: str, root: etree._Element, element: etree._Element) -> str:
    """The paragraph in which an element stands, or the first one in it; the part if there is none."""
    own = element if element.tag == f"{W}p" else next(element.iterancestors(f"{W}p"), None)
    if own is None:
        own = next(element.iter(f"{W}p"), None)
    if own is None:
        return part_name(part)
    number = next(at for at, one in enumerate(root.iter(f"{W}p"), start=1) if one is own)
    return place_in(part, number, text_of(own))
