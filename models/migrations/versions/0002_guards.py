"""Triggers: what happened and what was issued cannot be changed, whoever writes to the database.

Revision ID: 0002_guards
Revises: 0001_base
"""

from alembic import op

revision = "0002_guards"
down_revision = "0001_base"
branch_labels = None
depends_on = None

APPEND_ONLY = ("events", "policy_decisions")
ISSUED = "OLD.state IN ('issued', 'void')"
FROZEN_DOCUMENT = (
    "request_id",
    "kind",
    "title",
    "number_class",
    "document_number",
    "issued_on",
    "issued_by",
    "context",
    "preview",
    "content_sha256",
    "file_name",
)
FROZEN_NUMBER = ("number_class", "year", "number", "text", "taken_at", "taken_by")


def upgrade() -> None:
    """Create the guards of the engine at hand."""
    make = _postgresql if op.get_bind().dialect.name == "postgresql" else _sqlite
    for table in APPEND_ONLY:
        make(table, "update", None, "append_only")
        make(table, "delete", None, "append_only")
    # Bytes nobody refers to may go; foreign keys keep the others.
    make("blobs", "update", None, "append_only")
    make("documents", "update", f"{ISSUED} AND ({_changed(FROZEN_DOCUMENT)} OR {_reopened()})", "issued_is_frozen")
    make("documents", "delete", ISSUED, "issued_is_frozen")
    make("issued_numbers", "update", f"{_changed(FROZEN_NUMBER)} OR {_revived()}", "numbers_stay")
    make("issued_numbers", "delete", None, "numbers_stay")
    make("number_series", "update", "NEW.last_number < OLD.last_number", "numbers_stay")
    make("number_series", "delete", "OLD.last_number > OLD.started_after", "numbers_stay")


def _changed(columns: tuple[str, ...]) -> str:
    differs = "IS DISTINCT FROM" if op.get_bind().dialect.name == "postgresql" else "IS NOT"
    return " OR ".join(f"NEW.{column} {differs} OLD.{column}" for column in columns)


def _reopened() -> str:
    # An issued document may only become void, a void one nothing else.
    return "NEW.state NOT IN ('issued', 'void') OR (OLD.state = 'void' AND NEW.state <> 'void')"


def _revived() -> str:
    return f"(OLD.voided_at IS NOT NULL AND ({_changed(('voided_at', 'voided_by', 'void_reason'))}))"


def _sqlite(table: str, action: str, condition: str | None, code: str) -> None:
    when = f"WHEN {condition}" if condition else ""
    op.execute(
        f"CREATE TRIGGER {table}_no_{action} BEFORE {action.upper()} ON {table} {when} "
        f"BEGIN SELECT RAISE(ABORT, '{code}: {table}'); END"
    )


def _postgresql(table: str, action: str, condition: str | None, code: str) -> None:
    name = f"{table}_no_{action}"
    when = f"WHEN ({condition})" if condition else ""
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{code}: {table}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {name} BEFORE {action.upper()} ON {table} FOR EACH ROW {when} EXECUTE FUNCTION {name}()"
    )
    if action == "delete":
        # TRUNCATE passes by the triggers of rows.
        op.execute(
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION {name}()"
        )
