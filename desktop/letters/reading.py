"""One reading of everything that the page of a letter needs, in the work thread."""

from dataclasses import dataclass
from datetime import date

from casework import form_drafts
from casework.act_proposals import ActProposal, act_proposal
from casework.case_view import case
from casework.drafts import LetterDraft
from casework.letters import preview_document, propose_letter
from casework.office import Office
from casework.views import ActView, CaseView, FormDraftView, LetterPreview
from law.terms import Act, DocumentState

__all__ = ["LetterReading", "letter_draft_key", "read_letter_page"]


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


def read_letter_page(office: Office, request_id: int, document_id: int | None, today: date) -> LetterReading:
    """Everything that the page needs at its opening; the draft that was saved last is taken up again.

    Args:
        office: the office.
        request_id: the request.
        document_id: the letter; None drafts the reply, or goes on with its draft.
        today: the legal day.

    Raises:
        UserError: no such letter, or nothing is decided that a reply could say.
    """
    found = case(office, request_id, today=today)
    if document_id is None:
        drafts = (one.id for one in found.documents if one.state is DocumentState.DRAFT)
        document_id = next(drafts, None) if any(_may_draft(one) for one in found.acts) else document_id
    saved = None if document_id is None else preview_document(office, document_id)
    editable = saved is None or (
        saved.document is not None
        and saved.document.state is DocumentState.DRAFT
        and any(_may_draft(one) for one in found.acts)
    )
    preview = saved
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
    )


def _may_draft(view: ActView) -> bool:
    return view.act is Act.DRAFT_LETTER and view.allowed
