"""The dry run of a ledger against the database: row by row what will happen, with the due day the case would have."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.consistency import contradictions
from casework.derived import cached_columns, derive
from casework.facts import case_facts
from casework.ledger_course import course_of_row, day_in
from casework.ledger_drafts import NO_CHOICES, ImportPlan, LedgerChoices, LedgerReading, LedgerRow, PlannedRow
from casework.ledger_matching import Known, known_requests
from casework.office import Office
from casework.rederiving import Progress
from deadlines.calendar import WorkingCalendar
from law.errors import RuleGap
from models import LedgerImport
from reports.ledger_rows import RowStatus

__all__ = ["plan_import"]

_TELL_EVERY: Final = 100


def plan_import(
    office: Office,
    reading: LedgerReading,
    *,
    today: date,
    now: datetime,
    actor: str,
    choices: LedgerChoices = NO_CHOICES,
    progress: Progress | None = None,
) -> ImportPlan:
    """What taking a ledger in would do; nothing is kept.

    Args:
        office: the office.
        reading: the ledger.
        today: day of the import.
        now: instant of the import, aware UTC.
        actor: who takes it in.
        choices: rows that somebody said are no duplicates.
        progress: told after every hundred rows; may stop the work by raising.
    """
    apart = frozenset((one.sheet, one.row) for one in choices.rows if one.not_duplicate)
    with office.reading() as session:
        wanted = [one for one in reading.rows if one.status is RowStatus.IMPORT and (one.sheet, one.row) not in apart]
        planner = _Planner(
            office=office,
            session=session,
            reading=reading,
            known=known_requests(session, wanted),
            calendar=office.calendar(session=session),
            today=today,
            now=now,
            actor=actor,
        )
        planned = []
        for place, row in enumerate(reading.rows):
            planned.append(planner.planned(row))
            if progress is not None and place % _TELL_EVERY == 0:
                progress(place, len(reading.rows))
        return ImportPlan(reading=reading, rows=tuple(planned), same_file=_same_file(session, reading), apart=apart)


def _same_file(session: Session, reading: LedgerReading) -> str:
    statement = select(LedgerImport).where(LedgerImport.file_sha256 == reading.sha256).order_by(LedgerImport.id.desc())
    found = session.scalars(statement.limit(1)).first()
    if found is None:
        return ""
    return f"这个文件已于 {found.imported_at:%Y-%m-%d} 由{found.imported_by}导入过（导入 {found.id}）"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Planner:
    """What the plan of each row needs."""

    office: Office
    session: Session
    reading: LedgerReading
    known: Mapping[tuple[str, int], Known]
    calendar: WorkingCalendar
    today: date
    now: datetime
    actor: str

    def planned(self, row: LedgerRow) -> PlannedRow:
        """What will happen to a row."""
        if row.status is not RowStatus.IMPORT:
            return PlannedRow(row=row, status=row.status, due=row.due.lawful)
        same = self.known.get((row.sheet, row.row))
        if same is not None:
            duplicate = RowStatus.DUPLICATE
            return PlannedRow(row=row, status=duplicate, why=same.why, same_as=same.request_id, due=row.due.lawful)
        received = day_in(row.values, "received_date")
        if received is None:
            return PlannedRow(row=row, status=RowStatus.REJECT, why="没有收到日期")
        return self._taken(row, received)

    def _taken(self, row: LedgerRow, received: date) -> PlannedRow:
        source = {"file": self.reading.file_name, "sheet": row.sheet, "row": row.row}
        course = course_of_row(row.values, source, today=self.today, recorded_at=self.now, recorded_by=self.actor)
        try:
            policies = self.office.policies(received, self.session)
            derived = derive(case_facts(course.events), self.calendar, policies)
        except RuleGap:
            return PlannedRow(row=row, status=RowStatus.REJECT, why="收到日期超出法律数据或者放假日历所及的年份")
        against = next(iter(contradictions(derived, self.today)), None)
        if against is not None:
            return PlannedRow(row=row, status=RowStatus.REJECT, why=against.line)
        cached = cached_columns(derived, event_count=len(course.events))
        due = derived.clock.due.due if derived.clock.due else None
        return PlannedRow(row=row, status=RowStatus.IMPORT, due=due, course=course, cached=cached)
