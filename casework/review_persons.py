"""Who may take which step of the review of a draft: by role, and nobody where that person took another step."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import Session

from casework.act_case import ActCase
from casework.draft_course import DraftCourse
from casework.drafters import drafters
from casework.office import Office
from casework.refusals import Refusal, refusal
from casework.roles import has_role, same_person
from law.terms import Act, DocumentState, Role
from models import Document

__all__ = ["PersonAtDraft", "against_person"]


@dataclass(frozen=True, slots=True)
class PersonAtDraft:
    """A person before a draft, in a session."""

    office: Office
    session: Session
    case: ActCase
    document: Document
    person: str

    @property
    def course(self) -> DraftCourse:
        """The review of the draft that counts in this case."""
        return self.case.state.draft

    @property
    def current(self) -> bool:
        """Whether this is the draft that counts: one made for an earlier decision is not."""
        return self.case.state.reply_draft == self.document.id

    @property
    def drafters(self) -> tuple[str, ...]:
        """Who wrote the draft."""
        return drafters(self.session, self.course, self.document)


def against_person(at: PersonAtDraft, act: Act) -> Refusal | None:
    """Why this person may not take a step that the draft itself is ready for; None if nothing is against it."""
    found = _AGAINST.get(act)
    return found(at) if found is not None else None


def _lacks(at: PersonAtDraft, role: Role) -> Refusal | None:
    if has_role(at.session, at.person, role):
        return None
    return refusal("role_missing", person=at.person, role=role.label)


def _own_draft(at: PersonAtDraft) -> Refusal | None:
    return refusal("drafter_never_reviews", person=at.person) if same_person(at.person, at.drafters) else None


def _to_pass(at: PersonAtDraft) -> Refusal | None:
    return _lacks(at, Role.REVIEWER) or _own_draft(at)


def _to_return(at: PersonAtDraft) -> Refusal | None:
    head = _lacks(at, Role.HEAD)
    return head and _lacks(at, Role.REVIEWER) if at.course.state is DocumentState.REVIEW else head


def _to_approve(at: PersonAtDraft) -> Refusal | None:
    return _lacks(at, Role.HEAD) or _own_draft(at) or _reviewed_it(at)


def _reviewed_it(at: PersonAtDraft) -> Refusal | None:
    distinct = at.office.policies(at.case.state.today, at.session).flag("review_head_distinct")
    if distinct and same_person(at.person, (at.course.passed_by,)):
        return refusal("reviewer_never_approves", person=at.person)
    return None


def _to_recall(at: PersonAtDraft) -> Refusal | None:
    by = at.course.submitted_by
    return None if same_person(at.person, (by,)) else refusal("recall_not_submitter", by=by)


_AGAINST: Final[Mapping[Act, Callable[[PersonAtDraft], Refusal | None]]] = {
    Act.PASS_DRAFT: _to_pass,
    Act.RETURN_DRAFT: _to_return,
    Act.APPROVE_LETTER: _to_approve,
    Act.RECALL_DRAFT: _to_recall,
}
