"""How far a draft has come on its way to the signature, read from the events of its case."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, Protocol

from casework.facts import CaseFacts
from law.terms import DocumentState, EventKind, Term

__all__ = ["OPEN_STATES", "DraftCourse", "DraftStep", "course_of_draft", "draft_course", "draft_state", "reply_draft"]

OPEN_STATES: Final = (DocumentState.DRAFT, DocumentState.REVIEW, DocumentState.APPROVAL, DocumentState.APPROVED)
"""The states of a letter that is not issued yet."""


class DraftStep(Protocol):
    """What is read of an event of a request or of a dispute."""

    @property
    def id(self) -> int: ...  # noqa: D102
    @property
    def seq(self) -> int: ...  # noqa: D102
    @property
    def kind(self) -> Term: ...  # noqa: D102
    @property
    def on(self) -> date | None: ...  # noqa: D102
    @property
    def payload(self) -> Mapping[str, Any]: ...  # noqa: D102
    @property
    def document_id(self) -> int | None: ...  # noqa: D102


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftCourse:
    """The review of one draft; a step that was undone by a later one is None again.

    Attributes:
        state: where the draft stands.
        submitted: the submission that counts; passed, approved: what followed it.
        returned: the return after which the draft was not submitted again.
    """

    state: DocumentState = DocumentState.DRAFT
    submitted: DraftStep | None = None
    passed: DraftStep | None = None
    approved: DraftStep | None = None
    returned: DraftStep | None = None

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


def _by(step: DraftStep | None) -> str:
    return str(step.payload.get("by", "")) if step is not None else ""


def _drafted(course: DraftCourse, _event: DraftStep) -> DraftCourse:
    return DraftCourse(returned=course.returned)


def _submitted(_course: DraftCourse, event: DraftStep) -> DraftCourse:
    return DraftCourse(state=DocumentState.REVIEW, submitted=event)


def _passed(course: DraftCourse, event: DraftStep) -> DraftCourse:
    return replace(course, state=DocumentState.APPROVAL, passed=event)


def _approved(course: DraftCourse, event: DraftStep) -> DraftCourse:
    return replace(course, state=DocumentState.APPROVED, approved=event)


def _returned(_course: DraftCourse, event: DraftStep) -> DraftCourse:
    return DraftCourse(returned=event)


def _recalled(_course: DraftCourse, _event: DraftStep) -> DraftCourse:
    return DraftCourse()


_STEPS: Final[Mapping[EventKind, Callable[[DraftCourse, DraftStep], DraftCourse]]] = {
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
    return course_of_draft(facts.whole, document_id)


def course_of_draft(events: Iterable[DraftStep], document_id: int) -> DraftCourse:
    """As :func:`draft_course`, from the events of a request or of a dispute: the steps of both are named alike."""
    course = DraftCourse()
    steps = {kind.value: step for kind, step in _STEPS.items()}
    mine = (one for one in events if one.document_id == document_id and one.kind.value in steps)
    for event in sorted(mine, key=lambda one: one.seq):
        course = steps[event.kind.value](course, event)
    return course
