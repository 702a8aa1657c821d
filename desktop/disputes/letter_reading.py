"""One reading of a dispute's letter in the work thread: the letter, and what was typed and never saved."""

import json
from dataclasses import dataclass
from functools import partial

from casework import form_drafts
from casework.dispute_letter_drafts import DisputeLetterPage
from casework.dispute_letter_page import dispute_letter_page
from casework.views import FormDraftView
from desktop.disputes.letter_review import SCREEN, dispute_remarks_key
from desktop.frame.session import Session
from law.terms import DocumentKind

__all__ = ["DisputeLetterReading", "dispute_letter_key", "read_dispute_letter", "read_dispute_letter_key"]


@dataclass(frozen=True, slots=True)
class DisputeLetterReading:
    """The letter, its sections as typed and never saved, and remarks that were typed on it."""

    page: DisputeLetterPage
    kept: FormDraftView | None = None
    kept_remarks: FormDraftView | None = None


def dispute_letter_key(dispute_id: int, kind: DocumentKind, document_id: int | None) -> str:
    """The key under which the typed sections of a letter are kept."""
    return f"{SCREEN}:{dispute_id}:{document_id or kind.value}"


def read_dispute_letter_key(key: str) -> tuple[int, int | None, DocumentKind | None]:
    """Dispute, document and kind of a key, of sections or of remarks."""
    _, dispute, what, *_ = key.split(":")
    document = int(what) if what.isdecimal() else None
    return int(dispute), document, None if document is not None else DocumentKind(what)


def read_dispute_letter(
    session: Session,
    dispute_id: int,
    kind: DocumentKind | None,
    document_id: int | None,
    texts: dict[str, str] | None,
) -> DisputeLetterReading:
    """The letter with what stands on the page (``texts``), or as it is stored with what was typed last (None).

    Raises:
        UserError: as ``dispute_letter_page``.
    """
    office = session.office
    ask = partial(dispute_letter_page, office, dispute_id, kind, document_id, person=session.actor, today=session.today)
    page = ask(texts=texts)
    if texts is not None:
        return DisputeLetterReading(page)
    key = dispute_letter_key(dispute_id, page.kind, page.document_id)
    kept = form_drafts.load(office, key) if page.editable else None
    if kept is not None:
        page = ask(texts={str(key): str(value) for key, value in json.loads(kept.payload).items()})
    stored = page.document_id
    remarks = dispute_remarks_key(dispute_id, stored, session.actor) if stored is not None else ""
    return DisputeLetterReading(page, kept, form_drafts.load(office, remarks) if remarks else None)
