"""Making a letter: number taken, bytes frozen with their hash, the issue written down as an event."""

import re
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any, Final

from casework.act_case import case_in
from casework.document_catalogue import refuse_out_of_time
from casework.document_numbers import number_class_of, take_document_number
from casework.letter_checks import kept_notes, notes_of
from casework.letter_frames import layout_of
from casework.letter_templates import own_template
from casework.refusals import refused
from casework.unit_of_work import Work, json_ready
from law.documents import document_rules
from law.terms import DocumentKind, DocumentState, EventKind
from models import Document, IssuedNumber, Request
from models.blobs import put_blob
from templates.engine import render
from templates.preview import PreviewBlock, blocks_of

__all__ = ["NOT_IN_NAMES", "blocks_json", "check_letter_date", "file_name_of", "issue", "issue_draft", "title_of"]

NOT_IN_NAMES: Final = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
"""What no file system of the three platforms takes in a name."""


def file_name_of(registration_number: str, title: str, number: str) -> str:
    """A file name for a letter: 依申〔2026〕12号 补正告知书 临资公补〔2026〕2号.docx."""
    parts = [one for one in (registration_number, title, number if number != registration_number else "") if one]
    return NOT_IN_NAMES.sub("_", " ".join(parts))[:120] + ".docx"


def blocks_json(blocks: tuple[PreviewBlock, ...]) -> dict[str, Any]:
    """The paragraphs of a letter as the document keeps them."""
    return {
        "blocks": [{"kind": one.kind.value, "text": one.text, "cells": list(one.cells)} for one in blocks],
    }


def check_letter_date(issued_on: date, *, today: date, received: date | None) -> None:
    """Refuse a letter dated in the future or before the request came in (C02).

    Raises:
        UserError: ``letter_in_future``, ``letter_before_receipt``.
    """
    if issued_on > today:
        raise refused("letter_in_future", field="issued_on", day=issued_on, today=today)
    if received is not None and issued_on < received:
        raise refused("letter_before_receipt", field="issued_on", day=issued_on, received=received)


def issue(
    work: Work,
    request: Request,
    kind: DocumentKind,
    context_for: Callable[[str], Any],
    *,
    issued_on: date,
) -> Document:
    """Make and freeze a letter that needs no draft.

    Args:
        work: the act.
        request: the request the letter is about.
        kind: what kind of letter.
        context_for: gives the typed context for the document number.
        issued_on: date of the letter; its year is the year of the number.

    Raises:
        UserError: there was no such document on that day (``document_not_yet``, ``document_no_more``), or the checks
            refuse what it says.
    """
    refuse_out_of_time(kind, issued_on)
    number = _number(work, request, kind, issued_on)
    context = context_for(number.text if number else request.registration_number or "")
    document = Document(
        request_id=request.id,
        kind=kind,
        state=DocumentState.DRAFT,
        title=title_of(context, kind),
        created_at=work.now,
        created_by=work.actor,
        updated_at=work.now,
    )
    work.session.add(document)
    work.session.flush()
    _freeze(work, request, document, context, number, issued_on)
    return document


def issue_draft(
    work: Work,
    request: Request,
    document: Document,
    context_for: Callable[[str], Any],
    *,
    issued_on: date,
    said: Mapping[str, object] | None = None,
) -> None:
    """Number and freeze a letter that was a draft; ``said`` is kept with the event: how it was reviewed.

    Raises:
        UserError: there was no such document on that day (``document_not_yet``, ``document_no_more``).
    """
    refuse_out_of_time(document.kind, issued_on)
    number = _number(work, request, document.kind, issued_on)
    context = context_for(number.text if number else request.registration_number or "")
    document.title = title_of(context, document.kind)
    _freeze(work, request, document, context, number, issued_on, said)


def title_of(context: Any, kind: DocumentKind) -> str:
    """The title of a letter: its own, or that of its kind."""
    return str(getattr(context, "title", "") or kind.label)


def _number(work: Work, request: Request, kind: DocumentKind, issued_on: date) -> IssuedNumber | None:
    policies = work.office.policies(issued_on, work.session)
    number_class = number_class_of(kind, policies)
    if number_class is None:
        return None
    number = take_document_number(work, number_class, issued_on.year, policies)
    number.request_id = request.id
    return number


def _freeze(
    work: Work,
    request: Request,
    document: Document,
    context: Any,
    number: IssuedNumber | None,
    issued_on: date,
    said: Mapping[str, object] | None = None,
) -> None:
    layout = layout_of(work.office.policies(issued_on, work.session))
    own = own_template(work.session, context.template_key, issued_on)
    content = render(document.kind, context, layout, None if own is None else own.content)
    blocks = blocks_of(content)
    notes: list[dict[str, str]] = []
    if document_rules()[document.kind].checked:
        notes = kept_notes(notes_of(work.office, work.session, case_in(work, request), context, blocks))
        work.hints += len(notes)
    document.number_class = number.number_class if number else None
    document.document_number = number.text if number else None
    document.issued_on = issued_on
    document.issued_by = work.actor
    document.context = json_ready(asdict(context))
    document.preview = {**document.preview, **blocks_json(blocks)} if document.preview else blocks_json(blocks)
    document.content_sha256 = put_blob(work.session, content, now=work.now)
    text = number.text if number else ""
    document.file_name = file_name_of(request.registration_number or "", document.title, text)
    document.updated_at = work.now
    document.state = DocumentState.ISSUED
    work.session.flush()
    if number is not None:
        number.document_id = document.id
    work.record(
        request,
        EventKind.DOCUMENT_ISSUED,
        issued_on,
        {
            "document_kind": document.kind,
            "document_number": text,
            "title": document.title,
            "sha256": document.content_sha256,
            "template_sha256": "" if own is None else own.sha256,
            **({"notes": notes} if notes else {}),
            **(said or {}),
        },
        document_id=document.id,
    )
