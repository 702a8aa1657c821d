"""Signs of a PDF put together to lines as they are read: broken lines joined, wide gaps kept as gaps."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from casework.pdf_signs import Sign
from casework.ruled_cells import Box

__all__ = ["PdfLine", "begins_item", "joined", "lines_of", "text_in"]

# In parts of the height of a sign: from here on a gap is a blank, and from here on it sets apart.
_BLANK: Final = 0.42
_APART: Final = 1.6
# A line was broken by the edge where the first word of the next one would not have fitted; so much may be lacking.
_SLACK: Final = 0.9
_FIRST_WORD: Final = re.compile(
    r"[（(《“‘〔【[]*(?:[0-9A-Za-z@._/\\-]+|.)[）)》”’〕】\]，。；：、！？,.;:!?]*(?:[（(《“‘〔【[]+(?:[0-9A-Za-z]+|.))?"
)
_PADDING: Final = 5.0
_WIDTH: Final = 0.95  # of a Chinese sign, in parts of the height of its box
_BEGINS: Final = re.compile(
    r"\s*(?:[（(]?[一二三四五六七八九十]{1,3}[)）、．.]|[（(]?[0-9０-９]{1,2}[)）、．.](?!\d)|[①-⑳]|第[一二三四五六七八九十]+[、，：]|[☑☒☐□√■])"
)


@dataclass(frozen=True, slots=True)
class PdfLine:
    """A line of signs: its words, its height on the page, where it begins and ends, and the size of its signs."""

    text: str
    middle: float
    left: float
    right: float
    size: float


def lines_of(signs: Sequence[Sign]) -> list[PdfLine]:
    """The lines from above downwards."""
    rows: list[list[Sign]] = []
    for one in sorted(signs, key=lambda sign: -sign.middle[1]):
        row = rows[-1] if rows else None
        if row is not None and abs(row[0].middle[1] - one.middle[1]) <= min(row[0].size, one.size) * 0.5:
            row.append(one)
        else:
            rows.append([one])
    return [line for line in (_line(row) for row in rows) if line is not None]


def _line(row: list[Sign]) -> PdfLine | None:
    row.sort(key=lambda one: one.box.left)
    seen = [one for one in row if not one.text.isspace()]
    if not seen:
        return None
    size = sorted(one.size for one in seen)[len(seen) // 2]
    text = ""
    before: Sign | None = None
    for one in row:
        if before is not None:
            if one.text == before.text and abs(one.box.left - before.box.left) < size * 0.15:
                continue  # the same sign drawn twice makes it bold
            gap = one.box.left - before.box.right
            if gap > _APART * size:
                text += "\t"
            elif gap > _BLANK * size and not text.endswith((" ", "\t", "　")):
                text += " "
        text += one.text
        before = one
    return PdfLine(
        text=text.strip(),
        middle=seen[0].middle[1],
        left=seen[0].box.left,
        right=max(one.box.right for one in seen),
        size=size,
    )


def begins_item(text: str) -> bool:
    """Whether words begin with the number of an item or a box to tick."""
    return _BEGINS.match(text) is not None


def text_in(box: Box, signs: Sequence[Sign]) -> str:
    """The words of a cell: lines broken by its edge are one."""
    text = ""
    before: PdfLine | None = None
    # Signs over signs in a cell one sign wide are written downwards.
    narrow = box.right - box.left
    for line in lines_of(signs):
        if before is not None:
            full = _is_full(before, line, box.right - _PADDING) or narrow < 3.2 * before.size
            text += "" if full and not _BEGINS.match(line.text) else "\n"
        text += line.text.strip()
        before = line
    return text


def _is_full(line: PdfLine, following: PdfLine, edge: float) -> bool:
    """Whether a line had no room for what follows it."""
    word = _FIRST_WORD.match(following.text.strip())
    signs = word[0] if word else "字"
    width = sum(0.55 if sign.isascii() else 1.0 for sign in signs) * line.size * _WIDTH
    return edge - line.right < width + _SLACK * line.size * _WIDTH


def joined(lines: Sequence[PdfLine]) -> list[PdfLine]:
    """Lines outside tables, those broken by the edge of the page put together."""
    if not lines:
        return []
    edge = max(one.right for one in lines)
    start = min(one.left for one in lines)
    found: list[PdfLine] = []
    last: PdfLine | None = None
    for one in lines:
        goes_on = (
            last is not None
            and bool(found)
            and _is_full(last, one, edge)
            and one.left - start < 1.2 * one.size
            and last.middle - one.middle < 3 * one.size
            and "\t" not in last.text
            and not _BEGINS.match(one.text)
        )
        if goes_on:
            before = found[-1]
            found[-1] = PdfLine(before.text + one.text, before.middle, before.left, one.right, before.size)
        else:
            found.append(one)
        last = one
    return found
