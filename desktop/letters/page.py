"""The page of a letter: proposed from the decision, edited, checked while one types, issued; or issued as it is."""

import json
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from casework import form_drafts
from casework.drafts import LetterDraft
from casework.letter_pages import PrintedLetter, printed_letter
from casework.letters import letter_bytes, propose_letter, save_draft
from casework.views import Changed, FindingView, LetterPreview
from desktop.acts.seen import SeenAct, is_stale
from desktop.components import Banner, ProgressPanel, column
from desktop.frame.actions import ActionTable
from desktop.frame.session import Session
from desktop.frame.timers import pause_timer
from desktop.letters.files import FileOpener
from desktop.letters.find_bar import FindBar
from desktop.letters.issue_desk import IssueDesk
from desktop.letters.issue_form import IssueForm
from desktop.letters.page_actions import LETTER_ACTIONS
from desktop.letters.page_links import LetterLinks
from desktop.letters.page_painting import print_pages
from desktop.letters.pdf_saving import PdfSaving
from desktop.letters.phrases import PhraseDesk
from desktop.letters.printers import ask_printer
from desktop.letters.reading import LetterReading, letter_draft_key, letter_of_key, read_letter_page, what_is_seen
from desktop.letters.review_desk import ReviewDesk
from desktop.letters.reviewed_page import ReviewActs, ReviewedPage
from desktop.letters.view import LetterView
from desktop.letters.words_page import NO_WORDS
from desktop.theme import Tone
from law.errors import UserError

__all__ = ["LetterPage"]

_CHECK_MS = 400
_AUTOSAVE_MS = 2000


class LetterPage(ReviewedPage):
    """``on_enter`` takes (request id, document id or None) or the key of kept text; None drafts the reply."""

    help_topic = "letter"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.request_id = 0
        self.document_id: int | None = None
        self.reading: LetterReading | None = None
        self.findings: tuple[FindingView, ...] = ()
        self._dirty = False
        self._issue_after_save = False
        self._stale = ""
        self._seen: tuple[object, ...] = ()
        self._build()
        self.files = FileOpener(session, self)
        self.pdf = PdfSaving(session, self, self.progress, self.banner)
        self._pdf_after_save = False
        self.actions_table = ActionTable(self, LETTER_ACTIONS)
        for action in self.actions_table.actions.values():
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._check = pause_timer(self, _CHECK_MS, self.check)
        self._autosave = pause_timer(self, _AUTOSAVE_MS, self.keep_typed)
        session.shell.add_saver(self.keep_typed)
        self.set_heading("文书")

    def _build(self) -> None:
        outer = column(self, gap=8)
        self.banner = Banner("", Tone.OVER, self)
        outer.addWidget(self.banner)
        self.progress = ProgressPanel(self)
        outer.addWidget(self.progress)
        self.view = LetterView(self)
        outer.addWidget(self.view, 1)
        self.paper, self.rests_on, self.side = self.view.paper, self.view.rests_on, self.view.side
        self.findings_card, self.issued = self.view.findings_card, self.view.issued
        self.letter_title, self.letter_state = self.view.letter_title, self.view.letter_state
        self.issuing = IssueDesk(self.session, self.side, self.findings_card)
        self.review = ReviewDesk(self.session, self.view, self.issuing)
        self.phrases = PhraseDesk(self.session, self.paper.body, self.side)
        self.links = LetterLinks(self.session, self.view, self.keep_typed)
        self._version = 0
        self._connect()

    def _connect(self) -> None:
        self.paper.edited.connect(self._on_edited)
        self.rests_on.annexes_edited.connect(self._on_edited)
        self.findings_card.save_asked.connect(self.keep)
        self.findings_card.issue_asked.connect(self.ask_issue)
        self.issuing.issued.connect(self._on_issued)
        self.issuing.method_chosen.connect(self.check)
        self.issuing.refused.connect(self._read_if_stale)
        self.review.done.connect(self._on_issued)
        self.review.refused.connect(self._on_review_refused)
        self.issued.print_asked.connect(self.print_dialog)
        self.issued.save_asked.connect(self.keep)
        self.issued.open_asked.connect(self.open_file)
        self.issued.pdf_asked.connect(self.save_pdf)
        self.view.sheet_asked.connect(self._read_sheet)

    # ------------------------------------------------------------------ page

    @override
    def on_enter(self, payload: object) -> None:
        if isinstance(payload, str):
            payload = letter_of_key(payload)
        if isinstance(payload, tuple):
            self.review.keep_typed()
            request_id, document_id = payload
            if (request_id, document_id) != (self.request_id, self.document_id):
                self.issuing.leave()
                self._dirty = False
                self._see(0)
            self.request_id, self.document_id = int(request_id), document_id
            self.links.request_id = self.request_id
        self._read()

    @property
    def form(self) -> IssueForm | None:
        """The form of the issue while it is open."""
        return self.issuing.form

    def _see(self, version: int) -> None:
        """This version of the case stands on the page; acts are refused if somebody changed it since."""
        self._version = version
        self.issuing.see(version)

    @override
    def can_leave(self) -> bool:
        self.keep_typed()
        return True

    @override
    def on_escape(self) -> bool:
        if self.leave_words():
            return True
        if self.issuing.panel is None:
            return False
        self.issuing.leave()
        return True

    @override
    def refresh(self, changed: Changed) -> None:
        mine = self.request_id in changed.request_ids and not self._dirty and self.issuing.panel is None
        if mine or "person" in changed.topics or "persons" in changed.topics:
            self._read()

    def _read(self) -> None:
        if self.request_id:
            ask = partial(read_letter_page, self.session.office, self.request_id, self.document_id, self.session.today)
            ask = partial(ask, self.session.actor)
            self.session.ask(ask, self._on_read, self._on_refused, key="letter:read")

    def _on_read(self, reading: LetterReading) -> None:
        self._see(max(self._version, reading.case.version))
        stale, self._stale = self._stale, ""
        if self._dirty and self.reading is not None and reading.case.id == self.reading.case.id:
            return
        seen = what_is_seen(reading, self.session.actor)
        anew, self._seen = seen != self._seen, seen
        self.reading = reading
        self.document_id = reading.document_id
        self.banner.say("")
        self.rests_on.show_case(reading.case, editable=reading.editable)
        self.rests_on.show_reasoning(reading.reasoning)
        self.rests_on.fates.show_fates(reading.fates)
        self.rests_on.show_precedents(reading.precedents)
        self.rests_on.show_annexes(reading.preview.annexes)
        reviewing = self.review.show(reading, self._version)
        self.help_topic = "review" if reviewing else "letter"
        self._show_preview(reading.preview)
        document = reading.preview.document
        drafting = reading.editable or document is None
        if document is not None and not drafting:
            self.issued.show_document(document)
        title = "文书起草" if drafting or document is None else document.title
        self.set_heading(title, f"{reading.case.registration_number}　{reading.case.applicant.name}")
        self.issuing.home = self.view.review_card if reviewing else self.findings_card
        if self.issuing.panel is None:
            aside = self.findings_card if drafting else self.issued
            self.side.setCurrentWidget(self.view.review_card if reviewing else aside)
        if drafting:
            self._take_up(reading)
        if self.actions_table is not None:
            self.actions_table.update()
        if stale:
            self.banner.say(stale, Tone.OVER)
        if anew and self.issuing.panel is None:
            self.paper.verticalScrollBar().setValue(0)
            self._focus_first(drafting=drafting)

    def _focus_first(self, *, drafting: bool) -> None:
        reason = Qt.FocusReason.OtherFocusReason
        if self.review.is_open():
            self.review.focus_first()
        elif not drafting:
            self.issued.buttons["print"].setFocus(reason)
        elif self.paper.can_edit():
            self.paper.body.setFocus(reason)
        else:
            self.findings_card.issue.setFocus(reason)

    def _take_up(self, reading: LetterReading) -> None:
        """Text that was typed and never saved as a draft comes back."""
        if reading.kept is None:
            return
        typed = json.loads(reading.kept.payload)
        body = tuple(str(one) for one in typed.get("body", ()))
        annexes = tuple(str(one) for one in typed.get("annexes", ()))
        when = reading.kept.saved_at.astimezone()
        self.banner.say(f"已恢复 {when.month}月{when.day}日 {when:%H:%M} 未保存的修改。", Tone.ACCENT)
        self.rests_on.show_annexes(annexes)
        if self.paper.can_edit() and body:
            self.paper.body.show_paragraphs(body, self.paper.paper_width())
        self.check()

    def _on_refused(self, error: BaseException) -> None:
        if isinstance(error, UserError):
            self.banner.say(error.sentence, Tone.OVER)
        else:
            self.session.shell.show_failure(error)

    def _show_preview(self, preview: LetterPreview, *, typing: bool = False) -> None:
        editable = self.reading is not None and self.reading.editable
        self.view.show_preview(preview, editable=editable, typing=typing)
        self.findings = preview.findings

    # ------------------------------------------------------------------ typing

    def _on_edited(self) -> None:
        if self.reading is None or not self.reading.editable:
            return
        self._dirty = True
        self._check.start()
        if not self._autosave.isActive():
            self._autosave.start()

    def letter_draft(self) -> LetterDraft:
        """The letter as it stands on the page."""
        return LetterDraft(
            request_id=self.request_id,
            dated_on=self.session.today,
            document_id=self.document_id,
            body=self.paper.body.paragraphs() if self.paper.can_edit() else (),
            annexes=self.rests_on.annex_lines(),
            method=None if self.form is None else self.form.method(),
        )

    def check(self) -> None:
        """Have the checks read the letter as typed."""
        self._check.stop()
        if self.reading is None or not self.reading.editable:
            return
        ask = partial(propose_letter, self.session.office, self.letter_draft(), self.session.today)
        self.session.ask(ask, self._on_checked, self._on_refused, key="letter:check")

    def _on_checked(self, preview: LetterPreview) -> None:
        if not self._check.isActive():
            self._show_preview(preview, typing=True)
            if self.form is not None:
                self.form.show_findings(preview.findings)

    def keep_typed(self) -> None:
        """Keep what was typed since the last time."""
        self._autosave.stop()
        self.review.keep_typed()
        if not self._dirty or self.reading is None:
            return
        draft = self.letter_draft()
        content = {"request_id": self.request_id, "body": draft.body, "annexes": draft.annexes}
        payload = json.dumps(content, ensure_ascii=False)
        work = partial(
            form_drafts.save,
            self.session.office,
            letter_draft_key(self.request_id),
            "letter",
            f"{self.reading.case.registration_number} 文书起草",
            payload,
            now=self.session.now,
            actor=self.session.actor,
        )
        self.session.change(work)

    # ------------------------------------------------------------------ draft and issue

    def keep(self) -> None:
        """Ctrl+S: a draft is kept as such, an issued letter is saved as a file."""
        if self.reading is None:
            return
        if self.reading.editable:
            save = SeenAct(save_draft, self.request_id, self._version)
            self.session.act(save, self.letter_draft(), self._on_saved, self._on_save_refused)
            return
        document = self.reading.preview.document
        if document is not None:
            name = f"{document.title}{document.document_number}.docx"
            self.files.save_bytes(partial(letter_bytes, self.session.office, document.id), name)

    def _on_save_refused(self, error: BaseException) -> None:
        self._pdf_after_save = False
        self._issue_after_save = False
        self._on_refused(error)
        self._read_if_stale(error)

    def _read_if_stale(self, error: BaseException) -> None:
        """Somebody else changed the case: what was typed stays, and the next attempt is made with their change seen."""
        if isinstance(error, UserError) and is_stale(error):
            self._stale = error.sentence
            self.keep_typed()
            self._read()

    def _on_saved(self, changed: Changed) -> None:
        self._dirty = False
        self._see(changed.version or self._version)
        self.document_id = changed.document_id or self.document_id
        self._forget()
        if self._pdf_after_save:
            self._pdf_after_save = False
            self.save_pdf()
        if self._issue_after_save:
            self._issue_after_save = False
            if self.document_id is not None and self.review.reviewed:
                self.review.submit(self.document_id, self._version)
            elif self.reading is not None and self.document_id is not None:
                self.issuing.open(self.reading, self.document_id, self.findings)

    def _forget(self) -> None:
        self._autosave.stop()
        self.session.change(partial(form_drafts.discard, self.session.office, letter_draft_key(self.request_id)))

    def ask_issue(self) -> None:
        """Ctrl+Enter: keep the draft, then ask for the date and the way, or hand it in for review."""
        if self.issuing.panel is not None:
            self.issuing.panel.submit()
            return
        if self.review.is_open():
            self.review.issue()
            return
        if self.reading is None or not self.reading.editable or not self.findings_card.issue.isEnabled():
            return
        self._issue_after_save = True
        self.keep()

    @override
    def reviewing(self) -> ReviewActs:
        return self.review

    def _on_review_refused(self, error: UserError) -> None:
        if not self.review.is_open() and self.issuing.panel is None:
            self.banner.say(error.sentence, Tone.OVER)
        self._read_if_stale(error)

    def _on_issued(self) -> None:
        self._forget()
        self._read()

    # ------------------------------------------------------------------ out of the program

    def open_file(self) -> None:
        """Open the letter in the system's word processor."""
        if self.document_id is not None:
            self.files.open_bytes(partial(letter_bytes, self.session.office, self.document_id))

    def save_pdf(self) -> None:
        """Ctrl+Shift+S: the letter as PDF; what was typed is kept as a draft first."""
        if self.reading is None:
            return
        if self.reading.editable and (self._dirty or self.document_id is None):
            self._pdf_after_save = True
            self.keep()
        elif self.document_id is not None:
            document = self.reading.preview.document
            number = document.document_number if document is not None else ""
            self.pdf.ask(self.document_id, f"{self.letter_title.text()}{number}", draft=self.view.is_draft)

    def toggle_paged(self) -> None:
        """Ctrl+Shift+V: the letter as pages, and back."""
        self.view.toggle_paged()

    def _read_sheet(self) -> None:
        if self.document_id is not None:
            ask = partial(printed_letter, self.session.office, self.document_id)
            self.session.ask(ask, self.view.show_sheet, self._on_refused, key="letter:sheet")

    def print_dialog(self) -> None:
        """Ctrl+P: ask for the printer, then print the pages of the letter; a draft says that it is one."""
        if self.view.sheet is None and self.document_id is not None:
            ask = partial(printed_letter, self.session.office, self.document_id)
            self.session.ask(ask, self._on_sheet_to_print, self._on_refused, key="letter:sheet")
            return
        printer = ask_printer(self)
        if printer is not None:
            self.print_to(printer)

    def _on_sheet_to_print(self, sheet: PrintedLetter) -> None:
        self.view.show_sheet(sheet)
        self.print_dialog()

    def print_to(self, printer: QPrinter) -> int:
        """Print the letter; returns the number of pages, 0 while they are not read yet."""
        if self.view.sheet is None:
            return 0
        return print_pages(printer, self.view.sheet, self.letter_title.text(), draft=self.view.is_draft)

    @override
    def find_bar(self) -> FindBar:
        return self.view.find_bar

    @override
    def why_no_words(self) -> str:
        return "" if self.paper.can_edit() else NO_WORDS

    @override
    def phrase_place(self) -> str:
        outcome = self.reading.case.outcome if self.reading is not None else None
        return "" if outcome is None else outcome.value

    def focus_next_finding(self) -> None:
        """F4."""
        self.findings_card.focus_next()
