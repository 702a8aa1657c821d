"""Requests registered through casework, for tests of the screens."""

from datetime import UTC, date, datetime

from casework import registration
from casework.drafts import ApplicantDraft, ReceiptDates, RegistrationDraft
from casework.office import Office
from law.terms import AccessForm, Channel, DeliveryMethod

__all__ = ["NOW", "TODAY", "register_letter"]

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


def register_letter(
    office: Office,
    *,
    name: str = "周长根",
    number: str = "990101196101109813",
    signed: date = date(2026, 11, 20),
    text: str = "申请公开青石渡镇白石村征地批复文件。",
    title: str = "",
    channel: Channel = Channel.MAIL_SIGNED,
) -> int:
    """Register a letter; the id of its request."""
    draft = RegistrationDraft(
        channel=channel,
        dates=ReceiptDates(signed=signed, submitted=signed, arrived=signed),
        applicant=ApplicantDraft(
            name=name, identity_number=number, phone="19900000053", address="临江县青石渡镇白石村三组21号"
        ),
        title=title,
        text=text,
        access_forms=(AccessForm.PAPER,),
        delivery=DeliveryMethod.POST,
    )
    return registration.register(office, draft, today=TODAY, now=NOW, actor="王敏").request_ids[0]
