import gc
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from desktop.frame.garbage import GarbageSearch


class _Ring:
    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def search(qapp: QApplication) -> Iterator[GarbageSearch]:
    found = GarbageSearch(qapp)
    yield found
    found.stop()
    found.deleteLater()


def test_python_searches_no_more_until_it_is_given_back(search: GarbageSearch) -> None:
    assert not gc.isenabled()
    search.stop()
    assert gc.isenabled()


def test_rings_are_found_once_enough_was_made(search: GarbageSearch) -> None:
    gc.collect()
    ring = weakref.ref(_Ring())
    search.look()
    assert ring() is not None, "one ring is not worth a search"
    made: list[list[int]] = [[] for _ in range(gc.get_threshold()[0] + 1)]
    search.look()
    assert ring() is None
    assert made


def test_what_is_there_is_spared(search: GarbageSearch) -> None:
    search.spare_what_is_there()
    assert gc.get_freeze_count() > 0
    search.stop()
    assert gc.get_freeze_count() == 0
