"""The words of what is pasted from Word, WPS or a browser: no looks, nothing hidden, and nothing lost.

Lists keep their numbers and marks as text, rows of tables become lines, footnotes stay with their numbers. The code of
fields, deleted words and what word processors hide between the words stay out.
"""

import re
import unicodedata
from collections import Counter
from html.parser import HTMLParser
from typing import Final

from typing_extensions import override

__all__ = ["CELL_GAP", "pasted_text", "plain_words", "words_of_html"]

CELL_GAP: Final = "\u3000"
"""Between the cells of a row, and in the place of a tab: a letter has no tab stops."""

_BLOCKS: Final = frozenset({
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "table", "tr", "blockquote", "pre", "section",
    "article", "header", "footer", "dl", "dt", "dd", "caption", "thead", "tbody", "tfoot", "hr", "body",
})  # fmt: skip
_UNSEEN: Final = frozenset({"head", "style", "script", "xml", "title", "template", "noscript", "del", "rp", "iframe"})
_VOID: Final = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
})  # fmt: skip
_HIDDEN: Final = re.compile(
    r"display\s*:\s*none|mso-hide\s*:\s*all|mso-element\s*:\s*(comment|field-begin)", re.IGNORECASE
)
_BULLETS: Final = {
    "\u00b7": "·", "\uf0b7": "·", "\uf06c": "●", "\uf06e": "■", "\uf075": "◆", "\uf0d8": "➢", "\uf0fc": "√",
}  # fmt: skip
_DROPPED: Final = re.compile("[\u200b\u2060\ufeff\u00ad\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_SPACES: Final = re.compile("[\u00a0\u2007\u202f\u2002\u2003\u2009]")
_BREAKS: Final = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_CONTROLS: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_FIELD_CODE: Final = re.compile("\x13[^\x13\x14\x15]*(?:\x14|(?=\x15))")
# What some programs make of the hidden settings of a Word document when they paste it as text.
_SETTINGS: Final = re.compile(
    r"Normal|DocumentNotSpecified|MicrosoftInternetExplorer4|X-NONE|false|true|[A-Z]{2}-[A-Z]{2}|"
    r"\d+(\.\d+)?( ?(磅|pt))?|"
    r"Normal\s+0(\s+(false|true|X-NONE|[A-Z]{2}-[A-Z]{2}|MicrosoftInternetExplorer4|\d+(\.\d+)?( ?(磅|pt))?))*"
)
_NUMBER_GAP: Final = re.compile(
    r"^([（(]?[0-9一二三四五六七八九十a-zA-Z]{1,4}[.)、）．]|[·●■◆➢√○o])(?: {2,}|[ \u3000]*\u3000 *)"
)


def pasted_text(html: str, text: str) -> str:
    """The words of what lies on the clipboard, one line for each paragraph.

    Args:
        html: as HTML, empty if the clipboard has none.
        text: as plain text.
    """
    plain = plain_words(text)
    if not html.strip():
        return plain
    reader = _read(html)
    rich = reader.text()
    # Some programs leave words out of their HTML; then the plain text, which has them, is taken.
    lost = _signs(plain) - _signs(rich) - _signs(reader.hidden_words)
    return plain if lost or not rich else rich


def _signs(text: str) -> Counter[str]:
    """Letters and figures, which no change of looks may lose."""
    return Counter(one for one in text if one.isalnum())


def plain_words(text: str) -> str:
    """Plain text as it goes into a letter: one line for each paragraph, without codes and signs that nobody sees."""
    shown = text.replace("\x0d\x07", "\n").replace("\x07", "\t").replace("\x1e", "-")
    while _FIELD_CODE.search(shown):
        shown = _FIELD_CODE.sub("", shown)
    lines = _BREAKS.sub("\n", shown).split("\n")
    return _joined(_without_settings(lines))


def _without_settings(lines: list[str]) -> list[str]:
    """The lines behind the settings that stand before the words, if there are at least three of them."""
    filled = [one.strip() for one in lines]
    end = 0
    while end < len(filled) and (not filled[end] or _SETTINGS.fullmatch(filled[end])):
        end += 1
    said = [one for one in filled[:end] if one]
    return (
        lines[end:] if said and said[0].startswith("Normal") and sum(len(one.split()) for one in said) >= 3 else lines
    )


def _joined(lines: list[str]) -> str:
    cleaned = (_line(one) for one in lines)
    return "\n".join(one for one in cleaned if one)


def _line(text: str) -> str:
    """One paragraph: its spaces, tabs and invisible signs put right."""
    seen = _SPACES.sub(" ", _DROPPED.sub("", text))
    seen = _CONTROLS.sub("", seen.replace("\t", CELL_GAP))
    seen = "".join(_BULLETS.get(one, one) for one in seen).strip(" \u3000")
    seen = _NUMBER_GAP.sub(lambda found: found[1] + " ", seen)
    return re.sub(" {2,}", " ", seen)


def words_of_html(html: str) -> str:
    """The words of a piece of HTML, one line for each paragraph."""
    return _read(html).text()


def _read(html: str) -> "_Reader":
    start, end = html.find("<!--StartFragment"), html.rfind("<!--EndFragment")
    reader = _Reader()
    # Looks stand before the fragment; one that begins within a list or a table needs what opens it. Word writes the
    # notes of what was copied behind the fragment.
    whole = not 0 <= start < end or _opens_inside(html[:start])
    notes = re.search(r"mso-element:\s*(foot|end)note-list", html[end:]) is not None
    reader.feed(html if whole else html[start:] if notes else html[start:end])
    reader.close()
    return reader


def _opens_inside(before: str) -> bool:
    return bool(re.search(r"<(table|ol|ul)\b", before, re.IGNORECASE))


class _List:
    """A list that is open."""

    def __init__(self, kind: str, start: int, marks: str) -> None:
        self.kind = kind
        self.next = start
        self.marks = marks

    def mark(self) -> str:
        """The number or mark of its next member."""
        if self.kind == "ul":
            return "· "
        number, self.next = self.next, self.next + 1
        if self.marks in ("a", "A") and number <= 26:
            return f"{chr(ord(self.marks) + number - 1)}. "
        return f"{number}. "


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.hidden_words = ""
        self._lines: list[str] = []
        self._words = ""
        self._hidden: list[str] = []
        self._lists: list[_List] = []
        self._cells: list[int] = []
        self._kept_spaces = 0

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if self._hidden or self._is_unseen(tag, given):
            if tag not in _VOID:
                self._hidden.append(tag)
        elif tag == "br":
            self._end_line()
        elif tag in ("ol", "ul"):
            self._begin_list(tag, given)
        elif tag == "li":
            self._begin_member(given)
        elif tag in ("tr", "td", "th"):
            self._begin_of_table(tag)
        elif tag in _BLOCKS:
            self._begin_block(tag)

    def _is_unseen(self, tag: str, given: dict[str, str]) -> bool:
        return tag in _UNSEEN or tag.startswith(("w:", "m:")) or bool(_HIDDEN.search(given.get("style", "")))

    def _begin_list(self, tag: str, given: dict[str, str]) -> None:
        self._end_line()
        start = given.get("start", "1")
        self._lists.append(_List(tag, int(start) if start.isdecimal() else 1, given.get("type", "1")))

    def _begin_member(self, given: dict[str, str]) -> None:
        self._end_line()
        bare = "list-style-type:none" in given.get("style", "").replace(" ", "")
        if bare or not self._lists:
            return
        value = given.get("value", "")
        if value.isdecimal():
            self._lists[-1].next = int(value)
        self._words = self._lists[-1].mark()

    def _begin_of_table(self, tag: str) -> None:
        if tag == "tr":
            self._end_line()
            self._cells.append(0)
        else:
            self._begin_cell()

    def _begin_block(self, tag: str) -> None:
        if not self._cells:
            self._end_line()
        elif self._words and not self._words.endswith((CELL_GAP, " ")):
            self._words += " "  # a second paragraph of a cell stays in its row
        if tag == "pre":
            self._kept_spaces += 1

    def _begin_cell(self) -> None:
        if not self._cells:
            self._cells.append(0)
        if self._cells[-1]:
            self._words = self._words.rstrip(" ") + CELL_GAP
        self._cells[-1] += 1

    @override
    def handle_endtag(self, tag: str) -> None:
        if self._hidden:
            if tag in self._hidden:
                while self._hidden.pop() != tag:
                    pass
            return
        if tag in ("ol", "ul") and self._lists:
            self._end_line()
            self._lists.pop()
        elif tag == "tr":
            if self._cells:
                self._cells.pop()
            if not self._cells:
                self._end_line()
        elif tag in _BLOCKS and not self._cells:
            self._end_line()
        if tag == "pre" and self._kept_spaces:
            self._kept_spaces -= 1

    @override
    def handle_data(self, data: str) -> None:
        if self._hidden:
            self.hidden_words += data if self._hidden[0] not in _UNSEEN or self._hidden[0] == "del" else ""
            return
        if self._kept_spaces:
            first, *rest = _BREAKS.sub("\n", data).split("\n")
            self._words += first
            for line in rest:
                self._end_line()
                self._words = line
            return
        for at, piece in enumerate(re.split(r"[ \t\r\n\f]+", data)):
            if at:
                self._space(piece)
            self._words += piece

    def _space(self, after: str) -> None:
        """Blanks and line ends of the source are one blank, and none between two Chinese signs."""
        before = self._words[-1:]
        if not before or before in (" ", CELL_GAP) or (_is_wide(before) and (not after or _is_wide(after[0]))):
            return
        self._words += " "

    def _end_line(self) -> None:
        self._lines.append(self._words)
        self._words = ""

    def text(self) -> str:
        """Everything read."""
        self._end_line()
        return _joined([part for line in self._lines for part in _BREAKS.sub("\n", line).split("\n")])


def _is_wide(sign: str) -> bool:
    return unicodedata.east_asian_width(sign) in ("W", "F") or sign in "“”‘’…—·"
