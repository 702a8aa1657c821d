"""Append-only events: the truth from which status and dates are derived."""

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from law.terms import EventKind
from models.base import Base
from models.columns import Instant, Json, LegalDate, RowId

__all__ = ["Event"]


class Event(Base):
    """What happened in law on one request.

    ``on`` is the legal day, ``recorded_at`` the instant of entry; the two may be far apart, and the order of entry
    (``seq``) means nothing in law. A mistake is corrected by another event that names it in ``corrects_id``. The
    database refuses UPDATE and DELETE (triggers of the first migration). ``document_id`` ties an event to its document.
    """

    __tablename__ = "events"
    __table_args__ = (
        UniqueConstraint("request_id", "seq"),
        # Which letters left the house and which were served: asked of all at once, without their payloads.
        Index("ix_events_documents", "kind", "document_id", "id"),
    )

    id: Mapped[RowId]
    request_id: Mapped[int] = mapped_column(ForeignKey("requests.id"))
    seq: Mapped[int]
    kind: Mapped[EventKind] = mapped_column(index=True)
    on: Mapped[LegalDate | None] = mapped_column("legal_on")
    recorded_at: Mapped[Instant]
    recorded_by: Mapped[str]
    payload: Mapped[Json] = mapped_column(default=dict)
    corrects_id: Mapped[int | None] = mapped_column(ForeignKey("events.id"), index=True)
    document_id: Mapped[int | None] = mapped_column(ForeignKey("documents.id"), index=True)
