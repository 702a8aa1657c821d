"""Answers in a ruled table: a label answers to its right, else below; headings at the left or across set the part."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from templates.form_inline import inline_answers
from templates.form_labels import Label, label_of, may_describe, names_answer, says, section_of
from templates.form_parts import Answer, Found
from templates.form_sheet import FormCell, FormTable
from templates.form_ticks import SIGNS, TICKED, plain_ticks

__all__ = ["cell_answers"]

_DAY_SIGNS: Final = r"[\s\d〇○零一二三四五六七八九十年月日＿_　]*"
_DATE_ALONE: Final = re.compile(rf"{_DAY_SIGNS}年{_DAY_SIGNS}")


@dataclass(frozen=True, slots=True)
class _Role:
    """What a cell is: label, section, inline (label and answer in one cell) or value."""

    kind: str
    label: Label | None = None
    section: str = ""


@dataclass
class _Grid:
    table: FormTable
    roles: dict[FormCell, _Role] = field(default_factory=dict)
    rows: dict[int, list[FormCell]] = field(default_factory=dict)
    used: set[FormCell] = field(default_factory=set)
    heads: list[FormCell] = field(default_factory=list)


def cell_answers(table: FormTable, found: Found, section: str) -> str:
    """Add the answers of a table.

    Args:
        table: the table.
        found: gathers them.
        section: the part of the form in which the table begins.

    Returns:
        the part in which it ends.
    """
    grid = _Grid(table)
    for cell in table.cells:
        grid.rows.setdefault(cell.row, []).append(cell)
    for row in sorted(grid.rows):
        for at, cell in enumerate(grid.rows[row]):
            grid.roles[cell] = _role(grid, cell, grid.rows[row][:at])
    grid.heads = [cell for cell, role in grid.roles.items() if role.kind == "section"]
    unanswered: list[tuple[FormCell, Label, str]] = []
    for row in sorted(grid.rows):
        section = _running(grid, row, section, found)
        _row_answers(grid, row, section, found, unanswered)
    for cell, label, part in unanswered:
        _below(grid, cell, label, part, found)
    _left_over(grid, section, found)
    return section


def _plain(text: str) -> str:
    return "".join(sign for sign in plain_ticks(text) if sign not in SIGNS).strip()


def _role(grid: _Grid, cell: FormCell, before: Sequence[FormCell]) -> _Role:
    text = _plain(cell.text)
    if not text:
        return _Role("value")
    left = grid.roles.get(before[-1]) if before else None
    label, section = label_of(text), section_of(text)
    if _answers_left(left, text, is_heading=bool(section) and label is None):
        return _Role("value")
    if section and (label is None or _labels_follow(grid, cell)):
        return _Role("section", section=section)
    if label is not None and not _boxed(cell.text):
        return _Role("label", label=label)
    if left is not None and left.kind == "label" and label is None and not _begins(cell.text):
        return _Role("value")
    return _inline_role(cell)


def _answers_left(left: _Role | None, text: str, *, is_heading: bool) -> bool:
    """Whether words that look like a label or a heading answer the label at their left."""
    if left is None or left.label is None:
        return False
    return names_answer(left.label, text) or (left.label.value == "long" and is_heading)


def _inline_role(cell: FormCell) -> _Role:
    """The role of a cell that may hold a label together with its answer."""
    first = cell.text.strip().split("\n", 1)[0]
    ahead, found = inline_answers(first, loose=True)
    over = _head_lines(cell.text) if not found else None
    if over is not None:
        return _Role("inline", label=over[0])
    if found and not ahead and found[0].label is not None:
        # The label above an own answer; a label with an empty rest is one of the cell beside only if that is free.
        alone = len(found) == 1 and not found[0].value and "\n" not in cell.text.strip()
        return _Role("label", label=found[0].label) if alone else _Role("inline", label=found[0].label)
    return _Role("value")


def _boxed(text: str) -> bool:
    """Whether a box stands before the words, so that they may be an answer to be ticked."""
    return plain_ticks(text).lstrip()[:1] in tuple(SIGNS)


def _labels_follow(grid: _Grid, cell: FormCell) -> bool:
    """Whether the cells right of a cell (in all rows that it covers) are labels, so that it heads them."""
    column = cell.column + cell.columns
    beside = [
        other
        for row in range(cell.row, cell.row + cell.rows)
        for other in grid.rows.get(row, ())
        if other.column == column and other.text.strip()
    ]
    if beside:
        return any(_tells(one) for one in beside)
    alone = not any(one.column >= column for one in grid.rows.get(cell.row, ())) and cell.columns > 1
    # Across the whole table: over labels it heads them, over words it is their label.
    return alone and any(_tells(one) for one in grid.rows.get(cell.row + cell.rows, ()))


def _tells(cell: FormCell) -> bool:
    """Whether a cell begins with a label or is a heading."""
    return bool(label_of(cell.text) or section_of(cell.text) or _begins(cell.text))


def _head_lines(text: str) -> tuple[Label, int] | None:
    """The label that stands in the first lines of a cell over its answer, and how many lines it takes."""
    lines = text.strip().split("\n")
    for count in (2, 1):
        label = label_of("".join(lines[:count])) if len(lines) > count else None
        if label is not None and not _boxed(lines[0]):
            return label, count
    return None


def _begins(text: str) -> bool:
    ahead, found = inline_answers(text.strip().split("\n", 1)[0], loose=False)
    return bool(found) and not ahead and found[0].label is not None


def _running(grid: _Grid, row: int, section: str, found: Found) -> str:
    """The part of the form from this row on, where a heading stands alone in it."""
    cells = [one for one in grid.rows[row] if one.text.strip()]
    for cell in cells:
        role = grid.roles[cell]
        if role.kind == "section" and TICKED in plain_ticks(cell.text) and role.section in ("person", "organisation"):
            found.ticked_sections.append(role.section)
    if len(cells) == 1 and grid.roles[cells[0]].kind == "section" and cells[0].rows == 1:
        told = grid.roles[cells[0]].section
        return "" if told == "applicant" else told
    return section


def _part(grid: _Grid, cell: FormCell, running: str) -> str:
    """The part of the form that holds a cell: the nearest heading at its left, else the running one."""
    heads = [one for one in grid.heads if one.column < cell.column and one.row <= cell.row < one.row + one.rows]
    heads.sort(key=lambda one: -one.column)
    told = [grid.roles[one].section for one in heads]
    if "office" in told:
        return "office"
    return next((one for one in told if one != "applicant"), running if not told else "")


def _row_answers(
    grid: _Grid, row: int, running: str, found: Found, unanswered: list[tuple[FormCell, Label, str]]
) -> None:
    holder: FormCell | None = None
    values: list[FormCell] = []

    def close() -> None:
        if holder is None:
            return
        label = grid.roles[holder].label
        if label is None:
            return
        part = label.section or _part(grid, holder, running)
        if values:
            grid.used.update(values)
            _answer(grid, holder, label, part, values, found)
        else:
            unanswered.append((holder, label, part))

    for cell in grid.rows[row]:
        role = grid.roles[cell]
        if role.kind == "value":
            if holder is not None:
                values.append(cell)
            continue
        close()
        holder, values = None, []
        if role.kind == "label":
            holder = cell
        elif role.kind == "inline":
            _inline_cell(grid, cell, running, found)
    close()


def _answer(grid: _Grid, holder: FormCell, label: Label, part: str, values: Sequence[FormCell], found: Found) -> None:
    words = holder.text.strip().rstrip(":：")
    place = grid.table.row_place(holder)
    texts = [one.text for one in values]
    full = [one for one in texts if one.strip()]
    if label.value == "choice":
        text = "　".join(full)
    elif label.value == "date":
        text = "".join(full)  # year, month and day have cells of their own
    elif len(full) > 2 and all(len(one.strip()) <= 1 for one in full):
        text = "".join(one.strip() for one in full)  # one sign a box
    else:
        text = full[0] if full else ""
        for one in full[1:]:
            found.loose.append((one, f"{place} “{_short(words)}”右侧另一格"))
    drawn = "\n".join(one.drawn for one in values if one.drawn)
    before, more = (text, ()) if label.value in ("long", "choice") else _split(text)
    found.answers.append(
        Answer(label=label, words=words, value=before, place=place, side="右侧", section=part, drawn=drawn)
    )
    for inner, inner_words, value in more:
        found.answers.append(
            Answer(label=inner, words=inner_words, value=value, place=place, side="之后", section=inner.section or part)
        )


def _split(text: str) -> tuple[str, list[tuple[Label, str, str]]]:
    """An answer that holds further labels of its own (…401室　邮编：990121)."""
    lines, more = [], []
    for line in text.split("\n"):
        before, found = inline_answers(line, loose=False)
        if before:
            lines.append(before)
        more += [(one.label, one.words, one.value) for one in found if one.label is not None]
    return "\n".join(lines), more


def _inline_cell(grid: _Grid, cell: FormCell, running: str, found: Found) -> None:
    """A cell that holds labels with their answers, perhaps a whole form."""
    part = _part(grid, cell, running)
    place = grid.table.row_place(cell)
    current: Answer | None = None
    lines = cell.text.strip().split("\n")
    over = _head_lines(cell.text) if not _begins(cell.text) else None
    if over is not None:
        label, count = over
        current = Answer(
            label=label, words="".join(lines[:count]), value="", place=place, side="之下", section=label.section or part
        )
        lines = lines[count:]
    for number, line in enumerate(lines):
        ahead, marks = inline_answers(line, loose=number == 0 and over is None)
        known = [one for one in marks if one.label is not None]
        long_open = current is not None and current.label.value == "long"
        starts = bool(known) and not ahead and marks[0].label is not None
        starts = starts and not (long_open and may_describe(marks[0].words))
        if not known or (long_open and not starts):
            if current is not None:
                current = current.with_more(line.strip() if current.label.value != "long" else line)
            continue
        if ahead and current is not None:
            current = current.with_more(ahead)
        for one in marks:
            if current is not None:
                found.answers.append(current)
                current = None
            if one.label is not None:
                current = Answer(
                    label=one.label,
                    words=one.words,
                    value=one.value,
                    place=place,
                    side="之后",
                    section=one.label.section or part,
                )
    if current is not None:
        drawn = cell.drawn if current.label.value == "long" else ""
        found.answers.append(Answer(**{**_fields(current), "drawn": drawn}))  # type: ignore[arg-type]


def _fields(one: Answer) -> dict[str, object]:
    return {name: getattr(one, name) for name in Answer.__dataclass_fields__}


def _below(grid: _Grid, holder: FormCell, label: Label, part: str, found: Found) -> None:
    """The answer below a label that has none at its right (a row of labels over a row of answers)."""
    row = holder.row + holder.rows
    under = [
        one
        for one in grid.table.cells
        if one.row == row and one.column <= holder.column < one.column + one.columns and one not in grid.used
    ]
    free = [one for one in under if grid.roles[one].kind == "value"]
    words = holder.text.strip().rstrip(":：")
    place = grid.table.row_place(holder)
    value = ""
    drawn = ""
    if free:
        grid.used.add(free[0])
        value, drawn = free[0].text, free[0].drawn
    found.answers.append(
        Answer(label=label, words=words, value=value, place=place, side="下方", section=part, drawn=drawn)
    )


def _left_over(grid: _Grid, running: str, found: Found) -> None:
    for cell, role in grid.roles.items():
        if role.kind != "value" or cell in grid.used or not cell.text.strip():
            continue
        if _part(grid, cell, running) == "office" or _is_explanation(cell.text):
            continue
        printed = label_of(_plain(cell.text))
        if says("headings", _plain(cell.text)) or (printed is not None and printed.key == "ignored"):
            continue
        place = grid.table.row_place(cell)
        if _DATE_ALONE.fullmatch(_plain(cell.text)):
            label = label_of("申请日期")
            if label is not None:
                found.answers.append(
                    Answer(label=label, words="日期", value=cell.text, place=place, side="", section="")
                )
            continue
        found.loose.append((cell.text, place))


def _is_explanation(text: str) -> bool:
    head = re.split("[:：\n]", text.strip(), maxsplit=1)[0]
    return says("instructions", head)


def _short(words: str) -> str:
    return "".join(words.split())
