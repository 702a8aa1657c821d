"""Entering an act: the request locked, its state as of today, the lifecycle asked; and the checks all acts share."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy.orm import Session

from casework.acts import require
from casework.date_wording import full_date
from casework.derived import Derived, derive_stored
from casework.drafts import AttachmentDraft
from casework.keeping import keep_attachments
from casework.lifecycle import CaseState
from casework.office import Office
from casework.refusals import refused
from casework.roles import is_reviewed
from casework.unit_of_work import Work
from casework.views import Changed
from law.terms import Act, EventKind
from models import Event, Request
from models.text_cleaning import clean_text

__all__ = [
    "ActCase",
    "attach_to",
    "case_state",
    "changed",
    "check_day",
    "enter",
    "last_fee_day",
    "read_case",
    "words",
    "words_of",
]


@dataclass(frozen=True, slots=True)
class ActCase:
    """A request in the hands of an act."""

    request: Request
    state: CaseState

    @property
    def derived(self) -> Derived:
        """Clock and status when the act began."""
        return self.state.derived

    @property
    def number(self) -> str:
        """The registration number, for messages."""
        return self.request.registration_number or ""


def case_state(request: Request, derived: Derived, today: date, *, reviewed: bool = False) -> CaseState:
    """The state of a stored request; ``reviewed``: letters need a second person today."""
    registered = derived.facts.last(EventKind.REGISTERED)
    missing = tuple(registered.payload.get("missing", ())) if registered else ()
    return CaseState(derived=derived, today=today, kind=request.kind, incomplete=missing, reviewed=reviewed)


def enter(work: Work, request_id: int, act: Act) -> ActCase:
    """Take a request for an act.

    Raises:
        UserError: no such request, or the lifecycle does not allow the act now.
    """
    case = case_in(work, work.request(request_id))
    require(act, case.state)
    return case


def case_in(work: Work, request: Request) -> ActCase:
    """A request as it stands in the middle of an act."""
    reviewed = is_reviewed(work.office, work.session, work.today)
    return ActCase(request, case_state(request, work.derived(request), work.today, reviewed=reviewed))


def read_case(office: Office, session: Session, request_id: int, today: date) -> ActCase:
    """A request for a question; nothing is locked and nothing refused but an unknown id.

    Raises:
        UserError: ``request_unknown``.
    """
    request = session.get(Request, request_id)
    if request is None:
        raise refused("request_unknown")
    derived = derive_stored(office, session, request_id, today)
    return ActCase(request, case_state(request, derived, today, reviewed=is_reviewed(office, session, today)))


def changed(work: Work, case: ActCase, act: Act, message: str, *, document_id: int | None = None) -> Changed:
    """Recompute the caches and say what happened."""
    work.refresh(case.request)
    work.session.flush()
    return Changed(
        request_ids=(case.request.id,),
        act=act,
        message=f"{case.number} {message}{_hinted(work)}",
        document_id=document_id,
        event_id=work.last_event_id,
        version=case.request.version_id,
        topics=("cases",),
    )


def _hinted(work: Work) -> str:
    return f"；发文提示 {work.hints} 项，见文书" if work.hints else ""


def words(text: str, code: str, field: str) -> str:
    """A text that must be filled in, cleaned.

    Raises:
        UserError: ``code``, the text is blank.
    """
    cleaned = clean_text(text).text.strip()
    if not cleaned:
        raise refused(code, field=field)
    return cleaned


def words_of(texts: Iterable[str], code: str, field: str) -> tuple[str, ...]:
    """Several texts of which one at least must be filled in; blank ones fall away."""
    kept = tuple(cleaned for one in texts if (cleaned := clean_text(one).text.strip()))
    if not kept:
        raise refused(code, field=field)
    return kept


def check_day(on: date, case: ActCase, label: str, *, field: str = "on", not_before: date | None = None) -> None:
    """Refuse a day in the future, before the receipt, or before what must come first.

    Args:
        on: the day.
        case: the request.
        label: name of the day in Chinese.
        field: field of the draft that holds it.
        not_before: day of what comes first; the day of receipt if not given.

    Raises:
        UserError: ``act_in_future``, ``act_before_receipt``, ``act_too_early``.
    """
    today = case.state.today
    if on > today:
        raise refused("act_in_future", field=field, label=label, day=full_date(on), today=full_date(today))
    received = case.state.received
    if received is not None and on < received:
        raise refused("act_before_receipt", field=field, label=label, day=full_date(on), received=full_date(received))
    if not_before is not None and on < not_before:
        raise refused("act_too_early", field=field, label=label, day=full_date(on), first=full_date(not_before))


def attach_to(work: Work, case: ActCase, event: Event, files: tuple[AttachmentDraft, ...]) -> None:
    """Keep the files that came with an event."""
    keep_attachments(work, files, submission=None, request=case.request, event=event)


_FEE_STEPS: Final = (
    EventKind.FEE_PROPOSED,
    EventKind.FEE_APPROVED,
    EventKind.FEE_DECLINED,
    EventKind.FEE_NOTICED,
    EventKind.FEE_WAIVED,
)


def last_fee_day(case: ActCase) -> date | None:
    """The day of the latest step of the fee: a step dated before it would end up behind it and change nothing."""
    return max((one.on for one in case.state.facts.all_of(*_FEE_STEPS) if one.on is not None), default=None)
