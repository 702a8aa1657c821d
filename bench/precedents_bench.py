"""How often the right earlier request is among the first five, beside two simpler rankings, and how long it takes.

``python -m bench precedents``; what is measured and what it says: docs/precedents.md.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from sqlalchemy import text
from sqlalchemy.orm import Session

from bench.deadlines_bench import BenchRow
from bench.precedent_cases import Pair, make_precedents, pairs
from casework.office import Office
from casework.precedent_ranking import ranked_requests
from casework.similar import like_requests
from models.search_grams import normalise, tokens_of

__all__ = ["Ranking", "bm25", "dice", "places", "recall", "run"]

_LEAST_PERCENT = 90.0
_MOST_MS = 100.0
_NUMBERS = (20_000, 100_000)
_FTS = text("SELECT rowid FROM request_search WHERE request_search MATCH :grams ORDER BY rank LIMIT 40")

Ranking = Callable[[Session, str, str], Sequence[int]]


def dice(session: Session, title: str, words: str) -> Sequence[int]:
    """The ranking before: share of common pairs, candidates by the title."""
    return [one.request_id for one in like_requests(session, title, words, limit=40)]


def bm25(session: Session, title: str, words: str) -> Sequence[int]:
    """Plain BM25 of SQLite over all pairs of title and text."""
    grams = {token for chunk in normalise(f"{title} {words}").split() for token in tokens_of(chunk) if len(token) > 1}
    return list(session.scalars(_FTS, {"grams": " OR ".join(f'"{one}"' for one in sorted(grams))}))


def places(office: Office, ids: dict[str, int], ranking: Ranking, asked: Sequence[Pair]) -> list[int]:
    """At which place, from 1, each pair's right request is found; 0 where it is not."""
    found = []
    with office.reading() as session:
        for pair in asked:
            right = {ids[one] for one in pair.right}
            order = list(ranking(session, pair.title, pair.text))
            found.append(next((at for at, one in enumerate(order, start=1) if one in right), 0))
    return found


def recall(found: Sequence[int], first: int) -> float:
    """In percent, how many are found among the first so many."""
    return 100 * sum(0 < one <= first for one in found) / len(found)


def run() -> list[BenchRow]:
    """Measure both halves at both sizes; recall of the held half and time have budgets."""
    rows: list[BenchRow] = []
    for number in _NUMBERS:
        with TemporaryDirectory() as folder:
            office, ids = make_precedents(Path(folder) / "precedents.db", number)
            rows += _measured(office, ids, number)
            office.close()
    return rows


def _measured(office: Office, ids: dict[str, int], number: int) -> list[BenchRow]:
    rows: list[BenchRow] = []
    rankings: tuple[tuple[str, Ranking], ...] = (("ours", ranked_requests), ("Dice", dice), ("BM25", bm25))
    for half in ("tune", "held"):
        asked = pairs(half)
        for name, ranking in rankings:
            started = perf_counter()
            found = places(office, ids, ranking, asked)
            each = (perf_counter() - started) * 1000 / len(asked)
            note = f"MRR {sum(1 / one for one in found if one) / len(found):.2f}, {len(asked)} pairs, {number:,} cases"
            is_ours = name == "ours" and half == "held"
            # Percent missed, so that less is better like every other budget.
            missed = 100 - recall(found, 5)
            rows += [
                BenchRow(f"{name}, {half}: not the first", 100 - recall(found, 1), "%", None, note),
                BenchRow(f"{name}, {half}: not in five", missed, "%", 100 - _LEAST_PERCENT if is_ours else None, note),
                BenchRow(f"{name}, {half}: one query", each, "ms", _MOST_MS if is_ours else None, note),
            ]
    return rows
