"""The letters of many cases, written in bulk past the acts: a reply for each closed one, drafts and notices for others.

Only for measuring, as ``bench.many_cases``: the letters are empty, and no act has run. Equal cases give equal letters.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Any, Final

from sqlalchemy import Row, insert, select
from sqlalchemy.orm import Session

from bench.many_cases import NOW
from casework.office import Office
from law.terms import DocumentKind, DocumentState, EventKind, NumberClass, ServiceMethod
from models import Document, Event, IssuedNumber, Request
from models.blobs import put_blob

__all__ = ["make_documents"]

_BATCH: Final = 5_000
_CODES: Final = {NumberClass.REPLY: "公复", NumberClass.CORRECTION: "公补"}
# Behind the events of ``bench.many_cases``, which leaves eight places to each case.
_FIRST_FREE: Final = 5
_DRAFT_STATES: Final = (DocumentState.DRAFT, DocumentState.REVIEW, DocumentState.APPROVAL, DocumentState.APPROVED)


def make_documents(office: Office) -> int:
    """Give each closed case its signed and served reply, each open one a draft or a notice; returns how many.

    Args:
        office: an office filled by ``make_many``, without letters.
    """
    columns = (Request.id, Request.closed_on, Request.reply_effective_on, Request.received_on)
    with office.reading() as session:
        cases = session.execute(select(*columns).order_by(Request.id)).all()
    with office.writing() as session:
        digest = put_blob(session, b"a letter", now=NOW)
    made = 0
    letters = _letters(cases, digest)
    while batch := list(islice(letters, _BATCH)):
        with office.writing() as session:
            connection = session.connection()
            connection.execute(insert(Document), [one["document"] for one in batch])
            numbers = [one["number"] for one in batch if one["number"]]
            if numbers:
                connection.execute(insert(IssuedNumber), numbers)
            events = [event for one in batch for event in one["events"]]
            if events:
                connection.execute(insert(Event), events)
        made += len(batch)
    with Session(office.engine) as session:
        session.connection().exec_driver_sql("ANALYZE")
        session.commit()
    return made


def _letters(cases: Any, digest: str) -> Iterator[dict[str, Any]]:
    taken: dict[tuple[NumberClass, int], int] = {}
    for case in cases:
        if case.closed_on is not None:
            yield _issued(case, case.reply_effective_on, NumberClass.REPLY, taken, digest, served=case.closed_on)
        elif case.id % 2:
            yield _draft(case)
        else:
            yield _issued(case, case.received_on, NumberClass.CORRECTION, taken, digest, served=None)


def _document(case: Row[Any], kind: DocumentKind, state: DocumentState) -> dict[str, Any]:
    at = datetime(case.received_on.year, case.received_on.month, case.received_on.day, 2, tzinfo=UTC)
    return {
        "id": case.id,
        "request_id": case.id,
        "kind": kind,
        "state": state,
        "title": kind.label,
        "number_class": None,
        "document_number": None,
        "issued_on": None,
        "issued_by": None,
        "content_sha256": None,
        "file_name": None,
        "context": {},
        "preview": {"blocks": []},
        "created_at": at,
        "created_by": "王敏",
        "updated_at": at,
        "version_id": 1,
    }


def _draft(case: Row[Any]) -> dict[str, Any]:
    state = _DRAFT_STATES[case.id // 2 % len(_DRAFT_STATES)]
    return {"document": _document(case, DocumentKind.OUTCOME_LETTER, state), "number": None, "events": []}


def _issued(
    case: Row[Any],
    on: date,
    number_class: NumberClass,
    taken: dict[tuple[NumberClass, int], int],
    digest: str,
    *,
    served: date | None,
) -> dict[str, Any]:
    reply = number_class is NumberClass.REPLY
    kind = DocumentKind.OUTCOME_LETTER if reply else DocumentKind.CORRECTION_NOTICE
    number = taken[number_class, on.year] = taken.get((number_class, on.year), 0) + 1
    text = f"临资{_CODES[number_class]}〔{on.year}〕{number}号"
    document = _document(case, kind, DocumentState.ISSUED) | {
        "number_class": number_class,
        "document_number": text,
        "issued_on": on,
        "issued_by": "王敏",
        "content_sha256": digest,
        "file_name": f"{text}.docx",
    }
    used = {
        "number_class": number_class,
        "year": on.year,
        "number": number,
        "text": text,
        "request_id": case.id,
        "document_id": case.id,
        "taken_at": document["created_at"],
        "taken_by": "王敏",
    }
    return {"document": document, "number": used, "events": list(_events(case, document, on, served))}


def _events(case: Row[Any], document: dict[str, Any], on: date, served: date | None) -> Iterator[dict[str, Any]]:
    mail = {"method": ServiceMethod.POST, "carrier": "邮政EMS", "tracking_number": f"{10**12 + case.id}"}
    issued = {"document_kind": document["kind"], "document_number": document["document_number"]}
    told: list[tuple[EventKind, date, dict[str, Any]]] = [(EventKind.DOCUMENT_ISSUED, on, issued)]
    # One notice of four waits for the post, one of the others for its proof.
    if served is not None or case.id % 8:
        told.append((EventKind.DOCUMENT_DISPATCHED, on, mail))
    if served is not None or case.id % 8 == 4:
        told.append((EventKind.DOCUMENT_SERVED, served or on + timedelta(days=2), {"proof": "邮件签收回执"}))
    for place, (kind, day, payload) in enumerate(told, start=_FIRST_FREE):
        yield {
            "id": case.id * 8 + place,
            "request_id": case.id,
            "seq": place,
            "kind": kind,
            "legal_on": day,
            "recorded_at": document["created_at"],
            "recorded_by": "王敏",
            "payload": payload,
            "document_id": case.id,
        }
