"""The copies that other tests stand on have all tables and remember nothing."""

import pytest
from sqlalchemy import inspect, text

from models.database import create_engine_for
from models.migrate import current_revision, head_revision


@pytest.mark.parametrize("_time", ["first", "second"])
def test_each_copy_is_current_and_empty(migrated_url: str, _time: str) -> None:
    engine = create_engine_for(migrated_url)
    try:
        assert current_revision(engine) == head_revision()
        assert {"events", "requests"} <= set(inspect(engine).get_table_names())
        with engine.begin() as connection:
            # The first run leaves a table behind; the second must not find it.
            connection.execute(text("create table left_behind (name text)"))
    finally:
        engine.dispose()


def test_one_engine_is_enough_for_some(migrated_sqlite_url: str) -> None:
    engine = create_engine_for(migrated_sqlite_url)
    assert current_revision(engine) == head_revision()
    engine.dispose()
