"""What the book of numbers shows: how each class is written, a series with its gaps, its numbers one by one."""

from dataclasses import dataclass
from datetime import date, datetime

from law.terms import NumberClass

__all__ = ["NumberClassView", "NumberDecisionView", "NumberPreview", "NumberRow", "SeriesView"]


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberClassView:
    """A class and how its numbers are written in a year.

    Attributes:
        number_class: the class.
        label: its name.
        letters: names of the letters that take their numbers from it.
        pattern: the pattern in force.
        class_code: the 类型代字 in force.
        use_di: whether 第 stands before the number.
        pad: digits to which the number is padded.
        next_text: the number that will be taken next.
        decided: since when and by whom; empty while the usual pattern holds.
        settable: whether it has a pattern of its own; registration numbers follow the agency's profile.
    """

    number_class: NumberClass
    label: str
    letters: str
    pattern: str
    class_code: str
    use_di: bool
    pad: int
    next_text: str
    decided: str = ""
    settable: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberPreview:
    """The number that would be taken next with a pattern that is being typed, and the one after it."""

    next_text: str
    following_text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberDecisionView:
    """A decision on a pattern."""

    from_year: int
    pattern: str
    class_code: str
    reason: str
    decided_by: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesView:
    """A class in a year.

    Attributes:
        number_class: the class; year: the year.
        started_after: last number used before this program.
        last_number: last number taken.
        count: numbers taken here, void ones included.
        void_count: of these void.
        missing: numbers taken for which no use is recorded; empty if the series is sound.
        backward: numbers whose letter is dated before that of a smaller one.
        next_text: the number that will be taken next.
        can_start: whether the first number may still be set.
    """

    number_class: NumberClass
    year: int
    started_after: int
    last_number: int
    count: int
    void_count: int
    missing: tuple[int, ...]
    backward: tuple[int, ...]
    next_text: str
    can_start: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberRow:
    """A number that was used, for what, and whether it is void."""

    id: int
    number: int
    text: str
    title: str
    request_id: int | None
    document_id: int | None
    registration_number: str
    dated_on: date | None
    taken_at: datetime
    taken_by: str
    void: bool
    void_reason: str
    voided_by: str
    backward: bool
