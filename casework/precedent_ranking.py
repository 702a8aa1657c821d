"""Which earlier requests ask for the same thing, the likeliest first: shared words weighed by how rare they are.

A place or the name of a project says more than 批复 or 方案, so each pair of characters that two requests share counts
by its rarity among the requests of the office (BM25 with every pair counted once). How rare a
pair is, is read from a sample of the search index spread over all years: it needs no table and works on both engines.
What the ranking is worth is measured by ``python -m bench precedents``; docs/precedents.md.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from math import log
from typing import Final

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from casework.asked_words import asked_grams, asked_words, spellings
from models import Request
from models.database import is_sqlite
from models.search_grams import normalise
from models.search_table import SearchText

__all__ = ["ranked_requests"]

_LONGEST: Final = 600
_SAMPLE: Final = 500
# How many requests the index may be made to weigh, and how many of them are compared in full.
_WEIGHED: Final = 15_000
_COMPARED: Final = 250
_ASKED_AT_LEAST: Final = 3
_ASKED_AT_MOST: Final = 150
_SATURATION: Final = 1.2
_LENGTH: Final = 0.3
# Of the weight of all that is asked, this much must be in the other request.
_LEAST_SHARE: Final = 0.12

_FTS: Final = text("SELECT rowid AS id FROM request_search WHERE request_search MATCH :grams ORDER BY rank LIMIT :last")
# ts_rank knows no rarity, so each pair is looked up by itself and brings its weight.
_TSVECTOR: Final = text(
    "SELECT request_search.request_id FROM unnest(CAST(:grams AS text[]), CAST(:weights AS float8[])) "
    "AS asked(gram, weight) JOIN request_search ON request_search.grams @@ CAST(asked.gram AS tsquery) "
    "GROUP BY request_search.request_id ORDER BY sum(asked.weight) DESC, request_search.request_id DESC LIMIT :last"
)


@dataclass(frozen=True, slots=True)
class _Sample:
    """Some requests of all years, in normal form, and how many requests there are."""

    number: int
    bodies: tuple[str, ...]

    def share(self, gram: str) -> float:
        """The part of the requests that contain a pair, 0 to 1."""
        return sum(gram in body for body in self.bodies) / max(len(self.bodies), 1)

    def rarity(self, gram: str) -> float:
        """The weight of a pair: above 0, the more the fewer requests contain it (the idf of BM25)."""
        number = len(self.bodies)
        having = number * self.share(gram)
        return log(1 + (number - having + 0.5) / (having + 0.5))


def ranked_requests(session: Session, title: str, words: str, *, limit: int = 40) -> tuple[int, ...]:
    """The ids of the requests that ask for the most similar thing, the likeliest first; also the request itself.

    Args:
        session: any session.
        title: the title of the request that is compared.
        words: its text.
        limit: how many at most.
    """
    normal = normalise(f"{title} {words}"[:_LONGEST])
    wanted = asked_grams(asked_words(normal))
    sample = _sampled(session)
    if not wanted or not sample.bodies:
        return ()
    ids = _candidates(session, asked_grams(" ".join((normal, asked_words(normal), *spellings(normal)))), sample)
    meant = _Sample(sample.number, tuple(asked_words(body) for body in sample.bodies))
    weights = {gram: meant.rarity(gram) for gram in wanted}
    usual = sum(map(len, meant.bodies)) / len(meant.bodies)
    return tuple(_scored(session, ids, weights, usual)[:limit])


def _sampled(session: Session) -> _Sample:
    first, last = session.execute(select(func.min(SearchText.request_id), func.max(SearchText.request_id))).one()
    if first is None:
        return _Sample(0, ())
    # Ids have few gaps, and counting them would take longer than the error matters.
    number = last - first + 1
    step = max(number // _SAMPLE, 1)
    chosen = select(SearchText.body).where(SearchText.request_id.in_(range(first, last + 1, step)))
    return _Sample(number, tuple(session.scalars(chosen)))


def _candidates(session: Session, grams: Collection[str], sample: _Sample) -> list[int]:
    """Ask the index for the rarest pairs, as many as keep it from weighing half of all requests."""
    asked: list[str] = []
    weighed = 0.0
    for share, gram in sorted((sample.share(gram), gram) for gram in grams)[:_ASKED_AT_MOST]:
        weighed += share * sample.number
        if weighed > _WEIGHED and len(asked) >= _ASKED_AT_LEAST:
            break
        asked.append(gram)
    # Pairs hold letters and figures only, so quoting is all that either query language needs.
    if is_sqlite(session):
        query = " OR ".join(f'"{one}"' for one in asked)
        return list(session.scalars(_FTS, {"grams": query, "last": _COMPARED}))
    quoted, weights = [f"'{one}'" for one in asked], [sample.rarity(one) for one in asked]
    return list(session.scalars(_TSVECTOR, {"grams": quoted, "weights": weights, "last": _COMPARED}))


def _scored(session: Session, ids: Collection[int], weights: Mapping[str, float], usual: float) -> list[int]:
    rows = session.execute(
        select(Request.id, SearchText.body)
        .join(SearchText, SearchText.request_id == Request.id)
        .where(Request.id.in_(ids))
    )
    least = _LEAST_SHARE * sum(weights.values())
    found: list[tuple[float, int]] = []
    for row in rows:
        theirs = asked_words(row.body[: 4 * _LONGEST])
        total = sum(weight for gram, weight in weights.items() if gram in theirs)
        if total < least:
            continue
        length = 1 - _LENGTH + _LENGTH * len(theirs) / max(usual, 1.0)
        found.append((total * (1 + _SATURATION) / (1 + _SATURATION * length), row.id))
    found.sort(key=lambda one: (-one[0], -one[1]))
    return [one for _, one in found]
