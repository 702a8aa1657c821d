"""What 收件登记 asks of casework, run in the work thread."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from casework import registration
from casework.application_form import read_form
from casework.drafts import RegistrationDraft
from casework.form_views import FormProposal
from casework.identity_numbers import identity_flaw, identity_key
from casework.intake_days import counted_days
from casework.office import Office
from casework.views import Changed, IntakePreview
from desktop.components import read_attachment
from desktop.intake.counted_days import CountedRow
from law.terms import IdentityKind

__all__ = ["SideAnswer", "ask_side", "read_form_file", "register_with_files"]

_CHECKED = {IdentityKind.RESIDENT_ID, IdentityKind.CREDIT_CODE}


@dataclass(frozen=True, slots=True)
class SideAnswer:
    """The preview, the days of its period, and a good word about the identity number ("" when there is none)."""

    preview: IntakePreview
    days: tuple[CountedRow, ...]
    identity_words: str


def ask_side(office: Office, draft: RegistrationDraft, *, today: date) -> SideAnswer:
    """What the side panel shows for a draft."""
    preview = registration.preview(office, draft, today=today)
    days = () if preview.due is None else counted_days(office, preview.due)
    rows = tuple(
        CountedRow(one.date, one.weekday, one.label, one.text, one.count is not None, one.provisional) for one in days
    )
    who = draft.applicant
    number = identity_key(who.identity_number)
    good = bool(number) and who.identity_kind in _CHECKED and identity_flaw(who.identity_kind, number) is None
    return SideAnswer(preview, rows, "校验位正确" if good else "")


def register_with_files(
    office: Office, draft: RegistrationDraft, files: Sequence[Path], *, today: date, now: datetime, actor: str
) -> Changed:
    """Read the attachments and register.

    Raises:
        UserError: a file cannot be read, or the draft cannot be registered as it stands.
    """
    full = replace(draft, attachments=tuple(read_attachment(one) for one in files))
    return registration.register(office, full, today=today, now=now, actor=actor)


def read_form_file(path: Path) -> FormProposal:
    """Read a filled application form.

    Raises:
        UserError: the file is gone, too large, or no form that can be read.
    """
    return read_form(read_attachment(path).content, path.name)
