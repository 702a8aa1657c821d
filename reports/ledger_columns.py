"""What the columns of a sheet mean: a guess for each, with its reason; what somebody chose goes first.

Every column proposes its best field; a field keeps the column that names it best (then the one further left), and the
others go on to their next guess. What is left over stays unread and is told, never forced.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from reports.ledger_aliases import Aliases, aliases, bare_key, head_key
from reports.ledger_dates import read_date
from reports.ledger_grid import column_letters, text_cell
from reports.ledger_rows import ColumnChoice, ColumnReason, LedgerColumn
from reports.ledger_words import ledger_words

__all__ = ["ColumnSource", "guess_columns", "named_fields"]

_SPECIFIC: Final = 3
"""An exact name of so many signs says more than its group; a shorter one (``文号``) says less."""

_ID: Final = re.compile(r"\d{17}[\dXx]")
_MOBILE: Final = re.compile(r"1[3-9]\d{9}")
_MOSTLY: Final = 0.6
_BARE_DAY: Final = frozenset({"日期", "时间"})
"""Heads of a day that do not say which; without another one it is the day of receipt."""


@dataclass(frozen=True, slots=True)
class ColumnSource:
    """A column as it stands in the file: letters by ``column``, levels of heads from above, some of its texts."""

    column: int
    levels: tuple[str, ...]
    hidden: bool
    samples: tuple[str, ...] = ()

    @property
    def header(self) -> str:
        """The lowest head."""
        return self.levels[-1] if self.levels else ""

    @property
    def group(self) -> str:
        """The heads above."""
        return "/".join(self.levels[:-1])


@dataclass(frozen=True, slots=True)
class _Guess:
    """A guess: field(s), reason, and how well it is founded (higher is better, first by kind and then by word)."""

    fields: tuple[str, ...]
    reason: ColumnReason
    strength: tuple[int, int]
    word: str = ""


@dataclass(slots=True)
class _Column:
    source: ColumnSource
    guesses: list[_Guess]
    taken: _Guess | None = None
    lost: list[str] = field(default_factory=list)


@lru_cache(maxsize=8192)
def named_fields(text: str) -> frozenset[str]:
    """The fields that a head alone may name; used to find the rows of heads."""
    return frozenset(name for guess in _from_words((text,), aliases()) for name in guess.fields)


def guess_columns(
    sources: Sequence[ColumnSource], choices: Sequence[ColumnChoice] = (), *, sheet: str = ""
) -> tuple[LedgerColumn, ...]:
    """Guess every column of a sheet.

    Args:
        sources: the columns, left to right.
        choices: what somebody said; the last one that fits a column counts.
        sheet: name of the sheet.
    """
    known = aliases()
    columns = [_Column(one, _guesses(one, choices, sheet, known)) for one in sources]
    held: dict[str, _Column] = {}
    _propose(columns, held, known)
    _promote(columns, held, known)
    return tuple(_told(one) for one in columns)


def _guesses(source: ColumnSource, choices: Sequence[ColumnChoice], sheet: str, known: Aliases) -> list[_Guess]:
    head = f"{source.group}/{source.header}" if source.group else source.header
    for one in reversed(choices):
        at_letter = one.letter == column_letters(source.column) and one.sheet in {None, sheet}
        if (one.letter and at_letter) or (one.head and one.head == head and one.sheet in {None, sheet}):
            return [_Guess(one.fields, ColumnReason.CHOSEN, (9, 0))]
    if not source.levels:
        return []
    return [*_from_words(source.levels, known), *_from_content(source)]


def _from_words(levels: tuple[str, ...], known: Aliases) -> list[_Guess]:
    header, groups = levels[-1], tuple(reversed(levels[:-1]))
    full, bare = head_key(header), bare_key(header)
    found: list[_Guess] = []
    pair = _pair(full, known)
    if pair is not None and full not in known.exact:
        return [pair]
    exact = [_Guess((name,), ColumnReason.EXACT, (6, -rank), header) for name, rank in known.exact.get(full, ())]
    grouped = _from_groups(full, groups, known)
    found += [*exact, *grouped] if len(full) >= _SPECIFIC else [*grouped, *exact]
    if bare != full:
        found += [_Guess((name,), ColumnReason.EXACT, (5, -rank), header) for name, rank in known.exact.get(bare, ())]
    if full.startswith("是否") and "延" not in full:
        return found
    found += _inline(full, known)
    return [*found, *_contained(bare or full, known), *_contained(full, known), *_from_parts(bare or full, known)]


def _from_parts(key: str, known: Aliases) -> list[_Guess]:
    return [
        _Guess((name,), ColumnReason.CONTAINED, (1, 0), next(word for word in needed[0] if word in key))
        for name, needed, without in known.parts
        if all(any(word in key for word in words) for words in needed) and not any(word in key for word in without)
    ]


def _pair(key: str, known: Aliases) -> _Guess | None:
    received, reply, words = known.pair
    told = next((word for word in received if word in key), None)
    answered = next((word for word in reply if word in key), None)
    # "实际答复日期" has no word of receipt; "收到答复日期" would be a question for somebody else.
    if told is None or answered is None or not any(word in key for word in words):
        return None
    if key.index(told) > key.index(answered) or any(word in key for word in ("意见", "补正")):
        return None
    return _Guess(("received_date", "reply_date"), ColumnReason.EXACT, (6, 0), key)


def _from_groups(key: str, groups: tuple[str, ...], known: Aliases) -> list[_Guess]:
    found: list[_Guess] = []
    for group in groups:
        above = head_key(group)
        for rule in known.groups:
            name = rule.field(key) if any(word in above for word in rule.group) else ""
            if name and all(name not in one.fields for one in found):
                found.append(_Guess((name,), ColumnReason.GROUP, (6, 0), group))
    return found


def _inline(key: str, known: Aliases) -> list[_Guess]:
    found: list[_Guess] = []
    for rule in known.groups:
        word = next((one for one in rule.group if one in key), "")
        rest = key.replace(word, "", 1) if word else ""
        name = rule.field(rest) if rule.inline and rest else ""
        if name:
            found.append(_Guess((name,), ColumnReason.CONTAINED, (3, 0), word))
    return found


def _contained(key: str, known: Aliases) -> list[_Guess]:
    found: list[_Guess] = []
    for word, name in known.contained:
        if word not in key or word == key:
            continue
        taken = next((to for start, words, to in known.turns if start == name and any(w in key for w in words)), name)
        if all(taken not in one.fields for one in found):
            found.append(_Guess((taken,), ColumnReason.CONTAINED, (2, len(word)), word))
    return found


def _from_content(source: ColumnSource) -> list[_Guess]:
    """What the cells themselves show, for a head that says nothing."""
    texts = [one for one in source.samples if one.strip()]
    if len(texts) < 3:
        return []
    if head_key(source.header) in _BARE_DAY and sum(map(_is_day, texts)) >= _MOSTLY * len(texts):
        return [_Guess(("received_date",), ColumnReason.CONTENT, (0, 0))]
    tests = {"id_number": _is_id, "phone": _is_mobile, "channel": _is_channel, "outcome": _is_outcome}
    return [
        _Guess((name,), ColumnReason.CONTENT, (0, 0))
        for name, test in tests.items()
        if sum(map(test, texts)) >= _MOSTLY * len(texts)
    ]


def _is_day(text: str) -> bool:
    reading = read_date(text_cell(text.strip()), keeps_zero=True) if text.strip() else None
    return reading is not None and not reading.refused


def _is_id(text: str) -> bool:
    return _ID.fullmatch(head_key(text)) is not None


def _is_mobile(text: str) -> bool:
    return _MOBILE.fullmatch(head_key(text)) is not None


def _is_channel(text: str) -> bool:
    return ledger_words().channel(text) is not None


def _is_outcome(text: str) -> bool:
    return ledger_words().outcome(text) is not None and not text.isdecimal()


def _propose(columns: list[_Column], held: dict[str, _Column], known: Aliases) -> None:
    waiting = [one for one in columns if one.taken is None and one.guesses]
    while waiting:
        column = waiting.pop(0)
        while column.guesses and column.taken is None:
            guess = column.guesses.pop(0)
            beaten = _beaten(column, guess, held)
            if beaten is None:
                column.lost += guess.fields
                _add_second(column, guess, held, known)
                continue
            column.taken = guess
            for name in guess.fields:
                held[name] = column
            for one in beaten:
                if one.taken is not None:
                    one.lost += one.taken.fields
                    _add_second(one, one.taken, held, known)
                one.taken = None
                waiting.append(one)


def _beaten(column: _Column, guess: _Guess, held: Mapping[str, _Column]) -> list[_Column] | None:
    """The columns that must give way, ``None`` if this one must."""
    rivals = [held[name] for name in guess.fields if name in held and held[name] is not column]
    for rival in rivals:
        theirs = rival.taken.strength if rival.taken is not None else (-1, 0)
        if theirs > guess.strength or (theirs == guess.strength and rival.source.column < column.source.column):
            return None
    return rivals


def _add_second(column: _Column, guess: _Guess, held: Mapping[str, _Column], known: Aliases) -> None:
    if guess.reason not in {ColumnReason.EXACT, ColumnReason.GROUP, ColumnReason.CONTAINED}:
        return
    if guess.reason is ColumnReason.EXACT:
        # What is named outright is not something else because a part of its name is.
        column.guesses = [one for one in column.guesses if one.reason is not ColumnReason.CONTAINED]
    for name in guess.fields:
        for other in known.second.get(name, ()):
            if other not in held and other not in column.lost:
                column.guesses.insert(0, _Guess((other,), guess.reason, (1, 0), guess.word))


def _promote(columns: list[_Column], held: dict[str, _Column], known: Aliases) -> None:
    """Fields that a ledger cannot lack are taken from the next best column.

    Without a column of applicants the one of organisations names them. Without a column of subjects the description is
    the subject; a second description then finds its place.
    """
    named = held.get("org_name")
    if "applicant_name" not in held and named is not None and named.taken is not None:
        named.taken = _Guess(("applicant_name",), named.taken.reason, named.taken.strength, named.taken.word)
        held["applicant_name"] = held.pop("org_name")
    described = held.get("description")
    if "subject" in held or described is None or described.taken is None:
        return
    described.taken = _Guess(("subject",), described.taken.reason, described.taken.strength, described.taken.word)
    held["subject"] = held.pop("description")
    for one in columns:
        if one.taken is None and "description" in one.lost:
            one.guesses = [_Guess(("description",), ColumnReason.EXACT, (5, 0), one.source.header)]
    _propose(columns, held, known)


def _told(column: _Column) -> LedgerColumn:
    source, taken = column.source, column.taken
    words = ledger_words()
    reason = taken.reason if taken else _left_over(column)
    fields = taken.fields if taken else ()
    named = "、".join(words.label(one) for one in fields)
    sentences = {
        ColumnReason.CHOSEN: f"按选定的用途读作“{named}”" if named else "按选定，不读这一列",
        ColumnReason.EXACT: f"列名“{source.header}”即“{named}”",
        ColumnReason.GROUP: f"上级列名“{taken.word if taken else ''}”之下的“{source.header}”，读作“{named}”",
        ColumnReason.CONTAINED: f"列名“{source.header}”含有“{taken.word if taken else ''}”，读作“{named}”",
        ColumnReason.CONTENT: f"列名认不出，按内容读作“{named}”",
        ColumnReason.EMPTY: "没有列名，不读",
        ColumnReason.TIE: f"列名“{source.header}”与另一列相同用途，请选定",
        ColumnReason.UNKNOWN: f"列名“{source.header}”认不出，请选定用途；不选则不读",
    }
    return LedgerColumn(
        letter=column_letters(source.column),
        header=source.header,
        group=source.group,
        fields=fields,
        hidden=source.hidden,
        reason=reason,
        told=f"{sentences[reason]}。",
        candidates=tuple(dict.fromkeys(column.lost)) if not taken else (),
    )


def _left_over(column: _Column) -> ColumnReason:
    if not column.source.levels:
        return ColumnReason.EMPTY
    return ColumnReason.TIE if column.lost else ColumnReason.UNKNOWN
