"""What dispatch and service are told: how a document left, who signed, who did not accept it, what came back."""

from dataclasses import dataclass
from datetime import date

from law.terms import ReceiverRelation, ServiceMethod

__all__ = ["AttachmentDraft", "DispatchDraft", "RefusalDraft", "ReturnDraft", "ServiceDraft"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentDraft:
    """A file to keep with a submission or a request."""

    file_name: str
    content: bytes
    media_type: str = "application/octet-stream"
    role: str = ""  # 申请书, 身份证明, 授权委托书, 送达凭证 ...


@dataclass(frozen=True, slots=True, kw_only=True)
class DispatchDraft:
    """How and when an issued document leaves the house. ``document_id`` 0: the document the act is about to make.

    ``other_way_reason``: why a fee notice goes another way than the one on which the applicant wants the information.
    """

    document_id: int = 0
    on: date
    method: ServiceMethod = ServiceMethod.POST
    carrier: str = ""  # 邮政EMS, 挂号 ...
    tracking_number: str = ""
    delivered_on: date | None = None  # direct and counter delivery are served at once
    other_way_reason: str = ""
    received_by: str = ""  # who took it, where it is served at once
    relation: ReceiverRelation | None = None
    witnesses: tuple[str, ...] = ()  # of a document left behind: two persons, or a record of it
    record: str = ""  # photographs or a film of how it was left behind
    attempts: str = ""  # before a public notice: what was tried, and why it failed
    attachments: tuple[AttachmentDraft, ...] = ()
    receiver: str = (
        ""  # of joint applicants and agents the one whom a letter by post is addressed to; key of receivers_of
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceDraft:
    """Proof that a document was served.

    Attributes:
        document_id: the document.
        on: day of service.
        received_by: who signed; a name alone proves nothing.
        proof_kind: sort of proof, such as 送达回证.
        proof: its number, or a note of what it says.
        attachments: scans of it.
    """

    document_id: int
    on: date
    received_by: str = ""
    proof_kind: str = ""
    proof: str = ""
    attachments: tuple[AttachmentDraft, ...] = ()
    relation: ReceiverRelation | None = None  # of who signed to the addressee
    arrived_at: str = ""  # time of arrival by the record of the system, 14:05


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusalDraft:
    """A document that was offered and not accepted.

    Attributes:
        document_id: the document.
        on: the day.
        refused_by: who did not accept it, as 同住家属某某.
        reason: what was said.
        witnesses: who saw it.
        record: photographs or a film of it.
        attachments: these files.
    """

    document_id: int
    on: date
    refused_by: str
    reason: str = ""
    witnesses: tuple[str, ...] = ()
    record: str = ""
    attachments: tuple[AttachmentDraft, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnDraft:
    """A document that the post brought back."""

    document_id: int
    on: date
    reason: str
