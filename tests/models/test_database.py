import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select, text
from sqlalchemy.orm import Session, sessionmaker

from law.errors import UserError
from models import FormDraft, Person, Request
from models.blobs import BlobDamagedError, damaged_blobs, get_blob, put_blob
from models.database import create_engine_for, session_factory, writer_factory
from models.failures import spoken_failures
from models.locations import database_url, is_network_path, mount_kind
from models.migrate import upgrade
from tests.models.rows import NOW, add_request


def test_sqlite_is_set_up_for_safety(sqlite_url: str) -> None:
    engine = create_engine_for(sqlite_url)
    with engine.connect() as connection:
        read = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in
                ("foreign_keys", "journal_mode", "synchronous", "busy_timeout")}  # fmt: skip
    assert read == {"foreign_keys": 1, "journal_mode": "wal", "synchronous": 2, "busy_timeout": 5000}
    engine.dispose()


@pytest.mark.parametrize("address", ["postgresql://u@h/d", "postgresql+psycopg2://u@h/d"])
def test_a_server_is_reached_through_one_driver(address: str) -> None:
    assert database_url(address).drivername == "postgresql+psycopg"


@pytest.mark.parametrize(
    ("location", "code"),
    [
        ("mysql://h/d", "database_kind"),
        ("://h/d", "database_address"),
        (r"\\server\share\desk.db", "database_on_network"),
        ("//server/share/desk.db", "database_on_network"),
        (r"\\?\UNC\server\share\desk.db", "database_on_network"),
    ],
)
def test_bad_places_are_refused(location: str, code: str) -> None:
    with pytest.raises(UserError) as refusal:
        create_engine_for(location)
    assert refusal.value.code == code


def test_a_long_local_windows_path_is_no_share() -> None:
    assert not is_network_path("\\\\?\\C:\\desk.db")


def test_the_innermost_mount_decides() -> None:
    mounts = (
        "/dev/sda1 / ext4 rw 0 0",
        "nas:/a /mnt/my\\040share nfs4 rw 0 0",
        "/dev/sdb /mnt/my\\040share/x ext4 rw 0 0",
    )
    assert mount_kind(Path("/home/desk.db"), mounts) == "ext4"
    assert mount_kind(Path("/mnt/my share/desk.db"), mounts) == "nfs4"
    assert mount_kind(Path("/mnt/my share/x/desk.db"), mounts) == "ext4"


def _write_too_much(writers: sessionmaker[Session]) -> None:
    payload = {"text": "字" * 2_000}
    with spoken_failures(), writers.begin() as session:
        add_request(session, ["李四"])
        for number in range(2_000):
            session.add(FormDraft(key=str(number), screen="s", payload=payload, person="甲", saved_at=NOW))


def test_a_full_disk_is_said_and_loses_nothing(sqlite_engine: Engine) -> None:
    writers = writer_factory(sqlite_engine)
    with writers.begin() as session:
        add_request(session)
        pages = session.execute(text("PRAGMA page_count")).scalar_one()
        session.execute(text(f"PRAGMA max_page_count = {pages + 50}"))
    with pytest.raises(UserError) as refusal:
        _write_too_much(writers)
    assert refusal.value.code == "disk_full"
    assert "磁盘空间已满" in refusal.value.sentence
    with writers.begin() as session:
        assert session.scalar(select(func.count()).select_from(Request)) == 1
        assert session.scalar(select(func.count()).select_from(FormDraft)) == 0
        assert session.execute(text("PRAGMA integrity_check")).scalar() == "ok"
        add_request(session, ["王五"])  # small things still fit


def test_a_locked_database_is_said(sqlite_engine: Engine) -> None:
    path = sqlite_engine.url.database
    assert path is not None
    with sqlite_engine.connect() as pooled:
        pooled.exec_driver_sql("PRAGMA busy_timeout = 50")  # the next session gets this connection
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with writer_factory(sqlite_engine)() as session, pytest.raises(UserError) as refusal, spoken_failures():
        session.execute(text("SELECT 1"))
    assert refusal.value.code == "database_locked"
    with session_factory(sqlite_engine)() as session:
        assert session.scalar(select(func.count()).select_from(Person)) == 0  # reading goes on
    other.close()


def _wait_briefly(writers: sessionmaker[Session]) -> None:
    with spoken_failures(), writers.begin() as session:
        session.execute(text("SET LOCAL lock_timeout = 50"))
        session.execute(text("SELECT count(*) FROM persons"))


@pytest.mark.postgresql
def test_a_locked_table_is_said(postgres_engine: Engine) -> None:
    with postgres_engine.begin() as other:
        other.execute(text("LOCK TABLE persons"))
        with pytest.raises(UserError) as refusal:
            _wait_briefly(writer_factory(postgres_engine))
    assert refusal.value.code == "database_locked"


@pytest.mark.postgresql
def test_a_name_that_no_index_holds_is_said(postgres_engine: Engine) -> None:
    name = "".join(chr(0x4E00 + number * 7919 % 20_000) for number in range(20_000))
    with postgres_engine.begin() as connection:
        connection.execute(text("CREATE TABLE names (name text PRIMARY KEY)"))
    with pytest.raises(UserError) as refusal, spoken_failures(), postgres_engine.begin() as connection:
        connection.execute(text("INSERT INTO names VALUES (:name)"), {"name": name})
    assert refusal.value.code == "text_too_long"


def test_a_server_that_does_not_answer_is_said(tmp_path: Path) -> None:
    with pytest.raises(UserError) as refusal:
        upgrade(create_engine_for(f"postgresql://u@/d?host={tmp_path}"))
    assert refusal.value.code == "database_unreachable"


def test_a_file_that_is_no_database_is_said(tmp_path: Path) -> None:
    path = tmp_path / "letter.db"
    path.write_bytes(b"PK\x03\x04 not a database at all" * 100)
    with pytest.raises(UserError) as refusal:
        upgrade(create_engine_for(path))
    assert refusal.value.code == "not_a_database"


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(UserError) as refusal:
        upgrade(create_engine_for(tmp_path / "nowhere" / "desk.db"))
    assert refusal.value.code == "database_unreachable"


def test_a_bug_stays_a_bug(sqlite_url: str) -> None:
    engine = create_engine_for(sqlite_url)
    with pytest.raises(Exception, match="no such table"), spoken_failures(), engine.connect() as connection:
        connection.execute(text("SELECT * FROM nowhere"))
    engine.dispose()


def test_a_reader_sees_one_moment(sqlite_engine: Engine) -> None:
    with session_factory(sqlite_engine)() as reader:
        before = reader.scalar(select(func.count()).select_from(Request))
        with writer_factory(sqlite_engine).begin() as writer:
            add_request(writer)
        assert reader.scalar(select(func.count()).select_from(Request)) == before == 0


def test_equal_bytes_are_stored_once(engine: Engine) -> None:
    with writer_factory(engine).begin() as session:
        digests = {put_blob(session, b"\x00\xff" * 50_000, now=NOW) for _ in range(3)}
        (digest,) = digests
        assert session.execute(text("SELECT count(*) FROM blobs")).scalar() == 1
        assert get_blob(session, digest) == b"\x00\xff" * 50_000
        assert get_blob(session, put_blob(session, b"", now=NOW)) == b""
        assert damaged_blobs(session) == ()
        with pytest.raises(BlobDamagedError):
            get_blob(session, "0" * 64)


@pytest.mark.postgresql
def test_two_seats_store_the_same_bytes_at_once(postgres_engine: Engine) -> None:
    writers = writer_factory(postgres_engine)
    together = threading.Barrier(2)

    def store(_seat: int) -> str:
        with writers.begin() as session:
            session.execute(text("SELECT 1"))
            together.wait()
            return put_blob(session, b"scan", now=NOW)

    with ThreadPoolExecutor(2) as pool:
        assert len(set(pool.map(store, range(2)))) == 1


def test_a_damaged_blob_is_noticed(sqlite_engine: Engine) -> None:
    with writer_factory(sqlite_engine).begin() as session:
        digest = put_blob(session, "证据".encode(), now=NOW)
        session.execute(text("DROP TRIGGER blobs_no_update"))
        session.execute(text("UPDATE blobs SET content = x'00'"))
        assert damaged_blobs(session) == (digest,)
