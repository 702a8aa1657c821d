"""What the acts of review take: frozen drafts."""

from dataclasses import dataclass
from datetime import date

from casework.drafts import DispatchDraft, Override

__all__ = [
    "ApprovalDraft",
    "DraftReturnDraft",
    "ExtensionApprovalDraft",
    "ExtensionDeclineDraft",
    "IssueTerms",
    "PassDraft",
    "RecallDraft",
    "RemarkDraft",
    "SubmissionDraft",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class RemarkDraft:
    """A remark on a draft: about a paragraph (``block`` counts the blocks of the letter), or about the whole.

    ``quoted`` are the words of the paragraph that the remark is about.
    """

    text: str
    block: int | None = None
    quoted: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionDraft:
    """A draft handed in for review."""

    document_id: int
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PassDraft:
    """A draft that the reviewer lets pass."""

    document_id: int
    remarks: tuple[RemarkDraft, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftReturnDraft:
    """A draft sent back to whoever wrote it."""

    document_id: int
    remarks: tuple[RemarkDraft, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecallDraft:
    """A draft taken back by whoever submitted it."""

    document_id: int
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueTerms:
    """How an approved letter is issued in the same step: its date, and how it leaves if it leaves at once."""

    issued_on: date
    dispatch: DispatchDraft | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalDraft:
    """An approval by the head; ``overrides`` let findings pass, ``issue`` issues the letter at once."""

    document_id: int
    overrides: tuple[Override, ...] = ()
    issue: IssueTerms | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionApprovalDraft:
    """An extension approved by the head, with the date of its notice and how that leaves."""

    request_id: int
    issued_on: date
    dispatch: DispatchDraft | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionDeclineDraft:
    """An extension that the head does not approve."""

    request_id: int
    reason: str
