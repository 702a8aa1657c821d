"""Opening a database: whether it is at the newest revision is seen by one glance at one row.

Alembic, which can do the rest, takes a tenth of a second to load and is left alone where there is nothing for it to do:
on all days but the one after an update of the program.
"""

from pathlib import Path

from sqlalchemy import Engine, inspect, text

from models.failures import spoken_failures

__all__ = ["VERSION_TABLE", "bring_up_to_date", "is_newest", "newest_revision"]

VERSION_TABLE = "alembic_version"
_VERSIONS = Path(__file__).parent / "migrations" / "versions"


def newest_revision() -> str:
    """Return the newest revision that this program knows: its files are named by their revisions, in order."""
    return max(path.stem for path in _VERSIONS.glob("[0-9]*.py"))


def is_newest(engine: Engine) -> bool:
    """Return whether a database is at the newest revision; an empty one is not."""
    with spoken_failures(), engine.connect() as connection:
        if not inspect(connection).has_table(VERSION_TABLE):
            return False
        found = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalars().all()  # noqa: S608
    return list(found) == [newest_revision()]


def bring_up_to_date(engine: Engine) -> None:
    """Make the tables, or bring them to the newest revision, unless they are there.

    Raises:
        UserError: as ``models.migrate.upgrade``.
    """
    if not is_newest(engine):
        from models.migrate import upgrade  # noqa: PLC0415

        upgrade(engine)
