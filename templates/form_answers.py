"""From the places of a form to its answers: which words answer which label, and in which part of the form.

Nothing is decided here about what an answer means: an answer is a label, the words beside, below or behind it, and
where that was.
"""

import re
from dataclasses import dataclass, field
from typing import Final

from templates.form_grid import cell_answers
from templates.form_inline import inline_answers
from templates.form_labels import Label, label_of, may_describe, says, section_of
from templates.form_parts import Answer, Found
from templates.form_sheet import FormLine, FormSheet, FormTable
from templates.form_ticks import SIGNS, TICKED, plain_ticks

__all__ = ["answers_of"]

_PAGE_FOOT: Final = re.compile(r"[-—–]?\s*第?\s*\d{1,3}\s*(?:页|/\s*\d{1,3})?\s*[-—–]?(?:\s*共\s*\d+\s*页)?")
_ALWAYS_INSTRUCTIONS: Final = re.compile(
    r"\s*(?:填表|填写|申请)?(?:说明|须知)\s*[:：]?\s*$|\s*(?:填表|填写)(?:说明|须知)"
)
_HEADED: Final = re.compile(r"^\s*([^:：]{1,14})[:：]")


@dataclass
class _Course:
    """Where one is while going through the lines."""

    found: Found = field(default_factory=Found)
    section: str = ""
    open: Answer | None = None
    mode: str = ""  # "", annex, instructions, office
    page: int = 1
    tables: int = 0


def answers_of(sheet: FormSheet) -> Found:
    """All answers of a form, in the order in which they stand."""
    course = _Course()
    for part in sheet.parts:
        if isinstance(part, FormTable):
            _close(course)
            course.mode = "" if course.mode != "office" else course.mode
            course.section = cell_answers(part, course.found, course.section)
            course.tables += 1
        elif part.where == "页眉":
            _header(course, part)
        else:
            _line(course, part)
    _close(course)
    return course.found


def _close(course: _Course) -> None:
    if course.open is not None:
        course.found.answers.append(course.open)
        course.open = None


def _header(course: _Course, line: FormLine) -> None:
    """Headers hold the name of the form, seldom an answer."""
    _, found = inline_answers(line.text, loose=False)
    for one in found:
        if one.label is not None and one.value:
            course.found.answers.append(_answer(one.label, one.words, one.value, line, ""))


def _line(course: _Course, line: FormLine) -> None:
    if line.page != course.page:
        course.page = line.page
        course.mode = "" if course.mode == "instructions" else course.mode
    foot = bool(line.page) and _PAGE_FOOT.fullmatch(line.text.strip()) is not None
    if not line.text.strip() or foot or _turns(course, line):
        return
    if course.mode == "annex":
        course.found.annex.append(line)
    elif course.mode == "":
        _words(course, line)


def _words(course: _Course, line: FormLine) -> None:
    """A line of answers, or more words of the answer before."""
    before, found = inline_answers(line.text, loose=True)
    # Inside a description only labels at the beginning of a line count, and not those that a description may hold.
    if course.open is not None and course.open.label.value == "long":
        head = found[0].label if found and not before else None
        doubtful = head is not None and may_describe(found[0].words)
        if doubtful and head is not None:
            course.found.maybe.append(_answer(head, found[0].words, found[0].value, line, course.section))
        if head is None or doubtful or (course.tables and head.key == "doc_no_hint"):
            course.open = course.open.with_more(line.text)
            return
    if not found:
        label = label_of(line.text)
        if label is not None and (course.open is None or course.open.value or course.open.label.value == "long"):
            _close(course)
            course.open = _answer(label, line.text, "", line, course.section)
        else:
            _words_alone(course, line)
        return
    if before and course.open is not None and not course.open.value:
        course.open = course.open.with_value(before)
    elif before:
        course.found.free.append(FormLine(text=before, page=line.page, number=line.number, where=line.where))
    for one in found:
        _close(course)
        if one.label is not None:
            course.open = _answer(one.label, one.words, one.value, line, course.section)
    if course.open is not None and course.open.label.value != "long" and course.open.value:
        _close(course)


def _turns(course: _Course, line: FormLine) -> bool:
    """Headings: of a part of the form, of the part that the body fills in, of explanations, of another page."""
    text = "".join(sign for sign in plain_ticks(line.text) if sign not in SIGNS)
    head = _HEADED.match(text)
    name = head[1] if head else text
    if says("annex", text.strip("（）() 　")) or (head and says("annex", name)):
        _close(course)
        course.mode = "annex"
        rest = text[head.end() :].strip() if head else ""
        if rest:
            course.found.annex.append(FormLine(text=rest, page=line.page, number=line.number, where=line.where))
        return True
    inside = course.open is not None and course.open.label.value == "long"
    if _ALWAYS_INSTRUCTIONS.match(text) or (says("instructions", name) and not inside and course.mode != "annex"):
        _close(course)
        course.mode = "instructions"
        return True
    section = section_of(text)
    label = label_of(text)
    if not section or (label is not None and (head or label.value == "long")):
        return False
    if inside and section != "office" and label is None:
        return False
    if label is not None and not _heads(text):
        return False
    _close(course)
    course.section = "" if section == "applicant" else section
    course.mode = "office" if section == "office" else ""
    if TICKED in plain_ticks(line.text) and section in ("person", "organisation"):
        course.found.ticked_sections.append(section)
    return True


def _heads(text: str) -> bool:
    """Whether words that may be label or heading are a heading here: numbered, without a colon."""
    return bool(re.match(r"\s*(?:第?[一二三四五六七八九十]+[、.．部]|[（(][一二三四五六七八九十]+[）)])", text))


def _words_alone(course: _Course, line: FormLine) -> None:
    """A line without a label answers the label before it if that has no answer yet; otherwise it stands for itself."""
    if course.open is not None and not course.open.value:
        course.open = course.open.with_value(line.text.strip())
        if course.open.label.value != "long":
            _close(course)
        return
    _close(course)
    course.found.free.append(line)


def _answer(label: Label, words: str, value: str, line: FormLine, section: str) -> Answer:
    return Answer(
        label=label, words=words, value=value, place=line.place, side="之后", section=label.section or section
    )
