"""What the place of letters shows: segments with their numbers, a row for each document."""

from dataclasses import dataclass
from datetime import date

from law.terms import DocumentKind, DocumentState, Term, Urgency

__all__ = ["DocumentFilter", "DocumentRow", "DocumentSegment", "SegmentCount"]


class DocumentSegment(Term):
    """Where documents stand in the house and on their way."""

    MINE = "mine", "等我办"
    REVIEW = "review", "待审核"
    APPROVAL = "approval", "待批准"
    RETURNED = "returned", "退回修改"
    DRAFTS = "drafts", "草稿"
    APPROVED = "approved", "待签发"
    TO_SEND = "to_send", "待寄出"
    TO_PROVE = "to_prove", "待凭证"
    ISSUED = "issued", "已签发"
    VOID = "void", "作废"


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFilter:
    """What the list shows and in which order; ``sort`` empty: the usual order of the segment."""

    segment: DocumentSegment = DocumentSegment.MINE
    text: str = ""
    sort: str = ""  # slack | number | dated | applicant | registration
    descending: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentCount:
    """A segment and how many documents stand there."""

    segment: DocumentSegment
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRow:
    """One row of the list.

    Attributes:
        id: the document; below zero the request whose extension waits for a decision, which has no letter yet.
        number: its number, empty while it has none.
        state_text: 3月20日寄出，待送达凭证.
        drafter: who wrote it.
        dated_on: date of the letter.
        due_on: last day of the reply period; None while nobody can say it.
        slack_text: 剩 3 个工作日.
    """

    id: int
    request_id: int
    registration_number: str
    applicant: str
    title: str
    kind: DocumentKind | None
    number: str
    state: DocumentState
    state_text: str
    drafter: str
    dated_on: date | None
    due_on: date | None
    provisional: bool
    urgency: Urgency
    slack_text: str
    dispute_id: int | None = None  # of a letter of a dispute, whose period is the one that counts then

    @property
    def document_id(self) -> int | None:
        """The document; None for an extension."""
        return self.id if self.id > 0 else None
