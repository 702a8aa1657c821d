"""The search index: FTS5 without text of its own on SQLite, ``tsvector`` on PostgreSQL.

The tokens are made by the program (two-character grams); the engines must not cut them again. FTS5's ``ascii``
tokenizer takes every character beyond ASCII as part of a word, also those that its Unicode tables do not know yet.

Revision ID: 0003_search
Revises: 0002_guards
"""

from alembic import op

revision = "0003_search"
down_revision = "0002_guards"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the index of the engine at hand."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE TABLE request_search (request_id integer PRIMARY KEY REFERENCES requests (id), "
            "grams tsvector NOT NULL)"
        )
        op.execute("CREATE INDEX ix_request_search_grams ON request_search USING gin (grams)")
    else:
        op.execute("CREATE VIRTUAL TABLE request_search USING fts5(grams, content='', columnsize=0, tokenize='ascii')")
