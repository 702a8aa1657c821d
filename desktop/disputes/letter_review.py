"""The review beside the paper of a dispute's letter; its acts are those of the page."""

from collections.abc import Sequence
from typing import Final

from typing_extensions import override

from casework.dispute_letter_drafts import DisputeLetterPage
from casework.review_views import ReviewView
from casework.views import FindingView, FormDraftView
from desktop.disputes.letter_view import DisputeLetterView
from desktop.frame.session import Session
from desktop.letters.review_beside import UNDER_REVIEW, ReviewBeside
from law.terms import DocumentState

__all__ = ["SCREEN", "DisputeReviewDesk", "dispute_remarks_key"]

SCREEN: Final = "dispute_letter"


def dispute_remarks_key(dispute_id: int, document_id: int, person: str) -> str:
    """The key under which somebody's typed remarks on a letter of a dispute are kept."""
    return f"{SCREEN}:{dispute_id}:{document_id}:{person}"


class DisputeReviewDesk(ReviewBeside):
    """What the person does beside the paper of a dispute's letter."""

    def __init__(self, session: Session, view: DisputeLetterView) -> None:
        super().__init__(session, view, view.review_card, view.compare_link, view.paper)
        self._page: DisputeLetterPage | None = None

    @property
    @override
    def review(self) -> ReviewView | None:
        return self._page.review if self._page is not None else None

    @override
    def is_open(self) -> bool:
        return self._page is not None and self.review is not None and self._page.state in UNDER_REVIEW

    @override
    def findings(self) -> Sequence[FindingView]:
        return self._page.findings if self._page is not None else ()

    @override
    def kept_as(self) -> tuple[str, str, str]:
        page, review = self._page, self.review
        if page is None or review is None:
            return "", SCREEN, ""
        key = dispute_remarks_key(page.dispute_id, review.document_id, self._session.actor)
        return key, SCREEN, f"{page.heading} {page.title} 审核意见"

    def show(self, page: DisputeLetterPage, kept: FormDraftView | None) -> bool:
        """Show the review of a letter; returns whether its card takes the place beside the paper."""
        self._page = page
        return self.show_beside(page.preview.blocks, kept, issued=page.state is DocumentState.ISSUED)
