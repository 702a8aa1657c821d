"""Rows of a ledger, a block at a time: only what the chosen columns need is read, one statement for each kind."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from casework.case_list import bounds_of, rows_in
from casework.facts import CaseFacts
from casework.legal_events import day_of
from casework.masking import mask_address, mask_identity, mask_phone
from casework.office import Office
from casework.rederiving import facts_in_batches
from casework.views import CaseRow
from law.dispute_terms import Forum
from law.terms import AccessForm, EventKind, FeeStatus, Term
from models import Agent, Applicant, Dispute, DisputeTarget, Request, Submission, SubmissionApplicant
from reports.ledger_workbook import LEDGER_COLUMNS, LedgerPart, LedgerRow
from reports.tables import Money

__all__ = ["BLOCK", "ledger_rows"]

BLOCK: Final = 500
_HIDDEN: Final = "（已隐去）"
_BASE: Final = (
    Request.id,
    Request.submission_id,
    Request.registration_number,
    Request.kind,
    Request.title,
    Request.purpose,
    Request.doc_no_hint,
    Request.handler,
    Request.remark,
    Request.details,
    Request.applicant_label,
    Request.status,
    Request.received_on,
    Request.first_due_on,
    Request.extension_days,
    Request.fee_status,
    Request.fee_fen,
    Request.fee_paid_fen,
    Request.outcome,
    Request.decided_on,
    Request.reply_effective_on,
    Request.served_on,
    Request.closed_on,
    Request.on_time,
    Submission.number.label("submission_number"),
    Submission.channel,
    Submission.postal_number,
    Submission.registered_by,
    Submission.delivery_method,
    Submission.access_forms,
)


def ledger_rows(
    office: Office, ids: Sequence[int], first: int, columns: Collection[str], *, today: date, masked: bool
) -> list[LedgerRow]:
    """The rows of some requests, in their order; one that does not exist is left out.

    Args:
        office: the office.
        ids: at most ``BLOCK`` of them.
        first: number of the first row.
        columns: keys of the columns that are shown; the others may stay empty.
        today: day of the data.
        masked: identity numbers, telephones and addresses in part only.
    """
    parts = {LEDGER_COLUMNS[one].part for one in columns}
    with office.reading() as session:
        listed = _listed(office, session, ids, today)
        said: dict[int, dict[str, Any]] = defaultdict(dict)
        base = _base(session, ids, with_text="text" in columns)
        letters: dict[int, list[int]] = defaultdict(list)
        for request_id, row in base.items():
            letters[row.submission_id].append(request_id)
        if LedgerPart.APPLICANTS in parts:
            _spread(said, letters, _applicants(session, letters, masked=masked))
        if LedgerPart.AGENTS in parts:
            _spread(said, letters, _agents(session, letters))
        if LedgerPart.EVENTS in parts:
            for batch in facts_in_batches(session, sorted(base)):
                for request_id, facts, _ in batch:
                    said[request_id].update(_course(facts))
        if LedgerPart.DISPUTES in parts:
            for request_id, texts in _disputes(session, base).items():
                said[request_id].update(texts)
    found = [one for one in ids if one in base]
    return [
        LedgerRow(place=place, **{**_plain(base[one], listed[one]), **said.get(one, {})})
        for place, one in enumerate(found, start=first)
    ]


def _listed(office: Office, session: Session, ids: Sequence[int], today: date) -> Mapping[int, CaseRow]:
    """As the list shows them: due dates that nobody can tell yet, days used, where it stands."""
    bounds = bounds_of(office, session, today)
    return {one.id: one for one in rows_in(session, ids, bounds, office.calendar(session=session))}


def _base(session: Session, ids: Sequence[int], *, with_text: bool) -> Mapping[int, Row[Any]]:
    columns = (*_BASE, Request.text) if with_text else _BASE
    statement = select(*columns).join(Submission, Submission.id == Request.submission_id).where(Request.id.in_(ids))
    return {row.id: row for row in session.execute(statement)}


def _plain(row: Row[Any], listed: CaseRow) -> dict[str, Any]:
    fee = row.fee_status is not FeeStatus.NONE
    return {
        "registration_number": row.registration_number or "",
        "ledger_number": str(((row.details or {}).get("ledger") or {}).get("serial_no") or ""),
        "submission_number": row.submission_number or "",
        "received_on": row.received_on,
        "channel": row.channel.label,
        "postal_number": row.postal_number or "",
        "registered_by": row.registered_by,
        "applicant": row.applicant_label,
        "kind": row.kind.label,
        "title": row.title,
        "text": getattr(row, "text", ""),
        "purpose": row.purpose or "",
        "document_hint": row.doc_no_hint or "",
        "delivery": _label(row.delivery_method),
        "access_forms": "、".join(AccessForm(one).label for one in row.access_forms or ()),
        "handler": row.handler or "",
        "status": row.status.label,
        "status_text": listed.status_text,
        "first_due_on": row.first_due_on,
        "due_on": listed.due_on,
        "provisional": "暂定" if listed.provisional else "",
        "days_used": listed.day_number if listed.slack is not None else None,
        "extended": "是" if row.extension_days else "否",
        "extension_days": row.extension_days or None,
        "fee": Money(row.fee_fen) if fee and row.fee_fen is not None else None,
        "fee_paid": Money(row.fee_paid_fen) if fee else None,
        "fee_status": row.fee_status.label if fee else "",
        "outcome": _label(row.outcome),
        "decided_on": row.decided_on,
        "replied_on": row.reply_effective_on,
        "served_on": row.served_on,
        "closed_on": row.closed_on,
        "on_time": "" if row.on_time is None else "按期" if row.on_time else "逾期",
        "remark": row.remark or "",
    }


def _label(term: Term | None) -> str:
    return "" if term is None else term.label


def _joined(words: Iterable[str | None]) -> str:
    """Each once, in the order of the letter."""
    return "、".join(dict.fromkeys(one for one in words if one))


def _spread(
    said: dict[int, dict[str, Any]], letters: Mapping[int, Sequence[int]], of_letter: Mapping[int, Mapping[str, str]]
) -> None:
    """What is said of a letter holds for each request in it."""
    for letter_id, texts in of_letter.items():
        for request_id in letters[letter_id]:
            said[request_id].update(texts)


def _applicants(session: Session, letters: Collection[int], *, masked: bool) -> Mapping[int, Mapping[str, str]]:
    columns = (
        SubmissionApplicant.submission_id,
        Applicant.name,
        Applicant.kind,
        Applicant.identity_kind,
        Applicant.identity_number,
        Applicant.phone,
        Applicant.landline,
        Applicant.address,
        Applicant.postcode,
        Applicant.email,
    )
    statement = (
        select(*columns)
        .join(Applicant, Applicant.id == SubmissionApplicant.applicant_id)
        .where(SubmissionApplicant.submission_id.in_(letters))
        .order_by(SubmissionApplicant.submission_id, SubmissionApplicant.position)
    )
    grouped: dict[int, list[Row[Any]]] = defaultdict(list)
    for row in session.execute(statement):
        grouped[row.submission_id].append(row)
    return {letter_id: _people(rows, masked=masked) for letter_id, rows in grouped.items()}


def _people(rows: Sequence[Row[Any]], *, masked: bool) -> Mapping[str, str]:
    telephones = [one for row in rows for one in (row.phone, row.landline)]
    identities, addresses = [row.identity_number for row in rows], [row.address for row in rows]
    rest = {"postcode": _joined(row.postcode for row in rows), "email": _joined(row.email for row in rows)}
    if masked:
        identities = [mask_identity(one) for one in identities]
        telephones = [mask_phone(one) for one in telephones]
        addresses = [mask_address(one) for one in addresses]
        rest = {name: _HIDDEN if said else "" for name, said in rest.items()}
    return {
        "applicant": _joined(row.name for row in rows),
        # The first applicant gives the column of the annual report.
        "applicant_type": rows[0].kind.label,
        "identity_kind": _joined(row.identity_kind.label for row in rows if row.identity_number),
        "identity_number": _joined(identities),
        "phone": _joined(telephones),
        "address": _joined(addresses),
        **rest,
    }


def _agents(session: Session, letters: Collection[int]) -> Mapping[int, Mapping[str, str]]:
    statement = select(Agent.submission_id, Agent.name).where(Agent.submission_id.in_(letters)).order_by(Agent.id)
    names: dict[int, list[str]] = defaultdict(list)
    for row in session.execute(statement):
        names[row.submission_id].append(row.name)
    return {letter_id: {"agent": _joined(found)} for letter_id, found in names.items()}


def _course(facts: CaseFacts) -> Mapping[str, Any]:
    """What only the events tell: days of the procedure, the reply as issued."""
    asked, corrected = facts.last(EventKind.CORRECTION_REQUESTED), facts.last(EventKind.CORRECTION_RECEIVED)
    extension = facts.last(EventKind.EXTENSION_APPROVED)
    consulted = facts.all_of(EventKind.CONSULTATION_SENT)
    sent = [facts.sent_on(one) or one.on for one in consulted]
    opinions = [one.on for one in facts.all_of(EventKind.CONSULTATION_ANSWERED) if one.on is not None]
    reply = facts.reply
    return {
        "correction_on": (facts.sent_on(asked) or asked.on) if asked else None,
        "corrected_on": corrected.on if corrected else None,
        "extension_on": _told_on(facts, extension.id) or facts.sent_on(extension) if extension else None,
        "extension_reason": str(extension.payload.get("reason") or "") if extension else "",
        "consulted": _joined(str(one.payload.get("party") or "") for one in consulted),
        "consultation_on": min((one for one in sent if one is not None), default=None),
        "opinion_on": max(opinions, default=None),
        "reply_number": reply.number if reply else "",
        "reply_on": reply.issued_on if reply else None,
        "service_method": _label(reply.method) if reply else "",
    }


def _told_on(facts: CaseFacts, extension_id: int) -> date | None:
    """The day on which an extension was told, where that is an event of its own."""
    for one in facts.all_of(EventKind.EXTENSION_NOTIFIED):
        if one.payload.get("extension_event_id") in (None, extension_id):
            return one.on or day_of(one.payload.get("sent"))
    return None


def _disputes(session: Session, ids: Collection[int]) -> Mapping[int, Mapping[str, str]]:
    columns = (DisputeTarget.request_id, Dispute.id, Dispute.forum, Dispute.case_number, Dispute.status, Dispute.result)
    statement = (
        select(*columns)
        .join(Dispute, Dispute.id == DisputeTarget.dispute_id)
        .where(DisputeTarget.request_id.in_(ids))
        .distinct()
        .order_by(DisputeTarget.request_id, Dispute.id)
    )
    texts: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in session.execute(statement):
        said = _label(row.result) or row.status.label
        number = f"（{row.case_number}）" if row.case_number else ""
        column = "reconsideration" if row.forum is Forum.RECONSIDERATION else "litigation"
        texts[row.request_id][column].append(f"{said}{number}")
    return {one: {name: "；".join(told) for name, told in found.items()} for one, found in texts.items()}
