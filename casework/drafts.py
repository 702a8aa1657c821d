"""What a user hands to an act: frozen drafts, complete enough to be kept, refused and offered again.

Dates are legal days (``date``); ``text`` fields are kept exactly as typed. No draft knows the database.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from casework.service_drafts import AttachmentDraft, DispatchDraft, RefusalDraft, ReturnDraft, ServiceDraft
from law.seven_questions import PathAnswer
from law.terms import (
    AccessForm,
    ApplicantType,
    Channel,
    ConsultationKind,
    DeliveryMethod,
    EventKind,
    Evidence,
    IdentityKind,
    Opinion,
    Outcome,
    RequestKind,
    ServiceMethod,
)

__all__ = [
    "AgencyDraft",
    "AgentDraft",
    "ApplicantDraft",
    "AttachmentDraft",
    "ConsultationDraft",
    "ContactDraft",
    "CorrectionDraft",
    "CorrectionReceivedDraft",
    "DeferralDraft",
    "DispatchDraft",
    "EventCorrectionDraft",
    "ExtensionDraft",
    "ItemConclusion",
    "ItemDecision",
    "ItemDraft",
    "JustificationAssessmentDraft",
    "JustificationDraft",
    "JustificationReceivedDraft",
    "LetterDraft",
    "LocalHolidayDraft",
    "OpinionDraft",
    "OutcomeDraft",
    "Override",
    "PathAnswer",
    "ReceiptConfirmationDraft",
    "ReceiptDates",
    "RefusalDraft",
    "RegistrationDraft",
    "ReturnDraft",
    "SearchDraft",
    "ServiceDraft",
    "WithdrawalDraft",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyDraft:
    """The agency's profile as asked by the first-start wizard and the settings page."""

    name: str
    short_mark: str  # 机关代字, e.g. 临资公
    registration_mark: str = "依申"
    body_kind: str = "department"  # department | government | government_office
    parent_government: str = ""
    reconsideration_body: str = ""
    court_name: str = ""
    reconsideration_website: str = ""
    signer_name: str = ""  # empty: the agency's own name
    contact_person: str = ""
    contact_phone: str = ""
    contact_address: str = ""
    postcode: str = ""
    representative_name: str = ""  # 法定代表人, named in answers to reconsideration and lawsuits
    representative_post: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptDates:
    """Dates on and around a letter; which one is the receipt depends on the channel (条例第三十一条).

    Portal times keep their clock as ISO text in ``system_time``; the legal day is a ``date``.
    """

    written: date | None = None
    posted: date | None = None
    submitted: date | None = None
    signed: date | None = None
    arrived: date | None = None
    confirmed: date | None = None
    system_received: date | None = None
    staff_ack: date | None = None
    office_confirmed: date | None = None
    reached_office: date | None = None
    system_time: str = ""
    guide_exception: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicantDraft:
    """An applicant as typed. ``applicant_id`` reuses a known applicant."""

    type: ApplicantType = ApplicantType.NATURAL_PERSON
    name: str = ""
    identity_kind: IdentityKind = IdentityKind.RESIDENT_ID
    identity_number: str = ""
    identity_copy_attached: bool = False
    phone: str = ""
    landline: str = ""
    email: str = ""
    fax: str = ""
    address: str = ""
    postcode: str = ""
    work_unit: str = ""
    legal_rep: str = ""
    contact_person: str = ""
    applicant_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentDraft:
    """A person acting for the applicant, with the power of attorney."""

    name: str = ""
    identity_kind: IdentityKind = IdentityKind.RESIDENT_ID
    identity_number: str = ""
    phone: str = ""
    address: str = ""
    authorization_attached: bool = False
    authorization_scope: str = ""
    authorized_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemDraft:
    """One request out of a letter that holds several."""

    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """A warning that the user saw and accepted, with the reason that goes into the history."""

    code: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationDraft:
    """A letter to be registered. More than one item registers as many requests (一事一申请)."""

    channel: Channel = Channel.MAIL_SIGNED
    dates: ReceiptDates = field(default_factory=ReceiptDates)
    mail_number: str = ""
    addressee: str = ""
    applicant: ApplicantDraft = field(default_factory=ApplicantDraft)
    co_applicants: tuple[ApplicantDraft, ...] = ()
    agent: AgentDraft | None = None
    kind: RequestKind = RequestKind.DISCLOSURE
    title: str = ""
    text: str = ""
    items: tuple[ItemDraft, ...] = ()
    doc_no_hint: str = ""
    purpose: str = ""
    access_forms: tuple[AccessForm, ...] = ()
    delivery: DeliveryMethod | None = None
    accessibility_help: bool = False
    oral_writer: str = ""
    oral_signed: bool = False
    attachments: tuple[AttachmentDraft, ...] = ()
    overrides: tuple[Override, ...] = ()
    form_draft_key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptConfirmationDraft:
    """The day on which agency and applicant confirmed the receipt (ordinary mail, fax)."""

    request_id: int
    on: date
    how: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionDraft:
    """What is unclear, how to mend it and until when (条例第三十条)."""

    request_id: int
    unclear_items: tuple[str, ...]
    how_to_correct: str
    deadline: date
    issued_on: date
    dispatch: DispatchDraft | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionReceivedDraft:
    """A correction that came in."""

    request_id: int
    on: date
    text: str
    complete: bool = True
    attachments: tuple[AttachmentDraft, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class JustificationDraft:
    """Statistics and demand for reasons (条例第三十五条)."""

    request_id: int
    statistics: str
    deadline: date
    issued_on: date
    dispatch: DispatchDraft | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class JustificationReceivedDraft:
    """Reasons that came in."""

    request_id: int
    on: date
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JustificationAssessmentDraft:
    """Whether the reasons are reasonable, and why; a person decides."""

    request_id: int
    on: date
    reasonable: bool
    grounds: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeferralDraft:
    """A later reply date after reasonable reasons (条例第三十五条)."""

    request_id: int
    until: date
    issued_on: date
    reason: str
    dispatch: DispatchDraft | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationDraft:
    """A written consultation of a third party, a co-maker or another agency."""

    request_id: int
    kind: ConsultationKind
    party: str
    information: str  # what is to be disclosed, without the applicant's data
    issued_on: date
    reply_by: date | None = None  # only for other agencies
    party_address: str = ""
    party_postcode: str = ""
    party_is_person: bool = False
    reason: str = ""  # why this party is asked; empty: proposed by kind
    secrecy: bool = False  # an agency that has to say whether it may be disclosed at all (条例第十七条)
    dispatch: DispatchDraft | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionDraft:
    """The answer of somebody consulted. ``consultation_event_id`` names the event of the consultation."""

    request_id: int
    consultation_event_id: int
    on: date
    opinion: Opinion
    reasons: str = ""
    attachments: tuple[AttachmentDraft, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionDraft:
    """An extension of the reply period (条例第三十三条第二款); working days."""

    request_id: int
    days: int
    approved_on: date
    approver: str
    reason: str
    issued_on: date
    dispatch: DispatchDraft | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchDraft:
    """A search as evidence: where, over what period, by which words, by whom, with what result."""

    request_id: int
    on: date
    systems: tuple[str, ...]
    keywords: tuple[str, ...]
    period: str
    searcher: str
    result: str
    reviewer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactDraft:
    """A telephone call or a visit worth keeping."""

    request_id: int
    on: date
    how: str
    number: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemConclusion:
    """What becomes of one thing asked for."""

    text: str
    conclusion: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemDecision:
    """What was decided on one of several things, as a person decides item by item.

    Attributes:
        text: the thing.
        outcome: what becomes of it; ``GRANT``, ``PARTIAL_GRANT``, or the outcome that says why it is not given.
        ground: of a part that is covered the refusal behind it; None for what is no government information.
        place: where it is covered; empty where the whole is meant.
        reason: why it is not given, in one sentence.
    """

    text: str
    outcome: Outcome
    ground: Outcome | None = None
    place: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalHolidayDraft:
    """A day that local rules make a holiday, or a working day (放假办法第四条)."""

    on: date
    name: str
    document_number: str
    working: bool = False
    published_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeDraft:
    """The outcome with its required facts and the evidence it rests on."""

    request_id: int
    on: date
    outcome: Outcome
    variant: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    evidence: Mapping[Evidence, str] = field(default_factory=dict)
    reasons: str = ""
    conclusions: tuple[ItemConclusion, ...] = ()
    single_item: bool = False  # a person says that the numbered things are one: no conclusions by item
    unjustified_lapse: bool = False  # a person confirms 无正当理由 before 不再处理
    path: tuple[PathAnswer, ...] = ()  # how the seven questions were answered; empty if the outcome was chosen directly
    items: tuple[ItemDecision, ...] = ()  # decided item by item: what each line of the lists rests on


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterDraft:
    """The reply letter in the making; empty texts are proposed from the case.

    ``method`` is the way of service it is checked for, None the way that the applicant chose; it is not kept.
    """

    request_id: int
    dated_on: date
    document_id: int | None = None
    body: tuple[str, ...] = ()
    annexes: tuple[str, ...] = ()
    online_service: bool = False
    method: ServiceMethod | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawalDraft:
    """A withdrawal by the applicant."""

    request_id: int
    on: date
    how: str
    signed: bool
    reason: str = ""
    attachments: tuple[AttachmentDraft, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EventCorrectionDraft:
    """A correcting event: the mistaken one is superseded or struck, never changed.

    ``on`` and ``payload`` replace; ``void`` strikes. ``kind`` is only for the check that the right event was meant.
    """

    request_id: int
    event_id: int
    kind: EventKind
    reason: str
    void: bool = False
    on: date | None = None
    payload: Mapping[str, object] = field(default_factory=dict)
