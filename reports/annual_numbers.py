"""Numbers in the text of an annual report: what each one means, and whether the tables say the same (R7).

Words give the meaning (``annual_meanings``): of those before a number in its sentence the last one, otherwise the next
one behind it. A number without a meaning is looked for among the cells; what is no cell is to be noted by its source.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import Final

from law.annual_form import TOTAL
from reports.annual_meanings import Meaning, MeaningKind, word_pattern, words
from reports.annual_tables import AnnualTables, as_number, plain_number
from reports.annual_texts import AnnualTexts
from reports.annual_values import COUNTED, AnnualBasis, Reading, Scope, changes_of, readings_of, rounded, sums_like

__all__ = ["PART_NAMES", "NumberInText", "NumberState", "TextBreak", "numbers_in", "text_breaks"]

PART_NAMES: Final = {
    "overview": "第一部分",
    "proactive": "第二部分",
    "requests": "第三部分",
    "disputes": "第四部分",
    "problems": "第五部分",
    "other": "第六部分",
}

_NUMBER: Final = re.compile(r"(?<![\d.A-Za-z〔\[\-第])\d+(?:[,，]\d{3})*(?:\.\d+)?(?!\d)")
_UNIT: Final = re.compile(
    r"\s*(%|％|个百分点|万元|元|件次|件|宗|起|个工作日|个|条|次|人次|人|期|篇|项|天|日|月|年|号|类|批|场)?"
)
_NO_FIGURE: Final = frozenset({"年", "月", "日", "号", "个工作日", "天"})
_STOP: Final = re.compile(r"[。；;！？\n]")
_PAUSE: Final = re.compile(r"[，,、]")
_BREAK: Final = re.compile(r"[，,。；;、：:\n（）()]")

TextBreak = tuple[str, str, Decimal | None, Decimal | None, tuple[str, ...]]
"""Key of the part, the sentence, the number, the value of the tables, the cells."""

_K = MeaningKind
_PERCENT: Final = frozenset({"%", "％"})


class NumberState(StrEnum):
    """What came of a number."""

    MATCHED = "matched"
    DIFFERENT = "different"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberInText:
    """One number.

    Attributes:
        start, end: where it stands, with its unit.
        text: as written, with its unit.
        value: its value.
        state: it is a table value, differs from the one it should be, or is none.
        what: what it means, or the cells of the same value; empty if unknown.
        expected: the value that the tables give; None if unknown.
        cells: keys of the cells behind it.
        problem: what is wrong, in Chinese; empty if nothing is.
    """

    start: int
    end: int
    text: str
    value: Decimal
    state: NumberState
    what: str
    expected: Decimal | None
    cells: tuple[str, ...]
    problem: str


def text_breaks(texts: AnnualTexts, basis: AnnualBasis) -> tuple[int, list[TextBreak]]:
    """Numbers of all parts that are no table value and not noted.

    Returns:
        how many numbers there are, and the breaks.
    """
    tried = 0
    breaks: list[TextBreak] = []
    for part, text in texts.parts:
        for one in numbers_in(text, basis):
            tried += 1
            if one.problem and one.text not in texts.noted:
                sentence = f"{PART_NAMES[part]}: {one.problem}"
                breaks.append((part, sentence, one.value, one.expected, one.cells))
    return tried, breaks


def numbers_in(text: str, basis: AnnualBasis) -> tuple[NumberInText, ...]:
    """Every number of a text but dates, numbers of documents and numbers of items."""
    found: list[NumberInText] = []
    scope = Scope()
    end = 0
    for token in _tokens(text):
        between = text[end : token.start()]
        end = max(end, token.end())
        if _STOP.search(between):
            scope = (
                Scope()
                if "\n" in between
                else Scope(groups=scope.groups, last=scope.last, last_meaning=scope.last_meaning)
            )
        if _PAUSE.search(between) and scope.change is not None and scope.change.kind is _K.SHARE:
            scope.change = None
        if not token.group()[0].isdigit():
            _hear(words()[token.group()], scope)
            continue
        measured = _UNIT.match(text, token.end())
        unit = (measured.group(1) if measured else None) or ""
        if unit in _NO_FIGURE or _numbering(text, token):
            continue
        stop = measured.end() if measured and unit else token.end()
        found.append(_judged(text, (token.start(), stop), unit, scope, basis))
    return tuple(found)


def _tokens(text: str) -> Iterator[re.Match[str]]:
    both = [*word_pattern().finditer(text), *_NUMBER.finditer(text)]
    return iter(sorted(both, key=lambda one: one.start()))


def _numbering(text: str, token: re.Match[str]) -> bool:
    """1. or 2、 at the beginning of a line; a telephone number."""
    begins = text[: token.start()].rpartition("\n")[2].strip() in ("", "（", "(")
    after = text[token.end() : token.end() + 1]
    return (begins and after in (".", "．", "、", ")", "）")) or after in ("-", "—", "〕") or (
        token.group().isdigit() and token.group().startswith("0") and len(token.group()) > 1
    )  # fmt: skip


def _hear(meaning: Meaning, scope: Scope) -> None:
    kind = meaning.kind
    if kind in (_K.GROWTH, _K.SHARE):
        # 同比 and then 下降: the later, more exact word counts.
        scope.change = meaning
        return
    if kind is _K.ROWS and scope.change is not None and scope.change.kind is _K.SHARE:
        # 占办结总数的36.2%: the whole is named, no count follows.
        return
    scope.change = meaning if kind is _K.RATE else None
    if kind is _K.GROUP:
        scope.groups = meaning.names
    elif kind is _K.COLUMN:
        scope.column = meaning.names[0] if len(meaning.names) == 1 else TOTAL
    elif kind is _K.NORM:
        scope.norm = meaning
        if scope.pending is not None and scope.pending.kind is _K.NORM_COLUMN:
            return
    scope.pending = meaning


def _judged(text: str, place: tuple[int, int], unit: str, scope: Scope, basis: AnnualBasis) -> NumberInText:
    start, stop = place
    written = text[start:stop]
    named = scope.change.name if scope.change is not None else ""
    value = Decimal(re.sub("[,，]", "", _NUMBER.search(text, start).group()))  # type: ignore[union-attr]
    if unit in _PERCENT or unit == "个百分点":
        readings = list(changes_of(scope, basis, value, percent=True))
    elif scope.change is not None and scope.change.kind is _K.GROWTH:
        readings = list(changes_of(scope, basis, value, percent=False))
    else:
        meaning = scope.pending or _next_word(text, stop)
        readings = list(readings_of(meaning, scope, basis, unit))
        scope.pending = None
        named = meaning.name if meaning is not None else ""
        if readings:
            scope.last, scope.last_meaning = tuple(readings), meaning
    compared = scope.change is not None and scope.change.kind is _K.GROWTH
    scope.change = None
    found = _result(place, (named, written), value, unit, readings, basis)
    if compared and basis.before is None and found.state is NumberState.UNKNOWN:
        return replace(found, problem=f"正文“{named}{written}”没有上年的表可比，请核对")
    return found


def _next_word(text: str, at: int) -> Meaning | None:
    following = word_pattern().search(text, at)
    if following is None or _BREAK.search(text, at, following.start()) or _NUMBER.search(text, at, following.start()):
        return None
    return words()[following.group()]


def _result(
    place: tuple[int, int],
    words_of: tuple[str, str],
    value: Decimal,
    unit: str,
    readings: list[Reading],
    basis: AnnualBasis,
) -> NumberInText:
    named, written = words_of

    def made(state: NumberState, what: str, reading: Reading | None, problem: str = "") -> NumberInText:
        expected, cells = (reading.value, reading.cells) if reading else (None, ())
        return NumberInText(
            start=place[0], end=place[1], text=written, value=value, state=state, what=what, expected=expected,
            cells=cells, problem=problem,
        )  # fmt: skip

    places = max(0, -int(value.as_tuple().exponent))
    meant = [one for one in readings if not one.hint]
    for one in meant:
        if value in (one.value, rounded(one.value, places)):
            return made(NumberState.MATCHED, one.what, one)
    if meant:
        wrong = next((one for one in readings if one.hint and one.value == value), None)
        hint = f"；{wrong.hint}" if wrong else ""
        right = f"{meant[0].value}%" if unit in _PERCENT else plain_number(meant[0].value)
        told = f"正文“{named}{written}”，{meant[0].what}为{right}{hint}"
        return made(NumberState.DIFFERENT, meant[0].what, meant[0], told)
    alike = _alike(value, basis.tables) if value and unit in COUNTED else ()
    if alike:
        cells = tuple(cell for one in alike for cell in one.cells)
        return made(NumberState.MATCHED, f"同 {'；'.join(one.what for one in alike)}", Reading("", value, cells))
    if not value:
        return made(NumberState.MATCHED, "0", None)
    return made(NumberState.UNKNOWN, "", None, f"正文“{written}”不是表中的数，请核对，或者注明口径")


def _alike(value: Decimal, tables: AnnualTables) -> tuple[Reading, ...]:
    """Cells of this value, at most two; otherwise sums of the totals."""
    cells = [key for key, figure in tables.figures.items() if figure is not None and as_number(figure) == value]
    named = tuple(Reading(tables.layout.cell_title(one), value, (one,)) for one in cells[:2])
    return named or sums_like(value, tables)[:2]
