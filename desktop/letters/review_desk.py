"""The review beside the paper: the acts of reviewer, head and drafter, and the remarks being typed."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Signal
from typing_extensions import override

from casework.review import approve_letter, pass_draft, recall_draft, return_draft, submit_draft
from casework.review_drafts import ApprovalDraft, DraftReturnDraft, IssueTerms, PassDraft, RecallDraft, SubmissionDraft
from casework.review_views import ReviewView
from casework.views import Changed, FindingView
from desktop.acts.seen import SeenAct
from desktop.frame.session import Session
from desktop.letters.issue_desk import IssueDesk
from desktop.letters.reading import LetterReading, remarks_key
from desktop.letters.review_beside import UNDER_REVIEW, ReviewBeside
from desktop.letters.view import LetterView
from law.errors import UserError
from law.terms import Act, DocumentState

__all__ = ["ReviewDesk"]

_SCREEN: Final = "letter"


class ReviewDesk(ReviewBeside):
    """``done`` after an act; ``refused(UserError)`` after the card told why not."""

    done = Signal()
    refused = Signal(object)

    def __init__(self, session: Session, view: LetterView, issuing: IssueDesk) -> None:
        super().__init__(session, view, view.review_card, view.compare_link, view.paper)
        self._view = view
        self._issuing = issuing
        self._version = 0
        self.reading: LetterReading | None = None
        card = self.card
        card.pass_asked.connect(self.let_pass)
        card.return_asked.connect(self.send_back)
        card.approve_asked.connect(self.approve)
        card.approve_issue_asked.connect(self.approve_and_issue)
        card.recall_asked.connect(self.recall)
        card.issue_asked.connect(self.issue)
        card.block_asked.connect(view.paper.show_block)
        issuing.handed_in.connect(self._on_handed_in)
        issuing.reasons_given.connect(self._on_reasons_given)

    # ------------------------------------------------------------------ showing

    @property
    @override
    def review(self) -> ReviewView | None:
        return self.reading.review if self.reading is not None else None

    @property
    def reviewed(self) -> bool:
        """Whether the office reviews its letters."""
        return self.reading is not None and self.reading.proposal.reviewed

    @override
    def is_open(self) -> bool:
        return self.review is not None and self.reviewed and self.review.stage in UNDER_REVIEW

    @override
    def findings(self) -> Sequence[FindingView]:
        return self.reading.preview.findings if self.reading is not None else ()

    @override
    def kept_as(self) -> tuple[str, str, str]:
        reading, review = self.reading, self.review
        if reading is None or review is None:
            return "", _SCREEN, ""
        key = remarks_key(reading.case.id, review.document_id, self._session.actor)
        return key, _SCREEN, f"{reading.case.registration_number} 审核意见"

    def show(self, reading: LetterReading, version: int) -> bool:
        """Show the review of a letter; returns whether its card takes the place beside the paper."""
        self.reading = reading
        self._version = version
        review = self.review
        self._view.findings_card.show_course(review, reviewed=self.reviewed)
        self._view.version_words = _version_words(review)
        issued = review is not None and review.stage is DocumentState.ISSUED
        return self.show_beside(reading.preview.blocks, reading.kept_remarks, issued=issued)

    # ------------------------------------------------------------------ acts

    def submit(self, document_id: int, version: int) -> None:
        """Hand a saved draft in."""
        self._version = version
        self._do(submit_draft, SubmissionDraft(document_id=document_id))

    def press_ahead(self) -> None:
        """A: pass, or approve."""
        if self.may(Act.PASS_DRAFT):
            self.let_pass()
        elif self.may(Act.APPROVE_LETTER):
            self.approve()

    def let_pass(self) -> None:
        """The reviewer lets the draft pass, with what was remarked."""
        if self.review is not None and self.may(Act.PASS_DRAFT):
            self._do(pass_draft, PassDraft(document_id=self.review.document_id, remarks=self.card.remarks()))

    def send_back(self) -> None:
        """R: back to whoever wrote it, with at least one remark."""
        if self.review is not None and self.may(Act.RETURN_DRAFT):
            self._do(return_draft, DraftReturnDraft(document_id=self.review.document_id, remarks=self.card.remarks()))

    def recall(self) -> None:
        """Take the draft back."""
        if self.review is not None and self.may(Act.RECALL_DRAFT):
            self._do(recall_draft, RecallDraft(document_id=self.review.document_id))

    def approve(self) -> None:
        """Approve; where findings bar the letter, their reasons are asked first."""
        if self.review is None or self.reading is None or not self.may(Act.APPROVE_LETTER):
            return
        asked = self.to_reason()
        if asked:
            self._issuing.open_approval(self.reading, self.review.document_id, asked)
        else:
            self._do(approve_letter, ApprovalDraft(document_id=self.review.document_id))

    def approve_and_issue(self) -> None:
        """Ask for date and way, then approve and issue in one step."""
        if self.review is not None and self.reading is not None and self.may(Act.APPROVE_LETTER):
            self._issuing.open(self.reading, self.review.document_id, self.to_reason(), approving=True)

    def issue(self) -> None:
        """Issue what was approved."""
        if self.review is not None and self.reading is not None and self.may(Act.ISSUE_LETTER):
            self._issuing.open(self.reading, self.review.document_id, self.to_reason())

    def _on_handed_in(self, terms: tuple[IssueTerms, tuple[object, ...]]) -> None:
        """The form of approval and issue was handed in."""
        review = self.review
        if review is None:
            return
        issue, overrides = terms
        draft = ApprovalDraft(document_id=review.document_id, issue=issue, overrides=overrides)  # type: ignore[arg-type]
        self._do(approve_letter, draft)

    def _on_reasons_given(self, overrides: tuple[object, ...]) -> None:
        review = self.review
        if review is not None:
            draft = ApprovalDraft(document_id=review.document_id, overrides=overrides)  # type: ignore[arg-type]
            self._do(approve_letter, draft)

    def _do(self, act: Callable[..., Changed], draft: object) -> None:
        if self.reading is None:
            return
        self.card.clear_refusal()
        self.card.setEnabled(False)
        run = SeenAct(act, self.reading.case.id, self._version)
        self._session.act(run, draft, self._on_done, self._on_refused)

    def _on_done(self, _changed: Changed) -> None:
        self.card.setEnabled(True)
        self._issuing.leave()
        self.forget()
        self.done.emit()

    def _on_refused(self, error: UserError) -> None:
        self.card.setEnabled(True)
        if self._issuing.panel is not None:
            self._issuing.show_refusal(error)
        elif self.is_open():
            self.card.show_refusal(error)
        self.refused.emit(error)


def _version_words(review: ReviewView | None) -> str:
    """草稿 3　14:36 已保存."""
    if review is None or not review.versions:
        return ""
    last = review.versions[0]
    return f"草稿 {last.number}　{last.saved_at.astimezone():%H:%M} 已保存"
