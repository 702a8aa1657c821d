"""Numbers that Word sets of its own accord: they stand in no paragraph, but a list of things asked for needs them."""

from typing import Final

from lxml import etree

from templates.placement import W

__all__ = ["ListNumbers"]

_DIGITS: Final = "零一二三四五六七八九"
_CIRCLED: Final = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_CHINESE: Final = frozenset({
    "chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting", "ideographDigital",
    "taiwaneseCountingThousand", "chineseLegalSimplified",
})  # fmt: skip
_CIRCLES: Final = frozenset({"decimalEnclosedCircle", "decimalEnclosedCircleChinese"})
_MOST_LEVELS: Final = 9


def _written(kind: str, number: int) -> str:
    if kind in _CHINESE and number < 100:
        tens, ones = divmod(number, 10)
        if not tens:
            return _DIGITS[ones]
        return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")
    if kind in _CIRCLES and number <= len(_CIRCLED):
        return _CIRCLED[number - 1]
    if kind in ("lowerLetter", "upperLetter") and number <= 26:
        letter = chr(ord("a") + number - 1)
        return letter if kind == "lowerLetter" else letter.upper()
    return str(number)


class ListNumbers:
    """Counts the lists of a document while its paragraphs are read in order.

    Args:
        numbering: the part ``word/numbering.xml``, None when there is none.
    """

    def __init__(self, numbering: etree._Element | None) -> None:
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        if numbering is None:
            return
        lists = {str(one.get(f"{W}abstractNumId")): one for one in numbering.iter(f"{W}abstractNum")}
        for one in numbering.iter(f"{W}num"):
            target = one.find(f"{W}abstractNumId")
            base = lists.get(str(target.get(f"{W}val"))) if target is not None else None
            if base is not None:
                self._levels[str(one.get(f"{W}numId"))] = _levels_of(base)

    def mark(self, properties: etree._Element | None, of_style: etree._Element | None = None) -> str:
        """The number before a paragraph; "" for none and for bullets.

        Args:
            properties: of the paragraph.
            of_style: the numbering that its style brings, which its own replaces.
        """
        own = properties.find(f"{W}numPr") if properties is not None else None
        found = own if own is not None else of_style
        if found is None:
            return ""
        number, level = found.find(f"{W}numId"), found.find(f"{W}ilvl")
        key = str(number.get(f"{W}val")) if number is not None else ""
        at = _count(level, 0)
        levels = self._levels.get(key, {})
        if at not in levels:
            return ""
        counts = self._counts.setdefault(key, {})
        counts[at] = counts.get(at, levels[at][2] - 1) + 1
        for deeper in [one for one in counts if one > at]:
            del counts[deeper]
        return self._text(levels, counts, at)

    def _text(self, levels: dict[int, tuple[str, str, int]], counts: dict[int, int], at: int) -> str:
        kind, pattern, _ = levels[at]
        if kind in ("bullet", "none"):
            return ""
        for one in range(_MOST_LEVELS):
            if f"%{one + 1}" in pattern and one in levels:
                count = counts.get(one, levels[one][2])
                pattern = pattern.replace(f"%{one + 1}", _written(levels[one][0], count))
        return pattern


def _levels_of(base: etree._Element) -> dict[int, tuple[str, str, int]]:
    found = {}
    for one in base.iter(f"{W}lvl"):
        kind, text, start = (one.find(f"{W}{name}") for name in ("numFmt", "lvlText", "start"))
        level = str(one.get(f"{W}ilvl"))
        found[int(level) if level.isdecimal() else 0] = (
            str(kind.get(f"{W}val")) if kind is not None else "decimal",
            str(text.get(f"{W}val")) if text is not None else "",
            _count(start, 1),
        )
    return found


def _count(element: etree._Element | None, otherwise: int) -> int:
    written = str(element.get(f"{W}val")) if element is not None else ""
    return int(written) if written.isdecimal() else otherwise
