"""The desk of one dispute: opens the form of an event, keeps what is typed, runs the act, offers it again."""

import json
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from casework import form_drafts
from casework.dispute_slips import make_paper_slip, slip_proposal
from casework.dispute_views import DisputeClockView, DisputeEventChoice, DisputeEventView, DisputeView
from casework.disputes import correct_dispute_event, preview_dispute_event, record_dispute_event, record_lesson
from casework.lessons_views import LessonProposal
from casework.views import Changed, FormDraftView
from desktop.acts.form_panel import FormPanel
from desktop.acts.table import ActWithFiles
from desktop.disputes.event_fields import DeclaredField
from desktop.disputes.event_form import CorrectEventForm, DisputeFacts, EventForm
from desktop.disputes.file_form import AttachForm, attach_dispute_files
from desktop.disputes.lesson_form import LessonForm
from desktop.disputes.seen import SeenDispute, is_stale_dispute
from desktop.disputes.slip_form import SlipForm
from desktop.frame.session import Session
from desktop.frame.tasks import Task
from desktop.frame.timers import pause_timer
from law.errors import UserError

__all__ = ["ATTACH", "CORRECT", "LESSON", "SLIP", "EventDesk", "dispute_draft_key", "read_dispute_key"]

_AUTOSAVE_MS = 2000
_PREVIEW_MS = 150
ATTACH = "attach"
CORRECT = "correct"
LESSON = "lesson"
SLIP = "slip"


def dispute_draft_key(dispute_id: int, what: str, event_id: int = 0) -> str:
    """The key under which a form of a dispute is kept; ``what`` is a kind of event, ``attach`` or ``correct``."""
    return f"dispute:{dispute_id}:{what}:{event_id}"


def read_dispute_key(key: str) -> tuple[int, str, int] | None:
    """Dispute, what, and event that a kept form is about; None for another key."""
    parts = key.split(":")
    if len(parts) != 4 or parts[0] != "dispute" or not (parts[1].isdecimal() and parts[3].isdecimal()):
        return None
    return int(parts[1]), parts[2], int(parts[3])


class EventDesk(QObject):
    """Signals: ``opened(FormPanel)``, ``closed(FormPanel)``, ``done(Changed)``, ``stale()``.

    ``stale``: somebody else changed the dispute meanwhile; nothing was done, the form stays as it was typed.
    """

    opened = Signal(object)
    closed = Signal(object)
    done = Signal(object)
    stale = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.panel: FormPanel | None = None
        self._again: Callable[[], None] | None = None
        self._run: Callable[..., Changed] = record_dispute_event
        self._view: DisputeView | None = None
        self._key = ""
        self._doing = ""  # the key of the form whose act is under way
        self._task: Task | None = None
        self._dirty = False
        self._autosave = pause_timer(self, _AUTOSAVE_MS, self.save, coarse=True)
        self._preview = pause_timer(self, _PREVIEW_MS, self._ask_preview, coarse=True)
        session.shell.add_saver(self.save_now)

    # ------------------------------------------------------------------ opening and leaving

    def open_event(self, view: DisputeView, choice: DisputeEventChoice) -> None:
        """Open the form that records an event."""
        form = EventForm(self._facts(view), choice)
        key = dispute_draft_key(view.id, choice.kind.value)
        self._open(view, form, key, record_dispute_event, partial(self.open_event, view, choice))

    def open_correction(
        self,
        view: DisputeView,
        event: DisputeEventView,
        fields: Sequence[DeclaredField],
        given: Mapping[str, str],
    ) -> None:
        """Open the form that corrects an event."""
        form = CorrectEventForm(self._facts(view), event, fields, given)
        key = dispute_draft_key(view.id, CORRECT, event.id)
        again = partial(self.open_correction, view, event, fields, given)
        self._open(view, form, key, correct_dispute_event, again)

    def open_lesson(self, view: DisputeView, proposal: LessonProposal) -> None:
        """Open the form that records what a result made of the grounds of the letters."""
        form = LessonForm(self._facts(view), proposal)
        key = dispute_draft_key(view.id, LESSON, proposal.result_event_id)
        self._open(view, form, key, record_lesson, partial(self.open_lesson, view, proposal))

    def open_files(self, view: DisputeView) -> None:
        """Open the form that adds files."""
        form = AttachForm(self._facts(view))
        self._open(view, form, dispute_draft_key(view.id, ATTACH), attach_dispute_files, partial(self.open_files, view))

    def open_slip(self, view: DisputeView, event: DisputeEventView) -> None:
        """Open the form of the sheet that goes with the paper of an event."""
        proposal = slip_proposal(view, event)
        if proposal is not None:
            form = SlipForm(self._facts(view), event, proposal)
            key = dispute_draft_key(view.id, SLIP, event.id)
            self._open(view, form, key, make_paper_slip, partial(self.open_slip, view, event))

    def _facts(self, view: DisputeView) -> DisputeFacts:
        return DisputeFacts(view=view, today=self._session.today, describe_day=self._session.describe_day)

    def _open(
        self,
        view: DisputeView,
        panel: FormPanel,
        key: str,
        run: Callable[..., Changed],
        again: Callable[[], None],
    ) -> None:
        self.close()
        self.panel, self._view, self._key, self._run, self._again = panel, view, key, run, again
        self._dirty = False
        panel.submitted.connect(self._on_submitted)
        panel.left.connect(self.leave)
        panel.edited.connect(self._on_edited)
        panel.emptied.connect(self._on_emptied)
        self.opened.emit(panel)
        load = partial(form_drafts.load, self._session.office, key)
        self._session.ask(load, self._on_draft_loaded, key="dispute:draft")
        self._preview.start()

    def is_doing(self) -> bool:
        """Whether the act of the open form is under way: what is typed now would belong to nothing."""
        broken = self._task is not None and self._task.error is not None  # told elsewhere; the form can be left
        return self.panel is not None and bool(self._doing) and not broken

    def see(self, view: DisputeView) -> None:
        """The page shows the dispute anew: the open form is about what is seen now."""
        if self._view is not None and self._view.id == view.id and view.version >= self._view.version:
            self._view = view

    def leave(self) -> None:
        """Esc or 返回: leave the form unless its act is under way."""
        if not self.is_doing():
            self.close()

    def close(self) -> None:
        """Leave the form; what was typed is kept."""
        if self.panel is not None:
            self.save()
            self._put_away(self.panel)

    def _put_away(self, panel: FormPanel) -> None:
        self.panel = None
        self._preview.stop()
        self.closed.emit(panel)
        panel.deleteLater()

    # ------------------------------------------------------------------ keeping

    def save(self) -> None:
        """Keep the open form if something was typed since the last time."""
        self._autosave.stop()
        saving = self._saving()
        if saving is not None:
            self._session.change(saving)

    def save_now(self) -> None:
        """Keep the open form at once: the program ends, or something failed."""
        saving = self._saving()
        if saving is not None:
            saving()

    def _saving(self) -> Callable[[], Changed] | None:
        panel, view = self.panel, self._view
        if panel is None or view is None or not self._dirty:
            return None
        self._dirty = False
        content = {"dispute_id": view.id, "form": panel.state()}
        return partial(
            form_drafts.save,
            self._session.office,
            self._key,
            "dispute",
            f"{view.label} {panel.title}",
            json.dumps(content, ensure_ascii=False),
            now=self._session.now,
            actor=self._session.actor,
        )

    def _forget(self, key: str) -> None:
        if key == self._key:
            self._autosave.stop()
            self._dirty = False
        self._session.change(partial(form_drafts.discard, self._session.office, key))

    def _on_edited(self) -> None:
        self._dirty = True
        if not self._autosave.isActive():
            self._autosave.start()
        self._preview.start()

    def _on_draft_loaded(self, kept: FormDraftView | None) -> None:
        panel = self.panel
        if panel is None or kept is None or kept.key != self._key or self._dirty:
            return
        values: dict[str, Any] = json.loads(kept.payload).get("form", {})
        when = kept.saved_at.astimezone()
        panel.restore(values, f"已恢复 {when.month}月{when.day}日 {when:%H:%M} 未登记完的内容。")
        self._preview.start()

    def _on_emptied(self) -> None:
        panel, again = self.panel, self._again
        if panel is not None and again is not None:
            self._forget(self._key)
            self._put_away(panel)
            again()

    # ------------------------------------------------------------------ what would start

    def _ask_preview(self) -> None:
        panel = self.panel
        if isinstance(panel, EventForm):
            ask = partial(preview_dispute_event, self._session.office, panel.supposed(), today=self._session.today)
            self._session.ask(ask, self._on_preview_read, self._on_preview_refused, key="dispute:preview")

    def _on_preview_read(self, clocks: tuple[DisputeClockView, ...]) -> None:
        if isinstance(self.panel, EventForm):
            self.panel.show_started(clocks)

    def _on_preview_refused(self, error: BaseException) -> None:
        if not isinstance(error, UserError):
            self._session.shell.show_failure(error)
        elif isinstance(self.panel, EventForm):
            unfinished = error.code == "dispute_field_missing"  # told when one registers, not while one types
            self.panel.show_started((), "" if unfinished else error.sentence)

    # ------------------------------------------------------------------ doing

    def _on_submitted(self, draft: object) -> None:
        panel, view = self.panel, self._view
        if panel is None or view is None:
            return
        self._doing = self._key
        panel.set_busy(True)
        run = SeenDispute(ActWithFiles(self._run, panel.paths()), view.id, view.version)
        self._task = self._session.act(run, draft, self._on_act_done, self._on_act_refused)

    def _on_act_done(self, changed: Changed) -> None:
        done, self._doing = self._doing, ""
        self._forget(done)
        panel = self.panel
        if panel is not None and done == self._key:  # else another dispute was opened meanwhile
            self._put_away(panel)
            self.done.emit(changed)

    def _on_act_refused(self, error: UserError) -> None:
        done, self._doing = self._doing, ""
        if self.panel is not None and done == self._key:
            self.panel.show_refusal(error)
        if is_stale_dispute(error):
            self.stale.emit()
