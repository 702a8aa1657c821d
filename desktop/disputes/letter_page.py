"""The page of a letter of a dispute: sections left, the paper, checks and review right; drafted, reviewed, issued."""

import json
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from casework import form_drafts
from casework.dispute_letter_drafts import (
    DisputeApprovalDraft,
    DisputeIssueDraft,
    DisputeLetterDraft,
    DisputeLetterPage,
    DisputeStepDraft,
)
from casework.dispute_letters import issue_dispute_letter, save_dispute_letter
from casework.dispute_review import (
    approve_dispute_letter,
    dispute_letter_page,
    pass_dispute_letter,
    recall_dispute_letter,
    return_dispute_letter,
    submit_dispute_letter,
)
from casework.letters import letter_bytes
from casework.views import Changed, FormDraftView
from desktop.components import Banner, ProgressPanel, column
from desktop.disputes.letter_forms import DisputeIssueForm, LetterFacts, SectionsForm
from desktop.disputes.letter_view import DisputeLetterView
from desktop.disputes.seen import SeenDispute, is_stale_dispute
from desktop.frame.actions import ActionSpec, ActionTable
from desktop.frame.page import Page
from desktop.frame.session import Session
from desktop.frame.timers import pause_timer
from desktop.letters.files import FileOpener
from desktop.letters.pdf_saving import PdfSaving
from desktop.theme import Tone
from law.errors import UserError
from law.terms import Act, DocumentKind, DocumentState

__all__ = ["DisputeLetterPageView"]

_CHECK_MS: Final = 400
_AUTOSAVE_MS: Final = 2000
_SCREEN: Final = "dispute_letter"
_REVIEWING: Final = (DocumentState.REVIEW, DocumentState.APPROVAL, DocumentState.APPROVED)
_ANSWERS: Final = (DocumentKind.RECON_ANSWER, DocumentKind.DEFENCE)

_ACTIONS: Final = (
    ActionSpec(id="keep", text="存为草稿，或另存为", shortcut="Ctrl+S", slot="keep"),
    ActionSpec(id="issue", text="签发，或提交审核", shortcut="Ctrl+Return", slot="ask_issue"),
    ActionSpec(id="paged", text="分页预览", shortcut="Ctrl+Shift+V", slot="toggle_paged"),
    ActionSpec(id="finding", text="下一条检查结果", shortcut="F4", slot="focus_next_finding"),
    ActionSpec(id="pdf", text="另存为 PDF", shortcut="Ctrl+Shift+S", slot="save_pdf"),
)


@dataclass(frozen=True, slots=True)
class _Reading:
    """One reading: the letter, and typed text that was never saved."""

    page: DisputeLetterPage
    kept: FormDraftView | None


def _draft_key(dispute_id: int, kind: DocumentKind, document_id: int | None) -> str:
    return f"{_SCREEN}:{dispute_id}:{document_id or kind.value}"


def _read_page(
    session: Session,
    dispute_id: int,
    kind: DocumentKind | None,
    document_id: int | None,
    texts: dict[str, str] | None,
) -> _Reading:
    office = session.office
    ask = partial(dispute_letter_page, office, dispute_id, kind, document_id, person=session.actor, today=session.today)
    page = ask(texts=texts)
    kept = form_drafts.load(office, _draft_key(dispute_id, page.kind, document_id)) if texts is None else None
    if kept is not None and page.editable:
        page = ask(texts={str(key): str(value) for key, value in json.loads(kept.payload).items()})
    return _Reading(page, kept)


class DisputeLetterPageView(Page):
    """``on_enter`` takes (dispute id, document id, kind or None)."""

    help_topic = "dispute_letters"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.dispute_id = 0
        self.document_id: int | None = None
        self.kind: DocumentKind | None = None
        self.page: DisputeLetterPage | None = None
        self.form: SectionsForm | None = None
        self.issue_form: DisputeIssueForm | None = None
        self._dirty = False
        self._then_issue = False
        outer = column(self, gap=8)
        self.banner = Banner("", Tone.OVER, self)
        outer.addWidget(self.banner)
        self.progress = ProgressPanel(self)
        outer.addWidget(self.progress)
        self.view = DisputeLetterView(self)
        outer.addWidget(self.view, 1)
        self.files = FileOpener(session, self)
        self.pdf = PdfSaving(session, self, self.progress, self.banner)
        self.actions_table = ActionTable(self, _ACTIONS)
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
        card = view.review_card
        card.pass_asked.connect(self.let_pass)
        card.return_asked.connect(self.send_back)
        card.approve_asked.connect(self.approve)
        card.approve_issue_asked.connect(self.ask_issue)
        card.issue_asked.connect(self.ask_issue)
        card.recall_asked.connect(self.recall)
        view.issued.save_asked.connect(self.keep)
        view.issued.open_asked.connect(self.open_file)
        view.issued.pdf_asked.connect(self.save_pdf)
        view.issued.print_asked.connect(self.open_file)
        view.issued.case_asked.connect(self._on_dispute_asked)

    # ------------------------------------------------------------------ page

    @override
    def on_enter(self, payload: object) -> None:
        if isinstance(payload, str) and payload.startswith(f"{_SCREEN}:"):
            _, dispute, what = payload.split(":", 2)
            document = int(what) if what.isdecimal() else None
            payload = (int(dispute), document, None if document is not None else DocumentKind(what))
        if isinstance(payload, tuple):
            self.keep_typed()
            dispute_id, document_id, *rest = payload
            self._leave_issue()
            self._dirty = False
            self.dispute_id, self.document_id = int(dispute_id), document_id
            self.kind = rest[0] if rest else None
            self.form = None
        self._read()

    @override
    def can_leave(self) -> bool:
        self.keep_typed()
        return True

    @override
    def on_escape(self) -> bool:
        if self.issue_form is None:
            return False
        self._leave_issue()
        return True

    @override
    def refresh(self, changed: Changed) -> None:
        mine = self.dispute_id in changed.dispute_ids and not self._dirty and self.issue_form is None
        if mine or "persons" in changed.topics:
            self._read()

    def _read(self) -> None:
        if self.dispute_id:
            ask = partial(_read_page, self.session, self.dispute_id, self.kind, self.document_id, None)
            self.session.ask(ask, self._on_read, self._on_refused, key="dispute_letter:read")

    def _on_read(self, reading: _Reading) -> None:
        page = reading.page
        self.page, self.kind = page, page.kind
        self.banner.say("")
        if reading.kept is not None and page.editable:
            when = reading.kept.saved_at.astimezone()
            told = f"已恢复 {when.month}月{when.day}日 {when:%H:%M} 未保存的修改。"
            self.banner.say(told, Tone.ACCENT)
        self.set_heading(page.title, page.heading)
        self.view.show_kinds(page.kinds, page.kind)
        self._show_sections(page)
        self._show(page)
        if self.form is not None and page.editable:
            self.form.focus_first()

    def _show_sections(self, page: DisputeLetterPage) -> None:
        """The form of the sections, made anew for another letter or another state."""
        if self.form is not None:
            self.view.left.removeWidget(self.form)
            self.form.deleteLater()
            self.form = None
        if not page.sections:
            return
        facts = LetterFacts(today=self.session.today, describe_day=self.session.describe_day)
        self.form = SectionsForm(facts, page.title, page.sections, self.view.left)
        self.form.inside.setEnabled(page.editable)
        self.form.primary.setEnabled(page.editable)
        self.form.edited.connect(self._on_edited)
        self.form.submitted.connect(self._on_form_submitted)
        self.form.left.connect(self._on_dispute_asked)
        self.view.left.addWidget(self.form)
        self.view.left.setCurrentWidget(self.form)

    def _show(self, page: DisputeLetterPage, *, typing: bool = False) -> None:
        view = self.view
        view.show_letter(page, typing=typing)
        view.findings_card.show_course(page.review, reviewed=page.reviewed)
        view.findings_card.show_findings(page.findings)
        if page.review is not None and page.state in _REVIEWING:
            view.review_card.show_review(page.review, page.findings, page.preview.blocks)
            view.review_card.take_room(wanted=True)
            aside: QWidget = view.review_card
        elif page.preview.document is not None:
            view.issued.show_document(page.preview.document)
            aside = view.issued
        else:
            view.review_card.take_room(wanted=False)
            aside = view.findings_card
        if self.issue_form is None and not typing:
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
            self._dirty = False
            self.kind = chosen
            self._read()

    # ------------------------------------------------------------------ typing

    def _on_edited(self) -> None:
        if self.page is None or not self.page.editable:
            return
        self._dirty = True
        self._check.start()
        if not self._autosave.isActive():
            self._autosave.start()

    def texts(self) -> dict[str, str]:
        """What was written by hand."""
        return self.form.texts() if self.form is not None else {}

    def check(self) -> None:
        """Have the checks read the letter as typed."""
        self._check.stop()
        if self.page is None or not self.page.editable:
            return
        ask = partial(_read_page, self.session, self.dispute_id, self.kind, self.document_id, self.texts())
        self.session.ask(ask, self._on_checked, self._on_refused, key="dispute_letter:check")

    def _on_checked(self, reading: _Reading) -> None:
        if not self._check.isActive():
            self.page = reading.page
            self.banner.say("")
            self._show(reading.page, typing=True)

    def keep_typed(self) -> None:
        """Keep what was typed since the last time."""
        self._autosave.stop()
        if not self._dirty or self.page is None:
            return
        work = partial(
            form_drafts.save,
            self.session.office,
            _draft_key(self.dispute_id, self.page.kind, self.document_id),
            _SCREEN,
            f"{self.page.heading} {self.page.title}",
            json.dumps(self.texts(), ensure_ascii=False),
            now=self.session.now,
            actor=self.session.actor,
        )
        self.session.change(work)

    # ------------------------------------------------------------------ acts

    def _seen(self, run: object) -> SeenDispute:
        version = self.page.dispute_version if self.page is not None else 0
        return SeenDispute(run, self.dispute_id, version)  # type: ignore[arg-type]

    def _on_form_submitted(self, _texts: object) -> None:
        self.keep()

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
            self.session.act(self._seen(save_dispute_letter), draft, self._on_saved, self._on_act_refused)
        elif self.document_id is not None:
            name = f"{self.page.title}.docx"
            self.files.save_bytes(partial(letter_bytes, self.session.office, self.document_id), name)

    def _on_act_refused(self, error: BaseException) -> None:
        self._then_issue = False
        if self.issue_form is not None and isinstance(error, UserError) and not is_stale_dispute(error):
            self.issue_form.show_refusal(error)
        elif isinstance(error, UserError) and error.field == "remarks":
            self.view.review_card.show_refusal(error)
        else:
            self._on_refused(error)

    def _on_saved(self, changed: Changed) -> None:
        self._forget_typed()
        self.document_id = changed.document_id or self.document_id
        issue, self._then_issue = self._then_issue, False
        if issue:
            self._after_save()
        else:
            self._read()

    def _forget_typed(self) -> None:
        """What was typed is stored: the text kept beside it goes."""
        self._dirty = False
        self._autosave.stop()
        if self.page is not None:
            key = _draft_key(self.dispute_id, self.page.kind, self.document_id)
            self.session.change(partial(form_drafts.discard, self.session.office, key))

    def ask_issue(self) -> None:
        """Ctrl+Enter: saved first; where the office reviews handed in, else the form of the issue."""
        if self.page is None or self.page.state is DocumentState.ISSUED:
            return
        if self.page.editable and (self._dirty or self.document_id is None):
            self._then_issue = True
            self.keep()
        else:
            self._after_save()

    def _after_save(self) -> None:
        if self.page is None or self.document_id is None:
            return
        if self.page.reviewed and self.page.state is DocumentState.DRAFT:
            step = DisputeStepDraft(document_id=self.document_id)
            self.session.act(submit_dispute_letter, step, self._on_done, self._on_act_refused)
        else:
            self._open_issue()

    def _open_issue(self) -> None:
        if self.page is None or self.document_id is None:
            return
        self._leave_issue()
        facts = LetterFacts(today=self.session.today, describe_day=self.session.describe_day)
        form = DisputeIssueForm(
            facts, self.document_id, self.page.findings, answer=self.page.kind in _ANSWERS, parent=self.view.side
        )
        form.submitted.connect(self._on_issue_submitted)
        form.left.connect(self._leave_issue)
        self.issue_form = form
        self.view.side.addWidget(form)
        self.view.show_aside(form)
        form.focus_first()

    def _leave_issue(self) -> None:
        form, self.issue_form = self.issue_form, None
        if form is not None:
            self.view.side.removeWidget(form)
            form.deleteLater()
            if self.page is not None:
                self._show(self.page)

    def _on_issue_submitted(self, draft: object) -> None:
        if self.page is None or not isinstance(draft, DisputeIssueDraft):
            return
        if self.issue_form is not None:
            self.issue_form.set_busy(True)
        if self.page.state is DocumentState.APPROVAL:
            approval = DisputeApprovalDraft(document_id=draft.document_id, overrides=draft.overrides, issue=draft)
            self.session.act(approve_dispute_letter, approval, self._on_done, self._on_act_refused)
        else:
            self.session.act(issue_dispute_letter, draft, self._on_done, self._on_act_refused)

    def _step(self, run: object, *, note: str = "") -> None:
        if self.document_id is not None:
            card = self.view.review_card
            card.clear_refusal()
            step = DisputeStepDraft(document_id=self.document_id, note=note, remarks=card.remarks())
            self.session.act(run, step, self._on_done, self._on_act_refused)  # type: ignore[arg-type]

    def let_pass(self) -> None:
        """The reviewer lets the draft pass."""
        self._step(pass_dispute_letter)

    def send_back(self) -> None:
        """The draft goes back with remarks."""
        self._step(return_dispute_letter)

    def recall(self) -> None:
        """The drafter takes it back."""
        self._step(recall_dispute_letter)

    def approve(self) -> None:
        """The head approves without issuing yet."""
        if self.document_id is not None:
            draft = DisputeApprovalDraft(document_id=self.document_id)
            self.session.act(approve_dispute_letter, draft, self._on_done, self._on_act_refused)

    def _on_done(self, _changed: Changed) -> None:
        self._dirty = False
        self.view.review_card.restore({})
        self._leave_issue()
        self._read()

    def toggle_paged(self) -> None:
        """Ctrl+Shift+V."""
        self.view.toggle_paged()

    def focus_next_finding(self) -> None:
        """F4: the next finding."""
        self.view.findings_card.focus_next()

    def open_file(self) -> None:
        """The .docx in the office program of this machine."""
        if self.document_id is not None:
            self.files.open_bytes(partial(letter_bytes, self.session.office, self.document_id))

    def save_pdf(self) -> None:
        """The letter as PDF."""
        if self.document_id is not None and self.page is not None:
            draft = self.page.state is not DocumentState.ISSUED
            self.pdf.ask(self.document_id, self.page.title, draft=draft)

    def _on_dispute_asked(self) -> None:
        self.session.shell.open_page("dispute", self.dispute_id)

    def review_acts(self) -> frozenset[Act]:
        """The acts of the review that are open to this person."""
        review = self.page.review if self.page is not None else None
        return frozenset(one.act for one in review.acts if one.allowed) if review is not None else frozenset()
