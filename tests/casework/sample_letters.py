"""The sample requests as letters to register."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from casework.drafts import AgentDraft, ApplicantDraft, AttachmentDraft, ReceiptDates, RegistrationDraft
from law.terms import AccessForm, ApplicantType, Channel, DeliveryMethod, IdentityKind, RequestKind

_FOLDER = Path(__file__).parents[1] / "data" / "samples"
_IDENTITY = {
    None: IdentityKind.NONE,
    "居民身份证": IdentityKind.RESIDENT_ID,
    "统一社会信用代码": IdentityKind.CREDIT_CODE,
    "护照": IdentityKind.PASSPORT,
    "港澳居民来往内地通行证": IdentityKind.HKMTP,
    "律师执业证": IdentityKind.LAWYER_LICENCE,
}
_FORMS = {"纸质": AccessForm.PAPER, "电子版": AccessForm.ELECTRONIC}
_DELIVERY = {
    None: None,
    "邮寄": DeliveryMethod.POST,
    "电子邮件": DeliveryMethod.EMAIL,
    "当面领取": DeliveryMethod.PICK_UP,
    "传真": DeliveryMethod.FAX,
}


def samples() -> list[dict[str, Any]]:
    return _requests("requests.json")


def fee_samples() -> list[dict[str, Any]]:
    """One applicant with 35 requests in one month, with neighbours, in the order of registration."""
    return _requests("requests_fee_month.json")


def _requests(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((_FOLDER / name).read_text(encoding="utf-8"))["requests"]
    return found


def _applicant(raw: dict[str, Any]) -> ApplicantDraft:
    return ApplicantDraft(
        type=ApplicantType(raw.get("type", "natural_person")),
        name=raw["name"],
        identity_kind=_IDENTITY.get(raw.get("id_type"), IdentityKind.OTHER),
        identity_number=raw.get("id_number") or "",
        identity_copy_attached=bool(raw.get("id_copy_attached")),
        **{  # type: ignore[arg-type]  # text fields only
            name: raw.get(name) or ""
            for name in (
                "phone",
                "landline",
                "email",
                "fax",
                "address",
                "postcode",
                "work_unit",
                "legal_rep",
                "contact_person",
            )
        },
    )


def _dates(channel: Channel, raw: dict[str, str | None]) -> ReceiptDates:
    days = {key: date.fromisoformat(value[:10]) for key, value in raw.items() if value}
    times = [value for value in raw.values() if value and len(value) > 10]
    if channel is Channel.FAX:
        days["arrived"] = days.pop("sent")
    if channel is Channel.MAIL_SIGNED_OTHER_UNIT:
        days["office_confirmed"] = days.pop("confirmed")
    return ReceiptDates(system_time=times[0] if times else "", guide_exception=False, **days)


def sample_letter(raw: dict[str, Any]) -> RegistrationDraft:
    channel = Channel(raw["channel"])
    agent, asked = raw.get("agent"), raw["request"]
    return RegistrationDraft(
        channel=channel,
        dates=_dates(channel, raw["dates"]),
        addressee=raw.get("addressee") or "",
        applicant=_applicant(raw["applicant"]),
        co_applicants=tuple(_applicant(one) for one in raw.get("co_applicants") or ()),
        agent=AgentDraft(
            name=agent["name"],
            identity_kind=_IDENTITY[agent["id_type"]],
            identity_number=agent["id_number"],
            phone=agent.get("phone") or "",
            address=agent.get("address") or "",
            authorization_attached=agent["authorization_letter_attached"],
            authorization_scope=agent.get("authorization_scope") or "",
        )
        if agent
        else None,
        kind=RequestKind(raw["expected"].get("request_kind", "disclosure")),
        title=asked["title"],
        text=asked["text"],
        doc_no_hint=asked.get("doc_no_hint") or "",
        purpose=asked.get("purpose") or "",
        access_forms=tuple(_FORMS[one] for one in asked.get("form_of_info") or ()),
        delivery=_DELIVERY[asked.get("delivery_method")],
        oral_writer="王敏" if channel is Channel.ORAL else "",
        oral_signed=channel is Channel.ORAL,
        attachments=tuple(
            AttachmentDraft(file_name=f"{name}.pdf", content=f"%PDF {name}".encode())
            for name in raw.get("attachments") or ()
        ),
    )
