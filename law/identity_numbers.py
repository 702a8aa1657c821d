"""Identity numbers: what their check digits say. A wrong digit is told, never a reason to refuse a request.

Resident identity numbers follow GB 11643, unified social credit codes GB 32100 with the organisation code of GB 11714
inside. Area codes are not looked up: districts are founded and dissolved, and an unknown one proves nothing.
"""

import re
from dataclasses import dataclass
from datetime import date

from law.terms import IdentityKind

__all__ = ["IDENTITY_FLAWS", "IdentityFlaw", "identity_flaw", "identity_key", "resident_check_digit"]

IDENTITY_FLAWS = (
    "id_check_digit",
    "id_number_length",
    "id_number_old",
    "id_birth_date",
    "credit_code_length",
    "credit_code_check",
    "organisation_code_check",
)
"""Codes of all flaws."""

_RESIDENT_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_RESIDENT_CHECKS = "10X98765432"
_CREDIT_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_WIDE = str.maketrans({code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)})


@dataclass(frozen=True, slots=True)
class IdentityFlaw:
    """What is wrong with a number: a stable code and one Chinese sentence."""

    code: str
    sentence: str


def identity_key(number: str) -> str:
    """The number for matching: half-width, upper case, without blanks and hyphens."""
    return re.sub(r"[\s\-·]", "", number.translate(_WIDE)).upper()


def resident_check_digit(first17: str) -> str:
    """The check digit of a resident identity number from its first 17 digits (GB 11643)."""
    return _RESIDENT_CHECKS[sum(int(one) * weight for one, weight in zip(first17, _RESIDENT_WEIGHTS, strict=True)) % 11]


def identity_flaw(kind: IdentityKind, number: str) -> IdentityFlaw | None:
    """What is wrong with a number, or None; kinds without a known structure are never wrong."""
    key = identity_key(number)
    if not key:
        return None
    if kind is IdentityKind.RESIDENT_ID:
        return _resident_flaw(key)
    if kind is IdentityKind.CREDIT_CODE:
        return _credit_flaw(key)
    return None


def _resident_flaw(key: str) -> IdentityFlaw | None:
    if re.fullmatch(r"\d{15}", key):
        return IdentityFlaw("id_number_old", "15 位的旧身份证号码已停止使用，请核对。")
    if not re.fullmatch(r"\d{17}[\dX]", key):
        return IdentityFlaw("id_number_length", f"身份证号码应为 18 位，现为 {len(key)} 位或含有其他字符。")
    if not _is_day(key[6:14]):
        return IdentityFlaw("id_birth_date", f"身份证号码中的出生日期 {key[6:14]} 不存在。")
    wanted = resident_check_digit(key[:17])
    if key[17] != wanted:
        return IdentityFlaw("id_check_digit", f"身份证号码校验位不符：末位应为 {wanted}，现为 {key[17]}。")
    return None


def _is_day(digits: str) -> bool:
    try:
        date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return True


def _credit_flaw(key: str) -> IdentityFlaw | None:
    if len(key) != 18 or any(sign not in _CREDIT_SIGNS for sign in key):
        return IdentityFlaw("credit_code_length", "统一社会信用代码应为 18 位数字和大写字母（不含 I、O、S、V、Z）。")
    total = sum(_CREDIT_SIGNS.index(sign) * pow(3, place, 31) for place, sign in enumerate(key[:17]))
    wanted = _CREDIT_SIGNS[(31 - total % 31) % 31]
    if key[17] != wanted:
        return IdentityFlaw("credit_code_check", f"统一社会信用代码校验位不符：末位应为 {wanted}，现为 {key[17]}。")
    organisation = key[8:17]
    values = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    total = sum(values.index(one) * weight for one, weight in zip(organisation[:8], _ORGANISATION_WEIGHTS, strict=True))
    check = 11 - total % 11
    wanted = {10: "X", 11: "0"}.get(check, str(check))
    if organisation[8] != wanted:
        return IdentityFlaw(
            "organisation_code_check",
            f"信用代码中的主体标识码校验位不符：第 17 位应为 {wanted}，现为 {organisation[8]}。",
        )
    return None
