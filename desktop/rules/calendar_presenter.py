"""Between the calendar's view and casework: reads what is pasted, shows what it moves, adopts, keeps the unfinished."""

import json
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from casework import calendar_notices, form_drafts
from casework.views import Changed, FormDraftView, NoticePreview
from desktop.components import long_date
from desktop.frame.session import Session
from desktop.rules.adopting import STOPPED, Adoption
from desktop.rules.calendar_decisions import CalendarDecisions
from desktop.rules.calendar_questions import LoadedCalendar, ReadNotice, read_file, read_loaded, read_text
from desktop.rules.calendar_section import CalendarSection
from desktop.rules.notice_card import NoticeInput
from desktop.rules.year_days import days_outside, loaded_cells
from law.errors import UserError

__all__ = ["CalendarPresenter"]

_DRAFT_KEY = "rules:notice"
_SCREEN = "rules"
_FIRST_YEAR = 2008


class CalendarPresenter(QObject):
    """Drives ``CalendarSection``."""

    def __init__(self, session: Session, view: CalendarSection) -> None:
        super().__init__(view)
        self.session = session
        self.view = view
        self._horizon = session.today
        self._preview: NoticePreview | None = None
        self._file = ""
        self._year = session.today.year
        self._known_on: date | None = None
        self._adopted = False
        self._adoption: Adoption | None = None
        self._reader = self._timer(250, self._read)
        self._keeper = self._timer(1_500, self.keep_draft)
        notice = view.notice
        notice.edited.connect(self._on_edited)
        notice.file_given.connect(self.take_file)
        notice.file_left.connect(self.leave_file)
        view.adopt_asked.connect(self.adopt)
        view.progress.cancelled.connect(self.stop_adopting)
        view.year.year_asked.connect(self.show_year)
        view.year.present_asked.connect(self.show_present)
        view.loaded.year_asked.connect(self.show_year)
        self.decisions = CalendarDecisions(session, view)
        self.decisions.known_on_given.connect(self._on_known_on_given)
        view.moved.opened.connect(self._on_case_opened)

    def _timer(self, milliseconds: int, slot: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(slot)
        return timer

    # ------------------------------------------------------------------ entering

    def begin(self) -> None:
        """Read everything; offer what was left unfinished."""
        self.reload()
        if self.view.notice.content().is_empty and not self._file:
            self.session.ask(partial(form_drafts.load, self.session.office, _DRAFT_KEY), self._on_draft_loaded)

    def reload(self) -> None:
        """Read the loaded notices and the year shown anew."""
        self.session.ask(partial(read_loaded, self.session.office), self._on_loaded, key="rules-loaded")

    def _on_loaded(self, loaded: LoadedCalendar) -> None:
        self._horizon = loaded.horizon
        self.view.loaded.show_notices(loaded.notices)
        self.view.local.show_days(loaded.local)
        if self._preview is None:
            self.show_year(self._year)
        elif not self._adopted:
            self._read()

    # ------------------------------------------------------------------ the year

    def show_year(self, year: int) -> None:
        """Show a year of the calendar in force, or as known on the day asked for."""
        self._year = min(max(year, _FIRST_YEAR), self._horizon.year + 1)
        ask = partial(calendar_notices.year_days, self.session.office, self._year, self._known_on)
        self.session.ask(ask, self._on_year_read, key="rules-year")

    def _on_year_read(self, days: tuple[object, ...]) -> None:
        cells = loaded_cells(days)  # type: ignore[arg-type]
        reading = self._preview is not None and not self._adopted
        state = "这是现行日历，上方的通知还没有启用" if reading else ""
        if self._known_on is not None:
            state = f"按{long_date(self._known_on)}已知的通知"
        link = "回到通知核对" if reading else "回到现行日历"
        self.view.year.show_year(cells, state=state, link=link if state else "")
        self._show_steps()

    def _show_steps(self) -> None:
        year = self.view.year.picture.year()
        self.view.year.set_steps(back=year > _FIRST_YEAR, ahead=year <= self._horizon.year)

    def show_present(self) -> None:
        """Leave the calendar as known on a day; with a notice being read, return to its year."""
        self._known_on = None
        if self._preview is not None and not self._adopted:
            self._read()
        else:
            self.show_year(self._year)

    def _on_known_on_given(self, day: date) -> None:
        self._known_on = day
        self.show_year(day.year)

    # ------------------------------------------------------------------ reading a notice

    def _on_edited(self) -> None:
        self._adopted = False
        self._reader.start()
        self._keeper.start()

    def _read(self) -> None:
        if self._file:
            return
        content = self.view.notice.content()
        if content.is_empty:
            self._forget_preview()
            return
        ask = partial(read_text, self.session.office, content, self.session.today)
        self.session.ask(ask, self._on_read, self._on_read_failed, key="rules-notice")

    def _on_read(self, read: ReadNotice) -> None:
        preview = read.preview
        self._preview = preview
        self._known_on = None
        self.view.notice.show_preview(preview)
        if read.cells:
            self._year = read.cells[0].on.year
            self.view.year.show_year(read.cells, outside=days_outside(preview, self._year))
            self._show_steps()
        if preview.adoptable:
            self.view.moved.show_moved(preview.moved, self._year)
        else:
            self.view.moved.say_nothing("原文全部读通后，这里列出日期会变动的在办件。")
        self._show_act(preview)

    def _show_act(self, preview: NoticePreview) -> None:
        if preview.adoptable:
            self.view.allow_adopting("启用　Ctrl+Enter", "")
            return
        count = len(preview.problems)
        first = preview.problems[0].sentence if preview.problems else "没有读到任何放假安排。"
        self.view.allow_adopting(f"启用（先改正 {count} 处）" if count else "启用", first, said=bool(count))

    def _on_read_failed(self, error: BaseException) -> None:
        if not isinstance(error, UserError):
            self.session.shell.show_failure(error)
            return
        self._preview = None
        self.view.notice.show_refusal(error.sentence)
        self.view.allow_adopting("启用", error.sentence)

    def _forget_preview(self) -> None:
        self._preview = None
        self.view.notice.clear_preview()
        self.view.moved.say_nothing("粘贴通知后，这里列出日期会变动的在办件。")
        self.view.allow_adopting("启用", "粘贴通知原文或从文件导入后可以启用。")
        self.show_year(self._year)

    # ------------------------------------------------------------------ files

    def take_file(self, path: Path) -> None:
        """Read a notice from a file."""
        self._adopted = False
        self._file = path.name
        ask = partial(read_file, self.session.office, path, self.session.today)
        self.session.ask(ask, self._on_file_read, self._on_file_failed, key="rules-notice")

    def _on_file_read(self, read: ReadNotice | str) -> None:
        if isinstance(read, str):
            self._file = ""
            self.view.notice.show_file("")
            content = self.view.notice.content()
            self.view.notice.fill(
                NoticeInput(text=read, number=content.number, published_on=content.published_on, year=content.year)
            )
            self._on_edited()
            return
        self.view.notice.show_file(self._file)
        preview = read.preview
        self.view.notice.fill(
            NoticeInput(
                text=read.text,
                number=preview.document_number,
                published_on=preview.published_on,
                year=preview.year,
            )
        )
        self._on_read(read)

    def _on_file_failed(self, error: BaseException) -> None:
        self._file = ""
        self._on_read_failed(error)

    def leave_file(self) -> None:
        """Back to pasting."""
        self._file = ""
        self.view.notice.show_file("")
        self.view.notice.fill(NoticeInput())
        self._forget_preview()

    # ------------------------------------------------------------------ adopting

    def adopt(self) -> None:
        """Put the notice into use."""
        preview = self._preview
        if preview is None or not preview.adoptable or self._adopted:
            return
        self._adopted = True
        self.view.begin_adopting()
        session = self.session
        self._adoption = Adoption(session.office, preview, today=session.today, now=session.now, actor=session.actor)
        session.change_steps(self._adoption, self._on_adopted, self._on_adopt_refused, self.view.progress.advance)

    def stop_adopting(self) -> bool:
        """取消 or Esc: everything stays as it was; returns whether an adoption was under way."""
        if self._adoption is None:
            return False
        self._adoption.stop()
        return True

    def _end_adopting(self) -> None:
        self._adoption = None
        self.view.end_adopting()

    def _on_adopted(self, _changed: Changed) -> None:
        self._end_adopting()
        preview = self._preview
        if preview is None:
            return
        year = preview.year or self._year
        self.view.moved.show_moved(preview.moved, year, title="已启用　变动的在办件")
        self._preview = None
        self._file = ""
        self.view.notice.show_file("")
        self.view.notice.fill(NoticeInput())
        self.view.notice.clear_preview()
        self.view.allow_adopting("启用", f"{preview.document_number}已启用。再粘贴一份通知可以继续。")
        self._keeper.stop()
        discard = partial(form_drafts.discard, self.session.office, _DRAFT_KEY)
        self.session.change(discard)
        self.show_year(year)

    def _on_adopt_refused(self, error: UserError) -> None:
        self._end_adopting()
        self._adopted = False
        if error.code == STOPPED and self._preview is not None:
            self.session.shell.say(error.sentence)
            self._show_act(self._preview)
            return
        self.view.notice.show_refusal(error.sentence)
        self.view.allow_adopting("启用", error.sentence)

    # ------------------------------------------------------------------ other pages

    def _on_case_opened(self, request_id: object) -> None:
        self.session.shell.open_page("case", request_id)

    # ------------------------------------------------------------------ drafts

    def keep_draft(self) -> None:
        """Keep the pasted text, so that a crash costs seconds; an emptied box forgets it."""
        self._keeper.stop()
        content = self.view.notice.content()
        if self._file or self._adopted:
            return
        if content.is_empty:
            self.session.change(partial(form_drafts.discard, self.session.office, _DRAFT_KEY))
            return
        payload = {
            "text": content.text,
            "number": content.number,
            "published_on": None if content.published_on is None else content.published_on.isoformat(),
            "year": content.year,
        }
        work = partial(
            form_drafts.save,
            self.session.office,
            _DRAFT_KEY,
            _SCREEN,
            "未启用的放假通知",
            json.dumps(payload, ensure_ascii=False),
            now=self.session.now,
            actor=self.session.actor,
        )
        self.session.change(work)

    def has_unkept_text(self) -> bool:
        """Whether something was typed since the draft was kept."""
        return self._keeper.isActive()

    def _on_draft_loaded(self, draft: FormDraftView | None) -> None:
        if draft is None or not self.view.notice.content().is_empty:
            return
        payload = json.loads(draft.payload)
        day = payload.get("published_on")
        self.view.notice.fill(
            NoticeInput(
                text=str(payload.get("text", "")),
                number=str(payload.get("number", "")),
                published_on=None if day is None else date.fromisoformat(str(day)),
                year=payload.get("year"),
            )
        )
        self._read()
