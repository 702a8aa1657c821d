"""What somebody once said the columns of a ledger mean, found again by the heads of its sheets."""

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select

from casework.ledger_drafts import ColumnChoice, LedgerReading, RememberedColumns
from casework.office import Office
from casework.refusals import refused
from casework.roles import refuse_inactive
from casework.views import Changed
from models import LedgerColumns

__all__ = ["remember_columns", "remembered_columns"]


def _heads(reading: LedgerReading) -> list[str]:
    """The heads of all sheets that are read, without repetition: months added later are still the same ledger."""
    found = dict.fromkeys("\n".join(one.heads) for one in reading.sheets if one.columns)
    return list(found)


def _key(heads: Iterable[str]) -> str:
    return hashlib.sha256(json.dumps(sorted(heads), ensure_ascii=False).encode()).hexdigest()


def remembered_columns(office: Office, reading: LedgerReading) -> RememberedColumns | None:
    """上次这样对应: what was said about a ledger with the same heads; None if nothing was."""
    with office.reading() as session:
        found = session.scalars(
            select(LedgerColumns).where(LedgerColumns.heads_sha256 == _key(_heads(reading)))
        ).first()
        if found is None:
            return None
        return RememberedColumns(
            columns=tuple(
                ColumnChoice(fields=tuple(one["fields"]), head=str(one["head"])) for one in found.columns["columns"]
            ),
            saved_at=found.saved_at,
            saved_by=found.saved_by,
        )


def remember_columns(
    office: Office, reading: LedgerReading, choices: Iterable[ColumnChoice], *, now: datetime, actor: str
) -> Changed:
    """Keep what somebody corrected for the next ledger with the same heads; an act of its own, before the import.

    Raises:
        UserError: ``ledger_columns_empty``, nothing was corrected.
    """
    by_head: dict[str, list[str]] = {}
    for one in choices:
        head = one.head or _head_of(reading, one)
        if head:
            by_head[head] = list(one.fields)
    if not by_head:
        raise refused("ledger_columns_empty")
    heads = _heads(reading)
    with office.writing() as session:
        refuse_inactive(session, actor)
        key = _key(heads)
        found = session.scalars(select(LedgerColumns).where(LedgerColumns.heads_sha256 == key)).first()
        row = found or LedgerColumns(heads_sha256=key)
        row.heads = heads
        row.columns = {"columns": [{"head": head, "fields": fields} for head, fields in by_head.items()]}
        row.saved_at, row.saved_by = now, actor
        session.add(row)
    return Changed(message="已记住列的对应", topics=("ledgers",))


def _head_of(reading: LedgerReading, choice: ColumnChoice) -> str:
    for sheet in reading.sheets:
        if choice.sheet not in (None, sheet.name):
            continue
        for column, head in zip(sheet.columns, sheet.heads, strict=True):
            if column.letter == choice.letter:
                return head
    return ""
