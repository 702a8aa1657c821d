"""The keys of a page on which a letter is reviewed: the same for replies and for the letters of a dispute."""

from typing import Protocol

from desktop.letters.words_page import WordsPage
from law.terms import Act

__all__ = ["ReviewActs", "ReviewedPage"]


class ReviewActs(Protocol):
    """What a person does on a draft under review."""

    def may(self, act: Act) -> bool:
        """Whether the person at the machine may do an act of the review now."""

    def press_ahead(self) -> None:
        """The reviewer lets pass, the head approves."""

    def send_back(self) -> None:
        """Back to whoever wrote it."""

    def open_compare(self) -> None:
        """The versions of the draft side by side."""


class ReviewedPage(WordsPage):
    """Base of the pages of letters; it says who does the acts of the review."""

    def reviewing(self) -> ReviewActs:
        """Who does the acts of the review."""
        raise NotImplementedError

    def press_ahead(self) -> None:
        """A: the reviewer lets pass, the head approves."""
        self.reviewing().press_ahead()

    def send_back(self) -> None:
        """R: back to whoever wrote it."""
        self.reviewing().send_back()

    def why_not_ahead(self) -> str:
        """Why A does nothing, "" where it does."""
        acts = self.reviewing()
        return "" if acts.may(Act.PASS_DRAFT) or acts.may(Act.APPROVE_LETTER) else "现在不由本人审核或者批准。"

    def why_not_back(self) -> str:
        """Why R does nothing, "" where it does."""
        return "" if self.reviewing().may(Act.RETURN_DRAFT) else "现在不由本人退回。"

    def open_compare(self) -> None:
        """Ctrl+Shift+B: the versions of the draft side by side."""
        self.reviewing().open_compare()
