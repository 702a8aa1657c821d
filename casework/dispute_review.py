"""送审、审核、批准、退回、撤回 of the letters of a dispute: the same steps and the same persons as for replies."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy.orm import Session

from casework.dispute_basis import answer_due
from casework.dispute_course import CountedEvent
from casework.dispute_folder import DisputeFolder, dispute_folder
from casework.dispute_letter_drafts import (
    DisputeApprovalDraft,
    DisputeIssueDraft,
    DisputeLetterPage,
    DisputeStepDraft,
)
from casework.dispute_letter_parts import kinds_in
from casework.dispute_letters import (
    ReadLetter,
    changed_letter,
    course_of,
    is_reviewed_letter,
    issue_in,
    kept_texts,
    overridden_codes,
    read_letter,
    refuse_blocking,
    store_states,
)
from casework.dispute_work import ActDispute, enter_dispute, read_dispute, record_on
from casework.document_view import document_views
from casework.draft_course import OPEN_STATES, DraftCourse
from casework.draft_reading import stored_letter
from casework.drafters import drafters
from casework.issuing import blocks_json
from casework.legal_events import day_of
from casework.office import Office
from casework.overriding import refuse_flawed_draft
from casework.refusals import Refusal, refusal, refused
from casework.review_drafts import RemarkDraft
from casework.review_reading import place_of
from casework.review_views import RemarkView, ReviewAct, ReviewStep, ReviewView
from casework.roles import has_role, same_person
from casework.unit_of_work import Work, begin
from casework.versions import keep_version, same_words, stored_version, versions_in
from casework.views import Changed, LetterPreview, PreviewBlockView
from law.dispute_terms import DisputeEventKind
from law.terms import Act, DocumentKind, DocumentState, Role
from models import Document
from models.blobs import get_blob
from models.text_cleaning import clean_text
from templates.printed_letter import read_printed_letter

__all__ = [
    "approve_dispute_letter",
    "dispute_letter_page",
    "pass_dispute_letter",
    "recall_dispute_letter",
    "refuse_unapproved",
    "return_dispute_letter",
    "submit_dispute_letter",
]

_K = DisputeEventKind
_STEPS: Final = (_K.DRAFT_SUBMITTED, _K.DRAFT_PASSED, _K.DRAFT_RETURNED, _K.DRAFT_APPROVED, _K.DRAFT_RECALLED)
_ACTS: Final = (
    Act.SUBMIT_DRAFT,
    Act.RECALL_DRAFT,
    Act.PASS_DRAFT,
    Act.RETURN_DRAFT,
    Act.APPROVE_LETTER,
    Act.ISSUE_LETTER,
)
_STAGE: Final[Mapping[Act, tuple[str, tuple[DocumentState, ...]]]] = {
    Act.SUBMIT_DRAFT: ("draft_submitted_already", (DocumentState.DRAFT,)),
    Act.RECALL_DRAFT: ("draft_not_submitted", OPEN_STATES[1:]),
    Act.PASS_DRAFT: ("draft_not_under_review", (DocumentState.REVIEW,)),
    Act.RETURN_DRAFT: ("draft_not_submitted", OPEN_STATES[1:]),
    Act.APPROVE_LETTER: ("draft_not_passed", (DocumentState.APPROVAL,)),
    Act.ISSUE_LETTER: ("draft_not_approved", (DocumentState.APPROVED,)),
}


class _At:
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


def _to_pass(at: _At) -> Refusal | None:
    return at.lacks(Role.REVIEWER) or at.wrote_it()


def _to_return(at: _At) -> Refusal | None:
    head = at.lacks(Role.HEAD)
    return head and at.lacks(Role.REVIEWER) if at.course.state is DocumentState.REVIEW else head


def _to_approve(at: _At) -> Refusal | None:
    return at.lacks(Role.HEAD) or at.wrote_it() or at.reviewed_it()


def _to_recall(at: _At) -> Refusal | None:
    by = at.course.submitted_by
    return None if same_person(at.person, (by,)) else refusal("recall_not_submitter", by=by)


_PERSONS: Final[Mapping[Act, Callable[[_At], Refusal | None]]] = {
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
        refuse_blocking(read.findings, overridden_codes(at.act, at.document.id) | {code for code, _ in draft.overrides})
        for code, reason in draft.overrides:
            text = clean_text(reason).text.strip()
            if not text:
                raise refused("override_needs_reason", field="overrides")
            note = {"code": code, "reason": text, "by": actor, "version": at.course.version}
            record_on(work, at.act.dispute, _K.FINDING_OVERRIDDEN, today, note, document_id=at.document.id)
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
        UserError: ``draft_not_approved``, ``draft_reads_differently``; in one-person mode an override by no head.
    """
    at = _At(work.office, work.session, act, document, work.actor)
    against = at.against(Act.ISSUE_LETTER)
    if against is not None:
        raise against.error("document_id")
    if not at.reviewed:
        return {"review": "one_person"}
    folder = dispute_folder(work.office, work.session, act.dispute.id, work.today)
    read = read_letter(folder, document.kind, draft.issued_on, kept_texts(document))
    _refuse_other_words(at, read)
    fresh = {code for code, _ in draft.overrides} - overridden_codes(act, document.id)
    if fresh and not has_role(work.session, work.actor, Role.HEAD):
        raise refused("override_not_head", field="overrides", code=min(fresh), person=work.actor)
    return {"review": "two_person", "version": at.course.version, "approved_by": at.course.approved_by}


def _taken(work: Work, document_id: int, act: Act) -> _At:
    document = stored_letter(work.session, document_id)
    if document.dispute_id is None:
        raise refused("dispute_letter_other", field="document_id")
    at = _At(work.office, work.session, enter_dispute(work, document.dispute_id), document, work.actor)
    against = at.against(act)
    if against is not None:
        raise against.error("document_id")
    return at


def _read(work: Work, at: _At) -> ReadLetter:
    folder = dispute_folder(work.office, work.session, at.act.dispute.id, work.today)
    return read_letter(folder, at.document.kind, work.today, kept_texts(at.document))


def _says_the_same(at: _At, read: ReadLetter) -> bool:
    kept = stored_version(at.session, at.document.id, at.course.version).content
    then = day_of(kept.get("dated_on"))
    return same_words(kept.get("blocks", ()), then, blocks_json(read.blocks)["blocks"], read.dated_on)


def _refuse_other_words(at: _At, read: ReadLetter) -> None:
    if not _says_the_same(at, read):
        raise refused("draft_reads_differently", field="document_id", version=at.course.version)


def _remarks(at: _At, given: Iterable[RemarkDraft]) -> list[dict[str, Any]]:
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


def _done(work: Work, at: _At, kind: DisputeEventKind, payload: dict[str, Any], message: str) -> Changed:
    payload.setdefault("version", at.course.version)
    record_on(work, at.act.dispute, kind, work.today, payload, document_id=at.document.id)
    store_states(work, at.act.dispute.id)
    return changed_letter(work, at.act, at.document, f"{at.document.title}{message}")


# ----------------------------------------------------------------------------------------------------------- the page


def dispute_letter_page(
    office: Office,
    dispute_id: int,
    kind: DocumentKind | None,
    document_id: int | None,
    *,
    person: str,
    today: date,
    texts: Mapping[str, str] | None = None,
) -> DisputeLetterPage:
    """A letter of a dispute as its page shows it: the stored draft, an issued one, or the proposal.

    Args:
        office: the office.
        dispute_id: the dispute.
        kind: what is to be written; None for a stored document, or for the answer.
        document_id: the stored document; None for a new one.
        person: who looks at it.
        today: the day of the question.
        texts: what stands on the page by now, typed and not saved.

    Raises:
        UserError: as ``read_letter``; ``document_unknown``.
    """
    with office.reading() as session:
        folder = dispute_folder(office, session, dispute_id, today)
        act = read_dispute(session, dispute_id, today)
        document = stored_letter(session, document_id) if document_id is not None else None
        wanted = document.kind if document is not None else kind
        if wanted is None:  # the first thing to write is the answer
            wanted = kinds_in(act.dispute.forum)[0]
        if document is not None and document.state not in OPEN_STATES:
            return _issued_page(folder, act, document)
        typed = texts if texts is not None else kept_texts(document) if document is not None else {}
        read = read_letter(folder, wanted, today, typed)
        return _draft_page(folder, act, document, read, wanted, person)


def _draft_page(
    folder: DisputeFolder,
    act: ActDispute,
    document: Document | None,
    read: ReadLetter,
    kind: DocumentKind,
    person: str,
) -> DisputeLetterPage:
    session = folder.session
    at = _At(folder.office, session, act, document, person) if document is not None else None
    state = at.course.state if at is not None else DocumentState.DRAFT
    reviewed = is_reviewed_letter(folder.office, session, kind, folder.today)
    due, _ = answer_due(folder)
    return DisputeLetterPage(
        dispute_id=act.dispute.id,
        kind=kind,
        kinds=kinds_in(act.dispute.forum),
        title=read.title,
        heading=act.name,
        document_id=document.id if document is not None else None,
        state=state,
        sections=read.sections,
        preview=LetterPreview(
            document=None,
            blocks=tuple(PreviewBlockView(kind=one.kind.value, text=one.text) for one in read.blocks),
            findings=read.findings,
            body=(),
            annexes=(),
            sheet=read_printed_letter(read.content),
        ),
        findings=read.findings,
        reviewed=reviewed,
        editable=state is DocumentState.DRAFT,
        review=_review(at, read, due) if at is not None else None,
        due_on=due,
        dispute_version=act.dispute.version_id,
    )


def _review(at: _At, read: ReadLetter | None, due: date | None) -> ReviewView:
    """Where the letter stands for the person before it."""
    known = versions_in(at.session, at.document.id)
    open_ = at.document.state in OPEN_STATES
    return ReviewView(
        document_id=at.document.id,
        reviewed=at.reviewed,
        stage=at.course.state if open_ else at.document.state,
        version=at.course.version or (known[0].number if known else 0),
        drafter="、".join(at.drafters),
        returned=at.course.returned is not None,
        out_by=due,
        late=due is not None and due < at.act.today,
        differs=read is not None and bool(at.course.version) and not _says_the_same(at, read),
        acts=tuple(ReviewAct(act=act, reason=_reason(at, act)) for act in _ACTS),
        remarks=tuple(_remark_views(at.act, at.document)),
        steps=tuple(_step_views(at.act, at.document)),
        versions=known,
        overridden=tuple(sorted(overridden_codes(at.act, at.document.id))),
    )


def _reason(at: _At, act: Act) -> str:
    against = at.against(act)
    return against.line if against is not None else ""


def _issued_page(folder: DisputeFolder, act: ActDispute, document: Document) -> DisputeLetterPage:
    session = folder.session
    blocks = document.preview.get("blocks", ())
    views = document_views(session, document.request_id, {}, folder.today)
    sheet = read_printed_letter(get_blob(session, document.content_sha256)) if document.content_sha256 else None
    return DisputeLetterPage(
        dispute_id=act.dispute.id,
        kind=document.kind,
        kinds=kinds_in(act.dispute.forum),
        title=document.title,
        heading=act.name,
        document_id=document.id,
        state=document.state,
        sections=(),
        preview=LetterPreview(
            document=next((one for one in views if one.id == document.id), None),
            blocks=tuple(PreviewBlockView(kind=str(one["kind"]), text=str(one["text"])) for one in blocks),
            findings=(),
            body=(),
            annexes=(),
            sheet=sheet,
        ),
        findings=(),
        reviewed=False,
        editable=False,
        review=_review(_At(folder.office, session, act, document, ""), None, None),
        due_on=None,
        dispute_version=act.dispute.version_id,
    )


def _events(act: ActDispute, document: Document, *kinds: DisputeEventKind) -> list[CountedEvent]:
    return [one for one in act.facts.all_of(*kinds) if one.document_id == document.id]


def _step_views(act: ActDispute, document: Document) -> Iterator[ReviewStep]:
    for one in _events(act, document, *_STEPS):
        yield ReviewStep(
            on=one.on,
            by=str(one.payload.get("by", "")),
            label=one.kind.label,
            version=int(one.payload.get("version", 0)),
        )


def _remark_views(act: ActDispute, document: Document) -> Iterator[RemarkView]:
    now = [str(one["text"]) for one in document.preview.get("blocks", ())]
    found = _events(act, document, _K.DRAFT_PASSED, _K.DRAFT_RETURNED)
    for event in sorted(found, key=lambda one: one.seq, reverse=True):
        for said in event.payload.get("remarks", ()):
            quoted = str(said.get("quoted", ""))
            at = place_of(quoted, said.get("block"), now)
            yield RemarkView(
                version=int(said.get("version", 0)),
                block=at,
                quoted=quoted,
                text=str(said.get("text", "")),
                by=str(event.payload.get("by", "")),
                on=event.on,
                changed=bool(quoted) and at is None,
            )
