"""Who applied according to a row of a ledger: the fields of an applicant, and the row of the register it belongs to.

A row belongs to a known applicant only if identity number and name are the same; a name alone joins nobody.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.identity_numbers import identity_flaw
from casework.ledger_course import Values, text_in
from law.terms import ApplicantType, DeliveryMethod, IdentityKind
from models import Applicant
from models.search_grams import identity_key, name_key, phone_key, pinyin_of

__all__ = [
    "agent_of",
    "applicant_kind",
    "applicants_of_row",
    "delivery_of",
    "known_applicants",
    "label_of_row",
    "number_of",
]

_BATCH: Final = 500
_RESIDENT: Final = re.compile(r"\d{17}[\dXx]|\d{15}")
_CREDIT: Final = re.compile(r"[0-9A-HJ-NPQRTUWXY]{18}")
_CONTACT: Final = ("phone", "email", "fax", "address", "postcode", "work_unit", "legal_rep", "contact_person")
_KINDS: Final = (
    ("身份证", IdentityKind.RESIDENT_ID),
    ("护照", IdentityKind.PASSPORT),
    ("信用代码", IdentityKind.CREDIT_CODE),
    ("组织机构代码", IdentityKind.CREDIT_CODE),
    ("港澳居民来往", IdentityKind.HKMTP),
    ("台湾居民来往", IdentityKind.TAIWAN_PERMIT),
    ("居住证", IdentityKind.RESIDENCE_PERMIT),
    ("律师", IdentityKind.LAWYER_LICENCE),
)
_DELIVERY: Final = (
    ("邮寄", DeliveryMethod.POST),
    ("邮件", DeliveryMethod.EMAIL),
    ("邮箱", DeliveryMethod.EMAIL),
    ("自取", DeliveryMethod.PICK_UP),
    ("领取", DeliveryMethod.PICK_UP),
    ("传真", DeliveryMethod.FAX),
    ("网", DeliveryMethod.WEB),
    ("平台", DeliveryMethod.WEB),
)


def applicant_kind(values: Values) -> ApplicantType:
    """The column of the annual report: an organisation of unknown kind is what was suggested, else 其他组织."""
    if text_in(values, "applicant_type") == "organisation":
        kind = text_in(values, "org_kind") or text_in(values, "org_kind_suggested")
        return ApplicantType(kind) if kind else ApplicantType.OTHER_ORG
    return ApplicantType.NATURAL_PERSON


def _names(values: Values) -> tuple[str, ...]:
    found = values.get("applicant_name")
    names = found if isinstance(found, tuple) else (text_in(values, "applicant_name") or text_in(values, "org_name"),)
    return tuple(dict.fromkeys(text_in({"one": one}, "one") for one in names if one))


def label_of_row(values: Values) -> str:
    """How lists name the applicants."""
    names = _names(values)
    if len(names) <= 1:
        return names[0] if names else "（未署名）"
    person = applicant_kind(values) is ApplicantType.NATURAL_PERSON
    return f"{names[0]}等{len(names)}" + ("人" if person else "个申请人")


def _number(values: Values) -> str:
    return text_in(values, "id_number") or text_in(values, "org_code")


def number_of(values: Values) -> str | None:
    """The identity number of the first applicant, for matching; None if the row has none."""
    return identity_key(_number(values))


def applicants_of_row(values: Values, created_at: datetime) -> tuple[dict[str, Any], ...]:
    """The columns of each applicant of a row; number and contact belong to the first one."""
    names = _names(values) or ("（未署名）",)
    number = _number(values)
    first = _applicant(values, names[0], number, created_at)
    return (first, *(_applicant(values, one, "", created_at, bare=True) for one in names[1:]))


def _applicant(values: Values, name: str, number: str, at: datetime, *, bare: bool = False) -> dict[str, Any]:
    kind = _identity_kind(values, number)
    flaw = identity_flaw(kind, number) if number else None
    pinyin, initials = pinyin_of(name)
    contact = {one: None if bare else text_in(values, one) or None for one in _CONTACT}
    return {
        "kind": applicant_kind(values),
        "name": name,
        "name_key": name_key(name),
        "pinyin": pinyin,
        "pinyin_initials": initials,
        "identity_kind": kind,
        "identity_number": number or None,
        "identity_key": identity_key(number),
        "identity_copy_attached": False,
        "identity_override_reason": f"台账所写；{flaw.sentence}" if flaw else None,
        **contact,
        "landline": None,
        "phone_key": phone_key(contact["phone"]),
        "created_at": at,
    }


def _identity_kind(values: Values, number: str) -> IdentityKind:
    if not number:
        return IdentityKind.NONE
    said = text_in(values, "id_type")
    named = next((kind for sign, kind in _KINDS if sign in said), None)
    if named is not None:
        return named
    if _RESIDENT.fullmatch(number):
        return IdentityKind.RESIDENT_ID
    return IdentityKind.CREDIT_CODE if _CREDIT.fullmatch(number) else IdentityKind.OTHER


def agent_of(values: Values) -> dict[str, Any] | None:
    """The columns of the agent, if the row names one."""
    name = text_in(values, "agent")
    if not name:
        return None
    return {
        "name": name,
        "name_key": name_key(name),
        "identity_kind": IdentityKind.NONE,
        "has_mandate": False,
        "details": {},
    }


def delivery_of(values: Values) -> DeliveryMethod | None:
    """By which way the applicant wanted the information."""
    said = text_in(values, "delivery_method")
    return next((one for sign, one in _DELIVERY if sign in said), None)


def known_applicants(session: Session, keys: Iterable[str]) -> Mapping[tuple[str, str], int]:
    """The latest entry of the register for identity number and name, of those with these numbers."""
    found: dict[tuple[str, str], int] = {}
    wanted = sorted(set(keys))
    for start in range(0, len(wanted), _BATCH):
        statement = select(Applicant.identity_key, Applicant.name, Applicant.id)
        batch = statement.where(Applicant.identity_key.in_(wanted[start : start + _BATCH])).order_by(Applicant.id)
        found |= {(key or "", name): one for key, name, one in session.execute(batch).tuples()}
    return found
