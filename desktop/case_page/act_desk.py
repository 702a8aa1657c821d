"""The desk of one case: opens the form of an act, keeps what is typed, runs the act, offers it again after a crash."""

import json
from functools import partial

from PySide6.QtCore import QObject, Signal

from casework import form_drafts
from casework.act_proposals import ActProposal
from casework.guided import guided
from casework.guided_views import GuidedView
from casework.mail_batch import mail_number_uses
from casework.office import Office
from casework.outcome import choices, proposal
from casework.views import ActView, CaseView, Changed, FormDraftView, OutcomeChoice, OutcomeForm, WhatIfView
from casework.what_if import what_if
from desktop.acts.fee_questions import FeeQuestions
from desktop.acts.outcome import OutcomePanel
from desktop.acts.panel import ActFacts, ActPanel
from desktop.acts.seen import SeenAct, is_stale
from desktop.acts.sending_fields import show_number_use, typed_mail_number
from desktop.acts.table import ACT_FORMS, ActWithFiles
from desktop.frame.session import Session
from desktop.frame.tasks import Task
from desktop.frame.timers import pause_timer
from law.errors import UserError
from law.terms import Outcome

__all__ = ["ActDesk", "draft_key", "read_draft_key"]

_AUTOSAVE_MS = 2000
_SUPPOSE_MS = 150


def draft_key(request_id: int, view: ActView) -> str:
    """The key under which the form of an act is kept."""
    return f"case:{request_id}:{view.act.value}:{view.document_id or view.event_id or 0}"


def read_draft_key(key: str) -> tuple[int, str, int] | None:
    """Request, act and document or event that a kept form is about; None for another key."""
    parts = key.split(":")
    if len(parts) != 4 or parts[0] != "case" or not (parts[1].isdecimal() and parts[3].isdecimal()):
        return None
    return int(parts[1]), parts[2], int(parts[3])


def _number_use(office: Office, number: str) -> tuple[str, str]:
    """A number of the post, and the sentence on the letter that went under it; empty if none did."""
    found = mail_number_uses(office, (number,)).get(number)
    return number, found.sentence if found is not None else ""


class ActDesk(QObject):
    """Signals: ``opened(ActPanel)``, ``closed(ActPanel)``, ``done(ActPanel, Changed)`` as a pair, ``stale()``.

    ``stale``: somebody else changed the request meanwhile; nothing was done, the form stays as it was typed, and the
    page has to be read again before the act can be done.
    """

    opened = Signal(object)
    closed = Signal(object)
    done = Signal(object)
    stale = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.panel: ActPanel | None = None
        self._key = ""
        self._doing = ""  # the key of the form whose act is under way
        self._task: Task | None = None
        self._version = 0
        self._dirty = False
        self._autosave = pause_timer(self, _AUTOSAVE_MS, self.save, coarse=True)
        self._suppose = pause_timer(self, _SUPPOSE_MS, self._on_suppose_due, coarse=True)
        self._fees = FeeQuestions(session, self)

    # ------------------------------------------------------------------ opening and leaving

    def open(self, case: CaseView, view: ActView, given: ActProposal) -> None:
        """Open the form of an act; one that is open is kept and left."""
        self.close()
        form = ACT_FORMS[view.act]
        facts = ActFacts(
            case=case,
            view=view,
            proposal=given,
            today=self._session.today,
            actor=self._session.actor,
            describe_day=self._session.describe_day,
        )
        panel = form.panel(facts)
        self.panel = panel
        self._key = draft_key(case.id, view)
        self._version = case.version
        self._dirty = False
        panel.submitted.connect(self._on_submitted)
        panel.left.connect(self.leave)
        panel.edited.connect(self._on_edited)
        panel.emptied.connect(self._on_emptied)
        if isinstance(panel, OutcomePanel):
            panel.form_wanted.connect(self._on_form_wanted)
            panel.guide_wanted.connect(self._on_guide_wanted)
            ask = partial(choices, self._session.office, case.id, today=self._session.today)
            self._session.ask(ask, self._on_choices_read, key="case:choices")
            self._on_guide_wanted({})
        self._fees.attach(panel)
        self.opened.emit(panel)
        self._session.ask(
            partial(form_drafts.load, self._session.office, self._key), self._on_draft_loaded, key="case:draft"
        )
        self._suppose.start()

    def is_doing(self) -> bool:
        """Whether the act of the open form is under way: what is typed now would belong to nothing."""
        broken = self._task is not None and self._task.error is not None  # told elsewhere; the form can be left
        return self.panel is not None and bool(self._doing) and not broken

    def see(self, case: CaseView) -> None:
        """The page shows the case anew: the open form is about what is seen now."""
        if self.panel is not None and self.panel.facts.case.id == case.id:
            self._version = max(self._version, case.version)

    def leave(self) -> None:
        """Esc or 返回: leave the form unless its act is under way."""
        if not self.is_doing():
            self.close()

    def close(self) -> None:
        """Leave the form; what was typed is kept."""
        if self.panel is None:
            return
        self.save()
        panel, self.panel = self.panel, None
        self._suppose.stop()
        self._fees.leave()
        self.closed.emit(panel)
        panel.deleteLater()

    # ------------------------------------------------------------------ keeping

    def save(self) -> None:
        """Keep the open form if something was typed since the last time."""
        self._autosave.stop()
        panel = self.panel
        if panel is None or not self._dirty:
            return
        self._dirty = False
        title = f"{panel.facts.case.registration_number} {panel.title}"
        content = {"request_id": panel.facts.case.id, "act": panel.facts.view.act.value, "form": panel.state()}
        work = partial(
            form_drafts.save,
            self._session.office,
            self._key,
            "case",
            title,
            json.dumps(content, ensure_ascii=False),
            now=self._session.now,
            actor=self._session.actor,
        )
        self._session.change(work)

    def _forget(self, key: str) -> None:
        if key == self._key:
            self._autosave.stop()
            self._dirty = False
        self._session.change(partial(form_drafts.discard, self._session.office, key))

    def _on_edited(self) -> None:
        self._dirty = True
        if not self._autosave.isActive():
            self._autosave.start()
        self._suppose.start()

    def _on_draft_loaded(self, kept: FormDraftView | None) -> None:
        panel = self.panel
        if panel is None or kept is None or kept.key != self._key or self._dirty:
            return
        values = json.loads(kept.payload).get("form", {})
        when = kept.saved_at.astimezone()
        panel.restore(values, f"已恢复 {when.month}月{when.day}日 {when:%H:%M} 未办完的内容。")
        self._suppose.start()

    def _on_emptied(self) -> None:
        panel = self.panel
        if panel is None:
            return
        self._forget(self._key)
        facts = panel.facts
        self.panel = None
        self._fees.leave()
        self.closed.emit(panel)
        panel.deleteLater()
        self.open(facts.case, facts.view, facts.proposal)

    # ------------------------------------------------------------------ what would follow

    def _on_suppose_due(self) -> None:
        panel = self.panel
        if panel is None:
            return
        self._ask_number(panel)
        supposed = panel.supposition()
        if supposed is None:
            panel.show_consequence(None)
            return
        ask = partial(what_if, self._session.office, panel.facts.case.id, today=self._session.today, **supposed)  # type: ignore[arg-type]
        self._session.ask(ask, self._on_supposed, self._on_suppose_refused, key="case:consequence")

    def _ask_number(self, panel: ActPanel) -> None:
        """Whether another letter went under the number of the post that was typed."""
        number = typed_mail_number(panel)
        if number:
            ask = partial(_number_use, self._session.office, number)
            self._session.ask(ask, self._on_number_looked_up, key="case:mail-number")

    def _on_number_looked_up(self, found: tuple[str, str]) -> None:
        if self.panel is not None:
            show_number_use(self.panel, *found)

    def _on_supposed(self, view: WhatIfView) -> None:
        if self.panel is not None:
            self.panel.show_consequence(view)

    def _on_suppose_refused(self, error: BaseException) -> None:
        if self.panel is not None and isinstance(error, UserError):
            self.panel.show_consequence(None, error.sentence)
        elif not isinstance(error, UserError):
            self._session.shell.show_failure(error)

    # ------------------------------------------------------------------ outcome

    def _on_choices_read(self, found: tuple[OutcomeChoice, ...]) -> None:
        if isinstance(self.panel, OutcomePanel):
            self.panel.show_choices(found)

    def _on_guide_wanted(self, answers: dict[str, str]) -> None:
        panel = self.panel
        if isinstance(panel, OutcomePanel):
            ask = partial(guided, self._session.office, panel.facts.case.id, answers, today=self._session.today)
            self._session.ask(ask, self._on_guide_read, key="case:guide")

    def _on_guide_read(self, guide: GuidedView) -> None:
        if isinstance(self.panel, OutcomePanel) and self.panel.facts.case.id == guide.request_id:
            self.panel.show_guide(guide)

    def _on_form_wanted(self, wanted: tuple[Outcome, str]) -> None:
        panel = self.panel
        if isinstance(panel, OutcomePanel):
            outcome, variant = wanted
            ask = partial(proposal, self._session.office, panel.facts.case.id, outcome, variant, self._session.today)
            self._session.ask(ask, self._on_form_read, key="case:outcome")

    def _on_form_read(self, form: OutcomeForm) -> None:
        if isinstance(self.panel, OutcomePanel):
            self.panel.show_form(form)

    # ------------------------------------------------------------------ doing

    def _on_submitted(self, draft: object) -> None:
        panel = self.panel
        if panel is None:
            return
        self._doing = self._key
        panel.set_busy(True)
        act = ActWithFiles(ACT_FORMS[panel.facts.view.act].run, panel.paths())
        run = SeenAct(act, panel.facts.case.id, self._version)
        self._task = self._session.act(run, draft, self._on_act_done, self._on_act_refused)

    def _on_act_done(self, changed: Changed) -> None:
        done, self._doing = self._doing, ""
        self._forget(done)
        panel = self.panel
        if panel is None or done != self._key:  # another case was opened meanwhile
            return
        self.panel = None
        self._suppose.stop()
        self._fees.leave()
        self.closed.emit(panel)
        self.done.emit((panel.facts.view, changed))
        panel.deleteLater()

    def _on_act_refused(self, error: UserError) -> None:
        done, self._doing = self._doing, ""
        if self.panel is not None and done == self._key:
            self.panel.show_refusal(error)
        if is_stale(error):
            self.stale.emit()
