"""Labels inside running words (``姓名：张三　电话：…``), with a colon or set apart by blanks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from templates.form_labels import Label, label_of, names_answer
from templates.form_ticks import SIGNS

__all__ = ["InlineAnswer", "inline_answers"]

_COLON: Final = re.compile("[:：]")
_EDGES: Final = frozenset(" \t　\u00a0，,；;。、）)|｜√✓✔□■" + SIGNS)
_GAP: Final = re.compile(r"\t|[ \u00a0]{2,}|　+|[|｜]")
_LONGEST: Final = 40
# A label that nobody knows still ends the words before it, if it stands clear of them.
_STRANGE: Final = re.compile(r"[\u3400-\u9fff（）()/]{2,10}")
_CLOCK: Final = re.compile(r"\d[:：]\d")


@dataclass(frozen=True, slots=True)
class InlineAnswer:
    """One label in running words and what follows it up to the next one.

    Attributes:
        label: what it means; None for a label that no form is known to have.
        words: the label as written.
        value: what follows, blanks at the ends cut.
    """

    label: Label | None
    words: str
    value: str


@dataclass(frozen=True, slots=True)
class _Mark:
    label: Label | None
    start: int
    end: int
    after: int


def inline_answers(line: str, *, loose: bool) -> tuple[str, tuple[InlineAnswer, ...]]:
    """The words before the first label, and each label with its answer.

    Args:
        line: one line.
        loose: whether blanks may stand for a colon (lines of a PDF, pasted rows of a table).
    """
    marks = list(_marks(line))
    if loose and not marks:
        marks = list(_gap_marks(line))
    if not marks or all(one.label is None for one in marks):
        return line.strip(), ()
    found = []
    for at, mark in enumerate(marks):
        until = marks[at + 1].start if at + 1 < len(marks) else len(line)
        value = line[mark.after : until].strip()
        if mark.label is None or mark.label.value != "long":
            value = value.rstrip("；;，,|｜").strip()
        found.append(InlineAnswer(mark.label, line[mark.start : mark.end].strip(), value))
    return line[: marks[0].start].strip(), tuple(found)


def _marks(line: str) -> Iterator[_Mark]:
    done = 0
    for colon in _COLON.finditer(line):
        at = colon.start()
        if _CLOCK.match(line, max(0, at - 1)):
            continue
        found = _known(line, done, at)
        if found is None:
            found = _strange(line, done, at)
        if found is not None:
            yield found
            done = colon.end()


def _known(line: str, done: int, at: int) -> _Mark | None:
    """The longest label that ends at the colon and begins at an edge."""
    for start in range(max(done, at - _LONGEST), at):
        edge = start == done or line[start - 1] in _EDGES
        if not edge or line[start] in _EDGES:
            continue
        label = label_of(line[start:at])
        if label is not None:
            return _Mark(label, start, at, at + 1)
    return None


def _strange(line: str, done: int, at: int) -> _Mark | None:
    near = max(done, at - _LONGEST)
    start = max((gap.end() for gap in _GAP.finditer(line, near, at)), default=0 if near == 0 else -1)
    if start < 0 or not _STRANGE.fullmatch(line[start:at].strip()):
        return None
    return _Mark(None, start, at, at + 1)


def _gap_marks(line: str) -> Iterator[_Mark]:
    """Labels that blanks set apart: ``姓名　张三　　联系电话　1990…``; the line must begin with one."""
    cuts = [0]
    for gap in _GAP.finditer(line):
        cuts += [gap.start(), gap.end()]
    cuts.append(len(line))
    pieces = [(start, end) for start, end in zip(cuts[::2], cuts[1::2], strict=True) if line[start:end].strip()]
    at = 0
    before: Label | None = None
    while at < len(pieces):
        mark, used = _piece_mark(line, pieces, at)
        if mark is not None and before is not None and names_answer(before, line[mark.start : mark.end]):
            mark = None
        before = mark.label if mark is not None else None
        if mark is None and at == 0:
            mark = _word_mark(line, pieces[0])
        if mark is not None:
            yield mark
        at += used


def _piece_mark(line: str, pieces: list[tuple[int, int]], at: int) -> tuple[_Mark | None, int]:
    """A label over one piece, or over several short ones (姓　　名)."""
    for count in (3, 2, 1):
        if at + count > len(pieces):
            continue
        start, end = pieces[at][0], pieces[at + count - 1][1]
        short = all(last - first <= 2 for first, last in pieces[at : at + count])
        if count > 1 and not short:
            continue
        label = label_of(line[start:end])
        if label is not None:
            return _Mark(label, start, end, end), count
    return None, 1


def _word_mark(line: str, piece: tuple[int, int]) -> _Mark | None:
    start, end = piece
    cut = line.find(" ", start, end)
    label = label_of(line[start:cut]) if cut > 0 else None
    return _Mark(label, start, cut, cut) if label is not None else None
