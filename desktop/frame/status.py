"""What the foot of the navigation shows and what the universal search finds; both run in the work thread."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from casework.case_list import case_ids, case_rows, count
from casework.dispute_views import DisputeFilter
from casework.disputes import dispute_ids, dispute_rows
from casework.document_list import waiting_for
from casework.office import Office
from casework.views import CaseFilter
from desktop.frame.clock import Clock
from law.dispute_terms import AlarmLevel
from law.terms import Urgency

__all__ = ["CaseSearch", "DisputeSearch", "Foot", "read_foot"]

_FOUND = 8
_DISPUTES_FOUND = 4


@dataclass(frozen=True, slots=True)
class Foot:
    """Agency, last day of the calendar; what presses: cases, letters that wait for the person, disputes."""

    agency: str
    horizon: date
    urgent: int
    letters: int
    disputes: int


def read_foot(office: Office, person: str, today: date) -> Foot:
    """Read the foot of the navigation, as a person sees it."""
    urgent = sum(
        count(office, CaseFilter(urgency=one, open_only=True), today=today) for one in (Urgency.OVERDUE, Urgency.TODAY)
    )
    pressing = sum(
        len(dispute_ids(office, DisputeFilter(alarm=one), today=today))
        for one in (AlarmLevel.URGENT, AlarmLevel.OVERDUE)
    )
    return Foot(office.agency().name, office.horizon, urgent, waiting_for(office, person, today=today), pressing)


class CaseSearch:
    """Finds cases for the universal search.

    Args:
        office: the open office.
        clock: tells the legal day at the time of the search.
    """

    def __init__(self, office: Office, clock: Clock) -> None:
        self._office = office
        self._clock = clock

    def __call__(self, text: str) -> Sequence[tuple[int, str, str]]:
        """The first cases that fit: id, number, applicant and title."""
        today = self._clock.today()
        ids = case_ids(self._office, CaseFilter(text=text), today=today, limit=_FOUND)
        rows = case_rows(self._office, ids, today=today)
        return [(one.id, one.registration_number, f"{one.applicant}　{one.title}") for one in rows]


class DisputeSearch:
    """Finds disputes for the universal search; as ``CaseSearch``."""

    def __init__(self, office: Office, clock: Clock) -> None:
        self._office = office
        self._clock = clock

    def __call__(self, text: str) -> Sequence[tuple[int, str, str]]:
        """The first disputes that fit: id, number, who and before whom."""
        today = self._clock.today()
        wanted = DisputeFilter(text=text, open_only=False)
        ids = dispute_ids(self._office, wanted, today=today)[:_DISPUTES_FOUND] if text else ()
        rows = dispute_rows(self._office, ids, today=today)
        return [(one.id, one.case_number or one.forum.label, f"{one.label}　{one.body}") for one in rows]
