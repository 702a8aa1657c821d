"""收费台账导出 and the paragraph of the annual report, both from the events of the requests."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from casework.agency import known_profile
from casework.facts import CaseFacts
from casework.fee_list import fee_ids
from casework.fee_stages import STAGES, stage_text
from casework.fee_views import FeeFilter
from casework.office import Office
from casework.rederiving import Progress, facts_in_batches
from deadlines.calendar import WorkingCalendar
from law.terms import EventKind
from models import Document, Event, Request
from reports.fee_disclosure import FeeDisclosure, fee_disclosure
from reports.fee_ledger import FeeLedgerRow, fee_ledger
from reports.tables import Table, csv_bytes, xlsx_bytes

__all__ = ["export_fees", "fee_table", "fee_year", "fee_year_sentence"]

_MONEY: Final = (EventKind.FEE_PAID, EventKind.FEE_REFUNDED)
# A correction moves days and amounts; of a fee given up the columns keep nothing.
_UNUSUAL: Final = select(Event.request_id).where(
    Event.kind.in_((EventKind.EVENT_CORRECTED, EventKind.FEE_WAIVED, EventKind.WITHDRAWN)),
    Event.request_id.in_(select(Event.request_id).where(Event.kind.in_((EventKind.FEE_NOTICED, *_MONEY)))),
)
_WRITERS: Final = {"xlsx": xlsx_bytes, "csv": csv_bytes}


def fee_table(office: Office, wanted: FeeFilter, *, today: date, progress: Progress | None = None) -> Table:
    """The ledger of the requests that a filter lets through, in its order.

    Args:
        office: the office.
        wanted: the filter; it is named in the table.
        today: day of the data.
        progress: told how many requests of how many are done; what it raises stops the work.

    Raises:
        UserError: the filter names a stage or an order that does not exist.
    """
    ids = fee_ids(office, wanted, today=today)
    with office.reading() as session:
        agency = known_profile(session).name
        rows = list(_rows(office, session, ids, today, progress))
    return fee_ledger(rows, agency=agency, chosen=_chosen(wanted), made_on=today)


def export_fees(
    office: Office, wanted: FeeFilter, kind: str, *, today: date, progress: Progress | None = None
) -> tuple[str, bytes]:
    """File name and bytes of the ledger; ``kind`` is ``xlsx`` or ``csv``.

    Raises:
        UserError: as :func:`fee_table`.
        KeyError: another kind.
    """
    table = fee_table(office, wanted, today=today, progress=progress)
    return f"信息处理费台账 {today.isoformat()}.{kind}", _WRITERS[kind](table)


def _chosen(wanted: FeeFilter) -> str:
    words = [dict(STAGES)[wanted.stage]]
    if wanted.year is not None:
        words.append(f"{wanted.year}年通知")
    if wanted.text.strip():
        words.append(f"含“{wanted.text.strip()}”")
    return "，".join(words)


def _rows(
    office: Office, session: Session, ids: Sequence[int], today: date, progress: Progress | None
) -> Iterator[FeeLedgerRow]:
    calendar = office.calendar(session=session)
    place = {one: at for at, one in enumerate(ids)}
    found: list[tuple[int, FeeLedgerRow]] = []
    for batch in facts_in_batches(session, sorted(ids)):
        batch_ids = [one[0] for one in batch]
        requests = {one.id: one for one in session.scalars(select(Request).where(Request.id.in_(batch_ids)))}
        numbers = _numbers(session, batch_ids)
        found += [(place[one], _row(requests[one], facts, numbers, today, calendar)) for one, facts, _ in batch]
        session.expunge_all()
        if progress is not None:
            progress(len(found), len(ids))
    yield from (row for _, row in sorted(found, key=_place))


def _place(one: tuple[int, FeeLedgerRow]) -> int:
    return one[0]


def _numbers(session: Session, ids: Iterable[int]) -> Mapping[int, str]:
    rows = session.execute(
        select(Document.id, Document.document_number).where(
            Document.request_id.in_(ids), Document.document_number.is_not(None)
        )
    )
    return {row.id: row.document_number or "" for row in rows}


def _row(
    request: Request, facts: CaseFacts, numbers: Mapping[int, str], today: date, calendar: WorkingCalendar
) -> FeeLedgerRow:
    fee = facts.fee
    figures = fee.notice.fee if fee.notice is not None else fee.proposal
    said = figures.said if figures is not None else {}
    notice = fee.notice
    payments = facts.all_of(EventKind.FEE_PAID)
    return FeeLedgerRow(
        registration_number=request.registration_number or "",
        applicant=request.applicant_label,
        title=request.title,
        received_on=request.received_on,
        standard=figures.method.label if figures is not None and figures.method is not None else "",
        counted="；".join(str(one).rstrip("。") for one in said.get("counted") or ()),
        fen=figures.fen if figures is not None else None,
        reason=str(said.get("reason") or ""),
        approver=_approver(facts),
        notice_number=numbers.get(notice.document_id or 0, "") if notice is not None else "",
        noticed_on=notice.sent_on if notice is not None else None,
        served_on=notice.served_on if notice is not None else None,
        due_on=request.fee_due_on,
        payment_code=str(notice.fee.said.get("payment_code") or "") if notice is not None else "",
        paid_fen=sum(int(one.payload.get("fen") or 0) for one in payments),
        receipts="、".join(str(one.payload.get("receipt_number") or "") for one in payments),
        settled_on=fee.settled_on,
        refunded_fen=sum(int(one.payload.get("fen") or 0) for one in facts.all_of(EventKind.FEE_REFUNDED)),
        state=stage_text(fee.status, request.fee_due_on, today, calendar),
    )


def _approver(facts: CaseFacts) -> str:
    """Who approved the fee that counts: of the notice if there is one, else of the proposal."""
    fee = facts.fee
    if fee.notice is None:
        return str(fee.approval.payload.get("approver", "")) if fee.approval is not None else ""
    wanted = fee.notice.fee.said.get("proposal_event_id")
    approvals = [one for one in facts.all_of(EventKind.FEE_APPROVED) if one.payload.get("proposal_event_id") == wanted]
    return str(approvals[-1].payload.get("approver", "")) if approvals else ""


def fee_year(office: Office, year: int) -> FeeDisclosure:
    """The fees of a year for part six of the annual report (国办公开办函〔2021〕30号).

    Notices count by the day on which they left the house, those replaced left out; money counts by the day on which it
    came in or went back.
    """
    first, last = date(year, 1, 1), date(year, 12, 31)
    with office.reading() as session:
        # Nearly all fees went straight on: their columns and events say it. The others are read event by event.
        noticed = [fen or 0 for fen in session.scalars(_noticed_straight(first, last))]
        rows = session.execute(_moved_straight(first, last))
        collected = [_signed(row.kind, row.payload) for row in rows]
        for batch in facts_in_batches(session, session.scalars(_UNUSUAL.distinct().order_by(Event.request_id)).all()):
            for _, facts, _ in batch:
                noticed += _noticed(facts, first, last)
                collected += _collected(facts, first, last)
    return fee_disclosure(year, noticed, collected)


def _noticed_straight(first: date, last: date) -> Select[tuple[int | None]]:
    return select(Request.fee_fen).where(Request.fee_noticed_on.between(first, last), Request.id.not_in(_UNUSUAL))


def _moved_straight(first: date, last: date) -> Select[Any]:
    return select(Event.kind, Event.payload).where(
        Event.kind.in_(_MONEY), Event.on.between(first, last), Event.request_id.not_in(_UNUSUAL)
    )


def _signed(kind: EventKind, payload: Mapping[str, Any]) -> int:
    """What came in, or with a minus what went back, fen."""
    return int(payload.get("fen") or 0) * (1 if kind is EventKind.FEE_PAID else -1)


def fee_year_sentence(office: Office, year: int) -> str:
    """The paragraph of :func:`fee_year` as the report prints it."""
    return fee_year(office, year).sentence


def _noticed(facts: CaseFacts, first: date, last: date) -> list[int]:
    """The notices that left the house in the time; one given up later was sent, one replaced does not count."""
    sent: list[tuple[date, int]] = []
    current: tuple[date, int] | None = None
    for event in facts.whole:
        if event.kind is EventKind.FEE_NOTICED:
            left = facts.sent_on(event) or (event.on if event.document_id is None else None)
            current = (left, int(event.payload.get("fen") or 0)) if left is not None else current
        elif event.kind is EventKind.FEE_WAIVED and current is not None:
            sent.append(current)
            current = None
    if current is not None:
        sent.append(current)
    return [fen for left, fen in sent if first <= left <= last]


def _collected(facts: CaseFacts, first: date, last: date) -> list[int]:
    moved = facts.all_of(*_MONEY)
    return [_signed(one.kind, one.payload) for one in moved if one.on is not None and first <= one.on <= last]
