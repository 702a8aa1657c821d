"""A letter of a dispute as its page shows it: sections, findings, and where it stands in its review."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from casework.dispute_basis import answer_due
from casework.dispute_course import CountedEvent
from casework.dispute_folder import DisputeFolder, dispute_folder
from casework.dispute_letter_drafts import DisputeLetterPage
from casework.dispute_letter_parts import kinds_in
from casework.dispute_letters import (
    ReadLetter,
    is_reviewed_letter,
    kept_texts,
    open_draft,
    overridden_codes,
    read_letter,
)
from casework.dispute_review import PersonAtLetter, says_the_same
from casework.dispute_work import ActDispute, read_dispute
from casework.document_view import document_views
from casework.draft_course import OPEN_STATES
from casework.draft_reading import stored_letter
from casework.office import Office
from casework.review_reading import place_of
from casework.review_views import RemarkView, ReviewAct, ReviewStep, ReviewView
from casework.versions import versions_in
from casework.views import LetterPreview, PreviewBlockView
from law.dispute_terms import DisputeEventKind
from law.terms import Act, DocumentKind, DocumentState
from models import Document
from models.blobs import get_blob
from templates.printed_letter import read_printed_letter

__all__ = ["dispute_letter_page"]

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
        document_id: the stored document; None goes on with the draft of that kind, or begins one.
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
        document = document or open_draft(session, dispute_id, wanted)
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
    at = PersonAtLetter(folder.office, session, act, document, person) if document is not None else None
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


def _review(at: PersonAtLetter, read: ReadLetter | None, due: date | None) -> ReviewView:
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
        differs=read is not None and bool(at.course.version) and not says_the_same(at, read),
        acts=tuple(ReviewAct(act=act, reason=_reason(at, act)) for act in _ACTS),
        remarks=tuple(_remark_views(at.act, at.document)),
        steps=tuple(_step_views(at.act, at.document)),
        versions=known,
        overridden=tuple(sorted(overridden_codes(at.act, at.document.id))),
    )


def _reason(at: PersonAtLetter, act: Act) -> str:
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
        review=_review(PersonAtLetter(folder.office, session, act, document, ""), None, None),
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
