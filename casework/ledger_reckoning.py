"""What one row of a ledger would be as a case: its events and the columns cached from them, by the one derivation."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from casework.consistency import contradictions
from casework.derived import cached_columns, derive
from casework.facts import case_facts
from casework.ledger_course import LedgerCourse, course_of_row, day_in
from casework.office import PolicyBook
from deadlines.calendar import WorkingCalendar
from law.errors import RuleGap
from reports.ledger_rows import LedgerRow

__all__ = ["Reckoned", "Reckoner"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reckoned:
    """A row as a case.

    Attributes:
        course: its events, and what stays a note.
        cached: the cached columns that follow from the events; empty if it cannot be taken in.
        why_not: why it cannot be taken in, in Chinese; empty if it can.
    """

    course: LedgerCourse
    cached: Mapping[str, Any]
    why_not: str = ""

    @property
    def due(self) -> date | None:
        """The due day of the case."""
        return self.cached.get("due_on")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reckoner:
    """What every row needs.

    Attributes:
        policies: the agency's decisions, those of every day.
        file_name: of the ledger, kept with the registration.
        today, now, actor: of the import.
    """

    policies: PolicyBook
    file_name: str
    calendar: WorkingCalendar
    today: date
    now: datetime
    actor: str

    def reckon(self, row: LedgerRow) -> Reckoned:
        """A row as a case."""
        course = LedgerCourse(recorded_at=self.now, recorded_by=self.actor)
        received = day_in(row.values, "received_date")
        if received is None:
            return Reckoned(course=course, cached={}, why_not="没有收到日期")
        source = {"file": self.file_name, "sheet": row.sheet, "row": row.row}
        course = course_of_row(row.values, source, today=self.today, recorded_at=self.now, recorded_by=self.actor)
        try:
            derived = derive(case_facts(course.events), self.calendar, self.policies.on(received))
        except RuleGap:
            return Reckoned(course=course, cached={}, why_not="收到日期超出法律数据或者放假日历所及的年份")
        against = next(iter(contradictions(derived, self.today)), None)
        if against is not None:
            return Reckoned(course=course, cached={}, why_not=against.line.rstrip("。"))
        return Reckoned(course=course, cached=cached_columns(derived, event_count=len(course.events)))
