"""What the review shows: frozen views."""

from dataclasses import dataclass
from datetime import date, datetime

from law.terms import Act, DocumentState, Urgency

__all__ = [
    "ComparedParagraph",
    "ComparisonView",
    "QueueRow",
    "RemarkView",
    "ReviewAct",
    "ReviewStep",
    "ReviewView",
    "TextPiece",
    "VersionView",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionView:
    """One version of a draft."""

    number: int
    saved_at: datetime
    saved_by: str


@dataclass(frozen=True, slots=True)
class TextPiece:
    """A run of a paragraph; ``changed``: taken out on the side of the earlier version, put in on the other."""

    text: str
    changed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedParagraph:
    """A paragraph in two versions; empty on the side where it does not stand."""

    before: tuple[TextPiece, ...]
    after: tuple[TextPiece, ...]
    changed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonView:
    """Two versions side by side."""

    earlier: VersionView
    later: VersionView
    paragraphs: tuple[ComparedParagraph, ...]

    @property
    def changes(self) -> int:
        """How many paragraphs differ."""
        return sum(one.changed for one in self.paragraphs)


@dataclass(frozen=True, slots=True, kw_only=True)
class RemarkView:
    """A remark of a reviewer.

    Attributes:
        version: the version it was made on.
        block: the paragraph in the letter as it is now; None where it is about the whole, or the paragraph changed.
        changed: the paragraph it is about says something else now.
    """

    version: int
    block: int | None
    quoted: str
    text: str
    by: str
    on: date | None
    changed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewAct:
    """An act of the review for the person at the machine; ``reason`` says why not, empty where it is allowed."""

    act: Act
    reason: str = ""

    @property
    def allowed(self) -> bool:
        """Whether the person may do it now."""
        return not self.reason


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewStep:
    """A step that a draft went through: 11月20日 王敏 提交审核（第 3 稿）."""

    on: date | None
    by: str
    label: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewView:
    """Where a draft stands in its review, as one person sees it.

    Attributes:
        reviewed: whether the office reviews (policy ``review_mode``).
        stage: where the draft stands.
        version: the version under review, of a mere draft the one saved last; 0 where none was kept.
        out_by: the last day on which the review must be over for the reply to leave in time; None without a due date.
        provisional: that day is an estimate.
        late: that day is over.
        differs: the case or the law changed so that the letter would say something else than the version reviewed.
        overridden: codes of the findings that the head let pass.
        acts: the acts of the review for this person, each with the reason against it.
    """

    document_id: int
    reviewed: bool
    stage: DocumentState
    version: int
    drafter: str = ""
    returned: bool = False
    out_by: date | None = None
    provisional: bool = False
    late: bool = False
    differs: bool = False
    acts: tuple[ReviewAct, ...] = ()
    remarks: tuple[RemarkView, ...] = ()
    steps: tuple[ReviewStep, ...] = ()
    versions: tuple[VersionView, ...] = ()
    overridden: tuple[str, ...] = ()

    def act(self, act: Act) -> ReviewAct:
        """One of the acts."""
        return next(one for one in self.acts if one.act is act)


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueRow:
    """What waits for one person: a draft to pass, approve, mend or issue, or an extension to decide on.

    Attributes:
        document_id: the draft; None for an extension, which has no letter yet.
        due_on: last day for the reply; None while nobody can say it.
        slack_workdays: working days left until then, negative when late; None while the clock stands.
        returned: sent back to this person.
        extension: a request for an extension, to be decided on.
    """

    document_id: int | None
    request_id: int
    registration_number: str
    applicant: str
    title: str
    stage: DocumentState
    drafter: str
    submitted_on: date | None
    due_on: date | None
    slack_workdays: int | None
    urgency: Urgency
    returned: bool = False
    extension: bool = False
