"""The request (件): the smallest unit with its own number, clock, reply and statistics row."""

from sqlalchemy import ForeignKey, Index, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from law.terms import ClockStatus, FeeMethod, FeeStatus, Outcome, RequestKind, RequestStatus
from models.base import Base
from models.columns import Fen, Instant, Json, LegalDate, RowId
from models.submissions import Submission

__all__ = ["CACHED_COLUMNS", "Request"]

# Everything in these columns follows from the events, the calendar and the law; ``casework check`` recomputes them.
CACHED_COLUMNS = (
    "status",
    "clock_status",
    "received_on",
    "base_on",
    "first_due_on",
    "due_on",
    "due_provisional",
    "paused",
    "waiting_until",
    "outcome",
    "outcome_variant",
    "decided_on",
    "reply_effective_on",
    "on_time",
    "served_on",
    "closed_on",
    "event_count",
    "correction_count",
    "extension_days",
    "consultation_count",
    "open_consultation_count",
    "fee_status",
    "fee_method",
    "fee_fen",
    "fee_paid_fen",
    "fee_noticed_on",
    "fee_due_on",
    "fee_settled_on",
    "fee_pieces",
)


class Request(Base):
    """One request. The first block is what was asked; the second is cached from the events (see ``CACHED_COLUMNS``).

    ``applicant_label`` and ``applicant_sort`` repeat the applicants' names for lists: without them every sorted list
    would join three tables over all rows.
    """

    __tablename__ = "requests"
    __table_args__ = (
        UniqueConstraint("submission_id", "item_no"),
        # The work list asks for open cases by due date; closed ones pile up for years. The rest of the columns are what
        # lists filter and order by: the rows themselves hold the texts of the requests and are slow to go through.
        Index(
            "ix_requests_lists",
            "closed_on",
            "due_on",
            "outcome",
            "status",
            "clock_status",
            "received_on",
            "reply_effective_on",
            "due_provisional",
            "paused",
            "waiting_until",
            "submission_id",
        ),
        Index(
            "ix_requests_applicants",
            "applicant_sort",
            "id",
            "closed_on",
            "outcome",
            "status",
            "submission_id",
            "fee_status",
        ),
        Index("ix_requests_status_due_on", "status", "due_on"),
        # The list of fees: few requests have one. Its filters and orders are in the index.
        Index(
            "ix_requests_fees",
            "fee_status",
            "fee_due_on",
            "fee_noticed_on",
            "closed_on",
            "fee_fen",
            "applicant_sort",
        ),
        # The month of an applicant with many letters: which of them came in then.
        Index("ix_requests_letters", "submission_id", "received_on"),
    )

    id: Mapped[RowId]
    submission_id: Mapped[int] = mapped_column(ForeignKey("submissions.id"))
    item_no: Mapped[int] = mapped_column(default=1)
    registration_number: Mapped[str | None] = mapped_column(unique=True)
    kind: Mapped[RequestKind] = mapped_column(default=RequestKind.DISCLOSURE)
    title: Mapped[str]
    text: Mapped[str]
    purpose: Mapped[str | None]
    doc_no_hint: Mapped[str | None]
    handler: Mapped[str | None] = mapped_column(index=True)
    remark: Mapped[str | None]
    details: Mapped[Json] = mapped_column(default=dict)
    applicant_label: Mapped[str] = mapped_column(default="")
    applicant_sort: Mapped[str] = mapped_column(default="")
    created_at: Mapped[Instant]

    status: Mapped[RequestStatus] = mapped_column(default=RequestStatus.AWAITING_CONFIRMATION)
    clock_status: Mapped[ClockStatus] = mapped_column(default=ClockStatus.AWAITING_CONFIRMATION)
    received_on: Mapped[LegalDate | None] = mapped_column(index=True)
    base_on: Mapped[LegalDate | None]
    first_due_on: Mapped[LegalDate | None]
    due_on: Mapped[LegalDate | None] = mapped_column(index=True)
    due_provisional: Mapped[bool] = mapped_column(default=False, server_default=false())
    paused: Mapped[bool] = mapped_column(default=False, server_default=false())
    waiting_until: Mapped[LegalDate | None]
    outcome: Mapped[Outcome | None] = mapped_column(index=True)
    outcome_variant: Mapped[str | None]
    decided_on: Mapped[LegalDate | None]
    reply_effective_on: Mapped[LegalDate | None] = mapped_column(index=True)
    on_time: Mapped[bool | None]
    served_on: Mapped[LegalDate | None]
    closed_on: Mapped[LegalDate | None]
    event_count: Mapped[int] = mapped_column(default=0)
    correction_count: Mapped[int] = mapped_column(default=0)
    extension_days: Mapped[int] = mapped_column(default=0)
    consultation_count: Mapped[int] = mapped_column(default=0)
    open_consultation_count: Mapped[int] = mapped_column(default=0)
    fee_status: Mapped[FeeStatus] = mapped_column(default=FeeStatus.NONE, server_default="none")
    fee_method: Mapped[FeeMethod | None]
    fee_fen: Mapped[Fen | None]
    fee_paid_fen: Mapped[Fen] = mapped_column(default=0, server_default="0")
    fee_noticed_on: Mapped[LegalDate | None]
    fee_due_on: Mapped[LegalDate | None]
    fee_settled_on: Mapped[LegalDate | None]
    fee_pieces: Mapped[int] = mapped_column(default=1, server_default="1")
    version_id: Mapped[int] = mapped_column()

    submission: Mapped[Submission] = relationship(lazy="raise_on_sql")

    __mapper_args__ = {"version_id_col": version_id}  # noqa: RUF012 (SQLAlchemy declares it as an instance attribute)
