"""Issuing a letter beside its paper: the form is opened, handed in, and left."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from casework.letters import issue_letter
from casework.views import ActView, Changed, FindingView
from desktop.acts.panel import ActFacts
from desktop.acts.seen import SeenAct
from desktop.frame.session import Session
from desktop.letters.issue_form import IssueDraft, IssueForm
from desktop.letters.reading import LetterReading
from law.errors import UserError
from law.terms import Act

__all__ = ["IssueDesk"]


class IssueDesk(QObject):
    """Opens the form in ``side`` and gives the place back to ``home``.

    Signals: ``issued`` when the letter is numbered and frozen, ``refused(UserError)`` after the form told why not,
    ``method_chosen`` when another way of service was picked.
    """

    issued = Signal()
    refused = Signal(object)
    method_chosen = Signal()

    def __init__(self, session: Session, side: QStackedWidget, home: QWidget) -> None:
        super().__init__(side)
        self._session = session
        self._side = side
        self._home = home
        self.form: IssueForm | None = None
        self._document_id = 0
        self._version = 0

    def open(self, reading: LetterReading, document_id: int, findings: Sequence[FindingView]) -> None:
        """Ask for the date and the way of a saved draft, and for the reasons of what is let pass."""
        facts = ActFacts(
            case=reading.case,
            view=ActView(act=Act.ISSUE_LETTER, allowed=True, recommended=True, line=""),
            proposal=reading.proposal,
            today=self._session.today,
            actor=self._session.actor,
            describe_day=self._session.describe_day,
        )
        form = IssueForm(facts, [one for one in findings if one.level == "block" and one.needs_reason])
        self.form = form
        self._document_id = document_id
        form.submitted.connect(self._on_submitted)
        form.left.connect(self.leave)
        form.method_chosen.connect(self.method_chosen)
        form.show_findings(findings)
        self._side.addWidget(form)
        self._side.setCurrentWidget(form)
        form.focus_first()

    def see(self, version: int) -> None:
        """The page has seen this version of the case; the letter is issued as of it."""
        self._version = version

    def leave(self) -> None:
        """Close the form; nothing is issued."""
        if self.form is None:
            return
        form, self.form = self.form, None
        self._side.removeWidget(form)
        form.deleteLater()
        self._side.setCurrentWidget(self._home)

    def _on_submitted(self, draft: IssueDraft) -> None:
        if self.form is None:
            return
        self.form.set_busy(True)
        work = partial(
            SeenAct(issue_letter, self.form.facts.case.id, self._version),
            self._session.office,
            self._document_id,
            issued_on=draft.issued_on,
            dispatch=draft.dispatch,
            overrides=draft.overrides,
            today=self._session.today,
            now=self._session.now,
            actor=self._session.actor,
        )
        self._session.change(work, self._on_issued, self._on_refused)

    def _on_issued(self, _changed: Changed) -> None:
        self.leave()
        self.issued.emit()

    def _on_refused(self, error: UserError) -> None:
        if self.form is not None:
            self.form.show_refusal(error)
        self.refused.emit(error)
