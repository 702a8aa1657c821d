"""Indexes by which the list of fees and an applicant's month answer alone.

Revision ID: 0006_fee_lists
Revises: 0005_fees
"""

from alembic import op

revision = "0006_fee_lists"
down_revision = "0005_fees"
branch_labels = None
depends_on = None

_FEES_BEFORE = ("fee_status", "fee_due_on", "fee_noticed_on", "due_on")
_FEES = ("fee_status", "fee_due_on", "fee_noticed_on", "closed_on", "fee_fen", "applicant_sort")
_APPLICANTS_BEFORE = ("applicant_sort", "id", "closed_on", "outcome", "status", "submission_id")
_APPLICANTS = (*_APPLICANTS_BEFORE, "fee_status")


def upgrade() -> None:
    """Widen two indexes, add that of the letters with the day of receipt."""
    op.drop_index("ix_requests_fees", table_name="requests")
    op.drop_index("ix_requests_applicants", table_name="requests")
    op.create_index("ix_requests_fees", "requests", list(_FEES), unique=False)
    op.create_index("ix_requests_applicants", "requests", list(_APPLICANTS), unique=False)
    op.create_index("ix_requests_letters", "requests", ["submission_id", "received_on"], unique=False)


def downgrade() -> None:
    """Go back to the narrow ones."""
    op.drop_index("ix_requests_letters", table_name="requests")
    op.drop_index("ix_requests_applicants", table_name="requests")
    op.drop_index("ix_requests_fees", table_name="requests")
    op.create_index("ix_requests_applicants", "requests", list(_APPLICANTS_BEFORE), unique=False)
    op.create_index("ix_requests_fees", "requests", list(_FEES_BEFORE), unique=False)
