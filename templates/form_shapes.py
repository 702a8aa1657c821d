"""What words look like: a number of a resident, a mobile phone, an address; for words that stand without a label."""

import re
from datetime import date
from typing import Final

from templates.form_labels import organisation_kind

__all__ = [
    "is_address",
    "is_credit_code",
    "is_document_number",
    "is_email",
    "is_person_name",
    "is_phone",
    "is_postcode",
    "is_resident_number",
    "person_names",
    "phones_in",
    "shapes_in",
]

_RESIDENT: Final = re.compile(r"(?<![0-9A-Za-z])\d{17}[\dXx](?![0-9A-Za-z])")
_CREDIT: Final = re.compile(r"(?<![0-9A-Za-z])[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}(?![0-9A-Za-z])")
_MOBILE: Final = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
_PHONE: Final = re.compile(r"(?:\+?86[- ]?)?(?:1[3-9]\d{9}|0\d{2,3}[- ）)]?\d{7,8}(?:[-转]\d{1,6})?|\d{7,8})")
_EMAIL: Final = re.compile(r"[\w.+\-]{1,64}@[\w\-]{1,63}(?:\.[\w\-]{1,63}){1,8}", re.ASCII)
_ADDRESS: Final = re.compile(
    r"[^，。；：、\d（(]{0,12}(?:省|自治区|市|县|区|镇|乡|街道|旗).*"
    r"(?:路|街|巷|村|组|号|室|栋|楼|层|社区|小区|大道|弄|屯|院|单元)(?:[（(][^（()）]{1,20}[)）])?"
)
_NO_ADDRESS: Final = re.compile(
    "[。；？！?!：:《》]|申请|公开|年度|文件|材料|照片|情况|批复|方案|[一二三四五六七八九十]、"
)
_SIGN: Final = "\u3400-\u9fff\U00020000-\U0003ffff"
_NAME: Final = re.compile(f"[{_SIGN}][{_SIGN}·]{{0,11}}[{_SIGN}]")


def is_resident_number(text: str) -> bool:
    """18 signs with a day of birth inside; the check digit is judged at registration."""
    if not _RESIDENT.fullmatch(text):
        return False
    try:
        born = date(int(text[6:10]), int(text[10:12]), int(text[12:14]))
    except ValueError:
        return False
    return 1900 <= born.year <= 2100


def is_credit_code(text: str) -> bool:
    """18 signs that may be a unified social credit code."""
    return bool(_CREDIT.fullmatch(text.upper())) and not is_resident_number(text)


def is_phone(text: str) -> bool:
    """A mobile number or a fixed line."""
    return bool(_PHONE.fullmatch(text))


def phones_in(text: str) -> list[str]:
    """The numbers that stand one after the other; the text itself where it is not made of several."""
    parts = [one for one in re.split(r"[，,、；;/\s]+", text) if one]
    return parts if len(parts) > 1 and all(is_phone(one) for one in parts) else [text]


def is_email(text: str) -> bool:
    """An address of electronic mail."""
    return bool(_EMAIL.fullmatch(text))


def is_postcode(text: str) -> bool:
    """Six figures."""
    return bool(re.fullmatch(r"\d{6}", text))


def is_address(text: str) -> bool:
    """Words with an administrative division and a place in it."""
    plain = text.strip()
    return 6 <= len(plain) <= 60 and bool(_ADDRESS.fullmatch(plain)) and not _NO_ADDRESS.search(plain)


def is_document_number(text: str) -> bool:
    """One number of an identity document: figures and letters, no words."""
    return bool(re.fullmatch(r"[0-9A-Za-z()（）\-·./]{4,30}", text)) and len(_RESIDENT.findall(text)) <= 1


def person_names(text: str) -> tuple[str, ...]:
    """The names of several persons that stand one after the other."""
    parts = [one.strip() for one in re.split(r"[、，,；;/\s]+", text) if one.strip()]
    return tuple(parts) if len(parts) > 1 and all(is_person_name(one) for one in parts) else ()


def is_person_name(text: str) -> bool:
    """A name of two to twelve Chinese signs that is no name of an organisation."""
    short = len(text) <= 4 or "·" in text
    return bool(_NAME.fullmatch(text)) and short and not organisation_kind(text)


def shapes_in(text: str) -> dict[str, list[str]]:
    """What stands in running words, by kind: id_number, org_code, phone, email; each value once."""
    found: dict[str, list[str]] = {"id_number": [], "org_code": [], "phone": [], "email": []}
    for one in _RESIDENT.findall(text):
        if is_resident_number(one):
            found["id_number"].append(one.upper())
    for one in _CREDIT.findall(text):
        if is_credit_code(one) and re.search("[A-Z]", one):
            found["org_code"].append(one)
    found["phone"] += _MOBILE.findall(text)
    found["email"] += _EMAIL.findall(text)
    return {kind: list(dict.fromkeys(values)) for kind, values in found.items()}
