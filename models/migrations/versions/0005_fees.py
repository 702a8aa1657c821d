"""Fees: what lists show of them, pieces of a request, and decisions on who is the same applicant.

Revision ID: 0005_fees
Revises: 0004_lists
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005_fees"
down_revision = "0004_lists"
branch_labels = None
depends_on = None

INSTANT = sa.Text().with_variant(sa.DateTime(timezone=True), "postgresql")
_INDEX = ("fee_status", "fee_due_on", "fee_noticed_on", "due_on")
_TABLE = "applicant_sameness"


def _fee_columns() -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column("fee_status", sa.Text(), server_default=sa.text("'none'"), nullable=False),
        sa.Column("fee_method", sa.Text(), nullable=True),
        sa.Column("fee_fen", sa.BigInteger(), nullable=True),
        sa.Column("fee_paid_fen", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("fee_noticed_on", sa.Date(), nullable=True),
        sa.Column("fee_due_on", sa.Date(), nullable=True),
        sa.Column("fee_settled_on", sa.Date(), nullable=True),
        sa.Column("fee_pieces", sa.Integer(), server_default=sa.text("1"), nullable=False),
    )


def upgrade() -> None:
    """Add columns, index and table; the table is append-only as the events are."""
    for column in _fee_columns():
        op.add_column("requests", column)
    op.create_index("ix_requests_fees", "requests", list(_INDEX), unique=False)
    op.create_table(
        _TABLE,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("first_id", sa.Integer(), nullable=False),
        sa.Column("second_id", sa.Integer(), nullable=False),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("recorded_at", INSTANT, nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.CheckConstraint("first_id < second_id", name=op.f("ck_applicant_sameness_ordered")),
        sa.ForeignKeyConstraint(
            ["first_id"], ["applicants.id"], name=op.f("fk_applicant_sameness_first_id_applicants")
        ),
        sa.ForeignKeyConstraint(
            ["second_id"], ["applicants.id"], name=op.f("fk_applicant_sameness_second_id_applicants")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_applicant_sameness")),
    )
    op.create_index(op.f("ix_applicant_sameness_first_id"), _TABLE, ["first_id"], unique=False)
    op.create_index(op.f("ix_applicant_sameness_second_id"), _TABLE, ["second_id"], unique=False)
    on_server = op.get_bind().dialect.name == "postgresql"
    for action in ("update", "delete"):
        _guard_server(action) if on_server else _guard_file(action)


def _guard_file(action: str) -> None:
    op.execute(
        f"CREATE TRIGGER {_TABLE}_no_{action} BEFORE {action.upper()} ON {_TABLE} "
        f"BEGIN SELECT RAISE(ABORT, 'append_only: {_TABLE}'); END"
    )


def _guard_server(action: str) -> None:
    name = f"{_TABLE}_no_{action}"
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION 'append_only: {_TABLE}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    op.execute(f"CREATE TRIGGER {name} BEFORE {action.upper()} ON {_TABLE} FOR EACH ROW EXECUTE FUNCTION {name}()")
    if action == "delete":
        op.execute(
            f"CREATE TRIGGER {_TABLE}_no_truncate BEFORE TRUNCATE ON {_TABLE} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION {name}()"
        )


def downgrade() -> None:
    """Go back; decisions on applicants are lost."""
    op.drop_table(_TABLE)
    if op.get_bind().dialect.name == "postgresql":
        for action in ("update", "delete"):
            op.execute(f"DROP FUNCTION {_TABLE}_no_{action}()")
    op.drop_index("ix_requests_fees", table_name="requests")
    with op.batch_alter_table("requests") as batch:
        for column in reversed(_fee_columns()):
            batch.drop_column(column.name)
