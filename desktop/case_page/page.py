"""The case page: reads a case, shows it, opens its acts; hears what changed and reads again."""

from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from casework.applicants import reveal
from casework.attachments import attachment_bytes
from casework.views import ActView, ApplicantView, AttachmentView, Changed, DocumentView, WhatIfView
from casework.what_if import what_if
from desktop.acts.panel import ActPanel
from desktop.acts.table import LETTER_ACTS
from desktop.case_page.act_desk import ActDesk, read_draft_key
from desktop.case_page.papers_desk import PapersDesk, read_papers_key
from desktop.case_page.reading import CaseReading, read_case_page
from desktop.case_page.view import CaseLayout
from desktop.components import Banner, column
from desktop.frame.actions import ActionSpec, ActionTable
from desktop.frame.page import Page
from desktop.frame.palette import PaletteEntry
from desktop.frame.session import Session
from desktop.letters.files import FileOpener
from desktop.theme import Tone
from law.errors import UserError
from law.terms import Act, Urgency

__all__ = ["CasePage"]

_SUPPOSE_MS = 150
_ACTIONS = (
    ActionSpec(id="first", text="办理第一项", shortcut="F6", slot="open_first_act"),
    ActionSpec(id="second", text="办理第二项", shortcut="F7", slot="open_second_act"),
    ActionSpec(id="third", text="办理第三项", shortcut="F8", slot="open_third_act"),
    ActionSpec(id="explain", text="逐日说明", shortcut="F4", slot="open_day_by_day"),
    ActionSpec(id="suppose", text="如果…", shortcut="F9", slot="toggle_what_if"),
    ActionSpec(id="papers", text="案卷文书", shortcut="Ctrl+Shift+A", slot="open_papers"),
)

# Forms that the manual tells about on a page of their own.
_HELP = {
    Act.DECIDE_OUTCOME: "guided",
    Act.COUNT_PAGES: "fees",
    Act.SPLIT_PIECES: "fees",
    Act.PROPOSE_FEE: "fees",
    Act.APPROVE_FEE: "fees",
    Act.NOTIFY_FEE: "fees",
    Act.RECORD_PAYMENT: "fees",
    Act.RECORD_REFUND: "fees",
    Act.WAIVE_FEE: "fees",
    Act.LAPSE_FEE: "fees",
    Act.EXTEND: "review",
    Act.APPROVE_EXTENSION: "review",
    Act.DECLINE_EXTENSION: "review",
    Act.REVIEW_SECRECY: "papers",
    Act.DISPATCH: "documents",
    Act.RECORD_SERVICE: "documents",
    Act.RECORD_RETURN: "documents",
    Act.RECORD_REFUSAL: "documents",
}


class CasePage(Page):
    """One case. ``on_enter`` takes the request's id, (id, act) or the key of a kept form; None stays where it was."""

    help_topic = "case"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.request_id: int | None = None
        self.reading: CaseReading | None = None
        self._supposed: dict[str, object] = {}
        self._wanted_act: Act | None = None
        self._wanted_object = 0
        self._last_act: ActView | None = None
        self._outdated = False  # an act was done and its consequences are not read yet
        layout = column(self, gap=8)
        self.banner = Banner("", Tone.OVER, self)
        layout.addWidget(self.banner)
        self.view = CaseLayout(session, self)
        layout.addWidget(self.view, 1)
        self.view.hide()
        self.files = FileOpener(session, self)
        self.desk = ActDesk(session, self)
        self._wants_papers = False
        self.papers = PapersDesk(session, self.view.papers, self.files)
        self.actions_table = ActionTable(self, _ACTIONS)
        for action in self.actions_table.actions.values():
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._suppose = QTimer(self)
        self._suppose.setSingleShot(True)
        self._suppose.setInterval(_SUPPOSE_MS)
        self._suppose.timeout.connect(self._on_suppose_due)
        self._connect()
        session.shell.add_saver(self.save_draft)
        self.set_heading("办件")

    def _connect(self) -> None:
        view = self.view
        view.header.explained.connect(self._on_explained)
        view.header.supposed.connect(self._on_supposed_edited)
        view.acts.chosen.connect(self.open_view)
        view.request.reveal_asked.connect(self._on_reveal_asked)
        view.request.sibling_asked.connect(self.show_request)
        view.request.file_asked.connect(self._on_file_asked)
        view.request.file_save_asked.connect(self._on_file_save_asked)
        view.request.attach_asked.connect(self._on_attach_asked)
        view.request.calculator_asked.connect(self.open_calculator)
        view.request.applicant_asked.connect(self._on_applicant_asked)
        view.request.dispute_asked.connect(self._on_dispute_asked)
        view.request.register_dispute_asked.connect(self.open_dispute_form)
        view.acts.dispute_asked.connect(self.open_dispute_form)
        view.course.letter_asked.connect(self._on_letter_asked)
        view.course.correction_asked.connect(self._on_correction_asked)
        view.course.papers_asked.connect(self.open_papers)
        self.papers.closed.connect(self._on_papers_closed)
        self.desk.opened.connect(self._on_form_opened)
        self.desk.closed.connect(self._on_form_closed)
        self.desk.done.connect(self._on_act_done)
        self.desk.stale.connect(self._read)

    # ------------------------------------------------------------------ page

    @override
    def help_now(self) -> str:
        if self.view.shows_papers():
            return "papers"
        panel = self.desk.panel
        return self.help_topic if panel is None else _HELP.get(panel.facts.view.act, self.help_topic)

    @override
    def on_enter(self, payload: object) -> None:
        act, self._wanted_object = None, 0
        self._wants_papers = False
        papers = read_papers_key(payload) if isinstance(payload, str) else None
        if papers is not None:
            payload, self._wants_papers = papers, True
        kept = read_draft_key(payload) if isinstance(payload, str) else None
        if kept is not None:
            payload, act, self._wanted_object = kept
        elif isinstance(payload, tuple):
            payload, act = payload
        self._wanted_act = Act(str(act)) if act else None
        if isinstance(payload, int):
            self.show_request(payload)
        elif self.request_id is not None:
            self._read()
        else:
            self.banner.say("没有选定办件。请从工作台或办件列表打开一件。", Tone.SOON)

    def show_request(self, request_id: int) -> None:
        """Show a request; the form of another one is kept and closed."""
        if request_id != self.request_id:
            self.desk.close()
            self.view.hide_papers()
            self.view.header.what_if_bar.hide()
            self._last_act = None
        self.request_id = request_id
        self._read()

    @override
    def refresh(self, changed: Changed) -> None:
        if self.request_id is None or set(changed.topics) == {"drafts"}:
            return
        if not changed.request_ids or self.request_id in changed.request_ids or "cases" not in changed.topics:
            self._read()

    @override
    def can_leave(self) -> bool:
        self.desk.save()
        self.papers.keep_typed()
        return True

    @override
    def on_escape(self) -> bool:
        if self.view.shows_papers():
            self.view.papers.step_back()
            return True
        if self.desk.panel is not None:
            self.desk.leave()
            return True
        if self.view.header.what_if_bar.isVisible():
            self.view.header.toggle_what_if()
            self.view.acts.focus_first()
            return True
        return False

    def save_draft(self) -> None:
        """Keep what is typed; for the crash net."""
        self.desk.save()

    def _read(self) -> None:
        ask = partial(read_case_page, self.session.office, self.request_id or 0, self.session.today)
        self.session.ask(ask, self._on_case_read, self._on_case_refused, key="case:read")

    def _on_case_read(self, reading: CaseReading) -> None:
        self._outdated = False
        first = self.reading is None or self.reading.case.id != reading.case.id
        self.reading = reading
        self.desk.see(reading.case)
        case, today = reading.case, self.session.today
        self.banner.say("")
        self.set_heading(case.registration_number or "未编号")
        self.view.header.show_case(case, today)
        self.view.request.show_case(case, reading.disputes, today)
        self.view.acts.show_acts(case.acts, dispute=_can_be_disputed(reading))
        self.view.course.show_case(case, today)
        if self.view.shows_papers():
            self.papers.refresh()
        self.view.show()
        if self._wants_papers:
            self._wants_papers = False
            self.open_papers()
        elif self._wanted_act is not None:
            act, self._wanted_act = self._wanted_act, None
            self.open_act(act)
        elif self.desk.panel is None and (first or self._last_act is not None) and self.isVisible():
            self._last_act = None
            self.view.acts.focus_first()

    def _on_case_refused(self, error: BaseException) -> None:
        self._outdated = False
        if isinstance(error, UserError):
            self.view.hide()
            self.banner.say(error.sentence, Tone.OVER)
        else:
            self.session.shell.show_failure(error)

    # ------------------------------------------------------------------ acts

    def open_act(self, act: Act) -> None:
        """Open an act by its name, as far as it is allowed now."""
        if self.reading is None:
            self._wanted_act = act
            return
        found = [one for one in self.reading.case.acts if one.act is act and one.allowed]
        wanted, self._wanted_object = self._wanted_object, 0
        if wanted:  # what was typed for one letter never opens over another
            found = [one for one in found if wanted in (one.document_id, one.event_id)]
        if found:
            self.open_view(found[0])
        else:
            against = next((one.line for one in self.reading.case.acts if one.act is act and not one.allowed), "")
            self.banner.say(f"“{act.label}”现在不能办。{against or '所涉的文书或者意见已经办过。'}", Tone.SOON)

    @override
    def offered(self) -> tuple[PaletteEntry, ...]:
        """The acts that the case allows now."""
        cards = self.view.acts.cards if self.reading is not None else []
        views = [one.payload for one in cards if isinstance(one.payload, ActView) and one.payload.allowed]
        entries = [PaletteEntry(text=one.act.label, run=partial(self.open_view, one)) for one in views]
        if self.reading is not None and _can_be_disputed(self.reading):
            entries.append(PaletteEntry(text="登记复议、诉讼", icon="reviews", run=self.open_dispute_form))
        return tuple(entries)

    def open_view(self, view: ActView) -> None:
        """Open the form of an act, or the page of the letter."""
        if self.reading is None or self._outdated or self.desk.is_doing():
            return
        self._last_act = view
        if view.act in LETTER_ACTS:
            self.session.shell.open_page("letter", (self.reading.case.id, view.document_id))
            return
        self.desk.open(self.reading.case, view, self.reading.proposal)

    def open_first_act(self) -> None:
        """F6."""
        self.view.acts.open_by_key(0)

    def open_second_act(self) -> None:
        """F7."""
        self.view.acts.open_by_key(1)

    def open_third_act(self) -> None:
        """F8."""
        self.view.acts.open_by_key(2)

    def _on_form_opened(self, panel: ActPanel) -> None:
        self.view.show_form(panel)
        panel.focus_first()

    def _on_form_closed(self, panel: ActPanel) -> None:
        self.view.show_acts(panel)
        self.view.acts.focus_act(panel.facts.view)

    def _on_act_done(self, _pair: object) -> None:
        self._outdated = True  # the cards still offer what was possible before
        self._read()

    def open_calculator(self) -> None:
        """The form of a fee, which calculates as one types; where the act is not open it says why."""
        found = [one for one in self.reading.case.acts if one.act is Act.PROPOSE_FEE] if self.reading else []
        if found:
            self.open_view(found[0])

    def open_dispute_form(self) -> None:
        """Register a reconsideration or a lawsuit about this request."""
        if self.request_id is not None:
            self.session.shell.open_page("open_dispute", self.request_id)

    def _on_dispute_asked(self, dispute_id: object) -> None:
        self.session.shell.open_page("dispute", dispute_id)

    def _on_applicant_asked(self, applicant_id: object) -> None:
        self.session.shell.open_page("applicant", applicant_id)

    def _on_attach_asked(self) -> None:
        self.open_act(Act.ATTACH)

    def _on_correction_asked(self, _event_id: object) -> None:
        self.open_act(Act.CORRECT_EVENT)

    # ------------------------------------------------------------------ the sheets of the file

    def open_papers(self) -> None:
        """Ctrl+Shift+A: the internal sheets and the packing of the file."""
        if self.reading is not None:
            self.view.show_papers()
            self.papers.open(self.reading.case.id, self.reading.case.registration_number)

    def _on_papers_closed(self) -> None:
        self.view.hide_papers()
        if self.desk.panel is None:
            self.view.acts.focus_first()

    # ------------------------------------------------------------------ dates

    def open_day_by_day(self) -> None:
        """F4."""
        self._on_explained("due")

    def _on_explained(self, which: str) -> None:
        if self.request_id is not None:
            self.session.shell.open_page("day_by_day", (self.request_id, which))

    def toggle_what_if(self) -> None:
        """F9."""
        if self.reading is not None and self.view.header.what_if.isVisible():
            self.view.header.toggle_what_if()

    def _on_supposed_edited(self, supposed: dict[str, object]) -> None:
        self._supposed = supposed
        self._suppose.start()

    def _on_suppose_due(self) -> None:
        if not self._supposed or self.request_id is None:
            self.view.header.show_supposed(None)
            return
        ask = partial(what_if, self.session.office, self.request_id, today=self.session.today, **self._supposed)  # type: ignore[arg-type]
        self.session.ask(ask, self._on_supposed, self._on_suppose_refused, key="case:what_if")

    def _on_supposed(self, view: WhatIfView) -> None:
        self.view.header.show_supposed(view)

    def _on_suppose_refused(self, error: BaseException) -> None:
        if isinstance(error, UserError):
            self.view.header.show_supposed(None, error.sentence)
        else:
            self.session.shell.show_failure(error)

    # ------------------------------------------------------------------ people, letters, files

    def _on_reveal_asked(self, wanted: tuple[ApplicantView, str]) -> None:
        person, field = wanted
        ask = partial(_revealed, self.session, person, field)
        self.session.ask(ask, self._on_revealed)

    def _on_revealed(self, found: tuple[ApplicantView, str, str]) -> None:
        self.view.request.show_revealed(*found)

    def _on_letter_asked(self, document: DocumentView) -> None:
        self.session.shell.open_page("letter", (self.request_id, document.id))

    def _on_file_asked(self, one: AttachmentView) -> None:
        self.files.open_bytes(partial(attachment_bytes, self.session.office, one.id))

    def _on_file_save_asked(self, one: AttachmentView) -> None:
        self.files.save_bytes(partial(attachment_bytes, self.session.office, one.id), one.file_name)


def _can_be_disputed(reading: CaseReading) -> bool:
    """A letter went out, or the reply is late: only then there is something to attack."""
    case = reading.case
    sent = any(one.dispatched_on is not None for one in case.documents)
    return sent or bool(reading.disputes) or case.clock.urgency is Urgency.OVERDUE


def _revealed(session: Session, person: ApplicantView, field: str) -> tuple[ApplicantView, str, str]:
    return person, field, reveal(session.office, person.id, field)
