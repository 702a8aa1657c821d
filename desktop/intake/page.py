"""收件登记: registering a letter, with everything it means computed beside it while one types."""

import json
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import cast

from PySide6.QtGui import QGuiApplication, QHideEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget
from typing_extensions import override

from casework import applicants, form_drafts
from casework.drafts import ApplicantDraft, ItemDraft
from casework.printed_forms import blank_form
from casework.views import ApplicantView, Changed, FieldProblem, FormDraftView
from desktop.components import column
from desktop.frame.actions import ActionSpec, ActionTable
from desktop.frame.page import Page
from desktop.frame.session import Session
from desktop.frame.timers import pause_timer
from desktop.intake.form_drops import FormDrops
from desktop.intake.form_filling import FORM_FILES, FormFilling, is_form_file
from desktop.intake.keeper import DraftKeeper
from desktop.intake.pasting import pasted_files
from desktop.intake.questions import SideAnswer, ask_side, register_with_files
from desktop.intake.side import SideContent
from desktop.intake.slips import SlipOpener
from desktop.intake.view import IntakeView
from desktop.letters.files import FileOpener
from desktop.theme import Tone
from law.errors import UserError
from law.terms import Channel, DocumentKind

__all__ = ["IntakePage"]

_PREVIEW_MS = 120
# Told only when one tries to register: an empty form is no mistake.
_MISSING = frozenset(
    (
        "receipt_day_missing",
        "nothing_asked",
        "applicant_unnamed",
        "co_applicant_unnamed",
        "agent_unnamed",
        "item_empty",
        "oral_writer_missing",
        "oral_not_signed",
    )
)
_ACTIONS = (
    ActionSpec(id="register", text="登记并打开回执", shortcut="Ctrl+Return", slot="register"),
    ActionSpec(id="register_keypad", text="登记并打开回执", shortcut="Ctrl+Enter", slot="register"),
    ActionSpec(id="later", text="存为待补", shortcut="Ctrl+S", slot="put_aside"),
    ActionSpec(id="paste", text="粘贴附件", shortcut="Ctrl+Shift+V", slot="paste_files"),
    ActionSpec(id="read_form", text="读取申请表", shortcut="Ctrl+O", slot="choose_form"),
    ActionSpec(id="read_text", text="粘贴申请文字", shortcut="Ctrl+Shift+O", slot="paste_form"),
    ActionSpec(id="undo_form", text="撤销读入申请表", shortcut="Ctrl+Shift+R", slot="undo_form", reason="why_no_undo"),
    ActionSpec(id="blank_form", text="打印空白申请表", slot="print_blank_form"),
)


class IntakePage(Page):
    """Connects the form with casework: preview, suggestions, kept drafts, registration."""

    help_topic = "intake"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.set_heading("收件登记")
        self.view = IntakeView(session.today, session.describe_day, self)
        column(self, gap=0).addWidget(self.view)
        self._tried = False
        self._busy = False
        self._refusal = ""
        self._problems: tuple[FieldProblem, ...] = ()
        self._answer: SideAnswer | None = None
        self._asked_line: QLineEdit | None = None
        self._slips = SlipOpener(session)
        self.files = FileOpener(session, self)
        self._preview_timer = pause_timer(self, _PREVIEW_MS, self._ask_preview)
        self.keeper = DraftKeeper(session, self.view.form, self._title, self)
        self.filling = FormFilling(session, self.view.form, self.view.reading, self)
        self.drops = FormDrops(self.view.form, self)
        self.actions_table = ActionTable(self, _ACTIONS)
        self._connect()
        self._start_empty()

    def _connect(self) -> None:
        view = self.view
        view.form.changed.connect(self._on_form_changed)
        view.form.identity_typed.connect(self._on_identity_typed)
        view.suggestions.chosen.connect(self._on_applicant_chosen)
        view.side.same_chosen.connect(self._on_applicant_chosen)
        view.side.similar_opened.connect(self._on_similar_opened)
        view.side.applicant_opened.connect(self._on_applicant_opened)
        view.side.split_asked.connect(self._on_split_asked)
        view.side.field_asked.connect(self._on_field_asked)
        view.offer.resumed.connect(self._on_draft_resumed)
        view.offer.dropped.connect(self._on_draft_dropped)
        view.primary.clicked.connect(self.register)
        self.keeper.said.connect(view.kept.setText)
        view.later.clicked.connect(self.put_aside)
        view.read_form.clicked.connect(self.choose_form)
        view.read_text.clicked.connect(self.paste_form)
        self.filling.refused.connect(self._on_form_refused)
        self.filling.changed.connect(self._on_form_filled)
        self.filling.busy.connect(self._set_busy)
        self.drops.dropped.connect(self.read_form)
        cast(QApplication, QApplication.instance()).focusChanged.connect(self._on_focus_changed)

    # ------------------------------------------------------------------ coming and going

    @override
    def on_enter(self, payload: object) -> None:
        if isinstance(payload, FormDraftView):
            self._resume(payload)
        elif isinstance(payload, str) and payload.startswith("intake"):
            self._fetch(payload)
        elif self.view.form.is_empty():
            self._start_empty()
            self._offer_drafts()
        self._focus_first()
        self._ask_preview()

    @override
    def can_leave(self) -> bool:
        self.keeper.keep()
        return True

    @override
    def refresh(self, changed: Changed) -> None:
        if "calendar" in changed.topics or "day" in changed.topics:
            self.view.form.receipt.set_today(self.session.today)
        self._preview_timer.start()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.view.suggestions.hide()

    @override
    def on_escape(self) -> bool:
        if self.view.suggestions.isVisible():
            self.view.suggestions.hide()
            return True
        return False

    def _start_empty(self) -> None:
        kept = self.session.settings.text("last_channel")
        channel = Channel(kept) if kept in set(Channel) else Channel.MAIL_SIGNED
        self._tried = False
        self._problems = ()
        self.filling.forget()
        self._allow_undo()
        self.view.form.clear(channel, self.session.today)
        self.view.banner.say("")
        self.keeper.begin()

    def _focus_first(self) -> None:
        self.view.form.receipt.main_day().setFocus()
        self.view.form.receipt.main_day().selectAll()
        self.view.area.verticalScrollBar().setValue(0)

    # ------------------------------------------------------------------ live preview

    def _on_form_changed(self) -> None:
        self._refusal = ""
        self.keeper.touch()
        self._preview_timer.start()

    def _ask_preview(self) -> None:
        self._preview_timer.stop()
        work = partial(ask_side, self.session.office, self.view.form.draft(), today=self.session.today)
        self.session.ask(work, self._on_preview_ready, key="intake:preview")

    def _on_preview_ready(self, answer: SideAnswer) -> None:
        self._answer = answer
        self._problems = answer.preview.problems
        pieces = len(self.view.form.request.items.pieces)
        self.view.side.show_content(
            SideContent(preview=answer.preview, today=self.session.today, days=answer.days, pieces=pieces)
        )
        number = self.view.form.person.fields["identity_number"]
        number.show_good(answer.identity_words)
        self._show_problems()

    def _show_problems(self) -> None:
        """Problems of a field in which one is typing wait until it is left; missing things until one registers."""
        busy_key = self._focused_key()
        shown = tuple(
            one
            for one in self._problems
            if (self._tried or one.code not in _MISSING) and (self._tried or one.field != busy_key)
        )
        homeless = self.view.form.show_problems(shown)
        if self._tried:
            self.view.banner.say(homeless[0].sentence if homeless else self._refusal, Tone.OVER)

    def _focused_key(self) -> str:
        focused = QApplication.focusWidget()
        fields = self.view.form.fields().items()
        return next((key for key, field in fields if field.control is focused), "")

    def _on_focus_changed(self, before: QWidget | None, now: QWidget | None) -> None:
        form = self.view.form
        if self.isVisible() and now is not None and form.isAncestorOf(now):
            self.view.area.ensureWidgetVisible(now, 0, 40)
        if self.isVisible() and before is not None and form.isAncestorOf(before):
            self._show_problems()
        if now is not None:
            self.view.origin.setText(self.filling.origin_of(now))

    def _on_field_asked(self, key: object) -> None:
        if not self.view.form.focus_field(str(key)) and str(key).startswith("items"):
            self._on_split_asked()

    def _on_split_asked(self) -> None:
        if self._answer is not None and len(self._answer.preview.items) > 1:
            guessed = (ItemDraft(title=one.title, text=one.text) for one in self._answer.preview.items)
            self.view.form.request.items.show_items(guessed)
            self._on_form_changed()

    def _on_similar_opened(self, request_id: object) -> None:
        self.session.shell.open_page("case", request_id)

    def _on_applicant_opened(self, applicant_id: object) -> None:
        self.session.shell.open_page("applicant", applicant_id)

    # ------------------------------------------------------------------ known applicants

    def _on_identity_typed(self, typed: tuple[QLineEdit, str]) -> None:
        line, text = typed
        self._asked_line = line
        work = partial(applicants.suggest, self.session.office, text)
        self.session.ask(work, self._on_suggestions_found, key="intake:suggest")

    def _on_suggestions_found(self, found: Sequence[ApplicantView]) -> None:
        line = self._asked_line
        if line is None:
            return
        same = [one for one in found if one.id != self.view.form.person.applicant_id]
        self.view.suggestions.offer(line, same if line.text().strip() else ())

    def _on_applicant_chosen(self, applicant_id: int) -> None:
        self.session.ask(partial(applicants.full, self.session.office, applicant_id), self._on_applicant_known)

    def _on_applicant_known(self, draft: ApplicantDraft) -> None:
        self.view.form.person.fill(draft)
        self.view.form.type.set_value(draft.type)

    # ------------------------------------------------------------------ kept drafts

    def _title(self) -> str:
        form = self.view.form
        words = form.request.title.text().strip() or form.request.text.text().strip().split("\n")[0][:24]
        name = form.person.lines["name"].text().strip()
        told = "　".join(part for part in (name, words) if part)
        return told or f"{form.receipt.channel_chosen().label}来件"

    def _offer_drafts(self) -> None:
        self.session.ask(
            partial(form_drafts.open_drafts, self.session.office), self._on_drafts_found, key="intake:drafts"
        )

    def _on_drafts_found(self, found: Sequence[FormDraftView]) -> None:
        others = [one for one in found if one.screen == "intake" and one.key != self.keeper.key][:3]
        self.view.offer.show_drafts(others, self.session.today)
        self.view.offer_card.setVisible(bool(others))

    def _fetch(self, key: str) -> None:
        """Bring a kept draft into the form; nothing can be typed until it is there, so that it overwrites nothing."""
        if self.keeper.held or (key == self.keeper.key and not self.view.form.is_empty()):
            return
        self.keeper.keep()
        self._set_busy(True)
        load = partial(form_drafts.load, self.session.office, key)
        self.session.ask(load, self._on_draft_loaded, self._on_draft_unread, key="intake:fetch")

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self.view.set_busy(busy)

    def _on_draft_loaded(self, found: FormDraftView | None) -> None:
        self._set_busy(False)
        if found is not None:
            self._resume(found)
        if self.isVisible():
            self._focus_first()

    def _on_draft_unread(self, error: BaseException) -> None:
        self._set_busy(False)
        self.session.shell.show_failure(error)

    def _on_draft_resumed(self, found: FormDraftView) -> None:
        self._resume(found)
        self._focus_first()

    def _resume(self, found: FormDraftView) -> None:
        if self._busy:
            return
        self.keeper.keep()  # what stands in the form is another letter
        content = json.loads(found.payload)
        self._start_empty()
        self.view.form.restore(content if isinstance(content, dict) else {})
        self.keeper.begin(found.key)
        self.view.offer_card.hide()
        self._preview_timer.start()

    def _on_draft_dropped(self, found: FormDraftView) -> None:
        self.session.change(partial(form_drafts.discard, self.session.office, found.key), self._on_draft_gone)

    def _on_draft_gone(self, _changed: Changed) -> None:
        self._offer_drafts()

    def put_aside(self) -> None:
        """存为待补: keep the letter as it stands and begin an empty form."""
        if self._busy:
            return
        if self.view.form.is_empty():
            self.view.banner.say("还没有录入内容，没有可存的。", Tone.SOON)
            return
        self.keeper.touch()
        self.keeper.keep()
        self.session.shell.say(f"已存为待补：{self._title()}")
        self._start_empty()
        self._offer_drafts()
        self._focus_first()
        self._ask_preview()

    def paste_files(self) -> None:
        """Take files or a picture from the clipboard as attachments."""
        found = pasted_files(QGuiApplication.clipboard(), self.session.settings.folder / "pasted")
        if found:
            self.view.form.request.files.add_paths(found)
        else:
            self.view.banner.say("剪贴板里没有文件或图片。", Tone.SOON)

    # ------------------------------------------------------------------ application forms

    def choose_form(self) -> None:
        """Ctrl+O: read a filled application form."""
        if not self._busy:
            chosen, _ = QFileDialog.getOpenFileName(self, "读取申请表", "", FORM_FILES)
            if chosen:
                self.read_form((Path(chosen),))

    def read_form(self, paths: Sequence[Path]) -> None:
        """Read the first of these files as a form; the others are attachments."""
        if self._busy or not paths:
            return
        form = next((one for one in paths if is_form_file(one)), paths[0])
        self.view.form.request.files.add_paths([one for one in paths if one != form])
        self.view.banner.say("")
        self.filling.read_file(form)

    def paste_form(self) -> None:
        """Ctrl+Shift+O: read the words on the clipboard."""
        if not self._busy:
            self.view.banner.say("")
            self.filling.read_text(QGuiApplication.clipboard().text())

    def undo_form(self) -> None:
        """Ctrl+Shift+R: take the filling back."""
        self.filling.undo()

    def why_no_undo(self) -> str:
        """Why there is no filling to take back."""
        return self.filling.why_no_undo()

    def _allow_undo(self) -> None:
        if self.actions_table is not None:
            self.actions_table.update()

    def _on_form_filled(self) -> None:
        self._allow_undo()
        self.view.area.verticalScrollBar().setValue(0)
        self.view.form.receipt.main_day().setFocus()

    def _on_form_refused(self, error: UserError) -> None:
        self.view.banner.say(error.sentence, Tone.OVER)
        self.view.form.receipt.main_day().setFocus()

    # ------------------------------------------------------------------ registering

    def register(self) -> None:
        """Ctrl+Enter: register what stands in the form; a refusal keeps everything."""
        if self._busy:
            return
        form = self.view.form
        self._tried = True
        self._refusal = ""
        self.view.banner.say("")
        self._show_problems()  # also of the field in which the cursor stands, so that its reason is heard
        wrong = form.unreadable()
        if wrong is not None:
            wrong.show_error(wrong.error() or "这里写的不是日期。")
            wrong.control.setFocus()
            return
        self._preview_timer.stop()
        self.keeper.timer.stop()
        self.keeper.held = True
        self._set_busy(True)
        work = partial(
            register_with_files,
            self.session.office,
            form.draft(self.keeper.key),
            form.files(),
            today=self.session.today,
            now=self.session.now,
            actor=self.session.actor,
        )
        self.session.change(work, self._on_registered, self._on_refused)

    def print_blank_form(self) -> None:
        """Open a blank form of application, for whoever comes to the counter."""
        today = self.session.today
        self.files.open_bytes(partial(blank_form, self.session.office, DocumentKind.APPLICATION_FORM, today))

    def _on_registered(self, changed: Changed) -> None:
        self.keeper.held = False
        self._set_busy(False)
        self.session.settings.set("last_channel", self.view.form.receipt.channel_chosen().value)
        self._start_empty()
        self._slips.open(changed.request_ids)
        if changed.request_ids:
            self.session.shell.open_page("case", changed.request_ids[0])

    def _on_refused(self, error: UserError) -> None:
        self.keeper.held = False
        self._set_busy(False)
        self.keeper.touch()
        self._show_problems()
        field = self.view.form.fields().get(error.field or "")
        if field is not None and not field.isHidden():
            if field.problem is None:
                field.show_error(error.sentence)
            field.control.setFocus()
        else:
            self._refusal = error.sentence
            self.view.banner.say(error.sentence, Tone.OVER)
        self._ask_preview()
