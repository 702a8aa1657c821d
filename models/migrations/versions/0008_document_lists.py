"""The lists of letters, served from indexes alone: issued by date, number and request, events by kind and letter.

Revision ID: 0008_document_lists
Revises: 0007_documents
"""

from alembic import op

revision = "0008_document_lists"
down_revision = "0007_documents"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the indexes."""
    op.create_index("ix_documents_lists", "documents", ["state", "issued_on", "id", "kind"], unique=False)
    op.create_index(
        "ix_documents_numbers", "documents", ["state", "number_class", "issued_on", "id", "kind"], unique=False
    )
    op.create_index("ix_documents_requests", "documents", ["state", "request_id", "id", "kind"], unique=False)
    op.create_index("ix_events_documents", "events", ["kind", "document_id", "id"], unique=False)


def downgrade() -> None:
    """Go back; nothing but speed is lost."""
    op.drop_index("ix_events_documents", table_name="events")
    op.drop_index("ix_documents_requests", table_name="documents")
    op.drop_index("ix_documents_numbers", table_name="documents")
    op.drop_index("ix_documents_lists", table_name="documents")
