"""Databases full of fees, written in bulk past the acts: a fee on each of many cases, and many more requests.

Only for measuring. Events, letters and cached columns are what proposing, approving, notifying and paying would leave
behind. Every twenty cases in a row are one applicant's, mostly of one day, so that about half of them cost by piece.
"""

import shutil
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Text, bindparam, cast, insert, literal, select, update
from sqlalchemy.orm import Session

from bench.many_cases import NOW, TODAY, make_many
from casework.fee_figures import line_views
from casework.office import Office, open_office
from deadlines.calendar import WorkingCalendar
from fees.pieces import split_fee
from fees.steps import Assessment
from fees.volume import volume_fee
from law.terms import DocumentKind, DocumentState, EventKind, FeeStatus, Outcome
from models import Applicant, Document, Event, Request, Submission, SubmissionApplicant
from models.blobs import put_blob

__all__ = ["BUSY", "BUSY_ENTRIES", "FEES_FROM", "grow", "make_fees"]

BUSY: Final = 1
"""The applicant to whom ``grow`` gives every four hundredth letter."""
BUSY_ENTRIES: Final = (1, 21, 41)
"""The entries of the register that are this applicant."""
FEES_FROM: Final = date(2021, 1, 1)
"""No case received before this day has a fee."""

_BLOCK: Final = 20
_BATCH: Final = 5_000
_BUSY_EVERY: Final = 400
_SEQ: Final = 10  # behind the events of the case itself
_EVENT_IDS: Final = 100_000_000
_RECEIVED_SEQ: Final = 2
_FIRST_CHARGED: Final = 11
# How far fees have come; they take turns.
_OPEN: Final = (
    FeeStatus.PROPOSED,
    FeeStatus.APPROVED,
    FeeStatus.NOTICED,
    FeeStatus.SENT,
    FeeStatus.DUE,
    FeeStatus.DUE,
    FeeStatus.PART_PAID,
    FeeStatus.PAID,
)
_CLOSED: Final = (FeeStatus.PAID, FeeStatus.PAID, FeeStatus.PAID, FeeStatus.LAPSED)


def make_fees(path: Path, number: int, still_open: int) -> tuple[Office, int]:
    """Make a database in which every case received since there are fees has one; also says how many these are.

    Args:
        path: a file that does not exist.
        number: how many cases.
        still_open: how many of them, the latest, are open.
    """
    office = make_many(path, number, still_open)
    calendar = office.calendar()
    with office.writing() as session:
        _one_applicant_for_each_block(session.connection())
        columns = (Request.id, Request.received_on, Request.closed_on)
        cases = session.execute(select(*columns).where(Request.received_on >= FEES_FROM).order_by(Request.id)).all()
    waiting = iter(_fees(cases, calendar))
    while batch := list(islice(waiting, _BATCH)):
        with office.writing() as session:
            sha256 = put_blob(session, b"bench", now=NOW)
            session.flush()
            _write(session.connection(), batch, sha256)
    _analyse(office)
    return office, len(cases)


def _one_applicant_for_each_block(connection: Connection) -> None:
    letter = SubmissionApplicant.submission_id
    connection.execute(update(SubmissionApplicant).values(applicant_id=letter - (letter - 1) % _BLOCK))
    connection.execute(update(Applicant).values(identity_key=literal("K") + cast(Applicant.id, Text)))


def _fees(cases: Iterable[Any], calendar: WorkingCalendar) -> Iterator[dict[str, Any]]:
    ordinal, block, month = 0, -1, date.min
    for request_id, received, closed_on in cases:
        this = (request_id - 1) // _BLOCK, received.replace(day=1)
        ordinal = ordinal + 1 if this == (block, month) else 1
        block, month = this
        yield _fee(request_id, received, ordinal, closed_on is not None, calendar)


def _fee(request_id: int, received: date, ordinal: int, closed: bool, calendar: WorkingCalendar) -> dict[str, Any]:
    by_piece = ordinal >= _FIRST_CHARGED
    pages = 31 + request_id % 120
    assessed = split_fee(ordinal - 1, 1, received) if by_piece else volume_fee(pages, received)
    turns = _CLOSED if closed else _OPEN
    status = turns[request_id // 7 % len(turns)]
    told, served = calendar.add_workdays(received, 1), calendar.add_workdays(received, 3)
    if served > TODAY:
        status = FeeStatus.PROPOSED
    due = calendar.add_workdays(served, 20)
    paid_on = min(calendar.add_workdays(served, 2), TODAY)
    paid = {FeeStatus.PAID: assessed.fen, FeeStatus.PART_PAID: assessed.fen // 2}.get(status, 0)
    sent = status not in (FeeStatus.PROPOSED, FeeStatus.APPROVED, FeeStatus.NOTICED)
    said = _figures(assessed, received, (ordinal, ordinal) if by_piece else None, None if by_piece else pages)
    course = _course(request_id, said, (received, told, served, paid_on, due), status, paid)
    return {
        "columns": {
            "of": request_id,
            "fee_status": status,
            "fee_method": assessed.method,
            "fee_fen": assessed.fen,
            "fee_paid_fen": paid,
            "fee_noticed_on": told if sent else None,
            "fee_due_on": due if sent and status is not FeeStatus.SENT else None,
            "fee_settled_on": paid_on if status is FeeStatus.PAID else None,
        },
        "events": course,
        "told": told if sent or status is FeeStatus.NOTICED else None,
    }


def _figures(assessed: Assessment, day: date, ordinals: tuple[int, int] | None, pages: int | None) -> dict[str, Any]:
    lines = line_views(assessed.steps)
    counted = f"本件为申请人{day.year}年{day.month}月第 {ordinals[0]} 件。" if ordinals else f"拟提供 {pages} 页。"
    return {
        "method": assessed.method,
        "fen": assessed.fen,
        "month": day.isoformat()[:7],
        "ordinals": list(ordinals) if ordinals else None,
        "pages": pages,
        "outcome": Outcome.GRANT,
        "variant": "provide_copy",
        "lines": [
            {"which": one.which, "quantity": one.quantity, "rate": one.rate, "fen": one.fen, "basis": one.basis}
            for one in lines
        ],
        "reason": "本月申请件数明显超过合理范围",
        "counted": [counted],
        "proposer": "王敏",
    }


def _course(
    request_id: int, said: dict[str, Any], days: tuple[date, ...], status: FeeStatus, paid: int
) -> list[dict[str, Any]]:
    received, told, served, paid_on, due = days
    first = _EVENT_IDS + request_id * 16
    decision = {"proposal_event_id": first, "approver": "周国栋", "fen": said["fen"], "method": said["method"]}
    letter = {"document_kind": DocumentKind.FEE_NOTICE, "title": "收费通知书", "sha256": "bench"}
    notice = {**said, "proposal_event_id": first, "payment_code": f"9901{request_id:012d}"}
    post = {"method": "post", "carrier": "邮政EMS", "tracking_number": f"EMS{request_id:010d}"}
    steps: list[tuple[EventKind, date, dict[str, Any], bool]] = [
        (EventKind.FEE_PROPOSED, received, said, False),
        (EventKind.FEE_APPROVED, received, decision, False),
        (EventKind.DOCUMENT_ISSUED, told, letter, True),
        (EventKind.FEE_NOTICED, told, notice, True),
        (EventKind.DOCUMENT_DISPATCHED, told, post, True),
        (EventKind.DOCUMENT_SERVED, served, {"received_by": "本人", "proof": "签收"}, True),
    ]
    done = {FeeStatus.PROPOSED: 1, FeeStatus.APPROVED: 2, FeeStatus.NOTICED: 4, FeeStatus.SENT: 5}
    steps = steps[: done.get(status, len(steps))]
    if paid:
        steps.append((EventKind.FEE_PAID, paid_on, {"fen": paid, "receipt_number": f"票{request_id}"}, False))
    if status is FeeStatus.LAPSED:
        steps.append((EventKind.FEE_LAPSED, due, {"reason": "期满未见入账", "held": 0}, False))
    return [
        {
            "id": first + place,
            "request_id": request_id,
            "seq": _SEQ + place,
            "kind": kind,
            "legal_on": on,
            "recorded_at": NOW,
            "recorded_by": "王敏",
            "payload": payload,
            "document_id": request_id if of_letter else None,
        }
        for place, (kind, on, payload, of_letter) in enumerate(steps)
    ]


def _write(connection: Connection, batch: Sequence[dict[str, Any]], sha256: str) -> None:
    columns: list[dict[str, Any]] = [one["columns"] for one in batch]
    values: dict[str, Any] = {name: bindparam(name) for name in columns[0] if name != "of"}
    letters = [_letter(one["columns"]["of"], one["told"], sha256) for one in batch if one["told"]]
    if letters:
        connection.execute(insert(Document), letters)
    connection.execute(insert(Event), [event for one in batch for event in one["events"]])
    connection.execute(update(Request).where(Request.id == bindparam("of")).values(**values), columns)


def _letter(request_id: int, on: date, sha256: str) -> dict[str, Any]:
    return {
        "id": request_id,
        "request_id": request_id,
        "kind": DocumentKind.FEE_NOTICE,
        "state": DocumentState.ISSUED,
        "title": "收费通知书",
        "document_number": f"临资公费〔{on.year}〕{request_id}号",
        "issued_on": on,
        "issued_by": "王敏",
        "context": {},
        "preview": {},
        "content_sha256": sha256,
        "file_name": "收费通知书.docx",
        "created_at": NOW,
        "created_by": "王敏",
        "updated_at": NOW,
        "version_id": 1,
    }


# -------------------------------------------------------------------------------------------------------- a million


def grow(database: Path, path: Path, times: int) -> tuple[Office, int]:
    """A copy of a closed database with all its letters and requests so many times over; also says how many.

    What a month does not ask for is left out of what is added: search index, letters and events of fees.
    """
    shutil.copyfile(database, path)
    office = open_office(path)
    with office.writing() as session:
        connection = session.connection()
        step = _count(session)
        for turn in range(1, times):
            _add_copy(connection, turn * step, step)
        connection.execute(
            update(SubmissionApplicant)
            .where(SubmissionApplicant.submission_id % _BUSY_EVERY == 0)
            .values(applicant_id=BUSY)
        )
        connection.execute(
            update(Applicant).where(Applicant.id.in_(BUSY_ENTRIES)).values(identity_key=f"K{BUSY}", name_key="busy")
        )
    _analyse(office)
    return office, step * times


def _count(session: Session) -> int:
    return session.scalars(select(Request.id).order_by(Request.id.desc()).limit(1)).one()


def _add_copy(connection: Connection, shift: int, step: int) -> None:
    """Rows of the first ``step`` cases once more, their ids moved on."""
    numbers = {"number", "registration_number"}
    for model, moved, only in (
        (Applicant, {"id"}, Applicant.id <= step),
        (Submission, {"id"}, Submission.id <= step),
        (SubmissionApplicant, {"id", "submission_id", "applicant_id"}, SubmissionApplicant.id <= step),
        (Request, {"id", "submission_id"}, Request.id <= step),
    ):
        columns = list(model.__table__.columns)
        read = [
            one + shift if one.name in moved else one + f"-{shift}" if one.name in numbers else one for one in columns
        ]
        connection.execute(insert(model).from_select([one.name for one in columns], select(*read).where(only)))
    events = [one for one in Event.__table__.columns if one.name != "id"]
    copied = [one + shift if one.name == "request_id" else one for one in events]
    early = select(*copied).where(Event.request_id <= step, Event.seq <= _RECEIVED_SEQ)
    connection.execute(insert(Event).from_select([one.name for one in events], early))


def _analyse(office: Office) -> None:
    with Session(office.engine) as session:
        session.connection().exec_driver_sql("ANALYZE")
        session.commit()
