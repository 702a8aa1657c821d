"""Disputes: reconsideration and litigation with their events, what they attack, and the fate of grounds.

Revision ID: 0009_disputes
Revises: 0008_document_lists
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0009_disputes"
down_revision = "0008_document_lists"
branch_labels = None
depends_on = None

INSTANT = sa.Text().with_variant(sa.DateTime(timezone=True), "postgresql")
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
APPEND_ONLY = ("dispute_events",)
LINKS = (
    ("documents", "dispute_id", "disputes"),
    ("attachments", "dispute_id", "disputes"),
    ("attachments", "dispute_event_id", "dispute_events"),
)
ISSUED = "OLD.state IN ('issued', 'void')"


def upgrade() -> None:
    """Add the tables, and the references of letters and files to them."""
    _disputes()
    _events()
    _targets()
    _grounds()
    for table, column, other in LINKS:
        # Both engines take this sentence; Alembic's own would add the reference in a second one, which SQLite refuses.
        name = op.f(f"fk_{table}_{column}_{other}")
        op.execute(f"ALTER TABLE {table} ADD COLUMN {column} INTEGER CONSTRAINT {name} REFERENCES {other} (id)")
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)
    on_server = op.get_bind().dialect.name == "postgresql"
    make = _guard_server if on_server else _guard_file
    for table in APPEND_ONLY:
        for action in ("update", "delete"):
            make(f"{table}_no_{action}", table, action, None, f"append_only: {table}")
    differs = "IS DISTINCT FROM" if on_server else "IS NOT"
    condition = f"{ISSUED} AND NEW.dispute_id {differs} OLD.dispute_id"
    make("documents_dispute_stays", "documents", "update", condition, "issued_is_frozen: documents")


def _disputes() -> None:
    op.create_table(
        "disputes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("forum", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("handler", sa.Text(), nullable=True),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("sort", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("parties", JSON, nullable=False),
        sa.Column("previous_id", sa.Integer(), nullable=True),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("procedure", sa.Text(), nullable=True),
        sa.Column("case_number", sa.Text(), nullable=False),
        sa.Column("copy_received_on", sa.Date(), nullable=True),
        sa.Column("answer_due_on", sa.Date(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("hearing_on", sa.Date(), nullable=True),
        sa.Column("next_clock", sa.Text(), nullable=True),
        sa.Column("next_owner", sa.Text(), nullable=True),
        sa.Column("next_due_on", sa.Date(), nullable=True),
        sa.Column("next_provisional", sa.Boolean(), nullable=False),
        sa.Column("result", sa.Text(), nullable=True),
        sa.Column("result_class", sa.Text(), nullable=False),
        sa.Column("result_on", sa.Date(), nullable=True),
        sa.Column("result_served_on", sa.Date(), nullable=True),
        sa.Column("performed_on", sa.Date(), nullable=True),
        sa.Column("open_duties", sa.Integer(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("event_count", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["previous_id"], ["disputes.id"], name=op.f("fk_disputes_previous_id_disputes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disputes")),
    )
    op.create_index("ix_disputes_labels", "disputes", ["sort", "id"], unique=False)
    op.create_index(
        "ix_disputes_lists",
        "disputes",
        ["closed_on", "next_due_on", "status", "forum", "handler", "result_class", "id"],
        unique=False,
    )
    for column in ("case_number", "handler", "next_due_on", "previous_id"):
        op.create_index(op.f(f"ix_disputes_{column}"), "disputes", [column], unique=False)


def _events() -> None:
    op.create_table(
        "dispute_events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dispute_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("legal_on", sa.Date(), nullable=True),
        sa.Column("recorded_at", INSTANT, nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("payload", JSON, nullable=False),
        sa.Column("corrects_id", sa.Integer(), nullable=True),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["corrects_id"], ["dispute_events.id"], name=op.f("fk_dispute_events_corrects_id_dispute_events")
        ),
        sa.ForeignKeyConstraint(["dispute_id"], ["disputes.id"], name=op.f("fk_dispute_events_dispute_id_disputes")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_dispute_events_document_id_documents")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispute_events")),
        sa.UniqueConstraint("dispute_id", "seq", name=op.f("uq_dispute_events_dispute_id_seq")),
    )
    for column in ("corrects_id", "document_id", "kind"):
        op.create_index(op.f(f"ix_dispute_events_{column}"), "dispute_events", [column], unique=False)


def _targets() -> None:
    op.create_table(
        "dispute_targets",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dispute_id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("attacked", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["dispute_id"], ["disputes.id"], name=op.f("fk_dispute_targets_dispute_id_disputes")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_dispute_targets_document_id_documents")
        ),
        sa.ForeignKeyConstraint(["request_id"], ["requests.id"], name=op.f("fk_dispute_targets_request_id_requests")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispute_targets")),
        sa.UniqueConstraint(
            "dispute_id",
            "request_id",
            "document_id",
            "attacked",
            name=op.f("uq_dispute_targets_dispute_id_request_id_document_id_attacked"),
        ),
    )
    op.create_index("ix_dispute_targets_requests", "dispute_targets", ["request_id", "dispute_id"], unique=False)
    for column in ("document_id", "request_id"):
        op.create_index(op.f(f"ix_dispute_targets_{column}"), "dispute_targets", [column], unique=False)


def _grounds() -> None:
    op.create_table(
        "dispute_grounds",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dispute_id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("step", sa.Integer(), nullable=True),
        sa.Column("article", sa.Text(), nullable=False),
        sa.Column("paragraph", sa.Text(), nullable=False),
        sa.Column("fate", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["dispute_id"], ["disputes.id"], name=op.f("fk_dispute_grounds_dispute_id_disputes")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_dispute_grounds_document_id_documents")
        ),
        sa.ForeignKeyConstraint(["request_id"], ["requests.id"], name=op.f("fk_dispute_grounds_request_id_requests")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispute_grounds")),
    )
    op.create_index(
        "ix_dispute_grounds_fates", "dispute_grounds", ["outcome", "article", "fate", "decided_on"], unique=False
    )
    op.create_index("ix_dispute_grounds_requests", "dispute_grounds", ["request_id", "id"], unique=False)
    for column in ("dispute_id", "document_id"):
        op.create_index(op.f(f"ix_dispute_grounds_{column}"), "dispute_grounds", [column], unique=False)


def _guard_file(name: str, table: str, action: str, condition: str | None, message: str) -> None:
    when = f"WHEN {condition} " if condition else ""
    op.execute(
        f"CREATE TRIGGER {name} BEFORE {action.upper()} ON {table} {when}BEGIN SELECT RAISE(ABORT, '{message}'); END"
    )


def _guard_server(name: str, table: str, action: str, condition: str | None, message: str) -> None:
    when = f"WHEN ({condition}) " if condition else ""
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    op.execute(f"CREATE TRIGGER {name} BEFORE {action.upper()} ON {table} FOR EACH ROW {when}EXECUTE FUNCTION {name}()")
    if action == "delete":
        op.execute(
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION {name}()"
        )


def downgrade() -> None:
    """Go back; the disputes are lost."""
    on_server = op.get_bind().dialect.name == "postgresql"
    op.execute("DROP TRIGGER documents_dispute_stays" + (" ON documents" if on_server else ""))
    for table, column, _ in reversed(LINKS):
        op.drop_index(f"ix_{table}_{column}", table_name=table)
        op.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
    for table in ("dispute_grounds", "dispute_targets", "dispute_events", "disputes"):
        op.drop_table(table)
    if on_server:
        for name in ("dispute_events_no_update", "dispute_events_no_delete", "documents_dispute_stays"):
            op.execute(f"DROP FUNCTION {name}()")
