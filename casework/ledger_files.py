"""Reading a ledger from a file, with the calendar and the policies of the office."""

from datetime import date
from pathlib import Path

from casework.ledger_drafts import NO_CHOICES, LedgerChoices, LedgerReading
from casework.office import Office
from casework.refusals import refused
from reports.ledger_reading import read_ledger

__all__ = ["read_ledger_file"]


def read_ledger_file(office: Office, path: Path, *, today: date, choices: LedgerChoices = NO_CHOICES) -> LedgerReading:
    """Read a ledger; the database is not asked about its rows.

    Raises:
        UserError: ``ledger_file_unreadable``; not a ledger, empty, protected by a password, damaged, too large.
    """
    try:
        content = path.read_bytes()
    except OSError as problem:
        raise refused("ledger_file_unreadable", field="path", name=path.name, why=problem.strerror or "") from problem
    return read_ledger(content, path.name, office.calendar(), office.policies(today), today, choices)
