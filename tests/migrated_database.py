"""``migrated_url``: a database that already has its tables, once on each engine.

Migrating costs more than most tests that need it; so it is done once a session, and each test gets a copy.
"""

import shutil
from pathlib import Path

import pytest

from models.database import create_engine_for
from models.migrate import upgrade
from tests.postgres_server import PostgresServer


def _migrate(url: str) -> None:
    engine = create_engine_for(url)
    upgrade(engine)
    # The last connection to close folds SQLite's log into the file, and PostgreSQL copies only what nobody uses.
    engine.dispose()


@pytest.fixture(scope="session")
def migrated_sqlite_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with all tables; copy it, never write to it."""
    file = tmp_path_factory.mktemp("migrated") / "desk.db"
    _migrate(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def migrated_postgres_template(postgres_server: PostgresServer) -> str:
    """The name of a PostgreSQL database with all tables; a template, never to be connected to."""
    name = postgres_server.create()
    _migrate(postgres_server.url(name))
    return name


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def migrated_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a database with all tables and no rows; the test runs once on SQLite and once on PostgreSQL."""
    if request.param == "sqlite":
        return _sqlite_copy(request, tmp_path)
    return _postgres_copy(request)


@pytest.fixture
def migrated_sqlite_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The same on SQLite alone, for tests to which the engine does not matter."""
    return _sqlite_copy(request, tmp_path)


def _sqlite_copy(request: pytest.FixtureRequest, folder: Path) -> str:
    file = folder / "desk.db"
    shutil.copyfile(request.getfixturevalue("migrated_sqlite_file"), file)
    return f"sqlite:///{file}"


def _postgres_copy(request: pytest.FixtureRequest) -> str:
    server = request.getfixturevalue("postgres_server")
    assert isinstance(server, PostgresServer)
    name = server.create(template=request.getfixturevalue("migrated_postgres_template"))

    def drop() -> None:
        server.drop(name)

    request.addfinalizer(drop)
    return server.url(name)
