"""Holiday notices: what is loaded, what a new one would arrange and move, and its adoption."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from casework.dispute_rederiving import moved_words, rederive_open_disputes
from casework.loaded_notices import imported_notices, known_notices, local_days, stored_calendar
from casework.local_days import local_holidays, remove_local_holiday, set_local_holiday
from casework.moved_requests import first_changed_day, moved_by_calendar, moved_views, replay
from casework.notice_reading import (
    ReadNotice,
    notice_raw,
    notices_from,
    preview_of,
    problems_of,
    read_from_file,
    read_from_text,
)
from casework.office import Office
from casework.rederiving import Progress, open_requests, rederive_open
from casework.views import Changed, FindingView, NoticePreview, NoticeView
from deadlines.calendar import CalendarDay, WorkingCalendar
from deadlines.notice_json import notices_from_json
from deadlines.notice_text import parse_notice
from law.errors import UserError
from law.notices import HolidayNotice, holiday_notices
from models import ImportedNotice

__all__ = [
    "adopt",
    "local_holidays",
    "notices",
    "preview_json",
    "preview_text",
    "remove_local_holiday",
    "replay",
    "set_local_holiday",
    "withdraw_notice",
    "year_days",
]

_SHIPPED: Final = "随程序"
_IMPORTED: Final = "导入"


def notices(office: Office) -> tuple[NoticeView, ...]:
    """The notices in use, the latest year first; a notice that amends another stands above it."""
    with office.reading() as session:
        imported = imported_notices(session)
    views = [_notice_view(one, None, _SHIPPED) for one in holiday_notices()]
    views += [_notice_view(notice, row_id, _IMPORTED) for row_id, notice in imported]
    return tuple(sorted(views, key=_latest_first, reverse=True))


def year_days(office: Office, year: int, known_on: date | None = None) -> tuple[CalendarDay, ...]:
    """Every day of a year, what it is and why; as known on a day if asked."""
    return days_of(office.calendar(known_on), year)


def days_of(calendar: WorkingCalendar, year: int) -> tuple[CalendarDay, ...]:
    """Every day of a year of one calendar."""
    first = date(year, 1, 1)
    number = (date(year, 12, 31) - first).days + 1
    return tuple(calendar.day(first + timedelta(days=offset)) for offset in range(number))


# ------------------------------------------------------------------------------------------------------------- preview


def preview_text(
    office: Office,
    text: str,
    *,
    year: int | None,
    document_number: str | None,
    published_on: date | None,
    today: date,
    progress: Progress | None = None,
) -> NoticePreview:
    """What a pasted notice arranges, day by day, and which open requests it would move. Nothing is kept.

    Args:
        office: the office.
        text: the text as published.
        year: year of the arrangement; ``None`` takes it from the text.
        document_number: ``None`` or empty takes it from the text.
        published_on: ``None`` takes it from the text.
        today: the day of the question.
        progress: told how many open requests were looked at; may stop it by raising.
    """
    number = (document_number or "").strip() or None
    with office.reading() as session:
        known = known_notices(session)
        draft = parse_notice(text, year, number, published_on, known=known)
        return _preview(office, session, read_from_text(draft, text, number, published_on), today, progress)


def preview_json(
    office: Office, content: bytes | str, *, today: date, progress: Progress | None = None
) -> NoticePreview:
    """As :func:`preview_text`, from a JSON file in the layout of the shipped notices.

    A file that also holds notices already loaded is fine; only the new ones are previewed.

    Raises:
        UserError: the file is not such a file.
    """
    text = _text_of(content)
    with office.reading() as session:
        loaded = {(one.year, one.amends, one.document_number) for one in known_notices(session)}
        found = notices_from_json(text)
        fresh = [one for one in found if (one.year, one.amends, one.document_number) not in loaded]
        return _preview(office, session, read_from_file(fresh or found[-1:], text), today, progress)


def _text_of(content: bytes | str) -> str:
    if isinstance(content, str):
        return content
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UserError("file_encoding", "文件不是 UTF-8 编码", todo="请另存为 UTF-8 后再导入", field="file") from None


def _preview(
    office: Office, session: Session, read: ReadNotice, today: date, progress: Progress | None
) -> NoticePreview:
    if not read.notices:
        return preview_of(read, (), ())
    known = known_notices(session)
    further = _problems(read.notices, known, today)
    old = office.calendar(session=session)
    new = WorkingCalendar.build((*known, *read.notices), local_days(session))
    moved = moved_by_calendar(office, session, old, new, progress)
    return preview_of(read, further, moved_views(session, moved))


def _problems(notices: Sequence[HolidayNotice], known: Sequence[HolidayNotice], today: date) -> tuple[FindingView, ...]:
    found: list[FindingView] = []
    loaded = list(known)
    for one in notices:
        found += problems_of(one, loaded, today)
        loaded.append(one)
    return tuple(found)


# ------------------------------------------------------------------------------------------------------------ adoption


def adopt(
    office: Office,
    preview: NoticePreview,
    *,
    now: datetime,
    actor: str,
    today: date,
    progress: Progress | None = None,
) -> Changed:
    """Put a notice into use and date every open request anew, all in one transaction.

    Issued letters keep what they said; the preview lists those that told a date that moved.

    Raises:
        UserError: the notice does not fit, or was loaded meanwhile.
    """
    found, text = notices_from(preview.source_json)
    with office.writing() as session:
        _refuse_unfit(_problems(found, known_notices(session), today))
        old = office.calendar(session=session)
        for notice in found:
            row = ImportedNotice(
                year=notice.year,
                document_number=notice.document_number,
                published_on=notice.published_on,
                notice=notice_raw(notice),
                source_text=text,
                imported_at=now,
                imported_by=actor,
            )
            session.add(row)
        session.flush()
        ids, disputes = _rederive(office, session, old, stored_calendar(session), progress)
    told = f"{len(ids)} 件在办件的期限有变动" if ids else "在办件的期限没有变动"
    return Changed(
        request_ids=ids,
        dispute_ids=disputes,
        message=f"{'、'.join(one.document_number or '' for one in found)}已启用，{told}{moved_words(disputes)}",
        topics=("calendar", "cases", "disputes"),
    )


def withdraw_notice(
    office: Office,
    notice_id: int,
    reason: str,
    *,
    now: datetime,
    actor: str,
    progress: Progress | None = None,
) -> Changed:
    """Take back a notice that was imported with a mistake in it; it stays on record with the reason.

    Raises:
        UserError: no such notice in use, or no reason.
    """
    if not reason.strip():
        raise UserError("notice_without_reason", "没有写明撤下这份通知的理由", todo="请写明理由", field="reason")
    with office.writing() as session:
        row = session.get(ImportedNotice, notice_id)
        if row is None or row.withdrawn_at is not None:
            raise UserError("notice_unknown", "没有这份已导入的通知", "随程序提供的通知不能撤下", "请刷新后再选")
        number, year = row.document_number, row.year
        old = office.calendar(session=session)
        row.withdrawn_at = now
        row.withdrawn_reason = f"{actor}：{reason.strip()}"
        session.flush()
        ids, disputes = _rederive(office, session, old, stored_calendar(session), progress)
    return Changed(
        request_ids=ids,
        dispute_ids=disputes,
        message=f"{number or f'{year}年放假通知'}已撤下，{len(ids)} 件在办件的期限有变动{moved_words(disputes)}",
        topics=("calendar", "cases", "disputes"),
    )


def _rederive(
    office: Office, session: Session, old: WorkingCalendar, new: WorkingCalendar, progress: Progress | None
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The requests and the disputes that moved."""
    changed = first_changed_day(old, new)
    if changed is None:
        return (), ()
    touched = open_requests(session, due_from=changed)
    moved = tuple(one.request_id for one in rederive_open(office, session, touched, new, progress))
    return moved, rederive_open_disputes(office, session)


def _refuse_unfit(problems: Sequence[FindingView]) -> None:
    if problems:
        first = problems[0]
        raise UserError(first.code, first.sentence.rstrip("。"), field=first.field or None)


# ---------------------------------------------------------------------------------------------------------------- rows


def _notice_view(notice: HolidayNotice, row_id: int | None, source: str) -> NoticeView:
    off = sum(len(days) for _, days in notice.off) + len(notice.off_added)
    return NoticeView(
        id=row_id,
        year=notice.year,
        document_number=notice.document_number or "文号待核对",
        published_on=notice.published_on,
        amends=notice.amends or "",
        days_off=off,
        makeup_days=len(notice.makeup) + len(notice.makeup_added),
        source=source,
    )


def _latest_first(view: NoticeView) -> tuple[int, date]:
    return view.year, view.published_on or date(view.year - 1, 12, 1)
