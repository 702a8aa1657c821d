"""Pages of a letter: which line stands on which page and where, by the rules that the file states.

What the file keeps together stays together; a paragraph leaves two lines behind and takes two along; the grid of the
page is centred between its margins. All lengths in points, from the upper left corner of the paper.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from PySide6.QtGui import QFont, QFontMetricsF

from casework.letter_pages import PrintedCell, PrintedLetter, PrintedParagraph, PrintedRow
from desktop.letters.line_breaking import BrokenLine, break_paragraph, signs_of, spread
from desktop.theme import letter_family

__all__ = ["LaidLine", "LaidPage", "lay_out", "letter_font"]

_ON_LINE: Final = 0.8  # of an exact line stands its type
_FEW: Final = 2  # lines that a paragraph leaves behind and takes along
_BORDER: Final = 0.5
_GRID_LOSS: Final = 1.25  # what a grid of columns leaves of the width, rounded to whole columns
_NARROW: Final = 0.05
_MEASURED: Final = 200  # pixels of type at which signs are measured


@dataclass(frozen=True, slots=True)
class LaidLine:
    """A line at its place: left edge and baseline."""

    line: BrokenLine
    left: float
    baseline: float
    paragraph: PrintedParagraph

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(one.text for one in self.line.signs)


@dataclass(slots=True)
class LaidPage:
    """A page: lines, borders of tables (left, top, right, bottom), red double lines, its number or 0."""

    lines: list[LaidLine] = field(default_factory=list)
    borders: list[tuple[float, float, float, float]] = field(default_factory=list)
    number: int = 0
    first: bool = False


@cache
def letter_font(fonts: tuple[str, ...], points: float) -> QFont:
    """The font of a paragraph with a pixel for a point; the letter face of the program where none of them is there."""
    font = QFont()
    font.setFamilies([*fonts, letter_family()])
    font.setPixelSize(max(1, round(points)))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


class _Measure:
    """Widths of signs in one font, as parts of its size."""

    def __init__(self, fonts: tuple[str, ...]) -> None:
        self._metrics = QFontMetricsF(letter_font(fonts, _MEASURED))
        self._known: dict[str, float] = {}

    def share(self, sign: str) -> float:
        found = self._known.get(sign)
        if found is None:
            found = 1.0 if sign == "\t" else self._metrics.horizontalAdvance(sign) / _MEASURED
            self._known[sign] = found
        return found

    def descent(self) -> float:
        return self._metrics.descent() / _MEASURED

    def height(self) -> float:
        return (self._metrics.ascent() + self._metrics.descent()) / _MEASURED


@cache
def _measure(fonts: tuple[str, ...]) -> _Measure:
    return _Measure(fonts)


def _lines(paragraph: PrintedParagraph, room: float) -> list[BrokenLine]:
    measure = _measure(paragraph.fonts)

    def width(sign: str) -> float:
        return measure.share(sign) * paragraph.points + paragraph.spacing

    wide = room - paragraph.left - paragraph.right
    signs = signs_of(paragraph.text, width)
    broken = break_paragraph(signs, wide - paragraph.first, wide, paragraph.points)
    if paragraph.align != "both":
        return broken
    last = len(broken) - 1
    return [
        one if at == last else spread(one, wide - (paragraph.first if at == 0 else 0)) for at, one in enumerate(broken)
    ]


def _pitch(paragraph: PrintedParagraph) -> float:
    return paragraph.line or _measure(paragraph.fonts).height() * paragraph.points


def _left_of(paragraph: PrintedParagraph, line: BrokenLine, at: int, room: float) -> float:
    first = paragraph.first if at == 0 else 0.0
    left = paragraph.left + first
    free = room - left - paragraph.right - line.width
    if paragraph.align == "center":
        return left + free / 2
    return left + free if paragraph.align == "right" else left


@dataclass(slots=True)
class _Text:
    """A paragraph with its lines broken."""

    paragraph: PrintedParagraph
    lines: list[BrokenLine]

    @property
    def pitch(self) -> float:
        return _pitch(self.paragraph)

    @property
    def keep_next(self) -> bool:
        return self.paragraph.keep_next

    @property
    def own_page(self) -> bool:
        return self.paragraph.own_page

    def height(self) -> float:
        return self.paragraph.before + len(self.lines) * self.pitch + self.paragraph.after

    def least(self) -> float:
        """Height of what has to stand where it begins."""
        few = len(self.lines) if len(self.lines) < 2 * _FEW else _FEW
        return self.paragraph.before + few * self.pitch


@dataclass(slots=True)
class _Row:
    """A table row with the lines of its cells broken."""

    row: PrintedRow
    cells: list[list[_Text]]
    begins: bool  # no row stands above it
    keep_next: bool
    own_page: bool = False

    def inner(self) -> float:
        highest = max((sum(one.height() for one in cell) for cell in self.cells), default=0.0)
        top, _, bottom, _ = self.row.sides
        return max(self.row.height, highest + top + bottom)

    def height(self) -> float:
        return self.inner() + _BORDER * (2 if self.begins else 1)

    def least(self) -> float:
        return self.height()


def lay_out(letter: PrintedLetter) -> list[LaidPage]:
    """The pages of a letter; at least one."""
    return _Layout(letter).pages()


class _Layout:
    """Fills pages from the top."""

    def __init__(self, letter: PrintedLetter) -> None:
        self._letter = letter
        top, right, bottom, left = letter.margins
        self._left = left + (_GRID_LOSS / 2 if letter.columns else 0.0)
        self._room = letter.width - left - right - (_GRID_LOSS if letter.columns else 0.0)
        self._bottom = letter.height - bottom
        self._margin_top = top
        self._pages = [LaidPage(first=True)]
        mark_end = self._lay_mark()
        self._begin(max(top, mark_end))

    def pages(self) -> list[LaidPage]:
        blocks = self._blocks()
        at = 0
        while at < len(blocks):
            one = blocks[at]
            if one.own_page and not self._fresh:
                self._new_page()
            if not self._fresh and _leads(blocks, at):
                need = _need(blocks, at)
                if need > self._free() + _NARROW and need <= self._whole:
                    self._new_page()
            if isinstance(one, _Row):
                self._lay_row(one, blocks, at)
            else:
                self._lay_text(one)
            at += 1
        for number, page in enumerate(self._pages, start=1):
            page.number = number if number > 1 or self._letter.numbered_first else 0
        return self._pages

    # ------------------------------------------------------------------ pages

    def _begin(self, top: float) -> None:
        height = self._bottom - top
        pitch = self._letter.pitch
        if pitch:
            whole = int((height + _NARROW) // pitch) * pitch
            top, height = top + (height - whole) / 2, whole
        self._whole = height
        self._y, self._end = top, top + height
        self._fresh = True

    def _new_page(self) -> None:
        self._pages.append(LaidPage())
        self._begin(self._margin_top)

    def _free(self) -> float:
        return self._end - self._y

    def _lay_mark(self) -> float:
        mark = self._letter.mark
        if mark is None:
            return 0.0
        y = self._letter.header
        _, right, _, left = self._letter.margins
        room = self._letter.width - left - right
        for at, line in enumerate(_lines(mark, room)):
            self._put(mark, line, left + _left_of(mark, line, at, room), y)
            y += _pitch(mark)
        return y

    def _put(self, paragraph: PrintedParagraph, line: BrokenLine, left: float, top: float) -> None:
        exact = paragraph.line
        baseline = top + (_ON_LINE * exact if exact else _pitch(paragraph) - self._descent(paragraph))
        self._pages[-1].lines.append(LaidLine(line, left, baseline, paragraph))

    @staticmethod
    def _descent(paragraph: PrintedParagraph) -> float:
        return _measure(paragraph.fonts).descent() * paragraph.points

    # ------------------------------------------------------------------ blocks

    def _blocks(self) -> list[_Text | _Row]:
        blocks: list[_Text | _Row] = []
        for at, one in enumerate(self._letter.body):
            if isinstance(one, PrintedParagraph):
                blocks.append(_Text(one, _lines(one, self._room)))
                continue
            begins = at == 0 or not isinstance(self._letter.body[at - 1], PrintedRow)
            blocks.append(_Row(one, [self._cell(cell, one) for cell in one.cells], begins, keep_next=one.head))
        return blocks

    @staticmethod
    def _cell(cell: PrintedCell, row: PrintedRow) -> list[_Text]:
        room = cell.width - row.sides[1] - row.sides[3]
        return [_Text(one, _lines(one, room)) for one in cell.paragraphs]

    def _lay_text(self, text: _Text) -> None:
        paragraph = text.paragraph
        begins_letter = self._fresh and len(self._pages) == 1
        if not self._fresh or begins_letter or text.own_page:
            self._y += paragraph.before
        left = text.lines
        start = 0
        while left:
            fit = self._fitting(text, len(left), start)
            for at, line in enumerate(left[:fit]):
                self._put(paragraph, line, self._left + _left_of(paragraph, line, start + at, self._room), self._y)
                self._y += text.pitch
                self._fresh = False
            left = left[fit:]
            start += fit
            if left:
                self._new_page()
        self._y += paragraph.after
        self._fresh = False

    def _fitting(self, text: _Text, count: int, start: int) -> int:
        """How many of ``count`` lines go onto this page."""
        fit = int((self._free() + _NARROW) // text.pitch)
        if fit >= count:
            return count
        if self._fresh:
            return max(fit, 1)
        if text.keep_next and start == 0:
            return 0
        fit = min(fit, count - _FEW)
        return fit if fit >= _FEW or start else 0

    def _lay_row(self, row: _Row, blocks: Sequence[_Text | _Row], at: int) -> None:
        if row.height() > self._free() + _NARROW and not self._fresh:
            self._new_page()
            for head in _heads(blocks, at):
                self._draw_row(head, top_border=True)
        self._draw_row(row, top_border=row.begins or self._fresh)

    def _draw_row(self, row: _Row, *, top_border: bool) -> None:
        page = self._pages[-1]
        if top_border:
            self._y += _BORDER
        top, height = self._y, row.inner()
        left = self._letter.margins[3]
        for cell, texts in zip(row.row.cells, row.cells, strict=True):
            page.borders.append((left, top - _BORDER, left + cell.width, top + height))
            self._draw_cell(row, cell, texts, left, top, height)
            left += cell.width
        self._y = top + height + _BORDER
        self._fresh = False

    def _draw_cell(
        self, row: _Row, cell: PrintedCell, texts: list[_Text], left: float, top: float, height: float
    ) -> None:
        above, right, _, before = row.row.sides
        content = sum(one.height() for one in texts)
        y = top + (max(above, (height - content) / 2) if cell.centred else above)
        room = cell.width - before - right
        for text in texts:
            y += text.paragraph.before
            for at, line in enumerate(text.lines):
                self._put(text.paragraph, line, left + before + _left_of(text.paragraph, line, at, room), y)
                y += text.pitch
            y += text.paragraph.after


def _leads(blocks: Sequence[_Text | _Row], at: int) -> bool:
    """Whether nothing above keeps it: the rows of a table after its first find their page by themselves."""
    one = blocks[at]
    return (at == 0 or not blocks[at - 1].keep_next) and (isinstance(one, _Text) or one.begins)


def _need(blocks: Sequence[_Text | _Row], at: int) -> float:
    """Height of what has to stand on one page from here: all that is kept with its next, and where that begins."""
    height = 0.0
    while blocks[at].keep_next and at + 1 < len(blocks) and not blocks[at + 1].own_page:
        height += blocks[at].height()
        at += 1
    return height + blocks[at].least()


def _heads(blocks: Sequence[_Text | _Row], at: int) -> list[_Row]:
    """The rows of the head of the table that a row belongs to."""
    begin = at
    while begin and isinstance(blocks[begin - 1], _Row):
        begin -= 1
    heads = []
    for one in blocks[begin:at]:
        if not isinstance(one, _Row) or not one.row.head:
            break
        heads.append(one)
    return heads
