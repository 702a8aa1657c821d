"""Rows of one file that are the same request: same applicant, same subject, same day of receipt."""

import unicodedata
from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from reports.ledger_aliases import head_key
from reports.ledger_draft import RowDraft

__all__ = ["find_duplicates"]

_DOUBLE_POST: Final = 60
"""Seconds between two posts that are one request sent twice."""

_Key = tuple[str, str, date]


def find_duplicates(drafts: Sequence[RowDraft], distinct: frozenset[tuple[str, int]]) -> dict[int, RowDraft]:
    """The earlier row of each repeated one, by the position of the later one in ``drafts``.

    Args:
        drafts: the records of a file in order; a refused one may repeat another, but none repeats a refused one.
        distinct: rows (sheet, row) that somebody said are requests of their own.
    """
    firsts: dict[_Key, list[RowDraft]] = {}
    found: dict[int, RowDraft] = {}
    for at, draft in enumerate(drafts):
        key = _key(draft)
        if key is None:
            continue
        earlier = None
        if (draft.context.part.grid.name, draft.row) not in distinct:
            earlier = next((one for one in firsts.get(key, ()) if _same(one, draft)), None)
        if earlier is None and not draft.refused:
            firsts.setdefault(key, []).append(draft)
        elif earlier is not None:
            found[at] = earlier
    return found


def _key(draft: RowDraft) -> _Key | None:
    name, subject, received = (draft.values.get(one) for one in ("applicant_name", "subject", "received_date"))
    if not isinstance(name, str) or not isinstance(subject, str) or not isinstance(received, date):
        return None
    return _plain(name), head_key(subject) or _plain(subject), received


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()


def _same(first: RowDraft, second: RowDraft) -> bool:
    """Whether nothing says that they are two: other identity, another reply, another hour."""
    for name in ("id_number", "org_code", "reply_no"):
        one, other = first.values.get(name), second.values.get(name)
        if one and other and one != other:
            if name == "reply_no":
                second.warn("looks_alike")
            return False
    one, other = first.values.get("applied_at"), second.values.get("applied_at")
    if not isinstance(one, datetime) or not isinstance(other, datetime):
        return True
    seconds = int((other - one).total_seconds())
    if abs(seconds) > _DOUBLE_POST:
        second.warn("same_day_post")
        return False
    second.prompts.clear()
    second.ask("double_post", "serial_no", seconds=abs(seconds))
    return True
