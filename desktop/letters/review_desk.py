"""The review beside the paper: the acts of reviewer, head and drafter, and the remarks being typed."""

import json
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QMouseEvent
from typing_extensions import override

from casework import form_drafts
from casework.review import approve_letter, pass_draft, recall_draft, return_draft, submit_draft
from casework.review_drafts import ApprovalDraft, DraftReturnDraft, IssueTerms, PassDraft, RecallDraft, SubmissionDraft
from casework.review_views import ReviewView
from casework.views import Changed, FindingView
from desktop.acts.seen import SeenAct
from desktop.frame.session import Session
from desktop.frame.timers import pause_timer
from desktop.letters.compare import CompareWindow
from desktop.letters.issue_desk import IssueDesk
from desktop.letters.reading import LetterReading, remarks_key
from desktop.letters.review_card import ReviewCard
from desktop.letters.view import LetterView
from law.errors import UserError
from law.terms import Act, DocumentState

__all__ = ["ReviewDesk"]

_AUTOSAVE_MS = 2000
_UNDER_REVIEW = (DocumentState.REVIEW, DocumentState.APPROVAL, DocumentState.APPROVED)


class ReviewDesk(QObject):
    """``done`` after an act; ``refused(UserError)`` after the card told why not."""

    done = Signal()
    refused = Signal(object)

    def __init__(self, session: Session, view: LetterView, issuing: IssueDesk) -> None:
        super().__init__(view)
        self._session = session
        self._view = view
        self._issuing = issuing
        self._version = 0
        self._dirty = False
        self._restored = ""
        self.reading: LetterReading | None = None
        self.window: CompareWindow | None = None
        self.card: ReviewCard = view.review_card
        self._autosave = pause_timer(self, _AUTOSAVE_MS, self.keep_typed, coarse=True)
        view.compare_link.clicked.connect(self.open_compare)
        view.paper.head.installEventFilter(self)
        card = self.card
        card.pass_asked.connect(self.let_pass)
        card.return_asked.connect(self.send_back)
        card.approve_asked.connect(self.approve)
        card.approve_issue_asked.connect(self.approve_and_issue)
        card.recall_asked.connect(self.recall)
        card.issue_asked.connect(self.issue)
        card.block_asked.connect(view.paper.show_block)
        card.edited.connect(self._on_edited)
        issuing.handed_in.connect(self._on_handed_in)
        issuing.reasons_given.connect(self._on_reasons_given)

    # ------------------------------------------------------------------ showing

    @property
    def review(self) -> ReviewView | None:
        """The review of the letter on the page; None for one that was never saved."""
        return self.reading.review if self.reading is not None else None

    @property
    def reviewed(self) -> bool:
        """Whether the office reviews its letters."""
        return self.reading is not None and self.reading.proposal.reviewed

    def is_open(self) -> bool:
        """Whether the letter is under review or approved, so that its card stands beside the paper."""
        return self.review is not None and self.reviewed and self.review.stage in _UNDER_REVIEW

    def show(self, reading: LetterReading, version: int) -> bool:
        """Show the review of a letter; returns whether its card takes the place beside the paper."""
        self.reading = reading
        self._version = version
        review = self.review
        self._view.findings_card.show_course(review, reviewed=self.reviewed)
        many = review is not None and len(review.versions) > 1 and review.stage is not DocumentState.ISSUED
        self._view.version_words = _version_words(review)
        self._view.compare_link.setVisible(many)
        if many and review is not None:
            self._view.compare_link.setText(f"与第 {review.versions[1].number} 稿对比")
        self.card.take_room(wanted=self.is_open())
        if review is None or not self.is_open():
            return False
        self.card.show_review(review, reading.preview.findings, reading.preview.blocks)
        self._take_up(reading)
        return True

    def focus_first(self) -> None:
        """Put the focus where the person goes on: the act that is next, else the remark."""
        for name in ("pass", "approve_issue", "issue", "return", "recall"):
            button = self.card.buttons[name]
            if button.isVisibleTo(self.card):
                button.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def open_compare(self) -> None:
        """The versions side by side."""
        review = self.review
        if review is not None and review.versions:
            self.window = CompareWindow(self._session, review.document_id, review.versions, self._view)
            self.window.show()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A click on a paragraph of the paper is where the next remark goes."""
        if self.is_open() and isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonPress:
            at = self._paragraph_at(round(event.position().y()))
            if at is not None:
                self.card.choose_block(at)
        return super().eventFilter(watched, event)

    def _paragraph_at(self, y: int) -> int | None:
        head = self._view.paper.head
        tops = [head.top_of(at) for at in range(len(self._view.paper.blocks()))]
        above = [at for at, top in enumerate(tops) if top <= y]
        return above[-1] if above else None

    # ------------------------------------------------------------------ keeping

    def _on_edited(self) -> None:
        self._dirty = True
        if not self._autosave.isActive():
            self._autosave.start()

    def keep_typed(self) -> None:
        """Keep the remarks that were typed since the last time."""
        self._autosave.stop()
        review = self.review
        if not self._dirty or review is None or self.reading is None:
            return
        self._dirty = False
        work = partial(
            form_drafts.save,
            self._session.office,
            remarks_key(self.reading.case.id, review.document_id, self._session.actor),
            "letter",
            f"{self.reading.case.registration_number} 审核意见",
            json.dumps(self.card.state(), ensure_ascii=False),
            now=self._session.now,
            actor=self._session.actor,
        )
        self._session.change(work)

    def _take_up(self, reading: LetterReading) -> None:
        """Remarks that were typed and not handed in come back, once for each letter and person."""
        review = self.review
        person = self._session.actor
        key = remarks_key(reading.case.id, review.document_id, person) if review is not None else ""
        if key == self._restored:
            return
        self._restored = key
        self._dirty = False
        self.card.clear_refusal()  # what was refused on another letter, or to somebody else
        self.card.restore(json.loads(reading.kept_remarks.payload) if reading.kept_remarks is not None else {})

    def _forget(self) -> None:
        self._autosave.stop()
        self._dirty = False
        self.card.restore({})
        review = self.review
        if review is not None and self.reading is not None:
            key = remarks_key(self.reading.case.id, review.document_id, self._session.actor)
            self._session.change(partial(form_drafts.discard, self._session.office, key))

    # ------------------------------------------------------------------ acts

    def may(self, act: Act) -> bool:
        """Whether the person at the machine may do an act of the review now."""
        return self.is_open() and self.review is not None and self.review.act(act).allowed

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
        asked = self._to_reason()
        if asked:
            self._issuing.open_approval(self.reading, self.review.document_id, asked)
        else:
            self._do(approve_letter, ApprovalDraft(document_id=self.review.document_id))

    def approve_and_issue(self) -> None:
        """Ask for date and way, then approve and issue in one step."""
        if self.review is not None and self.reading is not None and self.may(Act.APPROVE_LETTER):
            self._issuing.open(self.reading, self.review.document_id, self._to_reason(), approving=True)

    def issue(self) -> None:
        """Issue what was approved."""
        if self.review is not None and self.reading is not None and self.may(Act.ISSUE_LETTER):
            self._issuing.open(self.reading, self.review.document_id, self._to_reason())

    def _to_reason(self) -> Sequence[FindingView]:
        """What the head still has to give a reason for."""
        if self.reading is None or self.review is None:
            return ()
        passed = self.review.overridden
        return [
            one
            for one in self.reading.preview.findings
            if one.level == "block" and one.needs_reason and one.code not in passed
        ]

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
        self._forget()
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
