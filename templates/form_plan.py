"""Which labels make which field of an application form, how answers become values, which shape these must have."""

from collections.abc import Callable
from typing import Final, TypeAlias

from templates.form_shapes import is_document_number, is_email, is_phone, is_postcode
from templates.form_values import address_value, block_value, line_value, name_value, number_value, phone_value

__all__ = ["CHOICES", "OF_AGENT", "OF_ORGANISATION", "OF_PERSON", "OF_REQUEST", "SHAPES", "SHARED", "Plan"]

Plan: TypeAlias = tuple[tuple[str, tuple[str, ...], Callable[[str], str]], ...]
"""Rows of: the field, the keys of its labels, how its answers become values."""

OF_PERSON: Final[Plan] = (
    ("applicant_name", ("name", "applicant"), name_value),
    ("work_unit", ("work_unit",), line_value),
    ("id_type", ("id_type",), line_value),
    ("id_number", ("id_number",), number_value),
)
OF_ORGANISATION: Final[Plan] = (
    ("org_name", ("org_name", "title_or_name", "applicant"), name_value),
    ("org_code", ("org_code",), number_value),
    ("legal_rep", ("legal_rep",), name_value),
    ("contact_person", ("contact_person",), name_value),
)
SHARED: Final[Plan] = (
    ("phone", ("phone", "contact_phone"), phone_value),
    ("landline", ("landline",), number_value),
    ("fax", ("fax",), number_value),
    ("email", ("email",), number_value),
    ("postcode", ("postcode",), number_value),
    ("address", ("address",), address_value),
)
OF_AGENT: Final[Plan] = (
    ("agent.name", ("agent_name", "name", "applicant"), name_value),
    ("agent.id_type", ("agent_id_type", "id_type"), line_value),
    ("agent.id_number", ("agent_id_number", "id_number"), number_value),
    ("agent.phone", ("agent_phone", "phone"), phone_value),
    ("agent.address", ("agent_address", "address"), address_value),
    ("agent.relation", ("relation",), line_value),
    ("agent.scope", ("scope",), line_value),
    ("agent.authorization_letter", ("authorization_letter",), line_value),
)
OF_REQUEST: Final[Plan] = (
    ("subject", ("subject", "title_or_name"), line_value),
    ("doc_no_hint", ("doc_no_hint",), line_value),
    ("description", ("description", "subject_or_description"), block_value),
)
CHOICES: Final = ("form_of_info", "delivery_method", "fee_waiver", "accessibility")
SHAPES: Final[dict[str, tuple[Callable[[str], bool], str]]] = {
    "email": (is_email, "不像电子邮箱"),
    "postcode": (is_postcode, "不是 6 位数字"),
    "phone": (is_phone, "不像电话号码"),
    "id_number": (is_document_number, "不像一个证件号码"),
    "org_code": (is_document_number, "不像一个代码"),
}
