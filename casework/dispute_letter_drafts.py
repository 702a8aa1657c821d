"""What the acts on the letters of a dispute take, and the views they give back: frozen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from casework.review_drafts import RemarkDraft
from casework.review_views import ReviewView
from casework.views import FindingView, LetterPreview
from law.terms import DocumentKind, DocumentState

__all__ = [
    "DisputeApprovalDraft",
    "DisputeIssueDraft",
    "DisputeLetterDraft",
    "DisputeLetterPage",
    "DisputeStepDraft",
    "LetterSection",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeLetterDraft:
    """A letter of a dispute as somebody writes it.

    Attributes:
        texts: what was typed, by the keys of its sections; a section that is not in it stays as proposed.
        document_id: the stored draft; None for a new one.
    """

    dispute_id: int
    kind: DocumentKind
    dated_on: date
    texts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    document_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeStepDraft:
    """A step of the review of such a draft: submitted, passed, returned or taken back."""

    document_id: int
    note: str = ""
    remarks: tuple[RemarkDraft, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeIssueDraft:
    """An issue: its date, the findings let pass (code and reason), and how the answer is handed in, if it is.

    Attributes:
        filed_on: day on which the answer is handed to the body or court; None: it is recorded later.
        way: ``mail``, ``handed`` or ``platform``; number: of the mail or receipt.
    """

    document_id: int
    issued_on: date
    overrides: tuple[tuple[str, str], ...] = ()
    filed_on: date | None = None
    way: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeApprovalDraft:
    """An approval by the head; ``issue`` issues the letter at once."""

    document_id: int
    overrides: tuple[tuple[str, str], ...] = ()
    issue: DisputeIssueDraft | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterSection:
    """A part of a letter that is written by hand.

    Attributes:
        kind: line | paragraphs | lines | date | count | flag.
        text: what stands in it now; proposed: what the case proposes.
    """

    key: str
    label: str
    kind: str
    hint: str
    text: str
    proposed: str

    @property
    def own(self) -> bool:
        """Whether it says something else than the proposal."""
        return self.text.strip() != self.proposed.strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeLetterPage:
    """A letter of a dispute with its sections, what is wrong with it, and where it stands in its review.

    Attributes:
        kinds: what may be written in this dispute.
        review: where it stands in its review for this person; None for one that was never saved.
        reviewed: whether a letter of this kind goes past a second pair of eyes here.
        due_on: last day on which it has to be handed in; None where there is none.
    """

    dispute_id: int
    kind: DocumentKind
    kinds: tuple[DocumentKind, ...]
    title: str
    heading: str
    document_id: int | None
    state: DocumentState
    sections: tuple[LetterSection, ...]
    preview: LetterPreview
    findings: tuple[FindingView, ...]
    reviewed: bool
    editable: bool
    review: ReviewView | None
    due_on: date | None
    dispute_version: int

    @property
    def name(self) -> str:
        """Title and number, for the name of a file."""
        document = self.preview.document
        return f"{self.title}{document.document_number}" if document is not None else self.title
