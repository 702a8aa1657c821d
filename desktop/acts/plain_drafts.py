"""Drafts of the acts that casework takes as plain arguments, and these acts in the shape that the client runs."""

from dataclasses import dataclass
from datetime import date, datetime

from casework.attachments import attach
from casework.closing import close
from casework.correction import lapse_correction
from casework.drafts import AttachmentDraft
from casework.fee_ending import lapse_fee
from casework.office import Office
from casework.views import Changed

__all__ = ["AttachingDraft", "ReasonedDraft", "attach_files", "close_case", "lapse", "lapse_payment"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonedDraft:
    """A day and a reason."""

    request_id: int
    on: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachingDraft:
    """Files to keep with a request."""

    request_id: int
    role: str
    attachments: tuple[AttachmentDraft, ...] = ()


def lapse(office: Office, draft: ReasonedDraft, /, *, today: date, now: datetime, actor: str) -> Changed:
    """The applicant did not correct in time (条例第三十条)."""
    return lapse_correction(office, draft.request_id, draft.on, draft.reason, today=today, now=now, actor=actor)


def lapse_payment(office: Office, draft: ReasonedDraft, /, *, today: date, now: datetime, actor: str) -> Changed:
    """The applicant did not pay in time (管理办法)."""
    return lapse_fee(office, draft.request_id, draft.on, draft.reason, today=today, now=now, actor=actor)


def close_case(office: Office, draft: ReasonedDraft, /, *, today: date, now: datetime, actor: str) -> Changed:
    """Close by hand."""
    return close(office, draft.request_id, draft.on, draft.reason, today=today, now=now, actor=actor)


def attach_files(office: Office, draft: AttachingDraft, /, *, today: date, now: datetime, actor: str) -> Changed:
    """Keep files."""
    return attach(office, draft.request_id, draft.attachments, today=today, now=now, actor=actor)
