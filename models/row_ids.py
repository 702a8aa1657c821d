"""Ids for many rows at once, so that rows that name each other can be written in bulk."""

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from models.base import Base
from models.database import is_sqlite

__all__ = ["take_ids"]


def take_ids(session: Session, table: type[Base], number: int) -> list[int]:
    """Ids that no other row of a table will get, in ascending order.

    On SQLite the write transaction of the caller keeps others from taking them; a server's sequence gives each id once.

    Args:
        session: the session of an act; it has taken the write lock.
        table: a mapped class with an integer ``id``.
        number: how many.
    """
    if number <= 0:
        return []
    if is_sqlite(session):
        column = table.__table__.c["id"]
        last = session.scalar(select(func.coalesce(func.max(column), 0))) or 0
        return list(range(last + 1, last + number + 1))
    taken = text("SELECT nextval(pg_get_serial_sequence(:name, 'id')) FROM generate_series(1, :number)")
    return sorted(int(one) for one in session.scalars(taken, {"name": table.__tablename__, "number": number}))
