"""What the calendar asks of casework, run in the work thread."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from casework import calendar_notices
from casework.office import Office
from casework.views import LocalHolidayView, NoticePreview, NoticeView
from desktop.rules.notice_card import NoticeInput
from desktop.rules.year_days import DayCell, preview_cells
from law.errors import UserError

__all__ = ["LoadedCalendar", "ReadNotice", "read_file", "read_loaded", "read_text"]

_LARGEST = 2_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedCalendar:
    """What the calendar stands on."""

    notices: tuple[NoticeView, ...]
    local: tuple[LocalHolidayView, ...]
    horizon: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadNotice:
    """A notice with the year it would make."""

    preview: NoticePreview
    cells: tuple[DayCell, ...]
    text: str = ""


def read_loaded(office: Office) -> LoadedCalendar:
    """Notices, local days and how far the calendar reaches."""
    return LoadedCalendar(
        notices=calendar_notices.notices(office),
        local=calendar_notices.local_holidays(office),
        horizon=office.horizon,
    )


def _with_year(office: Office, preview: NoticePreview, text: str = "") -> ReadNotice:
    days = () if preview.year is None else calendar_notices.year_days(office, preview.year)
    return ReadNotice(preview=preview, cells=preview_cells(days, preview), text=text)


def read_text(office: Office, content: NoticeInput, today: date) -> ReadNotice:
    """The notice that was pasted, with the year it would make."""
    preview = calendar_notices.preview_text(
        office,
        content.text,
        year=content.year,
        document_number=content.number or None,
        published_on=content.published_on,
        today=today,
    )
    return _with_year(office, preview)


def read_file(office: Office, path: Path, today: date) -> ReadNotice | str:
    """A JSON notice as preview; the text of any other file, to be put into the box."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UserError(
            "notice_file_unreadable", f"不能读取“{path.name}”", error.strerror or "", "请确认文件还在原处"
        ) from error
    if len(content) > _LARGEST:
        raise UserError("notice_file_large", f"“{path.name}”太大，不像放假通知", todo="请核对文件")
    if path.suffix.lower() == ".json":
        preview = calendar_notices.preview_json(office, content, today=today)
        return _with_year(office, preview, "\n".join(line.text for line in preview.lines))
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UserError("notice_file_unreadable", f"“{path.name}”不是文字文件", todo="请改为粘贴通知原文")
