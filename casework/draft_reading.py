"""A draft read as it would leave the house: its text of a day, and what the checks find in it."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from casework.act_case import ActCase
from casework.document_numbers import number_class_of, pending_number
from casework.drafts import LetterDraft
from casework.letter_templates import rendered
from casework.office import Office
from casework.refusals import refused
from casework.reply_letter import ReplyPlan, findings_of, reply_plan
from casework.views import FindingView
from law.terms import DocumentKind
from models import Document
from templates.preview import PreviewBlock, blocks_of

__all__ = ["ReadDraft", "draft_of", "printed", "read_draft", "stored_letter"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadDraft:
    """A draft as it would be issued on a day."""

    dated_on: date
    plan: ReplyPlan
    blocks: tuple[PreviewBlock, ...]
    findings: tuple[FindingView, ...]


def stored_letter(session: Session, document_id: int) -> Document:
    """A stored document.

    Raises:
        UserError: ``document_unknown``.
    """
    document = session.get(Document, document_id)
    if document is None:
        raise refused("document_unknown", field="document_id")
    return document


def draft_of(document: Document, dated_on: date, *, online: bool) -> LetterDraft:
    """What was typed into a stored draft, for a letter of another date."""
    kept = document.preview
    return LetterDraft(
        request_id=document.request_id,
        dated_on=dated_on,
        document_id=document.id,
        body=tuple(kept.get("body", ())),
        annexes=tuple(kept.get("annexes", ())),
        online_service=online or bool(kept.get("online_service")),
    )


def printed(office: Office, session: Session, case: ActCase, draft: LetterDraft) -> tuple[ReplyPlan, bytes]:
    """The reply of a draft, under its number as long as it has none, and that letter as a .docx.

    Raises:
        UserError: nothing is decided, or the letter lacks something it has to say.
    """
    policies = office.policies(draft.dated_on, session)
    series = number_class_of(DocumentKind.OUTCOME_LETTER, policies)
    number = pending_number(session, series, draft.dated_on.year, policies) if series else ""
    plan = reply_plan(office, session, case, draft, number)
    return plan, rendered(office, session, DocumentKind.OUTCOME_LETTER, plan.context, draft.dated_on)


def read_draft(
    office: Office,
    session: Session,
    case: ActCase,
    document: Document,
    *,
    dated_on: date,
    leaves_on: date,
    online: bool = False,
) -> ReadDraft:
    """A stored draft as a letter of ``dated_on`` that leaves the house on ``leaves_on``, with its findings.

    Raises:
        UserError: nothing is decided, or the letter lacks something it has to say.
    """
    draft = draft_of(document, dated_on, online=online)
    plan, content = printed(office, session, case, draft)
    blocks = blocks_of(content)
    found = findings_of(office, session, case, plan, blocks, leaves_on=leaves_on, online=draft.online_service)
    return ReadDraft(dated_on=dated_on, plan=plan, blocks=blocks, findings=found)
