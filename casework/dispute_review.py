"""送审、审核、批准、退回、撤回 of the letters of a dispute: the same steps and the same persons as for replies."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy.orm import Session

from casework.dispute_folder import dispute_folder
from casework.dispute_letter_drafts import (
    DisputeApprovalDraft,
    DisputeIssueDraft,
    DisputeStepDraft,
)
from casework.dispute_letters import (
    ReadLetter,
    accept_overridden_letter,
    changed_letter,
    course_of,
    is_reviewed_letter,
    issue_in,
    kept_texts,
    read_letter,
    store_states,
)
from casework.dispute_work import ActDispute, enter_dispute, record_on
from casework.draft_course import OPEN_STATES, DraftCourse
from casework.draft_reading import stored_letter
from casework.drafters import drafters
from casework.issuing import blocks_json
from casework.legal_events import day_of
from casework.office import Office
from casework.overriding import refuse_flawed_draft
from casework.refusals import Refusal, refusal, refused
from casework.review_drafts import RemarkDraft
from casework.roles import has_role, same_person
from casework.unit_of_work import Work, begin
from casework.versions import keep_version, same_words, stored_version
from casework.views import Changed
from law.dispute_terms import DisputeEventKind
from law.terms import Act, DocumentState, Role
from models import Document
from models.text_cleaning import clean_text

__all__ = [
    "PersonAtLetter",
    "approve_dispute_letter",
    "pass_dispute_letter",
    "recall_dispute_letter",
    "refuse_unapproved",
    "return_dispute_letter",
    "says_the_same",
    "submit_dispute_letter",
]

_K = DisputeEventKind
_STAGE: Final[Mapping[Act, tuple[str, tuple[DocumentState, ...]]]] = {
    Act.SUBMIT_DRAFT: ("draft_submitted_already", (DocumentState.DRAFT,)),
    Act.RECALL_DRAFT: ("draft_not_submitted", OPEN_STATES[1:]),
    Act.PASS_DRAFT: ("draft_not_under_review", (DocumentState.REVIEW,)),
    Act.RETURN_DRAFT: ("draft_not_submitted", OPEN_STATES[1:]),
    Act.APPROVE_LETTER: ("draft_not_passed", (DocumentState.APPROVAL,)),
    Act.ISSUE_LETTER: ("draft_not_approved", (DocumentState.APPROVED,)),
}


class PersonAtLetter:
    """A person before a draft of a dispute."""

    def __init__(self, office: Office, session: Session, act: ActDispute, document: Document, person: str) -> None:
        self.office, self.session, self.act = office, session, act
        self.document, self.person = document, person
        self.course: DraftCourse = course_of(act, document.id)
        self.reviewed = is_reviewed_letter(office, session, document.kind, act.today)

    @property
    def drafters(self) -> tuple[str, ...]:
        """Who wrote it."""
        return drafters(self.session, self.course, self.document)

    def against(self, act: Act) -> Refusal | None:
        """Why this person may not take a step now; None if nothing is against it."""
        if self.document.state not in OPEN_STATES:
            return refusal("dispute_letter_issued")
        if not self.reviewed:
            return None if act is Act.ISSUE_LETTER else refusal("review_off")
        code, stages = _STAGE[act]
        if self.course.state not in stages:
            return refusal(code, draft_state=self.course.state.label)
        own = _PERSONS.get(act)
        return own(self) if own is not None else None

    def lacks(self, role: Role) -> Refusal | None:
        """The person lacks a role."""
        if has_role(self.session, self.person, role):
            return None
        return refusal("role_missing", person=self.person, role=role.label)

    def wrote_it(self) -> Refusal | None:
        """The person wrote it."""
        return refusal("drafter_never_reviews", person=self.person) if same_person(self.person, self.drafters) else None

    def reviewed_it(self) -> Refusal | None:
        """The person let it pass before, where the agency wants another one to approve."""
        distinct = self.office.policies(self.act.today, self.session).flag("review_head_distinct")
        if distinct and same_person(self.person, (self.course.passed_by,)):
            return refusal("reviewer_never_approves", person=self.person)
        return None


def _to_pass(at: PersonAtLetter) -> Refusal | None:
    return at.lacks(Role.REVIEWER) or at.wrote_it()


def _to_return(at: PersonAtLetter) -> Refusal | None:
    head = at.lacks(Role.HEAD)
    return head and at.lacks(Role.REVIEWER) if at.course.state is DocumentState.REVIEW else head


def _to_approve(at: PersonAtLetter) -> Refusal | None:
    return at.lacks(Role.HEAD) or at.wrote_it() or at.reviewed_it()


def _to_recall(at: PersonAtLetter) -> Refusal | None:
    by = at.course.submitted_by
    return None if same_person(at.person, (by,)) else refusal("recall_not_submitter", by=by)


_PERSONS: Final[Mapping[Act, Callable[[PersonAtLetter], Refusal | None]]] = {
    Act.PASS_DRAFT: _to_pass,
    Act.RETURN_DRAFT: _to_return,
    Act.APPROVE_LETTER: _to_approve,
    Act.RECALL_DRAFT: _to_recall,
}


# --------------------------------------------------------------------------------------------------------------- acts


def submit_dispute_letter(
    office: Office, draft: DisputeStepDraft, *, today: date, now: datetime, actor: str
) -> Changed:
    """Hand a draft in for review, as it reads today.

    Raises:
        UserError: submitted already, a finding that nobody may let pass.
    """
    with begin(office, today=today, now=now, actor=actor) as work:
        at = _taken(work, draft.document_id, Act.SUBMIT_DRAFT)
        read = _read(work, at)
        refuse_flawed_draft(read.findings)
        document = at.document
        document.preview = {**document.preview, **blocks_json(read.blocks), "dated_on": today.isoformat()}
        document.updated_at = now
        number, _ = keep_version(work, document)
        payload = {"version": number, "by": actor, "note": clean_text(draft.note).text.strip()}
        return _done(work, at, _K.DRAFT_SUBMITTED, payload, "已提交审核")


def pass_dispute_letter(office: Office, draft: DisputeStepDraft, *, today: date, now: datetime, actor: str) -> Changed:
    """Let a draft pass the legal review.

    Raises:
        UserError: not under review, written by the reviewer, a finding that appeared since, or other words by now.
    """
    with begin(office, today=today, now=now, actor=actor) as work:
        at = _taken(work, draft.document_id, Act.PASS_DRAFT)
        read = _read(work, at)
        _refuse_other_words(at, read)
        refuse_flawed_draft(read.findings)
        payload = {"by": actor, "remarks": _remarks(at, draft.remarks)}
        return _done(work, at, _K.DRAFT_PASSED, payload, "审核通过，待负责人批准")


def return_dispute_letter(
    office: Office, draft: DisputeStepDraft, *, today: date, now: datetime, actor: str
) -> Changed:
    """Send a draft back with at least one remark.

    Raises:
        UserError: not submitted, no remark, or neither reviewer nor head.
    """
    with begin(office, today=today, now=now, actor=actor) as work:
        at = _taken(work, draft.document_id, Act.RETURN_DRAFT)
        remarks = _remarks(at, draft.remarks)
        if not remarks:
            raise refused("return_without_remark", field="remarks")
        return _done(work, at, _K.DRAFT_RETURNED, {"by": actor, "remarks": remarks}, "已退回修改")


def recall_dispute_letter(
    office: Office, draft: DisputeStepDraft, *, today: date, now: datetime, actor: str
) -> Changed:
    """Take a submitted draft back, to write on.

    Raises:
        UserError: not submitted, or submitted by somebody else.
    """
    with begin(office, today=today, now=now, actor=actor) as work:
        at = _taken(work, draft.document_id, Act.RECALL_DRAFT)
        payload = {"by": actor, "reason": clean_text(draft.note).text.strip()}
        return _done(work, at, _K.DRAFT_RECALLED, payload, "已撤回送审")


def approve_dispute_letter(
    office: Office, draft: DisputeApprovalDraft, *, today: date, now: datetime, actor: str
) -> Changed:
    """Approve a letter that passed the review, and issue it in the same step if the head wants to.

    Raises:
        UserError: not passed, no head, written by the head, a blocking finding without a reason, or other words.
    """
    with begin(office, today=today, now=now, actor=actor) as work:
        at = _taken(work, draft.document_id, Act.APPROVE_LETTER)
        read = _read(work, at)
        _refuse_other_words(at, read)
        accept_overridden_letter(work, at.act, at.document, read.findings, draft.overrides)
        payload = {"by": actor, "version": at.course.version}
        record_on(work, at.act.dispute, _K.DRAFT_APPROVED, today, payload, document_id=at.document.id)
        store_states(work, at.act.dispute.id)
        message = f"{at.document.title}已批准"
        if draft.issue is not None:
            act = enter_dispute(work, at.act.dispute.id)
            issue = replace(draft.issue, overrides=draft.overrides)
            said = refuse_unapproved(work, act, at.document, issue)
            message = f"已批准，{issue_in(work, act, at.document, issue, said)}"
        return changed_letter(work, at.act, at.document, message)


def refuse_unapproved(
    work: Work, act: ActDispute, document: Document, draft: DisputeIssueDraft
) -> Mapping[str, object]:
    """Refuse to issue what was not approved, or says something else than what was; how it was reviewed.

    Raises:
        UserError: ``draft_not_approved``, ``draft_reads_differently``.
    """
    at = PersonAtLetter(work.office, work.session, act, document, work.actor)
    against = at.against(Act.ISSUE_LETTER)
    if against is not None:
        raise against.error("document_id")
    if not at.reviewed:
        return {"review": "one_person"}
    folder = dispute_folder(work.office, work.session, act.dispute.id, work.today)
    read = read_letter(folder, document.kind, draft.issued_on, kept_texts(document))
    _refuse_other_words(at, read)
    return {"review": "two_person", "version": at.course.version, "approved_by": at.course.approved_by}


def _taken(work: Work, document_id: int, act: Act) -> PersonAtLetter:
    document = stored_letter(work.session, document_id)
    if document.dispute_id is None:
        raise refused("dispute_letter_other", field="document_id")
    at = PersonAtLetter(work.office, work.session, enter_dispute(work, document.dispute_id), document, work.actor)
    against = at.against(act)
    if against is not None:
        raise against.error("document_id")
    return at


def _read(work: Work, at: PersonAtLetter) -> ReadLetter:
    folder = dispute_folder(work.office, work.session, at.act.dispute.id, work.today)
    return read_letter(folder, at.document.kind, work.today, kept_texts(at.document))


def says_the_same(at: PersonAtLetter, read: ReadLetter) -> bool:
    """Whether the letter, made anew, still says what the version under review or approved says."""
    kept = stored_version(at.session, at.document.id, at.course.version).content
    then = day_of(kept.get("dated_on"))
    return same_words(kept.get("blocks", ()), then, blocks_json(read.blocks)["blocks"], read.dated_on)


def _refuse_other_words(at: PersonAtLetter, read: ReadLetter) -> None:
    if not says_the_same(at, read):
        raise refused("draft_reads_differently", field="document_id", version=at.course.version)


def _remarks(at: PersonAtLetter, given: Iterable[RemarkDraft]) -> list[dict[str, Any]]:
    blocks = at.document.preview.get("blocks", ())
    kept = []
    for one in given:
        text = clean_text(one.text).text.strip()
        if not text:
            continue
        inside = one.block is not None and 0 <= one.block < len(blocks)
        quoted = one.quoted or (str(blocks[one.block]["text"]) if inside and one.block is not None else "")
        kept.append(
            {"version": at.course.version, "block": one.block if inside else None, "quoted": quoted, "text": text}
        )
    return kept


def _done(work: Work, at: PersonAtLetter, kind: DisputeEventKind, payload: dict[str, Any], message: str) -> Changed:
    payload.setdefault("version", at.course.version)
    record_on(work, at.act.dispute, kind, work.today, payload, document_id=at.document.id)
    store_states(work, at.act.dispute.id)
    return changed_letter(work, at.act, at.document, f"{at.document.title}{message}")
