"""One run of a piece of work with the time that it took."""

from collections.abc import Callable
from time import perf_counter
from typing import TypeVar

__all__ = ["timed"]

Found = TypeVar("Found")


def timed(work: Callable[[], Found]) -> tuple[Found, float]:
    """Run once; returns what the work found and its seconds."""
    started = perf_counter()
    found = work()
    return found, perf_counter() - started
