"""Files added to a submission or a request: scans, identity copies, receipts of dispatch and service."""

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base
from models.columns import Instant, RowId

__all__ = ["Attachment"]


class Attachment(Base):
    """A named file; its bytes are a blob. ``pages`` is None until counted or entered.

    One of a dispute belongs to the first attacked request as well.
    """

    __tablename__ = "attachments"
    __table_args__ = (CheckConstraint("submission_id is not null or request_id is not null", name="has_owner"),)

    id: Mapped[RowId]
    submission_id: Mapped[int | None] = mapped_column(ForeignKey("submissions.id"), index=True)
    request_id: Mapped[int | None] = mapped_column(ForeignKey("requests.id"), index=True)
    event_id: Mapped[int | None] = mapped_column(ForeignKey("events.id"), index=True)
    dispute_id: Mapped[int | None] = mapped_column(ForeignKey("disputes.id"), index=True)
    dispute_event_id: Mapped[int | None] = mapped_column(ForeignKey("dispute_events.id"), index=True)
    sha256: Mapped[str] = mapped_column(ForeignKey("blobs.sha256"), index=True)
    file_name: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int]
    pages: Mapped[int | None]
    role: Mapped[str]
    note: Mapped[str | None]
    added_at: Mapped[Instant]
    added_by: Mapped[str]
    removed_at: Mapped[Instant | None]
    removed_reason: Mapped[str | None]
