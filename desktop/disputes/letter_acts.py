"""The acts on a saved letter of a dispute, beside its paper: handed in, passed, returned, approved, issued."""

from typing import Final

from PySide6.QtCore import QObject, Signal

from casework.dispute_letter_drafts import (
    DisputeApprovalDraft,
    DisputeIssueDraft,
    DisputeLetterPage,
    DisputeStepDraft,
)
from casework.dispute_letters import issue_dispute_letter
from casework.dispute_review import (
    approve_dispute_letter,
    pass_dispute_letter,
    recall_dispute_letter,
    return_dispute_letter,
    submit_dispute_letter,
)
from casework.views import Changed
from desktop.acts.form_panel import FormPanel
from desktop.disputes.letter_forms import DisputeIssueForm, DisputeReasonsForm, LetterFacts
from desktop.disputes.letter_review import DisputeReviewDesk
from desktop.disputes.letter_view import DisputeLetterView
from desktop.disputes.seen import SeenDispute
from desktop.frame.session import Session
from law.errors import UserError
from law.terms import Act, DocumentKind, DocumentState

__all__ = ["DisputeLetterActs"]

_ANSWERS: Final = (DocumentKind.RECON_ANSWER, DocumentKind.DEFENCE)


class DisputeLetterActs(QObject):
    """``done`` after an act, ``refused(error)`` after it was told where it belongs, ``left`` when a form was left."""

    done = Signal()
    refused = Signal(object)
    left = Signal()

    def __init__(self, session: Session, view: DisputeLetterView, review: DisputeReviewDesk) -> None:
        super().__init__(view)
        self._session = session
        self._view = view
        self._review = review
        self._typed: dict[str, object] = {}
        self._page: DisputeLetterPage | None = None
        self.form: FormPanel | None = None
        self.version = 0
        card = view.review_card
        card.pass_asked.connect(self.let_pass)
        card.return_asked.connect(self.send_back)
        card.approve_asked.connect(self.approve)
        card.approve_issue_asked.connect(self.open_issue)
        card.issue_asked.connect(self.open_issue)
        card.recall_asked.connect(self.recall)

    # ------------------------------------------------------------------ what is seen

    def begin(self) -> None:
        """Another letter comes onto the page."""
        self._page = None
        self.leave()
        self._typed = {}
        self.version = 0

    def see(self, page: DisputeLetterPage) -> None:
        """The letter on the page; acts are as of the latest state that was seen."""
        self._page = page
        self.version = max(self.version, page.dispute_version)

    def as_seen(self, run: object) -> SeenDispute:
        """An act that is refused if somebody changed the dispute since."""
        return SeenDispute(run, self._page.dispute_id if self._page is not None else 0, self.version)  # type: ignore[arg-type]

    # ------------------------------------------------------------------ forms

    def _facts(self) -> LetterFacts:
        return LetterFacts(today=self._session.today, describe_day=self._session.describe_day)

    def open_issue(self) -> None:
        """Ask for the date of the letter and how it is handed in; a head approves it with the same form."""
        page = self._page
        if page is None or page.document_id is None:
            return
        if self._review.is_open() and not (self._review.may(Act.APPROVE_LETTER) or self._review.may(Act.ISSUE_LETTER)):
            return
        form = DisputeIssueForm(
            self._facts(),
            page.document_id,
            self._review.to_reason(),
            answer=page.kind in _ANSWERS,
            due_on=page.due_on,
            parent=self._view.side,
        )
        if page.state is DocumentState.APPROVAL:
            form.primary.setText("批准并签发")
        form.submitted.connect(self._on_issue_submitted)
        self._show(form)

    def _show(self, form: FormPanel) -> None:
        """Put a form beside the paper, with what was typed into it before."""
        self.leave()
        form.restore(self._typed)
        form.left.connect(self.leave)
        self.form = form
        self._view.side.addWidget(form)
        self._view.show_aside(form)
        form.focus_first()

    def leave(self) -> None:
        """Close the form; its words come back when it is opened again, its days are proposed anew."""
        form, self.form = self.form, None
        if form is None:
            return
        typed = form.state()
        self._typed |= {key: typed[key] for key in typed if not key.endswith("_on")}
        self._view.side.removeWidget(form)
        form.deleteLater()
        self.left.emit()

    # ------------------------------------------------------------------ acts

    def submit(self, document_id: int) -> None:
        """Hand a saved draft in for review."""
        self._do(submit_dispute_letter, DisputeStepDraft(document_id=document_id))

    def _on_issue_submitted(self, draft: object) -> None:
        if self._page is None or not isinstance(draft, DisputeIssueDraft):
            return
        if self._page.state is DocumentState.APPROVAL:
            approval = DisputeApprovalDraft(document_id=draft.document_id, overrides=draft.overrides, issue=draft)
            self._do(approve_dispute_letter, approval)
        else:
            self._do(issue_dispute_letter, draft)

    def may(self, act: Act) -> bool:
        """Whether the person at the machine may do an act of the review now."""
        return self._review.may(act)

    def open_compare(self) -> None:
        """The versions of the draft side by side."""
        self._review.open_compare()

    def press_ahead(self) -> None:
        """A: the reviewer lets pass, the head approves."""
        if self._review.may(Act.PASS_DRAFT):
            self.let_pass()
        else:
            self.approve()

    def let_pass(self) -> None:
        """The reviewer lets the draft pass, with what was remarked."""
        if self._review.may(Act.PASS_DRAFT):
            self._step(pass_dispute_letter)

    def send_back(self) -> None:
        """R: the draft goes back with remarks."""
        if self._review.may(Act.RETURN_DRAFT):
            self._step(return_dispute_letter)

    def recall(self) -> None:
        """The drafter takes it back."""
        if self._review.may(Act.RECALL_DRAFT):
            self._step(recall_dispute_letter)

    def _step(self, run: object) -> None:
        if self._page is not None and self._page.document_id is not None:
            remarks = self._view.review_card.remarks()
            self._do(run, DisputeStepDraft(document_id=self._page.document_id, remarks=remarks))

    def approve(self) -> None:
        """The head approves without issuing yet; where findings bar the letter, their reasons are asked first."""
        if not self._review.may(Act.APPROVE_LETTER):
            return
        asked = self._review.to_reason()
        if asked:
            form = DisputeReasonsForm(self._facts(), asked, self._view.side)
            form.submitted.connect(self._approve)
            self._show(form)
        else:
            self._approve(())

    def _approve(self, overrides: tuple[tuple[str, str], ...]) -> None:
        if self._page is not None and self._page.document_id is not None:
            draft = DisputeApprovalDraft(document_id=self._page.document_id, overrides=overrides)
            self._do(approve_dispute_letter, draft)

    def _do(self, run: object, draft: object) -> None:
        card = self._view.review_card
        card.clear_refusal()
        card.setEnabled(False)
        if self.form is not None:
            self.form.set_busy(True)
        self._session.act(self.as_seen(run), draft, self._on_done, self._on_refused)

    def _on_done(self, changed: Changed) -> None:
        self.version = changed.version or self.version
        self._view.review_card.setEnabled(True)
        self._review.forget()
        self.leave()
        self._typed = {}
        self.done.emit()

    def _on_refused(self, error: UserError) -> None:
        self._view.review_card.setEnabled(True)
        if self.form is not None:
            self.form.show_refusal(error)
        elif self._review.is_open():
            self._view.review_card.show_refusal(error)
        self.refused.emit(error)
