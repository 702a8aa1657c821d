"""How far a draft has come on its way to the signature, read from the events of its case."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from casework.facts import CaseFacts
from casework.legal_events import LegalEvent
from law.terms import DocumentState, EventKind

__all__ = ["OPEN_STATES", "DraftCourse", "draft_course", "draft_state", "reply_draft"]

OPEN_STATES: Final = (DocumentState.DRAFT, DocumentState.REVIEW, DocumentState.APPROVAL, DocumentState.APPROVED)
"""The states of a letter that is not issued yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftCourse:
    """The review of one draft; a step that was undone by a later one is None again.

    Attributes:
        state: where the draft stands.
        submitted: the submission that counts; passed, approved: what followed it.
        returned: the return after which the draft was not submitted again.
    """

    state: DocumentState = DocumentState.DRAFT
    submitted: LegalEvent | None = None
    passed: LegalEvent | None = None
    approved: LegalEvent | None = None
    returned: LegalEvent | None = None

    @property
    def version(self) -> int:
        """The version under review or approved; 0 for a draft."""
        return int(self.submitted.payload.get("version", 0)) if self.submitted else 0

    @property
    def submitted_by(self) -> str:
        """Who submitted it; empty if nobody did."""
        return _by(self.submitted)

    @property
    def passed_by(self) -> str:
        """Who reviewed it; empty if nobody did."""
        return _by(self.passed)

    @property
    def approved_by(self) -> str:
        """Who approved it; empty if nobody did."""
        return _by(self.approved)


def _by(step: LegalEvent | None) -> str:
    return str(step.payload.get("by", "")) if step is not None else ""


def _drafted(course: DraftCourse, _event: LegalEvent) -> DraftCourse:
    return DraftCourse(returned=course.returned)


def _submitted(_course: DraftCourse, event: LegalEvent) -> DraftCourse:
    return DraftCourse(state=DocumentState.REVIEW, submitted=event)


def _passed(course: DraftCourse, event: LegalEvent) -> DraftCourse:
    return replace(course, state=DocumentState.APPROVAL, passed=event)


def _approved(course: DraftCourse, event: LegalEvent) -> DraftCourse:
    return replace(course, state=DocumentState.APPROVED, approved=event)


def _returned(_course: DraftCourse, event: LegalEvent) -> DraftCourse:
    return DraftCourse(returned=event)


def _recalled(_course: DraftCourse, _event: LegalEvent) -> DraftCourse:
    return DraftCourse()


_STEPS: Final[Mapping[EventKind, Callable[[DraftCourse, LegalEvent], DraftCourse]]] = {
    EventKind.DOCUMENT_DRAFTED: _drafted,
    EventKind.DRAFT_SUBMITTED: _submitted,
    EventKind.DRAFT_PASSED: _passed,
    EventKind.DRAFT_APPROVED: _approved,
    EventKind.DRAFT_RETURNED: _returned,
    EventKind.DRAFT_RECALLED: _recalled,
}


def reply_draft(facts: CaseFacts) -> int | None:
    """Id of the draft of the reply for the outcome that counts."""
    drafted, decided = facts.last(EventKind.DOCUMENT_DRAFTED), facts.decided
    if drafted is None or facts.reply is not None or (decided and drafted.seq < decided.seq):
        return None
    return drafted.document_id


def draft_state(facts: CaseFacts, document_id: int) -> DocumentState:
    """Where an unissued letter stands; one made for an earlier decision is a mere draft again."""
    mine = reply_draft(facts) == document_id
    return draft_course(facts, document_id).state if mine else DocumentState.DRAFT


def draft_course(facts: CaseFacts, document_id: int) -> DraftCourse:
    """The course of a draft. The steps count in the order in which they were entered."""
    course = DraftCourse()
    mine = (one for one in facts.whole if one.document_id == document_id and one.kind in _STEPS)
    for event in sorted(mine, key=lambda one: one.seq):
        course = _STEPS[event.kind](course, event)
    return course
