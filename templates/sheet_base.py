"""What all internal sheets have in common: the case they are about, and cells to sign in.

What nobody knows yet stays blank and is filled in by hand.
"""

from dataclasses import dataclass
from datetime import date

from law.terms import DocumentKind
from templates.context_base import require_filled, said
from templates.wording import chinese_date

__all__ = ["UNSIGNED", "Sheet", "SignedWords"]

_BLANK_DAY = "　　　年　　月　　日"


def _day_or_blank(day: date | None) -> str:
    return chinese_date(day) if day is not None else _BLANK_DAY


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedWords:
    """What somebody decided, with name and day; all of it may still be blank, to be written by hand.

    Args:
        words: the opinion.
        name: who gave it.
        on: the day.
    """

    words: str = said("意见", "")
    name: str = said("签名", "")
    on: date | None = said("日期", None)

    def __post_init__(self) -> None:
        require_filled(self)

    @property
    def line(self) -> str:
        """The line of signature and date under the opinion."""
        return f"签名：{self.name or '　　　　　　'}　　{_day_or_blank(self.on)}"


UNSIGNED = SignedWords()
"""Nothing said, nobody signed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What every internal sheet says of its case.

    Args:
        agency: name of the agency.
        registration_number: number of the request.
        applicant: who asked.
        request_title: what was asked for, in one line.
        made_on: day on which the sheet was made.
    """

    agency: str = said("机关名称")
    registration_number: str = said("登记号")
    applicant: str = said("申请人")
    request_title: str = said("申请事项")
    made_on: date = said("制表日期")

    def __post_init__(self) -> None:
        require_filled(self)

    @property
    def kind(self) -> DocumentKind:
        """Which document this is."""
        raise NotImplementedError

    @property
    def template_key(self) -> str:
        """Name of the .docx template without its ending."""
        return str(self.kind)
