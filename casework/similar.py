"""Earlier requests that look alike: found by shared pairs of characters, measured by how many they share."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from casework.views import SimilarRequestView
from models import Request, SubmissionApplicant
from models.database import is_sqlite
from models.search_grams import normalise, tokens_of

__all__ = ["Likeness", "like_requests", "percents_like", "similar_requests"]

# Pairs that every request contains say nothing about what is asked.
_COMMON = frozenset((
    "申请", "请公", "公开", "开公", "政府", "府信", "信息", "关于", "相关", "有关", "文件", "的文", "以下", "下信",
    "我要", "要求", "请求", "求公", "材料", "情况", "及其",
))  # fmt: skip
_FTS = text("SELECT rowid AS id FROM request_search WHERE request_search MATCH :grams ORDER BY rank LIMIT :last")
_TSVECTOR = text(
    "SELECT request_id AS id FROM request_search, CAST(:grams AS tsquery) AS wanted "
    "WHERE request_search.grams @@ wanted ORDER BY ts_rank(request_search.grams, wanted) DESC LIMIT :last"
)
_ASKED_GRAMS = 24
_LONGEST = 600
_LEAST_PERCENT = 35
_FEWEST_GRAMS = 3


def _grams(words: str) -> frozenset[str]:
    chunks = normalise(words[:_LONGEST]).split()
    return frozenset(token for chunk in chunks for token in tokens_of(chunk) if len(token) > 1) - _COMMON


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much of a request is in another one, in percent of the pairs of characters that either has."""

    request_id: int
    percent: int


def like_requests(session: Session, title: str, words: str, *, limit: int = 30) -> tuple[Likeness, ...]:
    """Requests of anybody that share at least a third of their pairs with some words, the most similar first.

    Args:
        session: any session.
        title: what is compared, a request of its own is found too; by its title candidates are looked up.
        words: the text that goes with it.
        limit: how many candidates of the index are looked at.
    """
    wanted = _grams(f"{title} {words}")
    if len(wanted) < _FEWEST_GRAMS:
        return ()
    ids = _by_grams(session, title or words, last=limit)
    rows = session.execute(select(Request.id, Request.title, Request.text).where(Request.id.in_(ids)))
    found = [Likeness(row.id, _percent(wanted, _grams(f"{row.title} {row.text}"))) for row in rows]
    found.sort(key=lambda one: (-one.percent, -one.request_id))
    return tuple(one for one in found if one.percent >= _LEAST_PERCENT)


def percents_like(session: Session, title: str, words: str, request_ids: Collection[int]) -> dict[int, int]:
    """How much of some words is in each of some requests, in percent of the pairs that either has.

    Args:
        session: any session.
        title: what is compared.
        words: the text that goes with it.
        request_ids: the requests it is compared with; one that does not exist is left out.
    """
    wanted = _grams(f"{title} {words}")
    rows = session.execute(select(Request.id, Request.title, Request.text).where(Request.id.in_(request_ids)))
    return {row.id: _percent(wanted, _grams(f"{row.title} {row.text}")) for row in rows}


def similar_requests(
    session: Session, title: str, words: str, applicant_ids: Collection[int], *, limit: int = 5
) -> tuple[SimilarRequestView, ...]:
    """Earlier requests that share at least a third of their pairs with a new one; those of the same applicant first."""
    wanted = _grams(f"{title} {words}")
    if len(wanted) < _FEWEST_GRAMS:
        return ()
    ids = set(_by_grams(session, title or words)) | set(_by_applicant(session, applicant_ids))
    if not ids:
        return ()
    mine = set(_by_applicant(session, applicant_ids))
    columns = (Request.id, Request.registration_number, Request.title, Request.text, Request.status, Request.outcome)
    found = []
    for row in session.execute(select(*columns).where(Request.id.in_(ids))):
        percent = _percent(wanted, _grams(f"{row.title} {row.text}"))
        if percent >= _LEAST_PERCENT:
            found.append(
                SimilarRequestView(
                    request_id=row.id,
                    registration_number=row.registration_number or "",
                    title=row.title,
                    state_text=row.outcome.label if row.outcome else row.status.label,
                    percent=percent,
                    same_applicant=row.id in mine,
                )
            )
    found.sort(key=lambda one: (not one.same_applicant, -one.percent, -one.request_id))
    return tuple(found[:limit])


def _percent(wanted: frozenset[str], theirs: frozenset[str]) -> int:
    return round(200 * len(wanted & theirs) / (len(wanted) + len(theirs))) if theirs else 0


def _by_grams(session: Session, words: str, *, last: int = 30) -> list[int]:
    asked = sorted(_grams(words))[:_ASKED_GRAMS]
    if not asked:
        return []
    # Grams hold letters and figures only, so quoting is all that either query language needs.
    if is_sqlite(session):
        grams = " OR ".join(f'"{one}"' for one in asked)
        return list(session.scalars(_FTS, {"grams": grams, "last": last}))
    grams = " | ".join(f"'{one}'" for one in asked)
    return list(session.scalars(_TSVECTOR, {"grams": grams, "last": last}))


def _by_applicant(session: Session, applicant_ids: Collection[int]) -> list[int]:
    if not applicant_ids:
        return []
    statement = (
        select(Request.id)
        .join(SubmissionApplicant, SubmissionApplicant.submission_id == Request.submission_id)
        .where(SubmissionApplicant.applicant_id.in_(applicant_ids))
        .order_by(Request.id.desc())
        .limit(50)
    )
    return list(session.scalars(statement))
