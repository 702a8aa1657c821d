"""What the page of the import asks in the work thread: reading, the dry run, the import; and what it keeps."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final

from casework import form_drafts
from casework.ledger_choices import said_to_json
from casework.ledger_columns import remembered_columns
from casework.ledger_drafts import (
    Agreement,
    ImportPlan,
    LedgerChoices,
    LedgerImportDraft,
    LedgerReading,
    RememberedColumns,
)
from casework.ledger_files import read_ledger_file
from casework.ledger_import import import_ledger, imports
from casework.ledger_plan import plan_import
from casework.office import Office
from casework.views import Changed
from desktop.frame.tasks import Steps

__all__ = ["KEY", "Read", "Who", "keep", "read_and_plan", "take_in", "was_done"]

KEY: Final = "ledger"
"""Under which what is unfinished is kept, and the page that goes on with it."""


@dataclass(frozen=True, slots=True)
class Who:
    """Who does it, on which day and when."""

    today: date
    now: datetime
    actor: str


@dataclass(frozen=True, slots=True)
class Read:
    """A ledger as it was read and planned; ``remembered`` is what was once said about its columns."""

    reading: LedgerReading
    plan: ImportPlan
    remembered: RememberedColumns | None


def read_and_plan(office: Office, path: Path, choices: LedgerChoices, who: Who, steps: Steps) -> Read:
    """Read the file and try it against the database."""
    steps.advance(0, 0)
    reading = read_ledger_file(office, path, today=who.today, choices=choices)
    steps.advance(0, len(reading.rows))
    plan = plan_import(
        office,
        reading,
        today=who.today,
        now=who.now,
        actor=who.actor,
        choices=choices,
        progress=steps.advance,
    )
    # What the page asks of the plan at once is counted here and not in the thread of the window.
    _ = plan.taken, plan.counts, plan.prompt_kinds, plan.without_outcome
    return Read(reading, plan, remembered_columns(office, reading))


def take_in(office: Office, plan: ImportPlan, agreement: Agreement, who: Who, steps: Steps) -> Changed:
    """Take the ledger in; 取消 keeps nothing."""
    draft = LedgerImportDraft(plan=plan, agreement=agreement)
    return import_ledger(office, draft, today=who.today, now=who.now, actor=who.actor, progress=steps.advance)


def was_done(office: Office, who: Who) -> bool:
    """Whether an import that was asked to stop had been done before it heard of it."""
    return any((one.imported_at, one.imported_by) == (who.now, who.actor) for one in imports(office))


def keep(office: Office, path: Path, choices: LedgerChoices, agreement: Agreement, who: Who) -> Changed:
    """Keep which file was chosen, what was corrected and agreed to, until it is taken in."""
    payload = said_to_json(str(path), choices, agreement)
    return form_drafts.save(
        office, KEY, "ledger", f"台账导入：{path.name} 还没有导入", payload, now=who.now, actor=who.actor
    )
