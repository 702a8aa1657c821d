"""Disputes: what came before a reconsideration body or a court, with their own append-only events."""

from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from law.dispute_terms import (
    AttackedAct,
    ClockOwner,
    DisputeEventKind,
    DisputeResult,
    DisputeStatus,
    Forum,
    GroundFate,
    Procedure,
    ResultClass,
)
from law.terms import Outcome
from models.base import Base
from models.columns import Instant, Json, JsonType, LegalDate, RequestRef, RowId

__all__ = ["DISPUTE_CACHE", "Dispute", "DisputeEvent", "DisputeGround", "DisputeTarget"]

# Everything in these columns follows from the events of the dispute, the calendar and the law.
DISPUTE_CACHE = (
    "status",
    "procedure",
    "case_number",
    "copy_received_on",
    "answer_due_on",
    "answered_on",
    "hearing_on",
    "next_clock",
    "next_owner",
    "next_due_on",
    "next_provisional",
    "result",
    "result_class",
    "result_on",
    "result_served_on",
    "performed_on",
    "open_duties",
    "closed_on",
    "event_count",
)


class Dispute(Base):
    """One reconsideration, or one lawsuit with all its instances. The second block is cached from the events.

    ``parties`` is a list of ``{name, role, kind, contact}``; ``label`` and ``sort`` repeat the applicants for lists.
    ``previous_id`` is the reconsideration from which a lawsuit comes. The first block repeats what the opening event
    says as far as lists need it.
    """

    __tablename__ = "disputes"
    __table_args__ = (
        Index("ix_disputes_lists", "closed_on", "next_due_on", "status", "forum", "handler", "result_class", "id"),
        Index("ix_disputes_labels", "sort", "id"),
    )

    id: Mapped[RowId]
    forum: Mapped[Forum]
    body: Mapped[str]
    handler: Mapped[str | None] = mapped_column(index=True)
    label: Mapped[str] = mapped_column(default="")
    sort: Mapped[str] = mapped_column(default="")
    subject: Mapped[str] = mapped_column(default="")
    parties: Mapped[list[dict[str, Any]]] = mapped_column(JsonType, default=list)
    previous_id: Mapped[int | None] = mapped_column(ForeignKey("disputes.id"), index=True)
    created_at: Mapped[Instant]
    created_by: Mapped[str]

    status: Mapped[DisputeStatus] = mapped_column(default=DisputeStatus.APPLIED)
    procedure: Mapped[Procedure | None]
    case_number: Mapped[str] = mapped_column(default="", index=True)
    copy_received_on: Mapped[LegalDate | None]
    answer_due_on: Mapped[LegalDate | None]
    answered_on: Mapped[LegalDate | None]
    hearing_on: Mapped[LegalDate | None]
    next_clock: Mapped[str | None]
    next_owner: Mapped[ClockOwner | None]
    next_due_on: Mapped[LegalDate | None] = mapped_column(index=True)
    next_provisional: Mapped[bool] = mapped_column(default=False)
    result: Mapped[DisputeResult | None]
    result_class: Mapped[ResultClass] = mapped_column(default=ResultClass.PENDING)
    result_on: Mapped[LegalDate | None]
    result_served_on: Mapped[LegalDate | None]
    performed_on: Mapped[LegalDate | None]
    open_duties: Mapped[int] = mapped_column(default=0)
    closed_on: Mapped[LegalDate | None]
    event_count: Mapped[int] = mapped_column(default=0)
    version_id: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version_id}  # noqa: RUF012 (SQLAlchemy declares it as an instance attribute)


class DisputeTarget(Base):
    """One attacked act of a dispute: the very letter, or without a document the missing one.

    Cached from the event that opened the dispute, and from its corrections.
    """

    __tablename__ = "dispute_targets"
    __table_args__ = (
        UniqueConstraint("dispute_id", "request_id", "document_id", "attacked"),
        Index("ix_dispute_targets_requests", "request_id", "dispute_id"),
    )

    id: Mapped[RowId]
    dispute_id: Mapped[int] = mapped_column(ForeignKey("disputes.id"))
    request_id: Mapped[RequestRef]
    document_id: Mapped[int | None] = mapped_column(ForeignKey("documents.id"), index=True)
    attacked: Mapped[AttackedAct]


class DisputeEvent(Base):
    """What happened in one dispute; as ``models.events.Event`` in all respects."""

    __tablename__ = "dispute_events"
    __table_args__ = (UniqueConstraint("dispute_id", "seq"),)

    id: Mapped[RowId]
    dispute_id: Mapped[int] = mapped_column(ForeignKey("disputes.id"))
    seq: Mapped[int]
    kind: Mapped[DisputeEventKind] = mapped_column(index=True)
    on: Mapped[LegalDate | None] = mapped_column("legal_on")
    recorded_at: Mapped[Instant]
    recorded_by: Mapped[str]
    payload: Mapped[Json] = mapped_column(default=dict)
    corrects_id: Mapped[int | None] = mapped_column(ForeignKey("dispute_events.id"), index=True)
    document_id: Mapped[int | None] = mapped_column(ForeignKey("documents.id"), index=True)


class DisputeGround(Base):
    """A ground of an attacked letter and what became of it; cached from the events that tell of lessons."""

    __tablename__ = "dispute_grounds"
    __table_args__ = (
        Index("ix_dispute_grounds_fates", "outcome", "article", "fate", "decided_on"),
        Index("ix_dispute_grounds_requests", "request_id", "id"),
    )

    id: Mapped[RowId]
    dispute_id: Mapped[int] = mapped_column(ForeignKey("disputes.id"), index=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("requests.id"))
    document_id: Mapped[int | None] = mapped_column(ForeignKey("documents.id"), index=True)
    outcome: Mapped[Outcome | None]
    step: Mapped[int | None]
    article: Mapped[str] = mapped_column(default="")
    paragraph: Mapped[str] = mapped_column(default="")
    fate: Mapped[GroundFate]
    why: Mapped[str] = mapped_column(default="")
    result: Mapped[DisputeResult]
    decided_on: Mapped[LegalDate | None]
