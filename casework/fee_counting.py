"""当月计件: the requests of one applicant in one natural month, numbered and priced (信息处理费管理办法第四条).

One statement for the family of the applicant's entries, one for the month, however many requests the database holds.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from dateutil.relativedelta import relativedelta
from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session

from casework.applicant_family import family_ids
from casework.office import Office, PolicyBook
from fees.pieces import CountedPieces, MonthCount, Pieces, count_month
from law.errors import RuleGap
from law.policies import PolicySet
from law.terms import EventKind, FeeMethod, FeeStatus, Outcome, RequestKind, RequestStatus
from models import Event, Request, SubmissionApplicant

__all__ = [
    "MonthRow",
    "PieceMonth",
    "RequestMonth",
    "applicant_of",
    "counted_day",
    "fee_policies",
    "months_of",
    "piece_month",
    "request_month",
]

# These shape a whole month: a decision taken in its middle holds from the next month on.
_MONTH_POLICIES: Final = (
    "fee_band31_reading",
    "fee_month_basis",
    "fee_count_withdrawn",
    "fee_count_repeat_abandoned",
    "fee_joint_applicants",
)
_REPEATED_OR_ABANDONED: Final = (
    Outcome.REPEAT_REQUEST,
    Outcome.ABANDONED_NO_CORRECTION,
    Outcome.ABANDONED_NO_PAYMENT,
)
_FIRST_POSITION: Final = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthRow:
    """A request of the month with what the list of the month shows of it."""

    request_id: int
    registration_number: str
    title: str
    status: RequestStatus
    outcome: Outcome | None
    fee_status: FeeStatus
    fee_method: FeeMethod | None
    fee_fen: int | None
    counted: CountedPieces


@dataclass(frozen=True, slots=True, kw_only=True)
class PieceMonth:
    """One applicant's month.

    Attributes:
        month: first day of the month.
        family: entries of the register that are this applicant.
        policies: those that govern the counting.
        rows: the requests by ordinal.
        count: ordinals and prices; ``None`` before there were fees.
    """

    month: date
    family: tuple[int, ...]
    policies: PolicySet
    rows: tuple[MonthRow, ...]
    count: MonthCount | None

    def row_of(self, request_id: int) -> MonthRow | None:
        """The row of a request, None if it is not of this month."""
        return next((one for one in self.rows if one.request_id == request_id), None)

    def ordinals_of(self, request_id: int) -> tuple[int, int] | None:
        """Ordinals of a request's pieces, None if it takes none."""
        row = self.row_of(request_id)
        if row is None or row.counted.first is None or row.counted.last is None:
            return None
        return row.counted.first, row.counted.last


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestMonth:
    """The month of one request.

    Attributes:
        month: the counted month of its applicant.
        day: the day by which it belongs to that month.
        applicant_id: the entry of its first applicant.
        policies: those that govern the fee of this request.
    """

    month: PieceMonth
    day: date
    applicant_id: int
    policies: PolicySet


def fee_policies(book: PolicyBook, received: date) -> PolicySet:
    """The policies for a fee: those of the day the request came in; what shapes a month, those of its first day."""
    of_month = book.on(received.replace(day=1))
    return book.on(received).with_(**{key: of_month.get(key) for key in _MONTH_POLICIES})


def applicant_of(session: Session, submission_id: int) -> int:
    """The entry of the first applicant of a letter."""
    return session.scalars(
        select(SubmissionApplicant.applicant_id)
        .where(SubmissionApplicant.submission_id == submission_id)
        .order_by(SubmissionApplicant.position)
        .limit(1)
    ).one()


def request_month(office: Office, session: Session, request: Request) -> RequestMonth | None:
    """The month of a request's first applicant; ``None`` while the receipt is not confirmed."""
    book = office.policy_book(session)
    day = counted_day(book, session, request.id, request.received_on)
    if day is None:
        return None
    applicant = applicant_of(session, request.submission_id)
    month = piece_month(book, session, family_ids(session, (applicant,)), day)
    return RequestMonth(month=month, day=day, applicant_id=applicant, policies=fee_policies(book, day))


def counted_day(book: PolicyBook, session: Session, request_id: int, received: date | None) -> date | None:
    """The day by which a request belongs to its month: receipt, or registration by policy ``fee_month_basis``.

    A correction that crosses the month does not move it.
    """
    if received is None or fee_policies(book, received).text("fee_month_basis") == "received_on":
        return received
    registered = select(Event.on).where(Event.request_id == request_id, Event.kind == EventKind.REGISTERED)
    return session.scalars(registered.limit(1)).first() or received


def piece_month(book: PolicyBook, session: Session, family: Collection[int], day: date) -> PieceMonth:
    """Number and price the requests of an applicant in the month of a day.

    Args:
        book: the agency's policies.
        session: a reading or writing session.
        family: all entries of the applicant (``applicant_family.family_ids``).
        day: a day of the month.
    """
    first = day.replace(day=1)
    policies = fee_policies(book, first)
    rows = session.execute(_statement(family, first, policies)).all() if family else ()
    if policies.text("fee_month_basis") != "received_on":
        # What came in while the day of receipt decided belongs to the month of its receipt, and to no second one.
        rows = [one for one in rows if _by_registration(book, one.received_on)]
    count = _count(rows, first, policies)
    by_id = {one.id: one for one in rows}
    counted = count.rows if count is not None else ()
    return PieceMonth(
        month=first,
        family=tuple(family),
        policies=policies,
        rows=tuple(_row(by_id[one.pieces.ref], one) for one in counted),
        count=count,
    )


def _by_registration(book: PolicyBook, received: date) -> bool:
    return fee_policies(book, received).text("fee_month_basis") != "received_on"


def _statement(family: Collection[int], first: date, policies: PolicySet) -> Select[Any]:
    by_receipt = policies.text("fee_month_basis") == "received_on"
    day: Any = Request.received_on if by_receipt else Event.on
    letters = select(SubmissionApplicant.submission_id).where(SubmissionApplicant.applicant_id.in_(family))
    if policies.text("fee_joint_applicants") == "first":
        letters = letters.where(SubmissionApplicant.position == _FIRST_POSITION)
    statement = select(
        Request.id,
        Request.registration_number,
        Request.title,
        Request.status,
        Request.outcome,
        Request.fee_status,
        Request.fee_method,
        Request.fee_fen,
        Request.fee_pieces,
        Request.received_on,
        day.label("counted_on"),
    )
    if not by_receipt:
        statement = statement.join(Event, (Event.request_id == Request.id) & (Event.kind == EventKind.REGISTERED))
    return statement.where(
        Request.submission_id.in_(letters),
        Request.kind == RequestKind.DISCLOSURE,
        Request.received_on.is_not(None),
        day >= first,
        day < first + relativedelta(months=1),
    )


def _count(rows: Sequence[Row[Any]], first: date, policies: PolicySet) -> MonthCount | None:
    pieces = [
        Pieces(
            ref=one.id,
            counted_on=one.counted_on,
            order=one.id,
            pieces=one.fee_pieces,
            withdrawn=one.outcome is Outcome.WITHDRAWN,
            repeated_or_abandoned=one.outcome in _REPEATED_OR_ABANDONED,
        )
        for one in rows
    ]
    try:
        return count_month(pieces, first, policies)
    except RuleGap:
        return None  # of a time before the measure: nothing was charged, and nothing is counted for it


def _row(row: Row[Any], counted: CountedPieces) -> MonthRow:
    return MonthRow(
        request_id=row.id,
        registration_number=row.registration_number or "",
        title=row.title,
        status=row.status,
        outcome=row.outcome,
        fee_status=row.fee_status,
        fee_method=row.fee_method,
        fee_fen=row.fee_fen,
        counted=counted,
    )


def months_of(session: Session, family: Collection[int]) -> Mapping[date, int]:
    """How many requests an applicant made in each month, the latest first."""
    letters = select(SubmissionApplicant.submission_id).where(SubmissionApplicant.applicant_id.in_(family))
    received = session.scalars(
        select(Request.received_on)
        .where(Request.submission_id.in_(letters), Request.received_on.is_not(None))
        .order_by(Request.received_on.desc())
    )
    found: dict[date, int] = {}
    for day in received:
        if day is not None:
            month = day.replace(day=1)
            found[month] = found.get(month, 0) + 1
    return found
