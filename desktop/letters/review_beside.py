"""What replies and letters of disputes share under review: the card beside the paper, typed remarks, the versions."""

import json
from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from casework import form_drafts
from casework.review_views import ReviewView
from casework.views import FindingView, FormDraftView, PreviewBlockView
from desktop.components import LinkLabel
from desktop.frame.session import Session
from desktop.frame.timers import pause_timer
from desktop.letters.compare import CompareWindow
from desktop.letters.paper import Paper
from desktop.letters.review_card import ReviewCard
from law.terms import Act, DocumentState

__all__ = ["UNDER_REVIEW", "ReviewBeside"]

UNDER_REVIEW: Final = (DocumentState.REVIEW, DocumentState.APPROVAL, DocumentState.APPROVED)
_AUTOSAVE_MS: Final = 2000


class ReviewBeside(QObject):
    """Base of the desks: says which letter it is, and under which key its remarks are kept."""

    def __init__(
        self, session: Session, view: QWidget, card: ReviewCard, compare_link: LinkLabel, paper: Paper
    ) -> None:
        super().__init__(view)
        self._session = session
        self._over = view
        self._compare_link = compare_link
        self._paper = paper
        self._taken_up = ""
        self._dirty = False
        self.card = card
        self.window: CompareWindow | None = None
        self._autosave = pause_timer(self, _AUTOSAVE_MS, self.keep_typed, coarse=True)
        card.edited.connect(self._on_edited)
        compare_link.clicked.connect(self.open_compare)
        paper.head.installEventFilter(self)

    @property
    def review(self) -> ReviewView | None:
        """The review of the letter on the page; None for one that was never saved."""
        raise NotImplementedError

    def is_open(self) -> bool:
        """Whether the letter is under review or approved, so that its card stands beside the paper."""
        raise NotImplementedError

    def findings(self) -> Sequence[FindingView]:
        """What the checks found in the letter on the page."""
        raise NotImplementedError

    def kept_as(self) -> tuple[str, str, str]:
        """Key, screen and title under which the typed remarks are kept; an empty key: nothing to keep."""
        raise NotImplementedError

    # ------------------------------------------------------------------ showing

    def may(self, act: Act) -> bool:
        """Whether the person at the machine may do an act of the review now."""
        return self.is_open() and self.review is not None and self.review.act(act).allowed

    def to_reason(self) -> tuple[FindingView, ...]:
        """What still needs a reason before the letter may go."""
        passed = self.review.overridden if self.review is not None else ()
        found = (one for one in self.findings() if one.level == "block" and one.needs_reason)
        return tuple(one for one in found if one.code not in passed)

    def show_beside(self, blocks: Sequence[PreviewBlockView], kept: FormDraftView | None, *, issued: bool) -> bool:
        """Show the review of a letter; returns whether its card takes the place beside the paper."""
        review = self.review
        many = review is not None and len(review.versions) > 1 and not issued
        self._compare_link.setVisible(many)
        if many and review is not None:
            self._compare_link.setText(f"与第 {review.versions[1].number} 稿对比")
        self.card.take_room(wanted=self.is_open())
        if review is None or not self.is_open():
            return False
        self.card.show_review(review, self.findings(), blocks)
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
            self.window = CompareWindow(self._session, review.document_id, review.versions, self._over)
            self.window.show()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A click on a paragraph of the paper is where the next remark goes."""
        if self.is_open() and isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonPress:
            head, y = self._paper.head, round(event.position().y())
            above = [at for at in range(len(self._paper.blocks())) if head.top_of(at) <= y]
            if above:
                self.card.choose_block(above[-1])
        return super().eventFilter(watched, event)

    # ------------------------------------------------------------------ keeping

    def _on_edited(self) -> None:
        self._dirty = True
        if not self._autosave.isActive():
            self._autosave.start()

    def keep_typed(self) -> None:
        """Keep the remarks that were typed since the last time."""
        self._autosave.stop()
        key, screen, title = self.kept_as()
        if not self._dirty or not key:
            return
        self._dirty = False
        session, payload = self._session, json.dumps(self.card.state(), ensure_ascii=False)
        save = partial(form_drafts.save, session.office, key, screen, title, payload)
        session.change(partial(save, now=session.now, actor=session.actor))

    def _take_up(self, kept: FormDraftView | None) -> None:
        """Remarks that were typed and not handed in come back, once for each letter and person."""
        key, _, _ = self.kept_as()
        if key == self._taken_up:
            return
        self._taken_up = key
        self._dirty = False
        self.card.clear_refusal()  # what was refused on another letter, or to somebody else
        self.card.restore(json.loads(kept.payload) if kept is not None else {})

    def forget(self) -> None:
        """The remarks went on with an act."""
        self._autosave.stop()
        self._dirty = False
        self.card.clear_refusal()
        self.card.restore({})
        key, _, _ = self.kept_as()
        if key:
            self._session.change(partial(form_drafts.discard, self._session.office, key))
