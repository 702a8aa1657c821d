"""The notices and local days that are stored, read afresh inside a transaction.

The office keeps calendars by what is committed. An act that changes the rows builds the calendar it needs itself:
what it has written may still be taken back.
"""

from sqlalchemy import select
from sqlalchemy.orm import Session

from deadlines.calendar import LocalDay, WorkingCalendar
from law.notices import HolidayNotice, holiday_notices, read_notice
from models import ImportedNotice, LocalHoliday

__all__ = ["imported_notices", "known_notices", "local_days", "stored_calendar"]


def imported_notices(session: Session) -> list[tuple[int, HolidayNotice]]:
    """The imported notices in use with the ids of their rows, in the order of import."""
    in_use = select(ImportedNotice).where(ImportedNotice.withdrawn_at.is_(None)).order_by(ImportedNotice.id)
    return [(row.id, read_notice(row.notice, "imported_notices", str(row.id))) for row in session.scalars(in_use)]


def known_notices(session: Session) -> tuple[HolidayNotice, ...]:
    """The shipped notices and the imported ones in use."""
    return (*holiday_notices(), *(notice for _, notice in imported_notices(session)))


def local_days(session: Session) -> tuple[LocalDay, ...]:
    """The local days in order."""
    return tuple(
        [
            LocalDay(
                on=one.day,
                name=one.name,
                document_number=one.document_number or "",
                working=one.working,
                published_on=one.published_on,
            )
            for one in session.scalars(select(LocalHoliday).order_by(LocalHoliday.day))
        ]
    )


def stored_calendar(session: Session) -> WorkingCalendar:
    """The calendar of what is stored now, pending changes included."""
    return WorkingCalendar.build(known_notices(session), local_days(session))
