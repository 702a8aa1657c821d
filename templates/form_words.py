"""The words of a paragraph of a .docx as a reader sees them."""

from collections.abc import Iterator
from typing import Final

from lxml import etree

from templates.form_numbering import ListNumbers
from templates.form_ticks import EMPTY, TICKED, symbol
from templates.placement import W

__all__ = ["WordReader"]

_W14: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_OFF: Final = frozenset({"0", "false", "off", "none"})
_SKIPPED: Final = frozenset({
    "del", "moveFrom", "delText", "instrText", "delInstrText", "rPr", "pPr", "sdtPr", "rt", "rubyPr", "txbxContent",
    "footnoteReference", "commentReference", "fldData",
})  # fmt: skip
_SIGNS: Final = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}


class WordReader:
    """Reads paragraphs and remembers what it left out.

    Args:
        styles: the part ``word/styles.xml``, None when there is none.
        numbers: the lists of the document.
    """

    def __init__(self, styles: etree._Element | None, numbers: ListNumbers) -> None:
        self._numbers = numbers
        self._hiding = _hiding_styles(styles)
        self._numbered = _numbered_styles(styles)
        self._left_out: dict[str, None] = {}

    def remarks(self) -> tuple[str, ...]:
        """What was left out so far, one Chinese phrase each."""
        return tuple(self._left_out)

    def paragraph(self, paragraph: etree._Element) -> str:
        """The words of a paragraph with the number that Word sets before it; line breaks as new lines."""
        properties = paragraph.find(f"{W}pPr")
        style = properties.find(f"{W}pStyle") if properties is not None else None
        if style is not None and str(style.get(f"{W}val")) in self._hiding:
            self._note("有隐藏文字，没有读入", paragraph)
            return ""
        text = "".join(self._pieces(paragraph))
        numbering = self._numbered.get(str(style.get(f"{W}val"))) if style is not None else None
        mark = self._numbers.mark(properties, numbering) if text.strip() else ""
        return f"{mark}{text}" if mark else text

    def boxes(self, paragraph: etree._Element) -> Iterator[etree._Element]:
        """The text boxes that hang on a paragraph, each once though the file may hold an older copy of it."""
        for one in paragraph.iter(f"{W}txbxContent"):
            parents = [str(up.tag) for up in one.iterancestors()]
            nested = parents.count(f"{W}txbxContent")
            copy = f"{_MC}Fallback" in parents and self._has_choice(one)
            if not nested and not copy and not {f"{W}del", f"{W}moveFrom"} & set(parents):
                yield one

    @staticmethod
    def _has_choice(box: etree._Element) -> bool:
        holder = next((up for up in box.iterancestors() if up.tag == f"{_MC}AlternateContent"), None)
        choice = None if holder is None else holder.find(f"{_MC}Choice")
        return choice is not None and next(choice.iter(f"{W}txbxContent"), None) is not None

    def _note(self, remark: str, element: etree._Element) -> None:
        if any((one.text or "").strip() for one in element.iter(f"{W}t", f"{W}delText")):
            self._left_out.setdefault(remark)

    def _pieces(self, element: etree._Element) -> Iterator[str]:
        for one in element:
            local = str(etree.QName(one).localname)
            if local in ("del", "moveFrom"):
                self._note("有修订：插入的文字计入，删去的没有读入", one)
            elif local == "ins":
                self._note("有修订：插入的文字计入，删去的没有读入", one)
                yield from self._pieces(one)
            elif local == "r":
                yield from self._run(one)
            elif local == "sdt":
                yield from self._control(one)
            elif local == "Fallback" and self._choice_beside(one):
                continue
            elif local not in _SKIPPED:
                yield from self._sign(one, "") if one.tag in _LEAVES else self._pieces(one)

    @staticmethod
    def _choice_beside(fallback: etree._Element) -> bool:
        holder = fallback.getparent()
        return holder is not None and holder.find(f"{_MC}Choice") is not None

    def _control(self, control: etree._Element) -> Iterator[str]:
        """What a content control shows; its prompt is not an answer, and a box knows whether it is ticked."""
        properties = control.find(f"{W}sdtPr")
        if properties is not None:
            box = properties.find(f"{_W14}checkbox")
            if box is not None:
                checked = box.find(f"{_W14}checked")
                yield TICKED if checked is not None and checked.get(f"{_W14}val", "1") not in _OFF else EMPTY
                return
            prompt = properties.find(f"{W}showingPlcHdr")
            if prompt is not None and prompt.get(f"{W}val", "1") not in _OFF:
                return
        yield from self._pieces(control)

    def _run(self, run: etree._Element) -> Iterator[str]:
        look = run.find(f"{W}rPr")
        if self._is_hidden(look):
            self._note("有隐藏文字，没有读入", run)
            return
        if _is_on(look, "strike") or _is_on(look, "dstrike"):
            self._note("有划去的文字，没有读入", run)
            return
        font = _symbol_font(look)
        for one in run:
            local = str(etree.QName(one).localname)
            if one.tag in _LEAVES:
                yield from self._sign(one, font)
            elif local == "control" or (local == "object" and next(one.iter(f"{W}control"), None) is not None):
                self._left_out.setdefault("有控件，控件里的勾选和文字读不到，请对照原件")
            elif local not in _SKIPPED:
                yield from self._pieces(one)

    def _sign(self, one: etree._Element, font: str) -> Iterator[str]:
        local = str(etree.QName(one).localname)
        if local == "t":
            text = one.text or ""
            yield "".join(symbol(font, ord(sign)) or sign for sign in text) if font else text
        elif local == "sym":
            code = str(one.get(f"{W}char", "0"))
            yield symbol(str(one.get(f"{W}font", "")), int(code, 16)) if _is_hex(code) else ""
        elif local == "fldChar":
            yield _old_control(one)
        elif local == "br" and one.get(f"{W}type") == "page":
            yield ""
        else:
            yield _SIGNS.get(local, "")

    def _is_hidden(self, look: etree._Element | None) -> bool:
        if look is None:
            return False
        style = look.find(f"{W}rStyle")
        if style is not None and str(style.get(f"{W}val")) in self._hiding:
            shown = look.find(f"{W}vanish")
            return shown is None or shown.get(f"{W}val", "1") not in _OFF
        return _hides(look)


_LEAVES: Final = frozenset(
    f"{W}{name}" for name in ("t", "sym", "fldChar", "tab", "br", "cr", "noBreakHyphen", "ptab", "softHyphen")
)


def _is_on(look: etree._Element | None, name: str) -> bool:
    mark = look.find(f"{W}{name}") if look is not None else None
    return mark is not None and mark.get(f"{W}val", "1") not in _OFF


def _is_hex(text: str) -> bool:
    return 0 < len(text) <= 6 and all(sign in "0123456789abcdefABCDEF" for sign in text)


def _hides(look: etree._Element | None) -> bool:
    if look is None:
        return False
    if any(_is_on(look, tag) for tag in ("vanish", "webHidden", "specVanish")):
        return True
    color = look.find(f"{W}color")
    white = color is not None and str(color.get(f"{W}val", "")).upper() == "FFFFFF"
    return white and look.find(f"{W}shd") is None and look.find(f"{W}highlight") is None


def _hiding_styles(styles: etree._Element | None) -> frozenset[str]:
    if styles is None:
        return frozenset()
    found: set[str] = set()
    based: dict[str, str] = {}
    for one in styles.iter(f"{W}style"):
        name = str(one.get(f"{W}styleId"))
        base = one.find(f"{W}basedOn")
        if base is not None:
            based[name] = str(base.get(f"{W}val"))
        if _hides(one.find(f"{W}rPr")):
            found.add(name)
    for _ in range(len(based)):  # styles that rest on a hiding one
        more = {name for name, base in based.items() if base in found} - found
        if not more:
            break
        found |= more
    return frozenset(found)


def _numbered_styles(styles: etree._Element | None) -> dict[str, etree._Element]:
    """The numbering that styles of paragraphs bring along."""
    if styles is None:
        return {}
    numbered = ((str(one.get(f"{W}styleId")), one.find(f"{W}pPr/{W}numPr")) for one in styles.iter(f"{W}style"))
    return {name: found for name, found in numbered if found is not None}


def _symbol_font(look: etree._Element | None) -> str:
    fonts = look.find(f"{W}rFonts") if look is not None else None
    if fonts is None:
        return ""
    names = (str(fonts.get(f"{W}{kind}", "")) for kind in ("ascii", "hAnsi", "eastAsia"))
    return next((one for one in names if "dings" in one.lower()), "")


def _old_control(field: etree._Element) -> str:
    """What a control of an old form shows: a box, or the entry chosen of a list."""
    if field.get(f"{W}fldCharType") != "begin":
        return ""
    box = field.find(f"{W}ffData/{W}checkBox")
    if box is not None:
        checked, default = box.find(f"{W}checked"), box.find(f"{W}default")
        told = checked if checked is not None else default
        return TICKED if told is not None and told.get(f"{W}val", "1") not in _OFF else EMPTY
    entries = field.find(f"{W}ffData/{W}ddList")
    if entries is None:
        return ""
    names = [str(one.get(f"{W}val", "")) for one in entries.iter(f"{W}listEntry")]
    result = entries.find(f"{W}result")
    at = int(str(result.get(f"{W}val"))) if result is not None and str(result.get(f"{W}val")).isdecimal() else 0
    return names[at] if at < len(names) else ""
