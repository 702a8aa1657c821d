"""Brings a database to the newest revision, on both engines, also inside the frozen program (no ``alembic.ini``).

``python -m models.migrate --check`` builds a temporary database by the migrations alone and compares it with the mapped
classes; it prints the differences and ends with 1 if there are any.
"""

import argparse
import sys
import tempfile
from pathlib import Path
from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect, text

from law.errors import UserError
from models.base import Base
from models.database import WRITES, create_engine_for
from models.failures import spoken_failures
from models.revision import VERSION_TABLE

__all__ = ["current_revision", "differences", "head_revision", "upgrade"]

_FOLDER = Path(__file__).parent / "migrations"
# Any fixed number: two seats that start after an update must not both migrate.
_POSTGRES_LOCK = 711_20190515


def _scripts() -> tuple[Config, ScriptDirectory]:
    config = Config()
    # ConfigParser reads "%" as the start of a variable; a folder name may hold one.
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    return config, ScriptDirectory.from_config(config)


def head_revision() -> str:
    """Return the newest revision that this program knows."""
    head = _scripts()[1].get_current_head()
    assert head is not None  # noqa: S101 (the first revision ships with the program)
    return head


def current_revision(engine: Engine) -> str | None:
    """Return the revision of a database; None if it is empty."""
    with spoken_failures(), engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Make the tables or bring them up to ``revision``, in one transaction; nothing happens if they are.

    Raises:
        UserError: the database was written by a newer version of the program, belongs to another program, or cannot be
            written.
    """
    with spoken_failures(), engine.connect() as opened:
        connection = opened.execution_options(**{WRITES: True})
        if engine.dialect.name == "sqlite":
            # Rebuilding a table drops the old one, which foreign keys would take for a loss. The pragma is ignored
            # inside a transaction, hence the detour around SQLAlchemy's.
            _set_foreign_keys(connection, on=False)
        try:
            with connection.begin():
                _upgrade(connection, revision)
        finally:
            if engine.dialect.name == "sqlite":
                _set_foreign_keys(connection, on=True)


def _set_foreign_keys(connection: Connection, *, on: bool) -> None:
    cursor = connection.connection.cursor()
    cursor.execute(f"PRAGMA foreign_keys = {'ON' if on else 'OFF'}")
    cursor.close()


def _upgrade(connection: Connection, revision: str) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _POSTGRES_LOCK})
    config, scripts = _scripts()
    _refuse_foreign(connection, scripts)

    def steps(current: Any, _context: MigrationContext) -> Any:
        return scripts._upgrade_revs(revision, current)  # noqa: SLF001 (what alembic.command.upgrade itself calls)

    with EnvironmentContext(config, scripts, fn=steps, destination_rev=revision) as environment:
        environment.configure(connection=connection, transactional_ddl=True, render_as_batch=True)
        environment.run_migrations()
    if connection.dialect.name == "sqlite" and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
        raise UserError("database_damaged", "数据库升级后有记录对不上，已撤销升级。", todo="请从最近的备份恢复后再试。")


def _refuse_foreign(connection: Connection, scripts: ScriptDirectory) -> None:
    """Refuse a database of a newer program, and one that is not ours."""
    known = {script.revision for script in scripts.walk_revisions()}
    current = MigrationContext.configure(connection).get_current_revision()
    if current is not None and current not in known:
        raise UserError(
            "database_newer",
            "这个数据库由更新版本的程序创建，本版本不能打开。",
            f"数据库版本为 {current}，本程序最高支持 {scripts.get_current_head()}",
            "请升级本程序后再打开。",
        )
    strangers = set(inspect(connection).get_table_names()) - {VERSION_TABLE}
    if current is None and strangers:
        raise UserError(
            "not_our_database",
            "这个数据库里已有其他程序的数据，不能使用。",
            f"其中有表：{'、'.join(sorted(strangers)[:3])}",
            "请换一个空的位置。",
        )


def _is_ours(_object: Any, name: str | None, kind: str, _reflected: bool, _compared_to: Any) -> bool:
    # The search index is made by engine-specific statements of a migration and has no mapped class.
    return not (kind == "table" and name is not None and name.startswith("request_search"))


def differences(engine: Engine) -> list[Any]:
    """Return how the database differs from the mapped classes; empty when they agree."""
    options = {"compare_type": True, "include_object": _is_ours, "target_metadata": Base.metadata}
    with engine.connect() as connection:
        found = compare_metadata(MigrationContext.configure(connection, opts=options), Base.metadata)
    return list(found)


def main(arguments: list[str] | None = None) -> int:
    """Command line; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m models.migrate", description=__doc__)
    parser.add_argument("--check", action="store_true", required=True, help="compare the migrations with the classes")
    parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        engine = create_engine_for(Path(folder) / "check.db")
        upgrade(engine)
        found = differences(engine)
        engine.dispose()
    for difference in found:
        print(difference)
    print("migrations and classes agree" if not found else f"{len(found)} differences")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
