"""What the book of numbers is told: a pattern from a year on, where a series begins, which number is void."""

from dataclasses import dataclass

from law.terms import NumberClass

__all__ = ["NumberPatternDraft", "SeriesStartDraft", "VoidNumberDraft"]


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberPatternDraft:
    """How the numbers of a class are written from a year on.

    Attributes:
        number_class: the class; registration numbers have their mark in the agency's profile instead.
        from_year: first year of letters that are numbered so.
        pattern: with {机关代字}{类型代字}{yyyy}{seq}.
        class_code: 类型代字, such as 公复.
        use_di: writes 第 before the running number.
        pad: digits to which the running number is padded, 0 for none.
        reason: why, in the words of the one who decides.
    """

    number_class: NumberClass
    from_year: int
    pattern: str
    class_code: str
    use_di: bool = False
    pad: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesStartDraft:
    """The last number of a class that the office used in a year before this program; 0 if none."""

    number_class: NumberClass
    year: int
    last_used: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VoidNumberDraft:
    """A number to mark void, as it was written, and why."""

    text: str
    reason: str
