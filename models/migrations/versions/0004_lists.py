"""Indexes that hold all that lists filter and order by, so that a list of years never goes through the texts.

Revision ID: 0004_lists
Revises: 0003_search
"""

from alembic import op

revision = "0004_lists"
down_revision = "0003_search"
branch_labels = None
depends_on = None

_LISTS = (
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
)
_APPLICANTS = ("applicant_sort", "id", "closed_on", "outcome", "status", "submission_id")


def upgrade() -> None:
    """Replace the two narrow indexes and add the one of applicants' kinds."""
    op.drop_index("ix_requests_closed_on_due_on", table_name="requests")
    op.drop_index(op.f("ix_requests_applicant_sort"), table_name="requests")
    op.create_index("ix_requests_lists", "requests", list(_LISTS), unique=False)
    op.create_index("ix_requests_applicants", "requests", list(_APPLICANTS), unique=False)
    op.create_index(op.f("ix_applicants_kind"), "applicants", ["kind"], unique=False)


def downgrade() -> None:
    """Go back to the narrow ones."""
    op.drop_index(op.f("ix_applicants_kind"), table_name="applicants")
    op.drop_index("ix_requests_applicants", table_name="requests")
    op.drop_index("ix_requests_lists", table_name="requests")
    op.create_index(op.f("ix_requests_applicant_sort"), "requests", ["applicant_sort"], unique=False)
    op.create_index("ix_requests_closed_on_due_on", "requests", ["closed_on", "due_on"], unique=False)
