"""Days that local rules add to the national calendar (放假办法第四条)."""

from datetime import date, datetime

from sqlalchemy import select

from casework.date_wording import full_date
from casework.dispute_rederiving import moved_words, rederive_open_disputes
from casework.drafts import LocalHolidayDraft
from casework.loaded_notices import stored_calendar
from casework.office import Office
from casework.rederiving import Progress, open_requests, rederive_open
from casework.views import Changed, LocalHolidayView
from law.errors import UserError
from models import LocalHoliday

__all__ = ["local_holidays", "remove_local_holiday", "set_local_holiday"]


def local_holidays(office: Office) -> tuple[LocalHolidayView, ...]:
    """The local days in order."""
    with office.reading() as session:
        return tuple(
            [
                LocalHolidayView(
                    on=one.day,
                    working=one.working,
                    name=one.name,
                    document_number=one.document_number or "",
                    published_on=one.published_on,
                    recorded_by=one.recorded_by,
                )
                for one in session.scalars(select(LocalHoliday).order_by(LocalHoliday.day))
            ]
        )


def set_local_holiday(
    office: Office, draft: LocalHolidayDraft, *, now: datetime, actor: str, progress: Progress | None = None
) -> Changed:
    """Enter a local day, or replace what was entered for it, and date open requests anew.

    Raises:
        UserError: the name or the document that orders it is missing.
    """
    if not draft.name.strip() or not draft.document_number.strip():
        missing = "节日名称" if not draft.name.strip() else "地方文件的文号"
        raise UserError(
            "local_day_incomplete",
            f"没有填写{missing}",
            "地方放假由地方规定，逐日说明要注明依据",
            f"请填写{missing}",
            field="name" if not draft.name.strip() else "document_number",
        )
    with office.writing() as session:
        row = session.scalar(select(LocalHoliday).where(LocalHoliday.day == draft.on))
        if row is None:
            row = LocalHoliday(day=draft.on)
            session.add(row)
        row.working = draft.working
        row.name = draft.name.strip()
        row.document_number = draft.document_number.strip()
        row.published_on = draft.published_on
        row.recorded_at = now
        row.recorded_by = actor
        session.flush()
        touched = open_requests(session, due_from=draft.on)
        moved = rederive_open(office, session, touched, stored_calendar(session), progress)
        disputes = rederive_open_disputes(office, session)
    return _changed(
        f"{full_date(draft.on)}已列为{'上班' if draft.working else '放假'}",
        [one.request_id for one in moved],
        disputes,
    )


def remove_local_holiday(office: Office, on: date, *, progress: Progress | None = None) -> Changed:
    """Take a local day back; days that were never entered are fine."""
    with office.writing() as session:
        row = session.scalar(select(LocalHoliday).where(LocalHoliday.day == on))
        if row is not None:
            session.delete(row)
            session.flush()
        touched = open_requests(session, due_from=on)
        moved = rederive_open(office, session, touched, stored_calendar(session), progress)
        disputes = rederive_open_disputes(office, session)
    return _changed(f"{full_date(on)}不再另列", [one.request_id for one in moved], disputes)


def _changed(what: str, ids: list[int], disputes: tuple[int, ...]) -> Changed:
    return Changed(
        request_ids=tuple(ids),
        dispute_ids=disputes,
        message=f"{what}，{len(ids)} 件在办件的期限有变动{moved_words(disputes)}",
        topics=("calendar", "cases", "disputes"),
    )
