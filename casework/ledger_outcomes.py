"""补定处理结果: cases that a ledger says were replied to, without saying in words that name one outcome.

The reply was made on its day; only which outcome it stated is added, for all cases of an import that stand under the
same words.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.office import Office
from casework.refusals import refused
from casework.unit_of_work import begin
from casework.views import Changed
from law.terms import EventKind, Outcome
from models import ImportedRow, LedgerImport, Request

__all__ = ["SettledOutcomeDraft", "UndecidedWords", "settle_outcome", "undecided_words"]


@dataclass(frozen=True, slots=True, kw_only=True)
class UndecidedWords:
    """Cases of an import that wait for their outcome under the same words; empty words where the ledger has none."""

    words: str
    request_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SettledOutcomeDraft:
    """What words of the outcome column meant in one import."""

    number: int
    words: str
    outcome: Outcome


def undecided_words(office: Office, number: int) -> tuple[UndecidedWords, ...]:
    """The words whose outcome is open, those of most cases first."""
    with office.reading() as session:
        return _undecided(session, number)


def _undecided(session: Session, number: int) -> tuple[UndecidedWords, ...]:
    statement = (
        select(Request.id, Request.details)
        .join(ImportedRow, ImportedRow.request_id == Request.id)
        .where(ImportedRow.import_id == number, Request.outcome.is_(None), Request.closed_on.is_not(None))
        .order_by(Request.id)
    )
    found: dict[str, list[int]] = defaultdict(list)
    for request_id, details in session.execute(statement).tuples():
        found[str(details.get("ledger", {}).get("outcome", ""))].append(request_id)
    groups = [UndecidedWords(words=words, request_ids=tuple(ids)) for words, ids in found.items()]
    return tuple(sorted(groups, key=lambda one: (-len(one.request_ids), one.words)))


def settle_outcome(office: Office, draft: SettledOutcomeDraft, *, today: date, now: datetime, actor: str) -> Changed:
    """Record the outcome of all cases that stand under the same words, on the day of their reply.

    Raises:
        UserError: ``ledger_import_unknown``, ``ledger_outcome_settled`` (nothing waits under these words), or
            ``ledger_outcome_withdrawn`` (a withdrawal is no outcome of a reply).
    """
    if draft.outcome is Outcome.WITHDRAWN:
        raise refused("ledger_outcome_withdrawn", field="outcome")
    with begin(office, today=today, now=now, actor=actor) as work:
        if work.session.get(LedgerImport, draft.number) is None:
            raise refused("ledger_import_unknown", number=draft.number)
        waiting = [one for one in _undecided(work.session, draft.number) if one.words == draft.words]
        if not waiting:
            raise refused("ledger_outcome_settled", words=draft.words)
        ids = waiting[0].request_ids
        for request_id in ids:
            request = work.request(request_id)
            reply = work.derived(request).facts.reply
            on = reply.issued_on if reply is not None else request.closed_on
            said: dict[str, object] = {
                "outcome": draft.outcome,
                "variant": "",
                "facts": {},
                "words": draft.words,
                "ledger": True,
            }
            work.record(request, EventKind.OUTCOME_DECIDED, on, said)
            work.refresh(request)
    return Changed(
        request_ids=ids,
        message=f"{len(ids)} 件已补定为{draft.outcome.label}",
        topics=("cases", "ledgers"),
    )
