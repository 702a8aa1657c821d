"""The annual report, ledgers in and out, the key tasks of the year.

Revision ID: 0010_reports
Revises: 0009_disputes
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0010_reports"
down_revision = "0009_disputes"
branch_labels = None
depends_on = None

INSTANT = sa.Text().with_variant(sa.DateTime(timezone=True), "postgresql")
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
APPEND_ONLY = ("annual_figures", "annual_closings", "annual_contributions", "key_task_entries")
OF_AN_IMPORT = (
    "SELECT 1 FROM imported_rows JOIN ledger_imports ON ledger_imports.id = imported_rows.import_id "
    "WHERE imported_rows.request_id = OLD.request_id AND ledger_imports.undoing"
)
TABLES = (
    "key_task_entries",
    "key_tasks",
    "ledger_layouts",
    "ledger_columns",
    "imported_rows",
    "ledger_imports",
    "annual_contributions",
    "annual_closings",
    "annual_figures",
)


def upgrade() -> None:
    """Add the tables; let the events of an import go while it is taken back, and no others."""
    _annual()
    _ledgers()
    _key_tasks()
    on_server = op.get_bind().dialect.name == "postgresql"
    make = _guard_server if on_server else _guard_file
    for table in APPEND_ONLY:
        for action in ("update", "delete"):
            make(table, action)
    if on_server:
        # Conditions of triggers cannot ask other tables there, so the function of the guard asks.
        _server_events(f"IF EXISTS ({OF_AN_IMPORT}) THEN RETURN OLD; END IF; ")
    else:
        op.execute("DROP TRIGGER events_no_delete")
        op.execute(
            f"CREATE TRIGGER events_no_delete BEFORE DELETE ON events WHEN NOT EXISTS ({OF_AN_IMPORT}) "
            "BEGIN SELECT RAISE(ABORT, 'append_only: events'); END"
        )


def _server_events(allowed: str) -> None:
    refuse = "RAISE EXCEPTION 'append_only: events' USING ERRCODE = 'integrity_constraint_violation'; "
    # The same function guards against TRUNCATE, where there is no row to ask about.
    body = f"IF TG_OP = 'DELETE' THEN {allowed}END IF; {refuse}" if allowed else refuse
    op.execute(
        f"CREATE OR REPLACE FUNCTION events_no_delete() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body}END $$"
    )


def _annual() -> None:
    op.create_table(
        "annual_figures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("recorded_at", INSTANT, nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_annual_figures")),
    )
    op.create_index("ix_annual_figures_latest", "annual_figures", ["year", "key", "id"], unique=False)
    op.create_table(
        "annual_closings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=False),
        sa.Column("report", JSON, nullable=False),
        sa.Column("cases", JSON, nullable=False),
        sa.Column("policies", JSON, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("closed_at", INSTANT, nullable=False),
        sa.Column("closed_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_annual_closings")),
    )
    op.create_index(op.f("ix_annual_closings_year"), "annual_closings", ["year"], unique=False)
    op.create_table(
        "annual_contributions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("agency", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("file_sha256", sa.Text(), nullable=True),
        sa.Column("tables", JSON, nullable=True),
        sa.Column("findings", JSON, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("received_at", INSTANT, nullable=False),
        sa.Column("received_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["file_sha256"], ["blobs.sha256"], name=op.f("fk_annual_contributions_file_sha256_blobs")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_annual_contributions")),
    )
    op.create_index("ix_annual_contributions_latest", "annual_contributions", ["year", "agency", "id"], unique=False)


def _ledgers() -> None:
    op.create_table(
        "ledger_imports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("file_sha256", sa.Text(), nullable=False),
        sa.Column("columns", JSON, nullable=False),
        sa.Column("summary", JSON, nullable=False),
        sa.Column("undoing", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("imported_at", INSTANT, nullable=False),
        sa.Column("imported_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_imports")),
    )
    op.create_table(
        "imported_rows",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("sheet", sa.Text(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("notes", JSON, nullable=False),
        sa.ForeignKeyConstraint(
            ["import_id"], ["ledger_imports.id"], name=op.f("fk_imported_rows_import_id_ledger_imports")
        ),
        sa.ForeignKeyConstraint(["request_id"], ["requests.id"], name=op.f("fk_imported_rows_request_id_requests")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imported_rows")),
        sa.UniqueConstraint(
            "import_id", "sheet", "row", "request_id", name=op.f("uq_imported_rows_import_id_sheet_row_request_id")
        ),
        sa.UniqueConstraint("request_id", name=op.f("uq_imported_rows_request_id")),
    )
    op.create_table(
        "ledger_columns",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("heads_sha256", sa.Text(), nullable=False),
        sa.Column("heads", JSON, nullable=False),
        sa.Column("columns", JSON, nullable=False),
        sa.Column("saved_at", INSTANT, nullable=False),
        sa.Column("saved_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_columns")),
        sa.UniqueConstraint("heads_sha256", name=op.f("uq_ledger_columns_heads_sha256")),
    )
    op.create_table(
        "ledger_layouts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("columns", JSON, nullable=False),
        sa.Column("options", JSON, nullable=False),
        sa.Column("saved_at", INSTANT, nullable=False),
        sa.Column("saved_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_layouts")),
        sa.UniqueConstraint("name", name=op.f("uq_ledger_layouts_name")),
    )


def _key_tasks() -> None:
    op.create_table(
        "key_tasks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("responsible", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("progress", sa.Text(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("proof_count", sa.Integer(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_key_tasks")),
    )
    op.create_index("ix_key_tasks_lists", "key_tasks", ["year", "state", "due_on", "responsible"], unique=False)
    op.create_table(
        "key_task_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("legal_on", sa.Date(), nullable=True),
        sa.Column("payload", JSON, nullable=False),
        sa.Column("file_name", sa.Text(), nullable=True),
        sa.Column("file_sha256", sa.Text(), nullable=True),
        sa.Column("recorded_at", INSTANT, nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["file_sha256"], ["blobs.sha256"], name=op.f("fk_key_task_entries_file_sha256_blobs")),
        sa.ForeignKeyConstraint(["task_id"], ["key_tasks.id"], name=op.f("fk_key_task_entries_task_id_key_tasks")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_key_task_entries")),
        sa.UniqueConstraint("task_id", "seq", name=op.f("uq_key_task_entries_task_id_seq")),
    )


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
    """Go back; reports, ledgers and tasks are lost."""
    on_server = op.get_bind().dialect.name == "postgresql"
    if on_server:
        _server_events("")
    else:
        op.execute("DROP TRIGGER events_no_delete")
        op.execute(
            "CREATE TRIGGER events_no_delete BEFORE DELETE ON events "
            "BEGIN SELECT RAISE(ABORT, 'append_only: events'); END"
        )
    for table in TABLES:
        op.drop_table(table)
    if on_server:
        for table in APPEND_ONLY:
            for action in ("update", "delete"):
                op.execute(f"DROP FUNCTION {table}_no_{action}()")
