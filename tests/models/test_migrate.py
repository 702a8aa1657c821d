from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from law.errors import UserError
from models.database import create_engine_for
from models.migrate import current_revision, differences, head_revision, main, upgrade
from models.revision import bring_up_to_date, is_newest, newest_revision


def test_migrations_build_what_the_classes_describe(database_url: str) -> None:
    engine = create_engine_for(database_url)
    assert current_revision(engine) is None
    upgrade(engine)
    assert current_revision(engine) == head_revision()
    assert differences(engine) == []
    engine.dispose()


def test_the_newest_revision_is_known_without_alembic() -> None:
    assert newest_revision() == head_revision()


def test_a_database_is_brought_up_to_date_once(database_url: str) -> None:
    engine = create_engine_for(database_url)
    assert not is_newest(engine)
    bring_up_to_date(engine)
    assert is_newest(engine)
    assert current_revision(engine) == head_revision()
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0999_future'"))
    with pytest.raises(UserError, match="更新版本"):
        bring_up_to_date(engine)
    engine.dispose()


def test_check_sees_a_difference(database_url: str) -> None:
    engine = create_engine_for(database_url)
    upgrade(engine)
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE persons ADD COLUMN shoe_size integer"))
        connection.execute(text("DROP INDEX ix_requests_due_on"))
    assert len(differences(engine)) == 2
    engine.dispose()


def test_check_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--check"]) == 0
    assert "agree" in capsys.readouterr().out


def test_upgrading_twice_changes_nothing(database_url: str) -> None:
    engine = create_engine_for(database_url)
    upgrade(engine)
    tables = inspect(engine).get_table_names()
    upgrade(engine)
    assert inspect(engine).get_table_names() == tables
    engine.dispose()


def test_a_newer_database_is_refused_with_a_sentence(database_url: str) -> None:
    engine = create_engine_for(database_url)
    upgrade(engine)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0999_future'"))
    with pytest.raises(UserError) as refusal:
        upgrade(engine)
    assert refusal.value.code == "database_newer"
    assert "0999_future" in refusal.value.sentence
    engine.dispose()


def test_a_database_of_another_program_is_refused(database_url: str) -> None:
    engine = create_engine_for(database_url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE recipes (id integer)"))
    with pytest.raises(UserError) as refusal:
        upgrade(engine)
    assert refusal.value.code == "not_our_database"
    assert inspect(engine).get_table_names() == ["recipes"]
    engine.dispose()


def test_a_failing_migration_leaves_nothing_behind(database_url: str) -> None:
    engine = create_engine_for(database_url)
    upgrade(engine, "0001_base")
    with engine.begin() as connection:
        # Stands in the way of the third revision, after the second has done its work.
        connection.execute(text("CREATE TABLE request_search (id integer)"))
    with pytest.raises(Exception, match="request_search"):
        upgrade(engine)
    assert current_revision(engine) == "0001_base"
    engine.dispose()


def test_a_folder_with_spaces_chinese_and_percent(tmp_path: Path) -> None:
    folder = tmp_path / "依申请 公开 100%"
    folder.mkdir()
    engine = create_engine_for(folder / "办件.db")
    upgrade(engine)
    assert (folder / "办件.db").is_file()
    engine.dispose()
