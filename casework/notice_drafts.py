"""What a user hands to the acts that make letters beside the reply: frozen drafts, texts exactly as typed."""

from dataclasses import dataclass
from datetime import date

from casework.drafts import AttachmentDraft, DispatchDraft
from law.terms import DocumentKind, Opinion, Rectification

__all__ = [
    "AssistAnswerDraft",
    "AssistDraft",
    "ConsultationToldDraft",
    "CorrigendumDraft",
    "OpinionConfirmationDraft",
    "PrintedFormDraft",
    "RectificationDraft",
    "ThirdPartyNoticeDraft",
    "WordChangeDraft",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionConfirmationDraft:
    """An oral answer of a third party, to be confirmed in writing. ``consultation_event_id`` names the consultation."""

    request_id: int
    consultation_event_id: int
    told_on: date
    way: str  # 电话, 当面 ...
    opinion: Opinion
    statement: str  # what was said
    reply_by: date
    issued_on: date
    dispatch: DispatchDraft | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationToldDraft:
    """The applicant is told of every consultation that runs and was not told yet."""

    request_id: int
    issued_on: date
    dispatch: DispatchDraft | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ThirdPartyNoticeDraft:
    """What is disclosed although the third party did not agree, and why."""

    request_id: int
    consultation_event_id: int
    reason: str  # the weighing
    issued_on: date
    information: str = ""  # what is disclosed; empty: what was consulted about
    public_interest: bool = True  # False: there was no ground to keep it back in the first place
    dispatch: DispatchDraft | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AssistDraft:
    """A request to another office of the agency, with its internal day."""

    request_id: int
    department: str
    matter: str
    requirements: tuple[str, ...]
    deadline: date
    issued_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class AssistAnswerDraft:
    """What the office answered. ``assist_event_id`` names the event of the request."""

    request_id: int
    assist_event_id: int
    on: date
    text: str
    attachments: tuple[AttachmentDraft, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RectificationDraft:
    """What becomes of a request to correct records (条例第四十一条)."""

    request_id: int
    result: Rectification
    record_name: str  # which record is said to be wrong
    finding: str
    issued_on: date
    evidence: tuple[str, ...] = ()
    corrected: str = ""  # how the record reads now
    other_agency: str = ""  # who may correct it, with its contact
    dispatch: DispatchDraft | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WordChangeDraft:
    """Words of an issued letter and what they should have been."""

    wrong: str
    right: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrigendumDraft:
    """Slips of the pen in an issued letter."""

    request_id: int
    document_id: int
    changes: tuple[WordChangeDraft, ...]
    issued_on: date
    dispatch: DispatchDraft | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedFormDraft:
    """A form with what the register holds. ``consultation_event_id`` is for the form of an opinion only."""

    request_id: int
    form: DocumentKind
    consultation_event_id: int | None = None
