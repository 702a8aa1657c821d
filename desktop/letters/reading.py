"""One reading of everything that the page of a letter needs, in the work thread."""

from dataclasses import dataclass
from datetime import date

from casework import form_drafts
from casework.act_proposals import ActProposal, act_proposal
from casework.case_view import case
from casework.draft_course import OPEN_STATES
from casework.drafts import LetterDraft
from casework.guided import reasoning
from casework.guided_views import PrecedentsView, ReasoningView
from casework.lessons import fates_of_draft
from casework.lessons_views import DraftFates
from casework.letters import check_document, preview_document, propose_letter
from casework.office import Office
from casework.precedents import precedents
from casework.review import review
from casework.review_views import ReviewView
from casework.views import ActView, CaseView, FormDraftView, LetterPreview
from law.errors import UserError
from law.terms import Act, DocumentState

__all__ = ["LetterReading", "letter_draft_key", "letter_of_key", "read_letter_page", "remarks_key", "what_is_seen"]

_UNDER_REVIEW = (DocumentState.REVIEW, DocumentState.APPROVAL, DocumentState.APPROVED)

_PRECEDENTS = 3


def letter_draft_key(request_id: int) -> str:
    """The key under which typed text of a reply is kept."""
    return f"letter:{request_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterReading:
    """A letter, its case and what was typed and never saved."""

    case: CaseView
    proposal: ActProposal
    preview: LetterPreview
    document_id: int | None
    editable: bool
    kept: FormDraftView | None
    review: ReviewView | None = None
    kept_remarks: FormDraftView | None = None
    reasoning: ReasoningView
    precedents: PrecedentsView
    fates: DraftFates


def remarks_key(request_id: int, document_id: int, person: str) -> str:
    """The key under which somebody's typed remarks on a letter are kept."""
    return f"letter:{request_id}:{document_id}:{person}"


def letter_of_key(key: str) -> tuple[int, int | None] | None:
    """The request and the letter that a kept text belongs to; no letter where it is the reply being drafted."""
    match key.split(":", 3):
        case ["letter", request] if request.isdecimal():
            return int(request), None
        case ["letter", request, document, _] if request.isdecimal() and document.isdecimal():
            return int(request), int(document)
    return None


def read_letter_page(
    office: Office, request_id: int, document_id: int | None, today: date, person: str = ""
) -> LetterReading:
    """Everything that the page needs at its opening; the draft that was saved last is taken up again.

    Args:
        office: the office.
        request_id: the request.
        document_id: the letter; None drafts the reply, or goes on with its draft.
        today: the legal day.
        person: who looks at it; decides which acts of the review are open.

    Raises:
        UserError: no such letter, or nothing is decided that a reply could say.
    """
    found = case(office, request_id, today=today)
    if document_id is None:
        drafts = (one.id for one in found.documents if one.state in OPEN_STATES)
        document_id = next(drafts, None) if any(_may_draft(one) for one in found.acts) else document_id
    saved = None if document_id is None else preview_document(office, document_id)
    editable = saved is None or (
        saved.document is not None
        and saved.document.state is DocumentState.DRAFT
        and any(_may_draft(one) for one in found.acts)
    )
    preview = saved
    remarks = "" if document_id is None else remarks_key(request_id, document_id, person)
    seen = None if document_id is None else review(office, document_id, person=person, today=today)
    if seen is not None and seen.stage in _UNDER_REVIEW:
        preview = _checked(office, seen, saved, today)
    if editable:
        draft = LetterDraft(
            request_id=request_id,
            dated_on=today,
            document_id=document_id,
            body=saved.body if saved else (),
            annexes=saved.annexes if saved else (),
        )
        preview = propose_letter(office, draft, today)
    assert preview is not None  # noqa: S101 - either saved or proposed
    return LetterReading(
        case=found,
        proposal=act_proposal(office, request_id, today=today),
        preview=preview,
        document_id=document_id,
        editable=editable,
        kept=form_drafts.load(office, letter_draft_key(request_id)) if editable else None,
        review=seen,
        kept_remarks=form_drafts.load(office, remarks) if remarks else None,
        reasoning=reasoning(office, request_id, today=today),
        precedents=precedents(office, request_id, today=today, limit=_PRECEDENTS),
        fates=fates_of_draft(office, request_id, today=today),
    )


def what_is_seen(reading: LetterReading, person: str) -> tuple[object, ...]:
    """What makes the page another one, so that the focus goes to where its work begins."""
    stage = reading.review.stage if reading.review is not None else None
    return reading.case.id, reading.document_id, reading.editable, stage, person


def _checked(office: Office, seen: ReviewView, saved: LetterPreview | None, today: date) -> LetterPreview | None:
    """A letter under review with its findings; where it cannot be made any more, as it was saved (``differs``)."""
    try:
        return check_document(office, seen.document_id, today)
    except UserError:
        return saved


def _may_draft(view: ActView) -> bool:
    return view.act is Act.DRAFT_LETTER and view.allowed
