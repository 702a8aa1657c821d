"""Engines and sessions: the same code over an SQLite file and over a PostgreSQL server.

SQLite needs telling: foreign keys and the journal mode belong to the connection, and the driver's own idea of when a
transaction begins must be switched off, or a SELECT would run outside it and a writer would begin too late to wait.
"""

import json
from functools import partial
from pathlib import Path
from typing import Any, cast

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.orm import DeclarativeBase, Session, sessionmaker
from sqlalchemy.pool import ConnectionPoolEntry, StaticPool

from models.locations import database_url

__all__ = ["WRITES", "create_engine_for", "insert_into", "is_sqlite", "session_factory", "writer_factory"]

WRITES = "models_writes"
"""Execution option of an engine or a connection whose transactions write: they take SQLite's write lock at once."""

_BUSY_MILLISECONDS = 5_000
_SQLITE_PRAGMAS = (
    f"PRAGMA busy_timeout = {_BUSY_MILLISECONDS}",
    "PRAGMA foreign_keys = ON",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -32768",
)
_to_json = partial(json.dumps, ensure_ascii=False, sort_keys=True, allow_nan=False)


def create_engine_for(url_or_path: str | Path) -> Engine:
    """Return an engine for a local file (path or ``sqlite:///``) or a server (``postgresql://``).

    Nothing is opened yet; ``models.migrate.upgrade`` makes or brings up to date what is there.

    Raises:
        UserError: unknown kind of address, or an SQLite file on the network.
    """
    url = database_url(url_or_path)
    if url.get_backend_name() == "postgresql":
        waiting = f"-c lock_timeout={_BUSY_MILLISECONDS} -c client_encoding=UTF8"
        options = {"options": waiting, "connect_timeout": 10}
        return create_engine(url, json_serializer=_to_json, pool_pre_ping=True, connect_args=options)
    in_memory = url.database in (None, "", ":memory:")
    pool: dict[str, Any] = {"poolclass": StaticPool} if in_memory else {}
    engine = create_engine(url, json_serializer=_to_json, connect_args={"check_same_thread": False}, **pool)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # sqlite3: transactions are begun by us alone
    cursor = connection.cursor()
    for pragma in _SQLITE_PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    # A deferred transaction that first reads and then writes is refused at once if somebody wrote in between; one that
    # takes the lock first waits for its turn.
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def is_sqlite(session: Session) -> bool:
    """Whether the session speaks to SQLite."""
    return session.get_bind().dialect.name == "sqlite"


def insert_into(session: Session, table: type[DeclarativeBase]) -> sqlite.Insert:
    """An INSERT that can be told what to do on a conflict: each engine has one of its own, with the same methods."""
    if is_sqlite(session):
        return sqlite.insert(table)
    # The server's part of SQLAlchemy is not loaded where nobody speaks to a server.
    from sqlalchemy.dialects import postgresql  # noqa: PLC0415

    return cast("sqlite.Insert", postgresql.insert(table))


def session_factory(engine: Engine) -> sessionmaker[Session]:
    """Return a factory of sessions for reading: any number at once, each on one consistent snapshot (SQLite)."""
    return sessionmaker(engine, expire_on_commit=False)


def writer_factory(engine: Engine) -> sessionmaker[Session]:
    """Return a factory of sessions for acts: each holds the write lock from its first statement on (SQLite)."""
    return sessionmaker(engine.execution_options(**{WRITES: True}), expire_on_commit=False)
