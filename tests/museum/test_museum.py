"""Every old database can be opened, brought up to date and read."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, inspect, select, text
from sqlalchemy.exc import IntegrityError

from models import Base, Event
from models.blobs import damaged_blobs
from models.database import create_engine_for, session_factory, writer_factory
from models.migrate import current_revision, differences, head_revision, upgrade
from models.search import search_ids
from models.search_index import rebuild_search_index
from tests.museum.fill import MUSEUM, ROWS, build

FILES = sorted(path.name for path in MUSEUM.glob("*.db"))


def test_the_first_and_the_newest_revision_are_in_the_museum() -> None:
    assert "0001_base.db" in FILES
    assert f"{head_revision()}.db" in FILES, "run: python -m tests.museum.fill REVISION, and commit the file"


@pytest.mark.parametrize("name", FILES)
def test_a_stored_file_comes_up_to_date(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    shutil.copyfile(MUSEUM / name, path)
    engine = create_engine_for(path)
    assert current_revision(engine) == path.stem
    tables = _tables(engine)
    upgrade(engine)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").first() is None
    _looks_right(engine, tables)


@pytest.mark.parametrize("revision", [Path(name).stem for name in FILES])
@pytest.mark.postgresql
def test_the_same_on_a_server(revision: str, postgres_url: str) -> None:
    engine = create_engine_for(postgres_url)
    build(engine, revision)
    tables = _tables(engine)
    upgrade(engine)
    _looks_right(engine, tables)


def _tables(engine: Engine) -> set[str]:
    return set(inspect(engine).get_table_names())


def _looks_right(engine: Engine, filled: set[str]) -> None:
    """Everything is there; a table that the old revision lacked is empty."""
    assert current_revision(engine) == head_revision()
    assert differences(engine) == []
    with session_factory(engine)() as session:
        for mapper in Base.registry.mappers:
            name = mapper.local_table.description
            kept = ROWS.get(name, []) if name in filled else []
            assert len(session.scalars(select(mapper)).all()) == len(kept), mapper
        assert damaged_blobs(session) == ()
        assert session.scalar(select(func.count()).select_from(Event)) == len(ROWS["events"])
    with writer_factory(engine).begin() as session:
        assert rebuild_search_index(session) == 2
        assert search_ids(session, "吐尔逊") == [2, 1]
    with pytest.raises(IntegrityError, match="append_only"), engine.begin() as connection:
        connection.execute(text("DELETE FROM events"))
    engine.dispose()
