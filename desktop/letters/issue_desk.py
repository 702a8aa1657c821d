"""Issuing a letter beside its paper: the form is opened, handed in, and left."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from casework.drafts import Override
from casework.letters import issue_letter
from casework.review_drafts import IssueTerms
from casework.views import ActView, Changed, FindingView
from desktop.acts.panel import ActFacts, ActPanel
from desktop.acts.seen import SeenAct
from desktop.frame.session import Session
from desktop.letters.approve_form import ApproveForm
from desktop.letters.issue_form import IssueDraft, IssueForm
from desktop.letters.reading import LetterReading
from law.errors import UserError
from law.terms import Act

__all__ = ["IssueDesk"]


class IssueDesk(QObject):
    """Opens the form in ``side`` and gives the place back to ``home``.

    Signals: ``issued`` when the letter is numbered and frozen, ``refused(UserError)`` after the form told why not,
    ``method_chosen`` when another way of service was picked; ``handed_in((IssueTerms, overrides))`` where the head
    approves and issues in one step, ``reasons_given(overrides)`` where the head only approves.
    """

    issued = Signal()
    refused = Signal(object)
    method_chosen = Signal()
    handed_in = Signal(object)
    reasons_given = Signal(object)

    def __init__(self, session: Session, side: QStackedWidget, home: QWidget) -> None:
        super().__init__(side)
        self._session = session
        self._side = side
        self.home = home
        self.panel: ActPanel | None = None
        self._approving = False
        self._document_id = 0
        self._version = 0

    @property
    def form(self) -> IssueForm | None:
        """The form of the issue while it is open."""
        return self.panel if isinstance(self.panel, IssueForm) else None

    def open(
        self, reading: LetterReading, document_id: int, findings: Sequence[FindingView], *, approving: bool = False
    ) -> None:
        """Ask for the date and the way of a saved draft, and for the reasons of what is let pass.

        With ``approving`` the head approves it in the same step: ``handed_in`` carries what was typed.
        """
        facts = self._facts(reading, Act.APPROVE_LETTER if approving else Act.ISSUE_LETTER)
        form = IssueForm(facts, [one for one in findings if one.level == "block" and one.needs_reason])
        self._document_id = document_id
        self._approving = approving
        if approving:
            form.primary.setText("批准并签发")
        form.submitted.connect(self._on_submitted)
        form.method_chosen.connect(self.method_chosen)
        form.show_findings(findings)
        self._show(form)

    def open_approval(self, reading: LetterReading, document_id: int, findings: Sequence[FindingView]) -> None:
        """Ask the head for the reasons of what is let pass."""
        form = ApproveForm(self._facts(reading, Act.APPROVE_LETTER), findings)
        self._document_id = document_id
        form.submitted.connect(self._on_reasons_submitted)
        self._show(form)

    def _facts(self, reading: LetterReading, act: Act) -> ActFacts:
        return ActFacts(
            case=reading.case,
            view=ActView(act=act, allowed=True, recommended=True, line=""),
            proposal=reading.proposal,
            today=self._session.today,
            actor=self._session.actor,
            describe_day=self._session.describe_day,
        )

    def _show(self, panel: ActPanel) -> None:
        self.leave()
        self.panel = panel
        panel.left.connect(self.leave)
        self._side.addWidget(panel)
        self._side.setCurrentWidget(panel)
        panel.focus_first()

    def see(self, version: int) -> None:
        """The page has seen this version of the case; the letter is issued as of it."""
        self._version = version

    def leave(self) -> None:
        """Close the form; nothing is issued."""
        if self.panel is None:
            return
        panel, self.panel = self.panel, None
        self._side.removeWidget(panel)
        panel.deleteLater()
        self._side.setCurrentWidget(self.home)

    def _on_submitted(self, draft: IssueDraft) -> None:
        if self.form is None:
            return
        self.form.set_busy(True)
        if self._approving:
            self.handed_in.emit((IssueTerms(issued_on=draft.issued_on, dispatch=draft.dispatch), draft.overrides))
            return
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

    def _on_reasons_submitted(self, overrides: tuple[Override, ...]) -> None:
        if self.panel is not None:
            self.panel.set_busy(True)
            self.reasons_given.emit(overrides)

    def show_refusal(self, error: UserError) -> None:
        """Say in the open form why the act was refused."""
        if self.panel is not None:
            self.panel.show_refusal(error)

    def _on_refused(self, error: UserError) -> None:
        self.show_refusal(error)
        self.refused.emit(error)
