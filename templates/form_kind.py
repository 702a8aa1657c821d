"""Whether a form was filled in by a person or for an organisation."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from templates.form_choices import chosen
from templates.form_labels import option_of, organisation_kind
from templates.form_parts import Answer
from templates.form_shapes import is_credit_code, is_resident_number
from templates.form_values import name_value, number_value, signature_value

__all__ = ["ToldKind", "applicant_kind"]

_PERSON: Final = "natural_person"
_ORGANISATION: Final = "organisation"


@dataclass(frozen=True, slots=True)
class ToldKind:
    """The kind ("" where the form does not tell), and what is odd about it."""

    kind: str
    remark: str = ""


def applicant_kind(answers: Sequence[Answer], ticked: Sequence[str], lines: Sequence[str]) -> ToldKind:
    """Who applies.

    Args:
        answers: all answers.
        ticked: headings that are ticked (person, organisation).
        lines: lines without labels; a title may say for whom the form is.
    """
    by_tick = _ticked(answers, ticked)
    person = _names(answers, ("name",), ("person", ""))
    organisation = _names(answers, ("org_name", "title_or_name"), ("organisation", "contact", ""))
    either = _names(answers, ("applicant",), ("person", "organisation", ""))
    organisation += [one for one in person if _is_organisation(one)]
    person = [one for one in person if not _is_organisation(one)]
    for one in either:
        (organisation if organisation_kind(one) or (len(one) > 8 and "·" not in one) else person).append(one)
    if by_tick:
        odd = (by_tick == _PERSON and organisation and not person) or (
            by_tick == _ORGANISATION and person and not organisation
        )
        return ToldKind(by_tick, "勾选的申请人类别与填写的栏目不一致，请核对" if odd else "")
    if bool(person) != bool(organisation):
        return ToldKind(_PERSON if person else _ORGANISATION)
    if person:
        return _both(answers, person, organisation)
    return ToldKind(_by_numbers(answers) or _by_title(lines))


def _is_organisation(name: str) -> bool:
    """Whether a name in the place for persons is plainly one of an organisation."""
    return len(name) > 4 and bool(organisation_kind(name))


def _names(answers: Sequence[Answer], keys: Sequence[str], sections: Sequence[str]) -> list[str]:
    found = (name_value(one.value) for one in answers if one.key in keys and one.section in sections)
    return [one for one in found if one]


def _ticked(answers: Sequence[Answer], headings: Sequence[str]) -> str:
    told = {_PERSON if one == "person" else _ORGANISATION for one in headings}
    for one in answers:
        if one.key not in ("applicant_type", "org_kind"):
            continue
        for word in chosen(one.value, "applicant_type").values:
            option = option_of("applicant_type", word)
            if option is not None:
                told.add(_PERSON if option.meaning == _PERSON else _ORGANISATION)
    return told.pop() if len(told) == 1 else ""


def _both(answers: Sequence[Answer], person: Sequence[str], organisation: Sequence[str]) -> ToldKind:
    """Both parts are filled in: who signed applies; otherwise the number tells."""
    for one in answers:
        if one.key == "signature":
            signed, _ = signature_value(one.value)
            if signed and any(name in signed for name in organisation):
                return ToldKind(_ORGANISATION, "公民和法人两部分都填了，按签章认作法人或者其他组织，请核对")
            if signed and any(name in signed for name in person):
                return ToldKind(_PERSON, "公民和法人两部分都填了，按签名认作公民，请核对")
    return ToldKind(_by_numbers(answers), "公民和法人两部分都填了，请核对申请人是谁")


def _by_numbers(answers: Sequence[Answer]) -> str:
    person = any(one.key == "id_number" and is_resident_number(number_value(one.value).upper()) for one in answers
                 if one.section != "agent")  # fmt: skip
    code = any(one.key in ("org_code", "any_number") and is_credit_code(number_value(one.value)) for one in answers)
    if person == code:
        return ""
    return _PERSON if person else _ORGANISATION


def _by_title(lines: Sequence[str]) -> str:
    head = "".join("".join(one.split()) for one in lines[:4])
    person = "公民适用" in head or "公民用" in head or "自然人适用" in head
    organisation = "组织适用" in head or "法人适用" in head or "组织用" in head
    if person == organisation:
        return ""
    return _PERSON if person else _ORGANISATION
