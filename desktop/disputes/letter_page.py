"""The page of a letter of a dispute: sections left, the paper, checks and review right; drafted, reviewed, issued."""

import json
from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from casework import form_drafts
from casework.dispute_letter_drafts import DisputeLetterDraft, DisputeLetterPage
from casework.dispute_letters import save_dispute_letter
from casework.letters import letter_bytes
from casework.views import Changed
from desktop.acts.form_panel import FormPanel
from desktop.components import Banner, ProgressPanel, column
from desktop.disputes.letter_acts import DisputeLetterActs
from desktop.disputes.letter_forms import SectionsForm
from desktop.disputes.letter_reading import (
    DisputeLetterReading,
    dispute_letter_key,
    read_dispute_letter,
    read_dispute_letter_key,
)
from desktop.disputes.letter_review import SCREEN, DisputeReviewDesk
from desktop.disputes.letter_sections import SectionsDesk
from desktop.disputes.letter_view import DisputeLetterView
from desktop.disputes.seen import is_stale_dispute
from desktop.frame.actions import ActionTable
from desktop.frame.session import Session
from desktop.frame.timers import pause_timer
from desktop.letters.files import FileOpener
from desktop.letters.find_bar import FindBar
from desktop.letters.page_actions import LETTER_ACTIONS
from desktop.letters.page_painting import print_pages
from desktop.letters.pdf_saving import PdfSaving
from desktop.letters.phrases import PhraseDesk
from desktop.letters.printers import ask_printer
from desktop.letters.reviewed_page import ReviewActs, ReviewedPage
from desktop.letters.words_page import NO_WORDS
from desktop.theme import Tone
from law.errors import UserError
from law.terms import DocumentKind, DocumentState

__all__ = ["DisputeLetterPageView"]

_CHECK_MS: Final = 400
_AUTOSAVE_MS: Final = 2000


class DisputeLetterPageView(ReviewedPage):
    """``on_enter`` takes (dispute id, document id, kind or None)."""

    help_topic = "dispute_letters"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.dispute_id = 0
        self.document_id: int | None = None
        self.kind: DocumentKind | None = None
        self.page: DisputeLetterPage | None = None
        self._edits = 0
        self._edits_saved = 0
        self._dirty = False
        self._then_issue = False
        self._then_pdf = False
        self._seen: tuple[object, ...] = ()
        outer = column(self, gap=8)
        self.banner = Banner("", Tone.OVER, self)
        outer.addWidget(self.banner)
        self.progress = ProgressPanel(self)
        outer.addWidget(self.progress)
        self.view = DisputeLetterView(self)
        outer.addWidget(self.view, 1)
        self.files = FileOpener(session, self)
        self.pdf = PdfSaving(session, self, self.progress, self.banner)
        self.review = DisputeReviewDesk(session, self.view)
        self.acts = DisputeLetterActs(session, self.view, self.review)
        self.sections = SectionsDesk(session, self.view)
        self.phrases = PhraseDesk(session, self.sections.words, self.view.side)
        self.actions_table = ActionTable(self, LETTER_ACTIONS)
        for action in self.actions_table.actions.values():
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._check = pause_timer(self, _CHECK_MS, self.check)
        self._autosave = pause_timer(self, _AUTOSAVE_MS, self.keep_typed)
        session.shell.add_saver(self.keep_typed)
        self._connect()
        self.set_heading("应诉文书")

    def _connect(self) -> None:
        view = self.view
        view.kind.activated.connect(self._on_kind_chosen)
        view.findings_card.save_asked.connect(self.keep)
        view.findings_card.issue_asked.connect(self.ask_issue)
        view.findings_card.act_asked.connect(self._on_dispute_asked)  # what a finding speaks of is there
        self.sections.edited.connect(self._on_edited)
        self.sections.keep_asked.connect(self.keep)
        self.sections.back_asked.connect(self._on_dispute_asked)
        self.acts.done.connect(self._on_done)
        self.acts.refused.connect(self._on_step_refused)
        self.acts.left.connect(self._on_form_left)
        view.issued.save_asked.connect(self.keep)
        view.issued.open_asked.connect(self.open_file)
        view.issued.pdf_asked.connect(self.save_pdf)
        view.issued.print_asked.connect(self.print_dialog)
        view.issued.case_asked.connect(self._on_dispute_asked)

    # ------------------------------------------------------------------ page

    @override
    def on_enter(self, payload: object) -> None:
        if isinstance(payload, str) and payload.startswith(f"{SCREEN}:"):
            payload = read_dispute_letter_key(payload)
        if isinstance(payload, tuple):
            self.keep_typed()
            dispute_id, document_id, *rest = payload
            self._begin(int(dispute_id), document_id, rest[0] if rest else None)
        self._read()

    def _begin(self, dispute_id: int, document_id: int | None, kind: DocumentKind | None) -> None:
        """Another letter comes onto the page; what was typed into the one before is kept."""
        self.page = None
        self.phrases.leave()
        self.acts.begin()
        self.sections.drop()
        self._check.stop()
        self._autosave.stop()
        self._dirty = self._then_issue = self._then_pdf = False
        self._seen = ()
        self.dispute_id, self.document_id, self.kind = dispute_id, document_id, kind

    @property
    def form(self) -> SectionsForm | None:
        """The sections, while they can be written."""
        return self.sections.form

    @property
    def issue_form(self) -> FormPanel | None:
        """The form of the issue or the approval while it is open."""
        return self.acts.form

    @override
    def can_leave(self) -> bool:
        self.keep_typed()
        return True

    @override
    def on_escape(self) -> bool:
        if self.leave_words():
            return True
        if self.issue_form is None:
            return False
        self.acts.leave()
        return True

    @override
    def refresh(self, changed: Changed) -> None:
        mine = self.dispute_id in changed.dispute_ids and not self._dirty and self.issue_form is None
        if mine or "persons" in changed.topics:
            self._read()

    def _read(self) -> None:
        if self.dispute_id:
            ask = partial(read_dispute_letter, self.session, self.dispute_id, self.kind, self.document_id, None)
            self.session.ask(ask, self._on_read, self._on_refused, key="dispute_letter:read")

    def _on_read(self, reading: DisputeLetterReading) -> None:
        page = reading.page
        if self._dirty and self.page is not None:
            return  # somebody is typing; what was read is shown when it is saved
        self.acts.see(page)
        self.page, self.kind, self.document_id = page, page.kind, page.document_id
        self.banner.say("")
        if reading.kept is not None and page.editable:
            when = reading.kept.saved_at.astimezone()
            self.banner.say(f"已恢复 {when.month}月{when.day}日 {when:%H:%M} 未保存的修改。", Tone.ACCENT)
            self._dirty = True  # what is on the page is not what the draft says
        self.set_heading(page.title, page.heading)
        self.view.show_kinds(page.kinds, page.kind)
        self.sections.show(page)
        self.help_topic = "review" if self.review.show(page, reading.kept_remarks) else "dispute_letters"
        self._show(page)
        if self.actions_table is not None:
            self.actions_table.update()
        seen = (self.dispute_id, page.kind, page.editable, page.state, self.session.actor)
        anew, self._seen = seen != self._seen, seen
        if anew and self.issue_form is None:
            self._focus_first(page)

    def _focus_first(self, page: DisputeLetterPage) -> None:
        if self.form is not None and page.editable:
            self.form.focus_first()
        else:
            self._focus_aside()

    def _show(self, page: DisputeLetterPage, *, typing: bool = False) -> None:
        view = self.view
        view.show_letter(page, typing=typing)
        view.findings_card.show_course(page.review, reviewed=page.reviewed)
        view.findings_card.show_findings(page.findings)
        if self.review.is_open():
            aside: QWidget = view.review_card
        elif page.preview.document is not None:
            view.issued.show_document(page.preview.document)
            aside = view.issued
        else:
            aside = view.findings_card
        if self.issue_form is None and not self.phrases.is_open() and not typing:
            view.show_aside(aside)

    def _on_refused(self, error: BaseException) -> None:
        if isinstance(error, UserError):
            self.banner.say(error.sentence, Tone.OVER)
            if is_stale_dispute(error):
                self._read()
        else:
            self.session.shell.show_failure(error)

    def _on_kind_chosen(self, _index: int) -> None:
        chosen = self.view.kind.value()
        if isinstance(chosen, DocumentKind) and chosen is not self.kind:
            self.keep_typed()
            self._begin(self.dispute_id, None, chosen)
            self._read()

    # ------------------------------------------------------------------ typing

    def _on_edited(self) -> None:
        if self.page is not None and self.page.editable:
            self._dirty = True
            self._edits += 1
            self._check.start()
            if not self._autosave.isActive():
                self._autosave.start()

    def texts(self) -> dict[str, str]:
        """What was written by hand."""
        return self.sections.texts()

    def check(self) -> None:
        """Have the checks read the letter as typed."""
        self._check.stop()
        if self.page is None or not self.page.editable:
            return
        ask = partial(read_dispute_letter, self.session, self.dispute_id, self.kind, self.document_id, self.texts())
        self.session.ask(ask, self._on_checked, self._on_refused, key="dispute_letter:check")

    def _on_checked(self, reading: DisputeLetterReading) -> None:
        same = self.page is not None and reading.page.dispute_id == self.dispute_id and reading.page.kind is self.kind
        if same and not self._check.isActive():
            self.page = reading.page
            self.acts.see(reading.page)
            self.review.show(reading.page, None)
            self.banner.say("")
            self._show(reading.page, typing=True)

    def keep_typed(self) -> None:
        """Keep what was typed since the last time."""
        self._autosave.stop()
        self.review.keep_typed()
        if not self._dirty or self.page is None or not self.page.editable or self.form is None:
            return
        key = dispute_letter_key(self.dispute_id, self.page.kind, self.document_id)
        content = json.dumps(self.texts(), ensure_ascii=False)
        save = partial(form_drafts.save, self.session.office, key, SCREEN, f"{self.page.heading} {self.page.title}")
        self.session.change(partial(save, content, now=self.session.now, actor=self.session.actor))

    # ------------------------------------------------------------------ acts

    def keep(self) -> None:
        """Ctrl+S: a draft is kept as such, an issued letter is saved as a file."""
        if self.page is None:
            return
        if self.page.editable:
            draft = DisputeLetterDraft(
                dispute_id=self.dispute_id,
                kind=self.page.kind,
                dated_on=self.session.today,
                texts=self.texts(),
                document_id=self.document_id,
            )
            self._edits_saved = self._edits
            self.session.act(self.acts.as_seen(save_dispute_letter), draft, self._on_saved, self._on_save_refused)
        elif self.document_id is not None:
            get = partial(letter_bytes, self.session.office, self.document_id)
            self.files.save_bytes(get, f"{self.page.name}.docx")

    def _on_save_refused(self, error: UserError) -> None:
        self._then_issue = self._then_pdf = False
        self.banner.say(error.sentence, Tone.OVER)
        self._read_if_stale(error)

    def _on_step_refused(self, error: UserError) -> None:
        if self.issue_form is None and not self.review.is_open():
            self.banner.say(error.sentence, Tone.OVER)
        self._read_if_stale(error)

    def _read_if_stale(self, error: UserError) -> None:
        """Somebody else changed the dispute: what was typed stays, and the next attempt is made with that seen."""
        if is_stale_dispute(error):
            self.keep_typed()
            ask = partial(read_dispute_letter, self.session, self.dispute_id, self.kind, self.document_id, self.texts())
            self.session.ask(ask, self._on_version_read, key="dispute_letter:version")

    def _on_version_read(self, reading: DisputeLetterReading) -> None:
        self.acts.version = max(self.acts.version, reading.page.dispute_version)

    def _on_saved(self, changed: Changed) -> None:
        self._forget_typed()
        self.acts.version = changed.version or self.acts.version
        self.document_id = changed.document_id or self.document_id
        if self._edits != self._edits_saved:  # typed while it was being saved
            self._dirty = True
            if self._then_issue or self._then_pdf:
                self.keep()
            else:
                self.keep_typed()
            return
        issue, self._then_issue = self._then_issue, False
        pdf, self._then_pdf = self._then_pdf, False
        if pdf:
            self.save_pdf()
        if issue:
            self._after_save()
        else:
            self._read()

    def _forget_typed(self) -> None:
        """What was typed is stored: the text kept beside it goes."""
        self._dirty = False
        self._autosave.stop()
        if self.page is not None:
            key = dispute_letter_key(self.dispute_id, self.page.kind, self.document_id)
            self.session.change(partial(form_drafts.discard, self.session.office, key))

    def ask_issue(self) -> None:
        """Ctrl+Enter: saved first; where the office reviews handed in, else the form of the issue."""
        if self.page is None or self.page.state is DocumentState.ISSUED:
            return
        if self.issue_form is not None:
            self.issue_form.submit()
        elif self.review.is_open():
            self.acts.open_issue()
        elif self.page.editable and (self._dirty or self.document_id is None):
            self._then_issue = True
            self.keep()
        else:
            self._after_save()

    def _after_save(self) -> None:
        if self.page is None or self.document_id is None:
            return
        if self.page.reviewed:
            self.acts.submit(self.document_id)
        else:
            self.acts.see(replace(self.page, document_id=self.document_id))
            self.acts.open_issue()

    def _on_form_left(self) -> None:
        """The keys of the page go on working after a form was left."""
        if self.page is not None:
            self._show(self.page)
            self._focus_aside()

    def _focus_aside(self) -> None:
        issued = self.view.side.currentWidget() is self.view.issued
        if self.review.is_open():
            self.review.focus_first()
        else:
            button = self.view.issued.buttons["print"] if issued else self.view.findings_card.issue
            button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_done(self) -> None:
        self._dirty = False
        self._read()

    @override
    def reviewing(self) -> ReviewActs:
        return self.acts

    # ------------------------------------------------------------------ words

    @override
    def find_bar(self) -> FindBar:
        return self.view.find_bar

    @override
    def phrase_place(self) -> str:
        return self.kind.value if self.kind is not None else ""

    @override
    def why_no_words(self) -> str:
        return "" if self.page is not None and self.page.editable else NO_WORDS

    @override
    def open_phrases(self) -> None:
        if self.sections.words.can_take():
            super().open_phrases()
            self.view.show_aside(self.phrases.card)

    # ------------------------------------------------------------------ out of the program

    def toggle_paged(self) -> None:
        """Ctrl+Shift+V."""
        self.view.toggle_paged()

    def focus_next_finding(self) -> None:
        """F4."""
        self.view.findings_card.focus_next()

    def open_file(self) -> None:
        """The .docx in the office program of this machine."""
        if self.document_id is not None:
            self.files.open_bytes(partial(letter_bytes, self.session.office, self.document_id))

    def save_pdf(self) -> None:
        """The letter as PDF; what was typed is kept as a draft first."""
        if self.page is None:
            return
        if self.page.editable and (self._dirty or self.document_id is None):
            self._then_pdf = True
            self.keep()
        elif self.document_id is not None:
            self.pdf.ask(self.document_id, f"{self.page.name}", draft=self.view.is_draft)

    def print_dialog(self) -> None:
        """Ctrl+P: ask for the printer, then print the pages of the letter; a draft says that it is one."""
        printer = ask_printer(self)
        if printer is not None:
            self.print_to(printer)

    def print_to(self, printer: QPrinter) -> int:
        """Print the letter; returns the number of pages."""
        sheet, page = self.view.sheet, self.page
        if sheet is None or page is None:
            return 0
        return print_pages(printer, sheet, page.title, draft=self.view.is_draft)

    def _on_dispute_asked(self, *_of: object) -> None:
        self.keep_typed()
        self.session.shell.open_page("dispute", self.dispute_id)
