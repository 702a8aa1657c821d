"""Finding the several things asked for in one letter, by the way people number them.

A guess for the clerk to accept or change, never a decision: how a letter is split belongs to the office.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from casework.views import ItemGuess

__all__ = ["guess_items"]

_DIGITS = "零一二三四五六七八九"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_CHINESE = "[一二三四五六七八九十]{1,3}"
_ARABIC = "[0-9０-９]{1,2}"
# Ways of numbering from the coarsest to the finest. Blanks after the marker belong to it; a decimal point or a table
# ("1<tab>") is no marker.
_STYLES = (
    re.compile(rf"(?P<no>{_CHINESE})、"),
    re.compile(rf"第(?P<no>{_CHINESE}|{_ARABIC})[，,：:、]"),
    re.compile(rf"[（(](?P<no>{_CHINESE})[）)]"),
    re.compile(rf"(?P<no>{_ARABIC})(?:、|[.．](?![0-9０-９]))"),
    re.compile(rf"[（(](?P<no>{_ARABIC})[）)]"),
    re.compile(rf"(?P<no>[{_CIRCLED}])"),
)
_BEFORE = frozenset("\n；;。：:，, 　\t")
_FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")
_TITLE_LENGTH = 40
_LEAD_LENGTH = 200


@dataclass(frozen=True, slots=True)
class _Marker:
    number: int
    start: int
    end: int


def _value(written: str) -> int:
    if written in _CIRCLED:
        return _CIRCLED.index(written) + 1
    written = written.translate(_FULL_WIDTH)
    if written.isdigit():
        return int(written)
    tens, found, ones = written.partition("十")
    if not found:
        return _DIGITS.index(written) if len(written) == 1 else 0
    return (_DIGITS.index(tens) if tens else 1) * 10 + (_DIGITS.index(ones) if ones else 0)


def _markers(style: re.Pattern[str], text: str) -> Iterator[_Marker]:
    for match in style.finditer(text):
        if match.start() == 0 or text[match.start() - 1] in _BEFORE:
            yield _Marker(_value(match["no"]), match.start(), match.end())


def _sequence(style: re.Pattern[str], text: str) -> list[_Marker]:
    """The markers that count 1, 2, 3 ... in order; others of the style are quotations and numbers inside sentences."""
    found: list[_Marker] = []
    for marker in _markers(style, text):
        if marker.number == len(found) + 1:
            found.append(marker)
    return found


def _item_end(text: str, start: int, next_start: int | None) -> int:
    """An item runs to the next marker; the last one to the end of its paragraph, closing words stay out."""
    if next_start is not None:
        return next_start
    line_end = text.find("\n", start)
    return len(text) if line_end < 0 else line_end


def _trimmed(text: str) -> str:
    return text.strip().strip("　").rstrip("；;。，,、").strip()


def _last_inline(text: str) -> str:
    """The last of several items within one paragraph ends with its sentence."""
    match = re.search(r"[。！？]", text)
    return text[: match.start()] if match else text


def _lead_in(text: str, first: int) -> str:
    """What stands before the first item and belongs to all of them, without the salutation."""
    lead = text[:first].strip()
    paragraphs = [part.strip() for part in lead.split("\n") if part.strip()]
    return paragraphs[-1][-_LEAD_LENGTH:] if paragraphs else ""


def guess_items(text: str) -> tuple[ItemGuess, ...]:
    """The things asked for, each with the words that introduce all of them; empty unless there are at least two."""
    for style in _STYLES:
        markers = _sequence(style, text)
        # A list under 附 names enclosures, not things asked for.
        if len(markers) >= 2 and not _lead_in(text, markers[0].start).startswith("附"):
            return _items(text, markers)
    return ()


def _items(text: str, markers: list[_Marker]) -> tuple[ItemGuess, ...]:
    lead = _lead_in(text, markers[0].start)
    inline = "\n" not in text[markers[0].start : markers[-1].start].strip()
    guesses = []
    for place, marker in enumerate(markers):
        following = markers[place + 1].start if place + 1 < len(markers) else None
        body = text[marker.end : _item_end(text, marker.end, following)]
        if following is None and inline:
            body = _last_inline(body)
        body = _trimmed(body)
        title = body.split("\n", 1)[0]
        title = title if len(title) <= _TITLE_LENGTH else title[: _TITLE_LENGTH - 1] + "…"
        guesses.append(ItemGuess(title=title, text=f"{lead}\n{body}" if lead else body))
    return tuple(guesses)
