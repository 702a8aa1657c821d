"""Documents: versions of drafts, the agency's own templates and phrases, patterns of numbers, roles of persons.

Revision ID: 0007_documents
Revises: 0006_fee_lists
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0007_documents"
down_revision = "0006_fee_lists"
branch_labels = None
depends_on = None

INSTANT = sa.Text().with_variant(sa.DateTime(timezone=True), "postgresql")
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
APPEND_ONLY = ("document_versions", "number_patterns")


def upgrade() -> None:
    """Add tables and columns; versions and patterns are append-only as the events are."""
    op.create_table(
        "document_versions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", JSON, nullable=False),
        sa.Column("saved_at", INSTANT, nullable=False),
        sa.Column("saved_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_document_versions_document_id_documents")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_versions")),
        sa.UniqueConstraint("document_id", "number", name=op.f("uq_document_versions_document_id_number")),
    )
    op.create_table(
        "letter_templates",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("content_sha256", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("recorded_at", INSTANT, nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("withdrawn_at", INSTANT, nullable=True),
        sa.Column("withdrawn_by", sa.Text(), nullable=True),
        sa.Column("withdrawn_reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["content_sha256"], ["blobs.sha256"], name=op.f("fk_letter_templates_content_sha256_blobs")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_templates")),
    )
    for column in ("content_sha256", "key"):
        op.create_index(op.f(f"ix_letter_templates_{column}"), "letter_templates", [column], unique=False)
    op.create_table(
        "phrases",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("recorded_at", INSTANT, nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("removed_at", INSTANT, nullable=True),
        sa.Column("removed_by", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phrases")),
    )
    op.create_index(op.f("ix_phrases_place"), "phrases", ["place"], unique=False)
    op.create_table(
        "number_patterns",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number_class", sa.Text(), nullable=False),
        sa.Column("from_year", sa.Integer(), nullable=False),
        sa.Column("pattern", sa.Text(), nullable=False),
        sa.Column("class_code", sa.Text(), nullable=False),
        sa.Column("use_di", sa.Boolean(), nullable=False),
        sa.Column("pad", sa.Integer(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("recorded_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_number_patterns")),
    )
    op.create_index(op.f("ix_number_patterns_number_class"), "number_patterns", ["number_class"], unique=False)
    op.add_column("persons", sa.Column("roles", JSON, server_default=sa.text("'[]'"), nullable=False))
    op.add_column("persons", sa.Column("passcode", sa.Text(), nullable=True))
    on_server = op.get_bind().dialect.name == "postgresql"
    for table in APPEND_ONLY:
        for action in ("update", "delete"):
            _guard_server(table, action) if on_server else _guard_file(table, action)


def _guard_file(table: str, action: str) -> None:
    op.execute(
        f"CREATE TRIGGER {table}_no_{action} BEFORE {action.upper()} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, 'append_only: {table}'); END"
    )


def _guard_server(table: str, action: str) -> None:
    name = f"{table}_no_{action}"
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION 'append_only: {table}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    op.execute(f"CREATE TRIGGER {name} BEFORE {action.upper()} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()")
    if action == "delete":
        op.execute(
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION {name}()"
        )


def downgrade() -> None:
    """Go back; versions, templates, phrases and patterns are lost."""
    for table in ("number_patterns", "phrases", "letter_templates", "document_versions"):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        for table in APPEND_ONLY:
            for action in ("update", "delete"):
                op.execute(f"DROP FUNCTION {table}_no_{action}()")
    with op.batch_alter_table("persons") as batch:
        batch.drop_column("passcode")
        batch.drop_column("roles")
