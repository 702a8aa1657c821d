"""文书 at 100,000 documents: counters, segments, orders, search, rows, mail numbers, and how it was answered before.

``python -m bench.documents_bench`` prints a table for SQLite; ``python -m bench.documents_bench URL`` measures an empty
PostgreSQL database instead, and fills it.
"""

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TypeVar

from bench.deadlines_bench import BenchRow
from bench.many_cases import TODAY, make_many
from bench.many_documents import make_documents
from casework.document_list import document_counts, document_ids, document_rows
from casework.document_list_views import DocumentFilter, DocumentSegment
from casework.mail_batch import mail_number_uses
from casework.office import Office
from casework.precedents import precedents

__all__ = ["measure", "run"]

CASES = 100_000
OPEN = 10_000
_LIST_MS = 100.0
_PAGE_MS = 30.0
_ROUNDS = 5
_S = DocumentSegment
_Found = TypeVar("_Found")

FILTERS: tuple[tuple[str, DocumentFilter], ...] = (
    ("issued, the latest first", DocumentFilter(segment=_S.ISSUED)),
    *(
        (
            f"issued by {sort}{', descending' if down else ''}",
            DocumentFilter(segment=_S.ISSUED, sort=sort, descending=down),
        )
        for sort in ("number", "applicant", "registration", "slack")
        for down in (False, True)
    ),
    ("to send", DocumentFilter(segment=_S.TO_SEND)),
    ("to prove", DocumentFilter(segment=_S.TO_PROVE)),
    ("drafts", DocumentFilter(segment=_S.DRAFTS)),
    ("mine", DocumentFilter(segment=_S.MINE)),
    ("search a number", DocumentFilter(segment=_S.ISSUED, text="公复〔2024〕1234号")),
    ("search 征地, by applicant", DocumentFilter(segment=_S.ISSUED, text="征地", sort="applicant")),
)


def run() -> list[BenchRow]:
    """Measure everything once on SQLite."""
    with TemporaryDirectory(prefix="documents-bench-") as folder:
        return measure(str(Path(folder) / "desk.db"))


def measure(location: str, cases: int = CASES, still_open: int = OPEN) -> list[BenchRow]:
    """Fill an empty database and measure the lists of letters.

    Args:
        location: a path that does not exist, or the URL of an empty database.
        cases: how many cases; each has one letter.
        still_open: how many of them are open.
    """
    started = perf_counter()
    office = make_many(location, cases, still_open)
    try:
        made = make_documents(office)
        rows = [BenchRow("making the database", perf_counter() - started, "s", None, f"{made:,} letters in bulk")]
        return [*rows, *_lists(office), *_earlier(office, cases)]
    finally:
        office.close()


def _lists(office: Office) -> list[BenchRow]:
    rows = []
    _, took = _best(partial(document_counts, office, "王敏", today=TODAY))
    rows.append(BenchRow("counters of all segments", took, "ms", _LIST_MS, "as the head of the list shows them"))
    for name, wanted in FILTERS:
        found, took = _best(partial(document_ids, office, wanted, "王敏", today=TODAY))
        rows.append(BenchRow(name, took, "ms", _LIST_MS, f"{len(found):,} ids"))
    ids = document_ids(office, DocumentFilter(segment=_S.ISSUED), "王敏", today=TODAY)
    middle = len(ids) // 2
    _, took = _best(partial(document_rows, office, ids[middle : middle + 50], today=TODAY))
    rows.append(BenchRow("a page of rows", took, "ms", _PAGE_MS, "50 rows from the middle"))
    used, took = _best(partial(mail_number_uses, office, ("1000000000100", "1098765432101")))
    rows.append(BenchRow("letters that went under a mail number", took, "ms", None, f"{len(used)} of two numbers"))
    return rows


def _earlier(office: Office, cases: int) -> list[BenchRow]:
    """A request about a matter that thousands asked for in the same words: the worst there is."""
    asked = [_best(partial(precedents, office, one, today=TODAY)) for one in (1, cases // 2, cases)]
    shown, took = max(((len(view.found), took) for view, took in asked), key=lambda one: one[1])
    return [BenchRow("how it was answered before", took, "ms", _LIST_MS, f"{shown} shown, the slowest of three")]


def _best(work: Callable[[], _Found]) -> tuple[_Found, float]:
    """The result and the best of several times in milliseconds: what is slower was the machine, not the program."""
    found, best = work(), float("inf")
    for _ in range(_ROUNDS):
        started = perf_counter()
        found = work()
        best = min(best, (perf_counter() - started) * 1000)
    return found, best


def main(arguments: list[str]) -> int:
    """Print the table; the exit status tells whether every budget is kept."""
    rows = measure(arguments[0]) if arguments else run()
    for row in rows:
        budget = "" if row.budget is None else f"≤ {row.budget:,.0f}"
        mark = "" if row.kept else "  OVER BUDGET"
        print(f"{row.name:<44}{row.value:>12,.2f} {row.unit:<6}{budget:>12}  {row.note}{mark}")
    return 0 if all(row.kept for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
