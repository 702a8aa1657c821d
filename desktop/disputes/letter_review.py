"""The review beside the paper of a dispute's letter: remarks being typed are kept, versions stand side by side."""

import json
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QMouseEvent
from typing_extensions import override

from casework import form_drafts
from casework.dispute_letter_drafts import DisputeLetterPage
from casework.review_views import ReviewView
from casework.views import FindingView, FormDraftView
from desktop.disputes.letter_view import DisputeLetterView
from desktop.frame.session import Session
from desktop.frame.timers import pause_timer
from desktop.letters.compare import CompareWindow
from law.terms import Act, DocumentState

__all__ = ["SCREEN", "DisputeReviewDesk", "dispute_remarks_key"]

SCREEN: Final = "dispute_letter"
_AUTOSAVE_MS: Final = 2000
_REVIEWING: Final = (DocumentState.REVIEW, DocumentState.APPROVAL, DocumentState.APPROVED)


def dispute_remarks_key(dispute_id: int, document_id: int, person: str) -> str:
    """The key under which somebody's typed remarks on a letter of a dispute are kept."""
    return f"{SCREEN}:{dispute_id}:{document_id}:{person}"


class DisputeReviewDesk(QObject):
    """What the person does beside the paper; the acts themselves are those of the page."""

    def __init__(self, session: Session, view: DisputeLetterView) -> None:
        super().__init__(view)
        self._session = session
        self._view = view
        self._page: DisputeLetterPage | None = None
        self._taken_up = ""
        self._dirty = False
        self.card = view.review_card
        self.window: CompareWindow | None = None
        self._autosave = pause_timer(self, _AUTOSAVE_MS, self.keep_typed, coarse=True)
        self.card.edited.connect(self._on_edited)
        view.compare_link.clicked.connect(self.open_compare)
        view.paper.head.installEventFilter(self)

    @property
    def review(self) -> ReviewView | None:
        """The review of the letter on the page; None for one that was never saved."""
        return self._page.review if self._page is not None else None

    def is_open(self) -> bool:
        """Whether the letter is under review or approved, so that the card stands beside the paper."""
        return self._page is not None and self.review is not None and self._page.state in _REVIEWING

    def may(self, act: Act) -> bool:
        """Whether the person at the machine may do an act of the review now."""
        return self.is_open() and self.review is not None and self.review.act(act).allowed

    def to_reason(self) -> tuple[FindingView, ...]:
        """What still needs a reason before the letter may go."""
        if self._page is None:
            return ()
        passed = self.review.overridden if self.review is not None else ()
        found = (one for one in self._page.findings if one.level == "block" and one.needs_reason)
        return tuple(one for one in found if one.code not in passed)

    def show(self, page: DisputeLetterPage, kept: FormDraftView | None) -> bool:
        """Show the review of a letter; returns whether its card takes the place beside the paper."""
        self._page = page
        review = self.review
        many = review is not None and len(review.versions) > 1 and page.state is not DocumentState.ISSUED
        self._view.compare_link.setVisible(many)
        if many and review is not None:
            self._view.compare_link.setText(f"与第 {review.versions[1].number} 稿对比")
        self.card.take_room(wanted=self.is_open())
        if review is None or not self.is_open():
            return False
        self.card.show_review(review, page.findings, page.preview.blocks)
        self._take_up(kept)
        return True

    def focus_first(self) -> None:
        """Put the focus where the person goes on: the act that is next."""
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
            head = self._view.paper.head
            y = round(event.position().y())
            above = [at for at in range(len(self._view.paper.blocks())) if head.top_of(at) <= y]
            if above:
                self.card.choose_block(above[-1])
        return super().eventFilter(watched, event)

    # ------------------------------------------------------------------ keeping

    @property
    def _key(self) -> str:
        review = self.review
        if self._page is None or review is None:
            return ""
        return dispute_remarks_key(self._page.dispute_id, review.document_id, self._session.actor)

    def _on_edited(self) -> None:
        self._dirty = True
        if not self._autosave.isActive():
            self._autosave.start()

    def keep_typed(self) -> None:
        """Keep the remarks that were typed since the last time."""
        self._autosave.stop()
        if not self._dirty or self._page is None or not self._key:
            return
        self._dirty = False
        work = partial(
            form_drafts.save,
            self._session.office,
            self._key,
            SCREEN,
            f"{self._page.heading} {self._page.title} 审核意见",
            json.dumps(self.card.state(), ensure_ascii=False),
            now=self._session.now,
            actor=self._session.actor,
        )
        self._session.change(work)

    def _take_up(self, kept: FormDraftView | None) -> None:
        """Remarks that were typed and not handed in come back, once for each letter and person."""
        if self._key == self._taken_up:
            return
        self._taken_up = self._key
        self._dirty = False
        self.card.clear_refusal()  # what was refused on another letter, or to somebody else
        self.card.restore(json.loads(kept.payload) if kept is not None else {})

    def forget(self) -> None:
        """The remarks went on with an act."""
        self._autosave.stop()
        self._dirty = False
        self.card.clear_refusal()
        self.card.restore({})
        if self._key:
            self._session.change(partial(form_drafts.discard, self._session.office, self._key))
