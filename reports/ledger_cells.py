"""Single cells of a ledger: names, identity numbers, telephones, money, as typed and as programs mangled them."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final

from law.identity_numbers import identity_flaw
from law.terms import IdentityKind
from reports.ledger_grid import CellKind, GridCell
from reports.ledger_words import ledger_words

__all__ = [
    "IdentityReading",
    "clean",
    "is_formula_like",
    "read_contact",
    "read_fee",
    "read_identity",
    "read_phone",
    "read_text",
    "several_names",
    "workdays_told",
]

_WRAPPED: Final = re.compile(r'="(.*)"', re.DOTALL)
_INVISIBLE: Final = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad]")
_WITHIN: Final = re.compile(r"(?<![0-9A-Z])(?:\d{17}[\dX]|[0-9A-Z]{18})(?![0-9A-Z])")
"""A number behind a word, as in ``身份证990101...``."""

_CODE_LIKE: Final = re.compile(r"[1-9A-Y][1-9]\d{6}[0-9A-Z]{5}")
"""The beginning of a credit code: no passport starts like this."""

_POWERS: Final = re.compile(r"\d(?:\.\d+)?E\+?\d+", re.IGNORECASE)
_DIGITS_KEPT: Final = 1e15
"""A number cell holds fifteen digits; of a longer number the rest is gone."""

_ROUNDED: Final = "000"

_MOBILE: Final = re.compile(r"(?:\+?86[\s\-]*)?(1\d{2}[\s\-]?\d{4}[\s\-]?\d{4})(?!\d)")
_LANDLINE: Final = re.compile(r"\(?0\d{2,3}\)?[\s\-]*\d{7,8}(?:\s*(?:转|-|x|ext)\s*\d{1,6})?")
_WORKDAYS: Final = re.compile(r"延(?:长|期)(?:了|至)?\s*(\d{1,2})\s*个?\s*(?:工作日|个工作日)")
_MOST_EXTENSION: Final = 20
_SEVERAL: Final = re.compile(r"[、,，;；/\n]|\s{2,}")


@dataclass(frozen=True, slots=True)
class IdentityReading:
    """An identity number: ``value`` in normal form, or a reason why it is refused; ``flaw`` is only told."""

    value: str | None = None
    refused: str = ""
    flaw: str = ""


def clean(text: str) -> str:
    """What was meant by a text cell: ``="…"`` and a leading apostrophe taken off, no blanks around it."""
    found = _WRAPPED.fullmatch(text.strip())
    plain = found[1] if found else text
    plain = _INVISIBLE.sub("", plain).strip()
    return plain[1:].strip() if plain.startswith("'") and "'" not in plain[1:] else plain


def read_text(cell: GridCell) -> str | None:
    """The text of a cell, numbers without a needless decimal point; ``None`` if there is none."""
    if cell.kind in {CellKind.ERROR, CellKind.UNVALUED, CellKind.BLANK}:
        return None
    value = cell.number
    if value is not None:
        return str(int(value)) if value == int(value) and abs(value) < _DIGITS_KEPT else cell.shown
    return clean(cell.shown) or None


def is_formula_like(cell: GridCell) -> bool:
    """Whether a text would be taken for a formula by another program."""
    text = cell.shown.strip()
    if cell.kind is not CellKind.TEXT or _WRAPPED.fullmatch(text) or text in ledger_words().blanks:
        return False
    return len(text) > 1 and text[0] in "=+-@" and not re.fullmatch(r"[+\-]?[\d\s\-()]+", text)


def read_identity(cell: GridCell, *, organisation: bool = False) -> IdentityReading:
    """An identity number or a code.

    Args:
        cell: the cell.
        organisation: the applicant is one, a code is expected.
    """
    value = cell.number
    if value is not None:
        if value >= _DIGITS_KEPT or value != int(value):
            return IdentityReading(refused="id_number_lost_digits")
        text = str(int(value))
    else:
        text = clean(cell.shown)
    key = re.sub(r"[\s\-·.]", "", unicodedata.normalize("NFKC", text)).upper()
    if not key:
        return IdentityReading()
    if "*" in key or "×" in key:
        return IdentityReading(flaw="id_number_masked")
    within = _WITHIN.findall(unicodedata.normalize("NFKC", text).upper())
    if len(within) > 1:
        return IdentityReading(within[0], flaw="id_number_several")
    if len(within) == 1 and not key.isascii():
        key = within[0]
    if _POWERS.fullmatch(unicodedata.normalize("NFKC", text).replace(" ", "")):
        return IdentityReading(refused="id_number_lost_digits")
    return _checked(key, organisation=organisation)


def _checked(key: str, *, organisation: bool) -> IdentityReading:
    numeric = re.fullmatch(r"\d+X?", key) is not None
    code = organisation or (not numeric and (len(key) == 18 or _CODE_LIKE.match(key) is not None))
    if numeric and not code and len(key) not in {15, 18} and len(key) > 9:
        return IdentityReading(refused="id_number_length")
    if code and key.isascii() and key.isalnum() and len(key) in {16, 17, 19, 20}:
        return IdentityReading(refused="id_number_length")
    if len(key) != 18 or not key.isascii():
        return IdentityReading(key)
    kind = IdentityKind.RESIDENT_ID if numeric and not organisation else IdentityKind.CREDIT_CODE
    flaw = identity_flaw(kind, key)
    # An organisation may be entered with the number of the person who came.
    if kind is IdentityKind.RESIDENT_ID and key.endswith(_ROUNDED):
        # A number of fifteen digits filled up with zeros looks like this in CSV; a few real numbers end so as well.
        if flaw is not None and flaw.code == "id_check_digit":
            return IdentityReading(refused="id_number_lost_digits")
        return IdentityReading(key, flaw=flaw.code if flaw is not None else "id_number_rounded")
    if flaw is None or (numeric and organisation and identity_flaw(IdentityKind.RESIDENT_ID, key) is None):
        return IdentityReading(key)
    return IdentityReading(key, flaw="id_check_digit" if kind is IdentityKind.RESIDENT_ID else "credit_code_check")


def read_phone(cell: GridCell) -> str | None:
    """A telephone number: a mobile number as eleven digits, anything else as it stands; ``None`` if digits are lost."""
    text = read_text(cell)
    if text is None:
        return None
    plain = unicodedata.normalize("NFKC", text).strip()
    if _POWERS.fullmatch(plain.replace(" ", "")):
        return None
    found = _MOBILE.fullmatch(plain)
    return re.sub(r"\D", "", found[1]) if found else plain


def read_contact(text: str) -> tuple[str | None, str | None]:
    """Telephone and address out of one cell."""
    plain = unicodedata.normalize("NFKC", text)
    found = _MOBILE.search(plain) or _LANDLINE.search(plain)
    if found is None:
        return None, text.strip() or None
    phone = re.sub(r"\D", "", found[1]) if found.re is _MOBILE else found[0].strip()
    # NFKC may change lengths, so the rest is cut from the text that was searched; it is an address, not a quotation.
    original = text if len(plain) == len(text) else plain
    rest = original[: found.start()] + original[found.end() :]
    rest = re.sub(r"(?:联系)?(?:电话|地址|手机)[:：]?", "", rest)
    return phone, rest.strip(" ,，;；、/\n\t：:") or None


def read_fee(text: str) -> int | None:
    """Money in fen; a word of none is 0, ``None`` if it is no amount."""
    if ledger_words().free(text):
        return 0
    plain = re.sub(r"[,\s¥￥元圆]|人民币", "", unicodedata.normalize("NFKC", text))
    try:
        fen = Decimal(plain) * 100
    except InvalidOperation:
        return None
    if not fen.is_finite() or fen != fen.to_integral_value() or not 0 <= fen < 10**12:
        return None
    return int(fen)


def several_names(name: str) -> tuple[str, ...]:
    """The names of a cell that holds several applicants; empty for one."""
    plain = re.sub(r"等\s*\d*\s*[人户名位]?$", "", name)
    parts = tuple(one.strip() for one in _SEVERAL.split(plain) if one.strip())
    if len(parts) > 1 and all(2 <= len(one) <= 30 for one in parts):
        return parts
    return (plain,) if plain != name and plain else ()


def workdays_told(text: str) -> int | None:
    """How many working days an extension has according to a remark (``延长10个工作日``)."""
    found = _WORKDAYS.search(text)
    days = int(found[1]) if found else 0
    return days if 0 < days <= _MOST_EXTENSION else None
