"""Keeps the search index in step: one call per request after it was written, in the same transaction."""

from collections.abc import Iterable, Sequence
from itertools import islice

from sqlalchemy import delete, insert, select
from sqlalchemy import text as sql
from sqlalchemy.orm import Session

from models.database import is_sqlite
from models.requests import Request
from models.search_grams import name_key, normalise, pinyin_words, tokens_of
from models.search_table import SearchText
from models.submissions import Agent, Applicant, SubmissionApplicant

__all__ = ["forget_requests", "index_body", "index_request", "index_requests", "rebuild_search_index"]

_BATCH = 500
# A tsvector holds 1 MB; what lies behind this in a text is not searched.
_LONGEST_TEXT = 50_000
# tsvector: positions beyond this are all the same to PostgreSQL, and phrases there would match anything.
_LAST_POSITION = 16_383
_FTS_ADD = sql("INSERT INTO request_search (rowid, grams) VALUES (:id, :grams)")
_FTS_REMOVE = sql("INSERT INTO request_search (request_search, rowid, grams) VALUES ('delete', :id, :grams)")
_FTS_CLEAR = sql("INSERT INTO request_search (request_search) VALUES ('delete-all')")
_TS_ADD = sql(
    "INSERT INTO request_search (request_id, grams) VALUES (:id, CAST(:grams AS tsvector)) "
    "ON CONFLICT (request_id) DO UPDATE SET grams = excluded.grams"
)
_TS_REMOVE = sql("DELETE FROM request_search WHERE request_id = ANY(:ids)")
_TS_CLEAR = sql("DELETE FROM request_search")


def index_body(names: Sequence[str], texts: Iterable[str | None], numbers: Iterable[str | None] = ()) -> str:
    """Return what the index holds of one request, in normal form.

    Args:
        names: applicants and agents, as typed.
        texts: title, text and the like.
        numbers: registration and document numbers; their figures are also found without leading zeros.
    """
    chunks: list[str] = []
    for number in filter(None, numbers):
        written = normalise(number)
        chunks.append(written)
        tokens = (token for chunk in written.split() for token in tokens_of(chunk))
        chunks.extend(token.lstrip("0") for token in tokens if token.startswith("0") and token.strip("0"))
    chunks.extend(filter(None, (name_key(name) for name in names)))
    chunks.extend(filter(None, (normalise(text[:_LONGEST_TEXT]) for text in texts if text)))
    chunks.extend(pinyin_words(names))
    return " ".join(chunks)


def index_request(session: Session, request_id: int) -> None:
    """Bring the index entry of one request up to date with what is flushed."""
    index_requests(session, (request_id,))


def index_requests(session: Session, request_ids: Iterable[int]) -> None:
    """Bring the entries of many requests up to date; pending changes are flushed first."""
    session.flush()
    waiting = iter(request_ids)
    while batch := list(islice(waiting, _BATCH)):
        bodies = _bodies(session, batch)
        _remove(session, bodies)
        _add(session, bodies)


def rebuild_search_index(session: Session) -> int:
    """Throw the index away and make it anew from the requests; returns how many were indexed."""
    if is_sqlite(session):
        session.execute(_FTS_CLEAR)
    else:
        session.execute(_TS_CLEAR)
    session.execute(delete(SearchText))
    ids = session.scalars(select(Request.id).order_by(Request.id)).all()
    index_requests(session, ids)
    return len(ids)


def _bodies(session: Session, ids: list[int]) -> dict[int, str]:
    columns = (
        Request.submission_id,
        Request.registration_number,
        Request.title,
        Request.text,
        Request.doc_no_hint,
        Request.details,
    )
    rows = session.execute(select(Request.id, *columns).where(Request.id.in_(ids))).all()
    names = _names(session, {row.submission_id for row in rows})
    return {
        row.id: index_body(
            names.get(row.submission_id, []),
            (row.title, row.text),
            # A request that came with a ledger is also found by the numbers that stood there.
            (row.registration_number, row.doc_no_hint, *(row.details or {}).get("numbers", ())),
        )
        for row in rows
    }


def forget_requests(session: Session, request_ids: Iterable[int]) -> None:
    """Take many requests out of the index, before they are deleted themselves."""
    session.flush()
    waiting = iter(request_ids)
    while batch := list(islice(waiting, _BATCH)):
        _remove(session, dict.fromkeys(batch, ""))
        if not is_sqlite(session):
            session.execute(_TS_REMOVE, {"ids": batch})


def _names(session: Session, submission_ids: set[int]) -> dict[int, list[str]]:
    by_applicant = (
        select(SubmissionApplicant.submission_id, Applicant.name)
        .join(Applicant, Applicant.id == SubmissionApplicant.applicant_id)
        .where(SubmissionApplicant.submission_id.in_(submission_ids))
        .order_by(SubmissionApplicant.position)
    )
    by_agent = select(Agent.submission_id, Agent.name).where(Agent.submission_id.in_(submission_ids)).order_by(Agent.id)
    names: dict[int, list[str]] = {}
    for statement in (by_applicant, by_agent):
        for submission_id, name in session.execute(statement).tuples():
            names.setdefault(submission_id, []).append(name)
    return names


def _remove(session: Session, bodies: dict[int, str]) -> None:
    known = select(SearchText.request_id, SearchText.body).where(SearchText.request_id.in_(bodies))
    old = session.execute(known).tuples().all()
    if not old:
        return
    if is_sqlite(session):
        session.execute(_FTS_REMOVE, [{"id": one, "grams": _fts_grams(body)} for one, body in old])
    session.execute(delete(SearchText).where(SearchText.request_id.in_([one for one, _ in old])))


def _add(session: Session, bodies: dict[int, str]) -> None:
    if not bodies:
        return
    session.execute(insert(SearchText), [{"request_id": one, "body": body} for one, body in bodies.items()])
    if is_sqlite(session):
        session.execute(_FTS_ADD, [{"id": one, "grams": _fts_grams(body)} for one, body in bodies.items()])
    else:
        session.execute(_TS_ADD, [{"id": one, "grams": _ts_grams(body)} for one, body in bodies.items()])


def _fts_grams(body: str) -> str:
    return " ".join(token for chunk in body.split(" ") for token in tokens_of(chunk))


def _ts_grams(body: str) -> str:
    """Return a ``tsvector`` as text, with positions of our own: PostgreSQL's parser never sees the words."""
    position, words = 0, []
    for chunk in body.split(" "):
        for token in tokens_of(chunk):
            position += 1
            # Behind the last position a word is found, but not as part of a phrase.
            words.append(f"'{token}':{position}" if position < _LAST_POSITION else f"'{token}'")
    return " ".join(words)
