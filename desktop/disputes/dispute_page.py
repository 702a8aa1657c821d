"""The page of one dispute: reads it, shows it, opens its forms; hears what changed and reads again."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from casework.attachments import attachment_bytes
from casework.dispute_days import DisputePeriod
from casework.dispute_views import (
    DisputeClockView,
    DisputeEventChoice,
    DisputeEventView,
    DisputeTaskView,
    DisputeView,
    TargetView,
)
from casework.disputes import assign_dispute, dispute_view
from casework.lessons import propose_lesson
from casework.lessons_views import LessonProposal
from casework.office import Office
from casework.persons import persons
from casework.views import AttachmentView, Changed, DocumentView
from desktop.acts.form_panel import FormPanel
from desktop.components import Banner, column
from desktop.disputes.correction import correctable_ids, correction_fields, recorded_values
from desktop.disputes.event_desk import ATTACH, CORRECT, LESSON, SLIP, EventDesk, read_dispute_key
from desktop.disputes.event_form import EventForm
from desktop.disputes.layout import LESSONS, PAPERS, DisputeLayout
from desktop.disputes.letters_card import BUNDLE_PAGE, LETTER_PAGE
from desktop.disputes.signs import pressing_clock
from desktop.disputes.slip_form import slip_ids
from desktop.frame.actions import ActionSpec, ActionTable
from desktop.frame.page import Page
from desktop.frame.palette import PaletteEntry
from desktop.frame.places import PAGES
from desktop.frame.session import Session
from desktop.letters.files import FileOpener
from desktop.theme import Tone
from law.dispute_terms import DisputeEventKind, Duty
from law.errors import UserError

__all__ = ["DisputePage"]

_ACTIONS = (
    ActionSpec(id="first", text="登记第一项", shortcut="F6", slot="open_first"),
    ActionSpec(id="second", text="登记第二项", shortcut="F7", slot="open_second"),
    ActionSpec(id="third", text="登记第三项", shortcut="F8", slot="open_third"),
    ActionSpec(id="explain", text="最紧的期限怎样计算", shortcut="F4", slot="explain_pressing"),
    ActionSpec(id="letters", text="拟写文书", shortcut="F9", slot="open_letters", reason="why_no_letters"),
    ActionSpec(id="bundle", text="案卷一键包", shortcut="Ctrl+Shift+A", slot="open_bundle", reason="why_no_bundle"),
    ActionSpec(id="attach", text="添加材料", slot="open_files"),
    ActionSpec(id="lesson", text="记入得失", slot="open_lesson", reason="why_no_lesson"),
)
_KNOWN_PAGES = frozenset(one.key for one in PAGES)


@dataclass(frozen=True, slots=True)
class _Reading:
    """One reading of everything that the page needs."""

    view: DisputeView
    persons: tuple[str, ...]


def _read_page(office: Office, dispute_id: int, session: Session) -> _Reading:
    view = dispute_view(office, dispute_id, today=session.today)
    return _Reading(view, tuple(one.name for one in persons(office)))


class DisputePage(Page):
    """``on_enter`` takes the dispute's id, (id, kind of event), (id, task), (id, part) or the key of a kept form."""

    help_topic = "disputes"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.dispute_id: int | None = None
        self.shown: DisputeView | None = None
        self._wanted: object = None
        self._outdated = False  # an act was done and what follows from it is not read yet
        self._last_kind: DisputeEventKind | None = None
        self._focus_wanted = False
        layout = column(self, gap=8)
        self.banner = Banner("", Tone.OVER, self)
        layout.addWidget(self.banner)
        self.view = DisputeLayout(self)
        layout.addWidget(self.view, 1)
        self.view.hide()
        self.files = FileOpener(session, self)
        self.desk = EventDesk(session, self)
        self.actions_table = ActionTable(self, _ACTIONS)
        for action in self.actions_table.actions.values():
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._connect()
        self.set_heading("复议诉讼")

    def _connect(self) -> None:
        view = self.view
        view.header.clock_asked.connect(self._on_clock_asked)
        view.header.handler_chosen.connect(self._on_handler_chosen)
        view.clocks.days_asked.connect(self._on_days_asked)
        view.choices.chosen.connect(self.open_choice)
        view.tasks.task_asked.connect(self.open_task)
        view.targets.letter_asked.connect(self._on_attacked_letter_asked)
        view.targets.case_asked.connect(self._on_case_asked)
        view.targets.dispute_asked.connect(self._on_dispute_asked)
        view.course.correct_asked.connect(self._on_correct_asked)
        view.course.slip_asked.connect(self._on_slip_asked)
        view.course.file_asked.connect(self._on_file_asked)
        view.lessons.record_asked.connect(self.open_lesson)
        view.lessons.fates_asked.connect(self.open_fates)
        view.papers.document_asked.connect(self._on_document_asked)
        view.papers.file_asked.connect(self._on_file_asked)
        view.papers.file_save_asked.connect(self._on_file_save_asked)
        view.papers.attach_asked.connect(self.open_files)
        view.papers.letters.letters_asked.connect(self.open_letters)
        view.papers.letters.bundle_asked.connect(self.open_bundle)
        self.desk.opened.connect(self._on_form_opened)
        self.desk.closed.connect(self._on_form_closed)
        self.desk.done.connect(self._on_act_done)
        self.desk.stale.connect(self._read)

    # ------------------------------------------------------------------ page

    @override
    def on_enter(self, payload: object) -> None:
        self._wanted = None
        kept = read_dispute_key(payload) if isinstance(payload, str) else None
        if kept is not None:
            payload, what, event_id = kept
            self._wanted = (what, event_id)
        elif isinstance(payload, tuple):
            payload, self._wanted = payload
        if isinstance(payload, int):
            self.show_dispute(payload)
        elif self.dispute_id is not None:
            self._read()
        else:
            self.banner.say("没有选定复议诉讼。请从列表打开一件。", Tone.SOON)

    def show_dispute(self, dispute_id: int) -> None:
        """Show a dispute; the form of another one is kept and closed."""
        if dispute_id != self.dispute_id:
            self.desk.close()
            self._focus_wanted = True
        self.dispute_id = dispute_id
        self._read()

    @override
    def refresh(self, changed: Changed) -> None:
        if self.dispute_id is not None and set(changed.topics) != {"drafts"}:
            self._read()

    @override
    def can_leave(self) -> bool:
        self.desk.save()
        return True

    @override
    def on_escape(self) -> bool:
        if self.desk.panel is not None:
            self.desk.leave()
            return True
        return False

    @override
    def offered(self) -> tuple[PaletteEntry, ...]:
        """The events that may be recorded now."""
        choices = () if self.shown is None else self.shown.choices
        return tuple(
            PaletteEntry(text=f"登记：{one.label}", icon="reviews", run=partial(self.open_choice, one))
            for one in choices
            if one.allowed
        )

    def _read(self) -> None:
        ask = partial(_read_page, self.session.office, self.dispute_id or 0, self.session)
        self.session.ask(ask, self._on_read, self._on_refused, key="dispute:read")

    def _on_read(self, reading: _Reading) -> None:
        self._outdated = False
        view = reading.view
        self.shown = view
        self.desk.see(view)
        self.banner.say("")
        self.set_heading(view.case_number or view.label, view.forum.label)
        shown, today = self.view, self.session.today
        shown.header.show_dispute(view, reading.persons)
        shown.clocks.show_clocks(view.clocks, today)
        shown.targets.show_targets(view.targets, view.previous_id, view.following_ids)
        shown.notes.show_notes(view.notes)
        shown.tasks.show_tasks(view.tasks)
        shown.choices.show_choices(view.choices, view.forum)
        shown.course.show_events(view.events[::-1], correctable_ids(view), today, slip_ids(view))
        shown.papers.show_dispute(view)
        shown.lessons.show_grounds(view.grounds, decided=view.result is not None, recordable=True)
        shown.show()
        self._open_wanted()

    def _on_refused(self, error: BaseException) -> None:
        self._outdated = False
        if isinstance(error, UserError):
            self.view.hide()
            self.banner.say(error.sentence, Tone.OVER)
        else:
            self.session.shell.show_failure(error)

    # ------------------------------------------------------------------ what was wanted on entering

    def _open_wanted(self) -> None:
        wanted, self._wanted = self._wanted, None
        if isinstance(wanted, DisputeEventKind):
            self.open_kind(wanted)
        elif isinstance(wanted, DisputeTaskView):
            self.open_task(wanted)
        elif isinstance(wanted, str):
            self.view.show_part(wanted)
        elif isinstance(wanted, tuple):
            self._open_kept(*wanted)
        elif self.desk.panel is None and self._focus_wanted and self.isVisible():
            self.view.choices.focus_kind(self._last_kind)
        self._focus_wanted = False

    def _open_kept(self, what: str, event_id: int) -> None:
        view = self.shown
        if view is None:
            return
        if what == ATTACH:
            self.open_files()
        elif what == LESSON:
            self.open_lesson()
        elif what == SLIP:
            event = next((one for one in view.events if one.id == event_id), None)
            if event is not None:
                self._on_slip_asked(event)
        elif what == CORRECT:
            event = next((one for one in view.events if one.id == event_id), None)
            if event is not None and event.id in correctable_ids(view):
                self._on_correct_asked(event)
            else:
                self.banner.say("这条记录已经更正过，没有登记完的更正不再适用。", Tone.SOON)
        elif what in set(DisputeEventKind):
            self.open_kind(DisputeEventKind(what))

    # ------------------------------------------------------------------ forms

    def open_kind(self, kind: DisputeEventKind) -> None:
        """Open the form of an event, as far as it may be recorded now."""
        choice = self.view.choices.choice_of(kind)
        if choice is not None:
            self.open_choice(choice)
            return
        view = self.shown
        against = next((one.reason for one in view.choices if one.kind is kind), "") if view is not None else ""
        self.banner.say(f"“{kind.label}”现在不能登记。{against}", Tone.SOON)

    def open_choice(self, choice: DisputeEventChoice) -> None:
        """Open the form of an event."""
        if self.shown is None or self._outdated or self.desk.is_doing():
            return
        if isinstance(self.desk.panel, EventForm) and self.desk.panel.kind is choice.kind:
            self.desk.panel.focus_first()
            return
        self._last_kind = choice.kind
        self.desk.open_event(self.shown, choice)

    def open_task(self, task: DisputeTaskView) -> None:
        """Open what settles a task."""
        if task.duty is Duty.RECORD_LESSON or task.event_kind is DisputeEventKind.LESSON_RECORDED:
            self.view.show_part(LESSONS)
            self.open_lesson()
        elif task.event_kind is not None:
            self.open_kind(task.event_kind)
        elif task.request_id is not None:
            self.session.shell.open_page("case", task.request_id)
        else:
            self.view.show_part(PAPERS)
            self.view.part.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_first(self) -> None:
        """F6."""
        self.view.choices.open_by_key(0)

    def open_second(self) -> None:
        """F7."""
        self.view.choices.open_by_key(1)

    def open_third(self) -> None:
        """F8."""
        self.view.choices.open_by_key(2)

    def open_files(self) -> None:
        """Add files to the dispute."""
        if self.shown is not None and not self._outdated and not self.desk.is_doing():
            self.desk.open_files(self.shown)

    def open_lesson(self) -> None:
        """Record what the result made of the grounds of the letters."""
        view = self.shown
        if view is None or view.result is None or self._outdated or self.desk.is_doing():
            return
        ask = partial(propose_lesson, self.session.office, view.id, today=self.session.today)
        self.session.ask(ask, self._on_lesson_proposed, self._on_lesson_refused, key="dispute:lesson")

    def why_no_lesson(self) -> str:
        """Why no lesson can be recorded."""
        return "" if self.shown is not None and self.shown.result is not None else "还没有结果"

    def _on_lesson_proposed(self, proposal: LessonProposal) -> None:
        if self.shown is not None and self.shown.id == proposal.dispute_id and not self.desk.is_doing():
            self.desk.open_lesson(self.shown, proposal)

    def _on_lesson_refused(self, error: BaseException) -> None:
        if isinstance(error, UserError):
            self.banner.say(error.sentence, Tone.SOON)
        else:
            self.session.shell.show_failure(error)

    def open_fates(self) -> None:
        """The grounds of all letters by their fate."""
        self.session.shell.open_page("lessons")

    def _on_correct_asked(self, event: DisputeEventView) -> None:
        if self.shown is not None and not self._outdated and not self.desk.is_doing():
            fields = correction_fields(self.shown, event.kind)
            self.desk.open_correction(self.shown, event, fields, recorded_values(event))

    def _on_slip_asked(self, event: DisputeEventView) -> None:
        if self.shown is not None and not self._outdated and not self.desk.is_doing():
            self.desk.open_slip(self.shown, event)

    def _on_form_opened(self, panel: FormPanel) -> None:
        self.banner.say("")
        self.view.show_form(panel)
        panel.focus_first()

    def _on_form_closed(self, panel: FormPanel) -> None:
        self.view.hide_form(panel)
        self.view.choices.focus_kind(panel.kind if isinstance(panel, EventForm) else None)

    def _on_act_done(self, _changed: Changed) -> None:
        self._outdated = True  # the cards still offer what was possible before
        self._focus_wanted, self._last_kind = True, None
        self._read()

    def _on_handler_chosen(self, name: str) -> None:
        view, session = self.shown, self.session
        if view is None or name == view.handler:
            return
        assign = partial(
            assign_dispute, session.office, view.id, name, today=session.today, now=session.now, actor=session.actor
        )
        session.change(assign, None, self._on_handler_refused)

    def _on_handler_refused(self, error: UserError) -> None:
        self.banner.say(error.sentence, Tone.OVER)
        self._read()

    # ------------------------------------------------------------------ dates

    def explain_pressing(self) -> None:
        """F4: how the period that presses most is counted."""
        clock = pressing_clock(self.shown.clocks) if self.shown is not None else None
        if clock is not None:
            self._on_clock_asked(clock)

    def _on_clock_asked(self, clock: DisputeClockView) -> None:
        self.view.clocks.unfold(clock)
        row = next((one for one in self.view.clocks.rows if one.clock == clock), None)
        if row is not None:
            self.view.left.ensureWidgetVisible(row)

    def _on_days_asked(self, clock: DisputeClockView) -> None:
        if self.dispute_id is not None:
            period = DisputePeriod(dispute_id=self.dispute_id, key=clock.key, started_on=clock.started_on)
            self.session.shell.open_page("day_by_day", period)

    # ------------------------------------------------------------------ letters, files, other pages

    def why_no_letters(self) -> str:
        """Why no letter can be drafted here, "" when one can."""
        return "" if LETTER_PAGE in _KNOWN_PAGES else "没有这一页。"

    def why_no_bundle(self) -> str:
        """Why no bundle can be built here, "" when one can."""
        return "" if BUNDLE_PAGE in _KNOWN_PAGES else "没有这一页。"

    def open_letters(self) -> None:
        """F9: the letters of the dispute."""
        if not self.why_no_letters():
            self.session.shell.open_page(LETTER_PAGE, (self.dispute_id, None))

    def open_bundle(self) -> None:
        """Ctrl+Shift+A: the bundle."""
        if not self.why_no_bundle():
            self.session.shell.open_page(BUNDLE_PAGE, self.dispute_id)

    def _on_document_asked(self, document: DocumentView) -> None:
        if self.shown is None:
            return
        if LETTER_PAGE in _KNOWN_PAGES:
            self.session.shell.open_page(LETTER_PAGE, (self.dispute_id, document.id))
        else:
            self.session.shell.open_page("letter", (self.shown.targets[0].request_id, document.id))

    def _on_attacked_letter_asked(self, target: TargetView) -> None:
        self.session.shell.open_page("letter", (target.request_id, target.document_id))

    def _on_case_asked(self, request_id: object) -> None:
        self.session.shell.open_page("case", request_id)

    def _on_dispute_asked(self, dispute_id: int) -> None:
        self.show_dispute(dispute_id)

    def _on_file_asked(self, one: AttachmentView) -> None:
        self.files.open_bytes(partial(attachment_bytes, self.session.office, one.id))

    def _on_file_save_asked(self, one: AttachmentView) -> None:
        self.files.save_bytes(partial(attachment_bytes, self.session.office, one.id), one.file_name)
