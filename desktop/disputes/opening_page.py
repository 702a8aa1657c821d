"""登记复议、诉讼: connects the form with casework: what is proposed, the preview, kept drafts, the registration."""

import json
from collections.abc import Sequence
from functools import partial
from typing import Final, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from casework import form_drafts
from casework.dispute_views import OpeningPreview
from casework.disputes import open_dispute, preview_opening
from casework.views import Changed, FieldProblem, FormDraftView
from desktop.acts.table import ActWithFiles
from desktop.components import column
from desktop.disputes.opening_form import OpeningFacts
from desktop.disputes.opening_given import Attacked, Given, kept_targets, read_attacked, read_given
from desktop.disputes.opening_view import OpeningView
from desktop.disputes.targets_picker import TargetKey
from desktop.frame.actions import ActionSpec, ActionTable
from desktop.frame.page import Page
from desktop.frame.session import Session
from desktop.frame.status import CaseSearch
from desktop.frame.timers import pause_timer
from desktop.intake.keeper import DraftKeeper
from desktop.theme import Tone
from law.errors import UserError

__all__ = ["OpenDisputePage"]

SCREEN: Final = "open_dispute"
_PREVIEW_MS = 150
_OFFERED = 3
_ACTIONS = (
    ActionSpec(id="register", text="登记", shortcut="Ctrl+Return", slot="register"),
    ActionSpec(id="register_keypad", text="登记", shortcut="Ctrl+Enter", slot="register"),
)


class OpenDisputePage(Page):
    """``on_enter`` takes None, a request's id, (request id, document id or None), or the key of a kept form."""

    help_topic = "disputes"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.set_heading("登记复议、诉讼")
        self.view = OpeningView(OpeningFacts(today=session.today, describe_day=session.describe_day), self)
        column(self, gap=0).addWidget(self.view)
        self._busy = False
        self._find_cases = CaseSearch(session.office, session.clock)
        self._preview_timer = pause_timer(self, _PREVIEW_MS, self._ask_preview)
        self.keeper = DraftKeeper(session, self.view.form, self._title, self, screen=SCREEN)
        self.actions_table = ActionTable(self, _ACTIONS)
        for action in self.actions_table.actions.values():
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._connect()

    def _connect(self) -> None:
        view = self.view
        view.form.changed.connect(self._on_form_changed)
        view.form.forum_chosen.connect(self._on_forum_chosen)
        view.form.targets.search_asked.connect(self._on_search_asked)
        view.form.targets.request_asked.connect(self._on_request_asked)
        view.side.field_asked.connect(self._on_field_asked)
        view.offer.resumed.connect(self._on_draft_resumed)
        view.offer.dropped.connect(self._on_draft_dropped)
        view.primary.clicked.connect(self.register)
        self.keeper.said.connect(view.kept.setText)
        cast(QApplication, QApplication.instance()).focusChanged.connect(self._on_focus_changed)

    # ------------------------------------------------------------------ coming and going

    @override
    def on_enter(self, payload: object) -> None:
        self.session.ask(partial(read_given, self.session.office), self._on_given_read, key="open_dispute:given")
        if isinstance(payload, FormDraftView):
            self._resume(payload)
        elif isinstance(payload, str) and payload.startswith(f"{SCREEN}:"):
            self._fetch(payload)
        elif isinstance(payload, int | tuple):
            self._begin_with(*(payload if isinstance(payload, tuple) else (payload, None)))
        elif self.view.form.is_empty():
            self._start_empty()
        self._offer_drafts()
        self._focus_first()

    @override
    def can_leave(self) -> bool:
        self.keeper.keep()
        return True

    @override
    def refresh(self, changed: Changed) -> None:
        if set(changed.topics) != {"drafts"}:
            self._preview_timer.start()

    def _start_empty(self) -> None:
        self.view.form.clear()
        self.view.banner.say("")
        self.view.side.show_nothing()
        self.keeper.begin()

    def _begin_with(self, request_id: int, document_id: int | None = None) -> None:
        """Another dispute about a request: what stands in the form is kept."""
        self.keeper.keep()
        self._start_empty()
        self._ask_request(request_id, document_id=document_id)

    def _focus_first(self) -> None:
        self.view.area.verticalScrollBar().setValue(0)
        self.view.form.controls["forum"].setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        if self.isVisible() and now is not None and self.view.form.isAncestorOf(now):
            self.view.area.ensureWidgetVisible(now, 0, 40)

    # ------------------------------------------------------------------ what is given

    def _on_given_read(self, given: Given) -> None:
        form = self.view.form
        form.show_bodies(dict(given.bodies))
        form.show_persons(given.persons, self.session.actor)

    def _ask_request(
        self, request_id: int, *, document_id: int | None = None, ticked: tuple[TargetKey, ...] | None = None
    ) -> None:
        """Read what can be attacked of a request; ``ticked`` None proposes, else it comes from a kept form."""
        work = partial(read_attacked, self.session.office, request_id, document_id, ticked, today=self.session.today)
        self.session.ask(work, self._on_attacked_read)

    def _on_attacked_read(self, found: Attacked) -> None:
        form = self.view.form
        form.targets.show_request(found.request_id, found.targets, found.ticked)
        if found.proposing:
            form.parties.propose(found.parties)
        form.show_before(found.before)
        self._preview_timer.start()

    def _on_forum_chosen(self, _forum: object) -> None:
        self._preview_timer.start()

    def _on_search_asked(self, text: str) -> None:
        self.session.ask(partial(self._find_cases, text), self._on_cases_found, key="open_dispute:search")

    def _on_cases_found(self, found: Sequence[tuple[int, str, str]]) -> None:
        self.view.form.targets.show_found(found)

    def _on_request_asked(self, request_id: int) -> None:
        self._ask_request(request_id)
        self.keeper.touch()

    # ------------------------------------------------------------------ live preview

    def _on_form_changed(self) -> None:
        self.view.banner.say("")
        self.keeper.touch()
        self._preview_timer.start()

    def _ask_preview(self) -> None:
        self._preview_timer.stop()
        draft = self.view.form.draft(strict=False)
        if not draft.targets:
            self.view.side.show_nothing()
            return
        work = partial(preview_opening, self.session.office, draft, today=self.session.today)
        self.session.ask(work, self._on_preview_read, self._on_preview_refused, key="open_dispute:preview")

    def _on_preview_read(self, found: OpeningPreview) -> None:
        self.view.side.show_content(found.clocks, found.notes, found.problems)

    def _on_preview_refused(self, error: BaseException) -> None:
        if isinstance(error, UserError):
            problem = FieldProblem(field=error.field or "", code=error.code, sentence=error.sentence)
            self.view.side.show_content((), (), (problem,))
        else:
            self.session.shell.show_failure(error)

    def _on_field_asked(self, key: object) -> None:
        self._focus_field(str(key))

    def _focus_field(self, key: str) -> bool:
        form = self.view.form
        if key == "targets":
            form.targets.focus_first()
        elif key == "parties":
            form.parties.focus_name()
        else:
            field = form.fields.get(key) or form.first.fields.get(key.removeprefix("first."))
            if field is None or field.isHidden():
                return False
            field.control.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    # ------------------------------------------------------------------ kept drafts

    def _title(self) -> str:
        form = self.view.form
        names = "、".join(one.name for one in form.parties.drafts())
        return "　".join(part for part in (f"登记{form.forum().label}", names, form.text("case_number")) if part)

    def _offer_drafts(self) -> None:
        work = partial(form_drafts.open_drafts, self.session.office)
        self.session.ask(work, self._on_drafts_found, key="open_dispute:drafts")

    def _on_drafts_found(self, found: Sequence[FormDraftView]) -> None:
        others = [one for one in found if one.screen == SCREEN and one.key != self.keeper.key][:_OFFERED]
        self.view.offer.show_drafts(others, self.session.today)
        self.view.offer_card.setVisible(bool(others))

    def _fetch(self, key: str) -> None:
        """Bring a kept draft into the form; nothing can be typed until it is there, so that it overwrites nothing."""
        if self.keeper.held or (key == self.keeper.key and not self.view.form.is_empty()):
            return
        self.keeper.keep()
        self._set_busy(True)
        load = partial(form_drafts.load, self.session.office, key)
        self.session.ask(load, self._on_draft_loaded, self._on_draft_unread, key="open_dispute:fetch")

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
        self.keeper.keep()  # what stands in the form is another dispute
        content = json.loads(found.payload)
        self._start_empty()
        kept = content if isinstance(content, dict) else {}
        self.view.form.restore(kept)
        for request_id, ticked in kept_targets(kept.get("targets")):
            self._ask_request(request_id, ticked=ticked)
        self.keeper.begin(found.key)
        self.view.offer_card.hide()
        self._preview_timer.start()

    def _on_draft_dropped(self, found: FormDraftView) -> None:
        self.session.change(partial(form_drafts.discard, self.session.office, found.key), self._on_draft_gone)

    def _on_draft_gone(self, _changed: Changed) -> None:
        self._offer_drafts()

    # ------------------------------------------------------------------ registering

    def register(self) -> None:
        """Ctrl+Enter: register what stands in the form; a refusal keeps everything."""
        if self._busy:
            return
        form = self.view.form
        self.view.banner.say("")
        form.clear_refusals()
        try:
            draft = form.draft()
        except UserError as error:
            self._show_refusal(error)
            return
        self._preview_timer.stop()
        self.keeper.timer.stop()
        self.keeper.held = True
        self._set_busy(True)
        self.session.act(ActWithFiles(open_dispute, form.files()), draft, self._on_registered, self._on_refused)

    def _on_registered(self, changed: Changed) -> None:
        key = self.keeper.key
        self.keeper.held = False
        self._set_busy(False)
        self._start_empty()
        self.session.change(partial(form_drafts.discard, self.session.office, key))
        if changed.dispute_ids:
            self.session.shell.open_page("dispute", changed.dispute_ids[0])

    def _on_refused(self, error: UserError) -> None:
        self.keeper.held = False
        self._set_busy(False)
        self.keeper.touch()
        self._show_refusal(error)

    def _show_refusal(self, error: UserError) -> None:
        form = self.view.form
        key = error.field or ""
        field = form.fields.get(key) or form.first.fields.get(key.removeprefix("first."))
        if field is None or not self._focus_field(key):
            self.view.banner.say(error.sentence, Tone.OVER)
            return
        field.show_error(error.sentence)
        self.view.area.ensureWidgetVisible(field, 0, 40)
