"""Documents in and out. What was issued is frozen, by hash and by trigger."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from law.terms import DocumentKind, DocumentState, NumberClass
from models.base import Base
from models.columns import Instant, Json, LegalDate, RequestRef, RowId

__all__ = ["Document", "DocumentVersion"]


class Document(Base):
    """A letter of one request; one of a dispute names it and belongs to the first request that is attacked.

    ``context`` is what the letter was made from, ``preview`` the plain paragraphs shown on screen, ``content_sha256``
    the docx. A draft may lack bytes and number; an issued document has both and never changes again: a reprint gives
    the same bytes, a change of mind is a new letter. Dispatch and service are events, not columns.
    """

    __tablename__ = "documents"
    __table_args__ = (
        CheckConstraint(
            "state <> 'issued' or (content_sha256 is not null and issued_on is not null)",
            name="issued_is_complete",
        ),
        # The list of letters: what is issued in the order of its dates, and which of it leaves the house.
        Index("ix_documents_lists", "state", "issued_on", "id", "kind"),
        Index("ix_documents_numbers", "state", "number_class", "issued_on", "id", "kind"),
        Index("ix_documents_requests", "state", "request_id", "id", "kind"),
    )

    id: Mapped[RowId]
    request_id: Mapped[RequestRef]
    dispute_id: Mapped[int | None] = mapped_column(ForeignKey("disputes.id"), index=True)
    kind: Mapped[DocumentKind]
    state: Mapped[DocumentState] = mapped_column(default=DocumentState.DRAFT, index=True)
    title: Mapped[str]
    number_class: Mapped[NumberClass | None]
    document_number: Mapped[str | None] = mapped_column(unique=True)
    issued_on: Mapped[LegalDate | None] = mapped_column(index=True)
    issued_by: Mapped[str | None]
    context: Mapped[Json] = mapped_column(default=dict)
    preview: Mapped[Json] = mapped_column(default=dict)
    content_sha256: Mapped[str | None] = mapped_column(ForeignKey("blobs.sha256"), index=True)
    file_name: Mapped[str | None]
    void_reason: Mapped[str | None]
    created_at: Mapped[Instant]
    created_by: Mapped[str]
    updated_at: Mapped[Instant]
    version_id: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version_id}  # noqa: RUF012 (SQLAlchemy declares it as an instance attribute)


class DocumentVersion(Base):
    """What a draft said when it was saved, submitted or decided on. Append-only: reviewers remark on a version.

    ``content`` is laid out as ``Document.preview``: what was typed, and the blocks of the whole letter as it was shown.
    """

    __tablename__ = "document_versions"
    __table_args__ = (UniqueConstraint("document_id", "number"),)

    id: Mapped[RowId]
    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id"))
    number: Mapped[int]
    content: Mapped[Json] = mapped_column(default=dict)
    saved_at: Mapped[Instant]
    saved_by: Mapped[str]
