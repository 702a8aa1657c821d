"""Values built from stored rows and kept while those rows stay as they are.

What a transaction sees of its own unfinished work is kept for that transaction alone: it may still be undone, and rows
that come after it can bear the same numbers.
"""

from collections.abc import Callable, Hashable, Mapping
from threading import Lock
from typing import Generic, TypeVar

from sqlalchemy.orm import Session

__all__ = ["Kept", "may_be_undone"]

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

_UNDOABLE = "casework_undoable"


def may_be_undone(session: Session) -> None:
    """Mark the session of an act: what is built from its rows is nobody else's until it is committed."""
    session.info[_UNDOABLE] = True


class Kept(Generic[K, V]):
    """Values by key, under a stamp that changes with the rows; safe for many threads.

    Args of the constructor:
        stamp: a few counts that tell whether the rows are still the same.
        build: makes the value for a key.
    """

    def __init__(self, stamp: Callable[[Session], Hashable], build: Callable[[Session, K], V]) -> None:
        self._stamp_of = stamp
        self._build = build
        self._lock = Lock()
        self._stamp: Hashable = None
        self._values: dict[K, V] = {}

    def get(self, session: Session, key: K) -> V:
        """The value as the session sees the rows."""
        stamp = self._stamp_of(session)
        with self._lock:
            if stamp == self._stamp and key in self._values:
                return self._values[key]
        own = session.info.setdefault(self, {}) if session.info.get(_UNDOABLE) else None
        if own is not None and (stamp, key) in own:
            found: V = own[stamp, key]
            return found
        value = self._build(session, key)
        if own is not None:
            own[stamp, key] = value
        else:
            self.keep(stamp, {key: value})
        return value

    def built_by(self, session: Session) -> tuple[Hashable, Mapping[K, V]]:
        """What an act built from the rows as it is about to commit them; to be handed to ``keep`` once it has."""
        own: Mapping[tuple[Hashable, K], V] = session.info.get(self, {})
        if not own:
            return None, {}
        last = self._stamp_of(session)
        return last, {key: value for (stamp, key), value in own.items() if stamp == last}

    def keep(self, stamp: Hashable, values: Mapping[K, V]) -> None:
        """Keep values built from committed rows."""
        if not values:
            return
        with self._lock:
            if stamp != self._stamp:
                self._stamp, self._values = stamp, {}
            self._values.update(values)
