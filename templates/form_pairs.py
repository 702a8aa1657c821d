"""Labels that ask for two things at once (联系地址及邮编, 证件名称和号码): the answer taken apart by its shape."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from templates.form_labels import Label, label_of
from templates.form_parts import Answer
from templates.form_values import line_value, number_value, split_postcode

__all__ = ["placed"]

_NUMBER: Final = re.compile(r"[0-9A-Za-z０-９Ａ-Ｚａ-ｚ][0-9A-Za-z０-９Ａ-Ｚａ-ｚ \-()（）]{5,}(?:转\d{1,6})?")
# Each label of two things as the labels of its parts.
_PARTS: Final = {
    "address_and_postcode": ("通信地址", "邮政编码"),
    "id_type_and_number": ("证件名称", "证件号码"),
    "contact_person_and_phone": ("联系人", "联系人电话"),
    "agent_name_and_number": ("代理人", "代理人身份证号码"),
    "agent_name_and_phone": ("代理人", "代理人电话"),
}


def parted(answer: Answer) -> tuple[Answer, ...]:
    """An answer to a label of two things as two answers; others as they are."""
    key = answer.label.key
    if key == "address" and "邮" in answer.words.removeprefix("邮寄").removeprefix("邮件"):
        key = "address_and_postcode"  # 通信地址（含邮编）
    parts = _PARTS.get(key)
    if parts is None:
        return (answer,)
    first, second = split_postcode(answer.value) if key == "address_and_postcode" else _cut(answer)
    return tuple(
        replace(answer, label=_label(word), value=value) for word, value in zip(parts, (first, second), strict=True)
    )


def placed(answers: Sequence[Answer]) -> tuple[Answer, ...]:
    """The answers one by one, without those of the office; what a part about the information says of the applicant.

    A telephone at the foot of the part on the information is the applicant's, unless the form has a place for it above.
    """
    single = [one for whole in answers for one in parted(whole) if one.section != "office"]
    elsewhere = {one.key for one in single if one.section != "info" and line_value(one.value)}
    return tuple(
        replace(one, section="") if one.section == "info" and _of_persons(one) and one.key not in elsewhere else one
        for one in single
    )


def _of_persons(answer: Answer) -> bool:
    return not answer.label.section and "info" not in answer.label.inside


def _label(word: str) -> Label:
    found = label_of(word)
    if found is None:
        raise KeyError(word)
    return found


def _cut(answer: Answer) -> tuple[str, str]:
    text = line_value(answer.value)
    found = _NUMBER.search(text)
    if found is None:
        return text, ""
    before = text[: found.start()].strip(" ：:，,、;；（(　")
    before = re.sub(r"(?:证件|身份证)?(?:号码|号)$|电话$|手机$", "", before).strip(" ：:，,、;；（(　")
    number = number_value(found[0]).strip("（）()")
    return before or text[found.end() :].strip(" ：:，,、;；）)　"), number
