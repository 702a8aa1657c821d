"""Personal data as shown before anybody asks to see them: enough to recognise, not enough to copy."""

from typing import Final

from law.terms import ApplicantType

__all__ = ["mask_address", "mask_identity", "mask_name", "mask_phone"]

_SHOWN: Final = 4
_DISTRICT_ENDS: Final = "区县旗市"
_LONGEST_DISTRICT: Final = 12


def mask_identity(number: str | None) -> str:
    """The first and last characters of an identity number: 9901**********9813."""
    if not number:
        return ""
    if len(number) <= 2 * _SHOWN:
        return number[:1] + "*" * (len(number) - 1)
    return number[:_SHOWN] + "*" * (len(number) - 2 * _SHOWN) + number[-_SHOWN:]


def mask_phone(number: str | None) -> str:
    """A telephone number without its last four figures: 1990000****."""
    if not number:
        return ""
    return "*" * len(number) if len(number) <= _SHOWN else number[:-_SHOWN] + "*" * _SHOWN


def mask_address(address: str | None) -> str:
    """An address down to the district: 澜安市临江县（已隐去）."""
    if not address:
        return ""
    ends = [place for place, one in enumerate(address[:_LONGEST_DISTRICT]) if one in _DISTRICT_ENDS]
    return f"{address[: ends[-1] + 1]}（已隐去）" if ends else "（已隐去）"


def mask_name(name: str, kind: ApplicantType) -> str:
    """The surname of a person and a star for each other character: 周**; organisations are public and stay whole."""
    if kind is not ApplicantType.NATURAL_PERSON:
        return name
    return name[:1] + "*" * max(1, len(name) - 1)
