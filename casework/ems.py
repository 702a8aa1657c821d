"""Numbers of the post: 13 places inland, S10 with its check digit abroad; what a scanner or a person typed, cleaned.

A wrong check digit is told and not refused: the number stands on the receipt as it stands.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

__all__ = ["MailNumber", "read_mail_number"]

_INLAND: Final = re.compile(r"\d{13}|[A-Z]{2}\d{11}")
_S10: Final = re.compile(r"(?P<service>[A-Z]{2})(?P<serial>\d{8})(?P<check>\d)(?P<country>[A-Z]{2})")
_WEIGHTS: Final = (8, 6, 4, 2, 3, 5, 9, 7)  # Universal Postal Union, standard S10


@dataclass(frozen=True, slots=True)
class MailNumber:
    """A number as the post writes it.

    Attributes:
        text: the number, without blanks and hyphens, letters large.
        known: whether it has one of the forms that the post uses.
        warning: what looks wrong, in Chinese; empty if nothing does.
    """

    text: str
    known: bool
    warning: str = ""


def read_mail_number(typed: str) -> MailNumber:
    """Clean and judge a number of the post; an empty one is neither known nor warned about."""
    text = re.sub(r"[\s\-_.·]+", "", unicodedata.normalize("NFKC", typed)).upper()
    if not text:
        return MailNumber("", known=False)
    international = _S10.fullmatch(text)
    if international is not None:
        right = _check_digit(international["serial"])
        if int(international["check"]) != right:
            return MailNumber(text, known=True, warning=f"校验位应为 {right}，请与收据核对。")
        return MailNumber(text, known=True)
    if _INLAND.fullmatch(text):
        return MailNumber(text, known=True)
    return MailNumber(text, known=False, warning=_unlike(text))


def _check_digit(serial: str) -> int:
    rest = 11 - sum(int(digit) * weight for digit, weight in zip(serial, _WEIGHTS, strict=True)) % 11
    return {10: 0, 11: 5}.get(rest, rest)


def _unlike(text: str) -> str:
    if text.isdigit():
        return f"国内邮件号为 13 位，现为 {len(text)} 位。"
    return "不像邮件号：国内 13 位，国际如 EA123456785CN。"
