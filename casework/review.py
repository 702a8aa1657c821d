"""送审、审核、批准、退回、撤回: the way of a draft to its signature, past a second and a third pair of eyes.

The drafter never passes or approves the own draft, by name. What was approved is what is issued: each step reads the
letter anew and refuses it if the case or the law would make it say something else than the version it is about.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from casework.act_case import ActCase, changed, enter
from casework.draft_reading import ReadDraft, read_draft, stored_letter
from casework.draft_states import store_states
from casework.issuing import blocks_json
from casework.letters import issue_in
from casework.office import Office
from casework.overriding import accept_overridden, refuse_flawed_draft, refuse_other_words
from casework.refusals import refused
from casework.review_drafts import (
    ApprovalDraft,
    DraftReturnDraft,
    PassDraft,
    RecallDraft,
    RemarkDraft,
    SubmissionDraft,
)
from casework.review_persons import PersonAtDraft, against_person
from casework.review_queue import queue
from casework.review_reading import review
from casework.unit_of_work import Work, begin
from casework.versions import keep_version
from casework.views import Changed
from law.terms import Act, EventKind
from models import Document
from models.text_cleaning import clean_text

__all__ = [
    "approve_letter",
    "pass_draft",
    "queue",
    "recall_draft",
    "return_draft",
    "review",
    "submit_draft",
]


def submit_draft(office: Office, draft: SubmissionDraft, *, today: date, now: datetime, actor: str) -> Changed:
    """Hand a draft in for review, as the letter reads today; that text is the version everybody sees from now on.

    Raises:
        UserError: submitted already, a finding that nobody may let pass, the draft belongs to an earlier decision.
    """
    with begin(office, today=today, now=now, actor=actor) as work:
        document, case = _taken(work, draft.document_id, Act.SUBMIT_DRAFT)
        read = _read(work, case, document)
        refuse_flawed_draft(read.findings)
        document.preview = {**document.preview, **blocks_json(read.blocks), "dated_on": today.isoformat()}
        document.updated_at = now
        number, _ = keep_version(work, document)
        payload = {"version": number, "by": actor, "note": clean_text(draft.note).text.strip()}
        return _done(work, case, document, EventKind.DRAFT_SUBMITTED, payload, Act.SUBMIT_DRAFT, "已提交审核")


def pass_draft(office: Office, draft: PassDraft, *, today: date, now: datetime, actor: str) -> Changed:
    """Let a draft pass the legal review; it goes on to the head.

    Raises:
        UserError: not under review, the reviewer wrote or submitted it or lacks the role, a finding that appeared
            since, or the letter would say something else than the version reviewed.
    """
    with begin(office, today=today, now=now, actor=actor) as work:
        document, case = _taken(work, draft.document_id, Act.PASS_DRAFT)
        read = _read(work, case, document)
        refuse_other_words(work.session, case, document, read)
        refuse_flawed_draft(read.findings)
        payload = {"by": actor, "remarks": _remarks(case, document, draft.remarks)}
        return _done(work, case, document, EventKind.DRAFT_PASSED, payload, Act.PASS_DRAFT, "审核通过，待负责人批准")


def return_draft(office: Office, draft: DraftReturnDraft, *, today: date, now: datetime, actor: str) -> Changed:
    """Send a draft back with at least one remark.

    Raises:
        UserError: not submitted, no remark, or neither reviewer (under review) nor head.
    """
    with begin(office, today=today, now=now, actor=actor) as work:
        document, case = _taken(work, draft.document_id, Act.RETURN_DRAFT)
        remarks = _remarks(case, document, draft.remarks)
        if not remarks:
            raise refused("return_without_remark", field="remarks")
        payload = {"by": actor, "remarks": remarks}
        return _done(work, case, document, EventKind.DRAFT_RETURNED, payload, Act.RETURN_DRAFT, "已退回修改")


def recall_draft(office: Office, draft: RecallDraft, *, today: date, now: datetime, actor: str) -> Changed:
    """Take a submitted draft back, to write on.

    Raises:
        UserError: not submitted, or submitted by somebody else.
    """
    with begin(office, today=today, now=now, actor=actor) as work:
        document, case = _taken(work, draft.document_id, Act.RECALL_DRAFT)
        payload = {"by": actor, "reason": clean_text(draft.reason).text.strip()}
        return _done(work, case, document, EventKind.DRAFT_RECALLED, payload, Act.RECALL_DRAFT, "已撤回送审")


def approve_letter(office: Office, draft: ApprovalDraft, *, today: date, now: datetime, actor: str) -> Changed:
    """Approve a letter that passed the review, and issue it in the same step if the head wants to.

    Raises:
        UserError: not passed, no head, the head wrote or submitted it (by policy: reviewed it), a finding that is not
            let pass with a reason, or other words than those reviewed; and as ``issue_letter``.
    """
    with begin(office, today=today, now=now, actor=actor) as work:
        document, case = _taken(work, draft.document_id, Act.APPROVE_LETTER)
        read = _read(work, case, document)
        refuse_other_words(work.session, case, document, read)
        findings = [one for one in read.findings if not one.of_method]
        accept_overridden(work, case, document, findings, draft.overrides)
        _step(work, case, document, EventKind.DRAFT_APPROVED, {"by": actor})
        message = f"{document.title}已批准"
        if draft.issue is not None:
            issued_on, dispatch = draft.issue.issued_on, draft.issue.dispatch
            _, issued = issue_in(work, document, issued_on=issued_on, dispatch=dispatch, overrides=draft.overrides)
            message = f"已批准，{issued}"
        return changed(work, case, Act.APPROVE_LETTER, message, document_id=document.id)


# -------------------------------------------------------------------------------------------------------------- parts


def _taken(work: Work, document_id: int, act: Act) -> tuple[Document, ActCase]:
    """The draft and its case, for a step that this person may take now."""
    document = stored_letter(work.session, document_id)
    case = enter(work, document.request_id, act)
    if case.state.reply_draft != document.id:
        raise refused("draft_outdated", field="document_id")
    against = against_person(PersonAtDraft(work.office, work.session, case, document, work.actor), act)
    if against is not None:
        raise against.error()
    return document, case


def _read(work: Work, case: ActCase, document: Document) -> ReadDraft:
    today = work.today
    return read_draft(work.office, work.session, case, document, dated_on=today, leaves_on=today)


def _remarks(case: ActCase, document: Document, given: Iterable[RemarkDraft]) -> Sequence[dict[str, Any]]:
    """The remarks as the event keeps them, each with the version and the paragraph it is about."""
    version = case.state.draft.version
    blocks = document.preview.get("blocks", ())
    kept = []
    for one in given:
        text = clean_text(one.text).text.strip()
        if not text:
            continue
        inside = one.block is not None and 0 <= one.block < len(blocks)
        quoted = one.quoted or (str(blocks[one.block]["text"]) if inside and one.block is not None else "")
        kept.append({"version": version, "block": one.block if inside else None, "quoted": quoted, "text": text})
    return kept


def _done(
    work: Work, case: ActCase, document: Document, kind: EventKind, payload: dict[str, Any], act: Act, message: str
) -> Changed:
    """Write the step down, and say what was done."""
    _step(work, case, document, kind, payload)
    return changed(work, case, act, f"{document.title}{message}", document_id=document.id)


def _step(work: Work, case: ActCase, document: Document, kind: EventKind, payload: dict[str, Any]) -> None:
    """Write a step down with the version it is about, and cache where the draft stands."""
    payload.setdefault("version", case.state.draft.version)
    work.record(case.request, kind, work.today, payload, document_id=document.id)
    store_states(work, case.request)
