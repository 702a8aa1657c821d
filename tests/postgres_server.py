"""A private PostgreSQL server for the tests: started once, on a socket of its own, thrown away afterwards.

Fixtures: ``postgres_server`` (session), ``postgres_url`` (a fresh empty database per test), ``sqlite_url`` and
``database_url`` (the test runs once on each engine).
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypedDict

import psycopg
import pytest
from psycopg import sql

if TYPE_CHECKING:
    from pwd import struct_passwd

_FINDER: Final = Path(__file__).parents[1] / "tools" / "find_postgresql.sh"
_SUPERUSER: Final = "desk"
# Nothing here must survive a power cut; what is written is thrown away a minute later.
_SETTINGS: Final = {
    "autovacuum": "off",
    "fsync": "off",
    "full_page_writes": "off",
    "listen_addresses": "",
    "max_connections": "60",
    "shared_buffers": "64MB",
    "synchronous_commit": "off",
    "timezone": "Asia/Shanghai",
}


class _Identity(TypedDict, total=False):
    user: int
    group: int
    extra_groups: list[int]


@dataclass(slots=True)
class PostgresServer:
    """A running server whose only way in is a socket in ``folder``."""

    folder: Path
    binaries: Path
    account: str | None
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))
    _keeper: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Create the cluster and start the server; returns when it answers."""
        self._keep()
        data = str(self.folder / "data")
        self._run("initdb", "-D", data, "-U", _SUPERUSER, "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync")
        options = " ".join(f"-c {key}='{value}'" for key, value in _SETTINGS.items()) + f" -k {self.folder}"
        log = str(self.folder / "log")
        self._run("pg_ctl", "start", "-w", "-t", "120", "-D", data, "-l", log, "-o", options)

    def stop(self) -> None:
        """Stop the server and remove its folder; also happens by itself when the tests are killed."""
        if self._keeper is not None:
            self._keeper.communicate()

    def _keep(self) -> None:
        """Start a shell that cleans up at the end of its input, which comes however this process ends."""
        stop = f"{self.binaries}/pg_ctl stop -s -w -m immediate -D {self.folder}/data"
        self._keeper = subprocess.Popen(
            ["sh", "-c", f"cat; {stop}; cd /; rm -rf {self.folder}"],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=self.folder,
            start_new_session=True,
            **self._identity(),
        )

    def _identity(self) -> _Identity:
        if self.account is None:
            return {}
        account = _account_named(self.account)
        assert account is not None
        return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}

    def create(self, template: str = "template0") -> str:
        """Create a database as a copy of ``template``; returns its name."""
        name = f"desk_{next(self._numbers)}"
        self._execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template)))
        return name

    def drop(self, name: str) -> None:
        """Drop a database, whoever is still connected."""
        self._execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    def url(self, name: str) -> str:
        """The SQLAlchemy URL of a database on this server."""
        return f"postgresql+psycopg://{_SUPERUSER}@/{name}?host={self.folder}"

    def _execute(self, statement: sql.Composed) -> None:
        with psycopg.connect(host=str(self.folder), user=_SUPERUSER, dbname="postgres", autocommit=True) as connection:
            connection.execute(statement)

    def _run(self, program: str, *arguments: str) -> None:
        output = self.folder / f"{program}.out"
        # Into a file: the server inherits a pipe and would keep it open for ever.
        with output.open("wb") as stream:
            done = subprocess.run(
                [str(self.binaries / program), *arguments],
                stdin=subprocess.DEVNULL,
                stdout=stream,
                stderr=subprocess.STDOUT,
                cwd=self.folder,
                env=_plain_environment(),
                check=False,
                **self._identity(),
            )
        if done.returncode:
            pytest.fail(
                f"{program} ended with {done.returncode}:\n{output.read_text('utf-8', 'replace')}", pytrace=False
            )


def _plain_environment() -> Mapping[str, str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("PG", "LC_", "LANG"))}
    return kept | {"LC_ALL": "C"}


def _server_account() -> str | None:
    """PostgreSQL refuses to run as root: name another account then, else None."""
    if os.geteuid() != 0:
        return None
    return next(name for name in ("postgres", "nobody") if _account_named(name) is not None)


def _account_named(name: str) -> "struct_passwd | None":
    import pwd  # noqa: PLC0415 - Windows has none, and must still be able to collect the other tests

    try:
        return pwd.getpwnam(name)
    except KeyError:
        return None


def _binaries() -> Path:
    found = subprocess.run([str(_FINDER)], capture_output=True, text=True, check=False)
    if found.returncode:
        pytest.fail(
            "PostgreSQL's server programs (initdb, pg_ctl, postgres) are not installed; these tests are never skipped. "
            "Run them with 'make test', which installs what is missing, or install the package 'postgresql'.",
            pytrace=False,
        )
    return Path(found.stdout.strip())


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """A running private server, for tests that need several databases or a template of their own."""
    binaries, account = _binaries(), _server_account()
    # Not in TMPDIR: its path may be too long for a socket, or closed to the server's account.
    folder = Path(tempfile.mkdtemp(prefix="desk-pg-", dir="/tmp"))
    if account is not None:
        shutil.chown(folder, account)
    server = PostgresServer(folder, binaries, account)
    try:
        server.start()
        yield server
    finally:
        server.stop()


@pytest.fixture
def postgres_url(postgres_server: PostgresServer) -> Iterator[str]:
    """The URL of a fresh, empty PostgreSQL database, dropped after the test."""
    name = postgres_server.create()
    yield postgres_server.url(name)
    postgres_server.drop(name)


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """The URL of an SQLite file that does not exist yet."""
    return f"sqlite:///{tmp_path / 'desk.db'}"


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def database_url(request: pytest.FixtureRequest) -> str:
    """The URL of an empty database; the test runs once on SQLite and once on PostgreSQL."""
    url = request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url")
    assert isinstance(url, str)
    return url
