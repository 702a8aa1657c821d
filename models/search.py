"""Questions to the search index: newest requests first, safe against whatever is typed.

Text of two characters and more is looked up in the index; a single character is the beginning of an applicant's name.
Identity and telephone numbers are not in the index: they are found only whole, by equality.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, column, select, text, union
from sqlalchemy.orm import Session

from models.database import is_sqlite
from models.requests import Request
from models.search_grams import identity_key, is_ideographic, name_key, normalise, phone_key, tokens_of
from models.submissions import Agent, Applicant, SubmissionApplicant

__all__ = ["matching_ids", "search_ids"]

_LAST_CHARACTER = chr(0x10FFFF)
_SHORTEST_NUMBER = 6
# A longer query is a pasted paragraph; its beginning finds the same case, and the engines have limits.
_LONGEST_QUERY = 200
_FTS = text("SELECT rowid AS id FROM request_search WHERE request_search MATCH :grams")
_TS = text("SELECT request_id AS id FROM request_search WHERE grams @@ CAST(:grams AS tsquery)")
# FTS5 walks backwards through the index and stops early.
_FTS_NEWEST = text("SELECT rowid FROM request_search WHERE request_search MATCH :grams ORDER BY rowid DESC LIMIT :last")
# PostgreSQL's index knows no order, and its planner cannot tell which way is shorter. Frequent words are found among
# the newest requests without the index; rare ones (fewer than one in _WINDOW) are few enough to be fetched and sorted.
_WINDOW = 20
_TS_RECENT = text(
    "SELECT request_id FROM request_search WHERE grams @@ CAST(:grams AS tsquery) "
    "AND request_id > (SELECT max(request_id) FROM request_search) - :window ORDER BY request_id DESC LIMIT :last"
)
_TS_ALL = text(
    "WITH found AS MATERIALIZED (SELECT request_id FROM request_search WHERE grams @@ CAST(:grams AS tsquery)) "
    "SELECT request_id FROM found ORDER BY request_id DESC LIMIT :last"
)


def search_ids(session: Session, words: str, *, limit: int = 200, offset: int = 0) -> list[int]:
    """Return the ids of the requests that match all of ``words``, newest (highest id) first.

    Args:
        session: any session.
        words: what was typed: parts of names, numbers, titles and texts separated by blanks; pinyin and initials of
            names; a whole identity or telephone number. Nothing searchable gives no result.
        limit: how many ids at most.
        offset: how many of the newest to pass over.
    """
    last = limit + offset
    found: set[int] = set()
    grams = _index_query(session, words)
    if grams:
        found.update(_newest(session, grams, last))
    for statement in _by_applicant(session, words):
        found.update(session.scalars(statement.order_by(Request.id.desc()).limit(last)))
    return sorted(found, reverse=True)[offset:last]


def _newest(session: Session, grams: str, last: int) -> Sequence[int]:
    if is_sqlite(session):
        return session.scalars(_FTS_NEWEST, {"grams": grams, "last": last}).all()
    recent = session.scalars(_TS_RECENT, {"grams": grams, "last": last, "window": _WINDOW * last}).all()
    return recent if len(recent) == last else session.scalars(_TS_ALL, {"grams": grams, "last": last}).all()


def matching_ids(session: Session, words: str) -> Select[tuple[int]]:
    """Return a select of all matching ids, for ``Request.id.in_(...)`` in lists that sort and filter by themselves."""
    parts: list[Any] = list(_by_applicant(session, words))
    grams = _index_query(session, words)
    if grams:
        statement = (_FTS if is_sqlite(session) else _TS).bindparams(grams=grams)
        parts.append(select(statement.columns(column("id")).subquery().c.id))
    if not parts:
        return select(Request.id).where(Request.id.is_(None))
    return select(union(*parts).subquery().c[0])


def _index_query(session: Session, words: str) -> str:
    """Return the query in the engine's language; "" if the index is not to be asked.

    Tokens hold nothing but letters and figures, so no sign of either language can come from what was typed; they are
    quoted nevertheless.
    """
    chunks = normalise(words[:_LONGEST_QUERY], join=False).split()
    if not chunks or _is_single_character(chunks):
        return ""
    phrases = [tokens_of(chunk, whole=False) for chunk in chunks]
    return " AND ".join(map(_fts_phrase, phrases)) if is_sqlite(session) else " & ".join(map(_ts_phrase, phrases))


def _is_single_character(chunks: list[str]) -> bool:
    return len(chunks) == 1 and len(chunks[0]) == 1


def _is_open(token: str) -> bool:
    """Whether the last token of a phrase may go on: a word being typed, or half of a pair."""
    return len(token) == 1 or not is_ideographic(token[0])


def _fts_phrase(tokens: list[str]) -> str:
    return f'"{" ".join(tokens)}"' + ("*" if _is_open(tokens[-1]) else "")


def _ts_phrase(tokens: list[str]) -> str:
    quoted = [f"'{token}'" for token in tokens]
    return "(" + " <-> ".join(quoted) + (":*" if _is_open(tokens[-1]) else "") + ")"


def _by_applicant(session: Session, words: str) -> list[Select[tuple[int]]]:
    """Return selects of ids by the first character of a name, or by a whole identity or telephone number."""
    key = name_key(words)
    if len(key) == 1:
        return [_of_applicants(_name_begins(session, key))]
    identity, phone = identity_key(words), phone_key(words)
    if identity is None or len(identity) < _SHORTEST_NUMBER or not identity.isascii():
        return []
    by_agent = select(Request.id).join(Agent, Agent.submission_id == Request.submission_id)
    statements = [_of_applicants(Applicant.identity_key == identity), by_agent.where(Agent.identity_key == identity)]
    if phone is not None and len(phone) >= _SHORTEST_NUMBER and phone == identity:
        statements.append(_of_applicants(Applicant.phone_key == phone))
    return statements


def _name_begins(session: Session, key: str) -> Any:
    # A range is answered by the index; LIKE is not. PostgreSQL is told to compare by code point, as SQLite does.
    compared = Applicant.name_key if is_sqlite(session) else Applicant.name_key.collate("C")
    return (compared >= key) & (compared < key + _LAST_CHARACTER)


def _of_applicants(condition: Any) -> Select[tuple[int]]:
    of_request = SubmissionApplicant.submission_id == Request.submission_id
    joined = select(Request.id).join(SubmissionApplicant, of_request)
    return joined.join(Applicant, Applicant.id == SubmissionApplicant.applicant_id).where(condition).distinct()
