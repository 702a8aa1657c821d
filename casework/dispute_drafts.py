"""What the acts of a dispute take: frozen drafts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from casework.drafts import AttachmentDraft
from law.dispute_terms import AttackedAct, DisputeEventKind, Forum, GroundFate, PartyRole

__all__ = [
    "DisputeCorrectionDraft",
    "DisputeEventDraft",
    "GroundDraft",
    "LessonDraft",
    "OpenDisputeDraft",
    "PartyDraft",
    "TargetDraft",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyDraft:
    """Somebody in a dispute."""

    name: str
    role: PartyRole = PartyRole.APPLICANT
    contact: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetDraft:
    """An attacked act; without a document the missing reply."""

    request_id: int
    attacked: AttackedAct
    document_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeEventDraft:
    """An event to be recorded.

    Attributes:
        values: fields of law/data/dispute_events.toml by their keys, as text (days ISO, flags ``true``/``false``).
    """

    dispute_id: int
    kind: DisputeEventKind
    on: date | None
    values: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    attachments: tuple[AttachmentDraft, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDisputeDraft:
    """A dispute to be registered, with the first paper that came.

    Attributes:
        body: reconsideration body or court.
        claims: what the applicant asks for; reasons: why, one ground each.
        first: the event that made it known (usually the copy received); its ``dispute_id`` is not read.
        previous_id: the reconsideration before a lawsuit.
    """

    forum: Forum
    body: str
    targets: tuple[TargetDraft, ...]
    parties: tuple[PartyDraft, ...]
    handler: str = ""
    case_number: str = ""
    claims: str = ""
    reasons: tuple[str, ...] = ()
    first: DisputeEventDraft | None = None
    previous_id: int | None = None
    attachments: tuple[AttachmentDraft, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeCorrectionDraft:
    """An event that was recorded wrongly: struck (``on`` None and ``values`` None) or replaced, with the reason."""

    dispute_id: int
    event_id: int
    reason: str
    strike: bool = False
    on: date | None = None
    values: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GroundDraft:
    """What became of one ground of an attacked letter.

    Attributes:
        step: question of the decision sequence, 1 to 7; article: code of a citation; paragraph: words of the letter.
    """

    request_id: int
    fate: GroundFate
    step: int | None = None
    article: str = ""
    paragraph: str = ""
    document_id: int | None = None
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonDraft:
    """The lesson of a result; recorded again it replaces what was recorded before."""

    dispute_id: int
    result_event_id: int
    grounds: tuple[GroundDraft, ...]
    note: str = ""
