"""Sample requests as ``casework/data/sample_requests.json`` holds them: read, moved to other days, made into drafts."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

from casework.drafts import AgentDraft, ApplicantDraft, AttachmentDraft, ReceiptDates, RegistrationDraft
from law.errors import UserError
from law.terms import (
    AccessForm,
    ApplicantType,
    Channel,
    DeliveryMethod,
    IdentityKind,
    Outcome,
    RequestKind,
)

__all__ = ["SampleRequest", "sample_course", "sample_requests"]

_DATA: Final = Path(__file__).parent / "data"

_DATE_FIELDS: Final = (
    "written",
    "posted",
    "submitted",
    "signed",
    "arrived",
    "confirmed",
    "system_received",
    "staff_ack",
    "office_confirmed",
    "reached_office",
)
# Which of a letter's dates is its receipt; the first that is there counts (条例第三十一条).
_RECEIPT_FIELDS: Final[Mapping[Channel, tuple[str, ...]]] = {
    Channel.ORDINARY_MAIL: ("confirmed", "arrived"),
    Channel.FAX: ("confirmed", "arrived"),
    Channel.EMAIL: ("system_received", "confirmed"),
}
_ANY_FIELD: Final = ("signed", "submitted", "system_received", "arrived", "confirmed", "posted", "written")
_IDENTITY: Final = {one.label: one for one in IdentityKind}
_FORMS: Final = {"纸质": AccessForm.PAPER, "电子版": AccessForm.ELECTRONIC, "电子": AccessForm.ELECTRONIC}
_DELIVERY: Final = {one.label: one for one in DeliveryMethod}


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleRequest:
    """One letter of the samples.

    Attributes:
        id: its name in the file.
        draft: the letter as it would be registered, with the days of the file.
        outcome: what would become of it, as far as the file says.
        fee_stage: how far its fee is to come (``casework.demo_fee_stages``); empty for a letter without a fee.
    """

    id: str
    draft: RegistrationDraft
    outcome: Outcome | None
    fee_stage: str = ""

    @property
    def received(self) -> date:
        """The day on which it counts as received, or came in."""
        fields = (*_RECEIPT_FIELDS.get(self.draft.channel, ()), *_ANY_FIELD)
        days = (getattr(self.draft.dates, name) for name in fields)
        found: date | None = next((day for day in days if day is not None), None)
        if found is None:
            raise UserError("sample_without_date", f"样本 {self.id} 没有任何日期", todo="请补上 dates")
        return found

    @property
    def confirmable(self) -> bool:
        """Whether the receipt of this letter is fixed by a confirmation, so that it can wait for one."""
        return self.draft.channel in (Channel.ORDINARY_MAIL, Channel.FAX)

    def moved_to(self, received: date, *, not_after: date, confirmed: bool = True) -> RegistrationDraft:
        """The letter as if it had been received on another day.

        Args:
            received: the new day of receipt.
            not_after: dates later than this day are left out.
            confirmed: ``False`` leaves the confirmation of the receipt out.
        """
        shift = received - self.received
        moved: dict[str, date | None] = {}
        for name in _DATE_FIELDS:
            day: date | None = getattr(self.draft.dates, name)
            later = None if day is None else day + shift
            moved[name] = later if later is None or later <= not_after else None
        if confirmed and self.confirmable:
            moved["confirmed"] = moved["confirmed"] or received
        if not confirmed:
            moved["confirmed"] = None
            moved["arrived"] = moved["arrived"] or received
        return replace(self.draft, dates=replace(self.draft.dates, **moved, system_time=""))  # type: ignore[arg-type]


@cache
def sample_course() -> Mapping[str, Any]:
    """What the clerks of the sample office write (casework/data/sample_course.json)."""
    content: Mapping[str, Any] = json.loads((_DATA / "sample_course.json").read_text(encoding="utf-8"))
    return content


def sample_requests(entries: Sequence[Mapping[str, Any]] | None = None) -> tuple[SampleRequest, ...]:
    """The samples that the program brings along, or those of another file in the same layout.

    Raises:
        UserError: an entry cannot be read.
    """
    if entries is None:
        content = json.loads((_DATA / "sample_requests.json").read_text(encoding="utf-8"))
        entries = content["requests"]
    return tuple([_sample(entry, number) for number, entry in enumerate(entries, start=1)])


def _sample(entry: Mapping[str, Any], number: int) -> SampleRequest:
    name = str(entry.get("id") or f"#{number}")
    try:
        expected = entry.get("expected") or {}
        wanted = entry.get("outcome") or expected.get("outcome_id")
        sample = SampleRequest(
            id=name,
            draft=_draft(entry, expected, number),
            outcome=Outcome(wanted) if wanted in {one.value for one in Outcome} else None,
            fee_stage=str(entry.get("fee_stage") or ""),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as problem:
        raise UserError("sample_unreadable", f"样本 {name} 读不懂", str(problem), "请核对文件格式") from problem
    _ = sample.received  # refuses a letter without any date before anything is registered
    return sample


def _draft(entry: Mapping[str, Any], expected: Mapping[str, Any], number: int) -> RegistrationDraft:
    channel = Channel(entry["channel"])
    request = entry["request"]
    kind = request.get("kind") or expected.get("request_kind") or RequestKind.DISCLOSURE
    text = str(request.get("text") or "")
    agent = entry.get("agent")
    oral = channel is Channel.ORAL
    return RegistrationDraft(
        channel=channel,
        dates=_dates(entry["dates"]),
        mail_number=f"EMS1099{number:07d}" if channel is Channel.MAIL_SIGNED else "",
        addressee=str(entry.get("addressee") or ""),
        applicant=_applicant(entry["applicant"]),
        co_applicants=tuple([_applicant(one) for one in entry.get("co_applicants") or ()]),
        agent=None if not agent else _agent(agent),
        kind=RequestKind(kind),
        title=str(request.get("title") or ""),
        text=text,
        doc_no_hint=str(request.get("doc_no_hint") or ""),
        purpose=str(request.get("purpose") or ""),
        access_forms=tuple(dict.fromkeys(_FORMS[one] for one in request.get("form_of_info") or () if one in _FORMS)),
        delivery=_DELIVERY.get(str(request.get("delivery_method") or "")),
        oral_writer="王敏" if oral else "",
        oral_signed=oral,
        attachments=(
            AttachmentDraft(
                file_name="申请书.txt",
                content=text.encode("utf-8", errors="replace"),
                media_type="text/plain",
                role="申请书",
            ),
        ),
    )


def _dates(days: Mapping[str, Any]) -> ReceiptDates:
    read = {name: _day(days.get(name)) for name in _DATE_FIELDS}
    if read["arrived"] is None:
        read["arrived"] = _day(days.get("sent"))
    return ReceiptDates(**read)  # type: ignore[arg-type]  # every name is a date field of the draft


def _day(value: object) -> date | None:
    return date.fromisoformat(value[:10]) if isinstance(value, str) and value else None


def _identity(label: object) -> IdentityKind:
    if not label:
        return IdentityKind.NONE
    return _IDENTITY.get(str(label), IdentityKind.OTHER)


def _applicant(one: Mapping[str, Any]) -> ApplicantDraft:
    return ApplicantDraft(
        type=ApplicantType(one.get("type") or ApplicantType.NATURAL_PERSON),
        name=str(one.get("name") or ""),
        identity_kind=_identity(one.get("id_type")),
        identity_number=str(one.get("id_number") or ""),
        identity_copy_attached=bool(one.get("id_copy_attached")),
        phone=str(one.get("phone") or ""),
        landline=str(one.get("landline") or ""),
        email=str(one.get("email") or ""),
        fax=str(one.get("fax") or ""),
        address=str(one.get("address") or ""),
        postcode=str(one.get("postcode") or ""),
        work_unit=str(one.get("work_unit") or ""),
        legal_rep=str(one.get("legal_rep") or ""),
        contact_person=str(one.get("contact_person") or ""),
    )


def _agent(one: Mapping[str, Any]) -> AgentDraft:
    return AgentDraft(
        name=str(one.get("name") or ""),
        identity_kind=_identity(one.get("id_type")),
        identity_number=str(one.get("id_number") or ""),
        phone=str(one.get("phone") or ""),
        address=str(one.get("address") or ""),
        authorization_attached=bool(one.get("authorization_letter_attached")),
        authorization_scope=str(one.get("authorization_scope") or ""),
        authorized_on=_day(one.get("authorization_date")),
    )
